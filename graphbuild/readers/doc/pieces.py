"""The text of a Word file, and where in the file each of its characters is: the piece table, [MS-DOC] 2.4.1, 2.8.35.

A file that was saved fast has its text in the order in which it was typed; the piece table puts it in the order in
which it is read.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphbuild.readers.doc.file import WordFile
from graphbuild.readers.doc.modifiers import Modifier, modifiers, one_byte_modifier
from graphbuild.readers.encoding.legacy import western
from graphbuild.readers.packages.package import damaged

_FORMATTING, _PIECES = 1, 2
_COMPRESSED = 0x40000000
_MOST_SHARED = 4
"""How many times as long as the file its text may be: pieces may share characters, but a text does not grow by it."""


class Piece(NamedTuple):
    """Characters that stand together in the file."""

    start: int
    """Position of its first character in the text."""
    end: int
    offset: int
    """Offset in bytes of the first character in the document stream."""
    width: int
    """Bytes of a character: 1 or 2."""
    modifiers: tuple[Modifier, ...] = ()
    """What a fast save changed of its formatting."""


@dataclass(frozen=True, slots=True)
class PieceText:
    """The whole text, all stories one after the other; 8-bit characters as in windows-1252."""

    content: str
    pieces: Sequence[Piece]


def read_text(file: WordFile, source: str) -> PieceText:
    """Return the text of a file.

    Raises
    ------
    InputError
        ``damaged``: the piece table is broken, or is of characters that are not in the file.
    """
    pieces = _pieces(file, source)
    parts: list[str] = []
    at, left = 0, len(file.document) * _MOST_SHARED
    for piece in pieces:
        count = piece.end - piece.start
        raw = file.document[piece.offset : piece.offset + count * piece.width]
        left -= count
        if piece.start != at or left < 0 or len(raw) < count * piece.width:
            raise damaged(source)
        if piece.width == 1:
            parts.append(western(raw))
        else:
            # A character beyond the basic plane has two positions, like any two others.
            parts.append(raw.decode("utf-16-le", "surrogatepass") if _has_no_pair(raw) else _each(raw))
        at = piece.end
    return PieceText("".join(parts), pieces)


def _has_no_pair(raw: bytes) -> bool:
    return not any(0xD8 <= high <= 0xDF for high in set(raw[1::2]))


def _each(raw: bytes) -> str:
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _pieces(file: WordFile, source: str) -> list[Piece]:
    _offset, size = file.place("pieces")
    if file.is_old and (not file.is_complex or not size):
        return [Piece(0, file.length, file.text_start, 1)]
    table = file.structure("pieces")
    if not size or len(table) < size:
        raise damaged(source)
    formatting: list[bytes] = []
    at = 0
    while at < len(table) and table[at] == _FORMATTING:
        length = int.from_bytes(table[at + 1 : at + 3], "little")
        formatting.append(table[at + 3 : at + 3 + length])
        at += 3 + length
    if table[at : at + 1] != bytes([_PIECES]):
        raise damaged(source)
    table = table[at + 5 : at + 5 + int.from_bytes(table[at + 1 : at + 5], "little")]
    count = (len(table) - 4) // 12
    if count < 1:
        raise damaged(source)
    starts = struct.unpack_from(f"<{count + 1}I", table)
    changes: dict[int, tuple[Modifier, ...]] = {0: ()}
    pieces = []
    for index, (where, change) in enumerate(struct.iter_unpack("<2xIH", table[4 * (count + 1) : 12 * count + 4])):
        if starts[index] > starts[index + 1]:
            raise damaged(source)
        if change not in changes:
            changes[change] = _changes(change, formatting, file)
        narrow = file.is_old or where & _COMPRESSED
        where = where if file.is_old else (where & ~_COMPRESSED) // 2 if narrow else where
        pieces.append(Piece(starts[index], starts[index + 1], where, 1 if narrow else 2, changes[change]))
    return pieces


def _changes(change: int, formatting: list[bytes], file: WordFile) -> tuple[Modifier, ...]:
    """Return the modifiers that a piece names ([MS-DOC] 2.9.213): one with its value, or a number of stored ones."""
    if not change & 1:
        return one_byte_modifier(change >> 1 & 0x7F, change >> 8)
    index = change >> 1
    return tuple(modifiers(formatting[index], file.is_old)) if index < len(formatting) else ()
