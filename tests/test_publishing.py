"""Publishing to real servers and asking them: Oxigraph and Virtuoso, each in a process of its own."""

from __future__ import annotations

import contextlib
import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pyoxigraph
import pytest
from linked_records import BASE, LAM_DONG_FILE, PLAN_FILE, RECORDS
from serving import ended, until

from graphbuild.builds.making import build
from graphbuild.cli import run
from graphbuild.commands.terminal import WRONG_USE
from graphbuild.errors import InputError, QueryError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.rdf import write_nquads
from graphbuild.knowledge_graph import BuiltGraph, RemoteGraph
from graphbuild.model import Records
from graphbuild.sparql.publishing import Published, publish
from graphbuild.sparql.remote import Client, Credentials, GraphStore, RemoteError, RemoteStore
from graphbuild.sparql.shipped import Query, load_queries
from graphbuild.sparql.store import Store, create

NOBODY = Credentials()
NAMES = ns.GraphNames(BASE, "huyen")
OF_SAMPLES = ns.GraphNames.of_corpus("samples")
HERE, ELSEWHERE = "0123456789ab", "ba9876543210"
"""Ids of two corpora."""
HASH = pyoxigraph.NamedNode(ns.CONTENT_HASH)


def free_port() -> int:
    """Return a port that nobody listens on, of those that the system gives to nobody by itself meanwhile."""
    while True:
        port = random.randrange(10_000, 30_000)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def listened_on(process: subprocess.Popen[bytes], port: int) -> str:
    """Wait until a process listens on a port; return its address."""

    def listens() -> bool:
        assert process.poll() is None, "it ended"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            return False
        return True

    until(listens)
    return f"http://127.0.0.1:{port}"


@contextmanager
def oxigraph_server(folder: Path, *, union: bool = True) -> Iterator[str]:
    """Run a server, and unless told otherwise one whose queries see all graphs together; gives its address."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    options = ["--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    together = ["--union-default-graph"] if union else []
    process = subprocess.Popen([program, "serve", *together, *options], stderr=subprocess.DEVNULL)
    try:
        yield listened_on(process, port)
    finally:
        ended(process)


_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{inner}
NumberOfBuffers = 20000
MaxDirtyBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = {rows}
"""


