"""Decides the place of a document: the weights of all that speaks for a place add up, and the largest sum is taken.

The place stays open unless the sum reaches the least one and no other place comes near it (vocabulary/evidence.toml).
If the document's own place stays open, the district or province in which it lies may still be clear.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphbuild.model import BodyName, PlaceEvidence, Reading
from graphbuild.resolve.bodies.jurisdiction import LEVELS, Jurisdiction, jurisdiction_in, lineage, with_parents
from graphbuild.resolve.bodies.place_clues import (
    Clue,
    clues_of,
    evidence_of,
    issuer_unit,
    places_called,
    standing,
    stated_names,
)
from graphbuild.vocabulary.bodies import UNITS, seats_by_name
from graphbuild.vocabulary.evidence import place_decision
from graphbuild.vocabulary.places import Place, communes, places


def infer(reading: Reading) -> Jurisdiction:
    """Return the jurisdiction of a document from what the user states, else from its own text.

    A central document has none: its "tỉnh ủy" are all of them.
    """
    level = level_of(reading)
    if reading.hint.place:
        return _hinted(reading, level)
    if level not in LEVELS:
        return Jurisdiction(level=level, day=day_of(reading))
    return decide(reading, level, clues_of(reading, level, day_of(reading)))


def level_of(reading: Reading) -> str:
    """Return the level of the issuer, or of the local body that a press article names most often."""
    issuer = reading.letterhead.issuer
    if issuer is not None and issuer.level:
        return issuer.level
    if issuer is not None and reading.letterhead.type != "BAO":
        return _level_of_date_line(reading, issuer)
    named = Counter(mention.name.level for mention in reading.bodies if mention.name.place)
    return named.most_common(1)[0][0] if named else ""


def _level_of_date_line(reading: Reading, issuer: BodyName) -> str:
    """Return the level of an issuer that its name does not tell, by the place in the date line, else "".

    Central bodies date their documents in a province too: only that of a council or administration is its own. None
    names the commune where it sits.
    """
    seat, place, day = seats_by_name().get(issuer.seat), reading.letterhead.place, reading.letterhead.date
    if not place or (seat is not None and seat.kind != "council"):
        return ""
    level = next((one for one in LEVELS if any(same.existed_on(day) for same in places_called(place, one, day))), "")
    return level if seat is not None or level != "province" else ""


def day_of(reading: Reading) -> str | None:
    """Return the ISO date of a document, else the latest one of a document that it cites, which is no later than it."""
    cited = (mention.date for mention in reading.mentions if mention.date and len(mention.date) == len("2025-07-01"))
    return reading.letterhead.date or max(cited, default=None)


def decide(reading: Reading, level: str, clues: Sequence[Clue]) -> Jurisdiction:
    """Return the jurisdiction for which the clues add up.

    Parameters
    ----------
    reading, level
        The document and the level of its issuer.
    clues
        All clues, those of the places above its own too.
    """
    day, issuer = day_of(reading), reading.letterhead.issuer
    name, kind = _printed(reading) if level == "commune" else ("", "")
    for at in reversed(LEVELS[: LEVELS.index(level) + 1]):
        own = clues
        if at == level and issuer is not None and issuer.place:
            # Whatever else the text names: its place has the name that it gives itself.
            called = places_called(issuer.place, level, day)
            own = [clue for clue in clues if clue.place in called or clue.place.level != level]
        place, evidence = _best(own, at, level, issuer_unit(reading, level) if at == level else "", day)
        if place is not None:
            if reading.letterhead.date is None and day and day < place.valid_from:
                day = place.valid_from
            found = jurisdiction_in(level, place, day, evidence, _total(evidence))
            return found if at == level else replace(found, commune_name=name, commune_kind=kind)
    return Jurisdiction(level=level, day=day, commune_name=name, commune_kind=kind)


def _best(
    clues: Sequence[Clue], at: str, level: str, unit: str, day: str | None
) -> tuple[Place | None, tuple[PlaceEvidence, ...]]:
    """Return the place of a level with the largest sum, and its evidence; None if no place is clear enough."""
    candidates = standing((part for clue in clues for part in with_parents(clue.place) if part.level == at), day)
    of_unit = [place for place in candidates if unit and place.kind.startswith(unit)]
    found = _ByPlace(clues)
    weighed = sorted(
        ((found.of(place, with_parts=at != level), place) for place in of_unit or candidates),
        key=lambda pair: (-_sum(pair[0]), pair[1].key),
    )
    least, margin = place_decision()
    if not weighed or _sum(weighed[0][0]) < least:
        return None, ()
    if len(weighed) > 1 and _sum(weighed[0][0]) - _sum(weighed[1][0]) < margin:
        return None, ()
    return weighed[0][1], weighed[0][0]


class _ByPlace:
    """The evidence for each place, whatever its state: what speaks for the places above it speaks for it too."""

    def __init__(self, clues: Iterable[Clue]) -> None:
        self._own: dict[str, list[tuple[str, PlaceEvidence]]] = defaultdict(list)
        self._of_parts: dict[str, list[tuple[str, PlaceEvidence]]] = defaultdict(list)
        for clue in clues:
            line, *above = map(lineage, with_parents(clue.place))
            self._own[line].append((line, clue.evidence))
            for wider in above:
                self._of_parts[wider].append((line, clue.evidence))

    def of(self, place: Place, *, with_parts: bool) -> tuple[PlaceEvidence, ...]:
        """Return what speaks for or against a place, the weightiest first, each kind of evidence for each unit once.

        Parameters
        ----------
        place
            The place.
        with_parts
            Whether evidence for the places inside it counts, too.
        """
        said = [entry for part in with_parents(place) for entry in self._own.get(lineage(part), ())]
        said += self._of_parts.get(lineage(place), ()) if with_parts else ()
        found: dict[tuple[str, str], PlaceEvidence] = {}
        for line, evidence in said:
            known = found.get((evidence.code, line))
            if known is None or abs(evidence.weight) > abs(known.weight):
                found[evidence.code, line] = evidence
        return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.code, one.detail)))


def _sum(evidence: Iterable[PlaceEvidence]) -> float:
    return round(sum(one.weight for one in evidence), 2)


def _total(evidence: Iterable[PlaceEvidence]) -> float:
    return min(_sum(evidence), 1.0)


def _printed(reading: Reading) -> tuple[str, str]:
    """Return name and type of a commune as printed: the gazetteer may lack it, or have several of that name."""
    head = reading.letterhead
    name = head.issuer.place if head.issuer is not None else ""
    if not name and head.place and not any(places_called(head.place, level, None) for level in LEVELS[:-1]):
        name = head.place
    return name, _kind_of(name, reading.content) if name else ""


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
    day = day_of(reading)
    standing = [place for place in states if place.existed_on(day)] if day else []
    place = max(standing or states, key=lambda place: place.valid_from)
    if level in LEVELS[LEVELS.index(place.level) + 1 :]:
        # A province stated for a whole folder: the document's own district or commune belongs to it.
        for told in stated_names(reading):
            found = places_called(told.detail, level, day)
            inside = [other for other in found if lineage(place) in map(lineage, with_parents(other))]
            if len(inside) == 1:
                both = evidence_of("hint", [place.name, told.detail])
                return jurisdiction_in(level, inside[0], day, (both,), 1.0)
    return jurisdiction_in(level or place.level, place, day, (evidence_of("hint", [place.name]),), 1.0)
