"""The notebooks run from the first cell to the last, for whoever changes the variables too, and are kept clean."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from lxml import html
from nbformat import NotebookNode

import graphbuild as gb
from tools.notebooks import NOTEBOOKS, execute, page, path_of

NAMES = [path.stem for path in NOTEBOOKS]
VIETNAMESE = re.compile("[ăđơưạảấầẩậắằặẹẻẽếềểệỉịọỏốồổộớờởợụủứừửữựỳỵ]", re.IGNORECASE)
ENGLISH = re.compile(r"\*.*\b(the|of|and|to|a)\b", re.DOTALL)


def read(name: str) -> NotebookNode:
    notebook: NotebookNode = nbformat.read(path_of(name), as_version=4)
    return notebook


def test_there_are_three() -> None:
    assert NAMES == ["01-buoc-dau", "02-mang-vien-dan", "03-nhiem-vu-cua-co-quan"]


@pytest.mark.parametrize("name", NAMES)
def test_committed_without_outputs(name: str) -> None:
    notebook = read(name)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_short(name: str) -> None:
    cells = read(name).cells
    assert max(len(cell.source.splitlines()) for cell in cells) <= 30
    assert max(len(line) for cell in cells if cell.cell_type == "code" for line in cell.source.splitlines()) <= 120


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_vietnamese_first_then_english(name: str) -> None:
    for cell in read(name).cells:
        if cell.cell_type == "markdown":
            vietnamese, _between, english = cell.source.partition("\n\n*")
            assert VIETNAMESE.search(vietnamese), cell.source
            assert ENGLISH.match(f"*{english}"), cell.source


@pytest.mark.parametrize("name", NAMES)
def test_runs_over_the_samples(name: str, executed: Callable[[str], NotebookNode]) -> None:
    cells = [cell for cell in executed(name).cells if cell.cell_type == "code"]
    assert {output.output_type for cell in cells for output in cell.outputs} <= {"display_data", "execute_result"}
    pictures = [cell for cell in cells if any("image/png" in output.data for output in cell.outputs)]
    assert pictures
    assert all(cell.metadata.get("alt") for cell in pictures)


@pytest.mark.parametrize("name", NAMES)
def test_needs_nothing_where_it_runs_and_leaves_nothing(
    name: str, executed: Callable[[str], NotebookNode], notebook_workspace: Path
) -> None:
    executed(name)
    assert list(notebook_workspace.iterdir()) == []


@pytest.mark.parametrize("name", NAMES)
def test_page_is_vietnamese_small_and_tells_its_pictures(name: str, executed: Callable[[str], NotebookNode]) -> None:
    text = page(executed(name))
    made = html.document_fromstring(text)
    assert made.get("lang") == "vi"
    assert VIETNAMESE.search(made.findtext("head/title"))
    assert all(image.get("alt") for image in made.iter("img"))
    assert len(text) < 2_000_000


PAPER = """HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU

KẾ HOẠCH
thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy Thanh Hóa
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, sample_build: Path) -> Path:
    """A folder with the build of the samples, a corpus of one paper, without a day or a task, and its build."""
    folder = tmp_path_factory.mktemp("of-a-reader")
    (folder / "of-samples").symlink_to(sample_build)
    (folder / "one").mkdir()
    (folder / "one" / "a.txt").write_text(PAPER, encoding="utf-8")
    gb.build(folder / "one", folder / "of-one")
    return folder


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("01-buoc-dau", {"THU_MUC": "one"}),
        ("02-mang-vien-dan", {"VAN_BAN": "118-KH/HU", "KET_QUA": "of-samples"}),
        ("02-mang-vien-dan", {"KET_QUA": "of-one"}),
        ("03-nhiem-vu-cua-co-quan", {"CO_QUAN": "Tỉnh ủy Cà Mau", "KET_QUA": "of-samples"}),
        ("03-nhiem-vu-cua-co-quan", {"KET_QUA": "of-one"}),
    ],
)
def test_runs_for_who_changes_the_variables(name: str, changes: dict[str, str], workspace: Path) -> None:
    execute(path_of(name), workspace, changes)
