"""The pages of a document one after the other: its paragraphs and tables, with the footnotes at their references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median

from graphbuild.model import PageSize
from graphbuild.readers.pages import footnotes
from graphbuild.readers.pages.feet import Item, in_turn
from graphbuild.readers.pages.furniture import without_furniture, without_stamps
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.noise import without_noise
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.paragraphs import Placed, PlacedPage, edges_of, goes_on, pitch_of, placed
from graphbuild.readers.pages.rows import Region, lines_of, pieces_of, regions_of
from graphbuild.readers.pages.tables import Grid, fill, grids_of

_TOGETHER = 64
"""Number of pages whose lines are compared to know the running heads: no more are kept at a time."""
_LONGEST = 1_000
"""Number of lines of a paragraph, or of pages of a table, that are kept together."""
_SHORT = 0.75
"""Share of the width of a page before which no text ends that fills its lines."""
_SHIFT = 6.0
"""Points by which the text of a page stands elsewhere than that of the others, or is wider."""
_MARGIN = 42.0
"""Points of the narrowest right margin of an office's document (NĐ 30/2020/NĐ-CP, Annex I: 15 mm)."""
_FULL_PAGE = 8
"""Number of lines from which a page tells its own edges."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Placed]
    note: str | None = None
    """Number of the footnote that they are; None for a paragraph of the document."""


@dataclass(frozen=True, slots=True)
class PagedTable:
    """A table, which may go on over pages."""

    grids: list[tuple[PlacedPage, Grid]]


def blocks_of(pages: Iterable[Page]) -> Iterator[Paragraph | PagedTable]:
    """Yield the paragraphs and tables of pages in the order of reading, each footnote after what refers to it."""
    open_notes: list[PlacedPage] = []
    for block in _joined(in_turn(_items(pages))):
        first = block.lines[0].page if isinstance(block, Paragraph) else block.grids[0][0]
        for page in open_notes:
            if page is not first:
                yield from _notes(page, list(page.notes))
        touched = _pages(block)
        open_notes = [page for page in {id(page): page for page in [*open_notes, *touched]}.values() if page.notes]
        yield block
        for page, mark in _marks(block):
            yield from _notes(page, [mark])
    for page in open_notes:
        yield from _notes(page, list(page.notes))


def _notes(page: PlacedPage, marks: Iterable[str]) -> Iterator[Paragraph]:
    for mark in marks:
        if lines := page.notes.pop(mark, None):
            yield Paragraph(lines, mark)


def _pages(block: Paragraph | PagedTable) -> list[PlacedPage]:
    if isinstance(block, Paragraph):
        return [line.page for line in block.lines]
    return [page for page, _grid in block.grids]


def _marks(block: Paragraph | PagedTable) -> Iterator[tuple[PlacedPage, str]]:
    """Yield the footnotes to which a block refers."""
    lines = (
        [(line.page, line.line) for line in block.lines]
        if isinstance(block, Paragraph)
        else [(page, line) for page, grid in block.grids for row in grid.rows for cell in row for line in cell.lines]
    )
    for page, line in lines:
        if page.notes:
            for mark in footnotes.marks_of(line):
                if mark is not None:
                    yield page, mark


def _joined(items: Iterable[Item]) -> Iterator[Paragraph | PagedTable]:
    """Yield lines as paragraphs, and tables with their parts on the next pages."""
    block: Paragraph | PagedTable | None = None
    for item in items:
        if isinstance(item, Placed):
            if isinstance(block, Paragraph) and len(block.lines) < _LONGEST and goes_on(block.lines, item):
                block.lines.append(item)
                continue
            following: Paragraph | PagedTable = Paragraph([item])
        else:
            if isinstance(block, PagedTable) and len(block.grids) < _LONGEST and _continues(block, item):
                block.grids.append(item)
                continue
            following = PagedTable([item])
        if block is not None:
            yield block
        block = following
    if block is not None:
        yield block


def _continues(table: PagedTable, item: tuple[PlacedPage, Grid]) -> bool:
    """Tell whether a table at the head of a page is that at the foot of the page before: its columns are as wide."""
    page, grid = table.grids[-1]
    columns, others = grid.columns, item[1].columns
    return (
        item[0].number == page.number + 1
        and len(columns) == len(others)
        and all(abs(a - b - columns[0] + others[0]) <= 4 for a, b in zip(columns, others, strict=True))
    )


@dataclass(slots=True)
class _Sheet:
    number: int
    page: Page
    """Without its words."""
    size: PageSize
    """After its turns."""
    lines: list[Line]
    grids: list[Grid]
    recognised_height: float
    """Usual height of its lines if they were recognised; else 0."""


def _items(pages: Iterable[Page]) -> Iterator[list[Item]]:
    sheets = (_sheet(number, page) for number, page in enumerate(pages, start=1))
    while together := list(islice(sheets, _TOGETHER)):
        kept = without_furniture([(sheet.size, sheet.lines) for sheet in together], together[0].number)
        edges = _edges(together, kept)
        for sheet, lines in zip(together, kept, strict=True):
            yield list(_placed(sheet, lines, edges))


def _sheet(number: int, page: Page) -> _Sheet:
    grids = grids_of(page.rules)
    stretches = fill(grids, [*page.stretches, *(Line.of([word]) for word in page.words)])
    lines = lines_of(without_noise(without_stamps(pieces_of(stretches))))
    is_recognised = any(word.confidence < 1 for word in page.words)
    height = median(line.height for line in lines) if is_recognised and lines else 0.0
    return _Sheet(number, Page(page.size, turns=page.turns), page.turned_size, lines, grids, height)


def _edges(sheets: Sequence[_Sheet], kept: Sequence[list[Line]]) -> dict[float, tuple[float, float]]:
    """Return the edges of the text by the width of the page."""
    lines: dict[float, list[Line]] = {}
    for sheet, own in zip(sheets, kept, strict=True):
        lines.setdefault(round(sheet.size.width), []).extend(own)
    return {width: edges_of(together) for width, together in lines.items() if together}


def _own_edges(lines: list[Line], edges: dict[float, tuple[float, float]], width: float) -> tuple[float, float]:
    """Return the edges of the text of one page.

    They are those of the pages of its width, unless its own text is as wide and stands elsewhere, as on the left and
    the right pages of a book. Where all lines are short, the margins are taken to be alike.
    """
    left, right = edges.get(round(width), (0.0, width))
    if right < _SHORT * width:
        right = max(right, width - left)
    if len(lines) >= _FULL_PAGE:
        own_left, own_right = edges_of(lines)
        if abs(own_right - own_left - right + left) <= _SHIFT < abs(own_left - left):
            return own_left, own_right
    return left, right


def _placed(sheet: _Sheet, lines: list[Line], edges: dict[float, tuple[float, float]]) -> Iterator[Item]:
    own = _own_edges(lines, edges, sheet.size.width)
    body, notes = footnotes.parted(sheet.size, lines)
    reach = max(own[1], sheet.size.width - _MARGIN)
    height = sheet.recognised_height
    page = PlacedPage(sheet.number, pitch_of(body), sheet.page.size, sheet.page.turns, reach, height)
    page.notes = {mark: placed(Region(note), page, own) for mark, note in notes.items()}
    for grid in sheet.grids:
        above = [line for line in body if line.y1 <= (grid.y0 + grid.y1) / 2]
        body = body[len(above) :]
        for region in regions_of(above):
            yield from placed(region, page, own)
        yield page, grid
    for region in regions_of(body):
        yield from placed(region, page, own)
