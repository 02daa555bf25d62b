r"""The text as extraction reads it, and the way back to the characters of the source.

People who read these documents ignore what is not language: Markdown stars, soft hyphens, the dash that a typist chose,
the placement of a tone mark, a line that ended only because the page did. `normalize` does the same, so that every
later rule sees one form: NFC, "-" for every dash, " " for every space, "Đ" for the Icelandic Eth, Latin letters for the
Cyrillic and Greek ones that look like them, "ủy" for "uỷ", and ``\n`` only at the end of a paragraph. Lower case is
aligned with upper case: "I" for the Turkish "İ".
`Normalized.source` maps offsets back to the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from graphbuild.combining import compose, decompose
from graphbuild.model import Span
from graphbuild.text.joined_lines import join_lines

SMALL = "a-zđ" + "".join(
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
)
CAPITAL = "A-ZĐ" + SMALL[4:].upper()
"""Vietnamese letters for character classes of patterns; a range such as À-Ỹ would mix both cases."""

_DASHES = "‐‑‒–—―−"
_SPACES = "\t\v\f\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LOOK_ALIKES = {
    **dict(zip("АВСЕНІЈКМОРЅТХ", "ABCEHIJKMOPSTX", strict=True)),  # Cyrillic
    **dict(zip("асеіјорѕху", "aceijopsxy", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),  # Greek
    "Ɖ": "Đ",
    **dict.fromkeys("⁄∕／", "/"),
}
_ONE_TO_ONE = [
    *((dash, "-") for dash in _DASHES),
    *((space, " ") for space in _SPACES),
    ("Ð", "Đ"),
    ("ð", "đ"),
]
# The only letter whose lower-case form is longer than itself.
_DOTTED_I = ("İ", "I")
_PLAIN = str.maketrans(dict([*_ONE_TO_ONE, _DOTTED_I]))


def _first_byte(character: str) -> bytes:
    return character.encode()[:1]


def _by_first_byte(pairs: Iterable[tuple[str, str]]) -> list[tuple[bytes, list[tuple[str, str]]]]:
    """Return characters and their plain forms by the byte with which UTF-8 begins them."""
    found: dict[bytes, list[tuple[str, str]]] = {}
    for character, plain in pairs:
        found.setdefault(_first_byte(character), []).append((character, plain))
    return list(found.items())


# To look for the few first bytes in a text takes a quarter of the time of looking for each of the characters.
_REPLACED = _by_first_byte([*_ONE_TO_ONE, *_LOOK_ALIKES.items()])
_INVISIBLE_CHARACTERS = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]+")
_INVISIBLE_IN_UTF8 = {
    first: re.compile(b"|".join(mark.encode() for mark in _INVISIBLE_CHARACTERS if mark.encode().startswith(first)))
    for first in map(_first_byte, _INVISIBLE_CHARACTERS)
}
"""The patterns of those characters whose bytes in UTF-8 begin with the same one."""
# From the first mark, which is rare; the letter precedes it.
_COMBINING = re.compile("[\u0300-\u036f](?<=[^\\W\\d_].)[\u0300-\u036f]*")
_BEGIN_COMBINING = (_first_byte("\u0300"), _first_byte("\u036f"))
# Runs of stars and backslashes: emphasis but not the star of a bullet, escapes but not a literal backslash.
_NO_BULLET = r"(?! )|(?<=[^\n]\*)"
_STARS = re.compile(rf"\*(?:\*+|{_NO_BULLET})")
# A run that is no markup is passed over as a whole, or a long one would cost the square of its length.
_MARKS = re.compile(rf"[*\\](?:(?<=\*)(?:[*\\]+|{_NO_BULLET})|\\*+(?:\*[*\\]*|(?=[-._#|()[\]!+])|(?P<literal>)))")


# Old placements of the tone mark, moved by one letter: "hoà" becomes "hòa", but "quỷ" and "hoàn" stay.
_OLD_TONES = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_NEW_TONES = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_TONES = {
    variant(old): variant(new)
    for old, new in zip(_OLD_TONES, _NEW_TONES, strict=True)
    for variant in (str.lower, str.upper, str.capitalize)
}
# A pattern for each first letter: one for all takes three times as long.
_MOVED = {
    vowel: re.compile(f"{vowel}[{''.join(sorted(old[1] for old in _TONES if old[0] == vowel))}](?!\\w)(?<![qQ]..)")
    for vowel in "oOuU"
}

# Two or more spaces: a pattern that begins with two literals is found eight times as fast as " {2,}".
_BLANKS = re.compile("   *")


class _Edit(NamedTuple):
    """A stretch whose length changed: `position` and `length` in the normal text, the others in the source."""

    position: int
    length: int
    source_position: int
    source_length: int


@dataclass(frozen=True)
class Normalized:
    """A text in normal form, with the map back to its source."""

    text: str
    """The text, with the lines of one paragraph joined."""
    lines: str
    """The same characters at the same offsets, with the source's line ends (one where lines were joined over a gap)."""
    edits: tuple[_Edit, ...] = ()
    origin: int = 0
    """Offset in the source at which the text begins."""

    @cached_property
    def _positions(self) -> list[int]:
        """Offset at which each edit begins, and one behind the text."""
        return [*(edit.position for edit in self.edits), len(self.text) + 1]

    @cached_property
    def _stretches(self) -> list[int]:
        """Offset at which the unchanged characters after each edit begin."""
        return [edit.position + edit.length for edit in self.edits]

    @cached_property
    def _shifts(self) -> list[int]:
        """Shift between normal and source offsets, before the first edit and after each."""
        shifts = (edit.source_position + edit.source_length - edit.position - edit.length for edit in self.edits)
        return [self.origin + shift for shift in (0, *shifts)]

    def _index(self, position: int) -> tuple[int, int]:
        """Return the source offsets at which the character at `position` begins and ends."""
        at = bisect_right(self._positions, position) - 1
        if at < 0:
            return position, position + 1
        edit = self.edits[at]
        into = position - edit.position - edit.length
        if into < 0:
            return edit.source_position, edit.source_position + edit.source_length
        begin = edit.source_position + edit.source_length + into
        return begin, begin + 1

    def source(self, span: Span) -> Span:
        """Return the span of the source that corresponds to the span of the normal text.

        Examples
        --------
        >>> normal = normalize("Chỉ thị số **05**–CT/TW")
        >>> normal.text
        'Chỉ thị số 05-CT/TW'
        >>> normal.source(Span(11, 19))
        Span(start=13, end=23)
        """
        start, end = span
        stretch = bisect_right(self._stretches, start)
        if start < end <= self._positions[stretch]:
            # Like most spans it has no edit inside.
            shift = self._shifts[stretch]
            return Span(start + shift, end + shift) if shift else span
        if start < end:
            begin, end = self._index(start)[0], self._index(end - 1)[1]
            return Span(begin + self.origin, end + self.origin)
        begin = self._index(start)[0] if start < len(self.text) else self._end()
        return Span(begin + self.origin, begin + self.origin)

    def _end(self) -> int:
        if not self.edits:
            return len(self.text)
        last = self.edits[-1]
        return last.source_position + last.source_length + len(self.text) - last.position - last.length


