"""A graph on a server gives the same tables, answers and networks as the build from which it came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from linked_records import RECORDS
from serving import running

import graphbuild as gb
from graphbuild.graph.rdf import write_nquads
from graphbuild.graph.rdf_records import records_from_rdf
from graphbuild.graph.tables import TABLES
from graphbuild.knowledge_graph import BuiltGraph, KnowledgeGraph, RemoteGraph
from graphbuild.model import Records

# What RDF does not carry.
LEFT_OUT = {"evidence"}


def plain(row: Any) -> dict[str, Any]:
    """Return a row as RDF can tell it: lists without order and without doubles."""
    found: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name == "provisions":
            value = sorted((place.path, place.label) for place in value if place.path)
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            value = sorted(set(value))
        if field.name not in LEFT_OUT:
            found[field.name] = value
    return found


def rows(records: Records, name: str) -> list[str]:
    return sorted(str(plain(row)) for row in getattr(records, name))


@pytest.fixture(scope="module")
def built(sample_build: Path) -> BuiltGraph:
    kg = gb.open(sample_build)
    assert isinstance(kg, BuiltGraph)
    return kg


@pytest.fixture(scope="module")
def remote(built: BuiltGraph) -> Iterator[KnowledgeGraph]:
    with running(built.folder, "--workers", "2") as server:
        yield gb.open(f"{server.address}/sparql")


@pytest.mark.parametrize("name", TABLES)
def test_rows_come_back_from_rdf(tmp_path: Path, name: str) -> None:
    write_nquads(RECORDS, tmp_path / "graph.nq")
    quads = pyoxigraph.parse(path=tmp_path / "graph.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    assert rows(records_from_rdf(quad.triple for quad in quads), name) == rows(RECORDS, name)


@pytest.mark.parametrize("name", TABLES)
def test_the_tables_are_those_of_the_build(built: BuiltGraph, remote: KnowledgeGraph, name: str) -> None:
    assert isinstance(remote, RemoteGraph)
    assert rows(remote.records, name) == rows(built.records, name)
    here, there = getattr(built, name), getattr(remote, name)
    assert list(there.columns) == list(here.columns)
    assert there.dtypes.to_dict() == here.dtypes.to_dict()
    assert len(there) == len(here)


def test_queries_networks_and_measures_are_the_same(built: BuiltGraph, remote: KnowledgeGraph) -> None:
    for name, values in (("ai-vien-dan", {"document": "97-CT/TW"}), ("vien-dan-nhieu", {})):
        assert remote.query(name, **values).equals(built.query(name, **values))
    assert set(remote.network("all").edges(keys=True)) == set(built.network("all").edges(keys=True))
    assert remote.most_cited(5).equals(built.most_cited(5))
    assert remote.reach("97-CT/TW").equals(built.reach("97-CT/TW"))
    assert len(remote.rdf()) == len(built.rdf())


def test_a_notebook_shows_the_same(built: BuiltGraph, remote: KnowledgeGraph) -> None:
    assert isinstance(remote, RemoteGraph)
    opened = RemoteGraph(remote.address)
    assert opened._repr_html_().partition("<tbody>")[2] == built._repr_html_().partition("<tbody>")[2]
    assert "records" not in vars(opened), "the summary fetched all statements"
    here, there = (kg.show("118-KH/HU") for kg in (built, remote))
    assert (there.title, there.page.count('"iri"')) == (here.title, here.page.count('"iri"'))


def test_an_address_is_not_taken_for_a_folder() -> None:
    assert repr(gb.open("http://127.0.0.1:7200/sparql")) == "RemoteGraph('http://127.0.0.1:7200/sparql')"


def test_a_name_is_one_line(built: BuiltGraph) -> None:
    assert not [row.name for row in built.records.bodies if "\n" in row.name]
    assert "\n" not in json.dumps([row.label for row in built.records.documents], ensure_ascii=False)
