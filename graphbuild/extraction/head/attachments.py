"""Finds the documents attached after the signature: "QUY CHẾ … (Ban hành kèm theo Quyết định số …)".

An attached regulation, plan or appendix states under its title with which document it is issued (NĐ 30/2020/NĐ-CP, Phụ
lục I; 36-HD/VPTW of 2018). Blank forms ("MẪU SỐ 01", "Mẫu 1: Sổ theo dõi") are not documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.model import BodyName, Span
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("head").any_of
_ISSUED_WITH = re.compile(
    rf"\((?:{_any('passive')} )?(?:{_any('issued')} )?{_any('attached')} [^()]{{3,250}}(?:\([^()\n]*\)[^()\n]*)?\)",
    re.IGNORECASE,
)
_REST_OF_TITLE = re.compile(r"[ *_|]*$", re.MULTILINE)
_FORM_TITLE = re.compile(rf"\b{_any('form_titles')}\b")
# The number line of a letterhead.
_NUMBER_LINE = re.compile(rf"^[ *_|]*{_any('number')}[ :]*\d{{1,5}}[ ]?[-/][A-ZĐ]", re.MULTILINE)
_TITLE_LINES = 5
_HEAD_OF_ANNEX = 2000
_CITED = re.compile(
    rf"(?P<type>{any_word(word.capitalize() for word in types_by_word())}) (?:{_any('small_number')}\b)?[ :]*"
)
# A heading after a blank line or a full stop; "… theo\nMẫu số 2 kèm theo kế hoạch này." is a wrapped line.
_FORM = re.compile(
    rf"\n(?P<form>[ *_#(]*{_any('forms')}(?: {_any('form_numbers')})? \d{{1,2}}\b[^;\n]{{0,160}})(?<![.;,])$",
    re.MULTILINE,
)
_BEFORE_FORMS = re.compile(r"(?:\n|[.;:!?*|)”\"])[ ]*$")
_BEFORE_WITHIN = 20


def find_attachments(text: str, start: int) -> list[Span]:
    r"""Return the content of each attached document after its title, in offsets of the normal text.

    Parameters
    ----------
    text, start
        The text in normal form, and where the foot of the main document begins.

    Examples
    --------
    >>> text = "TM. ỦY BAN\n\nQUY CHẾ\nquản lý nhà văn hóa\n(Kèm theo Quyết định số 4/QĐ-UBND)\nĐiều 1. Mở cửa."
    >>> [span.of(text) for span in find_attachments(text, 0)]
    ['\nĐiều 1. Mở cửa.']
    """
    # "… gửi Sở Nội vụ (kèm theo hồ sơ) để tổng hợp": in a sentence.
    titles = [title for title in _ISSUED_WITH.finditer(text, start) if _REST_OF_TITLE.match(text, title.end())]
    ends = [title.start() for title in titles] + [len(text)]
    return [
        Span(title.end(), end)
        for title, end in zip(titles, ends[1:], strict=True)
        if not _FORM_TITLE.search(_title(text, start, title.start()))
    ]


class IssuedWith(NamedTuple):
    """What the bracket under the title of an annex says of the document that it is issued with."""

    span: Span
    type: str
    number: str | None
    """None where the serial is left blank."""
    day: str | None
    issuer: BodyName | None


def issued_with(text: str, bodies: BodyFinder) -> IssuedWith | None:
    r"""Return what the head of an annex says of its document: "(Kèm theo … tại Nghị quyết số /NQ-CP ngày …)".

    Examples
    --------
    >>> text = "PHỤ LỤC\n(Kèm theo Đề án tại Quyết định số 4/QĐ-UBND ngày 05/6/2024 của UBND tỉnh Nam Định)"
    >>> found = issued_with(text, BodyFinder(text))
    >>> found.type, found.number, found.day, found.issuer.place
    ('QĐ', '04/QĐ-UBND', '2024-06-05', 'Nam Định')
    """
    bracket = _ISSUED_WITH.search(text, 0, _HEAD_OF_ANNEX)
    # A bracket inside the grounds belongs to what they cite.
    if bracket is None or re.search(r"\w[^\w\n]*\Z", text[max(0, bracket.start() - 20) : bracket.start()]):
        return None
    types = list(_CITED.finditer(text, *bracket.span()))
    if not types:
        return None
    number = number_pattern().match(text, types[-1].end())
    day = DAY.search(text, types[-1].end(), bracket.end())
    named = [one.name for one in bodies.mentions if types[-1].end() < one.span.start < bracket.end() and one.name.seat]
    return IssuedWith(
        Span(*bracket.span()),
        types_by_word()[types[-1]["type"].lower()].code,
        str(DocumentNumber.from_match(number)) if number else None,
        read_day(day) if day else None,
        named[-1] if named else None,
    )


def without_forms(text: str, part: Span) -> Iterator[Span]:
    r"""Yield the content of a part before its forms, and from the number of a further document on.

    Examples
    --------
    >>> text = "Điều 9. Ghi sổ.\n*Mẫu 1: Sổ theo dõi*\nGhi chú\nSố 5-KH/HU\nSửa nhà."
    >>> [span.of(text) for span in without_forms(text, Span(0, len(text)))]
    ['Điều 9. Ghi sổ.\n', 'Số 5-KH/HU\nSửa nhà.']
    """
    start = part.start
    while start < part.end:
        begin = next(
            (
                form.start("form")
                for form in _FORM.finditer(text, start, part.end)
                if _BEFORE_FORMS.search(text, max(start, form.start() - _BEFORE_WITHIN), form.start())
            ),
            part.end,
        )
        yield Span(start, begin)
        further = _NUMBER_LINE.search(text, begin, part.end)
        start = further.start() if further else part.end


def _title(text: str, start: int, end: int) -> str:
    return "\n".join(text[start:end].rstrip().split("\n")[-_TITLE_LINES:])
