"""What a reader finds on a page: words with their places, and ruling lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.model import PageSize
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pages.words import Rule, Word


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    size: PageSize
    """As it is shown."""
    words: Sequence[Word] = ()
    """In any order."""
    rules: Sequence[Rule] = ()
    """The lines that may enclose the cells of tables."""
    turns: int = 0
    """Number of quarter turns clockwise after which the words and rules stand as they are told here: of a page that is
    shown with its text sideways."""
    stretches: Sequence[Line] = ()
    """Words that are known to follow each other on one line, before all others."""

    @property
    def turned_size(self) -> PageSize:
        """Its size after these turns."""
        return PageSize(self.size.height, self.size.width) if self.turns % 2 else self.size
