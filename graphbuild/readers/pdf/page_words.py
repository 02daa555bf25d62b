"""The words that a PDF file has on one page, as they are shown."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress, groupby
from operator import itemgetter

import numpy as np
from pypdfium2 import raw

from graphbuild.combining import compose
from graphbuild.model import PageSize
from graphbuild.readers.encoding.fonts import as_unicode
from graphbuild.readers.pages.line import Line
from graphbuild.readers.pdf.line_order import in_order
from graphbuild.readers.pdf.pdfium import Frame, OpenPage, angle_of, text_page, unicode_of
from graphbuild.readers.pdf.stretches import Ints, Stretch, stretches_of, touches
from graphbuild.readers.pdf.styles import Styles, quarters

MOST_CHARACTERS = 200_000
"""Number of characters of one page beyond which it is cut; the fullest page of a newspaper has a tenth."""

_HYPHEN, _NO_CHARACTER = 0x02, 0xFFFE
"""With which PDFium ends a word that a hyphen cuts at the end of its line."""
_BLANKS = np.array([chr(code).isspace() for code in range(0x10000)])
"""Whether each code is a blank; none is beyond U+FFFF."""
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
_SAMPLE = 25
"""Number of words that tell how the text of a page stands."""


@dataclass(slots=True)
class PageWords:
    """The words of one page, and what tells whether they are to be trusted."""

    lines: list[Line] = field(default_factory=list)
    """The words that follow each other on one baseline together."""
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
    starts, ends = _bounds(text)
    found.turns = _turns(page, frame, starts[:: 1 + len(starts) // _SAMPLE].tolist())
    frame = frame.turned(found.turns)
    is_plain = _ODD.search(text) is None and unicodedata.is_normalized("NFC", text)
    stretches, text, overlap = in_order(page, frame, stretches_of(page, frame, starts, ends, Styles(page, frame)), text)
    found.characters = int((ends - starts).sum())
    lines, seen = found.lines, set[tuple[str, int, int]]()
    before: Stretch | None = None
    size = frame.size
    for read in stretches:
        style = read.style
        if not style.is_shown:
            found.invisible += _length(read)
        top, bottom = style.base - _ASCENT * style.size, style.base + _DESCENT * style.size
        stretch = _inside(read, top, bottom, size)
        if stretch is not read:
            found.outside += _length(read) - _length(stretch)
            if not stretch.starts:
                continue
        is_glued = stretch.is_glued or (before is not None and touches(before, stretch))
        texts = _texts(stretch, text, is_plain and not (style.is_old or stretch.fonts), found)
        count = len(texts)
        glued = [False] * count
        glued[0] = is_glued
        line = Line(
            texts,
            stretch.lefts,
            [top] * count,
            stretch.rights,
            [bottom] * count,
            [1.0] * count,
            [False] * count,
            glued,
            stretch.lefts[0],
            top,
            stretch.rights[-1],
            bottom,
        )
        kept = [line]
        if overlap or not all(texts):
            is_first = [_is_first(word, x0, top, seen) for word, x0 in zip(texts, stretch.lefts, strict=True)]
            kept = list(filter(None, [line.part(is_first)]))
        if kept:
            lines += kept
            before = stretch
    _mark_raised(lines)
    return found


def _bounds(text: str) -> tuple[Ints, Ints]:
    """Return where the words of a text begin and end."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.flatnonzero(np.diff(_BLANKS[np.minimum(codes, 0xFFFF)], prepend=True, append=True))
    is_hyphen = (codes == _HYPHEN) | (codes == _NO_CHARACTER)
    if not is_hyphen.any():
        return edges[::2], edges[1::2]
    cuts = np.flatnonzero(is_hyphen) + 1
    edges = np.sort(np.concatenate([edges, cuts, cuts]))
    starts, ends = edges[::2], edges[1::2]
    is_word = (starts < ends) & ~np.append(is_hyphen, False)[starts]
    return starts[is_word], ends[is_word]


