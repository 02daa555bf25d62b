"""Reads a file that the user names, but never waits for a pipe that nobody writes to."""

from __future__ import annotations

import errno
from pathlib import Path

from graphbuild.messages import _


def content_of(path: Path) -> bytes:
    """Return the bytes of a regular file; a link is followed.

    Raises
    ------
    OSError
        It cannot be opened, or is a pipe or a device (``errno.EINVAL``); `graphbuild.messages.why` tells the user.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, _("it is a pipe or a device; a file is expected"), str(path))
    return path.read_bytes()
