"""What readers of an office's documents know without being told: who writes, of which place, and who leads there."""

from __future__ import annotations

from dataclasses import replace

from graphbuild.model import Body, BodyName, Reading
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction
from graphbuild.resolve.bodies.registry import BodyRegistry, told_name
from graphbuild.vocabulary.bodies import organs_by_name, seats_by_name
from graphbuild.vocabulary.recipients import clerks


class Issuer:
    """Who issued a document, and what its name and place make of short names.

    Parameters
    ----------
    reading
        The document.
    jurisdiction
        Its places.
    """

    def __init__(self, reading: Reading, jurisdiction: Jurisdiction) -> None:
        self.own = reading.letterhead.issuer
        """As the letterhead has it."""
        self.jurisdiction = jurisdiction
        self._source = reading.text.source
        self._day = reading.letterhead.date
        self._registry = BodyRegistry("")

    @property
    def kind(self) -> str:
        """What kind of seat it is (see `graphbuild.vocabulary.bodies.Seat`), "" where it is not listed."""
        seat = seats_by_name().get(self.own.seat) if self.own else None
        return seat.kind if seat else ""

    @property
    def governs(self) -> bool:
        """Whether it is an administration."""
        return self.own is not None and self.own.seat == "Ủy ban nhân dân"

    @property
    def body(self) -> BodyName | None:
        """The issuer; of a committee's organ that signs for the whole of it, the committee."""
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
        """The office that does its clerical work: its own, or that of the centre it sits in."""
        if self.own is not None and self.own.seat in clerks():
            return BodyName(clerks()[self.own.seat], level="central")
        return self.body

    @property
    def clerks(self) -> str:
        """Full name of the office that does its clerical work."""
        return self.full_name(self.clerical_office)

    @property
    def place(self) -> str:
        """Kind and name of the place that the document is of ("huyện Nông Cống"), "" where it is not known."""
        return self.place_at(self.jurisdiction.level)

    def place_at(self, level: str, unit: str = "") -> str:
        """Return kind and name of a place of the document ("huyện Nông Cống"), "" where it is not known.

        Parameters
        ----------
        level
            Of the place.
        unit
            The word of its kind, where the text has it; another kind of place is none.
        """
        place = self.jurisdiction.at(level)
        if place is not None and place.kind.startswith(unit):
            return f"{place.kind} {place.name}"
        if level == "commune" and self.jurisdiction.commune_name:
            return f"{unit or self.jurisdiction.commune_kind} {self.jurisdiction.commune_name}".strip()
        return ""

    @property
    def committee(self) -> BodyName | None:
        """The Party committee of its own level, None where there is none to name, or it is the centre's."""
        if self.own is not None and self.kind == "committee":
            return BodyName(self.own.seat, level=self.own.level, place=self.own.place)
        name = self.committee_at(self.jurisdiction.level)
        return BodyName(name, level=self.jurisdiction.level) if name else None

    @property
    def party(self) -> str:
        """Full name of the Party committee of its own level, "" where there is none to name."""
        if self.jurisdiction.level == "central" and self.kind != "committee":
            return "Trung ương"
        return self.full_name(self.committee)

    def committee_at(self, level: str) -> str:
        """Return the name of the Party committee that leads a place of the document, "" where that is not known."""
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
        """Return the full name of a body; without a place where the document does not tell it, "" of none."""
        return told_name(self.meant(name)) if name is not None else ""

    def meant(self, name: BodyName) -> Body:
        """Return the body that a name means in the document."""
        return self._registry.resolve(name, self.jurisdiction, self._source, self.own, self._day).body
