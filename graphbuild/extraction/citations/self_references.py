"""Finds a document's references to itself: "Kế hoạch này", "Trên đây là Kế hoạch …", "theo Kế hoạch".

Besides "này", the annotation guideline counts the sentence of issue ("… ban hành kế hoạch …, cụ thể như sau:"), the
closing sentence, and the document's own type word, without number, if nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.numbered import NumberedCitation
from graphbuild.extraction.citations.type_words import type_word_before
from graphbuild.extraction.sentences import LONGEST
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Letterhead, Span
from graphbuild.text import plain_name
from graphbuild.vocabulary.document_types import document_types, types_by_word
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import wordings

# A Thông báo announces a Kết luận and refers to it as "kết luận này"; a Quyết định issues the text that follows it.
_SAME = {"TB": ("KL",)}
_WORDS = wordings("citations")
_any = _WORDS.any_of
_ATTACHED = re.compile(
    rf"\b{_any('issues')} (?:{_any('attached')} \w+ \w+ {THIS} )?(?P<what>[^.;:\n]{{4,40}})", re.IGNORECASE
)
_THIS = re.compile(rf"(?<=[ ]){THIS}\b", re.IGNORECASE)
_PLURAL = re.compile(rf"\b{_any('not_itself')}[ ]$", re.IGNORECASE)
_WITHOUT_THIS = re.compile(rf"(?:(?i:{_any('closing')})|\b{_any('before_own_word')})[ ]$")
_ENDS_PHRASE = re.compile(rf"[ ]?(?:[.;:)]|$|\n|,(?![ ]{_any('more_types')}))")
_SPEAKS_OF_ITSELF = re.compile(rf"[ ]{_any('speaks_of_itself')}\b")
_ISSUES = tuple(f"{word} " for word in _WORDS["sentence_of_issue"])
_AS_FOLLOWS = tuple(f"{word}:" for word in _WORDS["as_follows"])
_CLOSING = tuple(f"{word} " for word in _WORDS["closing"])
_OF = re.compile(rf" {_any('of')} ")


@dataclass(frozen=True, slots=True)
class SelfReference:
    """A self-reference, in offsets of the normal text."""

    span: Span
    type: str


def find_self(
    words: WordIndex, head: Letterhead, bodies: BodyFinder, citations: list[NumberedCitation], block: Span
) -> list[SelfReference]:
    """Return the document's references to itself without a number, in the order of the text.

    Parameters
    ----------
    words, bodies, citations
        The text in normal form with its words, and what was found in it.
    head, block
        What the head says about the document, and its title block, in which nothing counts.
    """
    own = _own_types(head)
    taken = {position for citation in citations for position in (citation.span.start, citation.span.end)}
    found: dict[int, SelfReference] = {}
    for reference in (*_with_this(words, own, citations), *_own_word(words, head, bodies)):
        if reference.span.start >= block.end and reference.span.start not in taken:
            found.setdefault(reference.span.start, reference)
    return [found[start] for start in sorted(found)]


def _own_types(head: Letterhead) -> tuple[str, ...]:
    """Return the types by which a document can refer to itself: its own and that of the text that it issues."""
    if head.type is None:
        return ()
    own = [head.type, *_SAME.get(head.type, ())]
    issued = _ATTACHED.search(head.title or "")
    if issued and head.type == "QĐ":
        own += [kind.code for word, kind in types_by_word().items() if issued["what"].lower().startswith(word)]
    return tuple(own)


def _with_this(words: WordIndex, own: tuple[str, ...], citations: list[NumberedCitation]) -> Iterator[SelfReference]:
    """Yield "<type> này", unless a document of that type was cited just before and the file is not of that type."""
    text = words.text
    cited = {citation.type for citation in citations}
    for match in words.matches(_THIS, [THIS]):
        end = match.start()
        while text[end - 1 : end] == " ":
            end -= 1
        word = type_word_before(text, end)
        start = end - len(word)
        if not word or _PLURAL.search(text, max(0, start - 6), start):
            continue
        kind = types_by_word()[word].code
        if kind in own or (not own and kind not in cited):
            yield SelfReference(Span(start, match.end()), kind)


def _own_word(words: WordIndex, head: Letterhead, bodies: BodyFinder) -> Iterator[SelfReference]:
    """Yield the document's own type word if it refers to the document without "này"."""
    if head.type is None or head.type not in document_types():
        return
    text, subject = words.text, _subject(head)
    for word in document_types()[head.type].words:
        for match in words.matches(_whole_word(word), [word.lower()]):
            before = text[max(0, match.start() - 30) : match.start()]
            if (
                _is_issued(text, match, before)
                or _closes(text, match, before)
                or _stands_for_it(text, match, before, subject)
            ):
                yield SelfReference(Span(match.start(), _with_issuer(text, match.end(), before, bodies)), head.type)


def _is_issued(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether the word is the object of the sentence of issue: "… ban hành kế hoạch …, cụ thể như sau:"."""
    if not before.endswith(_ISSUES):
        return False
    # In an endless line (a hostile text) only the length of a sentence, or the cost would be quadratic.
    last = min(match.end() + LONGEST, len(text))
    end = text.find("\n", match.end(), last)
    line = text[match.end() : end if end >= 0 else last].rstrip()
    return line.endswith(_AS_FOLLOWS)


def _closes(text: str, match: re.Match[str], before: str) -> bool:
    """Tell whether the word is in the closing sentence: "Trên đây là Kế hoạch …", "… theo kế hoạch./."."""
    return before.lower().endswith(_CLOSING) or text.startswith("./.", match.end())


def _stands_for_it(text: str, match: re.Match[str], before: str, subject: str) -> bool:
    """Tell whether nothing else can be meant: a capital and nothing after the word, or the first words of the title."""
    if _SPEAKS_OF_ITSELF.match(text, match.end()) and re.search(r"(?:^|[.\n][ ]*|\d\.[ ])$", before):
        return match.group()[0].isupper()
    if not _WITHOUT_THIS.search(before):
        return False
    if subject and plain_name(text[match.end() : match.end() + len(subject) + 4]).startswith(subject):
        return True
    return match.group()[0].isupper() and bool(_ENDS_PHRASE.match(text, match.end()))


def _subject(head: Letterhead) -> str:
    """Return the first words of the title after the type, for comparison."""
    words = plain_name(head.title or "").split()
    kind = document_types().get(head.type or "")
    for name in kind.words if kind else ():
        own = plain_name(name).split()
        if words[: len(own)] == own:
            return " ".join(word.strip(",") for word in words[len(own) : len(own) + 2])
    return ""


def _with_issuer(text: str, end: int, before: str, bodies: BodyFinder) -> int:
    """Return where the mention ends: after the issuer, if the closing sentence names it."""
    of = _OF.match(text, end) if before.lower().endswith(_CLOSING) else None
    issuer = bodies.at(of.end()) if of else None
    return issuer.span.end if issuer else end


@cache
def _whole_word(word: str) -> re.Pattern[str]:
    """Return the pattern of a type word, with or without its capital, where no "này" follows."""
    return re.compile(rf"\b[{word[0]}{word[0].lower()}]{word[1:]}\b(?! {THIS})")
