"""A real server, what is asked of it, and how tests wait: for a state, never for a time."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

SECONDS = 2.0
"""Deadline of a query where a test waits for it."""
PATIENT = 120.0
"""Seconds after which a test gives up; nothing that works takes so long on any machine."""
OTHER = "127.0.0.2"
"""Address of another client."""


def until(state: Callable[[], object]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENT
    while not state():
        assert time.monotonic() < end, "this never came to be"
        time.sleep(0.01)


def ended(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    """End a process and wait until it has."""
    process.terminate()
    try:
        process.wait(PATIENT)
    finally:
        process.kill()


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs as the user runs it."""

    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        *,
        client: str = "127.0.0.1",
    ) -> Response:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENT, source_address=(client, 0))
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def asked(self, sparql: str) -> socket.socket:
        """Ask and do not wait for the answer: the connection ends with the block of what is returned.

        Questions are taken in the order in which they come: when a later one is answered, this one has a worker.
        """
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENT)
        address = f"/sparql?{urlencode({'query': sparql})}"
        connection.sendall(f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        return connection

    def query(self, sparql: str, accept: str = "", *, client: str = "127.0.0.1") -> Response:
        headers = {"Accept": accept} if accept else {}
        return self.ask("GET", f"/sparql?{urlencode({'query': sparql})}", None, headers, client=client)


@contextmanager
def running(source: Path, *options: str, seconds: float = 5 * PATIENT) -> Iterator[Server]:
    """Serve a build or file until the block ends; `seconds` is the deadline of a query, longer than anybody waits."""
    command = [
        sys.executable,
        "-m",
        "graphbuild",
        "serve",
        str(source),
        "--port",
        "0",
        "--timeout",
        str(seconds),
        *options,
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        assert address is not None, told + process.stderr.read()
        yield Server(int(address[1]), process)
    finally:
        ended(process)
