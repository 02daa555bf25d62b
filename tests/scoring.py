"""How well the graph agrees with what people annotated: the figures that `test_gold` keeps from falling.

A found mention is right where it overlaps an annotated one of its kind and file and has the same number or, if it is
cited by name, the same type. Issuers and targets are compared as groupings: for each mention, how much of the group in
which the graph puts it is the annotated group (precision) and the other way round (recall), which asks for no
particular identifier. Bearers and recipients agree also where the same words are parted otherwise ("các cơ quan, đơn
vị" as one body or as two), and a collective ("Ủy ban nhân dân các xã") with or without the place of its document.

The scorer that stands beside the project gives the same figures; `test_gold` compares the two.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from graphbuild.model import Citation, Document, Obligation
from graphbuild.text import plain_name

Annotation = Mapping[str, Any]
Row = TypeVar("Row", Citation, Obligation)

_MARKS = re.compile(r"[*_“”\"'’‘«»:;,.()–—-]+")
_NEGLIGIBLE = re.compile(r"\b(?:đồng chí|đ/c|các|thành phố|tp|huyện|tỉnh|quận|thị xã|của|việt nam)\b")
_PLAIN = {"proposes_amendment": "mentions"}
_COLLECTIVE = re.compile(r"\b(?:các|những|mọi|toàn thể)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair(Generic[Row]):
    """An annotated mention or unit and the row that was found for it."""

    annotated: Annotation
    found: Row


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
    pairs: dict[str, list[Pair[Citation]]] = {}
    for kind in ("numbered", "named", "self", "anaphor"):
        theirs = [row for row in annotated if row["kind"] == kind]
        ours = [row for row in found if row.kind == kind]
        pairs[kind] = _pairs(theirs, ours, _same_document)
        figures[kind] = _f1(len(pairs[kind]), len(ours), len(pairs[kind]), len(theirs))
    numbered = pairs["numbered"]
    asked = sum(row["kind"] == "numbered" for row in annotated)
    offered = sum(row.kind == "numbered" for row in found)
    figures["issuer"] = _grouping(numbered, lambda pair: pair.found.issuer, "issuer", offered, asked)
    figures["target"] = _grouping(numbered, lambda pair: pair.found.target, "target", offered, asked)
    figures["date"] = sum(pair.annotated["date"] == pair.found.date for pair in numbered) / asked
    # A proposed act is a mention, told more exactly (annotation guideline, §5).
    told = [_PLAIN.get(pair.found.relation, pair.found.relation) for pair in numbered]
    right = sum(said in _either(pair.annotated["relation"]) for said, pair in zip(told, numbered, strict=True))
    figures["relation"] = right / asked
    figures["owner"] = _right_owners([*numbered, *pairs["named"]]) / asked
    return figures


def document_figures(annotated: Sequence[Annotation], documents: Sequence[Document]) -> dict[str, float]:
    """Return the share of files whose type, number, day, issuer and term are as annotated, and how far recipients are.

    ``recipients`` is the mean of the F1 of their full names, over the files that have any. Of a file that holds several
    papers the one of the annotated number is meant, else the first.
    """
    by_file: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for source in (document.source, *document.copies):
            if source:
                by_file[Path(source).name].append(document)
    right: dict[str, float] = defaultdict(float)
    recipients: list[float] = []
    for row in annotated:
        papers = by_file[row["doc"]]
        document = next((paper for paper in papers if _number(paper.number) == _number(row["number"])), papers[0])
        right["type"] += row["type"] == document.type
        right["number"] += _number(row["number"]) == _number(document.number)
        right["document date"] += row["date"] == document.date
        right["document issuer"] += _name(row["issuer"], row) == _name(document.issuer_name, row)
        right["term"] += _term(row["term"]) == _term(document.term)
        found = {_name(name, row) for name in document.recipients}
        if row["recipients"] or found:
            theirs, ours = _agreeing(_Bodies.annotated(row["recipients"], row), found)
            recipients.append(
                _f1(ours, len(found), theirs, len({_name(e["canonical"], row) for e in row["recipients"]}))
            )
    shares = {field: count / len(annotated) for field, count in right.items()}
    return shares | {"recipients": sum(recipients) / max(len(recipients), 1)}


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
    pairs = _pairs(asked, offered, _covers_half)
    agreeing = [
        _agreeing(
            _Bodies.annotated(pair.annotated["bearers"], files[pair.annotated["doc"]]),
            {_name(name, files[pair.annotated["doc"]]) for name in pair.found.bearer_names},
        )
        for pair in pairs
    ]
    limits = sum(_limits_in_common(pair.annotated, pair.found) for pair in pairs)
    return {
        "obligations": _f1(len(pairs), len(offered), len(pairs), len(asked)),
        "bearers": _f1(
            sum(ours for _theirs, ours in agreeing),
            sum(len({_name(name, files[Path(row.source).name]) for name in row.bearer_names}) for row in offered),
            sum(theirs for theirs, _ours in agreeing),
            sum(len(_Bodies.annotated(row["bearers"], files[row["doc"]]).names) for row in asked),
        ),
        "deadlines": _f1(
            limits,
            sum(len(row.deadlines) for row in offered),
            limits,
            sum(len(row["deadlines"]) for row in asked),
        ),
        "modality": sum(pair.annotated["modality"] == pair.found.modality for pair in pairs) / max(len(pairs), 1),
    }


def _same_document(row: Annotation, found: Citation) -> bool:
    if row["kind"] == "numbered":
        return _number(row["number"]) == _number(found.number)
    return bool(row["kind"] != "named" or row["type"] == found.type)


def _covers_half(row: Annotation, found: Obligation) -> bool:
    common = min(row["end"], found.end) - max(row["start"], found.start)
    whole = max(row["end"], found.end) - min(row["start"], found.start)
    return bool(common / whole >= 0.5)


def _limits_in_common(row: Annotation, found: Obligation) -> int:
    wanted = Counter((limit["from"], limit["to"], limit["kind"]) for limit in row["deadlines"])
    return (wanted & Counter((limit.from_, limit.to, limit.kind) for limit in found.deadlines)).total()


def _pairs(
    annotated: Sequence[Annotation], found: Sequence[Row], fits: Callable[[Annotation, Row], bool]
) -> list[Pair[Row]]:
    """Return each annotated mention or unit with its own row of the same file, those that overlap most first."""
    in_file: dict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(found):
        in_file[Path(row.source).name].append(index)
    possible = [
        (min(theirs["end"], found[ours].end) - max(theirs["start"], found[ours].start), number, ours)
        for number, theirs in enumerate(annotated)
        for ours in in_file[theirs["doc"]]
        if theirs["start"] < found[ours].end and found[ours].start < theirs["end"] and fits(theirs, found[ours])
    ]
    pairs: dict[int, Pair[Row]] = {}
    taken: set[int] = set()
    for _overlap, number, ours in sorted(possible, reverse=True):
        if number not in pairs and ours not in taken:
            pairs[number] = Pair(annotated[number], found[ours])
            taken.add(ours)
    return [pairs[number] for number in sorted(pairs)]


def _grouping(
    pairs: Sequence[Pair[Citation]],
    found: Callable[[Pair[Citation]], str | None],
    annotated: str,
    offered: int,
    asked: int,
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


def _right_owners(pairs: Sequence[Pair[Citation]]) -> int:
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


@dataclass(frozen=True, slots=True)
class _Bodies:
    """The bodies that an annotation names, in the form in which names are compared."""

    names: frozenset[str]
    collectives: frozenset[str]
    place: frozenset[str]
    """The words of the document's place."""

    @classmethod
    def annotated(cls, entries: Iterable[Annotation], document: Annotation) -> _Bodies:
        names = {entry["canonical"]: _name(entry["canonical"], document) for entry in entries}
        return cls(
            frozenset(names.values()),
            frozenset(name for full, name in names.items() if _COLLECTIVE.search(full)),
            frozenset(_name(document.get("place"), {}).split()),
        )


