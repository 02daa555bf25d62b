"""The closed lists as SKOS (https://www.w3.org/TR/skos-reference/), and Vietnamese names of the terms that we reuse.

``ontology/vocabulary.ttl`` is generated from this.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import Graph, Literal, URIRef

from graphbuild.graph import namespaces as ns
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.relations import relations
from graphbuild.vocabulary.schemes import Concept, Scheme, schemes

_HEAD = """\
# Made from the tables of graphbuild/vocabulary by tools/vocabulary.py; change those and run it again.
# No blank nodes: the file is loaded as it is into stores that cannot address them.

"""


def write_vocabulary(path: Path) -> None:
    """Write the closed lists as Turtle; the same lists always give the same bytes."""
    graph = Graph(bind_namespaces="none")
    for name, namespace in sorted(ns.PREFIXES.items()):
        graph.bind(name, namespace)
    for subject, predicate, value in (*concept_triples(), *_chain(), *_reused_terms()):
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
            if concept.inverse_label:
                yield node, URIRef(ns.INVERSE_LABEL), Literal(concept.inverse_label, lang="vi")
            if concept.related:
                yield node, URIRef(ns.RELATED_MATCH), URIRef(ns.CITO + concept.related)
            if scheme.code == "relation" and concept.code in ns.RELATION_PROPERTIES:
                yield node, URIRef(ns.SEE_ALSO), URIRef(ns.RELATION_PROPERTIES[concept.code])


def _chain() -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Yield the collection of the relations that form the chain, for use in queries."""
    chain = URIRef(ns.CHAIN)
    yield chain, URIRef(ns.TYPE), URIRef(ns.COLLECTION)
    for predicate in (ns.LABEL, ns.PREF_LABEL):
        yield chain, URIRef(predicate), Literal("quan hệ làm nên chuỗi", lang="vi")
        yield chain, URIRef(predicate), Literal("relations of the chain", lang="en")
    meanings = (
        ("Các quan hệ cho biết văn bản ra đời vì văn bản được viện dẫn.", "vi"),
        ("The relations of a document that exists because of the one that it cites.", "en"),
    )
    for meaning, language in meanings:
        yield chain, URIRef(ns.DEFINITION), Literal(meaning, lang=language)
    yield chain, URIRef(ns.SEE_ALSO), URIRef(ns.STEMS_FROM)
    for relation in relations().values():
        if relation.stems_from:
            yield chain, URIRef(ns.MEMBER), URIRef(ns.concept("relation", relation.code))


def _reused_terms() -> Iterator[tuple[URIRef, URIRef, URIRef | Literal]]:
    """Yield Vietnamese names for reused terms, as the graph's users read Vietnamese."""
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
