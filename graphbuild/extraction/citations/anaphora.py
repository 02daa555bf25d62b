"""Finds shortened later mentions of a document cited before: defined short names, "Chỉ thị trên", a bare "Nghị quyết".

A short name applies to the whole document ("… (sau đây gọi tắt là Quy chế)", "… (Chương trình MTQG)"). "Trên", "đó",
"nêu trên", "này" refer to the nearest document of that type. A bare type word is the document that the title names,
else the only one of the type cited so far: for itself, or, if none is, in another's title. With two it is ambiguous,
and nothing is recorded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.bare_words import (
    POINTING,
    has_cue,
    noun_types,
    quotation_around,
    stands_for_one,
)
from graphbuild.extraction.citations.laws import is_other_word
from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.extraction.word_index import WordIndex, matches_at
from graphbuild.model import BodyMention, BodyName, Span
from graphbuild.text.word_finder import WordFinder
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
# In brackets without "gọi": "… phòng, chống ma túy đến năm 2030 (Chương trình MTQG)".
_IN_BRACKETS = re.compile(rf"\((?P<alias>{_any('types_cited_alone')}(?: [^\W\d_]+){{1,5}})\)")
_THIS = re.compile(rf" {THIS}\b")
_ENDS_SHORT_NAME = re.compile(rf"\b(?![ ](?:{_any('no_short_name_before')}|\d))")
_SEVERAL = WordsBefore(_WORDS["several"])
_LAWS = frozenset(types_by_word()[word.lower()].code for word in _WORDS["laws"])

_LONGEST_TITLE = 600
"""Maximum number of characters between a document and the short name given to it: its title."""
_MOST_DEFINITIONS = 200
"""Maximum number of short names in one text; each is searched for in all that follows."""
_NEAR = 400
"""Maximum number of characters between a document and "<type> này" that refers to it where several were cited."""


class Antecedent(NamedTuple):
    """A citation that a later mention can refer to, and what distinguishes its document from others."""

    span: Span
    type: str
    number: str
    """Full number, "" if it has none."""
    name: str
    """Name of a law or titled text, also where a number follows it."""
    year: str
    issuer: BodyName | None
    nested: bool
    """Whether it is inside another document's title."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A shortened mention, and the index of the citation that it refers to."""

    span: Span
    type: str
    antecedent: int


def find_anaphora(
    words: WordIndex,
    bodies: BodyFinder,
    cited: Sequence[Antecedent],
    own_types: Sequence[str],
    title: str,
    taken: Sequence[Span],
    quoted: Sequence[Span],
) -> list[Anaphor]:
    """Return the shortened mentions in a text, in the order of the text.

    Parameters
    ----------
    words, bodies
        The text in normal form with its words, and the bodies found in it.
    cited
        The citations of other documents, in the order of the text.
    own_types
        Types of the document itself and of what it issues; their bare words refer to the document itself.
    title
        Title of the document: a bare type word is the document that it names.
    taken
        Spans of all citations found so far, in order: mentions inside them do not count.
    quoted
        The quoted stretches, in order: in new wording "<type> này" is the document that it amends.
    """
    if not cited:
        return []
    found: dict[int, Anaphor] = {}
    text = words.text
    later = {word for kind in {one.type for one in cited} for word in _words_by_type().get(kind, ())}
    nouns = later & noun_types()
    # In small letters only nouns are documents: the others are verbs more often.
    capitals = [start for start in words.starts(later - nouns) if text[start].isupper()]
    begun = {span.start for span in taken}
    starts = [start for start in sorted({*words.starts(nouns), *capitals}) if start not in begun]
    matches = matches_at(_pattern(), text, starts)
    named = [(match, types_by_word()[match.group().lower()].code) for match in matches]
    definitions = sorted((*_DEFINED.finditer(text), *_IN_BRACKETS.finditer(text)), key=re.Match.start)
    if not (named or definitions):
        return []
    types = {one.type for one in cited} if definitions else {kind for _match, kind in named}
    history = _History(cited, types, " ".join(title.casefold().split()), quoted)
    for anaphor in (
        *_defined(text, bodies, definitions, history),
        *_pointing(text, named, history, own_types, quoted),
        *_bare(text, bodies, named, history, own_types),
    ):
        if not _overlaps(anaphor.span, taken):
            found.setdefault(anaphor.span.start, anaphor)
    return [found[start] for start in sorted(found)]


