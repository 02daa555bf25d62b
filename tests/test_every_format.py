"""One document in every format that an office keeps it in: one document, the same citations, the same tasks."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from office import converted, page_of, scan_of

import graphbuild as gb
from graphbuild.knowledge_graph import BuiltGraph
from graphbuild.model import Obligation

DOCUMENT = "ca-mau/xa-tri-phai-moi/ke-hoach-41-kh-du.txt"
FILES = ("van-ban.doc", "van-ban.docx", "van-ban.html", "van-ban.odt", "van-ban.pdf", "van-ban.rtf", "quet.pdf")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    folder = tmp_path_factory.mktemp("kho")
    work = tmp_path_factory.mktemp("tam")
    page = work / "van-ban.html"
    page.write_text(page_of((project / "samples" / DOCUMENT).read_text(encoding="utf-8")), encoding="utf-8")
    text = converted(page, "odt")
    files = [page, text, *(converted(text, form) for form in ("docx", "doc", "rtf", "pdf"))]
    files.append(scan_of(work / "van-ban.pdf", work / "quet.pdf"))
    for file in files:
        file.rename(folder / file.name)
    report = gb.build(folder, work / "out")
    assert not report.failures
    return work / "out"


@pytest.fixture(scope="module")
def built(out: Path) -> BuiltGraph:
    return BuiltGraph(out)


def test_they_are_one_document(built: BuiltGraph) -> None:
    [row] = [row for row in built.records.documents if row.source]
    assert {row.source, *row.copies} == set(FILES)
    assert row.source != "quet.pdf"
    assert (row.number, row.date, row.issuer_name) == ("41-KH/ĐU", "2026-08-20", "Đảng ủy xã Trí Phải")


@pytest.mark.parametrize("file", FILES)
def test_each_has_the_same_citations(built: BuiltGraph, file: str) -> None:
    def cited(source: str) -> list[tuple[str | None, str, str | None]]:
        return [(row.number, row.relation, row.target) for row in built.records.citations if row.source == source]

    assert len(cited("van-ban.html")) >= 5
    assert cited(file) == cited("van-ban.html")


@pytest.mark.parametrize("file", FILES)
def test_each_has_the_same_tasks(built: BuiltGraph, file: str) -> None:
    def asked(source: str) -> list[Obligation]:
        return [row for row in built.records.obligations if row.source == source]

    def days(row: Obligation) -> list[str]:
        return [limit.to for limit in row.deadlines if limit.to]

    assert len(asked("van-ban.html")) >= 7
    for row, meant in zip(asked(file), asked("van-ban.html"), strict=True):
        assert (row.bearers, days(row)) == (meant.bearers, days(meant))
        words, theirs = row.text.split(), meant.text.split()
        # A letter of a scan can be misread.
        assert words == theirs or (file == "quet.pdf" and difflib.SequenceMatcher(None, words, theirs).ratio() > 0.9)


def test_what_was_recognised_stands_on_the_page_of_what_is_to_be_seen(out: Path) -> None:
    page = (out / "site" / "can-xem.html").read_text(encoding="utf-8")
    section = page[page.index('id="khi-doc"') :]
    assert "chữ do máy nhận dạng" in section
    assert "quet.pdf: 1-2" in section
