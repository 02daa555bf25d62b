"""Words of a page as stretches of characters, each on one baseline, from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from graphbuild.readers.pdf.pdfium import Frame, loose_box, text_object
from graphbuild.readers.pdf.styles import Style, Styles

_ALIKE = 0.1
"""By what share of their size the letters of a word may stand higher; by half more they may differ in size."""
_BLANK = 0.13
"""Width of the narrowest blank, as share of the font's size; that of Times New Roman is .25."""
_TOUCHING = 0.05
"""Largest gap or overlap of letters of one word in two fonts, as share of their size."""
_OVERLAP = 0.3
"""By what share of its size, or of its width, a letter stands over another one."""
_MOST_OVERLAPS = 0.1
"""Share of such letters from which two texts are written over each other."""


class Stretch(NamedTuple):
    """Characters beside each other on one baseline."""

    start: int
    end: int
    """Offsets of its first character and behind its last one."""
    x0: float
    x1: float
    style: Style
    is_glued: bool
    """Whether it is of one word with the stretch before it."""
    letters: Sequence[Letter] = ()
    """Its characters, if they do not follow each other in the file."""


class Letter(NamedTuple):
    """A character on its own."""

    x0: float
    x1: float
    offset: int
    style: Style


def stretches_of(page: int, frame: Frame, spans: list[tuple[int, int]], styles: Styles) -> tuple[list[Stretch], bool]:
    """Return words as stretches, those that stand upright on the page as it is shown, and whether some overlap.

    Words that are not of one height or not on one line are several stretches. Those on one baseline that the file draws
    in turns, font by font, are told from left to right; all others in the order of the file.

    Parameters
    ----------
    page
        Address of the text of the page.
    frame
        How the page is shown.
    spans
        Offsets of the words in the text of the page.
    styles
        The styles of the page.
    """
    stretches = list(_stretches(page, frame, spans, styles))
    torn, overlap = _torn(stretches)
    return _in_order(page, frame, stretches, torn) if torn else stretches, overlap


def _stretches(page: int, frame: Frame, spans: list[tuple[int, int]], styles: Styles) -> Iterator[Stretch]:
    objects = list(map(text_object, repeat(page), [start for start, _end in spans]))
    lefts, rights = _sides(page, frame, [(start, end - 1) for start, end in spans])
    followings = [*objects[1:], None][: len(objects)]
    turn = -frame.turns % 4
    style: Style | None = None
    known: int | None = None
    for (start, end), x0, x1, first, following in zip(spans, lefts, rights, objects, followings, strict=True):
        if first != known or style is None:
            style, known = styles.of(first, start), first
        if style.turn != turn:
            continue
        # Between words of one text object there is no other.
        is_whole = first == following or end == start + 1 or text_object(page, end - 1) == first
        if is_whole and (x0 < x1 or end == start + 1):
            yield Stretch(start, end, x0, max(x0, x1), style, False)
        else:
            yield from _parts(page, frame, start, end, styles)


def _parts(page: int, frame: Frame, start: int, end: int, styles: Styles) -> Iterator[Stretch]:
    """Yield the stretches of a word whose characters are of one height, on one line, and each right of the last."""
    indices = range(start, end)
    lefts, rights = _sides(page, frame, [(index, index) for index in indices])
    own = [styles.of(text_object(page, index), index) for index in indices]
    turn = -frame.turns % 4
    begin = 0
    for number in range(1, len(own) + 1):
        if (
            number < len(own)
            and _goes_on(own[number - 1], own[number])
            and lefts[number] > lefts[number - 1] - _OVERLAP * own[number].size
        ):
            continue
        if own[begin].turn == turn:
            x0, x1 = min(lefts[begin:number]), max(rights[begin:number])
            yield Stretch(start + begin, start + number, x0, x1, own[begin], begin > 0)
        begin = number


def _goes_on(style: Style, following: Style) -> bool:
    """Tell whether characters of two styles may be parts of one stretch: they are of one height, on one baseline."""
    least = _ALIKE * style.size
    return (
        style.turn == following.turn
        and abs(style.base - following.base) <= least
        and abs(style.size - following.size) <= 1.5 * least
    )


def touches(before: Stretch | None, stretch: Stretch) -> bool:
    """Tell whether nothing separates a stretch from the one before it: PDFium parts what two fonts write."""
    if before is None or before.style is stretch.style:
        return False
    return _goes_on(before.style, stretch.style) and abs(stretch.x0 - before.x1) < _TOUCHING * stretch.style.size


