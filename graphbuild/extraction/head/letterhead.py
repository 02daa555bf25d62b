"""Reads the head of a document: number, date, type, title and issuer.

A Party document prints the issuer on the left above "Số 28-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM" and place and date on the
right, then type and title in the middle (36-HD/VPTW of 2018; 05-HD/VPTW of 2026); a state document likewise (NĐ
30/2020/NĐ-CP). Copies lose the letterhead: then the sentence of issue ("Ban Thường vụ … kết luận:"), the meeting, the
heading of an appendix ("Kèm theo Hướng dẫn số …") or, in a press article, its time stamp is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.head.day import adopted_day, meeting_day, printed_day
from graphbuild.extraction.head.issuer import find_issuer
from graphbuild.extraction.head.lines import HEAD_CHARACTERS, HeadLine, head_lines, head_start, joined, without_motto
from graphbuild.extraction.head.metadata import Metadata, read_metadata
from graphbuild.extraction.head.title import Title, find_subject, find_type, lines_below, read_title
from graphbuild.model import BodyName, Hint, Letterhead, Overruled, Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.text import Normalized
from graphbuild.vocabulary.document_types import PRESS_ARTICLE, types_by_symbol, types_by_word
from graphbuild.vocabulary.places import communes, places
from graphbuild.vocabulary.wordings import any_word, wordings

_any, _times = wordings("head").any_of, wordings("times").any_of
_TYPE_WORDS = any_word(form for word in types_by_word() for form in (word.capitalize(), word.upper()))
_NUMBER_LINE = re.compile(
    rf"^[\W_]*(?:{_any('number')}|{_TYPE_WORDS} {_any('number', 'small_number')}(?=[ ]*:))[ ]*:?[ ]*(?P<rest>[^\n]*)$"
)
_NAME_LINE = re.compile(
    rf"[\W_]*(?P<word>[^\W\d_]+(?: [^\W\d_]+){{0,3}}?) (?:{_any('small_number')} )?(?P<rest>\d[^\n]*)$", re.IGNORECASE
)
_BLANK_SERIAL = re.compile(r"[._… ]*[-/][ ]?[A-ZĐ]")
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
_NUMBER_WITHIN = 40
"""Number of lines within which a head prints its number."""
_CONSOLIDATED = "VBHN"
_LETTER = "CV"


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
    start = head_start(normal.lines)
    raw = head_lines(normal.lines, start)
    found = find_type(raw)
    text = without_motto(normal.lines, start, found.line.start if found else start + HEAD_CHARACTERS)
    lines = head_lines(text, start)
    number_line, number = _number_line(lines)
    if number_line is None:
        number_line, number = _name_line(lines)
    table = read_metadata(head_lines(normal.lines, 0)) or Metadata()
    printed = str(number) if number else table.number
    subject, subject_end, addressed = find_subject(lines)
    kind = _type(found, number, table, addressed=addressed)
    title, title_end = read_title(normal.lines, lines, found) if found else (subject, subject_end)
    block_end = max([title_end, *(line.end for line in (number_line,) if line)])
    until = number_line or (found.line if found else None)
    over = [line.text for line in lines if until is not None and line.start < until.start]
    below = lines_below(lines, block_end) if title else []
    issuer = find_issuer(normal.text, over, below, bodies, Span(0, block_end), signed) or table.issuer
    own = _own_mention(normal.text, citations, kind, printed, issuer)
    if own and printed is None:
        printed = own.number
    head = Letterhead(
        type=kind, number=printed, title=title or table.title, issuer=issuer, signer_name=table.signer_name
    )
    if kind is None and number_line is None:
        stamp = _STAMP.search(normal.text, 0, 1500)
        if stamp:
            return _article(head, lines, stamp), Span(0, 0)
    return _with_day(head, text, start, normal, bodies, own, table), Span(0, block_end)


def _with_day(
    head: Letterhead,
    text: str,
    start: int,
    normal: Normalized,
    bodies: BodyFinder,
    own: NumberedCitation | None,
    table: Metadata,
) -> Letterhead:
    """Return a head with its day, from the best evidence: the date line, a mention of the document itself, its table.

    Last come the closing sentence and the meeting that it concludes.
    """
    printed = printed_day(text, start, start + HEAD_CHARACTERS // 2)
    if printed is not None:
        # The date line of a central body only says where it sits.
        central = head.issuer is not None and head.issuer.level == "central"
        place = None if central else printed.place
        return replace(head, date=printed.day, date_source="printed", place=place)
    stated = (own.date if own else None) or table.date
    if stated:
        return replace(head, date=stated, date_source="printed")
    adopted = adopted_day(normal.text, bodies)
    if adopted is not None:
        day, body = adopted
        return replace(head, date=day, date_source="printed", issuer=head.issuer or body)
    met = meeting_day(normal.text, bodies)
    return replace(head, date=met, date_source="meeting" if met else None)


def _type(found: Title | None, number: DocumentNumber | None, table: Metadata, *, addressed: bool) -> str | None:
    """Return the type code: that of the type line, of the table, of a letter, or that of the number's symbol.

    The symbol of a body is no type ("5649/CT-CS" of Cục Thuế is a letter), and a consolidated text prints the type of
    the document that it consolidates.
    """
    of_number = _type_of_number(number) if number else None
    if of_number == _CONSOLIDATED:
        return of_number
    if found is not None:
        return found.type
    if table.type is not None:
        return table.type
    return _LETTER if addressed else of_number


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
        number = DocumentNumber.parse(hint.number)
        stated["type"] = head.type or (_type_of_number(number) if number else None)
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


def _number_line(lines: Sequence[HeadLine]) -> tuple[HeadLine | None, DocumentNumber | None]:
    """Return the line of the number, and the number unless it is blank; crawlers break it after "Số:"."""
    for position, line in enumerate(lines[:_NUMBER_WITHIN]):
        match = _NUMBER_LINE.match(line.text)
        if match is None:
            continue
        both = _NUMBER_LINE.match(joined(lines, position))
        number = number_pattern().match(both["rest"]) if both else None
        if number:
            # Where the next line has it, that belongs to the head too.
            below = number.end() > len(match["rest"].rstrip())
            return (lines[position + 1] if below else line), DocumentNumber.from_match(number)
        if _BLANK_SERIAL.match(match["rest"]):
            return line, None
    return None, None


def _name_line(lines: Sequence[HeadLine]) -> tuple[HeadLine | None, DocumentNumber | None]:
    """Return the line and number of a copy whose only head is its name: "# Nghị quyết số 57-NQ/TW"."""
    for line in lines[:3]:
        match = _NAME_LINE.fullmatch(line.text)
        number = number_pattern().fullmatch(match["rest"].strip()) if match else None
        if match and number and match["word"].lower() in types_by_word():
            return line, DocumentNumber.from_match(number)
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


def _type_of_number(number: DocumentNumber) -> str | None:
    """Return the type that a number's symbol says: TT is thông tri of the Party, thông tư of the state."""
    kinds = types_by_symbol().get(number.symbol, ())
    if not kinds:
        return _LETTER if not number.symbol and number.year is None else None
    return (kinds[0] if number.of_party else kinds[-1]).code


def _article(head: Letterhead, lines: Sequence[HeadLine], stamp: re.Match[str]) -> Letterhead:
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
