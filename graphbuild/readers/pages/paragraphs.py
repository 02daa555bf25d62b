"""Which line of a page goes on with the next: paragraphs from lines, also over columns and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from graphbuild.model import PageSize
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.rows import Region

_INDENT = 0.6
"""Width, in heights of a line, from which a line counts as indented."""
_SPACED, _SPACED_IN_SCANS = 0.15, 0.3
"""Height, in heights of a line, by which the distance of two paragraphs exceeds that of the lines within one."""
_BLANK = 0.25
"""Width of a blank, in heights of a line."""
_RAGGED = 0.4
"""Width, in heights of a line, by which a line may end before the edge although the next word did not fit."""
_SUPPORT = 3
"""Number of lines that begin or end at the edge of the text."""
_ALIKE = 3.0
"""Distance in points within which lines end at the same place."""
_SETTLED = 3
"""Number of lines that begin and end at the same places if these are the edges of their column."""
_LETTERHEAD = 8
"""Largest number of lines of one side of a letterhead or of a signature."""
_SINGLE = 1.2
"""Distance of lines, in their heights, of which nothing else tells it."""
_MARKER = re.compile(
    r"(?:[-–—+•*▪‣·●○■❖➢✓]|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/]|\d{1,3}(?:\.\d{1,3}){1,4}|[a-zđ][.)]|\(?[IVXLC]{1,6}[.)-])"
)
_PARTS, _LABELS = ("Điều", "Chương", "Mục", "Phần", "Phụ lục"), ("Nơi nhận", "Căn cứ")
_HEADS = frozenset(words.split()[0].casefold() for words in (*_PARTS, *_LABELS))
_HEADING = re.compile(
    rf"(?:{'|'.join(_PARTS)})\s+(?:\d{{1,3}}[a-zđ]?|[IVXLC]+)(?:[.:]|$)|(?:{'|'.join(_LABELS)})\b", re.IGNORECASE
)
_CUT_NUMBER = re.compile(r"\d[^\W_]*(?:[-/][^\W_]+)*[-/]$")
"""A document number cut at the end of a line: "05-", "12/2020/"."""
_STOPS = frozenset(".;:!?…|")
_DASHES = re.compile(r"[-–—_=*~]{3,}")
"""What is typed as a line below a name."""


@dataclass(slots=True)
class PlacedPage:
    """What the lines of one page have in common."""

    number: int
    """From 1."""
    pitch: float
    """Usual distance of the lines of a paragraph, in heights of a line."""
    size: PageSize
    """As it is shown."""
    turns: int
    """Number of quarter turns clockwise after which its lines are told."""
    reach: float
    """How far to the right text could reach, whatever lines there are."""
    recognised_height: float = 0.0
    """Usual height of its lines if they were recognised, as the boxes of single ones then tell little; or 0."""
    notes: dict[str, list[Placed]] = field(default_factory=dict)
    """The lines of its footnotes by their numbers."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the edges of the column in which it stands."""

    line: Line
    page: PlacedPage
    left: float
    right: float
    free: tuple[float, float]
    """How far the column could reach at most."""
    is_column: bool = False
    is_short: bool = False
    """Whether the column is as short as those of a letterhead."""


def placed(region: Region, page: PlacedPage, edges: tuple[float, float]) -> list[Placed]:
    """Return the lines of a region with the edges of its column; `edges` are those of text over the whole width."""
    left, right = edges
    free = max(left, region.left), min(right, region.right)
    if not region.is_column:
        return [Placed(line, page, left, right, free) for line in region.lines]
    left = min(line.x0 for line in region.lines)
    right = max(line.x1 for line in region.lines)
    full = sum(line.x1 > right - 0.9 * line.height and line.x0 < left + line.height for line in region.lines)
    free = (left, right) if full >= _SETTLED else (free[0], min(max(free[1], page.reach), region.right))
    is_short = len(region.lines) <= _LETTERHEAD
    return [Placed(line, page, left, right, free, True, is_short) for line in region.lines]


