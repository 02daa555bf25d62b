"""The style sheet and the fonts of a Word file: [MS-DOC] 2.9.135, 2.9.271, 2.9.260."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graphbuild.readers.doc.file import WordFile

_NO_STYLE = 0xFFF
_MOST_STYLES = 4096
_PARAGRAPH, _CHARACTER = 1, 2
_DEEPEST = 30
"""Number of styles that may be based on each other; Word allows eleven."""


class Style(NamedTuple):
    """What one style changes."""

    base: int
    """Number of the style on which it is based."""
    characters: bytes = b""
    paragraph: bytes = b""


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """All styles by their numbers, and the font of what has none."""

    styles: dict[int, Style]
    fonts: tuple[int, int]
    """Numbers of the font of ASCII characters, and of the others."""

    def chain(self, number: int) -> list[Style]:
        """Return a style after those on which it is based."""
        chain: list[Style] = []
        while (style := self.styles.get(number)) and len(chain) < _DEEPEST:
            chain.append(style)
            number = style.base
        return chain[::-1]


def style_sheet(file: WordFile) -> StyleSheet:
    """Return the styles of a file; what is broken of them is left out."""
    written = file.structure("styles")
    size = int.from_bytes(written[:2], "little")
    header = written[2 : 2 + size]
    base_size = int.from_bytes(header[2:4], "little")
    ascii_font, other_font = (12, 12) if file.is_old else (12, 16)
    fonts = (
        int.from_bytes(header[ascii_font : ascii_font + 2], "little"),
        int.from_bytes(header[other_font : other_font + 2], "little"),
    )
    styles: dict[int, Style] = {}
    at = 2 + size
    for number in range(min(int.from_bytes(header[:2], "little"), _MOST_STYLES)):
        length = int.from_bytes(written[at : at + 2], "little")
        style = _style(written[at + 2 : at + 2 + length], base_size, file.is_old)
        if style:
            styles[number] = style
        at += 2 + length + length % 2
    return StyleSheet(styles, fonts)


def font_names(file: WordFile) -> list[str]:
    """Return the names of the fonts, by which number characters refer to them."""
    written = file.structure("fonts")
    start, at = (6, 2) if file.is_old else (40, 4)
    names: list[str] = []
    while at < len(written):
        length = written[at] + 1
        name = written[at + start : at + length]
        if file.is_old:
            names.append(name.split(b"\0")[0].decode("cp1252", "replace"))
        else:
            names.append(name[: len(name) // 2 * 2].decode("utf-16-le", "replace").split("\0")[0])
        at += length
    return names


def _style(written: bytes, base_size: int, is_old: bool) -> Style | None:
    if len(written) < 6:
        return None
    kind_and_base = int.from_bytes(written[2:4], "little")
    kind, base = kind_and_base & 0xF, kind_and_base >> 4
    count = int.from_bytes(written[4:6], "little") & 0xF
    if is_old:
        at = base_size + 2 + (written[base_size] if base_size < len(written) else 0)
    else:
        at = base_size + 4 + 2 * int.from_bytes(written[base_size : base_size + 2], "little")
    parts = list(_parts(written, at, count))
    if kind == _PARAGRAPH:
        # The first two bytes of what it changes of paragraphs are its own number.
        paragraph, characters = (*parts, b"", b"")[:2]
        return Style(base, characters, paragraph[2:])
    if kind == _CHARACTER and parts:
        return Style(base, parts[0])
    return None


def _parts(written: bytes, at: int, count: int) -> Iterator[bytes]:
    for _index in range(count):
        at += at % 2
        length = int.from_bytes(written[at : at + 2], "little")
        yield written[at + 2 : at + 2 + length]
        at += 2 + length
