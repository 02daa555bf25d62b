"""Pages of the shipped queries: what each answers, its answer for this corpus, and its SPARQL."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from graphbuild.model import Citation, Document, Obligation
from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.force import force_place
from graphbuild.pages.words import full_name, particulars
from graphbuild.sparql.shipped import Query, load_queries
from graphbuild.sparql.store import Store, Value
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.labels import day_text

FOLDER = "cau-hoi"
"""Folder of the pages in the site."""
_MOST_ROWS = 500
"""Maximum number of rows shown of an answer."""
_MOST_WORK = 20_000
"""Limit on tasks of a document times its grounds: one query returns a row for each, and nobody reads so many."""
_MOST_TRIED = 5
"""Number of documents, bodies or terms tried as the subject of a query, until one has an answer."""
_LABEL, _IRI, _IRI_EN = "_label", "IRI ", "IRI of the "
"""Suffix of the column that names what another one's IRI means, and beginning of the headings of IRIs."""


class Cell(NamedTuple):
    """Content of a cell of an answer: a text that may have a link."""

    text: str
    address: str | None = None


class _Asked(NamedTuple):
    """A value of a query parameter, as it is typed and as people call it."""

    value: str
    called: str


class _Column(NamedTuple):
    """A displayed column, with the column of the IRIs that its texts name."""

    name: str
    heading: str
    heading_en: str
    iri: str | None


