"""Replaces the outputs of a build all at once: a build that is killed leaves the old ones whole.

Everything is written into ``OUT/.new`` first. When it is complete, a list of it is written beside it (``COMPLETE``) and
the entries change places one by one; should that be interrupted, whoever opens the folder next finishes it. Other files
in the folder, such as a README, are left alone.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graphbuild.builds.layout import ENTRIES
from graphbuild.errors import OutputError
from graphbuild.messages import _

_NEW, _OLD, _LOCK, _COMPLETE = ".new", ".old", ".lock", "COMPLETE"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write into; what is in it becomes the content of `folder` when the block ends well.

    Raises
    ------
    OutputError
        Another build is writing there (code ``busy``), or the folder cannot be written (code ``unwritable``).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            finish(folder)
            new = folder / _NEW
            for left in (new, folder / _OLD):
                shutil.rmtree(left, ignore_errors=True)
            new.mkdir()
            try:
                yield new
                (new / _COMPLETE).write_text(json.dumps(sorted(path.name for path in new.iterdir())), encoding="utf-8")
                finish(folder)
            finally:
                shutil.rmtree(new, ignore_errors=True)
    except Timeout as error:
        message = _("Another build is writing into {path}; wait for it to end").format(path=folder)
        raise OutputError("busy", message) from error
    except OSError as error:
        message = _("Cannot write into {path}: {reason}. Choose another folder with --out").format(
            path=folder, reason=error.strerror or error
        )
        raise OutputError("unwritable", message) from error
    finally:
        _unlock(folder)


def finish(folder: Path) -> None:
    """Bring a change of outputs to its end that was interrupted while the entries changed places."""
    new, old = folder / _NEW, folder / _OLD
    complete = new / _COMPLETE
    if not complete.is_file():
        return
    names = json.loads(complete.read_text(encoding="utf-8"))
    old.mkdir(exist_ok=True)
    for name in sorted({*ENTRIES, *names}):
        arriving = new / name
        leaves = (folder / name).exists() and (arriving.exists() or name not in names)
        if leaves:
            (folder / name).replace(old / name)
        if arriving.exists():
            arriving.replace(folder / name)
    shutil.rmtree(new)
    shutil.rmtree(old, ignore_errors=True)


def _unlock(folder: Path) -> None:
    """Remove the lock file, unless somebody else holds it."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        with lock:
            (folder / _LOCK).unlink(missing_ok=True)
    except (Timeout, OSError):
        return
