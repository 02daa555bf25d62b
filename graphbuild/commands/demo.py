"""``demo`` builds the sample documents and opens the result."""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path

import click

from graphbuild.commands.building import build_and_tell, front_page
from graphbuild.commands.terminal import tell
from graphbuild.messages import _


def demo_command() -> click.Command:
    """Return ``graphbuild demo``."""

    @click.command(
        "demo",
        help=_(
            "Build the graph of the sample documents, all of them invented, into FOLDER (default: "
            "graphbuild-demo) and open its front page in the browser."
        ),
    )
    @click.argument("folder", type=click.Path(path_type=Path), default="graphbuild-demo")
    def command(folder: Path) -> int:
        from graphbuild.folders import samples_folder

        samples = samples_folder()
        tell(_("Sample documents, all of them invented: {path}"), path=samples)
        code = build_and_tell(samples, folder)
        if sys.stdout.isatty() and sys.stderr.isatty() and _has_desktop():
            webbrowser.open(front_page(folder).as_uri())
        return code

    return command


def _has_desktop() -> bool:
    """Tell whether a graphical browser can be opened; a text browser would take over the terminal."""
    if any(os.environ.get(name) for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")):
        return True
    return sys.platform in ("win32", "darwin") and "SSH_CONNECTION" not in os.environ
