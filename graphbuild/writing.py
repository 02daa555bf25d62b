"""Writes files for users: each one completely or not at all; errors name the file."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.messages import _, why

UNFINISHED = re.compile(r"\.[0-9a-f]{16}\.part")
"""Name of a file that was being written; one that is left belongs to a process that was killed."""


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file as `replaced` does; text is encoded in UTF-8, with its line ends unchanged.

    Raises
    ------
    OutputError
        It cannot be written, or the path is not a regular file (code ``unwritable``).
    """
    with replaced(path) as unfinished:
        unfinished.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to, which replaces `path` when the block ends without an error.

    Readers of `path` see the old content until then, and keep it if the block fails. The parent folder is created; the
    file keeps the mode of the one it replaces; a link is followed and its target replaced.

    Raises
    ------
    OutputError
        It cannot be written, or the path is not a regular file (code ``unwritable``).
    """
    target = Path(os.path.realpath(path))
    # Short, so that every valid file name can be written.
    unfinished = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            message = _("Cannot write {path}: it is a folder or a device, not a file").format(path=path)
            raise OutputError("unwritable", message)
        yield unfinished
        if target.exists():
            unfinished.chmod(target.stat().st_mode & 0o777)
        unfinished.replace(target)
    except OSError as error:
        if error.filename is not None and Path(error.filename) == unfinished:
            error.filename = path
        raise unwritable(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def unwritable(error: OSError, path: Path) -> OutputError:
    """Return the error that names what could not be written: the path that the system reports, else `path`."""
    failed = path if error.filename is None else error.filename
    return OutputError("unwritable", _("Cannot write {path}: {reason}").format(path=failed, reason=why(error)))
