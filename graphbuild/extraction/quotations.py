"""Finds quoted text: words in a sentence, and the new wording of a provision over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right

from graphbuild.model import Span
from graphbuild.text.word_finder import starts_of
from graphbuild.vocabulary.wordings import wordings

_OPENING, _CLOSING = "“«", "”»"
_ENDS_WORDING = re.compile(r"[\"”»]?[ ]*[.;,/]*[\"”»]?[.;,/]*[ ]*(?:\n|$)")
# New wording over several paragraphs begins after "như sau:", or at the beginning of a paragraph.
_BEGINS_WORDING = re.compile(
    rf"(?:{wordings('acts').any_of('as_follows')}[ ]*:|(?:^|\n)[ ]*(?:\w{{1,3}}[.)])?)[\s|#>_]*$", re.IGNORECASE
)
_BEFORE = 40
_FARTHEST = 2000
"""Maximum number of marks from the beginning of a wording to its end."""


class Quotations:
    r"""The quoted stretches of a text in normal form, the outermost ones, in order.

    Examples
    --------
    >>> text = "Thay cụm từ “xã” bằng “phường”. Sửa Điều 2 như sau:\n“Điều 2. Tên\nGọi là “tổ”.”.\nHết."
    >>> [span.of(text) for span in Quotations(text).spans]
    ['“xã”', '“phường”', '“Điều 2. Tên\nGọi là “tổ”.”']
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = list(_quoted(text))
        self._starts = [span.start for span in self.spans]

    def around(self, position: int) -> Span | None:
        """Return the quoted stretch that contains `position`."""
        index = bisect_right(self._starts, position) - 1
        return self.spans[index] if index >= 0 and position < self.spans[index].end else None

    def after(self, position: int) -> Span | None:
        """Return the first quoted stretch that begins at or after `position`."""
        index = bisect_right(self._starts, position - 1)
        return self.spans[index] if index < len(self.spans) else None

    def within(self, start: int, end: int) -> list[Span]:
        """Return the quoted stretches that begin between two offsets."""
        return self.spans[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]


def _quoted(text: str) -> list[Span]:
    marks = sorted((start, mark) for mark in f'{_OPENING}{_CLOSING}"' for start in starts_of(mark, text))
    closing = _closed_in_line(text, marks)
    found: list[Span] = []
    index = 0
    while index < len(marks):
        start, mark = marks[index]
        last = None
        if mark not in _CLOSING:
            last = closing.get(index)
            if last is None and _BEGINS_WORDING.search(text, max(0, start - _BEFORE), start):
                last = _end_of_wording(text, marks, index)
        if last is not None:
            found.append(Span(start, marks[last][0] + 1))
            index = last
        index += 1
    return found


def _closed_in_line(text: str, marks: list[tuple[int, str]]) -> dict[int, int]:
    """Return for each mark that is closed within its paragraph the index of the mark that closes it, in one pass."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    straight: int | None = None
    end = -1
    for index, (position, mark) in enumerate(marks):
        if position > end:
            line = text.find("\n", position)
            end = line if line >= 0 else len(text)
            opened, straight = [], None
        if mark == '"':
            if straight is not None:
                closed[straight] = index
            straight = index if straight is None else None
        elif mark in _OPENING:
            opened.append(index)
        elif opened:
            closed[opened.pop()] = index
    return closed


def _end_of_wording(text: str, marks: list[tuple[int, str]], first: int) -> int | None:
    """Return the index of the mark that ends a wording: the first at the end of a paragraph with all others closed."""
    depth = 0
    fallback = None
    straight = marks[first][1] == '"'
    for index in range(first, min(len(marks), first + _FARTHEST)):
        position, mark = marks[index]
        depth += (mark in _OPENING) - (mark in _CLOSING)
        closes = index > first and (mark == '"' if straight else mark in _CLOSING)
        if closes and _ENDS_WORDING.match(text, position):
            if straight or depth <= 0:
                return index
            fallback = index if fallback is None else fallback
    return fallback
