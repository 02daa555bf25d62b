"""``publish`` sends a build to a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from graphbuild.commands.terminal import bar, tell
from graphbuild.errors import InputError
from graphbuild.messages import _


def publish_command() -> click.Command:
    """Return ``graphbuild publish``."""

    @click.command(
        "publish",
        help=_(
            "Publish the build in the folder OUT to a server with the SPARQL Graph Store Protocol, graph by "
            "graph, sending only what has changed since the last time. An interrupted run is resumed by the next "
            "one. The password is read from GRAPHBUILD_PASSWORD, a token from GRAPHBUILD_TOKEN."
        ),
    )
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option("--to", "address", required=True, metavar="URL", help=_("Address of the server's graph store."))
    @click.option("--user", default="", help=_("User name for the login; default: GRAPHBUILD_USER."))
    @click.option(
        "--replace",
        is_flag=True,
        help=_("Put this corpus in the place of another one of the same name on the server."),
    )
    def command(out: Path, address: str, user: str, replace: bool) -> int:
        from graphbuild.builds.layout import NQUADS
        from graphbuild.builds.opening import open_build
        from graphbuild.sparql.publishing import publish
        from graphbuild.sparql.remote import Credentials, GraphStore

        build = open_build(out)
        if build.corpus_id is None:
            message = _(
                "An earlier version of graphbuild made the build in {path}, which does not say which corpus it is of. "
                "Build it anew before publishing: graphbuild build FOLDER --out {path}"
            )
            raise InputError("old-build", message.format(path=out))

        def shown(graphs: Iterable[str]) -> Iterable[str]:
            listed = list(graphs)
            return bar(listed, total=len(listed), label=_("Writing graphs"))

        store = GraphStore(address, Credentials.from_environment(user))
        done = publish(
            out / NQUADS, store, names=build.names, corpus_id=build.corpus_id, replace=replace, progress=shown
        )
        tell(
            _("{written} graphs written, {unchanged} unchanged, {removed} removed."),
            written=len(done.written),
            unchanged=len(done.unchanged),
            removed=len(done.removed),
        )
        return 0

    return command
