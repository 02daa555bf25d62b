"""Documents with hardly anything but pictures of pages: scans that an office pasted into a word processor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graphbuild.errors import InputError
from graphbuild.model import Note
from graphbuild.readers.pages.ranges import ranges
from graphbuild.readers.reader import Content, Settings

MILLIMETRES = {"pt": 25.4 / 72, "pc": 25.4 / 6, "in": 25.4, "cm": 10.0, "mm": 1.0}
"""Millimetres of the units in which formats tell the sides of a picture."""
_SHORT, _LONG = 100.0, 140.0
"""Millimetres of the sides of a picture from which it shows a page: A6. Logos, stamps and signatures are smaller."""
_BESIDE = 100
"""Characters of text for each picture of a page from which a document is more than a scan."""


def is_page(sides: Sequence[float]) -> bool:
    """Tell whether a picture is as large as a page, by its sides in millimetres; two, if both are known."""
    return len(sides) == 2 and min(sides) >= _SHORT and max(sides) >= _LONG


def is_scan(text: str, pictures: int) -> bool:
    """Tell whether a document with some pictures of pages has hardly any text besides."""
    return len(text) < pictures * _BESIDE


def with_pages(
    content: Content,
    names: Sequence[str],
    picture: Callable[[str], bytes],
    data: bytes,
    source: str,
    settings: Settings,
) -> Content:
    """Return the content of a document with what is recognised on its pictures, if it has hardly any text besides.

    Parameters
    ----------
    content
        What the document has besides its pictures.
    names
        Names of the pictures that are as large as a page, in the order of the document.
    picture
        Returns the bytes of a picture, or raises ``InputError``.
    data
        The whole document.
    source
        Its name in messages.
    settings
        How files are read in this run.

    Raises
    ------
    InputError
        ``no-ocr``: nothing but scans is in it, and no program to recognise them is installed; ``bomb``: a picture has
        too many pixels.
    """
    text = content.text
    if not is_scan(text, len(names)):
        return content
    # Pillow and Tesseract are needed for scans alone.
    from graphbuild.readers.ocr.images import recognised_pictures

    def had(name: str) -> bytes:
        try:
            return picture(name)
        except InputError as error:
            if error.code == "bomb":
                raise
            return b""

    try:
        read = recognised_pictures(map(had, names), data, source, settings)
    except InputError as error:
        if error.code != "no-ocr" or not text:
            raise
        return replace(content, notes=(*content.notes, Note("unread_pages", ranges(range(1, len(names) + 1)))))
    # The pages come first, as the places of their words are told by offsets; what stands beside them is a caption.
    return replace(read, text="\n".join(filter(None, (read.text, text))), notes=(*content.notes, *read.notes))
