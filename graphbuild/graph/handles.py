"""The keys for looking up documents and bodies, the same when writing the graph and when querying it."""

from __future__ import annotations

import re

from graphbuild.text import plain_name

# Digits, then codes that contain a letter ("2020-2025" is not a number); the digits are followed by a dash or a slash,
# or only by a space if a slash follows later ("84 QĐ/TWĐTN").
_NUMBER = re.compile(r"(?<!\w)(\d+)(?:\s*[-/]\s*|\s+(?=\w+\s*/))(?=.*[^\W\d])(\w+(?:\s*[-/]\s*\w+)*)$")


def document_handle(text: str) -> str:
    """Return the key for looking up a document: its number without variations of spelling.

    Dashes, slashes, spaces, a leading zero, a type word before the number and case are ignored; diacritics are not (TƯ
    is Trung ương, TU is Tỉnh ủy). A document without number is looked up by its title.

    Examples
    --------
    >>> document_handle("Nghị quyết số 28 – nq/TU") == document_handle("28-NQ/TU")
    True
    >>> document_handle("46/NQ-TW") == document_handle("46-NQ/TW")
    True
    >>> document_handle("05-CT/TƯ"), document_handle("5-CT/TU"), document_handle("84 QĐ/TWĐTN")
    ('5-ct-tư', '5-ct-tu', '84-qđ-twđtn')
    >>> document_handle("Điều lệ  Đảng"), document_handle("Nghị quyết Trung ương 4 khóa XII")
    ('điều lệ đảng', 'nghị quyết trung ương 4 khóa xii')
    """
    plain = plain_name(text)
    number = _NUMBER.search(plain)
    if number is None:
        return plain
    digits, codes = number.groups()
    return f"{digits.lstrip('0') or '0'}-{re.sub('[-/ ]+', '-', codes)}"


def body_handle(name: str) -> str:
    """Return the key for looking up a body: its name without case, extra spaces and old tone placements.

    Examples
    --------
    >>> body_handle("Huyện uỷ  VĨNH BẢO ")
    'huyện ủy vĩnh bảo'
    """
    return plain_name(name)
