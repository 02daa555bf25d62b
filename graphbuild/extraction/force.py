"""Finds what a text says of when a document enters into force and when it ends.

"Quyết định này có hiệu lực kể từ ngày ký", "… sau 45 ngày kể từ ngày ký", "Nghị định số 15/2020/NĐ-CP hết hiệu lực từ
ngày 01/01/2024", "Quy chế này được thực hiện đến hết năm 2025". Only of documents: contracts, permits and judgments
have force too. Wording in quotation marks belongs to the document that it amends. A day that the words do not tell (of
publication in the gazette, of a school year) is left out, and the words are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphbuild.extraction.citations.type_words import type_word_before
from graphbuild.extraction.force_times import leading_time, times_after
from graphbuild.extraction.quotations import Quotations
from graphbuild.extraction.sentences import Sentences
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import ForceStatement, Letterhead, Mention, Span
from graphbuild.text import Normalized, one_line
from graphbuild.vocabulary.document_types import CONSOLIDATED, types_by_word
from graphbuild.vocabulary.provisions import THIS, provision_kinds_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("force")
_any = _WORDS.any_of
_FORCE = re.compile(_any("force"))
_HAS = tuple(f"{word} " for word in _WORDS["has"])
_HAS_NO_LONGER = tuple(f"{word} " for word in _WORDS["has_no_longer"])
_LONGEST_VERB = 12
_THIS_APPLIES = re.compile(
    rf"{THIS}(?: (?:{_any('adverbs')} )*(?P<verb>(?:{_any('passive')} )?{_any('applied')})"
    rf"(?= {_any('since', 'until')}\b)|(?= {_any('since')} {_any('day')}\b))",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(rf"\b{_any('applied')}[ ]$", re.IGNORECASE)
_ADVERBS = re.compile(rf"(?:[ ]{_any('adverbs')})*[ ]$")
_NOT_OR_IF = re.compile(rf"\b{_any('not_yet_or_if')}(?:[ ]{_any('day')})?[ ]$", re.IGNORECASE)
_COORDINATED = re.compile(rf"(?:,(?:[ ]{_any('and')})?|[ ]{_any('and')})$")
# What may stand in its sentence before a document whose end is told: a number, "Điều 2.", a bullet.
_OPENING = re.compile(
    rf"(?:[-+•]|\[?\d{{1,3}}[.)\]]|[a-zđ]\)|{any_word(provision_kinds_by_word())} \d+[a-zđ]?[.:]"
    rf"|{_any('opens')}\b|[ .])*",
    re.IGNORECASE,
)
# "Quyết định này và Quy chế kèm theo có hiệu lực …"
_WITH_ITS_TEXT = re.compile(rf"[ ]{_any('and')}[ ][^.,;:\n]{{2,60}}[ ]{_any('attached')}(?:[ ][^.,;:\n]{{1,30}})?")
_FARTHEST = 500
"""Maximum number of characters from a document across its title to what is said of its force."""


class _Predicate(NamedTuple):
    """The words that say that a document has force, or has it no longer, in offsets of the normal text."""

    span: Span
    ends: bool


class _Subject(NamedTuple):
    """The document whose force is told: the index of its mention, None for the text's own."""

    mention: int | None


def find_force(
    content: str,
    normal: Normalized,
    words: WordIndex,
    quotations: Quotations,
    head: Letterhead,
    mentions: Sequence[Mention],
) -> tuple[ForceStatement, ...]:
    """Return the statements of a text about the force of documents, in the order of the text.

    Parameters
    ----------
    content, normal, words, quotations
        The text of the file, its normal form, and the words and quoted stretches of that.
    head, mentions
        What was found in it; their spans are those of `content`.
    """
    predicates = sorted(_predicates(normal.text, words))
    finder = _Finder(content, normal, quotations, head, mentions) if predicates else None
    return tuple(found for one in predicates if finder for found in finder.statements(one))


