"""PDFium by its C interface: a document, its pages, and the few functions that are called for each word.

pypdfium2 declares the type of every argument, which costs more than the call itself; the functions called a thousand
times a page are bound here with plain addresses instead.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as raw
from pypdfium2 import PdfDocument, PdfiumError

from graphbuild.model import PageSize
from graphbuild.readers.packages.package import damaged, encrypted

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


def _bound(name: str, returned: type, *arguments: type) -> Callable[..., Any]:
    """Return a function of PDFium that takes and returns plain numbers and addresses."""
    address = ctypes.cast(getattr(raw, name), _ADDRESS).value
    assert address is not None
    return ctypes.PYFUNCTYPE(returned, *arguments)(address)


loose_box = _bound("FPDFText_GetLooseCharBox", _INT, _ADDRESS, _INT, _ADDRESS)
text_object = _bound("FPDFText_GetTextObject", ctypes.c_size_t, _ADDRESS, _INT)
angle_of = _bound("FPDFText_GetCharAngle", ctypes.c_float, _ADDRESS, _INT)
matrix_of = _bound("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
font_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _ADDRESS, _INT)
unicode_of = _bound("FPDFText_GetUnicode", ctypes.c_uint, _ADDRESS, _INT)
font_of = _bound("FPDFTextObj_GetFont", _ADDRESS, _ADDRESS)
render_mode = _bound("FPDFTextObj_GetTextRenderMode", _INT, _ADDRESS)
base_font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, _ADDRESS, _ADDRESS, ctypes.c_size_t)
object_of = _bound("FPDFPage_GetObject", _ADDRESS, _ADDRESS, _INT)
object_in_form = _bound("FPDFFormObj_GetObject", _ADDRESS, _ADDRESS, ctypes.c_ulong)
type_of = _bound("FPDFPageObj_GetType", _INT, _ADDRESS)
bounds_of = _bound("FPDFPageObj_GetBounds", _INT, *[_ADDRESS] * 5)


def address_of(pointer: Any) -> int:
    """Return the address in a pointer of pypdfium2."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the upper left corner of a page is in its own coordinates, and how it is turned."""

    left: float
    bottom: float
    right: float
    top: float
    """What is shown of the page: its crop box (ISO 32000-1, 14.11.2)."""
    turns: int
    """Number of quarter turns clockwise with which it is shown."""

    @property
    def size(self) -> PageSize:
        """Size of the page as it is shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return PageSize(height, width) if self.turns % 2 else PageSize(width, height)

    @property
    def shift(self) -> tuple[float, float] | None:
        """Left and upper edge of a page that is not turned; None of others."""
        return None if self.turns else (self.left, self.top)

    def turned(self, turns: int) -> Frame:
        """Return the frame of the page turned clockwise by a further number of quarter turns."""
        return replace(self, turns=(self.turns + turns) % 4) if turns else self

    def shown(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return a box of the page as it is shown: left, upper, right and lower edge.

        Examples
        --------
        >>> Frame(0, 0, 600, 800, 0).shown(10, 700, 30, 720), Frame(0, 0, 600, 800, 1).shown(10, 700, 30, 720)
        ((10, 80, 30, 100), (700, 10, 720, 30))
        """
        match self.turns:
            case 0:
                return left - self.left, self.top - top, right - self.left, self.top - bottom
            case 1:
                return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
            case 2:
                return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            case _:
                return self.top - top, self.right - right, self.top - bottom, self.right - left


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page by its address."""

    page: int
    frame: Frame


@contextmanager
def opened(data: bytes, source: str) -> Iterator[PdfDocument]:
    """Open a PDF file; PDFium mends what it can of a broken one.

    A file that only forbids printing or copying is read: that is a request to programs, not a lock.

    Raises
    ------
    InputError
        ``encrypted``: it needs a password; ``damaged``: it cannot be opened, or has no page.
    """
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise encrypted(source) from error
        raise damaged(source) from error
    try:
        if not len(document):
            raise damaged(source)
        yield document
    finally:
        document.close()


@contextmanager
def opened_page(document: PdfDocument, index: int) -> Iterator[OpenPage | None]:
    """Open a page of a document; None if it is broken."""
    page = raw.FPDF_LoadPage(document.raw, index)
    if not page:
        yield None
        return
    try:
        box = raw.FS_RECTF()
        if not raw.FPDF_GetPageBoundingBox(page, box):
            yield None
        else:
            frame = Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)
            yield OpenPage(address_of(page), frame)
    finally:
        raw.FPDF_ClosePage(page)


@contextmanager
def text_page(page: OpenPage) -> Iterator[int]:
    """Take the characters of a page together; yield the address of its text, 0 if that fails."""
    text = raw.FPDFText_LoadPage(ctypes.cast(page.page, raw.FPDF_PAGE))
    try:
        yield address_of(text) if text else 0
    finally:
        if text:
            raw.FPDFText_ClosePage(text)


def attachments(document: PdfDocument) -> int:
    """Return the number of files embedded in a document."""
    return max(0, int(raw.FPDFDoc_GetAttachmentCount(document.raw)))
