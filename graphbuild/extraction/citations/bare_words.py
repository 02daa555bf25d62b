"""Tells where a bare type word ("Nghị quyết", "Kế hoạch") stands for one document, of others or the text's own.

In the middle of a sentence its capital is meant: "kinh phí thực hiện Kế hoạch được bố trí …". It is no mention where
it names several ("các Nghị định, Thông tư"), what is still to be made ("xây dựng Kế hoạch"), a product in a cell of its
own, or where words follow that name another document ("Kế hoạch của tổ", "Quyết định khen thưởng").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.model import BodyMention, Span
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
POINTING = re.compile(rf"[ ]{_any('pointing')}\b(?![ ]{_any('no_pointing_before')})")
_ENDS = re.compile(rf"[ ]?(?:[.:;)”\"]|\n|$|,(?![ ]{_any('more_types')}\b))")
_GOES_ON = re.compile(rf"[ ]{_any('after_mentions')}\b(?![ ]?\d)")
_SPEAKS = re.compile(rf"[ ]{_any('speaks_of_itself')}\b")
_OF = re.compile(rf" {_any('of')} ")
_CUES = WordsBefore(_WORDS["cues_of_mentions"])
_BEGINS_SENTENCE = re.compile(r"(?:^|[\n|“\"]|[.:!?…][ ]|[-+•*–][ ]|\d[.)][ ]|\b[a-zđ]\)[ ])[ ]?$")
_NOT_ONE = WordsBefore(
    word for group in ("planned_texts", "drafts", "several", "no_own_mention_after") for word in _WORDS[group]
)
_JOINT = rf"(?:[ ]?[,/][ ]?|[ ]{_any('joined')}[ ])$"
_ENDS_IN_JOINT = re.compile(_JOINT, re.IGNORECASE)
_TYPES_IN_LIST = re.compile(any_word(types_by_word()) + _JOINT, re.IGNORECASE)
_WINDOW = 40
"""Longest type word of a list with what joins it to the next, in characters."""
_CUE = 16
"""Longest word before a type word that decides on it, in characters."""
_LONGEST_LIST = 6


@cache
def noun_types() -> frozenset[str]:
    """Return the type words, in lower case, that are no verbs and name little else: they need no cue before them."""
    return frozenset(word.lower() for word in _WORDS["types_cited_alone"])


def quotation_around(quoted: Sequence[Span], position: int) -> Span | None:
    """Return the one of some stretches in the order of the text in which an offset lies.

    Examples
    --------
    >>> quotation_around([Span(2, 5), Span(8, 9)], 4), quotation_around([Span(2, 5), Span(8, 9)], 6)
    (Span(start=2, end=5), None)
    """
    index = bisect_right(quoted, position, key=lambda span: span.start) - 1
    return quoted[index] if index >= 0 and position < quoted[index].end else None


def has_cue(text: str, start: int) -> bool:
    """Tell whether the words before an offset say that a document is meant ("thực hiện", "theo", "nội dung")."""
    return _CUES.precede(text, start)


def stands_for_one(text: str, start: int, end: int, bodies: BodyFinder) -> BodyMention | bool:
    """Tell whether the capital type word from `start` to `end` of a text in normal form stands for one document.

    Returns
    -------
    BodyMention or bool
        The body that is named as its issuer after it ("Chỉ thị của Tỉnh ủy"): whether that is the document's is not
        told here.

    Examples
    --------
    >>> text = "thực hiện Kế hoạch; xây dựng Kế hoạch; các Quy chế, Kế hoạch; theo Kế hoạch khác"
    >>> [stands_for_one(text, at, at + 8, BodyFinder(text)) for at in (10, 29, 51, 66)]
    [True, False, False, False]
    """
    word = text[start:end]
    if not word[0].isupper() or word[1:] != word[1:].lower():
        return False
    of, speaks = _OF.match(text, end), _SPEAKS.match(text, end)
    # Most are followed by other words, and cost no more.
    if not (of or speaks or _ENDS.match(text, end) or _GOES_ON.match(text, end)) or names_several(text, start):
        return False
    if _BEGINS_SENTENCE.search(text, max(0, start - _CUE), start):
        return bool(speaks)
    if POINTING.match(text, end) or text.startswith(f" {THIS}", end):
        return False
    if of:
        return bodies.at(of.end()) or False
    return bool(_ENDS.match(text, end) or _GOES_ON.match(text, end))


def names_several(text: str, start: int) -> bool:
    """Tell whether several, planned or drafted documents are meant, also over a list of types ("các Chỉ thị, …")."""
    for _member in range(_LONGEST_LIST):
        if _NOT_ONE.precede(text, start) or (text.endswith(": ", 0, start) and _NOT_ONE.longest(text, start - 2)):
            return True
        # The type words would be looked for at every character of the window.
        joined = _ENDS_IN_JOINT.search(text, max(0, start - _CUE), start)
        listed = _TYPES_IN_LIST.search(text, max(0, start - _WINDOW), start) if joined else None
        if not listed:
            return False
        start = listed.start()
    return False
