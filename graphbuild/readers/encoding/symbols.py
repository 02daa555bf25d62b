"""Characters of symbol fonts, such as check boxes and arrows, in Unicode."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_PRIVATE = re.compile("[\uf020-\uf0ff]")
_CODE = re.compile("(?:[Ff]0)?([0-9A-Fa-f]{2})")


def symbol(font: str, code: str) -> str:
    """Return what a character of a symbol font shows; "" if that says nothing in a text.

    Parameters
    ----------
    font
        Name of the font.
    code
        Number of the character in hexadecimal, as in ``w:sym``.

    Examples
    --------
    >>> symbol("Wingdings", "F0FE"), symbol("Symbol", "f0b3"), symbol("Webdings", "F042"), symbol("Arial", "2192")
    ('☑', '≥', '', '→')
    """
    if known := _CODE.fullmatch(code):
        return _tables().get(font.lower(), {}).get(known[1].upper(), "")
    try:
        shown = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return shown if shown.isprintable() else ""


def with_symbols(text: str, font: str) -> str:
    r"""Return text with the characters of symbol fonts, which are private ones (U+F0xx), in Unicode.

    Examples
    --------
    >>> with_symbols("\uf0ae x", "Symbol")
    '→ x'
    """
    return _PRIVATE.sub(lambda found: symbol(font, f"{ord(found[0]):04X}"), text)


@cache
def _tables() -> dict[str, dict[str, str]]:
    content = tomllib.loads((Path(__file__).parent / "symbols.toml").read_text(encoding="utf-8"))
    return {
        entry["name"].lower(): {str(code): shown for code, shown in entry["characters"].items()}
        for entry in content["font"]
    }
