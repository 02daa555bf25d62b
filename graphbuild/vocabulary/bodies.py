"""Bodies as documents name them: seats, the organs before them, and the codes of their documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from graphbuild.vocabulary import read_records, read_rows

SeatKind = Literal["central", "ministry", "committee", "council", "department"]

_RECORDS = read_records("bodies.toml")
VILLAGES = tuple(_RECORDS["villages"]["words"])
"""Words for the parts of a commune, which have no committee or administration (Thông tư 04/2012/TT-BNV)."""
UNITS: dict[str, str] = {row["word"]: row["level"] for row in _RECORDS["unit"]}
"""Words for types of places and their levels; a thành phố can also be under a province."""


UNITS_AS_WRITTEN: dict[str, str] = {
    written: row["word"] for row in _RECORDS["unit"] for written in (row["word"], *row.get("short", ()))
}
"""The same words and their short forms, in lower case, each with the full word."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A committee, council, ministry or other body that issues its own documents."""

    name: str
    kind: SeatKind
    words: tuple[str, ...]
    level: str
    codes: tuple[str, ...] = ()
    unit: str = ""
    """For a committee: the word for its type of place ("huyện")."""
    party_body: tuple[str, ...] = ()
    """For a committee: the Party body that it leads ("Đảng bộ huyện"), which its Ban Chấp hành is named after."""
    organs: tuple[str, ...] = ()
    """For a council: the organs that may precede it."""
    unit_required: bool = False
    """For a department: whether it needs the word for its type of place ("Công an huyện")."""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Organ:
    """A part of a committee that acts under its own name."""

    name: str
    words: tuple[str, ...]
    codes: tuple[str, ...] = ()
    series: bool = False
    """Whether its documents belong to the committee's own series."""
    valid_from: str = ""
    valid_to: str = ""


@cache
def organs() -> tuple[Organ, ...]:
    """Return the organs of committees."""
    return tuple(
        Organ(
            name=row["name"],
            words=tuple(row["words"]),
            codes=tuple(row.get("codes", ())),
            series=row.get("series", False),
            valid_from=row.get("valid_from", ""),
            valid_to=row.get("valid_to", ""),
        )
        for row in _RECORDS["organ"]
    )


@cache
def seats() -> tuple[Seat, ...]:
    """Return all seats, those of the centre first."""
    found = []
    kinds: tuple[SeatKind, ...] = ("central", "ministry", "committee", "council", "department")
    for kind in kinds:
        for row in _RECORDS[kind]:
            unit = row.get("unit", "")
            found.append(
                Seat(
                    name=row["name"],
                    kind=kind,
                    words=tuple(row.get("words", [row["name"]])),
                    level=row.get("level", "central" if kind in ("central", "ministry") else ""),
                    codes=tuple(row.get("codes", [row["code"]] if "code" in row else ())),
                    unit=unit,
                    party_body=tuple(row.get("party_body", [f"Đảng bộ {unit}"] if unit else ())),
                    organs=tuple(row.get("organs", ())),
                    unit_required=row.get("unit_required", False),
                    valid_from=row.get("valid_from", ""),
                    valid_to=row.get("valid_to", ""),
                )
            )
    return tuple(found)


@cache
def seats_by_name() -> dict[str, Seat]:
    """Return the seats by canonical name."""
    return {seat.name: seat for seat in seats()}


@cache
def organs_by_name() -> dict[str, Organ]:
    """Return the organs by canonical name."""
    return {organ.name: organ for organ in organs()}


@cache
def unlisted_heads() -> tuple[str, ...]:
    """Return the words that begin the names of bodies not listed in the vocabulary ("Tổng công ty")."""
    return tuple(_RECORDS["unlisted"]["heads"])


def is_national(name: str) -> bool:
    """Tell whether a name that is not listed is that of a body of the centre, or of a part of one.

    Examples
    --------
    >>> is_national("Bộ Thủy lợi"), is_national("Vụ Pháp chế Bộ Tài chính"), is_national("Hợp tác xã Thắng Lợi")
    (True, True, False)
    """
    return name.startswith(_national()[0]) or name.endswith(_national()[1])


@cache
def _national() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how names of the centre begin and end."""
    told = _RECORDS["national"]
    central = (f" {seat.name}" for seat in seats() if seat.kind in ("central", "ministry"))
    return tuple(f"{word} " for word in told["begin"]), (*(f" {word}" for word in told["end"]), *central)


PARTS_OF_THE_CENTRE = tuple(_RECORDS["national"]["parts"])
"""Words after a name of the centre where one of its offices in a part of the country is meant."""


@cache
def body_successors() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the successors of dissolved seats and organs, each with the level it applies to ("" for any).

    Examples
    --------
    >>> body_successors()["Ban Dân vận"]
    (('Ban Tuyên giáo và Dân vận', ''), ('Ban Xây dựng Đảng', 'commune'))
    """
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in read_rows("body_successors.csv"):
        found[row["old"]] = (*found.get(row["old"], ()), (row["new"], row["level"]))
    return found


@cache
def seats_by_code() -> dict[str, tuple[Seat, ...]]:
    """Return the seats that a code in a number can stand for: TU is a Tỉnh ủy or a Thành ủy.

    Examples
    --------
    >>> [seat.name for seat in seats_by_code()["TU"]]
    ['Tỉnh ủy', 'Thành ủy']
    """
    found: dict[str, tuple[Seat, ...]] = {}
    for seat in seats():
        for code in seat.codes:
            found[code] = (*found.get(code, ()), seat)
    return found


@cache
def organs_by_code() -> dict[str, tuple[Organ, Seat]]:
    """Return organ and committee by their joint code: UBKTTU is the Ủy ban Kiểm tra of a Tỉnh ủy."""
    return {
        organ_code + seat_code: (organ, seat)
        for organ in organs()
        for organ_code in organ.codes
        for seat_code in ("ĐUK", "ĐU", "ThU", "QU", "HU", "TU")
        for seat in seats_by_code()[seat_code][:1]
    }
