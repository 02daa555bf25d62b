"""The terms of the graph for people: the meaning of each class and property, and the closed lists, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.vocabulary.relations import relations
from graphbuild.vocabulary.schemes import schemes

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

_KINDS = (
    (ns.OWL + "Class", "Lớp", "Classes"),
    (ns.OWL + "ObjectProperty", "Quan hệ", "Relations"),
    (ns.OWL + "DatatypeProperty", "Thuộc tính", "Properties"),
    (ns.OWL + "AnnotationProperty", "Chú thích", "Annotations"),
    (ns.ODRL + "Action", "Hành động", "Actions"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of ours, as the page shows it."""

    name: str
    iri: str
    label: str
    label_en: str
    meaning: str
    meaning_en: str
    anchor: str
    """The fragment of its IRI, so that the IRI leads to its entry on the page."""
    facts: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """In both languages: superclass or superproperty, domain, range, and source."""


def ontology_content() -> dict[str, Any]:
    """Return the values of the template ``ontology.html`` from ``ontology/graphbuild.ttl`` and the closed lists."""
    from rdflib import OWL, RDF, Graph, URIRef

    folder = ontology_folder()
    graph = Graph().parse(folder / "graphbuild.ttl", format="turtle")
    groups = [
        (
            heading,
            heading_en,
            [_term(graph, URIRef(iri)) for iri in sorted(map(str, graph.subjects(RDF.type, URIRef(kind))))],
        )
        for kind, heading, heading_en in _KINDS
    ]
    version = graph.value(URIRef(ns.ONTOLOGY_DOCUMENT), OWL.versionInfo)
    return {
        "title": "Từ ngữ của đồ thị",
        "version": str(version),
        "iri": ns.ONTOLOGY_DOCUMENT,
        "prefixes": sorted(ns.PREFIXES.items()),
        "groups": groups,
        "schemes": list(schemes().values()),
        "chain": [(relation.label, relation.label_en) for relation in relations().values() if relation.stems_from],
    }


def _term(graph: Graph, node: URIRef) -> Term:
    from rdflib import DCTERMS, RDFS

    def texts(predicate: Any) -> dict[str | None, str]:
        return {getattr(value, "language", None): str(value) for value in graph.objects(node, predicate)}

    def names(predicate: Any) -> list[str]:
        return sorted(ns.compact(str(value)) for value in graph.objects(node, predicate))

    labels, meanings = texts(RDFS.label), texts(RDFS.comment)
    facts = [
        ("thuộc", "under", [*names(RDFS.subClassOf), *names(RDFS.subPropertyOf)]),
        ("của", "of", names(RDFS.domain)),
        ("giá trị", "values", names(RDFS.range)),
        ("nguồn", "source", sorted(map(str, graph.objects(node, DCTERMS.source)))),
    ]
    return Term(
        name=ns.compact(str(node)),
        iri=str(node),
        anchor=str(node).rpartition("#")[2],
        label=labels["vi"],
        label_en=labels["en"],
        meaning=meanings["vi"],
        meaning_en=meanings["en"],
        facts=[fact for fact in facts if fact[2]],
    )
