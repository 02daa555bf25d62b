"""Reads one text as a whole: runs every extractor and returns the result in offsets of the source."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graphbuild.extraction.amendments.act_text import Cited
from graphbuild.extraction.amendments.amendments import find_amendments, in_source
from graphbuild.extraction.bodies import BodyFinder, body_words
from graphbuild.extraction.citations.anaphora import Anaphor, Antecedent, find_anaphora
from graphbuild.extraction.citations.named import find_named
from graphbuild.extraction.citations.named_citation import NamedCitation
from graphbuild.extraction.citations.numbered import find_numbered
from graphbuild.extraction.citations.numbered_citation import NumberedCitation
from graphbuild.extraction.citations.provision_words import ProvisionGroup
from graphbuild.extraction.citations.provisions import Provision, find_provisions
from graphbuild.extraction.citations.relations import Edge, find_edges
from graphbuild.extraction.citations.self_references import SelfReference, find_self, own_types
from graphbuild.extraction.force import find_force
from graphbuild.extraction.head.attachments import find_attachments, without_forms
from graphbuild.extraction.head.letterhead import read_letterhead, with_hint
from graphbuild.extraction.head.signature import read_foot
from graphbuild.extraction.obligations.obligations import find_obligations
from graphbuild.extraction.own_numbers import full_number, full_numbers, is_own, kind_of
from graphbuild.extraction.papers import find_papers
from graphbuild.extraction.places import PlaceName, named_places, place_words
from graphbuild.extraction.quotations import Quotations
from graphbuild.extraction.sentences import Sentences
from graphbuild.extraction.word_index import WordIndex, index_words
from graphbuild.identifiers import text_key
from graphbuild.model import (
    ABOUT_DOCUMENTS,
    ActorMention,
    AmendmentMention,
    BodyMention,
    CitedProvision,
    Deadline,
    Hint,
    Letterhead,
    Mention,
    ObligationMention,
    PlaceMention,
    Reading,
    Span,
    Text,
)
from graphbuild.text import Normalized, normalize
from graphbuild.text.word_finder import JointFinder
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.relations import acting_relations

_Found = NumberedCitation | NamedCitation | SelfReference | Anaphor
_SHORT = (SelfReference, Anaphor)
"""The mentions that name no document by themselves."""


def read(text: Text, hint: Hint | None = None) -> Reading:
    """Return all that a text says: letterhead, citations, bodies and places, with spans of its content.

    Of a text that holds several documents, it is what the first says; the others are in ``further``.

    Parameters
    ----------
    text
        The text of a file as returned by a reader.
    hint
        What the user states about the file; self-references are interpreted accordingly. Number and date are those of
        the first document.

    Examples
    --------
    >>> reading = read(Text("Huyện ủy thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị.", "a.txt"))
    >>> [(mention.number, mention.relation) for mention in reading.mentions]
    [('05-CT/TW', 'implements')]
    """
    hint = hint or Hint()
    whole = normalize(text.content)
    papers = find_papers(whole.lines)
    if len(papers) == 1:
        return _read(text, whole, hint)
    starts = [0, *(whole.source(paper).start for paper in papers[1:]), len(text.content)]
    parts = [Span(start, end) for start, end in pairwise(starts)]
    hints = [hint, *(replace(hint, number=None, date=None) for _part in parts[1:])]
    first, *further = (
        replace(_read(text, normalize(part.of(text.content), part.start), own), part=part)
        for part, own in zip(parts, hints, strict=True)
    )
    heads = [reading.letterhead for reading in (first, *further)]
    if any(head.type in (None, PRESS_ARTICLE) or head.genre in ABOUT_DOCUMENTS for head in heads):
        return _read(text, whole, hint)
    return replace(first, further=tuple(further))


def _read(text: Text, normal: Normalized, hint: Hint) -> Reading:
    """Return what one document says; `normal` is its part of the text."""
    of_index, of_bodies, of_places = _finders().every(normal.text)
    bodies, words = BodyFinder(normal.text, of_bodies), WordIndex(normal.text, of_index)
    numbered = find_numbered(normal.text, bodies)
    foot = read_foot(normal, words)
    head, block = read_letterhead(normal, bodies, numbered, foot)
    head, overruled = with_hint(head, hint)
    numbered = [citation for citation in numbered if not _is_own_title(citation, head, block)]
    types = own_types(words, head, block)
    quotations = Quotations(normal.text)
    own = find_self(words, head, types, bodies, numbered, block, quotations.spans)
    itself = {reference.span.start for reference in own}
    named = find_named(words, bodies, [citation.span for citation in numbered], block)
    named = [citation for citation in named if citation.span.start not in itself]
    mentions, own_provisions, amendments = _mentions(
        normal, words, head, block.end, bodies, numbered, [*named, *own], types, quotations
    )
    end = len(normal.text) if foot.start is None else max(foot.start, block.end)
    documents = (Span(block.end, end), *find_attachments(normal.text, end))
    parts = [
        (part, number > 0) for number, document in enumerate(documents) for part in without_forms(normal.text, document)
    ]
    cited = [citation.span for citation in numbered]
    if head.genre == "list":
        parts = []
    laid_down = [
        row for part, annexed in parts for row in find_obligations(words, part, head, bodies, cited, annexed=annexed)
    ]
    return Reading(
        text=text,
        key=text_key(normal.text),
        letterhead=head,
        mentions=mentions,
        amendments=amendments,
        own_provisions=own_provisions,
        obligations=tuple([_in_source(text.content, normal, row) for row in laid_down if not row.is_norm]),
        norms=tuple([_in_source(text.content, normal, row) for row in laid_down if row.is_norm]),
        force=find_force(text.content, normal, words, quotations, head, mentions),
        bodies=tuple([BodyMention(normal.source(mention.span), mention.name) for mention in bodies.mentions]),
        places=tuple([_place(normal, place) for place in named_places(normal.text, of_places)]),
        hint=hint,
        overruled=overruled,
    )


def _in_source(content: str, normal: Normalized, found: ObligationMention) -> ObligationMention:
    """Return an obligation with offsets of the source, and its deadlines in the source's words."""
    # Most obligations have few of these.
    return ObligationMention(
        span=normal.source(found.span),
        modality=found.modality,
        bearers=_actors(normal, found.bearers) if found.bearers else (),
        supporting=_actors(normal, found.supporting) if found.supporting else (),
        report_to=_actors(normal, found.report_to) if found.report_to else (),
        deadlines=tuple([_deadline(content, normal, limit) for limit in found.deadlines]) if found.deadlines else (),
        targets=tuple(map(normal.source, found.targets)) if found.targets else (),
        products=tuple(map(normal.source, found.products)) if found.products else (),
        is_norm=found.is_norm,
    )


