"""Which place a body is of: the one in its name, else the document's own, in its state on the day."""

from __future__ import annotations

from graphbuild.model import BodyName
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction, lineage
from graphbuild.text import plain_name
from graphbuild.vocabulary.bodies import Seat
from graphbuild.vocabulary.places import Place, communes_by_name, places, places_by_name, predecessors_of


def place_of(name: BodyName, seat: Seat, jurisdiction: Jurisdiction, day: str | None) -> tuple[Place | None, str]:
    """Return the place of a body, or the printed name of a commune that is not in the gazetteer."""
    level = name.level or seat.level
    own = jurisdiction.at(level)
    if not name.place:
        same_level = level == jurisdiction.level
        state = _state_on(own, day) if own else None
        if state is not None and seat.kind == "committee" and seat.unit and not state.kind.startswith(seat.unit):
            # "Tỉnh ủy" in a document of a city: that of a former province.
            return None, ""
        return state, jurisdiction.commune_name if same_level and not own else ""
    if own is not None and plain_name(own.name) == plain_name(name.place):
        return _state_on(own, day), ""
    known = communes_by_name() if level == "commune" else places_by_name()
    same = [place for place in known.get(plain_name(name.place), ()) if place.level == level or not level]
    unit = seat.unit or ""
    same = [place for place in same if unit and place.kind.startswith(unit)] or same
    standing = [place for place in same if place.existed_on(day)] or same
    within = [place for place in standing if _shares_province(place, jurisdiction)]
    province = jurisdiction.province
    if level == "commune" and not within and province and plain_name(province.name) == plain_name(name.place):
        # A slip: no commune of the province has its name.
        return _state_on(province, day), ""
    within = within or standing
    lines = {lineage(place) for place in within}
    if len(lines) == 1:
        return max(within, key=lambda place: place.valid_from), ""
    return None, name.place


def _state_on(place: Place, day: str | None) -> Place:
    """Return the state of a merged place on a date: the Hải Phòng of 2021 is not that of 2026.

    A commune of the same name in the same province counts as the earlier state if it is the only one.
    """
    if day is None or place.existed_on(day):
        return place
    known = communes_by_name() if place.level == "commune" else places_by_name()
    same = [other for other in known.get(plain_name(place.name), ()) if other.level == place.level]
    line = _province_line(place)
    states = [other for other in same if _province_line(other) == line and other.existed_on(day)]
    # Thành phố Huế was the tỉnh Thừa Thiên Huế.
    states = states or [other for other in predecessors_of(place) if other.existed_on(day)]
    return states[0] if len(states) == 1 else place


def _shares_province(place: Place, jurisdiction: Jurisdiction) -> bool:
    return jurisdiction.province is not None and _province_line(place) == lineage(jurisdiction.province)


def _province_line(place: Place) -> str:
    while place.parent:
        place = places()[place.parent]
    return lineage(place)
