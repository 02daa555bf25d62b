"""What stands apart from the main text of a Word file and where it belongs: notes and text boxes.

[MS-DOC] 2.8.17 to 2.8.21 (notes), 2.8.38, 2.8.47 (text boxes).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.readers.doc.file import WordFile
from graphbuild.readers.doc.lists import numeral

_FORMATS = 54
"""Offset in the settings of a word with the number formats of the notes."""
_SHAPE_SIZE, _OLD_DRAWING_SIZE = 26, 6
_BOX_SIZE, _OLD_BOX_SIZE = 22, 16
_SECTION_SIZE = 12
_FIRST_PAGE_HEADER, _HEADER = 10, 7
"""Indices of the headers of the first section."""
_LOWER_ROMAN = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    mark: str
    """Its number as it is shown; "" if the text has a mark of its own."""
    start: int
    """Position of its text among all characters."""
    end: int


def notes_of(file: WordFile) -> dict[int, Note]:
    """Return the footnotes and endnotes of a file by the positions of their marks in the main text."""
    settings = file.structure("settings")
    formats = int.from_bytes(settings[_FORMATS : _FORMATS + 2], "little") if len(settings) > _FORMATS + 1 else None
    footnote = 0 if formats is None else formats >> 2 & 0xF
    endnote = _LOWER_ROMAN if formats is None else formats >> 6 & 0xF
    return {
        **dict(_notes(file, "footnote", footnote)),
        **dict(_notes(file, "endnote", endnote)),
    }


def text_boxes_of(file: WordFile) -> dict[int, list[tuple[int, int]]]:
    """Return where the texts of text boxes begin and end, by the positions of their anchors in the main text.

    A box whose anchor is not told, as in a group of shapes, goes where the box before it does.
    """
    start, end = file.span("text boxes")
    positions, boxes = _plc(file.structure("text boxes"), _OLD_BOX_SIZE if file.is_old else _BOX_SIZE)
    anchors, shapes = _plc(file.structure("drawings"), _OLD_DRAWING_SIZE if file.is_old else _SHAPE_SIZE)
    owners: Sequence[int | None]
    if file.is_old:
        owners = [
            anchor
            for anchor, shape in zip(anchors, shapes, strict=False)
            for _box in range(min(int.from_bytes(shape[4:6], "little"), len(boxes)))
        ][: len(boxes)]
    else:
        by_shape = {shape[:4]: anchor for anchor, shape in zip(anchors, shapes, strict=False)}
        owners = [by_shape.get(box[14:18]) for box in boxes]
    found: dict[int, list[tuple[int, int]]] = {}
    anchor = next((owner for owner in owners if owner is not None), anchors[0] if anchors else 0)
    end_before = start
    for index, _box in enumerate(boxes):
        if index < len(owners):
            owner = owners[index]
            anchor = anchor if owner is None else owner
        first, last = start + positions[index], min(start + positions[index + 1], end)
        if end_before <= first < last:
            found.setdefault(anchor, []).append((first, last))
            end_before = last
    return found


def section_ends(file: WordFile) -> frozenset[int]:
    """Return the positions behind the marks that end sections."""
    positions, _sections = _plc(file.structure("sections"), _SECTION_SIZE)
    return frozenset(positions[1:])


def first_headers(file: WordFile) -> list[tuple[int, int]]:
    """Return where the headers of the first page begin and end, that of this page alone before that of all pages.

    [MS-DOC] 2.8.22; Word 6 does not tell which header is which.
    """
    written = file.structure("headers")
    starts = struct.unpack(f"<{len(written) // 4}i", written[: len(written) // 4 * 4])
    first, last = file.span("headers")
    found = []
    for index in () if file.is_old else (_FIRST_PAGE_HEADER, _HEADER):
        if index + 1 < len(starts):
            start, end = (first + position for position in starts[index : index + 2])
            if first <= start < end <= last:
                found.append((start, end))
    return found


def _notes(file: WordFile, kind: str, number_format: int) -> Iterator[tuple[int, Note]]:
    marks, flags = _plc(file.structure(f"{kind} marks"), 2)
    texts = file.structure(f"{kind}s")
    starts = struct.unpack(f"<{len(texts) // 4}i", texts[: len(texts) // 4 * 4])
    first, last = file.span(f"{kind}s")
    count, end_before = 0, first
    for index, flag in enumerate(flags):
        if index + 1 >= len(starts):
            return
        mark = ""
        if flag != b"\0\0":
            count += 1
            mark = numeral(count, number_format)
        start, end = (first + position for position in starts[index : index + 2])
        if end_before <= start < end <= last:
            yield marks[index], Note(mark, start, end)
            end_before = end


def _plc(written: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """Return the positions of a PLC ([MS-DOC] 2.2.2) and its data, one less."""
    count = max((len(written) - 4) // (4 + size), 0)
    if not count:
        return (), []
    positions = struct.unpack_from(f"<{count + 1}i", written)
    data = written[4 * (count + 1) :]
    return positions, [data[size * index : size * (index + 1)] for index in range(count)]
