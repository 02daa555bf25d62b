"""Plain text and Markdown: the decoded file as it is, with its own offsets.

Markdown markup is interpreted by the normal form (`graphbuild.text.normalize`), also in plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.model import Markup
from graphbuild.readers.encoding.charset import decode
from graphbuild.readers.encoding.damage import sound_text
from graphbuild.readers.reader import Content, Settings

_PAGE_BREAK = "\f"


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads text that is recognised only by its suffix."""

    format: str
    suffixes: tuple[str, ...]
    markup: Markup
    own_offsets: bool = True

    def recognises(self, data: bytes) -> bool:
        """Return False: any text may have this format."""
        return False

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        r"""Return the file's text with its line ends as ``\n``; a byte order mark of UTF-8 stays as U+FEFF.

        For a UTF-8 file this equals ``open(path, encoding="utf8").read()``. Form feeds, which programs write when they
        extract text from PDF files, separate its pages.

        Raises
        ------
        InputError
            ``charset`` or ``encoding``, as in `graphbuild.readers.formats.read_bytes`.

        Examples
        --------
        >>> TEXT.read(b"Trang 1\r\n\fTrang 2", "a.txt", Settings()).pages
        (0, 9)
        """
        decoded = decode(data, source)
        sound, notes = sound_text(decoded.content, source, convert=settings.convert_legacy)
        text = sound.replace("\r\n", "\n").replace("\r", "\n")
        return Content(text, decoded.encoding, _pages(text), notes=notes)


def _pages(text: str) -> tuple[int, ...]:
    if _PAGE_BREAK not in text:
        return ()
    return (0, *(at + 1 for at, letter in enumerate(text) if letter == _PAGE_BREAK))


TEXT = PlainReader("plain", (".txt",), "none")
MARKDOWN = PlainReader("markdown", (".md", ".markdown"), "markdown")
