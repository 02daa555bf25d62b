"""Resolves the bearers of a document's obligations: bodies with their places, and collectives as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphbuild.identifiers import SaidIris
from graphbuild.model import ActorMention, BodyName, Citation, Obligation, ObligationMention, Span
from graphbuild.resolve.bodies.actor_phrases import actor_phrases
from graphbuild.resolve.bodies.full_names import FullName, Office
from graphbuild.resolve.bodies.issuer import Issuer
from graphbuild.resolve.bodies.jurisdiction import lineage, with_parents
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.bodies.unit_lists import unit_list
from graphbuild.resolve.documents.claims import FileClaims
from graphbuild.text import normalize, plain_name
from graphbuild.text.line_numbers import line_number
from graphbuild.vocabulary.bodies import UNITS, VILLAGES, seats_by_name
from graphbuild.vocabulary.places import communes_by_name, places_by_name


def obligations_of(
    file: FileClaims, document: str, citations: Sequence[Citation], registry: BodyRegistry, iris: SaidIris
) -> tuple[list[Obligation], list[Obligation]]:
    """Return the obligations of a file, and its norms, in their order.

    Parameters
    ----------
    file, document
        The reading of the file, and the IRI of its document.
    citations
        Citations of the same file, in the order of the text: those inside an obligation are its grounds.
    registry, iris
        Registry and IRIs of the build.
    """
    actors = _Actors(file, registry)
    tasks, norms = (
        [_obligation(found, file, document, citations, actors, iris) for found in mentions]
        for mentions in (file.reading.obligations, file.reading.norms)
    )
    return tasks, norms


def _obligation(
    found: ObligationMention,
    file: FileClaims,
    document: str,
    citations: Sequence[Citation],
    actors: _Actors,
    iris: SaidIris,
) -> Obligation:
    text, span = file.reading.text, found.span
    names = actors.names(found.bearers)
    inside = [row for row in citations if span.covers(Span(row.start, row.end)) and row.kind != "self"]
    return Obligation(
        id=iris.iri("norm" if found.is_norm else "obligation", document, span.of(text.content)),
        source=text.source,
        document=document,
        start=span.start,
        end=span.end,
        text=span.of(text.content),
        modality=found.modality,
        # A norm is on a class, which is no body.
        bearers=() if found.is_norm else tuple(map(actors.body, names)),
        bearer_names=_words(names),
        supporting_names=_words(actors.names(found.supporting)),
        report_to_names=_words(actors.names(found.report_to)),
        deadlines=found.deadlines,
        targets=tuple(target.of(text.content) for target in found.targets),
        products=tuple(product.of(text.content) for product in found.products),
        legal_basis=tuple(dict.fromkeys(row.text for row in inside)),
        rests_on=tuple(dict.fromkeys(row.target for row in inside if row.target)),
        confidence=round(text.layout.average_of(span), 2) if text.layout else 1.0,
        page=text.page_at(span.start),
        paragraph=line_number(text.content, span.start),
    )


def _words(names: Iterable[FullName]) -> tuple[str, ...]:
    return tuple(name.words for name in names)


_IN_CHARGE = re.compile(r"(?P<who>[^,]{3,80}?),? phụ trách (?P<field>.+)")
# The only holder of such an office is identified by it.
_ONLY_ONE = re.compile(r"[Tt]hường trực|^(?:Chủ tịch|Bí thư|Giám đốc|Trưởng|Chánh)")
_ROLE = re.compile(r"(?:Các |các )?(?:Phó|Chủ tịch|Bí thư|Giám đốc|Trưởng)")
# Offices of each level below, and those set up for one occasion, are of the place of the document.
_OF_NO_PLACE = re.compile(
    r"^(?!các |Các )(?:Ủy ban|Hội đồng|Ban Chỉ huy|Công an)\b.* cấp (?:tỉnh|huyện|xã)(?:, cấp (?:huyện|xã))*$"
    r"|^Ban Tổ chức (?:Cuộc thi|Hội thi|Giải|Lễ|Liên hoan)\b[^,]{0,40}$"
)
_BETWEEN = re.compile(r", | và ")
_VILLAGE = rf"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in VILLAGES)})"
_VILLAGES = re.compile(rf"{_VILLAGE}(?: số)? \d+(?:(?:, | và ){_VILLAGE}(?: số)? \d+)*")
# Each village and cell has one of these; a plural with its unit ("Bí thư các chi bộ") is a collective.
_OF_EACH = re.compile(rf"(?:[Bb]í thư [Cc]hi bộ|[Tt]rưởng {_VILLAGE}|[Tt]ổ trưởng [Tt]ổ dân phố)(?: {_VILLAGE})?")
_COMMITTEE_OF_FRONT = re.compile(r"(?:Ủy ban|UB) ?(?:Trung ương )?(?:Mặt trận|MTTQ|MT)")


class _Actors:
    """The bearers in one document, by their full names."""

    def __init__(self, file: FileClaims, registry: BodyRegistry) -> None:
        self._file = file
        self._issuer = Issuer(file.reading, file.jurisdiction)
        self._office = Office(self._issuer)
        self._registry = registry
        self._named: dict[str, list[FullName]] = {}

    def names(self, mentions: Iterable[ActorMention]) -> list[FullName]:
        """Return the full names of all who are mentioned, each once, in order."""
        found: dict[str, FullName] = {}
        for mention in mentions:
            printed = " ".join(normalize(mention.span.of(self._file.reading.text.content)).text.split())
            if printed not in self._named:
                named = [name for phrase in actor_phrases(printed) for name in self._full(phrase)]
                self._named[printed] = [name for name in named if name.words]
            for name in self._named[printed]:
                found.setdefault(name.words, name)
        return list(found.values())

    def _full(self, phrase: str) -> list[FullName]:
        """Return the full names in a phrase; a person in charge of a field keeps the field, if it identifies them."""
        if _OF_EACH.fullmatch(phrase):
            return [FullName(phrase[0].lower() + phrase[1:])]
        if _VILLAGES.fullmatch(phrase):
            return [FullName(f"{village} {self._issuer.place}".strip()) for village in _BETWEEN.split(phrase)]
        charge = _IN_CHARGE.fullmatch(phrase)
        listed = unit_list(phrase)
        if listed is not None:
            # "Các xã A, B" in a document of the administration: the administration of each.
            head = listed.head or ("Ủy ban nhân dân" if self._issuer.governs else "")
            return [_of_place(head, self._unit(units, place), place) for units, place in listed.places]
        if charge is None:
            return [self._as_said(name, phrase) for name in self._office.names(phrase)]
        who, field = charge["who"], charge["field"]
        (name, *_others) = self._office.names(who) or [FullName(who)]
        if _ONLY_ONE.search(who):
            return [name]
        if _ROLE.match(who) or (self._issuer.party and name.words.endswith(self._issuer.party)):
            return [FullName(f"{name.words} phụ trách {field}")]
        return [FullName(f"{who[0].lower()}{who[1:]} phụ trách {field} {self._issuer.clerks}".strip())]

    def _unit(self, units: tuple[str, ...], name: str) -> str:
        """Return which of several kinds a place of the document's province is, "" if that cannot be told."""
        if len(units) == 1:
            return units[0]
        province = self._file.jurisdiction.province
        named = (*communes_by_name().get(plain_name(name), ()), *places_by_name().get(plain_name(name), ()))
        inside = {
            place.kind for place in named if province is None or lineage(with_parents(place)[-1]) == lineage(province)
        }
        kinds = inside & set(units)
        return kinds.pop() if len(kinds) == 1 else ""

    def _as_said(self, name: FullName, printed: str) -> FullName:
        """Return a name as used in a task: the Front itself, and the organisations under the committee's own level."""
        words, body = name.words, name.body
        if words.startswith("Ủy ban Mặt trận") and not _COMMITTEE_OF_FRONT.search(printed):
            front = replace(body, seat=body.seat.removeprefix("Ủy ban ")) if body is not None else None
            return FullName(words.removeprefix("Ủy ban "), front)
        if words == "Chi ủy" and self._issuer.own is not None and self._issuer.own.seat.startswith("Chi bộ"):
            cell, place = self._issuer.clerks, self._issuer.place
            return FullName(f"{words} {cell}" if place in cell else f"{words} {cell} {place}")
        if self._issuer.place and _OF_NO_PLACE.search(words):
            return FullName(f"{words} {self._issuer.place}", body)
        if words.endswith("tổ chức cơ sở đảng") and self._issuer.party:
            return FullName(f"{words} trực thuộc {self._issuer.party}")
        return name

    def body(self, name: FullName) -> str:
        """Return the IRI for a full name: a body, else a collective or a person identified only by that name."""
        said, own = (name.body, self._issuer.own) if name.body is not None else (BodyName(name.words), None)
        key, day = self._file.reading.key, self._file.jurisdiction.day
        return self._registry.resolve(said, self._file.jurisdiction, key, own, day).body.id


def _of_place(head: str, unit: str, place: str) -> FullName:
    """Return the body of one of several places named together ("Đảng ủy các xã A, B"); `unit` is "" if unknown."""
    if not unit or not head:
        return FullName(f"{head}{unit} {place}".strip())
    seat = seats_by_name().get(f"{head} {unit}") or seats_by_name().get(head)
    body = BodyName(seat.name, level=UNITS[unit], place=place) if seat is not None else None
    return FullName(f"{head} {unit} {place}", body)
