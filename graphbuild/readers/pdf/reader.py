"""Reader of PDF files: the text that they contain, page by page, where it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pypdfium2 import PdfDocument

from graphbuild.model import Markup, Note, PageSize
from graphbuild.readers.pages.page_text import text_of
from graphbuild.readers.pages.words import Page
from graphbuild.readers.pdf.annotations import annotated_words
from graphbuild.readers.pdf.drawings import MOST_TEXTS, drawings_of
from graphbuild.readers.pdf.page_words import words_of
from graphbuild.readers.pdf.pdfium import OpenPage, attachments, opened, opened_page, unreadable_scan
from graphbuild.readers.pdf.trust import PageFacts, layer_is_trusted
from graphbuild.readers.reader import Content, Settings

_START = b"%PDF-"
_WITHIN = 1024
"""Number of bytes within which the mark of a PDF file stands (ISO 32000-1, annex H, note 13)."""
_USUAL = PageSize(595.0, 842.0)
"""A4 in points: of a page so broken that it does not tell its size."""


class PdfReader:
    """Documents in the Portable Document Format (ISO 32000-1)."""

    format = "pdf"
    suffixes = (".pdf",)
    own_offsets = False
    markup: Markup = "markdown"

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file begins with the mark of PDF files; other bytes may stand before it."""
        return _START in data[:_WITHIN]

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text of a file, with the place of each word on its page.

        Scripts and embedded files are left alone; the latter are told.

        Raises
        ------
        InputError
            ``damaged``: not even a repair makes it readable; ``encrypted``: it needs a password; ``no-ocr``: no page
            has text that can be trusted.
        """
        with opened(data, source) as document:
            pages = _Pages(document, settings)
            read = text_of(pages.all())
            embedded = attachments(document)
        if pages.unread and not read.text.strip():
            raise unreadable_scan(source)
        notes = [
            Note("embedded_files", str(embedded)) if embedded else None,
            Note("hidden_text", str(pages.hidden)) if pages.hidden else None,
            Note("legacy_font", ", ".join(sorted(pages.fonts))) if pages.fonts else None,
            Note("unread_pages", ranges(pages.unread)) if pages.unread else None,
        ]
        return Content(read.text, pages=read.pages, layout=read.layout, notes=tuple(note for note in notes if note))


class _Pages:
    """The pages of a document one after the other, and what is to be told of them."""

    def __init__(self, document: PdfDocument, settings: Settings) -> None:
        self._document = document
        self._settings = settings
        self.unread: list[int] = []
        """Numbers of the pages of which not all was read."""
        self.fonts: set[str] = set()
        self.hidden = 0
        """Number of characters outside the pages."""

    def all(self) -> Iterator[Page]:
        """Yield the pages; one whose text cannot be read has no words."""
        for index in range(len(self._document)):
            with opened_page(self._document, index) as page:
                if page is None:
                    self.unread.append(index + 1)
                    yield Page(_USUAL)
                else:
                    yield self._page(page, index + 1)
            self._settings.step()

    def _page(self, page: OpenPage, number: int) -> Page:
        size, drawn = page.frame.size, drawings_of(page)
        if drawn.texts > MOST_TEXTS:
            self.unread.append(number)
            return Page(size)
        found = words_of(page)
        if found.turns:
            page = replace(page, frame=page.frame.turned(found.turns))
            drawn = drawings_of(page)
        words = [*found.words, *annotated_words(page)]
        text = " ".join(word.text for word in words)
        facts = PageFacts(text, found.unmapped, found.invisible, drawn.picture, drawn.paths)
        if not layer_is_trusted(facts):
            self.unread.append(number)
            return Page(size)
        if found.is_cut:
            self.unread.append(number)
        self.fonts |= found.fonts
        self.hidden += found.outside
        return Page(size, words, drawn.rules, found.turns)


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers of pages as they are told.

    Examples
    --------
    >>> ranges([1, 3, 4, 5, 9])
    '1, 3-5, 9'
    """
    starts = [number for before, number in pairwise([-1, *numbers]) if number != before + 1]
    ends = [number for number, after in pairwise([*numbers, -1]) if after != number + 1]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
