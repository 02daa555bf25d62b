"""A document as built up from its claims, and the outcome of each claim."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.model import Finding
from graphbuild.number import DocumentNumber
from graphbuild.resolve.documents.claims import Claim
from graphbuild.text import plain_name


@dataclass(slots=True, eq=False)
class Found:
    """A document built up from the claims that refer to it."""

    claims: list[Claim] = field(default_factory=list)
    date: str | None = None
    term: str = ""
    warnings: list[Finding] = field(default_factory=list)
    mentioned_in: set[tuple[str, int]] = field(default_factory=set)
    """The readings that mention it."""
    titles: dict[str, frozenset[str]] = field(default_factory=dict)
    """Its titles as given, with their words; kept apart so that a document of a million mentions costs no more."""
    files: list[Claim] = field(default_factory=list)
    """The claims of the document's own files."""
    is_known: bool = False
    """Whether it is one of the known documents."""
    date_is_sure: bool = False
    """Whether its date is that of the known document or of a file, not only of mentions."""
    in_force_from: str = ""
    """For a known law: the ISO date on which it entered into force."""
    told_in: set[tuple[str, int]] = field(default_factory=set)
    """The readings that name it with its date, or are the document."""

    @property
    def is_missing(self) -> bool:
        """Whether it is only cited."""
        return not self.files and not self.is_known

    def add(self, claim: Claim) -> None:
        """Add a claim; the first date and term that are stated apply."""
        self.claims.append(claim)
        if claim.said_in is None:
            self.is_known = True
            self.in_force_from = self.in_force_from or claim.in_force_from
        else:
            self.mentioned_in.add(claim.said_in)
            if claim.mention is None:
                self.files.append(claim)
            if claim.mention is None or claim.date:
                self.told_in.add(claim.said_in)
        if claim.title and claim.title not in self.titles:
            self.titles[claim.title] = title_words(claim.title)
        self.date_is_sure |= bool(claim.date) and claim.mention is None
        if claim.date and (self.date is None or (len(self.date) < 10 and claim.date.startswith(self.date))):
            self.date = claim.date
        self.term = self.term or claim.term

    def warn(self, code: str, claim: Claim, day: str | None) -> None:
        """Record that a file gives a date which contradicts what else is known of the document."""
        self.warnings.append(Finding(code, claim.source or "", day or ""))

    @property
    def year(self) -> str:
        """The year in its number, "" if it has none."""
        key = self.claims[0].key if self.claims else None
        number = DocumentNumber.parse(key.number) if key else None
        return str(number.year) if number is not None and number.year is not None else ""

    @property
    def series(self) -> str:
        """Key of its number series, "" for a document without number."""
        key = self.claims[0].key
        return key.series if key else ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A document that a claim was compared with, and the evidence for and against it.

    Grounds are codes of vocabulary/evidence.toml with their weights, which add up to the confidence of the link (0 to
    1); a code that rules the document out weighs -1.
    """

    document: Found
    grounds: tuple[tuple[str, float], ...]

    @property
    def score(self) -> float:
        """How well the document fits, 0 to 1."""
        return round(min(max(sum(weight for _code, weight in self.grounds), 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a claim, and its grounds.

    Only documents with the claim's own number or name are considered, and of them the first few.
    """

    document: Found | None
    reasons: tuple[str, ...]
    """Codes of what decided, or of what left the claim open."""
    weighed: tuple[Weighed, ...] = ()

    @property
    def confidence(self) -> float:
        """Confidence of the document, 0 if there is none."""
        return next((other.score for other in self.weighed if other.document is self.document), 0.0)

    @property
    def candidates(self) -> tuple[Weighed, ...]:
        """The documents that an open claim could mean."""
        return () if self.document is not None else tuple(other for other in self.weighed if other.score > 0)


def title_words(title: str) -> frozenset[str]:
    """Return the distinctive words of a title."""
    words = {word for word in plain_name(title).replace(",", " ").split() if len(word) > 1}
    return frozenset(words - {"về", "và", "của", "các"})
