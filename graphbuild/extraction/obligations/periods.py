"""Finds time limits by the calendar: "trước ngày 15/6/2025", "trong quý IV", "từ tháng 10 đến tháng 12 năm 2025".

A time counts only if a word says that something is to be done by or in it: "kế hoạch năm 2024" and "nhiệm kỳ 2025 -
2030" name a thing (annotation guideline, §2). In a line or cell of its own it needs no such word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from graphbuild.extraction.obligations.limits import Limit
from graphbuild.extraction.obligations.moments import QUARTERS, YEAR, Moment, moment_pattern, months, read_moment
from graphbuild.vocabulary.wordings import wordings

_TIMES = wordings("times")
_any = _TIMES.any_of
_DAY, _MONTH, _QUARTER, _YEAR = map(_any, ("day", "month", "quarter", "year"))
_TO = rf"(?:{_any('until')}|-)"
# A moment; the first day of "ngày 10 đến ngày 16/11/2025", of which the last tells the month; the day of a month that
# a regulation means, each time; a month or year without its word, in cells.
_MOMENT = moment_pattern("a")
_FIRST_DAY = rf"(?:{_DAY} )?(?P<ax>\d{{1,2}})(?=(?: ?{_TO}|,| {_any('and')}) ?(?:{_DAY} )?\d{{1,2}}(?!\d))"
_OF_EACH_MONTH = rf"(?P<each>{_DAY} \d{{1,2}} (?:{_any('of')} )?{_any('month_of_each')})"
_ROMAN = r"(?:iv|i{1,3})"
_BARE = (
    rf"(?<![\w/.-])(?:(?:{_any('short_month')} ?)?(?P<aom>\d{{1,2}}) ?[/.-] ?(?P<aoy>{YEAR})"
    rf"|(?:{_any('short_quarter')} ?)?(?P<aoq>{_ROMAN}|(?<={_any('short_quarter')})[1-4]) ?[/-] ?(?P<aoz>{YEAR})"
    rf"|(?P<aow>{YEAR}))(?![\w/])"
)
_UP_TO = _any("day", "month", "quarter", "year", "end", "middle")
_SEVERAL = rf"(?:(?:{_any('several')}|\d{{1,2}}) (?={_YEAR} {YEAR}|{_DAY} \d))?"
_CUE = (
    rf"(?:(?P<latest>{_any('at_the_latest')}(?: {_any('filler')})*+)|(?P<before>{_any('before')})"
    rf"|(?P<until>{_any('to_the_end')}|{_any('by_a_day')}(?= (?:{_UP_TO}|\d))"
    rf"|{_any('at')}(?= {_any('end')} {_YEAR})|(?={_any('end')} (?:{_YEAR}|{_MONTH}|{_QUARTER})))"
    rf"|(?P<within>(?:{_any('right')} )?{_any('within')}(?: {_any('span')})?)"
    rf"|(?P<since>(?:{_any('in')} {_any('space_of_time')} )?(?:{_any('reckoned_from')} )?{_any('from')})"
    rf"|(?P<done>{_any('to_be_done')}|{_any('time_labels')}:?))"
)
# Where a cue may begin: a search by letters that is much faster than one by all cues.
_BEGINS = re.compile(
    rf"\b(?:{_any('at_the_latest', 'before', 'to_the_end', 'by_a_day', 'at', 'end', 'right', 'within', 'in')}"
    rf"|{_any('reckoned_from', 'from', 'to_be_done', 'time_labels')})"
)
# "ngày nhận đơn" is no moment; the hour is only told before the day.
_NO_MOMENT = re.compile(rf"{_DAY}(?! \d| {_any('beginning', 'middle', 'end')}\b| {_MONTH})|{_any('hour')}\b")
_CUE_BEFORE = 50
"""Characters before the word by which a time is known ("ngày", "quý"), or its digits, within which its cue begins."""
_LIMIT = re.compile(rf"\b{_CUE} ?{_SEVERAL}(?P<time>{_OF_EACH_MONTH}|{_MOMENT}|{_FIRST_DAY})")
_LIMIT_ALONE = re.compile(rf"(?<!\w)(?:{_CUE} ?)?{_SEVERAL}(?P<time>{_OF_EACH_MONTH}|{_MOMENT}|{_BARE}|{_FIRST_DAY})")
# How a period goes on: "- 12/2025", "đến ngày 15/8", "và quý IV", ", 11, 12/2025"; a number alone has the same unit.
_SAME_UNIT = rf"(?:{YEAR}|\d{{1,2}}|{_ROMAN})"
_GOES_ON = re.compile(
    rf"(?:, ?(?:{_any('day', 'month', 'quarter', 'year')} )?{_SAME_UNIT}(?=,| {_any('and')} )){{0,12}}+"
    rf"(?: ?(?P<to>{_TO})|,? (?P<and>{_any('and')})|,| ?[+&]) ?(?:{moment_pattern('b')}|(?P<last>{YEAR})(?![\d/])"
    rf"|(?:{_any('short_month')} ?)?(?P<same>{_ROMAN}|\d{{1,2}})"
    rf"(?:(?: ?[/-] ?|,? {_YEAR} )(?P<of>{YEAR})(?![\d/])|(?= *(?:[,.;:)\n]|$))))"
)
_AND_ON = re.compile(rf"(?:,? ?{_any('and')})? (?:{_any('following_years')}|{_any('onwards')})(?!\w)")
_A_YEAR_MORE = re.compile(r" ?- ?\d")
# A time that opens the task: "Quý IV/2025: …", "năm 2027 lắp số còn lại".
_OPENS = re.compile(rf"{_MOMENT}(?=[,:]| (?!{_any('no_clause')})[a-zđ])")
_BRACKET_AT_END = re.compile(rf"\((?P<time>{_MOMENT})\)\W*$")
_LONGEST_MOMENT = 40
_SINCE_BEGINNING = re.compile(rf"{_any('since_the_beginning')}(?: (?P<year>(?:19|20)\d\d))?")
# "trong những tháng cuối năm 2025", "trong thời gian còn lại của năm"
_REST_OF_YEAR = re.compile(
    rf"{_any('in')} (?:{_any('several')} {_MONTH}|{_any('span')}) "
    rf"(?:{_any('end')}|{_any('remaining')}(?: {_any('of')})?) {_YEAR}(?: (?P<year>{YEAR})|(?! \w)|(?= *[,.;]))"
)
_THIS_YEAR = re.compile(rf"{_any('this_year')}(?= *(?:$|[.,;)\n]))")
_FROM_NOW = re.compile(rf"{_any('from_now')} (?:{_any('from_now_filler')} )?{_any('until')} {_MOMENT}")
# A time that belongs to the preceding thing's name and does not say when.
_NAMES_A_THING = re.compile(rf"\b{_any('things')}(?: [\w,]+){{0,4}} $")
_THING_BEFORE = 90
_TO_BE_DONE = re.compile(rf"\b{_any('to_be_done')} $|\b{_any('reports')} [^,.;]{{0,60}}\b{_any('results')}[^,.;]*$")
# "đề án phát triển du lịch đến năm 2030" identifies the plan by its years; so does every year inside quotation marks.
_UP_TO_YEAR = re.compile(rf"{_any('day_until')} (?:{_any('all_of')} )?{_YEAR} \d{{4}}")
_NAMES_A_PLAN = re.compile(rf"\b{_any('plans')} [^,;.:()\n]*$|[“\"][^”\"]*$")
# "Chương trình phòng, chống ma túy đến năm 2030 theo Quyết định …": commas, if what follows shows that it is a name.
_NAMES_WITH_COMMAS = re.compile(rf"\b{_any('plans')} [^;.:()\n]*[^, ] $")
_AFTER_A_NAME = re.compile(rf",? {_any('after_a_name')}\b")
_PLAN_BEFORE = 160
_NAMED = re.compile(rf"\b(?:{_any('named_by_times')}(?: [^\W\d]+){{0,3}}|{_any('after')}) $")
_AS_OF = re.compile(rf"\b{_any('as_of')} $")


def find_stated(plain: str, year: str, near: Sequence[int]) -> Iterator[Limit]:
    """Yield the limits of a sentence in lower case that name a day or period of the calendar, or an open one.

    Parameters
    ----------
    plain
        The sentence.
    year
        Year for times that state none; "" if unknown.
    near
        Ascending offsets of the words and digits by which its times are known.

    Examples
    --------
    >>> [limit.last for limit in find_stated("trình trước ngày 15/6/2025", "", [12])]
    [datetime.date(2025, 6, 15)]
    """
    for match in _limits(plain, near):
        # A date says when, whatever precedes it.
        if (match["ad"] and not match["since"] and not match["within"]) or not _is_of_a_thing(plain, match.start()):
            yield from _read(plain, match, year)
    opening = _OPENS.match(plain) if near[0] < _LONGEST_MOMENT else None
    bracket = _bracket(plain) if near[-1] > len(plain) - _LONGEST_MOMENT else None
    if opening:
        yield from _period(plain, opening, 0, year)
    if bracket:
        yield from _period(plain, bracket, bracket.start("time"), year)
    for match in _REST_OF_YEAR.finditer(plain):
        last = match["year"] or year
        if last:
            yield Limit(*match.span(), None, date(int(last), 12, 31), "within", not match["year"])
    for match in _SINCE_BEGINNING.finditer(plain):
        first = match["year"] or year
        if first:
            yield Limit(*match.span(), date(int(first), 1, 1), None, "within", not match["year"])
    for match in _THIS_YEAR.finditer(plain):
        if year and not _is_of_a_thing(plain, match.start()):
            yield Limit(*match.span(), date(int(year), 1, 1), date(int(year), 12, 31), "within", open_year=True)


def _limits(plain: str, near: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield the matches of `_LIMIT` in a sentence, in order and without overlap."""
    done = 0
    for known in near:
        if known < done or _NO_MOMENT.match(plain, known):
            continue
        for begins in _BEGINS.finditer(plain, max(done, known - _CUE_BEFORE), known + 1):
            match = _LIMIT.match(plain, begins.start())
            if match:
                yield match
                done = match.end()
                break
        # Every cue before this word has been tried.
        done = max(done, known + 1)


