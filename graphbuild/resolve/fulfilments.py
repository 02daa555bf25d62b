"""Links tasks to the later documents that take them up, report on them or deliver them, where a sentence says so.

A bearer of the task issues the document, and cites the one that assigns it as what it implements, reports on or rests
on. Which of several tasks is meant must be told as well: by the type of document that was asked for, by words that no
other task of the body has, or because there is no other. Otherwise nothing is linked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graphbuild.extraction.sentences import split_sentences
from graphbuild.identifiers import SaidIris
from graphbuild.model import (
    ABOUT_DOCUMENTS,
    Body,
    Citation,
    Document,
    Fulfilment,
    FulfilmentKind,
    Obligation,
    Reading,
    Span,
)
from graphbuild.resolve.documents.validity import ReadDocument
from graphbuild.resolve.task_words import asked_types, product_types, subject_of, word_pairs
from graphbuild.text import normalize
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.evidence import fulfilment_decision, fulfilment_grounds
from graphbuild.vocabulary.provisions import provision_kinds
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("fulfilments")
_HOW = {
    "implements": "implements",
    "elaborates": "implements",
    "guides": "implements",
    "disseminates": "implements",
    "reviews": "reviews",
    "based_on": "basis",
}
"""What a citation proves, by its relation; the others prove nothing."""
_REPORT = "BC"
_TELLING_PAIRS, _OWN_SUBJECT = 2, 2
_TELLING_PAIRS_OF_SENTENCE, _SHARE_OF_SENTENCE = 3, 0.5
_LONGEST_OPENING = 6000
_FIRST_PART = re.compile(
    r"^[#*_>|\s]*(?:(?:I|1|A)[.)/:-]"
    rf"|{any_word(word.capitalize() for kind in ('phan', 'chuong', 'dieu') for word in provision_kinds()[kind].words)}"
    r"[ ](?:1|I|thứ nhất)\b)",
    re.MULTILINE,
)
_DONE = re.compile(rf"\b{_WORDS.any_of('done')}\b", re.IGNORECASE)
_NOT_DONE = re.compile(rf"\b{_WORDS.any_of('not_done')}\b", re.IGNORECASE)


def fulfilment_rows(
    read: Iterable[ReadDocument],
    obligations: Iterable[Obligation],
    documents: Mapping[str, Document],
    bodies: Mapping[str, Body],
    iris: SaidIris,
) -> list[Fulfilment]:
    """Return the tasks that documents take up, report on or deliver, each with its sentence.

    Parameters
    ----------
    read
        The texts of the corpus, in a fixed order, with the rows of their citations.
    obligations
        All tasks; of a document with several files only those of its best text count.
    documents, bodies
        The rows of documents and bodies by IRI.
    iris
        IRIs of the build.
    """
    assigned = _Assignments(obligations, documents, bodies)
    rows = []
    for text in read:
        document = documents[text.document]
        if _acts(document, text.reading):
            paper = _Paper(document, text.reading)
            for tasks, citations in assigned.cited_by(document, text.citations):
                rows += [_row(link, document, text.reading, iris) for link in paper.links(tasks, citations)]
    return rows


def _acts(document: Document, reading: Reading) -> bool:
    """Tell whether a text stands for a document that an office issued."""
    start = reading.part.start if reading.part else 0
    return (
        document.type != PRESS_ARTICLE
        and reading.letterhead.genre not in ABOUT_DOCUMENTS
        and document.shows(reading.text.source, start)
    )


class _Link(NamedTuple):
    """A task, the sentence that says what is done to it, and what decided it."""

    task: Obligation
    kind: FulfilmentKind
    citation: Citation
    span: Span
    reasons: tuple[str, ...]
    weight: float


def _row(link: _Link, document: Document, reading: Reading, iris: SaidIris) -> Fulfilment:
    words = link.span.of(reading.text.content)
    return Fulfilment(
        id=iris.iri("fulfilment", document.id, words, link.task.id),
        source=reading.text.source,
        document=document.id,
        obligation=link.task.id,
        kind=link.kind,
        citation=link.citation.id,
        start=link.span.start,
        end=link.span.end,
        text=words,
        confidence=round(min(link.weight, 1.0) * link.citation.confidence, 2),
        reasons=link.reasons,
    )


class _Tasks:
    """The tasks of one body in one document."""

    def __init__(self, tasks: Sequence[Obligation], title: str | None) -> None:
        self.tasks = tasks
        self.title = word_pairs(title or "")
        """The subject of the document, which its tasks share."""
        subjects = [subject_of(task) - self.title for task in tasks]
        count = Counter(pair for subject in subjects for pair in subject)
        self._only_in = {pair: index for index, subject in enumerate(subjects) for pair in subject if count[pair] == 1}
        self._sizes = Counter(self._only_in.values())
        self.types = [asked_types(task) for task in tasks]
        self._asking = Counter(code for types in self.types for code in types)

    def named_by(self, pairs: Iterable[str]) -> Counter[int]:
        """Return how many pairs of syllables only one task has, by the index of the task."""
        return Counter(self._only_in[pair] for pair in pairs if pair in self._only_in)

    def named_in_sentence(self, pairs: Iterable[str]) -> Iterator[int]:
        """Yield the indices of the tasks most of whose own pairs are among those of a sentence."""
        for index, count in self.named_by(pairs).items():
            if count >= max(_TELLING_PAIRS_OF_SENTENCE, _SHARE_OF_SENTENCE * self._sizes[index]):
                yield index

    def asks_alone(self, index: int, kind: str) -> bool:
        """Tell whether a task, and no other, asks for a document of a type."""
        return kind in self.types[index] and self._asking[kind] == 1


class _Assignments:
    """All tasks, by the document that assigns them and the body that bears them."""

    def __init__(
        self, obligations: Iterable[Obligation], documents: Mapping[str, Document], bodies: Mapping[str, Body]
    ) -> None:
        self._documents, self._bodies = documents, bodies
        self._found: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
        for row in obligations:
            if documents[row.document].shows(row.source, row.start):
                for bearer in dict.fromkeys(map(self._acting, row.bearers)):
                    self._found[row.document, bearer].append(row)
        self._read: dict[tuple[str, str], _Tasks] = {}

    def cited_by(self, document: Document, citations: Sequence[Citation]) -> Iterator[tuple[_Tasks, list[Citation]]]:
        """Yield the tasks of a document's issuer in each document that it cites, with the citations."""
        if document.issuer is None:
            return
        issuer = self._acting(document.issuer)
        cited: dict[str, list[Citation]] = defaultdict(list)
        for row in citations:
            if row.target and row.citing == document.id != row.target and row.relation in _HOW:
                cited[row.target].append(row)
        for target, rows in cited.items():
            key = target, issuer
            if key in self._found and not _is_earlier(document, self._documents[target]):
                if key not in self._read:
                    self._read[key] = _Tasks(self._found[key], self._documents[target].title)
                yield self._read[key], rows

    def _acting(self, iri: str) -> str:
        """Return the committee, council or administration for an organ that acts for it, else the body itself."""
        body = self._bodies.get(iri)
        return body.parent if body and body.parent and body.organ in _WORDS["acting_organs"] else iri


