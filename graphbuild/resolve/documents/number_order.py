"""How far each number series had advanced on a date: numbers rise with the dates inside one term or year.

An undated mention in a document of 2026 need not mean the only known document of that number, of 2021: if the series of
the present term had passed the number by then, there is a second document of it, seen or not (36-HD/VPTW: series of the
Party restart with the term; Nghị định 30/2020/NĐ-CP: those of the state with the year).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.registry import CENTRAL_SERIES
from graphbuild.resolve.documents.claims import Claim
from graphbuild.vocabulary.terms import central_term_on, local_term_on

_Run = tuple[str, str, str]
"""Series, type, and the term or year."""


class NumberOrder:
    """The number series as shown by the dated claims."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        dated: dict[_Run, list[tuple[str, int]]] = defaultdict(list)
        for claim in claims:
            run = _run(claim, claim.date)
            if run is not None and claim.date:
                dated[run].append((claim.date, _serial(claim)))
        self._days: dict[_Run, list[str]] = {}
        self._highest: dict[_Run, list[int]] = {}
        for run, numbers in dated.items():
            numbers.sort()
            self._days[run] = [day for day, _number in numbers]
            highest = self._highest[run] = []
            for _day, number in numbers:
                highest.append(max(number, highest[-1] if highest else 0))

    def has_reached(self, claim: Claim, since: str) -> bool:
        """Tell whether the series at the date of the citing document already had a document of the claim's number.

        Parameters
        ----------
        claim
            An undated mention.
        since
            ISO date of the candidate; in its own term or year there is no second one.
        """
        run = _run(claim, claim.citing_date)
        if run is None or run == _run(claim, since) or run not in self._days:
            return False
        before = bisect_right(self._days[run], claim.citing_date or "")
        return before > 0 and self._highest[run][before - 1] >= _serial(claim)


def _run(claim: Claim, day: str | None) -> _Run | None:
    """Return the term or year that the claim's series and type were in on a date, None if the date does not tell."""
    number = DocumentNumber.parse(claim.key.number) if claim.key else None
    if claim.key is None or number is None or number.year is not None or not day or len(day) < 10:
        return None
    if claim.key.series == CENTRAL_SERIES:
        span = central_term_on(day)
    else:
        span = local_term_on(day) if number.of_party else day[:4]
    return (claim.key.series, claim.key.type, span) if span else None


def _serial(claim: Claim) -> int:
    number = DocumentNumber.parse(claim.key.number) if claim.key else None
    return number.serial if number else 0
