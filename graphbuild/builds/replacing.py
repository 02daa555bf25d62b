"""Replaces the outputs of a build atomically: a build that is killed leaves the old ones intact.

Everything is first written into ``OUT/.new``. When it is complete, a list of it is written beside it (``COMPLETE``) and
the entries are swapped one by one; if that is interrupted, whoever opens the folder next completes it. Other files in
the folder, such as a README, are left alone. Nothing that has the name of an output, or is in a folder of the outputs,
but was not written by a build is ever replaced: the build is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from graphbuild.builds.layout import ENTRIES, MANIFEST, REPORT, TEXTS
from graphbuild.builds.manifest import other_files, read_manifest
from graphbuild.errors import InputError, OutputError
from graphbuild.messages import _, why
from graphbuild.writing import write_file

_NEW, _OLD, _COMPLETE = ".new", "OLD", "COMPLETE"
_MARK = "MADE-BY-GRAPHBUILD"
"""Marker in ``.new`` while it has any content: a folder of that name without it is not ours."""
_LOCK = ".graphbuild.lock"
_PATIENCE = 2.0
"""Seconds that builds wait for the lock, and readers for a build that is replacing its outputs."""
_TOLD = 5
"""Maximum number of names listed in one message."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give an empty folder to write to; its content becomes that of `folder` if the block ends without an error.

    Raises
    ------
    OutputError
        Another build is writing there (code ``busy``), the folder contains something that no build made and this one
        would replace (``occupied``), or it cannot be written (``unwritable``).
    InputError
        The system refused to read a file that the block needs (``unreadable``).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Somebody who completes an interrupted replacement holds the lock for a moment.
        with FileLock(folder / _LOCK, timeout=_PATIENCE):
            finish(folder)
            _refuse_others(folder)
            new = folder / _NEW
            _clear(new)
            new.mkdir()
            (new / _MARK).touch()
            try:
                yield new
                _refuse_others(folder)
                _decide(folder)
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


def settle(folder: Path) -> None:
    """Let readers see a whole build: complete an interrupted replacement, or wait for the build that is replacing.

    The wait is bounded; after it, and where the folder cannot be written, what is there is read.

    Raises
    ------
    OutputError
        As `finish`.
    """
    deadline = time.monotonic() + _PATIENCE
    while _decided(folder) is not None and time.monotonic() < deadline:
        try:
            lock = FileLock(folder / _LOCK, timeout=0)
            lock.acquire()
        except Timeout:
            _wait()
        except OSError:
            return
        else:
            try:
                finish(folder)
            finally:
                lock.release()
                _unlock(folder)


def finish(folder: Path) -> None:
    """Complete a replacement of outputs that was interrupted while the entries were swapped; the caller has the lock.

    Raises
    ------
    OutputError
        Something that no build made is in the way (code ``occupied``), or the folder cannot be written
        (``unwritable``). Nothing is removed then.
    """
    decision = _decided(folder)
    if decision is None:
        return
    new = folder / _NEW
    old = new / _OLD
    try:
        old.mkdir(exist_ok=True)
        earlier = decision.earlier(folder)
        arriving = [name for name in decision.arriving if _is_there(new / name)]
        # What has an old one in OLD has already left; another of that name is not ours.
        leaving = [name for name in ENTRIES if name in earlier.names and not _is_there(old / name)]
        leaving = [name for name in leaving if name in arriving or name not in decision.arriving]
        others = [name for name in arriving if name not in leaving and _is_there(folder / name)]
        others += earlier.other_files(folder, leaving)
        if others:
            message = _(
                "{path} contains things that graphbuild did not create and that an interrupted build would replace: "
                "{names}. Move them away, and repeat the command"
            )
            raise OutputError("occupied", message.format(path=folder, names=_listed(others)))
        for name in ENTRIES:
            if name in leaving and _is_there(folder / name):
                (folder / name).replace(old / name)
            if name in arriving:
                (new / name).replace(folder / name)
        # Before the rest; otherwise, what somebody puts there meanwhile would be taken for an old output.
        (new / _COMPLETE).unlink()
    except OSError as error:
        raise _refused(error, folder) from error
    _clear(new)


