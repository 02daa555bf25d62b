"""Words for the extraction rules, in groups with a source each: one table per subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from graphbuild.vocabulary import read_records


class Wordings:
    """The groups of words of one table, from which patterns are built.

    Examples
    --------
    >>> times = wordings("times")
    >>> times["month"], times.any_of("month", "week")
    (('tháng',), '(?:tháng|tuần)')
    """

    def __init__(self, groups: Mapping[str, tuple[str, ...]]) -> None:
        self._groups = groups

    def __getitem__(self, group: str) -> tuple[str, ...]:
        return self._groups[group]

    def any_of(self, *groups: str) -> str:
        """Return the pattern that matches any word of some groups, the longest possible one."""
        return any_word(word for group in groups for word in self._groups[group])


def any_word(words: Iterable[str]) -> str:
    """Return the pattern that matches any of some words, the longest possible one.

    Examples
    --------
    >>> any_word(["năm", "năm học"])
    '(?:năm học|năm)'
    """
    longest_first = sorted(dict.fromkeys(words), key=len, reverse=True)
    # A space needs escaping only in verbose patterns, which are not used.
    return f"(?:{'|'.join(re.escape(word).replace(chr(92) + ' ', ' ') for word in longest_first)})"


@cache
def wordings(table: str) -> Wordings:
    """Return the groups of the table `table` ("times"); nested groups have both names ("sections.task")."""
    return Wordings(dict(_groups(read_records(f"{table}.toml"), "")))


def _groups(records: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, content in records.items():
        if isinstance(content, dict) and "words" in content:
            yield prefix + name, tuple(content["words"])
        elif isinstance(content, dict):
            yield from _groups(content, f"{name}.")
