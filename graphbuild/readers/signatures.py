"""Files that are not text although their name suggests it, recognised by their first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphbuild.errors import InputError
from graphbuild.messages import _


@dataclass(frozen=True, slots=True)
class Signature:
    """The bytes that identify a kind of file."""

    start: bytes
    kind: str
    offset: int = 0


# From the PRONOM file format registry and the specifications of the formats.
SIGNATURES = (
    Signature(b"%PDF-", "pdf"),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    Signature(rb"{\rtf", "rtf"),
    Signature(b"PK\x03\x04", "zip"),
    Signature(b"PK\x05\x06", "zip"),
    Signature(b"Rar!\x1a\x07", "archive"),
    Signature(b"7z\xbc\xaf\x27\x1c", "archive"),
    Signature(b"\x1f\x8b\x08", "archive"),
    Signature(b"\xff\xd8\xff", "picture"),
    Signature(b"\x89PNG\r\n\x1a\n", "picture"),
    Signature(b"GIF87a", "picture"),
    Signature(b"GIF89a", "picture"),
    Signature(b"II*\x00", "picture"),
    Signature(b"MM\x00*", "picture"),
    Signature(b"WEBP", "picture", offset=8),
    Signature(b"SQLite format 3\x00", "database"),
    Signature(b"\x7fELF", "program"),
    Signature(b"MZ\x90\x00", "program"),
)

_HEADER = re.compile(rb"(?:[!-9;-~]{1,70}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")


def refuse_binary(data: bytes, source: str) -> None:
    """Raise if `data` begins like a file that is not text.

    Raises
    ------
    InputError
        ``binary``, with what the file looks like and how to extract its text.
    """
    for signature in SIGNATURES:
        if data.startswith(signature.start, signature.offset):
            raise _binary(source, signature.kind)
    if _is_mail(data):
        raise _binary(source, "mail")


def refuse_null_bytes(data: bytes, source: str) -> None:
    """Raise if there are NUL bytes, which no text has (UTF-16, which has them, must have been detected before).

    Raises
    ------
    InputError
        ``binary``.
    """
    if b"\0" in data:
        raise _binary(source, "null-bytes")


def _is_mail(head: bytes) -> bool:
    """Tell whether a file begins with mail headers (RFC 5322), as pages saved as MHTML do too."""
    lines = _HEADER.match(head)
    return lines is not None and b"mime-version:" in lines[0].lower()


def _binary(source: str, kind: str) -> InputError:
    word = _("Open it in Word and save it as plain text (UTF-8) or as a filtered web page.")
    leave_out = _("Remove it from the corpus folder.")
    looks, advice = {
        "pdf": (
            _("a PDF document"),
            _("Save its text as plain text (UTF-8); a scan needs text recognition (OCR) first."),
        ),
        "old-office": (_("a Word or Excel 97-2003 document"), word),
        "rtf": (_("an RTF document"), word),
        "zip": (_("a Word or Excel document (docx, xlsx), or a ZIP archive"), word),
        "archive": (_("a compressed archive"), _("Unpack it and put the documents in the corpus folder.")),
        "picture": (
            _("a picture"),
            _("Run text recognition (OCR) on it and save the result as plain text (UTF-8)."),
        ),
        "mail": (
            _("a page saved as MHTML, or an e-mail"),
            _("Open it in a browser or mail program and save it as a web page (HTML only) or as text."),
        ),
        "database": (_("a database"), leave_out),
        "program": (_("a program"), leave_out),
        "null-bytes": (_("a binary file (it has NUL bytes)"), leave_out),
    }[kind]
    message = _("{file}: this is not a text file; it looks like {kind}. {advice}")
    return InputError("binary", message.format(file=source, kind=looks, advice=advice))
