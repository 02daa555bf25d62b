"""Sorts claims into documents: which mentions mean one document, which do not, and which stay open.

Rules (design of identity; 36-HD/VPTW of 2018 for the runs of the Party):

- one run of numbers, type, number and day: one document; two files of it are copies;
- a day that disagrees within one term is a warning, another term is another document;
- without a day: the document of that number in the same file, else the only one that fits term and time, else the one
  whose title fits; otherwise the mention stays open with its candidates. "No date" never means "this term";
- where the place is unknown, a document of a known place is at most a candidate, unless number and day are the same.

Reasons are codes for programs: ``own_number``, ``own_text``, ``same_text``, ``number_and_date``, ``date_conflict``,
``same_file``, ``only_candidate``, ``title``, ``name``, ``several_candidates``, ``unknown_place``, ``no_symbol``,
``title_conflict``, ``not_in_corpus``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from graphbuild.number import DocumentNumber
from graphbuild.resolve.bodies import CENTRAL_SERIES, UNKNOWN_PLACE
from graphbuild.resolve.claims import Claim
from graphbuild.text import plain_name

_MOST_CANDIDATES = 10
"""Candidates kept of a bare number: with more, the list helps nobody."""
_PARTY_YEARS, _STATE_YEARS = 5, 1
"""How far apart two texts may cite one number without a day, and still mean one document."""
_TELLING_WORDS = 5
_MOST_TWINS = 20
"""Files with one head that a file's text is compared with."""
_SAME_TEXT = 0.6
_RUN = 4
_TITLE_FITS = 0.5
_TITLE_LEAD = 0.2
# Local congresses are held between March and December of every fifth year, each committee's on its own day (36-HD/VPTW:
# numbers restart with the term). Between two such years the term is certain; in them, days this near are one term.
_CONGRESS_YEARS = 5
_CONGRESS_MONTHS = ("03", "12")
_SAME_TERM_DAYS = 180


@dataclass(slots=True, eq=False)
class Found:
    """A document put together from the claims that mean it."""

    claims: list[Claim] = field(default_factory=list)
    date: str | None = None
    term: str = ""
    warnings: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    """The files that speak of it."""
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Its titles as told, with their words; kept apart so that a document of a million mentions costs no more."""

    @property
    def files(self) -> list[Claim]:
        """The claims of the document's own files."""
        return [claim for claim in self.claims if claim.source is not None and claim.mention is None]

    @property
    def is_known(self) -> bool:
        """Whether the authority file has it."""
        return any(claim.source is None for claim in self.claims)

    def add(self, claim: Claim) -> None:
        """Count a claim in; the first day and term that are stated hold."""
        self.claims.append(claim)
        if claim.source is not None:
            self.sources.add(claim.source)
        if claim.title and claim.title not in self.titles:
            self.titles[claim.title] = _words(claim.title)
        if claim.date and (self.date is None or (len(self.date) < 10 and claim.date.startswith(self.date))):
            self.date = claim.date
        self.term = self.term or claim.term


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a claim was found to mean, and on what grounds."""

    document: Found | None
    confidence: float
    reasons: tuple[str, ...]
    candidates: tuple[tuple[Found, float], ...] = ()


def sort_claims(claims: Iterable[Claim]) -> tuple[list[Found], dict[int, Outcome]]:
    """Return the documents that the claims speak of, and the outcome of each claim by its ``id()``.

    Claims of different types and numbers never meet, so each group is sorted by itself.
    """
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    bare: list[Claim] = []
    named: list[Claim] = []
    alike: dict[object, list[Found]] = {}
    outcomes: dict[int, Outcome] = {}
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
    for group in groups.values():
        found += _sort_group(group, outcomes)
    found += _place_named(named, found, outcomes)
    _place_bare(bare, found, outcomes)
    return list(dict.fromkeys(found)), outcomes


def _of_file(claim: Claim, alike: dict[object, list[Found]], outcomes: dict[int, Outcome]) -> Found:
    """Return the document of a file without a number: that of another file with the same head and text, or its own."""
    head = (claim.type, claim.date, claim.title, claim.issuer.body.id if claim.issuer else None)
    same = alike.setdefault(head, [])
    for other in same[:_MOST_TWINS]:
        if _same_text(other.claims[0].content, claim.content):
            other.add(claim)
            outcomes[id(claim)] = Outcome(other, 0.9, ("same_text",))
            return other
    document = Found()
    document.add(claim)
    same.append(document)
    outcomes[id(claim)] = Outcome(document, 1.0, ("own_text",))
    return document


def _sort_group(claims: list[Claim], outcomes: dict[int, Outcome]) -> list[Found]:
    """Sort the claims of one type and number, the runs of known places first."""
    runs: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        assert claim.key is not None
        runs[claim.key.series].append(claim)
    documents: list[Found] = []
    for series in sorted(runs, key=lambda series: (UNKNOWN_PLACE in series, series)):
        known = [document for document in documents if UNKNOWN_PLACE not in _series(document)]
        documents += _sort_run(runs[series], known if UNKNOWN_PLACE in series else [], outcomes)
    return documents


def _sort_run(claims: list[Claim], elsewhere: list[Found], outcomes: dict[int, Outcome]) -> list[Found]:
    """Sort the claims of one number in one run; `elsewhere` are documents of known places, if the run's is unknown."""
    documents: list[Found] = []
    own = [claim for claim in claims if claim.mention is None]
    for claim in sorted(own, key=lambda claim: (claim.source is not None, claim.date or "9999")):
        document = next((other for other in documents if _same_day(other, claim) or _undated_twin(other, claim)), None)
        if document is None and len(documents) == 1 and documents[0].is_known and not claim.date:
            document = documents[0]
        if document is None:
            document = Found()
            for other in documents:
                if other.files and _one_term(other, claim):
                    other.warnings.append(f"same_number {claim.date} {claim.source}")
            documents.append(document)
        document.add(claim)
        outcomes[id(claim)] = Outcome(document, 1.0, ("own_number",))
    cited = [claim for claim in claims if claim.mention is not None]
    days = Counter(claim.date or "" for claim in cited)
    dated = [claim for claim in cited if claim.date]
    for claim in sorted(dated, key=lambda claim: (-days[claim.date or ""], claim.date or "")):
        outcomes[id(claim)] = _place_dated(claim, documents, elsewhere)
    for claim in sorted((claim for claim in cited if not claim.date), key=lambda claim: not claim.term):
        outcomes[id(claim)] = _place_undated(claim, documents, elsewhere)
    return documents


