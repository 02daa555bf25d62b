"""The store on disk against rdflib in memory, and over HTTP against the store in process: python -m benchmarks.store.

The graph is that of the sample corpus, told again and again with other documents and files, up to so many statements.
"""

from __future__ import annotations

import argparse
import gc
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from graphbuild.builds.making import build
from graphbuild.sparql.store import Store, create

_SAMPLES = Path(__file__).parent.parent / "samples"
_TOLD_AGAIN = re.compile(r"/(document|file|citation|obligation|reference)/")
_PREFIXES = """
PREFIX eli: <http://data.europa.eu/eli/ontology#>
PREFIX cito: <http://purl.org/spar/cito/>
PREFIX gb: <https://w3id.org/graphbuild/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_DOCUMENT = "<https://w3id.org/graphbuild/document/0-trung-uong/chi-thi/97/khoa-xiii>"
QUERIES = {
    "who cites it": f"SELECT DISTINCT ?citing WHERE {{ ?citing eli:cites {_DOCUMENT} }}",
    "what it cites": f"SELECT DISTINCT ?cited WHERE {{ {_DOCUMENT} eli:cites ?cited }}",
    "its issuer": f"SELECT DISTINCT ?issuer WHERE {{ {_DOCUMENT} eli:passed_by ?issuer }}",
    "its citations": f"SELECT DISTINCT ?citation WHERE {{ ?citation cito:hasCitedEntity {_DOCUMENT} }}",
    "its tasks": f"SELECT DISTINCT ?task WHERE {{ ?task gb:statedIn {_DOCUMENT} }}",
    "what is called so": 'SELECT DISTINCT ?document WHERE { ?document gb:handle "97-ct-tw" }',
}
"""One hop each."""
_ROUNDS = 50


def told(folder: Path, statements: int) -> Path:
    """Write the graph as N-Quads and return the file."""
    build(_SAMPLES, folder / "samples")
    lines = (folder / "samples" / "graph.nq").read_text("utf-8").splitlines(keepends=True)
    lines = [line for line in lines if not line.endswith("dataset> .\n")]
    again = [line for line in lines if _TOLD_AGAIN.search(line)]
    path = folder / "graph.nq"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(line for line in lines if not _TOLD_AGAIN.search(line))
        for number in range((statements - len(lines)) // len(again) + 2):
            file.writelines(_TOLD_AGAIN.sub(rf"/\1/{number}-", line) for line in again)
    return path


def timed(work: Callable[[], object], rounds: int = 1) -> float:
    """Return the seconds that something takes, the median of some rounds."""
    gc.collect()
    taken = []
    for _round in range(rounds):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return median(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    print(f"python {sys.version.split()[0]}, pyoxigraph {version('pyoxigraph')}, rdflib {version('rdflib')}\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = told(folder, options.statements)
        _against_rdflib(path, folder / "store")
        _over_http(folder / "store", path, options.clients, options.seconds)


def _against_rdflib(path: Path, folder: Path) -> None:
    from rdflib import Dataset

    ours = timed(lambda: create(path, folder))
    store = Store.open(folder)
    dataset = Dataset(default_union=True)
    theirs = timed(lambda: dataset.parse(path, format="nquads"))
    count = store.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0][0]
    print(f"{count:,} statements\n")
    print(f"{'':24} {'store on disk':>14} {'rdflib in memory':>18} {'ratio':>8}")
    print(f"{'load':24} {ours:12.1f} s {theirs:16.1f} s {theirs / ours:8.1f}")
    for name, query in QUERIES.items():
        text = _PREFIXES + query
        found, expected = len(store.query(text).rows), len(list(dataset.query(text)))
        assert found == expected, (name, found, expected)
        one = timed(lambda text=text: store.query(text), _ROUNDS)  # type: ignore[misc]
        other = timed(lambda text=text: list(dataset.query(text)), 5)  # type: ignore[misc]
        print(f"{name:24} {one * 1000:11.2f} ms {other * 1000:15.2f} ms {other / one:8.1f}   {found} rows")


def _over_http(folder: Path, path: Path, clients: int, seconds: float) -> None:
    store = Store.open(folder)
    with _server(path) as (port, process):
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        print(f"\n{'':24} {'in process':>14} {'over HTTP':>18} {'more':>8}")
        for name, query in QUERIES.items():
            text = _PREFIXES + query
            inside = timed(lambda text=text: store.query(text), _ROUNDS)  # type: ignore[misc]
            outside = timed(lambda text=text: _asked(connection, text), _ROUNDS)  # type: ignore[misc]
            print(f"{name:24} {inside * 1000:11.2f} ms {outside * 1000:15.2f} ms {(outside - inside) * 1000:5.2f} ms")
        _crowd(port, process, clients, seconds)


def _crowd(port: int, process: int, clients: int, seconds: float) -> None:
    """Let many clients ask at once for a time, and tell what went wrong and how much memory the server has."""
    texts = [_PREFIXES + query for query in QUERIES.values()]
    end = time.monotonic() + seconds

    def ask(number: int) -> tuple[int, int, float]:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        done = wrong = 0
        slowest = 0.0
        while time.monotonic() < end:
            begin = time.perf_counter()
            wrong += _asked(connection, texts[(number + done) % len(texts)]) != 200
            slowest = max(slowest, time.perf_counter() - begin)
            done += 1
        return done, wrong, slowest

    before = _memory(process)
    with ThreadPoolExecutor(clients) as pool:
        results = list(pool.map(ask, range(clients)))
    done, wrong = sum(result[0] for result in results), sum(result[1] for result in results)
    print(
        f"\n{clients} clients for {seconds:g} s: {done:,} answers ({done / seconds:,.0f}/s), {wrong} errors, "
        f"the slowest {max(result[2] for result in results) * 1000:.0f} ms; "
        f"memory of server and workers {before} MB before, {_memory(process)} MB after"
    )


def _asked(connection: HTTPConnection, query: str) -> int:
    connection.request("GET", f"/sparql?{urlencode({'query': query})}")
    answer = connection.getresponse()
    answer.read()
    return answer.status


@contextmanager
def _server(path: Path) -> Iterator[tuple[int, int]]:
    """Serve a file in a process of its own; gives port and process."""
    command = [sys.executable, "-m", "graphbuild", "serve", str(path), "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        address = re.search(r":(\d+)/", process.stderr.readline())
        assert address is not None
        port = int(address[1])
        _asked(HTTPConnection("127.0.0.1", port, timeout=120), "ASK {}")
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)


def _memory(root: int) -> int:
    """Return the resident memory of a server and its workers in MB."""
    return sum(_resident(pid) for pid in (root, *_children(root))) >> 20


def _children(root: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == root:
            yield int(path.parent.name)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except OSError:
        return 0


if __name__ == "__main__":
    main()
