"""Runs of text in the fonts from before Unicode, whose name alone tells what their characters mean.

In a Word file a run in ``.VnTime`` shows "Nghị quyết" where its characters are "NghÞ quyÕt"; the next run may be
Unicode. So each run is converted by its own font, exactly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from graphbuild.readers.encoding.legacy import from_tcvn3, from_vni, western

# Letters with marks that no code page of the West has: ă, đ, ĩ, ũ, ơ, ư, combining marks, and from ạ to ỹ.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9]"
)
# Characters of Western code pages that are no Vietnamese letters.
_OLD = re.compile("[\u00a1-\u00ff](?<![ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý])")

_PRIVATE = re.compile("[\uf020-\uf0ff]")
"""Characters of a font with a table of its own: Word writes byte 0xDE of it as U+F0DE."""

FontEncoding = Literal["tcvn3", "tcvn3-capitals", "vni"]


class _Font(NamedTuple):
    start: str
    end: str
    encoding: FontEncoding


@cache
def encoding_of(font: str) -> FontEncoding | None:
    """Return how a font encodes Vietnamese; None for the fonts of Unicode.

    Examples
    --------
    >>> [encoding_of(name) for name in (".VnTime", ".VnTimeH", "VNI-Times", "Times New Roman")]
    ['tcvn3', 'tcvn3-capitals', 'vni', None]
    """
    name = font.strip().lstrip("@").lower()
    return next(
        (known.encoding for known in _fonts() if name.startswith(known.start) and name.endswith(known.end)), None
    )


def runs_as_unicode(runs: Sequence[str], font: str) -> str:
    """Return what runs of text that follow each other in one font show, joined.

    They are converted together, as a letter of VNI and its mark may be in different runs; but where some were typed as
    Unicode, each by itself, and those that may be either stay as they are.

    Examples
    --------
    >>> runs_as_unicode(["quye", "át"], "VNI-Times"), runs_as_unicode(["NghÞ ", "quyết ", "các"], ".VnTime")
    ('quyết', 'Nghị quyết các')
    """
    if any(map(_UNICODE.search, runs)):
        return "".join(as_unicode(run, font) if _OLD.search(run) else run for run in runs)
    return as_unicode("".join(runs), font)


def as_unicode(text: str, font: str) -> str:
    r"""Return what a run of text in a font shows; text in a font of Unicode stays as it is.

    So does text that was typed as Unicode while an old font was set, which programs show in another font: letters that
    windows-1252 does not have tell it.

    Parameters
    ----------
    text
        The characters of the run, decoded as windows-1252; U+F0xx stands for the byte xx.
    font
        Name of its font.

    Examples
    --------
    >>> as_unicode("NghÞ quyÕt", ".VnTime"), as_unicode("nghÞ quyÕt", ".VnTimeH"), as_unicode("Nghị quyết", "Arial")
    ('Nghị quyết', 'NGHỊ QUYẾT', 'Nghị quyết')
    >>> as_unicode("các nghị quyết", ".VnTime"), as_unicode("Ngh\uf0de quy\uf0d5t", ".VnTime")
    ('các nghị quyết', 'Nghị quyết')
    """
    encoding = encoding_of(font)
    if encoding is not None and _UNICODE.search(text):
        return text
    if encoding is not None:
        text = _PRIVATE.sub(lambda found: western(bytes([ord(found[0]) & 0xFF])), text)
    match encoding:
        case "tcvn3":
            return from_tcvn3(text)
        case "tcvn3-capitals":
            return from_tcvn3(text).upper()
        case "vni":
            return from_vni(text)
        case None:
            return text


@cache
def _fonts() -> tuple[_Font, ...]:
    content = tomllib.loads((Path(__file__).parent / "fonts.toml").read_text(encoding="utf-8"))
    return tuple(_Font(entry["start"], entry.get("end", ""), entry["encoding"]) for entry in content["font"])
