"""The graph in NetworkX: its views, and the measures that are one call away."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest
from linked_records import (
    CONCLUSION,
    DIRECTIVE,
    HAI_PHONG,
    LAM_DONG,
    LAM_DONG_28,
    OLD_PLAN,
    PLAN,
    RECORDS,
    VINH_BAO,
    VINH_BAO_STANDING,
)

import graphbuild as gb
from graphbuild.errors import QueryError
from graphbuild.graph.measures import bridges, communities, most_cited, path
from graphbuild.graph.network import View, network


@pytest.mark.parametrize(
    ("view", "kinds"),
    [
        ("citations", {"document"}),
        ("bodies", {"body"}),
        ("obligations", {"obligation", "body", "document"}),
        ("all", {"document", "body", "obligation"}),
    ],
)
def test_every_node_of_a_view_has_its_kind_and_label(view: View, kinds: set[str]) -> None:
    graph = network(RECORDS, view)
    assert {values["kind"] for _node, values in graph.nodes(data=True)} == kinds
    assert all(values["label"] for _node, values in graph.nodes(data=True))


def test_bodies_are_linked_by_structure_citations_and_tasks() -> None:
    graph = network(RECORDS, "bodies")
    assert graph.has_edge(VINH_BAO_STANDING, VINH_BAO, key="part_of")
    between = [(key, values) for _one, _other, key, values in graph.edges(keys=True, data=True) if key == "cites"]
    assert between
    assert all(values["count"] >= 1 for _key, values in between)
    assert nx.number_of_selfloops(graph) == 0


def test_a_task_leads_to_the_document_that_takes_it_up_with_the_sentence() -> None:
    graph = network(RECORDS, "obligations")
    (row,) = RECORDS.fulfilments
    edge = graph.edges[row.obligation, PLAN, "fulfilled_by"]
    assert (edge["how"], edge["sentence"], edge["start"], edge["date"]) == ("taken_up", row.text, 100, "2024-08-01")


def test_the_whole_has_all_of_its_parts() -> None:
    whole = network(RECORDS, "all")
    parts: tuple[View, ...] = ("citations", "bodies", "obligations")
    edges = {edge for view in parts for edge in network(RECORDS, view).edges(keys=True)}
    issued = {(row.id, row.issuer, "issued_by") for row in RECORDS.documents if row.issuer}
    assert set(whole.edges(keys=True)) == edges | issued


def test_the_most_cited_come_first() -> None:
    table = most_cited(network(RECORDS), 3)
    assert table.iloc[0].document == DIRECTIVE
    assert list(table.documents) == sorted(table.documents, reverse=True)
    assert len(table) == 3


def test_communities_hold_every_document_once_and_stay_the_same() -> None:
    graph = network(RECORDS)
    table = communities(graph)
    assert sorted(table.document) == sorted(graph)
    assert table.equals(communities(network(RECORDS)))


def test_the_path_is_told_in_cited_sentences() -> None:
    table = path(network(RECORDS), OLD_PLAN, LAM_DONG_28)
    steps = [{row.citing, row.cited} for row in table.itertuples()]
    assert OLD_PLAN in steps[0]
    assert LAM_DONG_28 in steps[-1]
    assert all(one & other for one, other in pairwise(steps))
    assert all(row.sentence for row in table.itertuples())
    assert len(path(network(RECORDS), CONCLUSION, CONCLUSION)) == 0


@pytest.mark.parametrize(
    ("edges", "cut_off"),
    [
        ([("a", "b")], {("a", "b"): 1}),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("d", "e")], {("c", "d"): 2, ("d", "e"): 1}),
        ([("a", "b"), ("b", "c"), ("c", "a")], {}),
        ([("x", "y"), ("y", "z"), ("z", "w")], {("x", "y"): 1, ("y", "z"): 2, ("z", "w"): 1}),
        ([("a", "b"), ("c", "d"), ("d", "e"), ("e", "c")], {("a", "b"): 1}),
    ],
)  # fmt: skip
def test_bridges_and_what_they_hold(edges: list[tuple[str, str]], cut_off: dict[tuple[str, str], int]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, (one, other) in enumerate(edges):
        for node in (one, other):
            graph.add_node(node, label=node)
        graph.add_edge(one, other, key=number, relation="mentions", sentence="…", source="a.txt", start=number)
    table = bridges(graph)
    assert {(row.citing, row.cited): row.cut_off for row in table.itertuples()} == cut_off
    assert list(table.cut_off) == sorted(table.cut_off, reverse=True)


def test_of_several_shortest_paths_it_is_the_one_whose_documents_come_first() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number, (one, other) in enumerate([("z", "b"), ("b", "m"), ("z", "c"), ("a", "m"), ("z", "a"), ("c", "m")]):
        graph.add_edge(one, other, key=number, relation="mentions", sentence=one + other, source="s", start=number)
    for node in graph:
        graph.nodes[node]["label"] = node.upper()
    assert list(path(graph, "z", "m")["sentence"]) == ["za", "am"]
    assert list(path(graph, "m", "z")["sentence"]) == ["am", "za"]
    graph.add_node("lone", label="LONE")
    assert path(graph, "z", "lone").empty


def test_all_measures_are_one_call_away(sample_build: Path) -> None:
    kg = gb.open(sample_build)
    assert kg.most_cited(1).iloc[0].label == "97-CT/TW"
    assert len(kg.communities()) == len(kg.documents)
    assert (kg.bridges().cut_off >= 1).all()
    steps = kg.path("97-ct/tw", "10-CT/TW")
    assert len(steps) >= 1
    with pytest.raises(QueryError, match="99-XX/YY"):
        kg.path("99-XX/YY", "97-CT/TW")
    with pytest.raises(QueryError, match="32-NQ/TU"):
        kg.path("32-NQ/TU", "97-CT/TW")


def test_where_no_path_is_the_table_is_empty() -> None:
    graph = network(RECORDS)
    graph.add_node("lonely", label="x")
    assert path(graph, "lonely", PLAN).columns[0] == "citing"
    assert len(path(graph, "lonely", PLAN)) == 0
    assert {HAI_PHONG, LAM_DONG} <= set(network(RECORDS, "bodies"))
