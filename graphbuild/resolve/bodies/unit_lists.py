"""Reads lists of places under one head: "Ủy ban nhân dân các xã: Tân Phong, Yên Định và phường Hoa Lư".

Each of them has its own body of that kind, with the word for the kind of its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.abbreviations import expand
from graphbuild.vocabulary.bodies import UNITS, seats_by_name
from graphbuild.vocabulary.obligations import begins_at
from graphbuild.vocabulary.recipients import any_of

_UNIT = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})"
_SYLLABLE = rf"[{CAPITAL}](?![{CAPITAL}])[^\W\d]*(?:['’-][^\W\d]+)*"
_PLACE = rf"(?:{_SYLLABLE}(?: {_SYLLABLE}){{0,5}}|\d{{1,2}})(?=[,;]| và |$)"
_ITEM = rf"(?:(?:các )?{_UNIT}:? )?{_PLACE}"
_LIST = re.compile(
    rf"(?:^|(?<=[,;] )|(?<= và ))(?P<head>[^,;:]{{2,80}}? )?[Cc]ác "
    rf"(?P<units>{_UNIT}(?:(?:, | và ){_UNIT})*)(?P<colon>:?) "
    rf"(?P<items>{_ITEM}(?:(?:, |; | và ){_ITEM})*)"
)
_ONE = re.compile(rf"(?:(?:các )?(?P<unit>{_UNIT}):? )?(?P<place>{_PLACE})")
_UNITS_OF = re.compile(_UNIT)
_AND = " và "
_CENTRAL = ("central", "ministry")
_JOINT_OFFICE = re.compile(rf"{any_of('joint_offices')}$")


class UnitList(NamedTuple):
    """A list of places under one head."""

    head: str
    """The body of which each place has one, in full words, "" if the list has only the places."""
    places: tuple[tuple[tuple[str, ...], str], ...]
    """The words for the kind that each place may be of, and its name."""


def unit_list(phrase: str) -> UnitList | None:
    """Return the list of places that a phrase is, None if it is none.

    Examples
    --------
    >>> unit_list("UBND các xã: Tân Phong, Yên Định và phường Hoa Lư")
    UnitList(head='Ủy ban nhân dân', places=((('xã',), 'Tân Phong'), (('xã',), 'Yên Định'), (('phường',), 'Hoa Lư')))
    """
    listed = _LIST.fullmatch(phrase)
    if listed is None or _names_only_the_last(listed):
        return None
    units: tuple[str, ...] = tuple(_UNITS_OF.findall(listed["units"]))
    places: list[tuple[tuple[str, ...], str]] = []
    for item in _ONE.finditer(listed["items"]):
        # "các xã A, B, phường C": the word before a place goes on for those after it.
        units = (item["unit"],) if item["unit"] else units
        places.append((units, item["place"]))
    return UnitList(expand((listed["head"] or "").strip()), tuple(places))


def parted_at_lists(printed: str) -> Iterator[str]:
    """Yield the parts of a list of bearers: what is a list of places under one head, and what stands between.

    Examples
    --------
    >>> list(parted_at_lists("Sở Y tế và UBND các xã A, B; Công an tỉnh"))
    ['Sở Y tế', 'UBND các xã A, B', 'Công an tỉnh']
    """
    done = 0
    for listed in _LIST.finditer(printed):
        if _names_only_the_last(listed):
            continue
        start = listed.start() + _head_begins(listed["head"] or "")
        before = printed[done:start].rstrip(" ,;").removesuffix(_AND.rstrip())
        if before:
            yield before.rstrip()
        yield printed[start : listed.end()]
        done = listed.end()
    after = printed[done:].lstrip(" ,;").removeprefix(_AND.lstrip()) if done else printed
    if after:
        yield after


def _names_only_the_last(listed: re.Match[str]) -> bool:
    """Tell whether all units of some kinds are meant and one of another: "các xã, phường, đặc khu Lý Sơn"."""
    return not listed["colon"] and " " in listed["units"].replace(" và ", ", ") and listed["items"].count(",") == 0


def _head_begins(head: str) -> int:
    """Return where the last body of a head begins: "Sở Y tế và Ủy ban nhân dân" are two.

    It ends there, if it is a ministry or another place: "Thành phố Hà Nội và các tỉnh Bắc Ninh, Gia Lai".
    """
    central = BodyFinder(head).ending_at(len(head.rstrip()))
    if head.endswith(_AND) or (central is not None and seats_by_name()[central.name.seat].kind in _CENTRAL):
        return len(head)
    start = head.rfind(_AND)
    while start >= 0:
        rest = head[start + len(_AND) :]
        if (begins_at(rest, 0).actor or BodyFinder(rest).at(0)) and not _JOINT_OFFICE.search(head[:start]):
            return start + len(_AND)
        start = head.rfind(_AND, 0, start)
    return 0
