"""From the bytes of a file to its text: one module a format, chosen by the file's name or else by its content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Literal

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Text
from graphbuild.readers import markdown, plain
from graphbuild.readers.encoding.charset import Decoded
from graphbuild.readers.html import reader
from graphbuild.readers.signatures import refuse_binary

Format = Literal["plain", "markdown", "html"]

LARGEST = 200_000_000
"""Bytes of the largest file that is read. The longest laws come to 2 MB; beyond this a file is a dump, not a paper."""

_READERS: dict[Format, Callable[[bytes, str], Decoded]] = {
    "plain": plain.read,
    "markdown": markdown.read,
    "html": reader.read,
}
_FORMATS: dict[str, Format] = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
SUFFIXES: tuple[str, ...] = tuple(_FORMATS)
"""Ends of the file names for which a corpus folder is searched, in lower case."""

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def read_file(path: Path, source: str) -> Text:
    """Return the text of a file.

    Parameters
    ----------
    path
        Where the file is.
    source
        What it is called in messages and in the graph: its path relative to the corpus, with ``/``.

    Raises
    ------
    InputError
        ``unreadable`` where the system does not give the file out, ``too-large`` beyond `LARGEST`, and what
        `read_bytes` raises.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(
            "unreadable",
            _("{file}: cannot be read ({reason}). Check that the file is still there and that you may open it.").format(
                file=source, reason=error.strerror or type(error).__name__
            ),
        ) from error
    return read_bytes(data, source)


def read_bytes(data: bytes, source: str) -> Text:
    """Return the text of a file whose bytes are `data`.

    The suffix of `source` tells the format; where it is unknown (``-`` for standard input) the content does.

    Raises
    ------
    InputError
        ``binary``: it is no text at all; ``charset``: no character encoding fits; ``encoding``: Vietnamese in a legacy
        font encoding, or damaged by a wrong conversion; ``empty``: nothing to read in it; ``too-large``.

    Examples
    --------
    >>> text = read_bytes("Chỉ thị số <b>05</b>-CT/TW".encode(), "chi-thi.html")
    >>> text.content, text.format, text.encoding
    ('Chỉ thị số 05-CT/TW', 'html', 'utf-8')
    """
    if len(data) > LARGEST:
        raise InputError(
            "too-large",
            _("{file}: larger than {limit} MB. Split it, or leave it out of the corpus folder.").format(
                file=source, limit=LARGEST // 1_000_000
            ),
        )
    refuse_binary(data, source)
    form = _FORMATS.get(PurePosixPath(source).suffix.lower()) or ("html" if _HTML.match(data) else "plain")
    decoded = _READERS[form](data, source)
    if _BLANK.fullmatch(decoded.content):
        raise InputError(
            "empty",
            _("{file}: there is no text in it. Leave it out, or put the text in.").format(file=source),
        )
    return Text(decoded.content, source, form, decoded.encoding, hashlib.sha256(data).hexdigest())
