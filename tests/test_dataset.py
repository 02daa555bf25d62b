"""The whole graph in other forms, and what it says of itself."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from linked_records import BASE, RECORDS
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDF, VOID

from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.graph.dataset import Run
from graphbuild.graph.jsonld import made_context, write_jsonld
from graphbuild.graph.network import write_gexf, write_graphml
from graphbuild.graph.rdf import write_nquads
from graphbuild.sparql.store import create

RUN = Run("2026-11-23T01:02:03+00:00", "0.1.0", "2026-11-23")
DATASET = URIRef(ns.GraphNames(BASE).dataset)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write_nquads(RECORDS, folder / "graph.nq", run=RUN)
    create(folder / "graph.nq", folder / "store")
    write_jsonld(folder / "store", folder / "graph.jsonld")
    return folder


@pytest.fixture(scope="module")
def itself(built: Path) -> Graph:
    dataset = Dataset()
    dataset.parse(built / "graph.nq", format="nquads")
    return dataset.graph(DATASET)


# -- what it says of itself --------------------------------------------------------------------------------------------


def test_it_counts_what_it_holds(built: Path, itself: Graph) -> None:
    lines = (built / "graph.nq").read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)), "a statement stands once in a graph"
    assert itself.value(DATASET, VOID.triples) == Literal(len(lines))
    counts = {}
    for part in itself.objects(DATASET, VOID.classPartition):
        counts[str(itself.value(part, VOID["class"]))] = int(str(itself.value(part, VOID.entities)))
    assert counts == {
        ns.DOCUMENT_CLASS: len(RECORDS.documents),
        ns.CITATION: len(RECORDS.citations),
        ns.OBLIGATION_CLASS: len(RECORDS.obligations),
        ns.SOURCE_FILE: len(RECORDS.files),
    }


def test_it_tells_how_it_was_made_and_from_what(itself: Graph) -> None:
    (run,) = itself.objects(DATASET, PROV.wasGeneratedBy)
    assert (run, RDF.type, PROV.Activity) in itself
    assert str(itself.value(run, PROV.startedAtTime)).startswith("2026-11-23T01:02:03")
    assert {str(file) for file in itself.objects(run, PROV.used)} == {
        ns.GraphNames(BASE).file(file.source) for file in RECORDS.files
    }
    (agent,) = itself.objects(run, PROV.wasAssociatedWith)
    assert (agent, RDF.type, PROV.SoftwareAgent) in itself


def test_it_has_titles_forms_and_a_period(itself: Graph) -> None:
    titles = {value.language for value in itself.objects(DATASET, DCTERMS.title) if isinstance(value, Literal)}
    assert titles == {"vi", "en"}
    assert len(list(itself.objects(DATASET, DCAT.distribution))) == 5
    period = itself.value(DATASET, DCTERMS.temporal)
    days = sorted(row.date or "" for row in RECORDS.documents if row.source and len(row.date or "") == 10)
    assert (str(itself.value(period, DCAT.startDate)), str(itself.value(period, DCAT.endDate))) == (days[0], days[-1])


def test_a_corpus_without_days_has_no_period(tmp_path: Path) -> None:
    undated = replace(RECORDS, documents=[replace(row, date=None) for row in RECORDS.documents])
    write_nquads(undated, tmp_path / "graph.nq", run=RUN)
    assert "/period>" not in (tmp_path / "graph.nq").read_text("utf-8")


# -- other forms -------------------------------------------------------------------------------------------------------


def test_json_ld_says_the_same_as_nquads(built: Path) -> None:
    one, other = Dataset(), Dataset()
    one.parse(built / "graph.nq", format="nquads")
    other.parse(built / "graph.jsonld", format="json-ld")
    assert set(other.quads()) == set(one.quads())


def test_json_ld_has_short_names_and_fetches_nothing(built: Path) -> None:
    content = json.loads((built / "graph.jsonld").read_text("utf-8"))
    assert isinstance(content["@context"], dict)
    nodes = [node for graph in content["@graph"] for node in graph["@graph"]]
    (conclusion,) = [node for node in nodes if node["@id"] == f"{BASE}document/10-KL-HU" and "id_local" in node]
    assert conclusion["id_local"] == "10-KL/HU"
    assert isinstance(conclusion["passed_by"], str)


def test_the_shipped_context_is_in_step_with_the_ontology() -> None:
    shipped = json.loads((ontology_folder() / "context.jsonld").read_text("utf-8"))
    assert shipped["@context"] == made_context(), "run tools/vocabulary.py"


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_gephi_and_the_like_read_the_network(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{form}"
    hostile = replace(RECORDS.documents[0], title="a\x00b <&> ]]>")
    (write_graphml if form == "graphml" else write_gexf)(
        replace(RECORDS, documents=[hostile, *RECORDS.documents[1:]]), path
    )
    graph = nx.read_graphml(path, force_multigraph=True) if form == "graphml" else nx.read_gexf(path)
    # In GEXF these two would be times, and Gephi would show a timeline of offsets.
    assert {"start", "end"} & {name for *_ends, values in graph.edges(data=True) for name in values} == (
        {"start", "end"} if form == "graphml" else set()
    )
    assert set(graph.nodes) == {row.id for row in RECORDS.documents}
    assert graph.number_of_edges() == sum(row.target is not None and row.kind != "self" for row in RECORDS.citations)
    assert {values["label"] for _node, values in graph.nodes(data=True)} == {row.label for row in RECORDS.documents}
