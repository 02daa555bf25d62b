"""How text looks, through the styles of an OpenDocument file (ODF 1.3 part 3, 16)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from graphbuild.readers.looks import UNSTATED, Look
from graphbuild.readers.odt.names import below, child_of, qualified, value_of

_MOST_ANCESTORS = 50
"""Styles through which one may inherit."""


class Styles:
    """The styles of a document.

    Parameters
    ----------
    roots
        Roots of the parts that contain styles: those of the file, then those of the text itself.
    """

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._fonts: dict[str, str] = {}
        self._defaults = UNSTATED
        for root in roots:
            for face in below(root, "style:font-face"):
                self._fonts[value_of(face, "style:name")] = value_of(face, "svg:font-family").strip("'\"")
            for style in below(root, "style:style"):
                self._styles[value_of(style, "style:family"), value_of(style, "style:name")] = style
            for default in below(root, "style:default-style"):
                if value_of(default, "style:family") == "paragraph":
                    self._defaults = self._own_look(default)
        self._looks: dict[tuple[str, str], Look] = {}

    def paragraph_look(self, style: str) -> Look:
        """Return how the text of a paragraph looks by its style."""
        return self._look("paragraph", style).over(self._defaults)

    def text_look(self, style: str) -> Look:
        """Return what a style of text states."""
        return self._look("text", style)

    def list_style(self, paragraph_style: str) -> str | None:
        """Return the list style that a paragraph style names; "" if it says that it has none, None if nothing."""
        return self._attribute(paragraph_style, "style:list-style-name")

    def master_page(self, paragraph_style: str) -> str | None:
        """Return the page style that a paragraph style asks for."""
        return self._attribute(paragraph_style, "style:master-page-name")

    def _attribute(self, paragraph_style: str, name: str) -> str | None:
        found = (style.get(qualified(name)) for style in self._chain("paragraph", paragraph_style))
        return next((str(value) for value in found if value is not None), None)

    def _look(self, family: str, style: str) -> Look:
        key = family, style
        if key not in self._looks:
            look = UNSTATED
            for ancestor in self._chain(family, style):
                look = look.over(self._own_look(ancestor))
            self._looks[key] = look
        return self._looks[key]

    def _chain(self, family: str, style: str) -> Iterator[etree._Element]:
        for _step in range(_MOST_ANCESTORS):
            element = self._styles.get((family, style))
            if element is None:
                return
            yield element
            style = value_of(element, "style:parent-style-name")

    def _own_look(self, style: etree._Element) -> Look:
        properties = child_of(style, "style:text-properties")
        if properties is None:
            return UNSTATED
        font = value_of(properties, "fo:font-family").strip("'\"")
        if not font:
            face = value_of(properties, "style:font-name")
            font = self._fonts.get(face, face)
        display, transform = value_of(properties, "text:display"), value_of(properties, "fo:text-transform")
        return Look(
            font or None,
            display == "none" if display else None,
            transform == "uppercase" if transform else None,
            _position(value_of(properties, "style:text-position")),
        )


def _position(written: str) -> str | None:
    """Return where text stands, which ODF says in words or in percent of its height ("super 58%", "33% 58%")."""
    first = written.split(maxsplit=1)[0] if written.strip() else ""
    if not first:
        return None
    if first == "super" or (first.endswith("%") and first[0] not in "-0"):
        return "superscript"
    return "subscript" if first == "sub" or first.startswith("-") else "baseline"