def _actors(normal: Normalized, mentions: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    return tuple([ActorMention(normal.source(mention.span), mention.inherited) for mention in mentions])


def _deadline(content: str, normal: Normalized, limit: Deadline) -> Deadline:
    span = normal.source(Span(limit.start, limit.end))
    return Deadline(span.of(content), span.start, span.end, limit.from_, limit.to, limit.kind)


def _is_own_title(citation: NumberedCitation, head: Letterhead, block: Span) -> bool:
    return block.covers(citation.span) and citation.number == head.number


def _mentions(
    normal: Normalized,
    words: WordIndex,
    head: Letterhead,
    begin: int,
    bodies: BodyFinder,
    numbered: list[NumberedCitation],
    others: list[NamedCitation | SelfReference],
    own_types: tuple[str, ...],
    quotations: Quotations,
) -> tuple[tuple[Mention, ...], tuple[CitedProvision, ...], tuple[AmendmentMention, ...]]:
    """Return the mentions with all that belongs to them, the references to own parts, and the acts after `begin`."""
    sentences = Sentences(normal.text)
    full = full_numbers(numbered)
    found: list[_Found] = sorted([*numbered, *others], key=_order)
    sentence_of = {mention.span: sentences.around(mention.span) for mention in found}
    edges = _edges(normal.text, found, sentence_of, bodies, [])
    anaphora = _anaphora(words, bodies, head, found, edges, own_types, full, quotations.spans)
    if anaphora:
        before = bisect_left(found, _order(anaphora[0]), key=_order)
        found = _with_anaphora(found, anaphora)
        sentence_of |= {anaphor.span: sentences.around(anaphor.span) for anaphor in anaphora}
        edges = _edges(normal.text, found, sentence_of, bodies, edges[:before])
    provisions, own_provisions, loose = _provisions(words, found)
    cited = [
        Cited(
            mention.span,
            mention.type,
            mention.number if isinstance(mention, NumberedCitation) else None,
            isinstance(mention, SelfReference),
            edge,
            provisions.get(index, ()),
        )
        for index, (mention, edge) in enumerate(zip(found, edges, strict=True))
    ]
    about = head.genre in ABOUT_DOCUMENTS
    acts = find_amendments(words, quotations, begin, cited, loose, head.type)
    mentions: list[Mention] = []
    for index, (mention, edge) in enumerate(zip(found, acts.edges, strict=True)):
        antecedent = mention.antecedent if isinstance(mention, Anaphor) else None
        meant = mention if antecedent is None else found[antecedent]
        kind, number = kind_of(meant, head, full, edge.relation)
        itself = kind == "self"
        said = None if isinstance(mention, _SHORT) else mention
        parts = provisions.get(index)
        mentions.append(
            Mention(
                span=normal.source(mention.span),
                sentence=normal.source(sentence_of[mention.span]),
                kind="anaphor" if antecedent is not None and not itself else kind,
                type=mention.type,
                number=number,
                date=said.date if said else None,
                issuer=said.issuer if said else None,
                name="" if isinstance(meant, _SHORT) else meant.name,
                year=said.year if said else "",
                title=mention.title if isinstance(mention, NumberedCitation) else "",
                relation="self" if itself else _relation(edge) if about else edge.relation,
                cue=normal.source(edge.cue) if edge.cue and not itself else None,
                owner=edge.owner if not itself else None,
                provisions=tuple([_cited_provision(normal, part) for part in parts]) if parts else (),
                misspelled=isinstance(mention, NumberedCitation) and mention.misspelled,
                antecedent=antecedent,
            )
        )
    taken = {(act.target_provision.start, act.target_provision.end) for act in acts.amendments if act.target_provision}
    return (
        tuple(mentions),
        tuple(_cited_provision(normal, part) for part in own_provisions if tuple(part.span) not in taken),
        () if about else tuple([in_source(normal, act, mentions) for act in acts.amendments]),
    )


def _relation(edge: Edge) -> str:
    """Return the relation of an edge on a page or in a list; what they say that documents do to others is no law."""
    return "mentions" if edge.relation in acting_relations() else edge.relation


def _with_anaphora(found: list[_Found], anaphora: list[Anaphor]) -> list[_Found]:
    """Return mentions and anaphora together in the order of the text, each anaphor with its antecedent's new index."""
    both = [*found, *anaphora]
    order = sorted(range(len(both)), key=lambda index: _order(both[index]))
    moved = {old: new for new, old in enumerate(order)}
    ordered = (both[index] for index in order)
    return [
        replace(mention, antecedent=moved[mention.antecedent]) if isinstance(mention, Anaphor) else mention
        for mention in ordered
    ]


def _provisions(
    words: WordIndex, found: list[_Found]
) -> tuple[dict[int, tuple[Provision, ...]], list[Provision], list[list[ProvisionGroup]]]:
    """Return the provisions of each mention by its index, none for a nested one; the document's own; other words."""
    outer: list[int] = []
    for index, mention in enumerate(found):
        if not outer or mention.span.start >= found[outer[-1]].span.end:
            outer.append(index)
    starts, ends = [found[index].span.start for index in outer], [found[index].span.end for index in outer]
    provisions = find_provisions(words, starts, ends)
    cited = {index: places for index, places in zip(outer, provisions.cited, strict=True) if places}
    return cited, provisions.own, provisions.loose


def _cited_provision(normal: Normalized, place: Provision) -> CitedProvision:
    span = normal.source(place.span)
    return CitedProvision(place.slug if place.is_told else "", place.label, span.start, span.end)


def _order(mention: _Found) -> tuple[int, int]:
    """Put an outer mention before the one inside it."""
    return mention.span.start, -mention.span.end


def _edges(
    text: str, found: list[_Found], sentence_of: dict[Span, Span], bodies: BodyFinder, known: list[Edge]
) -> list[Edge]:
    return find_edges(
        text,
        [mention.span for mention in found],
        [sentence_of[mention.span] for mention in found],
        days=[getattr(mention, "date", None) for mention in found],
        bodies=[mention.span for mention in bodies.mentions],
        own={number for number, mention in enumerate(found) if isinstance(mention, SelfReference)},
        known=known,
    )


def _anaphora(
    words: WordIndex,
    bodies: BodyFinder,
    head: Letterhead,
    found: list[_Found],
    edges: list[Edge],
    own_types: tuple[str, ...],
    full: dict[tuple[str, int], set[str]],
    quoted: list[Span],
) -> list[Anaphor]:
    """Return the anaphora of a text, with their antecedents as indices in `found`."""
    others = [
        (number, mention)
        for number, mention in enumerate(found)
        if not isinstance(mention, _SHORT) and not is_own(mention, head)
    ]
    cited = [
        Antecedent(
            span=mention.span,
            type=mention.type,
            number=full_number(mention, full) if isinstance(mention, NumberedCitation) else "",
            name=mention.name,
            year=mention.year if isinstance(mention, NamedCitation) else "",
            issuer=mention.issuer,
            nested=edges[number].owner is not None,
        )
        for number, mention in others
    ]
    spans = [mention.span for mention in found]
    anaphora = find_anaphora(words, bodies, cited, own_types, head.title or "", spans, quoted)
    return [replace(anaphor, antecedent=others[anaphor.antecedent][0]) for anaphor in anaphora]


@cache
def _finders() -> JointFinder:
    """Return the finder of all words that are looked for in every text."""
    return JointFinder(index_words(), body_words(), place_words())


def _place(normal: Normalized, place: PlaceName) -> PlaceMention:
    return PlaceMention(normal.source(Span(place.start, place.end)), place.name, place.level)
