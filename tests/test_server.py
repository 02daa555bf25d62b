"""The server as clients meet it: real clients, hostile ones, many at once, and people who follow an address."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import rdflib
from linked_records import BASE, CONCLUSION, DIRECTIVE, RECORDS, REPORT
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import OTHER, PATIENT, SECONDS, Server, running, until
from SPARQLWrapper import JSON, SPARQLWrapper

from graphbuild.cli import run
from graphbuild.errors import InputError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.rdf import write_nquads
from graphbuild.server.answering import Job
from graphbuild.server.protocol import RequestError, SparqlRequest
from graphbuild.server.running import opened, serve
from graphbuild.server.workers import Limits, WorkerPool

LIGHT = "ASK { ?s ?p ?o }"
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c"
BOMB = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f "
    f'FILTER(REGEX(CONCAT(STR(?c), STR(?f), "{"a" * 40}!"), "^(([a-z])+.)+[A-Z]([a-z])+$|(a?){{30}}(a*)*b")) }}'
)
SWELL = "SELECT (STRLEN(?s40) AS ?n) { BIND(\"0123456789\" AS ?s0) " + " ".join(
    f"BIND(CONCAT(?s{number}, ?s{number}) AS ?s{number + 1})" for number in range(40)
) + " }"  # fmt: skip


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small build, with a site of one page."""
    out = tmp_path_factory.mktemp("build")
    write_nquads(RECORDS, out / "graph.nq")
    from graphbuild.sparql.store import create

    create(out / "graph.nq", out / "store")
    (out / "site").mkdir()
    (out / "site" / "do-thi.html").write_text("<!doctype html><title>Đồ thị</title>", "utf-8")
    (out / "build.json").write_text(json.dumps(REPORT), "utf-8")
    return out


@pytest.fixture(scope="module")
def server(out: Path) -> Iterator[Server]:
    with running(out, "--workers", "4") as server:
        yield server


@pytest.fixture(scope="module")
def hasty(out: Path) -> Iterator[Server]:
    """A server that soon gives a query up."""
    with running(out, "--workers", "4", seconds=SECONDS) as server:
        yield server


@pytest.fixture
def canary() -> Iterator[tuple[int, list[int]]]:
    """A listener that no query may reach: its port, and the connections it had."""
    connections: list[int] = []
    """Ports from which somebody called."""
    listener = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, (_host, port) = listener.accept()
            except OSError:
                return
            connections.append(port)
            connection.close()

    threading.Thread(target=listen, daemon=True).start()
    yield listener.getsockname()[1], connections
    listener.close()


# -- real clients ------------------------------------------------------------------------------------------------------

MOST = (
    f"SELECT ?cited (COUNT(DISTINCT ?citing) AS ?n) {{ ?citing <{ns.CITES}> ?cited }} GROUP BY ?cited ORDER BY DESC(?n)"
)


def test_sparqlwrapper(server: Server) -> None:
    client = SPARQLWrapper(f"{server.address}/sparql")
    client.setQuery(MOST)
    client.setReturnFormat(JSON)
    answer: Any = client.query().convert()
    rows = answer["results"]["bindings"]
    assert rows[0]["cited"]["value"] == DIRECTIVE
    client.setMethod("POST")
    again: Any = client.query().convert()
    assert again["results"]["bindings"] == rows


def test_rdflib(server: Server) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server.address}/sparql"))
    assert str(next(iter(graph.query(MOST)))[0]) == DIRECTIVE  # type: ignore[index]
    assert (rdflib.URIRef(CONCLUSION), rdflib.URIRef(ns.TYPE), rdflib.URIRef(ns.LEGAL_RESOURCE)) in graph


def test_csv_of_the_endpoint_is_exact(server: Server) -> None:
    """As the standard has it: programs read it, so nothing is put before what a spreadsheet would compute."""
    answer = server.query("""SELECT ?text { VALUES ?text { "=1+2" "+84" "-1" "@a" } }""", "text/csv")
    assert answer.content == b"text\r\n=1+2\r\n+84\r\n-1\r\n@a\r\n"


