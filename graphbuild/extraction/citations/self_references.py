"""Finds a document's references to itself: "Kế hoạch này", "Trên đây là Kế hoạch …", "theo Kế hoạch".

Besides "này", the annotation guideline counts the sentence of issue ("… ban hành kế hoạch …, cụ thể như sau:"), the
closing sentence, the document's own type word, without number, if nothing else can be meant, and its name above an
annex with the number left blank ("(Kèm theo Quyết định số     /QĐ-UBND ngày 04 tháng 8 năm 2025)"). What a decision
issues in the same file ("Ban hành kèm theo Quyết định này Quy chế …") is the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.bare_words import (
    has_cue,
    names_several,
    noun_types,
    quotation_around,
    stands_for_one,
)
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.citations.tails import read_tail
from graphbuild.extraction.citations.titled import is_title_of_cited
from graphbuild.extraction.citations.type_words import type_word_before
from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.extraction.sentences import LONGEST
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import BodyMention, Letterhead, Span
from graphbuild.text import CAPITAL, plain_name
from graphbuild.vocabulary.document_types import CONSOLIDATED, PRESS_ARTICLE, document_types, types_by_word
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import wordings

# A Thông báo announces a Kết luận and refers to it as "kết luận này"; a Quyết định issues the text that follows it.
_SAME = {"TB": ("KL",)}
_WORDS = wordings("citations")
_any, _times = _WORDS.any_of, wordings("times").any_of
_ATTACHED = re.compile(
    rf"\b{_any('issues', 'approves_a_text')} (?:{_any('attached')} \w+ \w+ {THIS} )?(?P<what>[^.;:\n]{{4,40}})",
    re.IGNORECASE,
)
_ANNEXED = re.compile(rf"\([^()\n]{{0,30}}{_any('attached')}[^()\n]{{0,80}}$", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\([^()\n]{{0,30}}{_any('attached')}", re.IGNORECASE)
_BLANK_DAY = (
    rf"(?:,?[ ]{_times('day')}(?=[ ]{{0,20}}[.…_/])[ .…/_\d]{{0,20}}"
    rf"(?:{_times('month')}[ .…_\d]{{0,12}}{_times('year')}[ .…_\d]{{0,8}})?(?<=\d))?"
)
_BLANK_NUMBER = re.compile(
    rf"[ ]{_any('number')}:?[ .…_]{{0,20}}/(?:[ .…_/]{{0,12}}|\d{{4}}/)[{CAPITAL}][\w/-]+{_BLANK_DAY}"
)
_THIS = re.compile(rf"(?<=[ ]){THIS}\b", re.IGNORECASE)
_NOT_ITSELF = WordsBefore(_WORDS["not_itself"])
_BEFORE_TITLE = re.compile(rf"\b{_any('before_own_word')}[ ]$", re.IGNORECASE)
_CARRIED_OUT = re.compile(rf"\b{_any('carried_out')}[ ]$")
_IS_MADE = re.compile(rf"\b{_any('makes')}\b", re.IGNORECASE)
_BY = tuple(f"{word} " for word in _WORDS["of"])
_ENDS_PHRASE = re.compile(r"[ ]?[.;,]")
_ISSUES = tuple(f"{word} " for word in _WORDS["sentence_of_issue"])
_AS_FOLLOWS = tuple(f"{word}:" for word in _WORDS["as_follows"])
_CLOSING = tuple(f"{word} " for word in _WORDS["closing"])
_OF = re.compile(rf" {_any('of')} ")
_HAS_A_TITLE = re.compile(rf" {_any('title_begins')}\b")
_BEFORE = 40
_CLAUSE = 120
_ANNEX = 120
_TITLE = 300
_SUBJECT_WORDS = 4
"""Number of words of the title by which a text is known to be the document itself, after "theo", "thực hiện"."""
_SURE_WORDS = 6
"""The same without such a word before it: "triển khai thực hiện Chỉ thị số" begins the title of many a plan."""


@dataclass(frozen=True, slots=True)
class SelfReference:
    """A self-reference, in offsets of the normal text."""

    span: Span
    type: str


def find_self(
    words: WordIndex,
    head: Letterhead,
    own: tuple[str, ...],
    bodies: BodyFinder,
    citations: list[NumberedCitation],
    block: Span,
    quoted: Sequence[Span],
) -> list[SelfReference]:
    """Return the document's references to itself without a number, in the order of the text.

    Parameters
    ----------
    words, bodies, citations
        The text in normal form with its words, and what was found in it.
    head, block
        What the head says about the document, and its title block, in which nothing counts.
    own
        The types by which the document can refer to itself (`own_types`).
    quoted
        The quoted stretches, in order: new wording speaks of the document that it amends, if one of the type is cited.
    """
    taken = {position for citation in citations for position in (citation.span.start, citation.span.end)}
    ends = [citation.span.end for citation in citations]
    found: dict[int, SelfReference] = {}
    for reference in (
        *_with_this(words, own, citations, head, quoted),
        *_own_word(words, head, own, bodies, ends, block),
        *_own_name(words, head, bodies),
    ):
        if reference.span.start >= block.end and reference.span.start not in taken:
            found.setdefault(reference.span.start, reference)
    return [found[start] for start in sorted(found)]


def own_types(words: WordIndex, head: Letterhead, block: Span) -> tuple[str, ...]:
    """Return the types by which a document can refer to itself: its own and those of the texts that it issues.

    Parameters
    ----------
    words
        The text in normal form with its words.
    head, block
        What the head says about the document, and its title block.
    """
    if head.type is None or head.type == PRESS_ARTICLE:
        return ()
    own = [_main_type(head), head.type, *_SAME.get(head.type, ())]
    if own[0] == "QĐ":
        issued = _ATTACHED.search(head.title or "")
        what = issued["what"].lower() if issued else ""
        own += [
            kind.code
            for word, kind in types_by_word().items()
            if what.startswith(word) or _heads_an_annex(words, word, block.end)
        ]
    return tuple(dict.fromkeys(own))


def _main_type(head: Letterhead) -> str:
    """Return the type of a document; of a consolidated text that of the document that it consolidates."""
    if head.type != CONSOLIDATED:
        return head.type or ""
    title = (head.title or "").lower()
    return next((kind.code for word, kind in types_by_word().items() if title.startswith(word)), CONSOLIDATED)


def _heads_an_annex(words: WordIndex, word: str, after: int) -> bool:
    """Tell whether a type word in capitals is a line of its own after the decision: "KẾ HOẠCH" above its text."""
    text = words.text
    return any(
        start > after and text[start - 1] == "\n" and text.startswith(f"{word.upper()}\n", start)
        for start in words.starts([word])
    )


def _with_this(
    words: WordIndex,
    own: tuple[str, ...],
    citations: list[NumberedCitation],
    head: Letterhead,
    quoted: Sequence[Span],
) -> Iterator[SelfReference]:
    """Yield "<type> này", unless a document of that type was cited just before and the file is not of that type."""
    text = words.text
    if head.type == PRESS_ARTICLE:
        return
    # A page about a paper names it in its title.
    cited = {citation.type for citation in citations if citation.span.start < _TITLE}
    first: dict[str, int] = {}
    for citation in citations:
        first.setdefault(citation.type, citation.span.start)
    for match in words.matches(_THIS, [THIS]):
        end = match.start()
        while text[end - 1 : end] == " ":
            end -= 1
        word = type_word_before(text, end)
        start = end - len(word)
        if not word or _NOT_ITSELF.precede(text, start):
            continue
        kind = types_by_word()[word].code
        quotation = quotation_around(quoted, start)
        if quotation and first.get(kind, start) < quotation.start:
            continue
        if kind in own or (not own and kind not in cited):
            yield SelfReference(Span(start, match.end()), kind)


def _own_word(
    words: WordIndex, head: Letterhead, own: tuple[str, ...], bodies: BodyFinder, ends: list[int], block: Span
) -> Iterator[SelfReference]:
    """Yield the document's own type words if they refer to the document without "này"."""
    text, title = words.text, _subject(head)
    subject, more = " ".join(title[:_SUBJECT_WORDS]), " ".join(title[:_SURE_WORDS])
    for kind in own:
        for word in _own_words(kind, words, head, block):
            for match in words.matches(_whole_word(word), [word.lower()]):
                before = text[max(0, match.start() - _BEFORE) : match.start()]
                if kind != own[0]:
                    meant = _is_bare(text, match, head, bodies)
                else:
                    meant = (
                        _is_issued(text, match, before, subject, bodies)
                        or _closes(text, match, before)
                        or _is_called_by_title(text, match, before, subject, more, ends)
                        or _is_carried_out(text, match, before)
                        or _is_bare(text, match, head, bodies)
                    )
                if meant:
                    yield SelfReference(Span(match.start(), _with_issuer(text, match.end(), before, bodies)), kind)


