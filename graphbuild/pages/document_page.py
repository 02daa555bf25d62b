"""The page of one document: its marked text, what it cites and what cites it, the tasks it assigns."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from textwrap import shorten
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from graphbuild.model import UNCERTAIN, Citation, Document, Obligation, Span, Text
from graphbuild.page_addresses import anchor, line_anchor, page_anchor, page_words
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.force import done_to_others, force_facts, force_marks, history
from graphbuild.pages.fulfilments import carried_out_by, carries_out, fulfilment_marks
from graphbuild.pages.marked_text import Mark, line_anchors, marked_text, paragraph_anchor
from graphbuild.pages.neighbourhood import neighbourhood
from graphbuild.pages.page_by_page import Place, facts_of, pages_of
from graphbuild.pages.words import (
    full_name,
    how_to_cite,
    kind_name,
    particulars,
    quotation,
    subject,
    warning_words,
)
from graphbuild.resolve.document_rows import UNCERTAIN_HEAD
from graphbuild.text import one_line
from graphbuild.vocabulary.labels import day_text
from graphbuild.vocabulary.relations import relations
from graphbuild.vocabulary.schemes import both_labels

_MOST_RELATED = 40
"""Maximum number of documents shown per relation; nobody would read a full list for a hub."""
_MOST_PROOFS = 3
"""Maximum number of sentences shown for one relation to one document."""
_LONGEST_TASK = 200
"""Maximum number of characters of a task in the list of tasks."""
_LONGEST_NAME = 90
"""Maximum number of characters of a task in the list beside its page."""
_MOST_IN_LIST = 500
"""Maximum number of tasks and citations listed for one text; in the text all of them are marked."""
_MOST_OF_NUMBER = 20
"""Maximum number of other documents shown with the same number: every province has its 28-NQ/TU."""
_MOST_LEVELS = 6
"""Maximum number of steps of a chain shown."""
_MOST_A_LEVEL = 40
"""Maximum number of documents shown per step."""


class DocumentPages:
    """Creates the pages of the documents of one corpus."""

    def __init__(self, corpus: CorpusView) -> None:
        """Prepare to create the pages."""
        self._corpus = corpus

    def content(self, document: Document) -> dict[str, Any]:
        """Return the values of the template ``document.html`` for a document."""
        own = [
            row
            for row in self._corpus.by_source.get(document.source or "", [])
            if row.document == document.id and document.shows(row.source, row.start)
        ]
        tasks = self._corpus.tasks.get(document.id, [])
        same_number = self._same_number(document)
        happened, happened_left_out = history(document, self._corpus)
        done, done_left_out = done_to_others(document, self._corpus)
        carried_out, carried_out_left_out = carries_out(document, self._corpus)
        text = self._corpus.texts.get(document.source or "")
        pages, words = self._text(document, text, own, tasks) if text else ([], None)
        out, into = self._corpus.out.get(document.id, []), self._corpus.into.get(document.id, [])
        return {
            "title": full_name(document),
            "document": document,
            "type": kind_name(document),
            "subject": subject(document) if document.number else None,
            "date": day_text(document.date),
            "presence": both_labels("resolution", document.presence),
            "genre": both_labels("genre", document.genre) if document.genre else None,
            "force": force_facts(document, self._corpus),
            "history": happened,
            "history_left_out": happened_left_out,
            "done": done,
            "done_left_out": done_left_out,
            "carried_out": carried_out,
            "carried_out_left_out": carried_out_left_out,
            "warnings": [warning_words(warning) for warning in document.warnings],
            "issuer": self._address(document.issuer),
            "sources": [source for source in (document.source, *document.copies) if source],
            "part": f"{document.start}–{document.end}" if document.end is not None else None,
            "text": words,
            "pages": pages,
            "file": facts_of(text, pages) if text and pages else None,
            "words_script": self._words_script(text) if any(page["image"] for page in pages) else None,
            "mentions": [self._mention(row) for row in own[:_MOST_IN_LIST]],
            "mention_count": len(own),
            "out": self._related(out, outwards=True),
            "out_count": len({row.target for row in out}),
            "into": self._related(into, outwards=False),
            "into_count": len({row.citing for row in into}),
            "tasks": [self._task(row) for row in tasks[:_MOST_IN_LIST]],
            "task_count": len(tasks),
            "above": list(self._chain(document.id, self._corpus.above)),
            "below": list(self._chain(document.id, self._corpus.below)),
            "atlas_place": quote(self._corpus.addresses[document.id], safe=""),
            "neighbourhood": neighbourhood(document, self._corpus),
            "same_number": [self._named(row) for row in same_number[:_MOST_OF_NUMBER]],
            "same_number_left_out": max(0, len(same_number) - _MOST_OF_NUMBER),
            "cite_as": how_to_cite(document),
        }

    # -- the text ------------------------------------------------------------------------------------------------------

    def _text(
        self, document: Document, text: Text, citations: Sequence[Citation], tasks: Sequence[Obligation]
    ) -> tuple[list[dict[str, Any]], Markup | None]:
        """Return the text of a document: page by page if its file has pages, else as a whole."""
        links = [
            Mark(row.start, row.end, "self", name) if row.kind == "self" else self._cited(row, name)
            for row in citations
            for name in [anchor(row.id)]
        ]
        links += [
            Mark(place.start, place.end, "body", address=self._address(place.body))
            for place in self._corpus.named_in(document)
        ]
        told, hidden = force_marks(document, tasks, self._corpus)
        links += [*hidden, *fulfilment_marks(document, self._corpus)]
        marks = [*(Mark(row.start, row.end, "duty", anchor(row.id)) for row in tasks), *told]
        part = Span(document.start or 0, len(text.content) if document.end is None else document.end)
        if text.layout is not None:
            places = [self._place_of(row) for row in citations if row.kind != "self"]
            places += [self._task_place(row) for row in tasks]
            places.sort(key=lambda place: (place.span.start, -place.span.end))
            heads = list(_uncertain_heads(document, text))
            return pages_of(text, text.layout, part, links, marks, places, heads, self._corpus.page_images), None
        by_line = not text.own_offsets
        return [], marked_text(
            text.content,
            [*links, *line_anchors(text.content, part, by_line=by_line)],
            marks,
            is_markdown=text.markup == "markdown",
            by_line=by_line,
            part=part,
            attributes=partial(paragraph_anchor, text.content),
        )

    @staticmethod
    def _words_script(text: Text | None) -> str | None:
        return posixpath.join("..", page_words(text.sha256)) if text else None

    def _place_of(self, row: Citation) -> Place:
        target = self._corpus.documents.get(row.target or "")
        relation = relations()[row.relation]
        entry = {
            "name": target.label if target else one_line(row.text),
            "address": self._address(row.target),
            "relation": (relation.label, relation.label_en),
            "about": [row.issuer_name, day_text(target.date if target else row.date)],
            "state": row.resolution,
        }
        return Place(Span(row.start, row.end), anchor(row.id), "cite", entry, self._is_uncertain(row))

    def _task_place(self, row: Obligation) -> Place:
        entry = {
            "name": shorten(one_line(row.text), _LONGEST_NAME, placeholder=" …"),
            "address": None,
            "relation": None,
            "about": ["; ".join(row.bearer_names), "; ".join(one_line(limit.text) for limit in row.deadlines)],
            "state": None,
        }
        return Place(Span(row.start, row.end), anchor(row.id), "duty", entry, row.confidence < UNCERTAIN)

    def _is_uncertain(self, row: Citation) -> bool:
        """Tell whether the words of a citation, not only what they mean, are uncertain."""
        layout = self._corpus.texts[row.source].layout
        return layout is not None and layout.confidence_of(Span(row.start, row.end)) < UNCERTAIN

    def _cited(self, row: Citation, name: str) -> Mark:
        """Return the mark of a citation: it links to its document, an open one to its candidates."""
        about = f"y-{name}"
        address = self._address(row.target) or f"#{about}"
        return Mark(row.start, row.end, f"cite {row.resolution}", name, address, about)

    # -- citations -----------------------------------------------------------------------------------------------------

    def _mention(self, row: Citation) -> dict[str, Any]:
        """Return one citation of the text: what it refers to, and why."""
        target = self._corpus.documents[row.target] if row.target else None
        relation = relations()[row.relation]
        return {
            "anchor": anchor(row.id),
            # The text above, which it links to, has it in full.
            "text": shorten(one_line(row.text), _LONGEST_TASK, placeholder=" …"),
            "is_self": row.kind == "self",
            "target": self._named(target) if target else None,
            "relation": relation.label,
            "relation_en": relation.label_en,
            "cue": one_line(row.cue) if row.cue else None,
            "resolution": row.resolution,
            "resolved": both_labels("resolution", row.resolution),
            "confidence": round(row.confidence * 100),
            "where": where(row),
            "provisions": [place.label for place in row.provisions],
            "reasons": list(dict.fromkeys(self._reasons(row))),
            "candidates": [
                {**self._named(self._corpus.documents[one.document]), "score": round(one.score * 100)}
                for one in row.candidates
                if one.document in self._corpus.documents
            ],
        }

    @staticmethod
    def _reasons(row: Citation) -> Iterator[tuple[str, str]]:
        """Yield what decided the citation, in both languages."""
        codes = [piece.code for piece in row.evidence if piece.document == row.target] or row.reasons
        yield from (both_labels("ground", code) for code in codes)

    def _related(self, rows: Iterable[Citation], *, outwards: bool) -> list[dict[str, Any]]:
        """Return citations by relation and document, in the order of the closed list of relations."""
        found: dict[str, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            found[row.relation][(row.target or "") if outwards else row.citing].append(row)
        return [
            {
                "label": relation.label if outwards else relation.label_in,
                "label_en": relation.label_en if outwards else f"{relation.label_en} (incoming)",
                "documents": [
                    self._other(iri, citations) for iri, citations in self._by_day(found[code])[:_MOST_RELATED]
                ],
                "left_out": max(0, len(found[code]) - _MOST_RELATED),
            }
            for code, relation in relations().items()
            if code in found
        ]

    def _by_day(self, found: dict[str, list[Citation]]) -> list[tuple[str, list[Citation]]]:
        documents = self._corpus.documents
        return sorted(found.items(), key=lambda item: (documents[item[0]].date or "9999", documents[item[0]].label))

    def _other(self, iri: str, citations: list[Citation]) -> dict[str, Any]:
        return {
            **self._named(self._corpus.documents[iri]),
            "proofs": [{"quotation": quotation(row), "address": self._place(row)} for row in citations[:_MOST_PROOFS]],
            "more_proofs": max(0, len(citations) - _MOST_PROOFS),
        }

    def _place(self, row: Citation) -> str | None:
        """Return the address of a citation: on the page of its file's document, if that shows this file's text."""
        document = self._corpus.documents[row.document]
        if not document.shows(row.source, row.start):
            return None
        return f"{self._address(row.document)}#{anchor(row.id)}"

    # -- tasks and chain -----------------------------------------------------------------------------------------------

    def _task(self, row: Obligation) -> dict[str, Any]:
        names = row.bearer_names
        addresses = [self._address(bearer) for bearer in row.bearers]
        return {
            "anchor": anchor(row.id),
            # The text above, which it links to, has it in full.
            "text": shorten(one_line(row.text), _LONGEST_TASK, placeholder=" …"),
            "where": where(row),
            "bearers": list(zip(names, [*addresses, *[None] * len(names)], strict=False)),
            "supporting": row.supporting_names,
            "deadlines": [one_line(limit.text) for limit in row.deadlines],
            "due": [day_text(limit.to) for limit in row.deadlines if limit.to],
            "carried_out": carried_out_by(row.id, self._corpus),
        }

    def _chain(self, start: str, steps: dict[str, list[str]]) -> Iterator[list[dict[str, Any]]]:
        """Yield the documents that are one, two and more steps away, each in the first step that reaches it."""
        seen, level = {start}, [start]
        for _step in range(_MOST_LEVELS):
            reached = dict.fromkeys(iri for one in level for iri in steps.get(one, ()) if iri not in seen)
            if not reached:
                return
            level = list(reached)
            seen.update(level)
            reached_now = (self._corpus.documents[iri] for iri in level)
            documents = sorted(reached_now, key=lambda row: (row.date or "9999", row.id))
            shown = [self._named(row) for row in documents[:_MOST_A_LEVEL]]
            yield [*shown, *([{"more": len(documents) - _MOST_A_LEVEL}] if len(documents) > _MOST_A_LEVEL else [])]

    # -- names ---------------------------------------------------------------------------------------------------------

    def _same_number(self, document: Document) -> list[Document]:
        """Return other documents with the same number, which a reader could confuse with this one."""
        if not document.number:
            return []
        return [row for row in self._corpus.by_number[document.type, document.number] if row.id != document.id]

    def _named(self, document: Document) -> dict[str, Any]:
        return summary(document, self._corpus, "..")

    def _address(self, iri: str | None) -> str | None:
        """Return the address of a page relative to a document's page."""
        address = self._corpus.addresses.get(iri)
        return posixpath.join("..", address) if address else None


