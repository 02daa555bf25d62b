"""The graph as tables: Parquet for programs, CSV for spreadsheets, both with the columns that the contract names."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import InputError
from graphbuild.messages import _, why
from graphbuild.model import (
    Amendment,
    Body,
    Candidate,
    Citation,
    CitedProvision,
    Deadline,
    Document,
    Evidence,
    Finding,
    ForceEvidence,
    Fulfilment,
    InternalReference,
    Obligation,
    PlaceEvidence,
    Records,
    SourceFile,
)
from graphbuild.safe_text import no_formula

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TABLES: dict[str, type] = {
    "documents": Document,
    "bodies": Body,
    "citations": Citation,
    "obligations": Obligation,
    "norms": Obligation,
    "amendments": Amendment,
    "fulfilments": Fulfilment,
    "internal_references": InternalReference,
    "files": SourceFile,
}
"""Name of each table and the record that is its row; the record's fields are its columns."""

_RENAMED = {"from_": "from"}
_NESTED: dict[str, type] = {
    "candidates": Candidate,
    "deadlines": Deadline,
    "ended_evidence": ForceEvidence,
    "evidence": Evidence,
    "in_force_evidence": ForceEvidence,
    "place_evidence": PlaceEvidence,
    "provisions": CitedProvision,
    "warnings": Finding,
}
"""Columns whose values are records, or lists of them."""


def write_tables(records: Records, folder: Path) -> None:
    """Write every table of `records` into `folder`, as Parquet and as CSV.

    The CSV is for spreadsheets: UTF-8 with BOM, as Excel requires, and no text that could be taken for a formula.
    Parquet contains the texts unchanged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        rows = table_rows(getattr(records, name))
        schema = _schema(name)
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, schema.names)
            writer.writeheader()
            writer.writerows({column: no_formula(_cell(row[column])) for column in schema.names} for row in rows)


def table_rows(records: Sequence[Any]) -> list[dict[str, Any]]:
    """Return records as rows of plain values; nested records become dictionaries, tuples lists."""
    return [_plain(asdict(record)) for record in records]


def as_frame(records: Sequence[Any], name: str) -> pd.DataFrame:
    """Return records as the same DataFrame that `read_table` returns for the table `name`."""
    import pyarrow as pa

    frame: pd.DataFrame = pa.Table.from_pylist(table_rows(records), schema=_schema(name)).to_pandas()
    return frame


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """Return a table as a pandas DataFrame, lists as numpy arrays.

    Parameters
    ----------
    folder
        The folder ``tables`` of a build.
    name
        One of `TABLES`.

    Raises
    ------
    InputError
        The table is missing or damaged (code ``no-build``).
    """
    import pandas as pd

    with _reading(folder, name) as path:
        frame: pd.DataFrame = pd.read_parquet(path)
    return frame


def read_records(folder: Path) -> Records:
    """Return the records that `write_tables` wrote into `folder`.

    Raises
    ------
    InputError
        A table is missing or damaged (code ``no-build``).
    """
    return Records(**{name: read_rows(folder, name) for name in TABLES})


def read_rows(folder: Path, name: str, *, source: str | None = None) -> list[Any]:
    """Return the rows of one table as records, in the order of the table.

    A column added after the table was written has its default value.

    Parameters
    ----------
    folder
        The folder ``tables`` of a build.
    name
        One of `TABLES`.
    source
        Only the rows of this file.

    Raises
    ------
    InputError
        The table is missing or damaged (code ``no-build``).
    """
    import pyarrow.parquet as pq

    wanted = [("source", "=", source)] if source is not None else None
    with _reading(folder, name) as path:
        return [_record(TABLES[name], row) for row in pq.read_table(path, filters=wanted).to_pylist()]


def unreadable_build(folder: Path, path: Path, error: Exception) -> InputError:
    """Return the error for a file that is missing or damaged in the build in `folder`."""
    # What an engine says of a damaged file is for those who know its format.
    reason = why(error) if isinstance(error, OSError) and error.errno else _("it is not as graphbuild writes it")
    message = _("The build in {path} cannot be read ({reason}). Rebuild it with: graphbuild build FOLDER --out {path}")
    return InputError("no-build", message.format(path=folder, reason=f"{path.relative_to(folder)}: {reason}"))


@contextmanager
def _reading(folder: Path, name: str) -> Iterator[Path]:
    """Give the path of a table to read."""
    import pyarrow as pa

    path = folder / f"{name}.parquet"
    try:
        yield path
    except (OSError, ValueError, LookupError, TypeError, AttributeError, pa.ArrowException) as error:
        raise unreadable_build(folder.parent, path, error) from error


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_RENAMED.get(key, key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _record(record: type, row: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for field in fields(record):
        column = _RENAMED.get(field.name, field.name)
        if column not in row and field.default is not MISSING:
            continue
        value = row[column]
        if isinstance(value, list):
            inner = _NESTED.get(field.name)
            value = tuple(_record(inner, item) if inner else item for item in value)
        elif isinstance(value, dict):
            value = _record(_NESTED[field.name], value)
        values[field.name] = value
    return record(**values)


def _cell(value: Any) -> Any:
    """Return a cell as a spreadsheet shows it: plain lists joined by ``; ``, records as JSON."""
    if not isinstance(value, (list, dict)):
        return value
    if all(isinstance(item, str) for item in value) and not isinstance(value, dict):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)


def _schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table; empty columns keep their type."""
    import pyarrow as pa

    text, number, real = pa.string(), pa.int64(), pa.float64()
    candidate = pa.struct([("document", text), ("score", real)])
    deadline = pa.struct(
        [("text", text), ("start", number), ("end", number), ("from", text), ("to", text), ("kind", text)]
    )
    where = [("source", text), ("start", number), ("end", number)]
    words = pa.struct([*where, ("text", text), ("sentence", text), ("sentence_start", number)])
    special = {
        "start": number,
        "end": number,
        "sentence_start": number,
        "new_text_start": number,
        "new_text_end": number,
        "in_part": pa.bool_(),
        "characters": number,
        "page": number,
        "paragraph": number,
        "confidence": real,
        "place_confidence": real,
        "in_force_evidence": words,
        "ended_evidence": words,
        "candidates": pa.list_(candidate),
        "deadlines": pa.list_(deadline),
        "place_evidence": pa.list_(pa.struct([("code", text), ("detail", text), ("source", text), ("weight", real)])),
        "warnings": pa.list_(pa.struct([("code", text), ("source", text), ("detail", text)])),
        "evidence": pa.list_(pa.struct([("document", text), ("code", text), ("weight", real)])),
        "provisions": pa.list_(pa.struct([("path", text), ("label", text), ("start", number), ("end", number)])),
        **dict.fromkeys(
            (
                "copies",
                "successors",
                "recipients",
                "reasons",
                "bearers",
                "bearer_names",
                "supporting_names",
                "report_to_names",
                "targets",
                "products",
                "rests_on",
                "legal_basis",
            ),
            pa.list_(text),
        ),
    }
    return pa.schema([(field.name, special.get(field.name, text)) for field in fields(TABLES[name])])
