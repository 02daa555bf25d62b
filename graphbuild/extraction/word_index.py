r"""Where the words of citations ("Luật"), times ("ngày"), acts ("bãi bỏ") and tasks ("phối hợp") occur, in one pass.

A pattern that begins with ``\b`` or with one of many words is tried at every character; six finders with such patterns
took half of the extraction time. Each is tried only where one of its words occurs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from graphbuild.model import Span
from graphbuild.text.word_finder import Matches, WordFinder
from graphbuild.vocabulary.act_verbs import act_verbs
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.obligations import PAST_WORDS, REPORT_WORDS, TARGET_WORDS, TOGETHER_WORDS
from graphbuild.vocabulary.provisions import THIS, provision_kinds_by_word
from graphbuild.vocabulary.times import HABIT_WORDS, TIME_WORDS
from graphbuild.vocabulary.wordings import wordings

_SHORT = tuple(word.lower() for word in wordings("citations")["short_resolution"])
_OF_TASKS = (*TOGETHER_WORDS, *REPORT_WORDS, *TARGET_WORDS, *PAST_WORDS)
# Words that are not types or provisions: before the name of a text that a decision issues, and above the recipients.
_IN_ANY_CASE = (
    THIS,
    *wordings("citations")["issues"],
    *wordings("citations")["approves_a_text"],
    *wordings("head")["recipients"],
)


class WordIndex:
    """The offsets of these words in one text in normal form, in any case, also inside other words.

    Examples
    --------
    >>> words = WordIndex("Luật Đất đai và các luật khác")
    >>> words.starts(["luật"])
    [0, 20]
    """

    def __init__(self, text: str, matches: Matches | None = None) -> None:
        """Find the words in a text, unless a `JointFinder` has found the `matches` of `index_words`."""
        self.text = text
        self._starts = index_words().starts(text, matches)

    def starts(self, words: Iterable[str]) -> list[int]:
        """Return where `words` (in lower case) begin, ascending."""
        known = self._starts
        found = [known[word] for word in words if word in known]
        if len(found) > 1:
            return sorted(set().union(*found))
        return found[0] if found else []

    def occurring(self, words: Iterable[str]) -> list[str]:
        """Return those of `words` (in lower case) that occur in the text: of many words few do.

        Examples
        --------
        >>> WordIndex("Luật Đất đai").occurring(["nghị định", "luật"])
        ['luật']
        """
        return [word for word in words if word in self._starts]

    def inside(self, words: Iterable[str], part: Span) -> list[int]:
        """Return where `words` (in lower case) begin in a part of the text, ascending."""
        return inside(self.starts(words), part)

    def longest(self, words: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield where `words` (in lower case) begin, with the word: of overlapping ones the first and longest.

        Examples
        --------
        >>> list(WordIndex("Bổ sung thêm Điều 5").longest(["bổ sung", "bổ sung thêm", "thêm"]))
        [(0, 'bổ sung thêm')]
        """
        known = self.occurring(words)
        found = sorted([(start, -len(word), word) for word in known for start in self._starts[word]])
        done = 0
        for start, _length, word in found:
            if start >= done:
                done = start + len(word)
                yield start, word

    def matches(self, pattern: re.Pattern[str], words: Iterable[str]) -> Iterator[re.Match[str]]:
        """Yield what ``pattern.finditer`` yields, for a pattern whose every match begins with one of `words`."""
        return matches_at(pattern, self.text, self.starts(words))


def matches_at(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` yields, for a pattern whose every match begins at one of some ascending offsets.

    Examples
    --------
    >>> [match.group() for match in matches_at(re.compile(r"[0-9]+"), "12 và 345", [0, 1, 6, 7])]
    ['12', '345']
    """
    done = 0
    for start in starts:
        match = pattern.match(text, start) if start >= done else None
        if match:
            done = match.end()
            yield match


def inside(starts: list[int], part: Span) -> list[int]:
    """Return those of ascending offsets that are in a part of the text.

    Examples
    --------
    >>> inside([0, 20, 40], Span(10, 40))
    [20]
    """
    first = bisect_left(starts, part.start)
    return starts[first : bisect_left(starts, part.end, first)]


def in_any_case(word: str) -> Iterator[str]:
    """Yield every mixture of cases in which a word can be written ("NƠi nhận").

    Examples
    --------
    >>> sorted(in_any_case("về"))
    ['VỀ', 'Về', 'vỀ', 'về']
    """
    return map("".join, product(*({letter.lower(), letter.upper()} for letter in word)))


@cache
def index_words() -> WordFinder[str]:
    """Return the words of every index, each with its form in lower case."""
    found: dict[str, str] = {}
    citing = {*types_by_word(), *provision_kinds_by_word(), *_SHORT, *act_verbs()}
    for word in {*citing, *TIME_WORDS, *HABIT_WORDS, *_OF_TASKS}:
        found |= dict.fromkeys((word, word.capitalize(), word.title(), word.upper()), word)
    for word in _IN_ANY_CASE:
        found |= dict.fromkeys(in_any_case(word), word)
    return WordFinder(found)
