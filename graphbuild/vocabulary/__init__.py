"""Domain knowledge as data: document types, bodies, places, terms, relations, known documents.

Each table is a CSV or TOML file beside this one, with the source of every row; a new document type, issuer code or cue
is a line there, not code. The modules turn the tables into records, which are loaded once, on first use.
"""

from __future__ import annotations

import csv
import io
import tomllib
from importlib import resources
from typing import Any


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of the CSV table `name` ("terms.csv")."""
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_records(name: str) -> dict[str, Any]:
    """Return the content of the TOML table `name` ("bodies.toml")."""
    with resources.files(__name__).joinpath(name).open("rb") as file:
        return tomllib.load(file)
