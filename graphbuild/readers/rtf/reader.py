"""Reads RTF files."""

from __future__ import annotations

import re

from graphbuild.model import Markup, Note
from graphbuild.readers.blocks import lines_of
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.rtf.walk import Found, Walk

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}\{\\rtf")


class RtfReader:
    """Reads RTF files, whatever they are named."""

    format = "rtf"
    suffixes = (".rtf",)
    own_offsets = False
    markup: Markup = "markdown"

    def recognises(self, data: bytes) -> bool:
        r"""Tell whether a file begins with the group that every RTF file is: ``{\rtf``."""
        return _START.match(data) is not None

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        r"""Return the text of a document: what a reader of it sees, without headers, footers and comments.

        Raises
        ------
        InputError
            ``damaged``: its groups are nested deeper than any program writes.

        Examples
        --------
        >>> RtfReader().read(rb"{\rtf1 Ch\u7881? th\u7883?\par}", "a.rtf", Settings()).text
        'Chỉ thị'
        """
        walk = Walk()
        if not walk.read(data.decode("latin-1")):
            raise damaged(source)
        text = "\n".join(lines_of(walk.blocks()))
        return Content(text, notes=tuple(_notes(walk.found)))


def _notes(found: Found) -> list[Note]:
    notes = []
    if found.deletions:
        notes.append(Note("deleted_text", str(found.deletions)))
    if found.hidden:
        notes.append(Note("hidden_text", str(found.hidden)))
    if found.fonts:
        notes.append(Note("legacy_font", ", ".join(sorted(found.fonts))))
    if found.links:
        notes.append(Note("external_links", str(found.links)))
    if found.embedded:
        notes.append(Note("embedded_files", str(found.embedded)))
    return notes
