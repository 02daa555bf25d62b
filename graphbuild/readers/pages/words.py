"""What a reader finds on a page: words with their places, and ruling lines.

All lengths are points (1/72 inch) from the upper left corner of the page as it is shown, turned upright.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphbuild.model import PageSize


class Word(NamedTuple):
    """A word, or as much of it as is written alike, with its box."""

    text: str
    """In NFC, without blanks; not empty."""
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0
    """How certain its characters are, from 0 to 1."""
    is_raised: bool = False
    """Whether it is written small and high, as the reference to a footnote is."""
    is_glued: bool = False
    """Whether no blank separates it from the word before it."""


class Rule(NamedTuple):
    """A straight line, or the edge of a filled rectangle: upright (x0 = x1) or level (y0 = y1)."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    size: PageSize
    words: Sequence[Word] = ()
    """In any order; that of the lines, each from left to right, is the quickest."""
    rules: Sequence[Rule] = ()
    """The lines that may enclose the cells of tables."""
