"""The embedded store: made whole or not at all, read only, and never a door to the network."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from linked_records import CONCLUSION, DIRECTIVE, HAI_PHONG_28, PLAN, PLAN_FILE, RECORDS

from graphbuild.errors import InputError, OutputError, QueryError
from graphbuild.graph import namespaces as ns
from graphbuild.graph.rdf import write_nquads
from graphbuild.sparql.store import Store, create

CITES = f"<{ns.CITES}>"


@pytest.fixture(scope="module")
def nquads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "graph.nq"
    write_nquads(RECORDS, path)
    return path


@pytest.fixture(scope="module")
def folder(nquads: Path) -> Path:
    create(nquads, nquads.parent / "store")
    return nquads.parent / "store"


@pytest.fixture(scope="module")
def store(folder: Path) -> Store:
    return Store.open(folder)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_LANG", "en")


# -- making and opening ------------------------------------------------------------------------------------------------


def test_the_store_holds_every_statement_of_the_file(store: Store, nquads: Path) -> None:
    result = store.query("SELECT (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } }")
    assert result.rows == [(len(nquads.read_text(encoding="utf-8").splitlines()),)]


def test_several_readers_at_once(folder: Path) -> None:
    readers = [Store.open(folder) for _reader in range(3)]
    assert {tuple(reader.query(f"ASK {{ <{PLAN}> {CITES} ?o }}").rows) for reader in readers} == {((True,),)}


def test_broken_quads_leave_no_store(tmp_path: Path) -> None:
    broken = tmp_path / "broken.nq"
    broken.write_text("<https://a.example/s> <https://a.example/p> <https://a.example/o> .\nnot a quad\n")
    with pytest.raises(InputError, match="line 2") as caught:
        create(broken, tmp_path / "store")
    assert caught.value.code == "nquads"
    assert list(tmp_path.iterdir()) == [broken]


def test_a_missing_file_leaves_no_store(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        create(tmp_path / "absent.nq", tmp_path / "store")
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_run_left_does_not_get_into_the_store(nquads: Path, tmp_path: Path) -> None:
    left = pyoxigraph.Store(str(tmp_path / "store.part"))
    name = pyoxigraph.NamedNode("https://a.example/left")
    left.add(pyoxigraph.Quad(name, name, name, name))
    del left
    create(nquads, tmp_path / "store")
    assert Store.open(tmp_path / "store").query("ASK { <https://a.example/left> ?p ?o }").rows == [(False,)]


def test_no_path_of_the_machine_stands_in_the_store(nquads: Path, tmp_path: Path) -> None:
    create(nquads, tmp_path / "store")
    files = [path for path in (tmp_path / "store").iterdir() if str(tmp_path).encode() in path.read_bytes()]
    assert files == []
    assert Store.open(tmp_path / "store").query("ASK { ?s ?p ?o }").rows == [(True,)]
    files = [path for path in (tmp_path / "store").iterdir() if str(tmp_path).encode() in path.read_bytes()]
    assert files == []


def test_a_folder_in_use_is_not_overwritten(nquads: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError) as caught:
        create(nquads, tmp_path)
    assert caught.value.code == "occupied"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_opening_a_folder_without_store_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Store.open(tmp_path)
    assert caught.value.code == "no-store"
    assert list(tmp_path.iterdir()) == []


# -- answers -----------------------------------------------------------------------------------------------------------


def test_a_query_sees_all_files_together_and_from_sees_one(store: Store) -> None:
    pattern = f"{{ ?citing {CITES} <{DIRECTIVE}> }}"
    everywhere = store.query(f"SELECT DISTINCT ?citing {pattern}").rows
    plan = f"FROM <{ns.GraphNames().file(PLAN_FILE)}>"
    assert {citing for (citing,) in everywhere} > {PLAN, CONCLUSION, HAI_PHONG_28}
    assert store.query(f"SELECT ?citing {plan} WHERE {pattern}").rows == [(PLAN,)]
    assert store.query(f"SELECT ?citing FROM <http://127.0.0.1/> WHERE {pattern}").rows == []


def test_rows_are_python_values_and_terms_stay_reachable(store: Store) -> None:
    result = store.query(
        """SELECT (<https://a.example/x> AS ?iri) (7 AS ?whole) (0.5 AS ?decimal) (1e0 AS ?double) (true AS ?yes)
                  ("một"@vi AS ?text) ("2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date> AS ?date)
                  ("x"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?wrong) ?nothing {}"""
    )
    assert result.columns == ("iri", "whole", "decimal", "double", "yes", "text", "date", "wrong", "nothing")
    assert result.rows == [("https://a.example/x", 7, 0.5, 1.0, True, "một", "2024-05-01", "x", None)]
    text = result.terms[0][5]
    assert isinstance(text, pyoxigraph.Literal)
    assert text.language == "vi"


def test_other_forms_of_query_give_tables_too(store: Store) -> None:
    triples = store.query(f"CONSTRUCT {{ <{PLAN}> {CITES} ?o }} WHERE {{ <{PLAN}> {CITES} ?o }}")
    assert triples.columns == ("subject", "predicate", "object")
    assert (PLAN, ns.CITES, CONCLUSION) in triples.rows
    assert (PLAN, ns.CITES, CONCLUSION) in store.query(f"DESCRIBE <{PLAN}>").rows
    assert store.query(f"ASK {{ <{PLAN}> {CITES} <{PLAN}> }}").rows == [(False,)]


@pytest.mark.parametrize("value", ['28-NQ/TU" } #', "x'; DROP ALL", '"""', "\\", "}\n{", "?s ?p ?o"])
def test_a_parameter_is_a_term_and_never_text_of_the_query(store: Store, value: str) -> None:
    parameters = {"handle": pyoxigraph.Literal(value)}
    assert store.query(f"SELECT ?document ?handle {{ ?document <{ns.HANDLE}> ?handle }}", parameters).rows == []


def test_a_parameter_narrows_the_answer_and_is_not_repeated_in_it(store: Store) -> None:
    parameters = {"handle": pyoxigraph.Literal("10-KL/HU")}
    result = store.query(f"SELECT ?document ?handle {{ ?document <{ns.HANDLE}> ?handle }}", parameters)
    assert result.columns == ("document",)
    assert result.rows == [(CONCLUSION,)]


def test_a_parameter_that_is_not_selected_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match=r"\?handle") as caught:
        store.query(f"SELECT ?document {{ ?document <{ns.HANDLE}> ?handle }}", {"handle": pyoxigraph.Literal("1")})
    assert caught.value.code == "parameter"


@pytest.mark.parametrize(
    ("sparql", "position", "line"),
    [
        ("SELECT * {\n  ?s ?p }", "line 2, column 10", "  ?s ?p }"),
        ("SELECT *\n{ ?s a gb:Obligation }", "prefix is not declared", "{ ?s a gb:Obligation }"),
        ("", "line 1, column 1", ""),
        ('ASK { ?s ?p "hỏng', "line 1", 'ASK { ?s ?p "hỏng'),
    ],
)
def test_a_syntax_error_shows_the_place(store: Store, sparql: str, position: str, line: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert caught.value.code == "syntax"
    assert position in str(caught.value)
    assert line in str(caught.value).splitlines()


def test_half_a_character_in_a_query_is_a_syntax_error(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query('ASK { ?s ?p "\ud800" }')
    assert caught.value.code == "syntax"


# -- what a query may not do -------------------------------------------------------------------------------------------

CALL = "<http://127.0.0.1:{port}/> {{ ?a ?b ?c }}"
CALLS = [
    "SELECT * {{ SERVICE " + CALL + " }}",
    "SELECT * {{ SERVICE SILENT " + CALL + " }}",
    "SELECT * {{ service" + CALL + " }}",
    "SELECT * {{ SeRvIcE\n#comment\nSILENT" + CALL + " }}",
    "SELECT * {{ SER\\u0056ICE " + CALL + " }}",
    "SELECT * {{ \\U00000053ERVICE " + CALL + " }}",
    "SELECT * {{ ?s ?p ?o.SERVICE SILENT " + CALL + " }}",
    "SELECT * {{ ?s ?p 1SERVICE SILENT " + CALL + " }}",
    "SELECT * {{ ?s ?p trueSERVICE SILENT " + CALL + " }}",
    "SELECT * {{ ?s ?p 'x'SERVICE SILENT " + CALL + " }}",
    "SELECT * {{ VALUES ?u {{ <http://127.0.0.1:{port}/> }} SERVICE SILENT ?u {{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?u {{ <http://127.0.0.1:{port}/> }} SERVICE?u{{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?u {{ <http://127.0.0.1:{port}/> }} FILTER(1<1)SERVICE SILENT?u#>\n{{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?u {{ <http://127.0.0.1:{port}/> }} FILTER(0<1)SERVICE?u#>\n{{ ?a ?b ?c }} }}",
    'SELECT * {{ FILTER(0<1#>"""\n)SERVICE SILENT ' + CALL + '#"""\n}}',
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ SERVICE x:y {{ ?a ?b ?c }} }}",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ SERVICEx:y {{ ?a ?b ?c }} }}",
    "PREFIX : <http://127.0.0.1:{port}/> SELECT * {{ SERVICE:y {{ ?a ?b ?c }} }}",
    "PREFIX : <http://127.0.0.1:{port}/> SELECT * {{ SERVICE:y#c\n{{ ?a ?b ?c }} }}",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ ?s ?p x:.SERVICE x:y {{ ?a ?b ?c }} }}",
    "PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ ?s ?p x:a.SERVICE x:y {{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE SILENT " + CALL + " }} }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ {{ SELECT * {{ SERVICE SILENT " + CALL + " }} }} }} }}",
    "CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE SILENT " + CALL + " }}",
    "ASK {{ SERVICE SILENT " + CALL + " }}",
    "DESCRIBE ?a WHERE {{ SERVICE SILENT " + CALL + " }}",
    # Where a string, a name or a number ends only the engine's parser knows.
    """SELECT * {{ FILTER("a"<'>') SERVICE """ + CALL + """ FILTER("a"<'>') }}""",
    "PREFIX e: <http://127.0.0.1:{port}/> SELECT * {{ SERVICEe:a.b{{ ?a ?b ?c }} }}",
    "PREFIX e: <http://127.0.0.1:{port}/> SELECT * {{ SERVICESILENTe:a.b{{ ?a ?b ?c }} }}",
    "PREFIX e: <http://127.0.0.1:{port}/> SELECT * {{ SERVICEe:a\u200c{{ ?a ?b ?c }} }}",
    'SELECT * {{ VALUES ?x {{ """"#\\q\n}} SERVICE ' + CALL + ' #"""\n}}',
    "SELECT * {{ VALUES ?x {{ ''''#\\q\n}} SERVICE " + CALL + " #'''\n}}",
    "PREFIX : <http://a.example/> SELECT * {{ ?s :p-1SERVICE" + CALL + " }}",
    "PREFIX : <http://a.example/> SELECT * {{ ?s : -1SERVICE" + CALL + " }}",
    "PREFIX : <http://a.example/> SELECT * {{ ?s :-1SERVICE" + CALL + " }}",
    "SELECT * {{ ?s ?p ?o. _:a ?p 1.SERVICE" + CALL + " }}",
    "SELECT * {{ ?s ?p 'x'@enSERVICE" + CALL + " }}",
    "SELECT * {{ ?s ?p 'x'@en-SERVICE" + CALL + " }}",
    "LOAD <http://127.0.0.1:{port}/>",
    "LOAD SILENT <http://127.0.0.1:{port}/> INTO GRAPH <https://a.example/>",
]


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A server of our own, and who has called it."""
    callers: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    callers.append(address[0])
                    connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], callers
        stop.set()
        thread.join()


def test_the_engine_itself_would_call_out(listener: tuple[int, list[str]]) -> None:
    port, callers = listener
    list(pyoxigraph.Store().query(CALLS[1].format(port=port)))  # type: ignore[arg-type]
    assert callers, "if the engine no longer does, the guard can go"


@pytest.fixture
def all_kinds() -> Store:
    """A store in which every pattern of the calls finds something before it comes to the call."""
    graph = pyoxigraph.Store()
    node, empty = pyoxigraph.NamedNode("http://a.example/s"), pyoxigraph.NamedNode("http://a.example/")
    values: list[Any] = [pyoxigraph.Literal(value) for value in (-1, 1, True, "x")]
    for value in (*values, pyoxigraph.Literal("x", language="en"), node):
        for predicate in (empty, node, pyoxigraph.NamedNode("http://a.example/p")):
            graph.add(pyoxigraph.Quad(node, predicate, value, node))
    return Store(graph)


@pytest.mark.parametrize("call", CALLS)
def test_no_query_reaches_the_network(all_kinds: Store, listener: tuple[int, list[str]], call: str) -> None:
    port, callers = listener
    with contextlib.suppress(QueryError):
        assert all_kinds.query(call.format(port=port)).rows == [], "parsed as something else than a call"
    assert callers == []


@pytest.mark.parametrize("call", [CALLS[0], CALLS[4], CALLS[6], CALLS[-2]])
def test_a_call_is_told_from_a_slip(store: Store, call: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(call.format(port=9))
    assert caught.value.code == "refused"


def test_an_error_behind_the_word_is_shown_at_its_place(store: Store) -> None:
    with pytest.raises(QueryError, match=r"(cột|column) 45:"):
        store.query('SELECT * { ?s ?p "service, Service" ?o ?p . ?q }')


def test_from_with_an_address_does_not_fetch_it(store: Store, listener: tuple[int, list[str]]) -> None:
    port, callers = listener
    url = f"<http://127.0.0.1:{port}/>"
    store.query(f"SELECT * FROM {url} FROM NAMED {url} WHERE {{ ?s ?p ?o GRAPH ?g {{ ?a ?b ?c }} }}")
    assert callers == []


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <https://a.example/s> <https://a.example/p> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX x: <https://a.example/> WITH x:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "drop all",
        "CLEAR DEFAULT",
        "CREATE GRAPH <https://a.example/>",
        "COPY DEFAULT TO <https://a.example/>",
    ],
)
def test_updates_are_refused_and_change_nothing(store: Store, update: str) -> None:
    before = store.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }").rows
    with pytest.raises(QueryError) as caught:
        store.query(update)
    assert caught.value.code == "refused"
    assert store.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }").rows == before


@pytest.mark.parametrize(
    "harmless",
    [
        "SELECT ?service ?insert { ?service ?insert ?load }",
        "SELECT $service { $service ?p ?o }",
        'SELECT * { ?s ?p "SERVICE <http://a.example/> { }" }',
        "SELECT * { ?s ?p '''it's a SERVICE\n''' }",
        'SELECT * { ?s ?p "say \\"SERVICE\\"" }',
        "SELECT * { ?s <http://a.example/service/insert> ?o }",
        "SELECT * { ?s <http://a.example/x#service> ?o }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://a.example/> { ?s ?p ?o }",
        "PREFIX x: <http://a.example/> SELECT * { ?s x:my-service ?o . ?o x:v1.add x:a.from }",
        "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), 'service')) }",
        "PREFIX x: <http://a.example/> SELECT * { ?s x:service ?o . ?o x:delete _:service }",
        "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > ?s) }",
        "SELECT * { ?s <http://a.example/\\u0053ERVICE> ?o }",
    ],
)
def test_words_that_only_look_like_it_are_answered_as_by_the_engine(store: Store, nquads: Path, harmless: str) -> None:
    engine = pyoxigraph.Store()
    engine.load(path=nquads, format=pyoxigraph.RdfFormat.N_QUADS)
    expected: Any = engine.query(harmless, use_default_graph_as_union=True)
    answer = store.query(harmless)
    assert answer.columns == tuple(variable.value for variable in expected.variables)
    assert len(answer.rows) == len(list(expected))