def find_stated_alone(plain: str, year: str) -> Iterator[Limit]:
    """Yield the limits in a line or cell, in lower case, that contains nothing but the time.

    Parameters are those of `find_stated`.

    Examples
    --------
    >>> [limit[2:4] for limit in find_stated_alone("năm 2025 và các năm tiếp theo", "")]
    [(datetime.date(2025, 1, 1), None)]
    """
    done = 0
    for match in _LIMIT_ALONE.finditer(plain):
        if match.start() < done:
            continue
        if _NAMED.search(plain, max(0, match.start() - _THING_BEFORE), match.start()):
            done = (_GOES_ON.match(plain, match.end()) or match).end()
            continue
        for limit in _read(plain, match, year, alone=True):
            done = limit.end
            yield limit


def find_from_now(plain: str, year: str, own_day: date) -> Iterator[Limit]:
    """Yield the limits of a sentence in lower case that run from the day of the document ("từ nay đến hết năm")."""
    for match in _FROM_NOW.finditer(plain):
        last = read_moment(match, "a", year)
        if last and not last.tells_year and last.last < own_day:
            last = read_moment(match, "a", str(own_day.year + 1))
        if last and last.last >= own_day:
            yield Limit(*match.span(), own_day, last.last, "within")


def _bracket(plain: str) -> re.Match[str] | None:
    """Return a month, quarter or year alone in brackets at the end of a sentence."""
    opening = plain.rfind("(", max(0, len(plain) - _LONGEST_MOMENT))
    match = _BRACKET_AT_END.match(plain, opening) if opening >= 0 else None
    return match if match and not match["ad"] else None