def edges_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the left and right edge, in points, at which several lines begin and end, and none or few beyond."""
    lefts = sorted(line.x0 for line in lines)
    rights = sorted((line.x1 for line in lines), reverse=True)
    least = max(1, min(_SUPPORT, len(lines) // 4), len(lines) // 50)
    left = next((x for x, other in zip(lefts, lefts[least - 1 :], strict=False) if other - x <= _ALIKE), lefts[0])
    right = next((x for x, other in zip(rights, rights[least - 1 :], strict=False) if x - other <= _ALIKE), rights[0])
    return left, right


def pitch_of(lines: Sequence[Line]) -> float:
    """Return the usual distance of lines, in heights of a line."""
    steps = [(below.y1 - above.y1) / max(above.height, 1.0) for above, below in pairwise(lines)]
    return median([step for step in steps if 0.5 < step < 2.5] or [_SINGLE])


def goes_on(paragraph: Sequence[Placed], following: Placed) -> bool:
    """Tell whether a line belongs to the paragraph before it.

    It does if its first word did not fit on the line before, unless it begins a paragraph: by its indent, by more space
    above it, or by the marker of an item. Centred lines stand alone, unless they go on in lower case.
    """
    last = paragraph[-1]
    line, below = last.line, following.line
    high = max(line.height, 1.0)
    first, ends = below.texts[0], line.texts[-1][-1:] in _STOPS
    if last.is_column != following.is_column or following.page.number < last.page.number:
        return False
    if line.is_cut:
        return True
    if _is_dashes(line) or _is_dashes(below):
        return False
    tall = last.page.recognised_height
    furthest = (last.page.pitch + (_SPACED_IN_SCANS if tall else _SPACED)) * max(tall, high)
    if last.page is following.page:
        is_same = (last.left, last.right) == (following.left, following.right)
        if not is_same or not 0 < below.y1 - line.y1 <= furthest:
            return last.is_column and below.y1 < line.y1 and first[:1].islower() and not ends
    if _CUT_NUMBER.search(line.texts[-1]) and first[:1].isupper():
        return True
    item = _is_item(below)
    centred = _is_centred(last), _is_centred(following)
    if last.is_short and line.is_upper and below.is_upper:
        # Two names in a letterhead, or who signs for whom: nothing tells how much room there was.
        return False
    if any(centred):
        lower = first[:1].islower() and (not line.is_upper if all(centred) else not ends)
        return not item and not (all(centred) and ends) and (lower or _is_wrapped_heading(paragraph, following))
    if not item and _is_symmetric(last) and _is_symmetric(following) and _is_wrapped_heading(paragraph, following):
        return True
    # The lines of a list tell how wide it is; of a letterhead only its neighbour tells what would have fitted.
    right = last.right if _is_item(paragraph[0].line) else last.free[1]
    if line.x1 + (_BLANK + _RAGGED) * high + below.rights[0] - below.lefts[0] < right:
        return False
    indent = _INDENT * high
    begins = below.x0 - following.left
    if line.is_upper and not below.is_upper and not first[:1].islower():
        return False
    start = paragraph[0].line.x0 - paragraph[0].left
    # Where first lines are indented, what stands at the edge and looks like a marker goes on: "khoản 1 và", "2. …".
    if item and (begins > indent or ends or (first[:1].isalnum() and start <= indent)):
        return False
    if item and _begins_same_list(paragraph[0], following):
        return False
    if len(paragraph) == 1:
        # Below its first line a paragraph turns back to the edge; the lines of an item may hang below its text.
        return begins <= indent or (begins <= line.x0 - last.left + indent and not _begins_alike(paragraph, following))
    return abs(begins - (line.x0 - last.left)) <= indent or begins < line.x0 - last.left


def _is_wrapped_heading(paragraph: Sequence[Placed], following: Placed) -> bool:
    """Tell whether a centred line goes on for lack of room: in capitals like the one above it, or within brackets."""
    last = paragraph[-1]
    line, below = last.line, following.line
    needed = line.x1 - line.x0 + below.rights[0] - below.lefts[0] + (_BLANK + _RAGGED) * line.height
    if needed < last.free[1] - last.free[0]:
        return False
    above, text = line.texts[-1], below.text
    is_capital = above.isupper() and (len(above) > 1 or line.is_upper) and text == text.upper()
    return is_capital or _is_open(paragraph)


def _is_open(paragraph: Sequence[Placed]) -> bool:
    """Tell whether a paragraph began with a bracket that is not closed yet."""
    if not paragraph[0].line.texts[0].startswith("("):
        return False
    text = " ".join(line.line.text for line in paragraph)
    return text.count("(") > text.count(")")


def _is_dashes(line: Line) -> bool:
    return len(line.texts) == 1 and _DASHES.fullmatch(line.texts[0]) is not None


def _is_symmetric(placed_line: Placed) -> bool:
    """Tell whether a line is as far from the left edge of the text as from the right one."""
    line = placed_line.line
    return abs(line.x0 - placed_line.left - placed_line.right + line.x1) <= 1.2 * line.height


def _begins_alike(paragraph: Sequence[Placed], following: Placed) -> bool:
    """Tell whether a line is indented like the first line above it that ended: then it begins the next paragraph."""
    first = paragraph[0]
    indents = first.line.x0 - first.left, following.line.x0 - following.left
    alike = abs(indents[0] - indents[1]) <= _INDENT * first.line.height
    return alike and indents[0] < 6 * first.line.height and first.line.texts[-1][-1:] in _STOPS


def _begins_same_list(first: Placed, following: Placed) -> bool:
    """Tell whether two items have the same bullet at the same place."""
    same = first.line.texts[0] == following.line.texts[0]
    return same and abs(first.line.x0 - first.left - following.line.x0 + following.left) <= 0.5 * first.line.height


def _is_item(line: Line) -> bool:
    first = line.texts[0]
    if _MARKER.fullmatch(first) is not None:
        return True
    # Few lines begin with such a word; the pattern is tried on those alone.
    return first.casefold() in _HEADS and _HEADING.match(line.beginning) is not None


def _is_centred(placed_line: Placed) -> bool:
    line, left, right = placed_line.line, placed_line.left, placed_line.right
    before, after = line.x0 - left, right - line.x1
    if placed_line.is_column:
        return abs(before - after) <= 0.5 * line.height and before > line.height
    return abs(before - after) <= 1.2 * line.height and before > 2.5 * line.height
