"""The text of pages from their words: paragraphs, each one line, with the place of every word."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import accumulate, chain
from operator import add, not_, sub
from typing import NamedTuple

from graphbuild.model import Layout, PageSize
from graphbuild.readers.blocks import Cell, is_data
from graphbuild.readers.pages.flow import PagedTable, Paragraph, blocks_of
from graphbuild.readers.pages.footnotes import is_power, marks_of
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.paragraphs import Placed, PlacedPage, goes_on
from graphbuild.readers.pages.tables import GridCell
from graphbuild.readers.pages.words import turned_back

_CUTS = frozenset("-/")
_CLOSING = frozenset('.,;:!?…)]”"')
"""What follows the reference to a footnote without a blank."""
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
    >>> from graphbuild.readers.pages.words import Word
    >>> words = [Word("Chỉ", 72, 170, 92, 184), Word("thị", 96, 170, 112, 184), Word("05-CT/TW", 116, 170, 180, 184)]
    >>> read = text_of([Page(PageSize(595, 842), words)])
    >>> read.text, read.pages, read.layout.ends.tolist()
    ('Chỉ thị 05-CT/TW', (0,), [3, 7, 16])
    """
    sizes: list[PageSize] = []
    writer = _Writer()
    for block in blocks_of(_counted(pages, sizes)):
        if isinstance(block, Paragraph):
            writer.begin()
            for line in block.lines:
                writer.write(line.line, line.page)
        else:
            _write_table(block, writer)
    return PageText(writer.text, writer.begins(len(sizes)), writer.layout(sizes))


def _counted(pages: Iterable[Page], sizes: list[PageSize]) -> Iterator[Page]:
    for page in pages:
        sizes.append(page.size)
        yield page


_Row = list[tuple[GridCell, list[tuple[PlacedPage, Line]]]]
"""The cells that begin in a row, each with its lines and their pages."""


def _write_table(table: PagedTable, writer: _Writer) -> None:
    rows = _rows(table)
    if is_data([[_as_cell(cell, lines) for cell, lines in row] for row in rows]):
        columns = len(table.grids[0][1].columns) - 1
        for row in rows:
            if any(lines for _cell, lines in row):
                _write_row(row, columns, writer)
        return
    for row in rows:
        for cell, lines in row:
            for paragraph in _paragraphs(cell, lines):
                writer.begin()
                for line in paragraph:
                    writer.write(line.line, line.page)


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
    begins = [lines[0][1].texts[0][:1] for _cell, lines in below if lines]
    has_number, goes_on = bool(row[0][1]), any(first.islower() for first in begins)
    return bool(begins) and has_number and not below[0][1] and (goes_on or len(begins) < len(below) - 1)


def _write_row(row: _Row, columns: int, writer: _Writer) -> None:
    """Write a row of a table: an empty cell wherever a cell spans a column or comes from the row above."""
    cells = {cell.column: lines for cell, lines in row}
    writer.begin()
    writer.mark("|")
    for column in range(columns):
        writer.mark(" ")
        for page, line in cells.get(column, ()):
            writer.write(line, page)
        writer.mark(" |")


def _as_cell(cell: GridCell, lines: list[tuple[PlacedPage, Line]]) -> tuple[Cell, list[str]]:
    return Cell((), cell.across, cell.down), [line.text for _page, line in lines]


def _parted(text: str, is_glued: bool) -> str:
    return text if is_glued else f" {text}"


class _Writer:
    """Words one after the other, with their offsets and places."""

    def __init__(self) -> None:
        self._written = StringIO()
        self._length = 0
        self._is_glued = True
        self._in_table = False
        self._begins: dict[int, int] = {}
        self._starts, self._ends, self._numbers = array("q"), array("q"), array("i")
        self._boxes, self._confidences = array("f"), array("f")

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

    def write(self, line: Line, page: PlacedPage) -> None:
        """Write a line, a blank between words unless they are glued to each other.

        What a hyphen or stroke cuts at its end goes on without a blank.
        """
        self._begins.setdefault(page.number, self._length if self._is_glued else self._length + 1)
        texts, glued = line.texts, line.glued
        if self._in_table or any(line.raised) or any(glued):
            texts, glued = map(list, zip(*self._marked(line), strict=True))
        # The offset of each word is that of the line, and what was written of it before: the words, and the blanks.
        lengths, begin = list(map(len, texts)), self._length + (not self._is_glued)
        if any(glued[1:]):
            parted = "".join(map(_parted, texts, [True, *glued[1:]]))
            blanks: Iterable[int] = accumulate(map(not_, glued[1:]), initial=begin)
        else:
            parted, blanks = " ".join(texts), range(begin, begin + len(texts))
        self._written.write(parted if begin == self._length else f" {parted}")
        ends = list(map(add, accumulate(lengths), blanks))
        self._length, text = ends[-1], texts[-1]
        self._is_glued = line.is_cut or (len(text) > 1 and text[-1] in _CUTS and text[-2].isalnum())
        # An array takes a list in half the time of anything else.
        self._starts.fromlist(list(map(sub, ends, lengths)))
        self._ends.fromlist(ends)
        self._numbers.fromlist([page.number] * len(texts))
        boxes: Iterable[tuple[float, ...]] = zip(line.lefts, line.tops, line.rights, line.bottoms, strict=True)
        if page.turns:
            boxes = (turned_back((x0, y0, x1, y1), page.size, page.turns) for x0, y0, x1, y1 in boxes)
        self._boxes.fromlist(list(chain.from_iterable(boxes)))
        self._confidences.fromlist(line.confidences)

    def _marked(self, line: Line) -> Iterator[tuple[str, bool]]:
        """Yield each word as it is written, and whether no blank parts it from the one before it on its line."""
        before: str | None = None
        was_mark = False
        for text, mark, follows in zip(line.texts, marks_of(line), line.glued, strict=True):
            written = text
            is_glued = before is not None and (text[0] in _CLOSING if was_mark else follows)
            is_mark = mark is not None and not (before is not None and is_power(text, before))
            if is_mark:
                written, is_glued = f"[{mark}]", before is not None
            elif self._in_table:
                written = text.replace("|", "\\|")
            yield written, is_glued
            before, was_mark = text, mark is not None

    def layout(self, sizes: Iterable[PageSize]) -> Layout:
        """Return the places of the words on pages of the given sizes."""
        columns = self._starts, self._ends, self._numbers, self._boxes, self._confidences
        return Layout(tuple(sizes), *columns)

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
