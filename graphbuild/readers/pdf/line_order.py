"""Lines that a PDF file draws in turns, font by font, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np

from graphbuild.readers.pdf.pdfium import Frame
from graphbuild.readers.pdf.stretches import OVERLAP, Floats, Ints, Stretch, edges_of
from graphbuild.readers.pdf.styles import Style

_BLANK = 0.13
"""Width of the narrowest blank, as share of the font's size; that of Times New Roman is .25."""
_MOST_OVERLAPS = 0.1
"""Share of letters over other ones from which two texts are written over each other."""


class Ordered(NamedTuple):
    """The stretches of a page, each line from left to right."""

    stretches: list[Stretch]
    text: str
    """The text of the page, and behind it that of the lines which the file has in another order."""
    overlap: bool
    """Whether some stretches may stand over others."""


def in_order(page: int, frame: Frame, stretches: list[Stretch], text: str) -> Ordered:
    """Return the stretches of a page with those lines from left to right that the file draws in turns.

    The letters that a font lacks are drawn after all others of their line, in another font. All other stretches stay in
    the order of the file.

    Parameters
    ----------
    page
        Address of the text of the page.
    frame
        How the page is shown.
    stretches
        Its stretches in the order of the file.
    text
        The text of the page, into which their offsets point.
    """
    torn, overlap = _torn(stretches)
    if not torn:
        return Ordered(stretches, text, overlap)
    lines: dict[int, list[Stretch]] = {line: [] for line in torn}
    for stretch in stretches:
        if (line := _line_of(stretch)) in lines:
            lines[line].append(stretch)
    letters = _letters(page, frame, list(lines.values()))
    ordered: list[Stretch] = []
    texts, length = [text], len(text)
    for stretch in stretches:
        line = _line_of(stretch)
        if line not in torn:
            ordered.append(stretch)
        elif line in lines:
            own = lines.pop(line)
            written = _rejoined(own, letters[own[0].starts[0]], length)
            if written is None:
                # What is written over other text is no part of its line.
                ordered += own
                continue
            words, indices = written
            ordered += words
            texts.append("".join(map(text.__getitem__, indices)))
            length += len(indices)
    return Ordered(ordered, "".join(texts), overlap)


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
            line, slack = round(style.base), OVERLAP * style.size
            end = reach.get(line, float("-inf"))
        if stretch.lefts[0] < end - slack:
            torn.add(line)
        end = max(end, stretch.rights[-1])
    reach[line] = end
    return torn, bool(torn) or any(line + step in reach for line in reach for step in (1, 2))


def _line_of(stretch: Stretch) -> int:
    return round(stretch.style.base)


class _Letters(NamedTuple):
    """The characters of one line, in the order of the file."""

    indices: Ints
    """Their offsets in the text of the page."""
    words: Ints
    """The number of the word of each."""
    lefts: Floats
    rights: Floats
    blank_lefts: Floats
    blank_rights: Floats
    """The edges of what follows each word."""


def _letters(page: int, frame: Frame, lines: Sequence[Sequence[Stretch]]) -> dict[int, _Letters]:
    """Return the characters of lines by the offset of the first; all are asked for at once, which costs far less."""
    found: dict[int, _Letters] = {}
    words = [[*chain.from_iterable(zip(one.starts, one.ends, strict=True) for one in line)] for line in lines]
    indices = [[index for start, end in line for index in range(start, end)] for line in words]
    blanks = [[end for _start, end in line] for line in words]
    together = [*chain.from_iterable(indices), *chain.from_iterable(blanks)]
    lefts, rights = edges_of(page, frame, together)
    at, blank_at = 0, sum(map(len, indices))
    for line, own, ends in zip(words, indices, blanks, strict=True):
        span, blank_span = slice(at, at + len(own)), slice(blank_at, blank_at + len(ends))
        numbers = np.repeat(np.arange(len(line)), [end - start for start, end in line])
        edges = lefts[span], rights[span], lefts[blank_span], rights[blank_span]
        found[own[0]] = _Letters(np.array(own), numbers, *edges)
        at, blank_at = span.stop, blank_span.stop
    return found


def _rejoined(stretches: Sequence[Stretch], letters: _Letters, offset: int) -> tuple[list[Stretch], list[int]] | None:
    """Return the words of one line from left to right, parted by the gaps, and the offsets of their characters.

    The words point to where these characters will follow each other from `offset` on. None if two texts are written
    over each other.
    """
    order = np.lexsort((letters.indices, letters.rights, letters.lefts))
    x0, x1, words = letters.lefts[order], letters.rights[order], letters.words[order]
    wide = x1 - x0
    if np.count_nonzero(x0[1:] < x0[:-1] + OVERLAP * np.minimum(wide[:-1], wide[1:])) > _MOST_OVERLAPS * len(order):
        return None
    styles = [*chain.from_iterable(repeat(stretch.style, len(stretch.starts)) for stretch in stretches)]
    size = styles[words[0]].size
    gaps = x0[1:] - x1[:-1]
    is_end = gaps > max(_BLANK * size, 1.8 * _median(gaps))
    blanks = _blanks(stretches, letters, size)
    before = np.searchsorted(x0, blanks, "right") - 1
    before = before[(before >= 0) & (x1[before] < blanks) & (before < len(gaps))]
    is_end[before] = True
    firsts = np.concatenate([[0], np.flatnonzero(is_end) + 1])
    indices = letters.indices[order].tolist()
    fonts = [styles[word].font for word in words.tolist()] if any(style.is_old for style in styles) else ()
    starts, ends = (firsts + offset).tolist(), [*(firsts[1:] + offset).tolist(), len(indices) + offset]
    lefts, rights = x0[firsts].tolist(), np.maximum.reduceat(x1, firsts).tolist()
    own = [styles[word] for word in words[firsts].tolist()]
    cuts = [number + 1 for number, (one, other) in enumerate(pairwise(own)) if one[1:] != other[1:]]
    return [
        Stretch(
            starts[first:after],
            ends[first:after],
            lefts[first:after],
            rights[first:after],
            own[first],
            fonts=fonts[starts[first] - offset : ends[after - 1] - offset],
        )
        for first, after in pairwise([0, *cuts, len(own)])
    ], indices


def _median(gaps: Floats) -> float:
    ordered = np.sort(gaps)
    return float(ordered[(len(gaps) - 1) // 2] + ordered[len(gaps) // 2]) / 2 if len(gaps) else 0.0


def _blanks(stretches: Sequence[Stretch], letters: _Letters, size: float) -> Floats:
    """Return where each blank behind the words of a line ends: letters like "Ư" reach into it.

    Where the file has a blank behind a gap, PDFium tells one without width where the blank begins.
    """
    lefts, rights = letters.blank_lefts, letters.blank_rights
    begins = np.array([*chain.from_iterable(stretch.lefts for stretch in stretches), np.inf][1:])
    is_narrow = (rights - lefts < _BLANK * size) & (begins < np.inf)
    rights = np.where(is_narrow, np.minimum(begins, lefts + 2 * _BLANK * size), rights)
    is_blank = rights - lefts >= _BLANK * size
    return rights[is_blank] - (rights - lefts)[is_blank] / 10
