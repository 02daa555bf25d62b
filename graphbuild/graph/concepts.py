"""The closed lists as SKOS (https://www.w3.org/TR/skos-reference/), and Vietnamese names of the terms that we reuse.

What ``ontology/vocabulary.ttl`` is made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from graphbuild.graph import namespaces as ns
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.schemes import Concept, Scheme, schemes

_HEAD = """\
# Made from the tables of graphbuild/vocabulary by tools/vocabulary.py; change those and run it again.
# No blank nodes: the file is loaded as it is into stores that cannot address them.

"""


def write_vocabulary(path: Path) -> None:
    """Write the closed lists as Turtle, always the same bytes for the same lists."""
    graph = Graph(bind_namespaces="none")
    for name, namespace in sorted(ns.PREFIXES.items()):
        graph.bind(name, namespace)
    for subject, predicate, value in (*concept_triples(), *_reused_terms()):
        graph.add((subject, predicate, value))
    path.write_text(_HEAD + graph.serialize(format="turtle"), encoding="utf-8", newline="\n")


def concept_triples() -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Yield the statements about every closed list and each of its codes, in the order of the lists."""
    for scheme in schemes().values():
        subject = URIRef(ns.VOCABULARY + scheme.code)
        yield from _described(subject, ns.CONCEPT_SCHEME, scheme)
        yield subject, URIRef(ns.DCTERMS_SOURCE), Literal(scheme.source)
        for concept in scheme.concepts:
            node = URIRef(ns.concept(scheme.code, concept.code))
            yield from _described(node, ns.CONCEPT, concept)
            for other in concept.other_labels:
                yield node, URIRef(ns.ALT_LABEL), Literal(other, lang="vi")
            yield node, URIRef(ns.NOTATION), Literal(concept.code)
            yield node, URIRef(ns.IN_SCHEME), subject
            yield node, URIRef(ns.TOP_CONCEPT_OF), subject
            if scheme.code == "relation" and concept.code in ns.RELATION_PROPERTIES:
                yield node, URIRef(ns.SEE_ALSO), URIRef(ns.RELATION_PROPERTIES[concept.code])


def _reused_terms() -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Yield names of terms of others: who looks at the graph reads Vietnamese."""
    for row in read_rows("reused_terms.csv"):
        prefix, _colon, name = row["term"].partition(":")
        term = URIRef(ns.PREFIXES[prefix] + name)
        yield term, URIRef(ns.LABEL), Literal(row["label"], lang="vi")
        yield term, URIRef(ns.LABEL), Literal(row["label_en"], lang="en")


def _described(
    subject: URIRef, kind: str, described: Scheme | Concept
) -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    yield subject, URIRef(ns.TYPE), URIRef(kind)
    for predicate in (ns.LABEL, ns.PREF_LABEL):
        yield subject, URIRef(predicate), Literal(described.label, lang="vi")
        yield subject, URIRef(predicate), Literal(described.label_en, lang="en")
    yield subject, URIRef(ns.DEFINITION), Literal(described.definition, lang="vi")
    yield subject, URIRef(ns.DEFINITION), Literal(described.definition_en, lang="en")
    yield subject, URIRef(ns.IS_DEFINED_BY), URIRef(ns.ONTOLOGY_DOCUMENT)
