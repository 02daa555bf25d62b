"""Reader of pictures of pages: scans and photographs as PNG, JPEG, TIFF with one page or many, WebP and BMP."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice

from PIL import Image, ImageOps

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Markup, PageSize
from graphbuild.readers.ocr.cleaning import DPI
from graphbuild.readers.ocr.recognition import MOST_PIXELS
from graphbuild.readers.ocr.scans import PageToRead, RecognisedPage, notes_of, recognised_pages
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.pages.page_text import text_of
from graphbuild.readers.reader import Content, Settings

LARGEST_PICTURE = 150_000_000
"""Size limit of one page in pixels: A0 at 300 dpi has 139 million. Told by the header, before anything is decoded."""
MOST_PAGES = 10_000
"""Number of pages of one file from which it counts as made to do harm."""
_STARTS = (
    (0, b"\x89PNG\r\n\x1a\n"),
    (0, b"\xff\xd8\xff"),
    (0, b"II*\x00"),
    (0, b"MM\x00*"),
    (8, b"WEBP"),
    (0, b"BM"),
)
_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP")
_SHORTEST, _LONGEST = 4.0, 17.0
"""Inches between which the longer side of a page is: A6 and A3. Cameras and screens tell a resolution that is none."""
_A4_LENGTH = 11.69
"""Inches."""
_A4 = PageSize(595.0, 842.0)
"""In points: of a page that cannot be shown."""
_SLIGHT = 0.1
"""Difference of resolution, as a share, at which a picture is recognised as it is."""
_QUARTER_TURNED = (5, 6, 7, 8)
"""Values of the tag Orientation with which width and height change places (Exif 2.3, 4.6.4)."""
_ORIENTATION = 0x0112


class ImageReader:
    """Pictures of pages, which are recognised."""

    format = "image"
    suffixes = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")
    own_offsets = False
    markup: Markup = "markdown"

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file begins like such a picture."""
        return any(data.startswith(start, at) for at, start in _STARTS)

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text that is recognised on the pages of a picture, with the place of each word.

        Raises
        ------
        InputError
            ``no-ocr``: Tesseract, or its data for Vietnamese, is not installed; ``damaged``: it cannot be decoded;
            ``bomb``: it has more pixels than `LARGEST_PICTURE`, or more pages than `MOST_PAGES`.
        """
        with _opened(data, source) as file:
            pages = list(recognised_pages(_pages(file, source), data, source, settings))
        if not any(page.is_read for page in pages):
            raise damaged(source)
        return _content(pages)


def recognised_pictures(pictures: Iterable[bytes], data: bytes, source: str, settings: Settings) -> Content:
    """Return the text that is recognised on the pages of several pictures, as of a document that consists of them.

    A picture that cannot be decoded is a page that was not read.

    Parameters
    ----------
    pictures
        The pictures in the order of the pages; each is asked for when its turn has come.
    data
        The whole document.
    source
        Its name in messages.
    settings
        How files are read in this run.

    Raises
    ------
    InputError
        ``no-ocr`` and ``bomb``, as of a file that is a picture.
    """
    return _content(list(recognised_pages(_first_pages(pictures, source), data, source, settings)))


def _content(pages: list[RecognisedPage]) -> Content:
    read = text_of(page.page for page in pages)
    return Content(read.text, pages=read.pages, layout=read.layout, notes=tuple(notes_of(pages)))


@contextmanager
def _opened(data: bytes, source: str) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # The limit is ours, and an error.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            file = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise _too_large(source) from error
        except (OSError, ValueError, SyntaxError, EOFError, TypeError, OverflowError) as error:
            raise damaged(source) from error
        with file:
            yield file


def _pages(file: Image.Image, source: str) -> Iterator[PageToRead]:
    """Yield the pages of a picture; only TIFF has more than one."""
    number = 0
    while number == 0 or file.format == "TIFF":
        try:
            file.seek(number)
        except (EOFError, OSError, ValueError, SyntaxError):
            return
        number += 1
        if file.width * file.height > LARGEST_PICTURE:
            raise _too_large(source)
        if number > MOST_PAGES:
            message = _("{file}: more than {limit} pages in one picture; split it.")
            raise InputError("bomb", message.format(file=source, limit=MOST_PAGES))
        width, height = file.size
        if _orientation(file) in _QUARTER_TURNED:
            width, height = height, width
        dpi = _resolution(file)
        size = PageSize(width * 72 / dpi, height * 72 / dpi)
        yield PageToRead(number, size, partial(_picture, file, dpi))


def _first_pages(pictures: Iterable[bytes], source: str) -> Iterator[PageToRead]:
    """Yield the page that each picture shows in a document: of several the first."""
    for number, data in enumerate(pictures, start=1):
        try:
            with _opened(data, source) as file:
                for page in islice(_pages(file, source), 1):
                    yield page._replace(number=number)
        except InputError as error:
            if error.code != "damaged":
                raise
            yield PageToRead(number, _A4, _broken)


def _broken() -> Image.Image:
    raise ValueError


def _resolution(file: Image.Image) -> float:
    """Return the resolution of a page in dpi: what the file tells if that can be, else as if the page were A4."""
    longer = max(file.size)
    try:
        told = float(max(file.info.get("dpi", (0, 0))))
    except (TypeError, ValueError):
        told = 0.0
    if told > 0 and math.isfinite(told) and _SHORTEST <= longer / told <= _LONGEST:
        return told
    return longer / _A4_LENGTH


def _orientation(file: Image.Image) -> int:
    try:
        return int(file.getexif().get(_ORIENTATION, 1))
    except (OSError, ValueError, TypeError, SyntaxError):
        return 1


def _picture(file: Image.Image, dpi: float) -> Image.Image:
    """Return the page at which a file stands, upright, on white, in RGB or shades of grey, at 300 dpi.

    Raises
    ------
    ValueError
        It cannot be decoded.
    """
    scale = min(DPI / dpi, math.sqrt(MOST_PIXELS / (file.width * file.height)))
    size = (max(1, round(file.width * scale)), max(1, round(file.height * scale)))
    try:
        # Of a JPEG no more is decoded than is needed.
        file.draft(None, size)
        image = _plain(ImageOps.exif_transpose(file))
    except Exception as error:
        # The decoders of Pillow raise whatever comes up in broken data.
        raise ValueError(str(error)) from error
    if abs(scale - 1) <= _SLIGHT:
        return image
    if (image.width > image.height) != (size[0] > size[1]):
        size = size[::-1]
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _plain(image: Image.Image) -> Image.Image:
    """Return a picture in RGB or shades of grey, whatever its mode; what is transparent is white."""
    if image.mode.startswith(("I", "F")):
        # 16 bits a pixel; a scanner that uses 12 of them leaves the others empty.
        highest = image.getextrema()[1]
        factor = 255 / max(highest, 255) if isinstance(highest, int | float) else 1.0
        return image.convert("I").point(lambda value: value * factor).convert("L")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _too_large(source: str) -> InputError:
    message = _("{file}: the picture has more than {limit} million pixels. Scan it again with 300 dpi.")
    return InputError("bomb", message.format(file=source, limit=LARGEST_PICTURE // 1_000_000))
