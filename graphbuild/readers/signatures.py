"""What a file is by its first bytes, whatever its name; and what is told of those that no reader takes."""

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
    Signature(b"\x78\x9f\x3e\x22", "tnef"),
    Signature(b"\x7fELF", "program"),
    Signature(b"MZ\x90\x00", "program"),
)

_BITMAP = re.compile(rb"BM.{4}\0{4}", re.DOTALL)
"""The head of a BMP file: its size, and two numbers that are 0."""
_PDF_LATER = re.compile(rb"%PDF-[12]\.\d")
_PDF_WITHIN = 1024
"""Number of bytes that may stand before the signature of a PDF file (PDF Reference 1.7, appendix H, note 13)."""

_HEAD_OF_MAIL = re.compile(rb"(?:\xef\xbb\xbf)?((?:[!-9;-~]{1,70}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,})")
_LONGEST_HEAD = 4096
"""Bytes of a head that are looked at."""
# RFC 5322 and 2045; a text that somebody typed has "From:" and "Subject:" too, but none of these.
_OF_SERVERS = re.compile(rb"^(?:delivered-to|message-id|mime-version|received|return-path|x-received):", re.M)
_SENT = re.compile(rb"^(?:bcc|cc|delivered-to|message-id|received|return-path|to|x-received):", re.M)
_OF_A_PAGE = re.compile(rb"^content-type:\s*(?:multipart/related|text/html)", re.M)


def kind_of(head: bytes) -> str | None:
    r"""Return the kind of a file that is not plain text by its first bytes; None if none is known.

    Examples
    --------
    >>> kind_of(b"%PDF-1.4\n"), kind_of("Số: 05-CT/TW".encode())
    ('pdf', None)
    """
    for signature in SIGNATURES:
        if head.startswith(signature.start, signature.offset):
            return signature.kind
    if _BITMAP.match(head):
        return "picture"
    if _PDF_LATER.search(head, 0, _PDF_WITHIN):
        return "pdf"
    return "mail" if is_mail(head) else None


def refuse_null_bytes(data: bytes, source: str) -> None:
    """Raise if there are NUL bytes, which no text has (UTF-16, which has them, must have been detected before).

    Raises
    ------
    InputError
        ``binary``.
    """
    if b"\0" in data:
        raise refused(source, "null-bytes")


def is_mail(data: bytes) -> bool:
    """Tell whether a file begins with the head of a message (RFC 5322), as a page saved as MHTML does too."""
    return _OF_SERVERS.search(head_of_mail(data)) is not None


def is_saved_page(data: bytes) -> bool:
    r"""Tell whether a file begins with the head of a page saved as MHTML (RFC 2557), which nobody sent to anybody.

    Examples
    --------
    >>> is_saved_page(b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n")
    True
    >>> is_saved_page(b"MIME-Version: 1.0\r\nTo: a@xa.example\r\nContent-Type: text/html\r\n\r\n")
    False
    """
    head = head_of_mail(data)
    return is_mail(data) and _OF_A_PAGE.search(head) is not None and not _SENT.search(head)


def head_of_mail(data: bytes) -> bytes:
    """Return the fields with which a file begins (RFC 5322), at most 4096 bytes and in lower case; b"" if none."""
    head = _HEAD_OF_MAIL.match(data[:_LONGEST_HEAD])
    return head[1].lower() if head else b""


def refused(source: str, kind: str) -> InputError:
    """Return the error for a file that no reader takes: what it looks like, and what to do.

    Parameters
    ----------
    source
        Its name.
    kind
        A kind of `SIGNATURES`, or "spreadsheet", "slides", "office", "null-bytes".
    """
    word = _("Open it in Word and save it as .docx.")
    leave_out = _("Remove it from the corpus folder.")
    archive = _("a compressed archive"), _("Unpack it and put the documents in the corpus folder.")
    looks, advice = {
        "office": (_("a file of an office program that is not a text document"), word),
        "slides": (_("a presentation"), _("Save its text as a Word document (.docx).")),
        "spreadsheet": (
            _("an Excel workbook"),
            _(
                "If it is a register of documents, add it with: graphbuild authority add FILE; otherwise remove it "
                "from the corpus folder."
            ),
        ),
        "picture": (
            _("a picture"),
            _("Run text recognition (OCR) on it and save the result as plain text (UTF-8)."),
        ),
        "archive": archive,
        "zip": archive,
        "tnef": (
            _("what Outlook attaches to mails for Outlook alone (winmail.dat)"),
            _("Ask the sender for the mail in HTML or plain text, with the files attached to it."),
        ),
        "database": (_("a database"), leave_out),
        "program": (_("a program"), leave_out),
        "null-bytes": (_("a binary file (it has NUL bytes)"), leave_out),
    }[kind]
    message = _("{file}: this is not a text file; it looks like {kind}. {advice}")
    return InputError("binary", message.format(file=source, kind=looks, advice=advice))
