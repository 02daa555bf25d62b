"""Reads RTF files."""

from __future__ import annotations

import re

from graphbuild.model import Markup
from graphbuild.readers.blocks import lines_of
from graphbuild.readers.letterhead import columns_apart, has_letterhead
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.rtf.walk import Walk
from graphbuild.readers.rtf.words import HEADERS

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
        r"""Return what a reader of the document sees, without headers (but for a letterhead), footers and comments.

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
        lines = _with_letterhead(list(lines_of(columns_apart(walk.blocks()))), walk)
        return Content("\n".join(lines), notes=tuple(walk.found.notes()))


def _with_letterhead(lines: list[str], walk: Walk) -> list[str]:
    """Return the lines of a document, after those of the first page's header if only that has its letterhead."""
    if has_letterhead(lines):
        return lines
    for blocks, found in (walk.headers[word] for word in HEADERS if word in walk.headers):
        header = list(lines_of(columns_apart(blocks)))
        if has_letterhead(header):
            walk.found.add(found)
            return header + lines
    return lines
