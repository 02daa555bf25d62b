"""Worker processes that answer jobs, each with the store open for reading, and their limits.

The engine has no time limit, cannot be interrupted, and does not account for its memory. So each query runs in a
process that has only the store: at the deadline the process is killed and replaced; its memory is limited by the system
(RLIMIT_AS, where available), and a query that needs more ends only that process.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from graphbuild.messages import _
from graphbuild.server.answering import Job, Reply, work
from graphbuild.server.protocol import RequestError

_READY_WITHIN = 60.0
"""Seconds within which a new process must have opened the store."""
_PAUSE = 0.5
"""Seconds before the next attempt to start a process."""
_BETWEEN_LOOKS = 0.01
"""Seconds between two checks of a pipe that cannot be watched."""
_SHORT = 1 << 20
"""Maximum size of an answer that is read directly; for a larger one a thread waits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of the workers."""

    workers: int
    seconds: float
    """Time limit of one query."""
    memory: int = 1 << 30
    """Bytes that a worker may use in addition to what it has when it is ready."""


class WorkerPool:
    """The workers for one store, of which no client can occupy all; a rebuilt store gets new workers."""

    def __init__(self, store: Path, limits: Limits) -> None:
        """Prepare the processes for the store in a folder."""
        self._store = store
        self._limits = limits
        self._built = _identity(store)
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._all: set[_Worker] = set()
        self._replacing: set[asyncio.Task[None]] = set()
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._is_ending = False

    async def start(self) -> None:
        """Start the processes; returns when all have opened the store.

        Raises
        ------
        RuntimeError
            One of them failed to.
        """
        await asyncio.gather(*(self._add() for _number in range(self._limits.workers)))

    def end(self) -> None:
        """Abandon the current jobs, and start no further processes."""
        self._is_ending = True
        for task in self._replacing:
            task.cancel()
        for worker in self._all:
            worker.end()

    async def stop(self) -> None:
        """Stop the processes."""
        self.end()
        await asyncio.gather(*self._replacing, return_exceptions=True)
        for worker in list(self._all):
            worker.kill()
        self._all.clear()

    async def reply(self, job: Job, client: str = "") -> Reply:
        """Return the answer to a job.

        Parameters
        ----------
        job
            The question.
        client
            Identifies the client, which never occupies all workers, so that others are served while its queries run.

        Raises
        ------
        RequestError
            With 503 and ``Retry-After`` if no worker was free, the deadline passed, or memory was exhausted; with 400
            if the query is nested too deeply.
        """
        turn = self._turns.setdefault(client, asyncio.Semaphore(max(1, self._limits.workers - 1)))
        try:
            async with asyncio.timeout(self._limits.seconds):
                await turn.acquire()
        except TimeoutError:
            raise _busy() from None
        try:
            return await self._reply(job)
        finally:
            turn.release()

    async def _reply(self, job: Job) -> Reply:
        seconds = self._limits.seconds
        worker = await self._asked(job)
        finished = False
        try:
            reply = await worker.reply(seconds)
            finished = True
        except TimeoutError:
            message = _("The query took longer than {seconds} seconds and was stopped; narrow it.")
            raise RequestError(503, message.format(seconds=f"{seconds:g}"), {"Retry-After": "5"}) from None
        except (EOFError, ConnectionError):
            if self._is_ending:
                raise RequestError(503, _("The server is shutting down.")) from None
            if worker.overflowed():
                raise RequestError(400, _("The query is nested too deeply.")) from None
            message = _("The query needs more memory than one query may use; narrow it.")
            raise RequestError(503, message, {"Retry-After": "5"}) from None
        finally:
            if finished:
                self._idle.put_nowait(worker)
            else:
                # Also when the client has gone: the answer of a busy worker would be taken for the next one.
                self._replace(worker)
        return reply

    async def _asked(self, job: Job) -> _Worker:
        """Return a free worker for the current store that has accepted the job."""
        while True:
            try:
                worker = await asyncio.wait_for(self._idle.get(), self._limits.seconds)
            except TimeoutError:
                raise _busy() from None
            # While one build replaces another there is no store; its workers continue until the new one is there.
            self._built = _identity(self._store) or self._built
            if worker.built != self._built:
                self._replace(worker)
                continue
            try:
                worker.ask(job)
            except ConnectionError:
                # It was ended from outside while it was idle: use another one.
                self._replace(worker)
            else:
                return worker

    def _replace(self, worker: _Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        if self._is_ending:
            return
        task = asyncio.get_running_loop().create_task(self._add_whatever_happens())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _add_whatever_happens(self) -> None:
        """Start a process; retry after a moment if the system lacks resources."""
        while True:
            try:
                return await self._add()
            except (RuntimeError, OSError):
                await asyncio.sleep(_PAUSE)

    async def _add(self) -> None:
        worker = await asyncio.to_thread(_Worker, self._store, self._limits.memory)
        self._all.add(worker)
        try:
            await worker.ready()
        except (EOFError, OSError) as error:
            self._all.discard(worker)
            worker.kill()
            raise RuntimeError(f"a worker could not open {self._store}") from error
        self._idle.put_nowait(worker)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, store: Path, memory: int) -> None:
        self.built = _identity(store)
        """Identity of the store it has open."""
        context = multiprocessing.get_context("spawn")
        self._pipe, inner = context.Pipe()
        self._process = context.Process(
            target=work, args=(inner, str(store), memory), daemon=True, name="graphbuild worker"
        )
        self._process.start()
        inner.close()

    async def ready(self) -> None:
        """Wait until the store is open."""
        await self._readable(_READY_WITHIN)
        self._pipe.recv()

    def ask(self, job: Job) -> None:
        """Send a job to the worker."""
        self._pipe.send(job)

    async def reply(self, seconds: float) -> Reply:
        """Return the worker's reply to its job within a time limit."""
        await self._readable(seconds)
        status, media_type, length = self._pipe.recv()
        content = self._pipe.recv_bytes() if length < _SHORT else await asyncio.to_thread(self._pipe.recv_bytes)
        return Reply(status, media_type, content)

    def end(self) -> None:
        """Kill the process, whatever it is doing; a pending reply fails."""
        with contextlib.suppress(ValueError):
            self._process.kill()

    def kill(self) -> None:
        """Kill the process, and close the pipe."""
        self.end()
        self._pipe.close()
        # It has been killed: this only waits for the system to reap it.
        self._process.join(1)

    def overflowed(self) -> bool:
        """Tell whether the process ended because its stack was too small, not for lack of memory."""
        self._process.join(1)
        return self._process.exitcode == -signal.SIGSEGV

    async def _readable(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        readable: asyncio.Future[None] = loop.create_future()
        descriptor = self._pipe.fileno()
        try:
            loop.add_reader(descriptor, _set, readable)
        except NotImplementedError:
            # The event loop of Windows cannot watch pipes.
            await asyncio.wait_for(self._polled(), seconds)
            return
        try:
            await asyncio.wait_for(readable, seconds)
        finally:
            loop.remove_reader(descriptor)

    async def _polled(self) -> None:
        """Poll until the worker has sent something or is gone."""
        while not self._pipe.poll():
            await asyncio.sleep(_BETWEEN_LOOKS)


def _identity(store: Path) -> tuple[int, int] | None:
    """Return the identity of a store, which differs from that of its replacement; None if there is none."""
    try:
        found = (store / "CURRENT").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _busy() -> RequestError:
    return RequestError(503, _("All workers are busy; try again shortly."), {"Retry-After": "2"})


def _set(future: asyncio.Future[Any]) -> None:
    if not future.done():
        future.set_result(None)