def _read(plain: str, match: re.Match[str], year: str, *, alone: bool = False) -> Iterator[Limit]:
    """Yield the limit of a match of `_LIMIT`, and a second day after it ("trước ngày 15/6 và 15/12")."""
    if match["each"]:
        yield Limit(*match.span(), None, None, "periodic")
        return
    start = match.start("time") if match["done"] else match.start()
    if not (match["latest"] or match["before"] or match["until"] is not None):
        yield from _period(plain, match, start, year, alone=alone, since=match["since"] is not None)
        return
    moment = _moment(match, year)
    if moment is None or (match["until"] is not None and _AS_OF.search(plain, max(0, start - _LONGEST_MOMENT), start)):
        return
    yield Limit(start, match.end(), None, _last(match, moment), "by", not moment.tells_year)
    further = _GOES_ON.match(plain, match.end())
    if match["ad"] and further and further["and"]:
        second = read_moment(further, "b", year)
        if second is not None and second.first == second.last:
            yield Limit(further.end("and") + 1, further.end(), None, second.last, "by", not second.tells_year)


def _last(match: re.Match[str], moment: Moment) -> date:
    """Return the last day of a limit: "trước tháng 9" ends with August; "trước ngày 15" includes that day (§4)."""
    whole = moment.first != moment.last and not moment.is_end
    return moment.first - timedelta(days=1) if match["before"] and whole else moment.last