def _length(stretch: Stretch) -> int:
    return sum(stretch.ends) - sum(stretch.starts)


def _inside(stretch: Stretch, top: float, bottom: float, size: PageSize) -> Stretch:
    """Return a stretch without the words that stand outside the page: itself if none does."""
    width, height = size
    is_inside = -height < top < height and 0 < bottom < 2 * height
    lefts, rights = stretch.lefts, stretch.rights
    if is_inside and -width < lefts[0] and lefts[-1] < width and rights[0] > 0 and rights[-1] < 2 * width:
        return stretch
    kept = [is_inside and -width < x0 < width and 0 < x1 < 2 * width for x0, x1 in zip(lefts, rights, strict=True)]
    return stretch._replace(
        starts=list(compress(stretch.starts, kept)),
        ends=list(compress(stretch.ends, kept)),
        lefts=list(compress(lefts, kept)),
        rights=list(compress(rights, kept)),
    )


def _texts(stretch: Stretch, text: str, is_plain: bool, found: PageWords) -> list[str]:
    """Return the words of a stretch as they are shown; those of plain text are."""
    written = [text[start:end] for start, end in zip(stretch.starts, stretch.ends, strict=True)]
    if is_plain:
        return written
    if not stretch.fonts:
        return [_shown(word, stretch.style.font, found) for word in written]
    fonts = iter(stretch.fonts)
    words = [groupby(zip(word, fonts), itemgetter(1)) for word in written]  # noqa: B905
    return [
        compose("".join(_shown("".join(letter for letter, _font in part), font, found) for font, part in parts))
        for parts in words
    ]


def _is_first(text: str, x0: float, top: float, seen: set[tuple[str, int, int]]) -> bool:
    """Tell whether a word is drawn for the first time; a second time makes it bold or its shadow. `seen` keeps them.

    It falls into the same field of one of two grids.
    """
    places = (text, int(x0 / 2), int(top / 2)), (text, -int(x0 / 2 + 9999.5), int(top / 2 + 0.5))
    is_new = bool(text) and seen.isdisjoint(places)
    seen.update(places)
    return is_new


def _turns(page: int, frame: Frame, starts: list[int]) -> int:
    """Return the number of quarter turns clockwise by which most of the text of a page becomes upright."""
    angles = Counter(quarters(np.array([angle_of(page, start) for start in starts])))
    angles.pop(None, None)
    most = angles.most_common(1)[0][0] if angles else None
    return 0 if most is None else (-most - frame.turns) % 4


def _mark_raised(lines: Sequence[Line]) -> None:
    """Mark words that are smaller and higher than the word beside them, as references are."""
    if len({round(line.height) for line in lines}) < 2:
        return
    ends = [(line, line.lefts[0], line.rights[-1]) for line in lines]
    for number, (line, x0, x1) in enumerate(ends):
        # Those within a stretch are as large as their neighbours.
        if number and _MAY_REFER.fullmatch(line.texts[0]):
            line.raised[0] = _is_raised(line, line.rights[0], x0, ends[number - 1])
        if _MAY_REFER.fullmatch(line.texts[-1]):
            beside = ([ends[number - 1]] if number and len(line.texts) == 1 else []) + ends[number + 1 : number + 2]
            line.raised[-1] = line.raised[-1] or any(_is_raised(line, x1, line.lefts[-1], other) for other in beside)


def _is_raised(line: Line, x1: float, x0: float, other: tuple[Line, float, float]) -> bool:
    """Tell whether a word of a line, from x0 to x1, is smaller and higher than the word at the end of another."""
    beside, left, right = other
    high = beside.height
    is_near = min(abs(x0 - right), abs(left - x1)) < high and beside.y0 - high / 2 < line.y0
    return is_near and line.height < _SMALL * high and beside.y0 < line.y1 < beside.y1 - 0.08 * high


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
