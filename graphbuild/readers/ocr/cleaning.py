"""A page made ready for recognition: stamps, signatures in ink and ruling lines are taken off it.

Everything is done with the operations of Pillow on whole pictures, in time linear in their size.
"""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image, ImageChops

DPI = 300
"""Resolution of the pictures that are cleaned; the lengths below are in its pixels."""
_INK = 150
"""Shades of grey below this are ink."""
_LEVEL = 90
"""Smallest length of a level line: 7.6 mm, more than a dash or the stroke of any letter of a text."""
_UPRIGHT = 130
"""Smallest length of an upright line: 11 mm, higher than the letters of any title."""
_THICKEST = 14
"""Thickness from which a stroke is a bar or a picture, not a line."""
_RAGGED = 2
"""Pixels beyond its edges that are taken with a line."""
_BRIDGED = 12
"""Largest height of a gap that a line leaves in what it crosses, which is filled again."""


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


def without_lines(page: Image.Image) -> Image.Image:
    """Return a page without its ruling lines: those of tables, under headings, and of the frames of stamps.

    Letters that a line crosses stay whole.

    Parameters
    ----------
    page
        A page in shades of grey, at 300 dpi.
    """
    ink = page.point([255] * _INK + [0] * (256 - _INK))
    for length, along, across in ((_LEVEL, (1, 0), (0, 1)), (_UPRIGHT, (0, 1), (1, 0))):
        lines = _opened(ink, length, along)
        lines = ImageChops.subtract(lines, _opened(lines, _THICKEST, across))
        if lines.getbbox() is None:
            continue
        lines = _spread(_moved(lines, across, -_RAGGED), 2 * _RAGGED + 1, across, ImageChops.lighter)
        rest = ImageChops.subtract(ink, lines)
        before = _spread(rest, _BRIDGED, across, ImageChops.lighter)
        after = _spread(rest, _BRIDGED, (-across[0], -across[1]), ImageChops.lighter)
        page = ImageChops.lighter(page, ImageChops.subtract(lines, ImageChops.darker(before, after)))
    return page


_Step = tuple[int, int]
_Operation = Callable[[Image.Image, Image.Image], Image.Image]


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
