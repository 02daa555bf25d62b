"""Reads Word documents before 2007."""

from __future__ import annotations

from graphbuild.model import Markup, Note
from graphbuild.readers.blocks import lines_of
from graphbuild.readers.doc.anchors import first_headers, notes_of, section_ends, text_boxes_of
from graphbuild.readers.doc.file import WordFile, opened
from graphbuild.readers.doc.formatting import FormattedText, formatting_of
from graphbuild.readers.doc.lists import numbers_of
from graphbuild.readers.doc.looks import Looks
from graphbuild.readers.doc.pieces import read_text
from graphbuild.readers.doc.story import Source, StoryReader
from graphbuild.readers.doc.styles import font_names, style_sheet
from graphbuild.readers.found import Found
from graphbuild.readers.letterhead import columns_apart, has_letterhead
from graphbuild.readers.reader import Content, Settings

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class DocReader:
    """Reads DOC files of Word 6 to 2003; all other compound files it refuses, and says what they are."""

    format = "doc"
    suffixes = (".doc", ".dot")
    own_offsets = False
    markup: Markup = "markdown"

    def recognises(self, data: bytes) -> bool:
        """Tell whether a file is an OLE compound file ([MS-CFB] 2.2)."""
        return data.startswith(_COMPOUND_FILE)

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        """Return what a reader of the document sees, without headers (but for a letterhead), footers and comments.

        Raises
        ------
        InputError
            ``damaged``, ``encrypted`` or ``unknown-format``, as in `graphbuild.readers.doc.file.opened`.
        """
        file = opened(data, source)
        parts = _parts(file, source)
        found = Found()
        start, end = file.span("main")
        blocks = StoryReader(parts, found, is_main=True).blocks(start, min(end, len(parts.text)))
        lines = _with_letterhead(list(lines_of(columns_apart(blocks))), file, parts, found)
        return Content("\n".join(lines), notes=tuple(_notes(file, found)))


def _parts(file: WordFile, source: str) -> Source:
    whole = read_text(file, source)
    return Source(
        whole.content,
        FormattedText(whole.pieces, formatting_of(file, "character pages")),
        FormattedText(whole.pieces, formatting_of(file, "paragraph pages")),
        Looks(file, style_sheet(file)),
        font_names(file),
        section_ends(file),
        notes_of(file),
        text_boxes_of(file),
        numbers_of(file),
    )


def _with_letterhead(lines: list[str], file: WordFile, parts: Source, found: Found) -> list[str]:
    """Return the lines of a document, after those of the first page's header if only that has its letterhead."""
    if has_letterhead(lines):
        return lines
    for start, end in first_headers(file):
        found_there = Found()
        header = list(lines_of(StoryReader(parts, found_there, is_main=False).blocks(start, end)))
        if has_letterhead(header):
            found.add(found_there)
            return header + lines
    return lines


def _notes(file: WordFile, found: Found) -> list[Note]:
    found.embedded += file.embedded
    return [*([Note("macros")] if file.has_macros else []), *found.notes()]
