"""Reads the head of a document: number, date, type, title and issuer.

A Party document prints the issuer on the left above "Số 28-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM" and place and date on the
right, then type and title in the middle (36-HD/VPTW of 2018; 05-HD/VPTW of 2026); a state document likewise (NĐ
30/2020/NĐ-CP). Copies lose the letterhead: then the sentence of issue ("Ban Thường vụ … kết luận:"), the meeting, the
heading of an appendix ("Kèm theo Hướng dẫn số …") or, in a press article, its time stamp is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.numbered import NumberedCitation
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.head.issuer import HEAD_CHARACTERS, MOTTO, find_issuer
from graphbuild.model import BodyName, Hint, Letterhead, Overruled, Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.text import CAPITAL, Normalized
from graphbuild.vocabulary.document_types import PRESS_ARTICLE, types_by_symbol, types_by_word
from graphbuild.vocabulary.places import communes, places
from graphbuild.vocabulary.wordings import wordings

_HEAD_LINES = 60

_any, _times = wordings("head").any_of, wordings("times").any_of
_NUMBER_LINE = re.compile(rf"^[\W_]*{_any('number')}[ ]*:?[ ]*(?P<rest>[^\n]*)$")
_NAME_LINE = re.compile(
    rf"[\W_]*(?P<word>[^\W\d_]+(?: [^\W\d_]+){{0,3}}?) (?:{_any('small_number')} )?(?P<rest>\d[^\n]*)$", re.IGNORECASE
)
_BLANK_SERIAL = re.compile(r"[._… ]*[-/][ ]?[A-ZĐ]")
# Runs of spaces are matched whole: if two parts of the pattern could share one, a hostile line would cost minutes.
_DATE_LINE = re.compile(
    rf"(?:(?<![ ])[ ]{{3,}}+|(?:^|[|\n])[ ]*+)(?P<place>[{CAPITAL}][\w.'-]*(?:[ ][\w.'-]+){{0,5}}),[ ]*+"
    rf"(?i:{_times('day')})(?P<day>[\d. …_]{{0,20}}+)(?i:{_times('month')})(?P<month>[\d. …_]{{0,20}}+)"
    rf"(?i:{_times('year')})[ ]*+(?P<year>\d{{4}})"
)
# What every date line contains, found by its comma; no line before the first of them is one.
_DAY_AFTER_PLACE = re.compile(rf",[ ]*+(?i:{_times('day')})[\d. …_]{{0,20}}+(?i:{_times('month')})")
_CELL = re.compile(r"[^|\s](?:[^|\n](?![ ]{3}))*[^|\s]?|[^|\s]")
_RULE = re.compile(r"[\W_]*$")
_BODY_BEGINS = re.compile(
    rf"[\W_]*(?:{_any('body_begins')}|{_any('body_begins_numbered')}[ ]\d|(?:[IVX]+|\d+)[.)-])|[-+][ ]",
)
# "ngày " from its last letter, which is rarer than the first.
_DAY_WORD = re.compile(
    "|".join(f"[{word[-1]}{word[-1].upper()}](?<=(?i:{word}))[ ]" for word in wordings("times")["day"])
)
_MEETS = re.compile(rf",[ ](?:{_any('at')} [^,\n]{{3,60}}, )?")
_MET = re.compile(rf"[^.\n]{{0,160}}?\b{_any('met')}\b")
_STAMP = re.compile(
    rf"(?:\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?[ ,|/-]*(?:{_times('day')} )?(?P<after>\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}))"
    r"|(?:(?P<before>\d{1,2}[/-]\d{1,2}[/-]\d{4})[ ,|-]*\d{1,2}[:h]\d{2})"
    rf"|(?:{_any('weekday_number')} {_any('weekday')}|{_any('sunday')})[^\n\d]{{0,12}}"
    r"(?P<weekday>\d{1,2}[/-]\d{1,2}[/-]\d{4})",
    re.IGNORECASE,
)
_HEADLINE = re.compile(r"[^>|\n]{1,199}[^>|\n.]")
_HEADLINE_LENGTH = 30
_ACTED_ON = re.compile(rf"\b{_any('acted_on')}\b[^.;\n]*$", re.IGNORECASE)
_ATTACHED = re.compile(rf"{_any('attached')}[ ]+$", re.IGNORECASE)


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_letterhead(
    normal: Normalized, bodies: BodyFinder, citations: list[NumberedCitation], signed: str | None
) -> tuple[Letterhead, Span]:
    """Return what the head of a document says about it, and the span (in the normal text) of its title block.

    Parameters
    ----------
    normal, bodies, citations
        The text in normal form, the bodies and the numbered citations found in it.
    signed
        The body in whose name the document is signed ("T/M BAN THƯỜNG VỤ"), if any.
    """
    lines = _lines(normal.lines)
    number_line = _number_line(lines)
    type_line, kind = _type_line(lines)
    printed = _printed_number(number_line)
    if number_line is None:
        number_line, printed = _name_line(lines)
    if kind is None and printed is not None:
        kind = _type_of_number(printed)
    block_end = max([line.end for line in (number_line, type_line) if line] or [0])
    title = None
    if type_line is not None:
        title, block_end = _title(normal.lines, lines, type_line)
    until = number_line or type_line
    over = [line.text for line in lines if until is not None and line.start < until.start]
    issuer = find_issuer(normal.text, over, bodies, Span(0, block_end), signed)
    own = _own_mention(normal.text, citations, kind, printed, issuer)
    if own and printed is None:
        printed = own.number
    day, place, dated = _printed_day(normal.text, own)
    head = Letterhead(
        type=kind,
        number=printed,
        date=day,
        date_source="printed" if dated else None,
        place=place,
        title=title,
        issuer=issuer,
    )
    if kind is None and number_line is None:
        stamp = _STAMP.search(normal.text, 0, 1500)
        if stamp:
            return _article(head, lines, stamp), Span(0, 0)
    if not dated:
        met = _meeting_day(normal.text, bodies)
        head = replace(head, date=met, date_source="meeting" if met else None)
    return head, Span(0, block_end)


def with_hint(head: Letterhead, hint: Hint) -> tuple[Letterhead, tuple[Overruled, ...]]:
    """Return a head with the user's statements applied, and where it contradicts them."""
    stated = {name: value for name in ("number", "date", "issuer") if (value := getattr(hint, name)) is not None}
    overruled = tuple(
        Overruled(name, printed)
        for name in ("number", "date")
        if name in stated and (printed := getattr(head, name)) not in (None, stated[name])
    )
    if hint.date:
        stated["date_source"] = "hint"
    if hint.number:
        stated["type"] = head.type or _type_of_number(hint.number)
    if hint.place and hint.issuer is None and head.issuer is not None and _level_of(hint) == head.issuer.level:
        # The name is kept, with the stated place; a wider place only narrows which one is meant.
        stated["issuer"] = replace(head.issuer, place="")
    return replace(head, **stated), overruled


