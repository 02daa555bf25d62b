"""Statutes: documents identified by the organisation that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records


@dataclass(frozen=True, slots=True)
class Statute:
    """The statutes of the Party or of an organisation."""

    name: str
    """Canonical name without the type word: "Đảng"."""
    issuer: str


@cache
def statutes_by_word() -> dict[str, Statute]:
    """Return the statutes by the words that follow "Điều lệ".

    Examples
    --------
    >>> statutes_by_word()["MTTQ Việt Nam"].name
    'Mặt trận Tổ quốc Việt Nam'
    """
    return {
        word: Statute(row["name"], row["issuer"])
        for row in read_records("citations.toml")["statute"]
        for word in row["words"]
    }
