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
    """Yield the items of a text in order, without the lines of quoted wording.

    Parameters
    ----------
    quotations
        The text in normal form, with what is quoted in it.
    positions
        Offsets, ascending: a line without a number or dash is an item if one of them is in it.
    """
    text = quotations.text
    open_items: list[Item] = []
    marks = {match.start() + 1: match for match in _MARKED_LINE.finditer(text)}
    if first := _FIRST_LINE.match(text):
        marks[0] = first
    for line in sorted({*marks, *_lines(text, positions)}):
        inside = quotations.around(line)
        if inside is not None and inside.start < line:
            continue
        mark = marks.get(line)
        if mark is None:
            yield Item(_end_of_indent(text, line), line, _PARAGRAPH, parent=open_items[-1] if open_items else None)
            continue
        if mark["wide"]:
            open_items = []
        rank, label = _rank_and_label(mark)
        while open_items and open_items[-1].rank >= rank:
            open_items.pop()
        item = Item(mark.end(), line, rank, label, open_items[-1] if open_items else None)
        if not item.is_paragraph:
            open_items.append(item)
        yield item


def _end_of_indent(text: str, line: int) -> int:
    indent = _INDENT.match(text, line)
    return indent.end() if indent else line


def _lines(text: str, positions: Sequence[int]) -> Iterator[int]:
    """Yield where the lines of some offsets begin."""
    line = done = 0
    for position in positions:
        # Only from the offset before, or an endless line would cost the square of its length.
        line = max(line, text.rfind("\n", done, position) + 1)
        done = position
        yield line


def _rank_and_label(mark: re.Match[str]) -> tuple[int, str]:
    if mark["article"]:
        return _ARTICLE, f"{_KINDS['dieu'].word} {mark['article']}"
    if mark["clause"]:
        return _CLAUSE + mark["clause"].count("."), f"{_KINDS['khoan'].word} {mark['clause']}"
    if mark["point"]:
        return _POINT, f"{_KINDS['diem'].word} {mark['point']}"
    return (_DASH if mark["dash"] else _PARAGRAPH), ""
