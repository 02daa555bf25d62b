"""What bounds the connections of the server: their number, and how long a client may keep one without using it.

uvicorn bounds neither: a connection on which nothing is asked stays for ever, and so does one whose client does not
read the answer.
"""

from __future__ import annotations

import asyncio
import contextlib

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from graphbuild.messages import _

_MOST = 512


def most_connections() -> int:
    """Return how many connections there may be at once, so that files and workers can still be opened."""
    most = _MOST
    with contextlib.suppress(ImportError):
        import resource

        most = min(most, resource.getrlimit(resource.RLIMIT_NOFILE)[0] // 2)
    return most


class BoundedProtocol(H11Protocol):
    """HTTP over one connection, ended when its client does not do its part."""

    most = most_connections()
    """Connections at once; one client has at most half of them."""
    asked_within = 15.0
    """Seconds in which the head of a request must have come."""
    read_within = 30.0
    """Seconds in which a client must read something of an answer that waits for it."""

    _due: asyncio.TimerHandle | None = None
    _idle_since = 0.0
    """When the connection was made or its last answer was complete."""
    _waiting = 0
    """Bytes of the answer that waited for the client when it was looked at."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or end it at once where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > self.most or self._of_client() > self.most // 2:
            transport.abort()
            return
        self._idle_since = self.loop.time()
        self._due = self.loop.call_later(self.asked_within, self._look)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP, in the user's language."""
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
        """Forget a connection."""
        if self._due is not None:
            self._due.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Note when the next request is waited for."""
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
