"""The timeline: dated documents at their dates, a lane for each level of issuing bodies, arcs for citations."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from graphbuild.model import Document
from graphbuild.pages.corpus_view import CorpusView
from graphbuild.pages.drawing_data import drawing_choices, drawing_data, most_connected
from graphbuild.pages.graph.by_level_and_date import BLOCK_GAP, CELL_HEIGHT, CELL_WIDTH, Arrangement, bands
from graphbuild.pages.words import level_headings

_LANES = 4
"""Number of documents of one level and date above each other before a year gets wider."""


def timeline_data(corpus: CorpusView) -> dict[str, Any]:
    """Return the drawing data of a corpus: see `drawing_data`."""
    documents = most_connected(corpus, (row for row in corpus.records.documents if row.date))
    levels = {row.id: row.level or "" for row in corpus.records.bodies}
    level_of = {row.id: levels.get(row.issuer or "", "") for row in documents}
    return drawing_data(corpus, documents, along_time(documents, level_of), curved=True)


def timeline_content(data: dict[str, Any], total: int) -> dict[str, Any]:
    """Return the values of the template ``drawing.html``; `total` is the number of documents in the graph."""
    return {
        "title": "Dòng thời gian",
        "title_en": "Timeline",
        "lead": "Văn bản có ngày, xếp theo ngày. Hàng: cấp ban hành; cung: viện dẫn. Năm không có văn bản thì bỏ qua.",
        "lead_en": "Documents by date. Vertical: level of the issuer; arcs: citations. Empty years are skipped.",
        "script": "timeline.js",
        **drawing_choices(data),
        "total": len(data["names"]),
        "left_out": total - len(data["names"]),
        "left_out_words": (
            "Văn bản không vẽ (không rõ ngày, hoặc ít liên hệ nhất):",
            "Not drawn (no date, or few links):",
        ),
    }


def along_time(documents: Sequence[Document], level_of: dict[str, str]) -> Arrangement:
    """Position documents by date (across) and level (down).

    A year is as wide as its busiest level requires, years without documents take no space. Within a year, a date is at
    its proportional position as far as there is space, and never right of a later one. A date without day or month is
    at the beginning of its period.

    Parameters
    ----------
    documents
        The documents to position; each has a date.
    level_of
        Level of each document's issuer, by the document's id.
    """
    blocks: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for row in sorted(documents, key=lambda row: (row.date or "", row.label, row.id)):
        blocks[(row.date or "")[:4], level_of[row.id]].append(row)
    cells: dict[str, int] = defaultdict(int)
    lanes: dict[str, int] = defaultdict(int)
    for (year, level), block in blocks.items():
        cells[year] = max(cells[year], math.ceil(len(block) / _LANES))
        lanes[level] = max(lanes[level], min(len(block), _LANES))
    columns = bands(((year, year), cells[year] * CELL_WIDTH) for year in sorted(cells))
    used = [level for level in level_headings() if level in lanes]
    rows = bands((level_headings()[level], lanes[level] * CELL_HEIGHT) for level in used)
    left = {column["name"]: column["start"] + BLOCK_GAP // 2 + CELL_WIDTH // 2 for column in columns}
    top = {level: row["start"] + BLOCK_GAP // 2 + CELL_HEIGHT // 2 for level, row in zip(used, rows, strict=True)}
    positions = {
        row.id: (left[year] + cell * CELL_WIDTH, top[level] + lane * CELL_HEIGHT)
        for (year, level), block in blocks.items()
        for row, (cell, lane) in zip(block, _cells(block, cells[year]), strict=True)
    }
    return Arrangement(positions, rows, columns)


def _cells(block: Sequence[Document], count: int) -> Iterator[tuple[int, int]]:
    """Yield cell and lane of one year's documents of a level, ordered by date; the year has `count` cells.

    A cell holds `_LANES` documents. Each is in the cell of its date or the next free one, but never so late that those
    after it would find none.
    """
    cell = lane = -1
    for number, row in enumerate(block):
        latest = count - 1 - (len(block) - 1 - number) // _LANES
        wanted = max(cell, int(_part_of_year(row.date or "") * count))
        if wanted == cell and lane == _LANES - 1:
            wanted += 1
        wanted = min(wanted, latest)
        lane = lane + 1 if wanted == cell else 0
        cell = wanted
        yield cell, lane


def _part_of_year(day: str) -> float:
    """Return the elapsed share of its year on a date, 0 to 1.

    Examples
    --------
    >>> _part_of_year("2024-01-01"), round(_part_of_year("2024-07-01"), 2), _part_of_year("2024")
    (0.0, 0.5, 0.0)
    """
    year, month, date_ = (*map(int, day.split("-")), 1, 1)[:3]
    return (date(year, month, date_) - date(year, 1, 1)).days / 366
