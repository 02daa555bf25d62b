"""How the text objects of a page are written: font, size, baseline and direction."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphbuild.readers.encoding.fonts import encoding_of
from graphbuild.readers.pdf.pdfium import Frame, base_font_name, font_of, font_size, matrix_of, render_mode

_INVISIBLE = 3
"""Render mode of text that is not shown (ISO 32000-1, 9.3.6), as scanners lay it under the picture of a page."""
_ASKEW = 0.03
"""Share of a quarter turn from which text stands askew."""
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

    def of(self, objects: Sequence[int], indices: Sequence[int]) -> list[Style]:
        """Return the style of each text object, 0 if there is none, of which `indices` has one character.

        All that are not known yet are read at once, which costs far less than one by one.
        """
        known = self._known
        new = {address: index for address, index in zip(objects, indices, strict=True) if address not in known}
        if new:
            known.update(zip(new, self._read(list(new), list(new.values())), strict=True))
        return [known[address] for address in objects]

    def _read(self, objects: list[int], indices: list[int]) -> Iterator[Style]:
        matrices: Any = np.zeros((len(indices), 6), np.float32)
        address = matrices.ctypes.data
        addresses = range(address, address + matrices.nbytes, 24)
        is_told = np.fromiter(map(matrix_of, repeat(self._page), indices, addresses), bool)
        # FS_MATRIX is a, b, c, d, e and f of ISO 32000-1, 8.3.4.
        a, _b, c, d, e, f = matrices.astype(float).T
        sizes = np.abs(np.fromiter(map(font_size, repeat(self._page), indices), float)) * np.hypot(c, d)
        bases: Any = self._frame.shown(e, f, e, f)[1]
        is_told &= np.isfinite(bases) & np.isfinite(sizes)
        turns = quarters(np.where(is_told, np.arctan2(c, a), np.nan))
        fonts = [self._font(font or 0) for font in map(font_of, objects)]
        is_old = [encoding is not None for encoding in map(encoding_of, fonts)]
        is_shown = [mode != _INVISIBLE for mode in map(render_mode, objects)]
        return map(Style, fonts, is_old, is_shown, turns, sizes.tolist(), bases.tolist())

    def _font(self, address: int) -> str:
        name = self._fonts.get(address)
        if name is None:
            buffer = ctypes.create_string_buffer(128)
            length = base_font_name(address, ctypes.addressof(buffer), 128)
            name = self._fonts[address] = _plain_name(buffer.raw[: max(0, min(length, 128) - 1)])
        return name


def quarters(angles: NDArray[np.float64]) -> list[int | None]:
    """Return angles as numbers of quarter turns, 0 to 3; None of what is none, or not known.

    Examples
    --------
    >>> quarters(np.array([0.01, -np.pi / 2, 0.5, np.nan]))
    [0, 3, None, None]
    """
    turns = angles / (np.pi / 2)
    nearest = np.rint(turns)
    is_quarter = np.abs(turns - nearest) < _ASKEW
    whole = np.where(is_quarter, nearest, 0).astype(int) % 4
    return [turn if is_one else None for turn, is_one in zip(whole.tolist(), is_quarter.tolist(), strict=True)]


@cache
def _plain_name(name: bytes) -> str:
    """Return the name of a font without the mark of a subset (ISO 32000-1, 9.6.4)."""
    return _SUBSET.sub("", name.decode("utf-8", errors="replace"))
