"""The shipped queries: SPARQL files whose header states what they answer and which parameters they need.

The header consists of comments, so the files are valid SPARQL for any tool that binds the variables of the parameters::

    # title@vi: Ai viện dẫn văn bản này
    # title@en: Who cites this document
    # description@vi: …
    # description@en: …
    # parameter: document | document | Số hiệu hoặc IRI của văn bản | Number or IRI of the document | example=28-NQ/TU
    # column: citing_label | Văn bản viện dẫn | Citing document

A parameter has a name, kind, description in Vietnamese and English and, optionally, ``default=`` or ``example=``; a
column has a name and a heading in both languages. Missing English texts are taken from the Vietnamese. The SPARQL
variable has the parameter's name; for the kinds `document` and `body` it has the name with ``_handle``, because the
user's input is a lookup key that may match several documents or bodies.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, get_args

import pyoxigraph

from graphbuild.combining import compose
from graphbuild.errors import QueryError
from graphbuild.folders import ontology_folder
from graphbuild.graph.handles import body_handle, document_handle
from graphbuild.graph.namespaces import HANDLE, XSD_DATE
from graphbuild.messages import _, why
from graphbuild.text import is_utf8
from graphbuild.user_input.typed_days import typed_day

if TYPE_CHECKING:
    from graphbuild.sparql.store import Result, Term

ParameterKind = Literal["document", "body", "text", "date", "integer"]

_KINDS: dict[str, ParameterKind] = {kind: kind for kind in get_args(ParameterKind)}
_OPEN_DAYS = ("0001-01-01", "9999-12-31")
"""Default values of a query for no first and no last day."""
_HEADER = re.compile(r"#\s*(title@vi|title@en|description@vi|description@en|parameter|column):\s*(.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that the user has to give."""

    name: str
    kind: ParameterKind
    description: str
    """Vietnamese description."""
    description_en: str
    default: str | None = None
    """Used if the user gives no value; without a default the parameter is required."""
    example: str | None = None

    @property
    def variable(self) -> str:
        """The SPARQL variable that the value is bound to."""
        return f"{self.name}_handle" if self.kind in ("document", "body") else self.name

    def term(self, value: str) -> pyoxigraph.Literal:
        """Return the user's input as an RDF term.

        Raises
        ------
        QueryError
            If it is not a date or integer although it should be, or no text at all (code ``parameter``).

        Examples
        --------
        >>> Parameter("document", "document", "", "").term("Nghị quyết 28–nq/TU").value
        '28-nq-tu'
        """
        value = compose(value).strip()
        if not is_utf8(value):
            message = _("The value of the parameter {name} is not encoded in UTF-8: {value}")
            raise QueryError("parameter", message.format(name=self.name, value=value))
        if self.kind == "integer":
            if not re.fullmatch(r"[+-]?[0-9]+", value):
                message = _("The parameter {name} must be a whole number, not “{value}”")
                raise QueryError("parameter", message.format(name=self.name, value=value))
            return pyoxigraph.Literal(int(value))
        if self.kind == "date":
            return pyoxigraph.Literal(self._day(value), datatype=pyoxigraph.NamedNode(XSD_DATE))
        if self.kind in ("document", "body") and not re.match(r"[A-Za-z][\w+.-]*://", value):
            return pyoxigraph.Literal(document_handle(value) if self.kind == "document" else body_handle(value))
        return pyoxigraph.Literal(value)

    def _day(self, value: str) -> str:
        """Return a date typed as 2024-06-05 or, as in Vietnamese documents, 5/6/2024, in ISO form."""
        day = value if value in _OPEN_DAYS else typed_day(value)
        if day is None:
            message = _("The parameter {name} must be a date such as 05/6/2024 or 2024-06-05, not “{value}”")
            raise QueryError("parameter", message.format(name=self.name, value=value))
        return day


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, with its heading in Vietnamese and English."""

    name: str
    heading: str
    heading_en: str


class Answering(Protocol):
    """A query engine: the store of a build, or a remote endpoint."""

    def query(self, sparql: str, parameters: Mapping[str, Term] | None = None) -> Result:
        """Answer a query."""


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped query."""

    name: str
    """Short ASCII name, which is also that of the file: "ai-vien-dan"."""
    title: str
    """Vietnamese title."""
    title_en: str
    description: str
    """Vietnamese description."""
    description_en: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()

    def bind(self, values: Mapping[str, str]) -> dict[str, pyoxigraph.Literal]:
        """Turn the user's input into RDF terms, by variable of the query.

        Parameters
        ----------
        values : mapping of str to str
            User input by parameter name.

        Raises
        ------
        QueryError
            If a parameter is missing, unknown or invalid (code ``parameter``).
        """
        known = {parameter.name for parameter in self.parameters}
        if unknown := sorted(set(values) - known):
            message = _("The query {query} has no parameter {name}; it has: {known}").format(
                query=self.name, name=", ".join(unknown), known=", ".join(sorted(known)) or "–"
            )
            raise QueryError("parameter", message)
        terms = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, "").strip() or parameter.default
            if value is None:
                message = _("The query {query} needs the parameter {name}: {description}").format(
                    query=self.name, name=parameter.name, description=parameter.description
                )
                raise QueryError("parameter", message)
            terms[parameter.variable] = parameter.term(value)
        return terms

    def unknown(self, store: Answering, values: Mapping[str, str]) -> list[str]:
        """Return the documents and bodies among the values that match nothing in a graph: why an answer is empty.

        Raises
        ------
        QueryError
            As in `bind`.
        """
        terms = self.bind(values)
        bears = f"SELECT ?thing ?handle WHERE {{ ?thing <{HANDLE}> ?handle }} LIMIT 1"
        return [
            values[parameter.name]
            for parameter in self.parameters
            if parameter.kind in ("document", "body")
            and not store.query(bears, {"handle": terms[parameter.variable]}).rows
        ]


