"""The statements about one resource: what a person or program gets when following its IRI."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph

from graphbuild.errors import QueryError
from graphbuild.messages import _
from graphbuild.server.formats import GRAPH_TYPES, preferred, serialized
from graphbuild.server.protocol import RequestError
from graphbuild.sparql.store import Store

# Statements about a node, or with it; the maximum number on a page.
_RDFS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
_SAID = f"""
    {_RDFS}
    SELECT DISTINCT ?node ?property ?property_label ?value ?value_label WHERE {{
        %s .
        OPTIONAL {{ ?property rdfs:label ?property_label FILTER(LANG(?property_label) = "vi") }}
        OPTIONAL {{ ?value rdfs:label ?value_label FILTER(LANG(?value_label) = "vi") }}
    }} ORDER BY ?property ?value LIMIT 500
"""


def describe(store: Store, iri: str, accept: str) -> tuple[str, bytes]:
    """Return the statements about a resource: media type and bytes.

    If the client wants a page, the result is JSON with ``iri``, ``out`` and ``in`` (lists of property, its label,
    value, its label, and whether the value is an IRI), from which the page is rendered; otherwise RDF.

    Raises
    ------
    QueryError
        It is not an IRI (code ``graph``), or there are no statements about it (code ``unknown-query``).
    RequestError
        With 406 if the client accepts none of the available formats.
    """
    form = preferred(accept, ("text/html", *GRAPH_TYPES))
    if form is None:
        raise RequestError(406, _("The answer is available as {types}.").format(types=", ".join(GRAPH_TYPES)))
    try:
        node = pyoxigraph.NamedNode(iri)
    except ValueError as error:
        raise QueryError("graph", str(error)) from error
    said = store.query(_SAID % "?node ?property ?value", {"node": node})
    if not said.rows:
        raise QueryError("unknown-query", _("The graph contains no statements about {iri}.").format(iri=iri))
    if form != "text/html":
        # An ontology includes its terms, whose IRIs lead to it.
        defined = f"{{ BIND(<{iri}> AS ?s) <{iri}> ?p ?o }} UNION {{ ?s rdfs:isDefinedBy <{iri}> ; ?p ?o }}"
        return serialized(store.answer(f"{_RDFS} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {defined} }}"), accept)
    said_of = store.query(_SAID % "?value ?property ?node", {"node": node})
    content = {"iri": iri, "out": [_row(terms) for terms in said.terms], "in": [_row(terms) for terms in said_of.terms]}
    return "application/json", json.dumps(content, ensure_ascii=False).encode("utf-8")


def _row(terms: tuple[Any, ...]) -> dict[str, Any]:
    link, link_label, value, value_label = terms
    return {
        "property": link.value,
        "property_label": link_label.value if link_label else None,
        "value": value.value if not isinstance(value, pyoxigraph.Triple) else str(value),
        "value_label": value_label.value if value_label else None,
        "is_iri": isinstance(value, pyoxigraph.NamedNode),
    }
