"""The straight strokes of a page, by their boxes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PIL import Image

MOST = 4_000
"""Number of strokes of a page from which they are a drawing, or the screen of a photograph."""
_TOUCHING = 8
"""Pixels from a level stroke within which an upright one ends at it."""
_BROKEN = 40
"""Pixels of a level stroke that may be missing where the upright one meets it."""


class Stroke(NamedTuple):
    """A stroke by its box in pixels; the right and the lower edge are exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int


def strokes_of(lines: Image.Image) -> list[Stroke]:
    """Return the level strokes of a picture that shows nothing else, from the highest to the lowest.

    Parameters
    ----------
    lines
        A picture with 255 where a stroke is, and 0 elsewhere.

    Examples
    --------
    >>> lines = Image.new("L", (9, 4))
    >>> lines.paste(255, (1, 1, 5, 2)), lines.paste(255, (3, 2, 8, 3))
    (None, None)
    >>> strokes_of(lines)
    [Stroke(x0=1, y0=1, x1=8, y1=3)]
    """
    runs = list(_runs(lines))
    leaders = list(range(len(runs)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    above: list[int] = []
    last = -1
    for y, numbers in groupby(range(len(runs)), key=lambda number: runs[number][0]):
        row = list(numbers)
        for number, other in _touching(runs, row, above if y == last + 1 else []):
            leaders[leader(other)] = leader(number)
        above, last = row, y
    boxes: dict[int, Stroke] = {}
    for number, (y, x0, x1) in enumerate(runs):
        box = boxes.get(leader(number), Stroke(x0, y, x1, y + 1))
        boxes[leader(number)] = Stroke(min(box.x0, x0), box.y0, max(box.x1, x1), y + 1)
    return sorted(boxes.values(), key=lambda box: box.y0)


def between(upright: Sequence[Stroke], level: Sequence[Stroke], least: int) -> list[Stroke]:
    """Return the upright strokes of some length, and those that go from one level stroke to another.

    Parameters
    ----------
    upright
        Upright strokes.
    level
        Level strokes, from the highest to the lowest.
    least
        The length in pixels.
    """
    is_drawing = len(upright) + len(level) > MOST
    tops = [stroke.y0 for stroke in level]

    def meets(x: float, y: int) -> bool:
        near = range(bisect_left(tops, y - 2 * _TOUCHING), bisect_right(tops, y + _TOUCHING))
        return any(
            level[at].y1 >= y - _TOUCHING and level[at].x0 - _BROKEN <= x <= level[at].x1 + _BROKEN for at in near
        )

    return [
        stroke
        for stroke in upright
        if stroke.y1 - stroke.y0 >= least
        or (not is_drawing and all(meets((stroke.x0 + stroke.x1) / 2, y) for y in (stroke.y0, stroke.y1)))
    ]


def _runs(lines: Image.Image) -> Iterator[tuple[int, int, int]]:
    """Yield the rows of pixels of the strokes: height, first pixel, pixel after the last."""
    data, width = lines.tobytes(), lines.width
    start = data.find(b"\xff")
    while start >= 0:
        y = start // width
        end = data.find(b"\0", start, (y + 1) * width)
        end = end if end >= 0 else (y + 1) * width
        yield y, start - y * width, end - y * width
        start = data.find(b"\xff", end)


def _touching(
    runs: Sequence[tuple[int, int, int]], row: Sequence[int], above: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the runs of a row, by their numbers, with those of the row above that they touch."""
    first = 0
    for number in row:
        _y, x0, x1 = runs[number]
        while first < len(above) and runs[above[first]][2] <= x0:
            first += 1
        at = first
        while at < len(above) and runs[above[at]][1] < x1:
            yield number, above[at]
            at += 1
        # The last one may go on over the next run.
        first = max(first, at - 1)
