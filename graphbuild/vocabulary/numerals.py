"""Numbers in words: "lần thứ tư", "mười một"."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary import read_rows


@cache
def numerals() -> dict[str, int]:
    """Return the numbers by their words in lower case.

    Examples
    --------
    >>> numerals()["tư"], numerals()["mười một"]
    (4, 11)
    """
    return {row["word"]: int(row["number"]) for row in read_rows("numerals.csv")}
