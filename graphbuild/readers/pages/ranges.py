"""Numbers of pages as they are told in notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers of pages as they are told.

    Examples
    --------
    >>> ranges([1, 3, 4, 5, 9])
    '1, 3-5, 9'
    """
    starts = [number for before, number in pairwise([-1, *numbers]) if number != before + 1]
    ends = [number for number, after in pairwise([*numbers, -1]) if after != number + 1]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
