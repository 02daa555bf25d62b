"""Reads foreign files in a process of their own, with limits of memory and time; its death is that file's failure.

The limits are watched from outside (psutil), as an interpreter that a parser has brought down cannot watch itself, and
in the same way on every system. Time is that of the processor and begins anew with each page, so that neither a busy
machine nor a long scan makes a difference.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

import psutil

from graphbuild.errors import InputError
from graphbuild.messages import _, language
from graphbuild.model import Text
from graphbuild.readers.failure import Failure
from graphbuild.readers.reader import Settings
from graphbuild.readers.wire import Frame, receive, result_of, send

MEMORY = 1_500_000_000
"""Bytes that the process may hold."""
SECONDS = 60.0
"""Seconds of processor time for one page, or for one file without pages."""
_WAITING = 900.0
"""Seconds on the clock after which a step counts as hanging although it needs no processor."""
WORKER = "graphbuild.readers.worker"
"""The module that the process runs."""
_BETWEEN_LOOKS = 0.05
_MOST_DEATHS = 10
"""Number of files in one archive at which the process may die before the rest is given up."""


class Isolated:
    r"""Reads foreign files one after the other; the process is started with the first and ended at the end.

    Parameters
    ----------
    settings
        How files are read in this run.

    Examples
    --------
    >>> with Isolated(Settings()) as isolated:
    ...     [failure] = isolated.texts(b"PK\x03\x04 ...", "a.zip")
    >>> failure.code
    'damaged'
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: _Process | None = None
        self._reason = ""
        """Why the last process was ended."""

    def __enter__(self) -> Isolated:
        """Return the object itself; nothing is started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, whatever it is doing."""
        self._end()

    def texts(self, data: bytes, source: str) -> Iterator[Text | Failure]:
        """Yield the text of a foreign file, or those of the files in it, or why one could not be read.

        Parameters
        ----------
        data
            The whole file.
        source
            Its name.
        """
        skip: list[str] = []
        deaths = 0
        while True:
            at = source
            for frame in self._asked(Frame(self._request(source, skip), data)):
                if frame is None:
                    break
                if "begin" in frame.said:
                    at = frame.said["begin"]
                    continue
                if "text" in frame.said or "failure" in frame.said:
                    result = result_of(frame)
                    skip.append(result.source)
                    yield result
            else:
                return
            # It died at this file; those after it in the same archive are read by another process.
            yield self._death(at)
            deaths += 1
            if at in skip or at == source:
                return
            if deaths == _MOST_DEATHS:
                message = _("{file}: too many of the files in it cannot be read; the rest of it was not tried.")
                yield Failure.of(source, InputError("crash", message.format(file=source)))
                return
            skip.append(at)

    def pictures(self, data: bytes, source: str, wanted: str, numbers: Sequence[int]) -> Iterator[bytes]:
        """Yield a picture of each of the given pages, as `graphbuild.readers.pages.pictures.pictures` does.

        Parameters
        ----------
        data
            The whole file.
        source
            Its name.
        wanted
            The file whose pages are shown: `source` itself, or a file in it.
        numbers
            Numbers of the pages, from 1.

        Raises
        ------
        InputError
            A page cannot be shown.
        """
        request = {"source": source, "wanted": wanted, "numbers": list(numbers), "language": language()}
        for frame in self._asked(Frame(request, data)):
            failure = self._death(wanted) if frame is None else frame.said.get("failure")
            if failure is not None:
                told = failure if isinstance(failure, Failure) else Failure(**failure)
                raise InputError(told.code, told.message)
            if frame is not None:
                yield frame.data

    def _request(self, source: str, skip: list[str]) -> dict[str, object]:
        settings = self._settings
        return {
            "source": source,
            "skip": skip,
            "language": language(),
            "convert_legacy": settings.convert_legacy,
            "jobs": settings.jobs,
            "cache": str(settings.cache.absolute()) if settings.cache else "",
        }

    def _asked(self, request: Frame) -> Iterator[Frame | None]:
        """Yield what the process answers; None at the end if it died before it was done."""
        process = self._process = self._process or _Process()
        finished = False
        try:
            for frame in process.answers(request):
                if "done" in frame.said:
                    finished = True
                    return
                self._settings.step()
                yield frame
            self._end()
            yield None
        finally:
            if not finished:
                self._end()

    def _death(self, source: str) -> Failure:
        """Return the failure of the file at which the process died."""
        reason = self._reason
        message = {
            "memory": _(
                "{file}: reading it needs more memory than one file may use. It is damaged, or made to do harm."
            ),
            "time": _("{file}: reading it takes longer than one page may take. It is damaged, or made to do harm."),
        }.get(reason, _("{file}: the program that reads such files crashed on it. It is damaged, or made to do harm."))
        advice = _("Open it with its own program and save it again, or remove it from the corpus folder.")
        return Failure.of(source, InputError(reason or "crash", f"{message.format(file=source)} {advice}"))

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._reason, self._process = self._process.reason, None


class _Process:
    """The process, the pipes to it, and the thread that watches it."""

    def __init__(self) -> None:
        package = str(Path(__file__).parent.parent.parent)
        path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        self.reason = ""
        """Why it was killed: "memory" or "time"; "" if it was not, or died by itself."""
        # Neither a module nor a program that lies among the documents is found: -P, and another folder than theirs, as
        # Windows looks for programs there first.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_THREAD_LIMIT": "1"},
            cwd=package,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._seen = psutil.Process(self._process.pid)
        self._is_busy = threading.Event()
        self._is_over = threading.Event()
        self._begin_step()
        self._watcher = threading.Thread(target=self._watch, daemon=True, name="graphbuild reader watch")
        self._watcher.start()

    def answers(self, request: Frame) -> Iterator[Frame]:
        """Yield what it answers to a request, until it is gone or the caller has enough."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._begin_step()
        self._is_busy.set()
        try:
            try:
                send(self._process.stdin, request)
            except OSError:
                return
            while frame := receive(self._process.stdout):
                self._begin_step()
                yield frame
        finally:
            self._is_busy.clear()

    def kill(self) -> None:
        """End it with all that it started, and wait until it is gone."""
        self._is_over.set()
        self._stop()
        self._watcher.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()

    def _stop(self) -> None:
        with contextlib.suppress(psutil.Error):
            for child in self._seen.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    child.kill()
        self._process.kill()

    def _begin_step(self) -> None:
        self._used, self._since = self._seconds(), time.monotonic()

    def _seconds(self) -> float:
        try:
            times = self._seen.cpu_times()
        except psutil.Error:
            return 0.0
        return times.user + times.system

    def _watch(self) -> None:
        while not self._is_over.wait(_BETWEEN_LOOKS):
            if not self._is_busy.is_set():
                continue
            try:
                memory = self._seen.memory_info().rss
            except psutil.Error:
                return
            if memory > MEMORY:
                self.reason = "memory"
            elif self._seconds() - self._used > SECONDS or time.monotonic() - self._since > _WAITING:
                self.reason = "time"
            if self.reason:
                self._stop()
                return
