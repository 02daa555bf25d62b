"""How the text objects of a page are written: font, size, baseline and direction."""

from __future__ import annotations

import ctypes
import math
import re
from functools import cache
from typing import NamedTuple

from graphbuild.readers.encoding.fonts import encoding_of
from graphbuild.readers.pdf.pdfium import Frame, base_font_name, font_of, font_size, matrix_of, render_mode

_INVISIBLE = 3
"""Render mode of text that is not shown (ISO 32000-1, 9.3.6), as scanners lay it under the picture of a page."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class Style(NamedTuple):
    """What the characters of one text object have in common."""

    font: str
    is_old: bool
    """Whether its font is from before Unicode."""
    is_shown: bool
    turn: int | None
    """Number of quarter turns by which it is turned counter-clockwise; None if it stands askew."""
    size: float
    """Size of the font on the page."""
    base: float
    """Where its baseline is on the page."""


class Styles:
    """The styles of the text objects of one page."""

    def __init__(self, page: int, frame: Frame) -> None:
        self._page = page
        self._frame = frame
        self._known: dict[int, Style] = {}
        self._fonts: dict[int, str] = {0: ""}
        self._matrix = (ctypes.c_float * 6)()

    def of(self, address: int | None, index: int) -> Style:
        """Return the style of a text object, of which `index` is one character."""
        style = self._known.get(address or 0)
        if style is None:
            style = self._known[address or 0] = self._read(address or 0, index)
        return style

    def _read(self, address: int, index: int) -> Style:
        font = self._font(font_of(address) or 0) if address else ""
        is_shown = not address or render_mode(address) != _INVISIBLE
        if not matrix_of(self._page, index, ctypes.addressof(self._matrix)):
            return Style(font, False, is_shown, None, 0.0, 0.0)
        a, _b, c, d, e, f = self._matrix
        size = abs(font_size(self._page, index)) * math.hypot(c, d)
        base = self._frame.shown(e, f, e, f)[1]
        turn = quarter(math.atan2(c, a)) if math.isfinite(base) and math.isfinite(size) else None
        return Style(font, encoding_of(font) is not None, is_shown, turn, size, base)

    def _font(self, address: int) -> str:
        name = self._fonts.get(address)
        if name is None:
            buffer = ctypes.create_string_buffer(128)
            length = base_font_name(address, ctypes.addressof(buffer), 128)
            name = self._fonts[address] = _plain_name(buffer.raw[: max(0, min(length, 128) - 1)])
        return name


def quarter(angle: float) -> int | None:
    """Return an angle as a number of quarter turns; None if it is none."""
    turn = angle / (math.pi / 2)
    return round(turn) % 4 if abs(turn - round(turn)) < 0.03 else None


@cache
def _plain_name(name: bytes) -> str:
    """Return the name of a font without the mark of a subset (ISO 32000-1, 9.6.4)."""
    return _SUBSET.sub("", name.decode("utf-8", errors="replace"))
