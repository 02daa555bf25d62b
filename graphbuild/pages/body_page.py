"""The page of one body: what it issued, the tasks it bears and assigned, and its parent, units and successors."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from graphbuild.model import Body, Obligation
from graphbuild.page_addresses import anchor
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.document_page import summary
from graphbuild.pages.fulfilments import carried_out_by
from graphbuild.pages.words import body_span, called, level_headings
from graphbuild.text import one_line
from graphbuild.vocabulary.labels import day_text

_MOST_ISSUED = 300
"""Maximum number of documents listed, the newest ones; the search and the atlas have all."""
_MOST_TASKS = 100
"""Maximum number of tasks shown of one kind; the page of all tasks has the rest."""


def body_content(body: Body, corpus: CorpusView) -> dict[str, Any]:
    """Return the values of the template ``body.html`` for a body."""
    own = [body.id, *_organs(body.id, corpus)]
    issued = sorted(
        (row for issuer in own for row in corpus.issued.get(issuer, ())),
        key=lambda row: (row.date or "9999", row.label),
    )
    owed = sorted(
        {row.id: row for bearer in own for row in corpus.tasks_of.get(bearer, ())}.values(),
        key=lambda row: min((limit.to for limit in row.deadlines if limit.to), default="9999"),
    )
    given = [row for document in issued for row in corpus.tasks.get(document.id, ())]
    years = groupby(issued[-_MOST_ISSUED:], key=lambda row: (row.date or "")[:4])
    return {
        "title": body.name,
        "body": body,
        "level": level_headings()[body.level] if body.level else None,
        "span": body_span(body),
        "issued": issued,
        "issued_by_year": [(year, [summary(row, corpus, "..") for row in rows]) for year, rows in years],
        "issued_left_out": max(0, len(issued) - _MOST_ISSUED),
        "owed": [_task(row, corpus) for row in owed[:_MOST_TASKS]],
        "given": [_task(row, corpus) for row in given[:_MOST_TASKS]],
        "total": {"phai-lam": len(owed), "da-giao": len(given)},
        "links": _links(body, corpus),
    }


def _organs(iri: str, corpus: CorpusView) -> list[str]:
    """Return the organs of a committee (Ban Thường vụ, Thường trực), whose documents are its own."""
    return [row.id for row in corpus.organs.get(iri, ()) if row.organ]


def _links(body: Body, corpus: CorpusView) -> list[tuple[str, str, list[dict[str, Any]]]]:
    above = [corpus.bodies[body.parent]] if body.parent in corpus.bodies else []
    below = corpus.organs.get(body.id, [])
    return [
        ("Trực thuộc", "Under", _bodies(above, corpus)),
        ("Bộ phận", "Organs", _bodies((row for row in below if row.organ), corpus)),
        ("Cấp dưới, trực thuộc", "Subordinate bodies", _bodies((row for row in below if not row.organ), corpus)),
        ("Hình thành từ", "Formed from", _bodies(corpus.predecessors.get(body.id, ()), corpus)),
        ("Kế thừa bởi", "Succeeded by", _bodies((corpus.bodies[iri] for iri in body.successors), corpus)),
    ]


def _bodies(rows: Iterable[Body], corpus: CorpusView) -> list[dict[str, Any]]:
    return [
        {"name": row.name, "address": posixpath.join("..", corpus.addresses[row.id]), "span": body_span(row)}
        for row in sorted(rows, key=lambda row: row.name)
    ]


def _task(row: Obligation, corpus: CorpusView) -> dict[str, Any]:
    document = corpus.documents[row.document]
    return {
        "text": one_line(row.text),
        "document": called(document),
        "address": f"{posixpath.join('..', corpus.addresses[document.id])}#{anchor(row.id)}",
        "bearers": row.bearer_names,
        "deadlines": [one_line(limit.text) for limit in row.deadlines],
        "due": [day_text(limit.to) for limit in row.deadlines if limit.to],
        "carried_out": carried_out_by(row.id, corpus),
    }
