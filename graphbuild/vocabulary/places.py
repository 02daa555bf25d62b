"""Places with their periods of validity: provinces and districts, before and after the mergers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.text import plain_name
from graphbuild.vocabulary import read_rows


@dataclass(frozen=True, slots=True)
class Place:
    """One administrative unit between two dates; a unit whose extent changed is a new one.

    ``valid_from`` and ``valid_to`` are ISO dates, empty if open.
    """

    key: str
    name: str
    kind: str
    level: str
    parent: str
    valid_from: str
    valid_to: str

    @property
    def full_name(self) -> str:
        """Name with type and province: "huyện Vĩnh Bảo, thành phố Hải Phòng"."""
        own = self.name if plain_name(self.name).startswith(self.kind) else f"{self.kind} {self.name}"
        return f"{own}, {places()[self.parent].full_name}" if self.parent else own

    def existed_on(self, day: str | None) -> bool:
        """Tell whether the unit existed on the ISO date; without a date, whether it ever did."""
        if not day:
            return True
        return (not self.valid_from or self.valid_from <= day) and (not self.valid_to or day <= self.valid_to)


@cache
def places() -> dict[str, Place]:
    """Return provinces and districts by key.

    Examples
    --------
    >>> places()["vinh-bao.hai-phong"].full_name
    'huyện Vĩnh Bảo, thành phố Hải Phòng'
    """
    return {
        row["key"]: Place(**{name: row[name] for name in Place.__dataclass_fields__}) for row in read_rows("places.csv")
    }


@cache
def communes() -> dict[str, Place]:
    """Return communes by key; their parents are in `places`."""
    return {
        row["key"]: Place(**{name: row[name] for name in Place.__dataclass_fields__})
        for row in read_rows("communes.csv")
    }


@cache
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Return provinces and districts by plain name (see `text.plain_name`)."""
    return _by_name(places())


@cache
def communes_by_name() -> dict[str, tuple[Place, ...]]:
    """Return communes by plain name."""
    return _by_name(communes())


def successors_of(place: Place) -> tuple[Place, ...]:
    """Return the successors of a dissolved unit; for a district, the communes that now cover its area.

    Districts were abolished on 2025-06-30 (Luật 72/2025/QH15, Nghị quyết 203/2025/QH15), and their tasks went to the
    communes.

    Examples
    --------
    >>> [place.full_name for place in successors_of(places()["hai-duong"])]
    ['thành phố Hải Phòng']
    >>> [place.name for place in successors_of(places()["kien-thuy.hai-phong"])]
    ['Kiến Hải', 'Kiến Hưng', 'Kiến Minh', 'Kiến Thụy', 'Nghi Dương']
    """
    known = {**places(), **communes()}
    keys = set(_successors().get(place.key, ()))
    if not keys and place.level == "district" and place.valid_to:
        inner = (unit for unit in _communes_of().get(place.key, ()) if unit.valid_to == place.valid_to)
        keys = {key for unit in inner for key in _successors().get(unit.key, ())}
    return tuple(known[key] for key in sorted(keys))


def predecessors_of(place: Place) -> tuple[Place, ...]:
    """Return the units that a unit was formed from.

    Examples
    --------
    >>> [before.full_name for before in predecessors_of(places()["hue"])]
    ['tỉnh Thừa Thiên Huế']
    """
    known = {**places(), **communes()} if place.level == "commune" else places()
    return tuple(known[old] for old in _predecessors().get(place.key, ()) if old in known)


@cache
def _predecessors() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for old, later in _successors().items():
        for new in later:
            found[new] = (*found.get(new, ()), old)
    return found


@cache
def _successors() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows("successors.csv"):
        found[row["old"]] = (*found.get(row["old"], ()), row["new"])
    return found


@cache
def _communes_of() -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for commune in communes().values():
        found[commune.parent] = (*found.get(commune.parent, ()), commune)
    return found


def _by_name(units: dict[str, Place]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in units.values():
        found.setdefault(plain_name(place.name), []).append(place)
    return {name: tuple(same) for name, same in found.items()}
