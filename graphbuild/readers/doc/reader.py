"""Reads Word documents before 2007."""

from __future__ import annotations

from graphbuild.model import Markup, Note
from graphbuild.readers.blocks import Block, lines_of
from graphbuild.readers.doc.anchors import notes_of, section_ends, text_boxes_of
from graphbuild.readers.doc.file import Story, WordFile, opened
from graphbuild.readers.doc.formatting import FormattedText, formatting_of
from graphbuild.readers.doc.lists import numbers_of
from graphbuild.readers.doc.looks import Looks
from graphbuild.readers.doc.pieces import read_text
from graphbuild.readers.doc.story import Found, Source, StoryReader
from graphbuild.readers.doc.styles import font_names, style_sheet
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
        """Return the text of a document: what a reader of it sees, without headers, footers and comments.

        Raises
        ------
        InputError
            ``damaged``, ``encrypted`` or ``unknown-format``, as in `graphbuild.readers.doc.file.opened`.
        """
        file = opened(data, source)
        found = Found()
        text = "\n".join(lines_of(_blocks(file, source, found)))
        return Content(text, notes=tuple(_notes(file, found)))


def _blocks(file: WordFile, source: str, found: Found) -> list[Block]:
    whole = read_text(file, source)
    parts = Source(
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
    start, end = file.span(Story.MAIN)
    return StoryReader(parts, found, is_main=True).blocks(start, min(end, len(whole.content)))


def _notes(file: WordFile, found: Found) -> list[Note]:
    notes = []
    if found.deletions:
        notes.append(Note("deleted_text", str(found.deletions)))
    if found.hidden:
        notes.append(Note("hidden_text", str(found.hidden)))
    if found.fonts:
        notes.append(Note("legacy_font", ", ".join(sorted(found.fonts))))
    if file.has_macros:
        notes.append(Note("macros"))
    if found.links:
        notes.append(Note("external_links", str(found.links)))
    if file.embedded:
        notes.append(Note("embedded_files", str(file.embedded)))
    return notes
