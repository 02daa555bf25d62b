"""What the N-Quads say, and that every parser reads them alike."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linked_records import (
    ARTICLE,
    BASE,
    CHARTER,
    CONCLUSION,
    CONCLUSION_FILE,
    CONCLUSION_SCAN,
    DIRECTIVE,
    DISTRICTS,
    HAI_PHONG,
    HAI_PHONG_28,
    LAM_DONG,
    OLD_PLAN,
    PLAN,
    PLAN_FILE,
    RECORDS,
    VINH_BAO,
    VINH_BAO_COMMUNE,
    VINH_BAO_STANDING,
)
from rdflib import Dataset, Graph

from graphbuild.errors import OutputError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.handles import body_handle, document_handle
from graphbuild.graph.rdf import write_nquads
from graphbuild.graph.turtle import write_turtle
from graphbuild.model import Document, Records

Quads = list[Any]  # of pyoxigraph.Quad, whose parts are named nodes and literals here
NQUADS = pyoxigraph.RdfFormat.N_QUADS


NAMES = ns.GraphNames()


@pytest.fixture(scope="module")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rdf") / "graph.nq"
    write_nquads(RECORDS, path)
    return path


@pytest.fixture(scope="module")
def quads(nquads: Path) -> Quads:
    return list(pyoxigraph.parse(path=nquads, format=NQUADS))


def said(quads: Quads, subject: str, predicate: str) -> list[str]:
    """Values of one property, sorted."""
    return sorted(
        quad.object.value for quad in quads if quad.subject.value == subject and quad.predicate.value == predicate
    )


def edges(quads: Quads, predicate: str) -> list[tuple[str, str, str]]:
    return sorted(
        (quad.subject.value, quad.object.value, quad.graph_name.value)
        for quad in quads
        if quad.predicate.value == predicate
    )


def test_both_parsers_read_the_same_number_of_statements(nquads: Path, quads: Quads) -> None:
    dataset = Dataset()
    dataset.parse(nquads, format="nquads")
    lines = nquads.read_text(encoding="utf-8").splitlines()
    assert len(quads) == len(set(quads)) == len(lines) == sum(1 for _quad in dataset.quads())


def test_the_number_of_lines_is_returned(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    assert write_nquads(RECORDS, path) == len(path.read_text(encoding="utf-8").splitlines())


def test_writing_twice_gives_the_same_bytes(nquads: Path, tmp_path: Path) -> None:
    write_nquads(RECORDS, tmp_path / "again.nq")
    assert (tmp_path / "again.nq").read_bytes() == nquads.read_bytes()


def test_there_are_no_blank_nodes_and_no_default_graph(quads: Quads) -> None:
    for quad in quads:
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal)
        assert isinstance(quad.graph_name, pyoxigraph.NamedNode)


def test_each_file_has_a_graph_and_the_rest_is_shared(quads: Quads) -> None:
    files = {NAMES.file(document.source) for document in RECORDS.documents if document.source}
    assert {quad.graph_name.value for quad in quads} == {
        *files,
        NAMES.file(CONCLUSION_SCAN),
        NAMES.shared,
        ns.ONTOLOGY_DOCUMENT,
    }
    graphs = {quad.subject.value: quad.graph_name.value for quad in quads if quad.predicate.value == ns.PRESENCE}
    assert graphs[CONCLUSION] == NAMES.file(CONCLUSION_FILE)
    assert graphs[HAI_PHONG_28] == graphs[CHARTER] == NAMES.shared


def test_a_citation_is_a_direct_edge_once_in_each_file_that_states_it(quads: Quads) -> None:
    plan, conclusion, scan = map(NAMES.file, (PLAN_FILE, CONCLUSION_FILE, CONCLUSION_SCAN))
    assert edges(quads, ns.RELATION_PROPERTIES["implements"]) == sorted(
        [
            (CONCLUSION, HAI_PHONG_28, conclusion),
            (CONCLUSION, HAI_PHONG_28, scan),
            (HAI_PHONG_28, DIRECTIVE, conclusion),
            (PLAN, CONCLUSION, plan),
        ]
    )
    cited = {(citing, target) for citing, target, _graph in edges(quads, ns.CITES)}
    related = {(citing, target) for citing, target, _graph in edges(quads, ns.RELATES_TO)}
    assert cited - related == {(PLAN, OLD_PLAN), (PLAN, CHARTER)}, "what is only mentioned is cited, no more"
    assert related < cited
    chain = {(citing, target) for citing, target, _graph in edges(quads, ns.STEMS_FROM)}
    assert chain == {
        (citing, target)
        for code, relation in ns.RELATION_PROPERTIES.items()
        for citing, target, _graph in edges(quads, relation)
        if code in ("based_on", "implements", "disseminates", "elaborates", "guides", "reviews", "monitors")
    }


def test_a_press_article_is_no_legal_resource(quads: Quads) -> None:
    assert said(quads, ARTICLE, ns.TYPE) == sorted([ns.DOCUMENT_CLASS, ns.PRESS_ARTICLE])
    edges_out = {quad.predicate.value for quad in quads if quad.subject.value == ARTICLE}
    assert ns.CITO_CITES in edges_out
    assert {ns.CITES, ns.RELATES_TO, ns.STEMS_FROM, ns.TYPE_DOCUMENT, ns.DATE_DOCUMENT} & edges_out == set()


def test_a_merger_is_one_event_with_its_day(tmp_path: Path) -> None:
    ended = {VINH_BAO: "2025-06-30", HAI_PHONG: "2025-06-30", LAM_DONG: "2024-12-31"}
    bodies = [
        dataclasses.replace(row, successors=(VINH_BAO_COMMUNE,), valid_to=ended[row.id]) if row.id in ended else row
        for row in RECORDS.bodies
    ]
    merged = dataclasses.replace(RECORDS, bodies=bodies)
    write_nquads(merged, tmp_path / "graph.nq")
    quads = list(pyoxigraph.parse(path=tmp_path / "graph.nq", format=pyoxigraph.RdfFormat.N_QUADS))
    event = f"{VINH_BAO_COMMUNE}/change/2025-06-30"
    assert said(quads, event, ns.ORIGINAL_ORGANIZATION) == sorted([VINH_BAO, HAI_PHONG])
    assert said(quads, event, ns.RESULTING_ORGANIZATION) == [VINH_BAO_COMMUNE]
    assert said(quads, event, ns.DATE) == ["2025-06-30"]
    assert said(quads, f"{VINH_BAO_COMMUNE}/change/2024-12-31", ns.ORIGINAL_ORGANIZATION) == [LAM_DONG]


def test_who_is_only_named_is_no_organisation(quads: Quads) -> None:
    assert said(quads, DISTRICTS, ns.TYPE) == [ns.NAMED_AGENT]


def test_a_time_limit_is_an_interval_that_others_can_read(quads: Quads) -> None:
    limit = f"{BASE}obligation/01/deadline/1"
    assert said(quads, limit, ns.HAS_BEGINNING) == [f"{limit}/beginning"]
    assert said(quads, f"{limit}/beginning", ns.IN_XSD_DATE) == ["2024-10-01"]
    assert said(quads, f"{limit}/end", ns.IN_XSD_DATE) == ["2024-12-31"]
    assert said(quads, f"{BASE}obligation/01", ns.ACTION) == [ns.CARRY_OUT]


@pytest.mark.parametrize(
    ("name", "cited"),
    [("10", [PLAN]), ("11", []), ("12", [])],
    ids=["self", "ambiguous", "unresolved"],
)
def test_a_citation_without_edge_is_still_a_node(quads: Quads, name: str, cited: list[str]) -> None:
    node = f"{BASE}citation/{name}"
    assert said(quads, node, ns.TYPE) == [ns.CITATION]
    assert said(quads, node, ns.HAS_CITING_ENTITY) == [PLAN]
    assert said(quads, node, ns.HAS_CITED_ENTITY) == cited
    assert (PLAN, PLAN) not in {(citing, target) for citing, target, _graph in edges(quads, ns.CITES)}


def test_a_target_of_an_ambiguous_citation_makes_no_edge(tmp_path: Path) -> None:
    guess = dataclasses.replace(RECORDS.citations[0], resolution="ambiguous")
    write_nquads(Records(citations=[guess]), tmp_path / "graph.nq")
    written: Quads = list(pyoxigraph.parse(path=tmp_path / "graph.nq", format=NQUADS))
    assert edges(written, ns.CITES) == edges(written, ns.HAS_CITED_ENTITY) == []


def test_candidates_keep_their_scores(quads: Quads) -> None:
    choices = said(quads, f"{BASE}citation/11", ns.CANDIDATE)
    found = [(*said(quads, choice, ns.CANDIDATE_DOCUMENT), *said(quads, choice, ns.SCORE)) for choice in choices]
    assert found == [(HAI_PHONG_28, "0.625"), (f"{BASE}document/28-NQ-TU-lam-dong", "0.375")]


def test_evidence_points_at_the_characters(quads: Quads) -> None:
    node = f"{BASE}citation/01"
    (evidence,) = said(quads, node, ns.EVIDENCE)
    assert said(quads, evidence, ns.HAS_SOURCE) == [NAMES.file(CONCLUSION_FILE)]
    position, quote = said(quads, evidence, ns.HAS_SELECTOR)
    assert said(quads, position, ns.SELECTOR_START) + said(quads, position, ns.SELECTOR_END) == ["110", "132"]
    assert said(quads, quote, ns.PREFIX) == ["Thực hiện "]
    assert said(quads, quote, ns.EXACT) == ["Nghị quyết số 28-NQ/TU"]
    assert said(quads, quote, ns.SUFFIX) == [' của Thành ủy "về một cửa"']
    assert said(quads, node, ns.STATED_IN) == [CONCLUSION]
    assert said(quads, node, ns.REASON) == ["issuer", "number"]


def test_an_obligation_has_who_what_and_when(quads: Quads) -> None:
    node = f"{BASE}obligation/01"
    assert said(quads, node, ns.ASSIGNER) == [VINH_BAO_STANDING]
    assert said(quads, node, ns.ASSIGNEE) == [VINH_BAO]
    assert said(quads, node, ns.COORDINATOR_NAME) == ["Ban Tổ chức Huyện ủy"]
    (deadline,) = said(quads, node, ns.DEADLINE)
    assert said(quads, deadline, ns.FROM) + said(quads, deadline, ns.TO) == ["2024-10-01", "2024-12-31"]
    (evidence,) = said(quads, deadline, ns.EVIDENCE)
    position, _quote = said(quads, evidence, ns.HAS_SELECTOR)
    assert said(quads, position, ns.SELECTOR_START) == ["328"]


def test_two_files_of_one_document_are_one_document(quads: Quads) -> None:
    assert said(quads, CONCLUSION, ns.SOURCE) == [NAMES.file(CONCLUSION_FILE)]
    assert said(quads, CONCLUSION, ns.COPY) == [NAMES.file(CONCLUSION_SCAN)]
    assert said(quads, NAMES.file(CONCLUSION_SCAN), ns.PATH) == [CONCLUSION_SCAN]


def test_dates_keep_their_precision(quads: Quads) -> None:
    literals = {quad.subject.value: quad.object for quad in quads if quad.predicate.value == ns.DATE}
    kinds = {subject: (literal.value, literal.datatype.value) for subject, literal in literals.items()}
    assert kinds[PLAN] == ("2024-08-01", ns.XSD_DATE)
    assert kinds[CONCLUSION] == ("2024-05", ns.XSD_YEAR_MONTH)
    assert kinds[CHARTER] == ("2011", ns.XSD_YEAR)
    assert said(quads, CONCLUSION, ns.DATE_DOCUMENT) == [], "ELI's date of a document is a whole day"


def test_an_organ_hangs_under_its_committee(quads: Quads) -> None:
    assert said(quads, VINH_BAO_STANDING, ns.TYPE) == [ns.ORGANIZATIONAL_UNIT]
    assert said(quads, VINH_BAO_STANDING, ns.UNIT_OF) == [VINH_BAO]
    assert said(quads, VINH_BAO, ns.TYPE) == [ns.FORMAL_ORGANIZATION]
    assert said(quads, VINH_BAO, ns.VALID_TO) == ["2025-06-30"]


def test_everything_that_people_look_at_has_a_vietnamese_label(quads: Quads) -> None:
    labelled = {
        quad.subject.value
        for quad in quads
        if quad.predicate.value == ns.LABEL and quad.object.language == "vi" and quad.object.value
    }
    people_look_at = {ns.LEGAL_RESOURCE, ns.CITATION, ns.OBLIGATION_CLASS, ns.DEADLINE_CLASS, ns.SOURCE_FILE}
    people_look_at |= {ns.FORMAL_ORGANIZATION, ns.ORGANIZATIONAL_UNIT, ns.CONCEPT}
    shown = {
        quad.subject.value for quad in quads if quad.predicate.value == ns.TYPE and quad.object.value in people_look_at
    }
    concepts = {quad.object.value for quad in quads if quad.object.value.startswith(ns.VOCABULARY)}
    assert shown | concepts <= labelled


def test_a_build_can_set_its_own_base(tmp_path: Path) -> None:
    names = ns.GraphNames("https://vanban.example/", "so-noi-vu")
    write_nquads(RECORDS, tmp_path / "graph.nq", names=names)
    graphs = {quad.graph_name.value for quad in pyoxigraph.parse(path=tmp_path / "graph.nq", format=NQUADS)}
    assert names.file(PLAN_FILE) in graphs
    assert not any(graph.startswith(f"{BASE}file/") for graph in graphs)


@pytest.mark.parametrize(
    "address",
    ["", "28-NQ/TU", "https://w3id.org/a b", "https://w3id.org/huyện", 'https://w3id.org/"', "https://w3id.org/<x>",
     "https://w3id.org/%zz", "https://w3id.org/\n", "https://w3id.org/{x}", "https://w3id.org/\\u0041"],
)  # fmt: skip
def test_an_address_that_is_no_ascii_iri_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(OutputError) as caught:
        write_nquads(Records([Document(address, "NQ", "cited_only", number="1-NQ/TU")]), tmp_path / "graph.nq")
    assert caught.value.code == "iri"
    assert list(tmp_path.iterdir()) == [], "nothing is left half-written"


def test_half_a_character_is_refused_with_its_text(tmp_path: Path) -> None:
    broken = Document(f"{BASE}document/x", "NQ", "cited_only", title="hỏng \ud800 chữ")
    with pytest.raises(OutputError, match="ud800") as caught:
        write_nquads(Records([broken]), tmp_path / "graph.nq")
    assert caught.value.code == "text"
    assert list(tmp_path.iterdir()) == []


HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\\n\r\t\x00\x0b\x0c\x1c\x85\u2028<>{}.^@_:# ')
    ),
    min_size=1,
)


@settings(max_examples=150, deadline=None)
@given(title=HOSTILE, sentence=HOSTILE, source=HOSTILE, reason=HOSTILE)
def test_hostile_strings_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, title: str, sentence: str, source: str, reason: str
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "graph.nq"
    document = Document(PLAN, "KH", "in_corpus", source=source, title=title)
    citation = dataclasses.replace(
        RECORDS.citations[0], source=source, sentence=sentence, text=sentence, reasons=(reason,)
    )
    write_nquads(Records([document], [], [citation], []), path)
    sent = {ns.TITLE: title, ns.SENTENCE: sentence, ns.EXACT: sentence, ns.PATH: source, ns.REASON: reason}

    # Only what was read is parsed: the vocabularies, which go with every graph, are thousands of lines.
    vocabularies = f"<{ns.ONTOLOGY_DOCUMENT}> .".encode()
    own = b"\n".join(line for line in path.read_bytes().split(b"\n") if not line.endswith(vocabularies))
    quads = list(pyoxigraph.parse(own, format=NQUADS))
    assert {quad.predicate.value: quad.object.value for quad in quads if quad.predicate.value in sent} == sent

    dataset = Dataset()
    dataset.parse(data=own, format="nquads")
    read = {str(predicate): str(value) for _s, predicate, value, _g in dataset.quads() if str(predicate) in sent}
    assert read == sent


def test_turtle_says_the_same_with_prefixes(nquads: Path, quads: Quads, tmp_path: Path) -> None:
    write_turtle(nquads, tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "eli:cites" in text
    assert "<http://data.europa.eu/eli/ontology#cites>" not in text
    assert len(Graph().parse(tmp_path / "graph.ttl")) == len({quad.triple for quad in quads})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("28-NQ/TU", "28-NQ/TU"),
        ("28–nq/tu", "28-NQ/TU"),
        ("28 - NQ/TU", "28-NQ/TU"),
        ("28 NQ/TU", "28-NQ/TU"),
        ("Nghị quyết số 28-NQ/TU", "28-NQ/TU"),
        ("5-NQ/ÐU", "05-NQ/ĐU"),
        ("30/2020/nđ-cp", "30/2020/NĐ-CP"),
        ("593/QÐ-TTg", "593/QĐ-TTg"),
        ("điều lệ đảng", "Điều lệ Đảng"),
    ],
)
def test_a_number_is_found_in_any_spelling(typed: str, number: str) -> None:
    assert document_handle(typed) == document_handle(number)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("05-CT/TƯ", "05-CT/TU"),
        ("10-ĐA/TU", "10-DA/TU"),
        ("28-NQ/TU", "128-NQ/TU"),
        ("Kế hoạch nhiệm kỳ 2020-2025", "Báo cáo nhiệm kỳ 2020-2025"),
    ],
)
def test_numbers_that_differ_stay_apart(one: str, other: str) -> None:
    assert document_handle(one) != document_handle(other)


def test_a_body_is_found_without_case_and_in_old_spelling() -> None:
    assert body_handle("HUYỆN UỶ  Vĩnh Bảo") == body_handle("Huyện ủy Vĩnh Bảo")
