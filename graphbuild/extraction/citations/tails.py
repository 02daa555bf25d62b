"""Reads what follows the number of a citation: its date, its issuer and its title."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import STATED_DAY, STATED_ENGLISH_DAY, read_day
from graphbuild.model import BodyName
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.bodies import Seat, seats_by_name
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("citations")
_any, _times = _WORDS.any_of, wordings("times").any_of
_OF = re.compile(rf"(?:,?[ ]\(?|(?<=\w)){_any('by')}[ ]+")
_BY_ITSELF = tuple(f"{word} " for word in _WORDS["by_itself"])
_CENTRE = re.compile(rf"{_any('centre')}\b(?![ ][A-ZĐ])")
_MEETS = re.compile(rf"[ ]{_any('meets')}\b")
# The police print the code of the unit after the number: "168/2004/QĐ-BCA (A11) ngày 24/02/2004".
_UNIT = re.compile(rf"[ ]?\([ ]?[A-ZĐ]{{1,3}}\d{{1,3}}[ ]?\)(?=,?[ ]{_times('day')}[ ])")
# "83-CP năm 1996", "81-TB/TW 2025"; not the first year of a period, nor a day or a quantity.
_YEAR_BEHIND = re.compile(
    rf"[ ](?P<open>\()?(?:{_times('year')}[ ])?(?P<year>(?:19|20)\d\d)(?![\w%])(?![ ]?[-/.,][ ]?\d)(?(open)\))",
    re.IGNORECASE,
)
_ALSO = _any("and")
_AND = re.compile(rf",[ ]|[ ]{_ALSO}[ ]|[ ]-[ ]|,[ ]{_ALSO}[ ]")
# An issuer not in the vocabulary: a word that begins the names of bodies, up to what a name cannot contain.
_OTHER_ISSUER = re.compile(
    rf"{_any('issuers')}[ ]"
    rf"(?:(?!(?:{_ALSO}[ ])?{_any('next_documents')}\b)(?!{_any('after_issuer')}\b)[\w-]+[ ]?){{1,12}}"
)
_CAPITAL_ISSUER = re.compile(
    rf"{any_word(map(str.upper, _WORDS['issuers']))}[ ]"
    rf"(?:(?!(?:{_ALSO.upper()}[ ])?{any_word(map(str.upper, _WORDS['next_documents']))}\b)"
    rf"(?!{any_word(map(str.upper, _WORDS['after_issuer']))}\b)[{CAPITAL}]+[ ]?){{1,12}}"
)
_ABOUT = re.compile(rf"[,\"“( ]{{0,3}}{_any('about')}[ ](?P<title>[^;\n]{{3,200}})", re.IGNORECASE)
_LONGEST_TITLE = 200
# "Nghị định … quy định như sau:" gives no title, but words of the document.
_QUOTES = re.compile(rf"(?:^|[ ]){_any('as_follows')}[ ]*:?$", re.IGNORECASE)
# A title ends with its sentence; "TP. Hồ Chí Minh" does not end one.
_SENTENCE_END = re.compile(rf"[.]{''.join(f'(?<!{word}.)' for word in _WORDS['city'])}(?=\s+[^\W\d_a-zà-ỹ]|\s*$)")


# Behind these nothing belongs to a citation.
_STOPS = frozenset("\n;:.)")


class Tail(NamedTuple):
    """What follows a number: its date and issuer, in either order."""

    end: int
    date: str | None = None
    issuer: BodyName | None = None
    year: str = ""
    """The year right behind the number ("năm 1996", "2025"), where no date follows."""


def read_tail(text: str, position: int, bodies: BodyFinder, *, joint: bool) -> Tail:
    """Read date and issuer after a number; with `joint`, further issuers of a joint document."""
    if text[position : position + 1] in _STOPS:
        return Tail(position)
    unit = _UNIT.match(text, position) if "(" in text[position : position + 2] else None
    end, date, issuer = unit.end() if unit else position, None, None
    year = _YEAR_BEHIND.match(text, end)
    if year:
        end = year.end()
    for _round in range(3):
        day = _stated_day(text, end) if date is None else None
        if day and not _is_meeting_day(text, day, bodies):
            end, date = day.end(), read_day(day)
            continue
        of = _OF.match(text, end) if issuer is None else None
        named = _read_issuer(text, of.end(), bodies, joint) if of else None
        if named is None:
            break
        issuer, end = named
    return Tail(end, date, issuer, year["year"] if year else "")


def _stated_day(text: str, position: int) -> re.Match[str] | None:
    return STATED_DAY.match(text, position) or STATED_ENGLISH_DAY.match(text, position)


def _is_meeting_day(text: str, day: re.Match[str], bodies: BodyFinder) -> bool:
    """Tell whether the date is that of a meeting: "Thực hiện Kế hoạch 12-KH/HU, ngày 13/01/2025, Huyện ủy họp …"."""
    body = bodies.at(day.end() + 2) if text.startswith(", ", day.end()) else None
    return body is not None and _MEETS.match(text, body.span.end) is not None


def _read_issuer(text: str, position: int, bodies: BodyFinder, joint: bool) -> tuple[BodyName, int] | None:
    mention = bodies.at(position)
    if mention is None:
        other = _OTHER_ISSUER.match(text, position) or _CAPITAL_ISSUER.match(text, position)
        own = _own_committee().match(text, position)
        centre = _CENTRE.match(text, position)
        if centre:
            return BodyName("Ban Chấp hành Trung ương", level="central"), centre.end()
        if own:
            seat = _own_committees()[own.group()]
            return BodyName(seat=seat.name, level=seat.level), own.end()
        if not other or text.endswith(_BY_ITSELF, 0, position):
            return None
        printed = other.group().rstrip()
        return BodyName(seat=printed), position + len(printed)
    name, end = mention.name, mention.span.end
    names = [name.seat] if not name.organ else []
    while joint and names:
        separator = _AND.match(text, end)
        following = bodies.at(separator.end()) if separator else None
        if separator is None or following is None:
            break
        names += [separator.group(), following.name.seat]
        end = following.span.end
    return (replace(name, seat="".join(names)) if len(names) > 1 else name), end


def read_title(text: str, position: int) -> str:
    """Return the title after a citation that ends at `position`, "" if there is none.

    Examples
    --------
    >>> read_title("Điều 7 Nghị định 144/2021/NĐ-CP quy định như sau:", 31)
    ''
    >>> read_title("Kế hoạch 05-KH/TU về sửa nhà văn hóa; Kế hoạch 06-KH/TU", 17)
    'sửa nhà văn hóa'
    """
    about = None if text[position : position + 1] in _STOPS else _ABOUT.match(text, position)
    if not about:
        return ""
    title = about["title"]
    if len(title) == _LONGEST_TITLE:
        title = title.rpartition(" ")[0]
    end = _SENTENCE_END.search(title)
    title = (title[: end.start()] if end else title).strip()
    return "" if _QUOTES.search(title) else title


@cache
def _own_committees() -> dict[str, Seat]:
    """Return the committees by which a document can refer to its own, in lower case ("của chi bộ", "của huyện ủy")."""
    seats = seats_by_name().values()
    return {seat.name.lower(): seat for seat in seats if seat.kind == "committee" and " " in seat.name}


@cache
def _own_committee() -> re.Pattern[str]:
    return re.compile(rf"{any_word(_own_committees())}\b")
