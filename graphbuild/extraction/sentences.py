"""The sentence around a mention: the evidence for human readers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from graphbuild.model import Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.wordings import wordings

# Not after the number that begins a line, which most stops of a document follow. Each mark has a pattern of its own:
# one for all takes four times as long.
_STOPS = {mark: re.compile(rf"{re.escape(mark)}(?<!\n\d.)(?<!\n\d\d.)(?=[ ]+[\"“(]?[{CAPITAL}\d])") for mark in ".!?…"}
_AFTER_STOP = ' "“('
"""What can be between a full stop and the capital after it."""
_ABBREVIATION = re.compile(
    rf"(?:\b{wordings('sentences').any_of('abbreviations')}|/c|\b[A-ZĐ]|(?:^|\n)[ ]*[\divxIVX]+)$"
)
_LONGEST_ABBREVIATION = 6

LONGEST = 1200
"""Maximum length in characters of a sentence kept as evidence; a longer one (hostile text, a table without stops) is
truncated around the mention, or the size of the evidence would be quadratic in the text."""


class Sentences:
    """Sentence boundaries of one text in normal form."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = _ends(text)

    def around(self, span: Span) -> Span:
        """Return the sentence in which `span` begins, without surrounding spaces, never less than `span` itself.

        Examples
        --------
        >>> text = "Đã thực hiện tốt. Nay giao TP. Huế thực hiện Chỉ thị 05-CT/TW. Hết."
        >>> Sentences(text).around(Span(46, 61)).of(text)
        'Nay giao TP. Huế thực hiện Chỉ thị 05-CT/TW.'
        """
        text, ends = self._text, self._ends
        first, last = span.start - LONGEST // 2, max(span.end, span.start + LONGEST // 2)
        number = bisect_right(ends, span.start)
        # The paragraph only as far as it is kept, or an endless line would cost the square of its length.
        start = max(text.rfind("\n", max(0, first - 1), span.start) + 1, ends[number - 1] if number else 0)
        end = text.find("\n", span.start, last) + 1 or len(text)
        end = max(min(end, ends[number]) if number < len(ends) else end, span.end)
        if start < first:
            # Cut between two words, if possible.
            start = max(text.find(" ", first, span.start), first)
        if end > last:
            end = max(text.rfind(" ", span.end, last), span.end) if last > span.end else span.end
        while start < span.start and text[start].isspace():
            start += 1
        while end > span.end and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


def split_sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences of a stretch of a text in normal form, contiguous and in order.

    Examples
    --------
    >>> text = "Nay giao TP. Huế làm. Xong."
    >>> [sentence.of(text) for sentence in split_sentences(text, Span(0, 27))]
    ['Nay giao TP. Huế làm.', ' Xong.']
    """
    ends = _ends(text)
    first = bisect_right(ends, span.start)
    last = bisect_left(ends, span.end, first)
    if first < last and not text[ends[last - 1] : span.end].strip(_AFTER_STOP):
        # The capital that shows that the sentence ends is beyond the stretch.
        last -= 1
    if first == last:
        # Most stretches are one sentence.
        return [span]
    return [Span(start, end) for start, end in pairwise([span.start, *ends[first:last], span.end])]


@lru_cache(maxsize=4)
def _ends(text: str) -> list[int]:
    """Return where sentences end inside the paragraphs of a text, ascending: its stretches are asked for one by one."""
    return sorted(
        stop.end()
        for mark, pattern in _STOPS.items()
        if mark in text
        for stop in pattern.finditer(text)
        if not _is_abbreviation(text, stop.start())
    )


def _is_abbreviation(text: str, end: int) -> bool:
    """Tell whether the mark at an offset ends an abbreviation or a number."""
    # "Tr.", "KTS.", "v.v.": no abbreviation ends in three lower-case letters.
    ending = text[max(0, end - 3) : end]
    if text[end] != "." or (len(ending) == 3 and ending.isalpha() and ending.islower()):
        return False
    begin = max(0, end - _LONGEST_ABBREVIATION)
    if ending[-1:].isdigit() and begin and "\n" not in text[begin:end]:
        # Only the number of an item.
        return False
    return _ABBREVIATION.search(text, begin, end) is not None
