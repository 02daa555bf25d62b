"""Footnotes: the lines at the foot of a page that explain its raised numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from graphbuild.model import PageSize
from graphbuild.readers.pages.line import Line

_MARK = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?[.,;:]?")
_FOOT = 0.3
"""Share of a page's height below which footnotes may begin."""
_SMALL = 0.92
"""Height of the lines of footnotes, as share of the usual height of lines, where nothing else tells them."""
_APART = 0.3
"""Height by which footnotes stand further below the text than its lines below each other, as share of theirs."""
_UNITS = frozenset(["m", "km", "dm", "cm", "mm", "hm"])
"""Units of length: what is raised after them is a power."""


def mark_of(text: str, is_raised: bool) -> str | None:
    """Return the number of the footnote that a word refers to; None if it is no reference.

    Examples
    --------
    >>> mark_of("12", True), mark_of("12", False)
    ('12', None)
    """
    match = _MARK.fullmatch(text) if is_raised else None
    return match[1] if match else None


def marks_of(line: Line) -> list[str | None]:
    """Return the number of the footnote to which each word of a line refers; None of those that are no reference."""
    return list(map(mark_of, line.texts, line.raised))


def is_power(text: str, before: str) -> bool:
    """Tell whether a raised word is a power of the unit before it: "km²"."""
    return before.lower() in _UNITS and text in ("2", "3")


def parted(size: PageSize, lines: Sequence[Line]) -> tuple[list[Line], dict[str, list[Line]]]:
    """Return the lines of a page without its footnotes, and the lines of each footnote by its number.

    Footnotes begin with the first line below the head of the page that begins with a raised number, or in small letters
    or apart from the text with one to which the page refers, and go on to the end of the page.
    """
    begin = _begin(size, lines)
    if begin is None:
        return list(lines), {}
    notes: dict[str, list[Line]] = {}
    note: list[Line] = []
    for line in lines[begin:]:
        mark = mark_of(line.texts[0], line.raised[0])
        if mark is not None and mark not in notes:
            note = notes.setdefault(mark, [])
        note.append(line)
    return list(lines[:begin]), notes


def _begin(size: PageSize, lines: Sequence[Line]) -> int | None:
    """Return the number of the first line of the footnotes; their own numbers count as raised from then on."""
    low = [number for number, line in enumerate(lines) if line.y0 > _FOOT * size.height and len(line.texts) > 1]
    for number in low:
        if mark_of(lines[number].texts[0], lines[number].raised[0]) is not None:
            return number
    marks = {mark for line in lines if any(line.raised) for mark in marks_of(line)[1:] if mark is not None}
    if not marks:
        return None
    usual, gap = median(line.height for line in lines), median([b.y0 - a.y1 for a, b in pairwise(lines)] or [0.0])
    noted = [
        number
        for number in low
        if lines[number].texts[0] in marks
        and (
            all(line.height < _SMALL * usual for line in lines[number:])
            or (number and lines[number].y0 - lines[number - 1].y1 > gap + _APART * usual)
        )
    ]
    for number in noted:
        lines[number].raised[0] = True
    return noted[0] if noted else None
