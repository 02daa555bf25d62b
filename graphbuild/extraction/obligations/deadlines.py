"""Finds the deadlines in a sentence, and computes their first and last days.

They are named by the calendar (`periods`), counted from an event (`durations`), or come again and again (`recurring`).
A missing year is that of the heading or of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from graphbuild.extraction.obligations.durations import find_counted
from graphbuild.extraction.obligations.limits import Limit
from graphbuild.extraction.obligations.moments import YEAR
from graphbuild.extraction.obligations.obligation import trimmed
from graphbuild.extraction.obligations.periods import find_from_now, find_stated, find_stated_alone
from graphbuild.extraction.obligations.recurring import find_recurring
from graphbuild.extraction.word_index import WordIndex, inside
from graphbuild.model import Deadline, Span
from graphbuild.vocabulary.times import HABIT_WORDS, TIME_WORDS
from graphbuild.vocabulary.wordings import wordings

_TIMES = wordings("times")
_any = _TIMES.any_of
_DAY_OR_PERIOD = _any("day", "week", "month", "quarter", "year")
# What makes a date a yearly one, or one of a year that the document does not state.
_YEARLY = re.compile(rf" {_any('yearly')}\b")
_NEXT_YEAR = re.compile(rf" (?:{_any('of')} )?{_any('another_time')}\b")
# "tháng 12 năm báo cáo"
_OF_A_YEAR = re.compile(rf" (?:{_any('of')} )?{_any('year')} (?!{YEAR}|{_any('now')}\b)")
# What may be between two parts of one time: "hằng năm, trước ngày 25/12", "định kỳ hằng năm (trước ngày 15/12)".
_JOINS = re.compile(rf"[,;/]? ?\(?(?:{_any('and', 'or', 'at')} ?)?")
_IN_BRACKETS = re.compile(r",? ?\($")
_LONGEST_JOIN = 8
_LONG_AGO = timedelta(days=31)
"""A time that ended so long before the document limits nothing that it asks for."""
# A date in digits without a word, and how often: patterns that begin with a character are found ten times as fast as
# those that begin with a digit.
_IN_DIGITS = re.compile(r"/ ?\d\d?(?!\d)"), re.compile(rf"-{YEAR}(?!\d)")
_PER = re.compile(rf"/(?:\d ?)?(?:{_DAY_OR_PERIOD}|{_any('time')})", re.IGNORECASE)
_YEAR_AFTER = (*_TIMES["beginning"], *_TIMES["end"], *_TIMES["in"], *_TIMES["all_of"], *_TIMES["of"])
# What must follow, or precede, a word that usually means something else.
_AROUND = {
    **{word: re.compile(rf"{word} [ivx\d]", re.IGNORECASE) for word in _TIMES["quarter"]},
    **{
        year: re.compile(
            rf"{year}(?: (?:19|20)\d\d| {_any('to_come')}|{'|'.join(f'(?<={word} {year})' for word in _YEAR_AFTER)}"
            rf"|(?<=\d {year})|(?<=\) {year}))",
            re.IGNORECASE,
        )
        for year in _TIMES["year"]
    },
}


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
        self._own_day = date.fromisoformat(own_day) if own_day and len(own_day) == len("2024-06-05") else None
        first = bisect_right(cited, part.start, key=lambda span: span.end)
        self._cited = cited[first : bisect_left(cited, part.end, key=lambda span: span.start)]
        self._cited_starts = [span.start for span in self._cited]
        self._cited_ends = [span.end for span in self._cited]
        # A part is asked for twice: whether it is a task of its own, and then when it is due.
        self._found: dict[tuple[Span, str], list[Deadline]] = {}
        # A time that belongs to a citation limits nothing.
        self._times = [at for at in _places(words, part, TIME_WORDS, _IN_DIGITS) if not self._is_cited(at)]
        self._habits = _places(words, part, HABIT_WORDS, (_PER,))
        self._known = sorted([*self._times, *self._habits])

    def in_sentence(self, span: Span, year: str) -> list[Deadline]:
        """Return the deadlines that a sentence sets, in order.

        Parameters
        ----------
        span
            The sentence, inside the part.
        year
            Year for times that state none: the heading's, else the document's; "" if neither is known.
        """
        found: list[Deadline] = []
        first = bisect_left(self._known, span.start)
        done = span.start
        for known in self._known[first : bisect_left(self._known, span.end, first)]:
            if known < done:
                continue
            # Each part between semicolons by itself: a time says when its own part is to be done.
            start = max(done, self._text.rfind(";", done, known) + 1)
            semicolon = self._text.find(";", known, span.end)
            done = semicolon if semicolon >= 0 else span.end
            part = trimmed(self._text, Span(start, done))
            if (part, year) not in self._found:
                self._found[part, year] = self._read(part, year)
            found += self._found[part, year]
        return found

    def _read(self, span: Span, year: str) -> list[Deadline]:
        """Return the deadlines that a part of a sentence sets, which has a word for a time or habit."""
        times, habits = inside(self._times, span), inside(self._habits, span)
        plain = span.of(self._text).lower()
        limits: list[Limit] = []
        if times:
            near = [start - span.start for start in times]
            limits += find_counted(plain, near, self._own_day, alone=False)
            limits += find_stated(plain, year, near)
            if self._own_day:
                limits += find_from_now(plain, year, self._own_day)
        if habits:
            limits += find_recurring(plain, [start - span.start for start in habits], alone=False)
        return self._settled(span, plain, limits, alone=False)

    def in_line(self, span: Span, year: str) -> list[Deadline]:
        """Return the deadlines in a line or cell that contains only the time ("Thời gian: Quý IV/2025").

        Parameters are those of `in_sentence`. Several quarters or months together are one period.
        """
        plain = span.of(self._text).lower()
        near = [start - span.start for start in inside(self._times, span)]
        limits = [
            *find_counted(plain, near, self._own_day, alone=True),
            *find_stated_alone(plain, year),
            *find_recurring(plain, [start - span.start for start in inside(self._habits, span)], alone=True),
        ]
        if self._own_day:
            limits += find_from_now(plain, year, self._own_day)
        return self._settled(span, plain, limits, alone=True)

    def _is_cited(self, position: int) -> bool:
        index = bisect_right(self._cited_starts, position) - 1
        return index >= 0 and position < self._cited_ends[index]

    def _settled(self, span: Span, plain: str, limits: Sequence[Limit], *, alone: bool) -> list[Deadline]:
        """Return limits of a stretch as records of the text: those of tasks, without overlap, parts of one together."""
        if not limits:
            return []
        first = bisect_right(self._cited_ends, span.start)
        taken = self._cited[first : bisect_left(self._cited_starts, span.end)]
        free = [
            _of_other_year(plain, limit)
            for limit in limits
            if not any(other.start < span.start + limit.end and span.start + limit.start < other.end for other in taken)
        ]
        settled = (_of_next_year(limit, self._own_day) for limit in _joined(plain, _longest(free)))
        return [
            Deadline(
                text=self._text[span.start + limit.start : span.start + limit.end],
                start=span.start + limit.start,
                end=span.start + limit.end,
                from_=limit.first.isoformat() if limit.first else None,
                to=limit.last.isoformat() if limit.last else None,
                kind=limit.kind,
            )
            for limit in settled
            if alone or not _is_long_ago(limit, self._own_day)
        ]


def _places(words: WordIndex, part: Span, named: Sequence[str], patterns: Sequence[re.Pattern[str]]) -> list[int]:
    """Return where some words or matches of patterns occur in a part: every deadline is near one of them."""
    found = [match.start() for one in patterns for match in one.finditer(words.text, part.start, part.end)]
    for word in words.occurring(named):
        starts = words.inside([word], part)
        around = _AROUND.get(word)
        found += [start for start in starts if around.match(words.text, start)] if around else starts
    return sorted(found)


def _longest(limits: Sequence[Limit]) -> list[Limit]:
    """Return limits in order, of those that overlap the longest."""
    if len(limits) < 2:
        return list(limits)
    kept: list[Limit] = []
    for limit in sorted(limits, key=lambda limit: (limit.start - limit.end, limit.start)):
        place = bisect_left(kept, limit.start, key=lambda other: other.start)
        before, after = kept[max(0, place - 1) : place], kept[place : place + 1]
        if all(other.end <= limit.start for other in before) and all(limit.end <= other.start for other in after):
            kept.insert(place, limit)
    return kept


def _of_other_year(plain: str, limit: Limit) -> Limit:
    """Return a limit without dates if its date recurs every year, or has an unknown year."""
    yearly, following = _YEARLY.match(plain, limit.end), _NEXT_YEAR.match(plain, limit.end)
    if yearly and limit.kind != "periodic":
        return Limit(limit.start, yearly.end(), None, None, "periodic")
    if following:
        return Limit(limit.start, following.end(), None, None, limit.kind)
    of_unknown_year = limit.open_year and _OF_A_YEAR.match(plain, limit.end)
    return limit._replace(first=None, last=None) if of_unknown_year else limit


def _joined(plain: str, limits: list[Limit]) -> list[Limit]:
    """Return limits with the parts of one recurring time together, without a bracket that says the same again.

    A time without year recurs, if the sentence says before it that the task is to be done every year.
    """
    found: list[Limit] = []
    yearly = False
    for limit in limits:
        before = found[-1] if found and limit.start - found[-1].end <= _LONGEST_JOIN else None
        between = plain[before.end : limit.start] if before else ""
        if before is None or not _JOINS.fullmatch(between):
            found.append(_recurring(limit.start, limit) if yearly and limit.open_year else limit)
        elif "periodic" in (before.kind, limit.kind) and _may_recur(before) and _may_recur(limit):
            found[-1] = _recurring(before.start, limit)
        elif not (_IN_BRACKETS.search(between) and before.last and not (limit.first or limit.last)):
            found.append(limit)
        yearly = yearly or (limit.kind == "periodic" and plain.endswith(_TIMES["yearly"], limit.start, limit.end))
    return found


def _recurring(start: int, limit: Limit) -> Limit:
    return Limit(start, limit.end, None, None, "periodic")


def _may_recur(limit: Limit) -> bool:
    """Tell whether a limit can be part of a recurring time: it names no year."""
    return limit.open_year or not (limit.first or limit.last)


def _of_next_year(limit: Limit, own_day: date | None) -> Limit:
    """Return a limit without year that has passed by the day of the document as one of the next year, if nearer."""
    if own_day is None or not limit.open_year or limit.last is None or limit.last >= own_day:
        return limit
    try:
        last = limit.last.replace(year=limit.last.year + 1)
        first = limit.first.replace(year=limit.first.year + 1) if limit.first else None
    except ValueError:
        return limit
    return limit._replace(first=first, last=last) if last - own_day < own_day - limit.last else limit


def _is_long_ago(limit: Limit, own_day: date | None) -> bool:
    """Tell whether a time says when something was: "đất được giao trước ngày 01/7/2014"."""
    edge = limit.last or limit.first
    if own_day is None or edge is None or limit.open_year or limit.goes_on:
        return False
    return own_day - edge > _LONG_AGO
