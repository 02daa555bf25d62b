"""Names of OpenDocument: short names of elements and attributes, whatever prefixes a file has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = {
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": f"{_OASIS}:manifest:1.0",
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "table": f"{_OASIS}:table:1.0",
    "text": f"{_OASIS}:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {space: prefix for prefix, space in _SPACES.items()}
_INTEGER = re.compile(r"\s*(-?\d{1,9})\s*")


@lru_cache(maxsize=4096)
def name_of(tag: str) -> str:
    """Return the short name of an element's tag: "text:p"; "" for a namespace that says nothing of the text.

    Examples
    --------
    >>> name_of("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"), name_of("p")
    ('text:p', '')
    """
    space, _brace, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{local}" if prefix else ""


@lru_cache(maxsize=256)
def qualified(name: str) -> str:
    """Return the tag of a short name."""
    prefix, _colon, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def named(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the elements directly in an element, each with its short name."""
    for child in element:
        yield name_of(child.tag), child


def below(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of some names below an element, in the order of the document."""
    if element is not None:
        yield from element.iter(*map(qualified, names))


def child_of(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first element of a name directly in an element; None if there is none."""
    return None if element is None else element.find(qualified(name))


def value_of(element: etree._Element | None, name: str) -> str:
    """Return an attribute; "" if it is missing."""
    return "" if element is None else element.get(qualified(name), "")


def integer_of(element: etree._Element, name: str, otherwise: int) -> int:
    """Return an attribute that is a number of at most nine digits; `otherwise` if it is missing or something else."""
    match = _INTEGER.fullmatch(value_of(element, name))
    return int(match[1]) if match else otherwise
