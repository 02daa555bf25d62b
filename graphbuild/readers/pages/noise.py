"""What recognition takes for words and is none: specks, strokes of a pen, stamps set beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from statistics import median

from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.words import Word

_APART = 2.0
"""Width, in heights of a line, of a gap between stretches that are judged one by one."""
_ALONE = 3.0
"""Width, in heights of a line, around a mark that stands alone."""
_SPECK = 0.35
"""Height of a speck, as share of the height of a line."""
_MARGIN = 24.0
"""Points left of the text from which a stretch stands in the margin."""
_STAMPED = 0.8
"""Mean certainty of a stretch in the margin below which it is a stamp: print has .9 and more."""
_SHORT, _SCRAWLED = 3, 0.7
"""Number of characters, and mean certainty, of what stands alone below which it is a stroke of a pen."""
_WIDE = 200.0
"""Width in points from which a stretch tells where the text begins."""
_ENOUGH = 5
"""Number of such stretches that tell it."""
_KEPT = frozenset(["*", "**", "***", "./.", "/."])
"""Marks that stand alone in documents: below the issuer, and at the end."""


def without_noise(pieces: Sequence[Line]) -> list[Line]:
    """Return stretches of words without what cannot be text, if they were recognised: others are returned as they are.

    Left out are specks; marks that stand alone, without letters or digits or hardly recognised; words over other words;
    and uncertain words in the left margin, where offices stamp what they receive.

    Examples
    --------
    >>> words = [Word("`", 38, 45, 45, 57, 0.6), Word("Điều", 118, 98, 145, 110, 0.6)]
    >>> [piece.text for piece in without_noise([Line.of([word]) for word in words])]
    ['Điều']
    """
    if all(min(piece.confidences) == 1 for piece in pieces):
        return list(pieces)
    high = max(1.0, median(piece.height for piece in pieces))
    parts = [part for piece in pieces for part in _parts(piece, _APART * high)]
    lefts = sorted(part.x0 for part in parts if part.x1 - part.x0 > _WIDE)
    left = lefts[len(lefts) // 10] - _MARGIN if len(lefts) >= _ENOUGH else float("-inf")
    covered = _covered(parts)
    strips: dict[int, list[Line]] = {}
    for part in parts:
        for strip in _strips(part, high):
            strips.setdefault(strip, []).append(part)
    kept: list[Line] = []
    for part in parts:
        is_kept = [(id(part), number) not in covered for number in range(len(part.texts))]
        rest = part if all(is_kept) else part.part(is_kept)
        if rest and not (part.height < _SPECK * high or _is_stamped(part, left) or _is_scrawl(part, strips, high)):
            kept.append(rest)
    return kept


def _parts(piece: Line, gap: float) -> Iterator[Line]:
    words = piece.words
    firsts = [0, *(number for number, own in enumerate(piece.gaps, start=1) if own > gap), len(words)]
    for first, after in pairwise(firsts):
        yield Line.of(words[first:after])


def _certainty(part: Line) -> float:
    lengths = list(map(len, part.texts))
    certain: float = sum(map(mul, lengths, part.confidences))
    return certain / sum(lengths)


def _is_stamped(part: Line, left: float) -> bool:
    return part.x0 < left and _certainty(part) < _STAMPED


def _is_scrawl(part: Line, strips: dict[int, list[Line]], high: float) -> bool:
    text = part.text
    if len(text) > _SHORT or text in _KEPT or text.isdigit():
        return False
    if any(character.isalnum() for character in text) and _certainty(part) >= _SCRAWLED:
        return False
    return not any(
        other is not part
        and other.y0 < part.y1
        and other.y1 > part.y0
        and other.x0 < part.x1 + _ALONE * high
        and other.x1 > part.x0 - _ALONE * high
        for strip in _strips(part, high)
        for other in strips[strip]
    )


def _strips(part: Line, high: float) -> range:
    """Return the numbers of the strips of a page, each as high as a line, in which a stretch stands."""
    return range(int(part.y0 // high), int(part.y1 // high) + 1)


def _covered(lines: Sequence[Line]) -> set[tuple[int, int]]:
    """Return which words, by the identity of their line and their number in it, stand over a longer one."""
    covered: set[tuple[int, int]] = set()
    open_words: list[tuple[Word, tuple[int, int]]] = []
    words = [(word, (id(line), number)) for line in lines for number, word in enumerate(line.words)]
    for word, place in sorted(words, key=lambda entry: entry[0].x0):
        open_words = [entry for entry in open_words if entry[0].x1 > word.x0]
        for other, other_place in open_words:
            own, another = (word, place), (other, other_place)
            (shorter, its_place), (longer, _place) = (
                (own, another) if len(word.text) < len(other.text) else (another, own)
            )
            wide, high = shorter.x1 - shorter.x0, min(shorter.y1 - shorter.y0, longer.y1 - longer.y0)
            over = min(shorter.x1, longer.x1) - max(shorter.x0, longer.x0)
            beside = min(shorter.y1, longer.y1) - max(shorter.y0, longer.y0)
            if shorter.text[:1].isalnum() and wide > 0 and over > 0.6 * wide and beside > 0.6 * high:
                covered.add(its_place)
        open_words.append((word, place))
    return covered
