"""The query page: the shipped queries with forms, and free SPARQL; it contacts only its own server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphbuild.pages.templates import SHARED, render
from graphbuild.sparql.shipped import Query


def render_query_page(queries: Iterable[Query], *, base: str) -> str:
    """Return the page.

    Parameters
    ----------
    queries
        The shipped queries, in the order of the list.
    base
        The beginning of the IRIs of the graph's resources: the rest is their address on the server.
    """
    content = {"base": base, "queries": [_described(query) for query in queries]}
    return render(
        "query.html",
        styled=("query.css",),
        scripts=(*SHARED, "server/query.js"),
        connect="'self'",
        content=content,
        title="Truy vấn",
    )


def _described(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "title_en": query.title_en,
        "description": query.description,
        "description_en": query.description_en,
        "sparql": query.sparql,
        "parameters": [
            {
                "name": parameter.name,
                "kind": parameter.kind,
                "description": parameter.description,
                "description_en": parameter.description_en,
                "default": parameter.default,
                "example": parameter.example,
            }
            for parameter in query.parameters
        ],
    }
