"""A time limit while a sentence is read, before it becomes a `Deadline` of the document."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple


class Limit(NamedTuple):
    """Where a time limit is in a sentence, its first and last day, and how these are meant.

    `open_year` says that the words tell day or month but no year, `goes_on` that they add the following years.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    kind: Literal["by", "within", "periodic"]
    open_year: bool = False
    goes_on: bool = False
