"""Congress terms of the Party and their dates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_rows

_CONGRESS_YEARS = 5
_CONGRESS_MONTHS = ("03", "12")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the Central Committee; ISO dates, ``end`` empty for the current one."""

    number: str
    start: str
    end: str


@cache
def central_terms() -> tuple[Term, ...]:
    """Return the terms of the Central Committee in chronological order."""
    return tuple(Term(row["term"], row["from"], row["to"]) for row in read_rows("terms.csv") if row["owner"] == "party")


def central_term_on(day: str) -> str | None:
    """Return the number of the central term on the ISO date, None before 1986.

    Source: numbers run from the day after a congress closes to the end of the next (36-HD/VPTW of 2018).

    Examples
    --------
    >>> central_term_on("2024-05-09")
    'XIII'
    >>> central_term_on("1975-04-30")
    """
    for term in central_terms():
        if term.start <= day and (not term.end or day <= term.end):
            return term.number
    return None


@cache
def assembly_terms_of(year: int) -> tuple[int, ...]:
    """Return the terms of the National Assembly of which acts can be in a year: two in the year of an election.

    Examples
    --------
    >>> assembly_terms_of(2025), assembly_terms_of(2021), assembly_terms_of(1900)
    ((15,), (14, 15), ())
    """
    rows = [row for row in read_rows("terms.csv") if row["owner"] == "assembly"]
    return tuple(int(row["term"]) for row in rows if row["from"] <= str(year) <= (row["to"] or "9999"))


def local_term_on(day: str) -> str | None:
    """Return the first year of the local committees' term on the ISO date.

    None in the months in which congresses are held, March to December of every fifth year: each committee restarts its
    numbers on the date of its own congress (36-HD/VPTW of 2018).

    Examples
    --------
    >>> local_term_on("2024-05-09"), local_term_on("2020-02-01"), local_term_on("2020-09-01")
    ('2020', '2015', None)
    """
    year, month = int(day[:4]), day[5:7]
    into = year % _CONGRESS_YEARS
    if into == 0 and _CONGRESS_MONTHS[0] <= month <= _CONGRESS_MONTHS[1]:
        return None
    return str(year - (into or _CONGRESS_YEARS))


def to_roman(text: str) -> str:
    """Return a term's number as a Roman numeral: "13" and "XIII" are the same term.

    Raises
    ------
    ValueError
        `text` is neither a Roman nor an Arabic number below 50.

    Examples
    --------
    >>> to_roman("11"), to_roman("xiii")
    ('XI', 'XIII')
    """
    if text.isdigit():
        number = int(text)
        if not 0 < number < 50:
            raise ValueError(f"no term has the number {text}")
        tens, ones = divmod(number, 10)
        return ["", "X", "XX", "XXX", "XL"][tens] + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
    roman = text.upper()
    if not roman or set(roman) - set(_ROMAN):
        raise ValueError(f"not a Roman number: {text!r}")
    return roman
