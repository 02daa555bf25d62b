"""DOC files made of bytes: what Word 6 to 2003 write and no program here can."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_PAGE = 512
_STRUCTURES = {
    "styles": (1, 0x60),
    "footnote marks": (2, 0x68),
    "footnotes": (3, 0x70),
    "sections": (6, 0x88),
    "headers": (11, 0xB0),
    "character pages": (12, 0xB8),
    "paragraph pages": (13, 0xC0),
    "fonts": (15, 0xD0),
    "pieces": (33, 0x160),
    "drawings": (40, 0x192),
    "endnote marks": (46, 0x1D2),
    "endnotes": (47, 0x1DA),
    "text boxes": (56, 0x222),
    "lists": (73, 0),
    "list uses": (74, 0),
}
STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "text boxes")


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file; a name with a slash is in a storage."""
    names = sorted({name for path in streams for name in (path.split("/")[0], path)})
    sectors: list[bytes] = []
    chains: list[int] = []

    def stored(data: bytes) -> int:
        data = data.ljust(max(-(-len(data) // SECTOR) * SECTOR, 4096), b"\0")
        first = len(sectors)
        count = len(data) // SECTOR
        sectors.extend(data[at : at + SECTOR] for at in range(0, len(data), SECTOR))
        chains.extend([*range(first + 1, first + count), _END])
        return first

    places = {name: (stored(streams[name]), max(len(streams[name]), 4096)) for name in names if name in streams}
    entries = [_entry("Root Entry", 5, child=1)]
    for index, name in enumerate(names, 1):
        is_inside = "/" in name
        following = index < len(names) and ("/" in names[index]) == is_inside
        children = [at for at, other in enumerate(names, 1) if other.startswith(f"{name}/")]
        later = [at for at, other in enumerate(names, 1) if at > index and "/" not in other]
        sibling = index + 1 if is_inside and following else later[0] if later and not is_inside else _FREE
        start, size = places.get(name, (0, 0))
        kind = 2 if name in places else 1
        entries.append(_entry(name.split("/")[-1], kind, children[0] if children else _FREE, sibling, start, size))
    while len(entries) % 4:
        entries.append(bytes(68) + struct.pack("<III", _FREE, _FREE, _FREE) + bytes(48))
    directory = stored(b"".join(entries))
    count = 1
    while count * 128 < len(sectors) + count:
        count += 1
    first = len(sectors)
    chains += [_FAT] * count
    chains += [_FREE] * (count * 128 - len(chains))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, count, directory, 0, 4096, _END, 0, _END, 0)
    fat = [*range(first, first + count), *[_FREE] * (109 - count)]
    head += struct.pack("<109I", *fat)
    return head + b"".join(sectors) + struct.pack(f"<{len(chains)}I", *chains)


def _entry(name: str, kind: int, child: int = _FREE, right: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    head += struct.pack("<III", _FREE, right, child) + bytes(36)
    return head + struct.pack("<IQ", start, size)


@dataclass
class Run:
    """Characters with the modifiers of their formatting, both as the version of Word writes them."""

    text: str
    modifiers: bytes = b""


@dataclass
class Paragraph:
    """A paragraph; `end` is its mark."""

    runs: Sequence[Run | str]
    modifiers: bytes = b""
    style: int = 0
    end: str = "\r"
    mark: bytes = b""
    """Modifiers of the mark."""


@dataclass
class Doc:
    """A Word file."""

    stories: dict[str, list[Paragraph]]
    is_old: bool = False
    fonts: Sequence[str] = ("Times New Roman",)
    styles: Sequence[tuple[int, bytes, bytes]] = ()
    """Of each style its base, and its modifiers of characters and of paragraphs."""
    structures: dict[str, bytes] = field(default_factory=dict)
    more: dict[str, bytes] = field(default_factory=dict)
    """Further streams."""
    flags: int = 0
    language: int = 0x0409
    wide: bool = False
    """Whether the text is in UTF-16."""
    pieces: Sequence[tuple[int, int, int]] = ()
    """Of each piece where its characters begin and end as they are stored, and its change of formatting."""
    formatting: Sequence[bytes] = ()
    """Modifiers that the pieces may name."""

    def written(self) -> bytes:
        return compound(self.streams())

    def streams(self) -> dict[str, bytes]:
        width = 2 if self.wide else 1
        start = 2048
        stored, characters, paragraphs, counts = b"", [], [], []
        for story in STORIES:
            before = len(stored)
            for paragraph in self.stories.get(story, ()):
                first = start + len(stored)
                runs = [*paragraph.runs, Run(paragraph.end, paragraph.mark)]
                for run in (Run(run) if isinstance(run, str) else run for run in runs):
                    at = start + len(stored)
                    stored += run.text.encode("utf-16-le" if self.wide else "latin-1")
                    characters.append((at, start + len(stored), run.modifiers))
                formatting = struct.pack("<H", paragraph.style) + paragraph.modifiers
                paragraphs.append((first, start + len(stored), formatting))
            counts.append((len(stored) - before) // width)
        document = bytearray(bytes(start) + stored)
        document += bytes(-len(document) % _PAGE)
        structures = {
            "character pages": self._pages(document, characters, of_paragraphs=False),
            "paragraph pages": self._pages(document, paragraphs, of_paragraphs=True),
            "fonts": self._fonts(),
            "styles": self._styles(),
        }
        if self.pieces or not self.is_old:
            structures["pieces"] = self._pieces(start, sum(counts))
        structures |= self.structures
        flags = self.flags | (0x0200 if not self.is_old else 0) | (0x0004 if self.pieces else 0)
        struct.pack_into(
            "<HHHHHH", document, 0, *((0xA5DC, 101) if self.is_old else (0xA5EC, 193)), 0, self.language, 0, flags
        )
        struct.pack_into("<II", document, 0x18, start, start + len(stored))
        struct.pack_into("<7i", document, 0x34 if self.is_old else 0x4C, *counts)
        table = document if self.is_old else bytearray(b"\0" * 16)
        for name, data in structures.items():
            number, old = _STRUCTURES[name]
            struct.pack_into("<II", document, old if self.is_old else 0x9A + 8 * number, len(table), len(data))
            table += data
        streams = {"WordDocument": bytes(document)} | self.more
        return streams if self.is_old else streams | {"1Table": bytes(table)}

    def _pages(self, document: bytearray, runs: list[tuple[int, int, bytes]], *, of_paragraphs: bool) -> bytes:
        entry = (7 if self.is_old else 13) if of_paragraphs else 1
        pages: list[list[tuple[int, int, bytes]]] = [[]]
        size = 8
        for run in runs:
            size += 4 + entry + len(run[2]) + 4
            if size > _PAGE - 8:
                pages.append([])
                size = 16 + entry + len(run[2])
            pages[-1].append(run)
        numbers = []
        for page in pages:
            numbers.append(len(document) // _PAGE)
            document += _page(page, entry, of_paragraphs)
        places = [page[0][0] for page in pages if page] + [runs[-1][1]] if runs else [0, 0]
        return struct.pack(f"<{len(places)}I", *places) + struct.pack(
            f"<{len(numbers)}{'H' if self.is_old else 'I'}", *numbers
        )

    def _pieces(self, start: int, count: int) -> bytes:
        written = b"".join(b"\1" + struct.pack("<H", len(one)) + one for one in self.formatting)
        pieces = self.pieces or [(0, count, 0)]
        positions = [0]
        for first, last, _change in pieces:
            positions.append(positions[-1] + last - first)
        table = bytearray(struct.pack(f"<{len(positions)}I", *positions))
        for first, _last, change in pieces:
            if self.is_old:
                where = start + first
            else:
                where = start + 2 * first if self.wide else 0x40000000 | 2 * (start + first)
            table += struct.pack("<HIH", 0, where, change)
        return written + b"\2" + struct.pack("<I", len(table)) + bytes(table)

    def _fonts(self) -> bytes:
        written = b"" if self.is_old else struct.pack("<HH", len(self.fonts), 0)
        for font in self.fonts:
            name = (font + "\0").encode("latin-1" if self.is_old else "utf-16-le")
            data = bytes(5 if self.is_old else 39) + name
            written += bytes([len(data)]) + data
        return struct.pack("<H", len(written) + 2) + written if self.is_old else written

    def _styles(self) -> bytes:
        styles = self.styles or [(0xFFF, b"", b"")]
        size = 8 if self.is_old else 10
        head = struct.pack("<HHHHHHHHH", len(styles), size, 0, 0, 0, 0, 0, 0, 0)
        written = struct.pack("<H", len(head)) + head
        for number, (base, characters, paragraph) in enumerate(styles):
            style = struct.pack("<HHH", 0, 1 | base << 4, 2).ljust(size, b"\0")
            style += b"\1a\0" if self.is_old else struct.pack("<H", 1) + "a\0".encode("utf-16-le")
            for part in (struct.pack("<H", number) + paragraph, characters):
                style += bytes(len(style) % 2)
                style += struct.pack("<H", len(part)) + part
            written += struct.pack("<H", len(style)) + style + bytes(len(style) % 2)
        return written


def _page(runs: list[tuple[int, int, bytes]], entry: int, of_paragraphs: bool) -> bytes:
    page = bytearray(_PAGE)
    page[-1] = len(runs)
    places = [run[0] for run in runs] + [runs[-1][1]] if runs else [0]
    struct.pack_into(f"<{len(places)}I", page, 0, *places)
    end = _PAGE - 2
    for index, (_start, _end, modifiers) in enumerate(runs):
        if not modifiers:
            continue
        if of_paragraphs:
            # An even number of bytes is told by a zero and the count of words.
            odd = len(modifiers) % 2
            data = (bytes([(len(modifiers) + 1) // 2]) if odd else bytes([0, len(modifiers) // 2])) + modifiers
        else:
            data = bytes([len(modifiers)]) + modifiers
        end -= len(data)
        end -= end % 2
        page[end : end + len(data)] = data
        page[4 * len(places) + index * entry] = end // 2
    return bytes(page)
