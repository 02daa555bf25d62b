r"""Paragraphs and tables as lines of text: the same for every format of a word processor and for web pages.

A paragraph is one line. A table that contains data has one line for each row, as in Markdown, with an empty cell
wherever a cell spans a column or comes from the row above, so that each value stands once; any other table, such as the
two columns of a letterhead, is the content of its cells one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graphbuild.vocabulary.wordings import wordings

_MOST_COLUMNS = 50
_MOST_ROWS = 1000
"""Largest number of columns and rows that a cell may span."""
_UNIT = re.compile(r"(?:^|[\s\d(/])[kcdm]?m$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    blocks: Sequence[Block]
    across: int = 1
    """Number of columns that it spans."""
    down: int = 1
    """Number of rows that it spans."""
    is_head: bool = False
    """Whether the format marks it as the head of a column or row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; a row contains only the cells that begin in it."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = str | Table
r"""A paragraph (a ``\n`` in it is a line break), or a table."""


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    r"""Yield the lines of paragraphs and tables; empty ones are left out, blanks within one are single.

    Examples
    --------
    >>> rows = [[Cell([str(number)]), Cell(["Lập", "đề án"]), Cell(["Sở Nội vụ"])] for number in (1, 2, 3)]
    >>> list(lines_of(["KẾ\nHOẠCH ", "", Table(rows)]))[1:3]
    ['HOẠCH', '| 1 | Lập đề án | Sở Nội vụ |']
    >>> list(lines_of([Table(rows[:1])]))
    ['1', 'Lập', 'đề án', 'Sở Nội vụ']
    """
    for block in blocks:
        if isinstance(block, str):
            for written in block.split("\n"):
                line = " ".join(written.split())
                if line:
                    yield line
        else:
            yield from _table(block)


def raised(mark: str, before: str) -> str:
    """Return a superscript as it is written: a footnote number must not become part of the number before it.

    Parameters
    ----------
    mark
        The raised characters.
    before
        The last characters before them in the paragraph.

    Examples
    --------
    >>> raised("1", "Kết luận 45"), raised("2", "500 m"), raised("th", "5")
    ('[1]', '2', 'th')
    """
    is_note = mark.strip().isdigit() and before[-1:].strip() and not _UNIT.search(before)
    return f"[{mark.strip()}]" if is_note else mark


def _table(table: Table) -> Iterator[str]:
    rows = [[(cell, list(lines_of(cell.blocks))) for cell in row] for row in table.rows]
    nested = any(isinstance(block, Table) for row in table.rows for cell in row for block in cell.blocks)
    if is_data(rows) and not nested:
        for cells in padded_rows(rows):
            yield "| " + " | ".join(cells) + " |"
    else:
        for row in rows:
            for _cell, lines in row:
                yield from lines


def is_data(rows: list[list[tuple[Cell, list[str]]]]) -> bool:
    """Tell whether rows, each cell with its lines, are data: with heads, or three filled columns and rows.

    A first row whose first cell says that it counts the rows is a head, whether the format marks it or not.
    """
    filled = [sum(bool(lines) for _cell, lines in row) for row in rows]
    if any(cell.is_head and lines for row in rows for cell, lines in row):
        return max(filled) > 1
    rows_filled = sum(map(bool, filled))
    if rows_filled > 1 and filled[0] > 1 and _counts_rows(" ".join(rows[0][0][1])):
        return True
    return rows_filled >= 3 and max(filled) >= 3


def _counts_rows(head: str) -> bool:
    words = wordings("tables")["row_numbers"]
    return head.strip(" .:").casefold() in {word.casefold() for word in words}


def padded_rows(rows: list[list[tuple[Cell, list[str]]]]) -> Iterator[list[str]]:
    """Yield the texts of each non-empty row, with an empty one wherever a cell spans a column or comes from above."""
    from_above: dict[int, int] = {}
    for row in rows:
        texts: list[str] = []
        spans: dict[int, int] = {}
        for cell, lines in row:
            while from_above.get(len(texts), 0):
                texts.append("")
            wide, high = min(cell.across, _MOST_COLUMNS), min(cell.down, _MOST_ROWS)
            for column in range(len(texts), min(len(texts) + wide, _MOST_COLUMNS)):
                spans[column] = high - 1
            texts += [" ".join(lines).replace("|", "\\|"), *[""] * (wide - 1)]
        while from_above.get(len(texts), 0):
            texts.append("")
        from_above = {column: left - 1 for column, left in from_above.items() if left > 1} | {
            column: left for column, left in spans.items() if left
        }
        if any(texts):
            yield texts
