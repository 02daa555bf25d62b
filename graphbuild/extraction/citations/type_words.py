"""Looks back from a number, or from "này", for the preceding word of a document type."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary.document_types import types_by_word

_LONGEST = 40


def type_word_before(text: str, end: int, floor: int = 0) -> str:
    """Return the longest type word that ends at `end` as a whole word, in lower case; "" if there is none.

    Parameters
    ----------
    text, end
        Text in normal form and the offset after the word.
    floor
        Lower bound of the search.

    Examples
    --------
    >>> type_word_before("theo Thông tư liên tịch", 23)
    'thông tư liên tịch'
    >>> type_word_before("tái Luật", 8), type_word_before("Đạiluật", 7)
    ('luật', '')
    """
    words = _words_by_ending().get(text[max(0, end - 2) : end].lower())
    if not words:
        return ""
    window = text[max(floor, end - _LONGEST) : end].lower()
    for word in words:
        before = window[: -len(word)][-1:]
        if window.endswith(word) and not (before.isalnum() or before == "_"):
            return word
    return ""


@cache
def _words_by_ending() -> dict[str, tuple[str, ...]]:
    """Return the type words by their last two letters, longest first: few remain to compare."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(types_by_word(), key=len, reverse=True):
        found[word[-2:]] = (*found.get(word[-2:], ()), word)
    return found
