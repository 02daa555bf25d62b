"""Widths of columns and heights of rows, so that a sheet of wrapped texts takes as few pages as it can.

Spreadsheets wrap what is in a file, but few of them give a row the height that its text needs before somebody edits it.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

TYPEFACE = "Times New Roman"
"""That of office documents (Nghị định 30/2020/NĐ-CP, Phụ lục I), and narrow."""
POINTS = 11
_LINE = 12.75
"""Height of a line in points, and of what is above and below the lines of a cell."""
_AROUND = 1.75
_LONGEST_ROW = 409.0
"""Maximum height of a row of Excel in points."""
_WIDTHS = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 400: "°", 408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxy–đ", 541: "~", 556: "FPS", 564: "+<=>",
    611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐ", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
"""Advance widths of the typeface in thousandths of its size; a letter with marks is as wide as without."""
_OTHER = 722
_DIGIT = 7 / (POINTS * 96 / 72)
"""Width of a digit in widths of columns, as a part of the size of the typeface: 7 pixels at 96 to the inch."""
_PADDING = 1.0
"""Width of what is left and right of a text in a cell, in digits."""
_LOOSE = 1.03
"""What texts may be wider than measured: programs place letters by whole pixels."""
_STEP = 2.0
_LONGEST_WORD = 17.0
"""Width that no column needs for a single word: what is longer may break, as may one word in `_BREAKS`."""
_BREAKS = 50
_HIGHEST = 6
"""The power by which the highest cell of a row outweighs the others; finite, so that each step shows."""
_SAMPLE = 1_000
"""Number of rows by which widths are chosen."""


@cache
def _advances() -> dict[str, int]:
    return {sign: width for width, signs in _WIDTHS.items() for sign in signs}


@lru_cache(maxsize=1 << 14)
def text_width(text: str) -> float:
    """Return the width of a text on one line, in digits of the widths of columns.

    Examples
    --------
    >>> round(text_width("Huyện ủy Nông Cống"), 1), round(text_width("28-NQ/TU"), 1)
    (19.0, 9.5)
    """
    advances = _advances()
    plain = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return sum(advances.get(sign, _OTHER) for sign in plain) / 1000 / _DIGIT * _LOOSE


def line_count(text: str, width: float) -> int:
    """Return the number of lines of a text in a column, whose width is in digits.

    Examples
    --------
    >>> line_count("Huyện ủy Nông Cống", 20), line_count("Huyện ủy Nông Cống", 12), line_count("a" * 99, 10)
    (2, 2, 11)
    """
    room, blank = width - _PADDING, text_width(" ")
    count, used = 1, 0.0
    for word in text.split():
        wide = text_width(word)
        if used and used + blank + wide > room:
            count, used = count + 1, 0.0
        used += wide + (blank if used else 0.0)
        if used > room:
            broken = math.ceil(used / room) - 1
            count, used = count + broken, used - broken * room
    return count


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row in points from the texts of its cells and the widths of their columns in digits.

    Examples
    --------
    >>> row_height([("Huyện ủy Nông Cống", 12), ("xong", 12)]), row_height([])
    (27.25, 14.5)
    """
    lines = max((line_count(text, width) for text, width in cells if text), default=1)
    return min(lines * _LINE + _AROUND, _LONGEST_ROW)


def fitted(rows: Sequence[Mapping[str, str]], least: Mapping[str, float], total: float) -> dict[str, float]:
    """Return the widths of columns that keep the rows lowest.

    Parameters
    ----------
    rows
        The texts of the cells by column.
    least
        The columns in their order, with the minimum width of each, in digits.
    total
        The width of all columns together, in digits.

    Examples
    --------
    >>> fitted([{"task": "sửa nhà văn hóa " * 20, "lead": "Văn phòng"}], {"task": 20, "lead": 10}, 60)
    {'task': 50.0, 'lead': 10}
    """
    sample = rows[:: len(rows) // _SAMPLE + 1]
    narrowest = {name: max(width, _longest_word(sample, name)) for name, width in least.items()}
    widths = dict(narrowest)
    texts = {name: column for name in least if any(column := [row.get(name, "") for row in sample])}
    lengths = {name: [text_width(text) for text in column] for name, column in texts.items()}
    while texts and (left := total - sum(widths.values())) > 0:
        step = min(_STEP, left)
        columns = [_heights(lengths[name], widths[name]) for name in texts]
        heights = [sum(row) for row in zip(*columns, strict=True)]
        lower = {name: _lines(heights, lengths[name], widths[name], step) for name in texts}
        widths[min(texts, key=lambda name: lower[name])] += step
    return _polished(texts, widths, narrowest)


def _polished(
    texts: Mapping[str, Sequence[str]], widths: dict[str, float], least: Mapping[str, float]
) -> dict[str, float]:
    """Return widths with which the rows are lower still, as words wrap: what one column can spare goes to another."""

    @cache
    def lines(name: str, width: float) -> list[int]:
        return [line_count(text, width) for text in texts[name]]

    def height(widths: Mapping[str, float]) -> int:
        return sum(map(max, zip(*(lines(name, widths[name]) for name in texts), strict=True)))

    lowest = height(widths)
    while True:
        moves = [
            {**widths, giver: widths[giver] - step, taker: widths[taker] + step}
            for step in (1, 2, 4, 8, 16)
            for giver in texts
            for taker in texts
            if giver != taker and widths[giver] - step >= least[giver]
        ]
        best = min(moves, key=height, default=widths)
        if height(best) >= lowest:
            return widths
        widths, lowest = best, height(best)


def _longest_word(rows: Sequence[Mapping[str, str]], name: str) -> float:
    words = sorted(text_width(word) for row in rows for word in row.get(name, "").split())
    return min(math.ceil(words[-1 - len(words) // _BREAKS] + _PADDING), _LONGEST_WORD) if words else 0.0


def _heights(lengths: Sequence[float], width: float) -> list[float]:
    return [(length / (width - _PADDING)) ** _HIGHEST for length in lengths]


def _lines(heights: Sequence[float], lengths: Sequence[float], width: float, step: float) -> float:
    """Return the lines of all rows once a column is wider by a step."""
    before, after = _heights(lengths, width), _heights(lengths, width + step)
    return sum(
        math.pow(max(1, height - one + other), 1 / _HIGHEST)
        for height, one, other in zip(heights, before, after, strict=True)
    )
