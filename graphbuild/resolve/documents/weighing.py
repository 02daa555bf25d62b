"""Weighs documents by the evidence for and against them, and states the outcome of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphbuild.resolve.documents.claimed_document import Found, Outcome, Weighed
from graphbuild.resolve.documents.claims import Claim
from graphbuild.vocabulary.evidence import grounds

MOST_WEIGHED = 10
"""Maximum number of candidates kept with a mention: a longer list helps nobody."""


def weighed(document: Found, *codes: str) -> Weighed:
    """Weigh a document by codes of evidence; empty ones count nothing."""
    return Weighed(document, tuple((code, grounds()[code].weight) for code in codes if code))


def sharing(document: Found, count: int, likeness: float = 0.0) -> Weighed:
    """Weigh one of `count` candidates of a mention; `likeness` is that of the titles, 0 to 1."""
    shares = (("fits", 1 / count), ("title_likeness", likeness))
    parts = ((code, max(round(grounds()[code].weight * part, 2), 0.01)) for code, part in shares if part)
    return Weighed(document, tuple(parts))


def meant(document: Found, claim: Claim, *codes: str, others: Sequence[Weighed] = ()) -> Outcome:
    """Add a claim to the document that it refers to, and return the outcome."""
    document.add(claim)
    if document.is_missing:
        codes = (*codes, "not_in_corpus")
    return Outcome(document, codes, (weighed(document, *codes), *others[:MOST_WEIGHED]))


def left_open(weighed: Iterable[Weighed], *reasons: str) -> Outcome:
    """Return the outcome of a claim that cannot be resolved."""
    ranked = sorted(weighed, key=lambda other: -other.score)
    return Outcome(None, reasons, tuple(ranked[:MOST_WEIGHED]))
