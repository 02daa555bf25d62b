"""Finds where any of many words occurs in a text, in one pass over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Entry = TypeVar("Entry")
Matches = Sequence[tuple[int, int, Any]]
"""Where the words of a finder occur in a text, also inside others, in the order of their ends: start, end, entry."""

_NOT_IN_UTF8 = re.compile("[\ud800-\udfff]")


class WordFinder(Generic[Entry]):
    """Words with what is known of each, to be found in many texts.

    Every method takes the matches in the text, if a `JointFinder` has found them.

    Examples
    --------
    >>> finder = WordFinder({"ủy ban": 1, "ban": 2, "ủy": 3})
    >>> list(finder.longest("Ban của ủy ban"))
    [(8, 14, 1)]
    >>> list(finder.every("Ban của ủy ban"))
    [(8, 10, 3), (8, 14, 1), (11, 14, 2)]
    """

    def __init__(self, words: Mapping[str, Entry]) -> None:
        self.words = tuple(words)
        self.entries = tuple(words.values())

    def longest(self, text: str, matches: Matches | None = None) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of the words in a text: of overlapping ones the first and longest."""
        if matches is not None:
            return _longest(matches)
        entries = self.entries
        found = _found(self._longest, text, overlapping=False)
        return ((start, end, entries[number]) for number, start, end in found)

    def every(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of all words in a text, also inside others, in the order of their ends."""
        entries = self.entries
        return ((start, end, entries[number]) for number, start, end in _found(self._every, text, overlapping=True))

    def starts(self, text: str, matches: Matches | None = None) -> dict[Entry, list[int]]:
        """Return for each entry where its words begin in a text, also inside others, in the order of their ends.

        Examples
        --------
        >>> WordFinder({"ban": 1, "Ban": 1, "của": 2}).starts("Ban của ủy ban")
        {1: [0, 11], 2: [4]}
        """
        found: dict[Entry, list[int]] = defaultdict(list)
        for start, _end, entry in self.every(text) if matches is None else matches:
            found[entry].append(start)
        return dict(found)

    @cached_property
    def _longest(self) -> AhoCorasick:
        return _automaton(self.words, MatchKind.LeftmostLongest)

    @cached_property
    def _every(self) -> AhoCorasick:
        return _automaton(self.words, MatchKind.Standard)


class JointFinder:
    """Finders whose words are looked for together: one pass over a text takes half the time of three.

    Examples
    --------
    >>> bodies, acts = WordFinder({"ủy ban": "UB", "ban": "B"}), WordFinder({"ban hành": "issues", "ban": "?"})
    >>> text = "ủy ban ban hành"
    >>> of_bodies, of_acts = JointFinder(bodies, acts).every(text)
    >>> list(bodies.longest(text, of_bodies)), list(acts.longest(text, of_acts))
    ([(0, 6, 'UB'), (7, 10, 'B')], [(3, 6, '?'), (7, 15, 'issues')])
    """

    def __init__(self, *finders: WordFinder[Any]) -> None:
        self._count = len(finders)
        # The finders that have a word, with its entry in each.
        owners: dict[str, list[tuple[int, Any]]] = defaultdict(list)
        for place, finder in enumerate(finders):
            for word, entry in zip(finder.words, finder.entries, strict=True):
                owners[word].append((place, entry))
        self._owners = tuple(owners.values())
        self._every = _automaton(tuple(owners), MatchKind.Standard)

    def every(self, text: str) -> list[Matches]:
        """Return the matches of each finder in a text."""
        found: list[list[tuple[int, int, Any]]] = [[] for _finder in range(self._count)]
        owners = self._owners
        for number, start, end in _found(self._every, text, overlapping=True):
            for place, entry in owners[number]:
                found[place].append((start, end, entry))
        return list(found)


def starts_of(word: str, text: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Yield where a word occurs between two offsets of a text, ascending; a pattern takes ten times as long.

    Python finds a single letter in the time of a copy if the letter is as rare as a capital with marks.

    Examples
    --------
    >>> list(starts_of("VIỆT", "CỘNG SẢN VIỆT NAM"))
    [9]
    """
    before = _rarest(word)
    letter = word[before]
    at = text.find(letter, start, end)
    while at >= 0:
        if text.startswith(word, at - before, end):
            yield at - before
        at = text.find(letter, at + 1, end)


@lru_cache(maxsize=256)
def _rarest(word: str) -> int:
    """Return the index of a word's rarest letter: its last capital with marks, else its first letter."""
    return max((index for index, letter in enumerate(word) if letter.isupper() and not letter.isascii()), default=0)


def _longest(matches: Matches) -> Iterator[tuple[int, int, Any]]:
    """Yield of overlapping matches the first and longest."""
    # Of those with the same start the last one is the longest.
    by_start = {match[0]: match for match in matches}
    done = 0
    for start in sorted(by_start):
        if start >= done:
            done = by_start[start][1]
            yield by_start[start]


def _found(words: AhoCorasick, text: str, *, overlapping: bool) -> Sequence[tuple[int, int, int]]:
    """Return where words occur in a text: number, start, end."""
    try:
        return words.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        # The library refuses lone surrogates; no word contains one.
        return words.find_matches_as_indexes(_NOT_IN_UTF8.sub("?", text), overlapping=overlapping)


def _automaton(words: Sequence[str], kind: MatchKind) -> AhoCorasick:
    # As fast here as the automaton in a table (DFA), which takes 30 MB.
    return AhoCorasick(words, matchkind=kind, store_patterns=False, implementation=Implementation.ContiguousNFA)
