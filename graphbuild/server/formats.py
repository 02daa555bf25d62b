"""Content negotiation: what the client accepts, and in which formats an answer can be written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph

from graphbuild.messages import _
from graphbuild.server.protocol import RequestError
from graphbuild.sparql.store import Answer

MOST_BYTES = 64 << 20
"""Maximum size of an answer in bytes; a larger one is refused, never truncated."""

_RESULTS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "application/xml": pyoxigraph.QueryResultsFormat.XML,
    "text/xml": pyoxigraph.QueryResultsFormat.XML,
    "text/csv": pyoxigraph.QueryResultsFormat.CSV,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPH_TYPES = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
    "text/plain": pyoxigraph.RdfFormat.N_TRIPLES,
}
"""The formats of an RDF answer, by media type."""
_PLAIN = {
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
}


class _Bounded:
    """A file in memory that does not grow beyond the maximum size."""

    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, data: bytes) -> int:
        if len(self.content) + len(data) > MOST_BYTES:
            message = _("The answer is larger than {size} MB; narrow the query or add a LIMIT.")
            raise RequestError(403, message.format(size=MOST_BYTES >> 20))
        self.content += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: everything is written immediately."""


def serialized(answer: Answer, accept: str) -> tuple[str, bytes]:
    """Return an answer in the format that the client wants: media type and bytes.

    Raises
    ------
    RequestError
        With 406 if it accepts none of the formats for such an answer, 403 if the answer is too large.
    """
    is_graph = isinstance(answer, pyoxigraph.QueryTriples)
    media_type = preferred(accept, tuple(GRAPH_TYPES if is_graph else _RESULTS))
    if media_type is None:
        message = _("The answer is available as {types}.")
        raise RequestError(406, message.format(types=", ".join(GRAPH_TYPES if is_graph else _RESULTS)))
    out = _Bounded()
    file = cast("IO[bytes]", out)
    if isinstance(answer, pyoxigraph.QueryTriples):
        answer.serialize(file, GRAPH_TYPES[media_type])
    else:
        answer.serialize(file, _RESULTS[media_type])
    return _PLAIN.get(media_type, media_type), bytes(out.content)


def preferred(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return the media type that a client prefers (RFC 9110, §12.5.1), the first one offered in case of a tie.

    Examples
    --------
    >>> preferred("text/csv;q=0.5, application/json", ("text/csv", "application/json"))
    'application/json'
    >>> preferred("*/*", ("text/turtle", "text/html")), preferred("image/png", ("text/turtle",))
    ('text/turtle', None)
    """
    ranges = list(_ranges(accept))
    if not ranges:
        return offered[0]
    best: tuple[float, int, str] | None = None
    for place, media_type in enumerate(offered):
        matching = [
            (specific, quality)
            for pattern, quality in ranges
            for specific in [_specificity(pattern, media_type)]
            if specific >= 0
        ]
        quality = max(matching)[1] if matching else 0.0
        if quality > 0 and (best is None or (quality, -place) > best[:2]):
            best = (quality, -place, media_type)
    return best[2] if best else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _equals, value = parameter.partition("=")
            if name.strip() == "q":
                with contextlib.suppress(ValueError):
                    quality = float(value)
        if pattern:
            yield pattern, quality


def _specificity(pattern: str, media_type: str) -> int:
    """Return how specifically a media range of the client matches a type, -1 if it does not."""
    if pattern == media_type:
        return 2
    if pattern.endswith("/*") and media_type.startswith(pattern[:-1]):
        return 1
    return 0 if pattern == "*/*" else -1
