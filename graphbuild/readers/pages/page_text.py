"""The text of pages from their words: paragraphs, each one line, with the place of every word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

from graphbuild.model import Layout, PageSize, Run
from graphbuild.readers.blocks import Cell, is_data
from graphbuild.readers.pages.flow import PagedTable, Paragraph, blocks_of
from graphbuild.readers.pages.footnotes import is_power, mark_of
from graphbuild.readers.pages.paragraphs import Placed, PlacedPage, goes_on
from graphbuild.readers.pages.rows import Line
from graphbuild.readers.pages.tables import GridCell
from graphbuild.readers.pages.words import Page, Word, turned_back

_CUTS = frozenset("-/")
_HEAD_ROWS = 3
"""Largest number of rows of the head of a table, which pages repeat."""


class PageText(NamedTuple):
    """The text of pages, as `graphbuild.readers.reader.Content` wants it."""

    text: str
    pages: tuple[int, ...]
    """Offset in the text at which each page begins; of a paragraph over two pages, that of its first word on the
    second."""
    layout: Layout
    """One run for each word."""


def text_of(pages: Iterable[Page]) -> PageText:
    r"""Return the text of pages, with the place of its words.

    A paragraph is one line, also where it goes over several lines or pages; of columns the left one is read first.
    Tables with ruling lines are rows as in Markdown; a footnote follows the paragraph that refers to it; page numbers,
    running heads and feet and stamps of signatures are left out.

    Parameters
    ----------
    pages
        The pages in their order, each with its words; a page without any stands for one that could not be read. They
        are taken one after the other, and not kept.

    Examples
    --------
    >>> words = [Word("Chỉ", 72, 170, 92, 184), Word("thị", 96, 170, 112, 184), Word("05-CT/TW", 116, 170, 180, 184)]
    >>> read = text_of([Page(PageSize(595, 842), words)])
    >>> read.text, read.pages, read.layout.ends.tolist()
    ('Chỉ thị 05-CT/TW', (0,), [3, 7, 16])
    """
    sizes: list[PageSize] = []
    writer = _Writer()
    layout = Layout.of(_runs(blocks_of(_counted(pages, sizes)), writer), sizes)
    return PageText(writer.text, writer.begins(len(sizes)), layout)


def _counted(pages: Iterable[Page], sizes: list[PageSize]) -> Iterator[Page]:
    for page in pages:
        sizes.append(page.size)
        yield page


def _runs(blocks: Iterable[Paragraph | PagedTable], writer: _Writer) -> Iterator[Run]:
    """Write blocks, and yield the place of each word as it is written."""
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.begin()
            yield from _lines(((line.page, line.line) for line in block.lines), writer)
        else:
            yield from _table(block, writer)


def _lines(lines: Iterable[tuple[PlacedPage, Line]], writer: _Writer) -> Iterator[Run]:
    for page, line in lines:
        yield from writer.write(line, page)


_Row = list[tuple[GridCell, list[tuple[PlacedPage, Line]]]]
"""The cells that begin in a row, each with its lines and their pages."""


def _table(table: PagedTable, writer: _Writer) -> Iterator[Run]:
    rows = _rows(table)
    if is_data([[_as_cell(cell, lines) for cell, lines in row] for row in rows]):
        columns = len(table.grids[0][1].columns) - 1
        for row in rows:
            if any(lines for _cell, lines in row):
                yield from _row(row, columns, writer)
        return
    for row in rows:
        for cell, lines in row:
            for paragraph in _paragraphs(cell, lines):
                writer.begin()
                yield from _lines(((line.page, line.line) for line in paragraph), writer)


def _paragraphs(cell: GridCell, lines: list[tuple[PlacedPage, Line]]) -> list[list[Placed]]:
    """Return the lines of a cell as paragraphs."""
    paragraphs: list[list[Placed]] = []
    left = min((line.x0 for _page, line in lines), default=cell.x0)
    # The cell is as far from its right edge as from its left one.
    right = max(cell.x1 - (left - cell.x0), max((line.x1 for _page, line in lines), default=cell.x1))
    for page, line in lines:
        following = Placed(line, page, left, right, (left, right))
        if paragraphs and goes_on(paragraphs[-1], following):
            paragraphs[-1].append(following)
        else:
            paragraphs.append([following])
    return paragraphs


def _rows(table: PagedTable) -> list[_Row]:
    """Return the rows of a table: its head once, and a row that goes on over a page as one."""
    rows: list[_Row] = []
    head: list[list[str]] = []
    for page, grid in table.grids:
        own: list[_Row] = [[(cell, [(page, line) for line in cell.lines]) for cell in row] for row in grid.rows]
        texts = [[" ".join(line.text for line in cell.lines) for cell in row] for row in grid.rows]
        repeated = 0
        while repeated < min(len(head), len(texts)) and texts[repeated] == head[repeated]:
            repeated += 1
        own = own[repeated:]
        if rows and own and _is_cut(rows[-1], own[0]):
            for (_cell, lines), (_below, more) in zip(rows[-1], own[0], strict=True):
                lines += more
            own = own[1:]
        head = head or texts[:_HEAD_ROWS]
        rows += own
    return rows


def _is_cut(row: _Row, below: _Row) -> bool:
    """Tell whether the first row of a page is the rest of the last one before: it has no number, or begins within."""
    if [cell.column for cell, _lines in row] != [cell.column for cell, _lines in below]:
        return False
    begins = [lines[0][1].words[0].text[:1] for _cell, lines in below if lines]
    has_number, goes_on = bool(row[0][1]), any(first.islower() for first in begins)
    return bool(begins) and has_number and not below[0][1] and (goes_on or len(begins) < len(below) - 1)


def _row(row: _Row, columns: int, writer: _Writer) -> Iterator[Run]:
    """Write a row of a table: an empty cell wherever a cell spans a column or comes from the row above."""
    cells = {cell.column: lines for cell, lines in row}
    writer.begin()
    writer.mark("|")
    for column in range(columns):
        writer.mark(" ")
        yield from _lines(cells.get(column, ()), writer)
        writer.mark(" |")


def _as_cell(cell: GridCell, lines: list[tuple[PlacedPage, Line]]) -> tuple[Cell, list[str]]:
    return Cell((), cell.across, cell.down), [line.text for _page, line in lines]


class _Writer:
    """Words one after the other, with their offsets."""

    def __init__(self) -> None:
        self._written = StringIO()
        self._length = 0
        self._is_glued = True
        self._in_table = False
        self._begins: dict[int, int] = {}

    @property
    def text(self) -> str:
        """What was written."""
        return self._written.getvalue()

    def begin(self) -> None:
        """Begin a new line of the text."""
        if self._length:
            self._add("\n")
        self._is_glued, self._in_table = True, False

    def mark(self, mark: str) -> None:
        """Write a mark of a table, which stands on no page."""
        self._add(mark)
        self._is_glued = self._in_table = True

    def write(self, line: Line, page: PlacedPage) -> list[Run]:
        """Write a line, a blank between words unless they are glued to each other, and return the places of its words.

        What a hyphen or stroke cuts at its end goes on without a blank.
        """
        runs: list[Run] = []
        written, length, is_glued, number = self._written, self._length, self._is_glued, page.number
        self._begins.setdefault(number, length if is_glued else length + 1)
        before: Word | None = None
        for word in line.words:
            text, x0, y0, x1, y1, confidence, is_raised, follows = word
            if (
                is_raised
                and (mark := mark_of(word)) is not None
                and not (before is not None and is_power(word, before))
            ):
                text = f"[{mark}]"
                is_glued = is_glued or before is not None
            elif self._in_table:
                text = text.replace("|", "\\|")
            if not (is_glued or (follows and before is not None and mark_of(before) is None)):
                written.write(" ")
                length += 1
            is_glued = False
            written.write(text)
            start, length = length, length + len(text)
            if page.turns:
                x0, y0, x1, y1 = turned_back((x0, y0, x1, y1), page.size, page.turns)
            runs.append(Run(start, length, number, x0, y0, x1, y1, confidence))
            before = word
        self._length = length
        self._is_glued = len(text) > 1 and text[-1] in _CUTS and text[-2].isalnum()
        return runs

    def begins(self, pages: int) -> tuple[int, ...]:
        """Return the offset at which each page begins; a page without words begins where the next does."""
        begins: list[int] = []
        following = self._length
        for page in range(pages, 0, -1):
            following = min(self._begins.get(page, following), following)
            begins.append(following)
        return tuple(reversed(begins))

    def _add(self, part: str) -> None:
        self._written.write(part)
        self._length += len(part)
