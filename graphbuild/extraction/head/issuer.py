"""Determines the issuer of a document from letterhead, sentence of issue, title and signature together.

The letterhead prints the superior body above the issuer (36-HD/VPTW of 2018, NĐ 30/2020/NĐ-CP); an organ that signs for
its committee appears only in the signature ("T/M BAN THƯỜNG VỤ").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.head.lines import HEAD_CHARACTERS
from graphbuild.model import BodyName, Span
from graphbuild.vocabulary.bodies import UNITS, seats_by_name, unlisted_heads
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("head")
_any = _WORDS.any_of
_PARTY_IN_OFFICES = _WORDS["party_in_offices"]
_LONGEST_NAME = 120
"""Maximum length of an issuer's name in characters."""
_ISSUES = re.compile(
    rf"[ ,]*(?:{_any('term')} [IVXL]+[, ]*)?(?:{_any('years_of_term')} [\d -]+[, ]*)?(?:{_any('already')} )?"
    rf"{_any('issues')}\b[^\n]{{0,500}}:[ ]*(?:\n|$)",
    re.IGNORECASE,
)
# The Thành ủy under a tỉnh is that of a city inside it.
_OF_PROVINCE = re.compile(rf"\b{_any('province_over_city')}\b")
_PARTY_OF_PLACE = re.compile(
    rf"{_any('party_of_place')} (?P<unit>{any_word(UNITS)}) (?P<place>[^\W\d]+(?: [^\W\d]+){{0,4}})$", re.IGNORECASE
)
# "sau khi nghe Ban Tổ chức báo cáo": it reports to the one that speaks.
_HEARD = re.compile(rf"\b{_any('hears')} $")
_HEARD_WITHIN = 10
# "Bộ trưởng" before "Bộ Y tế", at the beginning of a line.
_HEAD_OF = re.compile(rf"[\W_]*(?:{_any('heads')} )?")
_ENACTS = re.compile(rf"[ ]{_any('enacts')} {any_word(word.capitalize() for word in types_by_word())}\b")
_ON_BEHALF = re.compile(rf"{_any('on_behalf')}[ ]+")


def find_issuer(
    text: str, printed: Sequence[str], below: Sequence[str], bodies: BodyFinder, block: Span, signed: str | None
) -> BodyName | None:
    """Return the body that issued a document, None if there is no evidence.

    Parameters
    ----------
    text, bodies
        The text in normal form, and the bodies found in it.
    printed
        The lines of the letterhead above the number.
    below
        The lines between title and body, where copies without letterhead name the issuer.
    block
        Span of title and letterhead in the text.
    signed
        The body in whose name the document is signed ("T/M BAN THƯỜNG VỤ"), if any.
    """
    head = _letterhead_issuer(printed, text)
    if head is None or not head.place:
        named = _letterhead_issuer(below, text)
        if head is None:
            head = named
        elif named is not None and named.seat == head.seat:
            head = replace(head, place=named.place, level=named.level)
    spoken = _sentence_of_issue(text, bodies)
    if head is None:
        return spoken or _enacting_body(text, bodies) or _body_in(block, bodies)
    if spoken is None:
        return _signing_organ(head, signed)
    same = spoken.seat == head.seat or (head.seat == "Ban Chấp hành Trung ương" and spoken.level == "central")
    return replace(spoken, place=spoken.place or head.place, level=spoken.level or head.level) if same else head


def _signing_organ(head: BodyName, signed: str | None) -> BodyName:
    """Return the organ of the letterhead's committee in whose name the document is signed, if the head names none."""
    match = _ON_BEHALF.match(signed) if signed and not head.organ else None
    body = BodyFinder(match.string).at(match.end()) if match else None
    if body is None:
        return head
    if head.seat == "Ban Chấp hành Trung ương":
        return body.name if body.name.level == "central" else head
    return replace(head, organ=body.name.organ) if body.name.organ and body.name.seat in ("", head.seat) else head


def _letterhead_issuer(lines: Sequence[str], text: str) -> BodyName | None:
    """Return the body that the lines in capitals name together: the last seat, and the organ below it."""
    capitals = [line.strip("#_ *") for line in lines if line.isupper()]
    if not capitals:
        return None
    printed = " ".join(capitals)
    bodies = BodyFinder(printed)
    names = [mention.name for mention in bodies.mentions]
    seats = [name for name in names if name.seat]
    unlisted = _unlisted_issuer(capitals, bodies, text)
    if unlisted is not None or not seats:
        return unlisted
    issuer = seats[-1]
    under = [name.organ for name in names[names.index(issuer) + 1 :] if name.organ]
    if seats_by_name()[issuer.seat].kind == "department" and len(seats) > 1 and not issuer.place:
        # "UBND TỈNH X" above "SỞ NỘI VỤ": a department of the place above it.
        issuer = replace(issuer, level=issuer.level or seats[-2].level, place=seats[-2].place)
    elif issuer.seat == "Thành ủy" and not issuer.place and _OF_PROVINCE.search(printed):
        issuer = replace(issuer, level="district")
    if not under or issuer.organ:
        return issuer
    if issuer.level == "central":
        central = BodyFinder(f"{under[0]} Trung ương").at(0)
        return central.name if central and central.name.seat else issuer
    return replace(issuer, organ=under[0])


