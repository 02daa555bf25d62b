"""The parts of a document as citations name them: Điều, khoản, điểm, Phụ lục."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records
from graphbuild.vocabulary.wordings import wordings

THIS = wordings("provisions")["this"][0]
"""Words that refer to the document itself, or to the part that contains them: "Điều này"."""


@dataclass(frozen=True, slots=True)
class ProvisionKind:
    """A kind of provision."""

    word: str
    """The word used in a label."""
    rank: int
    """Wider kinds have higher ranks."""
    words: tuple[str, ...]
    """The word as it occurs in texts, in lower case."""
    shapes: tuple[str, ...]
    """Form of its labels: "number", "letter", "roman", "capital", "ordinal", "loose ordinal", "code", "steps"."""
    not_after: tuple[str, ...]
    """Words before it that make it part of another word: "địa điểm", "danh mục"."""
    is_annex: bool
    """Whether it follows the document's main text."""
    stands_alone: bool
    """Whether it identifies a part of the document without a wider part around it."""
    is_small: bool
    """Whether its labels are in lower case, however they are printed."""


@cache
def provision_kinds() -> dict[str, ProvisionKind]:
    """Return the kinds by their slugs, the narrowest first.

    Examples
    --------
    >>> provision_kinds()["dieu"].word
    'Điều'
    """
    return {
        row["slug"]: ProvisionKind(
            word=row["word"],
            rank=row["rank"],
            words=tuple(row["words"]),
            shapes=tuple(row["shapes"]),
            not_after=tuple(row.get("not_after", ())),
            is_annex=row.get("annex", False),
            stands_alone=not row.get("never_alone", False),
            is_small=row.get("small", False),
        )
        for row in read_records("provisions.toml")["kind"]
    }


@cache
def provision_kinds_by_word() -> dict[str, str]:
    """Return the slugs of the kinds by their words in lower case.

    Examples
    --------
    >>> provision_kinds_by_word()["phụ biểu"]
    'bieu'
    """
    return {word: slug for slug, kind in provision_kinds().items() for word in kind.words}
