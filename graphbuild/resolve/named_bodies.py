"""Which bodies the texts name where, and which of them belong in the graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphbuild.model import Body
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.bodies.successors import link_successors
from graphbuild.resolve.documents.claims import FileClaims


class NamedBody(NamedTuple):
    """The words with which a text names a body whose place is known."""

    source: str
    start: int
    end: int
    """Offsets in the source's text, in code points, end exclusive."""
    body: str
    """Its IRI."""


def named_bodies(files: Sequence[FileClaims], registry: BodyRegistry) -> tuple[NamedBody, ...]:
    """Return where the files name bodies of a known place, in the order of files and offsets."""
    found = []
    for file in files:
        source, own = file.reading.text.source, file.reading.letterhead.issuer
        for mention in file.reading.bodies:
            body = registry.resolve(mention.name, file.jurisdiction, file.reading.key, own, file.jurisdiction.day)
            if body.known_place and mention.name.seat:
                found.append(NamedBody(source, mention.span.start, mention.span.end, body.body.id))
    return tuple(sorted(found))


def standing_bodies(registry: BodyRegistry, wanted: Iterable[str]) -> list[Body]:
    """Return the bodies that are wanted, their successors, and all their parents."""
    standing = _with_parents(registry, wanted)
    while True:
        successors = link_successors(registry, standing)
        later = _with_parents(registry, standing.union(*successors.values()))
        if later == standing:
            break
        standing = later
    return [
        replace(body, successors=successors[body.id]) if body.id in successors else body
        for body in registry.bodies
        if body.id in standing
    ]


def _with_parents(registry: BodyRegistry, bodies: Iterable[str]) -> set[str]:
    """Return bodies and all their parents."""
    by_id = {body.id: body for body in registry.bodies}
    found: set[str] = set()
    for body in bodies:
        above: str | None = body
        while above and above not in found:
            found.add(above)
            above = by_id[above].parent
    return found
