"""Runs the server for a build or any RDF file."""

from __future__ import annotations

import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph

from graphbuild.builds.layout import REPORT, SITE, STORE
from graphbuild.builds.opening import open_build
from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.server.app import Served, create_app
from graphbuild.server.workers import Limits
from graphbuild.sparql.store import Store, load

_FORMATS = {
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
}


def serve(
    source: Path,
    *,
    host: str,
    port: int,
    limits: Limits,
    started: Callable[[str], None],
    names: frozenset[str] = frozenset(),
) -> None:
    """Serve a build or a file until the process is interrupted.

    Parameters
    ----------
    source
        Folder of a build, or an N-Quads, TriG or Turtle file.
    host, port
        Address to listen on; port 0 picks a free one.
    limits
        Limits of the workers.
    started
        Called with the address once the server is listening.
    names
        Names of the server, besides its addresses and the name of the machine.

    Raises
    ------
    InputError
        There is nothing to serve (``no-build``, ``no-store``, ``rdf``), or the address cannot be listened on
        (``address``).
    """
    import uvicorn

    from graphbuild.server.connections import BoundedProtocol

    class _Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # At shutdown, clients do not wait for queries, and the server does not wait for clients.
            app.state.end()
            await super().shutdown(sockets)

    # uvicorn raises the signal again after it has shut down, which would end the process before cleaning up.
    signal.signal(signal.SIGTERM, _exit)
    with opened(source) as served:
        listener = _listener(host, port)
        address = f"[{host}]" if ":" in host else host
        app = create_app(served, limits, names=names | {host})
        config = uvicorn.Config(
            app, http=BoundedProtocol, log_level="warning", access_log=False, timeout_graceful_shutdown=1
        )
        started(f"http://{address}:{listener.getsockname()[1]}/")
        _Server(config).run(sockets=[listener])


@contextmanager
def opened(source: Path) -> Iterator[Served]:
    """Give what to serve; a file is loaded into a store that exists as long as the block."""
    if source.is_dir():
        open_build(source)
        Store.open(source / STORE)
        yield Served(source / STORE, report=source / REPORT, site=source / SITE)
        return
    form = _FORMATS.get(source.suffix.lower())
    if form is None or not source.is_file():
        message = _("{path} is neither the folder of a build nor an N-Quads (.nq), TriG (.trig) or Turtle (.ttl) file")
        raise InputError("rdf", message.format(path=source))
    # What an interrupted load still writes may get in the way of cleaning up.
    with tempfile.TemporaryDirectory(prefix="graphbuild-", ignore_cleanup_errors=True) as folder:
        try:
            load(source, Path(folder), form)
        except SyntaxError as error:
            message = _("{path} is not valid RDF: {reason}").format(path=source, reason=error)
            raise InputError("rdf", message) from error
        yield Served(Path(folder))


def _exit(_number: int, _frame: object) -> None:
    raise SystemExit(143)


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=2048)
        # The event loop does this only for connections of sockets that it created itself; otherwise every answer after
        # the first on a connection waits 40 ms for the client's acknowledgement.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listener
    except OSError as error:
        message = _("Cannot listen on {host}, port {port}: {reason}. Choose another port with --port")
        raise InputError("address", message.format(host=host, port=port, reason=why(error))) from error