@pytest.mark.parametrize(
    ("accept", "begin"),
    [
        ("text/csv", "cited,n"),
        ("text/tab-separated-values", "?cited\t?n"),
        ("application/sparql-results+xml", "<?xml"),
        ("application/sparql-results+json", '{"head"'),
    ],
)
def test_curl(server: Server, accept: str, begin: str) -> None:
    command = [
        "curl",
        "-sS",
        "-H",
        f"Accept: {accept}",
        "--data-urlencode",
        f"query={MOST}",
        f"{server.address}/sparql",
    ]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.startswith(begin)


def test_a_graph_comes_in_every_form_that_rdflib_reads(server: Server) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    sizes = set()
    for accept, form in (
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ):
        answer = server.query(query, accept)
        assert answer.type == accept
        sizes.add(len(rdflib.Graph().parse(answer.content, format=form)))
    assert len(sizes) == 1


def test_what_no_client_accepts_is_406(server: Server) -> None:
    assert server.query(LIGHT, "image/png").status == 406


def test_a_syntax_error_is_400_and_shows_its_place(server: Server) -> None:
    answer = server.query("SELECT * WHERE {\n  ?s ?p \n}")
    assert answer.status == 400
    assert "dòng 3, cột" in answer.text
    assert answer.text.rstrip().endswith("^")


def test_the_service_describes_itself(server: Server) -> None:
    answer = server.ask("GET", "/sparql", None, {"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(answer.content, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert graph.value(predicate=rdflib.RDF.type, object=sd.Service) == rdflib.URIRef(f"{server.address}/sparql")
    assert (None, sd.supportedLanguage, sd.SPARQL11Query) in graph
    browser = server.ask("GET", "/sparql", None, {"Accept": "text/html,*/*;q=0.8"})
    assert (browser.status, browser.headers["location"]) == (303, "/truy-van")


def test_all_graphs_together_and_each_alone(server: Server) -> None:
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <http://purl.org/spar/cito/Citation> }"
    (all_of_them,) = json.loads(server.query(count).content)["results"]["bindings"]
    assert int(all_of_them["n"]["value"]) == len(RECORDS.citations)
    one = ns.GraphNames(BASE).file("vĩnh bảo/12-KH.md")
    address = f"/sparql?{urlencode({'query': count, 'default-graph-uri': one})}"
    (of_one,) = json.loads(server.ask("GET", address).content)["results"]["bindings"]
    assert int(of_one["n"]["value"]) == sum(row.source == "vĩnh bảo/12-KH.md" for row in RECORDS.citations)


# -- hostile clients ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * {{ \\u0053ERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <http://127.0.0.1:{port}/data.ttl> {{ ?s ?p ?o }}",
        "LOAD <http://127.0.0.1:{port}/data.ttl>",
        "INSERT DATA {{ <http://x/a> <http://x/b> <http://127.0.0.1:{port}/> }}",
    ],
)
def test_no_query_reaches_the_network_or_the_data(server: Server, canary: tuple[int, list[int]], query: str) -> None:
    port, connections = canary
    before = server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content
    answers = [
        server.query(query.format(port=port)),
        server.ask("POST", "/sparql", query.format(port=port).encode(), {"Content-Type": "application/sparql-query"}),
        server.ask("POST", "/sparql", query.format(port=port).encode(), {"Content-Type": "application/sparql-update"}),
        server.ask("GET", f"/sparql?{urlencode({'query': LIGHT, 'default-graph-uri': f'http://127.0.0.1:{port}/'})}"),
    ]
    with socket.create_connection(("127.0.0.1", port)) as last:
        until(lambda: last.getsockname()[1] in connections)
        assert connections == [last.getsockname()[1]], "whoever called came before"
    assert [answer.status for answer in answers[:3]] in ([403, 403, 403], [400, 400, 403], [200, 200, 403])
    assert server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content == before


