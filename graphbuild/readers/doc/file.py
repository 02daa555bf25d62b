"""The streams of a Word file, and its header (FIB), which tells where everything is: [MS-DOC] 2.1, 2.5.

Word 6 and 95 have the same structures at other offsets, all in one stream ("Microsoft Word 6.0 Binary File Format").
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO

import olefile

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.readers.packages.package import damaged, encrypted

_IDENTS = (0xA5EC, 0xA5DC)
_FIRST_OF_WORD_97 = 105
_SMALLEST_HEADER = 0x1AA
_COMPLEX = 0x0004
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200

_LAST_SECTOR = 0xFFFFFFFA
"""[MS-CFB] 2.1: numbers from this on are no sectors."""

_COUNTS, _OLD_COUNTS = 0x4C, 0x34
_PLACES = 0x9A
# Number of each structure among the pairs of offset and size of Word 97, and offset of its pair in Word 6.
_STRUCTURES: dict[str, tuple[int, int]] = {
    "styles": (1, 0x60),
    "footnote marks": (2, 0x68),
    "footnotes": (3, 0x70),
    "sections": (6, 0x88),
    "headers": (11, 0xB0),
    "character pages": (12, 0xB8),
    "paragraph pages": (13, 0xC0),
    "fonts": (15, 0xD0),
    "settings": (31, 0x150),
    "pieces": (33, 0x160),
    "drawings": (40, 0x192),
    "endnote marks": (46, 0x1D2),
    "endnotes": (47, 0x1DA),
    "text boxes": (56, 0x222),
    "lists": (73, 0),
    "list uses": (74, 0),
}
# [MS-LCID]: the code page that Windows uses for a language; all others use windows-1252.
_CODE_PAGES = {0x042A: "cp1258", 0x0419: "cp1251", 0x0422: "cp1251", 0x0405: "cp1250", 0x0415: "cp1250"}


_STORIES = ("main", "footnotes", "headers", "macros", "comments", "endnotes", "text boxes")
"""The texts of a document, in the order in which they follow each other; behind them is that of boxes in headers."""
_ALL_STORIES = 8


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of one file, in memory."""

    document: bytes
    """The stream with text and formatting."""
    tables: bytes
    """The stream with all other structures; in Word 6 the same."""
    data: bytes
    """The stream with what was too large for formatting."""
    has_macros: bool
    embedded: int
    """Number of embedded objects."""

    @property
    def is_old(self) -> bool:
        """Whether it is of Word 6 or 95."""
        return self._short(2) < _FIRST_OF_WORD_97

    @property
    def is_complex(self) -> bool:
        """Whether it was saved fast: its text is in pieces that have formatting of their own."""
        return bool(self._short(10) & _COMPLEX)

    @property
    def code_page(self) -> str:
        """The encoding of the 8-bit text of a file of Word 6 or 95."""
        return _CODE_PAGES.get(self._short(6), "cp1252") if self.is_old else "cp1252"

    @property
    def text_start(self) -> int:
        """Offset in the document stream of a text that is in one piece."""
        return self._long(0x18)

    def first_page(self, structure: str) -> tuple[int, int]:
        """Return the number of the first page with formatting, and how many there are; Word 97 lists them all."""
        if not self.is_old:
            return 0, 0
        at = 0x18A if structure == "character pages" else 0x18C
        return self._short(at), self._short(at + 4)

    @property
    def length(self) -> int:
        """Number of characters of all stories."""
        return sum(self._counts(_ALL_STORIES))

    def span(self, story: str) -> tuple[int, int]:
        """Return where the characters of a story begin and end: of "main", "footnotes", "headers", …."""
        counts = self._counts(_STORIES.index(story) + 1)
        return sum(counts[:-1]), sum(counts)

    def place(self, structure: str) -> tuple[int, int]:
        """Return the offset of a structure in the stream of tables, and its size; 0 if there is none."""
        number, old = _STRUCTURES[structure]
        at = old if self.is_old else _PLACES + 8 * number
        if not at or at + 8 > len(self.document):
            return 0, 0
        offset, size = struct.unpack_from("<II", self.document, at)
        return offset, size

    def structure(self, structure: str) -> bytes:
        """Return the bytes of a structure, cut where the stream ends; empty if there is none."""
        offset, size = self.place(structure)
        return self.tables[offset : offset + size]

    def _counts(self, stories: int) -> list[int]:
        start = _OLD_COUNTS if self.is_old else _COUNTS
        return [max(self._long(start + 4 * index), 0) for index in range(stories)]

    def _short(self, at: int) -> int:
        return int.from_bytes(self.document[at : at + 2], "little")

    def _long(self, at: int) -> int:
        return int.from_bytes(self.document[at : at + 4], "little", signed=True)


