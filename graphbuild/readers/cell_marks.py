"""Paragraphs and tables of formats that only mark where cells and rows end: DOC and RTF."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from graphbuild.readers.blocks import Block, Cell, Table

DEEPEST = 20
"""Depth of nested tables from which further ones are read as part of the table around them."""
_SAME_EDGE = 40
"""Distance in twips (1/1440 inch) up to which edges of cells in different rows are one edge of the grid."""


class Joined(Enum):
    """How a cell is merged with the one above it."""

    NOT = 0
    FIRST = 1
    FURTHER = 2


@dataclass(frozen=True, slots=True)
class RowShape:
    """What a row tells of its cells."""

    edges: Sequence[int] = ()
    """The left edge of the first cell and the right edges of all, in twips; empty if they are unknown."""
    across: Sequence[Joined] = ()
    """How each cell is merged with the one before it; cells beyond are not merged."""
    down: Sequence[Joined] = ()
    """How each cell is merged with the one above it."""
    is_head: bool = False
    """Whether the row is repeated on every page, as the head of a table is."""


@dataclass(slots=True)
class _Open:
    """A table to which rows are still added."""

    rows: list[tuple[RowShape, list[list[Block]]]] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


class BlockBuilder:
    """Builds the blocks of one text, paragraph by paragraph.

    Examples
    --------
    >>> builder = BlockBuilder()
    >>> for text in ("a", "b"):
    ...     builder.add(text, depth=1)
    ...     builder.end_cell()
    >>> builder.end_row(RowShape())
    >>> builder.add("c", depth=0)
    >>> builder.finished()  # doctest: +ELLIPSIS
    [Table(rows=[[Cell(blocks=['a'], ...), Cell(blocks=['b'], ...)]]), 'c']
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._open: list[_Open] = []
        self._of_paragraph: list[Block] = []
        self._after: list[Block] = []

    def add(self, text: str, depth: int) -> None:
        """Add a paragraph that stands in so many nested tables."""
        self._to(depth)
        self._current().append(text)
        self._after += self._of_paragraph
        self._of_paragraph.clear()
        self._add_waiting()

    def add_after(self, blocks: Sequence[Block]) -> None:
        """Add blocks, such as a footnote, after the paragraph that is added next, or the outermost table around it."""
        self._of_paragraph += blocks

    def end_cell(self, depth: int = 1) -> None:
        """End a cell after its last paragraph."""
        self._to(max(depth, 1))
        table = self._open[-1]
        table.cells.append(table.blocks)
        table.blocks = []

    def end_row(self, shape: RowShape, depth: int = 1) -> None:
        """End a row after its last cell."""
        self._to(max(depth, 1))
        _end_row(self._open[-1], shape)

    def finished(self) -> list[Block]:
        """Return all blocks."""
        self._to(0)
        return self._blocks + self._of_paragraph

    def _current(self) -> list[Block]:
        return self._open[-1].blocks if self._open else self._blocks

    def _to(self, depth: int) -> None:
        depth = min(depth, DEEPEST)
        while len(self._open) > depth:
            table = self._open.pop()
            _end_row(table, RowShape())
            if table.rows:
                self._current().append(_table(table.rows))
            if not self._open:
                self._add_waiting()
        while len(self._open) < depth:
            self._open.append(_Open())

    def _add_waiting(self) -> None:
        if not self._open:
            self._blocks += self._after
            self._after.clear()


def _end_row(table: _Open, shape: RowShape) -> None:
    if any(table.blocks):
        table.cells.append(table.blocks)
    if table.cells:
        table.rows.append((shape, table.cells))
    table.cells, table.blocks = [], []


@dataclass(slots=True)
class _Growing:
    """A cell to which others are still joined."""

    blocks: list[Block]
    across: int
    is_head: bool
    down: int = 1


def _table(rows: list[tuple[RowShape, list[list[Block]]]]) -> Table:
    grid = _grid(sorted({edge for shape, _cells in rows for edge in shape.edges}))
    finished: list[list[_Growing]] = []
    above: dict[tuple[int, int], _Growing] = {}
    for shape, cells in rows:
        row: list[_Growing] = []
        here: dict[tuple[int, int], _Growing] = {}
        for index, (left, right, joined, blocks) in enumerate(_spans(shape, cells, grid)):
            if index == 0 and left:
                # The row begins further right than others.
                row.append(_Growing([], left, False))
            place = (left, right)
            if joined is Joined.FURTHER and place in above:
                above[place].down += 1
                above[place].blocks += blocks
                here[place] = above[place]
                continue
            cell = _Growing(blocks, max(right - left, 1), shape.is_head)
            if joined is not Joined.NOT:
                here[place] = cell
            row.append(cell)
        finished.append(row)
        above = here
    return Table([[Cell(cell.blocks, cell.across, cell.down, cell.is_head) for cell in row] for row in finished])


def _spans(shape: RowShape, cells: list[list[Block]], grid: list[int]) -> list[tuple[int, int, Joined, list[Block]]]:
    """Return the first and last edge in the grid of each cell of a row, how it is joined, and its content."""
    spans: list[tuple[int, int, Joined, list[Block]]] = []
    right = 0
    for index, blocks in enumerate(cells):
        left = right
        if index + 1 < len(shape.edges):
            left, right = (bisect_right(grid, edge) - 1 for edge in shape.edges[index : index + 2])
        else:
            right = left + 1
        joined = shape.down[index] if index < len(shape.down) else Joined.NOT
        if spans and index < len(shape.across) and shape.across[index] is Joined.FURTHER:
            first = spans.pop()
            spans.append((first[0], right, first[2], [*first[3], *blocks]))
        else:
            spans.append((left, right, joined, blocks))
    return spans


def _grid(edges: list[int]) -> list[int]:
    """Return the edges of a table in their order, of those that are almost the same only the first."""
    grid: list[int] = []
    for edge in edges:
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    return grid
