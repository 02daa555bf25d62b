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
from graphbuild.model import BodyName, Span
from graphbuild.vocabulary.bodies import UNITS, seats_by_name, unlisted_heads
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("head")
_any = _WORDS.any_of
HEAD_CHARACTERS = 8000
"""Number of characters of a text that can contain its head."""
MOTTO = re.compile(_any("motto"))
"""What is on the right of every letterhead and names nobody."""
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
_ON_BEHALF = re.compile(rf"{_any('on_behalf')}[ ]+")


def find_issuer(
    text: str, printed: Sequence[str], bodies: BodyFinder, block: Span, signed: str | None
) -> BodyName | None:
    """Return the body that issued a document, None if there is no evidence.

    Parameters
    ----------
    text, bodies
        The text in normal form, and the bodies found in it.
    printed
        The lines of the letterhead above the number.
    block
        Span of title and letterhead in the text.
    signed
        The body in whose name the document is signed ("T/M BAN THƯỜNG VỤ"), if any.
    """
    head = _letterhead_issuer(printed, text)
    spoken = _sentence_of_issue(text, bodies)
    if head is None:
        return spoken or _body_in(block, bodies)
    if spoken is None:
        return _signing_organ(head, signed)
    same = spoken.seat == head.seat or (head.seat == "Ban Chấp hành Trung ương" and spoken.level == "central")
    return replace(spoken, place=spoken.place or head.place, level=spoken.level or head.level) if same else head


def _signing_organ(head: BodyName, signed: str | None) -> BodyName:
    """Return the organ of the letterhead's committee in whose name the document is signed, if the head names none."""
    match = _ON_BEHALF.match(signed or "")
    body = BodyFinder(signed or "").at(match.end()) if match else None
    if body is None or head.organ:
        return head
    if head.seat == "Ban Chấp hành Trung ương":
        return body.name if body.name.level == "central" else head
    return replace(head, organ=body.name.organ) if body.name.organ and body.name.seat in ("", head.seat) else head


def _letterhead_issuer(lines: Sequence[str], text: str) -> BodyName | None:
    """Return the body that the lines in capitals name together: the last seat, and the organ below it."""
    printed = " ".join(line for line in lines if line.isupper() and not MOTTO.search(line))
    names = [mention.name for mention in BodyFinder(printed).mentions]
    seats = [name for name in names if name.seat]
    unlisted = _unlisted_issuer(lines, text)
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


def _unlisted_issuer(lines: Sequence[str], text: str) -> BodyName | None:
    """Return an unlisted body, from the last line in capitals that begins like the name of one.

    The name is spelled as elsewhere in the text, else with only its first letter in capitals.
    """
    printed = [line.strip("#_ *") for line in lines]
    printed = [line for line in printed if line.isupper() and not MOTTO.search(line)]
    begins = [number for number, line in enumerate(printed) if _is_unlisted(line)]
    if not begins or any(_is_listed(line) for line in printed[begins[-1] + 1 :]):
        return None
    name = " ".join(" ".join(printed[begins[-1] :]).split())
    if len(name) > _LONGEST_NAME:
        return None
    # A school or hospital under the body above it belongs to its place; so does a cell under its "ĐẢNG BỘ XÃ …".
    above = " ".join(printed[: begins[-1]])
    over = [mention.name for mention in BodyFinder(above).mentions if mention.name.seat]
    party = _PARTY_OF_PLACE.search(above)
    if party and not over:
        over = [BodyName("", level=UNITS[party["unit"].lower()], place=party["place"].title())]
    spoken = re.search(rf"(?i:{re.escape(name)})(?<!{re.escape(name)})", text)
    called = spoken.group() if spoken else name.capitalize()
    return BodyName(called, level=over[-1].level, place=over[-1].place) if over else BodyName(called)


def _is_unlisted(line: str) -> bool:
    """Tell whether a line begins the name of a body that the vocabulary does not list.

    This includes a Party cell or committee inside an office ("ĐẢNG ỦY SỞ Y TẾ", "CHI BỘ TÒA ÁN NHÂN DÂN").
    """
    if not line.startswith(_unlisted_capitals()):
        return False
    mentions = BodyFinder(line).mentions
    first = mentions[0] if mentions and mentions[0].span.start == 0 else None
    if first is None:
        return not mentions
    return first.name.seat in _PARTY_IN_OFFICES and not first.name.organ and first.span.end < len(line)


def _is_listed(line: str) -> bool:
    return bool(BodyFinder(line).mentions)


@cache
def _unlisted_capitals() -> tuple[str, ...]:
    return tuple(f"{head.upper()} " for head in unlisted_heads())


def _sentence_of_issue(text: str, bodies: BodyFinder) -> BodyName | None:
    """Return the body that speaks before the first colon: the nearest one, as others report to it in between."""
    end, spoken = 0, None
    for mention in bodies.mentions:
        if mention.span.start > (end or HEAD_CHARACTERS):
            break
        issues = _ISSUES.match(text, mention.span.end) if mention.name.seat else None
        if issues:
            end, spoken = end or issues.end(), mention.name
    return spoken


def _body_in(block: Span, bodies: BodyFinder) -> BodyName | None:
    found = [mention.name for mention in bodies.mentions if block.covers(mention.span) and mention.name.seat]
    return found[0] if found else None
