"""The graph as Turtle, for human readers and tools without support for named graphs.

Turtle: https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from graphbuild.graph import namespaces as ns
from graphbuild.writing import replaced


def write_turtle(nquads_path: Path, turtle_path: Path) -> None:
    """Write the statements of an N-Quads file as Turtle, with the usual prefixes.

    Turtle has no named graphs: only the N-Quads record which file states what.

    Raises
    ------
    OutputError
        If the file cannot be read or written (code ``unwritable``).
    """

    def triples() -> Iterator[pyoxigraph.Triple]:
        for quad in pyoxigraph.parse(path=nquads_path, format=pyoxigraph.RdfFormat.N_QUADS):
            yield quad.triple

    with replaced(turtle_path) as unfinished, unfinished.open("wb", buffering=1 << 20) as file:
        pyoxigraph.serialize(triples(), file, pyoxigraph.RdfFormat.TURTLE, prefixes=ns.PREFIXES)
