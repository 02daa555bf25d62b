"""What stands on pages beside the document: page numbers, running heads and feet, stamps of signatures."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from graphbuild.model import PageSize
from graphbuild.readers.pages.rows import Line

_ZONE = 0.13
"""Share of a page's height, at its head and its foot, in which furniture stands."""
_MOST_LINES = 3
"""Number of lines of a running head or foot."""
_REPEATED = 3
"""Number of pages on which the same line stands at the same height if it is a running head or foot."""
_SHARE = 5
"""Of how many pages one has such a line; in long tables some words come to stand at the same place too."""
_HEIGHT = 6.0
"""Points within which lines of several pages stand at the same height."""
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(trang\b|page\b)?\s*(\d{1,5})(\s*(?:/|of|trên)\s*\d{1,5})?[-–—|\s]*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_STAMP_LINES = 8
"""Largest number of lines of a stamp."""


def without_stamps(pieces: Sequence[Line]) -> list[Line]:
    """Return stretches of words, in the order of the file, without the stamps of digital signatures.

    Examples
    --------
    >>> from graphbuild.readers.pages.words import Word
    >>> rows = [("Ký", "bởi:", 10), ("Email:", "a@b.vn", 20), ("QUYẾT", "ĐỊNH", 60)]
    >>> pieces = [Line([Word(a, 9, y, 20, y + 8), Word(b, 22, y, 40, y + 8)], 9, y, 40, y + 8) for a, b, y in rows]
    >>> [piece.text for piece in without_stamps(pieces)]
    ['QUYẾT ĐỊNH']
    """
    kept: list[Line] = []
    stamp: Line | None = None
    left = 0
    for piece in pieces:
        if _is_stamp(piece):
            stamp, left = piece, _STAMP_LINES
        elif stamp is not None and left and _is_below(piece, stamp):
            stamp, left = piece, left - 1
        else:
            stamp = None
            kept.append(piece)
    return kept


def without_furniture(pages: Sequence[tuple[PageSize, list[Line]]], first: int) -> list[list[Line]]:
    """Return the lines of pages, from the highest to the lowest, without page numbers, running heads and feet.

    A line is a running one if it stands at the same height of at least three pages with the same words, whatever its
    numbers. A number alone is a page number if it counts the pages: from the first of the file, or as on other pages.

    Parameters
    ----------
    pages
        Size and lines of pages that follow each other.
    first
        Number of the first of them, from 1.
    """
    counts = Counter(
        value - number
        for number, (size, lines) in enumerate(pages, start=first)
        for line in _in_zones(size, lines)
        if (value := _page_number(line)) is not None
    )
    keys: Counter[tuple[str, int]] = Counter()
    for size, lines in pages:
        for line in _in_zones(size, lines):
            text, height = _DIGITS.sub("#", line.text), round(line.y1 / _HEIGHT)
            keys.update({(text, height), (text, height + 1)})
    kept: list[list[Line]] = []
    for number, (size, lines) in enumerate(pages, start=first):
        left_out = set()
        for line in _in_zones(size, lines):
            text, height = _DIGITS.sub("#", line.text), round(line.y1 / _HEIGHT)
            repeated = max(keys[text, height], keys[text, height + 1])
            value = _page_number(line)
            counted = value is not None and (value == number or counts[value - number] > 1 or line.text[-1:] in "-–")
            if (repeated >= _REPEATED and value is None) or counted:
                left_out.add(id(line))
        kept.append([line for line in lines if id(line) not in left_out])
    return kept


def _page_number(line: Line) -> int | None:
    """Return the number in a line that consists of nothing else: "- 2 -", "Trang 2/10"; None if there is more in it."""
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match[2]) if match else None


def _in_zones(size: PageSize, lines: Sequence[Line]) -> Iterable[Line]:
    """Return the lines at the head and the foot of a page, each side up to the first that is none of its zone."""
    head, foot = size.height * _ZONE, size.height * (1 - _ZONE)
    upper = [line for line in lines[:_MOST_LINES] if line.y1 <= head]
    lower = [line for line in lines[len(upper) :][-_MOST_LINES:] if line.y0 >= foot]
    return [*upper, *lower]


def _is_stamp(piece: Line) -> bool:
    first = piece.words[0].text.casefold()
    starts = _stamps().get(first)
    return starts is not None and piece.text.casefold().startswith(starts)


def _is_below(piece: Line, stamp: Line) -> bool:
    near = -0.5 * stamp.height <= piece.y0 - stamp.y1 <= 0.6 * stamp.height
    beside = piece.x0 < stamp.x1 + stamp.height and piece.x1 > stamp.x0 - stamp.height
    return near and beside and abs(piece.height - stamp.height) <= 0.2 * stamp.height


@cache
def _stamps() -> dict[str, tuple[str, ...]]:
    """Return how stamps begin, by their first word."""
    content = tomllib.loads((Path(__file__).parent / "stamps.toml").read_text(encoding="utf-8"))
    starts = [entry["start"].casefold() for entry in content["stamp"]]
    return {
        first: tuple(start for start in starts if start.split()[0] == first) for first in {s.split()[0] for s in starts}
    }
