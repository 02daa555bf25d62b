"""Reads a point or period of the calendar as documents write it, and computes its first and last day.

"15/6/2025", "tháng 6", "quý IV/2025", "trung tuần tháng 4", "6 tháng đầu năm 2024", "cuối năm", "năm 2026".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from graphbuild.vocabulary.numerals import cardinals, numerals
from graphbuild.vocabulary.wordings import any_word, wordings

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
YEAR = r"(?:19|20)\d\d"
_TIMES = wordings("times")
_any = _TIMES.any_of
_WEEKS = {word: number for word, number in numerals().items() if number <= 4}
# Not "tháng một lần", nor "tháng năm 2025" with the number left out.
_MONTHS = {word: number for word, number in numerals().items() if 1 < number <= 12 and word not in _TIMES["year"]}
_MIDDLE = 15
"""Last day of the first half of a month."""
_TEN_DAYS = 10
_HOUR, _DAY, _WEEK, _MONTH, _YEAR = map(_any, ("hour", "day", "week", "month", "year"))
_CLOCK = rf"(?:\d{{1,2}} ?{_any('hour', 'short_hour')} ?(?:\d{{2}}(?: {_any('minute')})?)?,? ?(?:{_DAY} ?)?)?"
_EDGE = _any("beginning", "end")
_WHICH_WEEK = rf"(?:{_EDGE}|(?:{_any('ordinal')} )?(?:{any_word(_WEEKS)}|[1-4]))"
_PART = _any("beginning", "middle", "end")
_PART_OF_MONTH = (
    rf"{_any('half')} {_EDGE}|{_PART}|{_any('first_ten_days', 'middle_ten_days', 'last_ten_days')}"
    rf"|{_WEEK} {_WHICH_WEEK}|(?:\d{{1,2}}|{any_word(cardinals())}) {_DAY} {_PART}"
)

_PARTS = ("w", "d", "s", "m", "y", "p", "tm", "ty", "k", "q", "qy", "n", "h", "hy", "f", "e", "ey", "yy")
"""What follows the letter in the names of the groups of `moment_pattern`."""


class Moment(NamedTuple):
    """First and last day; whether its words tell the year, and whether they name an end ("cuối tháng 9")."""

    first: date
    last: date
    tells_year: bool
    is_end: bool


def months(year: int, first: int, last: int, *, tells_year: bool = True) -> Moment | None:
    """Return the period from a first to a last month of a year, None if there are no such months.

    Examples
    --------
    >>> months(2025, 10, 12)[:2]
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    """
    if not 1 <= first <= last <= 12:
        return None
    return Moment(date(year, first, 1), date(year, last, monthrange(year, last)[1]), tells_year, False)


def moment_pattern(name: str) -> str:
    """Return the pattern of one moment, with its groups named after the letter `name`."""
    of_year = rf"(?:,? {_YEAR} | ?[/.-] ?|,? )"
    return (
        rf"(?:{_CLOCK}(?P<{name}w>{_DAY} )?(?P<{name}d>\d{{1,2}})"
        rf"(?: ?(?P<{name}s>[/.-]) ?| {_MONTH} )(?P<{name}m>\d{{1,2}})"
        rf"(?:(?:,? {_YEAR} | ?(?({name}s)(?P={name}s)|[/.-]) ?)(?P<{name}y>{YEAR}))?(?![\d/%]|[.,]\d)"
        rf"|(?:(?P<{name}p>{_PART_OF_MONTH})(?: {_any('of')})? |{_DAY} )?"
        rf"{_MONTH} (?P<{name}tm>\d{{1,2}}|{any_word(_MONTHS)}\b(?! {_any('time')}))"
        rf"(?:{of_year}(?P<{name}ty>{YEAR}))?(?![\d/])"
        rf"|(?:(?P<{name}k>{_EDGE}) )?{_any('quarter')} (?P<{name}q>iv|i{{1,3}}|[1-4])"
        rf"(?:{of_year}(?P<{name}qy>{YEAR}))?(?!\w)"
        rf"|(?P<{name}n>\d{{1,2}}|{_any('half_year')}) {_MONTH} (?P<{name}h>{_EDGE}) (?:{_any('of')} )?{_YEAR}"
        rf"(?: (?P<{name}hy>{YEAR}))?(?!\w)"
        rf"|(?:(?P<{name}f>{_any('half')}) |{_any('quarter')} )?(?P<{name}e>{_EDGE}) {_YEAR}"
        rf"(?: (?P<{name}ey>{YEAR}))?(?!\w)"
        rf"|{_YEAR} (?P<{name}yy>{YEAR})(?![\d/]))"
    )


@cache
def _groups(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((part, f"{name}{part}") for part in _PARTS)


def read_moment(match: re.Match[str], name: str, year: str) -> Moment | None:
    """Return what a moment says, None if it is not in the calendar or its year is unknown.

    Parameters
    ----------
    match, name
        A match of a pattern that contains `moment_pattern(name)`.
    year
        Year for a moment that states none; "" if unknown.

    Examples
    --------
    >>> read_moment(re.match(moment_pattern("a"), "quý iv/2025"), "a", "")[:2]
    (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    """
    part = {key: value for key, group in _groups(name) if (value := match[group])}
    told = next((part[key] for key in ("y", "ty", "qy", "hy", "ey", "yy") if key in part), "")
    if not (told or year):
        return None
    is_end = bool(set(_TIMES["end"]) & {part.get(key) for key in ("p", "k", "h", "e")})
    try:
        days = _days(part, int(told or year))
    except ValueError:
        return None
    return Moment(*days, bool(told), is_end) if days else None


def _days(part: Mapping[str, str], year: int) -> tuple[date, date] | None:
    """Return first and last day of a moment by its parts; raise `ValueError` if the calendar has no such day."""
    if "d" in part:
        # "1.5" and "10-12" are dates only with a year or the word.
        if part.get("s", "/") != "/" and not ("y" in part or "w" in part):
            return None
        day = date(year, int(part["m"]), int(part["d"]))
        return day, day
    if "p" in part:
        return _part_of_month(part["p"], year, _month(part["tm"]))
    first, last = _months(part)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _month(told: str) -> int:
    return _MONTHS.get(told) or int(told)


def _part_of_month(words: str, year: int, month: int) -> tuple[date, date]:
    """Return first and last day of a half, a week or some days of a month."""
    days = monthrange(year, month)[1]
    count, _day, part = words.rpartition(f" {_TIMES['day'][0]} ")
    if words.startswith(_TIMES["half"]):
        first, last = (1, _MIDDLE) if words.endswith(_TIMES["beginning"]) else (_MIDDLE + 1, days)
    elif words.startswith(_TIMES["week"]):
        first, last = _week(words.split()[-1], days)
    elif part in (*_TIMES["middle"], *_TIMES["middle_ten_days"]):
        first, last = _TEN_DAYS + 1, 2 * _TEN_DAYS
    elif part in (*_TIMES["beginning"], *_TIMES["first_ten_days"]):
        first, last = 1, _number(count) if count else _TEN_DAYS
    else:
        first, last = days - _number(count) + 1 if count else 2 * _TEN_DAYS + 1, days
    return date(year, month, first), date(year, month, last)


def _number(told: str) -> int:
    return cardinals().get(told) or int(told)


def _week(which: str, days: int) -> tuple[int, int]:
    if which in _TIMES["end"]:
        return days - 6, days
    week = 1 if which in _TIMES["beginning"] else _WEEKS.get(which) or int(which)
    return 7 * week - 6, 7 * week


def _months(part: Mapping[str, str]) -> tuple[int, int]:
    """Return the first and last month of a moment that is not a day."""
    if "tm" in part:
        return _month(part["tm"]), _month(part["tm"])
    if "q" in part:
        last = 3 * QUARTERS[part["q"]]
        if "k" in part:
            return (last, last) if part["k"] in _TIMES["end"] else (last - 2, last - 2)
        return last - 2, last
    if "n" in part:
        count = _number(part["n"])
        return (1, count) if part["h"] in _TIMES["beginning"] else (13 - count, 12)
    if "e" in part:
        months = 6 if "f" in part else 3
        return (1, months) if part["e"] in _TIMES["beginning"] else (13 - months, 12)
    return 1, 12
