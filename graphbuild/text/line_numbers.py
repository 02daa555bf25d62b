"""The number of the line on which something stands: the place of evidence in a text without pages."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_STARTS_KEPT = 4
"""Number of texts whose lines are kept: the parts of a file follow each other."""


def line_number(content: str, offset: int) -> int:
    r"""Return the number of the line at an offset, from 1; lines end with ``\n``.

    Examples
    --------
    >>> [line_number("Chỉ thị\n05-CT/TW", offset) for offset in (0, 7, 8)]
    [1, 1, 2]
    """
    return bisect_right(line_starts(content), offset)


@lru_cache(maxsize=_STARTS_KEPT)
def line_starts(content: str) -> list[int]:
    r"""Return the offset at which each line begins.

    Examples
    --------
    >>> line_starts("a\n\nb")
    [0, 2, 3]
    """
    starts, start = [0], content.find("\n") + 1
    while start:
        starts.append(start)
        start = content.find("\n", start) + 1
    return starts
