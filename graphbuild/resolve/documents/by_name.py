"""Resolves the mentions that name a document without its number: to one of that name, a law to its version.

- With a year or day a law's name means the version of that year or day.
- Without, it means the version in force on the date of the citing document, or one that this names in full, unless a
  newer one had replaced it. In the title of another document it means the newest that this could know.
- Of a document without date it is known that it is no earlier than what it cites.

Two versions that could be meant leave the mention open. A law that amends another has a name of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from graphbuild.resolve.documents.claimed_document import Found, Outcome
from graphbuild.resolve.documents.claims import Claim
from graphbuild.resolve.documents.compatibility import is_later
from graphbuild.resolve.documents.weighing import left_open, meant, sharing, weighed
from graphbuild.text import plain_name
from graphbuild.vocabulary.laws import LAW_TYPES, is_amending, law_key

_MOST_COMPARED = 200
"""Number of documents of one name with which a mention is compared; only hostile folders have more."""
_UP_TO = {4: "-12-31", 7: "-31", 10: ""}
"""What makes a year or month its last day, by length."""


def place_named(claims: Iterable[Claim], found: Iterable[Found], outcomes: dict[Claim, Outcome]) -> list[Found]:
    """Resolve mentions by name and return the documents that only they name.

    Parameters
    ----------
    claims
        The mentions by name; those with a year are placed first, in this order.
    found
        The documents with a number or a file.
    outcomes
        Filled with the outcome of each claim.
    """
    by_name: dict[object, dict[Found, None]] = defaultdict(dict)
    for document in found:
        for key in _keys(document):
            by_name[key][document] = None
    new: list[Found] = []
    for claim in sorted(claims, key=lambda claim: not claim.year):
        known = by_name[_key(claim)]
        judged = _judged(claim, known)
        told = claim
        if claim.owned and claim.date and claim.type in LAW_TYPES and all(code for _document, code in judged):
            # "Nghị định … quy định chi tiết Luật Công an nhân dân ngày 06/6/2019 của Chính phủ": the decree's day.
            told = replace(claim, date=None, year="")
            judged = _judged(told, known)
        possible = [document for document, code in judged if not code]
        pool, reason = _choose(told, possible)
        chosen = pool[0] if len(pool) == 1 else None
        out = [weighed(document, code) for document, code in judged if code]
        misdated = None if possible else _misdated(claim, [document for document, code in judged if code != "later"])
        if chosen is not None:
            passed = "other_version" if reason == "in_force" else ""
            others = [weighed(one, passed) if passed else sharing(one, len(possible)) for one in possible]
            others = [one for one in others if one.document is not chosen]
            outcomes[claim] = meant(chosen, claim, "name", reason, others=[*others, *out])
        elif possible:
            several = [sharing(document, len(pool)) for document in pool]
            outcomes[claim] = left_open([*several, *out], "name", "several_candidates")
        elif misdated is not None:
            misdated.warn("date_conflict", claim, claim.date)
            others = [one for one in out if one.document is not misdated]
            outcomes[claim] = meant(misdated, claim, "name", "only_candidate", "date_conflict", others=others)
        else:
            document = Found(date=claim.date or claim.year or None)
            known[document] = None
            new.append(document)
            outcomes[claim] = meant(document, claim, "name", "alone", others=out)
    return new


def _key(claim: Claim) -> object:
    if claim.type in LAW_TYPES:
        return law_key(claim.type, claim.name)
    return claim.issuer.series if claim.issuer else "", claim.type, plain_name(claim.name)


def _keys(document: Found) -> set[object]:
    """Return the keys of a document's names: that of the known document if there is one, else those it is called by."""
    known = {_key(claim) for claim in document.claims if claim.said_in is None and claim.name}
    return known or {_key(claim) for claim in document.claims if claim.name}


def _judged(claim: Claim, known: Iterable[Found]) -> list[tuple[Found, str]]:
    return [(document, _objection(document, claim)) for document in islice(known, _MOST_COMPARED)]


def _objection(document: Found, claim: Claim) -> str:
    """Return the code of what rules out a document of that name, "" if nothing does."""
    if not claim.year and is_later(document, claim):
        return "later"
    if claim.date and document.date and len(document.date) == 10:
        return "" if document.date == claim.date else "other_day"
    year = (document.date or document.year)[:4]
    return "other_year" if claim.year and year and year != claim.year else ""


def _choose(claim: Claim, possible: Sequence[Found]) -> tuple[Sequence[Found], str]:
    """Return the document meant among those of the name, and the code of what decides; several if that is open."""
    here = [document for document in possible if claim.said_in in document.mentioned_in]
    # A date that only mentions give, or a version that has only a year, may be a slip of theirs.
    sure = [document for document in possible if document.date_is_sure or (document.year and not claim.date)]
    pool = [document for document in possible if document in here or document in sure] if sure else possible
    if claim.date and len(sure) == 1:
        pool = sure
    if len(pool) <= 1:
        return pool, "same_file" if here else "only_candidate"
    own = [document for document in here if any(file.said_in == claim.said_in for file in document.files)]
    if own and not claim.year and not claim.owned:
        # The text of a law means itself, although another version was in force on its day.
        return own, "same_file"
    if claim.type in LAW_TYPES and not is_amending(claim.name):
        pool = _current(claim, pool)
        first = min(_in_force(document)[0] for document in pool)
        here = [document for document in here if _in_force(document)[0] >= first]
        if len(here) > 1:
            here = [document for document in here if document in pool]
        if len(here) != 1 and len(pool) == 1:
            return pool, "in_force"
    return (here, "same_file") if len(here) == 1 else (pool, "")


def _current(claim: Claim, versions: Sequence[Found]) -> list[Found]:
    """Return the versions of a law that were or may have been in force when the claim was made."""
    by_age = sorted(versions, key=_in_force)
    day = claim.citing_date or claim.cites_until
    if day is None:
        return by_age
    day += _UP_TO.get(len(day), "")
    if claim.owned:
        return [version for version in by_age if _adopted(version) <= day][-1:] or by_age[-1:]
    sure = [version for version in by_age if _in_force(version)[1] <= day]
    newer = by_age[by_age.index(sure[-1]) + 1 :] if sure else by_age
    if claim.citing_date is not None:
        newer = [version for version in newer if _in_force(version)[0] <= day]
    return [*sure[-1:], *newer] or by_age[-1:]


def _in_force(document: Found) -> tuple[str, str]:
    """Return the first and last day on which a law can have entered into force; its date tells if nothing else does."""
    if document.in_force_from:
        return document.in_force_from, document.in_force_from
    adopted = document.date or document.year
    if not adopted:
        return "", ""
    return adopted, f"{int(adopted[:4]) + 1}-12-31"


def _adopted(document: Found) -> str:
    """Return the last day on which a law can have been adopted."""
    day = document.date or document.year
    return day + _UP_TO.get(len(day), "")


def _misdated(claim: Claim, known: Sequence[Found]) -> Found | None:
    """Return the only law of that name to which a stated day comes near: of its year, or its day in another year."""
    if claim.type not in LAW_TYPES or not claim.date or len(claim.date) < 10:
        return None
    of_year = [document for document in known if (document.date or document.year)[:4] == claim.date[:4]]
    of_day = [document for document in known if (document.date or "")[4:] == claim.date[4:]]
    entered = [document for document in known if document.in_force_from == claim.date]
    return next((near[0] for near in (entered, of_year, of_day) if len(near) == 1), None)
