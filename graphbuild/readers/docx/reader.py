"""Word documents since 2007: their text as a reader of the printed document sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from graphbuild.errors import InputError
from graphbuild.model import Markup, Note
from graphbuild.readers.blocks import Block, lines_of
from graphbuild.readers.docx.body import Body, Reads
from graphbuild.readers.docx.document import Document
from graphbuild.readers.docx.header import first_header
from graphbuild.readers.docx.names import child_of
from graphbuild.readers.docx.page_pictures import page_pictures
from graphbuild.readers.docx.parts import Parts, is_word
from graphbuild.readers.html.reader import HtmlReader
from graphbuild.readers.letterhead import columns_apart, has_letterhead
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.pasted import is_scan, with_pages
from graphbuild.readers.reader import Content, Settings

_DEEPEST = 3
"""How many documents may be imported one inside the other."""


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads DOCX, DOCM, DOTX and DOTM, of both editions of the standard (ECMA-376 transitional and strict)."""

    format: str = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx", ".dotm")
    markup: Markup = "markdown"
    own_offsets: bool = False

    def recognises(self, data: bytes) -> bool:
        """Tell whether the file is a package with a Word document in it."""
        return is_word(data)

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return the text of a document.

        Raises
        ------
        InputError
            ``damaged``, ``encrypted`` or ``bomb``, as in `graphbuild.readers.packages.package.Package`; ``no-ocr``:
            nothing but scans is in it, and no program to recognise them is installed.
        """
        reading = _Reading(source, settings)
        text = "\n".join(reading.lines(data, 0))
        content = Content(text, notes=tuple(reading.notes()))
        return with_pages(content, reading.page_pictures(text), reading.picture, data, source, settings)


class _Reading:
    """The reading of one file, with the documents that it imports."""

    def __init__(self, source: str, settings: Settings) -> None:
        self._source = source
        self._settings = settings
        self._parts: list[Parts] = []
        self._documents: list[Document] = []
        self._unread: list[str] = []

    def lines(self, data: bytes, depth: int) -> list[str]:
        """Return the lines of a document that is imported by `depth` others."""
        parts = Parts(data, self._source)
        root = parts.document()
        container = child_of(root, "w:body")
        if container is None:
            raise damaged(self._source)
        self._parts.append(parts)

        done: set[str] = set()

        def imported(name: str) -> list[Block]:
            if name in done:
                return []
            done.add(name)
            return list(self._imported(parts, name, depth + 1))

        lines = self._lines_of(container, Document(parts, root), parts.main, imported)
        self._settings.step()
        name = "" if depth or has_letterhead(lines) else first_header(root, parts)
        if name and (header := parts.xml(name)) is not None:
            in_header = self._lines_of(header, Document(parts, root), name, imported)
            if has_letterhead(in_header):
                return in_header + lines
            self._documents.pop()
        return lines

    def _lines_of(self, container: etree._Element, document: Document, name: str, imported: Reads) -> list[str]:
        self._documents.append(document)
        return list(lines_of(columns_apart(Body(document, name, imported).blocks(container))))

    def page_pictures(self, text: str) -> list[str]:
        """Return the names of the pictures of pages; none of a document that has more text than a scan."""
        parts = self._parts[0]
        count = sum(one.kind == "image" for one in parts.relations(parts.main).values())
        return page_pictures(parts) if is_scan(text, count) else []

    def picture(self, name: str) -> bytes:
        """Return the bytes of a picture of the document."""
        return self._parts[0].read(name)

    def notes(self) -> Iterator[Note]:
        """Yield what a person should know of the file."""
        documents, parts = self._documents, self._parts
        counts = {
            "deleted_text": sum(document.left_out.deletions for document in documents),
            "hidden_text": sum(document.left_out.hidden for document in documents),
            "external_links": sum(one.fetched for one in parts),
            "embedded_files": sum(one.embedded for one in parts),
        }
        if any(one.has_macros for one in parts):
            yield Note("macros")
        if fonts := sorted({font for document in documents for font in document.fonts}):
            yield Note("legacy_font", ", ".join(fonts))
        for code, count in counts.items():
            if count:
                yield Note(code, str(count))
        unread = dict.fromkeys([*self._unread, *(name for one in parts for name in one.unread)])
        if unread:
            yield Note("unread_parts", ", ".join(PurePosixPath(name).name for name in unread))

    def _imported(self, parts: Parts, name: str, depth: int) -> Iterator[Block]:
        """Yield the lines of a part in a format of its own, which the document shows as its own text."""
        reader = HtmlReader()
        try:
            data = parts.read(name)
            if is_word(data) and depth < _DEEPEST:
                yield from self.lines(data, depth)
            elif reader.recognises(data):
                yield from reader.read(data, self._source, self._settings).text.split("\n")
            else:
                self._unread.append(name)
        except InputError as error:
            if error.code == "bomb":
                raise
            self._unread.append(name)
