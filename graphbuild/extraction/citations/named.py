"""Finds citations of particular documents without a number: by their name, congress, plenum, year or title.

Forms read (annotation guideline §3, domain table of forms), besides the laws (`laws`) and titled texts (`titled`):

- statutes and other documents of a fixed name: "Điều lệ Đảng", "Quy định về thi hành Điều lệ Đảng";
- congress and plenum, in any case and over line ends: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 -
  2030", "nghị quyết Trung ương 4 khóa XII", "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI";
- programme, rules and resolution of a stated body or year: "Chương trình công tác năm 2025", "Quy chế làm việc của Ban
  Chấp hành Đảng bộ tỉnh khóa XIX", "Nghị quyết của Ban Chấp hành Đảng bộ huyện khóa XXVI".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.laws import find_laws
from graphbuild.extraction.citations.named_citation import NamedCitation
from graphbuild.extraction.citations.titled import find_titled
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.statutes import statutes_by_word
from graphbuild.vocabulary.terms import to_roman
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
_YEAR_WORD = wordings("times").any_of("year")


def _over_lines(pattern: str) -> re.Pattern[str]:
    """Return a pattern whose spaces match line ends too: names are cut by pages and narrow columns."""
    return re.compile(pattern.replace(" ", r"[ \n]{1,3}"), re.IGNORECASE)


_STATUTES_BY_FORM = {form: one for word, one in statutes_by_word().items() for form in (word, word.upper())}
_STATUTES = re.compile(
    rf"\b{any_word(form for word in _WORDS['statutes'] for form in (word, word.lower(), word.upper()))}"
    rf" (?P<of>{any_word(_STATUTES_BY_FORM)})\b"
    rf"(?! {any_word(form for word in _WORDS['organisation'] for form in (word, word.upper()))}\b)"
)
_IMPLEMENTING = re.compile(rf"\b{_any('rules_of_statutes')} (?=(?P<statutes>{_any('statutes')} {_any('the_party')}\b))")
_ORDINAL = (
    rf"(?:{_any('ordinal')} (?P<words>{any_word(numerals())})"
    rf"|(?:{_any('ordinal')} )?(?P<term>(?-i:[IVXL]+)|\d{{1,2}}))\b"
)
_YEARS = rf"{_any('years_of_term')} (?P<years>\d{{4}}\s?-\s?\d{{4}})"
_PLACE = rf" {_any('party_of_place')}(?: {_any('party_of_block')})?"
# Before the ordinal a place ends there; after it only capitals tell where.
_OF_PLACE = rf"{_PLACE}(?: (?!{_any('not_in_a_place')}\b)\w+){{0,5}}?"
_AFTER_PLACE = rf"{_PLACE}(?: (?-i:[{CAPITAL}])\w*){{0,5}}"
_CONGRESS = _over_lines(
    rf"\b{_any('resolution')} (?:{_any('of')} )?{_any('congress')}"
    rf"(?:(?P<of> {_any('national_congress')}|{_OF_PLACE})? {_ORDINAL}"
    rf"(?P<after>{_AFTER_PLACE})?(?P<party> {_any('party')}\b(?! {_any('organisation')}))?(?:,? {_YEARS})?"
    rf"|(?P<of_years>{_OF_PLACE}),? {_YEARS.replace('years>', 'only_years>')})"
)
_PLENUM = _over_lines(
    rf"\b(?P<word>{_any('resolution', 'conclusion', 'short_resolution')})(?: {_any('of')})? (?:{_any('session')} )?"
    rf"(?:{_any('ordinal')} (?P<words>\w+(?: \w+)?) {_any('central_committee')}"
    rf"|{_any('short_central_committee')}\s?(?:{_any('ordinal')} )?(?P<number>\d{{1,2}}|\w+))"
    rf",? \(?{_any('term')} (?P<term>(?-i:[IVXL]+)|\d{{1,2}})\b\)?"
)
_PROGRAMME = re.compile(
    rf"\b{_any('programme')} (?P<what>{_any('programmes_of_a_year')}) {_YEAR_WORD} (?P<year>\d{{4}})\b"
)
_RULES = re.compile(
    rf"\b(?P<word>{_any('rules')}) (?P<what>{_any('rules_of_a_body')})(?: \([^()\n]{{2,40}}\))?(?= {_any('of')} )"
)
_OF_TERM = re.compile(rf"\b(?P<word>{_any('resolution')})(?= {_any('of')} )")
_TERM_YEARS = re.compile(rf",? {_any('years_of_term')} \d{{4}} ?- ?\d{{4}}")
_OF = re.compile(rf" {_any('of')} ")
_GOES_ON = re.compile(rf" [{CAPITAL}]")
_OWN_COMMITTEE = BodyName(seat="")
"""For a programme that names no body: one of the document's own committee."""


