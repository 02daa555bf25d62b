"""The purposes for which a document is sent, as stated in lists of recipients."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary import read_records


@cache
def purposes() -> dict[str, str]:
    """Return the full purposes by their abbreviations in lists.

    Examples
    --------
    >>> purposes()["b/c"]
    'để báo cáo'
    """
    return {written: row["purpose"] for row in read_records("head.toml")["purpose"] for written in row["written"]}
