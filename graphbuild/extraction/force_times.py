"""Reads the times from which and until which a document has force.

"kể từ ngày ký", "từ ngày 01/7/2025", "sau 45 ngày kể từ ngày ký ban hành", "đến hết ngày 31/12/2025", "kể từ ngày Thông
tư này có hiệu lực".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from graphbuild.extraction.obligations.moments import moment_pattern, read_moment
from graphbuild.model import Span
from graphbuild.vocabulary.numerals import numerals
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("force").any_of
_times = wordings("times").any_of
_SINCE, _DAY = _any("since"), _any("day")
_BETWEEN = r"(?:[^.;:\n]{0,90}?[ ])?"
_ISSUE = rf"(?:{_any('issued')}(?![\w])|{_BETWEEN}{_any('adopted')}(?!\w))"
_SINCE_TIME = re.compile(
    rf"[ ]?[(,]?[ ]?{_SINCE}[ ](?:(?:{_DAY}[ ])?{moment_pattern('s')}|{_DAY}[ ](?:(?P<issue>{_ISSUE})"
    rf"|(?P<entry>[^.;:\n]{{3,150}}?)[ ]{_any('has')}[ ]{_any('force')}(?!\w))"
    rf"|(?P<unclear>{_DAY}[ ](?:{_BETWEEN}{_any('published')}|\d+[^.;,\n]{{0,30}})"
    rf"|{_times('school_year')}[^.;,\n]{{0,30}}))"
)
_AFTER_TIME = re.compile(
    rf",?[ ]{_any('after')}[ ](?P<count>\d{{1,3}}|{any_word(numerals())})[ ](?:(?P<days>{_times('day')})"
    rf"|{_times('month', 'working_day')}),?[ ]{_any('counted_from')}[ ]{_DAY}[ ]"
    rf"(?:(?P<issue>{_ISSUE})|{_BETWEEN}{_any('published')})"
)
_UNTIL_TIME = re.compile(
    rf",?(?:[ ]{_any('and')})?(?:[ ](?:{_any('passive')}[ ])?(?:{_any('applied')}|{_any('has')}[ ]{_any('force')}))?"
    rf"[ ]{_any('until')}[ ](?P<before>{_any('before')}[ ])?(?:{_DAY}[ ])?{moment_pattern('u')}"
)
_LEADING_TIME = re.compile(rf"{_SINCE}[ ](?:{_DAY}[ ])?{moment_pattern('s')}(?=,)")
_ADOPTED_ON = re.compile(rf"{_any('adopted')}[ ](?:{_DAY}[ ])?{moment_pattern('o')}")
# A date broken over lines: "ngày", "01 tháng", "7 năm 2025".
_WRAPPED = re.compile(rf"\b({_times('day', 'month', 'year')})\n(?=\d)")
_LONGEST = 240
"""Maximum number of characters of a time in words."""
_BEFORE_TIME = 40


class Time(NamedTuple):
    """When a document's force begins or ends, and where the text says so."""

    kind: Literal["start", "end"]
    start: int
    end: int
    basis: Literal["stated", "issue", "entry", "unclear"]
    day: str | None = None
    days: int = 0
    entry: Span | None = None
    """The words for the document with whose entry into force it happens."""


def times_after(text: str, position: int, *, ends: bool, adopted: str) -> Iterator[Time]:
    """Yield the time told at an offset of a text in normal form, and the one until which it lasts.

    Parameters
    ----------
    text, position
        Where the words that say that a document has force, or has it no longer, end.
    ends
        Whether they say that it has it no longer.
    adopted
        What precedes them in the sentence: "… thông qua ngày 10/12/2024 và".

    Examples
    --------
    >>> text = "có hiệu lực từ ngày 01/7/2025 đến hết năm 2026."
    >>> [(time.kind, time.day) for time in times_after(text, 11, ends=False, adopted="")]
    [('start', '2025-07-01'), ('end', '2027-01-01')]
    """
    window = _WRAPPED.sub(r"\1 ", text[position : position + _LONGEST].lower())
    done = 0
    kind: Literal["start", "end"] = "end" if ends else "start"
    if (match := _SINCE_TIME.match(window)) or (match := _AFTER_TIME.match(window)):
        done = match.end()
        yield _since(match, kind, position, adopted)
    if not ends and (until := _UNTIL_TIME.match(window, done)):
        moment = read_moment(until, "u", "")
        if moment is not None:
            first_without = moment[0] if until["before"] else moment[1] + timedelta(days=1)
            yield Time("end", position, position + until.end(), "stated", first_without.isoformat())


def leading_time(text: str, sentence: Span, *, ends: bool) -> Time | None:
    """Return the time with which a sentence begins: "Kể từ ngày 01/7/2025, …".

    Examples
    --------
    >>> text = "2. Kể từ ngày 01/7/2025, Nghị định số 5/2020/NĐ-CP hết hiệu lực."
    >>> leading_time(text, Span(0, len(text)), ends=True).day
    '2025-07-01'
    """
    window = text[sentence.start : min(sentence.end, sentence.start + _LONGEST)].lower()
    match = _LEADING_TIME.search(window, 0)
    if match is None or match.start() > _BEFORE_TIME or any(letter in ",;" for letter in window[: match.start()]):
        return None
    moment = read_moment(match, "s", "")
    if moment is None:
        return None
    start = sentence.start
    kind: Literal["start", "end"] = "end" if ends else "start"
    return Time(kind, start + match.start(), start + match.end(), "stated", moment[0].isoformat())


def _since(match: re.Match[str], kind: Literal["start", "end"], position: int, adopted: str) -> Time:
    end = position + match.end()
    part = match.groupdict()
    if part.get("issue"):
        count = part.get("count") or "0"
        if "count" in part and not part["days"]:
            return Time(kind, position, end, "unclear")
        days = numerals().get(count) or int(count)
        day = _adopted_day(adopted) if match["issue"].endswith(wordings("force")["adopted"]) else None
        if day is not None:
            return Time(kind, position, end, "stated", (day + timedelta(days=days)).isoformat())
        return Time(kind, position, end, "issue", days=days)
    if part.get("entry"):
        return Time(
            kind, position, end, "entry", entry=Span(position + match.start("entry"), position + match.end("entry"))
        )
    moment = read_moment(match, "s", "") if "issue" in part and "count" not in part else None
    if moment is None:
        return Time(kind, position, end, "unclear")
    return Time(kind, position, end, "stated", moment[0].isoformat())


def _adopted_day(before: str) -> date | None:
    """Return the day of adoption that the sentence tells before: "… thông qua ngày 10/12/2024 và có hiệu lực …"."""
    match = _ADOPTED_ON.search(before.lower())
    moment = read_moment(match, "o", "") if match else None
    return moment[1] if moment else None
