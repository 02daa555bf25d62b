"""Maps every name of a body to the body that it means, in the context of the document that names it.

A body is an organ of a committee, council or office of one place in one period. A committee has several names ("Huyện
ủy", "Ban Chấp hành Đảng bộ huyện") and organs under it; a relative name takes its place from the document's
jurisdiction; if that is unknown, the body exists only for that document ("Tỉnh ủy (chưa rõ tỉnh)").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.identifiers import body_iri, exact_slug, short_slug
from graphbuild.model import Body, BodyName
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.body_places import place_of
from graphbuild.resolve.bodies.jurisdiction import LEVELS, Jurisdiction, lineage
from graphbuild.text import ascii_slug
from graphbuild.vocabulary.bodies import (
    UNITS,
    Organ,
    Seat,
    is_national,
    organs_by_code,
    organs_by_name,
    seats,
    seats_by_code,
    seats_by_name,
)
from graphbuild.vocabulary.places import Place

CENTRAL_SERIES = "trung-uong"
"""Key of the number series shared by Ban Chấp hành Trung ương, Bộ Chính trị and Ban Bí thư."""
UNKNOWN_PLACE = "chua-ro"
"""Stands for the place in keys of bodies and series of unknown place (see `unknown_place`)."""

DISTRICTS_END = "2025-06-30"
"""The last day of the districts (Nghị quyết 203/2025/QH15)."""
_STANDING_OF_FRONT = {"MTTQ", "BTT"}
"""The codes of the standing board of a committee of the Front, in either order: 33/KH-MTTQ-BTT, 16/KH-BTT-MTTQ."""
_UNTOLD = re.compile(r" \(chưa rõ [^)]*\)$")
_ENDS_WITH_UNIT = re.compile(rf" (?P<unit>{'|'.join(UNITS)})$", re.IGNORECASE)
_LEVEL_WORDS = {"province": "tỉnh", "district": "huyện", "commune": "xã"}
_PROVINCIAL = {"tỉnh": "Tỉnh ủy", "thành phố": "Thành ủy"}


@dataclass(frozen=True, slots=True)
class ResolvedBody:
    """A body with what its identity depends on, beside its row."""

    body: Body
    series: str
    """Key of the committee or office whose number series its documents use, the same before and after a merger."""
    known_place: bool
    """Whether the place is known, or the body is a central one."""
    specific: int
    """How specific the name is: 0 the committee, 1 an organ of it."""


@dataclass(frozen=True, slots=True)
class LocalBody:
    """The components of a body of a known place below the centre."""

    seat: Seat
    organ: str
    """"" for the committee or council itself."""
    place: Place

    @property
    def span(self) -> tuple[str, str]:
        """First and last day of the body, "" if open: it exists as long as its place, seat and organ all do."""
        # A council's "Ban Kinh tế" is not the committee's.
        organ = organs_by_name().get(self.organ) if self.seat.kind == "committee" else None
        parts = (self.place, self.seat, organ)
        began = max(part.valid_from for part in parts if part)
        # A name that is used after the organ's end shows that this one continued.
        ends = [part.valid_to for part in parts if part and part.valid_to >= began]
        return began, min((end for end in ends if end), default="")


class BodyRegistry:
    """All bodies of a build, looked up by name and document; each body is created once.

    Parameters
    ----------
    base
        Base of all instance IRIs.
    """

    def __init__(self, base: str) -> None:
        self._base = base
        self._bodies: dict[str, Body] = {}
        self.local_bodies: dict[str, LocalBody] = {}
        """The components of the bodies of known places, by IRI."""
        self.central_seats: dict[str, Seat] = {}
        """The seats of the central bodies, by IRI."""

    @property
    def bodies(self) -> list[Body]:
        """All bodies looked up so far and their parents, by IRI."""
        return [self._bodies[key] for key in sorted(self._bodies)]

    def resolve(
        self, name: BodyName, jurisdiction: Jurisdiction, text_key: str, own: BodyName | None, day: str | None
    ) -> ResolvedBody:
        """Return the body that a name means.

        Parameters
        ----------
        name
            The name as in the text.
        jurisdiction, text_key
            Of the text that contains the name: the place of a relative name, and what keeps unknown places distinct
            (see `graphbuild.model.Reading`).
        own
            The issuer of that document, which completes a shortened name ("Ban Thường vụ", "Đảng ủy Khối").
        day
            ISO date that the name refers to; decides between the states of a merged place.
        """
        name = _completed(name, own)
        if not name.seat:
            # "Ban Chỉ đạo" in a document of which nobody knows the issuer.
            name = replace(name, seat=name.organ, organ="")
        seat = seats_by_name().get(name.seat)
        if seat is None and name.level != "central" and not is_national(name.seat):
            return self._unlisted(name, jurisdiction, text_key)
        if seat is None or seat.kind in ("central", "ministry"):
            return self._central(name, seat)
        organ = organs_by_name().get(name.organ)
        if seat.kind == "council" and not name.level and not name.place and jurisdiction.level in LEVELS:
            # "HĐND" in a document of a place is that of the place.
            name = replace(name, level=jurisdiction.level)
        if seat.kind == "department" and not seat.level and not name.level:
            name = replace(name, level=_level_of_department(seat, jurisdiction, day))
        place, commune = place_of(name, seat, jurisdiction, day)
        return self._local(name, seat, organ, place, commune, text_key)

    def from_number(
        self, number: DocumentNumber, jurisdiction: Jurisdiction, text_key: str, own: BodyName | None, day: str | None
    ) -> ResolvedBody | None:
        """Return the body that the code in a number means, None for an unknown code."""
        joint = _joint_issuer(number)
        code = number.issuer.split("-")[0].split("/")[0].rstrip("0123456789")
        if set(number.issuer.split("-")) == _STANDING_OF_FRONT:
            front = _council_of_code(seats_by_code()["MTTQ"][0], own)
            name = replace(front, organ="Ban Thường trực")
        elif joint:
            name = BodyName(joint, level="central")
        elif code in organs_by_code():
            organ, seat = organs_by_code()[code]
            name = BodyName(_seat_of_place(seat, jurisdiction), organ.name, seat.level)
        elif code in seats_by_code():
            candidates = seats_by_code()[code]
            seat = candidates[0]
            if own is not None and any(candidate.name == own.seat for candidate in candidates):
                seat = seats_by_name()[own.seat]
            if seat.kind == "council":
                name = _council_of_code(seat, own)
            elif code == "TW":
                name = BodyName("Ban Chấp hành Trung ương", level="central")
            else:
                name = BodyName(_seat_of_place(seat, jurisdiction), level=seat.level)
        else:
            return None
        return self.resolve(name, jurisdiction, text_key, own, day)

    def local(self, seat: Seat, organ: str, place: Place) -> str:
        """Return the IRI of the body of a committee or council in a place, even if no document names it."""
        name = BodyName(seat.name, organ, place.level, place.name)
        return self._local(name, seat, organs_by_name().get(organ), place, "", "").body.id

    def central(self, seat: Seat) -> str:
        """Return the IRI of a central body, even if no document names it."""
        return self._central(BodyName(seat.name, level="central"), seat).body.id

    def _central(self, name: BodyName, seat: Seat | None) -> ResolvedBody:
        central_committee = seat is not None and "TW" in seat.codes
        full = f"{name.organ} {name.seat}" if name.organ and seat is None else name.seat
        minister = seats_by_name().get(name.seat.removeprefix("Bộ trưởng "))
        known = name.level == "central" or seat is not None or (minister is not None and minister.level == "central")
        key = short_slug(full)
        body = self._add(
            Body(
                id=body_iri(self._base, key),
                name=full,
                organ=name.organ or None,
                level="central" if known else None,
                valid_from=(seat.valid_from or None) if seat else None,
                valid_to=(seat.valid_to or None) if seat else None,
            )
        )
        if seat is not None:
            self.central_seats[body.id] = seat
        series = CENTRAL_SERIES if central_committee else key
        return ResolvedBody(body, series, True, int(full != "Ban Chấp hành Trung ương"))

    def _unlisted(self, name: BodyName, jurisdiction: Jurisdiction, text_key: str) -> ResolvedBody:
        """Return a body that is not in the vocabulary: one of the document's province, else of that document alone."""
        name, province = _with_own_place(name, jurisdiction), jurisdiction.province
        line = lineage(province) if province else unknown_place(text_key)
        where = province.full_name if province else None
        key = f"{exact_slug(name.seat)}.{line}"
        # "Chi bộ Khu 4" has the level of a Chi bộ.
        committees = [seat for seat in seats() if seat.kind == "committee" and name.seat.startswith(f"{seat.name} ")]
        level = max(committees, key=lambda seat: len(seat.name)).level if committees else name.level
        body = self._add(Body(id=body_iri(self._base, key), name=name.seat, level=level or None, place=where))
        return ResolvedBody(body, key, province is not None, 0)

    def _local(
        self, name: BodyName, seat: Seat, organ: Organ | None, place: Place | None, commune: str, text_key: str
    ) -> ResolvedBody:
        level = place.level if place else (name.level or seat.level)
        if place:
            key, line = place.key, lineage(place)
        elif commune:
            key = line = f"{ascii_slug(commune)}.{unknown_place(text_key)}"
        else:
            key = line = unknown_place(text_key)
        where = commune or (place.full_name if place else None)
        title = _committee_name(seat, place, commune, level)
        committee = self._add_local(
            Body(
                id=body_iri(self._base, f"{short_slug(seat.name)}.{key}"), name=title, level=level or None, place=where
            ),
            seat,
            place,
        )
        series = f"{short_slug(_series_seat(seat))}.{line}"
        known = place is not None
        if not name.organ:
            return ResolvedBody(committee, series, known, 0)
        body = self._add_local(
            replace(
                committee,
                id=body_iri(self._base, f"{short_slug(seat.name)}.{key}", short_slug(name.organ)),
                name=_organ_name(name.organ, seat, title),
                organ=name.organ,
                parent=committee.id,
            ),
            seat,
            place,
        )
        own_series = organ is not None and not organ.series and seat.kind == "committee"
        return ResolvedBody(body, f"{short_slug(name.organ)}.{series}" if own_series else series, known, 1)

    def _add_local(self, body: Body, seat: Seat, place: Place | None) -> Body:
        if place is None or body.id in self._bodies:
            return self._add(body)
        made = LocalBody(seat, body.organ or "", place)
        began, ended = made.span
        self.local_bodies[body.id] = made
        return self._add(replace(body, valid_from=began or None, valid_to=ended or None))

    def _add(self, body: Body) -> Body:
        return self._bodies.setdefault(body.id, body)


