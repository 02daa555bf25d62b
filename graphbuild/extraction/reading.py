"""Reads one text whole: runs every extractor and gives the result in offsets of the source."""

from __future__ import annotations

from dataclasses import replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.citations import NumberedCitation, find_numbered
from graphbuild.extraction.letterhead import read_letterhead
from graphbuild.extraction.named import NamedCitation, find_named
from graphbuild.extraction.places import PlaceName, named_places
from graphbuild.extraction.relations import find_edges
from graphbuild.extraction.self_references import SelfReference, find_self
from graphbuild.extraction.sentences import Sentences
from graphbuild.extraction.signature import read_foot
from graphbuild.model import BodyMention, Kind, Letterhead, Mention, PlaceMention, Reading, Span, Text
from graphbuild.text import Normalized, normalize

_DIGITS = "0123456789"

_Found = NumberedCitation | NamedCitation | SelfReference


def read(text: Text) -> Reading:
    """Return all that a text says: letterhead, citations, bodies and places, with spans of its content.

    Examples
    --------
    >>> reading = read(Text("Huyện ủy thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị.", "a.txt"))
    >>> [(mention.number, mention.relation) for mention in reading.mentions]
    [('05-CT/TW', 'implements')]
    """
    normal = normalize(text.content)
    bodies = BodyFinder(normal.text)
    numbered = find_numbered(normal.text, bodies)
    head, block = read_letterhead(normal, bodies, numbered)
    foot = read_foot(normal)
    numbered = [citation for citation in numbered if not _is_own_title(citation, head, block)]
    named = find_named(normal.text, bodies, [citation.span for citation in numbered])
    own = find_self(normal.text, head, bodies, numbered, block)
    return Reading(
        text=text,
        letterhead=replace(
            head,
            signing_authority=foot.signing_authority,
            signer_role=foot.signer_role,
            signer_name=foot.signer_name,
            recipients=tuple(replace(entry, span=normal.source(entry.span)) for entry in foot.recipients),
        ),
        mentions=tuple(_mentions(normal, head, bodies, numbered, [*named, *own])),
        bodies=tuple(BodyMention(normal.source(mention.span), mention.name) for mention in bodies.mentions),
        places=tuple(_place(normal, place) for place in named_places(normal.text)),
    )


def _is_own_title(citation: NumberedCitation, head: Letterhead, block: Span) -> bool:
    return block.covers(citation.span) and citation.number == head.number


def _mentions(
    normal: Normalized,
    head: Letterhead,
    bodies: BodyFinder,
    numbered: list[NumberedCitation],
    others: list[NamedCitation | SelfReference],
) -> list[Mention]:
    found: list[_Found] = sorted([*numbered, *others], key=lambda mention: (mention.span.start, -mention.span.end))
    sentences = Sentences(normal.text)
    around = [sentences.around(mention.span) for mention in found]
    edges = find_edges(
        normal.text,
        [mention.span for mention in found],
        around,
        bodies=[mention.span for mention in bodies.mentions],
        own={number for number, mention in enumerate(found) if isinstance(mention, SelfReference)},
    )
    full = _full_numbers(numbered)
    mentions = []
    for mention, sentence, edge in zip(found, around, edges, strict=True):
        kind, number = _kind(mention, head, full)
        mentions.append(
            Mention(
                span=normal.source(mention.span),
                sentence=normal.source(sentence),
                kind=kind,
                type=mention.type,
                number=number,
                date=None if isinstance(mention, SelfReference) else mention.date,
                issuer=None if isinstance(mention, SelfReference) else mention.issuer,
                name="" if isinstance(mention, SelfReference) else mention.name,
                year=mention.year if isinstance(mention, NamedCitation) else "",
                title=mention.title if isinstance(mention, NumberedCitation) else "",
                relation="self" if kind == "self" else edge.relation,
                cue=normal.source(edge.cue) if edge.cue and kind != "self" else None,
                owner=edge.owner if kind != "self" else None,
            )
        )
    return mentions


def _full_numbers(numbered: list[NumberedCitation]) -> dict[tuple[str, int], set[str]]:
    """Return the whole numbers of the text by type and serial, to complete the bare ones."""
    full: dict[tuple[str, int], set[str]] = {}
    for citation in numbered:
        if not citation.bare:
            full.setdefault((citation.type, _serial(citation.number)), set()).add(citation.number)
    return full


def _serial(number: str) -> int:
    """Return the serial with which a number in normal form begins."""
    digits = len(number) - len(number.lstrip(_DIGITS))
    return int(number[:digits])


def _kind(mention: _Found, head: Letterhead, full: dict[tuple[str, int], set[str]]) -> tuple[Kind, str | None]:
    """Return kind and number of a mention, seen against the rest of the text.

    A bare number after a whole one is a shortened mention of it, unless it names its own issuer or day, or is written
    as a code (annotation guideline, §4).
    """
    if isinstance(mention, SelfReference):
        return "self", None
    if isinstance(mention, NamedCitation):
        return "named", None
    if mention.number == head.number and (not mention.date or not head.date or mention.date == head.date):
        return "self", mention.number
    if not mention.bare:
        return "numbered", mention.number
    same = full.get((mention.type, int(mention.number)), set())
    if head.number and mention.type == head.type and int(mention.number) == _serial(head.number):
        same = same | {head.number}
    if len(same) != 1:
        return "numbered", mention.number
    number = next(iter(same))
    if number == head.number:
        return "self", number
    stated = mention.issuer is not None or mention.date is not None or mention.abbreviated
    return ("numbered" if stated else "anaphor"), number


def _place(normal: Normalized, place: PlaceName) -> PlaceMention:
    return PlaceMention(normal.source(Span(place.start, place.end)), place.name, place.level)