def load_queries() -> dict[str, Query]:
    """Return the shipped queries by name, ordered by name.

    Examples
    --------
    >>> load_queries()["ai-vien-dan"].title
    'Ai viện dẫn văn bản này'
    """
    return {path.stem: read_query(path) for path in sorted((ontology_folder() / "queries").glob("*.rq"))}


def find_query(text: str) -> Query:
    """Return the query that a user means.

    Parameters
    ----------
    text
        SPARQL, the path of a ``.rq`` file, or the name of a shipped query.

    Raises
    ------
    QueryError
        The name or file does not exist (code ``unknown-query``), the query is not encoded in UTF-8 (``encoding``), the
        system refuses access to the file (``unreadable``), or its header is invalid.
    """
    if not is_utf8(text):
        raise QueryError("encoding", _("The query is not encoded in UTF-8: {query}").format(query=text))
    if re.search(r"[{}\s]", text):
        return Query(name="", title="", title_en="", description="", description_en="", sparql=text)
    path = Path(text)
    if path.suffix == ".rq":
        if not path.is_file():
            raise QueryError("unknown-query", _("There is no query file {path}").format(path=path))
        sparql = _content(path)
        if any(_HEADER.fullmatch(line.rstrip()) for line in sparql.splitlines()):
            return read_query(path)
        name = path.stem
        return Query(name=name, title=name, title_en=name, description="", description_en="", sparql=sparql)
    shipped = load_queries()
    if text in shipped:
        return shipped[text]
    near = difflib.get_close_matches(text, shipped, n=3, cutoff=0.4)
    message = _("There is no query named {name}.").format(name=text)
    if near:
        message += " " + _("Did you mean: {names}?").format(names=", ".join(near))
    raise QueryError("unknown-query", message + " " + _("To list all queries: graphbuild query --list"))


def read_query(path: Path) -> Query:
    """Read one query with its header.

    Raises
    ------
    QueryError
        If the header lacks a title or a parameter is malformed (code ``header``).
    """
    sparql = _content(path)
    fields: dict[str, list[str]] = {}
    for line in sparql.splitlines():
        if header := _HEADER.fullmatch(line.rstrip()):
            fields.setdefault(header[1], []).append(header[2])
    try:
        return Query(
            name=path.stem,
            title=fields["title@vi"][0],
            title_en=fields["title@en"][0],
            description=" ".join(fields["description@vi"]),
            description_en=" ".join(fields.get("description@en", fields["description@vi"])),
            sparql=sparql,
            parameters=tuple(map(_parameter, fields.get("parameter", ()))),
            columns=tuple(map(_column, fields["column"])),
        )
    except (KeyError, ValueError, TypeError) as error:
        message = _("The header of the query {path} is incomplete: {reason}").format(path=path, reason=error)
        raise QueryError("header", message) from error


def _content(path: Path) -> str:
    """Return the text of a query file."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("encoding", _("The query is not encoded in UTF-8: {query}").format(query=path)) from error
    except OSError as error:
        message = _("Cannot read {path}: {reason}").format(path=path, reason=why(error))
        raise QueryError("unreadable", message) from error


def _column(header: str) -> Column:
    name, heading, *english = map(str.strip, header.split("|"))
    return Column(name, heading, *(english or [heading]))


def _parameter(header: str) -> Parameter:
    name, kind, description, *settings = map(str.strip, header.split("|"))
    said_in_english = settings and not re.match(r"\w+=", settings[0])
    description_en = settings.pop(0) if said_in_english else description
    default = example = None
    for setting in settings:
        key, _equals, value = setting.partition("=")
        if key == "default":
            default = value
        elif key == "example":
            example = value
        else:
            raise ValueError(setting)
    return Parameter(name, _KINDS[kind], description, description_en, default, example)
