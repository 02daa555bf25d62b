"""Groups claims into documents: which mentions refer to one document, which do not, and which stay open.

Rules (design of identity; 36-HD/VPTW of 2018 for the number series of the Party):

- one series, type, number and date: one document; two files of it are copies;
- a contradicting date within one term is a warning, another term is another document;
- undated: the document of that number in the same file, else the only one that fits term and time, else the one
  whose title fits; otherwise the mention stays open with its candidates. "Undated" never means "this term", nor an
  earlier one whose number the present term has passed;
- where the place is unknown, a document of a known place is at most a candidate, unless number and date agree.

Each outcome keeps the evidence for and against the documents considered, as codes of vocabulary/evidence.toml.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.registry import UNKNOWN_PLACE
from graphbuild.resolve.documents.by_name import place_named
from graphbuild.resolve.documents.claimed_document import Found, Outcome, Weighed
from graphbuild.resolve.documents.claims import Claim
from graphbuild.resolve.documents.compatibility import (
    can_be_undated,
    is_later,
    is_twin,
    objection,
    objection_elsewhere,
    one_term,
    same_day,
    same_kind,
    same_text,
    tells_apart,
    title_likeness,
    titles_contradict,
)
from graphbuild.resolve.documents.number_order import NumberOrder
from graphbuild.resolve.documents.weighing import MOST_WEIGHED, left_open, meant, sharing, weighed

_MOST_TWINS = 20
"""Number of files with the same head with which a file's text is compared."""
_MOST_COMPARED = 200
"""Number of documents of one number with which a file or a bare mention is compared; only hostile folders have more."""
_TITLE_FITS = 0.5
_TITLE_LEAD = 0.2


