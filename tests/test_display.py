"""What a notebook shows of a graph says what is in it, and nothing that stands in a document can act there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

import graphbuild as gb
from graphbuild.errors import QueryError
from graphbuild.knowledge_graph import BuiltGraph, RemoteGraph
from graphbuild.model import Candidate, Citation, Document, Records, Resolution
from graphbuild.pages.graph.extract_of_corpus import surroundings
from graphbuild.pages.graph.page import MOST_NODES

HOSTILE = "<script>document.title = 1</script><img src=x onerror=alert(1)>\"href\" 'onclick=' </script></iframe>"
PAPER = f"""HUYỆN ỦY NÔNG CỐNG
Số 12-KH/HU
Nông Cống, ngày 5 tháng 6 năm 2024

KẾ HOẠCH
{HOSTILE}

Thực hiện Nghị quyết số 28-NQ/TU của Tỉnh ủy Thanh Hóa về {HOSTILE}.

1. Giao Văn phòng Huyện ủy {HOSTILE} báo cáo trước ngày 30/9/2024.
"""


@pytest.fixture(scope="module")
def samples(sample_build: Path) -> BuiltGraph:
    return BuiltGraph(sample_build)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> BuiltGraph:
    folder = tmp_path_factory.mktemp("kho")
    (folder / "a.txt").write_text(PAPER, encoding="utf-8")
    out = folder / "<script>alert('\"')<|script>"
    gb.build(folder, out)
    return BuiltGraph(out)


def cells(summary: str) -> list[str]:
    return [cell.text_content() for cell in html.fragment_fromstring(summary).iter("td")]


def drawn(frame: str) -> tuple[str, set[str], int]:
    """Return the title of the page in a frame, the documents on it, and how many citations it draws."""
    [iframe] = html.fragments_fromstring(frame)
    assert (iframe.tag, iframe.get("sandbox")) == ("iframe", "allow-scripts allow-downloads")
    assert iframe.get("title")
    page = html.document_fromstring(iframe.get("srcdoc"))
    data = json.loads(page.get_element_by_id("graph-data").text)
    edges = sum(len(edge["evidence"]) for edge in data["edges"])
    return page.findtext("head/title"), {node["iri"] for node in data["nodes"]}, edges


# -- the summary -------------------------------------------------------------------------------------------------------


def test_summary_counts_what_the_tables_have(samples: BuiltGraph) -> None:
    presence = samples.documents.presence.value_counts()
    resolution = samples.citations.resolution.value_counts()
    assert cells(samples._repr_html_()) == [
        *(str(presence.get(code, 0)) for code in ("in_corpus", "known", "cited_only")),
        str(len(samples.bodies)),
        str(len(samples.citations)),
        *(str(resolution.get(code, 0)) for code in ("in_corpus", "known", "cited_only", "ambiguous", "unresolved")),
        str(len(samples.obligations)),
        "16/9/2024 – 20/8/2026",
    ]


def test_summary_names_the_graph_and_repr_stays(samples: BuiltGraph) -> None:
    assert repr(samples) == f"BuiltGraph({str(samples.folder)!r})"
    assert repr(samples) in html.fragment_fromstring(samples._repr_html_()).text_content()


def test_summary_is_english_on_request(samples: BuiltGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")
    names = [name.text_content() for name in html.fragment_fromstring(samples._repr_html_()).iter("th")]
    assert names == [
        *("Documents: in the corpus", "Documents: known document", "Documents: only cited", "Bodies", "Citations"),
        *("Citations: in the corpus", "Citations: known document", "Citations: only cited"),
        *("Citations: ambiguous", "Citations: unresolved", "Tasks", "Period"),
    ]


def test_summary_of_large_counts_groups_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    from graphbuild.vocabulary.labels import count_text

    assert count_text(1234567) == "1.234.567"
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")
    assert count_text(1234567) == "1,234,567"


def test_summary_tells_why_a_server_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    text = RemoteGraph("http://127.0.0.1:9/<b>")._repr_html_()
    assert "RemoteGraph('http://127.0.0.1:9/<b>')" in html.fragment_fromstring(text).text_content()
    assert "<b>" not in text


def test_summary_of_a_hostile_corpus_is_inert(hostile: BuiltGraph) -> None:
    elements = list(html.fragment_fromstring(hostile._repr_html_()).iter())
    assert {element.tag for element in elements} <= {"table", "caption", "code", "tbody", "tr", "th", "td"}
    assert {name for element in elements for name in element.attrib} <= {"scope", "style"}
    assert repr(hostile) in elements[0].text_content()


# -- the frame ---------------------------------------------------------------------------------------------------------


def test_frame_of_the_whole_graph(samples: BuiltGraph) -> None:
    title, documents, edges = drawn(samples.show()._repr_html_())
    assert title == "Đồ thị viện dẫn"
    assert documents == set(samples.documents.id)
    assert edges == samples.network().number_of_edges()


def test_frame_of_one_document_in_any_spelling(samples: BuiltGraph) -> None:
    title, documents, _edges = drawn(samples.show("Kế hoạch số 118–kh/HU")._repr_html_())
    graph, center = samples.network(), samples._document("118-KH/HU")
    open_pairs = [
        (citation.citing, candidate.document)
        for citation in samples.records.citations
        for candidate in citation.candidates
    ]
    may_mean = {iri for pair in open_pairs if center in pair for iri in pair}
    assert "118-KH/HU" in title
    assert documents == {center, *graph.predecessors(center), *graph.successors(center), *may_mean}


def test_frame_of_an_unknown_document(samples: BuiltGraph) -> None:
    with pytest.raises(QueryError):
        samples.show("999-NQ/TU")


def test_frame_of_an_ambiguous_number_asks_for_the_iri(samples: BuiltGraph) -> None:
    with pytest.raises(QueryError, match="https://"):
        samples.show("32-NQ/TU")


def test_frame_is_as_high_as_asked(samples: BuiltGraph) -> None:
    assert "height:333px" in samples.show("118-KH/HU", height=333)._repr_html_()


def test_frame_is_short_as_text(samples: BuiltGraph) -> None:
    assert len(repr(samples.show())) < 200


def test_frame_of_a_hostile_corpus_ends_nothing(hostile: BuiltGraph) -> None:
    for frame in (hostile.show(), hostile.show("12-KH/HU")):
        _title, documents, edges = drawn(frame._repr_html_())
        assert (len(documents), edges) == (2, 1)


# -- what stands around a document ------------------------------------------------------------------------------------


def document(name: str, *, cited_only: bool = False) -> Document:
    return Document(name, "NQ", "cited_only" if cited_only else "in_corpus", number=name)


def citation(citing: str, target: str | None, *candidates: str) -> Citation:
    resolution: Resolution = "in_corpus" if target else "ambiguous" if candidates else "unresolved"
    made = [Candidate(candidate, 0.5) for candidate in candidates]
    return Citation(
        f"{citing}→{target}{candidates}",
        *("file", citing, citing, 0, 1, "x", "x", 0, "numbered", "NQ"),
        *(None, None, None, None, "mentions", None, target, resolution),
        tuple(made),
    )


CHAIN = Records(
    documents=[document(name) for name in "abcdef"],
    citations=[
        citation("b", "a"),
        citation("c", "b"),
        citation("d", "c"),
        citation("b", "b"),
        citation("b", None),
        citation("a", None, "e", "f"),
        citation("c", None, "d", "f"),
    ],
)


@pytest.mark.parametrize(
    ("center", "depth", "documents", "citations"),
    [
        ("c", 0, "c", []),
        ("c", 1, "bcdf", ["b→b()", "b→None()", "c→None('d', 'f')", "c→b()", "d→c()"]),
        ("a", 1, "abef", ["a→None('e', 'f')", "b→None()", "b→a()", "b→b()"]),
        ("d", 1, "cd", ["d→c()"]),
        ("e", 1, "ae", []),
        ("a", 9, "abcdef", [row.id for row in CHAIN.citations]),
    ],
)
def test_surroundings(center: str, depth: int, documents: str, citations: list[str]) -> None:
    found = surroundings(CHAIN, center, depth)
    assert sorted(row.id for row in found.documents) == list(documents)
    assert {row.id for row in found.citations} == set(citations)


def test_the_document_asked_for_is_drawn_however_many_stand_around_it(samples: BuiltGraph) -> None:
    center = samples._document("97-CT/TW")
    title, documents, _edges = drawn(samples.show("97-CT/TW", depth=2, limit=4)._repr_html_())
    assert center in documents
    assert len(documents) == 4
    assert "4" in title


@pytest.mark.parametrize("limit", [0, MOST_NODES + 1])
def test_limit_is_that_of_the_page(samples: BuiltGraph, limit: int) -> None:
    with pytest.raises(ValueError, match="limit"):
        samples.show("97-CT/TW", limit=limit)
