"""What the endpoint says of itself: SPARQL 1.1 Service Description (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

import pyoxigraph

from graphbuild.graph.namespaces import RDF
from graphbuild.server.formats import GRAPH_TYPES

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def service_description(endpoint: str, media_type: str) -> tuple[str, bytes]:
    """Return the description of the endpoint at an address, as RDF in one of `GRAPH_TYPES`: media type and bytes."""
    service = pyoxigraph.NamedNode(endpoint)
    dataset = pyoxigraph.NamedNode(f"{endpoint}#dataset")
    default_graph = pyoxigraph.NamedNode(f"{endpoint}#default-graph")
    triples = [
        _triple(service, RDF + "type", f"{_SD}Service"),
        pyoxigraph.Triple(service, pyoxigraph.NamedNode(f"{_SD}endpoint"), service),
        _triple(service, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query"),
        _triple(service, f"{_SD}feature", f"{_SD}UnionDefaultGraph"),
        *(_triple(service, f"{_SD}resultFormat", _FORMATS + name) for name in _RESULT_FORMATS),
        pyoxigraph.Triple(service, pyoxigraph.NamedNode(f"{_SD}defaultDataset"), dataset),
        _triple(dataset, RDF + "type", f"{_SD}Dataset"),
        pyoxigraph.Triple(dataset, pyoxigraph.NamedNode(f"{_SD}defaultGraph"), default_graph),
        _triple(default_graph, RDF + "type", f"{_SD}Graph"),
    ]
    content = pyoxigraph.serialize(triples, format=GRAPH_TYPES[media_type], prefixes={"sd": _SD})
    assert content is not None
    return media_type, content


def _triple(subject: pyoxigraph.NamedNode, predicate: str, value: str) -> pyoxigraph.Triple:
    return pyoxigraph.Triple(subject, pyoxigraph.NamedNode(predicate), pyoxigraph.NamedNode(value))
