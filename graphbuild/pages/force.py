"""What the page of a document tells of its force: on the day of the build, and its history with the sentences."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import Any

from graphbuild.model import ABOUT_DOCUMENTS, Amendment, Document, ForceEvidence, Obligation
from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.marked_text import Mark
from graphbuild.pages.words import Quotation, called, cut
from graphbuild.resolve.documents.validity import act_day
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.labels import day_text
from graphbuild.vocabulary.schemes import both_labels

_MOST_LINES = 200
"""Maximum number of lines of a history shown; a law may be amended article by article."""
_LONGEST_QUOTED = 260
_OPENING, _LAST_ENTRY = 100, 140
"""Characters shown of the beginning and the end of longer words."""
_SIGNS = {"in_force": "✓", "partly_ended": "◐", "suspended": "‖", "ended": "✕", "not_yet": "◷", "unknown": "?"}

_WITHOUT = frozenset(["suspended", "ended", "not_yet"])


def force_facts(document: Document, corpus: CorpusView) -> dict[str, Any] | None:
    """Return whether a document has force on the day of the build, and why; None for what is no document."""
    if document.type == PRESS_ARTICLE or document.genre in ABOUT_DOCUMENTS:
        return None
    by = corpus.documents.get(document.ended_by or "")
    words = document.in_force_evidence
    return {
        "is_without": document.force in _WITHOUT,
        "has_ended": document.force == "ended",
        "sign": _SIGNS[document.force],
        "words": both_labels("force", document.force),
        "as_of": day_text(corpus.as_of),
        "first_day": day_text(document.in_force_from),
        "said": words.text if words and not document.in_force_from else None,
        "ended_on": day_text(document.ended_on),
        "by": _link(by, corpus) if by and by.id != document.id else None,
    }


def history(document: Document, corpus: CorpusView) -> tuple[list[dict[str, Any]], int]:
    """Return what happened to a document, by day, and the number of lines that are left out."""
    lines = sorted(_happened(document, corpus), key=lambda line: line["day"] or "9999")
    return [_told(line) for line in lines[:_MOST_LINES]], max(0, len(lines) - _MOST_LINES)


def done_to_others(document: Document, corpus: CorpusView) -> tuple[list[dict[str, Any]], int]:
    """Return what a document does to others, in the order of its text, and the number of lines that are left out."""
    acts = corpus.acts_of.get(document.id, [])
    lines = []
    for act in acts[:_MOST_LINES]:
        target = corpus.documents.get(act.target or "")
        other = _link(target, corpus) if target else {"name": act.target_number, "address": None}
        lines.append(_told(_act(act, other, corpus)))
    return lines, max(0, len(acts) - _MOST_LINES)


def force_marks(document: Document, tasks: Iterable[Obligation], corpus: CorpusView) -> tuple[list[Mark], list[Mark]]:
    """Return the stretches of a document's own text that tell of force, and the anchors of those that are not shown.

    A task that overlaps one is shown as such: a stretch of the text is marked once.
    """
    taken = [(task.start, task.end) for task in tasks]
    shown: list[Mark] = []
    hidden: list[Mark] = []
    told = corpus.force_words.get(document.source or "", [])
    for words in (one for one in told if document.shows(one.source, one.start)):
        name = _anchor(words.start)
        if any(start < words.end and words.start < end for start, end in taken):
            hidden.append(Mark(words.start, words.start, "force", name))
        else:
            shown.append(Mark(words.start, words.end, "force", name))
    return shown, hidden


def _happened(document: Document, corpus: CorpusView) -> Iterator[dict[str, Any]]:
    acts = corpus.acts_on.get(document.id, [])
    if document.in_force_from or document.in_force_evidence:
        event = ("có hiệu lực", "enters into force")
        yield _line(document.in_force_from, event, None, None, document.in_force_evidence, corpus)
    for act in acts:
        yield _act(act, _link(corpus.documents[act.document], corpus), corpus)
    words = document.ended_evidence
    is_act = words is not None and (words.source, words.start) in {(act.source, act.start) for act in acts}
    if (document.ended_on or words) and not is_act:
        by = corpus.documents.get(document.ended_by or "")
        other = _link(by, corpus) if by and by.id != document.id else None
        yield _line(document.ended_on, both_labels("force", "ended"), None, other, words, corpus)


def _act(act: Amendment, other: dict[str, Any], corpus: CorpusView) -> dict[str, Any]:
    words = ForceEvidence(act.source, act.start, act.end, act.text, act.sentence, act.sentence_start)
    part = act.target_provision or ("một phần" if act.in_part else None)
    event = both_labels("amendment-verb", act.verb)
    line = _line(act_day(act, corpus.documents), event, part, other, words, corpus)
    # In a long list the document acted on is far from the words that open it.
    named = [row for row in corpus.cited_in.get((act.source, act.target or ""), []) if row.start < act.end]
    if named and line["address"] and named[-1].start >= act.start:
        line["address"] = f"{line['address'].partition('#')[0]}#{anchor(named[-1].id)}"
    return line


def _line(
    day: str | None,
    event: tuple[str, str],
    part: str | None,
    other: dict[str, Any] | None,
    words: ForceEvidence | None,
    corpus: CorpusView,
) -> dict[str, Any]:
    """Return one line; without words it is what only the known documents tell."""
    quotation = _quoted(words) if words else None
    return {
        "day": day,
        "event": event,
        "part": part,
        "other": other,
        "quotation": quotation,
        "address": force_place(words, corpus) if words else None,
    }


def _quoted(words: ForceEvidence) -> Quotation:
    """Return the sentence with its words marked; of a long list only how it opens and the last entry."""
    start, end = words.start - words.sentence_start, words.end - words.sentence_start
    quotation = cut(words.sentence, start, end)
    marked = quotation.marked
    if len(marked) > _LONGEST_QUOTED:
        opening, last = marked[:_OPENING].rpartition(" ")[0], marked[-_LAST_ENTRY:].partition(" ")[2]
        quotation = quotation._replace(marked=f"{opening} … {last}")
    return quotation


def _told(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "day": day_text(line["day"])}


def _link(document: Document, corpus: CorpusView) -> dict[str, Any]:
    return {"name": called(document), "address": posixpath.join("..", corpus.addresses[document.id])}


def force_place(words: ForceEvidence, corpus: CorpusView) -> str | None:
    """Return the address of words on the page that shows their file's text, None if no page does."""
    shown = corpus.shown_on(words.source, words.start)
    return f"{posixpath.join('..', corpus.addresses[shown])}#{_anchor(words.start)}" if shown else None


def _anchor(offset: int) -> str:
    return f"hl-{offset}"
