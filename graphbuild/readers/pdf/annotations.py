"""Words that annotations show on a page: the values of form fields, and text written over it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from graphbuild.combining import compose
from graphbuild.readers.pages.words import Word
from graphbuild.readers.pdf.pdfium import OpenPage

_MOST = 1_000
"""Number of annotations of one page beyond which the rest is not read."""
_LONGEST = 100_000
"""Number of bytes of the text of one annotation beyond which it is not read."""
_UNSHOWN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE
_LINE = 14.0
"""Height in points of a line of an annotation that does not tell it."""
# The entry with the text of each kind of annotation (ISO 32000-1, 12.5.6.6 and 12.7.3.1).
_ENTRIES = {raw.FPDF_ANNOT_FREETEXT: b"Contents", raw.FPDF_ANNOT_WIDGET: b"V"}


def annotated_words(page: OpenPage) -> Iterator[Word]:
    """Yield the words of the annotations of a page.

    Their places inside the box of the annotation are reckoned as if all letters were of one width. Visible signatures,
    which are annotations too, have no text of their own.
    """
    pointer = ctypes.cast(page.page, raw.FPDF_PAGE)
    for index in range(min(_MOST, raw.FPDFPage_GetAnnotCount(pointer))):
        annotation = raw.FPDFPage_GetAnnot(pointer, index)
        if not annotation:
            continue
        try:
            entry = _ENTRIES.get(raw.FPDFAnnot_GetSubtype(annotation))
            box = raw.FS_RECTF()
            if entry and not raw.FPDFAnnot_GetFlags(annotation) & _UNSHOWN and raw.FPDFAnnot_GetRect(annotation, box):
                place = page.frame.shown(box.left, box.bottom, box.right, box.top)
                yield from _spread(_value(annotation, entry), place)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _value(annotation: Any, entry: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, entry, None, 0)
    if not 2 < length <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, entry, buffer, length)
    return bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")


def _spread(text: str, place: tuple[float, float, float, float]) -> Iterator[Word]:
    left, top, right, bottom = place
    lines = [line.split() for line in compose(text).splitlines() if line.strip()]
    high = min(_LINE, (bottom - top) / max(1, len(lines)))
    for number, words in enumerate(lines):
        wide = min(high / 2, (right - left) / max(1, len(" ".join(words))))
        x, y = left, top + number * high
        for word in words:
            yield Word(word, x, y, x + wide * len(word), y + high)
            x += wide * (len(word) + 1)
