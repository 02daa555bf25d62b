"""Compares two builds: citations gained, lost or changed, and differences in documents and bodies.

A citation is the same in both builds if it has the same location. While the text of a file is unchanged, that is its
offsets; in an edited file the offsets shift, and it is the sentence and the mention's offset in it. Citations without a
partner at their location are matched in two further ways, so that a rule that moves the end of a mention, or an editor
who rewrites the words around it, does not count as one citation lost and another gained.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from graphbuild.builds.layout import TABLES, TEXTS, text_file
from graphbuild.builds.opening import Input, open_build
from graphbuild.graph.tables import read_rows
from graphbuild.model import Body, Citation, Document, Records

Row = TypeVar("Row", Citation, Document, Body)

CITATION_FIELDS = (
    "text sentence target resolution candidates relation cue citing kind type number date issuer provisions".split()
)
"""The compared fields of a citation. Offsets shift with every edit, and a change of evidence alone does not count."""

DOCUMENT_FIELDS = "id type presence source number date issuer title term status in_force_from ended_on ended_by".split()
"""The compared fields of a document. Its force follows from them, and differs where the builds are for two days."""

BODY_FIELDS = "name level place parent valid_from valid_to".split()
"""The compared fields of a body."""

_RESOLVED = {"target", "resolution", "candidates"}

_OWN = "own"
"""Stands for the file's own document, whose IRI and issuer may change without a change of its citations."""


@dataclass(frozen=True, slots=True)
class Build:
    """The compared parts of a build."""

    base: str
    """The beginning of its IRIs."""
    inputs: Mapping[str, Hashable]
    """The files that were read, each with a value that changes only with its text."""
    records: Records