def _period(
    plain: str, match: re.Match[str], start: int, year: str, *, alone: bool = False, since: bool = False
) -> Iterator[Limit]:
    """Yield the limit from the first to the last moment of a period, or the day or period that is one moment."""
    part = match.groupdict()
    end = match.end("time") if "time" in part else match.end()
    moment = _moment(match, year)
    further = _GOES_ON.match(plain, end)
    last = _continued(match, further, year) if further else None
    first = _first(match, last, year) if last else None
    # "15/6 và 15/12" are two days.
    two_days = further and not further["to"] and part.get("ad")
    if further and first and last and first <= last.last and not two_days:
        yield _opened(plain, Limit(start, further.end(), first, last.last, "within", not last.tells_year))
    elif moment is None or (_A_YEAR_MORE.match(plain, end) and part.get("ayy")):
        return
    elif since:
        yield _opened(plain, Limit(start, end, moment.first, None, "within"))
    elif (part.get("done") and moment.is_end) or (
        moment.first == moment.last and (alone or part.get("done")) and not part.get("within")
    ):
        yield Limit(start, end, None, moment.last, "by", not moment.tells_year)
    else:
        yield _opened(plain, Limit(start, end, moment.first, moment.last, "within", not moment.tells_year))


def _opened(plain: str, limit: Limit) -> Limit:
    """Return a limit without its last day if the following years are added ("và các năm tiếp theo")."""
    on = _AND_ON.match(plain, limit.end)
    return limit._replace(end=on.end(), last=None, goes_on=True) if on else limit


def _moment(match: re.Match[str], year: str) -> Moment | None:
    """Return the moment of a match, also if its month, quarter or year has no word before it."""
    groups = match.re.groupindex
    if "ax" in groups and match["ax"]:
        return None
    if "aom" in groups:
        # The pattern of a cell.
        if match["aom"]:
            return months(int(match["aoy"]), int(match["aom"]), int(match["aom"]))
        if match["aoq"]:
            return _quarter(match["aoz"], match["aoq"])
        if match["aow"]:
            return months(int(match["aow"]), 1, 12)
    return read_moment(match, "a", year)


def _quarter(year: str, told: str, *, tells_year: bool = True) -> Moment | None:
    last = 3 * QUARTERS.get(told, 5)
    return months(int(year), last - 2, last, tells_year=tells_year)


def _first(match: re.Match[str], last: Moment, year: str) -> date | None:
    """Return the first day of a period whose last moment is known, of which the first may share month and year."""
    shared = match.groupdict().get("ax")
    if shared:
        # "15 - 20/11/2025", "10-12/2025"
        number, end = int(shared), last.last
        if last.first == end:
            return end.replace(day=number) if 0 < number <= end.day else None
        return date(end.year, number, 1) if 0 < number <= end.month else None
    moment = _moment(match, str(last.last.year) if last.tells_year else year)
    if moment is None or moment.tells_year or moment.first <= last.last:
        return moment.first if moment else None
    earlier = _moment(match, str(last.last.year - 1))
    return earlier.first if earlier else None


def _continued(match: re.Match[str], further: re.Match[str], year: str) -> Moment | None:
    """Return the last moment of a period, whose unit may be that of the first ("quý III, IV/2025")."""
    part, told = match.groupdict(), further["of"] or year
    if further["last"]:
        return months(int(further["last"]), 1, 12) if part.get("ayy") or part.get("aow") else None
    if not further["same"]:
        return read_moment(further, "b", year)
    if not told:
        return None
    if part.get("aq") or part.get("aoq"):
        return _quarter(told, further["same"], tells_year=bool(further["of"]))
    is_month = part.get("aom") or part.get("ax") or (part.get("atm") and not part.get("ap"))
    if not is_month or not further["same"].isdigit():
        return None
    month = int(further["same"])
    return months(int(told), month, month, tells_year=bool(further["of"]))


def _is_of_a_thing(plain: str, start: int) -> bool:
    """Tell whether a time belongs to the name of what precedes it."""
    before = max(0, start - _THING_BEFORE)
    if not (_NAMES_A_THING.search(plain, before, start) or _names_a_plan(plain, start)):
        return False
    return not _TO_BE_DONE.search(plain, before, start)


def _names_a_plan(plain: str, start: int) -> bool:
    """Tell whether a year up to which a plan runs is the end of its name."""
    until = _UP_TO_YEAR.match(plain, start)
    if until is None:
        return False
    name = _NAMES_WITH_COMMAS if _AFTER_A_NAME.match(plain, until.end()) else _NAMES_A_PLAN
    before = max(0, start - _PLAN_BEFORE)
    return bool(name.search(plain, before, start) or _NAMES_A_PLAN.search(plain, before, start))
