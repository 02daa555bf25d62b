"""Reads a moment of the calendar as papers name it, and works out its first and last day.

"15/6/2025", "tháng 6", "quý IV/2025", "nửa cuối tháng 9", "6 tháng đầu năm 2024", "cuối năm", "năm 2026".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WEEKS = {"đầu": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MIDDLE = 15
"""Last day of the first half of a month."""
_NUMBER_WORDS = {"ba": 3, "sáu": 6, "chín": 9}

YEAR = r"(?:19|20)\d\d"
TIME_WORDS = ("ngày", "tuần", "tháng", "giờ", "từ khi", "quý", "năm")
"""One of these, or a date in digits, stands in every time."""
HABIT_WORDS = ("hằng", "hàng", "mỗi", "một", "định kỳ", "thường xuyên")
"""One of these, or a slash before a unit ("01 lần/quý"), stands in all that comes again and again."""
_CLOCK = r"(?:\d{1,2} ?(?:giờ|h) ?(?:\d{2}(?: phút)?)?,? ?(?:ngày )?)?"


def moment_pattern(name: str) -> str:
    """Return the pattern of one moment, its groups named with the letter `name`."""
    return (
        rf"(?:{_CLOCK}(?:ngày )?(?P<{name}d>\d{{1,2}})(?: ?[/.-] ?| tháng )(?P<{name}m>\d{{1,2}})"
        rf"(?:(?: ?[/.-] ?| năm )(?P<{name}y>{YEAR}))?(?![\d/])"
        rf"|(?:(?P<{name}p>nửa đầu|nửa cuối|cuối|tuần (?:đầu|cuối|thứ (?:nhất|hai|ba|tư|[1-4])))(?: của)? |ngày )?"
        rf"tháng (?P<{name}tm>\d{{1,2}})(?:(?: ?[/-] ?| năm )(?P<{name}ty>{YEAR}))?(?![\d/])"
        rf"|quý (?P<{name}q>iv|i{{1,3}}|[1-4])(?:(?: ?[/-] ?|,? năm )(?P<{name}qy>{YEAR}))?(?!\w)"
        rf"|(?P<{name}n>\d{{1,2}}|ba|sáu|chín) tháng (?P<{name}h>đầu|cuối) năm(?: (?P<{name}hy>{YEAR}))?(?!\w)"
        rf"|(?P<{name}e>đầu|cuối) năm(?: (?P<{name}ey>{YEAR}))?(?!\w)"
        rf"|năm (?P<{name}yy>{YEAR})(?![\d/])(?! ?- ?\d))"
    )


def day_after(day: date, count: int, unit: str) -> date | None:
    """Return the day that is so many days, working days (Saturdays and Sundays left out), weeks or months later."""
    if unit == "tháng":
        month = day.month - 1 + count
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit == "giờ":
        return None
    if unit != "ngày làm việc":
        return day + timedelta(days=count * (7 if unit == "tuần" else 1))
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def read_moment(match: re.Match[str], name: str, year: str) -> tuple[date, date] | None:
    """Return first and last day of a moment, None where the calendar has none or no year is known.

    Parameters
    ----------
    match, name
        What a pattern with `moment_pattern(name)` found.
    year
        Of a moment that states none; "" where nobody knows.

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
    """Return first and last day of a half or week of a month; "cuối tháng" has its last day only."""
    days = monthrange(year, month)[1]
    if words == "cuối":
        return date(year, month, days), date(year, month, days)
    if words.startswith("nửa"):
        first, last = (1, _MIDDLE) if words.endswith("đầu") else (_MIDDLE + 1, days)
    elif words.endswith("cuối"):
        first, last = days - 6, days
    else:
        week = _WEEKS[words.split()[-1]]
        first, last = 7 * week - 6, 7 * week
    return date(year, month, first), date(year, month, last)


def _months(part: dict[str, str]) -> tuple[int, int]:
    """Return the first and last month of a moment that is no day."""
    if "tm" in part:
        return int(part["tm"]), int(part["tm"])
    if "q" in part:
        quarter = _QUARTERS[part["q"].lower()]
        return 3 * quarter - 2, 3 * quarter
    if "n" in part:
        count = _NUMBER_WORDS.get(part["n"].lower()) or int(part["n"])
        return (1, count) if part["h"].lower() == "đầu" else (13 - count, 12)
    if "e" in part:
        return (1, 3) if part["e"].lower() == "đầu" else (10, 12)
    return 1, 12
