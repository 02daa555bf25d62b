"""Finds where any of many words occurs in a text, in one pass over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

Entry = TypeVar("Entry")

_NOT_IN_UTF8 = re.compile("[\ud800-\udfff]")


class WordFinder(Generic[Entry]):
    """Words with what is known of each, to be found in many texts.

    Examples
    --------
    >>> finder = WordFinder({"ủy ban": 1, "ban": 2, "ủy": 3})
    >>> list(finder.longest("Ban của ủy ban"))
    [(8, 14, 1)]
    >>> list(finder.every("Ban của ủy ban"))
    [(8, 10, 3), (8, 14, 1), (11, 14, 2)]
    """

    def __init__(self, words: Mapping[str, Entry]) -> None:
        self._words = tuple(words)
        self._entries = tuple(words.values())

    def longest(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of the words in a text: of overlapping ones the first and longest."""
        return self._found(self._longest, text, overlapping=False)

    def every(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Yield start, end and entry of all words in a text, also inside others, in the order of their ends."""
        return self._found(self._every, text, overlapping=True)

    def starts(self, text: str) -> dict[Entry, list[int]]:
        """Return for each entry where its words begin in a text, also inside others, in the order of their ends.

        Examples
        --------
        >>> WordFinder({"ban": 1, "Ban": 1, "của": 2}).starts("Ban của ủy ban")
        {1: [0, 11], 2: [4]}
        """
        entries = self._entries
        found: dict[Entry, list[int]] = defaultdict(list)
        for number, start, _end in _matches(self._every, text, overlapping=True):
            found[entries[number]].append(start)
        return dict(found)

    def _found(self, words: AhoCorasick, text: str, *, overlapping: bool) -> Iterator[tuple[int, int, Entry]]:
        entries = self._entries
        return ((start, end, entries[number]) for number, start, end in _matches(words, text, overlapping=overlapping))

    @cached_property
    def _longest(self) -> AhoCorasick:
        return self._made(MatchKind.LeftmostLongest)

    @cached_property
    def _every(self) -> AhoCorasick:
        return self._made(MatchKind.Standard)

    def _made(self, kind: MatchKind) -> AhoCorasick:
        # As fast here as the automaton in a table (DFA), which takes 30 MB.
        return AhoCorasick(
            self._words, matchkind=kind, store_patterns=False, implementation=Implementation.ContiguousNFA
        )


def _matches(words: AhoCorasick, text: str, *, overlapping: bool) -> list[tuple[int, int, int]]:
    """Return number, start and end of each word in a text."""
    try:
        return words.find_matches_as_indexes(text, overlapping=overlapping)
    except UnicodeEncodeError:
        # The library refuses lone surrogates; no word contains one.
        return words.find_matches_as_indexes(_NOT_IN_UTF8.sub("?", text), overlapping=overlapping)
