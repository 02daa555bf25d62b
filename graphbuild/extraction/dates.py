"""Dates as documents write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from graphbuild.vocabulary.wordings import wordings

_any = wordings("times").any_of
_MONTHS = wordings("times")["english_months"]
_NUMERIC = r"(?P<d>\d{1,2})[ ]?(?P<sep>[/.-])[ ]?(?P<m>\d{1,2})[ ]?(?P=sep)[ ]?(?P<y>(?:19|20)\d\d)(?!\d)"
# Spaces get lost beside digits: "31tháng 3 năm 2010", "12 tháng 12năm 1997".
_WORDS = rf"(?P<wd>\d{{1,2}})[ ]*{_any('month')}[ ]*(?P<wm>\d{{1,2}})[ ]*{_any('year')}[ ]*(?P<wy>(?:19|20)\d\d)(?!\d)"

DAY = re.compile(rf"(?:{_NUMERIC}|{_WORDS})", re.IGNORECASE)
"""A complete date, without the word "ngày" before it."""

STATED_DAY = re.compile(
    rf"(?:[ ]?,?[ ]?|[ ]?(?P<open>\())(?:{_any('issued')}[ ]+)?(?:{_any('signed')}[ ]+)?"
    rf"(?:{_any('day')}[ ]*){{1,2}}(?:{_NUMERIC}|{_WORDS})(?(open)\))",
    re.IGNORECASE,
)
"""A date as it follows a number: ", ngày 05/6/2024", "(ngày 22/12/2024)", "51ngày 30/5/2019"."""

_ENGLISH_DAY = (
    rf"(?:(?P<em>{'|'.join(_MONTHS)})[ ](?P<ed>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<ey>(?:19|20)\d\d)"
    rf"|(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<fm>{'|'.join(_MONTHS)}),?[ ](?P<fy>(?:19|20)\d\d))(?!\d)"
)
STATED_ENGLISH_DAY = re.compile(rf",?[ ](?:{_any('english_dated')}[ ])?(?:(?<=[a-z] ){_NUMERIC}|{_ENGLISH_DAY})")
"""A date as it follows a number on an English page: "of May 15, 2018", "dated 15 May 2018"."""


def read_day(match: re.Match[str]) -> str | None:
    """Return the ISO date of a match of a pattern of this module; None if it is not in the calendar.

    Examples
    --------
    >>> read_day(DAY.search("ngày 05/6/2024")), read_day(DAY.search("10 tháng 7 năm 2024"))
    ('2024-06-05', '2024-07-10')
    >>> read_day(DAY.search("31/02/2024"))
    >>> read_day(STATED_ENGLISH_DAY.match(" of May 15, 2018")), read_day(STATED_ENGLISH_DAY.match(" dated 5 May 2018"))
    ('2018-05-15', '2018-05-05')
    """
    groups = match.groupdict()
    for year, month, day in (("y", "m", "d"), ("wy", "wm", "wd"), ("ey", "em", "ed"), ("fy", "fm", "fd")):
        if groups.get(day):
            number = groups[month] if groups[month].isdigit() else str(_MONTHS.index(groups[month]) + 1)
            return _iso_day(groups[year], number, groups[day])
    return None


@lru_cache(maxsize=4096)
def _iso_day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
