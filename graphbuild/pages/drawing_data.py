"""The data of the atlas and the timeline: documents at their positions and the citations between them, compactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any

from graphbuild.model import Citation, Document
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.graph.by_level_and_date import Arrangement
from graphbuild.pages.words import full_name, level_headings, particulars, subject, type_name
from graphbuild.vocabulary.relations import relations

MOST_NODES = 20_000
"""Maximum number of documents in a drawing: an old office computer still moves as many smoothly."""
_LONGEST_SUBJECT = 120


def most_connected(corpus: CorpusView, documents: Iterable[Document], limit: int = MOST_NODES) -> list[Document]:
    """Return at most `limit` documents: those of the corpus first, then the most cited."""

    def order(row: Document) -> tuple[bool, int, str]:
        return row.source is None, -len(corpus.out.get(row.id, ())) - len(corpus.into.get(row.id, ())), row.id

    return sorted(documents, key=order)[:limit]


def drawing_data(
    corpus: CorpusView, documents: Sequence[Document], arrangement: Arrangement, *, curved: bool
) -> dict[str, Any]:
    """Return the data for ``drawing.js``: one list per property, in the order of the documents.

    Parameters
    ----------
    corpus
        The graph.
    documents, arrangement
        What to draw, and where.
    curved
        Whether citations are arcs: on a timeline straight lines would overlap.
    """
    index = {row.id: number for number, row in enumerate(documents)}
    levels = {row.id: row.level or "" for row in corpus.records.bodies}
    types = list(dict.fromkeys(row.type for row in documents))
    codes = {code: number for number, code in enumerate(relations())}
    positions = [arrangement.positions[row.id] for row in documents]
    return {
        "labels": [row.label for row in documents],
        "names": [full_name(row) for row in documents],
        "subjects": [
            shorten(subject(row) or "", _LONGEST_SUBJECT, placeholder=" …") if row.number else "" for row in documents
        ],
        "particulars": [particulars(row) for row in documents],
        "addresses": [corpus.addresses[row.id] for row in documents],
        "x": [x for x, _y in positions],
        "y": [y for _x, y in positions],
        "levels": [levels.get(row.issuer or "", "") for row in documents],
        "types": [types.index(row.type) for row in documents],
        "years": [int(row.date[:4]) if row.date else 0 for row in documents],
        "present": [int(row.source is not None) for row in documents],
        "ended": [int(row.force == "ended") for row in documents],
        "edges": _edges(corpus, index, codes),
        "type_names": [type_name(code) or "–" for code in types],
        "relations": [[one.label, one.label_en, one.label_in] for one in relations().values()],
        "rows": arrangement.rows,
        "columns": arrangement.columns,
        "curved": curved,
    }


def drawing_choices(data: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a drawing's filters: levels, types and relations that occur in it."""
    used = set(data["levels"])
    relations_used = sorted(set(data["edges"][2::3]))
    return {
        "levels": [(code, vi, en) for code, (vi, en) in level_headings().items() if code in used],
        "types": data["type_names"],
        "relations": [(code, *data["relations"][code][:2]) for code in relations_used],
    }


def _edges(corpus: CorpusView, index: dict[str, int], codes: dict[str, int]) -> list[int]:
    """Return citing document, cited one and relation of each edge, flattened; several mentions are one edge."""

    def ends(row: Citation) -> tuple[int, int, int] | None:
        if row.citing in index and row.target in index:
            return index[row.citing], index[row.target], codes[row.relation]
        return None

    found = dict.fromkeys(edge for rows in corpus.out.values() for row in rows if (edge := ends(row)) is not None)
    return [number for edge in found for number in edge]
