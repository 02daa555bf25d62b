"""Automatic numbers of lists and headings, counted as Word counts them (ECMA-376 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from graphbuild.readers.docx.names import child_of, integer_of, is_on, named, value_of
from graphbuild.readers.docx.styles import ListPlace, Styles
from graphbuild.readers.looks import UNSTATED, Look
from graphbuild.readers.numerals import bullet, ordinal, repeated_letters, roman, sign

_LEVELS = 9
_MOST_LINKS = 10
"""Styles of lists through which one list may refer to another."""
_PLACE = re.compile("%([1-9])")
_NO_NUMBER = frozenset(["bullet", "none"])


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    """Number format (ECMA-376 17.18.59), or the first number of a list of a custom one: "001"."""
    text: str = ""
    """What is shown, with %1 … %9 for the numbers of the levels."""
    suffix: str = "tab"
    restart: int | None = None
    """After which level, counted from one, it begins anew; 0: never; None: after any higher one."""
    is_legal: bool = False
    """Whether all numbers are shown in digits."""
    style: str = ""
    """Style of the paragraphs that belong to it."""
    look: Look = UNSTATED


class Label(NamedTuple):
    """What stands before a numbered paragraph."""

    text: str
    """With the blank that follows it, if any does."""
    look: Look
    is_bullet: bool


@dataclass(slots=True)
class _List:
    """A ``w:num``: a list with the abstract one it follows."""

    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, and how far each has been counted.

    Parameters
    ----------
    root
        Root of the part of numbering, if there is one.
    styles
        Styles of the document.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {
            value_of(element, "abstractNumId"): element
            for name, element in (named(root) if root is not None else ())
            if name == "w:abstractNum"
        }
        self._elements = {
            integer_of(element, -1, "numId"): element
            for name, element in (named(root) if root is not None else ())
            if name == "w:num"
        }
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[int, _List | None] = {}
        self._linked = {
            value_of(link): identifier
            for identifier, element in self._abstract.items()
            if (link := child_of(element, "w:styleLink")) is not None
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._places: dict[tuple[str, ListPlace], ListPlace] = {}

    def label(self, style: str, own: ListPlace) -> Label | None:
        """Count a paragraph and return what stands before it; None if it has no number or bullet.

        Parameters
        ----------
        style
            Id of the paragraph's style; "" for the default one.
        own
            The list that the paragraph itself states.
        """
        if (style, own) not in self._places:
            self._places[style, own] = self._place(style, own)
        place = self._places[style, own]
        numbers = self._list(place.number or 0)
        if numbers is None or place.level is None or place.level not in numbers.levels:
            return None
        level = numbers.levels[place.level]
        counts = self._count(place.number or 0, numbers, place.level)
        if level.form == "bullet":
            return Label(f"{bullet(level.text)} ", level.look, True)
        text = _PLACE.sub(
            lambda found: _shown(counts[int(found[1]) - 1], numbers.levels.get(int(found[1]) - 1), level.is_legal),
            level.text,
        )
        return Label(text + ("" if level.suffix == "nothing" else " "), level.look, False) if text else None

    def _place(self, style: str, own: ListPlace) -> ListPlace:
        """Return list and level of a paragraph: its own, else those of its style and the styles that it is based on."""
        number, level = own
        if number is None or level is None:
            places = list(self._styles.list_places(style))
            if number is None:
                number = next((place.number for _style, place in places if place.number is not None), None)
            numbers = self._list(number or 0)
            for ancestor, place in places:
                if level is None and numbers is not None:
                    linked = (at for at, found in numbers.levels.items() if found.style == ancestor)
                    level = next(linked, place.level)
        return ListPlace(number, level or 0)

    def _count(self, number: int, numbers: _List, at: int) -> list[int]:
        """Count on at a level, begin those below it anew, and return the numbers of all."""
        counts = self._counts.setdefault(numbers.abstract, [None] * _LEVELS)
        before = counts[at]
        if at in numbers.overrides and (number, at) not in self._begun:
            self._begun.add((number, at))
            before = None
        counts[at] = self._start(numbers, at) if before is None else before + 1
        for below in range(at + 1, _LEVELS):
            restart = numbers.levels[below].restart if below in numbers.levels else None
            if restart is None or at < restart:
                counts[below] = None
        for above in range(at):
            # Word counts a level that was passed over as if its first item had been there.
            if counts[above] is None:
                counts[above] = self._start(numbers, above)
        return [self._start(numbers, index) if count is None else count for index, count in enumerate(counts)]

    @staticmethod
    def _start(numbers: _List, at: int) -> int:
        return numbers.overrides.get(at, numbers.levels.get(at, Level()).start)

    def _list(self, number: int) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: int) -> _List | None:
        element = self._elements.get(number)
        abstract = value_of(child_of(element, "w:abstractNumId"))
        if number == 0 or element is None or abstract not in self._abstract:
            return None
        found = _List(abstract, dict(self._levels_of(abstract)))
        for name, override in named(element):
            at = integer_of(override, -1, "ilvl")
            if name != "w:lvlOverride" or not 0 <= at < _LEVELS:
                continue
            if (level := child_of(override, "w:lvl")) is not None:
                found.levels[at] = self._level(level)
            start = integer_of(child_of(override, "w:startOverride"), -1)
            if start >= 0:
                found.overrides[at] = start
        return found

    def _levels_of(self, abstract: str) -> dict[int, Level]:
        """Return the levels of an abstract list, or of the one whose style it borrows (ECMA-376 17.9.21)."""
        if abstract not in self._levels:
            lender = abstract
            for _step in range(_MOST_LINKS):
                style = value_of(child_of(self._abstract[lender], "w:numStyleLink"))
                if not style or style not in self._linked:
                    break
                lender = self._linked[style]
            self._levels[abstract] = {
                at: self._level(level)
                for name, level in named(self._abstract[lender])
                if name == "w:lvl" and 0 <= (at := integer_of(level, -1, "ilvl")) < _LEVELS
            }
        return self._levels[abstract]

    def _level(self, element: etree._Element) -> Level:
        found = dict(named(element))
        form = value_of(found.get("w:numFmt")) or "decimal"
        level = Level(
            start=integer_of(found.get("w:start"), 0),
            form=form,
            text=value_of(found.get("w:lvlText")),
            suffix=value_of(found.get("w:suff")) or "tab",
            is_legal=is_on(found.get("w:isLgl")),
            style=value_of(found.get("w:pStyle")),
            look=self._styles.look_of(found.get("w:rPr")),
        )
        if (choice := child_of(found.get("mc:AlternateContent"), "mc:Choice", "w:numFmt")) is not None:
            level = replace(level, form=value_of(choice, "format").partition(",")[0])
        if "w:lvlRestart" in found:
            level = replace(level, restart=integer_of(found["w:lvlRestart"], 0))
        return level


def _shown(number: int, level: Level | None, is_legal: bool) -> str:
    form = level.form if level is not None else "decimal"
    return "" if form in _NO_NUMBER else number_in("decimal" if is_legal else form, number)


def number_in(form: str, number: int) -> str:
    """Return a number in a format of Word; in digits where the format is not Latin.

    Examples
    --------
    >>> [number_in(form, 4) for form in ("decimal", "decimalZero", "upperRoman", "lowerLetter", "001", "ordinal")]
    ['4', '04', 'IV', 'd', '004', '4th']
    """
    match form:
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "lowerLetter":
            return repeated_letters(number)
        case "upperLetter":
            return repeated_letters(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "ordinal":
            return ordinal(number)
        case "chicago":
            return sign(number)
        case "numberInDash":
            return f"- {number} -"
        case _:
            return str(number).zfill(len(form)) if form.isdecimal() else str(number)
