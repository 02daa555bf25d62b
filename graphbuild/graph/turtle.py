"""The graph as Turtle, for people to read and tools that know no named graphs.

Turtle: https://www.w3.org/TR/turtle/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from graphbuild.graph import namespaces as ns
from graphbuild.writing import replaced


def write_turtle(nquads_path: Path, turtle_path: Path) -> None:
    """Write the statements of an N-Quads file as Turtle, with the prefixes that people know.

    Turtle has no named graphs: which file says what stays in the N-Quads.

    Raises
    ------
    OutputError
        When the file cannot be read or written (code ``unwritable``).
    """

    def triples() -> Iterator[pyoxigraph.Triple]:
        for quad in pyoxigraph.parse(path=nquads_path, format=pyoxigraph.RdfFormat.N_QUADS):
            yield quad.triple

    with replaced(turtle_path) as unfinished, unfinished.open("wb", buffering=1 << 20) as file:
        pyoxigraph.serialize(triples(), file, pyoxigraph.RdfFormat.TURTLE, prefixes=ns.PREFIXES)
