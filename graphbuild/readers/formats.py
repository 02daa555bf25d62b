"""Which reader takes a file: by its content, and only for text that none recognises by its name.

The readers of foreign formats bring libraries with them; each is imported when the first such file is met.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Text
from graphbuild.readers.html.reader import HtmlReader
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.plain import MARKDOWN, TEXT
from graphbuild.readers.reader import HEAD, Reader, Settings
from graphbuild.readers.signatures import kind_of, refused

TEXT_READERS: tuple[Reader, ...] = (HtmlReader(), MARKDOWN, TEXT)
"""Readers of text, which are part of this program and run where it runs."""

_FOREIGN: dict[str, tuple[str, ...]] = {
    "zip": ("graphbuild.readers.docx.reader:DocxReader", "graphbuild.readers.odt.reader:OdtReader"),
    "old-office": ("graphbuild.readers.doc.reader:DocReader",),
    "rtf": ("graphbuild.readers.rtf.reader:RtfReader",),
    "mail": ("graphbuild.readers.mail.mhtml:MhtmlReader", "graphbuild.readers.mail.eml:EmlReader"),
    "pdf": ("graphbuild.readers.pdf.reader:PdfReader",),
    "picture": ("graphbuild.readers.ocr.images:ImageReader",),
}
"""For each kind of `graphbuild.readers.signatures` its readers, as module and class, in the order they are asked."""

_CONTAINERS = ("zip", "mail")
"""Kinds of files that may contain others."""
_MAIL = "eml"
"""Format of a mail, which has a text of its own besides what is attached to it."""

_FOREIGN_SUFFIXES = (
    *(".bmp", ".doc", ".docm", ".docx", ".dot", ".dotm", ".dotx", ".eml", ".jpeg", ".jpg", ".mht", ".mhtml", ".odt"),
    *(".ott", ".pdf", ".png", ".rtf", ".tif", ".tiff", ".webp"),
)
"""Suffixes of the files that they read."""

SUFFIXES: tuple[str, ...] = tuple(
    sorted([*(suffix for reader in TEXT_READERS for suffix in reader.suffixes), *_FOREIGN_SUFFIXES, ".zip"])
)
"""Suffixes of the files that can be read, in lower case."""

STANDARD_INPUT = "-"
"""The name of standard input; it is plain text unless a reader recognises it."""

LARGEST = 200_000_000
"""Size limit of a file in bytes. The longest laws reach 2 MB, a scan of a thousand pages 100 MB."""

_REGISTERS = (".csv", ".tsv")
_BLANK = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*")


def is_foreign(head: bytes, source: str) -> bool:
    """Tell from its first bytes (at most `HEAD`) and its name whether a file must be read in a process of its own."""
    kind = _kind(head, source)
    return (kind in _FOREIGN or kind in _CONTAINERS) and not any(reader.recognises(head) for reader in TEXT_READERS)


def container_of(data: bytes, source: str) -> str | None:
    """Return the kind of a file that contains others: "zip" or "mail"; None if it is a document by itself."""
    kind = _kind(data[:HEAD], source)
    if kind not in _CONTAINERS:
        return None
    reader = next((reader for name in _FOREIGN.get(kind, ()) if (reader := _reader(name)).recognises(data)), None)
    return kind if reader is None or reader.format == _MAIL else None


def reader_of(data: bytes, source: str) -> Reader:
    """Return the reader for a file.

    Parameters
    ----------
    data
        Its bytes; of a file that is not foreign the first `HEAD` suffice.
    source
        Its name.

    Raises
    ------
    InputError
        ``binary``: it is not a document; ``unknown-format``: no reader takes files of this type.
    """
    head = data[:HEAD]
    for reader in TEXT_READERS:
        if reader.recognises(head):
            return reader
    kind = _kind(head, source)
    if kind is not None:
        return _foreign(kind, data, source)
    suffix = PurePosixPath(source).suffix.lower()
    for reader in TEXT_READERS:
        if suffix in reader.suffixes:
            return reader
    if source == STANDARD_INPUT or suffix in _FOREIGN_SUFFIXES:
        # Crawlers keep the text of a page under the name of the Word file that it was.
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


def read_bytes(data: bytes, source: str, settings: Settings | None = None) -> Text:
    """Return the text of a file whose bytes are `data`, in this process.

    Parameters
    ----------
    data
        The whole file.
    source
        Name of the file; ``-`` for standard input.
    settings
        How files are read in this run; the standard settings if None.

    Raises
    ------
    InputError
        ``binary``: no document at all; ``unknown-format``: no reader takes files of this type; ``charset``: no
        character encoding fits; ``encoding``: Vietnamese in a legacy font encoding, or damaged by a wrong conversion;
        ``empty``: no text in it; ``too-large``: beyond `LARGEST`; ``damaged``, ``encrypted``, ``bomb``: a foreign file
        that cannot be opened; ``no-ocr``: a scan, and no program to recognise it.

    Examples
    --------
    >>> text = read_bytes("Chỉ thị số <b>05</b>-CT/TW".encode(), "chi-thi.html")
    >>> text.content, text.format, text.encoding
    ('Chỉ thị số 05-CT/TW', 'html', 'utf-8')
    """
    if not data:
        raise _empty(source)
    reader = reader_of(data, source)
    if len(data) > LARGEST:
        message = _("{file}: larger than {limit} MB. Split it, or remove it from the corpus folder.")
        raise InputError("too-large", message.format(file=source, limit=LARGEST // 1_000_000))
    content = reader.read(data, source, settings or Settings())
    if _BLANK.fullmatch(content.text):
        raise _empty(source)
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
        layout=content.layout,
        notes=content.notes,
    )


def _empty(source: str) -> InputError:
    message = _("{file}: the file contains no text. Remove it, or add the text.")
    return InputError("empty", message.format(file=source))


def _kind(head: bytes, source: str) -> str | None:
    """Return the kind of a foreign file; a mail without the header of MIME is told by its name alone."""
    return kind_of(head) or ("mail" if PurePosixPath(source).suffix.lower() == f".{_MAIL}" else None)


def _foreign(kind: str, data: bytes, source: str) -> Reader:
    for name in _FOREIGN.get(kind, ()):
        reader = _reader(name)
        if reader.recognises(data):
            return reader
    raise damaged(source) if kind == "mail" else refused(source, kind)


@cache
def _reader(name: str) -> Reader:
    """Return the reader of a class, named with its module."""
    module, class_name = name.split(":")
    reader: Reader = getattr(import_module(module), class_name)()
    return reader
