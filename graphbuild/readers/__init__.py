"""From the bytes of a file to its text: one reader per format, chosen by the file's content, else by its name."""

from __future__ import annotations

import errno
import hashlib
import re
from pathlib import Path, PurePosixPath

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.model import Text
from graphbuild.readers.html.reader import HtmlReader
from graphbuild.readers.plain import MARKDOWN, TEXT
from graphbuild.readers.reader import HEAD, Reader, Settings
from graphbuild.readers.signatures import refuse_binary

READERS: tuple[Reader, ...] = (HtmlReader(), MARKDOWN, TEXT)
"""One per format; the first that recognises a file's content reads it."""

SUFFIXES: tuple[str, ...] = tuple(sorted(suffix for reader in READERS for suffix in reader.suffixes))
"""Suffixes of the files that can be read, in lower case."""

STANDARD_INPUT = "-"
"""The name of standard input; it is plain text unless a reader recognises it."""

LARGEST = 200_000_000
"""Size limit of a file in bytes. The longest laws reach 2 MB; a larger file is a dump, not a document."""

_REGISTERS = (".csv", ".tsv")
_END_SHOWN = 80
"""Characters shown of each end of a long path in a message."""
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def read_file(path: Path, source: str) -> Text:
    """Return the text of a file.

    Parameters
    ----------
    path
        Path of the file.
    source
        Its name in messages and in the graph: its path relative to the corpus, with ``/``.

    Raises
    ------
    InputError
        ``unreadable`` if the system refuses access to the file, and what `read_bytes` raises.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            reader = reader_of(head, source)
            data = head + file.read(LARGEST + 1 - len(head))
    except OSError as error:
        raise unreadable(source, error) from error
    return _text(reader, data, source)


def read_bytes(data: bytes, source: str) -> Text:
    """Return the text of a file whose bytes are `data`.

    Parameters
    ----------
    data
        The whole file.
    source
        Name of the file; ``-`` for standard input.

    Raises
    ------
    InputError
        ``binary``: not text at all; ``unknown-format``: no reader takes files of this type; ``charset``: no character
        encoding fits; ``encoding``: Vietnamese in a legacy font encoding, or damaged by a wrong conversion; ``empty``:
        no text in it; ``too-large``: beyond `LARGEST`.

    Examples
    --------
    >>> text = read_bytes("Chỉ thị số <b>05</b>-CT/TW".encode(), "chi-thi.html")
    >>> text.content, text.format, text.encoding
    ('Chỉ thị số 05-CT/TW', 'html', 'utf-8')
    """
    return _text(reader_of(data[:HEAD], source), data, source)


def reader_of(head: bytes, source: str) -> Reader:
    """Return the reader for a file: by its first bytes (at most `HEAD`), else by its name.

    Raises
    ------
    InputError
        ``binary`` or ``unknown-format``, as in `read_bytes`.
    """
    for reader in READERS:
        if reader.recognises(head):
            return reader
    refuse_binary(head, source)
    suffix = PurePosixPath(source).suffix.lower()
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    if source == STANDARD_INPUT:
        return TEXT
    message = _(
        "{file}: files of this type are not read. If it is a document, save it as plain text (UTF-8) with a name "
        "that ends in .txt; otherwise remove it from the corpus folder."
    )
    if suffix in _REGISTERS:
        message = _(
            "{file}: a table is not a document. If it is a register of documents, add it with: graphbuild "
            "authority add FILE; otherwise remove it from the corpus folder."
        )
    raise InputError("unknown-format", message.format(file=source))


def unreadable(source: str, error: OSError) -> InputError:
    """Return the error for a file or folder that the system refuses access to."""
    if error.errno == errno.ENAMETOOLONG:
        shown = f"{source[:_END_SHOWN]}…{source[-_END_SHOWN:]}" if len(source) > 2 * _END_SHOWN else source
        message = _(
            "{file}: the path is too long for this system. Move the file to a higher folder, or shorten the "
            "folder names."
        )
        return InputError("unreadable", message.format(file=shown))
    message = _(
        "{file}: cannot be read ({reason}). Check that it still exists and that you have permission to open it."
    )
    return InputError("unreadable", message.format(file=source, reason=why(error)))


def _text(reader: Reader, data: bytes, source: str) -> Text:
    if len(data) > LARGEST:
        message = _("{file}: larger than {limit} MB. Split it, or remove it from the corpus folder.")
        raise InputError("too-large", message.format(file=source, limit=LARGEST // 1_000_000))
    content = reader.read(data, source, Settings())
    if _BLANK.fullmatch(content.text):
        message = _("{file}: the file contains no text. Remove it, or add the text.")
        raise InputError("empty", message.format(file=source))
    return Text(
        content.text,
        source,
        format=reader.format,
        encoding=content.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        own_offsets=reader.own_offsets,
        markup=reader.markup,
        pages=content.pages,
    )
