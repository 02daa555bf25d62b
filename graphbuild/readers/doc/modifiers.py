"""Single changes of formatting (Sprm), of which all formatting in a Word file consists: [MS-DOC] 2.2.5, 2.6."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

# [MS-DOC] 2.6.1 to 2.6.3; the three bits from 13 on tell the size of the operand.
_WORD_97_NAMES = {
    0x0800: "deleted",
    0x083B: "capitals",
    0x083C: "hidden",
    0x2A33: "plain",
    0x2A48: "raised",
    0x4A30: "character style",
    0x4A4F: "font of ascii",
    0x4A51: "font",
    0x6A09: "symbol",
    0x2416: "in table",
    0x2417: "row end",
    0x244B: "inner cell end",
    0x244C: "inner row end",
    0x240D: "old level",
    0x260A: "level",
    0x460B: "list",
    0x4600: "style",
    0x6645: "stored",
    0x6646: "stored",
    0x6649: "depth",
    0xC63E: "old number",
    0x3404: "head row",
    0x5624: "merge",
    0xD608: "cells",
    0xD62B: "merge down",
}
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABS = 0xC615
_COUNTED = 255
_LONG = frozenset([0xD606, 0xD608, 188, 190])
"""Definitions of tables, whose size has two bytes and counts one too many."""
_VARIABLE = -1

# "Microsoft Word 6.0 Binary File Format": numbers are one byte, and each has its size.
_WORD_6_NAMES = {
    2: "style",
    12: "old number",
    13: "old level",
    24: "in table",
    25: "row end",
    65: "deleted",
    74: "symbol",
    80: "character style",
    83: "plain",
    91: "capitals",
    92: "hidden",
    93: "font",
    104: "raised",
    186: "head row",
    190: "cells",
    197: "merge",
}
_WORD_6_SIZES = {
    **dict.fromkeys([*range(4, 12), 13, 14, 24, 25, 29, 37, 44, 50, 51, 65, 66, 67, 71, 75, *range(85, 93)], 1),
    **dict.fromkeys([94, 98, 100, 102, 104, 117, 118, 119, 131, 132, 138, 139, 142, 143, 146, 147, 150, 151, 152], 1),
    **dict.fromkeys([2, 16, 17, 18, 19, 21, 22, 26, 27, 28, *range(30, 37), *range(38, 44), *range(45, 50), 69, 72], 2),
    **dict.fromkeys([80, 93, 96, 97, 99, 101, 107, 109, 110, 121, 122, 123, 124, 140, 141, 144, 145, 148, 149], 2),
    **dict.fromkeys([153, 154, 156, 157, 160, 161, 162, *range(164, 172), 182, 183, 184, 189, 195, 197, 198], 2),
    **dict.fromkeys([73, 95, 136, 137], 3),
    **dict.fromkeys([20, 70, 192, 194, 196, 200], 4),
    **dict.fromkeys([193, 199], 5),
    **dict.fromkeys([185, 186, 158, 159, 163], 1),
    187: 12,
    83: 0,
    **dict.fromkeys([3, 12, 15, 23, 52, 68, 74, 81, 82, 103, 105, 106, 108, 120, 133, 188, 190, 191], _VARIABLE),
}


class Modifier(NamedTuple):
    """One change of formatting."""

    name: str
    operand: bytes

    @property
    def number(self) -> int:
        """The operand as a number."""
        return int.from_bytes(self.operand, "little")


def modifiers(written: bytes, is_old: bool) -> Iterator[Modifier]:
    r"""Yield the modifiers of a list whose meaning is read here; the list ends where one is broken.

    Parameters
    ----------
    written
        Modifiers one after the other, each its number and its operand.
    is_old
        Whether they are of Word 6 or 95.

    Examples
    --------
    >>> list(modifiers(bytes.fromhex("3c0801 434a1c00 4f4a0300"), is_old=False))
    [Modifier(name='hidden', operand=b'\x01'), Modifier(name='font of ascii', operand=b'\x03\x00')]
    >>> list(modifiers(bytes.fromhex("5c01 5d0300"), is_old=True))
    [Modifier(name='hidden', operand=b'\x01'), Modifier(name='font', operand=b'\x03\x00')]
    """
    names, width = (_WORD_6_NAMES, 1) if is_old else (_WORD_97_NAMES, 2)
    at = 0
    while at + width <= len(written):
        number = int.from_bytes(written[at : at + width], "little")
        at += width
        size = _WORD_6_SIZES.get(number) if is_old else _SIZES.get(number >> 13, _VARIABLE)
        if size is None:
            return
        if number in _LONG:
            size = int.from_bytes(written[at : at + 2], "little") - 1
            at += 2
        elif size == _VARIABLE:
            size = written[at] if at < len(written) else 0
            at += 1
            if number == _TABS and size == _COUNTED:
                size = _size_of_tabs(written, at)
        if size < 0 or at + size > len(written):
            return
        if name := names.get(number):
            yield Modifier(name, written[at : at + size])
        at += size


def one_byte_modifier(number: int, value: int) -> tuple[Modifier, ...]:
    """Return the modifier that a piece names by itself; the numbers are those of Word 6 in all versions."""
    return tuple(modifiers(bytes([number, value]), is_old=True))


def _size_of_tabs(written: bytes, at: int) -> int:
    """Return the size of a change of tabs that does not fit in a byte: so many deleted, so many added."""
    deleted = written[at] if at < len(written) else 0
    add = at + 1 + 4 * deleted
    added = written[add] if add < len(written) else 0
    return 2 + 4 * deleted + 3 * added
