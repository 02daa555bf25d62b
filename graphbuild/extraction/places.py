"""Finds the names of places in a text, against the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from graphbuild.text import CAPITAL, plain_name
from graphbuild.text.word_finder import Matches, WordFinder
from graphbuild.vocabulary.bodies import UNITS, UNITS_AS_WRITTEN
from graphbuild.vocabulary.places import Place, communes_by_name, places_by_name

# A proper name: words with a capital or a number, joined by spaces or by the dash of "Bà Rịa - Vũng Tàu".
_PROPER = re.compile(rf"[{CAPITAL}][\w']*(?:(?: | - )(?:[{CAPITAL}][\w']*|\d{{1,2}}\b)){{0,5}}")
_WRITTEN_UNITS = "|".join(re.escape(unit) for unit in sorted(UNITS_AS_WRITTEN, key=len, reverse=True))
_UNIT_BEFORE = re.compile(rf"\b(?P<unit>{_WRITTEN_UNITS}) $", re.IGNORECASE)
_COMMUNE_UNITS = tuple(word for word, level in UNITS.items() if level == "commune")
# What stands between two names of a list: "các xã Môn Sơn, Lục Dạ và Chi Khê".
_NEXT_NAME = re.compile(r",? (?:và )?|, ?")


class PlaceName(NamedTuple):
    """A place as named in the text: `name` in the gazetteer's spelling, or as printed if it is not listed."""

    start: int
    end: int
    name: str
    level: str
    """Level of the gazetteer's entries if all agree, else ""."""
    listed: bool


def place_at(text: str, position: int, level: str, unit: str = "") -> PlaceName | None:
    """Return the place whose name begins at `position` of a text in normal form.

    Parameters
    ----------
    text, position
        Offset at which the name must begin.
    level, unit
        The level and the word for the type that precede the name in the text ("huyện": district), or "". Places of that
        type, then of that level are preferred: "thành phố Thanh Hóa" is not the tỉnh. A commune that is not in the
        gazetteer is taken as printed, because only those of two years are listed.

    Examples
    --------
    >>> place_at("Thành ủy Hải Phòng và", 9, "province", "thành phố").name
    'Hải Phòng'
    >>> place_at("TỈNH ỦY THANH HÓA", 8, "province").name
    'Thanh Hóa'
    >>> place_at("Thành ủy Thanh Hóa", 9, "province", "thành phố").level
    'district'
    """
    match = _PROPER.match(text, position)
    if not match:
        return None
    words = match.group().split(" ")
    for count in range(len(words), 0, -1):
        printed = " ".join(words[:count])
        same = _listed(printed, level, unit)
        if same:
            levels = {place.level for place in same}
            only = levels.pop() if len(levels) == 1 else ""
            return PlaceName(position, position + len(printed), same[0].name, only, listed=True)
    if level == "commune":
        printed = " ".join(words[:4])
        name = printed.title() if printed.isupper() else printed
        return PlaceName(position, position + len(printed), name, level, listed=False)
    return None


@lru_cache(maxsize=4096)
def _listed(printed: str, level: str, unit: str) -> tuple[Place, ...]:
    """Return the gazetteer's places with a printed name, of the requested type or level if there are any."""
    name = plain_name(printed)
    same = communes_by_name().get(name, ()) if level == "commune" else places_by_name().get(name, ())
    of_kind = tuple(place for place in same if unit and place.kind.startswith(unit.lower()))
    return of_kind or tuple(place for place in same if place.level == level) or same


def named_places(text: str, matches: Matches | None = None) -> Iterator[PlaceName]:
    """Yield the places named in a text in normal form.

    Provinces and districts count with or without the word for their type, but a name of one word is also a common word
    or a person's name ("Bình", "Nam"), and most documents mention the person Hồ Chí Minh: these count only after that
    word. So do all communes, also in a list ("các xã Tam Cường, Hùng Tiến").

    Parameters
    ----------
    text, matches
        The text, and the matches of `place_words` in it, if a `JointFinder` has found them.

    Examples
    --------
    >>> [(place.name, place.level) for place in named_places("Hai xã Môn Sơn, Lục Dạ của huyện Con Cuông")]
    [('Môn Sơn', 'commune'), ('Lục Dạ', 'commune'), ('Con Cuông', 'district')]
    """
    done = 0
    for start, end, (name, level) in place_words().longest(text, matches):
        if start < done or (start and text[start - 1].isalnum()):
            continue
        if not name:
            for place in _communes_at(text, end):
                yield place
                done = place.end
            continue
        if text[end : end + 1].isalnum():
            continue
        unit = _UNIT_BEFORE.search(text, max(0, start - 11), start)
        if unit:
            yield PlaceName(start, end, name, UNITS[UNITS_AS_WRITTEN[unit["unit"].lower()]], listed=True)
        elif " " in name and name != "Hồ Chí Minh":
            yield PlaceName(start, end, name, level, listed=True)


def _communes_at(text: str, position: int) -> Iterator[PlaceName]:
    """Yield the communes of a list whose first name begins at `position`, as far as the gazetteer has them."""
    while position < len(text):
        name = place_at(text, position, "commune")
        if name is None or not name.listed:
            return
        yield name
        joint = _NEXT_NAME.match(text, name.end)
        if joint is None:
            return
        position = joint.end()


@cache
def place_words() -> WordFinder[tuple[str, str]]:
    """Return the names of places with their level, and the words for types of communes with no name."""
    found: dict[str, tuple[str, str]] = {}
    for same in places_by_name().values():
        levels = {place.level for place in same}
        level = levels.pop() if len(levels) == 1 else ""
        found |= dict.fromkeys((same[0].name, same[0].name.upper()), (same[0].name, level))
    for unit in _COMMUNE_UNITS:
        for written in (unit, unit[0].upper() + unit[1:], unit.upper()):
            found[f"{written} "] = ("", "commune")
    return WordFinder(found)