@dataclass(frozen=True, slots=True)
class Difference(Generic[Row]):
    """A row that differs between the builds."""

    old: Row | None
    new: Row | None
    fields: tuple[str, ...] = ()
    """Which fields changed; none if the row is in one build only."""

    @property
    def change(self) -> Literal["gained", "lost", "changed"]:
        """The kind of change."""
        return "gained" if self.old is None else "lost" if self.new is None else "changed"

    @property
    def resolved_anew(self) -> bool:
        """Tell whether it is a citation that now resolves to something else, or has other candidates."""
        return not _RESOLVED.isdisjoint(self.fields)

    @property
    def row(self) -> Row:
        """The new row, or the old one if it is lost."""
        row = self.old if self.new is None else self.new
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between the new build and the old one; all IRIs use the base of the new one."""

    old: Records
    new: Records
    added: tuple[str, ...]
    """Files only in the new build."""
    gone: tuple[str, ...]
    """Files only in the old build."""
    moved: tuple[tuple[str, str], ...]
    """Files whose text now has another name: the old name and the new one."""
    edited: tuple[str, ...]
    """Files of both builds whose text differs."""
    citations: tuple[Difference[Citation], ...]
    """Ordered by source and start."""
    documents: tuple[Difference[Document], ...]
    """Ordered by IRI."""
    bodies: tuple[Difference[Body], ...]
    """Ordered by IRI."""

    @property
    def differs(self) -> bool:
        """Tell whether there is any difference."""
        return any((self.added, self.gone, self.moved, self.edited, self.citations, self.documents, self.bodies))

    @property
    def counts(self) -> dict[str, int]:
        """Numbers of citations gained, lost and changed, and of changed ones that were resolved differently."""
        changes = Counter(citation.change for citation in self.citations)
        resolved = sum(citation.resolved_anew for citation in self.citations)
        return {**{name: changes[name] for name in ("gained", "lost", "changed")}, "resolved": resolved}


def read_build(folder: Path) -> Build:
    """Return the compared parts of the build in `folder`.

    Raises
    ------
    InputError
        There is no build in the folder, or it cannot be read (code ``no-build``).
    """
    opened = open_build(folder)
    inputs = {entry.source: _fingerprint(entry, folder) for entry in opened.inputs}
    # Only the compared tables: the other build may lack a table that was added later.
    rows = {name: read_rows(folder / TABLES, name) for name in ("documents", "bodies", "citations")}
    return Build(opened.base, inputs, Records(**rows))


def compare(old: Build, new: Build) -> Comparison:
    """Return the differences between the new build and the old one.

    Parameters
    ----------
    old, new
        The builds. Each may have its own base: IRIs are compared without it.

    Examples
    --------
    >>> build = Build("https://w3id.org/graphbuild/", {"a.txt": "4f2a"}, Records())
    >>> compare(build, build).differs
    False
    >>> compare(build, Build(build.base, {"b.txt": "4f2a", "c.txt": "77e1"}, Records())).moved
    (('a.txt', 'b.txt'),)
    """
    before = _rebased(old.records, old.base, new.base)
    moved = _moved(old.inputs, new.inputs)
    renamed = dict(moved)
    kept = {source: renamed.get(source, source) for source in old.inputs if source in new.inputs or source in renamed}
    edited = tuple(sorted(source for source, name in kept.items() if old.inputs[source] != new.inputs[name]))
    return Comparison(
        old=before,
        new=new.records,
        added=tuple(sorted(new.inputs.keys() - kept.values())),
        gone=tuple(sorted(old.inputs.keys() - kept.keys())),
        moved=moved,
        edited=edited,
        citations=_citations(before.citations, new.records.citations, kept, frozenset(edited)),
        documents=_documents(before.documents, new.records.documents, kept),
        bodies=_rows(before.bodies, new.records.bodies, BODY_FIELDS),
    )


# -- files -------------------------------------------------------------------------------------------------------------


def _fingerprint(entry: Input, folder: Path) -> Hashable:
    text = text_file(folder / TEXTS, entry.source)
    # The same page yields another text, with other offsets, after an improvement of the HTML reader.
    return entry.sha256, entry.encoding, hashlib.sha256(text.read_bytes()).digest() if text.is_file() else None


def _moved(old: Mapping[str, Hashable], new: Mapping[str, Hashable]) -> tuple[tuple[str, str], ...]:
    """Return the files that were renamed or moved; equal ones ordered by name."""
    gone = sorted(old.keys() - new.keys())
    added = sorted(new.keys() - old.keys())
    pairs = _equal([old[source] for source in gone], [new[source] for source in added])
    return tuple((gone[one], added[other]) for one, other in pairs)


def _rebased(records: Records, old: str, new: str) -> Records:
    """Return records with the IRIs that they would have in a build with another base."""
    if old == new:
        return records

    def iri(value: str) -> str:
        return new + value.removeprefix(old)

    def maybe(value: str | None) -> str | None:
        return None if value is None else iri(value)

    return replace(
        records,
        documents=[replace(row, id=iri(row.id), issuer=maybe(row.issuer)) for row in records.documents],
        bodies=[replace(row, id=iri(row.id), parent=maybe(row.parent)) for row in records.bodies],
        citations=[
            replace(
                row,
                id=iri(row.id),
                document=iri(row.document),
                citing=iri(row.citing),
                issuer=maybe(row.issuer),
                target=maybe(row.target),
                candidates=tuple(replace(found, document=iri(found.document)) for found in row.candidates),
                evidence=tuple(replace(found, document=iri(found.document)) for found in row.evidence),
            )
            for row in records.citations
        ],
    )


# -- citations ---------------------------------------------------------------------------------------------------------


def _citations(
    old: Sequence[Citation], new: Sequence[Citation], kept: Mapping[str, str], edited: frozenset[str]
) -> tuple[Difference[Citation], ...]:
    before, after = _by_source(old), _by_source(new)
    found = [Difference(row, None) for source, rows in before.items() if source not in kept for row in rows]
    origins = {name: source for source, name in kept.items()}
    found += [Difference(None, row) for source, rows in after.items() if source not in origins for row in rows]
    for source, name in kept.items():
        same_text = source not in edited
        for one, other in _partners(before[source], after[name], same_text=same_text):
            fields = _citation_fields(one, other, same_text=same_text) if one and other else ()
            if fields or one is None or other is None:
                found.append(Difference(one, other, fields))
    # A lost citation of a moved file is listed with the others of that file.
    return tuple(
        sorted(found, key=lambda it: (kept.get(it.row.source, it.row.source), it.row.start, it.row.end, it.change))
    )


def _by_source(citations: Sequence[Citation]) -> defaultdict[str, list[Citation]]:
    rows: defaultdict[str, list[Citation]] = defaultdict(list)
    for citation in sorted(citations, key=lambda row: (row.source, row.start, row.end)):
        rows[citation.source].append(citation)
    return rows


def _citation_fields(old: Citation, new: Citation, *, same_text: bool) -> tuple[str, ...]:
    fields = _changed(_citation_values(old), _citation_values(new))
    if same_text and "text" not in fields:
        return fields
    # Edits around a mention are reported as the edit of the file; a long sentence is truncated around its mention.
    return tuple(name for name in fields if name != "sentence")


def _citation_values(row: Citation) -> dict[str, Any]:
    """Return the compared fields of a citation, without those that are reported once for the file's own document."""
    values = {name: getattr(row, name) for name in CITATION_FIELDS}
    if row.target == row.document:
        values |= {"target": _OWN, "issuer": _OWN}
    return values | {
        "text": _flat(row.text),
        "citing": _OWN if row.citing == row.document else row.citing,
        "candidates": {found.document for found in row.candidates},
        "provisions": [provision.path for provision in row.provisions],
    }


def _partners(
    old: list[Citation], new: list[Citation], *, same_text: bool
) -> Iterator[tuple[Citation | None, Citation | None]]:
    """Yield the citations of a file in pairs, and singly those without a partner in the other build."""
    old_locations, new_locations = _locations(old, same_text=same_text), _locations(new, same_text=same_text)
    partner = dict(_equal(old_locations, new_locations))
    alone = [index for index in range(len(old)) if index not in partner]
    others = sorted(set(range(len(new))) - set(partner.values()))
    partner |= _overlapping(alone, others, old_locations, new_locations)
    if not same_text:
        partner |= _between(old, new, partner)
    for index, row in enumerate(old):
        yield row, new[partner[index]] if index in partner else None
    taken = set(partner.values())
    yield from ((None, row) for index, row in enumerate(new) if index not in taken)