def normalize(content: str, origin: int = 0) -> Normalized:
    r"""Return `content`, which begins at offset `origin` of its source, in normal form.

    Markdown markup (stars, backslashes before punctuation) is removed from every text: documents copied from the web
    contain it whatever the file name. A line end is removed if the line has no end punctuation and the next one
    continues in lower case (page breaks, also across a blank line), or if the file wraps its paragraphs. Two spaces
    between words, and those of a joined gap, become one; three or more separate columns and are kept.

    Examples
    --------
    >>> normalize("Uỷ ban\nnhân dân; Ðảng uỷ").text
    'Ủy ban nhân dân; Đảng ủy'
    """
    encoded = content.encode("utf-8", "surrogatepass")
    text, edits = _edit(content, encoded)
    for first_byte, characters in _REPLACED:
        for character, plain in characters if first_byte in encoded else ():
            if character in text:
                text = text.replace(character, plain)
    # Not told by the bytes: it may have been composed.
    text = text.replace(*_DOTTED_I)
    lines = _with_tones_moved(text)
    normal = _with_single_blanks(Normalized(join_lines(lines), lines, tuple(edits)))
    return replace(normal, origin=origin) if origin else normal


@lru_cache(maxsize=1 << 16)
def one_line(text: str) -> str:
    r"""Return a text as lists show it: on one line, without Markdown's emphasis.

    Examples
    --------
    >>> one_line("Giao **Ban Tổ chức**\n  báo cáo")
    'Giao Ban Tổ chức báo cáo'
    """
    return " ".join(text.replace("**", "").split())


def has_look_alikes(text: str) -> bool:
    """Tell whether a text contains letters or slashes of another script that look like Latin ones.

    Examples
    --------
    >>> has_look_alikes("NĐ-СР"), has_look_alikes("NĐ-CP")
    (True, False)
    """
    return not text.isascii() and any(character in _LOOK_ALIKES for character in text)


