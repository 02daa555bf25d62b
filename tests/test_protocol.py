"""The cases of the W3C's SPARQL 1.1 Protocol tests (w3c/rdf-tests, sparql/sparql11/protocol/manifest.ttl), as facts.

Each case is what is sent and what must come back: the 20 cases of queries must pass, and the 14 that would update must
be refused, as the endpoint only reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from serving import Response, Server, running

from graphbuild.server.protocol import RequestError, read_request

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ONE, TWO, THREE, NONE = (DATA.format(number) for number in (1, 2, 3, 0))
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
IN_TWO = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
IN_BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type . }}"
IN_ALL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
INSERT = f"INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}> a <http://xmlns.com/foaf/0.1/Document> }} }}"


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    method: str = "GET"
    address: str = ""
    type: str = ""
    body: bytes = b""
    expected: str = "true"
    """What comes back: true, tabular, RDF, boolean, or refused."""


def of(*parameters: tuple[str, str]) -> str:
    return urlencode(parameters, quote_via=quote)


def graphs(kind: str, *names: str) -> str:
    return of(*((f"{kind}-graph-uri", name) for name in names))


MULTIPLE = f"ASK FROM <{THREE}> {IN_TWO.removeprefix('ASK ')}".encode()
AT_NONE = graphs("default", NONE)
QUERIES = [
    Case("query_post_form", "POST", AT_NONE, FORM, b"query=ASK%20%7B%7D"),
    Case("query_dataset_default_graphs_get", "GET", f"{of(('query', IN_BOTH))}&{graphs('default', ONE, TWO)}"),
    Case("query_dataset_default_graphs_post", "POST", graphs("default", ONE, TWO), QUERY, IN_BOTH.encode()),
    Case("query_dataset_named_graphs_post", "POST", graphs("named", ONE, TWO), QUERY, IN_TWO.encode()),
    Case("query_dataset_named_graphs_get", "GET", f"{of(('query', IN_TWO))}&{graphs('named', ONE, TWO)}"),
    Case(
        "query_dataset_full",
        "POST",
        f"{graphs('default', THREE)}&{graphs('named', ONE, TWO)}",
        QUERY,
        IN_ALL.encode(),
    ),
    # As the suite has it: the "&" between the two parameters is encoded too.
    Case("query_multiple_dataset", "POST", graphs("named", f"{ONE}&named-graph-uri={TWO}"), QUERY, MULTIPLE),
    Case("query_multiple_dataset (plain)", "POST", graphs("named", ONE, TWO), QUERY, MULTIPLE),
    Case("query_get", "GET", f"query=ASK%20%7B%7D&{AT_NONE}"),
    Case("query_content_type_select", "POST", AT_NONE, QUERY, b"SELECT (1 AS ?value) {}", "tabular"),
    Case("query_content_type_ask", "POST", AT_NONE, QUERY, b"ASK {}", "boolean"),
    Case("query_content_type_describe", "POST", AT_NONE, QUERY, b"DESCRIBE <http://example.org/>", "RDF"),
    Case("query_content_type_construct", "POST", AT_NONE, QUERY, b"CONSTRUCT { <s> <p> 1 } WHERE {}", "RDF"),
    Case("query_post_direct", "POST", "", QUERY, b"ASK {}"),
    Case("bad_query_method", "PUT", f"query=ASK%20%7B%7D&{AT_NONE}", FORM, b"", "refused"),
    Case("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", expected="refused"),
    Case("bad_query_wrong_media_type", "POST", "", "text/plain", b"ASK {}", "refused"),
    Case("bad_query_missing_form_type", "POST", "", "", b"query=ASK%20%7B%7D", "refused"),
    Case("bad_query_missing_direct_type", "POST", "", "", b"ASK {}", "refused"),
    Case("bad_query_non_utf8", "POST", "", f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16"), "refused"),
    Case("bad_query_syntax", "GET", "query=ASK%20%7B", expected="refused"),
]
UPDATES = [
    Case("update_dataset_default_graph", "POST", of(("using-graph-uri", ONE)), UPDATE, INSERT.encode()),
    Case(
        "update_dataset_default_graphs",
        "POST",
        of(("using-graph-uri", ONE), ("using-graph-uri", TWO)),
        UPDATE,
        INSERT.encode(),
    ),
    Case(
        "update_dataset_named_graphs",
        "POST",
        of(("using-named-graph-uri", ONE), ("using-named-graph-uri", TWO)),
        UPDATE,
        INSERT.encode(),
    ),
    Case(
        "update_dataset_full",
        "POST",
        of(("using-graph-uri", ONE), ("using-named-graph-uri", TWO)),
        UPDATE,
        INSERT.encode(),
    ),
    Case("update_post_form", "POST", "", FORM, b"update=CLEAR+ALL"),
    Case("update_post_direct", "POST", "", UPDATE, b"CLEAR ALL"),
    Case("update_base_uri", "POST", "", UPDATE, b"CLEAR GRAPH <http://example.org/protocol-base-test/>"),
    Case("bad_update_get", "GET", "update=CLEAR%20ALL"),
    Case("bad_multiple_updates", "POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("bad_update_wrong_media_type", "POST", "", "text/plain", b"CLEAR NAMED"),
    Case("bad_update_missing_form_type", "POST", "", "", b"update=CLEAR%20NAMED"),
    Case("bad_update_non_utf8", "POST", "", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED".encode("utf-16")),
    Case("bad_update_syntax", "POST", "", FORM, b"update=CLEAR%20XYZ"),
    Case("bad_update_dataset_conflict", "POST", of(("using-named-graph-uri", "http://example/people")), UPDATE,
         b"WITH <http://example/addresses> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"),
]  # fmt: skip


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file = tmp_path_factory.mktemp("data") / "data.trig"
    file.write_text(
        "".join(f"<{name}> {{ <{name}> a <http://xmlns.com/foaf/0.1/Document> }}\n" for name in (ONE, TWO, THREE))
    )
    with running(file, "--workers", "2") as server:
        yield server


def sent(server: Server, case: Case, path: str) -> Response:
    headers = {"Content-Type": case.type} if case.type else {}
    body = case.body if case.method != "GET" else None
    return server.ask(case.method, f"{path}?{case.address}" if case.address else path, body, headers)


def passes(response: Response, expected: str) -> bool:
    if expected == "refused":
        return 400 <= response.status < 500
    if response.status >= 300:
        return False
    if expected == "RDF":
        # Raises where it is not what it says.
        list(pyoxigraph.parse(response.content, pyoxigraph.RdfFormat.TURTLE))
        return response.type == "text/turtle"
    form = pyoxigraph.QueryResultsFormat.from_media_type(response.type)
    results = pyoxigraph.parse_query_results(response.content, form)
    if expected == "tabular":
        return isinstance(results, pyoxigraph.QuerySolutions)
    return isinstance(results, pyoxigraph.QueryBoolean) and (expected == "boolean" or bool(results))


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.name)
def test_a_query_of_the_suite_passes(server: Server, case: Case, path: str) -> None:
    response = sent(server, case, path)
    assert passes(response, case.expected), (response.status, response.headers, response.content[:500])


@pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.name)
def test_an_update_of_the_suite_is_refused_and_changes_nothing(server: Server, case: Case) -> None:
    before = server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content
    assert sent(server, case, "/sparql").status in (400, 403, 415)
    assert server.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").content == before


def test_all_cases_of_the_suite_are_here() -> None:
    names = {case.name.partition(" ")[0] for case in (*QUERIES, *UPDATES)}
    assert len(names) == 34
    assert len({name for name in names if "update" not in name}) == 20


@pytest.mark.parametrize(
    ("method", "address", "type_", "body", "status"),
    [
        ("POST", b"", "application/sparql-query", b"\xff", 400),
        ("GET", b"query=%FF", "", b"", 400),
        ("GET", b"default-graph-uri=http://x/", "", b"", 400),
        ("POST", b"", "application/x-www-form-urlencoded", b"", 400),
        ("POST", b"query=ASK%7B%7D", "application/sparql-query", b"ASK {}", 400),
        ("GET", b"&".join([b"x=1"] * 2000), "", b"", 400),
        ("DELETE", b"query=ASK%7B%7D", "", b"", 405),
        ("POST", b"", "application/sparql-update; charset=utf-8", b"CLEAR ALL", 403),
    ],
)
def test_a_request_that_is_none_is_refused(method: str, address: bytes, type_: str, body: bytes, status: int) -> None:
    with pytest.raises(RequestError) as refused:
        read_request(method, address, type_, body)
    assert refused.value.status == status
