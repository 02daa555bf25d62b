"""A page made ready for recognition: cleaned, straightened, and turned so that its text is upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PIL import Image, ImageChops

from graphbuild.readers.ocr.cleaning import DPI, without_colours, without_lines
from graphbuild.readers.ocr.ruling import Ruling
from graphbuild.readers.ocr.skew import skew_of, straightened
from graphbuild.readers.ocr.tesseract import Seen, Tesseract

SMALLER = 200
"""Resolution of the second reading. Each alone finds .964 and .967 of the words of our scans, both together .972."""
_COLOURFUL = 60
"""Smallest difference between the colours of a pixel of a stamp; that of paper that has yellowed is smaller."""
_COLOURED = 0.0003
"""Share of a page that is coloured if it has a stamp or a signature in ink."""
_READABLE = 0.6
"""Certainty from which words are taken for what they are: pages on their heads have .33 to .43, others .88 to .95."""
_ENOUGH = 10
"""Number of characters that tell how a page lies."""
_LONG = 3
"""Number of characters from which a word is longer than it is high."""
_TURNED = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""How a picture is turned clockwise by a number of quarters."""


class Sheet(NamedTuple):
    """A page made ready, with its reading at the lower resolution."""

    image: Image.Image
    """After the turns."""
    turns: int
    """Number of quarter turns clockwise."""
    has_colours: bool
    angle: float
    """Degrees by which it was turned further, counter-clockwise, to be straight."""
    page: Image.Image
    """Straightened, without colours and lines."""
    ruling: Ruling
    """Its lines, in pixels of `page`."""
    words: list[Seen]
    """With boxes in pixels of `page`."""

    @property
    def is_sideways(self) -> bool:
        """Whether its lines run upwards or downwards."""
        long = [word for word in self.words if len(word.text) >= _LONG]
        return 2 * sum(word.y1 - word.y0 > word.x1 - word.x0 for word in long) > len(long)

    @property
    def certainty(self) -> float:
        """How certain it is that its words are upright, from 0 to 1."""
        return 0.0 if self.is_sideways else certainty_of(self.words)


def upright(image: Image.Image, tesseract: Tesseract) -> Sheet:
    """Return a page made ready, turned so that its text is upright.

    The words of its reading tell how it lies: on a page that stands on its head hardly any are certain. Only a page
    that does not seem to be upright is read more than once.

    Parameters
    ----------
    image
        The page at 300 dpi, in RGB or in shades of grey.

    Raises
    ------
    UnreadError
        Tesseract failed on it.
    """
    best = sheet = _sheet(image, 0, tesseract)
    tried = {0}
    while sum(len(word.text) for word in sheet.words) >= _ENOUGH:
        is_sure = certainty_of(sheet.words) >= _READABLE
        if is_sure and not sheet.is_sideways:
            break
        # Lines that run downwards are read as they are, those that run upwards as if they stood on their heads.
        further = (3 if is_sure else 1) if sheet.is_sideways else 2
        turns = (sheet.turns + further) % 4
        if turns in tried:
            break
        tried.add(turns)
        sheet = _sheet(image, turns, tesseract)
        best = max(best, sheet, key=lambda one: one.certainty)
    return best


def read_smaller(page: Image.Image, tesseract: Tesseract) -> list[Seen]:
    """Return the words on a page as they are read at the lower resolution, with boxes of the full one."""
    scale = SMALLER / DPI
    size = (max(1, round(page.width * scale)), max(1, round(page.height * scale)))
    seen = tesseract.words(page.resize(size, Image.Resampling.LANCZOS), SMALLER)
    return [Seen(text, sure, x0 / scale, y0 / scale, x1 / scale, y1 / scale) for text, sure, x0, y0, x1, y1 in seen]


def certainty_of(words: Sequence[Seen]) -> float:
    """Return how certain some words are, the longer ones weighing more and mere marks less; 0 if there are none.

    Examples
    --------
    >>> certainty_of([Seen("Nghị", 1.0, 0, 0, 40, 10), Seen(":", 1.0, 42, 0, 44, 10)])
    0.9
    """
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * sum(map(_weight, word.text)) for word in words) / letters if letters else 0.0


def _weight(letter: str) -> float:
    return 1.0 if letter.isalnum() else 0.5


def _sheet(image: Image.Image, turns: int, tesseract: Tesseract) -> Sheet:
    if turns:
        image = image.transpose(_TURNED[turns])
    has_colours = image.mode == "RGB" and _is_coloured(image)
    grey = image.convert("L")
    angle = skew_of(grey)
    page, ruling = without_lines(straightened(without_colours(image) if has_colours else grey, angle))
    return Sheet(image, turns, has_colours, angle, page, ruling, read_smaller(page, tesseract))


def _is_coloured(image: Image.Image) -> bool:
    """Tell whether there is a stamp, a signature in ink or another thing in colour on a page in RGB."""
    red, green, blue = image.reduce(4).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    counts = ImageChops.subtract(most, least).histogram()
    return sum(counts[_COLOURFUL:]) > _COLOURED * sum(counts)
