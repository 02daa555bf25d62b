"""A real server, and what is asked of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

SECONDS = 2.0
"""Deadline of a query in the tests."""


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
        wait: float = 20,
    ) -> Response:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=wait)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Response(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "", *, wait: float = 20) -> Response:
        headers = {"Accept": accept} if accept else {}
        return self.ask("GET", f"/sparql?{urlencode({'query': sparql})}", None, headers, wait=wait)


@contextmanager
def running(source: Path, *options: str) -> Iterator[Server]:
    """Serve a build or file until the block ends."""
    command = [
        sys.executable,
        "-m",
        "graphbuild",
        "serve",
        str(source),
        "--port",
        "0",
        "--timeout",
        str(SECONDS),
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
        process.terminate()
        process.wait(10)
