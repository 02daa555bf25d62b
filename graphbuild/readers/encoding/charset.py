"""Detects the encoding of a file: first by certain signs, then by which decoding yields Vietnamese words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.readers.encoding import legacy
from graphbuild.readers.encoding.damage import legacy_font
from graphbuild.readers.encoding.syllables import SURE, judge, sample
from graphbuild.readers.signatures import refuse_null_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = frozenset(["windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"])
_LEGACY = ("tcvn3", "vni")
_VIETNAMESE = frozenset(["windows-1258", "cp1258"])
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]")
_HIGH_BYTES_OF_VIETNAMESE = bytes([0x00, 0x01, 0x03, 0x1E, 0x20])


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded characters, and the name of their encoding."""

    content: str
    encoding: str


def decode(data: bytes, source: str, declared: str = "", shown: Callable[[str], str] = sample) -> Decoded:
    r"""Return the characters of a file.

    A byte order mark decides; then whether the bytes are UTF-8, whatever is declared (programs declare windows-1252 and
    write UTF-8); then Vietnamese words decide among windows-1258, windows-1252, UTF-16 without a mark, TCVN3 and VNI.
    Decomposed letters of a windows-1258 file stay decomposed.

    Parameters
    ----------
    data
        Bytes of the file.
    source
        Its name, for messages.
    declared
        The encoding that the file itself declares, or "".
    shown
        Turns the decoded characters into the text by which a decoding is judged.

    Raises
    ------
    InputError
        ``charset`` if no decoding fits, ``encoding`` for TCVN3 that cannot be converted without loss, ``binary`` for
        NUL bytes.

    Examples
    --------
    >>> decode("Chỉ thị".encode("utf-16"), "a.txt")
    Decoded(content='Chỉ thị', encoding='utf-16')
    >>> decode(b"U\xfb ban nh\xa9n d\xa9n", "a.txt")
    Decoded(content='Uỷ ban nhân dân', encoding='tcvn3')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded_as(encoding, data, source)
    if wide := _wide_without_mark(data):
        return wide
    refuse_null_bytes(data, source)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        reading = _most_vietnamese(data, declared.strip().lower(), shown)
        if reading is None:
            raise _undecodable(source, "utf-8", data, error.start) from error
    if reading.encoding == "tcvn3" and legacy.loses_capitals(reading.content):
        raise legacy_font(source, "TCVN3 (ABC)")
    return reading


def _decoded_as(encoding: str, data: bytes, source: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(source, encoding, data, error.start) from error


def _wide_without_mark(data: bytes) -> Decoded | None:
    """Return the text of UTF-16 without a mark: every other byte of Vietnamese is one of five."""
    first = data[:20_000]
    if len(data) < 4 or len(data) % 2 or b"\0" not in first:
        return None
    for high, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        bytes_of_high = first[high::2]
        others = len(bytes_of_high.translate(None, delete=_HIGH_BYTES_OF_VIETNAMESE))
        if others > len(bytes_of_high) * 0.02 or first[1 - high :: 2].count(0) > len(bytes_of_high) * 0.02:
            continue
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        part = sample(content)
        if judge(part).share >= SURE and not _CONTROLS.search(part):
            return Decoded(content, encoding)
    return None


def _most_vietnamese(data: bytes, declared: str, shown: Callable[[str], str]) -> Decoded | None:
    """Return the decoding with the most Vietnamese words; the declared one decides a tie."""
    readings = _readings(data, declared)
    best, most = None, -1
    for reading in readings:
        verdict = judge(shown(reading.content))
        needed = 2 if reading.encoding in _LEGACY else 0
        if verdict.share >= SURE and verdict.vietnamese > most and verdict.vietnamese >= needed:
            best, most = reading, verdict.vietnamese
    if best is None and declared in _WESTERN:
        return next((reading for reading in readings if reading.encoding == "windows-1252"), None)
    return best


def _readings(data: bytes, declared: str) -> list[Decoded]:
    """Return the possible decodings of the bytes; among equally good ones the first counts."""
    encodings = ["windows-1252", "windows-1258"]
    if declared in _VIETNAMESE:
        encodings.reverse()
    readings = []
    for encoding in encodings:
        try:
            content = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        readings.append(Decoded(content, encoding))
        if encoding == "windows-1252":
            # The legacy fonts were used on Western Windows: their quotes and dashes are those of windows-1252.
            readings += [Decoded(legacy.from_tcvn3(content), "tcvn3"), Decoded(legacy.from_vni(content), "vni")]
    return readings


def _undecodable(source: str, encoding: str, data: bytes, position: int) -> InputError:
    line = data.count(b"\n", 0, position) + 1
    message = _(
        "{file}, line {line}: this is not valid {encoding}, and no other Vietnamese encoding fits. Open the file "
        "in a text editor and save it as UTF-8."
    )
    return InputError("charset", message.format(file=source, line=line, encoding=encoding))
