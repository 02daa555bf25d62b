"""How far a page lies askew, by the rows of its letters: straight lines of text leave the rows between them white."""

from __future__ import annotations

import math
from itertools import pairwise

from PIL import Image

from graphbuild.readers.ocr.tesseract import Seen
from graphbuild.readers.pages.words import Rule

_SIDE = 800
"""Pixels of the longer side at which the angle is looked for."""
_MOST = 4.0
"""Largest angle in degrees; a page that lies worse was not put there to be scanned."""
_STEPS = (1.0, 0.25)
"""Degrees between the angles tried: first all, then those around the best."""
_SLIGHT = 0.3
"""Degrees below which a page is left as it is; Tesseract reads it as well."""
_MOST_OF_RULES = 1.5
"""Largest angle at which a rule is told as if it were level where it is in truth: with a table as wide as a page its
ends are 6 points away, less than half a row."""


def skew_of(page: Image.Image) -> float:
    """Return the angle in degrees by which a page must be turned counter-clockwise to be straight; 0 if it is.

    Parameters
    ----------
    page
        A page in shades of grey.
    """
    scale = _SIDE / max(page.size)
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    small = page.resize(size, Image.Resampling.BOX)
    best, width = 0.0, _MOST
    for step in _STEPS:
        count = round(width / step)
        angles = [best + step * number for number in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (_contrast(small, angle), -abs(angle)))
        width = step
    return best if abs(best) >= _SLIGHT and abs(best) <= _MOST else 0.0


def straightened(page: Image.Image, angle: float) -> Image.Image:
    """Return a page turned by an angle about its middle, with its size unchanged."""
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white") if angle else page


def turned_back(words: list[Seen], angle: float, size: tuple[int, int]) -> list[Seen]:
    """Return words of a straightened page where they are on the page itself, whose size in pixels is `size`.

    Examples
    --------
    >>> [word] = turned_back([Seen("a", 1.0, 90, 40, 110, 60)], 90.0, (200, 100))
    >>> [round(edge) for edge in word[2:]]
    [90, 40, 110, 60]
    """
    if not angle:
        return words
    back = _Back(angle, size)
    found = []
    for word in words:
        x, y = back.point((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)
        half_width, half_height = (word.x1 - word.x0) / 2, (word.y1 - word.y0) / 2
        found.append(word._replace(x0=x - half_width, y0=y - half_height, x1=x + half_width, y1=y + half_height))
    return found


def rules_turned_back(rules: list[Rule], angle: float, size: tuple[int, int]) -> list[Rule]:
    """Return the rules of a straightened page about where they are on the page itself, level and upright as before.

    None are returned of a page that lies so much askew that its words would be put into other cells.

    Examples
    --------
    >>> [rule] = rules_turned_back([Rule(0, 50, 200, 50)], 1.0, (200, 300))
    >>> [round(edge) for edge in rule], rules_turned_back([rule], 3.0, (200, 300))
    ([2, 50, 202, 50], [])
    """
    if not angle:
        return rules
    if abs(angle) > _MOST_OF_RULES:
        return []
    back = _Back(angle, size)
    found = []
    for rule in rules:
        x, y = back.point((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2)
        half_width, half_height = (rule.x1 - rule.x0) / 2, (rule.y1 - rule.y0) / 2
        found.append(Rule(x - half_width, y - half_height, x + half_width, y + half_height))
    return found


class _Back:
    """Turns points of a straightened page back to where they are on the page itself."""

    def __init__(self, angle: float, size: tuple[int, int]) -> None:
        self._cosine, self._sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        self._x, self._y = size[0] / 2, size[1] / 2

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._x, y - self._y
        return self._x + x * self._cosine - y * self._sine, self._y + x * self._sine + y * self._cosine


def _contrast(page: Image.Image, angle: float) -> int:
    """Return how much the rows of a page differ from those below them when it is turned by an angle."""
    rows = page.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255).resize((1, page.height), Image.Resampling.BOX)
    return sum((one - other) ** 2 for one, other in pairwise(rows.tobytes()))
