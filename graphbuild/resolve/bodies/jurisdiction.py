"""Infers the place of a document from its own text, and keeps the evidence.

"Huyện ủy", "Thành ủy" and "UBND huyện" are relative names: their place is that of the document. It is taken from the
letterhead, date line and names that include a place, else from places in the text that fit together (a district and its
own province). Without enough evidence the place stays unknown, and two unknown places are never the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from graphbuild.model import Letterhead, PlaceEvidence, Reading
from graphbuild.text import plain_name
from graphbuild.vocabulary.bodies import UNITS, UNITS_AS_WRITTEN, seats_by_name
from graphbuild.vocabulary.places import Place, communes, communes_by_name, places, places_by_name

# The word for its type before a place: "TP. Hồ Chí Minh", "Thị xã Nghi Sơn".
_UNIT = re.compile(rf"^(?:{'|'.join(re.escape(unit) for unit in UNITS_AS_WRITTEN)})[ ]+", re.IGNORECASE)
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
    """Name of a commune that is not in the gazetteer, as printed."""
    commune_kind: str = ""
    """The word for its type ("xã"), "" if the document gives none or several."""
    evidence: PlaceEvidence | None = None
    confidence: float | None = None

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


def infer(reading: Reading) -> Jurisdiction:
    """Return the jurisdiction of a document from what the user states, else from its own text.

    A central document has none: its "tỉnh ủy" are all of them.
    """
    head = reading.letterhead
    level = _level(reading)
    if reading.hint.place:
        return _hinted(reading, level)
    if level not in LEVELS:
        return Jurisdiction(level=level)
    for evidence, confidence in _stated(reading, level):
        named = evidence.detail
        found = _of_unit(_places_called(named, level, head.date), head)
        if len(found) > 1:
            found = _fitting(found, reading)
        if len(found) == 1:
            return _with_parents(level, found[0], evidence, confidence)
        if level == "commune" and not found:
            return Jurisdiction(
                level=level,
                commune_name=named,
                commune_kind=_kind_of(named, reading.content),
                evidence=evidence,
                confidence=confidence,
            )
    return _voted(reading, level)


def _kind_of(commune: str, content: str) -> str:
    """Return the word for the type that a document writes before the name of a commune, "" if none or several."""
    kinds_of_commune = "|".join(unit for unit, level in UNITS.items() if level == "commune")
    written = rf"\b(?<!thị )({kinds_of_commune})\s+{re.escape(commune)}\b"
    kinds = {kind.lower() for kind in re.findall(written, content, re.IGNORECASE)}
    return kinds.pop() if len(kinds) == 1 else ""


def _hinted(reading: Reading, level: str) -> Jurisdiction:
    """Return the place that the user states, in its state on the document's date."""
    known = {**places(), **communes()}
    states = [known[key] for key in reading.hint.place]
    day = reading.letterhead.date
    standing = [place for place in states if place.existed_on(day)] if day else []
    place = max(standing or states, key=lambda place: place.valid_from)
    evidence = PlaceEvidence("hint", place.name)
    if level in LEVELS[LEVELS.index(place.level) + 1 :]:
        # A province stated for a whole folder: the document's own district or commune belongs to it.
        for told, _confidence in _stated(reading, level):
            found = _of_unit(_places_called(told.detail, level, day), reading.letterhead)
            inside = [other for other in found if lineage(place) in map(lineage, with_parents(other))]
            if len(inside) == 1:
                both = PlaceEvidence("hint", f"{place.name}, {told.detail}")
                return _with_parents(level, inside[0], both, 1.0)
    return _with_parents(level or place.level, place, evidence, 1.0)


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
    return _with_parents(level, place, None, None)


def _level(reading: Reading) -> str:
    """Return the level of the issuer, or of the local body that a press article names most often."""
    issuer = reading.letterhead.issuer
    if issuer is not None and issuer.level:
        return issuer.level
    if issuer is not None and reading.letterhead.type != "BAO":
        return ""
    named = Counter(mention.name.level for mention in reading.bodies if mention.name.place)
    return named.most_common(1)[0][0] if named else ""


