"""The cells of a table's row: their edges and how they are merged, [MS-DOC] 2.9.322, 2.9.327."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from graphbuild.readers.cell_marks import Joined, RowShape
from graphbuild.readers.doc.modifiers import Modifier

_MOST_CELLS = 64
_FIRST_MERGED, _MERGED, _DOWN, _DOWN_FIRST = 0x01, 0x02, 0x20, 0x40
_SIZE_OF_CELL, _OLD_SIZE_OF_CELL = 20, 10


def shape_of(modifiers: Iterable[Modifier], is_old: bool) -> RowShape:
    """Return the shape of a row from the modifiers of the paragraph that ends it.

    Examples
    --------
    >>> cells = bytes([2]) + struct.pack("<3h", 0, 1000, 2000) + bytes([0x60, *[0] * 19, 0, *[0] * 19])
    >>> shape = shape_of([Modifier("cells", cells)], is_old=False)
    >>> shape.edges, [joined.name for joined in shape.down]
    ((0, 1000, 2000), ['FIRST', 'NOT'])
    """
    edges: tuple[int, ...] = ()
    across: list[Joined] = []
    down: list[Joined] = []
    is_head = False
    for modifier in modifiers:
        operand = modifier.operand
        match modifier.name:
            case "cells":
                edges, flags = _cells(operand, _OLD_SIZE_OF_CELL if is_old else _SIZE_OF_CELL)
                across = [_joined(flag & _MERGED, flag & _FIRST_MERGED) for flag in flags]
                down = [_joined(flag & _DOWN and not flag & _DOWN_FIRST, flag & _DOWN) for flag in flags]
            case "merge":
                first, last = operand[0], min(operand[1], len(across))
                across[first:last] = [Joined.FIRST, *[Joined.FURTHER] * (last - first - 1)][: max(last - first, 0)]
            case "merge down" if len(operand) > 1 and operand[0] < len(down):
                down[operand[0]] = _joined(operand[1] == 1, operand[1] != 0)
            case "head row":
                is_head = bool(modifier.number)
    return RowShape(edges, across, down, is_head)


def _cells(operand: bytes, size: int) -> tuple[tuple[int, ...], list[int]]:
    count = min(operand[0] if operand else 0, _MOST_CELLS)
    if len(operand) < 1 + 2 * (count + 1):
        return (), []
    edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
    start = 1 + 2 * (count + 1)
    # Cells whose definition is left out have none of its flags.
    flags = [int.from_bytes(operand[start + size * index :][:1], "little") for index in range(count)]
    return edges, flags


def _joined(is_further: object, is_joined: object) -> Joined:
    if is_further:
        return Joined.FURTHER
    return Joined.FIRST if is_joined else Joined.NOT
