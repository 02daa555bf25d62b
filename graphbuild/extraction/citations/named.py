"""Finds citations of particular documents without a number: by their name, congress, plenum or year.

Forms read (annotation guideline §3, domain table of forms):

- laws, codes, ordinances and the constitution: "Luật Lưu trữ", "Bộ luật Dân sự năm 2015", "Luật sửa đổi, bổ sung một số
  điều của Luật Bầu cử … ngày 24/6/2025" (the law inside is a citation of its own);
- statutes: "Điều lệ Đảng", "Điều lệ Mặt trận Tổ quốc Việt Nam";
- congress and plenum: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030", "Nghị quyết Trung ương 4 khóa
  XII", "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI";
- programme, rules and resolution of a stated body or year: "Chương trình công tác năm 2025", "Quy chế làm việc của Ban
  Chấp hành Đảng bộ tỉnh khóa XIX", "Nghị quyết của Ban Chấp hành Đảng bộ huyện khóa XXVI";
- a text that a decision issues: "ban hành Quy chế quản lý …", and its later mentions under the same name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import STATED_DAY, read_day
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.statutes import statutes_by_word
from graphbuild.vocabulary.terms import to_roman
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
_LAWS = any_word(form for word in _WORDS["laws"] for form in (word, word.title(), word.upper()))
_LAW = re.compile(rf"\b(?<!{_any('no_law_after')} )(?P<word>{_LAWS})[ ]")
_LAW_WORDS = tuple(word.lower() for word in _WORDS["laws"])
_AMENDING = re.compile(
    rf"{_any('amend')}(?:[ ]?,[ ]{_any('supplement')})?(?:[ ]{_any('some_articles')})?[ ]{_any('of')}[ ]"
    rf"(?:{_any('plural')}[ ])?",
    re.IGNORECASE,
)
# A law that amends many others names them only by subject.
_AMENDED_BY_SUBJECT = re.compile(
    rf"{_any('laws_about')}[ ](?:(?![,;.(\n]|{_any('stops')}\b)[^\n]){{3,120}}?(?=[ ]?[,;.(\n]|[ ]{_any('stops')}\b)"
)
_AND = _any("and")
_NEXT_AMENDED = re.compile(rf"(?:[ ]?,[ ]|[ ]{_AND}[ ]|[ ]?,[ ]{_AND}[ ])(?={_any('laws')}[ ])")
# Words that cannot begin a name, and words at which an unlisted name ends.
_NO_NAME = re.compile(rf"{_any('no_law_name')}\b")
_UNLISTED = re.compile(rf"(?!{_any('after_law_name')}\b)[^\W\d_]+")
_LONGEST_UNLISTED = 10
_YEAR_WORD, _DAY_WORD = wordings("times").any_of("year"), wordings("times").any_of("day")
# The date after an unlisted name shows where it ends: "Luật Tổ chức Hội đồng Bộ trưởng ngày 4 tháng 7 năm 1981".
# Between them there must be no words for what happened on that date, no other document, and no actor after a comma.
_UP_TO_DAY = re.compile(
    rf"(?:(?!{_any('not_before_law_day')}\b)[^\W\d_]+(?:[ ]?,(?![ ][{CAPITAL}]))?[ ]){{2,25}}"
    rf"(?={_DAY_WORD}[ ]*\d{{1,2}}[ ]*(?:[/.-]|{wordings('times').any_of('month')}))"
)
_YEAR = re.compile(rf"(?:[ ]{_YEAR_WORD})?[ ](?P<year>(?:19|20)\d\d)\b(?![/-])")
_ABOUT = re.compile(rf"{_any('about_a_subject')} ")
_DRAFT = re.compile(rf"\b{_any('drafts')}[ ]$")

_CONSTITUTION = re.compile(rf"\b{_any('constitution')}(?:[ ]{_YEAR_WORD}[ ](?P<year>(?:19|20)\d\d))?(?![ ]{THIS})\b")
_STATUTES = re.compile(rf"\b{_any('statutes')} (?P<of>{any_word(statutes_by_word())})\b(?! {_any('organisation')})")
_ORDINAL = rf"(?:{_any('ordinal')}[ ])?(?P<term>[IVXL]+|\d{{1,2}}|{any_word(numerals())})\b"
_CONGRESS = re.compile(
    rf"\b(?i:{_any('resolution')}) (?:{_any('of')} )?{_any('congress')}"
    rf"(?P<of> {_any('national_congress')}| {_any('party_of_place')}"
    rf"(?: (?:{_any('party_of_block')} )?(?:[{CAPITAL}]\w*|{_any('province')})(?: [{CAPITAL}]\w*){{0,4}}?)?)?"
    rf" {_ORDINAL}(?P<party> {_any('party')})?(?:,? {_any('years_of_term')} (?P<years>\d{{4}} ?- ?\d{{4}}))?"
)
_PLENUM = re.compile(
    rf"\b(?P<word>{_any('resolution', 'conclusion', 'short_resolution')})(?: {_any('of')})? (?:{_any('session')} )?"
    rf"(?:{_any('ordinal')} (?P<words>\w+(?: \w+)?) {_any('central_committee')}"
    rf"|{_any('short_central_committee')} ?(?:{_any('ordinal')} )?(?P<number>\d{{1,2}}|\w+))"
    rf",? \(?{_any('term')} (?P<term>[IVXL]+|\d{{1,2}})\)?"
)
_PROGRAMME = re.compile(
    rf"\b{_any('programme')} (?P<what>{_any('programmes_of_a_year')}) {_YEAR_WORD} (?P<year>\d{{4}})\b"
)
_RULES = re.compile(rf"\b(?P<word>{_any('rules')}) (?P<what>{_any('rules_of_a_body')})(?= {_any('of')} )")
_OF_TERM = re.compile(rf"\b(?P<word>{_any('resolution')})(?= {_any('of')} )")
_TERM_YEARS = re.compile(rf",? {_any('years_of_term')} \d{{4}} ?- ?\d{{4}}")
_OF = re.compile(rf" {_any('of')} ")
_ISSUED = re.compile(
    rf"\b(?i:{_any('issues')})(?: {_any('issued_with')})? (?P<word>{_any('issued_types')}) "
    rf"(?P<name>(?:(?!,[ ]?(?:{_any('after_issued_name')}|[A-ZĐ]))[^;.:\n(])+?)(?=,?\n|[;.:(]|,[ ][A-ZĐ]|$)"
)
_ISSUED_WORDS = range(3, 26)
_OWN_COMMITTEE = BodyName(seat="")
"""For a programme that names no body: one of the document's own committee."""


