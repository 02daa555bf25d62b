"""Lines below each other as paragraphs: which line goes on with the next."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from graphbuild.readers.pages.rows import Line, Region

_INDENT = 0.6
"""Width, in heights of a line, from which a line counts as indented."""
_SPACED = 0.45
"""Height, in heights of a line, by which the distance of two paragraphs exceeds that of the lines within one."""
_MARKER = re.compile(
    r"(?:[-–—+•*▪‣·●○]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/]|\d{1,3}(?:\.\d{1,3}){1,4}|[a-zđ][.)]|\(?[IVXLC]{1,6}[.)-])$"
)
_HEADING = re.compile(r"(?:Điều|Chương|Mục|Phần|Phụ lục)\s+(?:\d|[IVXLC]+\b)", re.IGNORECASE)
_STOPS = frozenset(".;:!?…|")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the edges of the column that it stands in."""

    line: Line
    page: int
    """Number of the page, from 1."""
    left: float
    right: float
    is_column: bool = False


def placed(region: Region, page: int, edges: tuple[float, float]) -> list[Placed]:
    """Return the lines of a region with the edges of its column; `edges` are those of text over the whole width."""
    left, right = edges
    if region.is_column:
        left = min(line.x0 for line in region.lines)
        right = max(line.x1 for line in region.lines)
    return [Placed(line, page, left, right, region.is_column) for line in region.lines]


def edges_of(lines: Iterable[Line]) -> tuple[float, float]:
    """Return the left and right edge, in points, between which most lines of a page stand."""
    lefts, rights = [], []
    for line in lines:
        lefts.append(line.x0)
        rights.append(line.x1)
    lefts.sort()
    rights.sort()
    return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]


def paragraphs_of(lines: Sequence[Placed]) -> list[list[Placed]]:
    """Return lines in the order of reading, also of several pages, as paragraphs.

    A line goes on with the next if the first word of that did not fit on it, unless the next begins a paragraph: by its
    indent, by more space above it, or by the marker of an item. Centred lines stand alone, unless they go on in lower
    case.
    """
    paragraphs: list[list[Placed]] = []
    pitch = _pitch(lines)
    for placed_line in lines:
        if paragraphs and _goes_on(paragraphs[-1], placed_line, pitch):
            paragraphs[-1].append(placed_line)
        else:
            paragraphs.append([placed_line])
    return paragraphs


def _pitch(lines: Sequence[Placed]) -> float:
    """Return the usual distance of lines, in heights of a line."""
    steps = [
        (below.line.y1 - above.line.y1) / max(above.line.height, 1.0)
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and 0 < below.line.y1 - above.line.y1 < 3 * above.line.height
    ]
    return median(steps) if steps else 1.2


def _goes_on(paragraph: list[Placed], following: Placed, pitch: float) -> bool:
    last = paragraph[-1]
    line, below = last.line, following.line
    high = max(line.height, 1.0)
    first = below.words[0].text
    if last.is_column != following.is_column:
        return False
    same_page = last.page == following.page
    if same_page:
        step = below.y1 - line.y1
        if step <= 0 or step > (pitch + _SPACED) * high:
            return False
    shift = last.left - following.left
    tells_item = _is_item(below)
    centred = _is_centred(last), _is_centred(following)
    if all(centred):
        return first[:1].islower() and line.words[-1].text[-1:] not in _STOPS
    if any(centred) and not (first[:1].islower() and not tells_item):
        return False
    width = below.words[0].x1 - below.words[0].x0
    if line.x1 + 0.25 * high + width < last.right - 0.4 * high:
        return False
    indent = _INDENT * high
    begins = below.x0 - following.left
    if tells_item and (begins > indent or line.words[-1].text[-1:] in _STOPS):
        return False
    start = paragraph[0].line.x0 - paragraph[0].left
    if len(paragraph) == 1:
        # Below the first line either the paragraph turns back to the edge, or its items hang below their text.
        return begins <= max(start, indent) or _is_item(line)
    hang = line.x0 - last.left
    return abs(below.x0 + shift - line.x0) <= indent or begins < hang


def _is_item(line: Line) -> bool:
    first = line.words[0].text
    return _MARKER.match(first) is not None or _HEADING.match(line.text) is not None


def _is_centred(placed_line: Placed) -> bool:
    line, left, right = placed_line.line, placed_line.left, placed_line.right
    before, after = line.x0 - left, right - line.x1
    slack = max(line.height, 0.05 * (before + after))
    return abs(before - after) <= slack and before > 1.5 * line.height
