"""Finds the numbers under which a passage stands in its document: "3" in part "II", "a" in "Điều 2"."""

from __future__ import annotations

import re
from bisect import bisect_right

from graphbuild.model import Reading
from graphbuild.vocabulary.provisions import provision_kinds
from graphbuild.vocabulary.wordings import any_word

_RANKS = {"phan": 0, "chuong": 0, "muc": 1, "dieu": 2}
_KINDS = {word: slug for slug in _RANKS for word in provision_kinds()[slug].words}
_WORDS = any_word(form for word in _KINDS for form in (word, word.capitalize(), word.upper()))
_MARK = re.compile(
    rf"^[#*_>|\s-]{{0,12}}(?:(?P<word>{_WORDS})[ ](?P<named>[IVX]{{1,5}}|\d{{1,3}})\b"
    r"|(?P<roman>[IVX]{1,5})[.)/:-]"
    r"|(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})(?:[.)/:]|\s*\|)"
    r"|(?P<letter>[a-zđ])\))",
    re.MULTILINE,
)
_ROMAN, _NUMBER, _LETTER = 1, 3, 8


class NumberedParts:
    """The numbers of the parts of a text, as its lines begin with them or its tables have them in the first column."""

    def __init__(self, reading: Reading) -> None:
        """Read the numbers of a document."""
        part = reading.part
        start, end = (part.start, part.end) if part else (0, len(reading.text.content))
        self._starts: list[int] = []
        self._chains: list[tuple[str, ...]] = []
        above: list[tuple[int, str]] = []
        for mark in _MARK.finditer(reading.text.content, start, end):
            rank, label = _step(mark)
            above = [*(step for step in above if step[0] < rank), (rank, label)]
            self._starts.append(mark.start())
            self._chains.append(tuple(label for _rank, label in above))

    def at(self, offset: int) -> tuple[str, ...]:
        """Return the numbers of the parts that contain an offset of the text, the widest first, in small letters."""
        index = bisect_right(self._starts, offset) - 1
        return self._chains[index] if index >= 0 else ()


def _step(mark: re.Match[str]) -> tuple[int, str]:
    if mark["word"]:
        return _RANKS[_KINDS[mark["word"].lower()]], mark["named"].lower()
    if mark["roman"]:
        return _ROMAN, mark["roman"].lower()
    if mark["number"]:
        return _NUMBER + mark["number"].count("."), mark["number"]
    return _LETTER, mark["letter"]