class QueryPages:
    """Creates the pages of the shipped queries for one corpus."""

    def __init__(self, corpus: CorpusView, store: Store) -> None:
        """Prepare to query the store of the corpus."""
        self._corpus = corpus
        self._store = store
        # As in the answers: file and offset.
        self._places: dict[tuple[str, Value], str] = {
            (row.source, row.start): f"{posixpath.join('..', corpus.addresses[row.document])}#{anchor(row.id)}"
            for row in self._told()
            if corpus.documents[row.document].shows(row.source, row.start)
        }
        for words in (words for of_file in corpus.force_words.values() for words in of_file):
            if (place := force_place(words, corpus)) is not None:
                self._places.setdefault((words.source, words.start), place)

    def _told(self) -> Iterator[Citation | Obligation]:
        # If both begin at the same offset, the citation is the narrower one.
        yield from self._corpus.told_tasks
        yield from self._corpus.records.citations

    def contents(self) -> Iterator[dict[str, Any]]:
        """Yield the values of the template ``answer.html`` for each query, ordered by name."""
        for query in load_queries().values():
            yield self._content(query)

    def _content(self, query: Query) -> dict[str, Any]:
        asked, rows = self._ask(query)
        columns = self._columns(query, rows)
        values = [f'--set {name}="{one.value}"' for name, one in asked.items()]
        return {
            "title": query.title,
            "title_en": query.title_en,
            "name": query.name,
            "description": query.description,
            "description_en": query.description_en,
            "asked": [one.called for one in asked.values()],
            "parameters": query.parameters,
            "columns": [(column.heading, column.heading_en) for column in columns],
            "rows": [[self._cell(column, row) for column in columns] for row in rows[:_MOST_ROWS]],
            "total": len(rows),
            "left_out": max(0, len(rows) - _MOST_ROWS),
            "command": " ".join(["graphbuild query", query.name, *values]),
            "sparql": query.sparql,
        }

    # -- asking --------------------------------------------------------------------------------------------------------

    def _ask(self, query: Query) -> tuple[dict[str, _Asked], list[dict[str, Value]]]:
        """Return the answer to a query, for the first of the corpus's main subjects that has one."""
        asked: dict[str, _Asked] = {}
        rows: list[dict[str, Value]] = []
        for asked in self._values(query):
            result = self._store.query(query.sparql, query.bind({name: one.value for name, one in asked.items()}))
            rows = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
            if rows:
                break
        return asked, rows

    def _values(self, query: Query) -> Iterator[dict[str, _Asked]]:
        open_ones = [one for one in query.parameters if one.default is None]
        if not open_ones:
            yield {}
        # No shipped query has two parameters without a default.
        for parameter in open_ones[:1]:
            known = {"document": self._documents, "body": self._bodies, "date": self._days}
            offered = known.get(parameter.kind, self._terms)
            for one in offered():
                yield {parameter.name: one}

    def _documents(self) -> list[_Asked]:
        corpus = self._corpus

        def weight(row: Document) -> tuple[int, int, str]:
            return -len(corpus.below.get(row.id, ())), -len(corpus.tasks.get(row.id, ())), row.id

        def work(row: Document) -> int:
            return len(corpus.tasks.get(row.id, ())) * len(corpus.above.get(row.id, ()))

        documents = (row for row in corpus.documents.values() if row.source and row.type != PRESS_ARTICLE)
        own = sorted((row for row in documents if work(row) <= _MOST_WORK), key=weight)
        # Of the main documents of a corpus perhaps none tells of its force.
        told = [row for row in own[_MOST_TRIED:] if row.ended_evidence or row.in_force_evidence]
        tried = [*own[:_MOST_TRIED], *told[:_MOST_TRIED]]
        return [_Asked(row.id, " · ".join(filter(None, (full_name(row), particulars(row))))) for row in tried]

    def _bodies(self) -> list[_Asked]:
        corpus = self._corpus
        weights = {iri: len(corpus.tasks_of.get(iri, ())) + len(corpus.issued.get(iri, ())) for iri in corpus.bodies}
        most = sorted(weights, key=lambda iri: (-weights[iri], iri))[:_MOST_TRIED]
        return [_Asked(iri, corpus.bodies[iri].name) for iri in most]

    def _days(self) -> list[_Asked]:
        return [_Asked(self._corpus.as_of, day_text(self._corpus.as_of))]

    def _terms(self) -> list[_Asked]:
        terms = [row.term.removeprefix("khóa ") for row in self._corpus.documents.values() if row.term]
        most = sorted(set(terms), key=lambda term: (-terms.count(term), term))[:_MOST_TRIED]
        return [_Asked(term, f"khóa {term}") for term in most]

    # -- showing -------------------------------------------------------------------------------------------------------

    def _columns(self, query: Query, rows: Sequence[dict[str, Value]]) -> list[_Column]:
        """Return the displayed columns: an IRI is behind its name, an offset behind the file."""
        iris = {column.name for column in query.columns if column.heading.startswith(_IRI)}
        behind = {f"{name}{_LABEL}": name for name in iris} | {"label": "document"}
        named = {behind[column.name] for column in query.columns if column.name in behind}
        shown = []
        for column in query.columns:
            values = [row.get(column.name) for row in rows]
            is_empty = all(value is None for value in values)
            # The page states the subject above; nobody wants it again in a hundred rows.
            is_said = bool(query.parameters) and len(rows) > 2 and len(set(values)) == 1 and column.name != "path"
            # Citations and tasks have no page of their own: the file links to them.
            is_elsewhere = column.name in iris and not any(self._corpus.addresses.get(str(one)) for one in values)
            if not (column.name in named or column.name == "start" or is_empty or is_said or is_elsewhere):
                iri = column.name if column.name in iris else behind.get(column.name)
                heading, english = column.heading.removeprefix(_IRI), column.heading_en.removeprefix(_IRI_EN)
                heading, english = heading[:1].upper() + heading[1:], english[:1].upper() + english[1:]
                shown.append(_Column(column.name, heading, english, iri))
        return shown

    def _cell(self, column: _Column, row: dict[str, Value]) -> Cell:
        value = row.get(column.name)
        if column.name == "path" and isinstance(value, str):
            return Cell(value, self._places.get((value, row.get("start"))))
        iri = row.get(column.iri) if column.iri else None
        address = self._corpus.addresses.get(iri) if isinstance(iri, str) else None
        text = self._called(iri) if column.iri == column.name and isinstance(iri, str) else _text(value)
        return Cell(text, posixpath.join("..", address) if address else None)

    def _called(self, iri: str) -> str:
        """Return the name of a document or body, for anything else its IRI."""
        if iri in self._corpus.documents:
            return full_name(self._corpus.documents[iri])
        return self._corpus.bodies[iri].name if iri in self._corpus.bodies else iri


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    return day_text(text) if len(text) == 10 and text[4:5] == text[7:8] == "-" and text[:4].isdigit() else text
