"""What readers of an office's documents know implicitly: who writes, for which place, which committee leads there."""

from __future__ import annotations

from dataclasses import replace

from graphbuild.model import Body, BodyName, Reading
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction
from graphbuild.resolve.bodies.registry import BodyRegistry, told_name
from graphbuild.vocabulary.bodies import organs_by_name, seats_by_name
from graphbuild.vocabulary.recipients import clerks


class Issuer:
    """The issuer of a document, and how its name and place complete short names.

    Parameters
    ----------
    reading
        The document.
    jurisdiction
        Jurisdiction of the document.
    """

    def __init__(self, reading: Reading, jurisdiction: Jurisdiction) -> None:
        self.own = reading.letterhead.issuer
        """The name as in the letterhead."""
        self.jurisdiction = jurisdiction
        self._key = reading.key
        self._day = jurisdiction.day
        self._registry = BodyRegistry("")

    @property
    def kind(self) -> str:
        """Its kind of seat (see `graphbuild.vocabulary.bodies.Seat`), "" if it is not listed."""
        seat = seats_by_name().get(self.own.seat) if self.own else None
        return seat.kind if seat else ""

    @property
    def governs(self) -> bool:
        """Whether it is an administration."""
        return self.own is not None and self.own.seat == "Ủy ban nhân dân"

    @property
    def of_the_front(self) -> bool:
        """Whether it is a committee of the Mặt trận Tổ quốc."""
        return self.own is not None and "Mặt trận Tổ quốc" in self.own.seat

    @property
    def party_body(self) -> bool:
        """Whether it is a body of the Party."""
        seat = seats_by_name().get(self.own.seat) if self.own else None
        return seat is not None and (seat.kind == "committee" or any(code.endswith("TW") for code in seat.codes))

    @property
    def body(self) -> BodyName | None:
        """The issuer; if a committee's organ signs for the whole committee, the committee."""
        if self.own is None:
            return None
        organ = organs_by_name().get(self.own.organ)
        whole = organ is None or organ.series or organ.name == "Ban Thường trực"
        return replace(self.own, organ="" if whole else self.own.organ, term="")

    @property
    def name(self) -> str:
        """Its full name."""
        return self.full_name(self.body)

    @property
    def clerical_office(self) -> BodyName | None:
        """The office that does its clerical work: its own, or that of the central body it belongs to."""
        if self.own is not None and self.own.seat in clerks():
            return BodyName(clerks()[self.own.seat], level="central")
        return self.body

    @property
    def clerks(self) -> str:
        """Full name of the office that does its clerical work."""
        return self.full_name(self.clerical_office)

    @property
    def records_office(self) -> str:
        """Full name of the office that keeps its documents: a province's administration has a Văn phòng for it."""
        return f"Văn phòng {self.clerks}" if self.governs and self.jurisdiction.level == "province" else self.clerks

    @property
    def place(self) -> str:
        """Type and name of the document's place ("huyện Nông Cống"), "" if unknown."""
        return self.place_at(self.jurisdiction.level)

    def place_at(self, level: str, unit: str = "") -> str:
        """Return type and name of a place of the document ("huyện Nông Cống"), "" if unknown.

        Parameters
        ----------
        level
            Level of the place.
        unit
            The word for its type, if the text has it; a place of another type does not match.
        """
        place = self.jurisdiction.at(level)
        if place is not None and place.kind.startswith(unit):
            return f"{place.kind} {place.name}"
        if level == "commune" and self.jurisdiction.commune_name:
            return f"{unit or self.jurisdiction.commune_kind} {self.jurisdiction.commune_name}".strip()
        return ""

    @property
    def committee(self) -> BodyName | None:
        """The Party committee of its own level, None if there is none, or it is the central one."""
        if self.own is not None and self.kind == "committee":
            return BodyName(self.own.seat, level=self.own.level, place=self.own.place)
        name = self.committee_at(self.jurisdiction.level)
        return BodyName(name, level=self.jurisdiction.level) if name else None

    @property
    def party(self) -> str:
        """Full name of the Party committee of its own level, "" if there is none."""
        if self.jurisdiction.level == "central" and self.kind != "committee":
            return "Trung ương"
        return self.full_name(self.committee)

    def committee_at(self, level: str) -> str:
        """Return the name of the Party committee that leads a place of the document, "" if unknown."""
        place = self.jurisdiction.at(level)
        kind = place.kind if place else ""
        return next(
            (
                seat.name
                for seat in seats_by_name().values()
                if seat.kind == "committee"
                and seat.unit
                and seat.unit == kind
                and (level != "commune" or seat.level == level)
            ),
            "",
        )

    def full_name(self, name: BodyName | None) -> str:
        """Return the full name of a body; without a place if the document does not say it, "" for None."""
        return told_name(self.meant(name)) if name is not None else ""

    def meant(self, name: BodyName) -> Body:
        """Return the body that a name means in this document."""
        return self._registry.resolve(name, self.jurisdiction, self._key, self.own, self._day).body
