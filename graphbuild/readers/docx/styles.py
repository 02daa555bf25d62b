"""How runs look and paragraphs are numbered, through styles, defaults and theme (ECMA-376 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from graphbuild.readers.docx.names import child_of, integer_of, is_on, name_of, named, value_of
from graphbuild.readers.looks import UNSTATED, Look

_MOST_ANCESTORS = 50
"""Styles through which one may inherit; Word itself allows ten."""


class ListPlace(NamedTuple):
    """Which list a paragraph belongs to, as a style or the paragraph itself states; None: not stated."""

    number: int | None = None
    """``w:numId``; 0: no list."""
    level: int | None = None


class Styles:
    """The styles of a document.

    Parameters
    ----------
    root
        Root of the part of styles, if there is one.
    theme
        Root of the part of the theme, which names the fonts for headings and for text, if there is one.
    """

    def __init__(self, root: etree._Element | None, theme: etree._Element | None) -> None:
        self._theme = dict(_theme_fonts(theme))
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        for name, style in named(root) if root is not None else ():
            if name == "w:style":
                identifier = value_of(style, "styleId")
                self._styles.setdefault(identifier, style)
                if value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true", "on"):
                    self._default = identifier
        self._defaults = self.look_of(child_of(root, "w:docDefaults", "w:rPrDefault", "w:rPr"))
        self._of_styles: dict[tuple[str, str], Look] = {}
        self._chains: dict[str, list[str]] = {}

    def look(self, paragraph_style: str, properties: etree._Element | None) -> Look:
        """Return how a run looks.

        Parameters
        ----------
        paragraph_style
            Id of the style of its paragraph; "" for the default one.
        properties
            The run's own ``w:rPr``, if it has one.
        """
        style, own = self._stated(properties)
        key = paragraph_style, style
        if key not in self._of_styles:
            self._of_styles[key] = self._of_both(paragraph_style, style)
        return own.over(self._of_styles[key])

    def look_of(self, properties: etree._Element | None) -> Look:
        """Return what a ``w:rPr`` itself states."""
        return self._stated(properties)[1]

    def list_places(self, style: str) -> Iterator[tuple[str, ListPlace]]:
        """Yield a paragraph style ("" for the default one) and those it is based on, with the list that each states."""
        for ancestor in self._chain(style or self._default):
            yield ancestor, list_place(child_of(self._styles[ancestor], "w:pPr"))

    def _stated(self, properties: etree._Element | None) -> tuple[str, Look]:
        """Return the id of the style that a ``w:rPr`` names, and what it states itself."""
        if properties is None:
            return "", UNSTATED
        style = ""
        font = position = hidden = capitals = None
        for child in properties:
            match name_of(child.tag):
                case "w:rStyle":
                    style = value_of(child)
                case "w:rFonts":
                    font = self._font(child)
                case "w:vanish":
                    hidden = is_on(child)
                case "w:caps":
                    capitals = is_on(child)
                case "w:vertAlign":
                    position = value_of(child)
        return style, Look(font, hidden, capitals, position)

    def _of_both(self, paragraph_style: str, character_style: str) -> Look:
        """Combine the styles of paragraph and run; a property that both switch on is off (ECMA-376 17.7.3)."""
        upper, lower = self._of_style(character_style), self._of_style(paragraph_style or self._default)
        combined = upper.over(lower).over(self._defaults)
        hidden = bool(self._defaults.is_hidden) or bool(upper.is_hidden) != bool(lower.is_hidden)
        capitals = bool(self._defaults.is_capitals) or bool(upper.is_capitals) != bool(lower.is_capitals)
        return combined._replace(is_hidden=hidden, is_capitals=capitals)

    def _of_style(self, style: str) -> Look:
        look = UNSTATED
        for ancestor in self._chain(style):
            look = look.over(self.look_of(child_of(self._styles[ancestor], "w:rPr")))
        return look

    def _chain(self, style: str) -> list[str]:
        if style not in self._chains:
            chain: list[str] = []
            following = style
            while following in self._styles and following not in chain and len(chain) < _MOST_ANCESTORS:
                chain.append(following)
                following = value_of(child_of(self._styles[following], "w:basedOn"))
            self._chains[style] = chain
        return self._chains[style]

    def _font(self, fonts: etree._Element) -> str | None:
        """Return the font of letters with marks: what decides how the characters of an old font are to be read."""
        for attribute in ("hAnsi", "ascii"):
            if theme := value_of(fonts, f"{attribute}Theme"):
                return self._theme.get("major" if theme.startswith("major") else "minor")
            if font := value_of(fonts, attribute):
                return font
        return None


def list_place(properties: etree._Element | None) -> ListPlace:
    """Return the list that a ``w:pPr`` states."""
    place = child_of(properties, "w:numPr")
    number, level = integer_of(child_of(place, "w:numId"), -1), integer_of(child_of(place, "w:ilvl"), -1)
    return ListPlace(number if number >= 0 else None, level if level >= 0 else None)


def _theme_fonts(theme: etree._Element | None) -> Iterator[tuple[str, str]]:
    for element in theme.iter() if theme is not None else ():
        if name_of(element.tag) in ("a:majorFont", "a:minorFont"):
            latin = child_of(element, "a:latin")
            if latin is not None and latin.get("typeface"):
                yield element.tag.rpartition("}")[2][:5], latin.get("typeface", "")
