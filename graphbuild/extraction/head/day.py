"""Finds the day of a document: in the line with place and date, in its closing sentence, or that of the meeting."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.head.lines import HEAD_CHARACTERS
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import wordings

_any, _times = wordings("head").any_of, wordings("times").any_of
_BLANK = r"[\d. …_]{0,20}+"
# What every date line contains, found by its comma. Crawlers break it at any space.
_DAY_AFTER_PLACE = re.compile(
    rf",\s*+(?i:{_times('day')})\s*+(?P<day>{_BLANK})\s*+(?i:{_times('month')})\s*+(?P<month>{_BLANK})\s*+"
    rf"(?i:{_times('year')})\s*+(?P<year>\d{{4}})"
)
_PLACE = re.compile(rf"(?:^|[ ]{{3}}|[|*])[ ]*+(?P<place>[{CAPITAL}][\w.'-]*(?:[ ][\w.'-]+){{0,5}})$")
# The first words of a place that goes on in the next line: "Thành phố Hồ".
_PLACE_BEGINS = re.compile(rf"[|* ]*(?P<place>[{CAPITAL}][^\W\d]*(?:[ ][^\W\d]+){{0,3}})[ ]*$")
_LONGEST_PLACE = 60
# "ngày " from its last letter, which is rarer than the first.
_DAY_WORD = re.compile(
    "|".join(f"[{word[-1]}{word[-1].upper()}](?<=(?i:{word}))[ ]" for word in wordings("times")["day"])
)
_MEETS = re.compile(rf",[ ](?:{_any('at')} [^,\n]{{3,60}}, )?")
_MET = re.compile(rf"[^.\n]{{0,160}}?\b{_any('met')}\b")
_HELD_ON = re.compile(
    rf"[ ,]*(?:{_any('already')} )?{_any('holds')} [^.;\n]{{0,100}}?(?:{_any('on_day')} )?{_times('day')} ",
    re.IGNORECASE,
)
_SESSION_BEFORE = re.compile(rf"{_any('at_session')} (?:[^.,;\n]{{0,60}} )?$")
_SESSION_WITHIN = 90
# From the second word, which is rarer than those for types.
_ADOPTED = re.compile(rf" {_any('this')} (?:{_any('already')} )?{_any('passive')} ")
_SMALL_TYPES = tuple(types_by_word())
_TYPES = tuple(word.capitalize() for word in _SMALL_TYPES)
_ADOPTED_ON = re.compile(rf"[^.\n]{{0,300}}?{_any('adopted')}\b[^.\n]{{0,120}}?{_times('day')} ", re.IGNORECASE)
_MOST_ADOPTED = 20
"""Number of sentences tried for the one that closes a document."""


class PrintedDay(NamedTuple):
    """The day that a head prints."""

    day: str | None
    """None where it is left blank."""
    place: str | None
    span: Span
    """Where it stands in the text."""


def printed_day(text: str, start: int, end: int) -> PrintedDay | None:
    """Return day and place of the date line between two offsets of the text, None if there is none."""
    match = _DAY_AFTER_PLACE.search(text, start, end)
    while match:
        place = _place_before(text, start, match.start())
        if place:
            day = DAY.fullmatch(f"{match['day'].strip()} tháng {match['month'].strip()} năm {match['year']}")
            return PrintedDay(read_day(day) if day else None, place, Span(match.start("day"), match.end("year")))
        match = _DAY_AFTER_PLACE.search(text, match.end(), end)
    return None


def adopted_day(text: str, bodies: BodyFinder) -> tuple[str, BodyName | None] | None:
    """Return day and body of the closing sentence "Nghị quyết này được Quốc hội … thông qua ngày …"."""
    adopted = (match for match in _ADOPTED.finditer(text) if text.endswith(_TYPES, 0, match.start()))
    for match in islice(adopted, _MOST_ADOPTED):
        on = _ADOPTED_ON.match(text, match.end())
        day = DAY.match(text, on.end()) if on else None
        stated = read_day(day) if day else None
        if stated:
            body = bodies.at(match.end())
            return stated, body.name if body else None
    return None


def meeting_day(text: str, bodies: BodyFinder) -> str | None:
    """Return the date of the meeting that the document concludes: "ngày 13/01/2025, Huyện ủy … tổ chức Hội nghị"."""
    for word in _DAY_WORD.finditer(text, 0, HEAD_CHARACTERS // 2):
        day = DAY.match(text, word.end(), HEAD_CHARACTERS // 2)
        comma = _MEETS.match(text, day.end()) if day else None
        if day is None or comma is None:
            continue
        body = bodies.at(comma.end())
        if body and _MET.match(text, body.span.end):
            return read_day(day)
        begin = text.rfind(" ", 0, word.start()) + 1
        if _SESSION_BEFORE.search(text, max(0, begin - _SESSION_WITHIN), begin):
            return read_day(day)
    return None


def concluded_day(text: str, bodies: BodyFinder) -> str | None:
    """Return the date of a meeting told after the body that held it: "Huyện ủy tổ chức Hội nghị ngày 11/10/2021"."""
    for mention in bodies.mentions:
        if mention.span.start > HEAD_CHARACTERS // 2:
            return None
        held = _HELD_ON.match(text, mention.span.end)
        day = DAY.match(text, held.end()) if held else None
        if day is not None:
            return read_day(day)
    return None


def _place_before(text: str, start: int, comma: int) -> str | None:
    """Return the place that ends at a comma; its first words can stand on the line before."""
    line = text.rfind("\n", start, comma) + 1 or start
    match = _PLACE.search(text[max(line, comma - _LONGEST_PLACE) : comma].rstrip("* "))
    if match is None or match["place"].lower().startswith(_SMALL_TYPES):
        return None
    place = match["place"]
    if text[line:comma].lstrip("* ").startswith(place) and line > start:
        above = text[text.rfind("\n", start, line - 1) + 1 : line - 1]
        begins = _PLACE_BEGINS.fullmatch(above.rstrip("* ")) if "   " not in above.strip() else None
        if begins and not begins["place"].isupper():
            return f"{begins['place']} {place}"
    return place
