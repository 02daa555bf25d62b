"""The notebooks as HTML, opened from disk: they ask for nothing, and the graph in them draws and can do no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat import NotebookNode
from page_opening import DRAWN, WIDE, patient_context
from playwright.sync_api import Browser, Frame, Page

import graphbuild as gb
from graphbuild.knowledge_graph import BuiltGraph
from tools.notebooks import NOTEBOOKS, page

NAMES = [path.stem for path in NOTEBOOKS]
SCRIPT = "<script>parent.document.title = 'cướp'</script><img src=x onerror=\"top.location='about:blank'\">"
HOSTILE = f'{SCRIPT}"href" \'</script></iframe>'
PAPER = f"""HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
{HOSTILE}

Thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy Thanh Hóa về {HOSTILE}.
"""

Opening = Callable[[str], Page]


@pytest.fixture
def open_notebook(chromium: Browser, tmp_path: Path) -> Iterator[Opening]:
    """Open a page that may have frames; fails afterwards if anything was said, asked for, or opened."""
    said: list[str] = []
    requested: list[str] = []
    context = patient_context(chromium, viewport={"width": WIDE[0], "height": WIDE[1]}, locale="vi-VN")
    context.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    context.on("weberror", lambda error: said.append(f"page error: {error.error}"))
    context.on("request", lambda request: requested.append(request.url))
    file = tmp_path / "notebook.html"

    def open_(content: str) -> Page:
        file.write_text(content, encoding="utf-8")
        opened = context.new_page()
        opened.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        opened.goto(file.as_uri())
        return opened

    yield open_
    assert len(context.pages) == 1
    context.close()
    assert said == []
    assert requested == [file.as_uri()]


def ready(frame: Frame) -> bool:
    frame.wait_for_function("document.documentElement.dataset.ready === 'true'")
    return True


@pytest.mark.browser
@pytest.mark.parametrize("name", NAMES)
def test_page_asks_for_nothing_and_its_graphs_draw(
    name: str, executed: Callable[[str], NotebookNode], open_notebook: Opening
) -> None:
    opened = open_notebook(page(executed(name)))
    frames = opened.frames[1:]
    assert len(frames) == {"01-buoc-dau": 1, "02-mang-vien-dan": 1}.get(name, 0)
    assert all(ready(frame) for frame in frames)
    assert opened.evaluate("document.images.length && [...document.images].every(it => it.naturalWidth > 300)")


@pytest.mark.browser
def test_page_fits_its_window(executed: Callable[[str], NotebookNode], open_notebook: Opening) -> None:
    opened = open_notebook(page(executed("03-nhiem-vu-cua-co-quan")))
    opened.set_viewport_size({"width": 390, "height": 844})
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
def test_frame_shows_the_evidence_of_a_document(
    executed: Callable[[str], NotebookNode], open_notebook: Opening
) -> None:
    [frame] = open_notebook(page(executed("02-mang-vien-dan"))).frames[1:]
    assert ready(frame)
    frame.get_by_role("combobox").first.fill("ke hoach 118")
    frame.get_by_role("option").first.click()
    assert "118-KH/HU" in frame.locator("#panel").inner_text()


@pytest.mark.browser
def test_hostile_documents_are_inert_in_the_summary_and_in_the_frame(tmp_path: Path, open_notebook: Opening) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.txt").write_text(PAPER, encoding="utf-8")
    gb.build(tmp_path / "kho", tmp_path / "ra")
    kg = BuiltGraph(tmp_path / "ra")
    shown = replace(kg.show(), title=HOSTILE)
    opened = open_notebook(
        f"<!doctype html><title>sổ tay</title>{kg._repr_html_()}{kg.documents.to_html()}{shown._repr_html_()}"
    )
    [frame] = opened.frames[1:]
    assert ready(frame)
    frame.evaluate(DRAWN)
    opened.evaluate(DRAWN)
    assert opened.title() == "sổ tay"
    assert opened.locator("iframe").get_attribute("title") == HOSTILE
    assert opened.evaluate("document.scripts.length + document.images.length") == 0
    assert frame.evaluate("self.origin") == "null"
