"""Markdown: the source as it is, front matter and marks included, so that offsets are those of the file.

What the marks mean is for the normal form (`graphbuild.text.normalize`), which reads stars in plain text as well.
"""

from __future__ import annotations

from graphbuild.readers import plain
from graphbuild.readers.encoding.charset import Decoded


def read(data: bytes, source: str) -> Decoded:
    """Return the file's text; see `graphbuild.readers.plain.read`."""
    return plain.read(data, source)
