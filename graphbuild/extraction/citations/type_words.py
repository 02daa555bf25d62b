"""Looks back from a number, or from "này", for the preceding word of a document type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.vocabulary.document_types import types_by_english_word, types_by_symbol, types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_LONGEST = 40
_LONGEST_NUMBER_WORD = 14
_SO = rf"{_WORDS.any_of('number', 'number_at_length')}[ ]?:?"
_NUMBER_WORD = re.compile(
    rf"(?:(?P<open>\([ ]?)?(?<!\w)(?:{_SO}|{_WORDS.any_of('number_in_english')})|\()[ \n]?$", re.IGNORECASE
)
_LAST_WORD = re.compile(r"[^\W_]+$")
# "Báo cáo thẩm tra bổ sung", "Văn bản giải trình, tiếp thu".
_MOST_DESCRIBING_WORDS = 6
_DESCRIBING = re.compile(r"[^\W\d_]+,?")
_NOT_DESCRIBING = frozenset(_WORDS["not_describing"])
_LONGEST_TITLE = 200


class NumberWord(NamedTuple):
    """The word "số" before a number: where it begins, with a bracket before it, and whether there is one."""

    start: int
    in_brackets: bool
    printed: bool
    """Whether there is a word, not only a bracket."""


class TypeWord(NamedTuple):
    """The word of a type before a number."""

    word: str
    """In lower case; a symbol as printed."""
    code: str
    start: int
    end: int


def type_word_before(text: str, end: int, floor: int = 0) -> str:
    """Return the longest Vietnamese type word that ends at `end` as a whole word, in lower case; "" if there is none.

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
    return _words().longest(text, end, floor)


def number_word_before(text: str, position: int, floor: int = 0) -> NumberWord | None:
    """Return the word "số", "mang số" or "No." that ends right before `position`, or a bracket alone.

    Examples
    --------
    >>> number_word_before("Nghị định (số 221/CP)", 14)
    NumberWord(start=10, in_brackets=True, printed=True)
    """
    found = _NUMBER_WORD.search(text, max(floor, position - _LONGEST_NUMBER_WORD), position)
    if not found:
        return None
    printed = found.group().strip() != "("
    return NumberWord(found.start(), found["open"] is not None or not printed, printed)


def type_before(text: str, end: int, floor: int = 0) -> TypeWord | None:
    """Return the type that ends at `end`: by its Vietnamese or English word, or by its symbol ("QĐ").

    Examples
    --------
    >>> type_before("the Decree", 10)
    TypeWord(word='decree', code='NĐ', start=4, end=10)
    >>> type_before("theo QĐ", 7)
    TypeWord(word='QĐ', code='QĐ', start=5, end=7)
    """
    word = type_word_before(text, end, floor)
    if word:
        return TypeWord(word, types_by_word()[word].code, end - len(word), end)
    word = _english_words().longest(text, end, floor)
    if word and text[end - len(word)].isupper():
        return TypeWord(word, types_by_english_word()[word].code, end - len(word), end)
    symbol = _LAST_WORD.search(text, max(floor, end - 6), end)
    if symbol and len(symbol.group()) > 1 and symbol.group() in types_by_symbol():
        return TypeWord(symbol.group(), types_by_symbol()[symbol.group()][0].code, symbol.start(), end)
    return None


def described_types_before(text: str, end: int, floor: int = 0) -> Iterator[TypeWord]:
    """Yield the types whose words are followed by others that describe the document, up to `end`; the nearest first.

    Examples
    --------
    >>> next(described_types_before("Tại Báo cáo thẩm tra bổ sung", 28)).word
    'báo cáo thẩm tra'
    >>> [found.word for found in described_types_before("Quyết định phê duyệt đề án", 26)]
    ['quyết định']
    >>> list(described_types_before("Quyết định của Sở", 17))
    []
    """
    begin = max(floor, end - 2 * _LONGEST)
    position = end
    for _number in range(_MOST_DESCRIBING_WORDS):
        blank = text.rfind(" ", begin, position)
        word = text[blank + 1 : position]
        if blank < 0 or not _DESCRIBING.fullmatch(word) or not word.islower() or word.rstrip(",") in _NOT_DESCRIBING:
            return
        position = blank
        found = type_word_before(text, position, floor)
        if found:
            yield TypeWord(found, types_by_word()[found].code, position - len(found), position)


def titled_type_before(text: str, end: int, floor: int = 0) -> TypeWord | None:
    """Return the type, with a capital, whose title extends up to the bracket at `end` that contains the number.

    Examples
    --------
    >>> titled_type_before("ra Nghị định thành lập Tổng cục Kỹ thuật ", 40).word
    'nghị định'
    """
    words = list(_capital_word().finditer(text, max(floor, end - _LONGEST_TITLE), end))
    if not words or re.search(r"[.;:\n(]", text[words[-1].end() : end]):
        return None
    word = words[-1].group().lower()
    return TypeWord(word, types_by_word()[word].code, *words[-1].span())


def before_space(text: str, end: int, floor: int = 0) -> int:
    """Return where the spaces before `end` begin."""
    while end > floor and text[end - 1] == " ":
        end -= 1
    return end


@cache
def _words() -> WordsBefore:
    return WordsBefore(types_by_word())


@cache
def _english_words() -> WordsBefore:
    return WordsBefore(types_by_english_word())


@cache
def _capital_word() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(word.capitalize() for word in types_by_word())}\b")
