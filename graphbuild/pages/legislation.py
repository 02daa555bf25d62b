"""Documents in schema.org terms (https://schema.org/Legislation), for search engines and other readers of pages.

A press article is a https://schema.org/NewsArticle.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphbuild.graph import namespaces as ns
from graphbuild.model import Citation, Document
from graphbuild.vocabulary.document_types import PRESS_ARTICLE

_TEXTS = {
    ns.LABEL: "name",
    ns.ID_LOCAL: "legislationIdentifier",
    ns.TITLE: "description",
    ns.DATE_DOCUMENT: "legislationDate",
}
_ARTICLE_TEXTS = {ns.TITLE: "headline", ns.DATE: "datePublished"}
_LINKS = {
    ns.CITO_CITES: "citation",
    ns.PASSED_BY: "legislationPassedBy",
    ns.RELATION_PROPERTIES["amends"]: "legislationChanges",
    ns.RELATION_PROPERTIES["replaces"]: "legislationRepeals",
    ns.RELATION_PROPERTIES["repeals"]: "legislationRepeals",
    ns.RELATION_PROPERTIES["consolidates"]: "legislationConsolidates",
    ns.RELATION_PROPERTIES["based_on"]: "isBasedOn",
    ns.CITES: "citation",
}

_FORCE = {ns.FULLY_IN_FORCE: "InForce", ns.PARTIALLY_IN_FORCE: "PartiallyInForce", ns.NOT_IN_FORCE: "NotInForce"}


def legislation(content: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the JSON-LD of a document, None for anything else.

    Parameters
    ----------
    content
        ``iri`` and ``out``, the statements about it (see `graphbuild.server.resources.describe`).

    Examples
    --------
    >>> said = [{"property": ns.TYPE, "value": ns.LEGAL_RESOURCE}, {"property": ns.ID_LOCAL, "value": "28-NQ/TU"}]
    >>> legislation({"iri": "https://example.org/28", "out": said})["legislationIdentifier"]
    '28-NQ/TU'
    """
    rows = content["out"]
    kinds = {row["value"] for row in rows if row["property"] == ns.TYPE}
    if not kinds & {ns.LEGAL_RESOURCE, ns.PRESS_ARTICLE}:
        return None
    texts = _ARTICLE_TEXTS if ns.PRESS_ARTICLE in kinds else _TEXTS
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if ns.PRESS_ARTICLE in kinds else "Legislation",
        "@id": content["iri"],
        "inLanguage": "vi",
    }
    for row in rows:
        if row["property"] in texts:
            found.setdefault(texts[row["property"]], row["value"])
        elif row["property"] in _LINKS:
            links = found.setdefault(_LINKS[row["property"]], [])
            if {"@id": row["value"]} not in links:
                links.append({"@id": row["value"]})
        elif row["property"] == ns.TYPE_DOCUMENT and row.get("value_label"):
            found["legislationType"] = row["value_label"]
        elif row["property"] == ns.IN_FORCE and row["value"] in _FORCE:
            found["legislationLegalForce"] = f"https://schema.org/{_FORCE[row['value']]}"
    return found


def legislation_of(document: Document, citations: Iterable[Citation]) -> dict[str, Any] | None:
    """Return the JSON-LD of a document from its row and the citations that it makes."""
    is_press = document.type == PRESS_ARTICLE
    said: list[tuple[str, str | None]] = [
        (ns.TYPE, ns.PRESS_ARTICLE if is_press else ns.LEGAL_RESOURCE),
        (ns.LABEL, document.label),
        (ns.ID_LOCAL, document.number),
        (ns.TITLE, document.title),
        (ns.DATE, document.date),
        (ns.DATE_DOCUMENT, document.date if document.date and document.date.count("-") == 2 else None),
        (ns.PASSED_BY, document.issuer),
        (ns.IN_FORCE, ns.ELI_FORCE.get(document.force)),
    ]
    for row in citations:
        said.append((ns.CITO_CITES if is_press else ns.CITES, row.target))
        said.append((ns.RELATION_PROPERTIES.get(row.relation, ns.CITES), row.target))
    rows = [{"property": name, "value": value} for name, value in said if value]
    return legislation({"iri": document.id, "out": rows})
