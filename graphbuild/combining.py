r"""Composes letters with their marks, and cuts what no reader sees, both in time proportional to the text.

Python reorders a run of marks in the square of its length, and a browser lays one out as slowly: a hostile text has a
hundred thousand over one letter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from itertools import groupby, islice
from typing import Literal

_MOST_MARKS = 8
"""Number of combining marks shown on one letter; no script needs as many."""
# Candidate runs of combining marks: no letters, digits or spaces. The characters themselves tell which they are.
_MAY_BE_MARKS = re.compile(r"[^\w\s\x00-\u02ff]{9,}")
_MOST_COMPOSED = 30
"""Marks over one letter that are composed: UAX #15, Stream-Safe Text Format; no language has more."""


def compose(text: str) -> str:
    r"""Return a text in NFC; longer runs of marks than any language has stay as they are.

    Examples
    --------
    >>> compose("Nghi\u0323 quye\u0302\u0301t")
    'Nghị quyết'
    >>> run = "e" + 50_000 * "\u0301\u0323"
    >>> compose(run) == run
    True
    """
    return _in_form("NFC", text)


def decompose(text: str) -> str:
    r"""Return a text in NFD; longer runs of marks than any language has stay as they are.

    Examples
    --------
    >>> decompose("ế") == "e\u0302\u0301"
    True
    """
    return _in_form("NFD", text)


def readable(text: str) -> str:
    r"""Return a displayable text: of a run of combining marks and invisible characters, only the first eight are kept.

    A letter under two hundred thousand marks takes a browser or terminal minutes to render. Offsets do not apply to the
    result: truncate only what is displayed, never what is stored.

    Examples
    --------
    >>> readable("Nghi\u0323\u0302 quyết 28–NQ/TU") == "Nghi\u0323\u0302 quyết 28–NQ/TU"
    True
    >>> len(readable("a" + 1000 * "\u0301" + "b"))
    10
    """
    return _MAY_BE_MARKS.sub(_cut_marks, text)


def _in_form(form: Literal["NFC", "NFD"], text: str) -> str:
    # Most texts are in the form already, which is found out at once.
    if unicodedata.is_normalized(form, text):
        return text
    runs = _long_runs()
    pieces: list[str] = []
    done = 0
    for run in runs.finditer(text):
        pieces += (unicodedata.normalize(form, text[done : run.start()]), run.group())
        done = run.end()
    return "".join((*pieces, unicodedata.normalize(form, text[done:])))


@cache
def _long_runs() -> re.Pattern[str]:
    """Return the pattern of marks of which more follow each other than are composed."""
    marks = [code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    members = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
    return re.compile(f"[{members}]{{{_MOST_COMPOSED + 1},}}")


def _cut_marks(match: re.Match[str]) -> str:
    runs = groupby(match.group(), key=lambda character: unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf"))
    return "".join("".join(islice(run, _MOST_MARKS)) if is_marks else "".join(run) for is_marks, run in runs)
