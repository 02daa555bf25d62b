"""Finds texts cited by their title: strategies, programmes, schemes, plans, and what a decision issues or approves.

Forms read:

- what a cited decision, or this one, issues or approves: "Quyết định số 12-QĐ/TU … ban hành Quy chế trực đêm", and all
  later mentions of the same name;
- a title that ends with its years: "Chiến lược phát triển chợ đến năm 2030, tầm nhìn đến năm 2045";
- a title in quotation marks: "Đề án “Chợ quê”";
- the national target programmes, and "Chương trình hành động của Chính phủ (thực hiện Nghị quyết số …)";
- a decree or circular by the law that it details: "Nghị định quy định chi tiết một số điều của Luật Giá".

Not read: what is still to be made ("xây dựng Kế hoạch … năm 2026"), several ("các Đề án …"), a title without an end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.bare_words import has_cue, names_several
from graphbuild.extraction.citations.named_citation import NamedCitation
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
_YEAR = wordings("times").any_of("year")

_TYPES = _any("titled_types")
_TYPE = re.compile(rf"\b(?P<word>{_TYPES})(?=[ ])")
_ISSUES = (*_WORDS["issues"], *_WORDS["approves_a_text"])
_NAME_ENDS = (
    rf"(?:,?\n|[ ]?[;.:(“”\"]|,[ ]?(?:{_any('after_issued_name')}|[A-ZĐ])|,?[ ]{_any('after_title')}\b"
    rf"|[ ]{_any('and')}[ ]{_any('next_documents')}\b|$)"
)
_ISSUED = re.compile(
    rf"\b(?i:{any_word(_ISSUES)})(?P<with> {_any('issued_with')})? [“\"]?(?P<word>{_any('issued_types')}) "
    rf"(?P<name>(?:[“\"][^“”\"\n]{{1,300}}[”\"]|(?!{_NAME_ENDS})[^\n]){{1,300}}+)(?={_NAME_ENDS})"
)
_ISSUED_WORDS = range(3, 40)
_END_OF_TITLE = re.compile(
    rf"[;:.()“”\"|\n]|,[ ](?=[{CAPITAL}])|\b(?:{_any('not_in_title')}|{_TYPES}[ ](?:{_any('number')}[ ])?\d)\b"
)
_LONGEST_TITLE = 250
_FEWEST_WORDS = 2
# Headings name years too ("2. Kế hoạch phát triển giai đoạn 2026 - 2030"), and a meeting hears what is not issued yet.
_OFTEN_PLANNED = ("KH", "PA", "ĐA")
_UNTIL = rf"{_any('until')}[ ]{_YEAR}"
_OUTLOOK = rf"(?:,?[ ](?:{_any('and')}[ ])?{_any('outlook')}(?:[ ]{_any('until')})?(?:[ ]{_YEAR})?[ ]\d{{4}})?"
_TITLE_YEARS = re.compile(
    rf"[ ](?:(?:{_any('until', 'periods')}[ ])(?:{_YEAR}[ ])?|{_YEAR}[ ])\d{{4}}(?:[ ]?-[ ]?\d{{4}})?"
    rf"(?:[ ]{_any('and')}[ ](?:{_YEAR}[ ])?\d{{4}})?{_OUTLOOK}\b"
    rf"(?:[,;]?[ ]{_any('stage')}[ ](?:[IVX]+|\d):?[ ]{_any('from')}[ ]{_YEAR}[ ]\d{{4}}[ ]{_UNTIL}[ ]\d{{4}}\b)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[ ][“\"](?P<name>[^“”\"\n]{6,300})[”\"]")
_NATIONAL = re.compile(
    rf"\b(?P<word>{_any('programme')}) (?P<name>{_any('national_target')} {_any('national_targets')})\b", re.IGNORECASE
)
_OF_ACTION = re.compile(rf"\b(?P<word>{_any('programme_of_action')})(?= {_any('of')} )", re.IGNORECASE)
_DETAILED = re.compile(
    rf"\b(?P<word>{_any('detailing_types')}) (?P<name>{_any('details_a_law')}"
    rf"(?: (?:{_any('more_on_a_law', 'of', 'some_articles', 'and')}))* )(?={_any('laws')} )",
    re.IGNORECASE,
)
_OF = re.compile(rf" {_any('of')} ", re.IGNORECASE)
_CARRIES_OUT = re.compile(rf" {_any('carries_out')} ", re.IGNORECASE)
_SEVERAL = re.compile(rf"\b{_any('drafts', 'several')}[ ]$", re.IGNORECASE)
_NAMES_NOTHING = tuple(_WORDS["as_follows"])
_BEFORE = 24
_LONGEST_SENTENCE = 300
_ENDS_CITATION = re.compile(r"[;\n]|[.][ ]")


def find_titled(
    words: WordIndex, bodies: BodyFinder, taken: list[Span], laws: list[NamedCitation], title: Span
) -> list[NamedCitation]:
    """Return the texts cited by title in a text in normal form, in the order of the text, one at an offset.

    Parameters
    ----------
    words, bodies
        The text in normal form with its words, and the bodies found in it.
    taken
        Spans of the citations with a number, in order: what they issue is a text of theirs.
    laws
        The laws cited by name: a decree that details one has it in its title.
    title
        Span of the document's own letterhead and title, which can name a text that it issues.

    Examples
    --------
    >>> text = "theo Chiến lược phát triển chợ đến năm 2030"
    >>> [found.span.of(text) for found in find_titled(WordIndex(text), BodyFinder(text), [], [], Span(0, 0))]
    ['Chiến lược phát triển chợ đến năm 2030']
    """
    found: dict[int, NamedCitation] = {}
    by_title = (*_of_action(words, bodies, taken), *_national(words), *_titles(words, taken), *_detailing(words, laws))
    for citation in (*by_title, *_issued(words, taken, title)):
        found.setdefault(citation.span.start, citation)
    return [found[start] for start in sorted(found)]


def _titles(words: WordIndex, taken: list[Span]) -> Iterator[NamedCitation]:
    """Yield the titles whose end is told by their years or by quotation marks."""
    text = words.text
    ends = [span.end for span in taken]
    for match in words.matches(_TYPE, _small("titled_types")):
        quoted = _QUOTED.match(text, match.end())
        kind = types_by_word()[match["word"].lower()].code
        if quoted:
            # What a cited decision approves is made, though it is called so after "phê duyệt".
            if names_several(text, match.start()) and not is_title_of_cited(text, match.start(), ends):
                continue
            yield NamedCitation(Span(match.start(), quoted.end()), kind, quoted["name"].strip())
            continue
        last = match.end() + _LONGEST_TITLE
        end = _END_OF_TITLE.search(text, match.end(), last)
        years = _TITLE_YEARS.search(text, match.end(), end.start() if end else last)
        if years is None or len(text[match.end() : years.start()].split()) < _FEWEST_WORDS:
            continue
        if (kind in _OFTEN_PLANNED and not has_cue(text, match.start())) or names_several(text, match.start()):
            continue
        yield NamedCitation(Span(match.start(), years.end()), kind, text[match.end() : years.end()].strip())


def _national(words: WordIndex) -> Iterator[NamedCitation]:
    text = words.text
    for match in words.matches(_NATIONAL, _small("programme")):
        if _SEVERAL.search(text, max(0, match.start() - _BEFORE), match.start()):
            continue
        years = _TITLE_YEARS.match(text, match.end())
        name = " ".join(match["name"].lower().split())
        yield NamedCitation(Span(match.start(), years.end() if years else match.end()), "CTr", name)


def _of_action(words: WordIndex, bodies: BodyFinder, taken: list[Span]) -> Iterator[NamedCitation]:
    """Yield the programme of action of a body, with the document that it carries out; without one, the first time."""
    text = words.text
    known: set[BodyName] = set()
    ends = {span.start: span.end for span in taken}
    for match in words.matches(_OF_ACTION, _small("programme_of_action")):
        of = _OF.match(text, match.end())
        body = bodies.at(of.end()) if of else None
        if body is None or names_several(text, match.start()):
            continue
        carried = _CARRIES_OUT.match(text, body.span.end)
        end = ends.get(carried.end()) if carried else None
        if end is None and body.name in known:
            continue
        known.add(body.name)
        name = f"hành động của {body.name.seat or body.span.of(text)}"
        yield NamedCitation(Span(match.start(), end or body.span.end), "CTr", name, issuer=body.name)


def _detailing(words: WordIndex, laws: list[NamedCitation]) -> Iterator[NamedCitation]:
    """Yield the decrees and circulars called by the law that they detail, the law's name included."""
    text = words.text
    begun = {law.span.start: law for law in laws}
    for match in words.matches(_DETAILED, _small("detailing_types")):
        law = begun.get(match.end())
        # A line that begins with it is a title of its own.
        begins_line = match.start() == 0 or text[match.start() - 1] == "\n"
        if law is None or begins_line or names_several(text, match.start()):
            continue
        kind = types_by_word()[match["word"].lower()].code
        name = f"{match['name'].lower()}{text[law.span.start : law.span.end]}"
        yield NamedCitation(Span(match.start(), law.span.end), kind, " ".join(name.split()), year=law.year)


