"""Formulas (Office Math) as a line of text (ECMA-376 22.1)."""

from __future__ import annotations

from lxml import etree

from graphbuild.readers.docx.names import child_of, name_of, named


def formula(element: etree._Element) -> str:
    """Return a formula as text: fractions with "/", raised parts with "^", lowered ones directly after their base."""
    name = name_of(element.tag)
    if name == "m:t":
        return element.text or ""
    if name.endswith("Pr") or name in ("w:del", "w:moveFrom"):
        return ""
    if name == "m:f":
        return f"{_grouped(element, 'm:num')}/{_grouped(element, 'm:den')}"
    if name == "m:rad":
        return f"{_part(element, 'm:deg')}√{_grouped(element, 'm:e')}"
    if name in ("m:sSup", "m:sSubSup"):
        return f"{_part(element, 'm:e')}{_part(element, 'm:sub')}^{_grouped(element, 'm:sup')}"
    if name == "m:d":
        return f"{_sign(element, 'm:begChr', '(')}{_inside(element)}{_sign(element, 'm:endChr', ')')}"
    return _inside(element)


def _inside(element: etree._Element) -> str:
    return "".join(formula(child) for _name, child in named(element))


def _part(element: etree._Element, name: str) -> str:
    part = child_of(element, name)
    return _inside(part) if part is not None else ""


def _grouped(element: etree._Element, name: str) -> str:
    part = _part(element, name)
    return part if part.isalnum() else f"({part})"


def _sign(element: etree._Element, name: str, otherwise: str) -> str:
    sign = child_of(element, "m:dPr", name)
    return otherwise if sign is None else sign.get(f"{sign.tag.rpartition('}')[0]}}}val", "")
