"""Vietnamese from before Unicode: TCVN3 (ABC, ``.VnTime``) and VNI, as bytes or as wrongly decoded characters.

Both put Vietnamese glyphs where Western fonts have other characters, so that "Nghị quyết" is stored as "NghÞ quyÕt"
(TCVN3) or "Nghò quyeát" (VNI). A third damage is UTF-8 read as if it were a Western code page: "Nghá»‹ quyáº¿t".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# TCVN 5712:1993, VN3. Small letters with tones only: capitals with tones are the same codes in another font (.VnTimeH).
_TCVN3 = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TONED_SMALL = "[" + "".join(_TCVN3.values())[7:] + "]"
# VNI-Win: a base letter followed by one character for its marks. Source: the table of the VNI-Times font.
_VNI_AFTER = {
    "aAeEoOuUyY": dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
    "aAeEoO": dict(
        zip(
            "âáàåãä",
            ("\u0302", "\u0302\u0301", "\u0302\u0300", "\u0302\u0309", "\u0302\u0303", "\u0302\u0323"),
            strict=True,
        )
    ),
    "aA": dict(
        zip(
            "êéèúüë",
            ("\u0306", "\u0306\u0301", "\u0306\u0300", "\u0306\u0309", "\u0306\u0303", "\u0306\u0323"),
            strict=True,
        )
    ),
    "ôÔöÖ": dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True)),
}
_VNI_ALONE = dict(zip("ôöñæóòîíì", "ơưđỉĩịỵíì", strict=True))
# "HàNH", "PHủ" (a capital beyond the first letter), but not "Uỷ" and "Đảng" of ordinary text.
_SMALL_AMONG_CAPITALS = re.compile(f"[A-ZĐ]{_TONED_SMALL}+[A-ZĐ]|[A-ZĐ]{{2}}{_TONED_SMALL}")


# NBSP does not end a word here: it is the second byte of "à". A byte order mark was added when the text was saved.
_BETWEEN_BLANKS = re.compile(r"[^ \x00-\x1f\ufeff]+")


@cache
def _western_table() -> dict[int, str]:
    return {byte: shown for byte in range(0x80, 0xA0) if (shown := bytes([byte]).decode("cp1252", "ignore"))}


@cache
def _tcvn3_table() -> dict[int, str]:
    return {start + place: letter for start, letters in _TCVN3.items() for place, letter in enumerate(letters)}


@cache
def _vni_table() -> dict[str, str]:
    alone = _VNI_ALONE | {old.upper(): new.upper() for old, new in _VNI_ALONE.items()}
    table = dict(alone)
    for bases, marks in _VNI_AFTER.items():
        for base in bases:
            for mark, combining in marks.items():
                for written in (mark, mark.upper()):
                    table[base + written] = unicodedata.normalize("NFC", alone.get(base, base) + combining)
    return table


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni_table(), key=len, reverse=True)))


def western(data: bytes) -> str:
    r"""Return bytes as windows-1252 has them; the five that it leaves undefined as control characters, as Windows does.

    Examples
    --------
    >>> western(bytes([0x93, 0xDE, 0x81]))
    '“Þ\x81'
    """
    return data.decode("latin-1").translate(_western_table())


def reread(text: str, code_page: str) -> str:
    """Return text that was decoded with `western` as another code page has it.

    Examples
    --------
    >>> reread("Ñ", "cp1251")
    'С'
    """
    if text.isascii():
        return text
    table = {ord(character): byte for byte, character in _western_table().items()}
    raw = bytes(table.get(ord(character), ord(character) & 0xFF) for character in text)
    return raw.decode(code_page, "replace")


def from_tcvn3(text: str) -> str:
    """Return the meaning of TCVN3 text whose bytes were decoded as Latin-1 or windows-1252.

    Examples
    --------
    >>> from_tcvn3("Uû ban nh©n d©n")
    'Uỷ ban nhân dân'
    """
    return text.translate(_tcvn3_table())


def from_vni(text: str) -> str:
    """Return the meaning of VNI text whose bytes were decoded as Latin-1 or windows-1252.

    Examples
    --------
    >>> from_vni("Nghò quyeát cuûa Ñaûng, CHÆ THÒ")
    'Nghị quyết của Đảng, CHỈ THỊ'
    """
    return _vni_pattern().sub(lambda match: _vni_table()[match.group()], text)


def without_tcvn3(text: str) -> str:
    """Return what of a text has no meaning of its own in TCVN3.

    Examples
    --------
    >>> without_tcvn3("quyÕt à")
    'quyt à'
    """
    return text.translate(dict.fromkeys(_tcvn3_table()))


def without_vni(text: str) -> str:
    """Return what of a text has no meaning of its own in VNI.

    Examples
    --------
    >>> without_vni("quyeát cá")
    'quyt cá'
    """
    return _vni_pattern().sub("", text)


def loses_capitals(text: str) -> bool:
    """Tell whether text converted from TCVN3 has words in the capital font, in which small letters stand for capitals.

    Examples
    --------
    >>> loses_capitals(from_tcvn3("Uû BAN NH¢N D¢N")), loses_capitals(from_tcvn3("CHÊP HµNH"))
    (False, True)
    """
    return any(_SMALL_AMONG_CAPITALS.search(word) for word in re.findall(r"[^\W\d_]{3,}", text))


def from_misread_utf8(text: str, codec: str) -> str:
    """Return `text` as it was before UTF-8 was decoded as `codec`; words for which this fails are left unchanged.

    Examples
    --------
    >>> from_misread_utf8("Nghß╗ï quyß║┐t", "cp437"), from_misread_utf8("Nghá»‹ quyáº¿t", "cp1252")
    ('Nghị quyết', 'Nghị quyết')
    """
    return _BETWEEN_BLANKS.sub(lambda word: _reread(word.group(), codec) or word.group(), text)


def is_misread_utf8(text: str, codec: str) -> bool:
    """Tell whether every character of a text can come from UTF-8 that was decoded as `codec`.

    Examples
    --------
    >>> is_misread_utf8("Nghá»‹ quyáº¿t 5", "cp1252"), is_misread_utf8("Nghá»‹ quyết", "cp1252")
    (True, False)
    """
    return all(_reread(word, codec) is not None for word in _BETWEEN_BLANKS.findall(text))


def _reread(word: str, codec: str) -> str | None:
    if word.isascii():
        return word
    try:
        return b"".join(_byte(character, codec) for character in word).decode("utf-8")
    except UnicodeError:
        return None


@cache
def _byte(character: str, codec: str) -> bytes:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:
        # Bytes that the code page leaves undefined are usually passed through as control characters.
        return character.encode("latin-1")