def _place_dated(claim: Claim, documents: list[Found], elsewhere: list[Found]) -> Outcome:
    for document in documents:
        if _same_day(document, claim):
            document.add(claim)
            return Outcome(document, 0.98, ("number_and_date",))
    there = [document for document in elsewhere if _same_day(document, claim) and _same_kind(document, claim)]
    if len(there) == 1:
        there[0].add(claim)
        return Outcome(there[0], 0.85, ("number_and_date", "unknown_place"))
    rivals = [document for document in documents if _fits_term(document, claim) and _one_term(document, claim)]
    if len(rivals) == 1 and rivals[0].date is None:
        rivals[0].add(claim)
        return Outcome(rivals[0], 0.85, ("only_candidate",))
    if len(rivals) == 1:
        rivals[0].warnings.append(f"date_conflict {claim.date} {claim.source}")
        rivals[0].add(claim)
        return Outcome(rivals[0], 0.7, ("date_conflict",))
    document = Found()
    document.add(claim)
    documents.append(document)
    return Outcome(document, 0.9, ("number_and_date", "not_in_corpus"))


def _place_undated(claim: Claim, documents: list[Found], elsewhere: list[Found]) -> Outcome:
    possible = [document for document in documents if _fits_term(document, claim) and _before(document, claim)]
    possible = [document for document in possible if _near(document, claim)]
    here = [document for document in possible if claim.source in document.sources]
    if len(here) == 1:
        here[0].add(claim)
        return Outcome(here[0], 0.95, ("same_file",))
    away = [document for document in elsewhere if _fits_term(document, claim) and _before(document, claim)]
    away = [document for document in away if _same_kind(document, claim)]
    if len(possible) == 1 and not away and _titles_contradict(possible[0], claim):
        return Outcome(None, 0.0, ("title_conflict",), ((possible[0], 0.3),))
    if len(possible) == 1 and not away:
        possible[0].add(claim)
        return Outcome(possible[0], 0.85, ("only_candidate",))
    if possible or away:
        return _by_title(claim, possible, away)
    document = Found()
    document.add(claim)
    documents.append(document)
    return Outcome(document, 0.6, ("not_in_corpus",))