@pytest.mark.parametrize("query", [CROSS, SORT, BOMB], ids=["cross product", "sort", "regular expression"])
def test_a_query_without_end_ends_at_its_deadline_and_nobody_else_waits(hasty: Server, query: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        endless = [pool.submit(hasty.query, query) for _client in range(2)]
        running: list[bool] = []
        while not any(future.done() for future in endless):
            assert hasty.query(LIGHT).status == 200
            running.append(not any(future.done() for future in endless))
        assert any(running), "others are answered before these are ended"
        for future in endless:
            answer = future.result()
            assert answer.status == 503, answer.text
            assert int(answer.headers["retry-after"]) > 0
    assert hasty.query(LIGHT).status == 200


def test_a_query_that_needs_too_much_memory_ends_alone(hasty: Server) -> None:
    answer = hasty.query(SWELL)
    assert answer.status in (403, 500, 503), answer.text
    assert hasty.query(LIGHT).status == 200


def test_an_answer_that_is_too_long_is_refused_whole(hasty: Server) -> None:
    answer = hasty.query("SELECT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f }", "text/csv")
    assert answer.status in (403, 503)
    assert "LIMIT" in answer.text or answer.headers["retry-after"]


@pytest.mark.parametrize("chunked", [False, True], ids=["announced", "in chunks"])
def test_fifty_megabytes_are_refused_before_they_are_read(server: Server, chunked: bool) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENT) as connection:
        how = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {50 << 20}"
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n{how}\r\n\r\n"
        connection.sendall(head.encode())
        sent = 0
        if chunked:
            piece = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
            try:
                while sent < 4 << 20:
                    connection.sendall(piece)
                    sent += 0x10000
            except OSError:
                pass
        status = connection.recv(64)
    assert status.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "path",
    [
        "/../build.json",
        "/..%2fbuild.json",
        "/%2e%2e/build.json",
        "/site/../../build.json",
        "/....//build.json",
        "/..%5cbuild.json",
        "/%00",
        "//etc/passwd",
        "/etc/passwd",
        "/truy-van/..%2f..%2fbuild",
        "/truy-van/%2Ftmp%2Fx.rq",
    ],
)
def test_nothing_outside_the_site_is_given(server: Server, path: str) -> None:
    answer = server.ask("GET", path)
    assert answer.status in (400, 404, 406)
    assert b'"base"' not in answer.content
    assert b"root:" not in answer.content


def test_fifty_clients_at_once(server: Server) -> None:
    def ask(number: int) -> int:
        return server.query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {number % 7 + 1}").status

    with ThreadPoolExecutor(50) as pool:
        statuses = list(pool.map(ask, range(1000)))
    assert statuses == [200] * 1000


def test_answers_over_one_connection_do_not_wait_for_each_other(server: Server) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENT)
    others: list[int] = []
    done = threading.Event()

    def ask_over_a_new_connection_each_time() -> None:
        while not done.is_set():
            others.append(server.query(LIGHT, client=OTHER).status)

    asking = threading.Thread(target=ask_over_a_new_connection_each_time)
    asking.start()
    for _request in range(50):
        connection.request("GET", f"/sparql?{urlencode({'query': LIGHT})}")
        assert connection.getresponse().read()
    done.set()
    asking.join()
    connection.close()
    assert len(others) < 3 * 50, "who keeps a connection is answered no later than who makes a new one each time"


def test_the_workers_end_with_the_server(tmp_path: Path) -> None:
    write_nquads(RECORDS, tmp_path / "graph.nq")
    with running(tmp_path / "graph.nq", "--workers", "2") as server:
        assert server.query(LIGHT).status == 200
        children = processes("--ppid", str(server.process.pid))
        assert len(children) >= 2
        # Killed, it cannot end them itself; one of them is in the middle of a query.
        with server.asked(CROSS):
            assert server.query(LIGHT, client=OTHER).status == 200
            server.process.kill()
    until(lambda: not processes("-p", ",".join(children)))


def processes(*which: str) -> list[str]:
    """Return the numbers of processes that run, those left out that have ended and that nobody has asked after yet."""
    told = subprocess.run(["ps", "-o", "pid=,stat=", *which], capture_output=True, text=True, check=False).stdout
    return [line.split()[0] for line in told.splitlines() if not line.split()[1].startswith("Z")]


