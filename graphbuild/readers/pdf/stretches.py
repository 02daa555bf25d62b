"""Words of a page as stretches of characters, each on one baseline, from left to right."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphbuild.readers.pdf.pdfium import Frame, loose_box, text_object
from graphbuild.readers.pdf.styles import Style, Styles

OVERLAP = 0.3
"""By what share of its size, or of its width, a letter stands over another one."""
_ALIKE = 0.1
"""By what share of their size the letters of a word may stand higher; by half more they may differ in size."""
_TOUCHING = 0.05
"""Largest gap or overlap of letters of one word in two fonts, as share of their size."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Stretch(NamedTuple):
    """Words after each other on one baseline, or parts of words, each as a whole right of the one before."""

    starts: list[int]
    ends: list[int]
    """Offsets in the text of the page of the first character of each and behind its last one."""
    lefts: list[float]
    rights: list[float]
    style: Style
    is_glued: bool = False
    """Whether the first is of one word with the stretch before it."""
    fonts: Sequence[str] = ()
    """The font of each character, where they have several and one of them is from before Unicode."""


def stretches_of(page: int, frame: Frame, starts: Ints, ends: Ints, styles: Styles) -> list[Stretch]:
    """Return words as stretches, in the order of the file: those that stand upright on the page as it is shown.

    Words that are not of one height or not on one line are several stretches.

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
    return list(_stretches(page, frame, starts, ends, styles)) if len(starts) else []


def _stretches(page: int, frame: Frame, starts: Ints, ends: Ints, styles: Styles) -> Iterator[Stretch]:
    begins, behind = starts.tolist(), ends.tolist()
    objects = np.fromiter(map(text_object, repeat(page), begins), np.uint64, len(begins))
    lefts, rights = edges_of(page, frame, [*begins, *(ends - 1).tolist()])
    lefts, rights = lefts[: len(begins)], rights[len(begins) :]
    is_single = ends - starts == 1
    rights = np.where(is_single, np.maximum(lefts, rights), rights)
    is_plain = is_single | (lefts < rights)
    changes = objects[1:] != objects[:-1]
    # Between words of one text object there is no other: only its last word may go on in the next.
    for last in [*np.flatnonzero(changes & ~is_single[:-1]).tolist(), len(objects) - 1]:
        if text_object(page, behind[last] - 1) != objects[last]:
            is_plain[last] = False
    cuts = changes | ~is_plain[1:] | ~is_plain[:-1] | (lefts[1:] < rights[:-1])
    firsts = [0, *(np.flatnonzero(cuts) + 1).tolist(), len(objects)]
    x0s, x1s, plain = lefts.tolist(), rights.tolist(), is_plain.tolist()
    others = np.flatnonzero(~is_plain).tolist()
    parts = _parts(page, frame, [range(begins[other], behind[other]) for other in others], styles)
    turn = -frame.turns % 4
    own_styles = styles.of(objects[firsts[:-1]].tolist(), [begins[first] for first in firsts[:-1]])
    for (first, after), style in zip(pairwise(firsts), own_styles, strict=True):
        if not plain[first]:
            own = next(parts)
            if style.turn == turn:
                yield from own
        elif style.turn == turn:
            yield Stretch(begins[first:after], behind[first:after], x0s[first:after], x1s[first:after], style)


def _parts(page: int, frame: Frame, words: Sequence[range], styles: Styles) -> Iterator[list[Stretch]]:
    """Yield the stretches of each word whose characters are of one height, on one line, and each right of the last."""
    indices = list(chain.from_iterable(words))
    x0s, x1s = (edges.tolist() for edges in edges_of(page, frame, indices))
    own_styles = styles.of(list(map(text_object, repeat(page), indices)), indices)
    turn = -frame.turns % 4
    at = 0
    for word in words:
        parts: list[Stretch] = []
        begin, after = at, at + len(word)
        first = style = own_styles[at]
        for number in range(at + 1, after + 1):
            if number < after:
                own = own_styles[number]
                is_right = x0s[number] > x0s[number - 1] - OVERLAP * own.size
                if is_right and (own is style or _goes_on(style, own)):
                    style = own
                    continue
            if first.turn == turn:
                edges = [min(x0s[begin:number])], [max(x1s[begin:number])]
                parts.append(Stretch([word[begin - at]], [word.start + number - at], *edges, first, begin > at))
            begin, first, style = number, own, own
        at = after
        yield parts


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
    return abs(gap) < _TOUCHING * stretch.style.size and _goes_on(before.style, stretch.style)


def edges_of(page: int, frame: Frame, indices: Sequence[int]) -> tuple[Floats, Floats]:
    """Return the left and the right edge of each character, on the page as shown."""
    boxes: Any = np.zeros((len(indices), 4), np.float32)
    address = boxes.ctypes.data
    deque(map(loose_box, repeat(page), indices, range(address, address + boxes.nbytes, 16)), maxlen=0)
    # FS_RECTF is left, upper, right and lower edge.
    left, top, right, bottom = boxes.astype(float).T
    shown: Any = frame.shown(left, bottom, right, top)
    return shown[0], shown[2]
