"""Tells whether a document can be the one of a claim: by date, term, time, kind of committee and title."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from graphbuild.combining import compose
from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies.registry import CENTRAL_SERIES
from graphbuild.resolve.documents.claimed_document import Found, title_words
from graphbuild.resolve.documents.claims import Claim
from graphbuild.vocabulary.terms import local_term_on

_PARTY_YEARS, _STATE_YEARS = 5, 1
"""Maximum time between two texts that cite one number without a date and still mean one document."""
_TELLING_WORDS = 5
_MOST_COPIES = 20
"""Number of files of one document with which a further file's text is compared."""
_SAME_TEXT = 0.6
_SAME_TITLE = 0.5
_RUN = 4
_OF_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d\d?")
_SAME_TERM_DAYS = 180
"""In the months of local congresses, where no term is certain, dates this close are in one term."""


def objection(document: Found, claim: Claim) -> str:
    """Return the code of what rules out a document of the claim's series for an undated mention, "" if nothing."""
    if is_complete(claim):
        return ""
    if not _fits_term(document, claim):
        return "other_term"
    if claim.said_in in document.told_in:
        # The same text gives its date, even if that is a slip.
        return ""
    if is_later(document, claim):
        return "later"
    return "" if _near(document, claim) else "far_in_time"


def objection_elsewhere(document: Found, claim: Claim) -> str:
    """Return what rules out a document of a known place for a claim whose place is unknown, "" if nothing does."""
    if is_complete(claim):
        return "" if same_kind(document, claim) else "other_kind"
    if not _fits_term(document, claim):
        return "other_term"
    if is_later(document, claim):
        return "later"
    return "" if same_kind(document, claim) else "other_kind"


def same_day(document: Found, claim: Claim) -> bool:
    """Tell whether two dates agree; a bare month or year agrees with any date inside it."""
    if not document.date or not claim.date:
        return False
    return document.date.startswith(claim.date) or claim.date.startswith(document.date)


def is_twin(document: Found, claim: Claim) -> bool:
    """Tell whether a file is a copy of a document's files: they have the same text, and no different title."""
    if claim.title and document.titles and title_likeness(document, claim) < _SAME_TITLE:
        return False
    return any(same_text(other.content, claim.content) for other in document.files[:_MOST_COPIES])


def tells_apart(claim: Claim) -> bool:
    """Tell whether the head of a file without a number still tells its document from others: issuer and title.

    What is taken for the headline of a press article can be the name of its site.
    """
    return claim.issuer is not None and len(title_words(claim.title)) >= _TELLING_WORDS


def same_text(first: str, second: str) -> bool:
    """Tell whether two texts are downloads of one: most word sequences of the shorter occur in the longer."""
    runs, others = _runs(first), _runs(second)
    return bool(runs and others) and len(runs & others) >= _SAME_TEXT * min(len(runs), len(others))


@lru_cache(maxsize=32)
def _runs(content: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", compose(content).casefold())
    return frozenset(zip(*(words[offset:] for offset in range(_RUN)), strict=False))


def _fits_term(document: Found, claim: Claim) -> bool:
    return not claim.term or not document.term or claim.term == document.term


def is_complete(claim: Claim) -> bool:
    """Tell whether a number with its series is one document whenever it is cited.

    It has the year, or the term of the National Assembly ("1669/NQ-UBTVQH15"): their numbers restart with these.
    """
    number = DocumentNumber.parse(claim.key.number) if claim.key else None
    return number is not None and (number.year is not None or _OF_ASSEMBLY.fullmatch(number.issuer) is not None)


def is_later(document: Found, claim: Claim) -> bool:
    """Tell whether the document is later than the citing one, by its date or the year of its number."""
    day, citing = document.date or document.year, claim.citing_date or ""
    known = min(len(day), len(citing))
    return day[:known] > citing[:known]


def _near(document: Found, claim: Claim) -> bool:
    """Tell whether two undated mentions can be in one series: the state's restart each year, the Party's by term."""
    first = next((other.citing_date for other in document.claims if other.citing_date), None)
    if document.date or document.files or not first or not claim.citing_date:
        return True
    number = DocumentNumber.parse(claim.number) if claim.number else None
    years = _PARTY_YEARS if number is not None and number.of_party else _STATE_YEARS
    return abs(int(first[:4]) - int(claim.citing_date[:4])) <= years


def titles_contradict(document: Found, claim: Claim) -> bool:
    """Tell whether both titles are known and have nothing in common; a paraphrase still shares words."""
    told = [words for words in document.titles.values() if len(words) >= _TELLING_WORDS]
    own = title_words(claim.title)
    return len(own) >= _TELLING_WORDS and bool(told) and not any(words & own for words in told)


def can_be_undated(document: Found, claim: Claim) -> bool:
    """Tell whether a document can be that of a stated date as far as terms tell, apart from their dates."""
    return _fits_term(document, claim) and one_term(document, claim)


def one_term(document: Found, claim: Claim) -> bool:
    """Tell whether two dates are in one term of the committee, so that only one of them can be right."""
    if not document.date or not claim.date:
        return True
    assert claim.key is not None
    if claim.key.series == CENTRAL_SERIES:
        return document.term == claim.term
    number = DocumentNumber.parse(claim.key.number)
    if number is not None and number.year is not None:
        return True
    if document.term and claim.term:
        return document.term == claim.term
    if number is not None and not number.of_party:
        # Number series of the state restart each calendar year.
        return document.date[:4] == claim.date[:4]
    if len(document.date) < 10 or len(claim.date) < 10:
        return document.date[:4] == claim.date[:4]
    terms = local_term_on(document.date), local_term_on(claim.date)
    if None not in terms:
        return terms[0] == terms[1]
    return abs((date.fromisoformat(document.date) - date.fromisoformat(claim.date)).days) <= _SAME_TERM_DAYS


def same_kind(document: Found, claim: Claim) -> bool:
    """Tell whether a committee of unknown place can be the document's: a Tỉnh ủy is not a Thành ủy."""
    theirs = next((other.issuer for other in document.claims if other.issuer), None)
    if theirs is None or claim.issuer is None or not claim.stated:
        return True
    kinds = ("tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường")
    said = {kind for kind in kinds if f"{kind} " in claim.issuer.body.name.lower()}
    have = {kind for kind in kinds if f"{kind} " in theirs.body.name.lower()}
    return not said or not have or bool(said & have)


def title_likeness(document: Found, claim: Claim) -> float:
    """Return the share of the shorter title's words that the other has too, 0 to 1."""
    words = title_words(claim.title)
    if not words:
        return 0.0
    return max((len(words & theirs) / min(len(words), len(theirs)) for theirs in document.titles.values()), default=0.0)
