"""A file with several documents in everything that a build makes of it."""

from __future__ import annotations

import html
import io
import json
import re
from pathlib import Path

import pyoxigraph
import pytest
from test_papers import CONCLUSION, DECISION, EXPLODED

from graphbuild.builds.comparison import compare, read_build
from graphbuild.builds.explanation import explain, find_source
from graphbuild.builds.making import build
from graphbuild.cli import run
from graphbuild.graph.rdf_records import records_from_rdf
from graphbuild.graph.tables import read_records
from graphbuild.model import Document, Records
from graphbuild.sparql.validation import check
from graphbuild.terminal.explanations import show
from graphbuild.tracker.tasks import tasks

SOURCE = "van-ban-den/hai văn bản.md"
CONTENT = f"{DECISION}\n\n{EXPLODED}"


def built(corpus: Path, out: Path, content: str = CONTENT) -> Path:
    (corpus / SOURCE).parent.mkdir(parents=True, exist_ok=True)
    (corpus / SOURCE).write_text(content, encoding="utf-8")
    (corpus / "ket-luan.txt").write_text(CONCLUSION, encoding="utf-8")
    report = build(corpus, out, corpus_name="thử")
    assert report.counts["files"] == 2
    return out


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("kho"), tmp_path_factory.mktemp("ra") / "outputs")


@pytest.fixture(scope="module")
def records(out: Path) -> Records:
    return read_records(out / "tables")


def of_file(records: Records) -> list[Document]:
    return sorted((row for row in records.documents if row.source == SOURCE), key=lambda row: row.start or 0)


def test_each_document_is_a_row_with_its_span(records: Records) -> None:
    first, second = of_file(records)
    assert (first.start, first.end, second.start, second.end) == (0, second.start, first.end, len(CONTENT))
    assert [(row.document, row.start, row.end) for row in records.files if row.source == SOURCE] == [
        (row.id, row.start, row.end) for row in (first, second)
    ]
    (whole,) = [row for row in records.documents if row.source == "ket-luan.txt"]
    assert (whole.start, whole.end) == (None, None)


def test_the_page_of_a_document_shows_its_own_part(out: Path, records: Records) -> None:
    first, second = of_file(records)
    pages = {path: path.read_text("utf-8") for path in (out / "site").rglob("*.html")}
    own = [text for text in pages.values() if "sửa cầu treo trước" in text and "<dt>" in text]
    other = [text for text in pages.values() if "quản lý bến đò" in text and "<dt>" in text]
    assert any("Nguyên văn" in text or 'class="text"' in text for text in [*own, *other])
    assert not any("CHỦ TỊCH\nTrần Thử Mẫu" in text for text in other)
    assert any(f"{second.start}–{second.end}" in text for text in other)
    assert any(f"{first.start}–{first.end}" in text for text in own)


def test_the_page_of_a_document_shows_its_words_once(out: Path, records: Records) -> None:
    # What the first document tells of its force is marked on its own page only.
    _first, second = of_file(records)
    pages = (path.read_text("utf-8") for path in (out / "site" / "van-ban").glob("*.html"))
    (page,) = [text for text in pages if f"{second.start}–{second.end}" in text]
    shown = page.partition('<div class="text" lang="vi">')[2].partition("</div>")[0]
    words = html.unescape(re.sub(r"<[^>]+>", "", shown)).split()
    assert words == CONTENT[second.start : second.end].split()


def test_a_list_is_not_asked_for_what_lists_have_not(tmp_path: Path) -> None:
    corpus = tmp_path / "kho"
    corpus.mkdir()
    lines = [f"{n}. Quyết định số 0{n}/2018/QĐ-UBND ngày 10/01/2018 của Ủy ban nhân dân tỉnh A" for n in range(1, 5)]
    (corpus / "a.txt").write_text("\n".join(["DANH MỤC VĂN BẢN HẾT HIỆU LỰC", *lines]), encoding="utf-8")
    build(corpus, tmp_path / "ra", corpus_name="thử")
    review = (tmp_path / "ra" / "site" / "can-xem.html").read_text("utf-8")
    assert "date = " in html.unescape(review)
    assert "issuer = " not in html.unescape(review)
    assert "number = " not in html.unescape(review)
    # It has no type: what can be chosen in the graph has a name all the same.
    assert '"types":{"":"Văn bản"' in (tmp_path / "ra" / "site" / "do-thi.html").read_text("utf-8").replace('": ', '":')


def test_tasks_are_those_of_their_document_once(records: Records) -> None:
    first, second = of_file(records)
    found = {task.obligation.text: task.document.id for task in tasks(records) if task.document.source == SOURCE}
    assert len(found) == len([row for row in records.obligations if row.source == SOURCE])
    assert {text: of for text, of in found.items() if "cầu treo" in text or "bến đò" in text} == {
        text: (first if "cầu treo" in text else second).id for text in found
    }


def test_the_graph_carries_the_spans_and_is_valid(out: Path, records: Records) -> None:
    quads = pyoxigraph.parse(path=out / "graph.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    read_back = records_from_rdf(quad.triple for quad in quads)
    assert read_back.files == records.files
    assert [(row.id, row.source, row.start, row.end) for row in of_file(read_back)] == [
        (row.id, row.source, row.start, row.end) for row in of_file(records)
    ]
    assert check(out / "graph.nq") == []


def test_explain_tells_of_the_document_at_the_offset(out: Path, records: Records) -> None:
    tables = out / "tables"
    assert find_source(tables, "hai văn bản.md") == SOURCE
    first, second = of_file(records)
    assert [one.document.id for one in explain(tables, SOURCE)] == [first.id, second.id]
    assert [one.document.id for one in explain(tables, SOURCE, (second.start or 0) + 5)] == [second.id]
    for one in explain(tables, SOURCE):
        assert {found.citation.document for found in one.citations} <= {one.document.id}
    file = io.StringIO()
    show(explain(tables, SOURCE), file)
    assert file.getvalue().index("1290/QĐ-UBND") < file.getvalue().index("77/2025/QĐ-UBND")


def test_extract_shows_every_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.md").write_text(CONTENT, encoding="utf-8")
    assert run(["extract", str(tmp_path / "a.md"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["letterhead"]["number"], one["part"]["start"]) for one in told] == [
        ("1290/QĐ-UBND", 0),
        ("77/2025/QĐ-UBND", told[0]["part"]["end"]),
    ]
    assert run(["extract", str(tmp_path / "a.md")]) == 0
    shown = capsys.readouterr().out
    assert shown.count("Giao Sở Xây dựng sửa cầu treo") == shown.count("Giao Sở Xây dựng quản lý bến đò") == 1


def test_an_edit_of_one_document_changes_only_that(out: Path, tmp_path: Path) -> None:
    edited = CONTENT.replace("Căn cứ Luật Đầu tư công", "Căn cứ Luật Đầu tư công ngày nào").replace(
        "sửa cầu treo", "làm cầu mới"
    )
    later = built(tmp_path / "kho", tmp_path / "ra", edited)
    found = compare(read_build(out), read_build(later))
    assert found.edited == (SOURCE,)
    assert not [one for one in found.documents if one.change != "changed" and one.row.source]
