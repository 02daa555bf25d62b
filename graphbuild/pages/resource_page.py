"""The page of one resource: the statements about it and with it, every value a link if possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphbuild.graph import namespaces as ns
from graphbuild.pages.legislation import legislation
from graphbuild.pages.templates import SHARED, render

_FIRST = (ns.TYPE, ns.LABEL, ns.TITLE, ns.ID_LOCAL, ns.DATE, ns.PASSED_BY, ns.ISSUER_NAME)


def render_resource(content: Mapping[str, Any], *, base: str) -> str:
    """Return the page of a resource.

    Parameters
    ----------
    content
        ``iri``, ``out`` and ``in``: the statements about it and with it, as returned by
        `graphbuild.server.resources.describe`.
    base
        The beginning of the IRIs that the same server answers.
    """
    name = next((row["value"] for row in content["out"] if row["property"] == ns.LABEL), content["iri"])
    groups = [_grouped(content["out"], base), _grouped(content["in"], base)]
    return render(
        "resource.html",
        styled=("resource.css",),
        scripts=SHARED,
        title=name,
        iri=content["iri"],
        said=groups[0],
        said_of=groups[1],
        legislation=legislation(content),
    )


def _grouped(rows: list[dict[str, Any]], base: str) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return statements by property: its label, its IRI, and the values with their addresses."""
    groups: dict[str, list[dict[str, Any]]] = {}
    labels: dict[str, str] = {}
    for row in rows:
        link = row["property"]
        labels[link] = row["property_label"] or ns.compact(link)
        value = {
            "text": row["value_label"] or (ns.compact(row["value"]) if row["is_iri"] else row["value"]),
            "address": _address(row["value"], base) if row["is_iri"] else None,
            "iri": row["value"] if row["is_iri"] else None,
        }
        groups.setdefault(link, []).append(value)
    ordered = sorted(groups, key=lambda link: (_FIRST.index(link) if link in _FIRST else len(_FIRST), labels[link]))
    return [(labels[link], link, groups[link]) for link in ordered]


def _address(iri: str, base: str) -> str | None:
    """Return the server's address of an IRI, None if it is not one of its own; "//x" would be another host."""
    rest = iri.removeprefix(base)
    return None if rest == iri or rest.startswith(("/", "\\")) else f"/{rest}"
