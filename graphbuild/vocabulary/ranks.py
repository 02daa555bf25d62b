"""The rank of documents: none acts on one of a higher rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records
from graphbuild.vocabulary.document_types import types_by_symbol

_PARTS = re.compile("[/-]")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank: 1 is the highest of its order, "state" or "party"."""

    order: str
    rank: int


def rank_of(kind: str, number: str | None) -> Rank | None:
    """Return the rank of a document by its type code and number; None where these do not tell it.

    Examples
    --------
    >>> rank_of("NĐ", "30/2020/NĐ-CP"), rank_of("NQ", "28-NQ/TU")
    (Rank(order='state', rank=5), Rank(order='party', rank=3))
    >>> rank_of("BC", None) is None
    True
    """
    issuer = _issuer_code(number or "")
    return next((rank for rank, issuers in _rows().get(kind, ()) if issuer.startswith(issuers)), None)


def _issuer_code(number: str) -> str:
    """Return what follows serial, year and type in a number in normal form: "CP", "TU", "QH15"."""
    parts = [part for part in _PARTS.split(number) if part and not part[0].isdigit()]
    return parts[1] if len(parts) > 1 and parts[0] in types_by_symbol() else parts[0] if parts else ""


@cache
def _rows() -> dict[str, list[tuple[Rank, tuple[str, ...]]]]:
    found: dict[str, list[tuple[Rank, tuple[str, ...]]]] = {}
    for row in read_records("ranks.toml")["rank"]:
        for kind in row["types"]:
            found.setdefault(kind, []).append((Rank(row["order"], row["rank"]), tuple(row["issuers"])))
    return found
