"""The sentence around a mention: the evidence for human readers."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from graphbuild.model import Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.wordings import wordings

_STOP = re.compile(rf"[.!?…](?=[ ]+[\"“(]?[{CAPITAL}\d])")
_OTHER_STOPS = ("! ", "? ", "… ")
_ABBREVIATION = re.compile(
    rf"(?:\b{wordings('sentences').any_of('abbreviations')}|/c|\b[A-ZĐ]|(?:^|\n)[ ]*[\divxIVX]+)$"
)

LONGEST = 1200
"""Maximum length in characters of a sentence kept as evidence; a longer one (hostile text, a table without stops) is
truncated around the mention, or the size of the evidence would be quadratic in the text."""


class Sentences:
    """Sentence boundaries of one text in normal form, found on demand, paragraph by paragraph."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Where the last requested paragraph begins, and where each of its sentences ends.
        self._ends = [0]

    def around(self, span: Span) -> Span:
        """Return the sentence in which `span` begins, without surrounding spaces, never less than `span` itself.

        Examples
        --------
        >>> text = "Đã thực hiện tốt. Nay giao TP. Huế thực hiện Chỉ thị 05-CT/TW. Hết."
        >>> Sentences(text).around(Span(46, 61)).of(text)
        'Nay giao TP. Huế thực hiện Chỉ thị 05-CT/TW.'
        """
        if not self._ends[0] <= span.start < self._ends[-1]:
            self._ends = self._paragraph(span.start)
        number = bisect_right(self._ends, span.start)
        start = self._ends[number - 1]
        end = max(self._ends[min(number, len(self._ends) - 1)], span.end)
        first, last = span.start - LONGEST // 2, max(span.end, span.start + LONGEST // 2)
        if start < first:
            # Cut between two words, if possible.
            start = max(self._text.find(" ", first, span.start), first)
        if end > last:
            end = max(self._text.rfind(" ", span.end, last), span.end) if last > span.end else span.end
        while start < span.start and self._text[start].isspace():
            start += 1
        while end > span.end and self._text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def _paragraph(self, position: int) -> list[int]:
        start = self._text.rfind("\n", 0, position) + 1
        end = self._text.find("\n", position) + 1 or len(self._text)
        return [start, *(sentence.end for sentence in split_sentences(self._text, Span(start, end)))]


def split_sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a stretch of a text in normal form, contiguous and in order.

    Examples
    --------
    >>> text = "Nay giao TP. Huế làm. Xong."
    >>> [sentence.of(text) for sentence in split_sentences(text, Span(0, 27))]
    ['Nay giao TP. Huế làm.', ' Xong.']
    """
    stretch = text[span.start : span.end]
    if ". " not in stretch and not any(map(stretch.__contains__, _OTHER_STOPS)):
        # Most stretches are one sentence.
        return [span]
    stops = [stop.end() for stop in _STOP.finditer(text, span.start, span.end) if not _is_abbreviation(stop)]
    if not stops:
        return [span]
    return [Span(start, end) for start, end in pairwise([span.start, *stops, span.end])]


def _is_abbreviation(match: re.Match[str]) -> bool:
    # "Tr.", "KTS.", "v.v.": no abbreviation ends in three lower-case letters.
    before = match.string[max(0, match.start() - 3) : match.start()]
    if match.group() != "." or (len(before) == 3 and before.isalpha() and before.islower()):
        return False
    return bool(_ABBREVIATION.search(match.string, max(0, match.start() - 6), match.start()))
