"""Where the words of a text are on the pages of its file: for PDF files, scans and pictures."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from graphbuild.model.span import Span

UNCERTAIN = 0.6
"""Confidence below which characters count as uncertain: a person should compare them with the page."""


class Run(NamedTuple):
    """A stretch of text on one line of one page."""

    start: int
    end: int
    """Offsets in the text, in code points."""
    page: int
    """Number of the page, from 1."""
    x0: float
    y0: float
    x1: float
    y1: float
    """Left, upper, right and lower edge in points (1/72 inch) from the upper left corner of the page as it is shown."""
    confidence: float = 1.0
    """How certain its characters are, from 0 to 1; 1 for characters that the file itself contains."""


class PageSize(NamedTuple):
    """Size of a page as it is shown, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The runs of a text as columns of equal length, ordered by their offsets, which do not overlap.

    Examples
    --------
    >>> runs = [Run(0, 3, 1, 72, 90, 90, 104), Run(4, 9, 2, 72, 60, 110, 74, 0.5)]
    >>> layout = Layout.of(runs, [PageSize(595, 842)] * 2)
    >>> [(run.page, run.x0) for run in layout.runs(Span(2, 6))], layout.confidence_of(Span(2, 6))
    ([(1, 72.0), (2, 72.0)], 0.5)
    """

    pages: tuple[PageSize, ...]
    starts: array[int]
    ends: array[int]
    numbers: array[int]
    boxes: array[float]
    """Four for each run: x0, y0, x1, y1."""
    confidences: array[float]

    @classmethod
    def of(cls, runs: Iterable[Run], pages: Iterable[PageSize]) -> Layout:
        """Return the layout of runs in the order of the text."""
        columns = zip(*runs, strict=True)
        starts, ends, numbers, *sides, confidences = (*columns,) or ((),) * len(Run._fields)
        boxes = array("f", chain.from_iterable(zip(*sides, strict=True)))
        return cls(
            tuple(pages), array("q", starts), array("q", ends), array("i", numbers), boxes, array("f", confidences)
        )

    def runs(self, span: Span) -> list[Run]:
        """Return the runs that have characters of `span`, in the order of the text."""
        first, after = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return [self._run(index) for index in range(first, after)]

    def confidence_of(self, span: Span) -> float:
        """Return how certain the least certain characters of `span` are; 1 if none of them is on a page."""
        return min((run.confidence for run in self.runs(span)), default=1.0)

    def average_of(self, span: Span) -> float:
        """Return how certain the characters of `span` are on average; 1 if none of them is on a page."""
        runs = self.runs(span)
        length = sum(run.end - run.start for run in runs)
        return sum(run.confidence * (run.end - run.start) for run in runs) / length if length else 1.0

    def _run(self, index: int) -> Run:
        x0, y0, x1, y1 = self.boxes[4 * index : 4 * index + 4]
        return Run(self.starts[index], self.ends[index], self.numbers[index], x0, y0, x1, y1, self.confidences[index])
