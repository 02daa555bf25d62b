"""What a document's own text says of its place: each clue with its weight; the sum decides (see `place_inference`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graphbuild.model import PlaceEvidence, Reading
from graphbuild.resolve.bodies.jurisdiction import LEVELS, lineage, with_parents
from graphbuild.text import plain_name
from graphbuild.vocabulary.bodies import UNITS_AS_WRITTEN, seats_by_name
from graphbuild.vocabulary.evidence import place_grounds
from graphbuild.vocabulary.places import Place, communes_by_name, places_by_name

# The word for its type before a place: "TP. Hồ Chí Minh", "Thị xã Nghi Sơn"; the longest form first.
_UNITS = tuple(f"{unit} " for unit in sorted(UNITS_AS_WRITTEN, key=len, reverse=True))
_MOST_DETAILS = 5
"""How many names a clue repeats."""


class Clue(NamedTuple):
    """A place that a document may belong to, or lie in, and what says so."""

    place: Place
    evidence: PlaceEvidence


def stated_names(reading: Reading) -> list[PlaceEvidence]:
    """Return the names of places that a document gives for itself, the best first."""
    head = reading.letterhead
    found = []
    if head.issuer is not None and head.issuer.place:
        found.append(evidence_of("hint" if reading.hint.issuer else "letterhead", [head.issuer.place]))
    if head.place:
        found.append(evidence_of("date_line", [head.place]))
    return found


def clues_of(reading: Reading, level: str, day: str | None) -> list[Clue]:
    """Return all that a text says of its place.

    Parameters
    ----------
    reading
        The document.
    level
        Level of its issuer.
    day
        ISO date of the document: a place that did not exist then is not its own.
    """
    found = [*_stated(reading, level, day), *_named_bodies(reading, level, day)]
    named = _Named(reading, day)
    for name, count in named.at(level).items():
        evidence = evidence_of("named_place", [name], count, named.total(level))
        found += [Clue(place, evidence) for place in places_called(name, level, day)]
    for wider in LEVELS[: LEVELS.index(level)]:
        for name, count in named.at(wider).items():
            evidence = evidence_of("named_parent", [name], count, named.total(wider))
            found += [Clue(place, evidence) for place in places_called(name, wider, day)]
    return [*found, *named.parts(level)]


def places_called(name: str, level: str, day: str | None) -> tuple[Place, ...]:
    """Return the places of a level with a name, with or without the word for their type, as they were on a day."""
    bare = next((name[len(unit) :] for unit in _UNITS if name.lower().startswith(unit)), name)
    known = communes_by_name() if level == "commune" else places_by_name()
    return standing((place for place in known.get(plain_name(bare), ()) if place.level == level), day)


def standing(places: Iterable[Place], day: str | None) -> tuple[Place, ...]:
    """Return each unit once: in its state on the ISO date, else the latest one, as states do not differ by name."""
    by_line: dict[str, Place] = {}
    for place in places:
        line = lineage(place)
        if line not in by_line or _standing(place, day) > _standing(by_line[line], day):
            by_line[line] = place
    found = tuple(by_line.values())
    return tuple(place for place in found if day and place.existed_on(day)) or found


def _standing(place: Place, day: str | None) -> tuple[bool, str]:
    return bool(day) and place.existed_on(day), place.valid_from


def evidence_of(
    code: str, details: Iterable[str], count: int = 1, of: int = 1, source: str | None = None
) -> PlaceEvidence:
    """Return the evidence of a kind, with the weight of what is found `count` times, of `of` times for any place."""
    told = ", ".join(list(dict.fromkeys(details))[:_MOST_DETAILS])
    return PlaceEvidence(code, told, source, round(place_grounds()[code].weigh(count, of), 2))


def _stated(reading: Reading, level: str, day: str | None) -> Iterator[Clue]:
    for evidence in stated_names(reading):
        found = places_called(evidence.detail, level, day)
        for place in found:
            yield Clue(place, evidence)
        if found:
            continue
        # An office of a district may date its papers in the province.
        for wider in LEVELS[: LEVELS.index(level)]:
            for place in places_called(evidence.detail, wider, day):
                yield Clue(place, evidence)


def _named_bodies(reading: Reading, level: str, day: str | None) -> Iterator[Clue]:
    """Yield the places of the bodies like the issuer, and of the committees above it."""
    issuer = reading.letterhead.issuer
    seat = issuer.seat if issuer else ""
    names = {wider: Counter[str]() for wider in LEVELS[: LEVELS.index(level) + 1]}
    for mention in reading.bodies:
        name = mention.name
        if name.place and name.level in names and (name.level != level or seat in ("", name.seat)):
            names[name.level][name.place] += 1
    if issuer is not None and issuer.place and names[level][issuer.place]:
        # The letterhead itself.
        names[level][issuer.place] -= 1
    for at, called in names.items():
        for printed, count in called.items():
            for place in places_called(printed, at, day) if count else ():
                yield Clue(place, evidence_of("named_body", [printed], count, called.total()))


class _Named:
    """The places that a text names apart from its date line and the names of bodies, counted by level and name."""

    def __init__(self, reading: Reading, day: str | None) -> None:
        self._day = day
        self._names: dict[str, Counter[str]] = {level: Counter() for level in LEVELS}
        of_bodies = {mention.span.end for mention in reading.bodies if mention.name.place}
        dated = reading.letterhead.place
        for place in reading.places:
            if place.span.end in of_bodies:
                continue
            if dated and plain_name(dated).endswith(plain_name(place.name)):
                dated = None
                continue
            same = communes_by_name() if place.level == "commune" else places_by_name()
            levels = {place.level} if place.level else {one.level for one in same.get(plain_name(place.name), ())}
            for level in levels:
                self._names[level][place.name] += 1

    def at(self, level: str) -> Counter[str]:
        """Return how often the text names each place of a level."""
        return self._names[level]

    def total(self, level: str) -> int:
        """Return how often the text names places of a level."""
        return self._names[level].total()

    def parts(self, level: str) -> Iterator[Clue]:
        """Yield the places of a level that contain places named in the text, each with the names of these."""
        inside: dict[str, tuple[Place, list[str]]] = {}
        count = 0
        for narrower in LEVELS[LEVELS.index(level) + 1 :]:
            for name in self._names[narrower]:
                found = places_called(name, narrower, self._day)
                count += bool(found)
                above = {part.key: part for place in found for part in with_parents(place) if part.level == level}
                for key, whole in above.items():
                    # A district that has the name of its province is most often the province.
                    if plain_name(whole.name) != plain_name(name):
                        inside.setdefault(key, (whole, []))[1].append(name)
        for whole, names in inside.values():
            yield Clue(whole, evidence_of("named_part", names, len(names), count))


def issuer_unit(reading: Reading, level: str) -> str:
    """Return the word for the type of the document's own place ("huyện"), by its committee or those it names, or ""."""
    issuer = reading.letterhead.issuer
    seat = seats_by_name().get(issuer.seat) if issuer else None
    if seat is not None and seat.unit:
        return seat.unit
    said = Counter(
        seats_by_name()[mention.name.seat].unit
        for mention in reading.bodies
        if mention.name.level == level and mention.name.seat in seats_by_name()
    )
    del said[""]
    return said.most_common(1)[0][0] if said else ""
