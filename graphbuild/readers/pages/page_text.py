"""The text of pages from their words: paragraphs, each one line, with the place of every word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graphbuild.combining import compose
from graphbuild.model import Layout, PageSize, Run
from graphbuild.readers.pages.paragraphs import Placed, edges_of, paragraphs_of, placed
from graphbuild.readers.pages.rows import lines_of, regions_of
from graphbuild.readers.pages.words import Page, Word


class PageText(NamedTuple):
    """The text of pages, as `graphbuild.readers.reader.Content` wants it."""

    text: str
    pages: tuple[int, ...]
    """Offset in the text at which each page begins; of a paragraph over two pages, that of its first word on the
    second."""
    layout: Layout
    """One run for each word."""


def text_of(pages: Iterable[Page]) -> PageText:
    r"""Return the text of pages, with the place of its words.

    Columns are read one after the other; a paragraph is one line, also where it goes over several lines or pages.

    Parameters
    ----------
    pages
        The pages in their order, each with its words; a page without any stands for one that could not be read.

    Examples
    --------
    >>> words = [Word("Chỉ", 72, 70, 92, 84), Word("thị", 96, 70, 112, 84), Word("05-CT/TW", 116, 70, 180, 84)]
    >>> read = text_of([Page(PageSize(595, 842), words)])
    >>> read.text, read.pages, read.layout.ends.tolist()
    ('Chỉ thị 05-CT/TW', (0,), [3, 7, 16])
    """
    sizes: list[PageSize] = []
    lines: list[Placed] = []
    for number, page in enumerate(pages, start=1):
        sizes.append(page.size)
        found = lines_of(page.words)
        if found:
            edges = edges_of(found)
            for region in regions_of(found):
                lines += placed(region, number, edges)
    writer = _Writer(len(sizes))
    for paragraph in paragraphs_of(lines):
        writer.begin()
        for placed_line in paragraph:
            for word in placed_line.line.words:
                writer.write(word, placed_line.page)
    return writer.result(sizes)


class _Writer:
    """Words one after the other, with their offsets."""

    def __init__(self, pages: int) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._at_start = True
        self._runs: list[Run] = []
        self._begins: list[int | None] = [None] * pages

    def begin(self) -> None:
        """Begin a new line of the text."""
        if self._parts:
            self._add("\n")
        self._at_start = True

    def write(self, word: Word, page: int) -> None:
        """Write a word, after a blank unless it is glued to the one before it."""
        if not (self._at_start or word.is_glued):
            self._add(" ")
        self._at_start = False
        start = self._length
        self._add(compose(word.text))
        self._runs.append(Run(start, self._length, page, word.x0, word.y0, word.x1, word.y1, word.confidence))
        if self._begins[page - 1] is None:
            self._begins[page - 1] = start

    def result(self, sizes: list[PageSize]) -> PageText:
        """Return what was written."""
        begins: list[int] = []
        following = self._length
        for begin in reversed(self._begins):
            following = following if begin is None else min(begin, following)
            begins.append(following)
        begins.reverse()
        return PageText("".join(self._parts), tuple(begins), Layout.of(self._runs, sizes))

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._length += len(part)
