"""The articles, clauses and points of the acting document, each with the one that contains it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.extraction.quotations import Quotations
from graphbuild.vocabulary.provisions import provision_kinds

_KINDS = provision_kinds()
_WIDE = ("phan", "chuong", "muc", "phu-luc")
_MARK = (
    rf"(?P<wide>(?i:{'|'.join(_KINDS[kind].words[0] for kind in _WIDE)})[ ]+[\dIVXLCA-H]+\b"
    r"|Nơi nhận\b)"
    rf"|(?i:{_KINDS['dieu'].words[0]})[ ]+(?P<article>\d{{1,3}}[a-zđ]?)[.:]?(?!\w)"
    r"|(?P<clause>\d{1,3}(?:\.\d{1,2}){0,3})[.)](?=[ \n])"
    r"|(?P<point>[a-zđ]\d?)\)(?=[ \n])"
    r"|(?P<dash>[+*•▪](?=[ ]))"
)
_INDENT = re.compile(r"[ |#>_-]*+")
_FIRST_LINE = re.compile(rf"{_INDENT.pattern}(?:{_MARK})")
# Begins with the line end, which the regular expression engine finds quickly.
_MARKED_LINE = re.compile(rf"\n{_FIRST_LINE.pattern}")
_DIEU, _KHOAN, _DIEM = (_KINDS[kind].word for kind in ("dieu", "khoan", "diem"))
_ARTICLE, _CLAUSE, _POINT, _DASH, _PARAGRAPH = 1, 2, 5, 6, 9


@dataclass(slots=True, eq=False)
class Item:
    """A line with its number, and the one that contains it."""

    start: int
    """Where its words begin, after the number."""
    line: int
    """Where its line begins."""
    rank: int
    label: str = ""
    """ "Điều 1", "khoản 2", "điểm a"; "" for a paragraph without a number."""
    parent: Item | None = None

    @property
    def in_article(self) -> bool:
        """Whether an article contains it."""
        return self.rank == _ARTICLE or (self.parent is not None and self.parent.in_article)

    @property
    def provision(self) -> str | None:
        """Name of the part of the document: "khoản 2 Điều 1"; None outside articles."""
        labels = [self.label] if self.label else []
        item = self.parent
        while item is not None:
            if item.label:
                labels.append(item.label)
            item = item.parent
        return " ".join(labels) if self.in_article else None

    @property
    def is_paragraph(self) -> bool:
        """Whether it has no number and no dash."""
        return self.rank == _PARAGRAPH


def read_items(quotations: Quotations, positions: Sequence[int]) -> Iterator[Item]:
    """Yield the items in whose lines something stands, in the order of the text, without the lines of quoted wording.

    Parameters
    ----------
    quotations
        The text in normal form, with what is quoted in it.
    positions
        Offsets of what is looked for, ascending.
    """
    text, is_quoting = quotations.text, bool(quotations.spans)
    # The next one last.
    wanted = sorted(set(_lines(text, positions)), reverse=True)
    open_items: list[Item] = []
    for line, mark in _marked_lines(text):
        if not wanted:
            return
        while wanted and wanted[-1] < line:
            paragraph = wanted.pop()
            if not (is_quoting and _is_wording(quotations, paragraph)):
                yield Item(
                    _after_indent(text, paragraph), paragraph, _PARAGRAPH, parent=open_items[-1] if open_items else None
                )
        is_wanted = bool(wanted) and wanted[-1] == line
        if is_wanted:
            wanted.pop()
        if mark is None or (is_quoting and _is_wording(quotations, line)):
            continue
        rank, label = _rank_and_label(mark)
        if mark.lastgroup == "wide":
            open_items = []
        while open_items and open_items[-1].rank >= rank:
            open_items.pop()
        item = Item(mark.end(), line, rank, label, open_items[-1] if open_items else None)
        if not item.is_paragraph:
            open_items.append(item)
        if is_wanted:
            yield item


def _marked_lines(text: str) -> Iterator[tuple[int, re.Match[str] | None]]:
    """Yield where the lines with a number or dash begin, each with that, and then where the text ends."""
    if first := _FIRST_LINE.match(text):
        yield 0, first
    for match in _MARKED_LINE.finditer(text):
        yield match.start() + 1, match
    yield len(text) + 1, None


def _after_indent(text: str, line: int) -> int:
    indent = _INDENT.match(text, line)
    return indent.end() if indent else line


def _is_wording(quotations: Quotations, line: int) -> bool:
    """Tell whether a line is in quotation marks that began in one before it."""
    quoted = quotations.around(line)
    return quoted is not None and quoted.start < line


def _lines(text: str, positions: Sequence[int]) -> Iterator[int]:
    """Yield where the lines of some offsets begin."""
    line = done = 0
    for position in positions:
        # Only from the offset before, or an endless line would cost the square of its length.
        line = max(line, text.rfind("\n", done, position) + 1)
        done = position
        yield line


def _rank_and_label(mark: re.Match[str]) -> tuple[int, str]:
    kind = mark.lastgroup
    if kind == "clause":
        return _CLAUSE + mark["clause"].count("."), f"{_KHOAN} {mark['clause']}"
    if kind == "point":
        return _POINT, f"{_DIEM} {mark['point']}"
    if kind == "article":
        return _ARTICLE, f"{_DIEU} {mark['article']}"
    return (_DASH if kind == "dash" else _PARAGRAPH), ""
