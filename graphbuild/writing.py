"""Writes files for users: each complete or not at all, and what fails is named."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.messages import _, why


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file as `replaced` does; a text in UTF-8, its line ends as they are.

    Raises
    ------
    OutputError
        It cannot be written, or what stands there is no file (code ``unwritable``).
    """
    with replaced(path) as unfinished:
        unfinished.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a path to write a file to, which takes the place of `path` when the block ends well.

    Whoever reads `path` meanwhile has the old content, and keeps it when the block fails. Its folder is made; a file
    that is replaced hands its mode on; through a link, what it leads to is replaced.

    Raises
    ------
    OutputError
        It cannot be written, or what stands there is no file (code ``unwritable``).
    """
    target = Path(os.path.realpath(path))
    # Short, so that every name that a file can have can be written.
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
    """Return the error that names what could not be written: the path that the system tells, else `path`."""
    failed = path if error.filename is None else error.filename
    return OutputError("unwritable", _("Cannot write {path}: {reason}").format(path=failed, reason=why(error)))
