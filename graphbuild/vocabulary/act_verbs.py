"""The verbs by which one document acts on another: "sửa đổi", "bãi bỏ", "hết hiệu lực"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graphbuild.model import AmendmentVerb
from graphbuild.vocabulary import read_records


class VerbMeaning(NamedTuple):
    """What a verb says that is done."""

    code: AmendmentVerb
    ends: bool
    """Whether the document acted on stands before it without a passive: "hết hiệu lực"."""
    of_words: bool
    """Whether it is an act only before words in quotation marks: "thay cụm từ “…”"."""


@cache
def act_verbs() -> dict[str, VerbMeaning]:
    """Return the verbs in lower case with their meanings.

    Examples
    --------
    >>> act_verbs()["hết hiệu lực"]
    VerbMeaning(code='repeals', ends=True, of_words=False)
    """
    return {
        word: VerbMeaning(record["code"], record.get("ends", False), record.get("of_words", False))
        for record in read_records("acts.toml")["verb"]
        for word in record["words"]
    }
