"""What a document is sent for, as lists of recipients say it."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary import read_records


@cache
def purposes() -> dict[str, str]:
    """Return the purposes in full by how lists shorten them.

    Examples
    --------
    >>> purposes()["b/c"]
    'để báo cáo'
    """
    return {written: row["purpose"] for row in read_records("head.toml")["purpose"] for written in row["written"]}