def _torn(stretches: list[Stretch]) -> tuple[set[int], bool]:
    """Return the lines of which some part stands left of where an earlier one ends, and whether any stretches overlap.

    The letters that a font lacks are drawn after all others of their line, in another font.
    """
    torn: set[int] = set()
    reach: dict[int, float] = {}
    style: Style | None = None
    line, end, slack = 0, float("-inf"), 0.0
    for _start, _end, x0, x1, own, _is_glued, _letters in stretches:
        if own is not style:
            reach[line] = end
            style, line, slack = own, round(own.base), _OVERLAP * own.size
            end = reach.get(line, float("-inf"))
        if x0 < end - slack:
            torn.add(line)
        if x1 > end:
            end = x1
    reach[line] = end
    return torn, bool(torn) or any(line + step in reach for line in reach for step in (1, 2))


def _line_of(stretch: Stretch) -> int:
    return round(stretch.style.base)


def _in_order(page: int, frame: Frame, stretches: list[Stretch], torn: set[int]) -> list[Stretch]:
    """Return stretches with the characters of torn lines from left to right, parted into words by the gaps."""
    lines: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        if _line_of(stretch) in torn:
            lines.setdefault(_line_of(stretch), []).append(stretch)
    ordered: list[Stretch] = []
    for stretch in stretches:
        line = _line_of(stretch)
        if line not in torn:
            ordered.append(stretch)
        elif line in lines:
            ordered += _rejoined(page, frame, lines.pop(line))
    return ordered


def _rejoined(page: int, frame: Frame, stretches: list[Stretch]) -> list[Stretch]:
    """Return the words of one line, whose characters the file has in another order."""
    indices = [index for stretch in stretches for index in range(stretch.start, stretch.end)]
    lefts, rights = _sides(page, frame, [(index, index) for index in indices])
    own = [stretch.style for stretch in stretches for _index in range(stretch.start, stretch.end)]
    letters = sorted(map(Letter, lefts, rights, indices, own))
    overlaps = sum(b.x0 < a.x0 + _OVERLAP * min(a.x1 - a.x0, b.x1 - b.x0) for a, b in pairwise(letters))
    if overlaps > _MOST_OVERLAPS * len(letters):
        # What is written over other text is no part of its line.
        return stretches
    gaps = [b.x0 - a.x1 for a, b in pairwise(letters)]
    least = max(_BLANK * letters[0].style.size, 1.8 * median(gaps) if gaps else 0.0)
    ends = {number for number, gap in enumerate(gaps) if gap > least}
    for end in _blanks(page, frame, stretches, letters[0].style.size):
        number = bisect_right(letters, end, key=lambda letter: letter.x0) - 1
        if number >= 0 and letters[number].x1 < end:
            ends.add(number)
    words: list[Stretch] = []
    begin = 0
    for number in range(1, len(letters) + 1):
        if number < len(letters) and number - 1 not in ends:
            continue
        word = letters[begin:number]
        words.append(Stretch(0, len(word), word[0].x0, max(letter.x1 for letter in word), word[0].style, False, word))
        begin = number
    return words


def _blanks(page: int, frame: Frame, stretches: list[Stretch], size: float) -> Iterator[float]:
    """Yield where each blank behind the stretches of a line ends: letters like "Ư" reach into it.

    Where the file has a blank behind a gap, PDFium tells one without width where the blank begins.
    """
    lefts, rights = _sides(page, frame, [(stretch.end, stretch.end) for stretch in stretches])
    for left, right, following in zip(lefts, rights, [*stretches[1:], None], strict=True):
        if right - left < _BLANK * size and following is not None:
            right = min(following.x0, left + 2 * _BLANK * size)
        if right - left >= _BLANK * size:
            yield right - (right - left) / 10


def _sides(page: int, frame: Frame, ends: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    """Return the left edge of each first character and the right edge of each last one, on the page as shown."""
    boxes: Any = np.zeros((2 * len(ends), 4), np.float32)
    address = boxes.ctypes.data
    indices = chain.from_iterable(ends)
    deque(map(loose_box, repeat(page), indices, range(address, address + boxes.nbytes, 16)), maxlen=0)
    # FS_RECTF is left, upper, right and lower edge.
    left, top, right, bottom = boxes.astype(float).T
    shown: Any = frame.shown(left, bottom, right, top)
    return shown[0][::2].tolist(), shown[2][1::2].tolist()
