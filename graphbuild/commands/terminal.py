"""Shared by the commands: exit codes, output, and messages on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import IO, Any, cast

import click

from graphbuild.messages import _
from graphbuild.safe_text import for_terminal

FINDINGS, WRONG_USE, FAULT, INTERRUPTED = 1, 2, 3, 130
"""Exit codes other than 0."""

# A progress bar for shorter work would only flicker.
_FILES_WORTH_A_BAR = 20


class Commands(click.Group):
    """A group whose help shows the full first sentence of each command: click would truncate it at the line end."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command to the list."""
        cmd.short_help = (cmd.help or "").partition(". ")[0].rstrip(".") + "."
        super().add_command(cmd, name)


convert_legacy_option = click.option(
    "--convert-legacy",
    is_flag=True,
    help=_(
        "Convert plain text in the code of an old font (TCVN3, VNI), or garbled by a wrong conversion, where that is "
        "exact."
    ),
)


def tell(message: str, /, **values: Any) -> None:
    """Tell the user something apart from the answer itself: on standard error."""
    say(message.format(**values))


def say(text: str) -> None:
    """Write a text to standard error; nothing that it quotes affects the terminal."""
    click.echo(for_terminal(text), err=True)


def answers(form: str) -> IO[str]:
    """Return the stream for an answer in a given format: standard output.

    Formats for programs are exact in a file or pipe; on a terminal their control characters are made visible. Formats
    for people ("text", "table") are safe already, and keep the terminal's colours.
    """
    if form in ("text", "table") or not sys.stdout.isatty():
        return sys.stdout
    return cast("IO[str]", _Visible())


class _Visible:
    """Standard output on a terminal, for texts from documents."""

    def write(self, text: str) -> int:
        return sys.stdout.write(for_terminal(text))


def bar(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
    """Show a progress bar on standard error, if that is a terminal and the work is long enough."""
    if total < _FILES_WORTH_A_BAR or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=label, total=total, console=Console(stderr=True), transient=True)
