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
from typing import Literal, NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.head.attachments import issued_with
from graphbuild.extraction.head.day import PrintedDay, adopted_day, concluded_day, meeting_day, printed_day
from graphbuild.extraction.head.genre import Found, Printed, find_genre, type_of_itself
from graphbuild.extraction.head.issuer import find_issuer
from graphbuild.extraction.head.lines import (
    HEAD_CHARACTERS,
    HeadLine,
    head_lines,
    head_start,
    joined,
    without_motto,
)
from graphbuild.extraction.head.metadata import Metadata, read_metadata
from graphbuild.extraction.head.named_title import named_title
from graphbuild.extraction.head.page import find_stamp, headline, name_line, stamped_day
from graphbuild.extraction.head.signature import Foot
from graphbuild.extraction.head.title import Title, find_letter, find_type, lines_below, read_title, read_untitled
from graphbuild.model import BodyName, Hint, Letterhead, Overruled, Recipient, Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.text import Normalized
from graphbuild.vocabulary.document_types import CONSOLIDATED, PRESS_ARTICLE, types_by_symbol, types_by_word
from graphbuild.vocabulary.places import communes, places
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("head").any_of
_TYPE_WORDS = any_word(form for word in types_by_word() for form in (word.capitalize(), word.upper()))
_NUMBER_LINE = re.compile(
    rf"^[\W_]*(?:{_any('number')}|{_TYPE_WORDS} {_any('number', 'small_number')}(?=[ ]*:))[ ]*:?[ ]*(?P<rest>[^\n]*)$"
)
_BLANK_SERIAL = re.compile(r"[._… ]*[-/][ ]?[A-ZĐ]")
_ACTED_ON = re.compile(rf"\b{_any('acted_on')}\b[^.;\n]*$", re.IGNORECASE)
_ATTACHED = re.compile(rf"{_any('attached')}[ ]+$", re.IGNORECASE)
_END = "./."
_LONGEST_AFTERWORD = 1_000
"""Maximum number of characters after the end of a document in which a site tells what it was."""
_CONCLUDES = ("KL", "TB", "BB")
"""Types of documents that tell what a meeting concluded."""
_NUMBER_WITHIN = 40
"""Number of lines within which a head prints its number."""
_LETTER = "CV"


class _Dated(NamedTuple):
    """The day of a document, and how it is known."""

    day: str | None
    source: Literal["printed", "meeting"] | None
    place: str | None = None
    adopter: BodyName | None = None
    """The body of the closing sentence."""