def sort_claims(claims: Iterable[Claim]) -> tuple[list[Found], dict[Claim, Outcome]]:
    """Return the documents of the claims, and the outcome of each claim.

    Claims with different types and numbers never meet, so each group is processed separately.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    bare: list[Claim] = []
    named: list[Claim] = []
    alike: dict[object, list[Found]] = {}
    outcomes: dict[Claim, Outcome] = {}
    found: list[Found] = []
    for claim in claims:
        if claim.key is not None:
            groups[claim.key.type, claim.key.number].append(claim)
        elif claim.mention is None:
            found.append(_of_file(claim, alike, outcomes))
        elif claim.name:
            named.append(claim)
        else:
            bare.append(claim)
    _type_untyped(groups)
    order = NumberOrder(claim for group in groups.values() for claim in group)
    for group in groups.values():
        found += _sort_group(group, order, outcomes)
    found += place_named(named, found, outcomes)
    _place_bare(bare, found, outcomes)
    return list(dict.fromkeys(found)), outcomes


def _type_untyped(groups: dict[tuple[str, str], list[Claim]]) -> None:
    """Add the claims of a number without type to the only type that the number has ("59/2020/QH14" in a list)."""
    types: dict[str, list[str]] = defaultdict(list)
    for kind, number in groups:
        if kind:
            types[number].append(kind)
    for number in [number for kind, number in groups if not kind and len(types[number]) == 1]:
        groups[types[number][0], number] += groups.pop(("", number))


def _of_file(claim: Claim, alike: dict[object, list[Found]], outcomes: dict[Claim, Outcome]) -> Found:
    """Return the document of a file without a number: that of a file with the same head and text, or a new one.

    Without a head that tells one document from another, pages share most of their text if they are of one site: then
    only one with the same words is a copy.
    """
    head = (claim.type, claim.date, claim.title, claim.issuer.body.name if claim.issuer else None)
    same = alike.setdefault((*head, claim.text_key), [])
    rivals = alike.setdefault(head, []) if tells_apart(claim) else []
    twins = (other for other in rivals[:_MOST_TWINS] if same_text(other.claims[0].content, claim.content))
    document = next(iter(same), None) or next(twins, None)
    if document is None:
        document = Found()
        outcomes[claim] = meant(document, claim, "own_text")
        rivals.append(document)
    else:
        outcomes[claim] = meant(document, claim, "same_text")
    same.append(document)
    return document


def _sort_group(claims: list[Claim], order: NumberOrder, outcomes: dict[Claim, Outcome]) -> list[Found]:
    """Group the claims of one type and number, the series of known places first."""
    runs: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert claim.key is not None
        runs[claim.key.series].append(claim)
    documents: list[Found] = []
    for series in sorted(runs, key=lambda series: (UNKNOWN_PLACE in series, series)):
        known = [document for document in documents if UNKNOWN_PLACE not in document.series]
        away, all_others = (known, documents) if UNKNOWN_PLACE in series else ([], [])
        documents += _sort_run(runs[series], away, all_others, order, outcomes)
    return documents


def _sort_run(
    claims: list[Claim],
    elsewhere: list[Found],
    others: list[Found],
    order: NumberOrder,
    outcomes: dict[Claim, Outcome],
) -> list[Found]:
    """Group the claims of one number in one series and return its documents.

    If the place of the series is unknown, `others` are all documents of the number so far, of which a file may be a
    copy, and `elsewhere` those of known places, which a mention may mean.
    """
    documents: list[Found] = []
    copies: dict[object, Found] = {}
    own = [claim for claim in claims if claim.mention is None]
    for claim in sorted(own, key=lambda claim: (claim.source is not None, claim.date or "9999")):
        same = (claim.date, claim.text_key) if claim.source is not None else None
        document = copies.get(same) or _of_own_number(claim, documents) or _copied(claim, others)
        if document is None:
            document = Found()
            documents.append(document)
        if same is not None:
            copies[same] = document
        outcomes[claim] = meant(document, claim, "own_number")
    cited = [claim for claim in claims if claim.mention is not None]
    days = Counter(claim.date or "" for claim in cited)
    dated = [claim for claim in cited if claim.date]
    for claim in sorted(dated, key=lambda claim: (-days[claim.date or ""], claim.date or "")):
        outcomes[claim] = _place_dated(claim, documents, elsewhere)
    # In chronological order: which mentions are close enough to be one must not depend on the order of the claims.
    undated = (claim for claim in cited if not claim.date)
    for claim in sorted(undated, key=lambda claim: (not claim.term, claim.citing_date or "9999")):
        outcomes[claim] = _place_undated(claim, documents, elsewhere, order)
    return documents


def _of_own_number(claim: Claim, documents: list[Found]) -> Found | None:
    """Return the existing document with the number and series of a file or known document, if there is one.

    Two files with one number and date are one document only if they have the same text: offices do assign a number
    twice.
    """
    for document in documents[-_MOST_COMPARED:]:
        if same_day(document, claim) and (not document.files or claim.source is None or is_twin(document, claim)):
            return document
        if not claim.date and is_twin(document, claim):
            return document
    for document in documents[-_MOST_COMPARED:]:
        if document.files and one_term(document, claim):
            document.warn("same_number", claim, claim.date)
    if claim.source is None or len(documents) != 1 or documents[0].files or titles_contradict(documents[0], claim):
        return None
    known = documents[0]
    if claim.date and one_term(known, claim):
        # If the register contradicts the date of a document in the corpus, the register is wrong.
        known.warn("date_conflict", claim, known.date)
        known.date = claim.date
        return known
    cites_later = claim.cites_until and known.date and known.date[:10] < claim.cites_until
    return known if not claim.date and not cites_later else None


def _copied(claim: Claim, others: list[Found]) -> Found | None:
    """Return the document of another series of which a file of unknown place is a copy, None if it is of none."""
    for document in others[-_MOST_COMPARED:] if claim.source is not None else ():
        issuers = {own.issuer.body.name for own in document.files if own.issuer}
        same_head = document.date == claim.date and claim.issuer is not None and claim.issuer.body.name in issuers
        if same_head and is_twin(document, claim):
            return document
    return None


def _place_dated(claim: Claim, documents: list[Found], elsewhere: list[Found]) -> Outcome:
    for document in documents:
        if same_day(document, claim):
            others = [weighed(other, "other_day") for other in documents[: MOST_WEIGHED + 1] if other is not document]
            return meant(document, claim, "number_and_date", others=others)
    there = [document for document in elsewhere if same_day(document, claim) and same_kind(document, claim)]
    if len(there) == 1:
        return meant(there[0], claim, "number_and_date", "unknown_place")
    rivals = [document for document in documents if can_be_undated(document, claim)]
    if len(rivals) == 1 and rivals[0].date is None:
        return meant(rivals[0], claim, "only_candidate")
    if len(rivals) == 1:
        rivals[0].warn("date_conflict", claim, claim.date)
        return meant(rivals[0], claim, "only_candidate", "date_conflict")
    others = [weighed(other, "other_day") for other in documents[:MOST_WEIGHED]]
    document = Found()
    documents.append(document)
    return meant(document, claim, "number_and_date", others=others)


def _place_undated(claim: Claim, documents: list[Found], elsewhere: list[Found], order: NumberOrder) -> Outcome:
    judged = [(document, objection(document, claim)) for document in documents]
    out = [weighed(document, code) for document, code in judged if code]
    possible = [document for document, code in judged if not code]
    here = [document for document in possible if claim.said_in in document.told_in]
    if len(here) == 1:
        others = [sharing(document, len(possible)) for document in possible if document is not here[0]]
        return meant(here[0], claim, "same_file", others=[*others, *out])
    judged_away = [(document, objection_elsewhere(document, claim)) for document in elsewhere]
    out += [weighed(document, code) for document, code in judged_away if code]
    away = [document for document, code in judged_away if not code]
    told_here = [document for document in away if claim.said_in in document.mentioned_in]
    if len(told_here) == 1 and not here:
        others = [sharing(document, len(away)) for document in away if document is not told_here[0]]
        return meant(told_here[0], claim, "same_file", "unknown_place", others=[*others, *out])
    if len(possible) == 1 and not away:
        only = possible[0]
        if titles_contradict(only, claim):
            return left_open([weighed(only, "only_candidate", "title_conflict"), *out], "title_conflict")
        if _has_rival(claim, only, judged, order):
            return left_open([weighed(only, "only_candidate", "number_order"), *out], "number_order")
        return meant(only, claim, "only_candidate", others=out)
    if possible or away:
        return _by_title(claim, possible, away, out)
    document = Found()
    documents.append(document)
    return meant(document, claim, "alone", others=out)


def _has_rival(claim: Claim, only: Found, judged: list[tuple[Found, str]], order: NumberOrder) -> bool:
    """Tell whether a later term or year must have an unseen document of the same number.

    Not if the mention states the term or the title, nor against a known document: the list contains those which are
    cited by their bare numbers for years ("Chỉ thị 05"). A document of that number that is later than the mention is
    the later term's: its number had not been assigned yet.
    """
    if only.date is None or only.is_known or claim.term or title_likeness(only, claim) >= _TITLE_FITS:
        return False
    return all(code != "later" for _document, code in judged) and order.has_reached(claim, only.date)


def _by_title(claim: Claim, possible: list[Found], away: list[Found], out: list[Weighed]) -> Outcome:
    """Return the document whose title clearly fits best, else all candidates with their scores."""
    scored = sorted(
        ((document, title_likeness(document, claim)) for document in [*possible, *away]),
        key=lambda pair: -pair[1],
    )
    several = [sharing(document, len(scored), likeness) for document, likeness in scored]
    lead = scored[0][1] - (scored[1][1] if len(scored) > 1 else 0.0)
    if scored[0][1] >= _TITLE_FITS and lead >= _TITLE_LEAD:
        return meant(scored[0][0], claim, "title", others=[*several[1:], *out])
    return left_open([*several, *out], "unknown_place" if away else "several_candidates")


def _place_bare(claims: list[Claim], found: list[Found], outcomes: dict[Claim, Outcome]) -> None:
    """Give bare numbers their candidates: the documents of that type and serial, of the issuer if one is named."""
    by_serial: dict[tuple[str, str | None], list[Found]] = defaultdict(list)
    by_issuer: dict[tuple[str, str | None, str], list[Found]] = defaultdict(list)
    for document in dict.fromkeys(found):
        claim = document.claims[0]
        number = DocumentNumber.parse(claim.number) if claim.number else None
        if number is not None:
            serial = f"{number.serial:02d}{number.letter}"
            by_serial[claim.type, serial].append(document)
            by_issuer[claim.type, serial, document.series].append(document)
    for claim in claims:
        issuer = claim.issuer if claim.stated else None
        same = by_issuer[claim.type, claim.number, issuer.series] if issuer is not None else []
        alike = dict.fromkeys([*same[:_MOST_COMPARED], *by_serial[claim.type, claim.number][:_MOST_COMPARED]])
        judged = [(document, _objection_to_bare(document, claim)) for document in alike]
        possible = [document for document, code in judged if not code]
        out = [weighed(document, code) for document, code in judged if code]
        if len(possible) == 1 and issuer is not None:
            # Not added to the document's claims: a bare number contributes nothing new.
            grounds_for = weighed(possible[0], "only_candidate", "no_symbol")
            outcomes[claim] = Outcome(possible[0], ("only_candidate", "no_symbol"), (grounds_for, *out[:MOST_WEIGHED]))
            continue
        several = [sharing(document, len(possible)) for document in possible]
        outcomes[claim] = left_open([*several, *out], "no_symbol")


def _objection_to_bare(document: Found, claim: Claim) -> str:
    """Return the code of what rules out a document of that type and serial, "" if nothing does."""
    if is_later(document, claim):
        return "later"
    if claim.date and document.date and not same_day(document, claim):
        return "other_day"
    if claim.issuer is not None and claim.stated and document.series != claim.issuer.series:
        return "other_issuer"
    return ""
