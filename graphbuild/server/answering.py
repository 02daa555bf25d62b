"""A worker process: opens the store, bounds its own memory and answers one job after the other."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.messages import _
from graphbuild.server.protocol import RequestError, SparqlRequest

if TYPE_CHECKING:
    from graphbuild.sparql.store import Store


@dataclass(frozen=True, slots=True)
class Job:
    """One job: a query of the protocol, a shipped query, or a resource."""

    accept: str
    request: SparqlRequest | None = None
    base: str | None = None
    """Base for relative IRIs in the query."""
    shipped: str = ""
    """Name of the shipped query."""
    values: tuple[tuple[str, str], ...] = ()
    """Its parameters."""
    resource: str = ""
    """IRI of the resource."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent to the client: an answer, or why there is none."""

    status: int
    media_type: str
    content: bytes


def work(pipe: Connection, folder: str, memory: int) -> None:
    """Answer jobs until the server closes the pipe or is gone.

    Parameters
    ----------
    pipe
        Receives jobs; sends status, media type and length, then the content.
    folder
        Folder of the store.
    memory
        Bytes that the process may use in addition to what it has when the store is open.
    """
    from graphbuild.sparql.store import Store

    # Ctrl-C in a terminal reaches every process; the server stops its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    store = Store.open(Path(folder))
    _bound_memory(memory)
    _silence()
    pipe.send("ready")
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            reply = _reply(store, pipe.recv())
            pipe.send((reply.status, reply.media_type, len(reply.content)))
            pipe.send_bytes(reply.content)


def _reply(store: Store, job: Job) -> Reply:
    from graphbuild.errors import QueryError
    from graphbuild.server.formats import serialized
    from graphbuild.server.resources import describe
    from graphbuild.server.shipped import answer_shipped

    try:
        if job.shipped:
            return Reply(200, *answer_shipped(store, job.shipped, dict(job.values), job.accept))
        if job.resource:
            return Reply(200, *describe(store, job.resource, job.accept))
        request = job.request or SparqlRequest("")
        answer = store.answer(
            request.sparql, default_graphs=request.default_graphs, named_graphs=request.named_graphs, base=job.base
        )
        return Reply(200, *serialized(answer, job.accept))
    except RequestError as error:
        return _said(error.status, str(error))
    except QueryError as error:
        return _said({"refused": 403, "unknown-query": 404}.get(error.code, 400), str(error))
    except MemoryError:
        return _said(503, _("The query needs more memory than one query may use; narrow it."))
    except BaseException as error:
        # Whatever a query does to the engine, the worker continues. The engine's panics are not an Exception.
        told = f"{type(error).__name__}: {error}"
        return _said(500, _("The query engine failed: {error}").format(error=told))


def _said(status: int, message: str) -> Reply:
    return Reply(status, "text/plain; charset=utf-8", message.encode("utf-8"))


def _silence() -> None:
    """Keep what the engine prints on failure out of the server's log: the client is told."""
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())


def _end_with_parent() -> None:
    """End the process when the server is gone, even in the middle of an endless query."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _bound_memory(memory: int) -> None:
    """Limit the process to `memory` bytes in addition to what it has now, if the system supports it.

    Windows has no such limit, macOS refuses it, and without ``/proc`` the current size is unknown.
    """
    try:
        import resource

        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard == resource.RLIM_INFINITY or used + memory < hard:
            resource.setrlimit(resource.RLIMIT_AS, (used + memory, hard))
    except (ImportError, OSError, ValueError):
        return
