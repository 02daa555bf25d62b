"""The words that a PDF file has on one page, as they are shown."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby

from pypdfium2 import raw

from graphbuild.combining import compose
from graphbuild.readers.encoding.fonts import as_unicode
from graphbuild.readers.pages.words import Word
from graphbuild.readers.pdf.pdfium import Frame, OpenPage, angle_of, text_page, unicode_of
from graphbuild.readers.pdf.stretches import Stretch, stretches_of, touches
from graphbuild.readers.pdf.styles import Style, Styles, quarter

MOST_CHARACTERS = 200_000
"""Number of characters of one page beyond which it is cut; the fullest page of a newspaper has a tenth."""

_CUT_AT = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
"""A word; PDFium ends one that a hyphen cuts at the end of its line with U+0002."""
_ASCENT, _DESCENT = 0.89, 0.22
"""Height above and depth below the baseline of a word, as shares of its font's size: those of Times New Roman."""
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


def words_of(page: OpenPage) -> PageWords:
    """Return the words of a page in the order of the file, without those written across it, as watermarks are.

    Where most of the text stands sideways, the words are told as if the page were turned, and by how much. Words reach
    from the ascenders to the descenders of a usual font of their size, whatever their own font tells. Those on one
    baseline that the file draws in turns, font by font, are told from left to right.
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
    styles = Styles(page, frame)
    is_plain = _ODD.search(text) is None and unicodedata.is_normalized("NFC", text)
    stretches, overlap = stretches_of(page, frame, spans, styles)
    found.characters = sum(end - start for start, end in spans)
    width, height = frame.size
    words, seen = found.words, set[tuple[str, int, int]]()
    before: Stretch | None = None
    known: Style | None = None
    top = bottom = 0.0
    is_inside = False
    for stretch in stretches:
        start, end, x0, x1, style, is_glued, letters = stretch
        if style is not known:
            top, bottom = style.base - _ASCENT * style.size, style.base + _DESCENT * style.size
            is_inside = -height < top < height and 0 < bottom < 2 * height
            is_glued = is_glued or (before is not None and touches(before, stretch))
            known = style
        if not style.is_shown:
            found.invisible += end - start
        if not (is_inside and -width < x0 < width and 0 < x1 < 2 * width):
            found.outside += end - start
            continue
        if letters:
            fonts = groupby(letters, lambda letter: letter.style.font)
            parts = [("".join(text[letter.offset] for letter in part), font) for font, part in fonts]
            shown = compose("".join(_shown(part, font, found) for part, font in parts))
        else:
            shown = text[start:end] if is_plain and not style.is_old else _shown(text[start:end], style.font, found)
        if overlap:
            # What is drawn twice, to make it bold or for a shadow, falls into the same field of one of two grids.
            place, other = (shown, int(x0 / 2), int(top / 2)), (shown, -int(x0 / 2 + 9999.5), int(top / 2 + 0.5))
            if place in seen or other in seen:
                continue
            seen.add(place)
            seen.add(other)
        if shown:
            words.append(Word(shown, x0, top, x1, bottom, 1.0, False, is_glued))
            before = stretch
    found.words = _raised(words)
    return found


def _turns(page: int, frame: Frame, starts: list[int]) -> int:
    """Return the number of quarter turns clockwise by which most of the text of a page becomes upright."""
    angles = Counter(quarter(angle_of(page, start)) for start in starts)
    angles.pop(None, None)
    most = angles.most_common(1)[0][0] if angles else None
    return 0 if most is None else (-most - frame.turns) % 4


def _raised(words: list[Word]) -> list[Word]:
    """Return words with those marked that are smaller and higher than the word beside them, as references are."""
    marked = list(words)
    sizes = {round(word.y1 - word.y0) for word in words}
    if len(sizes) < 2:
        return marked
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


def _shown(piece: str, font: str, found: PageWords) -> str:
    """Return a word as Unicode, as its font shows it."""
    converted = as_unicode(piece, font)
    if converted != piece:
        found.fonts.add(font)
    converted = converted.translate(_SYMBOLS)
    found.unmapped += len(_UNMAPPED.findall(converted))
    return compose(_UNMAPPED.sub("", converted))
