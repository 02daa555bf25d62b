"""A stretch of a text, by the offsets of its first character and of the one after its last."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text; the most frequent record, and a tuple is created four times as fast as a frozen dataclass.

    Examples
    --------
    >>> Span(3, 9).of("xã Lương Minh")
    'Lương '
    """

    start: int
    end: int

    def of(self, content: str) -> str:
        """Return the characters of `content` that the span covers."""
        return content[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies entirely inside this span."""
        return self.start <= other.start and other.end <= self.end
