"""One page recognised: read twice, at two resolutions, and of each word the reading that is more certain."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from PIL import Image

from graphbuild.readers.ocr.cells import overlooked
from graphbuild.readers.ocr.cleaning import DPI
from graphbuild.readers.ocr.sheets import certainty_of, read_smaller, upright
from graphbuild.readers.ocr.skew import rules_turned_back, straightened, turned_back
from graphbuild.readers.ocr.tesseract import Seen, Tesseract
from graphbuild.readers.pages.words import Rule

MOST_PIXELS = 40_000_000
"""Size of the largest page that is recognised at full resolution: A2 at 300 dpi has 35 million pixels."""
_ALONE = 0.6
"""Certainty from which a word counts that only one of the readings has."""
_PRINTED = 0.85
"""Certainty from which a word in colour counts as printed; what is read of round stamps is less certain."""
_MARK = 0.6
"""Certainty from which a mark without letter or digit counts: less certain ones are specks of dirt."""
_FRAMED = 0.7
"""Largest certainty of a word in the frame of a stamp."""
_STRIP = 40
"""Height in pixels of the strips in which words of the same place are looked for."""


class Recognised(NamedTuple):
    """What is found on a page, in pixels of its picture after some quarter turns."""

    words: list[Seen]
    rules: list[Rule]
    """The lines of its tables."""
    turns: int
    """Number of quarter turns clockwise after which its text is upright."""


def recognised(image: Image.Image, tesseract: Tesseract) -> Recognised:
    """Return the words and the tables' lines on a page, which may lie on its side or on its head.

    Parameters
    ----------
    image
        The page at 300 dpi, in RGB or in shades of grey.

    Raises
    ------
    UnreadError
        Tesseract failed on it.
    """
    sheet = upright(image, tesseract)
    words = merged(tesseract.words(sheet.page, DPI), sheet.words)
    words += overlooked(sheet.page, sheet.ruling.rules, words, tesseract)
    if sheet.has_colours:
        # Headings may be printed in colour; over black words it would be a stamp.
        coloured = read_smaller(straightened(sheet.image.convert("L"), sheet.angle), tesseract)
        printed = [word for word in coloured if word.confidence >= _PRINTED and _is_text(word)]
        covered = {number for _word, number in _overlapping(words, printed)}
        words += [word for number, word in enumerate(printed) if number not in covered]
    words = [word._replace(confidence=min(word.confidence, _most(word, sheet.ruling.frames))) for word in words]
    rules, size = sheet.ruling.rules, sheet.image.size
    return Recognised(turned_back(words, sheet.angle, size), rules_turned_back(rules, sheet.angle, size), sheet.turns)


def _most(word: Seen, frames: Sequence[Rule]) -> float:
    """Return the largest certainty of a word: what stands in the frame of a stamp may not belong to the text."""
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return _FRAMED if any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in frames) else 1.0


def merged(first: Sequence[Seen], second: Sequence[Seen]) -> list[Seen]:
    """Return of two readings of one page, in the same pixels, the more certain one at each place.

    Where both agree the higher certainty counts; where they differ, the winner's is lowered by that of the other.

    Examples
    --------
    >>> first = [Seen("sô", 0.6, 0, 0, 20, 10), Seen("05-CT/TW", 0.9, 25, 0, 90, 10)]
    >>> second = [Seen("số", 0.9, 0, 0, 20, 10), Seen("05-CT/TW", 0.8, 25, 0, 90, 10)]
    >>> [(word.text, round(word.confidence, 2)) for word in merged(first, second)]
    [('số', 0.7), ('05-CT/TW', 0.9)]
    """
    words: list[_Numbered] = []
    places = _places(first, second)
    orders = _orders(places, len(second))
    for mine, others in places:
        chosen = _chosen([first[number] for number in mine], [second[number] for number in others])
        numbers = mine if chosen.is_first else [orders[number] for number in others]
        words += map(_Numbered, numbers, chosen.words)
    words.sort(key=lambda numbered: numbered.number)
    return [word for _number, word in words if word.confidence >= _MARK or _is_text(word)]


def _is_text(word: Seen) -> bool:
    """Tell whether a word is more than marks, as dirt and lines are read."""
    return any(character.isalnum() for character in word.text)


class _Numbered(NamedTuple):
    number: float
    """Its order in the first reading."""
    word: Seen


class _Place(NamedTuple):
    """The words of two readings at one place of a page, by their numbers in each."""

    first: list[int]
    second: list[int]


class _Chosen(NamedTuple):
    """The words of the reading that is better at a place."""

    words: list[Seen]
    is_first: bool


def _chosen(first: list[Seen], second: list[Seen]) -> _Chosen:
    """Return the better one of two readings of a place; no words if it is dirt."""
    sure = certainty_of(first), certainty_of(second)
    if not first or not second:
        return _Chosen(first or second if max(sure) >= _ALONE else [], is_first=bool(first))
    if [word.text for word in first] == [word.text for word in second]:
        certainties = [max(one.confidence, other.confidence) for one, other in zip(first, second, strict=True)]
        agreed = [word._replace(confidence=certainty) for word, certainty in zip(first, certainties, strict=True)]
        return _Chosen(agreed, is_first=True)
    is_first = sure[0] >= sure[1]
    most = 1 - min(sure) / 2
    words = [word._replace(confidence=min(word.confidence, most)) for word in (first if is_first else second)]
    return _Chosen(words, is_first)


def _orders(places: Iterable[_Place], count: int) -> list[float]:
    """Return for each word of the second reading its order in the first: at its place, else behind the word before."""
    known = {other: min(place.first) for place in places if place.first for other in place.second}
    orders: list[float] = []
    last = -1.0
    for number in range(count):
        last = known.get(number, math.floor(last) + 0.5)
        orders.append(last)
    return orders


def _places(first: Sequence[Seen], second: Sequence[Seen]) -> list[_Place]:
    """Return the words of two readings by the places that they share."""
    leaders = list(range(len(first) + len(second)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    for one, other in _overlapping(first, second):
        leaders[leader(len(first) + other)] = leader(one)
    places: dict[int, _Place] = defaultdict(lambda: _Place([], []))
    for number in range(len(first)):
        places[leader(number)].first.append(number)
    for number in range(len(second)):
        places[leader(len(first) + number)].second.append(number)
    return list(places.values())


def _overlapping(first: Sequence[Seen], second: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of words that cover each other for the most part."""
    strips: dict[int, list[int]] = defaultdict(list)
    for number, word in enumerate(second):
        for strip in _strips(word):
            strips[strip].append(number)
    for number, word in enumerate(first):
        for near in {near for strip in _strips(word) for near in strips[strip]}:
            other = second[near]
            if _is_same_place(word, other):
                yield number, near


def _is_same_place(one: Seen, other: Seen) -> bool:
    """Tell whether one box covers most of the other, and is not that of a mark above or below its letters."""
    widths, heights = (one.x1 - one.x0, other.x1 - other.x0), (one.y1 - one.y0, other.y1 - other.y0)
    wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide >= 0.4 * min(widths) and high >= 0.5 * min(heights) and min(heights) >= 0.4 * max(heights)


def _strips(word: Seen) -> Iterable[int]:
    return range(int(word.y0 // _STRIP), int(word.y1 // _STRIP) + 1)