def unknown_place(text_key: str) -> str:
    """Return the key of the unknown places of one text: never those of a text with other words, whatever its file."""
    return ".".join(filter(None, (UNKNOWN_PLACE, text_key)))


def told_name(body: Body) -> str:
    """Return a body's name as far as the document says it: without the note that its place is unknown.

    Examples
    --------
    >>> told_name(Body(id="", name="Tỉnh ủy (chưa rõ tỉnh)"))
    'Tỉnh ủy'
    """
    return _UNTOLD.sub("", body.name)


def _level_of_department(seat: Seat, jurisdiction: Jurisdiction, day: str | None) -> str:
    """Return the level of an office that several levels have: that of the document, but a Phòng is no province's."""
    if not seat.name.startswith("Phòng "):
        return jurisdiction.level if jurisdiction.level in LEVELS else "district"
    # "Phòng Nội vụ": of a district, and since 2025 of a commune.
    return "commune" if jurisdiction.level == "commune" or (day or "") > DISTRICTS_END else "district"


def _with_own_place(name: BodyName, jurisdiction: Jurisdiction) -> BodyName:
    """Return an unlisted name that ends with the word for a type of place with that place of the document."""
    unit = _ENDS_WITH_UNIT.search(name.seat)
    if unit is None:
        return name
    word = unit["unit"].lower()
    places_of = (jurisdiction.at(level) for level in ("province", "district", "commune"))
    own = next((place for place in places_of if place is not None and place.kind == word), None)
    return replace(name, seat=f"{name.seat[: unit.start('unit')]}{word} {own.name}") if own is not None else name