@dataclass(frozen=True, slots=True)
class _Location:
    frame: Hashable
    """The origin of the offsets: the text, or a sentence in it."""
    start: int
    end: int


def _locations(rows: list[Citation], *, same_text: bool) -> list[_Location]:
    if same_text:
        return [_Location(None, row.start, row.end) for row in rows]
    seen: Counter[str] = Counter()
    frames: dict[tuple[int, str], tuple[str, int]] = {}
    locations = []
    for row in rows:
        sentence = _flat(row.sentence)
        if (row.sentence_start, sentence) not in frames:
            # Equal sentences are numbered in their order, wherever they occur.
            seen[sentence] += 1
            frames[row.sentence_start, sentence] = (sentence, seen[sentence])
        start, end = (len(_flat(row.sentence[: offset - row.sentence_start])) for offset in (row.start, row.end))
        locations.append(_Location(frames[row.sentence_start, sentence], start, end))
    return locations


def _equal(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of equal values, the first of several with the first."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index, value in enumerate(old):
        waiting[value].append(index)
    for index, value in enumerate(new):
        if waiting.get(value):
            yield waiting[value].popleft(), index


def _overlapping(
    alone: list[int], others: list[int], old_locations: list[_Location], new_locations: list[_Location]
) -> dict[int, int]:
    """Return as partners what overlaps by at least a character, each with the first free one."""
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for index in alone:
        waiting[old_locations[index].frame].append(index)
    partner = {}
    for index in others:
        location = new_locations[index]
        queue = waiting.get(location.frame, ())
        while queue and old_locations[queue[0]].end <= location.start:
            queue.popleft()
        if queue and old_locations[queue[0]].start < location.end:
            partner[queue.popleft()] = index
    return partner


def _between(old: list[Citation], new: list[Citation], partner: Mapping[int, int]) -> dict[int, int]:
    """Return as partners what has the same number or words after the same citation: the sentence was rewritten."""
    alone = list(_after(len(old), partner))
    others = list(_after(len(new), {other: other for other in partner.values()}))
    pairs = _equal(
        [(after, old[index].number or _flat(old[index].text)) for index, after in alone],
        [(after, new[index].number or _flat(new[index].text)) for index, after in others],
    )
    return {alone[one][0]: others[other][0] for one, other in pairs}


def _after(length: int, partner: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the index of each row without a partner, and the partner of the last row before it that has one."""
    last = -1
    for index in range(length):
        if index in partner:
            last = partner[index]
        else:
            yield index, last


# -- documents and bodies ----------------------------------------------------------------------------------------------


def _documents(
    old: Sequence[Document], new: Sequence[Document], kept: Mapping[str, str]
) -> tuple[Difference[Document], ...]:
    """Compare documents by their IRIs; one whose IRI changed is found by its file."""
    renamed = [replace(row, source=kept.get(row.source, row.source)) if row.source else row for row in old]
    before, after = {row.id for row in old}, {row.id for row in new}
    places, new_places = _places(renamed), _places(new)
    arrived = {new_places[row.id]: row.id for row in new if row.source and row.id not in before}
    same = {row.id: arrived[places[row.id]] for row in renamed if row.id not in after and places[row.id] in arrived}
    return _rows(renamed, new, DOCUMENT_FIELDS, same)


def _places(documents: Sequence[Document]) -> dict[str, tuple[str | None, int]]:
    """Return the file of each document, and its place among the documents of that file."""
    seen: Counter[str | None] = Counter()
    places = {}
    for row in sorted(documents, key=lambda row: row.start or 0):
        places[row.id] = (row.source, seen[row.source])
        seen[row.source] += 1
    return places


def _rows(
    old: Sequence[Row], new: Sequence[Row], fields: Sequence[str], same: Mapping[str, str] | None = None
) -> tuple[Difference[Row], ...]:
    """Compare rows by their IRIs; `same` maps changed IRIs to the new ones."""
    before = {(same or {}).get(row.id, row.id): row for row in old}
    after = {row.id: row for row in new}
    found = []
    for iri in sorted(before.keys() | after.keys()):
        one, other = before.get(iri), after.get(iri)
        changed: tuple[str, ...] = ()
        if one is not None and other is not None:
            changed = _changed(*({name: getattr(row, name) for name in fields} for row in (one, other)))
        if changed or one is None or other is None:
            found.append(Difference(one, other, changed))
    return tuple(found)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in old if old[name] != new[name])


def _flat(text: str) -> str:
    """Return a text without its line breaks: rewrapped lines are not a change."""
    return " ".join(text.split())
