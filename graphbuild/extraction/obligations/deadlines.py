"""Finds the deadlines in a sentence, and computes their first and last days.

Forms read: by a date ("trước ngày 15/6/2025", "chậm nhất …", "hết năm 2021"), within a period ("trong quý IV", "từ ngày
… đến ngày …", "6 tháng cuối năm 2024"), counted from the document's own date ("trong vòng 05 ngày làm việc kể từ ngày
ký") or from an event, of which only the words are kept, and recurring ("thường xuyên", "trước ngày 25 hằng tháng").

A time counts only if a word says that something is to be done by or in it: "kế hoạch năm 2024" and "nhiệm kỳ 2025 -
2030" name a thing (annotation guideline, §2). A missing year is that of the heading or of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from graphbuild.extraction.obligations.moments import YEAR, day_after, moment_pattern, read_moment
from graphbuild.extraction.word_index import WordIndex, inside
from graphbuild.model import Deadline, Span
from graphbuild.vocabulary.times import HABIT_WORDS, TIME_WORDS
from graphbuild.vocabulary.wordings import wordings

_TIMES = wordings("times")
_any = _TIMES.any_of
_DAY, _WEEK, _MONTH, _QUARTER, _YEAR = map(_any, ("day", "week", "month", "quarter", "year"))
_PERIOD = _any("week", "month", "quarter", "year")
_DAY_OR_PERIOD = _any("day", "week", "month", "quarter", "year")
_A, _B = moment_pattern("a"), moment_pattern("b")
_ONE = re.compile(_A)
_IN_SPAN = rf"(?:{_any('in')} {_any('space_of_time')} )?{_any('from')}"
_RANGE = re.compile(rf"(?:{_IN_SPAN} )?{_A} ?(?:{_any('until', 'and')}|-|–) ?{_B}")
_FROM_TO = re.compile(rf"{_IN_SPAN} {_A} ?(?:{_any('until')}|-) ?{_B}")
# "từ ngày 10 đến ngày 16/11/2025": the first date shares the month of the second.
_DAYS = re.compile(
    rf"{_any('from')} (?:{_DAY} )?(?P<first>\d{{1,2}}) ?(?:{_any('day_until')}|-) ?(?:{_any('all_of')} )?{_B}"
)
_TWO = re.compile(rf"{_any('in')} {_A} (?:{_any('and')}|,) {_B}")
# What makes a date a yearly one, or one of a year that the document does not state.
_YEARLY = re.compile(rf" {_any('yearly')}\b")
_NEXT_YEAR = re.compile(rf" (?:{_any('of')} )?{_any('another_time')}\b")
_FROM_NOW = re.compile(rf"{_any('from_now')} (?:{_any('from_now_filler')} )?{_any('until')} {_A}")
_FROM = re.compile(rf"(?:{_any('reckoned_from')} )?{_any('from')} {_A}(?! ?(?:{_any('until')}|-|–))")
_THIS_YEAR = re.compile(rf"{_any('this_year')}(?= *(?:$|[.,;)\n]))")
_BY = re.compile(
    rf"\b(?:(?P<before>{_any('before')})|{_any('at_the_latest')}(?: {_any('filler')})*|{_any('to_the_end')}"
    rf"|{_any('by_a_day')}(?= {_any('day', 'month', 'year', 'quarter', 'end')}| \d)|{_any('at')}(?= {_any('end')})"
    rf"|(?={_any('end')} {_YEAR})) ?{_A}",
)
_BY_BEGINS = re.compile(_any("before", "at_the_latest", "to_the_end", "by_a_day", "at", "end"))
_WITHIN = re.compile(rf"\b(?:(?:{_any('right')} )?{_any('within')}(?: {_any('span')})? ){_A}")
_WITHIN_BEGINS = re.compile(rf"{_any('within')} ")
_BEFORE_WITHIN = max(len(f"{word} ") for word in _TIMES["right"])
_IN, _FROM_WORD = re.compile(rf"{_any('in')} "), re.compile(rf"{_any('from')} ")
# A time that opens the sentence: "6 tháng cuối năm 2024, các chi bộ …".
_OPENS = re.compile(rf"{_A}(?=,)")
# "năm 2027 lắp số còn lại"
_YEAR_FIRST = re.compile(rf"{_YEAR} (?P<ayy>{YEAR})(?= (?!{_any('no_clause')})[a-zđ])")
_SINCE = re.compile(rf"{_any('since_the_beginning')}(?: (?P<year>(?:19|20)\d\d))?")
_COUNTED = re.compile(
    rf"\b(?:{_any('counted_within')}(?: {_any('time_limit')}){{0,2}} "
    rf"|(?P<by>{_any('counted_at_the_latest')}(?: {_any('is')})?(?: {_any('after')})?) )"
    rf"(?P<count>\d{{1,3}}) (?P<unit>{_any('working_day', 'day', 'week', 'month', 'hour')}),? ?"
    rf"(?:(?:{_any('reckoned_from')} )?{_any('from_or_after')} {_any('event')} (?P<event>[^,.;\n]{{2,80}})"
    r"|(?=[,.;)\n]|$))",
)
_COUNTED_BEGINS = re.compile(rf"{_any('counted_within', 'counted_at_the_latest')} ")
_OWN_EVENT = re.compile(rf"{_any('own_event')}\b(?! {_any('of_another')})(?:[^,.;\n]{{0,40}}\b{_any('this')})?$")
_FROM_EVENT = re.compile(
    rf"{_any('from')} {_any('event')} (?!\d)[^.;\n]{{3,80}}? {_any('day_until')} {_any('event')} (?!\d)[^,.;\n]{{3,90}}"
)
_REGULARLY = _any("regularly")
_EVERY = rf"{_any('every')} {_PERIOD}"
_AGAIN = re.compile(
    rf"\b(?:(?:{_REGULARLY} )?(?:{_any('before', 'at')} )?"
    rf"(?:{_DAY} \d{{1,2}}(?:/\d{{1,2}})?(?: {_any('and')} {_DAY} \d{{1,2}})?"
    rf"|{_any('ordinal')} {_any('weekday')}|{_any('sunday')}) {_EVERY}"
    rf"|(?:{_any('beginning', 'end')} )?{_any('each')} {_any('week', 'month', 'quarter', 'school_term', 'year')}"
    rf"(?! {_any('one')})|{_any('beginning', 'end')} {_EVERY}"
    rf"|(?:\d{{1,2}}|{_any('few')}) {_any('day', 'week', 'month')} {_any('one_time')}"
    rf"|\d{{1,3}} {_any('occasions')}/{_DAY_OR_PERIOD}"
    rf"|{_any('each', 'one')} {_PERIOD} (?:{_any('one')}|\d) {_any('time')}"
    rf"|(?:(?:{_REGULARLY} )?(?:6 {_MONTH}, )?{_any('every')} {_DAY_OR_PERIOD}"
    rf"|{_REGULARLY} \d+ {_MONTH}(?: {_any('one_time')}|, {_any('every')} {_YEAR})?)"
    rf"|{_any('regularly', 'constantly')})",
)
_REACH = 80
"""Characters around the word by which a time is known ("ngày", "hằng") within which all of its words are."""
# A time that belongs to the preceding thing's name and does not say when.
_NAMES_A_THING = re.compile(rf"\b{_any('things')}(?: [\w,]+){{0,4}} $")
_THING_BEFORE = 90
_WORK_BEFORE = 12
# "đề án phát triển du lịch đến năm 2030" identifies the plan by its years.
_UP_TO_YEAR = re.compile(rf"{_any('day_until')} (?:{_any('all_of')} )?{_YEAR} \d{{4}}")
_NAMES_A_PLAN = re.compile(rf"\b{_any('plans')}(?: \w+){{1,10}} $")
_TO_BE_DONE = re.compile(rf"\b{_any('to_be_done')} $|\b{_any('reports')} [^,.;]{{0,60}}\b{_any('results')}[^,.;]*$")
# "công tác thường xuyên" states the kind of work; "thường xuyên kiểm tra" how often.
_KIND_OF_WORK = re.compile(rf"\b{_any('works')} $")


# A date in digits, and how often: each pattern begins with a specific character, found ten times as fast as a digit.
_IN_DIGITS = tuple(map(re.compile, (r"/ ?\d", r"\. ?\d", r"- ?\d")))
_PER = re.compile(rf"/{_DAY_OR_PERIOD}", re.IGNORECASE)
_YEAR_AFTER = (*_TIMES["beginning"], *_TIMES["end"], *_TIMES["in"])
# What must follow, or precede, a word that usually means something else.
_AROUND = {
    **{word: re.compile(rf"{word} [ivx\d]", re.IGNORECASE) for word in _TIMES["quarter"]},
    **{
        year: re.compile(rf"{year}(?: (?:19|20)\d\d|{'|'.join(f'(?<={word} {year})' for word in _YEAR_AFTER)})", re.I)
        for year in _TIMES["year"]
    },
    **{word: re.compile(rf"{word} {_any('time', 'week', 'month', 'quarter', 'year')}", re.I) for word in _TIMES["one"]},
}


class _Limit(NamedTuple):
    start: int
    end: int
    first: date | None
    last: date | None
    kind: Literal["by", "within", "periodic"]


class DeadlineFinder:
    """The deadlines of one document, or of one part of it.

    Examples
    --------
    >>> text = "Báo cáo kết quả trước ngày 15/6/2025."
    >>> whole = Span(0, len(text))
    >>> [limit.to for limit in DeadlineFinder(WordIndex(text), whole, None, []).in_sentence(whole, "")]
    ['2025-06-15']
    """

    def __init__(self, words: WordIndex, part: Span, own_day: str | None, cited: Sequence[Span]) -> None:
        """Prepare the search in `part` of a text in normal form.

        Parameters
        ----------
        words
            Words of the whole text.
        own_day
            ISO date of the document, from which "kể từ ngày ký" counts.
        cited
            Cited documents, in order: their dates are not deadlines.
        """
        self._text = words.text
        self._own_day = own_day
        first = bisect_right(cited, part.start, key=lambda span: span.end)
        self._cited = cited[first : bisect_left(cited, part.end, key=lambda span: span.start)]
        self._cited_starts = [span.start for span in self._cited]
        self._cited_ends = [span.end for span in self._cited]
        # A part of a sentence is asked twice: whether it is a task of its own, and then when it is due.
        self._found: dict[tuple[Span, str], list[Deadline]] = {}
        self._times = _places(words, part, TIME_WORDS, _IN_DIGITS)
        self._habits = _places(words, part, HABIT_WORDS, (_PER,))

    def in_sentence(self, span: Span, year: str) -> list[Deadline]:
        """Return the deadlines that a sentence sets, in order.

        Parameters
        ----------
        span
            The sentence, inside the part.
        year
            Year for times that state none: the heading's, else the document's; "" if neither is known.
        """
        times, habits = inside(self._times, span), inside(self._habits, span)
        if not (times or habits):
            return []
        if (span, year) not in self._found:
            self._found[span, year] = self._read(span, year, times, habits)
        return self._found[span, year]

    def _read(self, span: Span, year: str, times: list[int], habits: list[int]) -> list[Deadline]:
        """Return the deadlines that a sentence sets, which has words for times or habits at some offsets."""
        plain = span.of(self._text).lower()
        limits: list[_Limit] = []
        if times:
            limits += _counted(plain, self._own_day)
        if habits:
            limits += _again(plain, *_around(habits, span))
        if times:
            limits += _stated(plain, year, *_around(times, span))
            limits += _from_now(plain, year, self._own_day)
        if not limits:
            return []
        first = bisect_right(self._cited_ends, span.start)
        taken = self._cited[first : bisect_left(self._cited_starts, span.end)]
        free = [
            _of_other_year(plain, limit)
            for limit in limits
            if not any(other.start < span.start + limit.end and span.start + limit.start < other.end for other in taken)
        ]
        return _deadlines(self._text, span.start, free)

    def in_line(self, span: Span, year: str) -> list[Deadline]:
        """Return the deadlines in a line or cell that contains only the time ("Thời gian: Quý IV/2025").

        Parameters are those of `in_sentence`. Several quarters or months together are one period.
        """
        plain = span.of(self._text).lower()
        limits = [*_counted(plain, self._own_day), *_again(plain, 0, len(plain))]
        for match in _BY.finditer(plain):
            limits += _by(match, year)
        for match in _RANGE.finditer(plain):
            limits += _between(match, year)
        for match in _ONE.finditer(plain):
            moment = read_moment(match, "a", year)
            if moment:
                one_day = moment[0] == moment[1]
                limits.append(
                    _Limit(*match.span(), None if one_day else moment[0], moment[1], "by" if one_day else "within")
                )
        return _deadlines(self._text, span.start, limits)


def _around(starts: list[int], span: Span) -> tuple[int, int]:
    """Return between which offsets of a sentence its deadlines are: around the words by which they are known."""
    return max(0, starts[0] - span.start - _REACH), starts[-1] - span.start + _REACH


def _places(words: WordIndex, part: Span, named: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> list[int]:
    """Return where some words or matches of a pattern occur in a part: every deadline is near one of them."""
    found: list[int] = []
    for word in named:
        starts = words.inside([word], part)
        around = _AROUND.get(word)
        found += [start for start in starts if around.match(words.text, start)] if around else starts
    for pattern in patterns:
        found += [match.start() for match in pattern.finditer(words.text, part.start, part.end)]
    return sorted(found)


def _deadlines(text: str, begin: int, limits: list[_Limit]) -> list[Deadline]:
    """Return deadlines, counted from `begin`, as records of the text: the longest of those that overlap."""
    kept: list[_Limit] = []
    for limit in sorted(limits, key=lambda limit: (limit.start - limit.end, limit.start)):
        if all(limit.end <= other.start or other.end <= limit.start for other in kept):
            kept.append(limit)
    return [
        Deadline(
            text=text[begin + limit.start : begin + limit.end],
            start=begin + limit.start,
            end=begin + limit.end,
            from_=limit.first.isoformat() if limit.first else None,
            to=limit.last.isoformat() if limit.last else None,
            kind=limit.kind,
        )
        for limit in sorted(kept)
    ]


def _stated(plain: str, year: str, begin: int, end: int) -> Iterator[_Limit]:
    """Yield the deadlines by a date or within a calendar period, which are between two offsets of a sentence."""
    by = _BY_BEGINS.search(plain, begin, end)
    for match in _BY.finditer(plain, by.start(), end) if by else ():
        # A date says when, whatever precedes it.
        if match["ad"] or not _is_of_a_thing(plain, match.start()):
            yield from _by(match, year)
    opening = _OPENS.match(plain) or _YEAR_FIRST.match(plain)
    within = _WITHIN_BEGINS.search(plain, begin, end)
    periods = list(_WITHIN.finditer(plain, max(0, within.start() - _BEFORE_WITHIN), end)) if within else []
    for match in [*periods, opening] if opening else periods:
        moment = read_moment(match, "a", year)
        if moment and not _is_of_a_thing(plain, match.start()):
            yield _Limit(*match.span(), *moment, "within")
    if _IN.search(plain):
        for match in _TWO.finditer(plain):
            yield from _between(match, year)
        for match in _THIS_YEAR.finditer(plain):
            if year and not _is_of_a_thing(plain, match.start()):
                yield _Limit(*match.span(), date(int(year), 1, 1), date(int(year), 12, 31), "within")
    if _FROM_WORD.search(plain):
        yield from _since(plain, year)


def _since(plain: str, year: str) -> Iterator[_Limit]:
    """Yield the deadlines with a first day: "từ … đến …", "kể từ …"."""
    for match in _FROM_TO.finditer(plain):
        if not _is_of_a_thing(plain, match.start()):
            yield from _between(match, year)
    for match in _DAYS.finditer(plain):
        yield from _days(match, year)
    for match in _FROM.finditer(plain):
        moment = read_moment(match, "a", year)
        if moment and not _is_of_a_thing(plain, match.start()):
            yield _Limit(*match.span(), moment[0], None, "within")
    for match in _SINCE.finditer(plain):
        first = match["year"] or year
        if first:
            yield _Limit(*match.span(), date(int(first), 1, 1), None, "within")


def _by(match: re.Match[str], year: str) -> Iterator[_Limit]:
    moment = read_moment(match, "a", year)
    if moment:
        # "trước tháng 9" ends with August; "trước ngày 15" includes that day (annotation guideline, §4).
        whole = moment[0] != moment[1]
        last = moment[0] - timedelta(days=1) if match["before"] and whole else moment[1]
        yield _Limit(*match.span(), None, last, "by")


def _between(match: re.Match[str], year: str) -> Iterator[_Limit]:
    last = read_moment(match, "b", year)
    first = read_moment(match, "a", str(last[1].year) if last else year)
    if first and last and first[0] > last[1]:
        first = read_moment(match, "a", str(last[1].year - 1))
    if first and last and first[0] <= last[1]:
        yield _Limit(*match.span(), first[0], last[1], "within")


def _of_other_year(plain: str, limit: _Limit) -> _Limit:
    """Return a deadline without dates if its date recurs every year, or has an unknown year."""
    yearly, following = _YEARLY.match(plain, limit.end), _NEXT_YEAR.match(plain, limit.end)
    if yearly and limit.kind != "periodic":
        return _Limit(limit.start, yearly.end(), None, None, "periodic")
    return _Limit(limit.start, following.end(), None, None, limit.kind) if following else limit


def _days(match: re.Match[str], year: str) -> Iterator[_Limit]:
    last = read_moment(match, "b", year)
    if last and last[0] == last[1] and 0 < int(match["first"]) <= last[1].day:
        yield _Limit(*match.span(), last[1].replace(day=int(match["first"])), last[1], "within")


def _from_now(plain: str, year: str, own_day: str | None) -> Iterator[_Limit]:
    if not own_day or len(own_day) < len("2024-06-05"):
        return
    for match in _FROM_NOW.finditer(plain):
        last = read_moment(match, "a", year)
        if last:
            yield _Limit(*match.span(), date.fromisoformat(own_day), last[1], "within")


def _is_of_a_thing(plain: str, start: int) -> bool:
    before = max(0, start - _THING_BEFORE)
    if _UP_TO_YEAR.match(plain, start) and _NAMES_A_PLAN.search(plain, before, start):
        return True
    return bool(_NAMES_A_THING.search(plain, before, start)) and not _TO_BE_DONE.search(plain, before, start)


def _again(plain: str, begin: int, end: int) -> Iterator[_Limit]:
    for match in _AGAIN.finditer(plain, begin, end):
        if not _KIND_OF_WORK.search(plain, max(0, match.start() - _WORK_BEFORE), match.start()):
            yield _Limit(*match.span(), None, None, "periodic")


def _counted(plain: str, own_day: str | None) -> Iterator[_Limit]:
    """Yield the deadlines counted from the document's own date, and those from an event, without dates."""
    begins = _COUNTED_BEGINS.search(plain)
    for match in _COUNTED.finditer(plain, begins.start()) if begins else ():
        first = (
            date.fromisoformat(own_day)
            if own_day and len(own_day) == 10 and _OWN_EVENT.match(match["event"] or "")
            else None
        )
        last = day_after(first, int(match["count"]), match["unit"]) if first else None
        if match["by"]:
            yield _Limit(*match.span(), None, last, "by")
        else:
            yield _Limit(*match.span(), first if last else None, last, "within")
    for match in _FROM_EVENT.finditer(plain):
        yield _Limit(*match.span(), None, None, "within")
