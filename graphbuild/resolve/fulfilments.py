"""Links tasks to the later documents that take them up, report on them or deliver them, where a sentence says so.

A bearer of the task issues the document, and cites the one that assigns it as what it implements, reports on or rests
on. Which of several tasks is meant must be told as well: by the number of its part, by the type of document that was
asked for, by words that no other task of the body has, or because there is no other. Otherwise nothing is linked.
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
from graphbuild.resolve.assignments import Assignments, Tasks, is_shown
from graphbuild.resolve.documents.validity import ReadDocument
from graphbuild.resolve.task_words import product_types, word_pairs
from graphbuild.text import normalize, one_line
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
_SHARED_SUBJECT, _OWN_SUBJECT = 2, 2
"""Pairs of syllables of a title that make it one on the subject of another, and one on a subject of its own."""
_PAIRS_OF_TITLE, _SHARE_OF_TITLE, _MANY_PAIRS = 2, 0.4, 4
_PAIRS_OF_SENTENCE, _SHARE_OF_SENTENCE = 3, 0.5
_PAIRS_OF_PRODUCT, _SHARE_OF_PRODUCT = 2, 0.75
"""Pairs of syllables, and their share, by which a title and a sentence name a task, and both a product."""
_MOST_PASSAGES = 50
"""Number of passages in which a pair of syllables may stand and still tell something."""
_LONGEST_OPENING = 6000
_FIRST_PART = re.compile(
    r"^[#*_>| \t]{0,12}(?:(?:I|1|A)[.)/:-]"
    rf"|{any_word(word.capitalize() for kind in ('phan', 'chuong', 'dieu') for word in provision_kinds()[kind].words)}"
    r"[ ](?:1|I|thứ nhất)\b)",
    re.MULTILINE,
)
_DONE = re.compile(rf"\b{_WORDS.any_of('done')}\b", re.IGNORECASE)
_NOT_DONE = re.compile(rf"\b{_WORDS.any_of('not_done')}\b", re.IGNORECASE)
# Up to the citation, without a number that could be another's.
_ANSWER = re.compile(rf"^[\W_]*{_WORDS.any_of('answers')}\b[^\d;]{{0,100}}$", re.IGNORECASE)
_NUMBERED_TASK = re.compile(
    rf"{_WORDS.any_of('numbered_task')}[ ](?:số|thứ)[ ](?P<label>\d{{1,3}}(?:\.\d{{1,2}})?)\b[^.;]{{0,60}}$",
    re.IGNORECASE,
)
_STEP = re.compile(r"[a-z-]+-(?P<label>[\da-z.]+)")


def fulfilment_rows(
    read: Sequence[ReadDocument],
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
    assignments = Assignments(read, obligations, documents, bodies)
    rows = []
    for text in read:
        document = documents[text.document]
        if document.issuer is None or not _acts(document, text.reading):
            continue
        cited: dict[str, list[Citation]] = defaultdict(list)
        for row in text.citations:
            if row.target and row.citing == document.id != row.target and _proves(row):
                cited[row.target].append(row)
        paper = _Paper(document, text.reading)
        for target, tasks in assignments.of(document.issuer, cited):
            if not _is_earlier(document, documents[target]):
                rows += [_row(link, document, text.reading, iris) for link in paper.links(tasks, cited[target])]
    return rows


def _acts(document: Document, reading: Reading) -> bool:
    """Tell whether a text stands for a document that an office issued."""
    about = reading.letterhead.genre in ABOUT_DOCUMENTS
    return document.type != PRESS_ARTICLE and not about and is_shown(reading, document)


def _is_earlier(document: Document, assigning: Document) -> bool:
    day, since = document.date or "", assigning.date or ""
    known = min(len(day), len(since))
    return day[:known] < since[:known]


def _proves(row: Citation) -> str | None:
    """Return the code of what a citation says of the document that it cites, None if it proves nothing."""
    how = _HOW.get(row.relation)
    if how in (None, "basis") and _ANSWER.match(one_line(_before(row)) + " "):
        return "implements"
    return how


def _before(row: Citation) -> str:
    """Return the words of the sentence before a citation."""
    return row.sentence[: max(0, row.start - row.sentence_start)]


class _Link(NamedTuple):
    """A task, the sentence that says what is done to it, and what decided it."""

    task: Obligation
    kind: FulfilmentKind
    said: _Said
    reasons: tuple[str, ...]
    weight: float


class _Said(NamedTuple):
    """A sentence, and the citation that proves to whose tasks it belongs."""

    citation: Citation
    span: Span


def _row(link: _Link, document: Document, reading: Reading, iris: SaidIris) -> Fulfilment:
    citation, span = link.said
    words = span.of(reading.text.content)
    return Fulfilment(
        id=iris.iri("fulfilment", document.id, words, link.task.id),
        source=reading.text.source,
        document=document.id,
        obligation=link.task.id,
        kind=link.kind,
        citation=citation.id,
        start=span.start,
        end=span.end,
        text=words,
        confidence=round(min(link.weight, 1.0) * citation.confidence, 2),
        reasons=link.reasons,
    )


class _Paper:
    """A document that may carry out tasks."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document, self._reading = document, reading
        self._title = word_pairs(document.title or "")
        self._opening_end = _opening_end(reading)
        self._passages_read: dict[bool, _Passages] = {}

    def links(self, assigned: Tasks, citations: Sequence[Citation]) -> Iterator[_Link]:
        """Yield the tasks that the document carries out, given its citations of the document that assigns them."""
        opening = [row for row in citations if row.sentence_start < self._opening_end]
        chief = max(opening, key=lambda row: (_weight(row), row.start), default=None)
        is_report = self._document.type == _REPORT or (chief is not None and _proves(chief) == "reviews")
        named = self._named(assigned, chief, citations, is_report=is_report)
        by_part = dict(_by_part(assigned, citations))
        in_title = {index for index, pairs in enumerate(assigned.own_pairs) if self._entitles(pairs)}
        for index, task in enumerate(assigned.tasks):
            said = by_part.get(index) or named.get(index) or (_Said(chief, _sentence(chief)) if chief else None)
            if said is None:
                continue
            is_asked = self._is_asked(assigned, index, in_title)
            names_product = self._names(assigned.products[index], said)
            grounds = {
                _proves(said.citation): True,
                "cites_part": index in by_part,
                "asked_type": is_asked,
                "names_product": names_product,
                "named_in_title": index in in_title and said.citation in opening,
                "named_in_sentence": index in named,
                "only_task": len(assigned.tasks) == 1,
                "same_subject": is_asked and len(self._title & assigned.title) >= _SHARED_SUBJECT,
            }
            reasons = tuple(code for code, holds in grounds.items() if code and holds)
            weight = sum(fulfilment_grounds()[code].weight for code in reasons)
            if weight >= fulfilment_decision():
                yield _Link(task, self._kind(task, is_report, is_asked or names_product), said, reasons, weight)

    def _entitles(self, pairs: frozenset[str]) -> bool:
        """Tell whether the title names the task that alone has some pairs of syllables."""
        shared = len(pairs & self._title)
        return shared >= _PAIRS_OF_TITLE and (shared >= _MANY_PAIRS or shared >= _SHARE_OF_TITLE * len(pairs))

    def _is_asked(self, assigned: Tasks, index: int, in_title: set[int]) -> bool:
        """Tell whether a task asks for this document: for one of its type, and its title is on no other subject."""
        kind = self._document.type
        if index in in_title:
            return kind in assigned.types[index]
        shared = len(self._title & assigned.title)
        on_it = shared >= _SHARED_SUBJECT or len(self._title - assigned.title) < _OWN_SUBJECT
        return not in_title and on_it and assigned.asks_alone(index, kind)

    def _names(self, products: Iterable[frozenset[str]], said: _Said) -> bool:
        """Tell whether the title or the sentence names one of a task's products."""
        words = self._title | word_pairs(said.span.of(self._reading.text.content))
        return any(len(pairs & words) >= max(_PAIRS_OF_PRODUCT, _SHARE_OF_PRODUCT * len(pairs)) for pairs in products)

    def _kind(self, task: Obligation, is_report: bool, is_product: bool) -> FulfilmentKind:
        if is_report:
            return "delivered" if self._document.type in product_types(task) else "reported"
        return "delivered" if is_product else "taken_up"

    def _named(
        self, assigned: Tasks, chief: Citation | None, citations: Sequence[Citation], *, is_report: bool
    ) -> dict[int, _Said]:
        """Return the sentence that names a task best, one that cites its document first, by the index of the task."""
        citing = _Passages([_sentence(row) for row in citations], self._reading)
        found = {index: _Said(citations[number], citing.spans[number]) for index, number in citing.naming(assigned)}
        if chief is not None:
            passages = self._passages(is_report=is_report)
            for index, number in passages.naming(assigned):
                found.setdefault(index, _Said(chief, passages.spans[number]))
        return found

    def _passages(self, *, is_report: bool) -> _Passages:
        """Return what a report tells as done, or another document assigns itself."""
        if is_report not in self._passages_read:
            spans = list(_done(self._reading)) if is_report else [task.span for task in self._reading.obligations]
            self._passages_read[is_report] = _Passages(spans, self._reading)
        return self._passages_read[is_report]


