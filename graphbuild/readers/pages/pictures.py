"""Pictures of the pages of a PDF file, scan or picture for the site: readable, small, the same bytes each time."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 120_000
"""Maximum size of a picture in bytes."""
_DPIS = (150, 130, 110)
"""Resolutions tried for an A4 page; below 110 the marks of Vietnamese letters are hard to tell apart."""
_LEVELS = 8
"""Levels that remain of each colour: text loses nothing, and a scanner's noise is not kept."""
_QUALITIES = (40, 25, 12)
"""Qualities tried for a photograph and what else has more levels, at the lowest resolution, then at ever lower ones."""
_MOST_PIXELS = 6_000_000
"""Maximum size of a page at the highest resolution: A3, and less than its due for a drawing or a poster."""
_A4_LENGTH = 11.7
"""Inches: a picture is taken to show a page of this length."""
_COLOURFUL = 64
"""Minimum difference between the colours of a pixel of a stamp; that of paper that has yellowed is smaller."""
_STAMP = 0.0003
"""Part of a page that is coloured if it has a stamp."""


def pictures(data: bytes, numbers: Iterable[int]) -> Iterator[bytes]:
    """Yield a picture of each of the given pages as WebP, less than `LARGEST` bytes long.

    Text has 150, 130 or 110 dpi, whichever is the first that fits, and loses only levels of grey; a page with a stamp
    keeps its colours. A photograph is compressed with loss.

    Parameters
    ----------
    data
        The whole file: PDF, or any picture that Pillow opens, with one page or several.
    numbers
        Numbers of the pages, from 1.

    Raises
    ------
    ValueError, OSError, RuntimeError
        The file, or a page of it, cannot be shown.
    """
    with (_pdf if b"%PDF-" in data[:1024] else _picture)(data) as page:
        for number in numbers:
            yield _small(_with_its_colours(page(number)))


@contextmanager
def _pdf(data: bytes) -> Iterator[Callable[[int], Image.Image]]:
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        # The picture of a digital signature is a field of a form.
        document.init_forms()

        def page_(number: int) -> Image.Image:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(_DPIS[0] / 72, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
            image: Image.Image = page.render(scale=scale).to_pil()
            page.close()
            return image

        yield page_


@contextmanager
def _picture(data: bytes) -> Iterator[Callable[[int], Image.Image]]:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data)) as file:

        def page(number: int) -> Image.Image:
            file.seek(number - 1)
            length = round(_DPIS[0] * _A4_LENGTH)
            # Of a JPEG no more is decoded than is shown.
            file.draft(None, (length, length))
            image = ImageOps.exif_transpose(file)
            if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
                seen = image.convert("RGBA")
                image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
            image = image.convert("L" if image.mode == "1" else "RGB")
            scale = length / max(image.size)
            return _resized(image, min(scale, 1))

        yield page


def _with_its_colours(image: Image.Image) -> Image.Image:
    """Return a page in grey, unless there is a stamp or another thing in colour on it."""
    from PIL import ImageChops

    if image.mode == "L":
        return image
    image = image.convert("RGB")
    red, green, blue = image.reduce(4).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = ImageChops.difference(most, least).histogram()
    return image if sum(counts[_COLOURFUL:]) > _STAMP * sum(counts) else image.convert("L")


def _small(image: Image.Image) -> bytes:
    """Return a page as the best picture that is small enough."""
    step = 255 / (_LEVELS - 1)
    levels = [round(round(value / step) * step) for value in range(256)] * len(image.getbands())
    for dpi in _DPIS:
        smaller = _resized(image, dpi / _DPIS[0])
        coded = _webp(smaller.point(levels), lossless=True, quality=50)
        if len(coded) < LARGEST:
            return coded
    scale = _DPIS[-1] / _DPIS[0]
    while True:
        smaller = _resized(image, scale)
        for quality in _QUALITIES:
            coded = _webp(smaller, quality=quality)
            if len(coded) < LARGEST:
                return coded
        scale /= 1.25


def _resized(image: Image.Image, scale: float) -> Image.Image:
    from PIL.Image import Resampling

    if scale == 1:
        return image
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Resampling.LANCZOS)


def _webp(image: Image.Image, **settings: bool | int) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", method=3, **settings)
    return out.getvalue()
