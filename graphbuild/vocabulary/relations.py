"""Relations between documents, with the labels of both directions and the cues that express them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_records


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the closed list."""

    code: str
    label: str
    label_in: str
    label_en: str
    definition: str
    definition_en: str
    cues: tuple[str, ...]
    cito: str = ""
    """Name of the closest CiTO property, "" if there is none."""
    stems_from: bool = False
    """Whether the citing document exists because of the cited one: a link in the chain from the centre down."""
    acts: bool = False
    """Whether the citing document changes the cited one."""


@cache
def relations() -> dict[str, Relation]:
    """Return the relations by code.

    Examples
    --------
    >>> relations()["replaces"].label_in
    'bị thay thế bởi'
    """
    rows = read_records("relations.toml")["relation"]
    return {
        row["code"]: Relation(
            code=row["code"],
            label=row["label"],
            label_in=row["label_in"],
            label_en=row["label_en"],
            definition=row["definition"],
            definition_en=row["definition_en"],
            cues=tuple(row["cues"]),
            cito=row.get("cito", ""),
            stems_from=row.get("stems_from", False),
            acts=row.get("acts", False),
        )
        for row in rows
    }


@cache
def acting_relations() -> frozenset[str]:
    """Return the codes of the relations by which a document changes another.

    Examples
    --------
    >>> "repeals" in acting_relations(), "proposes_amendment" in acting_relations()
    (True, False)
    """
    return frozenset(relation.code for relation in relations().values() if relation.acts)


@cache
def relations_by_cue() -> dict[str, str]:
    """Return the relation codes by cue, in lower case."""
    return {cue: relation.code for relation in relations().values() for cue in relation.cues}