@contextmanager
def virtuoso_server(folder: Path, *, rows: int = 1_000_000) -> Iterator[str]:
    """Run Debian's Virtuoso with a database of its own; gives its address."""
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, inner=free_port(), port=port, rows=rows))
    process = subprocess.Popen(
        ["virtuoso-t", "-f", "+configfile", str(settings)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield listened_on(process, port)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    with oxigraph_server(tmp_path) as address:
        yield address


@pytest.fixture
def nquads(tmp_path: Path) -> Path:
    write_nquads(RECORDS, tmp_path / "graph.nq", names=NAMES)
    return tmp_path / "graph.nq"


def published(nquads: Path, server: str) -> Published:
    return publish(nquads, GraphStore(f"{server}/store", NOBODY), names=NAMES, corpus_id=HERE)


def statements(server: str) -> set[tuple[str, ...]]:
    rows = RemoteStore(f"{server}/query", NOBODY).query("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").terms
    return {tuple(map(str, row)) for row in rows if str(row[0]) != f"<{NAMES.published}>"}


def of_file(nquads: Path, folder: Path) -> set[tuple[str, ...]]:
    """Return what a store has after loading a file, as the server counts whole numbers alike."""
    create(nquads, folder / "expected")
    rows = Store.open(folder / "expected").query("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").terms
    return {tuple(map(str, row)) for row in rows}


def test_a_server_gets_every_statement(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    done = published(nquads, oxigraph)
    assert (done.unchanged, done.removed) == ([], [])
    assert statements(oxigraph) == of_file(nquads, tmp_path)


def test_only_what_has_changed_is_written_again(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    published(nquads, oxigraph)
    assert published(nquads, oxigraph).written == []
    plan, lam_dong = (NAMES.file(source) for source in (PLAN_FILE, LAM_DONG_FILE))
    changed = [
        replace(row, sentence=f"{row.sentence} Thêm.") if row.source == PLAN_FILE else row
        for row in RECORDS.citations
        if row.source != LAM_DONG_FILE
    ]
    gone = [replace(row, source=None) if row.source == LAM_DONG_FILE else row for row in RECORDS.documents]
    tasks = [row for row in RECORDS.obligations if row.source != LAM_DONG_FILE]
    files = [row for row in RECORDS.files if row.source != LAM_DONG_FILE]
    write_nquads(
        replace(RECORDS, citations=changed, documents=gone, obligations=tasks, files=files), nquads, names=NAMES
    )
    done = published(nquads, oxigraph)
    assert (set(done.written), done.removed) == ({plan, NAMES.shared}, [lam_dong])
    assert statements(oxigraph) == of_file(nquads, tmp_path)


def test_two_corpora_stand_in_one_store_side_by_side(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    other, others = tmp_path / "other.nq", ns.GraphNames(BASE, "huyen-khac")
    write_nquads(RECORDS, other, names=others)
    store = GraphStore(f"{oxigraph}/store", NOBODY)
    both = {
        tuple(map(str, (quad.graph_name, quad.subject, quad.predicate, quad.object)))
        for path in (nquads, other)
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.N_QUADS)
    }

    def held() -> set[tuple[str, ...]]:
        return {row for row in statements(oxigraph) if row[0] != f"<{others.published}>"}

    publish(nquads, store, names=NAMES, corpus_id=HERE)
    assert publish(other, store, names=others, corpus_id=ELSEWHERE).removed == []
    assert len(held()) == len(both)
    files = [row for row in RECORDS.files if row.source != LAM_DONG_FILE]
    citations = [row for row in RECORDS.citations if row.source != LAM_DONG_FILE]
    write_nquads(replace(RECORDS, citations=citations, files=files), nquads, names=NAMES)
    publish(nquads, store, names=NAMES, corpus_id=HERE)
    graphs = {row[0] for row in held()}
    assert {f"<{others.file(row.source)}>" for row in RECORDS.files} <= graphs
    assert publish(other, store, names=others, corpus_id=ELSEWHERE).written == []


def other_corpus(nquads: Path) -> Path:
    """Return the graph of a corpus of the same name that shares only one file name with the first."""
    sources = {row.source: f"khac/{row.source}" for row in RECORDS.files} | {PLAN_FILE: PLAN_FILE}
    files = [replace(row, source=sources[row.source]) for row in RECORDS.files]
    write_nquads(Records(bodies=RECORDS.bodies, files=files), nquads.with_name("other.nq"), names=NAMES)
    return nquads.with_name("other.nq")


def test_another_corpus_of_the_same_name_takes_nothing_away(oxigraph: str, nquads: Path) -> None:
    published(nquads, oxigraph)
    before = statements(oxigraph)
    other, store = other_corpus(nquads), GraphStore(f"{oxigraph}/store", NOBODY)
    with pytest.raises(InputError, match=r"(?s)--corpus-name.*--replace") as refused:
        publish(other, store, names=NAMES, corpus_id=ELSEWHERE)
    assert refused.value.code == "other-corpus"
    assert statements(oxigraph) == before
    done = publish(other, store, names=NAMES, corpus_id=ELSEWHERE, replace=True)
    assert len(done.removed) == len(RECORDS.files) - 1
    with pytest.raises(InputError, match="huyen") as refused:
        published(nquads, oxigraph)
    assert refused.value.code == "other-corpus"
    assert publish(other, store, names=NAMES, corpus_id=ELSEWHERE).written == []


def test_a_replacement_that_is_interrupted_is_gone_on_with(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    class Interrupted(GraphStore):
        def put(self, graph: str, ntriples: bytes) -> None:
            if graph != NAMES.published:
                raise KeyboardInterrupt
            super().put(graph, ntriples)

    published(nquads, oxigraph)
    other, interrupted = other_corpus(nquads), Interrupted(f"{oxigraph}/store", NOBODY)
    with pytest.raises(KeyboardInterrupt):
        publish(other, interrupted, names=NAMES, corpus_id=ELSEWHERE, replace=True)
    with pytest.raises(InputError):
        published(nquads, oxigraph)
    publish(other, GraphStore(f"{oxigraph}/store", NOBODY), names=NAMES, corpus_id=ELSEWHERE)
    assert statements(oxigraph) == of_file(other, tmp_path)


def test_a_list_that_says_of_no_corpus_is_taken_over(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    published(nquads, oxigraph)
    store = GraphStore(f"{oxigraph}/store", NOBODY)
    hashes = [quad.triple for quad in store.get(NAMES.published) if quad.predicate == HASH]
    store.put(NAMES.published, "".join(f"{triple} .\n" for triple in hashes).encode())
    assert published(nquads, oxigraph).written == []
    with pytest.raises(InputError):
        publish(nquads, store, names=NAMES, corpus_id=ELSEWHERE)


def test_two_offices_whose_folders_have_one_name_do_not_meet(oxigraph: str, tmp_path: Path) -> None:
    """Their folders are both called "docs" and both contain a file "ke-hoach.txt"."""
    for office, files in (("a", ("ke-hoach", "chi-thi")), ("b", ("ke-hoach", "cong-van"))):
        folder = tmp_path / office / "docs"
        folder.mkdir(parents=True)
        for name in files:
            (folder / f"{name}.txt").write_text(f"Văn phòng {office}: Chỉ thị số 05-CT/TW", encoding="utf-8")
        build(folder, tmp_path / office / "out")
    to = ("--to", f"{oxigraph}/store")
    assert run(["publish", str(tmp_path / "a" / "out"), *to]) == 0
    before = statements(oxigraph)
    assert run(["publish", str(tmp_path / "b" / "out"), *to]) == WRONG_USE
    assert statements(oxigraph) == before
    build(tmp_path / "b" / "docs", tmp_path / "b" / "out", corpus_name="docs-b")
    assert run(["publish", str(tmp_path / "b" / "out"), *to]) == 0
    assert before <= statements(oxigraph)


@pytest.mark.parametrize("missing", ["corpus_id", "corpus", "base"])
def test_a_build_of_an_earlier_version_is_to_be_built_anew(
    missing: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Chỉ thị số 05-CT/TW", encoding="utf-8")
    build(tmp_path, tmp_path / "out")
    report = json.loads((tmp_path / "out" / "build.json").read_text("utf-8"))
    del report[missing]
    (tmp_path / "out" / "build.json").write_text(json.dumps(report), "utf-8")
    assert run(["publish", str(tmp_path / "out"), "--to", f"http://127.0.0.1:{free_port()}/store"]) == WRONG_USE
    assert "graphbuild build" in capsys.readouterr().err


def test_a_run_that_is_interrupted_is_gone_on_with(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    class Interrupted(GraphStore):
        left = 4

        def put(self, graph: str, ntriples: bytes) -> None:
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            super().put(graph, ntriples)

    with pytest.raises(KeyboardInterrupt):
        publish(nquads, Interrupted(f"{oxigraph}/store", NOBODY), names=NAMES, corpus_id=HERE)
    done = published(nquads, oxigraph)
    assert len(done.unchanged) == 3
    assert statements(oxigraph) == of_file(nquads, tmp_path)


def test_a_graph_that_was_written_but_not_noted_is_written_again(oxigraph: str, nquads: Path, tmp_path: Path) -> None:
    class Interrupted(GraphStore):
        written = False

        def put(self, graph: str, ntriples: bytes) -> None:
            super().put(graph, ntriples)
            self.written = True

        def add(self, graph: str, ntriples: bytes) -> None:
            if self.written:
                raise KeyboardInterrupt
            super().add(graph, ntriples)

    published(nquads, oxigraph)
    before = nquads.read_bytes()
    changed = [replace(row, sentence=f"{row.sentence} Thêm.") for row in RECORDS.citations]
    write_nquads(replace(RECORDS, citations=changed), nquads, names=NAMES)
    with pytest.raises(KeyboardInterrupt):
        publish(nquads, Interrupted(f"{oxigraph}/store", NOBODY), names=NAMES, corpus_id=HERE)
    # The earlier build again, of which the list knows every hash.
    nquads.write_bytes(before)
    assert len(published(nquads, oxigraph).written) == 1
    assert statements(oxigraph) == of_file(nquads, tmp_path)


EXAMPLES: Mapping[str, str] = {
    "document": "97-CT/TW",
    "body": "Huyện ủy Nông Cống",
    "text": "XIX",
    "date": "2024-10-01",
    "integer": "1",
}


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def served(
    request: pytest.FixtureRequest, sample_build: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The endpoint of a server to which the samples were published."""
    folder = tmp_path_factory.mktemp("served")
    if request.param == "oxigraph":
        with oxigraph_server(folder) as address:
            publish(sample_build / "graph.nq", GraphStore(f"{address}/store", NOBODY), names=OF_SAMPLES, corpus_id=HERE)
            yield f"{address}/query"
    else:
        with virtuoso_server(folder) as address:
            store = GraphStore(f"{address}/sparql-graph-crud-auth", Credentials("dba", "dba"))
            publish(sample_build / "graph.nq", store, names=OF_SAMPLES, corpus_id=HERE)
            assert publish(sample_build / "graph.nq", store, names=OF_SAMPLES, corpus_id=HERE).written == []
            yield f"{address}/sparql"


@pytest.fixture(scope="module")
def local(sample_build: Path) -> Store:
    return Store.open(sample_build / "store")


@pytest.mark.parametrize("query", load_queries().values(), ids=lambda query: query.name)
def test_every_shipped_query_gets_the_same_answer(served: str, local: Store, query: Query) -> None:
    values = {parameter.name: EXAMPLES[parameter.kind] for parameter in query.parameters if parameter.default is None}
    terms = query.bind(values)
    expected = local.query(query.sparql, terms)
    answer = RemoteStore(served, NOBODY).query(query.sparql, terms)
    assert answer.columns == expected.columns
    assert sorted(map(str, answer.rows)) == sorted(map(str, expected.rows))


def test_the_summary_in_a_notebook_is_the_same(served: str, sample_build: Path) -> None:
    shown, expected = (graph._repr_html_() for graph in (RemoteGraph(served), BuiltGraph(sample_build)))
    assert shown.partition("<tbody>")[2] == expected.partition("<tbody>")[2] != ""


def test_a_chain_is_followed_where_virtuoso_gives_up(tmp_path: Path) -> None:
    """In a dense graph its memory for paths ends (1 GB, not a setting): it counts ways, not documents."""
    document, count = "<http://example.org/{}>".format, 100
    based = f"<{ns.concept('relation', 'based_on')}>"
    lines = [f'{based} <{ns.LABEL}> "căn cứ"@vi .\n<{ns.CHAIN}> <{ns.MEMBER}> {based} .\n']
    for number in range(count):
        lines.append(f'{document(number)} <{ns.HANDLE}> "d{number}" .\n{document(number)} <{ns.LABEL}> "d{number}" .\n')
        lines += [f"{document(number)} <{ns.STEMS_FROM}> {document(number - step)} .\n" for step in range(1, 21)]
        citation = f"http://example.org/citation/{number}"
        lines.append(f"<{citation}> <{ns.HAS_CITING_ENTITY}> {document(number)} .\n")
        lines.append(f"<{citation}> <{ns.HAS_CITED_ENTITY}> {document(number - 1)} .\n")
        lines.append(f"<{citation}> <{ns.HAS_CITATION_CHARACTERIZATION}> {based} .\n")
    query = load_queries()["chuoi-len"]
    terms = query.bind({"document": f"d{count - 1}"})
    with virtuoso_server(tmp_path) as address:
        store = GraphStore(f"{address}/sparql-graph-crud-auth", Credentials("dba", "dba"))
        for begin in range(0, len(lines), 20_000):
            store.add("http://example.org/graph", "".join(lines[begin : begin + 20_000]).encode())
        remote = RemoteStore(f"{address}/sparql", NOBODY)
        path = f"SELECT (COUNT(*) AS ?n) WHERE {{ {document(count - 1)} <{ns.STEMS_FROM}>+ ?any }}"
        assert remote.query(path).rows == [(count + 19,)]
        assert len(remote.query(query.sparql, terms).rows) == count - 1
        with pytest.raises(RemoteError, match="transitive"):
            remote.query(f"SELECT ?p WHERE {{ {document(count - 1)} <{ns.STEMS_FROM}>+ ?any . ?any ?p ?o }} LIMIT 1")


def test_a_server_whose_queries_see_no_graph_is_named(tmp_path: Path, nquads: Path) -> None:
    with oxigraph_server(tmp_path, union=False) as address:
        published(nquads, address)
        with pytest.raises(RemoteError, match="union-default-graph"):
            RemoteStore(f"{address}/query", NOBODY).query("SELECT * { ?s ?p ?o } LIMIT 1")


def test_an_answer_that_a_server_cuts_is_refused(tmp_path: Path) -> None:
    with virtuoso_server(tmp_path, rows=100) as address:
        store = GraphStore(f"{address}/sparql-graph-crud-auth", Credentials("dba", "dba"))
        store.put("http://example.org/g", b"".join(b"<http://x/%d> <http://x/p> 1 .\n" % row for row in range(101)))
        remote = RemoteStore(f"{address}/sparql", NOBODY)
        assert len(remote.query("SELECT ?s WHERE { ?s <http://x/p> 1 } LIMIT 99").rows) == 99
        with pytest.raises(RemoteError, match="100"):
            remote.query("SELECT ?s WHERE { ?s <http://x/p> 1 }")
        with pytest.raises(RemoteError, match="100"):
            list(remote.triples())


def test_what_a_server_refuses_is_told(oxigraph: str) -> None:
    with pytest.raises(QueryError):
        RemoteStore(f"{oxigraph}/query", NOBODY).query("SELECT * {")
    with pytest.raises(RemoteError, match="404"):
        RemoteStore(f"{oxigraph}/nothing", NOBODY).query("ASK {}")
    with pytest.raises(RemoteError, match=r"127\.0\.0\.1"):
        RemoteStore(f"http://127.0.0.1:{free_port()}/query", NOBODY).query("ASK {}")


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "kho", "", "http://", "http://[::1", "http://a:b/", "http://a b/", "http://u:p@a/"),
        *("http://\udcff/", "http://a/\udcff", f"http://{'a' * 64}/"),
    ],
)
def test_what_is_no_address_of_a_server_is_named(address: str) -> None:
    for kind in (RemoteStore, GraphStore):
        with pytest.raises(InputError) as refused:
            kind(address, NOBODY)
        assert (refused.value.code, address in str(refused.value)) == ("address", True)


def test_the_address_is_shown_as_it_was_typed() -> None:
    address = f"http://127.0.0.1:{free_port()}/kho đồ thị"
    with pytest.raises(RemoteError) as refused:
        GraphStore(address, NOBODY).get("http://example.org/g")
    assert str(refused.value) == f"{address} không trả lời: không có chương trình nào nghe ở đó"


def test_letters_of_an_address_are_encoded_once() -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/kho%20a/đồ thị?tên=á"
    assert GraphStore(address, NOBODY).get("x:g") == []
    server.shutdown()
    assert asked == ["/kho%20a/%C4%91%E1%BB%93%20th%E1%BB%8B?t%C3%AAn=%C3%A1&graph=x%3Ag"]


@pytest.mark.parametrize(
    "credentials", [Credentials(token="mã"), Credentials(token="a\nb"), Credentials("a", "\udcff")]
)
def test_credentials_that_no_request_can_contain_are_refused(credentials: Credentials) -> None:
    with pytest.raises(InputError) as refused:
        GraphStore("http://127.0.0.1/", credentials)
    assert refused.value.code == "credentials"


def test_a_server_that_never_answers_is_asked_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        with pytest.raises(RemoteError, match="quá lâu"):
            RemoteStore(f"http://127.0.0.1:{silent.getsockname()[1]}/query", NOBODY, seconds=0.5).query("ASK {}")
        silent.accept()[0].close()
        with socket.create_connection(silent.getsockname()) as last:
            assert silent.accept()[1] == last.getsockname(), "nobody called in between"


def test_a_server_that_gives_up_after_a_long_time_is_asked_once() -> None:
    asked: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            asked.append(1)
            time.sleep(2.1)
            self.send_response(503)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    with pytest.raises(RemoteError, match="503"):
        GraphStore(f"http://127.0.0.1:{server.server_port}/store", NOBODY).put("http://x/g", b"")
    server.shutdown()
    assert len(asked) == 1


def test_a_server_that_is_busy_is_asked_again() -> None:
    asked: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            asked.append(1)
            self.send_response(503 if len(asked) < 3 else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    GraphStore(f"http://127.0.0.1:{server.server_port}/store", NOBODY).put("http://x/g", b"")
    server.shutdown()
    assert len(asked) == 3


def test_other_forms_of_query_are_answered_too(served: str) -> None:
    remote = RemoteStore(served, NOBODY)
    assert remote.query("ASK { ?s ?p ?o }").rows == [(True,)]
    assert remote.query("ASK { ?s <http://example.org/none> ?o }").rows == [(False,)]
    graph = remote.query("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3")
    assert graph.columns == ("subject", "predicate", "object")
    assert len(graph.rows) == 3


@pytest.mark.parametrize(
    ("scheme", "credentials", "begin"),
    [
        ("Basic", Credentials("dba", "bí mật"), "Basic "),
        ("Digest", Credentials("dba", "secret"), "Digest "),
        ("Bearer", Credentials(token="t0k3n"), "Bearer t0k3n"),
    ],
)
def test_a_password_or_token_is_sent_to_the_server_that_asks(scheme: str, credentials: Credentials, begin: str) -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", "0")))
            authorization = self.headers.get("Authorization", "")
            seen.append(authorization)
            self.send_response(200 if authorization else 401)
            if not authorization:
                challenge = 'Digest realm="x", nonce="n", qop="auth"' if scheme == "Digest" else f'{scheme} realm="x"'
                self.send_header("WWW-Authenticate", challenge)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    Client(f"http://127.0.0.1:{server.server_port}/store", credentials, seconds=5).send("PUT", b"x")
    server.shutdown()
    assert seen[-1].startswith(begin)


def test_the_list_of_what_was_published_is_rdf(oxigraph: str, nquads: Path) -> None:
    published(nquads, oxigraph)
    listed = GraphStore(f"{oxigraph}/store", NOBODY).get(NAMES.published)
    hashes = [quad.subject for quad in listed if quad.predicate == HASH]
    assert len(hashes) == len(set(hashes)) == len(listed) - 1
    (said,) = (quad for quad in listed if quad.predicate != HASH)
    assert said.predicate == pyoxigraph.NamedNode(ns.CORPUS_ID)
    assert (said.subject, said.object) == (pyoxigraph.NamedNode(NAMES.dataset), pyoxigraph.Literal(HERE))
