"""How the server ends, what it says when it refuses, and what stands in its log."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from linked_records import RECORDS
from serving import Server, running

from graphbuild.graph.rdf import write_nquads

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DOUBLED = " ".join(f"BIND(CONCAT(?s{number}, ?s{number}) AS ?s{number + 1})" for number in range(40))
SWELL = f'SELECT (STRLEN(?s40) AS ?n) {{ BIND("0123456789" AS ?s0) {DOUBLED} }}'
DEEP = f"ASK {'{' * 20000}{'}' * 20000}"


@pytest.fixture(scope="module")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    write_nquads(RECORDS, path)
    return path


@pytest.fixture
def server(nquads: Path) -> Iterator[Server]:
    with running(nquads, "--workers", "2", "--timeout", "3600") as server:
        yield server


def ended(server: Server) -> str:
    """Interrupt a server, and return what it said since it was started."""
    server.process.send_signal(signal.SIGINT)
    _out, said = server.process.communicate(timeout=60)
    assert server.process.returncode == 130
    return said.strip()


def cpu_seconds(process: str) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_an_interrupt_ends_the_server_in_the_middle_of_a_query(server: Server) -> None:
    assert server.query("ASK {}").status == 200, "its workers are there"
    command = ["ps", "-o", "pid=", "--ppid", str(server.process.pid)]
    workers = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    before = sum(map(cpu_seconds, workers))
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(server.query, CROSS, wait=60)
        while sum(map(cpu_seconds, workers)) < before + 0.5:
            time.sleep(0.05)
        assert ended(server) == "Đã ngắt."
        answer = asked.result()
        assert (answer.status, answer.text) == (503, "Máy chủ đang được dừng.")


@pytest.mark.parametrize("query", [SWELL, DEEP], ids=["memory", "stack"])
def test_what_the_engine_prints_when_it_fails_is_not_in_the_log(query: str, server: Server) -> None:
    assert server.query(query, wait=120).status >= 400
    assert ended(server) == "Đã ngắt."


@pytest.mark.parametrize(
    ("method", "path", "headers", "status", "told"),
    [
        ("DELETE", "/truy-van", {}, 405, "GET"),
        ("POST", "/sparql", {"Content-Length": "abc"}, 400, "không đúng giao thức HTTP"),
        (
            "GET",
            "/sparql?query=ASK%7B%7D&default-graph-uri=a%20b",
            {},
            400,
            "không phải IRI: a b",
        ),
    ],
    ids=["method", "no HTTP", "graph"],
)
def test_a_refusal_is_in_the_language_of_the_server(
    method: str, path: str, headers: dict[str, str], status: int, told: str, server: Server
) -> None:
    answer = server.ask(method, path, None, headers)
    assert (answer.status, told in answer.text) == (status, True), answer.text
    assert "not" not in answer.text.lower().split()
