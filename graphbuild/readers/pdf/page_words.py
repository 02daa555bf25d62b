"""The words that a PDF file has on one page, as they are shown."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pypdfium2 import raw

from graphbuild.combining import compose
from graphbuild.readers.encoding.fonts import as_unicode, encoding_of
from graphbuild.readers.pages.words import Word
from graphbuild.readers.pdf.pdfium import (
    Frame,
    OpenPage,
    angle_of,
    base_font_name,
    font_of,
    loose_box,
    render_mode,
    text_object,
    text_page,
    unicode_of,
)

MOST_CHARACTERS = 200_000
"""Number of characters of one page beyond which it is cut; the fullest page of a newspaper has a tenth."""

_CUT_AT = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
"""A word; PDFium ends one that a hyphen cuts at the end of its line with U+0002."""
_INVISIBLE = 3
"""Render mode of text that is not shown (ISO 32000-1, 9.3.6), as scanners lay it under the picture of a page."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_ALIKE = 0.1
"""By what share of their height the letters of a word may differ in height, as of two fonts, or stand higher."""
_SMALL = 0.82
"""Height of a raised letter, as share of that of the letters beside it, below which it is a reference to a note."""
_MAY_REFER = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?[.,;:]?")
_UNMAPPED = re.compile(r"[\x00-\x08\ufffd\ue000-\uf8ff]")
# What symbol fonts show for their own codes, which Word writes as U+F000 and up (Symbol, Wingdings).
_SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf02d": "-",
        "\uf0e0": "→",
        "\uf06e": "■",
        "\uf076": "❖",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\x02": "-",
        "\ufffe": "-",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
    }
)
_ODD = re.compile("[\x00-\x08\u0300-\u036f\ufffd-\uffff" + "".join(map(chr, _SYMBOLS)) + "\ue000-\uf8ff]")
"""Characters that are not text as they stand."""
_SAMPLE = 50
"""Number of words that tell how the text of a page stands."""


@dataclass(slots=True)
class PageWords:
    """The words of one page, and what tells whether they are to be trusted."""

    words: list[Word] = field(default_factory=list)
    characters: int = 0
    """Number of characters other than blanks."""
    invisible: int = 0
    """Number of those that are not shown, but lie under a picture."""
    outside: int = 0
    """Number of characters that stand outside the page, where nobody sees them."""
    unmapped: int = 0
    """Number of characters for which the file does not tell what they are."""
    fonts: set[str] = field(default_factory=set)
    """Fonts from before Unicode whose text was converted."""
    turns: int = 0
    """Number of quarter turns clockwise by which the page is turned so that its text is upright."""
    is_cut: bool = False
    """Whether the page has more characters than are read."""


class _Style(NamedTuple):
    """What the words of one text object have in common."""

    font: str
    is_old: bool
    """Whether its font is from before Unicode."""
    is_shown: bool


def words_of(page: OpenPage) -> PageWords:
    """Return the words of a page in the order of the file, without those written across it, as watermarks are.

    Where most of the text stands sideways, the words are told as if the page were turned, and by how much.
    """
    with text_page(page) as address:
        return _words(address, page.frame) if address else PageWords()


