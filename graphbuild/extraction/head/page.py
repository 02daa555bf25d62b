"""Reads what a page or press article says of itself: time stamp and headline; and names of documents as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.head.lines import HeadLine
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("head")
_any, _times = _WORDS.any_of, wordings("times").any_of
_STAMP_WITHIN = 1500
_STAMP = re.compile(
    rf"(?:\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?[ ,|/-]*(?:{_times('day')} )?(?P<after>\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}))"
    r"|(?:(?P<before>\d{1,2}[/-]\d{1,2}[/-]\d{4})[ ,|-]*\d{1,2}[:h]\d{2})"
    rf"|(?:{_any('weekday_number')} {_any('weekday')}|{_any('sunday')})[^\n\d]{{0,12}}"
    r"(?P<weekday>\d{1,2}[/-]\d{1,2}[/-]\d{4})",
    re.IGNORECASE,
)
# What every stamp contains: few texts do, and each is found quickly, from the mark after its first digit.
_STAMPED_DAY = re.compile(r"[/-](?<=\d.)\d{1,2}[/-]\d{4}")
_HOUR = re.compile(r"[:h](?<=\d.)\d{2}")
_WEEKDAYS = (
    *(f"{word} {number}".lower() for word in _WORDS["weekday_number"] for number in _WORDS["weekday"]),
    *(word.lower() for word in _WORDS["sunday"]),
)
_HEADLINE = re.compile(r"[^>|\n]{1,299}[^>|\n.]")
_HEADLINE_LENGTH = 30
_NAME_LINE = re.compile(
    rf"[\W_]*(?P<word>[^\W\d_]+(?: [^\W\d_]+){{0,3}}?) (?:{_any('small_number')} )?(?P<rest>\d[^\n]*)$", re.IGNORECASE
)
_AFTER_NAME = re.compile(rf"[,]? (?:{_any('name_goes_on')})\b", re.IGNORECASE)


def find_stamp(text: str) -> re.Match[str] | None:
    """Return the time stamp of a press article, None if the beginning of the text has none."""
    begin = text[:_STAMP_WITHIN]
    if not _STAMPED_DAY.search(begin):
        return None
    can_be = _HOUR.search(begin) or any(map(begin.lower().__contains__, _WEEKDAYS))
    return _STAMP.search(begin) if can_be else None


def stamped_day(stamp: re.Match[str]) -> str | None:
    """Return the day of a time stamp."""
    day = DAY.fullmatch(stamp["after"] or stamp["before"] or stamp["weekday"])
    return read_day(day) if day else None


def headline(lines: Sequence[HeadLine], stamp: re.Match[str] | None) -> str | None:
    """Return the headline of a page: a Markdown heading, else the line above or below the time stamp."""
    marked = next((line for line in lines[:3] if line.text.startswith("#")), None)
    if marked is not None:
        return marked.plain
    if stamp is None:
        return lines[0].plain if lines else None
    # Shorter lines are mostly the newspaper's name and links.
    above = [line.text for line in lines if line.end <= stamp.start()][-3:]
    below = [line.text for line in lines if line.start >= stamp.end()][:2]
    headlines = [line for line in (*reversed(above), *below) if _HEADLINE.fullmatch(line)]
    return next((line for line in headlines if len(line) >= _HEADLINE_LENGTH), max(headlines, key=len, default=None))


def name_line(lines: Sequence[HeadLine]) -> tuple[HeadLine | None, DocumentNumber | None]:
    """Return the line and number of a copy whose only head is its name, with text below: "# Nghị quyết số 57-NQ/TW"."""
    for line in lines[:3] if len(lines) > 1 else ():
        number = _name(line.text)
        if number is not None:
            return line, number
    return None, None


def is_name(line: str) -> bool:
    """Tell whether a line is only the name of a document: "Chỉ thị số 05-CT/TW ngày 15/5/2016"."""
    return _name(line) is not None


def _name(line: str) -> DocumentNumber | None:
    match = _NAME_LINE.fullmatch(line)
    if match is None or match["word"].lower() not in types_by_word():
        return None
    number = number_pattern().match(match["rest"])
    if number is None:
        return None
    rest = match["rest"][number.end() :].strip(" *_")
    is_heading = not rest or (
        _AFTER_NAME.match(f" {rest}") and rest[-1] not in ".;:," and not number_pattern().search(rest)
    )
    return DocumentNumber.from_match(number) if is_heading else None
