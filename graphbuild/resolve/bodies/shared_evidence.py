"""Infers the place of a document that does not state it from what it shares with other documents of the corpus.

Two kinds of evidence count: number and date of a local committee's document that only documents of one place cite
("Nghị quyết số 28-NQ/TU, ngày 06/12/2023"), and the signer in the same office. One alone may be chance, as every
district has a 01-QĐ/HU of the first working day and many people share a name: two must agree, or the text must name the
place itself. Evidence shared by documents of two places does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphbuild.model import PlaceEvidence, Reading
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import LEVELS, Jurisdiction, infer, lineage, of_place, with_parents
from graphbuild.text import plain_name
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.places import Place

_BY_DOCUMENT, _BY_SIGNER = 0.7, 0.6
"""Confidence of the place: our own judgement."""

_Fact = tuple[str, ...]
"""What two documents can share: the level of its place, and number with date, or signer with role and seat."""


def infer_all(readings: Sequence[Reading]) -> list[Jurisdiction]:
    """Return the jurisdiction of each document: from itself, else from what it shares with the others.

    Inferred places are not evidence for further documents, so the order of the files does not matter.
    """
    own = [infer(reading) for reading in readings]
    told: dict[_Fact, dict[str, tuple[Place, str]]] = defaultdict(dict)
    for reading, jurisdiction in zip(readings, own, strict=True):
        for fact in _facts(reading):
            place = jurisdiction.at(fact[0])
            if place is not None:
                told[fact].setdefault(lineage(place), (place, reading.text.source))
    return [
        _shared(reading, jurisdiction, told) if _is_open(jurisdiction) else jurisdiction
        for reading, jurisdiction in zip(readings, own, strict=True)
    ]


def _is_open(jurisdiction: Jurisdiction) -> bool:
    return jurisdiction.level in ("", *LEVELS) and jurisdiction.province is None and not jurisdiction.commune_name


def _shared(
    reading: Reading, jurisdiction: Jurisdiction, told: dict[_Fact, dict[str, tuple[Place, str]]]
) -> Jurisdiction:
    found: dict[str, tuple[Place, _Fact, str]] = {}
    count: Counter[str] = Counter()
    for fact in dict.fromkeys(_facts(reading)):
        places = told.get(fact, {})
        if len(places) == 1:
            line, (place, source) = next(iter(places.items()))
            found.setdefault(line, (place, fact, source))
            # Evidence for a district is evidence for its province too.
            count.update(map(lineage, with_parents(place)))
    narrowest = [entry for line, entry in found.items() if not any(other.endswith(f".{line}") for other in found)]
    # "vinh-bao.hai-phong" and "hai-phong" agree; "hai-phong" and "thanh-hoa" do not.
    if len(narrowest) != 1:
        return jurisdiction
    if count[lineage(narrowest[0][0])] < 2 and not _names(reading, narrowest[0][0]):
        return jurisdiction
    place, (_level, kind, *words), source = narrowest[0]
    confidence = _BY_SIGNER if kind == "signer" else _BY_DOCUMENT
    # The signer's name alone, or a document's number and date.
    said = words[0] if kind == "signer" else " ".join(words)
    evidence = PlaceEvidence(f"shared_{kind}", said, source)
    level = jurisdiction.level or place.level
    return replace(of_place(level, place, reading.letterhead.date), evidence=evidence, confidence=confidence)


def _names(reading: Reading, place: Place) -> bool:
    """Tell whether a text names a place itself."""
    return any(plain_name(named.name) == plain_name(place.name) for named in reading.places)


def _facts(reading: Reading) -> Iterable[_Fact]:
    head = reading.letterhead
    if head.signer_name and head.signer_role and head.issuer is not None and head.issuer.level in LEVELS:
        yield head.issuer.level, "signer", head.signer_name, head.signer_role, head.issuer.seat
    for number, day in (
        (head.number, head.date if head.date_source == "printed" else None),
        # A committee named with its place is usually not the document's own.
        *(
            (mention.number, mention.date)
            for mention in reading.mentions
            if mention.issuer is None or not mention.issuer.place
        ),
    ):
        level = _level_of_code(number) if number and day and len(day) == 10 else ""
        if level and number and day:
            yield level, "document", number, day


def _level_of_code(number: str) -> str:
    """Return the level of the committee that a number's code means, "" for the centre and codes of any level."""
    parsed = DocumentNumber.parse(number)
    if parsed is None:
        return ""
    code = parsed.issuer.split("-")[0]
    if code in organs_by_code():
        return organs_by_code()[code][1].level
    levels = {seat.level for seat in seats_by_code().get(code, ())}
    level = levels.pop() if len(levels) == 1 else ""
    return level if level in LEVELS else ""
