"""The default layout of the graph page: level of the issuing body down, date across.

Fixed positions instead of a force simulation in the browser: they are available at once, and have a meaning (higher:
level of the issuer; further left: earlier). They depend only on the documents, so that equal builds look equal and
nothing has to be stored.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from graphbuild.model import Document
from graphbuild.pages.words import level_headings

_NO_DATE = ("Không ngày", "No date")

CELL_WIDTH, CELL_HEIGHT = 156, 70
"""Space for one document in the drawing, in its own units: a box of three lines and the gap around it."""

BLOCK_GAP = 34
"""Extra space between two periods and between two levels."""

SHAPE = 1.0
"""Ratio of width to height of the drawing: the space between the two side columns of a common screen."""

COMFORTABLE = 960
"""Height of a drawing whose boxes are still readable on such a screen."""


class Band(TypedDict):
    """A row or column of the drawing, from `start` to `end` in its units."""

    name: str
    name_en: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The positions of the documents, in units of the drawing (y grows downwards)."""

    positions: dict[str, tuple[int, int]]
    """Centre of each document's box, by its id."""
    rows: list[Band]
    """Levels from top to bottom."""
    columns: list[Band]
    """Periods from left to right."""


Layout = Callable[[Sequence[Document], Mapping[str, str], Sequence[tuple[str, str]]], Arrangement]
"""Computes positions, given the level of each body by its id and the pairs of citing and cited documents."""


def by_level_and_date(
    documents: Sequence[Document], levels: Mapping[str, str], _links: Sequence[tuple[str, str]]
) -> Arrangement:
    """Return the default layout: see `arrange`."""
    return arrange(documents, levels)


def arrange(documents: Iterable[Document], levels: Mapping[str, str]) -> Arrangement:
    """Position each document by the level of its issuer (down) and its date (across), so that no two boxes touch.

    The documents of one level and one period share a block of cells, filled in the order of their dates. A period is
    one or several consecutive years, chosen so that the boxes are as large as possible on a screen of `SHAPE`; years
    without documents take no space, and documents without a date are in a last column of their own.

    Parameters
    ----------
    documents
        The documents to position.
    levels
        Level of each body by its id; a document whose issuer is missing is in the last row.
    """
    dated: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda it: (it.date or "", it.label, it.id)):
        level = levels.get(document.issuer or "", "")
        dated[level if level in level_headings() else "", (document.date or "")[:4]].append(document)
    if not dated:
        return Arrangement({}, [], [])
    plans = [
        _plan(dated, period_count, highest)
        for period_count in range(1, len({year for _level, year in dated}) + 1)
        for highest in _heights(max(map(len, dated.values())) * 2)
    ]
    smallest = min(plan.extent for plan in plans)
    # Finer periods say more about time, and are worth some size.
    most = max(smallest * 1.12, COMFORTABLE)
    plan = min((plan for plan in plans if plan.extent <= most), key=lambda it: (-len(it.across), it.extent))
    rows = bands([(level_headings()[level], cells * CELL_HEIGHT) for level, cells in plan.down.items()])
    columns = bands(
        [((period, period) if period else _NO_DATE, cells * CELL_WIDTH) for period, cells in plan.across.items()]
    )
    row_of, column_of = dict(zip(plan.down, rows, strict=True)), dict(zip(plan.across, columns, strict=True))
    positions: dict[str, tuple[int, int]] = {}
    for (level, period), block in plan.blocks.items():
        row, column = row_of[level], column_of[period]
        used_down = min(plan.down[level], len(block))
        used_across = math.ceil(len(block) / used_down)
        left = (column["start"] + column["end"] - used_across * CELL_WIDTH) // 2
        top = (row["start"] + row["end"] - used_down * CELL_HEIGHT) // 2
        for number, document in enumerate(block):
            across_cell, down_cell = divmod(number, used_down)
            x = left + across_cell * CELL_WIDTH + CELL_WIDTH // 2
            positions[document.id] = (x, top + down_cell * CELL_HEIGHT + CELL_HEIGHT // 2)
    return Arrangement(positions, rows, columns)


@dataclass(frozen=True, slots=True)
class _Plan:
    blocks: dict[tuple[str, str], list[Document]]
    """Documents by level and period, ordered by date."""
    down: dict[str, int]
    """Height of each level in cells, from the top."""
    across: dict[str, int]
    """Width of each period in cells, from the left."""

    @property
    def extent(self) -> float:
        """Return the height of the screen of `SHAPE` that would fit everything."""
        width = sum(self.across.values()) * CELL_WIDTH + len(self.across) * BLOCK_GAP
        height = sum(self.down.values()) * CELL_HEIGHT + len(self.down) * BLOCK_GAP
        return max(width / SHAPE, height)


def _plan(dated: Mapping[tuple[str, str], list[Document]], period_count: int, highest: int) -> _Plan:
    """Return the plan with about `period_count` periods, no level higher than `highest` cells."""
    periods = _periods(dated, period_count)
    blocks: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for level, year in sorted(dated, key=lambda key: key[1]):
        blocks[level, periods[year]] += dated[level, year]
    down = {
        level: min(highest, max(len(block) for (of_block, _period), block in blocks.items() if of_block == level))
        for level in level_headings()
        if any(level == of_block for of_block, _period in blocks)
    }
    across = dict.fromkeys(periods.values(), 1)
    for (level, period), block in blocks.items():
        across[period] = max(across[period], math.ceil(len(block) / down[level]))
    return _Plan(dict(blocks), down, across)


def _periods(dated: Mapping[tuple[str, str], list[Document]], period_count: int) -> dict[str, str]:
    """Return the name of each year's period, in order; the periods contain about equally many documents."""
    sizes: dict[str, int] = defaultdict(int)
    for (_level, year), block in dated.items():
        if year:
            sizes[year] += len(block)
    members: dict[int, list[str]] = defaultdict(list)
    before = 0
    for year in sorted(sizes):
        members[int(period_count * (before + sizes[year] / 2) / sum(sizes.values()))].append(year)
        before += sizes[year]
    periods = {
        year: years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" for years in members.values() for year in years
    }
    if any(not year for _level, year in dated):
        periods[""] = ""
    return periods


def _heights(most: int) -> Iterator[int]:
    """Yield heights to try, each a little larger than the one before."""
    height = 1
    while height < most:
        yield height
        height = max(height + 1, height * 5 // 4)
    yield most


def bands(extents: Iterable[tuple[tuple[str, str], int]]) -> list[Band]:
    """Return consecutive rows or columns of the drawing, from their names in both languages and their sizes."""
    found: list[Band] = []
    start = 0
    for (name, name_en), extent in extents:
        end = start + extent + BLOCK_GAP
        found.append({"name": name, "name_en": name_en, "start": start, "end": end})
        start = end
    return found
