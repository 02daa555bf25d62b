"""Publishes a build to a server, graph by graph: only what has changed, and resuming an interrupted run.

The server keeps a list of what was published, in a graph of its own: the id of the corpus, and a hash of the statements
of every graph. The start of a graph is recorded before it is written, its hash afterwards; a graph whose only hash is
the current one, started or written, is left unchanged. After an interruption the list is still correct, so the next run
can resume. A list with another id is that of another corpus of the same name, which is left alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphbuild.errors import InputError
from graphbuild.graph import namespaces as ns
from graphbuild.messages import _
from graphbuild.sparql.remote import GraphStore

_BEGUN = " begun"


@dataclass(slots=True)
class Published:
    """The result of a run: graphs written, left unchanged, and removed."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Graph:
    """Where the statements of a graph are in an N-Quads file, and their hash."""

    hash: Any = field(default_factory=hashlib.sha256)
    runs: list[tuple[int, int]] = field(default_factory=list)
    """Offset and length in bytes of consecutive lines."""


def publish(
    nquads_path: Path,
    store: GraphStore,
    *,
    names: ns.GraphNames,
    corpus_id: str,
    replace: bool = False,
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Published:
    """Make a server's graphs equal to those of an N-Quads file.

    Parameters
    ----------
    nquads_path
        The graph of a build; every statement is in a named graph.
    store
        The server's graph store.
    names
        Names of the corpus's graphs; one of them is the list of what is published.
    corpus_id
        Tells the corpus from others of the same name.
    replace
        Whether to put this corpus in the place of another one of the same name.
    progress
        Shows the progress of writing; wraps the graphs to be written.

    Raises
    ------
    InputError
        There is no such file (code ``no-graph``), the server has another corpus of the same name (``other-corpus``), or
        it refuses (``remote``).
    """
    graphs = _graphs(nquads_path)
    listed = names.published
    known, ids = _list(store, listed)
    if ids - {corpus_id} and not replace:
        raise _other_corpus(names)
    said = _line(names.dataset, ns.CORPUS_ID, corpus_id)
    if ids != {corpus_id}:
        # Before any graph is touched: from here on, the list is that of this corpus, even if the run is interrupted.
        noted_so_far = (_line(name, ns.CONTENT_HASH, noted) for name, hashes in known.items() for noted in hashes)
        store.put(listed, b"".join((said, *noted_so_far)))
    done = Published()
    changed: list[str] = []
    for name, graph in graphs.items():
        today, noted = graph.hash.hexdigest(), known.get(name, set())
        unchanged = today in noted and noted <= {today, today + _BEGUN}
        (done.unchanged if unchanged else changed).append(name)
    for name in progress(changed):
        store.add(listed, _hash_line(name, graphs[name], _BEGUN))
        store.put(name, _statements(nquads_path, graphs[name]))
        store.add(listed, _hash_line(name, graphs[name]))
        done.written.append(name)
    for name in sorted(set(known) - set(graphs)):
        store.delete(name)
        done.removed.append(name)
    if done.written or done.removed:
        store.put(listed, b"".join((said, *(_hash_line(name, graph) for name, graph in graphs.items()))))
    return done


def _graphs(path: Path) -> dict[str, _Graph]:
    """Return the graphs of an N-Quads file by name."""
    graphs: dict[str, _Graph] = defaultdict(_Graph)
    position = 0
    current, begin = "", 0
    try:
        with path.open("rb") as file:
            for line in file:
                name = _graph_of(line)
                graphs[name].hash.update(line)
                if name != current:
                    if current:
                        graphs[current].runs.append((begin, position - begin))
                    current, begin = name, position
                position += len(line)
    except FileNotFoundError as error:
        message = _("There is no graph in {path}; build the corpus first").format(path=path.parent)
        raise InputError("no-graph", message) from error
    if current:
        graphs[current].runs.append((begin, position - begin))
    return dict(graphs)


def _graph_of(line: bytes) -> str:
    """Return the graph of a line as written by us: it ends with ``<graph> .``."""
    return line[line.rindex(b"<") + 1 : line.rindex(b">")].decode("ascii")


def _statements(path: Path, graph: _Graph) -> bytes:
    """Return the statements of a graph as N-Triples."""
    pieces = []
    with path.open("rb") as file:
        for start, length in graph.runs:
            file.seek(start)
            pieces += [line[: line.rindex(b"<")] + b".\n" for line in file.read(length).splitlines(keepends=True)]
    return b"".join(pieces)


def _other_corpus(names: ns.GraphNames) -> InputError:
    message = _(
        "The server already has a corpus named “{name}”, built from another folder or on another computer. If it is "
        "not this one, give this one a name of its own (graphbuild build FOLDER --corpus-name NAME) and publish again; "
        "to put this one in its place, use publish --replace"
    )
    return InputError("other-corpus", message.format(name=names.corpus))


def _hash_line(name: str, graph: _Graph, note: str = "") -> bytes:
    return _line(name, ns.CONTENT_HASH, graph.hash.hexdigest() + note)


def _line(subject: str, predicate: str, value: str) -> bytes:
    return f'<{subject}> <{predicate}> "{value}" .\n'.encode("ascii")


def _list(store: GraphStore, listed: str) -> tuple[dict[str, set[str]], set[str]]:
    """Return the recorded hashes of each graph, several if a run was interrupted while writing it, and the corpus's id.

    There is no id if nothing was published yet.
    """
    known: dict[str, set[str]] = defaultdict(set)
    ids: set[str] = set()
    for quad in store.get(listed):
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate.value == ns.CONTENT_HASH:
            known[subject].add(value)
        elif quad.predicate.value == ns.CORPUS_ID:
            ids.add(value)
    return dict(known), ids