class _History:
    """The citations of a text of some types, by type, to find those before an offset."""

    def __init__(self, cited: Sequence[Antecedent], types: Set[str], title: str, quoted: Sequence[Span]) -> None:
        self.cited = cited
        identities = _identities(cited)
        self._all: dict[str, list[tuple[int, int]]] = {}
        self._unquoted: dict[str, list[tuple[int, int]]] = {}
        self._own: dict[str, list[tuple[int, int, int]]] = {}
        self._nested: dict[str, list[tuple[int, int, int]]] = {}
        self._topics = _topics(cited, identities, title)
        self._of_topic: dict[str, list[tuple[int, int]]] = {}
        seen: dict[tuple[str, bool], set[str]] = {}
        for number, (one, identity) in enumerate(zip(cited, identities, strict=True)):
            if one.type not in types:
                continue
            self._all.setdefault(one.type, []).append((one.span.end, number))
            if quotation_around(quoted, one.span.start) is None:
                self._unquoted.setdefault(one.type, []).append((one.span.end, number))
            if identity == self._topics.get(one.type):
                self._of_topic.setdefault(one.type, []).append((one.span.end, number))
            so_far = seen.setdefault((one.type, one.nested), set())
            so_far.add(identity)
            by_type = self._nested if one.nested else self._own
            by_type.setdefault(one.type, []).append((one.span.end, number, len(so_far)))

    def last(self, kind: str, offset: int, *, unquoted: bool = False) -> int | None:
        """Return the last citation of a type that ends before an offset, nested or not."""
        ends = (self._unquoted if unquoted else self._all).get(kind, [])
        before = bisect_right(ends, offset, key=lambda entry: entry[0])
        return ends[before - 1][1] if before else None

    def last_own(self, kind: str, offset: int, *, nested: bool = False) -> tuple[int, int, int] | None:
        """Return end and index of the last citation of a type for itself, and the number of such documents so far."""
        ends = (self._nested if nested else self._own).get(kind, [])
        before = bisect_right(ends, offset, key=lambda entry: entry[0])
        return ends[before - 1] if before else None

    def only(self, kind: str, offset: int) -> int | None:
        """Return the citation of the one document of a type that can be meant at an offset."""
        of_topic = self._of_topic.get(kind, [])
        before = bisect_right(of_topic, offset, key=lambda entry: entry[0])
        if before:
            return of_topic[before - 1][1]
        last = self.last_own(kind, offset) or self.last_own(kind, offset, nested=True)
        return last[1] if last is not None and last[2] == 1 else None


def _identities(cited: Sequence[Antecedent]) -> list[str]:
    """Return a key for the document of each citation: two mentions with the same key are one document here.

    A law is its name, with number or year only if the text cites two of that name ("Luật Đất đai năm 2013", "… 2024").
    """
    versions: dict[str, tuple[set[str], set[str]]] = {}
    for one in cited:
        if one.type in _LAWS and one.name:
            numbers, years = versions.setdefault(one.name.casefold(), (set(), set()))
            numbers |= {one.number} if one.number else set()
            years |= {one.year} if one.year else set()
    identities: list[str] = []
    for one in cited:
        name = one.name.casefold() if one.type in _LAWS else ""
        numbers, years = versions.get(name, (set(), set()))
        several = len(numbers) > 1 or len(years) > 1
        identities.append(f"{name} {one.number or one.year}" if several else name or one.number or one.name.casefold())
    return identities


def _topics(cited: Sequence[Antecedent], identities: Sequence[str], title: str) -> dict[str, str]:
    """Return for each type the identity of the one document of that type that the title names."""
    named: dict[str, set[str]] = {}
    for one, identity in zip(cited, identities, strict=True) if title else ():
        if (one.number and one.number.casefold() in title) or (one.name and one.name.casefold() in title):
            named.setdefault(one.type, set()).add(identity)
    return {kind: next(iter(found)) for kind, found in named.items() if len(found) == 1}