def _by_title(claim: Claim, possible: list[Found], away: list[Found]) -> Outcome:
    """Return the document whose title fits clearly best, else all candidates with their scores."""
    scored = sorted(
        ((document, _title_likeness(document, claim)) for document in [*possible, *away]),
        key=lambda pair: -pair[1],
    )
    lead = scored[0][1] - (scored[1][1] if len(scored) > 1 else 0.0)
    if scored[0][1] >= _TITLE_FITS and lead >= _TITLE_LEAD:
        scored[0][0].add(claim)
        return Outcome(scored[0][0], 0.75, ("title",))
    share = 1 / len(scored)
    candidates = tuple((document, round((share + likeness) / 2, 2)) for document, likeness in scored)
    reason = "unknown_place" if away else "several_candidates"
    return Outcome(None, 0.0, (reason,), candidates)


def _place_named(claims: list[Claim], found: list[Found], outcomes: dict[int, Outcome]) -> list[Found]:
    """Give names their documents: the numbered one of that name in the same file, else the only one; return new ones.

    One issuer, type, name and year are one document. A law's name without year that fits several acts stays open.
    """
    by_name: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for document in found:
        for claim in document.claims:
            if claim.name and document not in by_name[_name_key(claim)]:
                by_name[_name_key(claim)].append(document)
    new: list[Found] = []
    for claim in sorted(claims, key=lambda claim: not claim.year):
        known = by_name[_name_key(claim)]
        possible = [document for document in known if _before(document, claim) and _of_year(document, claim)]
        here = [document for document in possible if claim.source in document.sources]
        if len(here) == 1 or len(possible) == 1:
            document = (here if len(here) == 1 else possible)[0]
            reason = "same_file" if len(here) == 1 else "only_candidate"
            outcomes[id(claim)] = Outcome(document, 0.9 if here else 0.8, ("name", reason))
        elif possible:
            share = round(1 / len(possible), 2)
            candidates = tuple((document, share) for document in possible)
            outcomes[id(claim)] = Outcome(None, 0.0, ("name", "several_candidates"), candidates)
            continue
        else:
            document = Found(date=claim.date or claim.year or None)
            known.append(document)
            new.append(document)
            outcomes[id(claim)] = Outcome(document, 0.7, ("name", "not_in_corpus"))
        document.add(claim)
    return new


def _name_key(claim: Claim) -> tuple[str, str, str]:
    return claim.issuer.series if claim.issuer else "", claim.type, plain_name(claim.name)


def _of_year(document: Found, claim: Claim) -> bool:
    if claim.date and document.date and len(document.date) == 10:
        return document.date == claim.date
    return not claim.year or not document.date or document.date[:4] == claim.year


def _place_bare(claims: list[Claim], found: list[Found], outcomes: dict[int, Outcome]) -> None:
    """Give bare numbers their candidates: the documents of that type and serial, of the issuer if one is named."""
    by_serial: dict[tuple[str, int], list[Found]] = defaultdict(list)
    for document in dict.fromkeys(found):
        claim = document.claims[0]
        number = DocumentNumber.parse(claim.number) if claim.number else None
        if number is not None:
            by_serial[claim.type, number.serial].append(document)
    for claim in claims:
        serial = int(claim.number) if claim.number and claim.number.isdigit() else -1
        possible = [
            document
            for document in by_serial.get((claim.type, serial), ())
            if _before(document, claim) and (not claim.date or not document.date or _same_day(document, claim))
        ]
        if claim.issuer is not None and claim.stated:
            series = claim.issuer.series
            possible = [document for document in possible if _series(document) == series]
            if len(possible) == 1:
                outcomes[id(claim)] = Outcome(possible[0], 0.8, ("only_candidate", "no_symbol"))
                continue
        share = round(1 / len(possible), 2) if possible else 0.0
        outcomes[id(claim)] = Outcome(
            None, 0.0, ("no_symbol",), tuple((document, min(share, 0.5)) for document in possible[:_MOST_CANDIDATES])
        )


# -- what fits ---------------------------------------------------------------------------------------------------------


def _series(document: Found) -> str:
    key = document.claims[0].key
    return key.series if key else ""


