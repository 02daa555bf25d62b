"""Links dissolved bodies to their successors: after mergers of places, of organs, and of ministries.

Huyện ủy Vĩnh Bảo ended with the district on 2025-06-30; its tasks went to the Đảng ủy of the communes that lie there
now. Its Ban Dân vận had become part of the Ban Tuyên giáo và Dân vận in February of that year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphbuild.resolve.bodies.registry import BodyRegistry, LocalBody
from graphbuild.vocabulary.bodies import Seat, body_successors, organs_by_name, seats, seats_by_name
from graphbuild.vocabulary.places import Place, successors_of


def link_successors(registry: BodyRegistry, bodies: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the successors of bodies by IRI, and their successors in turn.

    Parameters
    ----------
    registry
        Creates the bodies that no document names.
    bodies
        IRIs of bodies of the registry; existing bodies, and those of unknown place, are not in the result.
    """
    found: dict[str, tuple[str, ...]] = {}
    open_ends = sorted(bodies)
    while open_ends:
        body = open_ends.pop()
        if body in found:
            continue
        local, central = registry.local_bodies.get(body), registry.central_seats.get(body)
        if local is not None:
            successors = {registry.local(*later) for later in _later(local)}
        elif central is not None:
            successors = {registry.central(seats_by_name()[name]) for name in _names(central.name, "")}
        else:
            continue
        if successors:
            found[body] = tuple(sorted(successors))
            open_ends += found[body]
    return found


def _later(body: LocalBody) -> Iterator[tuple[Seat, str, Place]]:
    """Yield seat, organ and place of a body's successors, by whichever of the three ended first."""
    _began, ended = body.span
    organ = organs_by_name().get(body.organ)
    if not ended:
        return
    if organ is not None and organ.valid_to == ended:
        for name in _names(body.organ, ""):
            yield body.seat, name, body.place
    elif body.seat.valid_to == ended:
        for name in _names(body.seat.name, ""):
            yield seats_by_name()[name], "", body.place
    else:
        for place in successors_of(body.place):
            seat = _seat_at(body.seat, place)
            if seat is not None:
                yield seat, _organ_at(body.organ, place.level), place


def _names(old: str, level: str) -> list[str]:
    return [name for name, of_level in body_successors().get(old, ()) if of_level == level]


def _seat_at(seat: Seat, place: Place) -> Seat | None:
    """Return the committee or council of another place that corresponds to a seat, None if there is none."""
    if seat.kind == "department" and place.level == "commune":
        # The tasks of a district's Phòng went to the communes' administrations; police and courts are reorganised.
        return seats_by_name()["Ủy ban nhân dân"] if seat.name.startswith("Phòng ") else None
    if seat.kind == "department":
        return seat
    if seat.kind != "committee" or not seat.unit:
        return seat if seat.kind != "committee" or place.level == seat.level else None
    return next((other for other in seats() if other.kind == "committee" and other.unit == place.kind), None)


def _organ_at(organ: str, level: str) -> str:
    """Return the organ of a committee at a level that corresponds to an organ, else the committee itself."""
    named = _names(organ, level)
    if named or not organ:
        return named[0] if named else ""
    known = organs_by_name().get(organ)
    goes_on = known is None or known.series or level != "commune" or organ in _COMMUNE_ORGANS
    return organ if goes_on else ""


_COMMUNE_ORGANS = ("Văn phòng", "Ủy ban Kiểm tra")
"""Organs of a district's committee that a commune's has too (298-QĐ/TW of 2025)."""
