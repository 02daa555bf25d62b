"""Finds which of many phrases occurs at an offset of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


class Phrases:
    """Phrases of one or more words, in lower case.

    Examples
    --------
    >>> verbs = Phrases(["rà soát", "rà", "sửa đổi"])
    >>> verbs.at("Rà soát quy hoạch", 0), verbs.at("Rà soátnhanh", 0), verbs.at("sửa", 0), "rà" in verbs
    ('rà soát', 'rà', '', True)
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrases)
        # For each first word, the lengths of the phrases that begin with it, the longest first.
        self._lengths: dict[str, list[int]] = {}
        for phrase in sorted(self._phrases, key=len, reverse=True):
            word = _WORD.match(phrase)
            lengths = self._lengths.setdefault(word.group() if word else "", [])
            if len(phrase) not in lengths:
                lengths.append(len(phrase))

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._phrases

    def __iter__(self) -> Iterator[str]:
        return iter(self._phrases)

    def __or__(self, other: Phrases) -> Phrases:
        return Phrases(self._phrases | other._phrases)

    def at(self, text: str, position: int) -> str:
        """Return the longest phrase that occurs at `position` as whole words, "" if there is none."""
        word = _WORD.match(text, position)
        lengths = self._lengths.get(word.group().lower()) if word else None
        if lengths is None:
            return ""
        plain = text[position : position + lengths[0] + 1].lower()
        for length in lengths:
            if plain[:length] in self._phrases and not plain[length : length + 1].isalnum():
                return plain[:length]
        return ""
