r"""Tells what a file is: a document that an office issued, a page or press article about documents, or a list of them.

A letterhead or title block of its own makes a document, whatever menus of a site stand around it. A type word and a
number high up in a page are none: pages have a headline that asks, a time stamp, remarks on pictures, "Toàn văn …".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.head.lines import HeadLine
from graphbuild.extraction.head.page import find_stamp, is_name
from graphbuild.model import Genre, Span
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("head")
_any = _WORDS.any_of
_WITHIN = 20_000
"""Number of characters of a text that can tell what it is."""
# A line is found from the line end before it, twice as fast as by "^": the texts searched begin with one more.
_BEGIN = r"\n(?:[^\w\n]|_)*+"
_HEADLINE_LINES = 6
_QUESTION = re.compile(r"[^\n|]{25,}\?[\W_]*$")
_QUOTES = re.compile(rf"[\W_]*{_any('genre.whole_text')}\b", re.IGNORECASE)
_PICTURE = re.compile(rf"\(?{_any('genre.picture')}")
_REPORTS = re.compile(_any("genre.reports"))
_REPORTED_WITHIN = 600
_LEAD = 40
_FURNITURE = re.compile(rf"{_BEGIN}(?P<word>{_any('genre.furniture')})[^\w\n]*+$", re.IGNORECASE | re.MULTILINE)
_LEAST_FURNITURE = 2
_HEADING = re.compile(r"#+ +(?P<words>[^\n]*[^\W\d_][^\n]*)")
_PROSE = re.compile(r"[^\n|]{100,}")
_LIST = re.compile(rf"[\W_]*{_any('genre.list')}\b", re.IGNORECASE)
_ROW = re.compile(r"^[^\n]*\w[^\n]*$", re.MULTILINE)
_LIST_LINES = 40
_SHARE_OF_LIST = 0.5
_ARTICLE = re.compile(rf"{_BEGIN}{_any('article')} \d+\b", re.MULTILINE)
_GROUNDS = re.compile(rf"{_BEGIN}{_any('enacting_grounds')} [^\n]*[^:\n]$", re.MULTILINE)
_ATTACHED = re.compile(
    rf"\((?:{_any('passive')} )?(?:{_any('issued')} )?{_any('attached')} [^()\n]{{3,200}}", re.IGNORECASE
)
_THIS = re.compile(rf" {_any('this')}\b")
_SELF_TYPES = tuple(sorted(_WORDS["genre.self_types"], key=len, reverse=True))
_LEAST_SELF = 2
_CONCLUDES = re.compile(rf"\b{_any('issues')}\b[^\n]{{0,300}}:[ ]*$", re.MULTILINE | re.IGNORECASE)


class Found(NamedTuple):
    """What a file is, with the words that decided."""

    name: Genre
    evidence: Span | None = None
    """Span of the text in normal form; None where nothing decided."""
    quotes: bool = False
    """Whether it is a page that quotes a whole document, which asks what it asks."""


class Printed(NamedTuple):
    """What the head of a file prints: the lines by which a document is known."""

    motto: Span | None
    type: HeadLine | None
    number: HeadLine | None
    day: bool
    letter: HeadLine | None
    """Subject or addressee of a letter."""
    table: bool
    """Whether a table of metadata with a number stands above."""
    signed: int | None
    """Where the foot begins; None if there is none."""


def find_genre(text: str, lines: Sequence[HeadLine], printed: Printed, cited: Sequence[NumberedCitation]) -> Found:
    """Return the genre of a file.

    Parameters
    ----------
    text, lines
        The text in normal form with its lines, and the lines of its head.
    printed
        What its head prints.
    cited
        The numbered citations.
    """
    letterhead = printed.motto is not None and (printed.number or printed.day or printed.type)
    paper = Found("paper", _span(printed.number or printed.type) or printed.motto)
    if letterhead and not _is_told_before(text, printed):
        return paper
    page = _page_evidence(text, lines) or _report(text, printed, cited)
    quotes = page is not None and _quotes(text, lines, printed)
    if letterhead and page is None:
        return paper
    if page is not None and not _has_own_title(printed, page):
        return Found("page", page, quotes)
    listed = _list_evidence(text, lines, printed, cited)
    if listed is not None:
        return Found("list", listed)
    told = _paper_evidence(text, printed)
    if told is not None:
        return Found("paper", told)
    weak = _weak_evidence(text, lines)
    return Found("page", weak) if weak is not None else Found("other")


def type_of_itself(text: str) -> str | None:
    """Return the code of the type by which a text without title refers to itself: "Kết luận này", at least twice.

    Examples
    --------
    >>> type_of_itself("Thực hiện nghiêm Kết luận này. Ban Tổ chức theo dõi việc thực hiện Kết luận này.")
    'KL'
    """
    words = Counter(reference.word for reference in _self_references(text))
    (word, count), *_others = words.most_common(1) or [("", 0)]
    return types_by_word()[word.lower()].code if count >= _LEAST_SELF else None


class _SelfReference(NamedTuple):
    word: str
    span: Span


def _self_references(text: str) -> Iterator[_SelfReference]:
    """Yield where a text names its own type: "Kết luận này"; looked for from the second word, which is rarer."""
    for this in _THIS.finditer(text, 0, _WITHIN):
        if text.endswith(_SELF_TYPES, 0, this.start()):
            word = next(word for word in _SELF_TYPES if text.endswith(word, 0, this.start()))
            start = this.start() - len(word)
            if not (text[start - 1 : start].isalnum() or text[start - 1 : start] == "_"):
                yield _SelfReference(word, Span(start, this.end()))


def _page_evidence(text: str, lines: Sequence[HeadLine]) -> Span | None:
    """Return the headline that asks or announces a whole text, the time stamp, or the remark on a picture."""
    for line in lines[:_HEADLINE_LINES]:
        if ("?" in line.text and _QUESTION.fullmatch(line.text)) or _QUOTES.match(line.text):
            return Span(line.start, line.end)
    stamp = find_stamp(text)
    begin = text[:_WITHIN]
    pictured = any(map(begin.__contains__, _WORDS["genre.picture"])) and _PICTURE.search(begin)
    picture = stamp or pictured
    return Span(*picture.span()) if picture else None


def _report(text: str, printed: Printed, cited: Sequence[NumberedCitation]) -> Span | None:
    """Return the words of a report on a document in running text: "… đã ký ban hành Quy định số 379-QĐ/TW"."""
    if printed.type or printed.number or printed.motto or printed.table or printed.signed is not None:
        return None
    said = _REPORTS.search(text, 0, _REPORTED_WITHIN)
    near = said and any(said.end() <= citation.span.start <= said.end() + _LEAD for citation in cited)
    return Span(*said.span()) if said and near else None


def _is_told_before(text: str, printed: Printed) -> bool:
    """Tell whether running text stands above a letterhead: a page tells of the document before it quotes it."""
    begins = [place.start for place in (printed.motto, printed.number) if place is not None]
    return _PROSE.search(text, 0, min(begins, default=0)) is not None


def _has_own_title(printed: Printed, page: Span) -> bool:
    """Tell whether a title block stands above what speaks for a page: furniture below does not make one."""
    above = printed.number or printed.type
    return above is not None and printed.number is not None and above.start < page.start and printed.signed is not None


def _quotes(text: str, lines: Sequence[HeadLine], printed: Printed) -> bool:
    if any(_QUOTES.match(line.text) for line in lines[: 2 * _HEADLINE_LINES]):
        return True
    return printed.signed is not None and printed.number is not None


def _list_evidence(
    text: str, lines: Sequence[HeadLine], printed: Printed, cited: Sequence[NumberedCitation]
) -> Span | None:
    """Return the heading of a list of documents; without one, its first line if all lines are names of documents."""
    if printed.number is not None or printed.signed is not None or printed.motto is not None or not lines:
        return None
    heading = next((line for line in lines[:3] if _LIST.match(line.text)), None)
    if heading is None:
        only_names = len(lines) > 2 and all(is_name(line.text) for line in lines[:_LIST_LINES])
        return Span(lines[0].start, lines[0].end) if only_names else None
    if _ATTACHED.search(text, heading.start, heading.end + 400):
        return None
    rows = list(islice(_ROW.finditer(text, heading.end), _LIST_LINES))
    starts = [citation.span.start for citation in cited]
    named = sum(any(row.start() <= start < row.end() for start in starts) for row in rows)
    return Span(heading.start, heading.end) if named > 1 and named >= _SHARE_OF_LIST * len(rows) else None


def _paper_evidence(text: str, printed: Printed) -> Span | None:
    for line in (printed.type, printed.number, printed.letter):
        if line is not None:
            return Span(line.start, line.end)
    if printed.table or printed.motto is not None:
        return printed.motto or Span(0, 0)
    begin = text[:_WITHIN]
    divided = any(map(begin.__contains__, _WORDS["article"]))
    articles = list(islice(_ARTICLE.finditer(f"\n{begin}"), 2)) if divided else []
    grounds = _GROUNDS.search(f"\n{begin}") if any(map(begin.__contains__, _WORDS["enacting_grounds"])) else None
    if articles and (grounds or len(articles) > 1):
        return Span(articles[0].start(), articles[0].end() - 1)
    attached = _ATTACHED.search(text, 0, 2000)
    if attached:
        return Span(*attached.span())
    selves = list(islice(_self_references(text), _LEAST_SELF))
    if len(selves) == _LEAST_SELF:
        return selves[0].span
    if printed.signed is not None:
        return Span(printed.signed, min(len(text), printed.signed + 1))
    concludes = _CONCLUDES.search(begin) if grounds else None
    return Span(*concludes.span()) if concludes else None


def _weak_evidence(text: str, lines: Sequence[HeadLine]) -> Span | None:
    """Return the first of a site's menu words, or the Markdown headline above running text."""
    found = [
        match for match, _more in zip(_FURNITURE.finditer(f"\n{text[:_WITHIN]}"), range(_LEAST_FURNITURE), strict=False)
    ]
    if len(found) == _LEAST_FURNITURE:
        return Span(found[0].start("word") - 1, found[0].end("word") - 1)
    heading = _HEADING.match(lines[0].text) if lines else None
    if heading and not heading["words"].isupper() and _PROSE.search(text, lines[0].end, _WITHIN):
        return Span(lines[0].start, lines[0].end)
    return None


def _span(line: HeadLine | None) -> Span | None:
    return Span(line.start, line.end) if line is not None else None
