"""Where the tests find what they read, and which of them run here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from graphbuild.builds.making import build

if TYPE_CHECKING:
    from nbformat import NotebookNode

PROJECT = Path(__file__).parents[1]
SHARED = PROJECT.parent / "shared"
LONGEST = tuple(
    f"tests/{name}.py"
    for name in (
        *("test_scans", "test_turned_scans", "test_notebooks", "test_workbook", "browser/test_site"),
        *("test_hostile_packages", "test_publishing", "test_cli", "test_validation", "test_ocr", "test_tracker"),
        *("test_interrupting", "test_pasted_scans", "test_scanned_tables", "test_comparison"),
        *("browser/test_page_evidence", "browser/test_graph_page", "browser/test_graph_walks"),
        *("test_wheel", "test_demo", "test_every_format"),
    )
)
"""Files whose tests take longest. They begin first: at the end no process is left alone with one of them."""


def pytest_report_header() -> str | None:
    if SHARED.is_dir():
        return f"shared documents: {SHARED}"
    return f"shared documents: none at {SHARED}; tests marked 'shared' are left out"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the longest, and leave out what needs the shared documents where there are none.

    A skip would look like a test not yet written.
    """
    order = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))
    if SHARED.is_dir():
        return
    left_out = [item for item in items if item.get_closest_marker("shared")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("shared")]


@pytest.fixture(scope="session", autouse=True)
def no_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the user of this machine has registered and set out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GRAPHBUILD_")]:
            patch.delenv(name)
        patch.setenv("GRAPHBUILD_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """Root of the project."""
    return PROJECT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the annotated documents beside the project; only for tests marked ``shared``."""
    return SHARED


@pytest.fixture(scope="session")
def for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of what is made once for all tests in all processes."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    return folder


@pytest.fixture(scope="session")
def sample_build(for_all: Path) -> Iterator[Path]:
    """The build of the sample corpus; nobody writes into it."""
    out = for_all / "sample-build"
    with FileLock(for_all / "sample-build.lock"):
        if not out.exists():
            build(PROJECT / "samples", out)
    made = _times(out)
    yield out
    assert _times(out) == made, "a test has written into the build that all tests share"


def _times(out: Path) -> dict[Path, int]:
    """Return when each file of a build was written, those of the engine's own log left out."""
    return {path: path.stat().st_mtime_ns for path in out.rglob("*") if "store" not in path.parts}


@pytest.fixture(scope="session")
def notebook_workspace(for_all: Path) -> Path:
    """Folder in which notebooks run: there is nothing in it."""
    folder = for_all / "notebooks"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def executed(for_all: Path, notebook_workspace: Path) -> Callable[[str], NotebookNode]:
    """Return a notebook by its name, executed over the samples."""
    import nbformat

    from tools.notebooks import execute, path_of

    def executed_(name: str) -> NotebookNode:
        file = for_all / f"{name}.ipynb"
        with FileLock(file.with_suffix(".lock")):
            if not file.exists():
                nbformat.write(execute(path_of(name), notebook_workspace), file)
        notebook: NotebookNode = nbformat.read(file, as_version=4)
        return notebook

    return executed_
