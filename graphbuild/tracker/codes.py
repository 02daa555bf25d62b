"""Short codes of tasks, for paper and telephone: "12KH-4821" is one of plan 12.

A code follows from the document's number and year and the words of the task alone, so that it stays from build to build
whatever else becomes known of the document, and in workbooks that were merged.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from graphbuild.model import Document, Obligation
from graphbuild.number import DocumentNumber
from graphbuild.text import plain_name

_SHORTEST = 4
"""Number of digits, if no other task of the document's number has the same ones."""
_LONGEST = 40


def codes_of(tasks: Iterable[tuple[Document, Obligation]]) -> list[str]:
    """Return the codes of tasks, no two alike.

    Tasks of the same words in one document are told apart by their bearers, and by their order if these are the same.
    """
    named = [
        (
            _beginning(document),
            f"{document.label} {(document.date or '')[:4]} {plain_name(row.text)}",
            "; ".join(row.bearer_names),
        )
        for document, row in tasks
    ]
    of_words = Counter(words for _head, words, _bearers in named)
    taken: dict[str, str] = {}
    seen: Counter[str] = Counter()
    codes: list[str] = []
    for head, words, bearers in named:
        key = words if of_words[words] == 1 else f"{words} {bearers}"
        digits = _digits(key)
        code = next(
            code
            for length in range(_SHORTEST, _LONGEST)
            if taken.setdefault(code := f"{head}-{digits[:length]}", key) == key
        )
        seen[code] += 1
        codes.append(code if seen[code] == 1 else f"{code}-{seen[code]}")
    return codes


def _beginning(document: Document) -> str:
    """Return what a document's tasks are called by: "12KH", or "KH" for one without a number."""
    number = DocumentNumber.parse(document.number) if document.number else None
    if number is None:
        return document.type
    return f"{number.serial:02}{number.letter}{number.symbol or document.type}"


def _digits(text: str) -> str:
    """Return digits that follow from a text, more than are ever needed."""
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return f"{number:080}"[-_LONGEST:]
