"""What speaks for and against a mention meaning a document, with weights and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for a document (weight above 0) or against it; -1 rules it out."""

    code: str
    weight: float
    label: str
    label_en: str


@cache
def grounds() -> dict[str, Ground]:
    """Return the grounds by code.

    Examples
    --------
    >>> grounds()["later"].label
    'ban hành sau văn bản viện dẫn'
    """
    return {row["code"]: Ground(**row) for row in read_records("evidence.toml")["ground"]}
