"""What the commands share: exit codes, and what is said on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

FINDINGS, WRONG_USE, FAULT, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0."""

# A bar for work that takes no longer than this would only flicker.
_FILES_WORTH_A_BAR = 20


def tell(message: str, /, **values: Any) -> None:
    """Tell the user something that is not the answer itself: on standard error."""
    click.echo(message.format(**values), err=True)


def bar(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
    """Show a progress bar on standard error, if that is a terminal and the work is long enough."""
    if total < _FILES_WORTH_A_BAR or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=label, total=total, console=Console(stderr=True), transient=True)