def _same_day(document: Found, claim: Claim) -> bool:
    """Tell whether two days are one; a month or year that is all that is known of one does not contradict."""
    if not document.date or not claim.date:
        return False
    return document.date.startswith(claim.date) or claim.date.startswith(document.date)


def _undated_twin(document: Found, claim: Claim) -> bool:
    """Tell whether a file without a day is a copy of another file of its number: they have one text."""
    return not claim.date and any(_same_text(other.content, claim.content) for other in document.files[:_MOST_TWINS])


def _same_text(first: str, second: str) -> bool:
    """Tell whether two texts are two downloads of one: most runs of words of the shorter stand in the longer."""
    runs, others = _runs(first), _runs(second)
    return bool(runs and others) and len(runs & others) >= _SAME_TEXT * min(len(runs), len(others))


@lru_cache(maxsize=32)
def _runs(content: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", unicodedata.normalize("NFC", content).casefold())
    return frozenset(zip(*(words[offset:] for offset in range(_RUN)), strict=False))


def _fits_term(document: Found, claim: Claim) -> bool:
    return not claim.term or not document.term or claim.term == document.term


def _before(document: Found, claim: Claim) -> bool:
    """Tell whether the document is not later than the one that cites it."""
    return not document.date or not claim.citing_date or document.date[:10] <= claim.citing_date


def _near(document: Found, claim: Claim) -> bool:
    """Tell whether two mentions without a day can be of one run: the state's restart each year, the Party's by term."""
    first = next((other.citing_date for other in document.claims if other.citing_date), None)
    if document.date or document.files or not first or not claim.citing_date:
        return True
    number = DocumentNumber.parse(claim.number) if claim.number else None
    years = _PARTY_YEARS if number is not None and number.of_party else _STATE_YEARS
    return abs(int(first[:4]) - int(claim.citing_date[:4])) <= years


def _titles_contradict(document: Found, claim: Claim) -> bool:
    """Tell whether both titles are told and have nothing in common; a paraphrase still shares words."""
    told = [words for words in document.titles.values() if len(words) >= _TELLING_WORDS]
    own = _words(claim.title)
    return len(own) >= _TELLING_WORDS and bool(told) and not any(words & own for words in told)


def _one_term(document: Found, claim: Claim) -> bool:
    """Tell whether two days lie in one term of the committee, so that only one of them can be right."""
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
        # Runs of the state restart each calendar year.
        return document.date[:4] == claim.date[:4]
    if len(document.date) < 10 or len(claim.date) < 10:
        return document.date[:4] == claim.date[:4]
    terms = _local_term(document.date), _local_term(claim.date)
    if None not in terms:
        return terms[0] == terms[1]
    return abs((date.fromisoformat(document.date) - date.fromisoformat(claim.date)).days) <= _SAME_TERM_DAYS


def _local_term(day: str) -> int | None:
    """Return the year in which a local term began, None in the months in which congresses are held."""
    year, month = int(day[:4]), day[5:7]
    into = year % _CONGRESS_YEARS
    if into == 0 and _CONGRESS_MONTHS[0] <= month <= _CONGRESS_MONTHS[1]:
        return None
    return year - (into or _CONGRESS_YEARS)


def _same_kind(document: Found, claim: Claim) -> bool:
    """Tell whether a committee of unknown place can be the document's: a Tỉnh ủy is not a Thành ủy."""
    theirs = next((other.issuer for other in document.claims if other.issuer), None)
    if theirs is None or claim.issuer is None or not claim.stated:
        return True
    kinds = ("tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường")
    said = {kind for kind in kinds if f"{kind} " in claim.issuer.body.name.lower()}
    have = {kind for kind in kinds if f"{kind} " in theirs.body.name.lower()}
    return not said or not have or bool(said & have)


def _title_likeness(document: Found, claim: Claim) -> float:
    """Return how much of the shorter title's words the other has too, 0 to 1."""
    words = _words(claim.title)
    if not words:
        return 0.0
    return max((len(words & theirs) / min(len(words), len(theirs)) for theirs in document.titles.values()), default=0.0)


def _words(title: str) -> frozenset[str]:
    words = {word for word in plain_name(title).replace(",", " ").split() if len(word) > 1}
    return frozenset(words - {"về", "và", "của", "các"})
