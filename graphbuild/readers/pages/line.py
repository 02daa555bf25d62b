"""Words beside each other on a page: what is done for every word is done for columns of them, which costs far less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from operator import sub
from typing import Any

from graphbuild.readers.pages.words import Word

_BEGINNING = 4
"""Number of words that tell what a line begins: "Phụ lục I." and what follows."""
_word = partial(tuple.__new__, Word)
"""Makes a word of its fields; half the cost of a call of `Word`."""


@dataclass(slots=True)
class Line:
    """Words beside each other, from left to right, as columns of equal length with the fields of `Word`.

    Examples
    --------
    >>> line = Line.of([Word("Chỉ", 72, 90, 90, 104), Word("thị", 94, 90, 112, 104)])
    >>> line.text, line.x0, line.x1, line.words[1].x0
    ('Chỉ thị', 72, 112, 94)
    """

    texts: list[str]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    confidences: list[float]
    raised: list[bool]
    glued: list[bool]
    x0: float
    y0: float
    x1: float
    y1: float
    is_cut: bool = False
    """Whether its last word goes on with the first one of the next line, without a hyphen."""

    @classmethod
    def of(cls, words: Iterable[Word]) -> Line:
        """Return a line of words."""
        texts, lefts, tops, rights, bottoms, confidences, raised, glued = map(list, zip(*words, strict=True))
        box = min(lefts), min(tops), max(rights), max(bottoms)
        return cls(texts, lefts, tops, rights, bottoms, confidences, raised, glued, *box)

    @property
    def words(self) -> list[Word]:
        """Its words one by one."""
        return list(map(_word, zip(*self._columns, strict=True)))

    @property
    def height(self) -> float:
        """Height of the line in points."""
        return self.y1 - self.y0

    @property
    def text(self) -> str:
        """Its words with blanks between them."""
        return _joined(self.texts, self.glued)

    @property
    def beginning(self) -> str:
        """Its first words, as many as any heading needs to be known."""
        return _joined(self.texts[:_BEGINNING], self.glued)

    @property
    def is_upper(self) -> bool:
        """Whether it has letters, all of them capitals."""
        return all(word.isupper() or word == word.upper() for word in self.texts) and any(map(str.isupper, self.texts))

    @property
    def gaps(self) -> list[float]:
        """Width of the gap before each word but the first."""
        return list(map(sub, self.lefts[1:], self.rights))

    def extend(self, other: Line) -> None:
        """Add the words of another line behind the last one."""
        for column, more in zip(self._columns, other._columns, strict=True):
            column += more
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.y0, self.y1 = min(self.y0, other.y0), max(self.y1, other.y1)

    def add(self, other: Line) -> None:
        """Add the words of another line where they stand."""
        is_behind = other.x0 >= self.x1
        self.extend(other)
        if not is_behind:
            order = sorted(range(len(self.texts)), key=self.lefts.__getitem__)
            for column in self._columns:
                column[:] = [column[number] for number in order]

    def part(self, kept: Sequence[bool]) -> Line | None:
        """Return a line of the words that are kept; None if there are none."""
        return Line.of(compress(self.words, kept)) if any(kept) else None

    @property
    def _columns(self) -> tuple[list[Any], ...]:
        return (
            self.texts,
            self.lefts,
            self.tops,
            self.rights,
            self.bottoms,
            self.confidences,
            self.raised,
            self.glued,
        )


def _joined(texts: Sequence[str], glued: Sequence[bool]) -> str:
    if not any(glued):
        return " ".join(texts)
    return "".join([text if is_glued else f" {text}" for text, is_glued in zip(texts, glued, strict=False)]).strip()
