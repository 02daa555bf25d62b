"""The graph as the pages need it: rows indexed by what they belong to, once for all pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from graphbuild.model import (
    Amendment,
    Body,
    Citation,
    Document,
    ForceEvidence,
    Fulfilment,
    Obligation,
    Records,
    SourceFile,
    Text,
)
from graphbuild.page_addresses import Addresses
from graphbuild.resolve.documents.validity import acts_by_target
from graphbuild.resolve.named_bodies import NamedBody
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.relations import relations

Row = TypeVar("Row")


class CorpusView:
    """The records of a build with the texts they come from."""

    def __init__(
        self,
        records: Records,
        texts: Mapping[str, Text],
        named_bodies: Iterable[NamedBody],
        *,
        base: str,
        as_of: str,
        page_images: Collection[str] = (),
    ) -> None:
        """Index the records of a build.

        Parameters
        ----------
        records
            The graph.
        texts
            The text of each file, by its path in the corpus: offsets refer to it.
        named_bodies
            Where the texts name bodies.
        base
            The beginning of the build's IRIs.
        as_of
            ISO date of the day for which the force of the documents is told.
        page_images
            Addresses of the pictures of pages that the site has.
        """
        self.records = records
        self.as_of = as_of
        self.texts = texts
        self.page_images = frozenset(page_images)
        self.addresses = Addresses(records.documents, records.bodies, base)
        self.documents: dict[str, Document] = {row.id: row for row in records.documents}
        self.bodies: dict[str, Body] = {row.id: row for row in records.bodies}
        self._named: dict[str, list[NamedBody]] = defaultdict(list)
        for place in named_bodies:
            self._named[place.source].append(place)

    def named_in(self, document: Document) -> list[NamedBody]:
        """Return where the text of a document names bodies."""
        return [
            place for place in self._named.get(document.source or "", []) if document.shows(place.source, place.start)
        ]

    @cached_property
    def by_source(self) -> dict[str, list[Citation]]:
        """Citations by the file that contains them, in the order of the text."""
        return _grouped((row.source, row) for row in self.records.citations)

    @cached_property
    def out(self) -> dict[str, list[Citation]]:
        """Citations of other documents by the citing document."""
        return _grouped((row.citing, row) for row in self._edges)

    @cached_property
    def into(self) -> dict[str, list[Citation]]:
        """Citations by the cited document."""
        return _grouped((row.target or "", row) for row in self._edges)

    @cached_property
    def tasks(self) -> dict[str, list[Obligation]]:
        """Tasks by the document that assigns them, in the order of its text."""
        return _grouped((row.document, row) for row in self.told_tasks)

    @cached_property
    def told_tasks(self) -> list[Obligation]:
        """Tasks; for a document with several files, only those of its best text: the others repeat them."""
        return [row for row in self.records.obligations if self.documents[row.document].shows(row.source, row.start)]

    @cached_property
    def tasks_of(self) -> dict[str, list[Obligation]]:
        """Tasks by bearer."""
        return _grouped((bearer, row) for row in self.told_tasks for bearer in row.bearers)

    @cached_property
    def acts_on(self) -> dict[str, list[Amendment]]:
        """What other documents do to a document, by its id."""
        return acts_by_target(self.records.amendments)

    @cached_property
    def acts_of(self) -> dict[str, list[Amendment]]:
        """What a document does to others, by its id, in the order of the text."""
        others = (row for row in self.records.amendments if row.target != row.document)
        return _grouped((row.document, row) for row in others)

    @cached_property
    def obligations(self) -> dict[str, Obligation]:
        """Tasks by their IRI."""
        return {row.id: row for row in self.records.obligations}

    @cached_property
    def fulfilments_of(self) -> dict[str, list[Fulfilment]]:
        """What later documents do to a task, by its IRI, in the order of their dates."""
        ordered = sorted(self.records.fulfilments, key=lambda row: self.documents[row.document].date or "9999")
        return _grouped((row.obligation, row) for row in ordered)

    @cached_property
    def fulfilments_in(self) -> dict[str, list[Fulfilment]]:
        """What a document does to the tasks of others, by its IRI, in the order of its text."""
        return _grouped((row.document, row) for row in self.records.fulfilments)

    @cached_property
    def proving_citations(self) -> dict[str, Citation]:
        """The citations of documents that assign what others carry out, by IRI."""
        wanted = {row.citation for row in self.records.fulfilments}
        return {row.id: row for row in self.records.citations if row.id in wanted}

    @cached_property
    def cited_in(self) -> dict[tuple[str, str], list[Citation]]:
        """Citations by file and cited document, in the order of the text."""
        found: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        for row in self._edges:
            found[row.source, row.target or ""].append(row)
        return found

    @cached_property
    def force_words(self) -> dict[str, list[ForceEvidence]]:
        """The words that tell of the force of documents or act on it, by file, each once."""
        told = {
            words
            for row in self.records.documents
            for words in (row.in_force_evidence, row.ended_evidence)
            if words is not None
        }
        told.update(
            ForceEvidence(row.source, row.start, row.end, row.text, row.sentence, row.sentence_start)
            for row in self.records.amendments
        )
        return _grouped((words.source, words) for words in sorted(told, key=lambda words: (words.source, words.start)))

    def shown_on(self, source: str, offset: int) -> str | None:
        """Return the document whose page shows a file's text at an offset, None if none does."""
        for row in self._files.get(source, []):
            if row.start is None or row.end is None or row.start <= offset < row.end:
                return row.document if self.documents[row.document].source == source else None
        return None

    @cached_property
    def _files(self) -> dict[str, list[SourceFile]]:
        return _grouped((row.source, row) for row in self.records.files)

    @cached_property
    def issued(self) -> dict[str, list[Document]]:
        """Documents by issuer, ordered by date."""
        ordered = sorted(self.records.documents, key=lambda row: (row.date or "9999", row.label))
        return _grouped((row.issuer or "", row) for row in ordered)

    @cached_property
    def by_number(self) -> dict[tuple[str, str], list[Document]]:
        """Documents by type and number."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        for row in self.records.documents:
            if row.number:
                found[row.type, row.number].append(row)
        return found

    @cached_property
    def organs(self) -> dict[str, list[Body]]:
        """Bodies by their parent."""
        return _grouped((row.parent or "", row) for row in self.records.bodies)

    @cached_property
    def predecessors(self) -> dict[str, list[Body]]:
        """Bodies by their successor."""
        return _grouped((successor, row) for row in self.records.bodies for successor in row.successors)

    @cached_property
    def above(self) -> dict[str, list[str]]:
        """The documents that a document stems from, by its id, each once."""
        return self._chain(downwards=False)

    @cached_property
    def below(self) -> dict[str, list[str]]:
        """The documents that stem from a document, by its id, each once."""
        return self._chain(downwards=True)

    @cached_property
    def _edges(self) -> list[Citation]:
        return [row for row in self.records.citations if row.target and row.target != row.citing]

    def _chain(self, *, downwards: bool) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for row in self._edges:
            by_press = self.documents[row.citing].type == PRESS_ARTICLE
            if relations()[row.relation].stems_from and row.target and not by_press:
                start, end = (row.target, row.citing) if downwards else (row.citing, row.target)
                found[start][end] = None
        return {start: list(ends) for start, ends in found.items()}


def _grouped(pairs: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for key, row in pairs:
        found[key].append(row)
    return dict(found)
