"""What the pages tell of tasks carried out: by which later documents, in which sentences."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from graphbuild.model import Document, Fulfilment
from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.marked_text import Mark
from graphbuild.pages.words import Quotation, called, cut, full_name
from graphbuild.text import one_line
from graphbuild.vocabulary.labels import day_text
from graphbuild.vocabulary.schemes import both_labels, labels

_MOST_LISTED = 200
"""Maximum number of tasks shown that one document carries out."""


def carried_out_by(task: str, corpus: CorpusView) -> list[dict[str, Any]]:
    """Return what later documents do to a task, by its IRI: the document, how, and the sentence."""
    return [
        {
            "how": both_labels("fulfilment-kind", row.kind),
            "name": called(corpus.documents[row.document]),
            "address": posixpath.join("..", corpus.addresses[row.document]),
            "proof": {"quotation": _quoted(row, corpus), "address": posixpath.join("..", _place(row, corpus))},
        }
        for row in corpus.fulfilments_of.get(task, ())
    ]


def carried_out_words(rows: Sequence[Fulfilment], corpus: CorpusView) -> list[tuple[str, str, str]]:
    """Return in one line each what later documents do to a task, with the address of the sentence and its words."""
    names, documents = labels("fulfilment-kind"), corpus.documents
    return [
        (
            f"{names[row.kind][0]}: "
            + " · ".join(filter(None, (full_name(documents[row.document]), day_text(documents[row.document].date)))),
            _place(row, corpus),
            one_line(row.text),
        )
        for row in rows
    ]


def carries_out(document: Document, corpus: CorpusView) -> tuple[list[dict[str, Any]], int]:
    """Return the tasks of others that a document carries out, in the order of its text, and how many are left out."""
    rows = corpus.fulfilments_in.get(document.id, [])
    lines = []
    for row in rows[:_MOST_LISTED]:
        task = corpus.obligations[row.obligation]
        lines.append(
            {
                "how": both_labels("fulfilment-kind", row.kind),
                "task": one_line(task.text),
                "name": called(corpus.documents[task.document]),
                "address": f"{posixpath.join('..', corpus.addresses[task.document])}#{anchor(task.id)}",
                "proof": {"quotation": _quoted(row, corpus), "address": f"#{_anchor(row)}"},
                "reasons": [both_labels("fulfilment-ground", code) for code in row.reasons],
                "confidence": round(row.confidence * 100),
            }
        )
    return lines, max(0, len(rows) - _MOST_LISTED)


def fulfilment_marks(document: Document, corpus: CorpusView) -> list[Mark]:
    """Return where in a document's text the sentences begin by which it carries out tasks, each once."""
    starts = {row.start: _anchor(row) for row in corpus.fulfilments_in.get(document.id, ())}
    return [Mark(start, start, "fulfilment", name) for start, name in sorted(starts.items())]


def _quoted(row: Fulfilment, corpus: CorpusView) -> Quotation:
    """Return the sentence with the citation marked if it has it, else as a whole."""
    citation = corpus.proving_citations[row.citation]
    if row.start <= citation.start and citation.end <= row.end:
        return cut(row.text, citation.start - row.start, citation.end - row.start)
    return cut(row.text, 0, len(row.text))


def _place(row: Fulfilment, corpus: CorpusView) -> str:
    """Return the address of a sentence relative to the site's folder."""
    return f"{corpus.addresses[row.document]}#{_anchor(row)}"


def _anchor(row: Fulfilment) -> str:
    return f"th-{row.start}"