def _own_words(kind: str, words: WordIndex, head: Letterhead, block: Span) -> tuple[str, ...]:
    """Return the words for one of the own types; of "Quyết định" and "Quy định", which are one, that of the title."""
    named = document_types()[kind].words if kind in document_types() else ()
    title = (head.title or "").lower()
    if kind != "QĐ" or not title.startswith(tuple(word.lower() for word in named)):
        return named
    issued = _ATTACHED.search(title)
    return tuple(
        word
        for word in named
        if title.startswith(word.lower())
        or (issued and issued["what"].startswith(word.lower()))
        or _heads_an_annex(words, word.lower(), block.end)
    )


def _own_name(words: WordIndex, head: Letterhead, bodies: BodyFinder) -> Iterator[SelfReference]:
    """Yield the name above an annex with the number left blank: "(Kèm theo Kế hoạch số    /KH-UBND ngày …)"."""
    text = words.text
    if not _IN_BRACKETS.search(text):
        return
    for kind in document_types().values():
        if head.type not in (None, kind.code):
            continue
        for word in kind.words:
            for match in words.matches(_whole_word(word), [word.lower()]):
                number = _BLANK_NUMBER.match(text, match.end())
                if number and _ANNEXED.search(text, max(0, match.start() - _ANNEX), match.start()):
                    tail = read_tail(text, number.end(), bodies, joint=False)
                    yield SelfReference(Span(match.start(), tail.end), kind.code)