class _Passages:
    """Stretches of a text by the pairs of syllables in them."""

    def __init__(self, spans: Sequence[Span], reading: Reading) -> None:
        self.spans = spans
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, span in enumerate(spans):
            for pair in word_pairs(span.of(reading.text.content)):
                self._having[pair].append(number)

    def naming(self, assigned: Tasks) -> Iterator[tuple[int, int]]:
        """Yield the tasks most of whose own pairs a passage has, with the number of the passage that has most."""
        for index, pairs in enumerate(assigned.own_pairs):
            having = (self._having.get(pair, ()) for pair in pairs)
            count = Counter(number for numbers in having if len(numbers) <= _MOST_PASSAGES for number in numbers)
            best = min(count, key=lambda number: (-count[number], number), default=None)
            if best is not None and count[best] >= max(_PAIRS_OF_SENTENCE, _SHARE_OF_SENTENCE * len(pairs)):
                yield index, best


def _by_part(assigned: Tasks, citations: Iterable[Citation]) -> Iterator[tuple[int, _Said]]:
    """Yield the tasks whose part or number a citation tells."""
    for row in citations:
        paths = [[_STEP.fullmatch(step) for step in part.path.split("/")] for part in row.provisions]
        told = [[step["label"] for step in path if step] for path in paths if all(path)]
        if numbered := _NUMBERED_TASK.search(one_line(_before(row)) + " "):
            told.append([numbered["label"]])
        for labels in told:
            if labels and (index := assigned.only_in(labels)) is not None:
                yield index, _Said(row, _sentence(row))


def _weight(row: Citation) -> float:
    return fulfilment_grounds()[_proves(row) or ""].weight


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
