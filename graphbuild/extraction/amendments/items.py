"""The articles, clauses and points of the acting document, each with the one that contains it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from graphbuild.extraction.amendments.quotations import Quotations
from graphbuild.vocabulary.provisions import provision_kinds

_KINDS = provision_kinds()
_WIDE = ("phan", "chuong", "muc", "phu-luc")
_LINE = re.compile(
    r"(?:^|(?<=\n))[ |#>_-]*"
    rf"(?:(?P<wide>(?i:{'|'.join(_KINDS[kind].words[0] for kind in _WIDE)})[ ]+[\dIVXLCA-H]+\b"
    r"|Nơi nhận\b)"
    rf"|(?i:{_KINDS['dieu'].words[0]})[ ]+(?P<article>\d{{1,3}}[a-zđ]?)[.:]?(?!\w)"
    r"|(?P<clause>\d{1,3}(?:\.\d{1,2}){0,3})[.)](?=[ \n])"
    r"|(?P<point>[a-zđ]\d?)\)(?=[ \n])"
    r"|(?P<dash>[-+•*▪](?=[ ]))|(?=\S))"
)
_ARTICLE, _CLAUSE, _POINT, _DASH, _PARAGRAPH = 1, 2, 5, 6, 9


@dataclass(slots=True, eq=False)
class Item:
    """A line with its number, and the one that contains it."""

    start: int
    """Where its words begin, after the number."""
    line: int
    """Where its line begins."""
    end: int
    """Where the next item begins."""
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


class Items:
    """The items of a text, without the lines of quoted wording."""

    def __init__(self, quotations: Quotations) -> None:
        text = quotations.text
        self.items: list[Item] = []
        open_items: list[Item] = []
        for match in _LINE.finditer(text):
            inside = quotations.around(match.start())
            if inside is not None and inside.start < match.start():
                continue
            if self.items:
                self.items[-1].end = match.start()
            if match["wide"]:
                open_items = []
            rank, label = _mark(match)
            while open_items and open_items[-1].rank >= rank:
                open_items.pop()
            parent = open_items[-1] if open_items else None
            self.items.append(Item(match.end(), match.start(), len(text), rank, label, parent))
            if not match["wide"]:
                open_items.append(self.items[-1])
        self._starts = [item.line for item in self.items]

    def at(self, position: int) -> Item | None:
        """Return the item that contains `position`."""
        index = bisect_right(self._starts, position) - 1
        return self.items[index] if index >= 0 else None


def _mark(match: re.Match[str]) -> tuple[int, str]:
    if match["article"]:
        return _ARTICLE, f"{_KINDS['dieu'].word} {match['article']}"
    if match["clause"]:
        return _CLAUSE + match["clause"].count("."), f"{_KINDS['khoan'].word} {match['clause']}"
    if match["point"]:
        return _POINT, f"{_KINDS['diem'].word} {match['point']}"
    return (_DASH if match["dash"] else _PARAGRAPH), ""
