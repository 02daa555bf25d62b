"""Which formatting each character and paragraph of a Word file has: the pages of formatting, [MS-DOC] 2.8.5, 2.9.33.

A page of 512 bytes (FKP) tells for consecutive places of the document stream the modifiers that hold there.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphbuild.readers.doc.file import WordFile
from graphbuild.readers.doc.modifiers import Modifier
from graphbuild.readers.doc.pieces import Piece

_PAGE = 512
_PAGE_NUMBER = 0x3FFFFF


@dataclass(frozen=True, slots=True)
class Formatting:
    """Modifiers by places of the document stream; without those that Word changed none of its defaults."""

    starts: list[int]
    ends: list[int]
    written: list[bytes]


class FormattedRun(NamedTuple):
    """Characters of the text with the same formatting."""

    start: int
    end: int
    written: bytes
    """Their modifiers as the file has them."""
    changes: tuple[Modifier, ...]
    """What a fast save changed of them."""


class FormattedText:
    """The runs of a whole text, in its order and without gaps."""

    def __init__(self, pieces: Sequence[Piece], formatting: Formatting) -> None:
        self.runs = list(_runs_of(pieces, formatting))
        self._starts = [run.start for run in self.runs]

    def index(self, position: int) -> int:
        """Return the index of the run in which a position is."""
        return max(bisect_right(self._starts, position) - 1, 0)


def formatting_of(file: WordFile, structure: str) -> Formatting:
    """Return the formatting that the pages of a structure tell.

    Parameters
    ----------
    file
        The file.
    structure
        "character pages" or "paragraph pages".
    """
    of_paragraphs = structure == "paragraph pages"
    found: list[tuple[int, int, bytes]] = []
    for number in _pages(file, structure):
        page = file.document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) == _PAGE:
            found += _runs(page, of_paragraphs, file.is_old)
    found.sort(key=lambda run: run[:2])
    starts, ends, written = [], [], []
    last = 0
    for start, end, modifiers in found:
        # What claims a place that has its formatting already counts only behind it.
        start = max(start, last)
        if start < end:
            starts.append(start)
            ends.append(end)
            written.append(modifiers)
            last = end
    return Formatting(starts, ends, written)


def _runs_of(pieces: Sequence[Piece], formatting: Formatting) -> Iterator[FormattedRun]:
    for piece in pieces:
        last = piece.offset + (piece.end - piece.start) * piece.width
        index = max(bisect_right(formatting.starts, piece.offset) - 1, 0)
        at = piece.start
        while at < piece.end:
            here = piece.offset + (at - piece.start) * piece.width
            if index < len(formatting.starts) and formatting.ends[index] <= here:
                index += 1
                continue
            if index < len(formatting.starts) and formatting.starts[index] <= here:
                until, written = formatting.ends[index], formatting.written[index]
            elif index < len(formatting.starts):
                until, written = formatting.starts[index], b""
            else:
                until, written = last, b""
            # A run that ends within a character of two bytes holds for all of it.
            end = piece.start - (piece.offset - min(until, last)) // piece.width
            yield FormattedRun(at, end, written, piece.modifiers)
            at = end


def _pages(file: WordFile, structure: str) -> list[int]:
    """Return the numbers of the pages, each once."""
    listed = file.structure(structure)
    width = 2 if file.is_old else 4
    count = max((len(listed) - 4) // (4 + width), 0)
    numbers = struct.unpack_from(f"<{count}{'H' if file.is_old else 'I'}", listed, 4 * (count + 1)) if count else ()
    first, all_pages = file.first_page(structure)
    # Word 6 lists only the first pages of a file that it saved at once; the others follow them.
    numbers += tuple(range(first + count, first + all_pages)) if count < all_pages else ()
    return list(dict.fromkeys(number & _PAGE_NUMBER for number in numbers))


def _runs(page: bytes, of_paragraphs: bool, is_old: bool) -> Iterator[tuple[int, int, bytes]]:
    count = page[-1]
    # Of a paragraph, its height is told too.
    width = (7 if is_old else 13) if of_paragraphs else 1
    if 4 * (count + 1) + count * width > _PAGE:
        return
    places = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        at = 2 * page[4 * (count + 1) + index * width]
        yield places[index], places[index + 1], _written(page, at, of_paragraphs) if at else b""


def _written(page: bytes, at: int, of_paragraphs: bool) -> bytes:
    size = page[at]
    if not of_paragraphs:
        return page[at + 1 : at + 1 + size]
    if size:
        return page[at + 1 : at + 2 * size]
    size = page[at + 1] if at + 1 < _PAGE else 0
    return page[at + 2 : at + 2 + 2 * size]
