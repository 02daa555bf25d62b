"""Numbers of lists as word processors write them: "iv", "aa", "01"."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST_ROMAN = 3999
_MOST_LETTERS = 30
_PLAIN_BULLETS = frozenset("-+*–—")
_SIGNS = "*†‡§"


def roman(number: int) -> str:
    """Return a number as a Roman numeral in small letters; in digits what has none.

    Examples
    --------
    >>> roman(14), roman(2024), roman(0)
    ('xiv', 'mmxxiv', '0')
    """
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    written = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written.append(letters * count)
    return "".join(written)


def repeated_letters(number: int) -> str:
    """Return a number as Word counts in letters: a … z, aa, bb … zz, aaa; in digits what has none, or too many.

    Examples
    --------
    >>> repeated_letters(4), repeated_letters(28), repeated_letters(0)
    ('d', 'bb', '0')
    """
    times, letter = divmod(number - 1, 26)
    if not 0 <= times < _MOST_LETTERS:
        return str(number)
    return chr(ord("a") + letter) * (times + 1)


def letters(number: int) -> str:
    """Return a number as OpenDocument counts in letters: a … z, aa, ab …; in digits what has none.

    Examples
    --------
    >>> letters(4), letters(28), letters(703), letters(0)
    ('d', 'ab', 'aaa', '0')
    """
    if number <= 0:
        return str(number)
    written = ""
    while number:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("a") + letter) + written
    return written


def ordinal(number: int) -> str:
    """Return a number as an English ordinal.

    Examples
    --------
    >>> [ordinal(number) for number in (1, 2, 11, 23)]
    ['1st', '2nd', '11th', '23rd']
    """
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def sign(number: int) -> str:
    """Return a number as the marks of notes in the Chicago style: *, †, ‡, §, **.

    Examples
    --------
    >>> sign(2), sign(5)
    ('†', '**')
    """
    times, which = divmod(number - 1, len(_SIGNS))
    return _SIGNS[which] * (times + 1) if 0 <= times < _MOST_LETTERS else str(number)


def bullet(sign: str) -> str:
    r"""Return the sign before an item of a list as it is written: ornaments become a dash, as in lists of web pages.

    Examples
    --------
    >>> bullet("+"), bullet("\uf0b7"), bullet("o")
    ('+', '-', '-')
    """
    return sign if sign and _PLAIN_BULLETS.issuperset(sign) else "-"
