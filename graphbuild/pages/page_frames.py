"""Where places of a text are on the pictures of its pages: one frame for each line, in percent of the page."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from graphbuild.model import Layout, Run, Span

_NARROW = frozenset(".,;:!'’|ijlIt()[]-/ ")
"""Characters about half as wide as others."""
_AIR = 0.4
"""Points between the words and their frame."""
_SPARE = 0.13
"""Part of the height of a font that letters without a mark above a capital, or without a descender, leave free."""
_DESCENDERS = frozenset("gjpqy,;()[]Qµ")
_UNLIKE = 0.28
"""Part of its height by which a word of a line reaches over all others: by a mark above a capital, by a descender."""
_MARK_BELOW = "\N{COMBINING DOT BELOW}"
_SCALE = 10_000
"""The whole width and height of a page in the places of words that a script reads."""
_TAG, _TAG_HEIGHT = 3.6, 2.0
"""Percent of a page's width and height that the number of a frame takes on a screen."""
_FROM_EDGE = 0.6


class Frame(NamedTuple):
    """A rectangle around words on one line, in percent of the page's width and height."""

    x: float
    y: float
    width: float
    height: float


def frames(layout: Layout, content: str, span: Span) -> dict[int, list[Frame]]:
    """Return the frames of a stretch of text by the number of their page, in the order of the text.

    Examples
    --------
    >>> from graphbuild.model import PageSize
    >>> words = [Run(0, 3, 1, 50, 50, 70, 60, 0.9), Run(4, 7, 1, 74, 50, 94, 60, 0.9), Run(8, 11, 1, 10, 62, 30, 72)]
    >>> frames(Layout.of(words, [PageSize(100, 100)]), "Chỉ thị số5", Span(0, 11))[1]
    [Frame(x=49.6, y=49.6, width=44.8, height=10.8), Frame(x=9.6, y=62.9, width=20.8, height=8.2)]
    """
    found: dict[int, list[Frame]] = {}
    for line in lines([_trimmed(_cut(run, content, span), content) for run in layout.runs(span)]):
        x0, x1 = min(run.x0 for run in line) - _AIR, max(run.x1 for run in line) + _AIR
        y0, y1 = _height(line)
        across, down = (100 / max(side, 1) for side in layout.pages[line[0].page - 1])
        frame = Frame(*(round(share, 3) for share in (x0 * across, y0 * down, (x1 - x0) * across, (y1 - y0) * down)))
        found.setdefault(line[0].page, []).append(frame)
    return found


def lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield runs that follow each other on one line of a page together."""
    line: list[Run] = []
    for run in runs:
        if line and not _goes_on(line[-1], run):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def line_numbers(layout: Layout, part: Span) -> dict[int, int]:
    """Return the number of the line on its page for the start of each run of a part of the text, from 1."""
    numbers: dict[int, int] = {}
    counts: dict[int, int] = {}
    for line in lines(layout.runs(part)):
        page = line[0].page
        counts[page] = counts.get(page, 0) + 1
        numbers.update((run.start, counts[page]) for run in line)
    return numbers


def tags(firsts: Iterable[Frame], edge: float) -> list[tuple[float, float]]:
    """Return where the numbers of frames stand, in percent of the page: in the margin, beside their first lines.

    Parameters
    ----------
    firsts
        The first frame of each number.
    edge
        Where the right margin begins.

    Examples
    --------
    >>> tags([Frame(10, 20, 60, 2), Frame(72, 20.5, 10, 2), Frame(10, 40, 88, 2)], 90)
    [(90.6, 20), (94.2, 20.5), (90.6, 40)]
    """
    taken: list[tuple[float, float]] = []
    for frame in firsts:
        x, y = min(edge + _FROM_EDGE, 100 - _TAG), frame.y
        while any(abs(x - other_x) < _TAG - 0.01 and abs(y - other_y) < _TAG_HEIGHT for other_x, other_y in taken):
            x += _TAG
            if x > 100 - _TAG:
                x, y = min(edge + _FROM_EDGE, 100 - _TAG), y + _TAG_HEIGHT
        taken.append((round(x, 2), round(y, 2)))
    return taken


def text_edges(layout: Layout, part: Span) -> dict[int, tuple[float, float]]:
    """Return where the words of each page begin on the left and end on the right, in percent of its width."""
    edges: dict[int, tuple[float, float]] = {}
    for run in layout.runs(part):
        left, right = edges.get(run.page, (run.x0, run.x1))
        edges[run.page] = min(left, run.x0), max(right, run.x1)
    shares = {}
    for page, (left, right) in edges.items():
        across = 100 / max(layout.pages[page - 1].width, 1)
        shares[page] = (max(left * across, 0), min(right * across, 100))
    return shares


def word_places(layout: Layout, content: str) -> Iterator[list[Any]]:
    """Yield for each page where its words are, for a script that finds the words at a point.

    A word is a list of its offsets in the text and of its left, upper, right and lower edge in parts of `_SCALE` of the
    page's width and height.
    """
    pages: list[list[Any]] = [[] for _page in layout.pages]
    for run in layout.runs(Span(0, len(content))):
        width, height = layout.pages[run.page - 1]
        across, down = _SCALE / max(width, 1), _SCALE / max(height, 1)
        box = (run.x0 * across, run.y0 * down, run.x1 * across, run.y1 * down)
        pages[run.page - 1].append([run.start, run.end, *map(round, box)])
    yield from pages


def _height(line: Sequence[Run]) -> tuple[float, float]:
    """Return the upper and lower edge of the frame of a line; a stroke below one recognised word makes it no higher."""
    tops, bottoms = sorted(run.y0 for run in line), sorted(run.y1 for run in line)
    if len(line) > 2 and not any(map(_is_sideways, line)):
        most = _UNLIKE * median(run.y1 - run.y0 for run in line)
        tops = tops[tops[1] - tops[0] > most :]
        bottoms = bottoms[: len(bottoms) - (bottoms[-1] - bottoms[-2] > most)]
    return tops[0] - _AIR, bottoms[-1] + _AIR


def _cut(run: Run, content: str, span: Span) -> Run:
    """Return as much of a run as a span covers, by the usual widths of its characters."""
    if (span.start <= run.start and run.end <= span.end) or _is_sideways(run):
        return run
    start, end = max(run.start, span.start), min(run.end, span.end)
    before, own = _width(content[run.start : start]), _width(content[start:end])
    unit = (run.x1 - run.x0) / (before + own + _width(content[end : run.end]))
    x0 = run.x0 + before * unit
    return run._replace(start=start, end=end, x0=x0, x1=x0 + own * unit)


def _trimmed(run: Run, content: str) -> Run:
    """Return a run as high as its letters: those of the file itself have boxes as high as their font."""
    if run.confidence < 1 or _is_sideways(run):
        return run
    words = content[run.start : run.end]
    marks = unicodedata.normalize("NFD", words)
    spare = _SPARE * (run.y1 - run.y0)
    is_high = any(letter.isupper() and len(unicodedata.normalize("NFD", letter)) > 1 for letter in words)
    is_deep = _MARK_BELOW in marks or not _DESCENDERS.isdisjoint(words)
    return run._replace(y0=run.y0 if is_high else run.y0 + spare, y1=run.y1 if is_deep else run.y1 - spare)


def _width(text: str) -> float:
    return math.fsum(0.5 if letter in _NARROW else 1.0 for letter in text)


def _is_sideways(run: Run) -> bool:
    """Tell whether a word stands on its side, as in wide tables on upright pages."""
    return run.end - run.start > 2 and run.y1 - run.y0 > 1.5 * (run.x1 - run.x0)


def _goes_on(run: Run, following: Run) -> bool:
    """Tell whether a run stands behind another on the same line."""
    if _is_sideways(run) or _is_sideways(following):
        overlap = min(run.x1, following.x1) - max(run.x0, following.x0)
        return run.page == following.page and overlap >= 0.4 * min(run.x1 - run.x0, following.x1 - following.x0)
    overlap = min(run.y1, following.y1) - max(run.y0, following.y0)
    height = min(run.y1 - run.y0, following.y1 - following.y0)
    return run.page == following.page and following.x0 >= run.x0 and overlap >= 0.4 * height
