"""Finds time limits that are counted: "trong thời hạn mười lăm ngày kể từ ngày …", "chậm nhất 05 ngày trước ngày họp".

Only from the document's own day can days be computed; of other events the words are kept.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from graphbuild.extraction.obligations.limits import Limit
from graphbuild.extraction.obligations.moments import moment_pattern, read_moment
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.numerals import cardinals
from graphbuild.vocabulary.wordings import any_word, wordings

_TIMES = wordings("times")
_any = _TIMES.any_of
# "15", "mười lăm", "sáu (06)", "15 (mười lăm)", "2 - 3".
_COUNT = re.compile(
    r"(?<![\w/.,-])(?:(?P<digits>\d{1,3})(?:[,.]\d)?(?: ?- ?(?P<most>\d{1,3}))?(?: \([^()\d]{2,25}\))?"
    rf"|(?P<words>{any_word(cardinals())})(?: \(\d{{1,3}}\))?) $"
)
_UNIT = re.compile(
    rf"(?P<unit>{_any('working_day', 'day', 'week', 'month', 'year', 'working_hour', 'hour')})\b"
    rf"(?: \((?:(?!{_any('from', 'month')} )[^()\n/]){{2,40}}\))?(?! ?\d| (?:{_any('beginning', 'end', 'middle')})\b|/)"
)
_ENDS_COUNT = tuple(f"{end} " for end in (*"0123456789)", *sorted({word.split()[-1] for word in cardinals()})))
_LONGEST_ENDING = max(map(len, _ENDS_COUNT))
_LONGEST_COUNT, _LONGEST_NUMBER = 40, 16
_LATEST = rf"{_any('counted_at_the_latest')}(?: {_any('filler', 'after')})*(?: {_any('time_limit')})?"
_AT_MOST = rf"{_any('at_most')}(?: {_any('filler')})?"
# What is before the number: what the limit begins with.
_BEGINS = re.compile(
    rf"\b(?:(?P<by>{_LATEST})|(?P<sure>{_any('counted_within')} {_any('time_limit')}(?: {_AT_MOST})?)"
    rf"|(?P<at_most>{_AT_MOST})|{_any('counted_within')}) $"
)
# "thời hạn giải quyết hồ sơ: 10 ngày"
_LABEL = re.compile(rf"\b{_any('time_limit')} {_any('limited')}(?: [^\W\d]+){{0,3}}(?: {_any('filler')}|:) $")
_BEFORE_LENGTH = 40
_WORKING_TIME = (*_TIMES["working_day"], *_TIMES["working_hour"])
_DAYS = (*_TIMES["working_day"], *_TIMES["day"], *_TIMES["week"])
_EVENT = rf"{_any('event')} (?:(?! {_any('after_the_event')}\b)[^,.;:()\n]){{2,120}}(?<! )(?!\w)"
_FROM_EVENT = re.compile(
    rf",? ?(?:(?P<reckoned>{_any('reckoned_from')} )?{_any('from')}|(?P<after>{_any('after')})) (?P<event>{_EVENT})"
)
# "3 ngày từ ngày 02/9 đến ngày 04/9"
_OTHER_DAY = re.compile(rf"{_any('event')} \d")
_TO_COME = re.compile(rf" {_any('to_come')}\b")
_AT_AN_END = re.compile(r" *(?:[,.;)\n]|$)")
_OWN_EVENT = re.compile(
    rf"{_any('event')} {_any('own_event')}\b(?! {_any('of_another')})"
    rf"(?:(?: {_any('own_event')})?(?: {any_word(types_by_word())})?|[^,.;\n]{{0,40}}\b{_any('this')})$"
)
_STATED_EVENT = re.compile(rf"{_any('event')} {moment_pattern('a')}")
_NO_LIMIT = re.compile(rf"\b{_any('no_limit')} $")
# "chậm nhất 05 ngày trước ngày họp"; "trước ngày họp 05 ngày", "trước ít nhất 24 giờ".
_BEFORE_EVENT = re.compile(
    rf" {_any('before')} (?P<named>{_any('event')} (?!\d))?(?!{_any('no_event')}\b)"
    rf"(?:(?! {_any('after_the_event')}\b)[^,.;:()\n]){{2,80}}(?<! )(?!\w)"
)
_AT_LEAST = re.compile(
    rf"\b(?:(?P<within>{_any('counted_within')}(?: {_any('time_limit')})?)"
    rf"|{_any('at_least', 'counted_at_the_latest')}(?: {_any('filler')})*) $"
)
_EARLIER = re.compile(
    rf"\b{_any('before')} (?:(?:[^\W\d]+ ){{0,7}}?{_any('at_least')} "
    rf"|(?:{_any('event')} (?:[^\W\d]+ ){{0,7}})?(?P<exact>))$"
)
_IN_BRACKETS = re.compile(rf"\([^()]*\b{_any('before')} {_any('event')} (?:[^\W\d]+ ){{1,7}}$")
# "01 ngày trong 01 tháng"
_RATE = re.compile(rf"\d (?:{_any('day', 'occasions', 'hour')}) {_any('counted_within')} $")
_BEFORE_EARLIER = 60
_BETWEEN_EVENTS = re.compile(
    rf"{_any('from')} {_any('event')} (?!\d)[^.;\n]{{3,80}}? {_any('day_until')} {_any('event')} (?!\d)[^,.;\n]{{3,90}}"
)


class _Length(NamedTuple):
    """Where "05 ngày làm việc" is in a sentence, and what it says."""

    start: int
    end: int
    number: int
    unit: str


def find_counted(plain: str, near: Sequence[int], own_day: date | None, *, alone: bool) -> Iterator[Limit]:
    """Yield the limits of a sentence in lower case that are counted in hours, days, weeks, months or years.

    Parameters
    ----------
    plain, near
        The sentence, and ascending offsets in it among which those of all units are.
    own_day
        Day of the document, from which "kể từ ngày ký" counts; None if it is not fully known.
    alone
        Whether the text contains nothing but the time, which then needs no word before it.

    Examples
    --------
    >>> text = "gửi trong vòng 05 ngày làm việc kể từ ngày ký"
    >>> [limit[2:5] for limit in find_counted(text, [18], date(2024, 6, 5), alone=False)]
    [(datetime.date(2024, 6, 5), datetime.date(2024, 6, 12), 'within')]
    """
    for length in _lengths(plain, near):
        if _explains(plain, length):
            continue
        limit = (
            _before_an_event(plain, length)
            or _labelled(plain, length)
            or _after_an_event(plain, length, own_day)
            or _earlier(plain, length)
            or (_alone(plain, length) if alone else None)
        )
        if limit is not None:
            yield limit
    for match in _BETWEEN_EVENTS.finditer(plain):
        yield Limit(*match.span(), None, None, "within")


def _lengths(plain: str, near: Sequence[int]) -> Iterator[_Length]:
    """Yield the numbers of hours, days and so on in a sentence, in order."""
    for begin in near:
        if not plain.endswith(_ENDS_COUNT, max(0, begin - _LONGEST_ENDING), begin):
            continue
        longest = _LONGEST_COUNT if plain[begin - 2] == ")" else _LONGEST_NUMBER
        count = _COUNT.search(plain, max(0, begin - longest), begin)
        unit = _UNIT.match(plain, begin) if count else None
        if count and unit:
            number = int(count["most"] or count["digits"]) if count["digits"] else cardinals()[count["words"]]
            yield _Length(count.start(), unit.end(), number, unit["unit"])


def _before_an_event(plain: str, length: _Length) -> Limit | None:
    """Return the limit "05 ngày trước ngày họp"."""
    event = _BEFORE_EVENT.match(plain, length.end)
    if event is None or length.unit in _TIMES["year"]:
        return None
    begin = _AT_LEAST.search(plain, max(0, length.start - _BEFORE_LENGTH), length.start)
    if not (begin or event["named"]):
        return None
    kind: Literal["by", "within"] = "within" if begin and begin["within"] else "by"
    return Limit(begin.start() if begin else length.start, event.end(), None, None, kind)


def _earlier(plain: str, length: _Length) -> Limit | None:
    """Return the limit "trước ngày họp 05 ngày", whose number follows."""
    before = _EARLIER.search(plain, max(0, length.start - _BEFORE_EARLIER), length.start)
    # "trước ngày 05 tháng sau", "trước 17 giờ"
    if before is None or (before["exact"] is not None and length.unit not in _DAYS):
        return None
    return Limit(before.start(), length.end, None, None, "by")


def _explains(plain: str, length: _Length) -> bool:
    """Tell whether a number of days explains a day told before, or how often: "(trước ngày bầu cử 95 ngày)"."""
    before = max(0, length.start - _BEFORE_EARLIER)
    return (_IN_BRACKETS.search(plain, before, length.start) or _RATE.search(plain, before, length.start)) is not None


def _after_an_event(plain: str, length: _Length, own_day: date | None) -> Limit | None:
    """Return the limit "trong 05 ngày kể từ ngày ký", or one without the event from which it counts."""
    begin = _BEGINS.search(plain, max(0, length.start - _BEFORE_LENGTH), length.start)
    event = _FROM_EVENT.match(plain, length.end)
    if event and _OTHER_DAY.match(event["event"]) and not _STATED_EVENT.fullmatch(event["event"]):
        event = None
    to_come = _TO_COME.match(plain, length.end) if begin and not event else None
    if begin is None:
        # "sau 15 ngày kể từ ngày ký" is when something begins; "giảm còn 03 ngày" a comparison.
        if (
            event is None
            or not (event["reckoned"] or event["after"])
            or _NO_LIMIT.search(plain, max(0, length.start - _BEFORE_LENGTH), length.start)
        ):
            return None
    elif not (event or to_come or _limits_alone(plain, begin, length)):
        return None
    first = _day_of(event["event"], own_day) if event else None
    last = day_after(first, length.number, length.unit) if first else None
    start = begin.start() if begin else length.start
    said = event or to_come
    end = said.end() if said else length.end
    if begin is not None and begin["by"] is not None:
        return Limit(start, end, None, last, "by")
    return Limit(start, end, first if last else None, last, "within")


def _labelled(plain: str, length: _Length) -> Limit | None:
    """Return the limit "10 ngày" of "thời hạn giải quyết: 10 ngày", if no event follows from which it counts."""
    if length.unit not in (*_DAYS, *_WORKING_TIME) or _FROM_EVENT.match(plain, length.end):
        return None
    label = _LABEL.search(plain, max(0, length.start - _BEFORE_LENGTH), length.start)
    return Limit(length.start, length.end, None, None, "within") if label else None


def _alone(plain: str, length: _Length) -> Limit | None:
    """Return the limit "15 ngày" of a cell."""
    is_whole = length.start == 0 or _AT_AN_END.match(plain, length.end)
    return Limit(length.start, length.end, None, None, "within") if is_whole else None


def _limits_alone(plain: str, begin: re.Match[str], length: _Length) -> bool:
    """Tell whether "trong thời hạn 15 ngày" is a limit although no event follows it: "trong một ngày" often is none."""
    if begin["sure"] or begin["at_most"]:
        # "Không quá 05 năm" is more often the term of a loan or office.
        return bool(begin["sure"]) or length.unit in _WORKING_TIME
    return _AT_AN_END.match(plain, length.end) is not None and length.unit not in _TIMES["year"]


def _day_of(event: str, own_day: date | None) -> date | None:
    """Return the day of an event: a day of the calendar, or the signing of the document itself."""
    stated = _STATED_EVENT.fullmatch(event)
    moment = read_moment(stated, "a", "") if stated else None
    if moment is not None:
        return moment.first
    return own_day if _OWN_EVENT.match(event) else None


def day_after(day: date, count: int, unit: str) -> date | None:
    """Return the date a number of days, working days (without Saturdays and Sundays), weeks, months or years later.

    None if the unit is shorter than a day.

    Examples
    --------
    >>> day_after(date(2024, 6, 5), 5, "ngày làm việc"), day_after(date(2024, 12, 31), 2, "tháng")
    (datetime.date(2024, 6, 12), datetime.date(2025, 2, 28))
    """
    if unit in (*_TIMES["month"], *_TIMES["year"]):
        month = day.month - 1 + count * (12 if unit in _TIMES["year"] else 1)
        year, month = day.year + month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    if unit in (*_TIMES["hour"], *_TIMES["working_hour"]):
        return None
    if unit not in _TIMES["working_day"]:
        return day + timedelta(days=count * (7 if unit in _TIMES["week"] else 1))
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
