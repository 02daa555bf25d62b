"""How well the graph agrees with what people annotated: the figures that `test_gold` keeps from falling.

A found mention is right where it overlaps an annotated one of its kind and file and, if it has a number, has the same.
Issuers and targets are compared as groupings: for each mention, how much of the group in which the graph puts it is the
annotated group (precision) and the other way round (recall), which asks for no particular identifier.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.model import Citation, Document, Obligation
from graphbuild.text import plain_name

Annotation = Mapping[str, Any]

_NEGLIGIBLE = re.compile(r"\b(?:các|của|đồng chí|đ/c|thành phố|tp|huyện|tỉnh|quận|thị xã|việt nam)\b|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated mention and the row that was found for it."""

    annotated: Annotation
    found: Citation


def annotated_rows(path: Path, files: Iterable[str]) -> list[Annotation]:
    """Return the rows of a file of annotations that belong to `files` (base names)."""
    wanted = set(files)
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [row for row in rows if row["doc"] in wanted]


def citation_figures(annotated: Sequence[Annotation], found: Sequence[Citation]) -> dict[str, float]:
    """Return the figures of citations, each from 0 to 1.

    ``numbered``, ``named``, ``self`` and ``anaphor`` are F1 of the mentions found; ``date``, ``relation`` and ``owner``
    the share of annotated numbered mentions whose value is right; ``issuer`` and ``target`` B-cubed F1 of their
    groupings.
    """
    annotated_files = {row["doc"] for row in annotated}
    found = [row for row in found if Path(row.source).name in annotated_files]
    figures: dict[str, float] = {}
    pairs: dict[str, list[Pair]] = {}
    for kind in ("numbered", "named", "self", "anaphor"):
        theirs = [row for row in annotated if row["kind"] == kind]
        ours = [row for row in found if row.kind == kind]
        pairs[kind] = _pairs(theirs, ours)
        figures[kind] = _f1(len(pairs[kind]), len(ours), len(pairs[kind]), len(theirs))
    numbered = pairs["numbered"]
    asked = sum(row["kind"] == "numbered" for row in annotated)
    offered = sum(row.kind == "numbered" for row in found)
    figures["issuer"] = _grouping(numbered, lambda pair: pair.found.issuer, "issuer", offered, asked)
    figures["target"] = _grouping(numbered, lambda pair: pair.found.target, "target", offered, asked)
    figures["date"] = sum(pair.annotated["date"] == pair.found.date for pair in numbered) / asked
    figures["relation"] = sum(pair.found.relation in _either(pair.annotated["relation"]) for pair in numbered) / asked
    figures["owner"] = _right_owners([*numbered, *pairs["named"]]) / asked
    return figures


def document_figures(annotated: Sequence[Annotation], documents: Sequence[Document]) -> dict[str, float]:
    """Return the share of files whose type, number, day, issuer and term are as annotated, and how far recipients are.

    ``recipients`` is the mean over the files of the F1 of their full names.
    """
    by_file = {Path(row.source).name: row for row in documents if row.source}
    by_file |= {Path(copy).name: row for row in documents for copy in row.copies}
    right: dict[str, float] = defaultdict(float)
    for row in annotated:
        document = by_file[row["doc"]]
        right["type"] += row["type"] == document.type
        right["number"] += _number(row["number"]) == _number(document.number)
        right["document date"] += row["date"] == document.date
        right["document issuer"] += _name(row["issuer"], row) == _name(document.issuer_name, row)
        right["term"] += row["term"] == document.term
        theirs = {_name(entry["canonical"], row) for entry in row["recipients"]}
        right["recipients"] += _agreement(theirs, {_name(name, row) for name in document.recipients})
    return {field: count / len(annotated) for field, count in right.items()}


def obligation_figures(
    annotated: Sequence[Annotation], documents: Sequence[Annotation], found: Sequence[Obligation]
) -> dict[str, float]:
    """Return the figures of obligations, each from 0 to 1: units, bearers and deadlines as F1, modality as a share.

    A unit is right where it shares half of what it and the annotated one cover together. Files whose row in `documents`
    says ``no_obligation_gold`` do not count.
    """
    files = {row["doc"]: row for row in documents if not row.get("no_obligation_gold")}
    asked = [row for row in annotated if row["doc"] in files]
    offered = [row for row in found if Path(row.source).name in files]
    pairs: list[tuple[Annotation, Obligation]] = []
    free = list(offered)
    for row in asked:
        match = next((other for other in free if _covers_half(row, other)), None)
        if match is not None:
            free.remove(match)
            pairs.append((row, match))
    right = [
        len(_bearers(row, files[row["doc"]]) & {_name(name, files[row["doc"]]) for name in other.bearer_names})
        for row, other in pairs
    ]
    limits = [_limits_in_common(row, other) for row, other in pairs]
    return {
        "obligations": _f1(len(pairs), len(offered), len(pairs), len(asked)),
        "bearers": _f1(
            sum(right),
            sum(len(set(row.bearer_names)) for row in offered),
            sum(right),
            sum(len(_bearers(row, files[row["doc"]])) for row in asked),
        ),
        "deadlines": _f1(
            sum(limits),
            sum(len(row.deadlines) for row in offered),
            sum(limits),
            sum(len(row["deadlines"]) for row in asked),
        ),
        "modality": sum(row["modality"] == other.modality for row, other in pairs) / max(len(pairs), 1),
    }


