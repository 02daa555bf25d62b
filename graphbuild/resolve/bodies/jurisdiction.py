"""Of which place a document is, and the places above it.

"Huyện ủy", "Thành ủy" and "UBND huyện" are relative names: their place is that of the document. Without enough evidence
the place stays unknown, and two unknown places are never the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.model import PlaceEvidence
from graphbuild.text import plain_name
from graphbuild.vocabulary.places import Place, places, places_by_name

LEVELS = ("province", "district", "commune")
"""Levels that have places, the widest first."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The places of a document, from the widest to its own; empty if there is no evidence."""

    level: str = ""
    """Level of the body that issued it (or that it is about), "" if even that is unknown."""
    province: Place | None = None
    district: Place | None = None
    commune: Place | None = None
    commune_name: str = ""
    """Name of a commune that is not in the gazetteer, or that several communes have, as printed."""
    commune_kind: str = ""
    """The word for its type ("xã"), "" if the document gives none or several."""
    evidence: tuple[PlaceEvidence, ...] = ()
    confidence: float | None = None
    day: str | None = None
    """ISO date for which its names are read: that of the document, else the latest one of a document that it cites."""

    def at(self, level: str) -> Place | None:
        """Return the place at a level, None if it is unknown."""
        return {"province": self.province, "district": self.district, "commune": self.commune}.get(level)

    @property
    def full_name(self) -> str | None:
        """Full name of the document's own place, None if it is unknown."""
        if self.level == "commune" and self.commune is None and self.commune_name:
            return self.commune_name
        own = self.at(self.level)
        return own.full_name if own else None


def jurisdiction_in(
    level: str,
    place: Place,
    day: str | None,
    evidence: tuple[PlaceEvidence, ...] = (),
    confidence: float | None = None,
) -> Jurisdiction:
    """Return the jurisdiction of a document of `level` in `place`, which may be wider than its own place."""
    found = {part.level: part for part in with_parents(place)}
    return Jurisdiction(
        level=level,
        province=found.get("province"),
        district=found.get("district"),
        commune=found.get("commune"),
        evidence=evidence,
        confidence=confidence,
        day=day,
    )


def of_place(level: str, place: Place, day: str | None) -> Jurisdiction:
    """Return the jurisdiction of a document of `level` in `place`, in its state on the document's date if known.

    Parameters
    ----------
    level
        Level of the document's issuer; may be narrower than the place.
    place
        A state of a place.
    day
        ISO date of the document.
    """
    if day and not place.existed_on(day):
        same = places_by_name().get(plain_name(place.name), ())
        states = [other for other in same if lineage(other) == lineage(place) and other.existed_on(day)]
        place = states[0] if len(states) == 1 else place
    return jurisdiction_in(level, place, day)


def with_parents(place: Place) -> list[Place]:
    """Return a place and all units it belongs to, the narrowest first."""
    line = [place]
    while line[-1].parent:
        line.append(places()[line[-1].parent])
    return line


def lineage(place: Place) -> str:
    """Return what a unit shares with its earlier and later states: its key without the year.

    Examples
    --------
    >>> lineage(places()["hai-phong.2025"])
    'hai-phong'
    """
    return ".".join(part for part in place.key.split(".") if not part.isdigit())
