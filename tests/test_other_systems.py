"""What Windows and macOS have not: no module asks for it, the demo builds and the server answers without it.

The tests run on Linux, where it is taken away.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pipe
from pathlib import Path
from typing import NoReturn

import pytest

from graphbuild.server import answering
from graphbuild.server.answering import Job
from graphbuild.server.protocol import RequestError, SparqlRequest
from graphbuild.server.workers import Limits, WorkerPool
from graphbuild.sparql.store import create

WITHOUT_UNIX = """
import importlib, os, pkgutil, signal, sys

import psutil  # has a half for each system, of which that for Linux needs what Linux has

for name in ("resource", "termios", "tty", "pty", "pwd", "grp", "readline", "curses", "syslog"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "kill", "killpg", "getuid", "geteuid", "setsid", "mkfifo", "wait", "chown"):
    delattr(os, name)
for name in ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGPIPE", "SIGCHLD", "alarm"):
    delattr(signal, name)

import graphbuild
from graphbuild.cli import run

for module in pkgutil.walk_packages(graphbuild.__path__, "graphbuild."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
sys.exit(run(["demo", "ra"]))
"""

COUNT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u }"


class WindowsLoop(asyncio.SelectorEventLoop):
    """Watches no pipes, as the event loop of Windows does not."""

    def add_reader(self, _fd: object, _callback: object, *_args: object) -> NoReturn:
        raise NotImplementedError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    lines = (f"<x:a{number}> <x:p> <x:b{number}> .\n" for number in range(100))
    (tmp_path / "graph.nq").write_text("".join(lines), encoding="utf-8")
    create(tmp_path / "graph.nq", tmp_path / "store")
    return tmp_path / "store"


def test_nothing_of_unix_is_needed_to_build(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_UNIX]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ra" / "site" / "index.html").is_file()


def test_workers_answer_and_are_ended_where_no_pipe_can_be_watched(store: Path) -> None:
    async def answer(pool: WorkerPool) -> bytes:
        """Ask until a worker is free and fast enough: on a busy machine none may be for a while."""
        while True:
            with contextlib.suppress(RequestError):
                return (await pool.reply(Job("text/csv", SparqlRequest(COUNT)))).content

    async def ask() -> tuple[bytes, int, bytes]:
        pool = WorkerPool(store, Limits(1, 1.0))
        await pool.start()
        try:
            first = await answer(pool)
            with pytest.raises(RequestError) as refused:
                await pool.reply(Job("text/csv", SparqlRequest(ENDLESS)))
            return first, refused.value.status, await answer(pool)
        finally:
            await pool.stop()

    def run_it() -> tuple[bytes, int, bytes]:
        with asyncio.Runner(loop_factory=WindowsLoop) as runner:
            return runner.run(ask())

    # In a thread of its own, as the browser's library keeps an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        first, status, again = thread.submit(run_it).result()
    assert first == again == b"n\r\n100\r\n"
    assert status == 503


def test_a_worker_whose_memory_the_system_does_not_bound_works_all_the_same(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_what: int, _limits: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr("resource.setrlimit", refused)
    monkeypatch.setattr(answering, "_silence", lambda: None)
    monkeypatch.setattr("signal.signal", lambda _signal, _handler: None)
    ours, its = Pipe()
    with ThreadPoolExecutor(1) as thread:
        worker = thread.submit(answering.work, its, str(store), 1 << 30)
        try:
            assert ours.recv() == "ready"
            ours.send(Job("text/csv", SparqlRequest("SELECT (6 * 7 AS ?n) {}")))
            assert (ours.recv(), ours.recv_bytes()) == ((200, "text/csv; charset=utf-8", 7), b"n\r\n42\r\n")
        finally:
            ours.close()
        worker.result()
