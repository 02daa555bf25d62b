"""Gives the recipients of a paper their full names, as its issuer reads them."""

from __future__ import annotations

from graphbuild.model import BodyName, Reading
from graphbuild.resolve.bodies.full_names import Office
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction


def recipients(reading: Reading, jurisdiction: Jurisdiction, own: BodyName | None) -> tuple[str, ...]:
    """Return the full names of the recipients, each once, in the order of "Nơi nhận".

    Parameters
    ----------
    reading
        The document; its letterhead has the lines as printed.
    jurisdiction
        Of the document: gives the place of a relative name.
    own
        The issuer, whose organs and units a line names without it ("Văn phòng").
    """
    office = Office(reading, jurisdiction, own)
    found: list[str] = []
    for entry in reading.letterhead.recipients:
        found += office.names(entry.name)
    return tuple(dict.fromkeys(name for name in found if name))