@dataclass(frozen=True, slots=True)
class NamedCitation:
    """A mention by name, in offsets of the normal text."""

    span: Span
    type: str
    name: str
    """Canonical name without the type word ("Lưu trữ", "Đại hội XIII"); with issuer and type it is the identity."""
    date: str | None = None
    year: str = ""
    issuer: BodyName | None = None


def find_named(words: WordIndex, bodies: BodyFinder, taken: list[Span]) -> list[NamedCitation]:
    """Return the citations by name in a text in normal form, in the order of the text.

    Parameters
    ----------
    words, bodies
        The text in normal form with its words, and the bodies found in it.
    taken
        Spans of the citations with a number; names inside them belong to these.
    """
    found: list[NamedCitation] = []
    for finder in (_laws, _fixed, _congresses, _plenums, _of_bodies, _issued):
        found += finder(words, bodies)
    starts = [span.start for span in taken]
    free = [citation for citation in found if not _inside(citation.span, taken, starts)]
    return sorted(free, key=lambda citation: (citation.span.start, -citation.span.end))


def _small(*groups: str) -> tuple[str, ...]:
    """Return the words of some groups in lower case, as in the word index."""
    return tuple(word.lower() for group in groups for word in _WORDS[group])


def _inside(span: Span, taken: list[Span], starts: list[int]) -> bool:
    number = bisect_right(starts, span.start) - 1
    return number >= 0 and span.start < taken[number].end


