"""Tells from when until when each document has force, and whether it has on a day.

From what documents say of themselves ("có hiệu lực kể từ ngày ký"), what the known documents tell, what others say of
them, and what others do to them (replace, repeal, suspend). A day that does not follow from the words stays open, and
nothing is inferred from age.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import Literal, NamedTuple

from graphbuild.model import (
    ABOUT_DOCUMENTS,
    Amendment,
    Citation,
    Document,
    Force,
    ForceEvidence,
    ForceStatement,
    Reading,
)
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.laws import LAW_TYPES, is_amending, laws_by_key

_HOW: dict[str, Literal["replaced", "repealed"]] = {"replaces": "replaced", "repeals": "repealed"}


class ReadDocument(NamedTuple):
    """What a text says of force, with the documents that its mentions resolved to."""

    reading: Reading
    document: str
    """IRI of its document."""
    citations: Sequence[Citation]
    """The rows of its mentions, one per mention in their order."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement about the force of a document."""

    about: str
    reference: str | None
    """IRI of the document with whose entry into force it happens."""
    by: str
    """IRI of the document that says it."""
    statement: ForceStatement
    evidence: ForceEvidence


class _End(NamedTuple):
    """An end of a document's force."""

    day: str | None
    by: str | None
    how: Literal["replaced", "repealed"] | None
    evidence: ForceEvidence | None
    """None where only the known documents tell it."""


def with_force(
    documents: Sequence[Document], read: Iterable[ReadDocument], amendments: Sequence[Amendment], as_of: str
) -> list[Document]:
    """Return the documents with the day on which their force begins, its end, and whether they have it on a day.

    Parameters
    ----------
    documents
        All documents of the graph; of known ones with the first day in force that is known.
    read
        The texts of the corpus, in a fixed order.
    amendments
        What documents do to others.
    as_of
        ISO date of the day for which `force` is computed.
    """
    rows = {row.id: row for row in documents}
    said = [statement for text in read for statement in _statements(text, rows)]
    starts = _Starts(rows, [one for one in said if one.statement.kind == "start"])
    for row in documents:
        day, evidence = starts.of(row.id)
        rows[row.id] = replace(row, in_force_from=day, in_force_evidence=evidence)
    for iri, end in _ends(said, amendments, rows, starts).items():
        rows[iri] = replace(rows[iri], ended_on=end.day, ended_by=end.by, ended_evidence=end.evidence, status=end.how)
    acts = acts_by_target(amendments)
    return [replace(row, force=force_on(row, acts.get(row.id, ()), rows, as_of)) for row in rows.values()]


def acts_by_target(amendments: Iterable[Amendment]) -> dict[str, list[Amendment]]:
    """Return what is done to each document by others, in the order of the rows."""
    acts: dict[str, list[Amendment]] = defaultdict(list)
    for act in amendments:
        if act.target and act.target != act.document:
            acts[act.target].append(act)
    return acts


def force_on(document: Document, acts: Sequence[Amendment], documents: Mapping[str, Document], day: str) -> Force:
    """Return whether a document has force on a day.

    Parameters
    ----------
    document
        Its row.
    acts
        What others do to it.
    documents
        All documents by IRI: an act without a day of its own has effect when its document enters into force, or from
        the day of its issue.
    day
        ISO date.

    Examples
    --------
    >>> decree = Document("d", "NĐ", "known", in_force_from="2024-07-01", ended_on="2026-01-01")
    >>> [force_on(decree, (), {}, day) for day in ("2024-06-30", "2024-07-01", "2026-01-01")]
    ['not_yet', 'in_force', 'ended']
    """
    is_told = document.ended_on or document.ended_by or document.ended_evidence
    if is_told:
        ended_on = document.ended_on or _first_day(documents.get(document.ended_by or ""))
        if ended_on is None or ended_on <= day:
            return "ended"
    if document.in_force_from is not None and day < document.in_force_from:
        return "not_yet"
    done = [act for act in acts if (act_day(act, documents) or "") <= day]
    if any(act.verb == "suspends" and not act.in_part for act in done):
        return "suspended"
    if any(act.verb == "repeals" and act.in_part for act in done):
        return "partly_ended"
    # One that is known to be replaced, by nothing here and from no known day, may have force on this one or none.
    is_open = document.status is not None and not is_told
    return "in_force" if document.in_force_from is not None and not is_open else "unknown"


def act_day(act: Amendment, documents: Mapping[str, Document]) -> str | None:
    """Return the day from which an act has effect, None if neither it nor its document tells one."""
    return act.effective_on or _first_day(documents.get(act.document))


def _first_day(document: Document | None) -> str | None:
    """Return the first day in force of a document, else that of its issue; None if no complete date is known."""
    if document is None:
        return None
    return document.in_force_from or _complete(document.date)


def _complete(day: str | None) -> str | None:
    try:
        return date.fromisoformat(day or "").isoformat()
    except ValueError:
        return None


