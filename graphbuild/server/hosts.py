"""The names under which the server answers.

A web page anywhere in the world can make a browser in the office request a name that it points to this machine (DNS
rebinding), and read internal data. So the server answers only under its own addresses and names.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from graphbuild.messages import _

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d+)?")


class KnownHosts:
    """Answers only requests whose Host is an address, the name of this machine, or a configured name."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        """Wrap an application in the check."""
        self._app = app
        self._names = {name.lower() for name in (*names, "localhost", socket.gethostname(), socket.getfqdn())}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or report that it is meant for another server (421, RFC 9110 §15.5.20)."""
        if scope["type"] == "http":
            host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
            if not self._knows(host):
                message = _("This server is not called {host}. Start it with --hostname {host} if it is.")
                await PlainTextResponse(message.format(host=host[:100]), 421)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _knows(self, host: str) -> bool:
        """Tell whether a Host header is one of ours.

        Clients of HTTP/1.0 send none; no browser does that.
        """
        parts = _HOST.fullmatch(host)
        if parts is None:
            return host == ""
        name = (parts["v6"] or parts["name"]).lower().rstrip(".")
        return name in self._names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
