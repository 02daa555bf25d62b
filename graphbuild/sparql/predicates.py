"""The predicates that a query uses: restricted to statements with these, its answer is the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.term import Node


def predicates_of(sparql: str) -> frozenset[str] | None:
    """Return the predicates of a query's patterns and paths, None if it can match any predicate or graph.

    Parameters
    ----------
    sparql
        A syntactically valid query.

    Examples
    --------
    >>> sorted(predicates_of("PREFIX x: <http://x/> SELECT ?s { ?s x:p+/^x:q ?o FILTER NOT EXISTS { ?o x:r 1 } }"))
    ['http://x/p', 'http://x/q', 'http://x/r']
    >>> predicates_of("SELECT ?s { ?s ?p ?o }"), predicates_of("SELECT ?g { GRAPH ?g { ?s <http://x/p> ?o } }")
    (None, None)
    """
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.term import URIRef

    try:
        found = set(_predicates(prepareQuery(sparql).algebra))
    except _AnyPredicateError:
        return None
    return frozenset(str(node) for node in found if isinstance(node, URIRef))


class _AnyPredicateError(Exception):
    """A part of the query matches statements with any predicate, or asks for their graph."""


def _predicates(part: object) -> Iterator[Node]:
    """Yield the predicates in a part of the algebra."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(part, CompValue):
        if part.name in ("Graph", "GraphGraphPattern", "DatasetClause", "DescribeQuery"):
            raise _AnyPredicateError
        for name, value in part.items():
            if name == "triples":
                for triple in value:
                    # Untranslated parts, such as the inside of NOT EXISTS, have their triples in a flat list.
                    for predicate in triple[1::3]:
                        yield from _steps(predicate)
            else:
                yield from _predicates(value)
    elif isinstance(part, (list, tuple)):
        for inner in part:
            yield from _predicates(inner)


def _steps(path: object) -> Iterator[Node]:
    from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
    from rdflib.term import URIRef

    if isinstance(path, URIRef):
        yield path
    elif isinstance(path, MulPath):
        yield from _steps(path.path)
    elif isinstance(path, InvPath):
        yield from _steps(path.arg)
    elif isinstance(path, (AlternativePath, SequencePath)):
        for inner in path.args:
            yield from _steps(inner)
    else:
        raise _AnyPredicateError
