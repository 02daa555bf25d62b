"""Letterheads that stand in the header of the first page instead of the document's text."""

from __future__ import annotations

from functools import cache

from lxml import etree

from graphbuild.readers.docx.names import below, child_of, is_on, relation_of, value_of
from graphbuild.readers.docx.parts import Parts
from graphbuild.text import normalize
from graphbuild.vocabulary.wordings import wordings

_HEAD_LINES = 40
"""Number of lines at the beginning of a document among which its letterhead is."""


def first_header(document: etree._Element, parts: Parts) -> str:
    """Return the name of the part that is the header of the first page; "" if it has none."""
    section = next(below(document, "sectPr"), None)
    if section is None:
        return ""
    kind = "first" if is_on(child_of(section, "w:titlePg")) else "default"
    for reference in below(section, "headerReference"):
        if (value_of(reference, "type") or "default") == kind:
            relation = parts.relations(parts.main).get(relation_of(reference))
            return relation.target if relation is not None and not relation.is_external else ""
    return ""


def has_letterhead(lines: list[str]) -> bool:
    """Tell whether the letterhead of a document, with the motto that every one has, is among its first lines.

    Examples
    --------
    >>> has_letterhead(["UBND XÃ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]), has_letterhead(["KẾ HOẠCH", "2"])
    (True, False)
    """
    return any(map(_has_motto, lines[:_HEAD_LINES]))


def _has_motto(line: str) -> bool:
    written = normalize(" ".join(line.split())).text.lower()
    return any(motto in written for motto in _mottoes())


@cache
def _mottoes() -> tuple[str, ...]:
    words = wordings("head")
    return tuple(
        normalize(motto).text.lower() for group in ("motto", "motto_of_party", "motto_below") for motto in words[group]
    )
