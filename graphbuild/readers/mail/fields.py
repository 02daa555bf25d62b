"""The fields in the head of a message: words and parameters in any encoding, right, wrong or none (RFC 2047, 2231)."""

from __future__ import annotations

from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from graphbuild.combining import compose
from graphbuild.errors import InputError
from graphbuild.readers.encoding.charset import decode

_LONGEST = 100_000
"""Characters of one field that are read: the standard library is quadratic in the number of encoded words."""
_FAULTS = (HeaderParseError, LookupError, ValueError, TypeError, AttributeError)
"""What the standard library raises on fields that break the rules: bad Base64, unknown charsets, huge counts."""


def characters(data: bytes, source: str, declared: str = "") -> str:
    r"""Return the characters of bytes in the head of a message, whatever is declared for them.

    Examples
    --------
    >>> characters("Kế hoạch".encode(), "thu.eml", "us-ascii"), characters(b"K\xd5 ho\xb9ch c\xf1a x\xb7", "thu.eml")
    ('Kế hoạch', 'Kế hoạch của xã')
    """
    data = data.replace(b"\0", b"")
    try:
        return compose(decode(data, source, declared).content)
    except InputError:
        pass
    try:
        return data.decode(declared)
    except (LookupError, ValueError):
        return data.decode("windows-1252", "replace")


def words(written: str, source: str) -> str:
    """Return the text of a field on one line, its encoded words decoded; letters split between two of them are whole.

    Examples
    --------
    >>> words("=?utf-8?B?S+G6?= =?utf-8?B?vyBob+G6oWNo?= 12", "thu.eml")
    'Kế hoạch 12'
    """
    shown = written[:_LONGEST]
    if "=?" in shown:
        with suppress(*_FAULTS):
            shown = "".join(_piece(piece, declared, source) for piece, declared in decode_header(shown))
    shown = "".join(letter if letter.isprintable() else " " * letter.isspace() for letter in shown)
    return " ".join(compose(shown).split())


def field(head: Message, name: str, source: str) -> str:
    """Return the text of the fields of that name, "" if there are none."""
    return words(", ".join(str(value) for value in head.get_all(name, [])), source)


def parameter(head: Message, name: str, key: str) -> str:
    """Return a parameter of a field ("boundary" of "content-type") as it is written, "" if there is none.

    Examples
    --------
    >>> head = Message()
    >>> head["Content-Disposition"] = "attachment; filename*0*=utf-8''K%E1%BA%BF; filename*1=.pdf"
    >>> parameter(head, "content-disposition", "filename")
    'Kế.pdf'
    """
    value = head.get(name)
    if value is None or len(str(value)) > _LONGEST:
        return ""
    try:
        values = [value for known, value in head.get_params([], name) if known.lower() == key]
    except _FAULTS:
        return ""
    # Beside one with a charset (RFC 2231) stands another for old programs.
    values.sort(key=lambda value: isinstance(value, str))
    if not values or isinstance(values[0], str):
        return values[0] if values else ""
    declared, _language, escaped = values[0]
    try:
        return characters(escaped.encode("latin-1"), "", declared or "")
    except ValueError:
        return escaped


def _piece(piece: bytes | str, declared: str | None, source: str) -> str:
    if isinstance(piece, str):
        return piece
    # What stands between encoded words comes back in this encoding.
    return characters(piece, source, declared) if declared else piece.decode("raw-unicode-escape")
