"""Limits of the server's connections: their number, and how long a client may keep one idle.

uvicorn limits neither: an idle connection stays for ever, and so does one whose client does not read the answer.
"""

from __future__ import annotations

import asyncio
import contextlib

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from graphbuild.messages import _

_MOST = 512


def most_connections() -> int:
    """Return the maximum number of connections that leaves enough file descriptors for files and workers."""
    most = _MOST
    with contextlib.suppress(ImportError):
        import resource

        most = min(most, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)
    return most


class BoundedProtocol(H11Protocol):
    """HTTP over one connection, closed when its client does not respond in time."""

    most = most_connections()
    """Maximum number of connections; one client has at most half of them."""
    asked_within = 15.0
    """Seconds within which the head of a request must arrive."""
    read_within = 30.0
    """Seconds within which a client must read some of an answer that waits for it."""

    _due: asyncio.TimerHandle | None = None
    _idle_since = 0.0
    """When the connection was opened or its last answer was complete."""
    _waiting = 0
    """Bytes of the answer that waited for the client at the last check."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept a connection, or close it at once if there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most or self._of_client() > self.most // 2:
            transport.abort()
            return
        self._idle_since = self.loop.time()
        self._due = self.loop.call_later(self.asked_within, self._look)

    def send_400_response(self, msg: str) -> None:
        """Reject what is not HTTP, in the user's language."""
        content = _("The request is not valid HTTP.").encode("utf-8")
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(content)).encode("ascii")),
            (b"connection", b"close"),
        ]
        for event in (h11.Response(status_code=400, headers=headers), h11.Data(data=content), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Remove a connection from the count."""
        if self._due is not None:
            self._due.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Record when waiting for the next request began."""
        self._idle_since = self.loop.time()
        super().on_response_complete()

    def _of_client(self) -> int:
        """Return how many connections the same client has."""
        ours = [other for other in self.connections if isinstance(other, BoundedProtocol)]
        return sum((other.client or [None])[0] == (self.client or [None])[0] for other in ours)

    def _look(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        if waiting:
            late = waiting == self._waiting
        else:
            answering = self.cycle is not None and not self.cycle.response_complete
            late = not answering and self.loop.time() - self._idle_since >= self.asked_within
        if late:
            self.transport.abort()
            return
        self._waiting = waiting
        self._due = self.loop.call_later(self.read_within if waiting else self.asked_within, self._look)
