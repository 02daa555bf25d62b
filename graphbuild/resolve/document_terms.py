"""Tells the term of the committee that issued a document, where the document itself states it.

A paper names many terms: of the resolutions it carries out, of the council to be elected, of its own committee before.
Its own is the one said of the committee in the act of issuing: in the line under the type ("NGHỊ QUYẾT CỦA BAN CHẤP HÀNH
ĐẢNG BỘ TỈNH KHÓA XX"), as the subject that meets or decides, or as the council that passed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import BodyMention, BodyName, Reading
from graphbuild.text import normalize
from graphbuild.vocabulary.bodies import organs_by_name, seats_by_name
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.terms import to_roman

_AROUND = 240
_STATED = re.compile(
    r"(?: nước Cộng hòa xã hội chủ nghĩa Việt Nam)?[\s,(]*khóa (?P<term>[IVXL]+|[1-9]|[1-4]\d)\b\)?", re.IGNORECASE
)
_YEARS = re.compile(r"[ ,(]*nhiệm kỳ (?P<first>\d{4}) ?- ?(?P<last>\d{4})\)?", re.IGNORECASE)
# A subject opens its clause: at the start of a sentence or line, or after the comma of an adverbial or of the căn cứ.
_OPENS = re.compile(r"(?:^|[.:;!?\n,]\s*|[-+•]\s*)(?:Hội nghị(?: lần thứ \w+)?,? )?$")
_ACTS = re.compile(
    r"[ ,]*(?:lần thứ \w+,? |\(mở rộng\),? )*(?:nhiệm kỳ [\d -]+,? )?"
    r"(?:(?:đã )?(?:họp|tổ chức|tiến hành|thảo luận|xem xét|cho ý kiến|thống nhất|thông qua)"
    r"|ban hành(?! (?:\d|nhiều|các))|quyết định|quyết nghị|kết luận|thông báo|yêu cầu|chỉ thị|xây dựng|đề ra|báo cáo"
    r"|hướng dẫn|quy định)\b"
)
_PASSED_BEFORE = re.compile(r"\bnày (?:đã )?được $")
_PASSED_AFTER = re.compile(r"[^.\n]*\bthông qua\b")
_LINE_BEFORE = re.compile(r"(?:^|\n)[\W_]*$")
_SITTING_AFTER = re.compile(r"[ ,(\n-]*kỳ họp thứ", re.IGNORECASE)


def document_term(reading: Reading) -> str | None:
    """Return the term that a document states of its own committee, None where it states none or more than one.

    Parameters
    ----------
    reading
        The document. A term of a cited document's committee, or of a body to be elected, is not its own.

    Returns
    -------
    str or None
        "khóa VIII, nhiệm kỳ 2020-2025", or "khóa VIII" where no years are stated with it.
    """
    own = reading.letterhead.issuer
    if own is None:
        return None
    said = list(_said_of(own, reading))
    for found in ({term for _, term, _, certain in said if certain}, {own.term} - {""}, _subjects(said, reading)):
        if len(found) == 1:
            term = found.pop()
            years = next((stated for _, other, stated, _ in said if other == term and stated), "")
            return f"khóa {term}, nhiệm kỳ {years}" if years else f"khóa {term}"
        if found:
            return None
    return None


def _said_of(own: BodyName, reading: Reading) -> Iterator[tuple[BodyMention, str, str, bool]]:
    """Yield mentions of the issuing committee with the term said of it, its years, and whether the title says so."""
    content = reading.text.content
    for mention in reading.bodies:
        if not _is_own(mention.name, own):
            continue
        after = normalize(content[mention.span.end : mention.span.end + _AROUND]).text
        stated = _STATED.match(after) if not mention.name.term else None
        if not mention.name.term and not stated:
            continue
        term = mention.name.term or to_roman(stated["term"] if stated else "")
        rest = after[stated.end() :] if stated else after
        years = _YEARS.match(rest)
        span = f"{years['first']}-{years['last']}" if years else ""
        yield mention, term, span, _in_title(mention, rest, reading)


def _is_own(name: BodyName, own: BodyName) -> bool:
    """Tell whether a name is one of the issuing committee: its own organ or, of a committee, one that acts for it."""
    if name.place and own.place and name.place != own.place:
        return False
    if name.seat and (name.seat != own.seat or (name.level and own.level and name.level != own.level)):
        return False
    return name.organ == own.organ or (_acts_for_all(name.organ) and _acts_for_all(own.organ))


def _acts_for_all(organ: str) -> bool:
    known = organs_by_name().get(organ)
    return known is None or known.series or known.name == "Ban Thường trực"


def _before(mention: BodyMention, reading: Reading) -> str:
    return normalize(reading.text.content[max(0, mention.span.start - _AROUND) : mention.span.start]).lines


def _in_title(mention: BodyMention, rest: str, reading: Reading) -> bool:
    """Tell whether the mention stands under the type as who issues, or as the sitting of a council."""
    before = _before(mention, reading)
    printed = mention.span.of(reading.text.content)
    kind = document_types().get(reading.letterhead.type or "")
    words = "|".join(re.escape(word) for word in kind.words) if kind else ""
    under_type = re.compile(
        rf"(?:^|\n)[\W_]*(?:{words})\s+(?:của\s+)?(?:hội nghị\s+)?(?:lần thứ \w+,?\s+)?$", re.IGNORECASE
    )
    if words and under_type.search(before) and mention.span.start < _AROUND * 20:
        return True
    sitting = seats_by_name().get(mention.name.seat)
    council = sitting is not None and sitting.kind == "council"
    if council and printed.isupper() and _LINE_BEFORE.search(before) and _SITTING_AFTER.match(rest):
        return True
    return bool(_PASSED_BEFORE.search(before) and _PASSED_AFTER.match(rest))


def _subjects(said: list[tuple[BodyMention, str, str, bool]], reading: Reading) -> set[str]:
    """Return the terms said of the committee where it is the subject of meeting or deciding."""
    found = set()
    for mention, term, years, _ in said:
        after = normalize(reading.text.content[mention.span.end : mention.span.end + _AROUND]).text
        stated = _STATED.match(after) if not mention.name.term else None
        rest = after[stated.end() :] if stated else after
        if years:
            rest = _YEARS.sub("", rest, count=1)
        if _OPENS.search(_before(mention, reading)) and _ACTS.match(rest):
            found.add(term)
    return found