def _statements(text: ReadDocument, documents: Mapping[str, Document]) -> Iterator[_Said]:
    """Yield what a text says of the force of documents; a page or list about documents only mentions it."""
    reading, content = text.reading, text.reading.text.content
    if documents[text.document].type == PRESS_ARTICLE or reading.letterhead.genre in ABOUT_DOCUMENTS:
        return

    def meant(mention: int | None) -> str | None:
        return text.document if mention is None else text.citations[mention].target

    for one in reading.force:
        about, reference = meant(one.mention), meant(one.reference) if one.basis == "entry" else None
        if about is None or (one.basis == "entry" and reference is None):
            continue
        evidence = ForceEvidence(
            source=reading.text.source,
            start=one.span.start,
            end=one.span.end,
            text=one.span.of(content),
            sentence=one.sentence.of(content),
            sentence_start=one.sentence.start,
        )
        yield _Said(about, reference, text.document, one, evidence)


class _Starts:
    """The first days in force, each computed when it is asked for: one may follow from another."""

    def __init__(self, documents: Mapping[str, Document], said: Iterable[_Said]) -> None:
        self._documents = {iri: row.date for iri, row in documents.items()}
        self._said: dict[str, list[_Said]] = defaultdict(list)
        for one in said:
            self._said[one.about].append(one)
        for iri, statements in self._said.items():
            # What a document says of itself comes first, and of that what its best text says.
            statements.sort(key=lambda one: (one.by != iri, one.evidence.source != documents[iri].source))
        self._known = {iri: row.in_force_from for iri, row in documents.items() if row.in_force_from}
        self._found: dict[str, tuple[str | None, ForceEvidence | None]] = {}

    def of(self, iri: str) -> tuple[str | None, ForceEvidence | None]:
        """Return the first day in force of a document and the words for it, which may tell no day."""
        if iri not in self._found:
            # A document that enters into force with one that enters into force with it does so on no day.
            self._found[iri] = (None, None)
            told = [(self.day(one), one) for one in self._said.get(iri, ())]
            day = next((day for day, one in told if day and one.by == iri), None)
            day = day or self._known.get(iri) or next((day for day, _one in told if day), None)
            words = next((one.evidence for found, one in told if found == day), None)
            self._found[iri] = day, words
        return self._found[iri]

    def day(self, said: _Said) -> str | None:
        """Return the day of a statement."""
        if said.reference is not None:
            return self.of(said.reference)[0]
        if said.statement.basis != "issue":
            return said.statement.day
        issued = _complete(self._documents[said.about])
        return (date.fromisoformat(issued) + timedelta(days=said.statement.days)).isoformat() if issued else None


def _ends(
    said: Sequence[_Said], amendments: Sequence[Amendment], documents: Mapping[str, Document], starts: _Starts
) -> dict[str, _End]:
    """Return the end of each document that has one: the earliest that is told with its day."""
    found: dict[str, list[_End]] = defaultdict(list)
    extended = {act.target for act in amendments if act.verb == "extends"}
    for act in amendments:
        if act.verb in _HOW and not act.in_part and act.target in documents and act.target != act.document:
            words = ForceEvidence(act.source, act.start, act.end, act.text, act.sentence, act.sentence_start)
            day = act.effective_on or starts.of(act.document)[0]
            found[act.target or ""].append(_End(day, act.document, _HOW[act.verb], words))
    for one in said:
        itself = one.by == one.about
        # The last day that a document tells itself no longer holds once another one has put it off.
        if one.statement.kind == "end" and not (itself and one.about in extended):
            by = one.about if itself else one.reference
            # "… hết hiệu lực kể từ ngày Thông tư này có hiệu lực": the circular repeals it.
            repeals = one.reference == one.by
            found[one.about].append(_End(starts.day(one), by, "repealed" if repeals else None, one.evidence))
    for iri, end in _known_ends(documents):
        found[iri].append(end)
    return {
        iri: min(ends, key=lambda end: (end.day or "9999", end.evidence is None, end.by is None))
        for iri, ends in found.items()
    }


def _known_ends(documents: Mapping[str, Document]) -> Iterator[tuple[str, _End]]:
    """Yield the laws that are known to have been replaced: by another one, or by a newer one of their name."""
    # A constitution has no number.
    by_key = {row.number or row.date: iri for iri, row in documents.items() if row.type in LAW_TYPES}
    for versions in laws_by_key().values():
        for law, newer in zip_longest(versions, versions[1:]):
            iri = by_key.get(law.number or law.date)
            if iri is None:
                continue
            if law.replaced_by:
                yield iri, _End(law.replaced_from or None, by_key.get(law.replaced_by), "replaced", None)
            elif newer is not None and not is_amending(law.name):
                by = by_key.get(newer.number or newer.date)
                yield iri, _End(newer.in_force_from or None, by, "replaced", None)
