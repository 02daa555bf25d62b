"""Pages of PDF files as pictures for recognition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import partial

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

from graphbuild.model import PageSize
from graphbuild.readers.ocr.cleaning import DPI
from graphbuild.readers.ocr.recognition import MOST_PIXELS
from graphbuild.readers.ocr.scans import PageToRead

_POINTS = 72


def pages_of(document: PdfDocument, numbers: Iterable[int]) -> Iterator[PageToRead]:
    """Yield pages of a document that are to be recognised, by their numbers from 1; broken ones are left out."""
    for number in numbers:
        try:
            width, height = document.get_page_size(number - 1)
        except PdfiumError:
            continue
        yield PageToRead(number, PageSize(width, height), partial(_picture, document, number))


def _picture(document: PdfDocument, number: int) -> Image.Image:
    """Return a page as it is shown, at 300 dpi, or less if it is huge.

    Raises
    ------
    ValueError
        PDFium cannot show it.
    """
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / _POINTS, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
        image: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        page.close()
    except PdfiumError as error:
        raise ValueError(str(error)) from error
    return image.convert("RGB")