def _completed(name: BodyName, own: BodyName | None) -> BodyName:
    """Return a shortened name as completed by the document's own committee."""
    if own is None or not own.seat or name.place:
        return name
    shorter = (
        own.seat.startswith(name.seat) and own.seat != name.seat and name.seat in ("Đảng ủy", "Đảng ủy Khối", "Chi bộ")
    )
    if not name.seat or shorter:
        return replace(name, seat=own.seat, level=own.level, place=own.place)
    # "UBND tỉnh" in a document of an UBND huyện is not the issuer; a bare "Thành ủy" in that of a provincial city is.
    seat = seats_by_name().get(own.seat)
    if seat is not None and name.seat == own.seat and name.level in ("", own.level, seat.level):
        return replace(name, level=own.level, place=own.place)
    return name


def _joint_issuer(number: DocumentNumber) -> str:
    """Return the names of several central bodies that jointly issued a document (06-HD/BTCTW-BTGTW), else ""."""
    seats = [seats_by_code().get(code.rstrip("0123456789"), ()) for code in number.issuer.split("-")]
    if len(seats) < 2 or any(len(same) != 1 or same[0].level != "central" for same in seats):
        return ""
    names = [same[0].name for same in seats]
    return ", ".join(names[:-1]) + " và " + names[-1]


