"""Dates typed by a user: in commands, queries, registers and ``corpus.toml``."""

from __future__ import annotations

import re
from datetime import date

from graphbuild.extraction.dates import DAY, read_day

_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def is_iso_day(text: str) -> bool:
    """Tell whether a text is a valid ISO date, or a year or month alone.

    Examples
    --------
    >>> is_iso_day("2024-06-05"), is_iso_day("2024"), is_iso_day("2024-02-31")
    (True, True, False)
    """
    if not _ISO.fullmatch(text):
        return False
    year, month, day, *_rest = f"{text}-01-01".split("-")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def typed_day(text: str) -> str | None:
    """Return the ISO date that a user typed, as ISO or as documents write it; None if it is not in the calendar.

    Examples
    --------
    >>> typed_day("2024-06-05"), typed_day("5/6/2024"), typed_day("31/02/2024"), typed_day("2024")
    ('2024-06-05', '2024-06-05', None, None)
    """
    match = DAY.fullmatch(text)
    if match:
        return read_day(match)
    return text if len(text) == len("2024-06-05") and is_iso_day(text) else None
