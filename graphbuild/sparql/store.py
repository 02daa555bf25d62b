"""The embedded SPARQL store: created once from N-Quads, then opened by any number of readers.

A query sees the triples of all named graphs together. A triple stated by several files is in the graph of each and
gives one solution for each: count with DISTINCT. ``FROM`` and ``GRAPH`` restrict a query to the statements of one file.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph

from graphbuild.errors import InputError, OutputError, QueryError
from graphbuild.graph.namespaces import XSD
from graphbuild.interrupting import interruptible
from graphbuild.messages import _
from graphbuild.sparql.query_text import column_in_query, names_graphs, why_refused, without_calls
from graphbuild.writing import unwritable

Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples
Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Value = str | int | float | bool | None

TRIPLE = ("subject", "predicate", "object")
"""Columns of an answer that is a graph."""

_INTEGERS = frozenset(
    f"{XSD}{name}" for name in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long", "short")
)
_REALS = frozenset(f"{XSD}{name}" for name in ("decimal", "double", "float"))


def create(nquads_path: Path, folder: Path) -> None:
    """Create the store in `folder` from an N-Quads file.

    The folder appears only when the store is complete; it must not exist yet, or be empty.

    Raises
    ------
    InputError
        If the file is not valid N-Quads (code ``nquads``); the message names the line.
    OutputError
        If the folder is not empty (code ``occupied``) or cannot be written (code ``unwritable``).
    """
    if folder.exists() and any(folder.iterdir()):
        raise OutputError("occupied", _("{path} is not empty; the store needs an empty folder").format(path=folder))
    for left in folder.parent.glob(f"{folder.name}*.part"):
        shutil.rmtree(left, ignore_errors=True)
    # A name of its own: an interrupted load continues to write for a while under its old name.
    unfinished = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}.part")
    try:
        unfinished.parent.mkdir(parents=True, exist_ok=True)
        load(nquads_path, unfinished, pyoxigraph.RdfFormat.N_QUADS)
        unfinished.replace(folder)
    except SyntaxError as error:
        message = _("{path} is not valid N-Quads: {reason}").format(path=nquads_path, reason=error)
        raise InputError("nquads", message) from error
    except OSError as error:
        raise unwritable(error, folder) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def load(path: Path, folder: Path, form: pyoxigraph.RdfFormat) -> None:
    """Load an RDF file into a store in an empty folder.

    Raises
    ------
    SyntaxError
        The file does not have that format.
    """

    def loaded() -> None:
        store = pyoxigraph.Store(str(folder))
        store.bulk_load(path=path, format=form)
        store.optimize()  # takes a seventh of the loading time; afterwards rows are read a quarter faster
        store.flush()
        # The store releases its lock with the last reference to it; otherwise the lock would move with the folder.

    interruptible(loaded)
    # The engine's log of the load: nobody reads it, and it contains local paths.
    (folder / "LOG").unlink(missing_ok=True)


@dataclass(frozen=True)
class Result:
    """The answer to one query: a table of RDF terms.

    ASK gives one column ``answer``; CONSTRUCT and DESCRIBE give ``subject``, ``predicate``, ``object``.
    """

    columns: tuple[str, ...]
    terms: list[tuple[Term | None, ...]]
    """One tuple per solution, None for an unbound variable."""

    @cached_property
    def rows(self) -> list[tuple[Value, ...]]:
        """The same table as Python values: IRIs and texts as str, numbers and booleans as such, None if unbound."""
        return [tuple(map(_value, terms)) for terms in self.terms]


class Store:
    """A read-only store."""

    def __init__(self, graph: pyoxigraph.Store) -> None:
        self._graph = graph

    @classmethod
    def open(cls, folder: Path) -> Store:
        """Open the store that `create` made in `folder`.

        Raises
        ------
        InputError
            If there is no store (code ``no-store``).
        """
        if not (folder / "CURRENT").is_file():
            raise InputError("no-store", _("There is no store in {path}; build the corpus first").format(path=folder))
        return cls(pyoxigraph.Store.read_only(str(folder)))

    def query(self, sparql: str, parameters: Mapping[str, Term] | None = None) -> Result:
        """Answer a SPARQL query over all named graphs together; an interrupt ends the wait for it.

        Parameters
        ----------
        sparql : str
            SELECT, ASK, CONSTRUCT or DESCRIBE. SERVICE and updates are refused.
        parameters : mapping of str to Term, optional
            Values of variables, bound as RDF terms. A SELECT must name these variables; the result leaves them out.

        Raises
        ------
        QueryError
            If the query has a syntax error (code ``syntax``), is refused (code ``refused``), or does not select a
            parameter (code ``parameter``).
        """
        parameters = parameters or {}
        return interruptible(lambda: result_of(self.answer(sparql, parameters), parameters))

    def answer(
        self,
        sparql: str,
        parameters: Mapping[str, Term] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        base: str | None = None,
    ) -> Answer:
        """Answer a SPARQL query lazily, like the engine: solutions are computed while the answer is read.

        Parameters
        ----------
        sparql, parameters
            As in `query`.
        default_graphs, named_graphs
            The dataset; it overrides ``FROM`` in the query. None stands for all graphs together.
        base
            Base for relative IRIs in the query.

        Raises
        ------
        QueryError
            As in `query`; with the code ``graph`` if a graph's name is not an IRI.
        """
        parameters = parameters or {}
        told = default_graphs is not None or named_graphs is not None
        try:
            return self._graph.query(
                without_calls(sparql),
                base_iri=base,
                use_default_graph_as_union=not told and not names_graphs(sparql),
                default_graph=_graph_names(default_graphs or ()) if told else None,
                named_graphs=_graph_names(named_graphs or ()) if told else None,
                substitutions={pyoxigraph.Variable(name): term for name, term in parameters.items()},
            )
        except (SyntaxError, UnicodeEncodeError) as error:
            if refused := why_refused(sparql):
                raise QueryError("refused", refused) from error
            raise QueryError("syntax", _syntax_message(sparql, error)) from error
        except RuntimeError as error:
            if "in its SELECT projection" not in str(error):
                raise
            names = ", ".join(f"?{name}" for name in parameters)
            message = _("The query must list its parameters among the variables after SELECT: {names}")
            raise QueryError("parameter", message.format(names=names)) from error


# -- answers -----------------------------------------------------------------------------------------------------------


def _syntax_message(sparql: str, error: Exception) -> str:
    position = re.match(r"error at (\d+):(\d+)", str(error))
    if position is None:
        return _("Syntax error in the query: {reason}").format(reason=error)
    line = int(position[1])
    column = column_in_query(sparql, line, int(position[2]))
    text = sparql.split("\n")[line - 1]
    message = _("Syntax error in the query at line {line}, column {column}:").format(line=line, column=column)
    if "Prefix not found" in str(error):
        message += " " + _("this prefix is not declared")
    return f"{message}\n{text}\n{' ' * (column - 1)}^"


def _graph_names(names: Sequence[str]) -> list[Any]:
    found = []
    for name in names:
        try:
            found.append(pyoxigraph.NamedNode(name))
        except ValueError as error:
            raise QueryError("graph", _("The name of a graph is not an IRI: {name}").format(name=name)) from error
    return found


def result_of(answer: Answer, parameters: Mapping[str, Term]) -> Result:
    """Return the engine's answer as a table, without the columns of the parameters."""
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result(("answer",), [(pyoxigraph.Literal(bool(answer)),)])
    if isinstance(answer, pyoxigraph.QueryTriples):
        triples = [(triple.subject, triple.predicate, triple.object) for triple in answer]
        return Result(TRIPLE, list(triples))
    names = [variable.value for variable in answer.variables]
    columns = tuple(name for name in names if name not in parameters)
    if len(columns) == len(names):
        return Result(columns, [tuple(solution) for solution in answer])
    return Result(columns, [tuple(solution[column] for column in columns) for solution in answer])


def _value(term: Term | None) -> Value:
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    if not isinstance(term, pyoxigraph.Literal):
        return None if term is None else str(term)
    datatype = term.datatype.value
    try:
        if datatype in _INTEGERS:
            return int(term.value)
        if datatype in _REALS:
            return float(term.value)
    except ValueError:
        return term.value
    return term.value == "true" if datatype == XSD + "boolean" else term.value