def _agreeing(wanted: _Bodies, found: Set[str]) -> tuple[int, int]:
    """Return how many of the names `wanted`, and how many of those `found`, agree with the other side."""
    theirs, ours = set(wanted.names & found), set(wanted.names & found)
    for name in sorted(wanted.collectives - theirs) if wanted.place else ():
        bare = _without(name, wanted.place)
        same = next((other for other in sorted(found - ours) if _without(other, wanted.place) == bare), None)
        if same is not None:
            theirs.add(name)
            ours.add(same)
    for whole, whole_done, parted, parted_done in (
        (wanted.names, theirs, found, ours),
        (found, ours, wanted.names, theirs),
    ):
        for name in sorted(whole - whole_done):
            words = sorted(name.split())
            parts = [part for part in sorted(parted - parted_done) if part in name and len(part.split()) < len(words)]
            if parts and sorted(" ".join(parts).split()) in (words, [word for word in words if word != "và"]):
                whole_done.add(name)
                parted_done.update(parts)
    return len(theirs), len(ours)


def _without(name: str, words: Set[str]) -> str:
    return " ".join(word for word in name.split() if word not in words)


def _f1(right_found: float, found: int, right_annotated: float, annotated: int) -> float:
    precision = right_found / found if found else 0.0
    recall = right_annotated / annotated if annotated else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _either(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def _number(number: str | None) -> str:
    return re.sub(r"^0+(?=\d)|\s", "", re.sub("[‐‑‒–—−]", "-", (number or "").upper().replace("Ð", "Đ")))


def _term(term: str | None) -> str:
    """Return a term by its ordinal alone: "khóa XXVI, nhiệm kỳ 2020-2025" is "khóa XXVI"."""
    return re.sub(r"\s*nhiệm kỳ.*", "", _name(term, {}))


def _name(name: str | None, document: Annotation) -> str:
    """Return a body's name without the words that say nothing, and without a place that the document never states."""
    plain = " ".join(_NEGLIGIBLE.sub(" ", _MARKS.sub(" ", plain_name(name or ""))).split())
    if document.get("unstated_place"):
        plain = " ".join(plain.replace(_name(document["unstated_place"], {}), " ").split())
    return plain