def _is_earlier(document: Document, assigning: Document) -> bool:
    day, since = document.date or "", assigning.date or ""
    known = min(len(day), len(since))
    return day[:known] < since[:known]


class _Paper:
    """A document that may carry out tasks."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document, self._reading = document, reading
        self._title = word_pairs(document.title or "")
        self._opening_end = _opening_end(reading)
        self._passages_read: dict[bool, list[tuple[Span, frozenset[str]]]] = {}

    def links(self, assigned: _Tasks, citations: Sequence[Citation]) -> Iterator[_Link]:
        """Yield the tasks that the document carries out, given its citations of the document that assigns them."""
        opening = [row for row in citations if row.sentence_start < self._opening_end]
        chief = max(opening, key=lambda row: (_weight(row), row.start), default=None)
        is_report = self._document.type == _REPORT or (chief is not None and chief.relation == "reviews")
        said = dict(self._said(assigned, chief, citations, is_report=is_report))
        in_title = {index for index, count in assigned.named_by(self._title).items() if count >= _TELLING_PAIRS}
        for index, task in enumerate(assigned.tasks):
            row, span = said.get(index, (chief, _sentence(chief) if chief else None))
            if row is None or span is None:
                continue
            is_asked = self._is_asked(assigned, index, in_title)
            reasons = [
                code
                for code, holds in (
                    (_HOW[row.relation], True),
                    ("asked_type", is_asked),
                    ("named_in_title", index in in_title and row is chief),
                    ("named_in_sentence", index in said),
                    ("only_task", len(assigned.tasks) == 1),
                    ("same_subject", is_asked and len(self._title & assigned.title) >= _TELLING_PAIRS),
                )
                if holds
            ]
            weight = sum(fulfilment_grounds()[code].weight for code in reasons)
            if weight >= fulfilment_decision():
                yield _Link(task, self._kind(task, is_report, is_asked), row, span, tuple(reasons), weight)

    def _is_asked(self, assigned: _Tasks, index: int, in_title: set[int]) -> bool:
        """Tell whether a task asks for this document: for one of its type, and its title is on no other subject."""
        kind = self._document.type
        if index in in_title:
            return kind in assigned.types[index]
        shared = len(self._title & assigned.title)
        on_it = shared >= _TELLING_PAIRS or len(self._title - assigned.title) < _OWN_SUBJECT
        return not in_title and on_it and assigned.asks_alone(index, kind)

    def _kind(self, task: Obligation, is_report: bool, is_asked: bool) -> FulfilmentKind:
        if is_report:
            return "delivered" if self._document.type in product_types(task) else "reported"
        return "delivered" if is_asked else "taken_up"

    def _said(
        self, assigned: _Tasks, chief: Citation | None, citations: Sequence[Citation], *, is_report: bool
    ) -> Iterator[tuple[int, tuple[Citation, Span]]]:
        """Yield the tasks that a sentence names, with the citation that proves whose they are; the last one stands."""
        if chief is not None:
            for span, pairs in self._passages(is_report=is_report):
                for index in assigned.named_in_sentence(pairs):
                    yield index, (chief, span)
        for row in citations:
            for index in assigned.named_in_sentence(word_pairs(row.sentence)):
                yield index, (row, _sentence(row))

    def _passages(self, *, is_report: bool) -> list[tuple[Span, frozenset[str]]]:
        """Return what a report tells as done, or another document assigns itself, with its pairs of syllables."""
        if is_report not in self._passages_read:
            content = self._reading.text.content
            spans = _done(self._reading) if is_report else [task.span for task in self._reading.obligations]
            self._passages_read[is_report] = [(span, word_pairs(span.of(content))) for span in spans]
        return self._passages_read[is_report]


def _weight(row: Citation) -> float:
    return fulfilment_grounds()[_HOW[row.relation]].weight


def _sentence(row: Citation) -> Span:
    return Span(row.sentence_start, row.sentence_start + len(row.sentence))


def _opening_end(reading: Reading) -> int:
    """Return the offset of the first part of a text: what precedes it says what the document as a whole is for."""
    start = reading.part.start if reading.part else 0
    first = _FIRST_PART.search(reading.text.content, start, start + _LONGEST_OPENING)
    return first.start() if first else start + _LONGEST_OPENING


def _done(reading: Reading) -> Iterator[Span]:
    """Yield the sentences that tell of something done."""
    start = reading.part.start if reading.part else 0
    normal = normalize(reading.content, start)
    position = 0
    for paragraph in normal.text.splitlines(keepends=True):
        for sentence in split_sentences(normal.text, Span(position, position + len(paragraph))):
            words = sentence.of(normal.text)
            if _DONE.search(words) and not _NOT_DONE.search(words):
                blanks = len(words) - len(words.lstrip())
                yield normal.source(Span(sentence.start + blanks, sentence.start + len(words.rstrip())))
        position += len(paragraph)
