"""The tasks by the document that assigns them and the body that bears them, and what tells one from the others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graphbuild.model import Body, Document, Obligation, Reading
from graphbuild.resolve.documents.validity import ReadDocument
from graphbuild.resolve.numbered_parts import NumberedParts
from graphbuild.resolve.task_words import asked_types, subject_of, word_pairs
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("fulfilments")
_HEAD = re.compile(rf"{_WORDS.any_of('heads_of_offices')}[ ]")


class Tasks:
    """The tasks of one body in one document.

    Parameters
    ----------
    tasks
        In the order of the text.
    title
        Title of the document: what it is about tells none of its tasks from the others.
    parts
        The numbers of the parts of its text.
    """

    def __init__(self, tasks: Sequence[Obligation], title: str | None, parts: NumberedParts) -> None:
        self.tasks = tasks
        self.title = word_pairs(title or "")
        """Pairs of syllables of the title."""
        subjects = [subject_of(task) - self.title for task in tasks]
        count = Counter(pair for subject in subjects for pair in subject)
        self.own_pairs = [frozenset(pair for pair in subject if count[pair] == 1) for subject in subjects]
        """For each task, the pairs of syllables that no other has."""
        self.products = [
            [pairs for pairs in map(word_pairs, task.products) if pairs & own]
            for task, own in zip(tasks, self.own_pairs, strict=True)
        ]
        """For each task, the pairs of syllables of its products, of those with pairs that no other task has."""
        self._parts = [parts.at(task.start) for task in tasks]
        self.types = [asked_types(task) for task in tasks]
        """For each task, the codes of the types of documents that it asks for."""
        self._asking = Counter(code for types in self.types for code in types)

    def asks_alone(self, index: int, kind: str) -> bool:
        """Tell whether a task, and no other, asks for a document of a type."""
        return kind in self.types[index] and self._asking[kind] == 1

    def only_in(self, labels: Sequence[str]) -> int | None:
        """Return the index of the only task in the part with some numbers, the widest first; None if it is not one."""
        found = [index for index, part in enumerate(self._parts) if _leads_to(labels, part)]
        return found[0] if len(found) == 1 else None


def _leads_to(labels: Sequence[str], part: Iterable[str]) -> bool:
    """Tell whether numbers occur in this order among those of a part."""
    steps = iter(part)
    return all(label in steps for label in labels)


class Assignments:
    """All tasks, by the document that assigns them and the body that bears them.

    Parameters
    ----------
    read
        The texts of the corpus.
    obligations
        All tasks; of a document with several files only those of its best text count.
    documents, bodies
        The rows of documents and bodies by IRI.
    """

    def __init__(
        self,
        read: Iterable[ReadDocument],
        obligations: Iterable[Obligation],
        documents: Mapping[str, Document],
        bodies: Mapping[str, Body],
    ) -> None:
        self._documents, self._bodies = documents, bodies
        names = Counter(body.name for body in bodies.values())
        self._by_name = {body.name: body for body in bodies.values() if names[body.name] == 1}
        self._readings: dict[str, Reading] = {
            text.document: text.reading for text in read if is_shown(text.reading, documents[text.document])
        }
        self._parts: dict[str, NumberedParts] = {}
        self._found: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
        for row in obligations:
            if documents[row.document].shows(row.source, row.start):
                for bearer in dict.fromkeys(map(self._acting, row.bearers)):
                    self._found[row.document, bearer].append(row)
        self._read: dict[tuple[str, str], Tasks] = {}

    def of(self, issuer: str, documents: Iterable[str]) -> Iterator[tuple[str, Tasks]]:
        """Yield those of some documents that assign tasks to a body, or to its organ or head, with these tasks."""
        body = self._acting(issuer)
        for document in documents:
            key = document, body
            if key in self._found:
                if key not in self._read:
                    self._read[key] = Tasks(self._found[key], self._documents[document].title, self._parts_of(document))
                yield document, self._read[key]

    def _parts_of(self, document: str) -> NumberedParts:
        if document not in self._parts:
            self._parts[document] = NumberedParts(self._readings[document])
        return self._parts[document]

    def _acting(self, iri: str) -> str:
        """Return the committee, council or office for an organ or a head that acts for it, else the body itself."""
        body = self._bodies.get(iri)
        if body is None:
            return iri
        if head := _HEAD.match(body.name):
            office = body.name[head.end() :]
            body = self._by_name.get(office) or self._by_name.get(office[:1].upper() + office[1:]) or body
        return body.parent if body.parent and body.organ in _WORDS["acting_organs"] else body.id


def is_shown(reading: Reading, document: Document) -> bool:
    """Tell whether a text is the one that stands for its document."""
    return document.shows(reading.text.source, reading.part.start if reading.part else 0)
