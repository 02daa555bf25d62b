"""Wording of the pages: dates, names of documents, sentences with the relevant part marked."""

from __future__ import annotations

import re
from functools import cache
from textwrap import shorten
from typing import NamedTuple

from graphbuild.model import Body, Citation, Document, Finding
from graphbuild.number import DocumentNumber
from graphbuild.text import one_line
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.labels import day_text, detail_text
from graphbuild.vocabulary.schemes import both_labels, labels

# The body is in capitals or capitalised; a title that continues otherwise has no issuer before its subject.
_OF_ISSUER = re.compile(r"^(?:CỦA|của) [^,;.]{2,120}? (?=(?:về|VỀ|Về) )")
_LONGEST_NAME = 60
"""Maximum number of characters of a name in a column: a document without a number is named by its title."""
_AROUND = 180
"""Number of characters shown of a long sentence on either side of the marked part."""


class Quotation(NamedTuple):
    """A sentence in three parts; the middle one is marked."""

    before: str
    marked: str
    after: str


@cache
def level_headings() -> dict[str, tuple[str, str]]:
    """Return the levels of issuing bodies from the top as headings in both languages; "" is the unknown level.

    Examples
    --------
    >>> level_headings()["province"], list(level_headings())[-1]
    (('Cấp tỉnh', 'Province'), '')
    """
    named = {code: (vi[:1].upper() + vi[1:], en[:1].upper() + en[1:]) for code, (vi, en) in labels("level").items()}
    return {**named, "": ("Chưa rõ cấp", "Unknown level")}


def level_name(level: str | None) -> str:
    """Return the Vietnamese name of a level, "" if unknown."""
    return level_headings()[level][0] if level else ""


def body_span(body: Body) -> str:
    """Return the known period of existence of a body: "đến 30/6/2025"."""
    if body.valid_to:
        begin = f"từ {day_text(body.valid_from)} " if body.valid_from else ""
        return f"{begin}đến {day_text(body.valid_to)}"
    return f"từ {day_text(body.valid_from)}" if body.valid_from else ""


def type_name(code: str) -> str:
    """Return the Vietnamese name of a document type, the code itself if it has none.

    Examples
    --------
    >>> type_name("NQ"), type_name("ZZ")
    ('Nghị quyết', 'ZZ')
    """
    return document_types()[code].name if code in document_types() else code


def kind_name(document: Document) -> str:
    """Return the name of a document's type; of two names that of its title, or the state's by the form of its number.

    Examples
    --------
    >>> kind_name(Document("", "QĐ", "in_corpus", title="QUY ĐỊNH về thi hành"))
    'Quy định'
    >>> kind_name(Document("", "QĐ", "cited_only")), kind_name(Document("", "NQ", "cited_only"))
    ('Quyết định / Quy định', 'Nghị quyết')
    >>> kind_name(Document("", "QĐ", "cited_only", number="05/2018/QĐ-UBND"))
    'Quyết định'
    """
    name = type_name(document.type)
    title = " ".join((document.title or "").split()).casefold()
    names = name.split(" / ")
    called = [one for one in names if title.startswith(one.casefold())]
    number = DocumentNumber.parse(document.number) if document.number else None
    if not called and number is not None and number.symbol and not number.of_party:
        return names[0]
    return called[0] if called else name


def full_name(document: Document) -> str:
    """Return the full name of a document: "Nghị quyết số 28-NQ/TU", or the title of one without a number."""
    if not document.number:
        return document.label
    return f"{kind_name(document) if document.type else 'Văn bản'} số {document.number}"


def subject(document: Document) -> str | None:
    r"""Return the subject of a document, without the type and issuer in its name; None if nothing else remains.

    Examples
    --------
    >>> one = Document("", "NQ", "in_corpus", title="NGHỊ QUYẾT CỦA BAN CHẤP HÀNH ĐẢNG BỘ TỈNH\nvề xây dựng tủ hồ sơ")
    >>> subject(one), subject(Document("", "KH", "in_corpus", title="KẾ HOẠCH Bảo đảm điều kiện kỹ thuật"))
    ('về xây dựng tủ hồ sơ', 'Bảo đảm điều kiện kỹ thuật')
    """
    title = " ".join((document.title or "").split())
    names = document_types()[document.type].words if document.type in document_types() else ()
    for name in names:
        if title.casefold().startswith(f"{name.casefold()} "):
            title = title[len(name) :].lstrip(" :-–")
            title = _OF_ISSUER.sub("", title)
            break
    return title or None


def warning_words(warning: Finding) -> tuple[str, str]:
    """Return a warning about a document in both languages: what it is, with the date and the file.

    Examples
    --------
    >>> warning_words(Finding("date_conflict", "huyen-uy/a 12.txt", "2024-06-05"))
    ('có chỗ ghi ngày khác: 05/6/2024 (huyen-uy/a 12.txt)', 'a different date is given: 05/6/2024 (huyen-uy/a 12.txt)')
    """
    told = f"{detail_text(warning.detail)} ({warning.source})" if warning.detail else warning.source
    vietnamese, english = both_labels("finding", warning.code)
    return f"{vietnamese}: {told}", f"{english}: {told}"


def particulars(document: Document) -> str:
    """Return what distinguishes a document from others with its number: issuer, date, term."""
    parts = (document.issuer_name, day_text(document.date), document.term)
    return " · ".join(part for part in parts if part)


def called(document: Document) -> str:
    """Return a document's name so that it is distinct from others with its number: name, date and place or issuer.

    Examples
    --------
    >>> called(Document("", "NQ", "in_corpus", number="32-NQ/TU", date="2024-11-12", place="tỉnh Thanh Hóa"))
    'Nghị quyết số 32-NQ/TU · 12/11/2024 · tỉnh Thanh Hóa'
    """
    where = document.place.split(",")[0] if document.place else document.issuer_name
    name = shorten(full_name(document), _LONGEST_NAME, placeholder=" …")
    return " · ".join(filter(None, (name, day_text(document.date), where)))


def how_to_cite(document: Document) -> str:
    """Return a document as documents cite it: name, date, issuer, title.

    For one that is only cited, the title is what others call it, not its own.
    """
    text = full_name(document)
    if document.date:
        text += f" ngày {day_text(document.date)}" if document.date.count("-") == 2 else f", {day_text(document.date)}"
    if document.issuer_name:
        text += f" của {document.issuer_name}"
    title = subject(document)
    if title and document.title != document.label and document.presence != "cited_only":
        text += f" {title}" if title.lower().startswith("về ") else f" về {title}"
    return text


def quotation(citation: Citation) -> Quotation:
    """Return the sentence of a citation with the mention marked, truncated if it is long."""
    start, end = citation.start - citation.sentence_start, citation.end - citation.sentence_start
    return cut(citation.sentence, start, end)


def cut(sentence: str, start: int, end: int) -> Quotation:
    r"""Return a sentence in three parts, without line breaks and without what is far from the middle.

    Examples
    --------
    >>> cut("Thực hiện\nChỉ thị số 05-CT/TW của Bộ Chính trị", 10, 29)
    Quotation(before='Thực hiện ', marked='Chỉ thị số 05-CT/TW', after=' của Bộ Chính trị')
    """
    before, after = sentence[:start], sentence[end:]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].partition(" ")[2]
    if len(after) > _AROUND:
        after = after[:_AROUND].rpartition(" ")[0] + " …"
    return Quotation(_one_line(before), _one_line(sentence[start:end]), _one_line(after))


def _one_line(text: str) -> str:
    line = one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{line}{' ' if line and text[-1:].isspace() else ''}"
