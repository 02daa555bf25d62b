"""Abbreviations that offices use in their lists of recipients, and what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphbuild.vocabulary import read_rows

Use = Literal["name", "keeper", "section", "department"]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One abbreviation. Outside names it is read only in the line "Lưu", where short codes name who keeps the copy."""

    abbreviation: str
    expansion: str
    use: Use
    """name: part of any name; keeper: who keeps the copy; section, department: unit of the issuer's office that does."""


@cache
def abbreviations() -> dict[str, Abbreviation]:
    """Return all abbreviations as they are written."""
    uses: dict[str, Use] = {"name": "name", "keeper": "keeper", "section": "section", "department": "department"}
    return {
        row["abbreviation"]: Abbreviation(row["abbreviation"], row["expansion"], uses[row["use"]])
        for row in read_rows("abbreviations.csv")
    }


def expand(text: str) -> str:
    """Return `text` with the abbreviations of names written out; whole words in the case of the table only.

    Examples
    --------
    >>> expand("BTT UBMTTQVN xã")
    'Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã'
    >>> expand("Các đ/c UVUBKT, TT HĐND")
    'Các đồng chí Ủy viên Ủy ban Kiểm tra, Thường trực Hội đồng nhân dân'
    """
    return _pattern().sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    word = match["word"]
    if word[0] == "Đ" and word.lower() in ("đ/c", "đc"):
        return "Đồng chí"
    return abbreviations()[word].expansion


@cache
def _pattern() -> re.Pattern[str]:
    words = [row.abbreviation for row in abbreviations().values() if row.use == "name"]
    words += ["Đ/c", "ĐC", "Đc"]
    longest_first = sorted(words, key=len, reverse=True)
    # "MTTQ Việt Nam" and "MTTQ VN" say the country once; a full stop may follow an abbreviation ("TT. Tỉnh ủy").
    return re.compile(rf"(?<![\w&/-])(?P<word>{'|'.join(map(re.escape, longest_first))})(?![\w&/])\.?")