def _defined(
    text: str, bodies: BodyFinder, definitions: Sequence[re.Match[str]], history: _History
) -> Iterator[Anaphor]:
    """Yield the short names where they are defined, and all their later occurrences."""
    defined: dict[str, tuple[int, str, int]] = {}
    for match in definitions[:_MOST_DEFINITIONS]:
        alias = match["alias"].strip()
        kind = _type_of(alias)
        antecedent = (
            history.last_own(kind, match.start()) or history.last_own(kind, match.start(), nested=True)
            if kind
            else None
        )
        if antecedent is None or match.start() - antecedent[0] > _LONGEST_TITLE or alias in defined:
            continue
        defined[alias] = (match.start("alias"), kind, antecedent[1])
    if not defined:
        return
    # If one short name begins another, the one defined first.
    for start, end, (given, kind, number) in sorted(WordFinder(defined).every(text), key=lambda found: found[2]):
        before = text[start - 1 : start]
        if start < given or before.isalnum() or before == "_" or not _ENDS_SHORT_NAME.match(text, end):
            continue
        if (
            start > given
            and text[start:end].lower() in types_by_word()
            and not stands_for_one(text, start, end, bodies)
        ):
            continue
        yield Anaphor(Span(start, end), kind, number)


def _type_of(alias: str) -> str:
    for word, kind in types_by_word().items():
        if alias.lower().startswith(word) and not alias[len(word) : len(word) + 1].isalnum() and alias[0].isupper():
            return kind.code
    return ""


def _pointing(
    text: str, words: _TypeWords, history: _History, own_types: Sequence[str], quoted: Sequence[Span]
) -> Iterator[Anaphor]:
    for match, kind in words:
        pointing = POINTING.match(text, match.end())
        this = None if pointing else _THIS.match(text, match.end())
        wording = quotation_around(quoted, match.start()) if this and kind in own_types else None
        if this and kind in own_types and wording is None:
            continue
        end = (pointing or this or match).end()
        if end == match.end() or _SEVERAL.precede(text, match.start()):
            continue
        # "quy định trên" in small letters is a rule more often than a document.
        if match.group()[0].islower() and (match.group() not in noun_types() or is_other_word(text, match.start())):
            continue
        before = wording.start if wording else match.start()
        antecedent = history.last(kind, before, unquoted=wording is not None)
        if antecedent is None:
            continue
        if this and not wording:
            only = history.only(kind, match.start())
            if only is None and match.start() - history.cited[antecedent].span.end > _NEAR:
                continue
            antecedent = antecedent if only is None else only
        yield Anaphor(Span(match.start(), end), kind, antecedent)


def _bare(
    text: str, bodies: BodyFinder, words: _TypeWords, history: _History, own_types: Sequence[str]
) -> Iterator[Anaphor]:
    for match, kind in words:
        if kind in own_types or not match.group()[0].isupper():
            continue
        if match.group().lower() not in noun_types() and not has_cue(text, match.start()):
            continue
        antecedent = history.only(kind, match.start())
        stands = stands_for_one(text, *match.span(), bodies) if antecedent is not None else False
        if antecedent is None or not stands:
            continue
        issuer = history.cited[antecedent].issuer
        if not isinstance(stands, BodyMention):
            yield Anaphor(Span(*match.span()), kind, antecedent)
        elif issuer == stands.name:
            yield Anaphor(Span(match.start(), stands.span.end), kind, antecedent)


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in _around(span, taken))


def _around(span: Span, taken: Sequence[Span]) -> Sequence[Span]:
    number = bisect_left(taken, span.start, key=lambda other: other.start)
    return taken[max(0, number - 2) : number + 2]


@cache
def _words_by_type() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, kind in types_by_word().items():
        found.setdefault(kind.code, []).append(word)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of the type words as documents; a "Nghị định thư" is a treaty, not a decree."""
    written = {form for word in types_by_word() for form in (word, word.capitalize())}
    return re.compile(rf"\b{any_word(sorted(written))}\b(?! {_any('protocol')}\b)")
