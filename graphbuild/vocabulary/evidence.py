"""The kinds of evidence for the document that a mention means, the place of a document, and a task carried out."""

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


@dataclass(frozen=True, slots=True)
class PlaceGround:
    """A kind of evidence for a place (weight above 0) or against it."""

    code: str
    weight: float
    label: str
    label_en: str
    definition: str
    definition_en: str
    counted: bool = False
    """Whether it weighs more the more often it is found."""

    def weigh(self, count: int = 1, of: int = 1) -> float:
        """Return the weight of evidence found `count` times for a place, of `of` times for any place.

        Examples
        --------
        >>> signer = place_grounds()["shared_signer"]
        >>> signer.weigh(), round(signer.weigh(2, 2), 2), place_grounds()["letterhead"].weigh()
        (0.35, 0.47, 1.0)
        """
        return self.weight * count / (count + 1) * count / max(count, of) if self.counted else self.weight


@cache
def place_grounds() -> dict[str, PlaceGround]:
    """Return the kinds of evidence for a place by code."""
    return {row["code"]: PlaceGround(**row) for row in read_records("evidence.toml")["place"]}


@cache
def place_decision() -> tuple[float, float]:
    """Return the least sum with which a place is a document's, and the margin to every other place.

    Examples
    --------
    >>> place_decision()
    (0.6, 0.15)
    """
    decision = read_records("evidence.toml")["place_decision"]
    return decision["least"], decision["margin"]


@dataclass(frozen=True, slots=True)
class FulfilmentGround:
    """A kind of evidence that a document takes up, reports on or delivers a task."""

    code: str
    weight: float
    label: str
    label_en: str
    definition: str
    definition_en: str


@cache
def fulfilment_grounds() -> dict[str, FulfilmentGround]:
    """Return the kinds of evidence for a task carried out by code."""
    return {row["code"]: FulfilmentGround(**row) for row in read_records("evidence.toml")["fulfilment"]}


@cache
def fulfilment_decision() -> float:
    """Return the least sum with which a document is linked to a task.

    Examples
    --------
    >>> fulfilment_decision()
    0.5
    """
    least: float = read_records("evidence.toml")["fulfilment_decision"]["least"]
    return least