def find_named(words: WordIndex, bodies: BodyFinder, taken: list[Span], title: Span) -> list[NamedCitation]:
    """Return the citations by name in a text in normal form, in the order of the text.

    Parameters
    ----------
    words, bodies
        The text in normal form with its words, and the bodies found in it.
    taken
        Spans of the citations with a number; names inside them belong to these.
    title
        Span of the document's own letterhead and title.
    """
    laws = list(find_laws(words, bodies))
    found = [*laws]
    for finder in (_fixed, _congresses, _plenums, _of_bodies):
        found += finder(words, bodies)
    starts = [span.start for span in taken]
    free = [citation for citation in found if not _inside(citation.span, taken, starts)]
    begun = {citation.span.start for citation in free}
    # "Luật Quy hoạch ngày 24/11/2017": the type word in the name of a law is no title.
    names = sorted((law.span for law in laws), key=lambda span: span.start)
    named = [span.start for span in names]
    free += [
        citation
        for citation in find_titled(words, bodies, taken, laws, title)
        if citation.span.start not in begun
        and not _inside(citation.span, taken, starts)
        and not _inside(citation.span, names, named)
    ]
    return sorted(free, key=lambda citation: (citation.span.start, -citation.span.end))


@cache
def _small(*groups: str) -> tuple[str, ...]:
    """Return the words of some groups in lower case, as in the word index."""
    return tuple(word.lower() for group in groups for word in _WORDS[group])


def _inside(span: Span, taken: list[Span], starts: list[int]) -> bool:
    number = bisect_right(starts, span.start) - 1
    return number >= 0 and span.start < taken[number].end


def _fixed(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_STATUTES, _small("statutes")):
        statute = _STATUTES_BY_FORM[match["of"]]
        issuer = BodyName(statute.issuer, level="central")
        yield NamedCitation(Span(*match.span()), "ĐL", statute.name, issuer=issuer)
    for match in words.matches(_IMPLEMENTING, ["quy định"]):
        issuer = BodyName("Ban Chấp hành Trung ương", level="central")
        yield NamedCitation(Span(match.start(), match.end("statutes")), "QĐ", "thi hành Điều lệ Đảng", issuer=issuer)


def _congresses(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_CONGRESS, _small("resolution")):
        of = " ".join((match["of"] or match["after"] or match["of_years"] or "").split())
        if not (of or match["party"]):
            continue
        if match["only_years"]:
            name = f"Đại hội nhiệm kỳ {match['only_years'].replace(' ', '')}"
        else:
            name = f"Đại hội {to_roman(match['term'] or str(numerals()[match['words'].lower()]))}"
        local = of.lower().startswith(tuple(word.lower() for word in _WORDS["local_party"]))
        place = of if of[:1].isupper() and not of.isupper() else f"{of[:1].upper()}{of[1:].lower()}"
        mention = BodyFinder(f"{_WORDS['local_committee'][0]} {place}").at(0) if local else None
        national = None if local else BodyName("Đại hội đại biểu toàn quốc", level="central")
        yield NamedCitation(Span(*match.span()), "NQ", name, issuer=mention.name if mention else national)


def _plenums(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_PLENUM, _small("resolution", "conclusion", "short_resolution")):
        session, term = (match["number"] or match["words"]).lower(), to_roman(match["term"].upper())
        issuer = BodyName("Ban Chấp hành Trung ương", level="central", term=term)
        kind = "KL" if match["word"].lower() in _small("conclusion") else "NQ"
        name = f"Hội nghị Trung ương {numerals().get(' '.join(session.split()), session)} khóa {term}"
        yield NamedCitation(Span(*match.span()), kind, name, issuer=issuer)


def _of_bodies(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    for match in words.matches(_PROGRAMME, _small("programme")):
        issuer, end = _issuer_after(text, bodies, match.end())
        name = f"{match['what']} năm {match['year']}"
        yield NamedCitation(Span(match.start(), end), "CTr", name, issuer=issuer or _OWN_COMMITTEE)
    for pattern, word in ((_RULES, "rules"), (_OF_TERM, "resolution")):
        for match in words.matches(pattern, _small(word)):
            issuer, end = _issuer_after(text, bodies, match.end())
            # A longer name than that of a known body: "Quy chế hoạt động của Ban Chỉ đạo Nhà nước về Du lịch".
            if issuer is None or (not issuer.term and (pattern is _OF_TERM or _GOES_ON.match(text, end))):
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
