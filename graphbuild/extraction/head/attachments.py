"""Finds the documents attached after the signature: "QUY CHẾ … (Ban hành kèm theo Quyết định số …)".

An attached regulation, plan or appendix states under its title with which document it is issued (NĐ 30/2020/NĐ-CP, Phụ
lục I; 36-HD/VPTW of 2018). Blank forms ("MẪU SỐ 01", "Mẫu 1: Sổ theo dõi") are not documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import Span
from graphbuild.vocabulary.wordings import wordings

_any = wordings("head").any_of
_ISSUED_WITH = re.compile(
    rf"\((?:{_any('passive')} )?(?:{_any('issued')} )?{_any('attached')} [^()\n]{{3,200}}(?:\([^()\n]*\)[^()\n]*)?\)",
    re.IGNORECASE,
)
_FORM_TITLE = re.compile(rf"\b{_any('form_titles')}\b")
# The number line of a letterhead.
_NUMBER_LINE = re.compile(rf"^[ *_|]*{_any('number')}[ :]*\d{{1,5}}[ ]?[-/][A-ZĐ]", re.MULTILINE)
_TITLE_LINES = 5
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
    titles = list(_ISSUED_WITH.finditer(text, start))
    ends = [title.start() for title in titles] + [len(text)]
    return [
        Span(title.end(), end)
        for title, end in zip(titles, ends[1:], strict=True)
        if not _FORM_TITLE.search(_title(text, start, title.start()))
    ]


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