def _issued(words: WordIndex, taken: list[Span], title: Span) -> Iterator[NamedCitation]:
    """Yield the texts that a decision issues, there and at all later occurrences of the full name, longest first."""
    text = words.text
    ends = [span.end for span in taken]
    issued: dict[str, NamedCitation] = {}
    written: set[str] = set()
    for match in words.matches(_ISSUED, _ISSUES):
        name = match["name"].strip(" ,")
        kind = types_by_word().get(match["word"].lower())
        if kind is None or len(name.split()) not in _ISSUED_WORDS or name.endswith(_NAMES_NOTHING):
            continue
        if not (match["with"] or title.covers(Span(*match.span())) or is_title_of_cited(text, match.start(), ends)):
            continue
        written.add(match["word"].lower())
        issued.setdefault(f"{match['word']} {name}", NamedCitation(Span(0, 0), kind.code, name))
    if not issued:
        return
    lengths = sorted({len(full) for full in issued}, reverse=True)
    for start in words.starts(written):
        names = (text[start : start + length] for length in lengths if start + length <= len(text))
        end = next((start + len(name) for name in names if name in issued), None)
        if end is not None and not text[end : end + 1].isalnum():
            yield replace(issued[text[start:end]], span=Span(start, end))


def is_title_of_cited(text: str, position: int, ends: list[int]) -> bool:
    """Tell whether a word stands in the title of a citation with a number that ends shortly before it."""
    number = bisect_right(ends, position) - 1
    return (
        number >= 0
        and position - ends[number] <= _LONGEST_SENTENCE
        and not _ENDS_CITATION.search(text, ends[number], position)
    )


@cache
def _small(group: str) -> tuple[str, ...]:
    """Return the words of a group in lower case, as in the word index."""
    return tuple(word.lower() for word in _WORDS[group])
