"""Places of the force layout in a file beside the build, so that documents stay where readers know them to be.

The places by level and date need no file: they follow from the documents alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.model import Document
from graphbuild.pages.graph.by_forces import Place, force_layout
from graphbuild.pages.graph.by_level_and_date import Arrangement, Layout
from graphbuild.writing import write_file

FILE_NAME = "positions.json"
"""In a build's folder; a later build into the same folder leaves it there."""


def stored_layout(path: Path, documents: Iterable[str]) -> Layout:
    """Return a layout by forces that keeps what has a place in a file, and adds to the file what it places.

    Parameters
    ----------
    path
        The file; made where it is not there.
    documents
        IRIs of all documents of the graph, drawn or not; the places of others are forgotten.
    """
    known = frozenset(documents)

    def layout(shown: Sequence[Document], _levels: Mapping[str, str], links: Sequence[tuple[str, str]]) -> Arrangement:
        kept = {iri: place for iri, place in read_places(path).items() if iri in known}
        places = force_layout([document.id for document in shown], links, kept)
        write_places(path, {**kept, **places})
        return Arrangement(places, [], [])

    return layout


def read_places(path: Path) -> dict[str, Place]:
    """Return the stored places by IRI, none where there is no file.

    Raises
    ------
    InputError
        The file is not what `write_places` writes (code ``positions``).
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(part, int) for place in stored.values() for part in place):
            raise ValueError(_("a position is two whole numbers"))
        return {str(iri): (x, y) for iri, (x, y) in stored.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        message = _(
            "Cannot read the positions of the documents in {path}: {reason}. Delete the file to lay them out again"
        ).format(path=path, reason=error)
        raise InputError("positions", message) from error


def write_places(path: Path, places: Mapping[str, Place]) -> None:
    """Store places, one a line, so that two versions of the file can be compared.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    lines = ",\n".join(f"{json.dumps(iri, ensure_ascii=False)}: [{x}, {y}]" for iri, (x, y) in sorted(places.items()))
    write_file(path, f"{{\n{lines}\n}}\n")
