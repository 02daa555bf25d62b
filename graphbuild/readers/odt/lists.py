"""Automatic numbers of lists and headings in OpenDocument (ODF 1.3 part 3, 5.3 and 16.30)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from graphbuild.readers.looks import UNSTATED, Look
from graphbuild.readers.numerals import letters, repeated_letters, roman
from graphbuild.readers.odt.names import below, child_of, integer_of, name_of, named, value_of
from graphbuild.readers.odt.styles import Styles

_LEVELS = 10
OUTLINE = ""
"""Name of the list style of headings."""
_PLACE = re.compile("%([1-9][0-9]?)%")
_PLAIN_BULLETS = frozenset("-+*–—")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = ""
    """The first number in the format ("1", "a", "I", "001"); "" for none."""
    template: str | None = None
    """What is shown, with %1% … for the numbers of the levels; None: prefix, numbers of `levels` levels, suffix."""
    prefix: str = ""
    suffix: str = ""
    levels: int = 1
    start: int = 1
    bullet: str | None = None
    blank: str = " "
    look: Look = UNSTATED
    is_synchronous: bool = False
    """Whether letters go on as aa, bb instead of aa, ab."""


class Label(NamedTuple):
    """What stands before a numbered paragraph."""

    text: str
    """With the blank that follows it, if any does."""
    look: Look
    is_bullet: bool


class Counted:
    """How far one list has been counted.

    Parameters
    ----------
    style
        Name of the list's style.
    """

    def __init__(self, style: str) -> None:
        self.style = style
        self.numbers: list[int | None] = [None] * _LEVELS


class Lists:
    """The list styles of a document, and its lists so far.

    Parameters
    ----------
    styles
        Styles of the document.
    roots
        Roots of the parts that contain styles.
    """

    def __init__(self, styles: Styles, *roots: etree._Element | None) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in below(root, "text:list-style", "text:outline-style"):
                is_outline = name_of(style.tag) == "text:outline-style"
                self._levels[OUTLINE if is_outline else value_of(style, "style:name")] = {
                    integer_of(level, "text:level", 1) - 1: self._level(name, level) for name, level in named(style)
                }
        self._outline = Counted(OUTLINE)
        self._by_id: dict[str, Counted] = {}
        self._last: dict[str, Counted] = {}

    def begin(self, element: etree._Element, style: str) -> Counted:
        """Return the count of a list that begins, or goes on from an earlier one, with an element ``text:list``."""
        continued = self._by_id.get(value_of(element, "text:continue-list"))
        if continued is None and value_of(element, "text:continue-numbering") == "true":
            continued = self._last.get(style)
        counted = continued or Counted(style)
        if identifier := value_of(element, "xml:id"):
            self._by_id[identifier] = counted
        self._last[style] = counted
        return counted

    def heading(self, element: etree._Element) -> Label | None:
        """Count a heading outside lists and return its number."""
        if value_of(element, "text:is-list-header") == "true":
            return None
        level = integer_of(element, "text:outline-level", 1) - 1
        start = integer_of(element, "text:start-value", 1)
        restarts = value_of(element, "text:restart-numbering") == "true"
        return self.label(self._outline, OUTLINE, level, start if restarts else None)

    def label(self, counted: Counted, style: str, at: int, start: int | None) -> Label | None:
        """Count an item and return what stands before it; None if nothing does.

        Parameters
        ----------
        counted
            The count of its list.
        style
            Name of the style that it is shown in.
        at
            Its level, from 0.
        start
            The number that it states itself.
        """
        levels = self._levels.get(style, {})
        level = levels.get(at)
        if level is None or not 0 <= at < _LEVELS:
            return None
        numbers = counted.numbers
        before = numbers[at]
        numbers[at] = start if start is not None else level.start if before is None else before + 1
        numbers[at + 1 :] = [None] * (_LEVELS - at - 1)
        for above in range(at):
            # A level that was passed over counts as if its first item had been there.
            if numbers[above] is None:
                numbers[above] = levels.get(above, _Level()).start
        if level.bullet is not None:
            return Label(f"{level.bullet if level.bullet in _PLAIN_BULLETS else '-'} ", level.look, True)
        shown = [_shown(number or 0, levels.get(index, _Level())) for index, number in enumerate(numbers[: at + 1])]
        if level.template is not None:
            text = _PLACE.sub(lambda found: shown[int(found[1]) - 1] if int(found[1]) <= at + 1 else "", level.template)
        else:
            text = ".".join(number for number in shown[max(at + 1 - level.levels, 0) :] if number)
            text = f"{level.prefix}{text}{level.suffix}"
        return Label(text + level.blank, level.look, False) if text.strip() else None

    def _level(self, name: str, element: etree._Element) -> _Level:
        properties = child_of(child_of(element, "style:list-level-properties"), "style:list-level-label-alignment")
        template = value_of(element, "style:num-list-format") or value_of(element, "loext:num-list-format")
        is_bullet = name in ("text:list-level-style-bullet", "text:list-level-style-image")
        return _Level(
            value_of(element, "style:num-format").partition(",")[0],
            template or None,
            value_of(element, "style:num-prefix"),
            value_of(element, "style:num-suffix"),
            integer_of(element, "text:display-levels", 1),
            integer_of(element, "text:start-value", 1),
            value_of(element, "text:bullet-char") if is_bullet else None,
            "" if value_of(properties, "text:label-followed-by") == "nothing" else " ",
            self._styles.text_look(value_of(element, "text:style-name")),
            value_of(element, "style:num-letter-sync") == "true",
        )


def _shown(number: int, level: _Level) -> str:
    match level.form:
        case "":
            return ""
        case "a" | "A":
            written = repeated_letters(number) if level.is_synchronous else letters(number)
            return written if level.form == "a" else written.upper()
        case "i":
            return roman(number)
        case "I":
            return roman(number).upper()
        case _:
            return str(number).zfill(len(level.form)) if level.form.isdecimal() else str(number)
