r"""Reads the table of metadata that sites print above a document: "Số hiệu", "Loại văn bản", "Ngày ban hành".

It comes as rows of label and value, as one row of labels above one of values, as lines "Số hiệu: 12/QĐ-UBND", or
exploded by a crawler into a cell a line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import DAY, read_day
from graphbuild.extraction.head.lines import HeadLine
from graphbuild.model import BodyName
from graphbuild.number import DocumentNumber, number_pattern
from graphbuild.vocabulary.bodies import unlisted_heads
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import wordings

_FIELDS = ("number", "type", "date", "issuer", "signer", "title", "other")
_LEAST = 3
"""Number of different labels that make a table."""
_LONGEST_LABEL = 40
_LONGEST_MARKED = _LONGEST_LABEL + 10
"""Maximum number of characters of a label with the marks of emphasis and headings before it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a table of metadata says of a document."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: BodyName | None = None
    signer_name: str | None = None
    title: str | None = None


class _Cell(NamedTuple):
    field: str
    """The field that it labels, "" for a value."""
    value: str


def read_metadata(lines: Sequence[HeadLine]) -> Metadata | None:
    """Return what the table of metadata says, None if the lines of the head have none."""
    if len({_field(line) for line in lines} - {None}) < _LEAST:
        return None
    values = dict(_pairs(list(_cells(lines))))
    if len(values) < _LEAST or not {"number", "type"} & set(values):
        return None
    number = number_pattern().match(values.get("number", ""))
    kind = types_by_word().get(values.get("type", "").lower())
    day = DAY.search(values.get("date", ""))
    return Metadata(
        type=kind.code if kind else None,
        number=str(DocumentNumber.from_match(number)) if number else None,
        date=read_day(day) if day else None,
        issuer=_body(values.get("issuer", "")),
        signer_name=values.get("signer") or None,
        title=values.get("title") or None,
    )


def _field(line: HeadLine) -> str | None:
    """Return the field that a line labels, None if it begins with no label."""
    # Most lines of a text are too long and have no colon early.
    if len(line.text) > _LONGEST_MARKED and line.text.find(":", 0, _LONGEST_MARKED) < 0:
        return None
    label = line.plain.partition(":")[0]
    return _labels().get(label.strip().lower()) if len(label) <= _LONGEST_LABEL else None


def _cells(lines: Sequence[HeadLine]) -> Iterator[_Cell]:
    """Yield labels and values, the lines of one value together."""
    value = ""
    for line in lines:
        text = line.plain
        field = _field(line)
        if field is None and line.follows and value:
            value += f" {text}"
            continue
        if value:
            yield _Cell("", value)
        value = "" if field else text
        if field:
            yield _Cell(field, "")
            value = text.partition(":")[2].strip()
    if value:
        yield _Cell("", value)


def _pairs(cells: Sequence[_Cell]) -> Iterator[tuple[str, str]]:
    """Yield field and value: of each label the cell after it, of a row of labels the cells of the next row in turn."""
    position = 0
    while position < len(cells):
        fields = []
        while position < len(cells) and cells[position].field:
            fields.append(cells[position].field)
            position += 1
        values: list[str] = []
        while position < len(cells) and not cells[position].field and len(values) < max(1, len(fields)):
            values.append(cells[position].value)
            position += 1
        yield from zip(fields, values, strict=False) if len(fields) == len(values) else ()


def _body(name: str) -> BodyName | None:
    mention = BodyFinder(name).at(0)
    if mention is not None:
        return mention.name
    return BodyName(name) if name.startswith(unlisted_heads()) else None


@cache
def _labels() -> dict[str, str]:
    words = wordings("head")
    return {word.lower(): field for field in _FIELDS for word in words[f"metadata.{field}"]}
