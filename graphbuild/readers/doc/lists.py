"""Automatic numbers of lists and headings: [MS-DOC] 2.4.6.3, 2.9.131 to 2.9.150; of Word 6, its own (ANLD)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.readers import numerals
from graphbuild.readers.doc.file import WordFile
from graphbuild.readers.doc.looks import ParagraphLook

_LEVELS = 9
_LIST_SIZE, _LEVEL_SIZE, _USE_SIZE = 28, 28, 16
_MOST_LISTS = 20_000
_BULLET, _NONE = 23, 255
_LAST_OF_OLD_NUMBERS = 5
_OLD_HEADER = 20
_OLD_LIST = 10
_NO_MORE = 11
"""Levels of Word 6 from this on continue a list without numbers."""
_LARGEST = 0x7FFFFFFF
_LONGEST = 100
"""Number of characters that are read of the text of a number: it is repeated in every paragraph."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level are numbered."""

    start: int = 1
    format: int = 0
    """[MS-OSHARED] 2.2.1.3: 0 digits, 1 and 2 Roman, 3 and 4 letters, 22 two digits, 23 a bullet."""
    text: str = ""
    """The number as it is shown, with characters 0 to 8 in place of the number of each level."""
    in_digits: bool = False
    """Whether the numbers of the levels above are shown in digits."""
    restarts_after: int = _LEVELS
    """Number of levels above whose next number begins this level anew; more than there are: all."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A use of a list: the list, with levels of its own."""

    list: int
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of one text in their order."""

    lists: dict[int, list[Level]]
    uses: list[_Use]
    is_old: bool
    _counts: dict[int, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[int, int]] = field(default_factory=set)
    _old_count: int | None = None

    def next(self, look: ParagraphLook) -> str:
        """Return the number of the next paragraph as it is shown, with a blank after it; "" if it has none."""
        if 0 < look.list <= len(self.uses):
            shown = self._of_list(look.list - 1, min(look.level, _LEVELS - 1))
        else:
            shown = self._old(look)
        return f"{shown} " if shown else ""

    def _of_list(self, number: int, level: int) -> str:
        use = self.uses[number]
        levels = [use.levels.get(index, one) for index, one in enumerate(self.lists.get(use.list, ()))]
        if level >= len(levels):
            return ""
        counts = self._counts.setdefault(use.list, [None] * _LEVELS)
        own = levels[level]
        if level in use.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = use.starts[level]
        else:
            before = counts[level]
            counts[level] = own.start if before is None else min(before + 1, _LARGEST)
        for below in range(level + 1, len(levels)):
            if level < levels[below].restarts_after:
                counts[below] = None
        for above in range(level):
            if counts[above] is None:
                counts[above] = levels[above].start
        return _shown(levels, level, counts)

    def _old(self, look: ParagraphLook) -> str:
        if not look.old_level or len(look.old_number) < _OLD_HEADER:
            self._old_count = None
            return ""
        kind, before, after = look.old_number[0], look.old_number[1], look.old_number[2]
        text = look.old_number[_OLD_HEADER:]
        characters = text.decode("cp1252", "replace") if self.is_old else text.decode("utf-16-le", "replace")
        if kind > _LAST_OF_OLD_NUMBERS:
            return numerals.bullet(characters[:before].strip())
        if look.old_level >= _NO_MORE:
            return ""
        start = int.from_bytes(look.old_number[10:12], "little")
        self._old_count = start if self._old_count is None else self._old_count + 1
        return characters[:before] + numeral(self._old_count, kind) + characters[before : before + after]


def numbers_of(file: WordFile) -> Numbers:
    """Return the lists of a file, with all counts at their start; what is broken of them is left out."""
    offset, size = file.place("lists")
    # The levels of the lists stand behind them, and their size is told nowhere.
    written = file.tables[offset:] if size else b""
    count = min(int.from_bytes(written[:2], "little"), _MOST_LISTS)
    at = 2 + count * _LIST_SIZE
    lists: dict[int, list[Level]] = {}
    for index in range(count):
        entry = written[2 + index * _LIST_SIZE :][:_LIST_SIZE]
        if len(entry) < _LIST_SIZE:
            break
        levels = []
        for _level in range(1 if entry[26] & 1 else _LEVELS):
            level, at = _level_at(written, at)
            levels.append(level)
        lists[int.from_bytes(entry[:4], "little")] = levels
    return Numbers(lists, list(_uses(file.structure("list uses"))), file.is_old)


def numeral(number: int, kind: int) -> str:
    """Return a number in a format of Word.

    Examples
    --------
    >>> [numeral(4, kind) for kind in (0, 1, 2, 3, 4, 22)]
    ['4', 'IV', 'iv', 'D', 'd', '04']
    """
    match kind:
        case 1:
            return numerals.roman(number).upper()
        case 2:
            return numerals.roman(number)
        case 3:
            return numerals.repeated_letters(number).upper()
        case 4:
            return numerals.repeated_letters(number)
        case 5:
            return numerals.ordinal(number)
        case 22:
            return f"{number:02}"
        case _:
            return str(number)


def _shown(levels: list[Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.format == _BULLET:
        return numerals.bullet(own.text.strip())
    shown = []
    for character in own.text:
        place = ord(character)
        if place >= _LEVELS:
            shown.append(character)
        elif place < len(levels) and levels[place].format != _NONE:
            kind = 0 if own.in_digits and place < level else levels[place].format
            shown.append(numeral(counts[place] or 0, kind))
    return "".join(shown).strip()


def _level_at(written: bytes, at: int) -> tuple[Level, int]:
    head = written[at : at + _LEVEL_SIZE]
    if len(head) < _LEVEL_SIZE:
        return Level(), len(written)
    start, kind, flags = struct.unpack_from("<iBB", head)
    at += _LEVEL_SIZE + head[24] + head[25]
    length = int.from_bytes(written[at : at + 2], "little")
    text = written[at + 2 : at + 2 + 2 * length]
    level = Level(
        max(start, 0),
        kind,
        text[: min(len(text) // 2, _LONGEST) * 2].decode("utf-16-le", "replace"),
        bool(flags & 0x4),
        head[26] if flags & 0x8 else _LEVELS,
    )
    return level, at + 2 + 2 * length


def _uses(written: bytes) -> Iterator[_Use]:
    count = min(int.from_bytes(written[:4], "little"), (len(written) - 4) // _USE_SIZE if len(written) > 4 else 0)
    at = 4 + count * _USE_SIZE
    for index in range(count):
        entry = written[4 + index * _USE_SIZE :][:_USE_SIZE]
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        at += 4
        for _change in range(entry[12]):
            if at + 8 > len(written):
                break
            start, flags = struct.unpack_from("<iI", written, at)
            at += 8
            level = flags & 0xF
            if flags & 0x20:
                levels[level], at = _level_at(written, at)
                start = levels[level].start
            if flags & 0x10:
                starts[level] = max(start, 0)
        yield _Use(int.from_bytes(entry[:4], "little"), starts, levels)
