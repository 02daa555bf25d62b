"""Positions of the force layout in a file beside the build, so that documents stay where readers know them to be.

Positions by level and date need no file: they depend only on the documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.model import Document
from graphbuild.pages.graph.by_forces import Position, force_layout
from graphbuild.pages.graph.by_level_and_date import Arrangement, Layout
from graphbuild.writing import write_file

FILE_NAME = "positions.json"
"""File in a build's folder; a later build into the same folder keeps it."""


def stored_layout(path: Path, documents: Iterable[str]) -> Layout:
    """Return a force layout that keeps the positions in a file, and adds the new ones to it.

    Parameters
    ----------
    path
        The file; created if it does not exist.
    documents
        IRIs of all documents of the graph, drawn or not; the positions of others are dropped.
    """
    known = frozenset(documents)

    def layout(shown: Sequence[Document], _levels: Mapping[str, str], links: Sequence[tuple[str, str]]) -> Arrangement:
        kept = {iri: position for iri, position in read_positions(path).items() if iri in known}
        positions = force_layout([document.id for document in shown], links, kept)
        write_positions(path, {**kept, **positions})
        return Arrangement(positions, [], [])

    return layout


def read_positions(path: Path) -> dict[str, Position]:
    """Return the stored positions by IRI, none if there is no file.

    Raises
    ------
    InputError
        The file was not written by `write_positions` (code ``positions``).
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if not all(isinstance(part, int) for position in stored.values() for part in position):
            raise _unusable(path, _("a position is two whole numbers"))
        return {str(iri): (x, y) for iri, (x, y) in stored.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(path, why(error)) from error
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _unusable(path, _("it is not a list of positions written by graphbuild")) from error


def _unusable(path: Path, reason: str) -> InputError:
    message = _("Cannot read the positions of the documents in {path}: {reason}. Delete the file to lay them out again")
    return InputError("positions", message.format(path=path, reason=reason))


def write_positions(path: Path, positions: Mapping[str, Position]) -> None:
    """Store positions, one per line, so that two versions of the file can be compared.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    lines = ",\n".join(
        f"{json.dumps(iri, ensure_ascii=False)}: [{x}, {y}]" for iri, (x, y) in sorted(positions.items())
    )
    write_file(path, f"{{\n{lines}\n}}\n")
