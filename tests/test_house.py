"""Where things live: each stage knows only the stages before it, nothing goes in circles, no room is too full."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "graphbuild"

STAGES = (
    *(
        "errors",
        "folders",
        "messages",
        "interrupting",
        "combining",
        "model",
        "text",
        "safe_text",
        "writing",
        "vocabulary",
    ),
    *("number", "identifiers", "page_addresses"),
    *("readers", "extraction", "resolve", "user_input", "graph", "sparql", "tracker", "pages"),
    *("builds", "notebook", "knowledge_graph", "terminal", "server", "commands", "cli", "__main__", "__init__"),
)
"""The modules and folders at the top in the order in which data flows through them; ``__init__`` is the public face."""
MOST_AT_THE_TOP = 30
MOST_LINES = 400

Module = tuple[str, ...]
"""The names on the way to a module: ``("graph", "rdf")``; a folder's own code is its ``__init__``."""


@cache
def imports() -> dict[Module, set[Module]]:
    """Return what each module imports from the package, wherever it says so: at the top, in a function, for types."""
    modules = {path.relative_to(PACKAGE).with_suffix("").parts: path for path in PACKAGE.rglob("*.py")}
    found: dict[Module, set[Module]] = {}
    for module, path in modules.items():
        named = (name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _imported(node))
        meant = (name if name in modules else (*name, "__init__") for name in named)
        found[module] = {name for name in meant if name in modules and name != module}
    return found


def _imported(node: ast.AST) -> Iterator[Module]:
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute"
        names = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    for name in names:
        package, *rest = name.split(".")
        if package == PACKAGE.name:
            yield tuple(rest)


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return a circle of a graph, none if it has none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_modules_import_each_other_in_no_circle() -> None:
    assert circle({".".join(one): {".".join(other) for other in others} for one, others in imports().items()}) == []


def test_the_parts_of_a_folder_import_each_other_in_no_circle() -> None:
    folders: dict[Module, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one, others in imports().items():
        for other in others:
            depth = next(depth for depth, (own, its) in enumerate(zip(one, other, strict=False)) if own != its)
            folders[one[:depth]][one[depth]].add(other[depth])
    assert {folder: found for folder, graph in folders.items() if (found := circle(graph))} == {}


def test_no_stage_imports_from_a_later_one() -> None:
    up = [
        f"{'.'.join(one)} imports {'.'.join(other)}"
        for one, others in imports().items()
        for other in others
        if STAGES.index(other[0]) > STAGES.index(one[0])
    ]
    assert up == []


def test_every_room_has_its_stage() -> None:
    assert {module[0] for module in imports()} == set(STAGES)


def test_the_top_floor_is_small() -> None:
    at_the_top = [path.name for path in PACKAGE.iterdir() if not path.name.startswith(("__", "."))]
    assert len(at_the_top) <= MOST_AT_THE_TOP, at_the_top


@pytest.mark.parametrize("ending", ["py", "js"])
def test_no_module_is_long(ending: str) -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in PACKAGE.rglob(f"*.{ending}")}
    assert {str(path.relative_to(PACKAGE)): count for path, count in lines.items() if count > MOST_LINES} == {}