def _seat_of_place(seat: Seat, jurisdiction: Jurisdiction) -> str:
    """Return the committee's name that fits the type of place: TU is the Thành ủy of a city."""
    if seat.codes == ("TU",) and jurisdiction.province is not None:
        return _PROVINCIAL.get(jurisdiction.province.kind, seat.name)
    return seat.name


def _council_of_code(seat: Seat, own: BodyName | None) -> BodyName:
    """Return the council of a code that does not include the level: the document's own, else one of unknown level."""
    if own is not None and own.seat == seat.name:
        return BodyName(seat.name, level=own.level, place=own.place)
    return BodyName(seat.name)


def _series_seat(seat: Seat) -> str:
    """Return the key of a committee's number series: Tỉnh ủy and Thành ủy are one when a province becomes a city."""
    return "Tỉnh ủy" if seat.name == "Thành ủy" else seat.name


def _committee_name(seat: Seat, place: Place | None, commune: str, level: str) -> str:
    unknown = f" (chưa rõ {_LEVEL_WORDS[level]})" if level in _LEVEL_WORDS else " (chưa rõ cấp)"
    if seat.kind in ("council", "department"):
        if place:
            return f"{seat.name} {place.kind} {place.name}"
        return f"{seat.name} {_LEVEL_WORDS[level]} {commune}" if commune and level else seat.name + unknown
    if place or commune:
        # "Đảng ủy các cơ quan Đảng tỉnh" is that of a city too.
        kept = (
            seat.name.removesuffix(" tỉnh") + f" {place.kind}" if place and seat.name.endswith(" tỉnh") else seat.name
        )
        return f"{kept} {place.name if place else commune}"
    return seat.name + (unknown if level != "grassroots" else " (chưa rõ nơi)")


def _organ_name(organ: str, seat: Seat, title: str) -> str:
    """Return the full name of an organ: "Ban Chấp hành Đảng bộ huyện Vĩnh Bảo", "Ban Thường vụ Huyện ủy Vĩnh Bảo"."""
    if organ == "Ban Chấp hành" and seat.party_body:
        return f"{organ} {seat.party_body[0]}{title.removeprefix(seat.name)}"
    return f"{organ} {title}"
