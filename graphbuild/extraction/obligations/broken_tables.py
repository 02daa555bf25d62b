"""Finds tables of tasks that a crawler broke: each cell on lines of its own, between lines with only a bar.

A row begins and ends with a bar, so two rows are two bars apart. An empty cell also leaves two bars, and a row that
heads a part has fewer cells: the number in the first column tells where a row begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extraction.obligations.table_rows import Header, TaskTable, is_ordinal, read_header
from graphbuild.model import Span

# From the bar, which is rare; the blanks before it are tested apart.
_BAR = re.compile(r"\|[ ]*(?=\n|$)")
_FEWEST, _FEWEST_ROWS = 3, 2
"""Minimum number of cells of a row, and of such rows of a table of figures."""
_LONGEST_CELL = 3_000
"""Maximum number of characters of a cell; what is longer is text between two tables."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells with one bar between each two."""

    cells: tuple[Span, ...]
    bars: int
    """Number of bars before it."""


def find_broken_tables(text: str, lines: Span) -> list[TaskTable]:
    r"""Return the tables in a stretch of a text in normal form, those of figures and the like without rows.

    Examples
    --------
    >>> text = "|\nTT\n|\nNhiệm vụ\n|\nChủ trì\n|\n|\n1\n|\nSửa nhà\n|\nVăn phòng\n|\n"
    >>> [row.cells["lead"].of(text) for table in find_broken_tables(text, Span(0, len(text))) for row in table.rows]
    ['Văn phòng']
    """
    found: list[TaskTable] = []
    for groups in _tables(text, lines):
        header: Header | None = None
        begin = -1
        rows = []
        for group in _rows(text, groups):
            named = read_header(text, group)
            if named is not None:
                header, begin = named, group[0].start if begin < 0 else begin
            elif header is not None:
                row = header.row(text, Span(group[0].start, group[-1].end), group)
                rows += [row] if row is not None else []
        if begin < 0 and sum(len(group.cells) >= _FEWEST for group in groups) >= _FEWEST_ROWS:
            begin = groups[0].cells[0].start
        if begin >= 0:
            found.append(TaskTable(Span(begin, groups[-1].cells[-1].end), tuple(rows)))
    return found


def _tables(text: str, lines: Span) -> Iterator[list[_Group]]:
    """Yield the cells of each table, in groups."""
    groups: list[_Group] = []
    cells: list[Span] = []
    bars, end = 0, -1
    for bar in _bars(text, lines):
        # A cell begins on the line after its bar; a blank line there ends the table.
        is_cell = end >= 0 and bar.start - end <= _LONGEST_CELL and not text.startswith("\n\n", end)
        if not is_cell and end >= 0:
            if cells:
                groups.append(_Group(tuple(cells), bars))
            if groups:
                yield groups
            groups, cells, bars, end = [], [], 1, bar.end
            continue
        cell = _stripped(text, end, bar.start) if end >= 0 else None
        if cell is None:
            if cells:
                groups.append(_Group(tuple(cells), bars))
                cells, bars = [], 1
            bars += 1
        else:
            cells.append(cell)
        end = bar.end
    if cells:
        groups.append(_Group(tuple(cells), bars))
    if groups:
        yield groups


def _bars(text: str, lines: Span) -> Iterator[Span]:
    """Yield the bars that are alone on their lines, with the blanks around them."""
    for bar in _BAR.finditer(text, lines.start, lines.end):
        begin = bar.start()
        while begin > lines.start and text[begin - 1] == " ":
            begin -= 1
        if begin == 0 or text[begin - 1] == "\n":
            yield Span(begin, bar.end())


def _rows(text: str, groups: Sequence[_Group]) -> Iterator[list[Span]]:
    """Yield the cells of each row: groups that an empty cell parts together, and a group of several rows parted."""
    width = 0
    row: list[Span] = []
    for group in groups:
        is_header = read_header(text, group.cells) is not None
        if is_header:
            width = len(group.cells)
        empty = [Span(row[-1].end, row[-1].end)] * (group.bars - 1) if row else []
        goes_on = (
            bool(row)
            and not is_header
            and is_ordinal(row[0].of(text))
            and not is_ordinal(group.cells[0].of(text))
            and len(row) + len(empty) + len(group.cells) <= width
        )
        if goes_on:
            row += [*empty, *group.cells]
            continue
        if row:
            yield row
        *before, row = _parted(text, group.cells, width)
        yield from before
    if row:
        yield row


def _parted(text: str, cells: Sequence[Span], width: int) -> list[list[Span]]:
    """Return the rows in cells that no second bar parts: a new one begins with a number after a whole row."""
    rows = [list(cells[:1])]
    for cell in cells[1:]:
        if 0 < width <= len(rows[-1]) and is_ordinal(cell.of(text)) and any(map(str.isalnum, cell.of(text))):
            rows.append([])
        rows[-1].append(cell)
    return rows


def _stripped(text: str, start: int, end: int) -> Span | None:
    """Return the stretch without the blanks around it, None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
