"""``serve`` makes the graph available on a network."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.commands.terminal import tell
from graphbuild.messages import _


def serve_command() -> click.Command:
    """Return ``graphbuild serve``."""

    @click.command(
        "serve",
        help=_(
            "Serve the build in the folder OUT, or an N-Quads, TriG or Turtle file: a SPARQL endpoint at /sparql, "
            "a query page, the site, and every document and body at its own address. Read-only."
        ),
    )
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on; 0.0.0.0 for all."))
    @click.option(
        "--port", type=click.IntRange(0, 65535), default=7200, show_default=True, help=_("0 picks a free one.")
    )
    @click.option(
        "--timeout",
        type=click.FloatRange(0.1, 3600),
        default=10.0,
        show_default=True,
        help=_("Seconds after which a query is stopped."),
    )
    @click.option(
        "--workers", type=click.IntRange(1, 64), default=4, show_default=True, help=_("Processes that answer queries.")
    )
    @click.option(
        "--hostname",
        "names",
        multiple=True,
        help=_("Name by which clients reach the server, besides its address and the machine's own; repeatable."),
    )
    def command(out: Path, host: str, port: int, timeout: float, workers: int, names: tuple[str, ...]) -> int:
        from graphbuild.server.running import serve
        from graphbuild.server.workers import Limits

        def started(address: str) -> None:
            tell(
                _("Open {address} in a browser; programs send queries to {address}sparql. Press Ctrl-C to stop."),
                address=address,
            )

        serve(out, host=host, port=port, limits=Limits(workers, timeout), started=started, names=frozenset(names))
        return 0

    return command
