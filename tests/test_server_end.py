"""How the server ends, what it says when it refuses, and what stands in its log."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from linked_records import RECORDS
from serving import OTHER, PATIENT, Server, running

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
    with running(nquads, "--workers", "2") as server:
        yield server


def ended(server: Server) -> str:
    """Interrupt a server, and return what it said since it was started."""
    server.process.send_signal(signal.SIGINT)
    _out, said = server.process.communicate(timeout=PATIENT)
    assert server.process.returncode == 130
    return said.strip()


def test_an_interrupt_ends_the_server_in_the_middle_of_a_query(server: Server) -> None:
    with server.asked(CROSS) as connection:
        assert server.query("ASK {}", client=OTHER).status == 200, "by the other worker"
        assert ended(server) == "Đã ngắt."
        answer = HTTPResponse(connection)
        answer.begin()
        assert (answer.status, answer.read().decode()) == (503, "Máy chủ đang được dừng.")


@pytest.mark.parametrize("query", [SWELL, DEEP], ids=["memory", "stack"])
def test_what_the_engine_prints_when_it_fails_is_not_in_the_log(query: str, server: Server) -> None:
    assert server.query(query).status >= 400
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
