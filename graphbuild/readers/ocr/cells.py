"""Cells of tables that were read as empty but are not: the lone numbers of rows, which the program overlooks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from PIL import Image

from graphbuild.readers.ocr.cleaning import DPI
from graphbuild.readers.ocr.ruling import POINTS
from graphbuild.readers.ocr.tesseract import ONE_BLOCK, Seen, Tesseract
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.tables import fill, grids_of
from graphbuild.readers.pages.words import Rule, Word

_INSIDE = 10
"""Pixels by which a cell is smaller than its lines tell, which may be ragged."""
_DARK = 110
"""Shades of grey below this are ink of letters, and no speck or watermark."""
_LOWEST, _HIGHEST, _WIDEST = 20, 90, 500
"""Sides in pixels of what may be a line of letters in a cell."""
_AROUND, _BETWEEN = 40, 40
"""Pixels of white around the contents of the cells, and between them."""
_MOST = 200
"""Number of cells of a page that are looked at again."""
_CERTAIN = 0.6
"""Certainty from which a word counts."""


class _Content(NamedTuple):
    """What is in a cell."""

    x: int
    y: int
    """Where it begins on the page, in pixels."""
    image: Image.Image


def overlooked(page: Image.Image, rules: Sequence[Rule], words: Sequence[Seen], tesseract: Tesseract) -> list[Seen]:
    """Return the words in those cells of the tables of a page that have ink in them but no words.

    All cells are put below each other and read at once.

    Parameters
    ----------
    page
        The page at 300 dpi, in shades of grey, without its lines.
    rules
        The lines of its tables, in pixels.
    words
        The words on it, in pixels.

    Raises
    ------
    UnreadError
        Tesseract failed on it.
    """
    contents = list(_contents(page, rules, words)) if rules else []
    if not contents:
        return []
    width = max(content.image.width for content in contents) + 2 * _AROUND
    height = sum(content.image.height + _BETWEEN for content in contents) + 2 * _AROUND
    column = Image.new("L", (width, height), 255)
    tops: list[int] = []
    y = _AROUND
    for content in contents:
        column.paste(content.image, (_AROUND, y))
        tops.append(y)
        y += content.image.height + _BETWEEN
    found: list[Seen] = []
    for word in tesseract.words(column, DPI, ONE_BLOCK):
        middle = (word.y0 + word.y1) / 2
        for content, top in zip(contents, tops, strict=True):
            is_text = word.confidence >= _CERTAIN and any(map(str.isalnum, word.text))
            if is_text and top <= middle <= top + content.image.height:
                x, y = content.x - _AROUND, content.y - top
                found.append(word._replace(x0=word.x0 + x, y0=word.y0 + y, x1=word.x1 + x, y1=word.y1 + y))
    return found


def _contents(page: Image.Image, rules: Sequence[Rule], words: Sequence[Seen]) -> Iterator[_Content]:
    """Yield what small things are in cells without words."""
    grids = grids_of([Rule(*(edge * POINTS for edge in rule)) for rule in rules])
    fill(grids, [Line.of([_in_points(word)]) for word in words])
    empty = ((grid, cell) for grid in grids for row in grid.rows for cell in row if not cell.lines)
    for grid, cell in islice(empty, _MOST):
        x, y = round(cell.x0 / POINTS) + _INSIDE, round(grid.levels[cell.row] / POINTS) + _INSIDE
        right, bottom = cell.x1 / POINTS - _INSIDE, grid.levels[cell.row + cell.down] / POINTS - _INSIDE
        if right <= x or bottom <= y:
            continue
        image = page.crop((x, y, round(right), round(bottom)))
        box = image.point([255] * _DARK + [0] * (256 - _DARK)).getbbox()
        if box is not None and _LOWEST <= box[3] - box[1] <= _HIGHEST and box[2] - box[0] <= _WIDEST:
            yield _Content(x + box[0], y + box[1], image.crop(box))


def _in_points(word: Seen) -> Word:
    return Word(word.text, word.x0 * POINTS, word.y0 * POINTS, word.x1 * POINTS, word.y1 * POINTS)
