r"""Makes texts of documents harmless where they are displayed: on a terminal, in a spreadsheet.

Texts and file names are stored unchanged; only what is displayed passes through here.
"""

from __future__ import annotations

import re
from typing import TypeVar

from graphbuild.combining import readable

T = TypeVar("T")

# Control characters (C0 except tab and line feed, DEL, C1), line separators and direction marks, lone surrogates (the
# bytes of a file name that is not UTF-8).
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# OWASP, CSV injection: what a spreadsheet takes for the beginning of a formula, also in full width.
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def for_terminal(text: str) -> str:
    r"""Return a text as a terminal may show it: escapes and control characters are visible and have no effect.

    Of a run of combining marks only the first ones are kept (see `graphbuild.text.readable`).

    Examples
    --------
    >>> for_terminal("Kế hoạch\x1b[2J \u202etxt.exe\r\n")
    'Kế hoạch\\x1b[2J \\u202etxt.exe\n'
    """
    return _ACTS.sub(_escaped, readable(text.replace("\r\n", "\n")))


def _escaped(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def no_formula(value: T) -> T | str:
    """Return a value for a CSV cell that no spreadsheet takes for a formula: such a text is prefixed with "'".

    Numbers stay numbers, even if written as text.

    Examples
    --------
    >>> no_formula("=1+1"), no_formula("- Lưu: VT"), no_formula("28-NQ/TU"), no_formula("-5"), no_formula(-5)
    ("'=1+1", "'- Lưu: VT", '28-NQ/TU', '-5', -5)
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
