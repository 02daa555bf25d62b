"""A remote SPARQL server: queries over the SPARQL 1.1 Protocol, graphs over the Graph Store HTTP Protocol.

One client for all servers: https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from ssl import SSLError
from typing import Any
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

import pyoxigraph

from graphbuild.errors import InputError, QueryError
from graphbuild.messages import _, why
from graphbuild.sparql.predicates import predicates_of
from graphbuild.sparql.query_text import gives_a_graph, with_values
from graphbuild.sparql.store import TRIPLE, Result, Store, Term, result_of

# Virtuoso 7.2 answers ASK with a table that contains one number.
_VIRTUOSO_ASKED = ("__ASK_RETVAL",)
_ROWS = "application/sparql-results+json"
_TRIES = 4
_AGAIN = (429, 502, 503, 504)
"""Status codes of servers that may succeed a little later."""
_LONG = 2.0
"""Seconds after which a failed server is likely to fail again."""
_SERVER = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
_SAFE = "!$%&'()*+,/:;=?@~"
"""Characters kept in the path and query of an address: the signs that have a meaning there, and existing escapes."""
_SHOWN = 400
"""Maximum number of characters shown of a server's own message."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Authentication: a user name with a password (basic or digest, as the server requires), or a token."""

    user: str = ""
    password: str = ""
    token: str = ""

    @classmethod
    def from_environment(cls, user: str = "") -> Credentials:
        """Return the credentials of ``GRAPHBUILD_USER``, ``GRAPHBUILD_PASSWORD`` and ``GRAPHBUILD_TOKEN``."""
        return cls(
            user or os.environ.get("GRAPHBUILD_USER", ""),
            os.environ.get("GRAPHBUILD_PASSWORD", ""),
            os.environ.get("GRAPHBUILD_TOKEN", ""),
        )


class Client:
    """Sends requests to one address, and repeats them a few times if the server is busy."""

    def __init__(self, address: str, credentials: Credentials, *, seconds: float) -> None:
        """Prepare a client for an address as typed by the user; `seconds` is the maximum time for one answer.

        Raises
        ------
        InputError
            It is not an address of a server (code ``address``), or a request cannot contain the credentials
            (``credentials``).
        """
        self._address = address
        self._encoded = _encoded(address)
        self._seconds = seconds
        self._headers = _authorization(credentials)
        self._passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if credentials.user:
            server = "{0.scheme}://{0.netloc}".format(urlsplit(self._encoded))
            self._passwords.add_password(None, server, credentials.user, credentials.password)
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPBasicAuthHandler(self._passwords),
            urllib.request.HTTPDigestAuthHandler(self._passwords),
            _NoRedirect(),
        )

    def send(
        self,
        method: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        graph: str | None = None,
    ) -> bytes:
        """Return the server's answer to a request, which is about a named graph if one is given.

        Raises
        ------
        RemoteError
            The server cannot be reached, or refuses.
        """
        address, sent = self._encoded, {**(headers or {}), **self._headers}
        if graph is not None:
            address += f"{'&' if '?' in address else '?'}graph={quote(graph, safe='')}"
        for number in range(_TRIES):
            begin = time.monotonic()
            request = urllib.request.Request(address, content, sent, method=method)
            try:
                with self._opener.open(request, timeout=self._seconds) as answer:
                    read: bytes = answer.read()
                    if rows := answer.headers.get("X-SPARQL-MaxRows"):
                        # Virtuoso: this is not the whole answer.
                        message = _(
                            "the answer is truncated after {rows} rows (ResultSetMaxRows in the server's settings)"
                        )
                        raise RemoteError(answer.status, self._address, message.format(rows=rows))
                    return read
            except urllib.error.HTTPError as error:
                said = error.read(_SHOWN * 4).decode("utf-8", "replace")[:_SHOWN].strip()
                if error.code not in _AGAIN or number == _TRIES - 1 or time.monotonic() - begin > _LONG:
                    raise RemoteError(error.code, self._address, said or str(error.reason)) from error
                wait = error.headers.get("Retry-After", "")
                time.sleep(min(float(wait), 10) if wait.isdigit() else 2**number / 4)
            except (urllib.error.URLError, HTTPException, OSError) as error:
                cause = error.reason if isinstance(error, urllib.error.URLError) else error
                # After a timeout, the same request would time out again.
                if number == _TRIES - 1 or isinstance(cause, TimeoutError):
                    raise RemoteError(0, self._address, _reason(cause)) from error
                time.sleep(2**number / 4)
        raise AssertionError("every way out of the loop returns or raises")


