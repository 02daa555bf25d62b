"""A page made ready for recognition: stamps, signatures in ink and ruling lines are taken off it.

Everything is done with the operations of Pillow on whole pictures, in time linear in their size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PIL import Image, ImageChops

from graphbuild.readers.ocr.ruling import Ruling, is_ruled, ruling_of
from graphbuild.readers.ocr.strokes import Stroke, between, strokes_of

DPI = 300
"""Resolution of the pictures that are cleaned; the lengths below are in its pixels."""
_INK = 190
"""Shades of grey below this are ink: hairlines are faint."""
_LEVEL = 90
"""Smallest length of a level line: 7.6 mm, more than a dash or the stroke of any letter of a text."""
_UPRIGHT = 130
"""Smallest length of an upright line: 11 mm, higher than the letters of any title."""
_IN_ROW = 45
"""Smallest length of an upright line from one level line to the next: 3.8 mm, a row of a table in small print. Letters
are never so near to both lines."""
_THICKEST = 14
"""Thickness from which a stroke is a bar or a picture, not a line."""
_RAGGED = 2
"""Pixels beyond its edges that are taken with a line."""
_BRIDGED = 12
"""Largest height of a gap that a line leaves in what it crosses, which is filled again."""


class Ruled(NamedTuple):
    """A page parted into what is written and what is ruled."""

    page: Image.Image
    """The page without its lines."""
    ruling: Ruling
    """Its lines."""


def without_colours(image: Image.Image) -> Image.Image:
    """Return a page in shades of grey, with what is printed in black alone: red stamps and blue ink become white.

    Parameters
    ----------
    image
        A page in RGB.

    Examples
    --------
    >>> page = Image.new("RGB", (3, 1), (20, 20, 20))
    >>> page.putpixel((1, 0), (220, 40, 40)), page.putpixel((2, 0), (40, 60, 160))
    (None, None)
    >>> [without_colours(page).getpixel((x, 0)) for x in range(3)]
    [20, 255, 255]
    """
    red, green, blue = image.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    # A stamp over black letters leaves them black, as neither adds light.
    return ImageChops.add(most, ImageChops.subtract(most, least))


def without_lines(page: Image.Image) -> Ruled:
    """Return a page without its ruling lines: those of tables, under headings, and of the frames of stamps.

    Letters that a line crosses stay whole.

    Parameters
    ----------
    page
        A page in shades of grey, at 300 dpi.
    """
    ink = page.point([255] * _INK + [0] * (256 - _INK))
    lines, standing = _thin(ink, _LEVEL, _RIGHT, _DOWN), _thin(ink, _IN_ROW, _DOWN, _RIGHT)
    level = strokes_of(lines)
    turned = strokes_of(standing.transpose(Image.Transpose.TRANSPOSE))
    upright = between([Stroke(y0, x0, y1, x1) for x0, y0, x1, y1 in turned], level, _UPRIGHT)
    ruling = ruling_of(level, upright, page.width)
    long = [stroke for stroke in upright if stroke.y1 - stroke.y0 >= _UPRIGHT or is_ruled(stroke, ruling.rules)]
    ruled = [(_wider(mask, across), across) for mask, across in ((lines, _DOWN), (_only(long, standing), _RIGHT))]
    written = ink
    for mask, _across in ruled:
        written = ImageChops.subtract(written, mask)
    for mask, across in ruled:
        page = _without(page, mask, written, across)
    return Ruled(page, ruling)


_Step = tuple[int, int]
_RIGHT, _DOWN = (1, 0), (0, 1)
_Operation = Callable[[Image.Image, Image.Image], Image.Image]


def _thin(ink: Image.Image, length: int, along: _Step, across: _Step) -> Image.Image:
    """Return the ink that belongs to thin straight strokes of some length."""
    lines = _opened(ink, length, along)
    return ImageChops.subtract(lines, _opened(lines, _THICKEST, across))


def _only(strokes: list[Stroke], lines: Image.Image) -> Image.Image:
    """Return the lines that lie in the boxes of strokes."""
    kept = Image.new("L", lines.size)
    for stroke in strokes:
        kept.paste(lines.crop(stroke), stroke[:2])
    return kept


def _wider(lines: Image.Image, across: _Step) -> Image.Image:
    return _spread(_moved(lines, across, -_RAGGED), 2 * _RAGGED + 1, across, ImageChops.lighter)


def _without(page: Image.Image, lines: Image.Image, written: Image.Image, across: _Step) -> Image.Image:
    """Return a page without some lines; what is written on both sides of them goes on where they were."""
    if lines.getbbox() is None:
        return page
    before = _spread(written, _BRIDGED, across, ImageChops.lighter)
    after = _spread(written, _BRIDGED, (-across[0], -across[1]), ImageChops.lighter)
    return ImageChops.lighter(page, ImageChops.subtract(lines, ImageChops.darker(before, after)))


def _opened(ink: Image.Image, length: int, step: _Step) -> Image.Image:
    """Return the ink that belongs to a straight stroke of some length: a morphological opening."""
    starts = _spread(ink, length, step, ImageChops.darker)
    return _spread(starts, length, (-step[0], -step[1]), ImageChops.lighter)


def _spread(image: Image.Image, count: int, step: _Step, operation: _Operation) -> Image.Image:
    """Combine an image with itself moved by 0 to `count` - 1 steps, in a logarithmic number of operations."""
    done = 1
    while done < count:
        more = min(done, count - done)
        image = operation(image, _moved(image, step, more))
        done += more
    return image


def _moved(image: Image.Image, step: _Step, count: int) -> Image.Image:
    return ImageChops.offset(image, step[0] * count, step[1] * count)
