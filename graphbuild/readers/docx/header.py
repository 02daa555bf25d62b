"""The header of the first page, which sometimes contains the letterhead."""

from __future__ import annotations

from lxml import etree

from graphbuild.readers.docx.names import below, child_of, is_on, relation_of, value_of
from graphbuild.readers.docx.parts import Parts


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
