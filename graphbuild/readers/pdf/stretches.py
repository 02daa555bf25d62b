"""Words of a page as stretches of characters, each on one baseline, from left to right."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

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


Ints = NDArray[np.int64]


class Stretch(NamedTuple):
    """Words after each other on one baseline, or parts of words, each as a whole right of the one before."""

    starts: list[int]
    ends: list[int]
    """Offsets of the first character of each and behind its last one."""
    lefts: list[float]
    rights: list[float]
    style: Style
    is_glued: bool = False
    """Whether the first is of one word with the stretch before it."""
    letters: Sequence[Letter] = ()
    """The characters of its one word, if they do not follow each other in the file."""


class Letter(NamedTuple):
    """A character on its own."""

    x0: float
    x1: float
    offset: int
    style: Style


def stretches_of(page: int, frame: Frame, starts: Ints, ends: Ints, styles: Styles) -> tuple[list[Stretch], bool]:
    """Return words as stretches, those that stand upright on the page as it is shown, and whether some overlap.

    Words that are not of one height or not on one line are several stretches. Those on one baseline that the file draws
    in turns, font by font, are told from left to right; all others in the order of the file.

    Parameters
    ----------
    page
        Address of the text of the page.
    frame
        How the page is shown.
    starts
        Offset of each word in the text of the page.
    ends
        Offset behind each word.
    styles
        The styles of the page.
    """
    stretches = list(_stretches(page, frame, starts, ends, styles)) if len(starts) else []
    torn, overlap = _torn(stretches)
    return _in_order(page, frame, stretches, torn) if torn else stretches, overlap


def _stretches(page: int, frame: Frame, starts: Ints, ends: Ints, styles: Styles) -> Iterator[Stretch]:
    begins, behind = starts.tolist(), ends.tolist()
    objects = list(map(text_object, repeat(page), begins))
    lefts, rights = _sides(page, frame, begins, (ends - 1).tolist())
    is_single = ends - starts == 1
    rights = np.where(is_single, np.maximum(lefts, rights), rights)
    is_plain = is_single | (lefts < rights)
    changes = np.array([first != following for first, following in pairwise(objects)], bool)
    # Between words of one text object there is no other: only its last word may go on in the next.
    for last in [*np.flatnonzero(changes & ~is_single[:-1]).tolist(), len(objects) - 1]:
        if text_object(page, behind[last] - 1) != objects[last]:
            is_plain[last] = False
    cuts = changes | ~is_plain[1:] | ~is_plain[:-1] | (lefts[1:] < rights[:-1])
    firsts = [0, *(np.flatnonzero(cuts) + 1).tolist(), len(objects)]
    x0s, x1s, plain = lefts.tolist(), rights.tolist(), is_plain.tolist()
    turn = -frame.turns % 4
    for first, after in pairwise(firsts):
        style = styles.of(objects[first], begins[first])
        if style.turn != turn:
            continue
        if plain[first]:
            yield Stretch(begins[first:after], behind[first:after], x0s[first:after], x1s[first:after], style)
        else:
            yield from _parts(page, frame, begins[first], behind[first], styles)


def _parts(page: int, frame: Frame, start: int, end: int, styles: Styles) -> Iterator[Stretch]:
    """Yield the stretches of a word whose characters are of one height, on one line, and each right of the last."""
    indices = range(start, end)
    lefts, rights = _letter_sides(page, frame, indices)
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
            yield Stretch([start + begin], [start + number], [x0], [x1], own[begin], begin > 0)
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
    gap = stretch.lefts[0] - before.rights[-1]
    return _goes_on(before.style, stretch.style) and abs(gap) < _TOUCHING * stretch.style.size


def _torn(stretches: list[Stretch]) -> tuple[set[int], bool]:
    """Return the lines of which some part stands left of where an earlier one ends, and whether any stretches overlap.

    The letters that a font lacks are drawn after all others of their line, in another font.
    """
    torn: set[int] = set()
    reach: dict[int, float] = {}
    style: Style | None = None
    line, end, slack = 0, float("-inf"), 0.0
    for stretch in stretches:
        if stretch.style is not style:
            reach[line] = end
            style = stretch.style
            line, slack = round(style.base), _OVERLAP * style.size
            end = reach.get(line, float("-inf"))
        if stretch.lefts[0] < end - slack:
            torn.add(line)
        end = max(end, stretch.rights[-1])
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
    words = [(stretch.style, *word) for stretch in stretches for word in zip(stretch.starts, stretch.ends, strict=True)]
    indices = [index for _style, start, end in words for index in range(start, end)]
    own = [style for style, start, end in words for _index in range(start, end)]
    letters = sorted(map(Letter, *_letter_sides(page, frame, indices), indices, own))
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
    firsts = [0, *(number + 1 for number in sorted(ends) if number + 1 < len(letters)), len(letters)]
    return [_spelt(letters[first:after]) for first, after in pairwise(firsts)]


def _spelt(word: Sequence[Letter]) -> Stretch:
    """Return a word by its letters."""
    return Stretch([0], [len(word)], [word[0].x0], [max(letter.x1 for letter in word)], word[0].style, letters=word)


def _blanks(page: int, frame: Frame, stretches: list[Stretch], size: float) -> Iterator[float]:
    """Yield where each blank behind the stretches of a line ends: letters like "Ư" reach into it.

    Where the file has a blank behind a gap, PDFium tells one without width where the blank begins.
    """
    words = [word for stretch in stretches for word in zip(stretch.lefts, stretch.ends, strict=True)]
    lefts, rights = _letter_sides(page, frame, [end for _left, end in words])
    followings = [left for left, _end in words[1:]]
    for left, right, following in zip(lefts, rights, [*followings, None], strict=True):
        if right - left < _BLANK * size and following is not None:
            right = min(following, left + 2 * _BLANK * size)
        if right - left >= _BLANK * size:
            yield right - (right - left) / 10


def _letter_sides(page: int, frame: Frame, indices: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return the left and the right edge of each character, on the page as shown."""
    lefts, rights = _sides(page, frame, indices, indices)
    return lefts.tolist(), rights.tolist()


def _sides(page: int, frame: Frame, firsts: Sequence[int], lasts: Sequence[int]) -> tuple[Any, Any]:
    """Return the left edge of each first character and the right edge of each last one, on the page as shown."""
    boxes: Any = np.zeros((2 * len(firsts), 4), np.float32)
    address = boxes.ctypes.data
    addresses = range(address, address + boxes.nbytes, 16)
    deque(map(loose_box, repeat(page), chain(firsts, lasts), addresses), maxlen=0)
    # FS_RECTF is left, upper, right and lower edge.
    left, top, right, bottom = boxes.astype(float).T
    shown: Any = frame.shown(left, bottom, right, top)
    return shown[0][: len(firsts)], shown[2][len(firsts) :]