def outputs_in(folder: Path) -> frozenset[str]:
    """Return the names of the outputs in a folder, as listed in its ``build.json``; none without that file."""
    return _Earlier.of(folder / REPORT, folder / MANIFEST).names


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What an earlier build wrote: only that is ever replaced."""

    names: frozenset[str] = frozenset()
    """Its entries."""
    files: frozenset[str] | None = None
    """The files in them; None for versions that did not list them."""

    @classmethod
    def of(cls, report_path: Path, manifest_path: Path) -> _Earlier:
        """Return what a report lists, nothing if it is not one of ours."""
        try:
            report = json.loads(report_path.read_text(encoding="utf-8"))
            if report["program"]["name"] != "graphbuild":
                return cls()
            listed = report.get("outputs")
            made = _made_by_earlier_versions(report) if listed is None else {str(name) for name in listed}
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return cls()
        files = read_manifest(manifest_path) if MANIFEST in made else None
        # Versions that do not know the list leave that of a build before them.
        return cls(frozenset(made & set(ENTRIES)) | {MANIFEST}, files)

    def other_files(self, folder: Path, names: Iterable[str]) -> list[str]:
        """Return the files in entries of the build that it did not write."""
        if self.files is None:
            return []
        return [path for name in names for path in other_files(folder, name, self.files)]


def _made_by_earlier_versions(report: dict[str, Any]) -> set[str]:
    """Return the outputs of a build whose report does not list them: all, except ``texts`` if all files were text."""
    formats = {each["format"] for each in report["inputs"]}
    return set(ENTRIES) - {MANIFEST} - ({TEXTS} if formats <= {"plain", "markdown"} else set())


@dataclass(frozen=True, slots=True)
class _Decision:
    """The content of ``COMPLETE``: from now on, the new build counts."""

    arriving: tuple[str, ...]
    """The entries of the new build."""
    replaced: str | None
    """SHA-256 of the old build's report, by which it is recognized wherever it is now; None if there was no build."""

    def earlier(self, folder: Path) -> _Earlier:
        """Return the build that is replaced."""
        places = (folder / _NEW / _OLD, folder)
        reports = [place / REPORT for place in places if _digest(place / REPORT) == self.replaced]
        if self.replaced is None or not reports:
            return _Earlier()
        return _Earlier.of(
            reports[0], next((place for place in places if _is_there(place / MANIFEST)), folder) / MANIFEST
        )


def _decide(folder: Path) -> None:
    """Write down that the new build is complete, and what it replaces."""
    new = folder / _NEW
    arriving = [name for name in ENTRIES if _is_there(new / name)]
    replaced = _digest(folder / REPORT) if outputs_in(folder) else None
    write_file(new / _COMPLETE, json.dumps({"arriving": arriving, "replaced": replaced}))


def _decided(folder: Path) -> _Decision | None:
    """Return the decision of a build of ours; None if there is none that can be read: that build is unfinished."""
    new = folder / _NEW
    if new.is_symlink() or not (new / _MARK).is_file():
        return None
    try:
        content = json.loads((new / _COMPLETE).read_text(encoding="utf-8"))
        decision = _Decision(tuple(content["arriving"]), content["replaced"])
        return decision if set(ENTRIES).issuperset(decision.arriving) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _digest(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _is_there(path: Path) -> bool:
    """Tell whether there is anything at a path, also a link that leads nowhere."""
    return os.path.lexists(path)


def _refuse_others(folder: Path) -> None:
    """Refuse a folder if something that no build made would be replaced."""
    earlier = _Earlier.of(folder / REPORT, folder / MANIFEST)
    others = [name for name in ENTRIES if name not in earlier.names and _is_there(folder / name)]
    new = folder / _NEW
    if new.is_symlink() or (new.exists() and not (new.is_dir() and _is_ours(new))):
        others.append(_NEW)
    others += earlier.other_files(folder, earlier.names)
    if others:
        message = _(
            "{path} contains things that graphbuild did not create and that this build would replace: {names}. "
            "Move them away, or choose another folder for the outputs (build --out FOLDER, demo FOLDER)"
        )
        raise OutputError("occupied", message.format(path=folder, names=_listed(others)))


def _listed(others: list[str]) -> str:
    """Return up to five names for a message."""
    return ", ".join([*sorted(others)[:_TOLD], *(["…"] if len(others) > _TOLD else [])])


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


def _wait() -> None:
    """Wait until it is worth looking again."""
    time.sleep(0.02)


def _unlock(folder: Path) -> None:
    """Remove the lock file, unless another process holds it."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        with lock:
            (folder / _LOCK).unlink(missing_ok=True)
    except (Timeout, OSError):
        return
