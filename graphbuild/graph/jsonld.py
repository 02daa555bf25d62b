"""The graph as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/), with short names for our terms, one graph after another.

The names come from ``ontology/context.jsonld``, which is generated from the ontology and the terms that it reuses; the
context is embedded in the file, so that readers do not have to fetch anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph

from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.writing import replaced

# Reused properties whose values are resources; for our own, the ontology states it.
_LINKS = frozenset(
    [
        *(ns.CITES, ns.PASSED_BY, ns.TYPE_DOCUMENT, ns.IN_FORCE, ns.IS_PART_OF, ns.SEE_ALSO, ns.IS_DEFINED_BY),
        *(ns.HAS_CITED_ENTITY, ns.HAS_CITING_ENTITY, ns.HAS_CITATION_CHARACTERIZATION, ns.HAS_SOURCE, ns.HAS_SELECTOR),
        *(ns.CLASSIFICATION, ns.SUB_ORGANIZATION_OF, ns.UNIT_OF, ns.ORIGINAL_ORGANIZATION, ns.RESULTING_ORGANIZATION),
        *(ns.ASSIGNEE, ns.ASSIGNER, ns.IN_SCHEME, ns.TOP_CONCEPT_OF),
        *(iri for iri in ns.RELATION_PROPERTIES.values() if not iri.startswith(ns.ONTOLOGY)),
    ]
)
_KINDS = {
    **dict.fromkeys(_LINKS, "@id"),
    **dict.fromkeys((ns.LABEL, ns.TITLE), "@vi"),
    **dict.fromkeys((ns.SELECTOR_START, ns.SELECTOR_END), ns.XSD_NON_NEGATIVE_INTEGER),
}


def write_jsonld(store_folder: Path, path: Path) -> None:
    """Write the content of a store as JSON-LD, one node per line.

    Parameters
    ----------
    store_folder
        Folder of the store that `graphbuild.sparql.store.create` made.
    path
        File to write; appears only when it is complete.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    store = pyoxigraph.Store.read_only(str(store_folder))
    context = read_context()
    terms = _Terms(context)
    with replaced(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(context, ensure_ascii=False) + ',\n"@graph": [')
        for number, graph in enumerate(sorted(store.named_graphs(), key=str)):
            file.write(("," if number else "") + f'\n{{"@id": {json.dumps(_iri(graph))}, "@graph": [')
            for index, node in enumerate(_nodes(store, graph, terms)):
                file.write(("," if index else "") + "\n" + json.dumps(node, ensure_ascii=False))
            file.write("\n]}")
        file.write("\n]}\n")


def made_context() -> dict[str, Any]:
    """Return the context of our terms and the reused ones: short name, IRI, and type of the values.

    Two terms with the same local name are distinguished by the prefix of the reused one ("eli:number" stays so).
    """
    context: dict[str, Any] = {"@version": 1.1, **dict(sorted(ns.PREFIXES.items()))}
    own = _own_properties()
    used = {value for name, value in vars(ns).items() if name.isupper() and isinstance(value, str)}
    properties = {*own, *ns.RELATION_PROPERTIES.values(), *(iri for iri in used if _is_property(iri))}
    for iri in sorted(properties, key=lambda iri: (not iri.startswith(ns.ONTOLOGY), iri)):
        name = iri[iri.rfind("#") + 1 :].rpartition("/")[2]
        if name in context or name == iri:
            continue
        kind = own.get(iri) or _KINDS.get(iri, "")
        context[name] = {"@id": iri, **_coercion(kind)} if kind else iri
    return context


def _coercion(kind: str) -> dict[str, str]:
    return {"@language": "vi"} if kind == "@vi" else {"@type": kind}


def _is_property(iri: str) -> bool:
    """Tell whether a term of a reused namespace is a property: it begins with a lower-case letter."""
    name = iri[iri.rfind("#") + 1 :].rpartition("/")[2]
    return iri.startswith(tuple(ns.PREFIXES.values())) and name[:1].islower() and not iri.startswith(ns.XSD)


def _own_properties() -> dict[str, str]:
    """Return our properties and the type of their values: ``@id``, ``@vi``, or a datatype other than strings."""
    ontology = ontology_folder() / "graphbuild.ttl"
    found: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for quad in pyoxigraph.parse(path=ontology, format=pyoxigraph.RdfFormat.TURTLE):
        subject, predicate, value = _iri(quad.subject), quad.predicate.value, _iri(quad.object)
        if predicate == ns.TYPE and value in (f"{ns.OWL}ObjectProperty", f"{ns.OWL}DatatypeProperty"):
            found[subject] = "@id" if value == f"{ns.OWL}ObjectProperty" else ""
        elif predicate == f"{ns.RDFS}range":
            ranges[subject] = value
    for subject, kind in found.items():
        value = ranges.get(subject, "")
        if not kind and value.startswith(ns.XSD) and value != f"{ns.XSD}string":
            found[subject] = value
        elif not kind and value == f"{ns.RDF}langString":
            found[subject] = "@vi"
    return found


@cache
def read_context() -> dict[str, Any]:
    """Return the context that is shipped."""
    path = ontology_folder() / "context.jsonld"
    context: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["@context"]
    return context


class _Terms:
    """Short names by IRI, and how the values of each are written."""

    def __init__(self, context: dict[str, Any]) -> None:
        self._prefixes = {value: name for name, value in context.items() if name in ns.PREFIXES}
        self._names: dict[str, tuple[str, str]] = {}
        for name, meaning in context.items():
            if name.startswith("@") or name in ns.PREFIXES:
                continue
            if isinstance(meaning, str):
                self._names[meaning] = name, ""
            else:
                self._names[meaning["@id"]] = name, meaning.get("@type") or f"@{meaning['@language']}"

    def name(self, iri: str) -> tuple[str, str]:
        """Return the short name of a property, and the type of its values."""
        return self._names.get(iri) or (self.compact(iri), "")

    def compact(self, iri: str) -> str:
        """Return an IRI with its prefix, if it has one that JSON-LD can expand again."""
        for namespace, prefix in self._prefixes.items():
            if iri.startswith(namespace) and not iri[len(namespace) :].startswith("//"):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


def _nodes(store: pyoxigraph.Store, graph: Any, terms: _Terms) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a graph; the store returns its statements subject by subject."""
    quads = store.quads_for_pattern(None, None, None, graph)
    for subject, said in groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _iri(subject)}
        for quad in said:
            if quad.predicate.value == ns.TYPE:
                node.setdefault("@type", []).append(terms.compact(_iri(quad.object)))
                continue
            name, kind = terms.name(quad.predicate.value)
            node.setdefault(name, []).append(_value(quad.object, kind))
        yield {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()}


def _value(term: Any, kind: str) -> Any:
    if not isinstance(term, pyoxigraph.Literal):
        return _iri(term) if kind == "@id" else {"@id": _iri(term)}
    if term.language:
        return term.value if kind == f"@{term.language}" else {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype == ns.XSD_INTEGER and kind == ns.XSD_NON_NEGATIVE_INTEGER:
        # The store represents every integer type as xsd:integer.
        return term.value
    if datatype == kind or (datatype == f"{ns.XSD}string" and not kind):
        return term.value
    return {"@value": term.value} if datatype == f"{ns.XSD}string" else {"@value": term.value, "@type": datatype}


def _iri(term: Any) -> str:
    return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)
