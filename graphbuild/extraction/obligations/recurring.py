"""Finds times that come again and again: "thường xuyên", "định kỳ hằng quý", "trước ngày 25 hằng tháng", "02 lần/năm".

"Kế hoạch công tác hằng năm" and "chi thường xuyên" name a thing that recurs, and do not say when something is to be
done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.extraction.obligations.limits import Limit
from graphbuild.vocabulary.numerals import cardinals
from graphbuild.vocabulary.wordings import any_word, wordings

_TIMES = wordings("times")
_any = _TIMES.any_of
_DAY, _MONTH, _QUARTER = map(_any, ("day", "month", "quarter"))
_PERIOD = _any("week", "month", "quarter", "year")
_DAY_OR_PERIOD = _any("day", "week", "month", "quarter", "year")
_ONCE = rf"(?:\d{{1,3}}|{any_word(cardinals())})"
_REGULARLY = _any("regularly")
# From the word by which a recurring time is known, or the slash of "02 lần/năm", which needs something before it.
_AGAIN = re.compile(
    rf"(?:{_any('every')} {_DAY_OR_PERIOD}(?! {_any('of_goods')}\b)"
    rf"|{_any('each')} {_any('week', 'month', 'quarter', 'school_term', 'year')}"
    rf"(?! {_any('of_service')}\b)(?: {_any('at_least')})?(?: {_ONCE} {_any('time')})?"
    rf"|{_any('one')} {_PERIOD} (?:{_any('one')}|\d) {_any('time')}"
    rf"|{_REGULARLY}(?: \d+ {_MONTH}(?: {_any('one_time')})?)?|{_any('constantly')}(?! {_any('states')}\b)"
    rf"|(?P<once>{_any('one_time')}|/ ?(?:\d ?)?{_any('time')})|(?P<per>/ ?{_DAY_OR_PERIOD}))(?!\w)"
)
_BY = rf"(?:(?:{_any('at_the_latest', 'before', 'within', 'by_a_day', 'from')} ){{1,2}}(?:{_any('several')} )?)?"
_AND = rf"(?:, ?| {_any('and', 'or', 'until')} | ?- ?){_BY}"
_MONTH_OF_DAY = rf"(?: ?/ ?| {_MONTH} )\d{{1,2}}"
_DAYS = (
    rf"(?:{_DAY} \d{{1,2}}(?:{_MONTH_OF_DAY})?|\d{{1,2}}{_MONTH_OF_DAY})"
    rf"(?:{_AND}(?:{_DAY} )?\d{{1,2}}(?:{_MONTH_OF_DAY})?){{0,4}}"
)
_MONTHS = rf"{_MONTH} \d{{1,2}}(?:{_AND}(?:{_MONTH} )?\d{{1,2}}){{0,4}}"
_ROMAN = r"(?:iv|i{1,3}|[1-4])"
_QUARTERS = rf"{_QUARTER} {_ROMAN}(?:{_AND}(?:{_QUARTER} )?{_ROMAN}){{0,3}}"
# What begins the time before that word: "trước ngày 01/6 và 15/11 hằng năm", "hai tháng một lần", "02 lần/năm".
_BEGINS = re.compile(
    rf"\b(?:(?:{_REGULARLY} )?{_BY}"
    rf"(?:{_DAYS}|{_MONTHS}|{_QUARTERS}|{_any('ordinal')} {_any('weekday')}|{_any('sunday')}) (?:{_any('of')} )?"
    rf"|{_any('beginning', 'end')} |{_REGULARLY} (?:6 {_MONTH}, )?|(?P<length>{_ONCE} {_DAY_OR_PERIOD} ?)"
    rf"|(?P<often>{_ONCE} {_any('occasions')} ?))$"
)
_LONGEST_BEGINNING = 90
# The last letters of everything that can begin a time.
_ENDS_BEGINNING = tuple(
    f"{end}{blank}"
    for end in (
        *"0123456789iv,",
        *(word for group in ("day", "week", "month", "quarter", "year", "weekday", "sunday") for word in _TIMES[group]),
        *(word for group in ("occasions", "of", "beginning", "end", "regularly") for word in _TIMES[group]),
    )
    for blank in ("", " ")
)
_LONGEST_ENDING = max(map(len, _ENDS_BEGINNING))
# "công tác thường xuyên" states the kind of work; "thường xuyên kiểm tra" how often.
_KIND_OF_WORK = re.compile(rf"\b{_any('works')} $")
_WORK_BEFORE = 12
# "kế hoạch phòng chống dịch hằng năm của xã": what follows shows that the words belong to the thing before them.
_RECURRING_THING = re.compile(rf"\b{_any('recurring_things')}\b[^,.;:()\n]*$")
_THING_BEFORE = 60
_AFTER_A_THING = re.compile(rf" *(?:[^\w ]|$)| {_any('after_a_thing')}\b")
# "đồng bộ, thường xuyên, hiệu quả" says how, not when.
_MANNER = re.compile(rf"{_any('constantly')}, (?!{_any('every', 'each', 'regularly')})")
_REPORTS = re.compile(rf"\b{_any('reports')}\b")


def find_recurring(plain: str, near: Sequence[int], *, alone: bool) -> Iterator[Limit]:
    """Yield the times in a sentence in lower case at which a task is to be done again.

    Parameters
    ----------
    plain, near
        The sentence, and ascending offsets of the words and slashes by which such times are known.
    alone
        Whether the text contains nothing but the time, so that it names no thing.

    Examples
    --------
    >>> text = "hằng tháng họp, theo chương trình công tác hằng năm của xã"
    >>> [text[limit.start : limit.end] for limit in find_recurring(text, [0, 43], alone=False)]
    ['hằng tháng']
    """
    for known in near:
        again = _AGAIN.match(plain, known)
        if again is None:
            continue
        before = None
        if plain.endswith(_ENDS_BEGINNING, max(0, known - _LONGEST_ENDING), known):
            before = _BEGINS.search(plain, max(0, known - _LONGEST_BEGINNING), known)
        if (again["once"] and not (before and before["length"])) or (again["per"] and not (before and before["often"])):
            continue
        start = before.start() if before else known
        if alone or not _is_of_a_thing(plain, start, again.end()):
            yield Limit(start, again.end(), None, None, "periodic")


def _is_of_a_thing(plain: str, start: int, end: int) -> bool:
    if _KIND_OF_WORK.search(plain, max(0, start - _WORK_BEFORE), start):
        return True
    if plain.endswith(", ", 0, start) and _MANNER.match(plain, start):
        return True
    words = plain[start:end]
    is_rate = words.endswith(_TIMES["time"]) or any(map(str.isdigit, words))
    if is_rate or not _AFTER_A_THING.match(plain, end):
        return False
    before = max(0, start - _THING_BEFORE)
    return bool(_RECURRING_THING.search(plain, before, start)) and not _REPORTS.search(plain, before, start)
