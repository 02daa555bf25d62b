"""Finds shortened later mentions of a document cited before: defined short names, "Chỉ thị trên", a bare "Nghị quyết".

A short name applies to the whole document ("… (sau đây gọi tắt là Quy chế)"). "Trên", "đó", "nêu trên" refer to the
nearest document of that type. A bare type word counts only if one document of the type was cited for itself, not in
another's title: with two, it is ambiguous, and nothing is recorded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

import ahocorasick

from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Span
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import any_word, wordings

_TypeWords = Sequence[tuple[re.Match[str], str]]
"""An occurrence of a type word, and its type code."""

_WORDS = wordings("citations")
_any = _WORDS.any_of
_DEFINED = re.compile(
    rf"\([ ]?(?:{_any('hereafter')}[ ])?(?:{_any('passive')}[ ])?{_any('called')}(?:[ ]{_any('called_shortly')})*:?[ ]"
    r"[\"“']?(?P<alias>[^\W\d_][^()\n\"”']{2,80}?)[\"”']?[ ]?\)",
    re.IGNORECASE,
)
_POINTING = re.compile(rf"[ ]{_any('pointing')}\b(?![ ]{_any('no_pointing_before')})")
_CUE_BEFORE = re.compile(rf"\b{_any('cues_of_mentions')}[ ]$")
_GOES_ON = re.compile(rf"[ ]?(?:[.;:,)]|\n|$)|[ ]{_any('after_mentions')}\b")
_ENDS_SHORT_NAME = re.compile(rf"\b(?![ ](?:{_any('no_short_name_before')}|\d))")
_PLURAL = re.compile(rf"\b{_any('several')}[ ]$", re.IGNORECASE)

_LONGEST_TITLE = 600
"""Maximum number of characters between a document and the short name given to it: its title."""
_MOST_DEFINITIONS = 200
"""Maximum number of short names in one text; each is searched for in all that follows."""


class Antecedent(NamedTuple):
    """A citation that a later mention can refer to: its span, its type, and what distinguishes it from others."""

    span: Span
    type: str
    identity: str
    """Number or name; two mentions with the same identity are one document here."""
    nested: bool
    """Whether it is inside another document's title."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A shortened mention, and the index of the citation that it refers to."""

    span: Span
    type: str
    antecedent: int


def find_anaphora(
    words: WordIndex, cited: Sequence[Antecedent], own_type: str | None, taken: Sequence[Span]
) -> list[Anaphor]:
    """Return the shortened mentions in a text, in the order of the text.

    Parameters
    ----------
    words
        The text in normal form with its words.
    cited
        The citations of other documents, in the order of the text.
    own_type
        Type of the document itself; its bare word refers to the document itself.
    taken
        Spans of all citations found so far, in order: mentions inside them do not count.
    """
    history = _History(cited)
    found: dict[int, Anaphor] = {}
    text = words.text
    matches = words.matches(_pattern(), _later_words())
    named = [(match, types_by_word()[match.group().lower()].code) for match in matches]
    for anaphor in (*_defined(text, history), *_pointing(text, named, history), *_bare(text, named, history, own_type)):
        if not _overlaps(anaphor.span, taken):
            found.setdefault(anaphor.span.start, anaphor)
    return [found[start] for start in sorted(found)]


class _History:
    """The citations of a text by type, to find those before an offset."""

    def __init__(self, cited: Sequence[Antecedent]) -> None:
        self._all: dict[str, list[tuple[int, int]]] = {}
        self._own: dict[str, list[tuple[int, int, int]]] = {}
        seen: dict[str, set[str]] = {}
        for number, one in enumerate(cited):
            self._all.setdefault(one.type, []).append((one.span.end, number))
            if not one.nested:
                seen.setdefault(one.type, set()).add(one.identity)
                self._own.setdefault(one.type, []).append((one.span.end, number, len(seen[one.type])))

    def last(self, kind: str, offset: int) -> int | None:
        """Return the last citation of a type that ends before an offset, nested or not."""
        ends = self._all.get(kind, [])
        before = bisect_right(ends, offset, key=lambda entry: entry[0])
        return ends[before - 1][1] if before else None

    def last_own(self, kind: str, offset: int) -> tuple[int, int, int] | None:
        """Return end and index of the last citation of a type for itself, and the number of such documents so far."""
        ends = self._own.get(kind, [])
        before = bisect_right(ends, offset, key=lambda entry: entry[0])
        return ends[before - 1] if before else None


def _defined(text: str, history: _History) -> Iterator[Anaphor]:
    """Yield the short names where they are defined, and all their later occurrences."""
    defined = ahocorasick.Automaton()
    for match in islice(_DEFINED.finditer(text), _MOST_DEFINITIONS):
        alias = match["alias"].strip()
        kind = _type_of(alias)
        antecedent = history.last_own(kind, match.start()) if kind else None
        if antecedent is None or match.start() - antecedent[0] > _LONGEST_TITLE or alias in defined:
            continue
        defined.add_word(alias, (match.start("alias"), len(alias), kind, antecedent[1]))
    if not defined:
        return
    defined.make_automaton()
    # If one short name begins another, the one defined first.
    for (given, length, kind, number), last in sorted((entry, last) for last, entry in defined.iter(text)):
        start, end = last + 1 - length, last + 1
        before = text[start - 1 : start]
        if start >= given and not (before.isalnum() or before == "_") and _ENDS_SHORT_NAME.match(text, end):
            yield Anaphor(Span(start, end), kind, number)


def _type_of(alias: str) -> str:
    for word, kind in types_by_word().items():
        if alias.lower().startswith(word) and not alias[len(word) : len(word) + 1].isalnum() and alias[0].isupper():
            return kind.code
    return ""


def _pointing(text: str, words: _TypeWords, history: _History) -> Iterator[Anaphor]:
    for match, kind in words:
        pointing = _POINTING.match(text, match.end())
        if not pointing or _PLURAL.search(text, max(0, match.start() - 7), match.start()):
            continue
        antecedent = history.last(kind, match.start())
        if antecedent is not None:
            yield Anaphor(Span(match.start(), pointing.end()), kind, antecedent)


def _bare(text: str, words: _TypeWords, history: _History, own_type: str | None) -> Iterator[Anaphor]:
    for match, kind in words:
        if kind == own_type or not match.group()[0].isupper() or not _GOES_ON.match(text, match.end()):
            continue
        if not _CUE_BEFORE.search(text, max(0, match.start() - 16), match.start()):
            continue
        antecedent = history.last_own(kind, match.start())
        if antecedent is not None and antecedent[2] == 1:
            yield Anaphor(Span(*match.span()), kind, antecedent[1])


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in _around(span, taken))


def _around(span: Span, taken: Sequence[Span]) -> Sequence[Span]:
    number = bisect_left(taken, span.start, key=lambda other: other.start)
    return taken[max(0, number - 2) : number + 2]


@cache
def _later_words() -> tuple[str, ...]:
    """Return the type words recognised in a shortened mention; for laws only with "này"."""
    return tuple(word for word, kind in types_by_word().items() if kind.bare or kind.code in ("QC", "ĐA", "CTr", "TB"))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of those words as documents; a "Nghị định thư" is a treaty, not a decree."""
    written = {form for word in _later_words() for form in (word, word.capitalize())}
    return re.compile(rf"\b{any_word(sorted(written))}\b(?![ ](?:{THIS}|{_any('protocol')}\b))")
