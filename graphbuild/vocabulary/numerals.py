"""Numbers in words: "lần thứ tư", "mười một", "ba mươi ngày"."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.wordings import wordings


@cache
def numerals() -> dict[str, int]:
    """Return the numbers up to 19 by their words in lower case.

    Examples
    --------
    >>> numerals()["tư"], numerals()["mười một"]
    (4, 11)
    """
    return {row["word"]: int(row["number"]) for row in read_rows("numerals.csv")}


@cache
def cardinals() -> dict[str, int]:
    """Return the numbers up to 99 by their words in lower case.

    Examples
    --------
    >>> cardinals()["mười lăm"], cardinals()["bốn mươi"], cardinals()["chín mươi lăm"], cardinals()["hai mươi mốt"]
    (15, 40, 95, 21)
    """
    times = wordings("times")
    digits = {word: number for word, number in numerals().items() if 1 < number < 10}
    # "lăm" of "mười lăm" is also that of "hai mươi lăm".
    endings = {word.split()[-1]: number - 10 for word, number in numerals().items() if number > 10}
    endings |= digits | dict.fromkeys(times["one_after_tens"], 1)
    found = dict(numerals())
    for ten, number in digits.items():
        for word in times["tens"]:
            found[f"{ten} {word}"] = 10 * number
            found |= {f"{ten} {word} {ending}": 10 * number + last for ending, last in endings.items()}
    return found