def _uncertain_heads(document: Document, text: Text) -> Iterator[Span]:
    """Yield where the text has the number and the day of its document that were recognised without certainty."""
    for warning in document.warnings:
        start = text.content.find(warning.detail, document.start or 0)
        if warning.code == UNCERTAIN_HEAD and warning.detail and start >= 0:
            yield Span(start, start + len(warning.detail))


def where(row: Citation | Obligation) -> tuple[str, str, str] | None:
    """Return the page or paragraph of a place in both languages, and its anchor; None if the table does not tell it."""
    if row.page is not None:
        return f"trang {row.page}", f"page {row.page}", page_anchor(row.page)
    if row.paragraph is not None:
        return f"đoạn {row.paragraph}", f"paragraph {row.paragraph}", line_anchor(row.paragraph)
    return None


def summary(document: Document, corpus: CorpusView, root: str) -> dict[str, Any]:
    """Return the list entry of a document: name, title, what distinguishes it from others, address.

    `root` leads from the folder of the page to that of the site: ``".."`` or ``""``.
    """
    return {
        "name": full_name(document),
        "about": subject(document) if document.number else None,
        "particulars": particulars(document),
        "address": posixpath.join(root, corpus.addresses[document.id]),
        "presence": document.presence,
        "presence_words": both_labels("resolution", document.presence),
        "ended": document.force == "ended",
    }