def _laws(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    assembly = BodyName("Quốc hội", level="central")
    outer = 0
    for match in words.matches(_LAW, _LAW_WORDS):
        if _DRAFT.search(text, max(0, match.start() - 9), match.start()):
            continue
        kind = types_by_word()[match["word"].lower()].code
        issuer = BodyName("Ủy ban Thường vụ Quốc hội", level="central") if kind == "PL" else assembly
        amending = _AMENDING.match(text, match.end())
        if amending:
            end = _end_of_amended(text, amending.end())
            name = "sửa đổi, bổ sung " + text[amending.end() : end] if end else ""
        else:
            name, end = _law_name(text, match.end())
        if not name:
            continue
        law = NamedCitation(Span(match.start(), end), kind, name, issuer=issuer)
        # Inside the name of a law that amends it, a law has no date of its own.
        law = law if end <= outer else _with_tail(text, bodies, law)
        outer = max(outer, end)
        yield law


def _law_name(text: str, position: int) -> tuple[str, int]:
    """Return the name of a law and where it ends; for an unlisted one, up to the first word that no name contains."""
    begins = _ABOUT.match(text, position)
    about = begins.end() if begins else position
    known = law_name_at(text, about)
    if known:
        return known
    if _NO_NAME.match(text, about):
        return "", position
    dated = _UP_TO_DAY.match(text, about)
    if dated:
        name = dated.group().rstrip(" ,")
        return name, about + len(name)
    if about > position:
        return "", position
    end = position
    for _word in range(_LONGEST_UNLISTED):
        word = _UNLISTED.match(text, end)
        if not word:
            break
        end = word.end()
        if text[end : end + 1] != " ":
            break
        end += 1
    name = text[position:end].rstrip()
    return name, position + len(name)


def _end_of_amended(text: str, position: int) -> int:
    """Return where the list of amended laws ends, 0 if none is named."""
    subject = _AMENDED_BY_SUBJECT.match(text, position)
    end = subject.end() if subject else 0
    while not subject:
        match = _LAW.match(text, position)
        name, after = _law_name(text, match.end()) if match else ("", position)
        if not name:
            return end
        end = after
        following = _NEXT_AMENDED.match(text, end)
        if not following:
            return end
        position = following.end()
    return end


def _with_tail(text: str, bodies: BodyFinder, citation: NamedCitation) -> NamedCitation:
    """Return the citation with the year, date and issuer that follow its name."""
    end, date, year = citation.span.end, None, ""
    stated = _YEAR.match(text, end)
    if stated:
        end, year = stated.end(), stated["year"]
    day = STATED_DAY.match(text, end)
    if day:
        end, date = day.end(), read_day(day)
    of = _OF.match(text, end)
    body = bodies.at(of.end()) if of else None
    if body and body.name.seat in ("Quốc hội", "Ủy ban Thường vụ Quốc hội"):
        end = body.span.end
    return NamedCitation(
        Span(citation.span.start, end), citation.type, citation.name, date, year or (date or "")[:4], citation.issuer
    )


def _fixed(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_STATUTES, _small("statutes")):
        statute = statutes_by_word()[match["of"]]
        issuer = BodyName(statute.issuer, level="central")
        yield NamedCitation(Span(*match.span()), "ĐL", statute.name, issuer=issuer)
    for match in words.matches(_CONSTITUTION, _small("constitution")):
        if not _DRAFT.search(words.text, max(0, match.start() - 9), match.start()):
            issuer = BodyName("Quốc hội", level="central")
            yield NamedCitation(Span(*match.span()), "HP", "Hiến pháp", year=match["year"] or "", issuer=issuer)


def _congresses(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_CONGRESS, _small("resolution")):
        of = (match["of"] or "").strip()
        term = _roman(match["term"])
        if not term or not (of or match["party"]):
            continue
        local = of.startswith(_WORDS["local_party"])
        mention = BodyFinder(f"{_WORDS['local_committee'][0]} {of}").at(0) if local else None
        issuer = mention.name if mention else BodyName("Đại hội đại biểu toàn quốc", level="central")
        if local and mention is None:
            continue
        yield NamedCitation(Span(*match.span()), "NQ", f"Đại hội {term}", issuer=issuer)


def _plenums(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_PLENUM, _small("resolution", "conclusion", "short_resolution")):
        session, term = match["number"] or match["words"], to_roman(match["term"])
        issuer = BodyName("Ban Chấp hành Trung ương", level="central", term=term)
        kind = "KL" if match["word"] in _WORDS["conclusion"] else "NQ"
        name = f"Hội nghị Trung ương {numerals().get(session, session)} khóa {term}"
        yield NamedCitation(Span(*match.span()), kind, name, issuer=issuer)


def _roman(ordinal: str) -> str:
    try:
        return to_roman(str(numerals().get(ordinal, ordinal)))
    except ValueError:
        return ""


def _of_bodies(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    for match in words.matches(_PROGRAMME, _small("programme")):
        issuer, end = _issuer_after(text, bodies, match.end())
        name = f"{match['what']} năm {match['year']}"
        yield NamedCitation(Span(match.start(), end), "CTr", name, issuer=issuer or _OWN_COMMITTEE)
    for pattern, word in ((_RULES, "rules"), (_OF_TERM, "resolution")):
        for match in words.matches(pattern, _small(word)):
            issuer, end = _issuer_after(text, bodies, match.end())
            if issuer is None or (pattern is _OF_TERM and not issuer.term):
                continue
            years = _TERM_YEARS.match(text, end)
            what = match.groupdict().get("what") or "chung"
            kind = types_by_word()[match["word"].lower()].code
            name = f"{what} khóa {issuer.term}" if issuer.term else what
            yield NamedCitation(Span(match.start(), years.end() if years else end), kind, name, issuer=issuer)


def _issuer_after(text: str, bodies: BodyFinder, position: int) -> tuple[BodyName | None, int]:
    of = _OF.match(text, position)
    body = bodies.at(of.end()) if of else None
    return (body.name, body.span.end) if body else (None, position)


def _issued(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    """Yield the texts that a decision issues, there and at all later occurrences of the full name, longest first."""
    issued: dict[str, NamedCitation] = {}
    written: set[str] = set()
    for match in words.matches(_ISSUED, _WORDS["issues"]):
        name = match["name"].strip()
        kind = types_by_word().get(match["word"].lower())
        if kind is None or len(name.split()) not in _ISSUED_WORDS:
            continue
        written.add(match["word"].lower())
        issued[f"{match['word']} {name}"] = NamedCitation(Span(0, 0), kind.code, name)
    if not issued:
        return
    lengths = sorted({len(full) for full in issued}, reverse=True)
    for start in words.starts(written):
        end = next((start + length for length in lengths if words.text[start : start + length] in issued), None)
        if end is not None:
            yield replace(issued[words.text[start:end]], span=Span(start, end))
