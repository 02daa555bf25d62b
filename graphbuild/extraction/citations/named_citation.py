"""A mention by name, which laws, resolutions of congresses and titled texts share."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.model import BodyName, Span


@dataclass(frozen=True, slots=True)
class NamedCitation:
    """A mention by name, in offsets of the normal text."""

    span: Span
    type: str
    name: str
    """Canonical name without the type word ("Lưu trữ", "Đại hội XIII"); with issuer and type it is the identity."""
    date: str | None = None
    year: str = ""
    issuer: BodyName | None = None
