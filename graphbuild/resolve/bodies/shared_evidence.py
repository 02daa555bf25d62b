"""Infers the place of documents from their own texts, and from what they share with other documents of the corpus.

Two kinds of evidence are shared: number and date of a local committee's document ("Nghị quyết số 28-NQ/TU, ngày
06/12/2023"), and the signer in the same office. One alone may be chance, as every district has a 01-QĐ/HU of the first
working day and many people share a name; it adds to what the text says itself. It speaks against a place that its
committee gave the same number, in the same term, to a document of another day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graphbuild.model import Reading
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.jurisdiction import LEVELS, Jurisdiction, lineage
from graphbuild.resolve.bodies.place_clues import Clue, clues_of, evidence_of
from graphbuild.resolve.bodies.place_inference import day_of, decide, infer, level_of
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.evidence import place_grounds
from graphbuild.vocabulary.places import Place
from graphbuild.vocabulary.terms import local_term_on

_Fact = tuple[str, ...]
"""What two documents can share: the level of its place, and number with date, or signer with role and seat."""


class _Told(NamedTuple):
    """That a document of a known place states a fact."""

    place: Place
    source: str
    key: str
    """That of the document's text: copies are no evidence for each other."""


class _Facts:
    """What the documents of known places state."""

    def __init__(self) -> None:
        self._told: dict[_Fact, dict[str, list[_Told]]] = defaultdict(lambda: defaultdict(list))
        self._days: dict[_Fact, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._places: dict[str, Place] = {}

    def add(self, reading: Reading, jurisdiction: Jurisdiction) -> None:
        """Add what a document states."""
        for fact in _facts(reading):
            place = jurisdiction.at(fact[0])
            if place is not None:
                told = self._told[fact][lineage(place)]
                # Two suffice: one of them is not the document itself.
                if len(told) < 2 and all(other.key != reading.key for other in told):
                    told.append(_Told(place, reading.text.source, reading.key))
                self._places[lineage(place)] = place
                if fact[1] == "document":
                    self._days[fact[:3]][lineage(place)].add(fact[3])

    def clues(self, reading: Reading) -> Iterator[Clue]:
        """Yield what a document shares with others of a known place."""
        shared: dict[tuple[str, str], list[tuple[_Fact, _Told]]] = defaultdict(list)
        count: dict[str, int] = defaultdict(int)
        for fact in dict.fromkeys(_facts(reading)):
            others = {
                line: told
                for line, same in self._told.get(fact, {}).items()
                for told in same
                if told.key != reading.key
            }
            # What documents of two places state tells neither.
            if len(others) == 1:
                ((line, told),) = others.items()
                shared[line, fact[1]].append((fact, told))
                count[fact[1]] += 1
        for (_line, kind), found in shared.items():
            details = (fact[2] if kind == "signer" else " ".join(fact[2:]) for fact, _told in found)
            told = found[0][1]
            evidence = evidence_of(f"shared_{kind}", details, len(found), count[kind], told.source)
            yield Clue(told.place, evidence)
        yield from self._against(reading)

    def _against(self, reading: Reading) -> Iterator[Clue]:
        """Yield the places whose committees gave a number that a document states to one of another day."""
        numbers: dict[str, list[str]] = defaultdict(list)
        for fact in dict.fromkeys(_facts(reading)):
            if fact[1] != "document":
                continue
            for line, days in self._days.get(fact[:3], {}).items():
                terms = {local_term_on(day) for day in days}
                if fact[3] not in days and local_term_on(fact[3]) in terms - {None}:
                    numbers[line].append(f"{fact[2]} {min(days)}")
        for line, found in numbers.items():
            yield Clue(self._places[line], evidence_of("other_series", found, len(found), len(found)))


def infer_all(readings: Sequence[Reading]) -> list[Jurisdiction]:
    """Return the jurisdiction of each document: from itself and from what it shares with the others.

    A place that rests on what others share is no evidence for further documents: the order of files does not matter.
    """
    own = [infer(reading) for reading in readings]
    facts = _Facts()
    for reading, jurisdiction in zip(readings, own, strict=True):
        facts.add(reading, jurisdiction)
    return [
        _shared(reading, jurisdiction, list(facts.clues(reading))) if _is_open(jurisdiction) else jurisdiction
        for reading, jurisdiction in zip(readings, own, strict=True)
    ]


def _is_open(jurisdiction: Jurisdiction) -> bool:
    """Tell whether a document does not itself state its place at its head."""
    surest = max((evidence.weight for evidence in jurisdiction.evidence), default=0.0)
    return jurisdiction.level in ("", *LEVELS) and surest < place_grounds()["date_line"].weight


def _shared(reading: Reading, jurisdiction: Jurisdiction, clues: list[Clue]) -> Jurisdiction:
    """Return the jurisdiction with what a document shares added to what it says itself."""
    if not clues:
        return jurisdiction
    level = level_of(reading) or max((clue.place.level for clue in clues), key=LEVELS.index)
    return decide(reading, level, [*clues_of(reading, level, day_of(reading)), *clues])


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
