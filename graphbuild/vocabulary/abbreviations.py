"""Abbreviations used in lists of recipients, and what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphbuild.vocabulary import read_rows

KeeperKind = Literal["keeper", "section", "department"]

_KEEPER_KINDS: tuple[KeeperKind, ...] = ("keeper", "section", "department")
# "MTTQ Việt Nam" and "MTTQ VN" add the country to an abbreviation that includes it already.
_FRONT = re.compile(r"MTTQ (?:VN|Việt Nam)\b")


@dataclass(frozen=True, slots=True)
class Keeper:
    """The holder of the office's copy, as abbreviated in the line "Lưu"."""

    name: str
    kind: KeeperKind
    """keeper: an office with its own name; section: a part of the issuer's office; department: one of a government."""


@cache
def keepers() -> dict[str, Keeper]:
    """Return the keepers of copies by abbreviation.

    Examples
    --------
    >>> keepers()["VT"].name
    'Văn thư'
    """
    kinds = {kind: kind for kind in _KEEPER_KINDS}
    return {
        row["abbreviation"]: Keeper(row["expansion"], kinds[row["use"]])
        for row in read_rows("abbreviations.csv")
        if row["use"] in kinds
    }


def expand(text: str) -> str:
    """Return `text` with abbreviations of names expanded: whole words, only in the case of the table.

    Examples
    --------
    >>> expand("BTT UBMTTQ Việt Nam xã")
    'Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã'
    >>> expand("Các đ/c UVUBKT, TT. HĐND")
    'Các đồng chí Ủy viên Ủy ban Kiểm tra, Thường trực Hội đồng nhân dân'
    """
    return _pattern().sub(_written_out, _FRONT.sub("MTTQVN", text))


def _written_out(match: re.Match[str]) -> str:
    """Return the full name; a full stop after an abbreviation may replace the space ("TT.HĐND")."""
    glued = match.group().endswith(".") and match.string[match.end() : match.end() + 1].isalpha()
    return _names()[match["word"]] + (" " if glued else "")


@cache
def _names() -> dict[str, str]:
    rows = [row for row in read_rows("abbreviations.csv") if row["use"] == "name"]
    found = {row["abbreviation"]: row["expansion"] for row in rows}
    # A line may begin with one that is lower-case elsewhere: "Đ/c Bí thư".
    begun = {short[0].upper() + short[1:]: full[0].upper() + full[1:] for short, full in found.items()}
    return begun | found


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"(?<![\w&/])(?P<word>{'|'.join(map(re.escape, longest_first))})(?![\w&/])\.?")
