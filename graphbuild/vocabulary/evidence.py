"""The kinds of evidence for and against a mention referring to a document, with weights and wording."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records


@dataclass(frozen=True, slots=True)
class Ground:
    """A kind of evidence for a document (weight above 0) or against it; -1 rules it out."""

    code: str
    weight: float
    label: str
    label_en: str


@cache
def grounds() -> dict[str, Ground]:
    """Return the kinds of evidence by code.

    Examples
    --------
    >>> grounds()["later"].label
    'ban hành sau văn bản viện dẫn'
    """
    return {row["code"]: Ground(**row) for row in read_records("evidence.toml")["ground"]}