def _predicates(text: str, words: WordIndex) -> Iterator[_Predicate]:
    for match in _FORCE.finditer(text):
        before = text[max(0, match.start() - _LONGEST_VERB) : match.start()].lower()
        for verbs, ends in ((_HAS, False), (_HAS_NO_LONGER, True)):
            verb = next((verb for verb in verbs if before.endswith(verb)), None)
            if verb and not before[: -len(verb)][-1:].isalnum():
                yield _Predicate(Span(match.start() - len(verb), match.end()), ends)
    for match in words.matches(_THIS_APPLIES, [THIS]):
        start = match.start("verb") if match["verb"] else match.end()
        yield _Predicate(Span(start, match.end()), ends=False)


class _Finder:
    """Reads the statements of one text."""

    def __init__(
        self,
        content: str,
        normal: Normalized,
        quotations: Quotations,
        head: Letterhead,
        mentions: Sequence[Mention],
    ) -> None:
        self._content, self._normal, self._head, self._mentions = content, normal, head, mentions
        self._sentences = Sentences(normal.text)
        self._starts = [mention.span.start for mention in mentions]
        self._quotations = quotations

    def statements(self, predicate: _Predicate) -> Iterator[ForceStatement]:
        """Yield what is said with one predicate: a start, an end or both."""
        text, start = self._normal.text, predicate.span.start
        sentence = self._sentences.around(predicate.span)
        before = text[sentence.start : start]
        times = list(times_after(text, predicate.span.end, ends=predicate.ends, adopted=before))
        if not times:
            lead = leading_time(text, sentence, ends=predicate.ends)
            times = [lead] if lead else []
        if not times or self._quotations.around(start):
            return
        subject = self._subject(sentence, start, predicate.ends)
        if subject is None:
            return
        for time in times:
            reference = None
            if time.entry is not None:
                entry = self._entry(time.entry)
                if entry is None:
                    continue
                reference = entry.mention
            yield ForceStatement(
                span=self._normal.source(Span(min(start, time.start), max(predicate.span.end, time.end))),
                sentence=self._normal.source(sentence),
                kind=time.kind,
                mention=subject.mention,
                basis=time.basis,
                day=time.day,
                days=time.days,
                reference=reference,
            )

    # -- whose force ---------------------------------------------------------------------------------------------------

    def _subject(self, sentence: Span, start: int, ends: bool) -> _Subject | None:
        """Return the document whose force is told at `start`, None if it is something else, or a condition."""
        text = self._normal.text
        position = start - len(self._match_end(_ADVERBS, sentence.start, start))
        before = text[sentence.start : position]
        if before.lower().endswith(f" {THIS}") or before.lower() == THIS:
            return self._this(sentence, position)
        if (own := self._own_type_word(sentence, position)) is not None:
            return own
        if _COORDINATED.search(before) and self._opens_with_itself(sentence):
            return _Subject(None)
        return self._cited(sentence, position, ends)

    def _match_end(self, pattern: re.Pattern[str], start: int, end: int) -> str:
        match = pattern.search(self._normal.text, max(start, end - 60), end)
        return match.group() if match else ""

    def _this(self, sentence: Span, end: int) -> _Subject | None:
        """Return what "Quyết định này" means, None if it is a part of a document ("Điều này") or under a condition."""
        text = self._normal.text
        bare = end - len(THIS)
        while text[bare - 1 : bare] == " ":
            bare -= 1
        word = type_word_before(text, bare, sentence.start)
        is_carried_out = _CARRIED_OUT.search(text, max(sentence.start, bare - len(word) - 30), bare - len(word))
        if not word or not (is_carried_out or self._opens(sentence.start, bare - len(word), bare)):
            return None
        return self._meant(Span(bare - len(word), end), types_by_word()[word].code)

    def _meant(self, span: Span, kind: str) -> _Subject | None:
        """Return the document of a type word with "này": that of its mention, else the text's own if of its type.

        In a consolidated text it is none: the act that it consolidates is meant.
        """
        if self._head.type == CONSOLIDATED != kind:
            return None
        source = self._normal.source(span)
        index = bisect_left(self._starts, source.start)
        mention = self._mentions[index] if index < len(self._mentions) else None
        if mention is not None and mention.span.start == source.start:
            return _Subject(None if mention.kind == "self" else index)
        return _Subject(None) if kind == self._head.type else None

    def _own_type_word(self, sentence: Span, end: int) -> _Subject | None:
        """Return the text's own document for its type word without "này" that opens the sentence."""
        text = self._normal.text
        word = type_word_before(text, end, sentence.start)
        if not word or types_by_word()[word].code != self._head.type:
            return None
        start = end - len(word)
        is_capital = text[start : start + 1].isupper()
        return _Subject(None) if is_capital and self._opens(sentence.start, start, end) else None

    def _opens(self, begin: int, start: int, end: int) -> bool:
        """Tell whether only numbers, an article or a time stand in the sentence before the words at `start`."""
        text = self._normal.text
        before = text[begin:start]
        lead = leading_time(text, Span(begin, end), ends=False)
        if lead is not None and lead.end <= start:
            before = text[lead.end : start].lstrip(" ,")
        return _OPENING.fullmatch(before) is not None

    def _opens_with_itself(self, sentence: Span) -> bool:
        """Tell whether the sentence begins with a mention of the text's own document."""
        source = self._normal.source(sentence)
        index = bisect_left(self._starts, source.start)
        if index == len(self._mentions) or self._mentions[index].kind != "self":
            return False
        lead = one_line(self._content[source.start : self._mentions[index].span.start])
        return _OPENING.fullmatch(lead.replace("*", "")) is not None

    def _cited(self, sentence: Span, position: int, ends: bool) -> _Subject | None:
        """Return the other document whose force is told: the one that opens the sentence, else the only one before.

        An end is told only of a document that opens the sentence. One inside the title of another does not count.
        """
        around = self._normal.source(Span(sentence.start, position))
        first = bisect_left(self._starts, around.start)
        if first and self._mentions[first - 1].span.end > around.start:
            # Its number stands on the next line.
            first -= 1
        index = bisect_left(self._starts, around.end) - 1
        if index < first:
            return None
        opens = _OPENING.fullmatch(_without_lead(self._before(around, first))) is not None
        if not opens and len({self._outermost(cited) for cited in range(first, index + 1)}) > 1:
            return None
        index = first if opens else self._outermost(index)
        mention = self._mentions[index]
        between = self._content[mention.span.end : around.end]
        if mention.kind == "self" and opens and not ends and _WITH_ITS_TEXT.fullmatch(between):
            return _Subject(None)
        if mention.kind == "self" or index < first or len(between) > _FARTHEST or (ends and not opens):
            return None
        is_aside = between.endswith((",", "("))
        if (";" in between or mention.provisions) and not (is_aside and not ends):
            return None
        return None if _NOT_OR_IF.search(f"{self._before(around, index)} ") else _Subject(index)

    def _outermost(self, index: int) -> int:
        """Return the mention in whose title a mention stands, itself if it stands in none."""
        while (owner := self._mentions[index].owner) is not None:
            index = owner
        return index

    def _before(self, around: Span, index: int) -> str:
        """Return the words of a sentence before a mention, on one line and without marks of emphasis."""
        return one_line(self._content[around.start : self._mentions[index].span.start]).replace("*", "")

    def _entry(self, words: Span) -> _Subject | None:
        """Return the document named in "kể từ ngày … có hiệu lực", None if it is none."""
        text = self._normal.text
        end = words.end
        if words.of(text).lower().endswith(f" {THIS}"):
            end = len(text[: end - len(THIS)].rstrip())
        word = type_word_before(text, end, words.start)
        if word and end < words.end:
            return self._meant(Span(end - len(word), words.end), types_by_word()[word].code)
        source = self._normal.source(words)
        index = bisect_left(self._starts, source.start)
        if index < len(self._mentions) and self._mentions[index].span.start < source.end:
            return _Subject(None if self._mentions[index].kind == "self" else index)
        return _Subject(None) if word and types_by_word()[word].code == self._head.type else None


def _without_lead(lead: str) -> str:
    """Return the words before a document without a time that opens them: "2. Kể từ ngày 01/7/2025,"."""
    time = leading_time(f"{lead} ", Span(0, len(lead) + 1), ends=True)
    return lead[time.end :].lstrip(" ,") if time else lead