# -- addresses ---------------------------------------------------------------------------------------------------------


def test_a_document_has_a_page_and_rdf_at_its_own_address(server: Server) -> None:
    path = f"/{CONCLUSION.removeprefix(BASE)}"
    page = server.ask("GET", path, None, {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (page.status, page.type) == (200, "text/html")
    assert "10-KL/HU" in page.text
    begin = page.text.index('<script type="application/ld+json">') + len('<script type="application/ld+json">')
    data = json.loads(page.text[begin : page.text.index("</script>", begin)])
    assert (data["@type"], data["@id"], data["legislationIdentifier"]) == ("Legislation", CONCLUSION, "10-KL/HU")
    turtle = server.ask("GET", path, None, {"Accept": "text/turtle"})
    graph = rdflib.Graph().parse(turtle.content, format="turtle")
    assert (rdflib.URIRef(CONCLUSION), rdflib.URIRef(ns.ID_LOCAL), rdflib.Literal("10-KL/HU")) in graph
    assert page.headers["vary"] == turtle.headers["vary"] == "Accept"


def test_the_first_page_is_the_site_s(server: Server) -> None:
    answer = server.ask("GET", "/")
    assert (answer.status, answer.headers["location"]) == (303, "/do-thi.html")
    assert "Đồ thị" in server.ask("GET", "/do-thi.html").text
    assert server.ask("GET", "/document/nothing").status == 404


def test_a_shipped_query_answers_as_json_and_csv(server: Server) -> None:
    path = f"/truy-van/ai-vien-dan?{urlencode({'document': '05-CT/TW'})}"
    answer = json.loads(server.ask("GET", path).content)
    assert answer["rows"]
    assert "Văn bản viện dẫn" in [column["heading"] for column in answer["columns"]]
    csv = server.ask("GET", path, None, {"Accept": "text/csv"})
    assert csv.content.startswith("\ufeff".encode())
    assert csv.text.count("\n") == len(answer["rows"]) + 1
    nothing = json.loads(server.ask("GET", "/truy-van/ai-vien-dan?document=99-XX/YY").content)
    assert (nothing["rows"], nothing["unknown"]) == ([], ["99-XX/YY"])
    assert server.ask("GET", "/truy-van/ai-vien-dan").status == 400
    assert server.ask("GET", "/truy-van/no-such-query").status == 404


# -- starting ----------------------------------------------------------------------------------------------------------


def test_what_cannot_be_served_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path / "nothing.nq")]) == 2
    assert "nothing.nq" in capsys.readouterr().err
    (tmp_path / "bad.ttl").write_text("<http://x/a> <http://x/b> nonsense", "utf-8")
    with pytest.raises(InputError, match=r"bad\.ttl"), opened(tmp_path / "bad.ttl"):
        pass
    with pytest.raises(InputError), opened(tmp_path):
        pass


def test_an_address_in_use_is_named(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/b> 1 .", "utf-8")
    with pytest.raises(InputError, match=str(server.port)):
        serve(tmp_path / "a.ttl", host="127.0.0.1", port=server.port, limits=Limits(1, 1), started=print)


def test_the_memory_of_a_worker_is_bounded(tmp_path: Path) -> None:
    write_nquads(RECORDS, tmp_path / "graph.nq")

    async def ask(store: Path) -> tuple[RequestError, int]:
        pool = WorkerPool(store, Limits(workers=1, seconds=PATIENT, memory=256 << 20))
        await pool.start()
        try:
            with pytest.raises(RequestError) as refused:
                await pool.reply(Job("", SparqlRequest(SORT)))
            again = await pool.reply(Job("", SparqlRequest(LIGHT)))
            return refused.value, again.status
        finally:
            await pool.stop()

    # In a thread of its own, as the browser's library keeps an event loop in this one.
    with opened(tmp_path / "graph.nq") as served, ThreadPoolExecutor(1) as thread:
        error, status = thread.submit(lambda: asyncio.run(ask(served.store))).result()
    assert (error.status, status) == (503, 200)
    assert "bộ nhớ" in str(error)
    assert int(error.headers["Retry-After"]) > 0
