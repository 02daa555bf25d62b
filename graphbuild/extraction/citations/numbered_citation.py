"""The record of a citation with a number."""

from __future__ import annotations

from typing import NamedTuple

from graphbuild.model import BodyName, Span


class NumberedCitation(NamedTuple):
    """A mention with a number, in offsets of the normal text."""

    span: Span
    type: str
    number: str
    """Normal form ("28-NQ/TU"); a bare number has at least two digits ("05", "30a"), and its year ("12/2025")."""
    date: str | None
    issuer: BodyName | None
    title: str
    bare: bool
    """Whether the number is printed without symbol, and no issuer completes it."""
    name: str = ""
    """The law's name before the number, "" if there is none."""
    abbreviated: bool = False
    """Whether a code replaces the type word of a bare number ("NQ 32"): part of a symbol, reversed."""
    year: str = ""
    """The year printed behind the number ("83-CP năm 1996"), or ""."""
    misspelled: bool = False
    """Whether the normal form differs from the number as printed by letters, case or separators."""
