"""Reads a point or period of the calendar as documents write it, and computes its first and last day.

"15/6/2025", "tháng 6", "quý IV/2025", "nửa cuối tháng 9", "6 tháng đầu năm 2024", "cuối năm", "năm 2026".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.wordings import any_word, wordings

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKS = {word: number for word, number in numerals().items() if number <= 4}
_MIDDLE = 15
"""Last day of the first half of a month."""
YEAR = r"(?:19|20)\d\d"
_TIMES = wordings("times")
_any = _TIMES.any_of
_HOUR, _DAY, _WEEK, _MONTH, _YEAR = map(_any, ("hour", "day", "week", "month", "year"))
_CLOCK = rf"(?:\d{{1,2}} ?{_any('hour', 'short_hour')} ?(?:\d{{2}}(?: {_any('minute')})?)?,? ?(?:{_DAY} ?)?)?"
_WHICH_WEEK = rf"(?:{_any('beginning', 'end')}|{_any('ordinal')} (?:{any_word(_WEEKS)}|[1-4]))"
_PART_OF_MONTH = rf"{_any('half')} {_any('beginning')}|{_any('half')} {_any('end')}|{_any('end')}|{_WEEK} {_WHICH_WEEK}"


def moment_pattern(name: str) -> str:
    """Return the pattern of one moment, with its groups named after the letter `name`."""
    edge = _any("beginning", "end")
    return (
        rf"(?:{_CLOCK}(?:{_DAY} )?(?P<{name}d>\d{{1,2}})(?: ?[/.-] ?| {_MONTH} )(?P<{name}m>\d{{1,2}})"
        rf"(?:(?: ?[/.-] ?| {_YEAR} )(?P<{name}y>{YEAR}))?(?![\d/])"
        rf"|(?:(?P<{name}p>{_PART_OF_MONTH})(?: {_any('of')})? |{_DAY} )?"
        rf"{_MONTH} (?P<{name}tm>\d{{1,2}})(?:(?: ?[/-] ?| {_YEAR} )(?P<{name}ty>{YEAR}))?(?![\d/])"
        rf"|{_any('quarter')} (?P<{name}q>iv|i{{1,3}}|[1-4])(?:(?: ?[/-] ?|,? {_YEAR} )(?P<{name}qy>{YEAR}))?(?!\w)"
        rf"|(?P<{name}n>\d{{1,2}}|{_any('half_year')}) {_MONTH} (?P<{name}h>{edge}) {_YEAR}"
        rf"(?: (?P<{name}hy>{YEAR}))?(?!\w)"
        rf"|(?P<{name}e>{edge}) {_YEAR}(?: (?P<{name}ey>{YEAR}))?(?!\w)"
        rf"|{_YEAR} (?P<{name}yy>{YEAR})(?![\d/])(?! ?- ?\d))"
    )


def day_after(day: date, count: int, unit: str) -> date | None:
    """Return the date a number of days, working days (without Saturdays and Sundays), weeks or months later.

    None if the unit is shorter than a day.
    """
    if unit in _TIMES["month"]:
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit in _TIMES["hour"]:
        return None
    if unit not in _TIMES["working_day"]:
        return day + timedelta(days=count * (7 if unit in _TIMES["week"] else 1))
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def read_moment(match: re.Match[str], name: str, year: str) -> tuple[date, date] | None:
    """Return first and last day of a moment, None if it is not in the calendar or its year is unknown.

    Parameters
    ----------
    match, name
        A match of a pattern that contains `moment_pattern(name)`.
    year
        Year for a moment that states none; "" if unknown.

    Examples
    --------
    >>> read_moment(re.match(moment_pattern("a"), "quý iv/2025"), "a", "")
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    """
    part = {key.removeprefix(name): value for key, value in match.groupdict().items() if key.startswith(name) and value}
    stated = (
        part.get("y") or part.get("ty") or part.get("qy") or part.get("hy") or part.get("ey") or part.get("yy") or year
    )
    if not stated:
        return None
    number = int(stated)
    try:
        if "d" in part:
            day = date(number, int(part["m"]), int(part["d"]))
            return day, day
        if "p" in part:
            return _part_of_month(part["p"].lower(), number, int(part["tm"]))
        first, last = _months(part)
        return date(number, first, 1), date(number, last, monthrange(number, last)[1])
    except ValueError:
        return None


def _part_of_month(words: str, year: int, month: int) -> tuple[date, date]:
    """Return first and last day of a half or week of a month; "cuối tháng" has only its last day."""
    days = monthrange(year, month)[1]
    if words in _TIMES["end"]:
        return date(year, month, days), date(year, month, days)
    if words.startswith(_TIMES["half"]):
        first, last = (1, _MIDDLE) if words.endswith(_TIMES["beginning"]) else (_MIDDLE + 1, days)
    elif words.endswith(_TIMES["end"]):
        first, last = days - 6, days
    else:
        which = words.split()[-1]
        week = 1 if which in _TIMES["beginning"] else _WEEKS.get(which) or int(which)
        first, last = 7 * week - 6, 7 * week
    return date(year, month, first), date(year, month, last)


def _months(part: dict[str, str]) -> tuple[int, int]:
    """Return the first and last month of a moment that is not a day."""
    if "tm" in part:
        return int(part["tm"]), int(part["tm"])
    if "q" in part:
        quarter = _QUARTERS[part["q"].lower()]
        return 3 * quarter - 2, 3 * quarter
    if "n" in part:
        count = numerals().get(part["n"].lower()) or int(part["n"])
        return (1, count) if part["h"].lower() in _TIMES["beginning"] else (13 - count, 12)
    if "e" in part:
        return (1, 3) if part["e"].lower() in _TIMES["beginning"] else (10, 12)
    return 1, 12
