"""Words for reading the lines of "Nơi nhận": nouns, offices of persons, and who is subordinate to whom."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from graphbuild.vocabulary import read_records


@cache
def _records() -> dict[str, Any]:
    return read_records("recipients.toml")


def any_of(table: str, column: str = "words") -> str:
    r"""Return the words of a table of recipients.toml as pattern alternatives, the longest first.

    Examples
    --------
    >>> any_of("own_units")
    '(?:Bộ\\ phận|Phòng|Cục|Vụ)'
    """
    return _alternatives(_records()[table][column])


@cache
def noun_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns for the nouns of each kind that share one "các", with the "các" or without.

    Examples
    --------
    >>> [kind for kind, pattern in noun_patterns().items() if pattern.match("chi bộ trực thuộc")]
    ['party organisation']
    """
    return {
        row["kind"]: re.compile(rf"(?:các )?{_alternatives(row['words'])}\b", re.IGNORECASE)
        for row in _records()["noun"]
    }


@cache
def youth_levels() -> dict[str, str]:
    """Return the level of each committee of the Youth Union by its name in lower case.

    Examples
    --------
    >>> youth_levels()["thành đoàn"]
    'province'
    """
    return {word.lower(): row["level"] for row in _records()["youth"] for word in row["words"]}


@cache
def clerks() -> dict[str, str]:
    """Return the office that keeps the documents of each central body without clerks of its own.

    Examples
    --------
    >>> clerks()["Bộ Chính trị"]
    'Văn phòng Trung ương Đảng'
    """
    return {body: row["office"] for row in _records()["clerks"] for body in row["bodies"]}


def _alternatives(words: list[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