class RemoteError(InputError):
    """A server that cannot be reached or refuses; `status` is the HTTP status, 0 if there was no answer."""

    def __init__(self, status: int, address: str, reason: str) -> None:
        message = _("{address} answered {status}: {reason}") if status else _("{address} does not answer: {reason}")
        super().__init__("remote", message.format(address=address, status=status, reason=reason))
        self.status = status


class RemoteStore:
    """A SPARQL endpoint with the interface of the embedded store."""

    def __init__(self, address: str, credentials: Credentials | None = None, *, seconds: float = 120.0) -> None:
        """Prepare to query the endpoint at an address; nothing is sent yet."""
        self.address = address
        self._client = Client(address, credentials or Credentials.from_environment(), seconds=seconds)
        self._seen = False

    def query(self, sparql: str, parameters: Mapping[str, Term] | None = None) -> Result:
        """Answer a query; see `graphbuild.sparql.store.Store.query`.

        Raises
        ------
        QueryError
            The server reports a syntax error (code ``syntax``).
        RemoteError
            The server cannot be reached, or refuses.
        """
        self._see_graphs()
        text, is_graph = with_values(sparql, parameters or {}), gives_a_graph(sparql)
        try:
            content = self._asked(text, "application/n-triples" if is_graph else _ROWS)
        except RemoteError as error:
            if error.status == 400:
                raise QueryError("syntax", str(error)) from error
            # Virtuoso 7.2 follows paths of arbitrary length only as far as its memory for them allows.
            if "transitive" in str(error) and (predicates := predicates_of(text)):
                return self._followed(text, predicates)
            raise
        if is_graph:
            triples = pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_TRIPLES)
            return Result(TRIPLE, [(row.subject, row.predicate, row.object) for row in triples])
        return _table(content)

    def _see_graphs(self) -> None:
        """Make sure that queries see all named graphs together: without FROM some servers see none of them."""
        if not self._seen:
            seen, there = (f"ASK {{ {pattern} }}" for pattern in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"))
            if not self._yes(seen) and self._yes(there):
                message = _(
                    "its queries do not see its named graphs; start it with the union of all named graphs as "
                    "default graph (Oxigraph: --union-default-graph, Jena: unionDefaultGraph)"
                )
                raise RemoteError(200, self.address, message)
            self._seen = True

    def triples(self) -> Iterator[pyoxigraph.Triple]:
        """Yield all statements, one named graph after another: no answer is larger than one of them."""
        for (graph,) in self._rows("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            for subject, predicate, value in self._rows(f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
                yield pyoxigraph.Triple(subject, predicate, value)

    def _followed(self, sparql: str, predicates: frozenset[str]) -> Result:
        """Evaluate a query locally, over the statements with the predicates that it uses."""
        here = pyoxigraph.Store()
        for predicate in map(pyoxigraph.NamedNode, predicates):
            statements = self._rows(f"SELECT DISTINCT ?s ?o WHERE {{ ?s {predicate} ?o }}")
            here.extend(pyoxigraph.Quad(subject, predicate, value, predicate) for subject, value in statements)
        return Store(here).query(sparql)

    def _yes(self, sparql: str) -> bool:
        return _table(self._asked(sparql, _ROWS)).rows == [(True,)]

    def _rows(self, sparql: str) -> Iterator[tuple[Any, ...]]:
        # Statements are requested as rows: Virtuoso 7.2 reports when it truncates a table, but not a graph.
        yield from _table(self._asked(sparql, _ROWS)).terms

    def _asked(self, sparql: str, accept: str) -> bytes:
        # As a form: Virtuoso 7.2 never answers a query sent as the request body itself.
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self._client.send("POST", urlencode({"query": sparql}).encode("ascii"), headers)


def _table(content: bytes) -> Result:
    result = result_of(pyoxigraph.parse_query_results(content, pyoxigraph.QueryResultsFormat.JSON), {})
    if result.columns == _VIRTUOSO_ASKED:
        return Result(("answer",), [(pyoxigraph.Literal(result.rows == [(1,)]),)])
    return result


class GraphStore:
    """The named graphs of a server."""

    def __init__(self, address: str, credentials: Credentials | None = None, *, seconds: float = 600.0) -> None:
        """Prepare to write to the graph store at an address; nothing is sent yet."""
        self._client = Client(address, credentials or Credentials.from_environment(), seconds=seconds)

    def get(self, graph: str) -> list[pyoxigraph.Quad]:
        """Return the statements of a graph, none if it does not exist."""
        try:
            content = self._client.send("GET", None, {"Accept": "application/n-triples"}, graph=graph)
        except RemoteError as error:
            if error.status == 404:
                return []
            raise
        return list(pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_TRIPLES))

    def put(self, graph: str, ntriples: bytes) -> None:
        """Replace the statements of a graph."""
        self._client.send("PUT", ntriples, {"Content-Type": "application/n-triples"}, graph=graph)

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add statements to a graph."""
        self._client.send("POST", ntriples, {"Content-Type": "application/n-triples"}, graph=graph)

    def delete(self, graph: str) -> None:
        """Remove a graph, if it exists."""
        try:
            self._client.send("DELETE", graph=graph)
        except RemoteError as error:
            if error.status != 404:
                raise


def _encoded(address: str) -> str:
    """Return a server's address in ASCII, as requests contain it: "http://máy-chủ/kho" has letters beyond it.

    Raises
    ------
    InputError
        It is not such an address (code ``address``).

    Examples
    --------
    >>> _encoded("http://máy-chủ.vn:8080/kho đồ thị?tên=a%20b")
    'http://xn--my-ch-xqa0294c.vn:8080/kho%20%C4%91%E1%BB%93%20th%E1%BB%8B?t%C3%AAn=a%20b'
    """
    message = _("{address} is not a server address; write one such as http://127.0.0.1:7878/store")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
            raise ValueError(address)
        server = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
        if not _SERVER.fullmatch(server):
            raise ValueError(address)
        path, query = (quote(part, safe=_SAFE) for part in (parts.path, parts.query))
    except ValueError as error:
        raise InputError("address", message.format(address=address)) from error
    return urlunsplit((parts.scheme, server if port is None else f"{server}:{port}", path, query, ""))


def _authorization(credentials: Credentials) -> dict[str, str]:
    """Return the headers that carry a token.

    Raises
    ------
    InputError
        A request cannot contain the token, the user name or the password (code ``credentials``).
    """
    if not re.fullmatch("[!-~]*", credentials.token):
        message = _("The token (GRAPHBUILD_TOKEN) must consist of ASCII letters, digits and signs, without spaces")
        raise InputError("credentials", message)
    try:
        f"{credentials.user}{credentials.password}".encode()
    except UnicodeEncodeError as error:
        message = _("The user name or the password (GRAPHBUILD_PASSWORD) is not encoded in UTF-8")
        raise InputError("credentials", message) from error
    return {"Authorization": f"Bearer {credentials.token}"} if credentials.token else {}


def _reason(cause: object) -> str:
    """Return why a request failed, in the user's language."""
    if isinstance(cause, SSLError):
        return _("no secure connection could be made ({error})").format(error=cause)
    if isinstance(cause, OSError):
        return why(cause)
    return _("its answer is not HTTP ({error})").format(error=cause)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirects: data and password go only where the user said."""

    def redirect_request(self, *_arguments: object) -> None:
        return None
