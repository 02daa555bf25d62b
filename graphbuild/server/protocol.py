"""Parses requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), queries only.

Three forms: GET with ``query`` in the address, POST with a form, POST with the query itself as the body. The graphs of
the dataset may be named in the address or the form; they override FROM in the query (§2.1.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graphbuild.messages import _

MOST_BYTES = 1 << 20
"""Maximum size of a request body in bytes."""
_MOST_FIELDS = 1000
_LONGEST_TYPE = 200
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.-]+)")
_FORM, _QUERY, _UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
# Parameters by which a client names graphs, including those for updates.
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"


class RequestError(Exception):
    """A request that is refused: HTTP status, message for the client, and additional headers."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query and its dataset; None if the request names no graphs."""

    sparql: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


def read_request(method: str, address: bytes, content_type: str, body: bytes) -> SparqlRequest | None:
    """Return the query of a request, None if it asks for the service description.

    Parameters
    ----------
    method
        GET, HEAD or POST; others are refused.
    address
        The part after ``?`` in the address, still encoded.
    content_type
        Content type of the body, "" if the request names none.
    body
        Its bytes.

    Raises
    ------
    RequestError
        With 400 for a malformed request, 403 for an update, 405 for another method, 415 for another body.

    Examples
    --------
    >>> read_request("GET", b"query=ASK%20%7B%7D&default-graph-uri=http://x/g", "", b"")
    SparqlRequest(sparql='ASK {}', default_graphs=('http://x/g',), named_graphs=())
    >>> read_request("POST", b"", "application/sparql-query", b"ASK {}").sparql
    'ASK {}'
    """
    fields = _fields(address)
    if method in ("GET", "HEAD"):
        if not fields:
            return None
    elif method == "POST":
        fields += _body_fields(content_type, body)
    else:
        raise RequestError(405, _("Queries must be sent with GET or POST."), {"Allow": "GET, HEAD, POST"})
    queries = [value for name, value in fields if name == "query"]
    updates = [value for name, value in fields if name == "update"]
    if len(queries) + len(updates) > 1:
        raise RequestError(
            400, _("A request may contain only one query; this one has {count}.").format(count=len(queries + updates))
        )
    if updates:
        raise RequestError(403, _("Updates are not allowed: this endpoint is read-only."))
    if not queries:
        raise RequestError(400, _("The request has no query; give it as the parameter “query”."))
    default, named = _graphs(fields, _DEFAULT), _graphs(fields, _NAMED)
    return SparqlRequest(queries[0], default, named) if default or named else SparqlRequest(queries[0])


def _body_fields(content_type: str, body: bytes) -> list[tuple[str, str]]:
    if len(content_type) > _LONGEST_TYPE:
        raise RequestError(415, _("The content type of the request is too long."))
    kind, _semicolon, parameters = content_type.lower().partition(";")
    kind = kind.strip()
    if kind not in (_FORM, _QUERY, _UPDATE):
        message = _("A query must be posted as {form} or {query}, not as {kind}.")
        raise RequestError(415, message.format(form=_FORM, query=_QUERY, kind=content_type or "–"))
    charset = _CHARSET.search(parameters)
    if charset is not None and charset[1] not in ("utf-8", "utf8"):
        raise RequestError(415, _("A query must be encoded in UTF-8, not {charset}.").format(charset=charset[1]))
    if kind == _FORM:
        return _fields(body)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, _("The request is not valid UTF-8.")) from error
    return [("query" if kind == _QUERY else "update", text)]


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise RequestError(400, _("The request is not valid UTF-8.")) from error
    except ValueError as error:
        raise RequestError(400, _("The request has too many parameters.")) from error


def _graphs(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    """Return the graphs named by a parameter.

    The W3C's own test ``query_multiple_dataset`` encodes the ``&`` between two parameters; no graph has such a name.
    """
    return tuple(graph for field, value in fields if field == name for graph in value.split(f"&{name}="))