def _stated(reading: Reading, level: str) -> list[tuple[PlaceEvidence, float]]:
    """Return the names of places that the document gives for itself, with their confidence; the best first."""
    head = reading.letterhead
    found: list[tuple[PlaceEvidence, float]] = []
    if head.issuer is not None and head.issuer.place:
        found.append((PlaceEvidence("hint" if reading.hint.issuer else "letterhead", head.issuer.place), 1.0))
    if head.place:
        found.append((PlaceEvidence("date_line", head.place), 0.9))
    seat = head.issuer.seat if head.issuer else ""
    names = Counter(
        mention.name.place
        for mention in reading.bodies
        if mention.name.place and mention.name.level == level and seat in ("", mention.name.seat)
    )
    if names:
        place, count = names.most_common(1)[0]
        if count > sum(names.values()) / 2:
            found.append((PlaceEvidence("named_body", place), 0.8))
    return found


def _places_called(name: str, level: str, day: str | None) -> tuple[Place, ...]:
    known = communes_by_name() if level == "commune" else places_by_name()
    same = tuple(place for place in known.get(plain_name(_UNIT.sub("", name)), ()) if place.level == level)
    return tuple(place for place in same if place.existed_on(day)) if day else _latest(same)


def _of_unit(found: tuple[Place, ...], head: Letterhead) -> tuple[Place, ...]:
    """Return the places of the type in the committee's name: a Đảng ủy xã does not belong to a thị trấn."""
    seat = seats_by_name().get(head.issuer.seat) if head.issuer else None
    unit = seat.unit if seat else ""
    return tuple(place for place in found if unit and place.kind.startswith(unit)) or found


def _latest(same: tuple[Place, ...]) -> tuple[Place, ...]:
    """Drop the earlier states of a unit that keeps its name: without a date they cannot be distinguished."""
    by_line: dict[tuple[str, str], Place] = {}
    for place in same:
        line = (lineage(place), place.parent and lineage(places()[place.parent]))
        if line not in by_line or place.valid_from > by_line[line].valid_from:
            by_line[line] = place
    return tuple(by_line.values())


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


def _fitting(candidates: tuple[Place, ...], reading: Reading) -> tuple[Place, ...]:
    """Return the candidates inside the place that the text names most often."""
    votes = Counter(plain_name(place.name) for place in reading.places)
    scores = {place.key: _ancestry_votes(place, votes) for place in candidates}
    best = max(scores.values())
    return tuple(place for place in candidates if scores[place.key] == best) if best else candidates


def _ancestry_votes(place: Place, votes: Counter[str]) -> int:
    """Count the mentions of the units above a place; its own name does not count, as a district may share it."""
    count, parent, own = 0, place.parent, plain_name(place.name)
    while parent:
        name = plain_name(places()[parent].name)
        count += votes[name] if name != own else 0
        parent = places()[parent].parent
    return count


def _voted(reading: Reading, level: str) -> Jurisdiction:
    """Return the place of a level that the text names, if one fits clearly better than all others."""
    if level == "commune":
        return Jurisdiction(level=level)
    day = reading.letterhead.date
    votes = Counter(plain_name(place.name) for place in reading.places)
    scores: dict[str, int] = {}
    for name, count in votes.items():
        for place in _places_called(name, level, day):
            within = _ancestry_votes(place, votes) if level == "district" else 0
            # A district counts by its own name only together with its province, because many share a name.
            if level == "province" or within:
                scores[place.key] = count + within
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]) or not _own_kind(ranked[0][0], reading):
        return Jurisdiction(level=level)
    place = places()[ranked[0][0]]
    confidence = 0.6 if len(ranked) == 1 else 0.6 * (1 - ranked[1][1] / ranked[0][1] / 2)
    within_province = f", {places()[place.parent].name}" if place.parent else ""
    evidence = PlaceEvidence("named_place", f"{place.name}{within_province}")
    return _with_parents(level, place, evidence, round(confidence, 2))


def _own_kind(key: str, reading: Reading) -> bool:
    """Tell whether the place has the type in the names of the document's committees: a Tỉnh ủy is not a city's."""
    place = places()[key]
    kinds = {"Tỉnh ủy": "tỉnh", "Thành ủy": "thành phố", "Huyện ủy": "huyện", "Quận ủy": "quận", "Thị ủy": "thị xã"}
    said: Counter[str] = Counter()
    for mention in reading.bodies:
        kind = kinds.get(mention.name.seat)
        if kind and mention.name.level == place.level:
            said[kind] += 1
    return not said or place.kind.startswith(said.most_common(1)[0][0])


def _with_parents(level: str, place: Place, evidence: PlaceEvidence | None, confidence: float | None) -> Jurisdiction:
    found = {part.level: part for part in with_parents(place)}
    return Jurisdiction(
        level=level,
        province=found.get("province"),
        district=found.get("district"),
        commune=found.get("commune"),
        evidence=evidence,
        confidence=confidence,
    )
