"""Finds laws, codes, ordinances and the constitution cited by name.

Forms read: "Luật Lưu trữ", "Luật Đất đai 2024", "Bộ luật Dân sự năm 2015", "Pháp lệnh Thú y ngày 04/02/1993", also over
a line end; "Luật sửa đổi, bổ sung một số điều của Luật Bầu cử … ngày 24/6/2025" (the law inside is a citation of its
own); "điều 5 luật đất đai" (in lower case only where nothing else can be meant); "Hiến pháp 2013".

Not read: "pháp luật", "luật sư", schools, firms and sites ("Đại học Luật", "Luật Minh Khuê"), branches of the law
("Luật Kinh tế"), foreign acts ("Bộ luật Dân sự Pháp"), drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.named_citation import NamedCitation
from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.extraction.dates import STATED_DAY, read_day
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL, SMALL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any = _WORDS.any_of
_LAW_WORDS = tuple(word.lower() for word in _WORDS["laws"])
_LAWS = any_word(form for word in _WORDS["laws"] for form in (word, word.title(), word.upper()))
_LAW = re.compile(rf"\b(?P<word>{_LAWS}|{any_word(_LAW_WORDS)})[ ]?(?:\n{{1,2}}[ ]?)?(?<=[ \n])")
_AMENDING = re.compile(
    rf"{_any('amend')}(?:[ ]?,?[ ]{_any('supplement')})?(?:[ ]{_any('some_articles')})?(?:[ ]{_any('of')})?[ ]"
    rf"(?:{_any('plural')}[ ])?",
    re.IGNORECASE,
)
# A law that amends many others names them only by subject.
_AMENDED_BY_SUBJECT = re.compile(
    rf"(?:\d+[ ])?{_any('laws_about')}[ ](?:(?![,;.(\n]|{_any('stops')}\b)[^\n]){{3,120}}?"
    rf"(?=[ ]?[,;.(\n]|[ ]{_any('stops')}\b)"
)
_AND = _any("and")
_NEXT_AMENDED = re.compile(rf"(?:[ ]?,[ ]|[ ]{_AND}[ ]|[ ]?,[ ]{_AND}[ ])(?={_any('laws')}[ ])", re.IGNORECASE)
# Words that cannot begin a name, and words at which an unlisted name ends.
_NO_NAME = re.compile(rf"{_any('no_law_name')}\b", re.IGNORECASE)
_UNLISTED = re.compile(rf"(?!{_any('after_law_name')}\b)[^\W\d_]+")
# "Hòa giải xóm giềng", but not "Minh Khuê", "áp dụng", "KINH DOANH".
_UNLISTED_BEGINS = re.compile(rf"[{CAPITAL}][{SMALL}]*[ ][{SMALL}]")
_LONGEST_UNLISTED = 10
_YEAR_WORD, _DAY_WORD = wordings("times").any_of("year"), wordings("times").any_of("day")
# The date after an unlisted name shows where it ends: "Luật Tổ chức Hội đồng Bộ trưởng ngày 4 tháng 7 năm 1981".
# Between them there must be no words for what happened on that date, no other document, and no actor after a comma.
_UP_TO_DAY = re.compile(
    rf"(?:(?!{_any('not_before_law_day')}\b)[^\W\d_]+(?:[ ]?,(?![ ][{CAPITAL}]))?[ ]){{2,25}}"
    rf"(?={_DAY_WORD}[ ]*\d{{1,2}}[ ]*(?:[/.-]|{wordings('times').any_of('month')}))"
)
_YEAR = re.compile(rf"(?:[ ]{_YEAR_WORD})?[ ](?P<year>(?:19|20)\d\d)\b(?![/-])")
_ABOUT = re.compile(rf"{_any('about_a_subject')} ", re.IGNORECASE)
_OPENS_QUOTE = re.compile(r"[“\"][ ]?")
_CLOSES_QUOTE = re.compile(r"[ ]?[”\"](?=[ ])")
_OF = re.compile(rf" {_any('of')} ")
_DRAFTS, _OTHER_WORDS = WordsBefore(_WORDS["drafts"]), WordsBefore(_WORDS["no_law_after"])
_PROVISION = re.compile(rf"\b{_any('provision_before_law')}[ ]\d+[a-zđ]?[ ](?:{_any('of')}[ ])?$", re.IGNORECASE)
_FOREIGN = re.compile(rf"[ ](?:\(|{_any('of')}[ ])?(?:{_any('before_country')}[ ])*{_any('foreign_countries')}\b")
_FOREIGN_BEFORE = re.compile(rf"\b{_any('foreign_countries')},?[ ](?:[{SMALL}]+[ ]){{0,3}}$")
_WINDOW = 40

_CONSTITUTION = re.compile(
    rf"\b{any_word(form for word in _WORDS['constitution'] for form in (word, word.upper()))}"
    rf"(?:{_YEAR.pattern})?(?![ ]{THIS}\b)\b"
)
_CONSTITUTIONS = tuple({word.lower() for word in _WORDS["constitution"] if word.lower() in types_by_word()})
_ASSEMBLY = BodyName("Quốc hội", level="central")
_STANDING_COMMITTEE = BodyName("Ủy ban Thường vụ Quốc hội", level="central")


def find_laws(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    """Yield the laws cited by name in a text in normal form.

    Examples
    --------
    >>> text = "theo Luật Đất đai 2024 và pháp luật"
    >>> [found.span.of(text) for found in find_laws(WordIndex(text), BodyFinder(text))]
    ['Luật Đất đai 2024']
    """
    yield from _laws(words, bodies)
    yield from _constitutions(words)


def _laws(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    outer = 0
    for match in words.matches(_LAW, _LAW_WORDS):
        if _is_no_citation(text, match.start()):
            continue
        kind = types_by_word()[match["word"].lower()].code
        amending = _AMENDING.match(text, match.end())
        if amending:
            end = _end_of_amended(text, amending.end())
            name = "sửa đổi, bổ sung " + text[amending.end() : end] if end else ""
        else:
            name, end = _law_name(text, match)
        if not name:
            continue
        law = NamedCitation(
            Span(match.start(), end), kind, name, issuer=_STANDING_COMMITTEE if kind == "PL" else _ASSEMBLY
        )
        # Inside the name of a law that amends it, a law has no date of its own.
        law = law if end <= outer else _with_tail(text, bodies, law)
        if _is_foreign(text, law):
            continue
        if match["word"].islower() and end > outer and not _is_unmistakable(text, match, law):
            continue
        outer = max(outer, end)
        yield law


def is_other_word(text: str, start: int) -> bool:
    """Tell whether what precedes the word for a law makes another of it ("pháp luật"), or a school or firm.

    Examples
    --------
    >>> is_other_word("theo pháp luật này", 10), is_other_word("theo luật này", 5)
    (True, False)
    """
    return _OTHER_WORDS.precede(text, start)


def _is_no_citation(text: str, start: int) -> bool:
    return is_other_word(text, start) or _DRAFTS.precede(text, start)


def _is_foreign(text: str, law: NamedCitation) -> bool:
    """Tell whether a country's name ends or follows that of a law, or one begins the clause of a code."""
    start, end = law.span
    # The name of an unlisted law takes in that of the country.
    if _FOREIGN.match(text, end) or any(found.end() == end for found in _FOREIGN.finditer(text, start, end)):
        return True
    return law.type in ("BL", "HP") and bool(_FOREIGN_BEFORE.search(text, max(0, start - _WINDOW), start))