def _is_issued(text: str, match: re.Match[str], before: str, subject: str, bodies: BodyFinder) -> bool:
    """Tell whether the word is the object of the sentence of issue: "… ban hành kế hoạch …, cụ thể như sau:"."""
    verb = next((verb for verb in _ISSUES if before.endswith(verb)), "")
    if not verb:
        return False
    # In an endless line (a hostile text) only the length of a sentence, or the cost would be quadratic.
    last = min(match.end() + LONGEST, len(text))
    end = text.find("\n", match.end(), last)
    line = text[match.end() : end if end >= 0 else last].rstrip()
    if line.endswith(_AS_FOLLOWS):
        return True
    actor = bodies.ending_at(match.start() - len(verb) - 1) if verb.strip() in _WORDS["issues"] else None
    return actor is not None and not text.endswith(_BY, 0, actor.span.start) and _begins(text, match.end(), subject)


def _begins(text: str, position: int, subject: str) -> bool:
    """Tell whether the words from an offset on are those of the title, with or without its commas."""
    following = text[position : position + len(subject) + 12].casefold().replace(",", "")
    return bool(subject) and " ".join(following.split()).startswith(subject)


def _closes(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether the word is in the closing sentence: "Trên đây là Kế hoạch …", "… theo kế hoạch./."."""
    if before.lower().endswith(_CLOSING):
        return True
    return text.startswith("./.", match.end()) and (
        match.group().lower() in noun_types() or has_cue(text, match.start())
    )


def _is_called_by_title(text: str, match: re.Match[str], before: str, subject: str, more: str, ends: list[int]) -> bool:
    """Tell whether the first words of the document's title follow, and no other document is said to have it."""
    if not _begins(text, match.end(), subject) or names_several(text, match.start()):
        return False
    if is_title_of_cited(text, match.start(), ends):
        return False
    return bool(_BEFORE_TITLE.search(before)) or (match.group()[0].isupper() and _begins(text, match.end(), more))


def _is_carried_out(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether what a clause has carried out is the document, in small letters: "tổ chức triển khai kế hoạch;"."""
    if (
        match.group() not in noun_types()
        or not _CARRIED_OUT.search(before)
        or not _ENDS_PHRASE.match(text, match.end())
    ):
        return False
    clause = re.split(r"[.;:\n]", text[max(0, match.start() - _CLAUSE) : match.start()])[-1]
    return not _IS_MADE.search(clause)


def _is_bare(text: str, match: re.Match[str], head: Letterhead, bodies: BodyFinder) -> bool:
    """Tell whether nothing else can be meant by the word alone."""
    stands = stands_for_one(text, *match.span(), bodies)
    if isinstance(stands, BodyMention):
        return stands.name == head.issuer and not _HAS_A_TITLE.match(text, stands.span.end)
    if stands:
        return (
            match.group().lower() in noun_types()
            or has_cue(text, match.start())
            or text.startswith(" có hiệu lực", match.end())
        )
    return False


def _subject(head: Letterhead) -> list[str]:
    """Return the words of the title after the type, for comparison."""
    words = plain_name(head.title or "").replace(",", "").split()
    for own in _plain_words(_main_type(head)):
        if words[: len(own)] == own:
            return words[len(own) :]
    return []


def _with_issuer(text: str, end: int, before: str, bodies: BodyFinder) -> int:
    """Return where the mention ends: after the issuer, if the closing sentence names it."""
    of = _OF.match(text, end) if before.lower().endswith(_CLOSING) else None
    issuer = bodies.at(of.end()) if of else None
    return issuer.span.end if issuer else end


@cache
def _plain_words(kind: str) -> list[list[str]]:
    """Return the words of a type, for comparison."""
    return [plain_name(name).split() for name in document_types()[kind].words] if kind in document_types() else []


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    """Return the pattern of a type word, with or without its capital, where no "này" follows."""
    return re.compile(rf"\b[{word[0]}{word[0].lower()}]{word[1:]}\b(?! {THIS})")
