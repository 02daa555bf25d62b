"""Letterheads: where the text has none, that of a word processor's page header belongs to it."""

from __future__ import annotations

from functools import cache

from graphbuild.text import normalize
from graphbuild.vocabulary.wordings import wordings

_HEAD_LINES = 40
"""Number of lines at the beginning of a document among which its letterhead is."""


def has_letterhead(lines: list[str]) -> bool:
    """Tell whether the letterhead of a document, with the motto that every one has, is among its first lines.

    Examples
    --------
    >>> has_letterhead(["UBND XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]), has_letterhead(["KẾ HOẠCH", "2"])
    (True, False)
    """
    return any(map(_has_motto, lines[:_HEAD_LINES]))


def _has_motto(line: str) -> bool:
    written = normalize(" ".join(line.split())).text.lower()
    return any(motto in written for motto in _mottoes())


@cache
def _mottoes() -> tuple[str, ...]:
    words = wordings("head")
    return tuple(
        normalize(motto).text.lower() for group in ("motto", "motto_of_party", "motto_below") for motto in words[group]
    )
