"""Replaces the outputs of a build atomically: a build that is killed leaves the old ones intact.

Everything is first written into ``OUT/.new``. When it is complete, a list of it is written beside it (``COMPLETE``) and
the entries are swapped one by one; if that is interrupted, whoever opens the folder next completes it. Other files in
the folder, such as a README, are left alone. An entry that has the name of an output but was not written by a build is
never replaced: the build is refused.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graphbuild.builds.layout import ENTRIES, REPORT, TEXTS
from graphbuild.errors import InputError, OutputError
from graphbuild.messages import _, why

_NEW, _OLD, _COMPLETE = ".new", "OLD", "COMPLETE"
_MARK = "MADE-BY-GRAPHBUILD"
"""Marker in ``.new`` while it has any content: a folder of that name without it is not ours."""
_LOCK = ".graphbuild.lock"
_OLD_OF_EARLIER_VERSIONS = ".old"
"""Folder for the old entries in earlier versions; they did not mark ``.new``."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to; its content becomes that of `folder` if the block ends without an error.

    Raises
    ------
    OutputError
        Another build is writing there (code ``busy``), the folder contains an entry with the name of an output that no
        build made (``occupied``), or it cannot be written (``unwritable``).
    InputError
        The system refused to read a file that the block needs (``unreadable``).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=0):
            finish(folder)
            _refuse_others(folder)
            new = folder / _NEW
            _clear(new)
            new.mkdir()
            (new / _MARK).touch()
            try:
                yield new
                _refuse_others(folder)
                names = sorted(path.name for path in new.iterdir() if path.name != _MARK)
                (new / _COMPLETE).write_text(json.dumps(names), encoding="utf-8")
            except KeyboardInterrupt:
                raise KeyboardInterrupt(*_unchanged(folder)) from None
            finally:
                if not (new / _COMPLETE).exists():
                    _clear(new)
            finish(folder)
    except Timeout as error:
        message = _("Another build is writing to {path}; wait until it has finished").format(path=folder)
        raise OutputError("busy", message) from error
    except OSError as error:
        raise _refused(error, folder) from error
    finally:
        _unlock(folder)


def finish(folder: Path) -> None:
    """Complete a replacement of outputs that was interrupted while the entries were swapped.

    Raises
    ------
    OutputError
        The folder cannot be written (code ``unwritable``).
    """
    new = folder / _NEW
    complete = new / _COMPLETE
    if not complete.is_file():
        return
    old = new / _OLD
    try:
        names = json.loads(complete.read_text(encoding="utf-8"))
        old.mkdir(exist_ok=True)
        for name in sorted({*ENTRIES, *names}):
            arriving = new / name
            leaves = (folder / name).exists() and (arriving.exists() or name not in names)
            if leaves:
                (folder / name).replace(old / name)
            if arriving.exists():
                arriving.replace(folder / name)
        # Before the rest; otherwise, what somebody puts there meanwhile would be taken for an old output.
        complete.unlink()
        if not (new / _MARK).exists():
            shutil.rmtree(folder / _OLD_OF_EARLIER_VERSIONS, ignore_errors=True)
    except OSError as error:
        raise _refused(error, folder) from error
    _clear(new)


def outputs_in(folder: Path) -> frozenset[str]:
    """Return the names of the outputs in a folder, as listed in its ``build.json``; none without that file."""
    try:
        report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
        if report["program"]["name"] != "graphbuild":
            return frozenset()
        listed = report.get("outputs")
        made = _made_by_earlier_versions(report) if listed is None else {str(name) for name in listed}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return frozenset()
    return frozenset(made & set(ENTRIES))


def _made_by_earlier_versions(report: dict[str, Any]) -> set[str]:
    """Return the outputs of a build whose report does not list them: all, except ``texts`` if all files were text."""
    formats = {each["format"] for each in report["inputs"]}
    return set(ENTRIES) - ({TEXTS} if formats <= {"plain", "markdown"} else set())


def _refuse_others(folder: Path) -> None:
    """Refuse a folder if something that no build made would be replaced."""
    made = outputs_in(folder)
    there = [name for name in ENTRIES if (folder / name).exists() or (folder / name).is_symlink()]
    others = [name for name in there if name not in made]
    new = folder / _NEW
    if new.is_symlink() or (new.exists() and not (new.is_dir() and _is_ours(new))):
        others.append(_NEW)
    if others:
        message = _(
            "{path} contains things that graphbuild did not create and that this build would replace: {names}. "
            "Move them away, or choose another folder for the outputs (build --out FOLDER, demo FOLDER)"
        )
        raise OutputError("occupied", message.format(path=folder, names=", ".join(others)))


def _is_ours(new: Path) -> bool:
    return (new / _MARK).is_file() or not any(new.iterdir())


def _clear(new: Path) -> None:
    """Remove the folder of an unfinished build, its marker last."""
    for path in new.iterdir() if new.is_dir() else ():
        if path.name == _MARK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()
    with suppress(OSError):
        if [path.name for path in new.iterdir()] == [_MARK]:
            (new / _MARK).unlink()
        new.rmdir()


def _unchanged(folder: Path) -> tuple[str, ...]:
    """Return what to tell about existing outputs when a build was interrupted; nothing if there were none."""
    is_decided = (folder / _NEW / _COMPLETE).exists()
    return (_("Earlier outputs are unchanged."),) if outputs_in(folder) and not is_decided else ()


def _refused(error: OSError, folder: Path) -> InputError | OutputError:
    """Return the error that names the failing path, and what to do."""
    failed = folder if error.filename is None else Path(error.filename)
    if failed != folder and folder.absolute() not in failed.absolute().parents:
        message = _("Cannot read {path}: {reason}").format(path=failed, reason=why(error))
        return InputError("unreadable", message)
    message = _(
        "Cannot write to {path}: {reason}. Choose another folder for the outputs (build --out FOLDER, demo FOLDER)"
    )
    return OutputError("unwritable", message.format(path=failed, reason=why(error)))


def _unlock(folder: Path) -> None:
    """Remove the lock file, unless another process holds it."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        with lock:
            (folder / _LOCK).unlink(missing_ok=True)
    except (Timeout, OSError):
        return