def _is_unmistakable(text: str, match: re.Match[str], law: NamedCitation) -> bool:
    """Tell whether a law in lower case is one: "bộ luật dân sự", "luật Thú y", "luật nhà ở 2023", "điều 5 luật …"."""
    return (
        law.type in ("BL", "PL")
        or text[match.end()].isupper()
        or bool(law.year)
        or bool(_PROVISION.search(text, max(0, match.start() - _WINDOW), match.start()))
    )


def _law_name(text: str, match: re.Match[str]) -> tuple[str, int]:
    """Return the name of a law and where it ends; for an unlisted one, up to the first word that no name contains."""
    position = match.end()
    begins = _ABOUT.match(text, position) or _OPENS_QUOTE.match(text, position)
    about = begins.end() if begins else position
    known = law_name_at(text, about)
    if "\n" in match.group():
        # On a line of its own the word is a title; else only a listed name goes on after the line end.
        alone = match.start() == 0 or text[match.start() - 1] == "\n"
        return known if known and not alone else ("", position)
    if known:
        return known
    if _NO_NAME.match(text, about) or match["word"].islower():
        return "", position
    dated = _UP_TO_DAY.match(text, about)
    if dated:
        name = dated.group().rstrip(" ,")
        return name, about + len(name)
    if about > position or not _UNLISTED_BEGINS.match(text, position):
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
        name, after = _law_name(text, match) if match else ("", position)
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
    closes = _CLOSES_QUOTE.match(text, end)
    end = closes.end() if closes else end
    stated = _YEAR.match(text, end)
    if stated:
        end, year = stated.end(), stated["year"]
    day = STATED_DAY.match(text, end)
    if day:
        end, date = day.end(), read_day(day)
    of = _OF.match(text, end)
    body = bodies.at(of.end()) if of else None
    if body and body.name.seat in (_ASSEMBLY.seat, _STANDING_COMMITTEE.seat):
        end = body.span.end
    span, year = Span(citation.span.start, end), year or (date or "")[:4]
    return NamedCitation(span, citation.type, citation.name, date, year, citation.issuer)


def _constitutions(words: WordIndex) -> Iterator[NamedCitation]:
    text = words.text
    for match in words.matches(_CONSTITUTION, _CONSTITUTIONS):
        found = NamedCitation(Span(*match.span()), "HP", "Hiến pháp", year=match["year"] or "", issuer=_ASSEMBLY)
        if not _is_no_citation(text, match.start()) and not _is_foreign(text, found):
            yield found
