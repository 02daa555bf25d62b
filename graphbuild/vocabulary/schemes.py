"""The closed lists that records and graph use, each code with its label and meaning in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graphbuild.vocabulary import read_records
from graphbuild.vocabulary.document_types import document_types
from graphbuild.vocabulary.evidence import FulfilmentGround, PlaceGround, fulfilment_grounds, grounds, place_grounds
from graphbuild.vocabulary.relations import relations


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of a closed list."""

    code: str
    label: str
    label_en: str
    definition: str
    definition_en: str
    other_labels: tuple[str, ...] = ()
    """Vietnamese label."""
    inverse_label: str = ""
    """Vietnamese; for a relation, its name as seen from the cited document."""
    related: str = ""
    """Name of the closest CiTO property."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A closed list."""

    code: str
    label: str
    label_en: str
    definition: str
    definition_en: str
    source: str
    concepts: tuple[Concept, ...]


@cache
def schemes() -> dict[str, Scheme]:
    """Return the closed lists by code.

    Examples
    --------
    >>> [concept.code for concept in schemes()["deadline-kind"].concepts]
    ['by', 'within', 'periodic']
    >>> schemes()["relation"].concepts[0].inverse_label
    'là căn cứ ban hành của'
    """
    tables = {
        "relation": _relations,
        "document-type": _document_types,
        "ground": _grounds,
        "place-evidence": lambda: _described(place_grounds().values()),
        "fulfilment-ground": lambda: _described(fulfilment_grounds().values()),
    }
    return {row["code"]: _scheme(row, tables.get(row["code"])) for row in read_records("schemes.toml")["scheme"]}


@cache
def labels(scheme: str) -> dict[str, tuple[str, str]]:
    """Return the labels of the codes of a closed list, in Vietnamese and English.

    Raises
    ------
    KeyError
        There is no list of that name.

    Examples
    --------
    >>> labels("status")["replaced"]
    ('đã bị thay thế', 'replaced')
    """
    return {concept.code: (concept.label, concept.label_en) for concept in schemes()[scheme].concepts}


def both_labels(scheme: str, code: str) -> tuple[str, str]:
    """Return the label of a code in both languages; an unknown code is returned unchanged.

    Examples
    --------
    >>> both_labels("kind", "named"), both_labels("kind", "?")
    (('theo tên', 'by name'), ('?', '?'))
    """
    return labels(scheme).get(code, (code, code))


def _scheme(row: dict[str, Any], table: Any) -> Scheme:
    concepts = table() if table else (Concept(**concept) for concept in row["concept"])
    return Scheme(**{**{name: value for name, value in row.items() if name != "concept"}, "concepts": tuple(concepts)})


def _relations() -> Iterator[Concept]:
    for relation in relations().values():
        yield Concept(
            relation.code,
            relation.label,
            relation.label_en,
            relation.definition,
            relation.definition_en,
            inverse_label=relation.label_in,
            related=relation.cito,
        )


def _document_types() -> Iterator[Concept]:
    for kind in document_types().values():
        symbols = ", ".join(kind.symbols)
        yield Concept(
            kind.code,
            kind.name,
            kind.name_en,
            f"Văn bản mang tên loại “{kind.name}”" + (f", ký hiệu {symbols}." if symbols else "."),
            f"A document called “{kind.name}” ({kind.name_en})" + (f", symbol {symbols}." if symbols else "."),
            tuple(word for word in kind.words if word != kind.name),
        )


def _grounds() -> Iterator[Concept]:
    for ground in grounds().values():
        weighs, weighs_en = "Loại văn bản ấy ra", "Rules the document out"
        if ground.weight > -1:
            weight = f"{ground.weight:g}".replace("-", "−")
            weighs, weighs_en = f"Trọng số {weight.replace('.', ',')}", f"Weighs {weight}"
        definitions = (f"{weighs}: {ground.label}.", f"{weighs_en}: {ground.label_en}.")
        yield Concept(ground.code, ground.label, ground.label_en, *definitions)


def _described(grounds: Iterable[PlaceGround | FulfilmentGround]) -> Iterator[Concept]:
    for ground in grounds:
        yield Concept(ground.code, ground.label, ground.label_en, ground.definition, ground.definition_en)