def _unlisted_issuer(lines: Sequence[str], bodies: BodyFinder, text: str) -> BodyName | None:
    """Return an unlisted body, from the last line in capitals that begins like the name of one.

    The name is spelled as elsewhere in the text, else with only its first letter in capitals.

    Parameters
    ----------
    lines, bodies
        The lines in capitals, and the bodies found in them, joined by spaces.
    text
        The text in normal form.
    """
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    begins = [number for number, start in enumerate(starts) if _is_unlisted(bodies, start, lines[number])]
    if not begins:
        return None
    begin = starts[begins[-1]]
    if any(mention.span.start > begin + len(lines[begins[-1]]) for mention in bodies.mentions):
        return None
    name = bodies.text[begin:].strip()
    if len(name) > _LONGEST_NAME:
        return None
    # A school or hospital under the body above it belongs to its place; so does a cell under its "ĐẢNG BỘ XÃ …".
    over = [mention.name for mention in bodies.mentions if mention.name.seat and mention.span.end <= begin]
    party = _PARTY_OF_PLACE.search(bodies.text[:begin].rstrip())
    if party and not over:
        over = [BodyName("", level=UNITS[party["unit"].lower()], place=party["place"].title())]
    called = _called(name, text)
    if not over and len(begins) > 1 and called.startswith(_WORDS["dependent"]):
        called += f" {_called(bodies.text[starts[begins[-2]] : begin].strip(), text)}"
    if over and called.startswith(_WORDS["part_of_committee"]):
        committee = [mention for mention in bodies.mentions if mention.span.end <= begin and mention.name.seat][-1:]
        called = " ".join(
            [called, *(_with_place(_called(one.span.of(bodies.text), text), one.name) for one in committee)]
        )
    return BodyName(called, level=over[-1].level, place=over[-1].place) if over else BodyName(called)


def _called(name: str, text: str) -> str:
    """Return a name in capitals as the text spells it elsewhere, else with its first letter in capitals."""
    spoken = re.search(rf"(?i:{re.escape(name)})(?<!{re.escape(name)})", text)
    return spoken.group() if spoken else name.capitalize()


def _with_place(called: str, name: BodyName) -> str:
    """Return a name in which its place has its capitals."""
    return re.sub(re.escape(name.place), name.place, called, flags=re.IGNORECASE) if name.place else called


def _is_unlisted(bodies: BodyFinder, start: int, line: str) -> bool:
    """Tell whether a line begins the name of a body that the vocabulary does not list.

    This includes a Party cell or committee inside an office ("ĐẢNG ỦY SỞ Y TẾ", "CHI BỘ TÒA ÁN NHÂN DÂN").
    """
    if not line.startswith(_unlisted_capitals()):
        return False
    end = start + len(line)
    inside = [mention for mention in bodies.mentions if mention.span.start < end and start < mention.span.end]
    first = inside[0] if inside and inside[0].span.start <= start else None
    if first is None:
        return not inside
    if not first.name.seat and len(inside) == 1 and not any(mention.name.seat for mention in bodies.mentions):
        # "BAN CHỈ ĐẠO NHÀ NƯỚC VỀ …" is no organ of a committee.
        return first.span.end < len(bodies.text)
    return first.name.seat in _PARTY_IN_OFFICES and not first.name.organ and first.span.end < end


@cache
def _unlisted_capitals() -> tuple[str, ...]:
    return tuple(f"{head.upper()} " for head in unlisted_heads())


def _sentence_of_issue(text: str, bodies: BodyFinder) -> BodyName | None:
    """Return the body that speaks before the first colon: the nearest one, as others report to it in between."""
    end, spoken = 0, None
    for mention in bodies.mentions:
        start, after = mention.span
        if start > (end or HEAD_CHARACTERS):
            break
        issues = _ISSUES.match(text, after) if mention.name.seat else None
        if issues and not _HEARD.search(text, max(0, start - _HEARD_WITHIN), start):
            end, spoken = end or issues.end(), mention.name
    return spoken


def _enacting_body(text: str, bodies: BodyFinder) -> BodyName | None:
    """Return the body of the enacting sentence: "Bộ trưởng Bộ Y tế ban hành Thông tư …", "Chính phủ ban hành …"."""
    for mention in bodies.mentions:
        if mention.span.start > HEAD_CHARACTERS:
            return None
        line = text.rfind("\n", 0, mention.span.start) + 1
        before = text[line : mention.span.start]
        if mention.name.seat and _HEAD_OF.fullmatch(before) and _ENACTS.match(text, mention.span.end):
            return mention.name
    return None


def _body_in(block: Span, bodies: BodyFinder) -> BodyName | None:
    found = [mention.name for mention in bodies.mentions if block.covers(mention.span) and mention.name.seat]
    return found[0] if found else None
