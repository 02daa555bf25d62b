"""Validates a graph against the shapes of the ontology (SHACL), and reports violations in words for an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graphbuild.errors import InputError
from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.messages import _, language

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_WHERE = f"""
    PREFIX gb: <{ns.ONTOLOGY}>
    PREFIX oa: <{ns.OA}>
    PREFIX rdfs: <{ns.RDFS}>
    SELECT ?node ?path ?start ?sentence ?label WHERE {{
        {{
            ?node gb:evidence ?evidence .
            ?evidence oa:hasSource/gb:path ?path .
            OPTIONAL {{ ?evidence oa:hasSelector/oa:start ?start }}
        }}
        UNION {{ ?node gb:source/gb:path ?path }}
        UNION {{ ?node gb:path ?path }}
        UNION {{ ?node rdfs:label ?name }}
        OPTIONAL {{ ?node gb:sentence ?sentence }}
        OPTIONAL {{ ?node rdfs:label ?label }}
    }} ORDER BY DESC(BOUND(?start)) DESC(BOUND(?path)) LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Problem:
    """A violation of a rule."""

    message: str
    """Message in the user's language."""
    node: str
    """IRI of the subject."""
    value: str | None = None
    """The wrong value, if there is a single one."""
    source: str | None = None
    """File of the corpus that contains it, None if it belongs to no single file."""
    start: int | None = None
    """Offset in the file, in code points."""
    text: str | None = None
    """The sentence, or the name of the subject."""


def check(nquads_path: Path) -> list[Problem]:
    """Return the violations in a graph, ordered by file and offset.

    Parameters
    ----------
    nquads_path
        The graph as N-Quads; its named graphs are checked together.

    Raises
    ------
    InputError
        The file does not exist (code ``no-graph``) or is not valid N-Quads (code ``nquads``).
    """
    import pyshacl
    from rdflib import Graph

    store = _loaded(nquads_path)
    shapes = Graph().parse(ontology_folder() / "shapes.ttl")
    _conforms, report, _text = pyshacl.validate(_data_graph(store), shacl_graph=shapes, inplace=True)
    problems = {_problem(report, result, shapes, store) for result in report.objects(None, _shacl("result"))}
    return sorted(problems, key=lambda one: (one.source or "\uffff", one.start or 0, one.node, one.message))


def _loaded(path: Path) -> pyoxigraph.Store:
    """Return the statements of all named graphs in one, as the shapes are applied to all of them."""
    store = pyoxigraph.Store()
    try:
        store.bulk_extend(
            pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
            for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
        )
    except FileNotFoundError as error:
        message = _("There is no graph in {path}; build the corpus first").format(path=path.parent)
        raise InputError("no-graph", message) from error
    except SyntaxError as error:
        raise InputError(
            "nquads", _("{path} is not valid N-Quads: {reason}").format(path=path, reason=error)
        ) from error
    return store


def _data_graph(store: pyoxigraph.Store) -> Any:
    """Return the store with the interface that pySHACL expects."""
    from pyshacl.graph_abstraction import OxigraphDataGraph

    class DataGraph(OxigraphDataGraph):
        @cached_property
        def _size(self) -> int:
            return len(self.impl)

        def __len__(self, context: object = None) -> int:
            # pySHACL 0.40 evaluates the truth of the graph at every failure inside sh:or, which counts all statements:
            # a check would be quadratic in the size of the graph.
            return self._size

    return DataGraph(store)


def _problem(report: Graph, result: Node, shapes: Graph, store: pyoxigraph.Store) -> Problem:
    node = str(report.value(result, _shacl("focusNode")))
    value = report.value(result, _shacl("value"))
    # Messages of a SPARQL constraint lose their language tag in the report.
    broken = report.value(result, _shacl("sourceConstraint")) or report.value(result, _shacl("sourceShape"))
    messages = {getattr(text, "language", ""): str(text) for text in shapes.objects(broken, _shacl("message"))}
    path, start, text = _where(node, store)
    return Problem(
        message=messages[language() if language() in messages else "vi"],
        node=node,
        value=None if value is None else str(value),
        source=path,
        start=start,
        text=text,
    )


def _where(node: str, store: pyoxigraph.Store) -> tuple[str | None, int | None, str | None]:
    """Return file and offset of a node, and the sentence of the node that its IRI says it belongs to."""
    path: str | None = None
    start: int | None = None
    text: str | None = None
    for iri in _wholes(node):
        answer = store.query(_WHERE, substitutions={pyoxigraph.Variable("node"): pyoxigraph.NamedNode(iri)})
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        for solution in answer:
            if path is None and solution["path"] is not None:
                path = solution["path"].value
                said = solution["start"]
                # The node under test may lack exactly this.
                start = int(said.value) if said is not None and said.value.isascii() and said.value.isdigit() else None
            said = solution["sentence"] or solution["label"]
            text = said.value if said is not None else text
    return path, start, text


def _wholes(iri: str) -> Iterator[str]:
    """Yield an IRI and those it is part of: ".../deadline/1/position", then ".../deadline/1" and so on."""
    while iri.count("/") > 3:
        yield iri
        iri = iri.rpartition("/")[0]


def _shacl(name: str) -> Any:
    from rdflib import SH

    return SH[name]
