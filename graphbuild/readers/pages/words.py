"""Words with their places, and ruling lines.

All lengths are points (1/72 inch) from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

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


def turned_back(
    box: tuple[float, float, float, float], size: PageSize, turns: int
) -> tuple[float, float, float, float]:
    """Return a box on a turned page as a box on the page as it is shown, of the given size.

    Examples
    --------
    >>> turned_back((100, 20, 150, 30), PageSize(600, 800), 1)
    (20, 650, 30, 700)
    """
    x0, y0, x1, y1 = box
    match turns % 4:
        case 0:
            return box
        case 1:
            return y0, size.height - x1, y1, size.height - x0
        case 2:
            return size.width - x1, size.height - y1, size.width - x0, size.height - y0
        case _:
            return size.width - y1, x0, size.width - y0, x1
