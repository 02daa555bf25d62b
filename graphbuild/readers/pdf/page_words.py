"""The words that a PDF file has on one page, as they are shown."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

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
    unicode_of,
)

MOST_CHARACTERS = 200_000
"""Number of characters of one page beyond which it is cut; the fullest page of a newspaper has a tenth."""

_CUT_AT = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
"""A word; PDFium ends one that a hyphen cuts at the end of its line with U+0002."""
_INVISIBLE = 3
"""Render mode of text that is not shown (ISO 32000-1, 9.3.6), as scanners lay it under the picture of a page."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
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
        "\u02d0": ":",
        "\x02": "-",
        "\ufffe": "-",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
    }
)


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
    is_cut: bool = False
    """Whether the page has more characters than are read."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the words of one text object have in common."""

    font: str
    is_shown: bool
    turns: int | None
    """Number of quarter turns against the page as it is shown; None for slanted text."""


def words_of(page: OpenPage) -> PageWords:
    """Return the words of a page in the order of the file, without those written across it, as watermarks are."""
    found = PageWords()
    text = _text(page.text)
    if len(text) > MOST_CHARACTERS:
        text, found.is_cut = text[:MOST_CHARACTERS], True
    spans = [match.span() for match in _CUT_AT.finditer(text)]
    boxes = _boxes(page.text, [index for start, end in spans for index in (start, end - 1)])
    frame, styles, seen = page.frame, _Styles(page), _Seen()
    width, height = frame.size
    for number, (start, end) in enumerate(spans):
        first, last = boxes[2 * number], boxes[2 * number + 1]
        style = styles.at(start)
        found.characters += end - start
        if not style.is_shown:
            found.invisible += end - start
        if style.turns != 0:
            continue
        written = text[start:end]
        pieces = [(written, first, last)]
        if _differs(first, last) and end - start > 1:
            pieces = list(_pieces(page.text, text, start, end))
        glued = False
        for piece, left, right in pieces:
            box = _joined(frame, left, right)
            if box[2] <= 0 or box[3] <= 0 or box[0] >= width or box[1] >= height:
                found.outside += len(piece)
                continue
            shown = _shown(piece, style, found)
            if shown and not seen.again(shown, box):
                found.words.append(Word(shown, *box, is_glued=glued))
                glued = True
    found.words = _raised(found.words)
    return found


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


def _pieces(page: int, text: str, start: int, end: int) -> Iterator[tuple[str, _Box, _Box]]:
    """Yield the stretches of a word whose characters are of one height and on one line."""
    boxes = _boxes(page, list(range(start, end)))
    begin = 0
    for number in range(1, end - start + 1):
        if number == end - start or _differs(boxes[number - 1], boxes[number]):
            yield text[start + begin : start + number], boxes[begin], boxes[number - 1]
            begin = number


class _Styles:
    """The styles of the text objects of one page."""

    def __init__(self, page: OpenPage) -> None:
        self._page = page
        self._known: dict[int, _Style] = {}

    def at(self, index: int) -> _Style:
        """Return the style of a character."""
        address = text_object(self._page.text, index) or 0
        style = self._known.get(address)
        if style is None:
            turn = angle_of(self._page.text, index) / (math.pi / 2)
            turns = (round(turn) + self._page.frame.turns) % 4 if abs(turn - round(turn)) < 0.03 else None
            shown = not address or render_mode(address) != _INVISIBLE
            style = self._known[address] = _Style(_font_name(address) if address else "", shown, turns)
        return style


def _font_name(text: int) -> str:
    font = font_of(text)
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(128)
    length = base_font_name(font, ctypes.addressof(buffer), 128)
    return _plain_name(buffer.raw[: max(0, min(length, 128) - 1)])


@cache
def _plain_name(name: bytes) -> str:
    """Return the name of a font without the mark of a subset (ISO 32000-1, 9.6.4)."""
    return _SUBSET.sub("", name.decode("utf-8", errors="replace"))


def _shown(piece: str, style: _Style, found: PageWords) -> str:
    """Return a word as Unicode, as its font shows it."""
    if piece.isascii() and "\x02" not in piece and encoding_of(style.font) is None:
        return piece
    if encoding_of(style.font) is not None:
        converted = as_unicode(piece, style.font)
        if converted != piece:
            found.fonts.add(style.font)
        piece = converted
    piece = piece.translate(_SYMBOLS)
    found.unmapped += len(_UNMAPPED.findall(piece))
    return compose(_UNMAPPED.sub("", piece))


class _Seen:
    """The words seen on a page, by which those drawn twice are known: so bold letters or shadows are made."""

    def __init__(self) -> None:
        self._boxes: dict[str, list[tuple[float, float]]] = {}

    def again(self, text: str, box: tuple[float, float, float, float]) -> bool:
        """Tell whether the same word stands at almost the same place already."""
        x, y = box[0], box[1]
        known = self._boxes.setdefault(text, [])
        # Only the last few are compared, so that a page of a single word costs no more than another.
        if any(abs(x - left) < 2 and abs(y - top) < 2 for left, top in known[-8:]):
            return True
        known.append((x, y))
        return False
