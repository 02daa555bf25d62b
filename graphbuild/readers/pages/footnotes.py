"""Footnotes: the lines at the foot of a page that explain its raised numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.model import PageSize
from graphbuild.readers.pages.rows import Line
from graphbuild.readers.pages.words import Word

_MARK = re.compile(r"[(\[]?(\d{1,3}|\*{1,3})[)\]]?[.,;:]?")
_FOOT = 0.3
"""Share of a page's height below which footnotes may begin."""
_UNITS = frozenset(["m", "km", "dm", "cm", "mm", "hm"])
"""Units of length: what is raised after them is a power."""


def mark_of(word: Word) -> str | None:
    """Return the number of the footnote that a word refers to; None if it is no reference.

    Examples
    --------
    >>> mark_of(Word("12", 9, 9, 12, 12, is_raised=True)), mark_of(Word("12", 9, 9, 12, 12))
    ('12', None)
    """
    match = _MARK.fullmatch(word.text) if word.is_raised else None
    return match[1] if match else None


def is_power(word: Word, before: Word) -> bool:
    """Tell whether a raised word is a power of the unit before it: "km²"."""
    return before.text.lower() in _UNITS and word.text in ("2", "3")


def parted(size: PageSize, lines: Sequence[Line]) -> tuple[list[Line], dict[str, list[Line]]]:
    """Return the lines of a page without its footnotes, and the lines of each footnote by its number.

    Footnotes begin with the first line below the head of the page that begins with a raised number, and go on to the
    end of the page.
    """
    begin = next(
        (
            number
            for number, line in enumerate(lines)
            if line.y0 > _FOOT * size.height and mark_of(line.words[0]) is not None and len(line.words) > 1
        ),
        None,
    )
    if begin is None:
        return list(lines), {}
    notes: dict[str, list[Line]] = {}
    note: list[Line] = []
    for line in lines[begin:]:
        mark = mark_of(line.words[0])
        if mark is not None and mark not in notes:
            note = notes.setdefault(mark, [])
        note.append(line)
    return list(lines[:begin]), notes
