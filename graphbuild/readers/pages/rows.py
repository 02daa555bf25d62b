"""The words of a page as lines, and the lines in the order in which they are read: column after column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import sub
from statistics import median

from graphbuild.readers.pages.line import Line

_WIDE = 3.0
"""Width, in heights of a line, from which one gap alone parts two columns: no justified line has such blanks."""
_GAP = 0.8
"""Width, in heights of a line, from which a gap may part columns if the lines above and below have it too."""
_CLEAR = 1.6
"""How many times wider than the blanks between words a gap between columns is."""
_NARROWEST = 0.5
"""Smallest width, in heights of a line, of what the lines of two columns leave free."""
_CLOSE = 1.3
"""Largest distance, in heights of a line, between the lines of one column."""
_MARKER = 4
"""Largest number of characters of a list's marker, which is no column: "1.", "-", "IV."."""
_BUCKET = 8.0
"""Height in points of the strips in which lines are looked for."""
_MOST_DEPTH = 8


@dataclass(slots=True)
class Region:
    """Lines below each other, in one column or over the whole width of the page."""

    lines: list[Line] = field(default_factory=list)
    is_column: bool = False
    """Whether other columns stand beside it."""
    left: float = float("-inf")
    right: float = float("inf")
    """Where the columns beside it end and begin."""


def pieces_of(stretches: Iterable[Line]) -> list[Line]:
    """Return the stretches of words that follow each other on one line together, in their order."""
    pieces: list[Line] = []
    piece: Line | None = None
    y0 = y1 = 0.0
    for stretch in stretches:
        top, bottom = stretch.tops[0], stretch.bottoms[0]
        high, before = bottom - top, y1 - y0
        least = min(high, before)
        overlap = min(bottom, y1) - max(top, y0)
        if piece is not None and stretch.x0 >= piece.x1 - least and overlap >= least / 2:
            piece.extend(stretch)
        else:
            piece = stretch
            pieces.append(piece)
        # Skewed lines of a scan rise and fall: the next word is compared with this one, unless it is a mark.
        if high > 0.5 * before or piece is stretch:
            y0, y1 = stretch.tops[-1], stretch.bottoms[-1]
    return pieces


def lines_of(pieces: Iterable[Line]) -> list[Line]:
    """Return stretches of words as lines, from the highest to the lowest; a line reaches over all columns of the page.

    Examples
    --------
    >>> from graphbuild.readers.pages.words import Word
    >>> words = [Word("ĐẢNG", 60, 70, 90, 84), Word("BỘ", 94, 70, 110, 84), Word("Số", 60, 90, 72, 104)]
    >>> [line.text for line in lines_of([Line.of([word]) for word in [*words, Word("ĐẢNG", 320, 71, 360, 85)]])]
    ['ĐẢNG BỘ ĐẢNG', 'Số']
    """
    lines: list[Line] = []
    strips: dict[int, list[Line]] = {}
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        strip = int((piece.y0 + piece.y1) / 2 / _BUCKET)
        line = _beside(piece, strips)
        if line is None:
            lines.append(piece)
            line = piece
        else:
            line.add(piece)
        known = strips.setdefault(strip, [])
        if not any(line is other for other in known):
            known.append(line)
    return sorted(lines, key=lambda line: line.y1)


def _beside(piece: Line, strips: dict[int, list[Line]]) -> Line | None:
    """Return the line at the height of a piece that has room for it: behind its last word, or in a gap."""
    strip = int((piece.y0 + piece.y1) / 2 / _BUCKET)
    best, most = None, 0.0
    left, top, bottom = piece.lefts[0], piece.tops[0], piece.bottoms[0]
    for near in (strip - 1, strip, strip + 1):
        for line in strips.get(near, ()):
            last = len(line.lefts) - 1
            if line.lefts[last] >= left or line.rights[last] > piece.x1:
                # In a gap its neighbour is the last word on its left.
                before = [number for number, other in enumerate(line.lefts) if other < left]
                last = max(before, key=line.lefts.__getitem__, default=last)
            own_top, own_bottom = line.tops[last], line.bottoms[last]
            least = min(own_bottom - own_top, bottom - top)
            overlap = min(own_bottom, bottom) - max(own_top, top)
            if overlap >= 0.6 * least and overlap > most and _has_room(line, piece, least / 2):
                best, most = line, overlap
    return best


