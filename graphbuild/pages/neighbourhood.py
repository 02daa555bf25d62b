"""A small picture of the documents around one: level of the issuing body down, date across."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from graphbuild.model import Document
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.words import full_name, level_headings
from graphbuild.vocabulary.labels import day_text
from graphbuild.vocabulary.relations import relations

_MOST = 13
"""Maximum number of documents drawn around one; more would be unreadable, and the lists beside it have them all."""
_WIDTH, _HEIGHT, _BOX, _TALL, _LEFT, _GAP = 150, 78, 138, 44, 8, 24
_LETTERS = 19
"""Maximum number of letters of a name in a box."""


def neighbourhood(document: Document, corpus: CorpusView) -> dict[str, Any] | None:
    """Return the template data for a document and its neighbours, None if it has none.

    Boxes have position, name and address; lines have ends and relation. Solid lines are relations stated in the texts.
    """
    around = _around(document.id, corpus)
    if not around:
        return None
    shown = [corpus.documents[iri] for iri in [document.id, *around[:_MOST]]]
    rows = {level: number for number, level in enumerate(_used(shown, corpus))}
    ordered = sorted(shown, key=lambda row: (row.date or "9999", row.label))
    columns = _columns(ordered, rows, corpus)
    boxes = {
        row.id: {
            "x": _LEFT + columns[row.id] * _WIDTH,
            "y": _LEFT + rows[_level(row, corpus)] * _HEIGHT,
            "name": _short(row.label),
            "full": full_name(row),
            "date": day_text(row.date),
            "address": posixpath.join("..", corpus.addresses[row.id]),
            "kind": "here" if row.id == document.id else row.presence,
        }
        for row in shown
    }
    return {
        "width": (max(columns.values()) + 1) * _WIDTH + 2 * _LEFT,
        "height": len(rows) * _HEIGHT + _LEFT,
        "box_width": _BOX,
        "box_height": _TALL,
        "boxes": list(boxes.values()),
        "lines": _lines(document.id, boxes, corpus),
        "left_out": max(0, len(around) - _MOST),
    }


def _around(iri: str, corpus: CorpusView) -> list[str]:
    """Return the neighbours of a document, those in its chain first."""
    near = [row.target for row in corpus.out.get(iri, [])] + [row.citing for row in corpus.into.get(iri, [])]
    chain = {*corpus.above.get(iri, ()), *corpus.below.get(iri, ())}
    return sorted(dict.fromkeys(other for other in near if other), key=lambda other: other not in chain)


def _level(document: Document, corpus: CorpusView) -> str:
    body = corpus.bodies.get(document.issuer or "")
    return (body.level if body else None) or ""


def _used(shown: Iterable[Document], corpus: CorpusView) -> list[str]:
    levels = {_level(row, corpus) for row in shown}
    return [level for level in level_headings() if level in levels]


def _columns(ordered: Iterable[Document], rows: dict[str, int], corpus: CorpusView) -> dict[str, int]:
    """Return the column of each document: never left of an earlier one or on top of another."""
    columns: dict[str, int] = {}
    taken: set[tuple[int, int]] = set()
    column, day = 0, None
    for row in ordered:
        lane = rows[_level(row, corpus)]
        if (row.date or "")[:4] != day and day is not None:
            column += (column, lane) in taken
        day = (row.date or "")[:4]
        while (column, lane) in taken:
            column += 1
        columns[row.id] = column
        taken.add((column, lane))
    return columns


def _lines(iri: str, boxes: dict[str, dict[str, Any]], corpus: CorpusView) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], list[str]] = {}
    for row in (*corpus.out.get(iri, ()), *corpus.into.get(iri, ())):
        if row.target in boxes and row.citing in boxes:
            found.setdefault((row.citing, row.target or ""), []).append(row.relation)
    return [_line(boxes[citing], boxes[target], codes) for (citing, target), codes in found.items()]


def _line(start: dict[str, Any], end: dict[str, Any], codes: list[str]) -> dict[str, Any]:
    """Return a line from the border of one box to that of another."""
    down = (end["y"] > start["y"]) - (end["y"] < start["y"])
    right = (end["x"] > start["x"]) - (end["x"] < start["x"])
    beside = down == 0
    return {
        "x1": start["x"] + (_BOX if beside and right > 0 else 0 if beside else _BOX // 2),
        "y1": start["y"] + (_TALL // 2 if beside else _TALL if down > 0 else 0),
        "x2": end["x"] + (0 if beside and right > 0 else _BOX if beside else _BOX // 2),
        "y2": end["y"] + (_TALL // 2 if beside else 0 if down > 0 else _TALL),
        "label": ", ".join(dict.fromkeys(relations()[code].label for code in codes)),
    }


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"
