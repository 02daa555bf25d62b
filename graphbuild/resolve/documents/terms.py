"""Determines the term of the issuing committee, if the document itself states it.

A document names many terms: of the resolutions it implements, of the council to be elected, of its own committee in the
past. Its own is the one stated of the committee as it issues the document: in the line under the type ("NGHỊ QUYẾT CỦA
BAN CHẤP HÀNH ĐẢNG BỘ TỈNH KHÓA XX"), as the subject that meets or decides, or as the council that passed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

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
# A subject opens its clause: at the start of a sentence or line, or after the comma of an adverbial or the căn cứ.
_OPENS = re.compile(r"(?:^|[.:;!?\n,]\s*|[-+•]\s*)(?:Hội nghị(?: lần thứ \w+)?,? )?$")
_ACTS = re.compile(
    r"[ ,]*(?:lần thứ \w+,? |\(mở rộng\),? )*"
    r"(?:(?:đã )?(?:họp|tổ chức|tiến hành|thảo luận|xem xét|cho ý kiến|thống nhất|thông qua)"
    r"|ban hành(?! (?:\d|nhiều|các))|quyết định|quyết nghị|kết luận|thông báo|yêu cầu|chỉ thị|xây dựng|đề ra|báo cáo"
    r"|hướng dẫn|quy định)\b"
)
_PASSED_BEFORE = re.compile(r"\bnày (?:đã )?được $")
_PASSED_AFTER = re.compile(r"[^.\n]*\bthông qua\b")
_LINE_BEFORE = re.compile(r"(?:^|\n)[\W_]*$")
_SITTING_AFTER = re.compile(r"[ ,(\n-]*kỳ họp thứ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A mention of the issuing committee with a term, and the text around it in normal form."""

    mention: BodyMention
    term: str
    years: str
    before: str
    after: str
    """What follows term and years in the text."""


@dataclass(frozen=True, slots=True)
class DocumentTerm:
    """The term of a committee as a document states it: a Roman numeral, and years if given."""

    number: str
    years: str = ""

    @property
    def label(self) -> str:
        """The term as documents write it: "khóa VIII, nhiệm kỳ 2020-2025", or "khóa VIII"."""
        return f"khóa {self.number}, nhiệm kỳ {self.years}" if self.years else f"khóa {self.number}"


def document_term(reading: Reading) -> DocumentTerm | None:
    """Return the term that a document states of its own committee, None if it states none or several.

    Parameters
    ----------
    reading
        The document. A term of a cited document's committee, or of a body to be elected, is not its own.
    """
    own = reading.letterhead.issuer
    if own is None:
        return None
    said = list(_said_of(own, reading))
    by_evidence = (
        {one.term for one in said if _in_title(one, reading)},
        {own.term} - {""},
        {one.term for one in said if _OPENS.search(one.before) and _ACTS.match(one.after)},
    )
    terms = next((found for found in by_evidence if found), set())
    if len(terms) != 1:
        return None
    term = terms.pop()
    return DocumentTerm(term, next((one.years for one in said if one.term == term and one.years), ""))


def _said_of(own: BodyName, reading: Reading) -> Iterator[_Said]:
    content = reading.text.content
    for mention in reading.bodies:
        if not _is_own(mention.name, own):
            continue
        term, after = mention.name.term, normalize(content[mention.span.end : mention.span.end + _AROUND]).text
        if not term:
            stated = _STATED.match(after)
            if not stated:
                continue
            term, after = to_roman(stated["term"]), after[stated.end() :]
        years = _YEARS.match(after)
        yield _Said(
            mention=mention,
            term=term,
            years=f"{years['first']}-{years['last']}" if years else "",
            before=normalize(content[max(0, mention.span.start - _AROUND) : mention.span.start]).lines,
            after=after[years.end() :] if years else after,
        )


def _is_own(name: BodyName, own: BodyName) -> bool:
    """Tell whether a name is the issuing committee's: its own organ or, for a committee, one that acts for it."""
    if name.place and own.place and name.place != own.place:
        return False
    if name.seat and (name.seat != own.seat or (name.level and own.level and name.level != own.level)):
        return False
    return name.organ == own.organ or (_acts_for_all(name.organ) and _acts_for_all(own.organ))


def _acts_for_all(organ: str) -> bool:
    known = organs_by_name().get(organ)
    return known is None or known.series or known.name == "Ban Thường trực"


def _in_title(said: _Said, reading: Reading) -> bool:
    """Tell whether the mention is the issuer under the type, or the council that passed the document."""
    kind = document_types().get(reading.letterhead.type or "")
    words = "|".join(re.escape(word) for word in kind.words) if kind else ""
    under_type = rf"(?:^|\n)[\W_]*(?:{words})\s+(?:của\s+)?(?:hội nghị\s+)?(?:lần thứ \w+,?\s+)?$"
    if words and re.search(under_type, said.before, re.IGNORECASE):
        return True
    seat = seats_by_name().get(said.mention.name.seat)
    if seat is not None and seat.kind == "council" and said.mention.span.of(reading.text.content).isupper():
        return bool(_LINE_BEFORE.search(said.before) and _SITTING_AFTER.match(said.after))
    return bool(_PASSED_BEFORE.search(said.before) and _PASSED_AFTER.match(said.after))