def _level_of(hint: Hint) -> str:
    known = places().get(hint.place[0]) or communes().get(hint.place[0])
    return known.level if known else ""


def contradict(stated: BodyName | None, own: BodyName | None) -> bool:
    """Tell whether a stated issuer cannot be the document's own: another level, place or term."""
    if stated is None or own is None:
        return False
    pairs = ((stated.level, own.level), (stated.place, own.place), (stated.term, own.term))
    return any(theirs and ours and theirs != ours for theirs, ours in pairs)


def _lines(text: str) -> list[_Line]:
    """Return the first non-empty lines; columns separated by wide space count as lines of their own."""
    found: list[_Line] = []
    position = 0
    for line in text[:HEAD_CHARACTERS].split("\n"):
        for start, cell in _cells(line):
            if cell[0].isalnum() or not _RULE.fullmatch(cell):
                found.append(_Line(position + start, cell))
        position += len(line) + 1
        if len(found) >= _HEAD_LINES:
            break
    return found


def _cells(line: str) -> Iterator[tuple[int, str]]:
    """Yield the columns of a line and where they begin."""
    if "|" not in line and "   " not in line:
        cell = line.strip()
        if cell:
            yield line.index(cell[0]), cell
        return
    for match in _CELL.finditer(line):
        yield match.start(), match.group().rstrip()


def _number_line(lines: list[_Line]) -> _Line | None:
    for line in lines[:30]:
        match = _NUMBER_LINE.match(line.text)
        if match and (number_pattern().match(match["rest"]) or _BLANK_SERIAL.match(match["rest"])):
            return line
    return None


def _printed_number(line: _Line | None) -> str | None:
    match = _NUMBER_LINE.match(line.text) if line else None
    number = number_pattern().match(match["rest"]) if match else None
    return str(DocumentNumber.from_match(number)) if number else None


def _type_line(lines: list[_Line]) -> tuple[_Line | None, str | None]:
    """Return the line in capitals that is, or begins with, the type, and the type code."""
    for line in lines:
        text = line.text.strip("#_ ").strip()
        if not text.isupper() or MOTTO.search(text):
            continue
        lower = text.lower()
        for word in _words_by_length() if lower.startswith(_words_by_length()) else ():
            if lower.startswith(word) and not text[len(word) : len(word) + 1].isalnum():
                return line, types_by_word()[word].code
    return None, None