def _has_room(line: Line, piece: Line, overlap: float) -> bool:
    """Tell whether no word of a line stands where a piece does, but for a small overlap."""
    return line.x1 <= piece.x0 + overlap or not any(
        left < piece.x1 - overlap and right > piece.x0 + overlap
        for left, right in zip(line.lefts, line.rights, strict=True)
    )


def regions_of(lines: Sequence[Line]) -> list[Region]:
    """Return lines in the order of reading: of two columns first the left one as a whole.

    A letterhead, the foot of a document and a page in columns have in common that some lines below each other leave
    free the same stretch, wide in at least one of them. Justified lines have wide gaps too, but not below each other.

    Parameters
    ----------
    lines
        Lines from the highest to the lowest, as of `lines_of`.
    """
    return _regions(lines, Region(), 0)


def _regions(lines: Sequence[Line], around: Region, depth: int) -> list[Region]:
    regions: list[Region] = []
    pending = replace(around, lines=[])
    number = 0
    while number < len(lines):
        block = _block(lines, number, number - len(pending.lines)) if depth < _MOST_DEPTH else None
        if block is None:
            pending.lines.append(lines[number])
            number += 1
            continue
        first, after, left, right = block
        # The lines above that belong to the columns are pending already.
        above = number - first
        if above:
            del pending.lines[-above:]
        if pending.lines:
            regions.append(pending)
        pending = replace(around, lines=[])
        begin, end = max(line.x1 for line in left), min(line.x0 for line in right)
        regions += _regions(left, replace(around, is_column=True, right=end), depth + 1)
        regions += _regions(right, replace(around, is_column=True, left=begin), depth + 1)
        number = after
    if pending.lines:
        regions.append(pending)
    return regions


def _block(lines: Sequence[Line], number: int, free: int) -> tuple[int, int, list[Line], list[Line]] | None:
    """Return the columns that a line begins: first line, line after the last, and what stands left and right.

    The lines from `free` to it belong to no other columns.
    """
    line = lines[number]
    gaps = [
        gap for gap in _gaps(line, _GAP) if not _is_marker(line, gap[0]) and not _is_stretched(line, gap[1] - gap[0])
    ]
    beside = _beside_below(line, lines[number + 1]) if number + 1 < len(lines) else None
    for left, right in sorted([*gaps, *([beside] if beside else [])], key=lambda gap: gap[0] - gap[1]):
        river, both, after, last = (left, right), 1, number + 1, number
        while after < len(lines):
            rest = _free(lines[after], river)
            if rest is None or lines[after].y0 - lines[after - 1].y1 > 12 * line.height:
                break
            river = rest
            if (lines[after].x0 < river[0] and lines[after].x1 > river[1]) or _beside_below(
                lines[after - 1], lines[after]
            ):
                both, last = both + 1, after
            after += 1
        wide = right - left >= _WIDE * line.height
        # Two lines are enough where the gap is wide, or stands out among the blanks of a line in large letters.
        stands_out = right - left >= 2.5 * median(_blanks(line) or [right - left])
        needed = _GAP * _letters(line) if stands_out else 1.5 * line.height
        if not (wide or both >= 3 or (both == 2 and river[1] - river[0] >= needed)):
            continue
        middle = (river[0] + river[1]) / 2
        first, after = max(free, _above(lines, number, river)), _below(lines, last, after, middle)
        sides = _sides(lines[first:after], middle)
        if all(sides):
            return first, after, *sides
    return None