def _covers_half(row: Annotation, found: Obligation) -> bool:
    common = min(row["end"], found.end) - max(row["start"], found.start)
    whole = max(row["end"], found.end) - min(row["start"], found.start)
    return bool(row["doc"] == Path(found.source).name and common / whole >= 0.5)


def _bearers(row: Annotation, document: Annotation) -> set[str]:
    return {_name(bearer["canonical"], document) for bearer in row["bearers"]}


def _limits_in_common(row: Annotation, found: Obligation) -> int:
    wanted = Counter((limit["from"], limit["to"], limit["kind"]) for limit in row["deadlines"])
    return (wanted & Counter((limit.from_, limit.to, limit.kind) for limit in found.deadlines)).total()


def _pairs(annotated: Sequence[Annotation], found: Sequence[Citation]) -> list[Pair]:
    """Return each annotated mention with its own row, those that overlap most first."""
    possible = [
        (min(theirs["end"], ours.end) - max(theirs["start"], ours.start), number, theirs, ours)
        for number, theirs in enumerate(annotated)
        for ours in found
        if theirs["doc"] == Path(ours.source).name
        and theirs["start"] < ours.end
        and ours.start < theirs["end"]
        and (theirs["kind"] != "numbered" or _number(theirs["number"]) == _number(ours.number))
    ]
    pairs: dict[int, Pair] = {}
    taken: set[str] = set()
    for _overlap, number, theirs, ours in sorted(possible, key=lambda entry: -entry[0]):
        if number not in pairs and ours.id not in taken:
            pairs[number] = Pair(theirs, ours)
            taken.add(ours.id)
    return [pairs[number] for number in sorted(pairs)]


def _grouping(
    pairs: Sequence[Pair], found: Callable[[Pair], str | None], annotated: str, offered: int, asked: int
) -> float:
    """Return the B-cubed F1 of a grouping; a mention that has no value is a group of its own."""
    theirs: dict[object, set[int]] = defaultdict(set)
    ours: dict[object, set[int]] = defaultdict(set)
    places: list[tuple[object, object]] = []
    for number, pair in enumerate(pairs):
        their_group, our_group = pair.annotated[annotated], found(pair) or number
        theirs[their_group].add(number)
        ours[our_group].add(number)
        places.append((their_group, our_group))
    shared = [(len(theirs[one] & ours[other]), len(theirs[one]), len(ours[other])) for one, other in places]
    precision = sum(both / size for both, _theirs, size in shared)
    recall = sum(both / size for both, size, _ours in shared)
    return _f1(precision, offered, recall, asked)


def _right_owners(pairs: Sequence[Pair]) -> int:
    """Return how many numbered mentions have the edge that they were annotated with: the file's, or a cited one's."""
    targets = {(pair.annotated["doc"], pair.annotated["target"]): pair.found.target for pair in pairs}
    right = 0
    for pair in pairs:
        if pair.annotated["kind"] != "numbered":
            continue
        owner = pair.annotated["owner"]
        wanted = targets.get((pair.annotated["doc"], owner)) if owner else pair.found.document
        right += wanted is not None and pair.found.citing == wanted
    return right


def _agreement(annotated: Set[str], found: Set[str]) -> float:
    """Return the F1 of a set of names, 1.0 where both are empty."""
    both = len(annotated & found)
    return _f1(both, len(found), both, len(annotated)) if annotated or found else 1.0


def _f1(right_found: float, found: int, right_annotated: float, annotated: int) -> float:
    precision = right_found / found if found else 0.0
    recall = right_annotated / annotated if annotated else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _either(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _number(number: str | None) -> str:
    return re.sub(r"^0+|\s", "", (number or "").upper())


def _name(name: str | None, row: Annotation) -> str:
    """Return a body's name without the words that say nothing, and without a place that the document never states."""
    plain = plain_name(name or "")
    if row.get("unstated_place"):
        plain = plain.replace(plain_name(row["unstated_place"]), " ")
    return " ".join(_NEGLIGIBLE.sub(" ", plain).split())