class _Compound(olefile.OleFileIO):  # type: ignore[misc]
    """A compound file whose directory is a tree: a storage in two places at each level would be 2ⁿ storages."""

    def _load_direntry(self, sid: int) -> olefile.OleDirectoryEntry:
        if 0 <= sid < len(self.direntries) and self.direntries[sid] is not None:
            raise OSError("an entry of the directory is in two places")
        return super()._load_direntry(sid)


def opened(data: bytes, source: str) -> WordFile:
    """Return the parts of a Word file.

    Parameters
    ----------
    data
        The whole file, an OLE compound file ([MS-CFB]).
    source
        Its name in messages.

    Raises
    ------
    InputError
        ``damaged``: its structure is broken; ``encrypted``: it needs a password; ``unknown-format``: it is a compound
        file of another program.
    """
    try:
        with _Compound(BytesIO(data)) as compound:
            names = {"/".join(path).lower(): path for path in compound.listdir(streams=True, storages=True)}
            if "encryptedpackage" in names:
                raise encrypted(source)
            if "worddocument" not in names:
                raise _other(source, names)
            document = compound.openstream(names["worddocument"]).read()
            if len(document) < _SMALLEST_HEADER or int.from_bytes(document[:2], "little") not in _IDENTS:
                raise damaged(source)
            flags = int.from_bytes(document[10:12], "little")
            if flags & _ENCRYPTED:
                raise encrypted(source)
            table = "1table" if flags & _TABLE_1 else "0table"
            is_old = int.from_bytes(document[2:4], "little") < _FIRST_OF_WORD_97
            if not is_old and table not in names:
                raise damaged(source)
            tables = document if is_old else compound.openstream(names[table]).read()
            more = compound.openstream(names["data"]).read() if "data" in names else b""
            if _is_tangled(compound):
                raise damaged(source)
            return WordFile(
                document,
                tables,
                more,
                has_macros=any(name.split("/")[0] in ("macros", "_vba_project") for name in names),
                embedded=sum(name.startswith("objectpool/") and name.count("/") == 1 for name in names),
            )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error) as error:
        raise damaged(source) from error


def _is_tangled(compound: olefile.OleFileIO) -> bool:
    """Tell whether a sector follows two others, or itself: a stream would never end, or contain another one."""
    full, mini = list(compound.fat), list(compound.minifat or ())
    for entry in compound.direntries:
        if entry is not None and entry.size and entry.entry_type in (olefile.STGTY_STREAM, olefile.STGTY_ROOT):
            (mini if entry.is_minifat else full).append(entry.isectStart)
    chains = ([sector for sector in following if sector < _LAST_SECTOR] for following in (full, mini))
    return any(len(set(sectors)) < len(sectors) for sectors in chains)


def _other(source: str, names: dict[str, list[str]]) -> InputError:
    """Return the error for a compound file without a Word document."""
    kinds = (
        ("workbook", _("an Excel workbook")),
        ("book", _("an Excel workbook")),
        ("powerpoint document", _("a PowerPoint presentation")),
        ("__properties_version1.0", _("an Outlook message")),
        ("visiodocument", _("a Visio drawing")),
        ("catalog", _("the preview pictures that Windows keeps of a folder")),
    )
    kind = next((kind for name, kind in kinds if name in names), _("a file of another program"))
    message = _(
        "{file}: this is not a Word document but {kind}. If it is a document, open it in its program and save it as "
        "PDF; otherwise remove it from the corpus folder."
    )
    return InputError("unknown-format", message.format(file=source, kind=kind))
