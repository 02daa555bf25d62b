"""A remote SPARQL server: queries over the SPARQL 1.1 Protocol, graphs over the Graph Store HTTP Protocol.

One client for all servers: https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/.
"""

from __future__ import annotations

import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph

from graphbuild.errors import InputError, QueryError
from graphbuild.messages import _
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
    """Sends requests to one server, and repeats them a few times if it is busy."""

    def __init__(self, credentials: Credentials, *, seconds: float) -> None:
        """Prepare a client; `seconds` is the maximum time for one answer."""
        self._seconds = seconds
        self._credentials = credentials
        self._passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPBasicAuthHandler(self._passwords),
            urllib.request.HTTPDigestAuthHandler(self._passwords),
            _NoRedirect(),
        )

    def send(
        self, method: str, address: str, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> bytes:
        """Return the server's answer.

        Raises
        ------
        RemoteError
            The server cannot be reached, or refuses.
        """
        if not address.startswith(("http://", "https://")):
            raise InputError(
                "address", _("{address} is not a server address (http:// or https://)").format(address=address)
            )
        ours = self._credentials
        if ours.user:
            self._passwords.add_password(
                None, "{0.scheme}://{0.netloc}".format(urlsplit(address)), ours.user, ours.password
            )
        sent = {**(headers or {}), **({"Authorization": f"Bearer {ours.token}"} if ours.token else {})}
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
                        raise RemoteError(answer.status, address, message.format(rows=rows))
                    return read
            except urllib.error.HTTPError as error:
                said = error.read(_SHOWN * 4).decode("utf-8", "replace")[:_SHOWN].strip()
                if error.code not in _AGAIN or number == _TRIES - 1 or time.monotonic() - begin > _LONG:
                    raise RemoteError(error.code, address, said or str(error.reason)) from error
                wait = error.headers.get("Retry-After", "")
                time.sleep(min(float(wait), 10) if wait.isdigit() else 2**number / 4)
            except (urllib.error.URLError, HTTPException, OSError) as error:
                reason = getattr(error, "reason", error)
                # After a timeout, the same request would time out again.
                if number == _TRIES - 1 or isinstance(reason, TimeoutError):
                    raise RemoteError(0, address, str(reason)) from error
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
        self._client = Client(credentials or Credentials.from_environment(), seconds=seconds)
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
        return self._client.send("POST", self.address, urlencode({"query": sparql}).encode("ascii"), headers)


def _table(content: bytes) -> Result:
    result = result_of(pyoxigraph.parse_query_results(content, pyoxigraph.QueryResultsFormat.JSON), {})
    if result.columns == _VIRTUOSO_ASKED:
        return Result(("answer",), [(pyoxigraph.Literal(result.rows == [(1,)]),)])
    return result


class GraphStore:
    """The named graphs of a server."""

    def __init__(self, address: str, credentials: Credentials | None = None, *, seconds: float = 600.0) -> None:
        """Prepare to write to the graph store at an address; nothing is sent yet."""
        self._address = address
        self._client = Client(credentials or Credentials.from_environment(), seconds=seconds)

    def get(self, graph: str) -> list[pyoxigraph.Quad]:
        """Return the statements of a graph, none if it does not exist."""
        try:
            content = self._client.send("GET", self._of(graph), None, {"Accept": "application/n-triples"})
        except RemoteError as error:
            if error.status == 404:
                return []
            raise
        return list(pyoxigraph.parse(content, pyoxigraph.RdfFormat.N_TRIPLES))

    def put(self, graph: str, ntriples: bytes) -> None:
        """Replace the statements of a graph."""
        self._client.send("PUT", self._of(graph), ntriples, {"Content-Type": "application/n-triples"})

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add statements to a graph."""
        self._client.send("POST", self._of(graph), ntriples, {"Content-Type": "application/n-triples"})

    def delete(self, graph: str) -> None:
        """Remove a graph, if it exists."""
        try:
            self._client.send("DELETE", self._of(graph))
        except RemoteError as error:
            if error.status != 404:
                raise

    def _of(self, graph: str) -> str:
        joint = "&" if "?" in self._address else "?"
        return f"{self._address}{joint}graph={quote(graph, safe='')}"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirects: data and password go only where the user said."""

    def redirect_request(self, *_arguments: object) -> None:
        return None
