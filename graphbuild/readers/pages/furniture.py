"""What stands on pages beside the document: page numbers, running heads and feet, stamps of signatures."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graphbuild.model import PageSize
from graphbuild.readers.pages.line import Line

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
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_WIDEST_STAMP = 240.0
"""Width in points of the widest stamp of a signature."""


def without_stamps(pieces: Sequence[Line]) -> list[Line]:
    """Return stretches of words, in the order of the file, without the stamps of digital signatures.

    Examples
    --------
    >>> from graphbuild.readers.pages.words import Word
    >>> rows = [("Ký", "bởi:", 10), ("Email:", "a@b.vn", 20), ("QUYẾT", "ĐỊNH", 60)]
    >>> pieces = [Line.of([Word(a, 9, y, 20, y + 8), Word(b, 22, y, 40, y + 8)]) for a, b, y in rows]
    >>> [piece.text for piece in without_stamps(pieces)]
    ['QUYẾT ĐỊNH']
    """
    kept: list[Line] = []
    above: Line | None = None
    left = 0
    for number, piece in enumerate(pieces):
        stamp = _stamp_of(piece, pieces[number + 1] if number + 1 < len(pieces) else None)
        if stamp is not None:
            above, left = piece, stamp.lines
        elif above is not None and left and _is_below(piece, above):
            above, left = piece, left - 1
        else:
            above = None
            kept.append(piece)
    return kept


def without_furniture(pages: Sequence[tuple[PageSize, list[Line]]], first: int) -> list[list[Line]]:
    """Return the lines of pages, from the highest to the lowest, without page numbers, running heads and feet.

    A line is a running one if it stands at the same height of at least three pages with the same words, but for a
    number that counts the pages. A number alone is a page number if it counts the pages: from the first of the file, or
    as on other pages.

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
    zones = [
        [(line, list(_keys(line, number))) for line in _in_zones(size, lines)]
        for number, (size, lines) in enumerate(pages, start=first)
    ]
    keys = Counter(key for zone in zones for key in {key for _line, own in zone for key in own})
    kept: list[list[Line]] = []
    for number, (zone, (_size, lines)) in enumerate(zip(zones, pages, strict=True), start=first):
        left_out = set()
        for line, own in zone:
            repeated = max(keys[key] for key in own)
            value = _page_number(line)
            counted = value is not None and (value == number or counts[value - number] > 1 or line.text[-1:] in "-–")
            is_running = repeated >= max(_REPEATED, len(pages) // _SHARE) and _LETTERS.search(line.text)
            if counted or is_running or _is_overflow(line):
                left_out.add(id(line))
        kept.append([line for line in lines if id(line) not in left_out])
    return kept


def _keys(line: Line, number: int) -> Iterator[tuple[str, int, int]]:
    """Yield what a line has in common with the same running line of other pages.

    It is all of its words, or all but one number that counts the pages: the head of one page may be an item of a list
    whose numbers are all others than those of the items on other pages.
    """
    height, text = round(line.y1 / _HEIGHT), line.text
    for step in (0, 1):
        yield text, 0, height + step
        for match in _NUMBER.finditer(text):
            yield f"{text[: match.start()]}#{text[match.end() :]}", int(match[0]) - number, height + step


def _is_overflow(line: Line) -> bool:
    """Tell whether a line is what browsers print of the next page's first: the letters whose marks reach above it."""
    return all(len(text) == 1 and text.isalpha() and not text.isascii() for text in line.texts)


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


class _Stamp(NamedTuple):
    start: str
    lines: int
    before: tuple[str, ...]


def _stamp_of(piece: Line, following: Line | None) -> _Stamp | None:
    """Return the stamp that a stretch of words begins."""
    for stamp in _stamps().get(piece.texts[0].casefold(), ()):
        if piece.text.casefold().startswith(stamp.start):
            after = following.text.casefold() if following is not None else ""
            return stamp if not stamp.before or after.startswith(stamp.before) else None
    return None


def _is_below(piece: Line, stamp: Line) -> bool:
    near = -0.5 * stamp.height <= piece.y0 - stamp.y1 <= 0.6 * stamp.height
    beside = piece.x0 < stamp.x1 + stamp.height and piece.x1 > stamp.x0 - stamp.height
    is_narrow = piece.x1 - piece.x0 <= _WIDEST_STAMP
    return near and beside and is_narrow and abs(piece.height - stamp.height) <= 0.2 * stamp.height


@cache
def _stamps() -> dict[str, list[_Stamp]]:
    """Return the stamps by their first word."""
    content = tomllib.loads((Path(__file__).parent / "stamps.toml").read_text(encoding="utf-8"))
    stamps: dict[str, list[_Stamp]] = {}
    for entry in content["stamp"]:
        start, before = entry["start"].casefold(), tuple(word.casefold() for word in entry.get("before", ()))
        stamps.setdefault(start.split()[0], []).append(_Stamp(start, entry["lines"], before))
    return stamps