def read_letterhead(
    normal: Normalized, bodies: BodyFinder, citations: list[NumberedCitation], foot: Foot
) -> tuple[Letterhead, Span]:
    """Return what a document says about itself, and the span (in the normal text) of its title block.

    The spans of genre and recipients are those of the source.

    Parameters
    ----------
    normal, bodies, citations
        The text in normal form, the bodies and the numbered citations found in it.
    foot
        What the foot of the document says.
    """
    begins = head_start(normal.lines)
    start, motto = begins
    top = head_lines(normal.lines, 0)
    raw = head_lines(normal.lines, start) if start else top
    found = find_type(raw)
    until = found.line.start if found else start + HEAD_CHARACTERS
    text = without_motto(normal.lines, begins, until)
    lines = raw
    if not text.startswith(normal.lines[start:until], start):
        lines = [*head_lines(text, start, until), *(raw[raw.index(found.line) :] if found else ())]
    number_line, number = _number_line(lines)
    table = read_metadata(top) or Metadata()
    letter = find_letter(lines)
    day = printed_day(text, start, start + HEAD_CHARACTERS // 2)
    printed = Printed(
        motto=motto if motto and motto.end <= start + HEAD_CHARACTERS // 2 else None,
        type=found.line if found else None,
        number=number_line,
        day=day is not None,
        letter=letter.line if number_line is not None or table.number else None,
        table=table.number is not None,
        signed=foot.start,
    )
    genre = find_genre(normal.lines, lines, printed, citations)
    if genre.name in ("page", "list"):
        return _not_issued(normal, top, genre), Span(0, 0)
    if number_line is None:
        number_line, number = name_line(lines)
    own_number = str(number) if number else table.number
    annexed = issued_with(normal.text, bodies) if number_line is None else None
    kind = _type(found, number, table, addressed=letter.addressed)
    if kind is None and genre.name == "paper":
        kind = annexed.type if annexed else type_of_itself(normal.lines)
    title, title_end = read_title(normal.lines, lines, found) if found else (letter.subject, letter.end)
    if title is None and number_line is not None and not letter.addressed:
        title, title_end = read_untitled(normal.lines, lines, number_line)
    named = named_title(title) if title else None
    if found is not None and named is not None and own_number in (None, str(named.number)):
        title = named.title
        own_number = str(named.number) if named.number else None
        day = day or (PrintedDay(named.day, None, Span(found.line.start, title_end)) if named.day else None)
    block = Span(0, max([title_end, *(line.end for line in (number_line,) if line)]))
    # The number of a law stands below its title.
    named_above = min((line.start for line in (number_line, found.line if found else None) if line), default=0)
    over = [line.text for line in lines if line.start < named_above]
    below = lines_below(lines, block.end) if title else []
    issuer = find_issuer(normal.text, over, below, bodies, block, foot.signing_authority) or table.issuer
    if annexed is not None:
        issuer = annexed.issuer or issuer
        own_number = own_number or (annexed.number if annexed.type == kind else None)
        title, title_end = (title, title_end) if found else _title_of_annex(lines, annexed.span)
    # Only where the head does not print both is a mention needed that tells them.
    told = own_number is not None and day is not None
    own = None if told else _own_mention(normal.text, citations, kind, own_number, issuer)
    stated = (annexed.day if annexed else None) or (own.date if own else None) or table.date
    dated = _dated(day, stated, normal, bodies, kind, issuer)
    evidence = genre.evidence or (Span(number_line.start, number_line.end) if number_line else None)
    named_by = (_number_in(number_line) if number_line else None, day.span if day else None)
    head = Letterhead(
        genre="paper" if number_line is not None else genre.name,
        genre_evidence=normal.source(evidence) if evidence else None,
        identity=tuple(normal.source(span) for span in named_by if span),
        type=kind,
        number=own_number or (own.number if own else None),
        title=title or table.title,
        issuer=issuer or dated.adopter,
        date=dated.day,
        date_source=dated.source,
        place=dated.place,
        signing_authority=foot.signing_authority,
        signer_role=foot.signer_role,
        signer_name=foot.signer_name or table.signer_name,
        recipients=tuple(
            [Recipient(normal.source(entry.span), entry.name, entry.purpose) for entry in foot.recipients]
        ),
    )
    return head, block


def _title_of_annex(lines: Sequence[HeadLine], bracket: Span) -> tuple[str | None, int]:
    """Return the lines in capitals above the bracket that says what an annex is issued with, and where they end."""
    title = [line for line in lines if line.end <= bracket.start and line.text.isupper()]
    return (" ".join(line.plain for line in title) or None), bracket.start


def _not_issued(normal: Normalized, lines: Sequence[HeadLine], genre: Found) -> Letterhead:
    """Return what a page, press article or list says about itself; it has no issuer and no number."""
    evidence = normal.source(genre.evidence) if genre.evidence else None
    if genre.name == "list":
        return Letterhead(genre="list", genre_evidence=evidence, title=lines[0].plain if lines else None)
    stamp = find_stamp(normal.lines)
    return Letterhead(
        genre="page",
        genre_evidence=evidence,
        quotes=genre.quotes,
        type=PRESS_ARTICLE,
        date=stamped_day(stamp) if stamp else None,
        date_source="article",
        title=headline(lines, stamp),
    )


def _dated(
    printed: PrintedDay | None,
    stated: str | None,
    normal: Normalized,
    bodies: BodyFinder,
    kind: str | None,
    issuer: BodyName | None,
) -> _Dated:
    """Return the day of a document from the best evidence: the date line, or what is stated elsewhere in the file.

    Last come the closing sentence and the meeting that it concludes.
    """
    if printed is not None:
        # The date line of a central body only says where it sits.
        central = issuer is not None and issuer.level == "central"
        return _Dated(printed.day, "printed", None if central else printed.place)
    if stated:
        return _Dated(stated, "printed")
    adopted = adopted_day(normal.text, bodies)
    if adopted is not None:
        day, body = adopted
        return _Dated(day, "printed", adopter=body)
    met = meeting_day(normal.text, bodies)
    if met is None and kind in _CONCLUDES:
        met = concluded_day(normal.text, bodies)
    return _Dated(met, "meeting" if met else None)


def _type(found: Title | None, number: DocumentNumber | None, table: Metadata, *, addressed: bool) -> str | None:
    """Return the type code: that of the type line, of the table, of a letter, or that of the number's symbol.

    The symbol of a body is no type ("5649/CT-CS" of Cục Thuế is a letter), and a consolidated text prints the type of
    the document that it consolidates.
    """
    of_number = _type_of_number(number) if number else None
    if of_number == CONSOLIDATED:
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
    return replace(head, **stated) if stated else head, overruled


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
        # "Số:" alone wants what follows, wherever that is.
        both = _NUMBER_LINE.match(joined(lines, position, even_apart=not match["rest"]))
        number = number_pattern().match(both["rest"]) if both else None
        if number:
            # Where the next line has it, that belongs to the head too.
            below = number.end() > len(match["rest"].rstrip())
            return (lines[position + 1] if below else line), DocumentNumber.from_match(number)
        if _BLANK_SERIAL.match(match["rest"]):
            return line, None
    return None, None


def _number_in(line: HeadLine) -> Span:
    """Return where the line of a number has the number itself."""
    match = _NUMBER_LINE.match(line.text)
    return Span(line.start + (match.start("rest") if match else 0), line.end)


def _own_mention(
    text: str, citations: list[NumberedCitation], kind: str | None, printed: str | None, issuer: BodyName | None
) -> NumberedCitation | None:
    """Return the dated mention of the document itself.

    It has the number printed in the head, is in the heading of an appendix ("(Kèm theo Hướng dẫn số …)"), or in what a
    site adds after the end ("./.").
    """
    end = text.rfind(_END, max(0, len(text) - _LONGEST_AFTERWORD))
    ended = end + len(_END) if end >= 0 else len(text)
    for citation in citations:
        if contradict(citation.issuer, issuer):
            continue
        if printed is not None:
            if citation.number == printed and citation.date and not _is_acted_on(text, citation.span.start):
                return citation
            continue
        attached = _ATTACHED.search(text, max(0, citation.span.start - 12), citation.span.start)
        bracket = text[attached.start() - 1 : attached.start()] == "(" if attached else False
        if (bracket or citation.span.start >= ended) and kind == citation.type and not citation.bare:
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
