"""Makes text like opinions of US courts, the kind that eyecite reads.

Parties, courts' reasonings and page numbers are invented; the shapes of the citations are those in use (full, parallel,
short, supra, id., statutes, regulations, journals), with reporters and codes that exist.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_PARTIES = (
    "Harmon", "Delacroix Freight Co.", "Okafor", "Brandt", "Lindqvist Mills, Inc.", "Tamura", "Castellane", "Pruitt",
    "Westerly Bank", "Nakagawa", "Ferris County", "Union Cartage Co.", "Abernathy", "Montrose Gas Corp.", "Villareal",
    "Board of Education", "Sandoval", "Quillen", "Northgate Railway", "Oyelaran",
)  # fmt: skip
_PLAIN = tuple(party for party in _PARTIES if " " not in party)
_SUPREME = ("U.S.", "S. Ct.", "L. Ed. 2d")
_CIRCUITS = (("F.2d", "2d Cir."), ("F.3d", "9th Cir."), ("F.3d", "D.C. Cir."), ("F.2d", "5th Cir."))
_DISTRICTS = (("F. Supp.", "S.D.N.Y."), ("F. Supp. 2d", "N.D. Cal."), ("F. Supp. 3d", "E.D. Pa."))
_STATES = (("Cal. 4th", "Cal."), ("N.E.2d", "Ill."), ("So. 2d", "Fla."), ("P.3d", "Wash."), ("A.2d", "N.J."))
_CODES = ("U.S.C.", "U.S.C.", "C.F.R.")
_STATE_CODES = ("Cal. Civ. Code", "Tex. Gov't Code Ann.", "Fla. Stat.", "N.J. Stat. Ann.")
_JOURNALS = ("Harv. L. Rev.", "Yale L.J.", "Stan. L. Rev.", "Colum. L. Rev.")
_SIGNALS = ("See ", "See also ", "Cf. ", "But see ", "", "")

_CITING = 0.22
"""Share of the sentences that a citation follows: about 2,000 citations a MB, 80 in an opinion of 40 kB."""

_REASONING = (
    "The question is whether the carrier knew of the defect before the goods left its yard, and on that question the "
    "record is silent.",
    "Counsel answers that the jury heard the whole of the testimony and was free to disbelieve it.",
    "We do not read the statute so broadly, for its second clause would then have no work to do.",
    "The trial court found as a fact that the notice was mailed on the third day, and nothing in the briefs disturbs "
    "that finding.",
    "A party that sleeps on its rights for eleven years can hardly complain that witnesses have died and papers have "
    "been lost.",
    "It is true that the legislature has twice amended the section without touching the words before us; silence of "
    "that sort proves little.",
    "The agency had before it two studies, one of which it followed and one of which it explained away at length.",
    "Whatever force the argument might have on other facts, it has none where the deed itself names the boundary.",
    "The dissent would have us weigh the evidence anew, which is not the office of a reviewing court.",
    "On remand the parties may renew their motions, and the court may take such further proof as it thinks needful.",
)


def opinions(size: int, random: Random) -> list[str]:
    """Return opinions of 12 to 40 kB whose UTF-8 bytes are `size` in all, within the length of one paragraph."""
    found: list[str] = []
    missing = size
    while missing > 0:
        opinion = _opinion(min(missing, random.randrange(12_000, 40_000)), random)
        found.append(opinion)
        missing -= len(opinion.encode())
    return found


def _opinion(size: int, random: Random) -> str:
    paragraphs = [f"{random.choice(_PARTIES)}, Petitioner,\nv.\n{random.choice(_PARTIES)}, Respondent.\n"]
    length = len(paragraphs[0])
    while length < size:
        sentences: list[str] = []
        for _sentence in range(random.randrange(4, 9)):
            sentences.append(random.choice(_REASONING))
            if random.random() < _CITING:
                sentences.append(random.choice(_SIGNALS) + random.choice(_SHAPES)(random))
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1].encode()) + 2
    return "\n\n".join(paragraphs)


def _pages(random: Random) -> tuple[int, int]:
    first = random.randrange(2, 1300)
    return first, first + random.randrange(1, 20)


def _case(random: Random) -> str:
    return f"{random.choice(_PARTIES)} v. {random.choice(_PARTIES)}"


def _supreme(random: Random) -> str:
    first, pin = _pages(random)
    return f"{_case(random)}, {random.randrange(90, 590)} U.S. {first}, {pin} ({random.randrange(1880, 2024)})."


def _parallel(random: Random) -> str:
    places = ", ".join(
        f"{random.randrange(1, 590)} {reporter} {random.randrange(2, 1300)}"
        for reporter in _SUPREME[: random.randrange(2, 4)]
    )
    return f"{_case(random)}, {places} ({random.randrange(1950, 2024)})."


def _lower(random: Random) -> str:
    reporter, court = random.choice(_CIRCUITS + _DISTRICTS + _STATES)
    first, pin = _pages(random)
    year = random.randrange(1960, 2024)
    return f"{_case(random)}, {random.randrange(10, 990)} {reporter} {first}, {pin} ({court} {year})."


def _short(random: Random) -> str:
    pin = random.randrange(2, 1300)
    return f"{random.choice(_PLAIN)}, {random.randrange(90, 590)} U.S., at {pin}."


def _supra(random: Random) -> str:
    return f"{random.choice(_PLAIN)}, supra, at {random.randrange(2, 1300)}."


def _same(random: Random) -> str:
    return f"Id., at {random.randrange(2, 1300)}."


def _statute(random: Random) -> str:
    return f"{random.randrange(2, 50)} {random.choice(_CODES)} § {random.randrange(101, 9700)}."


def _state_statute(random: Random) -> str:
    return f"{random.choice(_STATE_CODES)} § {random.randrange(101, 9700)} ({random.randrange(1990, 2024)})."


def _journal(random: Random) -> str:
    first, pin = _pages(random)
    return f"{random.randrange(20, 136)} {random.choice(_JOURNALS)} {first}, {pin} ({random.randrange(1920, 2024)})."


# Full citations of cases and "id." are the most frequent in opinions.
_SHAPES: tuple[Callable[[Random], str], ...] = (
    _supreme, _supreme, _lower, _lower, _lower, _parallel, _short, _short, _supra, _same, _same, _same, _statute,
    _statute, _state_statute, _journal,
)  # fmt: skip
