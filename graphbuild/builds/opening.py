"""Opens the folder of a build for notebooks, commands and comparisons."""

from __future__ import annotations

from pathlib import Path

from graphbuild.builds.replacing import finish
from graphbuild.errors import InputError
from graphbuild.messages import _


def open_build(folder: Path) -> None:
    """Complete an interrupted replacement of outputs, and make sure that there is a build.

    Raises
    ------
    InputError
        There is no build in the folder (code ``no-build``).
    """
    finish(folder)
    if not (folder / "build.json").is_file():
        message = _("There is no build in {path}. Create one with: graphbuild build FOLDER --out {path}")
        raise InputError("no-build", message.format(path=folder))
