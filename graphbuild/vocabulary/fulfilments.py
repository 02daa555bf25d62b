"""Verbs by which a task asks for a document of a type."""

from __future__ import annotations

from functools import cache

from graphbuild.vocabulary import read_records


@cache
def asking_verbs() -> dict[str, str]:
    """Return the type code of what each verb asks for.

    Examples
    --------
    >>> asking_verbs()["hướng dẫn"]
    'HD'
    """
    return {word: row["type"] for row in read_records("fulfilments.toml")["asks"] for word in row["words"]}
