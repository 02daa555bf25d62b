"""What formatting means for the text: styles and modifiers put together, [MS-DOC] 2.4.6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from graphbuild.readers.doc.file import WordFile
from graphbuild.readers.doc.modifiers import Modifier, modifiers
from graphbuild.readers.doc.styles import StyleSheet
from graphbuild.readers.looks import Look

_LIKE_STYLE, _UNLIKE_STYLE = 0x80, 0x81
_SUPERSCRIPT = 1
_NO_LIST = 0
_TOGGLES = frozenset(["capitals", "hidden", "deleted"])


@dataclass(frozen=True, slots=True)
class CharacterLook:
    """How characters are shown."""

    ascii_font: int
    """Number of the font of its ASCII characters."""
    font: int
    """Number of the font of all others."""
    capitals: bool = False
    hidden: bool = False
    deleted: bool = False
    """Whether somebody deleted it while changes were tracked."""
    raised: bool = False
    symbol: tuple[int, int] | None = None
    """Number of the font and the character that are shown instead."""

    def shared(self, font: str) -> Look:
        """Return what it means for the text of a run in a font."""
        return Look(font, is_capitals=self.capitals, position="superscript" if self.raised else None)


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What a paragraph is."""

    style: int = 0
    depth: int = 0
    """Number of tables in which it stands."""
    ends_cell: bool = False
    """Whether it ends a cell of a nested table."""
    ends_row: bool = False
    list: int = _NO_LIST
    """Which use of a list numbers it, from 1; 0: none."""
    level: int = 0
    old_level: int = 0
    """How Word 6 numbers it; 0: not."""
    old_number: bytes = b""
    """The number format of Word 6."""
    row: tuple[Modifier, ...] = ()
    """What defines the row that it ends."""


@dataclass(slots=True)
class Looks:
    """The looks of one file; each combination of style and modifiers is put together once."""

    file: WordFile
    styles: StyleSheet
    _characters: dict[tuple[int, bytes, tuple[Modifier, ...]], CharacterLook] = field(default_factory=dict)
    _paragraphs: dict[tuple[bytes, tuple[Modifier, ...]], ParagraphLook] = field(default_factory=dict)
    _of_styles: dict[int, CharacterLook] = field(default_factory=dict)

    def of_characters(self, style: int, written: bytes, changes: tuple[Modifier, ...]) -> CharacterLook:
        """Return the look of characters with these modifiers in a paragraph of a style."""
        key = style, written, changes
        if key not in self._characters:
            look = self._of_style(style)
            self._characters[key] = self._changed(look, [*self._modifiers(written), *changes], look)
        return self._characters[key]

    def of_paragraph(self, written: bytes, changes: tuple[Modifier, ...]) -> ParagraphLook:
        """Return the look of a paragraph: the number of its style, followed by its modifiers."""
        key = written, changes
        if key not in self._paragraphs:
            self._paragraphs[key] = self._paragraph(written, changes)
        return self._paragraphs[key]

    def _of_style(self, number: int) -> CharacterLook:
        if number not in self._of_styles:
            look = CharacterLook(*self.styles.fonts)
            for style in self.styles.chain(number):
                look = self._changed(look, self._modifiers(style.characters), look)
            self._of_styles[number] = look
        return self._of_styles[number]

    def _changed(self, look: CharacterLook, changes: Iterable[Modifier], of_style: CharacterLook) -> CharacterLook:
        for change in changes:
            match change.name:
                case "font":
                    look = replace(look, font=change.number)
                    if self.file.is_old:
                        look = replace(look, ascii_font=change.number)
                case "font of ascii":
                    look = replace(look, ascii_font=change.number)
                case "raised":
                    look = replace(look, raised=change.number == _SUPERSCRIPT)
                case "symbol":
                    look = replace(look, symbol=_symbol(change.operand))
                case "plain":
                    look = of_style
                case "character style":
                    for style in self.styles.chain(change.number):
                        look = self._changed(look, self._modifiers(style.characters), look)
                    of_style = look
                case name if name in _TOGGLES:
                    value = change.number
                    if value in (_LIKE_STYLE, _UNLIKE_STYLE):
                        value = getattr(of_style, name) != (value == _UNLIKE_STYLE)
                    look = _toggled(look, name, bool(value))
        return look

    def _paragraph(self, written: bytes, changes: tuple[Modifier, ...]) -> ParagraphLook:
        style = int.from_bytes(written[:2], "little")
        direct = [*self._modifiers(written[2:]), *changes]
        stored = next((change.number for change in direct if change.name == "stored"), None)
        if stored is not None:
            size = int.from_bytes(self.file.data[stored : stored + 2], "little")
            direct += self._modifiers(self.file.data[stored + 2 : stored + 2 + size])
        style = next((change.number for change in reversed(direct) if change.name == "style"), style)
        values: dict[str, int] = {}
        old_number = b""
        row: list[Modifier] = []
        inherited = [change for one in self.styles.chain(style) for change in self._modifiers(one.paragraph)]
        for change in [*inherited, *direct]:
            if change.name in ("cells", "merge", "merge down", "head row"):
                row.append(change)
            elif change.name == "old number":
                old_number = change.operand
            else:
                values[change.name] = change.number
        in_table = bool(values.get("in table"))
        depth = max(values.get("depth", 0), 0) if not in_table else max(values.get("depth", 1), 1)
        return ParagraphLook(
            style,
            depth,
            bool(values.get("inner cell end")),
            bool(values.get("row end") or values.get("inner row end")),
            values.get("list", _NO_LIST),
            values.get("level", 0),
            values.get("old level", 0),
            old_number,
            tuple(row),
        )

    def _modifiers(self, written: bytes) -> list[Modifier]:
        return list(modifiers(written, self.file.is_old))


def _symbol(operand: bytes) -> tuple[int, int]:
    """Return font and character; of Word 6 the operand has three bytes, of Word 97 two times two."""
    character = operand[2:4] if len(operand) > 3 else operand[2:3]
    return int.from_bytes(operand[:2], "little"), int.from_bytes(character, "little")


def _toggled(look: CharacterLook, name: str, value: bool) -> CharacterLook:
    match name:
        case "capitals":
            return replace(look, capitals=value)
        case "hidden":
            return replace(look, hidden=value)
        case _:
            return replace(look, deleted=value)