def _words(page: int, frame: Frame) -> PageWords:
    found = PageWords()
    text = _text(page)
    if len(text) > MOST_CHARACTERS:
        text, found.is_cut = text[:MOST_CHARACTERS], True
    spans = [match.span() for match in _CUT_AT.finditer(text)]
    found.turns = _turns(page, frame, [start for start, _end in spans[:: 1 + len(spans) // _SAMPLE]])
    frame = frame.turned(found.turns)
    width, height = frame.size
    boxes = iter(_boxes(page, [index for start, end in spans for index in (start, end - 1)]))
    styles, words, shift = _Styles(page), found.words, frame.shift
    is_plain = _ODD.search(text) is None and unicodedata.is_normalized("NFC", text)
    seen: set[tuple[str, int, int]] = set()
    for (start, end), first, last in zip(spans, boxes, boxes, strict=True):
        font, is_old, is_shown = styles.at(start)
        found.characters += end - start
        if not is_shown:
            found.invisible += end - start
        left, top, _right, bottom = first
        alike = _ALIKE * (top - bottom)
        if (
            shift is not None
            and (left < last[0] if end > start + 1 else angle_of(page, start) == 0)
            and -alike < top - last[1] < alike
            and -alike < bottom - last[3] < alike
        ):
            box = left - shift[0], shift[1] - top, last[2] - shift[0], shift[1] - bottom
            pieces = [(text[start:end], box)]
        elif _is_upright(page, frame, start):
            pieces = [(piece, _joined(frame, *ends)) for piece, *ends in _pieces(page, text[start:end], start)]
        else:
            continue
        is_glued = False
        for piece, (x0, y0, x1, y1) in pieces:
            if x1 <= 0 or y1 <= 0 or x0 >= width or y0 >= height:
                found.outside += len(piece)
                continue
            shown = piece if is_plain and not is_old else _shown(piece, font, found)
            # What is drawn twice, to make it bold or for a shadow, falls into the same field of one of two grids.
            place, other = (shown, int(x0 / 2), int(y0 / 2)), (shown, -int(x0 / 2 + 9999.5), int(y0 / 2 + 0.5))
            if shown and place not in seen and other not in seen:
                seen.add(place)
                seen.add(other)
                words.append(Word(shown, x0, y0, x1, y1, 1.0, False, is_glued))
                is_glued = True
    found.words = _raised(words)
    return found


def _turns(page: int, frame: Frame, starts: list[int]) -> int:
    """Return the number of quarter turns clockwise by which most of the text of a page becomes upright."""
    angles = Counter(_quarter(angle_of(page, start)) for start in starts)
    angles.pop(None, None)
    most = angles.most_common(1)[0][0] if angles else None
    return 0 if most is None else (-most - frame.turns) % 4


def _quarter(angle: float) -> int | None:
    """Return an angle as a number of quarter turns; None if it is none."""
    turn = angle / (math.pi / 2)
    return round(turn) % 4 if abs(turn - round(turn)) < 0.03 else None


def _is_upright(page: int, frame: Frame, index: int) -> bool:
    turn = _quarter(angle_of(page, index))
    return turn is not None and (turn + frame.turns) % 4 == 0


def _raised(words: list[Word]) -> list[Word]:
    """Return words with those marked that are smaller and higher than the word beside them, as references are."""
    marked = list(words)
    for number, word in enumerate(words):
        if _MAY_REFER.fullmatch(word.text):
            beside = [words[other] for other in (number - 1, number + 1) if 0 <= other < len(words)]
            if any(_is_raised(word, other) for other in beside):
                marked[number] = word._replace(is_raised=True)
    return marked


def _is_raised(word: Word, beside: Word) -> bool:
    high = beside.y1 - beside.y0
    is_near = min(abs(word.x0 - beside.x1), abs(beside.x0 - word.x1)) < high and beside.y0 - high / 2 < word.y0
    return is_near and word.y1 - word.y0 < _SMALL * high and beside.y0 < word.y1 < beside.y1 - 0.08 * high


def _text(page: int) -> str:
    """Return one character for each that PDFium counts on a page."""
    count = max(0, raw.FPDFText_CountChars(ctypes.cast(page, raw.FPDF_TEXTPAGE)))
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(ctypes.cast(page, raw.FPDF_TEXTPAGE), 0, count, buffer)
    if written == count + 1:
        return bytes(buffer).decode("utf-16-le", errors="replace")[:count]
    # Characters beyond U+FFFF take two places in the buffer, and those that are unknown none.
    codes = (unicode_of(page, index) for index in range(min(count, MOST_CHARACTERS + 1)))
    return "".join(chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd" for code in codes)


_Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge in the page's own coordinates, as FS_RECTF has them."""


def _boxes(page: int, indices: list[int]) -> list[_Box]:
    """Return the boxes of characters, each as high as its font."""
    buffer = (ctypes.c_float * (4 * len(indices)))()
    address = ctypes.addressof(buffer)
    for index in indices:
        loose_box(page, index, address)
        address += 16
    values = iter(buffer)
    return list(zip(values, values, values, values, strict=True))


def _joined(frame: Frame, first: _Box, last: _Box) -> tuple[float, float, float, float]:
    left, top, right, bottom = first
    other_left, other_top, other_right, other_bottom = last
    return frame.shown(
        left if left < other_left else other_left,
        bottom if bottom < other_bottom else other_bottom,
        right if right > other_right else other_right,
        top if top > other_top else other_top,
    )


def _differs(first: _Box, last: _Box) -> bool:
    """Tell whether two characters of a word are not of one height, or not on one line."""
    high, other = first[1] - first[3], last[1] - last[3]
    wide, other_wide = first[2] - first[0], last[2] - last[0]
    upright = abs(high - other) <= 0.15 * high and abs(first[3] - last[3]) <= 0.3 * high
    turned = abs(wide - other_wide) <= 0.15 * wide and abs(first[0] - last[0]) <= 0.3 * wide
    return not (upright or turned)


def _pieces(page: int, word: str, start: int) -> Iterator[tuple[str, _Box, _Box]]:
    """Yield the stretches of a word whose characters are of one height and on one line, with their first and last."""
    boxes = _boxes(page, list(range(start, start + len(word))))
    begin = 0
    for number in range(1, len(word) + 1):
        if number == len(word) or _differs(boxes[number - 1], boxes[number]):
            yield word[begin:number], boxes[begin], boxes[number - 1]
            begin = number


class _Styles:
    """The styles of the text objects of one page."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._known: dict[int, _Style] = {0: _Style("", False, True)}
        self._fonts: dict[int, str] = {0: ""}

    def at(self, index: int) -> _Style:
        """Return the style of a character."""
        address = text_object(self._page, index) or 0
        style = self._known.get(address)
        if style is None:
            font = self._font(font_of(address) or 0)
            style = _Style(font, encoding_of(font) is not None, render_mode(address) != _INVISIBLE)
            self._known[address] = style
        return style

    def _font(self, address: int) -> str:
        name = self._fonts.get(address)
        if name is None:
            buffer = ctypes.create_string_buffer(128)
            length = base_font_name(address, ctypes.addressof(buffer), 128)
            name = self._fonts[address] = _plain_name(buffer.raw[: max(0, min(length, 128) - 1)])
        return name


@cache
def _plain_name(name: bytes) -> str:
    """Return the name of a font without the mark of a subset (ISO 32000-1, 9.6.4)."""
    return _SUBSET.sub("", name.decode("utf-8", errors="replace"))


def _shown(piece: str, font: str, found: PageWords) -> str:
    """Return a word as Unicode, as its font shows it."""
    converted = as_unicode(piece, font)
    if converted != piece:
        found.fonts.add(font)
    converted = converted.translate(_SYMBOLS)
    found.unmapped += len(_UNMAPPED.findall(converted))
    return compose(_UNMAPPED.sub("", converted))
