"""Reader of PDF files: the text that they contain, page by page, or where that cannot be trusted what is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from pypdfium2 import PdfDocument

from graphbuild.errors import InputError
from graphbuild.model import Markup, Note, PageSize
from graphbuild.readers.ocr.pdf_pages import pages_of
from graphbuild.readers.ocr.scans import RecognisedPage, notes_of, recognised_pages
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.page_text import text_of
from graphbuild.readers.pages.ranges import ranges
from graphbuild.readers.pdf.annotations import annotated_words
from graphbuild.readers.pdf.drawings import MOST_TEXTS, drawings_of
from graphbuild.readers.pdf.page_words import words_of
from graphbuild.readers.pdf.pdfium import OpenPage, attachments, opened, opened_page
from graphbuild.readers.pdf.trust import PageFacts, layer_is_trusted
from graphbuild.readers.reader import Content, Settings

_START = b"%PDF-"
_WITHIN = 1024
"""Number of bytes within which the mark of a PDF file stands (ISO 32000-1, annex H, note 13)."""
_USUAL = PageSize(595.0, 842.0)
"""A4 in points: of a page so broken that it does not tell its size."""
_MOST_WAITING = 200
"""Number of pages kept while one before them is recognised; further ones are read again."""


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
            has text that can be trusted, and no program to recognise it is installed.
        """
        with opened(data, source) as document:
            pages = _Pages(document, data, source, settings)
            read = text_of(pages.all())
            embedded = attachments(document)
        if pages.without_recognition is not None and not read.text.strip():
            raise pages.without_recognition
        told = (
            ("embedded_files", str(embedded) if embedded else ""),
            ("hidden_text", str(sum(pages.hidden.values())) if pages.hidden else ""),
            ("legacy_font", ", ".join(sorted(pages.fonts))),
            ("untrusted_layer", ranges(sorted(pages.untrusted))),
            ("unread_pages", ranges(sorted(pages.unread))),
        )
        notes = [Note(code, detail) for code, detail in told if detail]
        notes += [note for note in notes_of(pages.recognised) if note.code != "unread_pages"]
        return Content(read.text, pages=read.pages, layout=read.layout, notes=tuple(notes))


class _Pages:
    """The pages of a document one after the other, and what is to be told of them."""

    def __init__(self, document: PdfDocument, data: bytes, source: str, settings: Settings) -> None:
        self._document = document
        self._data = data
        self._source = source
        self._settings = settings
        self._kept: dict[int, Page] = {}
        self.recognised: list[RecognisedPage] = []
        self.without_recognition: InputError | None = None
        """Why no page could be recognised, if one had to be."""
        self.untrusted: set[int] = set()
        """Numbers of the pages that have text which was not used."""
        self.unread: set[int] = set()
        """Numbers of the pages of which not all was read."""
        self.fonts: set[str] = set()
        self.hidden: dict[int, int] = {}
        """Number of characters outside the page, by its number."""

    def all(self) -> Iterator[Page]:
        """Yield the pages; one whose text cannot be read has no words."""
        count = len(self._document)
        for number in range(1, count + 1):
            page = self._page(number)
            if page is None:
                yield from self._from(number, count)
                return
            yield page
            self._settings.step()

    def _from(self, first: int, count: int) -> Iterator[Page]:
        """Yield the pages from the first that must be recognised: several are at a time, and the others wait."""
        following = first
        wanted = pages_of(self._document, self._wanted(first, count))
        try:
            for done in recognised_pages(wanted, self._data, self._source, self._settings):
                yield from self._between(following, done.number)
                if not done.is_read:
                    self.unread.add(done.number)
                self.recognised.append(done)
                yield done.page
                following = done.number + 1
        except InputError as error:
            if error.code != "no-ocr":
                raise
            self.without_recognition = error
        yield from self._between(following, count + 1)

    def _wanted(self, first: int, count: int) -> Iterator[int]:
        for number in range(first, count + 1):
            page = self._page(number)
            if page is None:
                yield number
            elif len(self._kept) < _MOST_WAITING:
                self._kept[number] = page
            self._settings.step()

    def _between(self, first: int, after: int) -> Iterator[Page]:
        """Yield pages that were not recognised."""
        for number in range(first, after):
            page = self._kept.pop(number, None) or self._page(number)
            if page is None:
                self.unread.add(number)
                page = Page(self._size(number))
            yield page
            self._settings.step()

    def _size(self, number: int) -> PageSize:
        with opened_page(self._document, number - 1) as page:
            return page.frame.size if page is not None else _USUAL

    def _page(self, number: int) -> Page | None:
        """Return a page with its words; None if it has none that can be trusted."""
        with opened_page(self._document, number - 1) as page:
            return self._read(page, number) if page is not None else None

    def _read(self, page: OpenPage, number: int) -> Page | None:
        size, drawn = page.frame.size, drawings_of(page)
        if drawn.texts > MOST_TEXTS:
            self.untrusted.add(number)
            return None
        found = words_of(page)
        if found.turns:
            page = replace(page, frame=page.frame.turned(found.turns))
            drawn = drawings_of(page)
        words = list(annotated_words(page))
        text = " ".join([*chain.from_iterable(line.texts for line in found.lines), *(word.text for word in words)])
        if not layer_is_trusted(PageFacts(text, found.unmapped, found.invisible, drawn.picture, drawn.paths)):
            if text or found.unmapped:
                self.untrusted.add(number)
            return None
        if found.is_cut:
            self.unread.add(number)
        if found.outside:
            self.hidden[number] = found.outside
        self.fonts |= found.fonts
        return Page(size, words, drawn.rules, found.turns, found.lines)
