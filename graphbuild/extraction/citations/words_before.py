"""Words that are looked for right before an offset."""

from __future__ import annotations

from collections.abc import Iterable

_ENDING = 3
"""Number of last letters by which the words are looked up, if the shortest has as many."""


class WordsBefore:
    """Words of two letters or more, in any case, to be found where they end.

    Much cheaper than a pattern that ends with ``$``, which is tried at every character of what precedes the offset.

    Examples
    --------
    >>> cues = WordsBefore(["thực hiện", "tổ chức thực hiện"])
    >>> cues.longest("Tổ chức thực hiện Kế hoạch", 17), cues.longest("tự thực hiện", 12), cues.longest("hiện", 4)
    ('tổ chức thực hiện', 'thực hiện', '')
    >>> cues.precede("đã thực hiện Kế hoạch", 13), cues.precede("đã thực hiện Kế hoạch", 12)
    (True, False)
    """

    def __init__(self, words: Iterable[str]) -> None:
        # By their last letters, the longest first: few remain to compare.
        longest_first = sorted({word.lower() for word in words}, key=len, reverse=True)
        self._ending = min(len(longest_first[-1]), _ENDING)
        self._by_ending: dict[str, list[str]] = {}
        for word in longest_first:
            self._by_ending.setdefault(word[-self._ending :], []).append(word)

    def longest(self, text: str, end: int, floor: int = 0) -> str:
        """Return the longest word that ends at `end` as a whole word and begins at `floor` or later; "" if none does.

        It is in lower case, whatever the text's is.
        """
        for word in self._by_ending.get(text[max(0, end - self._ending) : end].lower(), ()):
            start = end - len(word)
            # Before it "_" may begin an emphasis.
            if start >= floor and text[start:end].lower() == word and not text[start - 1 : start].isalnum():
                return word
        return ""

    def precede(self, text: str, position: int) -> bool:
        """Tell whether one of the words and a space precede an offset."""
        return text[position - 1 : position] == " " and self.longest(text, position - 1) != ""
