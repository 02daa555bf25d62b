"""The ruling lines of tables, and the frames of stamps, among the strokes of a scanned page: straight and whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from graphbuild.readers.ocr.strokes import MOST, Stroke
from graphbuild.readers.pages.tables import grids_of
from graphbuild.readers.pages.words import Rule

_BREAK = 40
"""Largest gap in pixels of a line that was printed or scanned badly: 3.4 mm, less than the height of a row."""
_BESIDE = 20
"""Pixels within which lines beside each other are one: double borders, and a line that rises on its way."""
_ASIDE = 20
"""Pixels by which lines may end before or behind those that they should meet."""
_OVER = 100
"""Pixels by which a line goes beyond all others at both ends that is a fold, or the streak of a dirty glass."""
_NARROWEST = 0.4
"""Share of the width of a page from which ruling lines make a table: the frames of stamps are smaller."""
_MOST_FRAMED = 60
"""Number of level lines of a page among which frames are looked for; more are a drawing."""
POINTS = 72 / 300
"""Points of a pixel."""


class _Line(NamedTuple):
    """A line by its position and its two ends, in pixels."""

    position: float
    start: float
    end: float


class Ruling(NamedTuple):
    """What the strokes of a page are, in its pixels."""

    rules: list[Rule]
    """The lines of tables."""
    frames: list[Rule]
    """The frames of stamps, from their upper left to their lower right corner."""


def ruling_of(level: Sequence[Stroke], upright: Sequence[Stroke], width: int) -> Ruling:
    """Return which strokes of a page are the ruling lines of tables, and which the frames of stamps.

    Parameters
    ----------
    level, upright
        The strokes of the page at 300 dpi.
    width
        Width of the page in pixels.

    Examples
    --------
    >>> level = [Stroke(100, y, 1100, y + 4) for y in (200, 300)]
    >>> upright = [Stroke(x, 202, x + 4, 298) for x in (100, 400, 1096)]
    >>> on_small_page, on_large_page = (ruling_of(level, upright, width) for width in (1200, 3000))
    >>> len(on_small_page.rules), on_small_page.frames
    (5, [])
    >>> on_large_page
    Ruling(rules=[], frames=[Rule(x0=102.0, y0=202.0, x1=1098.0, y1=302.0)])
    """
    if len(level) + len(upright) > MOST:
        return Ruling([], [])
    across = _whole(_Line((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in level)
    down = _whole(_Line((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in upright)
    down = [line for line in down if not _is_streak(line, down, across)]
    across, down = list(_meeting(across, down)), list(_meeting(down, across))
    rules = [Rule(start, y, end, y) for y, start, end in across] + [Rule(x, start, x, end) for x, start, end in down]
    tables = [
        Rule(*(edge / POINTS for edge in (grid.x0, grid.y0, grid.x1, grid.y1)))
        for grid in grids_of([Rule(*(edge * POINTS for edge in rule)) for rule in rules])
        if grid.x1 - grid.x0 >= _NARROWEST * width * POINTS
    ]
    frames = [frame for frame in _frames(across, down, _NARROWEST * width) if not _is_in(frame, tables)]
    return Ruling([rule for rule in rules if _is_in(rule, tables)], frames)


def _is_in(one: Rule, boxes: Iterable[Rule]) -> bool:
    return any(
        box.x0 - _ASIDE <= one.x0
        and box.y0 - _ASIDE <= one.y0
        and one.x1 <= box.x1 + _ASIDE
        and one.y1 <= box.y1 + _ASIDE
        for box in boxes
    )


def _frames(across: Sequence[_Line], down: Sequence[_Line], widest: float) -> list[Rule]:
    """Return the boxes, narrower than a length, that level lines and the upright ones at both of their ends enclose."""
    frames: list[Rule] = []
    for upper, lower in combinations(across[:_MOST_FRAMED], 2):
        left, right = max(upper.start, lower.start), min(upper.end, lower.end)
        are_alike = abs(upper.start - lower.start) <= _ASIDE and abs(upper.end - lower.end) <= _ASIDE
        if are_alike and right - left < widest and all(_joins(upper, lower, x, down) for x in (left, right)):
            frames.append(Rule(left, upper.position, right, lower.position))
    return frames


def _joins(upper: _Line, lower: _Line, x: float, down: Sequence[_Line]) -> bool:
    """Tell whether an upright line goes from one level line to another at a place."""
    return any(
        abs(line.position - x) <= _ASIDE
        and line.start <= upper.position + _ASIDE
        and line.end >= lower.position - _ASIDE
        for line in down
    )


def is_ruled(stroke: Stroke, rules: Iterable[Rule]) -> bool:
    """Tell whether an upright stroke is part of one of the rules of tables, in pixels."""
    x, y = (stroke.x0 + stroke.x1) / 2, (stroke.y0 + stroke.y1) / 2
    return any(rule.x0 == rule.x1 and abs(rule.x0 - x) <= _BESIDE and rule.y0 <= y <= rule.y1 for rule in rules)


def _whole(pieces: Iterable[_Line]) -> list[_Line]:
    """Return lines as they were drawn: without breaks, and one for several close beside each other."""
    lines: list[_Line] = []
    for beside in _beside(sorted(pieces)):
        position = fmean([line.position for line in beside], [line.end - line.start for line in beside])
        beside.sort(key=lambda line: line.start)
        _position, start, end = beside[0]
        for line in beside[1:]:
            if line.start > end + _BREAK:
                lines.append(_Line(position, start, end))
                start = line.start
            end = max(end, line.end) if line.start <= end + _BREAK else line.end
        lines.append(_Line(position, start, end))
    return lines


def _beside(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    together: list[_Line] = []
    for line in lines:
        if together and line.position > together[0].position + _BESIDE:
            yield together
            together = []
        together.append(line)
    if together:
        yield together


def _meeting(lines: Sequence[_Line], others: Sequence[_Line]) -> Iterator[_Line]:
    """Yield lines that end where they meet others, if they end nearby."""
    positions = [other.position for other in others]

    def met(end: float, at: float) -> float:
        near = range(bisect_left(positions, end - _ASIDE), bisect_right(positions, end + _ASIDE))
        ends = (positions[other] for other in near if others[other].start - _ASIDE <= at <= others[other].end + _ASIDE)
        return min(ends, key=lambda position: abs(position - end), default=end)

    for line in lines:
        yield _Line(line.position, met(line.start, line.position), met(line.end, line.position))


def _is_streak(line: _Line, beside: Sequence[_Line], across: Sequence[_Line]) -> bool:
    """Tell whether an upright line goes far beyond all level ones that it crosses, as no other does."""
    crossed = [
        one.position
        for one in across
        if line.start <= one.position <= line.end and one.start <= line.position <= one.end
    ]
    if not crossed or min(crossed) - line.start < _OVER or line.end - max(crossed) < _OVER:
        return False
    return not any(
        other is not line and abs(other.start - line.start) < _OVER and abs(other.end - line.end) < _OVER
        for other in beside
    )