def _beside_below(line: Line, below: Line) -> tuple[float, float] | None:
    """Return the gap between a line and the next if they stand beside each other, at slightly different heights."""
    if below.y0 > line.y1 - 0.1 * line.height:
        return None
    left, right = (line.x1, below.x0) if below.x0 > line.x1 else (below.x1, line.x0)
    return (left, right) if right - left >= _GAP * line.height else None


def _above(lines: Sequence[Line], number: int, river: tuple[float, float]) -> int:
    """Return the first of the lines right above a block that belong to one of its columns."""
    first = number
    while first and first > number - 3:
        line, below = lines[first - 1], lines[first]
        one_side = line.x1 <= river[0] or line.x0 >= river[1]
        if not one_side or below.y0 - line.y1 > 0.5 * line.height:
            break
        first -= 1
    return first


def _below(lines: Sequence[Line], last: int, after: int, middle: float) -> int:
    """Return the line after the last that belongs to a block, of those that stand in one of its columns."""
    left_end = lines[last].y1
    for number in range(last + 1, after):
        line = lines[number]
        if line.x1 <= middle:
            if line.y0 - left_end > _CLOSE * line.height:
                return number
            left_end = line.y1
    return after


def _gaps(line: Line, least: float) -> list[tuple[float, float]]:
    gaps = line.gaps
    # Most lines have no wide one.
    if not gaps or max(gaps) < least * min(map(sub, line.bottoms, line.tops)):
        return []
    width = least * _letters(line)
    between = zip(gaps, line.rights, line.lefts[1:], strict=False)
    return [(right, left) for gap, right, left in between if gap >= width]


def _letters(line: Line) -> float:
    """Return the usual height of the words of a line, which may itself rise or fall."""
    heights: list[float] = sorted(map(sub, line.bottoms, line.tops))
    return (heights[(len(heights) - 1) // 2] + heights[len(heights) // 2]) / 2


def _is_marker(line: Line, left: float) -> bool:
    before = [text for text, right in zip(line.texts, line.rights, strict=True) if right <= left]
    return sum(map(len, before)) <= _MARKER


def _is_stretched(line: Line, gap: float) -> bool:
    """Tell whether a gap is one of several alike: a justified line of few words and many dots."""
    blanks = _blanks(line)
    return len(blanks) > 2 and gap < _CLEAR * min(blanks)


def _blanks(line: Line) -> list[float]:
    return [gap for gap, is_glued in zip(line.gaps, line.glued[1:], strict=True) if not is_glued]


def _free(line: Line, river: tuple[float, float]) -> tuple[float, float] | None:
    """Return what a line leaves free of a river; None if that is too little, or no more than between any words."""
    least = _NARROWEST * line.height
    best: tuple[float, float] | None = None
    between = zip(line.rights, line.lefts[1:], strict=False)
    edges = [(float("-inf"), line.x0), *between, (line.x1, float("inf"))]
    for left, right in edges:
        start, end = max(left, river[0]), min(right, river[1])
        if end - start >= least and (best is None or end - start > best[1] - best[0]):
            best = (start, end)
            gap = right - left
    if best is None:
        return None
    if line.x0 < best[0] and line.x1 > best[1]:
        blanks = sorted(_blanks(line))
        # Of few blanks some may be holes, as where a number is to be written in by hand.
        if len(blanks) > 2 and gap < min(_CLEAR * median(blanks), 3 * blanks[len(blanks) // 4]):
            return None
    return best


def _sides(lines: Sequence[Line], middle: float) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for line in lines:
        if line.x1 <= middle:
            left.append(line)
        elif line.x0 >= middle:
            right.append(line)
        else:
            is_left = [x0 < middle for x0 in line.lefts]
            left += filter(None, [line.part(is_left)])
            right += filter(None, [line.part([not one for one in is_left])])
    left.sort(key=lambda line: line.y1)
    right.sort(key=lambda line: line.y1)
    return left, right