def _name_line(lines: list[_Line]) -> tuple[_Line | None, str | None]:
    """Return the line and number of a copy whose only head is its name: "# Nghị quyết số 57-NQ/TW"."""
    for line in lines[:3]:
        match = _NAME_LINE.fullmatch(line.text)
        number = number_pattern().fullmatch(match["rest"].strip()) if match else None
        if match and number and match["word"].lower() in types_by_word():
            return line, str(DocumentNumber.from_match(number))
    return None, None


def _own_mention(
    text: str, citations: list[NumberedCitation], kind: str | None, printed: str | None, issuer: BodyName | None
) -> NumberedCitation | None:
    """Return the dated mention of the document itself.

    It has the number printed in the head, or is in the heading of an appendix ("(Kèm theo Hướng dẫn số …)").
    """
    for citation in citations:
        if contradict(citation.issuer, issuer):
            continue
        if printed is not None:
            if citation.number == printed and citation.date and not _is_acted_on(text, citation.span.start):
                return citation
            continue
        attached = _ATTACHED.search(text, max(0, citation.span.start - 12), citation.span.start)
        bracket = text[attached.start() - 1 : attached.start()] == "(" if attached else False
        if bracket and kind == citation.type and not citation.bare:
            return citation
    return None


def _is_acted_on(text: str, position: int) -> bool:
    """Tell whether the words before a mention act on another document: "thay thế Quyết định số 05 …"."""
    return _ACTED_ON.search(text, max(0, position - 80), position) is not None


def _type_of_number(number: str) -> str | None:
    parsed = DocumentNumber.parse(number)
    kinds = types_by_symbol().get(parsed.symbol, ()) if parsed else ()
    return kinds[0].code if kinds else ("CV" if parsed and not parsed.symbol and parsed.year is None else None)


def _printed_day(text: str, own: NumberedCitation | None) -> tuple[str | None, str | None, bool]:
    """Return date, place and whether the document prints a day at all (it may be left blank)."""
    day_word = _DAY_AFTER_PLACE.search(text, 0, HEAD_CHARACTERS // 2)
    line = max(0, text.rfind("\n", 0, day_word.start())) if day_word else len(text)
    match = _DATE_LINE.search(text, line, HEAD_CHARACTERS // 2)
    if match:
        filled = f"{match['day'].strip()} tháng {match['month'].strip()} năm {match['year']}"
        day = DAY.fullmatch(filled)
        return (read_day(day) if day else None), match["place"], True
    if own and own.date:
        return own.date, None, True
    return None, None, False


def _title(text: str, lines: list[_Line], type_line: _Line) -> tuple[str, int]:
    """Return type and title, and where they end: the block of lines under the type."""
    position = lines.index(type_line)
    parts, end = [type_line.text.strip("#_ ")], type_line.end
    for before, line in pairwise(lines[position : position + 8]):
        blank = text.count("\n", before.end, line.start) > 1
        if _BODY_BEGINS.match(line.text) or (blank and len(parts) > 1) or len(line.text) > 300:
            break
        if line.text.rstrip().endswith(":") or _NUMBER_LINE.match(line.text):
            break
        parts.append(line.text.strip("#_ "))
        end = line.end
    return " ".join(parts), end


def _meeting_day(text: str, bodies: BodyFinder) -> str | None:
    """Return the date of the meeting that the document concludes: "ngày 13/01/2025, Huyện ủy … tổ chức Hội nghị"."""
    for word in _DAY_WORD.finditer(text, 0, HEAD_CHARACTERS // 2):
        day = DAY.match(text, word.end(), HEAD_CHARACTERS // 2)
        comma = _MEETS.match(text, day.end()) if day else None
        body = bodies.at(comma.end()) if comma else None
        if day and body and _MET.match(text, body.span.end):
            return read_day(day)
    return None


def _article(head: Letterhead, lines: list[_Line], stamp: re.Match[str]) -> Letterhead:
    """Return what a press article says about itself: time stamp and headline; it has no issuer."""
    printed = stamp["after"] or stamp["before"] or stamp["weekday"]
    day = DAY.fullmatch(printed)
    # The headline is above or below the stamp; shorter lines are mostly the newspaper's name and links.
    above = [line.text for line in lines if line.end <= stamp.start()][-3:]
    below = [line.text for line in lines if line.start >= stamp.end()][:2]
    headlines = [line for line in (*reversed(above), *below) if _HEADLINE.fullmatch(line)]
    return replace(
        head,
        type=PRESS_ARTICLE,
        date=read_day(day) if day else None,
        date_source="article",
        issuer=None,
        title=next(
            (line for line in headlines if len(line) >= _HEADLINE_LENGTH), max(headlines, key=len, default=None)
        ),
    )


@cache
def _words_by_length() -> tuple[str, ...]:
    return tuple(sorted(types_by_word(), key=len, reverse=True))
