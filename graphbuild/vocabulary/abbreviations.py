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


@cache
def branches(noun: str) -> dict[str, str]:
    """Return the abbreviated branches after a noun: "TC" is Tài chính after "Sở", "KTTH" a section after "Phòng".

    Examples
    --------
    >>> branches("Sở")["CT"], branches("Vụ")["CN"]
    ('Công Thương', 'Công nghiệp')
    """
    wider: tuple[str, ...] = ("field",) if noun in ("Bộ", "Sở") else ("field", "department", "section")
    rows = [row for use in wider for row in read_rows("abbreviations.csv") if row["use"] == use]
    return {row["abbreviation"]: row["expansion"] for row in rows}


def expand(text: str) -> str:
    """Return `text` with abbreviations of names expanded: whole words, only in the case of the table.

    Examples
    --------
    >>> expand("BTT UBMTTQ Việt Nam xã")
    'Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã'
    >>> expand("Các đ/c UVUBKT, TT. HĐND, TT Thông tin")
    'Các đồng chí Ủy viên Ủy ban Kiểm tra, Thường trực Hội đồng nhân dân, TT Thông tin'
    >>> expand("UBNDTP")
    'Ủy ban nhân dân thành phố'
    """
    return _pattern().sub(_written_out, _FRONT.sub("MTTQVN", _glued().sub(r"\g<word> TP", text)))


def _written_out(match: re.Match[str]) -> str:
    """Return the full name; a full stop after an abbreviation may replace the space ("TT.HĐND")."""
    glued = match.group().endswith(".") and match.string[match.end() : match.end() + 1].isalpha()
    word = match.group().removesuffix(".")
    following = match.string[match.end() :].lstrip()
    name = next(
        (full for before, full in _names()[word] if any(map(following.startswith, before))), _names()[word][-1][1]
    )
    return name + (" " if glued else "")


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return what each abbreviation means: before which words, and the name; the name before any word is the last."""
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for row in read_rows("abbreviations.csv"):
        if row["use"] != "name":
            continue
        before = tuple(filter(None, row["before"].split(";")))
        short, full = row["abbreviation"], row["expansion"]
        # A line may begin with one that is lower-case elsewhere: "Đ/c Bí thư".
        begun = (short[0].upper() + short[1:], full[0].upper() + full[1:])
        for written, name in dict([begun, (short, full)]).items():
            found[written] = tuple(sorted((*found.get(written, ()), (before, name)), key=lambda entry: not entry[0]))
    return found


@cache
def _glued() -> re.Pattern[str]:
    """Return the pattern of abbreviations with that of the city written to them: "UBNDTP"."""
    longest_first = sorted((short for short in _names() if short.isupper() and len(short) > 3), key=len, reverse=True)
    return re.compile(rf"(?<![\w&/])(?P<word>{'|'.join(map(re.escape, longest_first))})TP(?![\w&/])")


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of all abbreviations, the longest first; some only before the words of the table."""
    words = []
    for short in sorted(_names(), key=len, reverse=True):
        before = [word for words, _name in _names()[short] for word in words]
        only = all(words for words, _name in _names()[short])
        ahead = "|".join(sorted(map(re.escape, before), key=len, reverse=True))
        words.append(rf"{re.escape(short)}(?=\.? ?(?:{ahead})(?!\w))" if only else re.escape(short))
    return re.compile(rf"(?<![\w&/])(?:{'|'.join(words)})(?![\w&/])\.?")
