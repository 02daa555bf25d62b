"""Answers the shipped queries for people who fill in a form: rows with headings, as JSON or CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache

from graphbuild.errors import QueryError
from graphbuild.messages import _
from graphbuild.server.formats import preferred
from graphbuild.server.protocol import RequestError
from graphbuild.sparql.shipped import Column, Query, load_queries
from graphbuild.sparql.store import Store
from graphbuild.terminal.rows import write_rows

_FORMS = ("application/json", "text/csv")


def answer_shipped(store: Store, name: str, values: Mapping[str, str], accept: str) -> tuple[str, bytes]:
    """Return the answer to a shipped query: media type and bytes.

    JSON has ``columns`` (name and heading), ``rows``, and ``unknown``: the documents and bodies that the user named but
    the graph does not contain. CSV has a byte order mark and the headings, as Excel requires.

    Raises
    ------
    QueryError
        There is no such query (code ``unknown-query``), or a parameter is missing or invalid.
    RequestError
        With 406 if the client accepts neither JSON nor CSV.
    """
    query = _queries().get(name)
    if query is None:
        raise QueryError("unknown-query", _("There is no query named {name}.").format(name=name))
    form = preferred(accept, _FORMS)
    if form is None:
        raise RequestError(406, _("The answer is available as {types}.").format(types=", ".join(_FORMS)))
    result = store.query(query.sparql, query.bind(values))
    columns = {column.name: column for column in query.columns}
    columns |= {name: Column(name, name, name) for name in result.columns if name not in columns}
    if form == "text/csv":
        text = io.StringIO(newline="")
        write_rows([columns[name].heading for name in result.columns], result.rows, "csv", text)
        return "text/csv; charset=utf-8", text.getvalue().encode("utf-8-sig")
    content = {
        "columns": [asdict(columns[name]) for name in result.columns],
        "rows": result.rows,
        "unknown": [] if result.rows else query.unknown(store, values),
    }
    return "application/json", json.dumps(content, ensure_ascii=False).encode("utf-8")


@cache
def _queries() -> dict[str, Query]:
    return load_queries()
