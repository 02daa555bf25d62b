"""The terms of the graph for people: what each class and property means, and the closed lists, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.graph import namespaces as ns
from graphbuild.pages.templates import render
from graphbuild.vocabulary.relations import relations
from graphbuild.vocabulary.schemes import schemes

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

PAGE = "site/ban-the-hoc.html"
"""Where a build puts it."""
_KINDS = (
    (ns.OWL + "Class", "Lớp"),
    (ns.OWL + "ObjectProperty", "Quan hệ"),
    (ns.OWL + "DatatypeProperty", "Thuộc tính"),
    (ns.OWL + "AnnotationProperty", "Chú thích"),
    (ns.ODRL + "Action", "Hành động"),
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
    """What follows the # in its IRI, so that the IRI leads to its place on the page."""
    facts: list[tuple[str, list[str]]] = field(default_factory=list)
    """What it is under, of what and to what it runs, from where it comes."""


def render_ontology() -> str:
    """Return the page, made of ``ontology/graphbuild.ttl`` and the closed lists."""
    from rdflib import OWL, RDF, Graph, URIRef

    folder = ns.ontology_folder()
    graph = Graph().parse(folder / "graphbuild.ttl", format="turtle")
    groups = [
        (heading, [_term(graph, URIRef(iri)) for iri in sorted(map(str, graph.subjects(RDF.type, URIRef(kind))))])
        for kind, heading in _KINDS
    ]
    version = graph.value(URIRef(ns.ONTOLOGY_DOCUMENT), OWL.versionInfo)
    return render(
        "ontology.html",
        styled=("resource.css", "ontology.css"),
        title="Bản thể học graphbuild",
        version=str(version),
        iri=ns.ONTOLOGY_DOCUMENT,
        prefixes=sorted(ns.PREFIXES.items()),
        groups=groups,
        schemes=list(schemes().values()),
        chain=[relation.label for relation in relations().values() if relation.stems_from],
    )


def write_ontology_page(path: Path) -> None:
    """Write the page into a build's site."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render_ontology(), encoding="utf-8", newline="\n")


def _term(graph: Graph, node: URIRef) -> Term:
    from rdflib import DCTERMS, RDFS

    def texts(predicate: Any) -> dict[str | None, str]:
        return {getattr(value, "language", None): str(value) for value in graph.objects(node, predicate)}

    def names(predicate: Any) -> list[str]:
        return sorted(ns.compact(str(value)) for value in graph.objects(node, predicate))

    labels, meanings = texts(RDFS.label), texts(RDFS.comment)
    facts = [
        ("thuộc", [*names(RDFS.subClassOf), *names(RDFS.subPropertyOf)]),
        ("của", names(RDFS.domain)),
        ("giá trị", names(RDFS.range)),
        ("nguồn", sorted(map(str, graph.objects(node, DCTERMS.source)))),
    ]
    return Term(
        name=ns.compact(str(node)),
        iri=str(node),
        anchor=str(node).rpartition("#")[2],
        label=labels["vi"],
        label_en=labels["en"],
        meaning=meanings["vi"],
        meaning_en=meanings["en"],
        facts=[(name, values) for name, values in facts if values],
    )
