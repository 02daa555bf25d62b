"""What no client can do to the others: hold connections, workers or memory, or ask in the name of another server."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rdflib
import uvicorn
from cost import assert_in_proportion
from linked_records import BASE, CONCLUSION, RECORDS, REPORT
from serving import OTHER, PATIENT, Server, running, until
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphbuild.errors import InputError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.rdf import write_nquads
from graphbuild.model import Records
from graphbuild.server.connections import BoundedProtocol
from graphbuild.server.protocol import RequestError, read_request
from graphbuild.server.running import opened
from graphbuild.sparql.store import create

LIGHT = "ASK { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def built(out: Path, records: Records = RECORDS) -> Path:
    """Make what `serve` needs of a build."""
    write_nquads(records, out / "graph.nq")
    create(out / "graph.nq", out / "store")
    (out / "site").mkdir(exist_ok=True)
    (out / "site" / "do-thi.html").write_text("<!doctype html><title>Đồ thị</title>", "utf-8")
    (out / "site" / "ban-the-hoc.html").write_text("<!doctype html><title>Bản thể học</title>", "utf-8")
    (out / "site" / "van-ban").mkdir(exist_ok=True)
    (out / "site" / "van-ban" / "10-kl-hu.html").write_text("<!doctype html><title>10-KL/HU</title>", "utf-8")
    (out / "site" / "addresses.json").write_text(json.dumps({CONCLUSION: "van-ban/10-kl-hu.html"}), "utf-8")
    (out / "build.json").write_text(json.dumps(REPORT), "utf-8")
    return out


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(built(tmp_path_factory.mktemp("build")), "--workers", "4", "--hostname", "vanban.huyen.vn") as server:
        yield server


# -- connections -------------------------------------------------------------------------------------------------------

LONG = 12 << 20


@dataclass(frozen=True, slots=True)
class Listening:
    port: int
    connections: Set[object]
    """Those that the server has now."""


@contextmanager
def listening(**limits: float) -> Iterator[Listening]:
    """Run the protocol with limits of its own before a small application."""

    async def short(_request: Request) -> Response:
        return Response("ok")

    async def long(_request: Request) -> Response:
        return Response(b"x" * LONG)

    protocol = type("Bounded", (BoundedProtocol,), limits)
    app = Starlette(routes=[Route("/", short), Route("/long", long)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, http=protocol, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield Listening(listener.getsockname()[1], server.server_state.connections)
        finally:
            server.should_exit = True
            thread.join(PATIENT)


def connected(listening: Listening) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", listening.port), timeout=PATIENT)
    # Reads little, as a slow client does.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
    return connection


def ends(connection: socket.socket) -> bool:
    """Tell whether the server ends a connection within the time of the socket, reading what it still sends."""
    try:
        while connection.recv(1 << 20):
            continue
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


@pytest.mark.parametrize("head", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-A"], ids=["silent", "half a head"])
def test_a_connection_on_which_nothing_is_asked_ends(head: bytes) -> None:
    with listening(asked_within=0.3) as server, connected(server) as connection:
        connection.sendall(head)
        assert ends(connection)


def test_a_head_that_trickles_in_ends_too() -> None:
    with listening(asked_within=0.4) as server, connected(server) as connection:

        def trickle() -> bool:
            try:
                connection.sendall(b"G")
            except OSError:
                return True
            return False

        until(trickle)


def test_a_client_that_asks_now_and_then_stays() -> None:
    """Longer than the limit, with pauses far shorter than it."""
    with listening(asked_within=3) as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENT)
        for _request in range(35):
            connection.request("GET", "/")
            assert connection.getresponse().read() == b"ok"
            held = connection.sock
            time.sleep(0.1)
        assert connection.sock is held, "the same connection all the time"


def test_an_answer_that_nobody_reads_is_given_up() -> None:
    with listening(asked_within=0.3, read_within=0.3) as server, connected(server) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        until(lambda: server.connections)
        until(lambda: not server.connections)
        read = 0
        with contextlib.suppress(OSError):
            while piece := connection.recv(1 << 20):
                read += len(piece)
        assert read < LONG


def test_an_answer_that_is_read_slowly_comes_whole() -> None:
    """Over longer than the limit, with pauses far shorter than it."""
    with listening(asked_within=3, read_within=3) as server, connected(server) as connection:
        connection.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        read = 0
        for number in itertools.count():
            piece = connection.recv(1 << 20)
            read += len(piece)
            if not piece:
                break
            if number < 35:
                time.sleep(0.1)
        assert read > LONG


def test_one_client_has_no_more_than_half_of_the_connections() -> None:
    with listening(most=8) as server, ExitStack() as stack:
        connections = [stack.enter_context(connected(server)) for _number in range(6)]
        with socket.create_connection(("127.0.0.1", server.port), PATIENT, (OTHER, 0)) as other:
            other.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert other.recv(100).startswith(b"HTTP/1.1 200")
        # The other one came last and has its answer: what was to be ended has been.
        for connection in connections:
            connection.settimeout(0.1)
        assert sum(map(ends, connections)) == 2


# -- workers -----------------------------------------------------------------------------------------------------------


def test_one_client_cannot_have_all_workers(server: Server) -> None:
    with ExitStack() as stack:
        for _query in range(12):
            stack.enter_context(server.asked(CROSS))
        for _query in range(5):
            assert server.query(LIGHT, client=OTHER).status == 200


def test_a_client_that_goes_away_frees_its_worker(server: Server) -> None:
    with ExitStack() as stack:
        for _worker in range(3):
            stack.enter_context(server.asked(CROSS))
        assert server.query(LIGHT, client=OTHER).status == 200, "by the one worker left"
    assert server.query(LIGHT).status == 200


@pytest.mark.parametrize(
    "query",
    [
        f"ASK {{ FILTER({'(' * 20000}1{')' * 20000}) }}",
        f"ASK {'{' * 20000}{'}' * 20000}",
        "ASK { " + "OPTIONAL { " * 20000,
    ],
    ids=["brackets", "groups", "optional"],
)
def test_a_query_nested_too_deeply_is_refused_and_told_so(server: Server, query: str) -> None:
    answer = server.ask("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"})
    assert (answer.status, "retry-after" in answer.headers) == (400, False), answer.text
    assert "lồng" in answer.text
    assert server.query(LIGHT).status == 200


def test_a_long_content_type_is_refused(server: Server) -> None:
    kind = 'application/sparql-query;a="' + ";" * 60_000
    assert server.ask("POST", "/sparql", b"ASK {}", {"Content-Type": kind}).status == 415


@pytest.mark.cost
def test_a_long_content_type_costs_nothing() -> None:
    def refused(length: int) -> Callable[[], None]:
        def ask() -> None:
            with pytest.raises(RequestError):
                read_request("POST", b"", f'application/sparql-query;a="{";" * length}', b"ASK {}")

        return ask

    assert_in_proportion(refused, 6_000, 60_000)


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:1", 200),
        ("localhost", 200),
        ("[::1]:80", 200),
        ("10.0.0.7", 200),
        ("VanBan.huyen.vn:7200", 200),
        (socket.gethostname(), 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("%zz", 421),
        ("a b", 421),
    ],
)
def test_it_answers_under_its_own_names_only(server: Server, host: str, status: int) -> None:
    for path in (f"/sparql?{urlencode({'query': LIGHT})}", "/sparql", "/do-thi.html"):
        assert server.ask("GET", path, None, {"Host": host}).status == status


def test_methods_that_ask_nothing_are_told_which_do(server: Server) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        answer = server.ask(method, "/sparql")
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, POST")


# -- what is served ----------------------------------------------------------------------------------------------------


def test_a_build_that_takes_the_place_of_another_is_served_at_once(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    built(first)
    built(second, Records(RECORDS.documents[:1], RECORDS.bodies, []))
    with running(first, "--workers", "3") as server:
        before = server.query(COUNT).content
        (first / "store").rename(tmp_path / "old")
        assert server.query(COUNT).content == before, "until the new one is there"
        (second / "store").rename(first / "store")
        with ThreadPoolExecutor(8) as pool:
            answers = set(pool.map(lambda _number: server.query(COUNT).content, range(40)))
        assert len(answers) == 1
        assert answers != {before}


def test_a_build_without_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(json.dumps(REPORT), "utf-8")
    with pytest.raises(InputError, match="store"), opened(tmp_path):
        pass


def test_a_served_file_leaves_nothing_behind_when_the_server_is_ended(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/b> 1 .", "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [sys.executable, "-m", "graphbuild", "serve", str(tmp_path / "a.ttl"), "--port", "0", "--workers", "1"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stderr is not None
    assert "http://127.0.0.1" in process.stderr.readline()
    assert list(temporary.iterdir())
    process.terminate()
    _out, said = process.communicate(timeout=PATIENT)
    assert "Traceback" not in said
    assert list(temporary.iterdir()) == []


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.ask("GET", "/do-thi.html")
    again = server.ask("GET", "/do-thi.html", None, {"If-None-Match": first.headers["etag"]})
    assert (first.status, again.status, again.content) == (200, 304, b"")


def test_following_the_iri_of_a_term_leads_to_what_it_means(server: Server) -> None:
    turtle = server.ask("GET", "/ontology", None, {"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(turtle.content, format="turtle")
    for term in (ns.STEMS_FROM, ns.DOCUMENT_CLASS):
        assert graph.value(rdflib.URIRef(term), rdflib.RDFS.comment)
    page = server.ask("GET", "/ontology", None, {"Accept": "text/html"})
    assert (page.status, page.headers["location"]) == (303, "/ban-the-hoc.html")


def test_the_iri_of_a_document_leads_to_its_page_of_the_site(server: Server) -> None:
    page = server.ask("GET", f"/{CONCLUSION.removeprefix(BASE)}", None, {"Accept": "text/html"})
    assert (page.status, page.headers["location"]) == (303, "/van-ban/10-kl-hu.html")
    assert server.ask("GET", page.headers["location"]).status == 200
    turtle = server.ask("GET", f"/{CONCLUSION.removeprefix(BASE)}", None, {"Accept": "text/turtle"})
    assert (turtle.status, turtle.type) == (200, "text/turtle")


def test_no_link_of_a_page_leads_to_another_host(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text(f"<{CONCLUSION}> <{ns.CITES}> <{BASE}/evil.example/x> <{BASE}g> .\n", "utf-8")
    with running(tmp_path / "a.nq", "--workers", "1") as server:
        page = server.ask("GET", f"/{CONCLUSION.removeprefix(BASE)}", None, {"Accept": "text/html"}).text
    assert "evil.example" in page
    assert 'href="//' not in page
