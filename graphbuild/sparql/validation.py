"""Checks a graph against the shapes of the ontology (SHACL), and tells what is wrong where in words for an office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph

from graphbuild.errors import InputError
from graphbuild.graph import namespaces as ns
from graphbuild.messages import _, language
from graphbuild.package_folders import ontology_folder

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
    """One thing that does not hold."""

    message: str
    """In the user's language."""
    node: str
    """IRI of what it is said of."""
    value: str | None = None
    """What is wrong about it, where that is one value."""
    source: str | None = None
    """File of the corpus in which it stands, None where no single file says it."""
    start: int | None = None
    """Offset there, in code points."""
    text: str | None = None
    """The sentence, or the name of what it is said of."""


def check(nquads_path: Path) -> list[Problem]:
    """Return what does not hold in a graph, in the order of files and offsets.

    Parameters
    ----------
    nquads_path
        The graph as N-Quads; its named graphs are looked at together.

    Raises
    ------
    InputError
        The file is not there (code ``no-graph``) or not N-Quads (code ``nquads``).
    """
    import pyshacl
    from rdflib import Graph

    store = _loaded(nquads_path)
    shapes = Graph().parse(ontology_folder() / "shapes.ttl")
    _conforms, report, _text = pyshacl.validate(_data_graph(store), shacl_graph=shapes, inplace=True)
    problems = {_problem(report, result, shapes, store) for result in report.objects(None, _shacl("result"))}
    return sorted(problems, key=lambda one: (one.source or "\uffff", one.start or 0, one.node, one.message))


def _loaded(path: Path) -> pyoxigraph.Store:
    """Return the statements of all named graphs in one, as the shapes look at them together."""
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
    """Return the store as pySHACL looks at it."""
    from pyshacl.graph_abstraction import OxigraphDataGraph

    class DataGraph(OxigraphDataGraph):
        @cached_property
        def _size(self) -> int:
            return len(self.impl)

        def __len__(self, context: object = None) -> int:
            # pySHACL 0.40 asks for the truth of the graph at every failure inside sh:or, and counts all statements for
            # it: a check would cost the square of the graph.
            return self._size

    return DataGraph(store)


def _problem(report: Graph, result: Node, shapes: Graph, store: pyoxigraph.Store) -> Problem:
    node = str(report.value(result, _shacl("focusNode")))
    value = report.value(result, _shacl("value"))
    # The messages of a SPARQL constraint lose their language in the report.
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
    """Return file and offset of a node, and the sentence of what its IRI says that it is a part of."""
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
                # What is checked may be wrong in just this.
                start = int(said.value) if said is not None and said.value.isascii() and said.value.isdigit() else None
            said = solution["sentence"] or solution["label"]
            text = said.value if said is not None else text
    return path, start, text


def _wholes(iri: str) -> Iterator[str]:
    """Yield an IRI and what it is part of: ".../deadline/1/position", then ".../deadline/1" and so on."""
    while iri.count("/") > 3:
        yield iri
        iri = iri.rpartition("/")[0]


def _shacl(name: str) -> Any:
    from rdflib import SH

    return SH[name]