def is_utf8(text: str) -> bool:
    r"""Tell whether UTF-8 can represent a text: the bytes of a file name or an argument may be none of UTF-8.

    Examples
    --------
    >>> is_utf8("văn bản đến"), is_utf8("v\udcffn")
    (True, False)
    """
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def plain_name(name: str) -> str:
    """Return a name for comparison: casefolded, one tone placement, single spaces.

    Never for document numbers: Đ and Ư remain distinct letters, but case is lost.

    Examples
    --------
    >>> plain_name("Uỷ  ban nhân dân HUYỆN Kiến Thuỵ")
    'ủy ban nhân dân huyện kiến thụy'
    """
    name = compose(name)
    if not name.isascii():
        name = name.translate(_PLAIN)
    return " ".join(_with_tones_moved(name.casefold()).split())


def ascii_slug(name: str) -> str:
    """Return a readable ASCII key: "Huyện ủy Vĩnh Bảo" → ``huyen-uy-vinh-bao``. Not for document numbers.

    Examples
    --------
    >>> ascii_slug("Đảng ủy Khối các cơ quan tỉnh")
    'dang-uy-khoi-cac-co-quan-tinh'
    """
    name = decompose(plain_name(name).replace("đ", "d"))
    return re.sub("[^a-z0-9]+", "-", name.encode("ascii", "ignore").decode()).strip("-")


def _with_tones_moved(text: str) -> str:
    for vowel, old in _MOVED.items():
        if vowel in text:
            text = old.sub(_move_tone, text)
    return text


def _move_tone(old: re.Match[str]) -> str:
    return _TONES[old.group()]


def _edit(content: str, encoded: bytes) -> tuple[str, list[_Edit]]:
    """Remove what is not language and compose letters, recording each change of length."""
    changes: list[tuple[int, int, str]] = []
    if any(map(encoded.__contains__, _BEGIN_COMBINING)):
        for match in _COMBINING.finditer(content):
            start, end = match.start() - 1, match.end()
            changes.append((start, end, compose(content[start:end])))
    # A search among the bytes costs a tenth of one scan for the class, which few texts need.
    if any(first in encoded and begun.search(encoded) for first, begun in _INVISIBLE_IN_UTF8.items()):
        changes += [(*match.span(), "") for match in _INVISIBLE.finditer(content)]
    if "*" in content or "\\" in content:
        marks = _MARKS if "\\" in content else _STARS
        changes += [(*match.span(), "") for match in marks.finditer(content) if match.lastgroup != "literal"]
    pieces: list[str] = []
    edits: list[_Edit] = []
    done = removed = 0
    for start, end, plain in sorted(changes):
        length = len(plain)
        if length == end - start:
            continue
        pieces.append(content[done:start])
        if plain:
            pieces.append(plain)
        edits.append(_Edit(start - removed, length, start, end - start))
        removed += end - start - length
        done = end
    pieces.append(content[done:])
    return "".join(pieces), edits


def _with_single_blanks(normal: Normalized) -> Normalized:
    """Collapse two spaces between words, and the spaces of a gap over which lines were joined, into one."""
    text, lines = normal.text, normal.lines
    runs = [run.span() for run in _BLANKS.finditer(text) if _is_one_blank(normal, *run.span())]
    if not runs:
        return normal
    texts: list[str] = []
    kept: list[str] = []
    edits: list[_Edit] = []
    done = removed = 0
    old = iter([*normal.edits, _Edit(len(text) + 1, 0, 0, 0)])
    edit = next(old)
    for start, end in [*runs, (len(text), len(text))]:
        while edit.position <= start:
            edits.append(_Edit(edit.position - removed, edit.length, edit.source_position, edit.source_length))
            edit = next(old)
        while edit.position < end:
            edit = next(old)
        texts.append(text[done:start])
        kept.append(lines[done:start])
        if start < end:
            source = normal.source(Span(start, end))
            edits.append(_Edit(start - removed, 1, source.start, source.end - source.start))
            texts.append(" ")
            kept.append("\n" if "\n" in lines[start:end] else " ")
        removed += end - start - 1
        done = end
    return Normalized("".join(texts), "".join(kept), tuple(edits))


def _is_one_blank(normal: Normalized, start: int, end: int) -> bool:
    if not start or end == len(normal.text) or normal.text[start - 1] == "\n" or normal.text[end] == "\n":
        return False
    return end - start == 2 or "\n" in normal.lines[start:end]
