"""Finds what a text does to other documents, instruction by instruction.

An instruction is an item or sentence that begins with its verb ("Bãi bỏ khoản 1 Điều 3 …"), that names the document
itself ("Quyết định này … thay thế …"), or whose document stands before the verb ("… hết hiệu lực kể từ ngày …"). The
document named in a heading is that of the items below it; the verb of a lead-in governs the list below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graphbuild.extraction.amendments.act_text import ActText, Cited
from graphbuild.extraction.amendments.histories import ACTING
from graphbuild.extraction.amendments.instructions import Instructions
from graphbuild.extraction.amendments.objects import is_whole
from graphbuild.extraction.amendments.record import Record, relation_of
from graphbuild.extraction.amendments.stance import is_planned
from graphbuild.extraction.amendments.verbs import find_verbs
from graphbuild.extraction.citations.provision_words import ProvisionGroup
from graphbuild.extraction.citations.relations import Edge
from graphbuild.extraction.quotations import Quotations
from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import AmendmentMention, AmendmentVerb, Mention, Span
from graphbuild.text import Normalized
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.wordings import wordings

# "Hội đồng nhân dân ban hành Nghị quyết sửa đổi …".
_ISSUES_ITSELF = re.compile(r"(?<!đề nghị )\bban hành[ ](?:[^\W\d]+[ ]){1,4}(?:về việc[ ]|quy định[ ])?$")
# "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật …": the name of a law, no act.
_GROUNDS = wordings("acts")["grounds"]
_LONGEST_LEAD = 500
_TOLD: dict[str, AmendmentVerb] = {
    "amends": "amends",
    "replaces": "replaces",
    "repeals": "repeals",
    "suspends": "suspends",
    "corrects": "corrects",
}
"""The verb of an act that a relation tells of."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of a text, and what they make of its mentions."""

    amendments: list[AmendmentMention]
    edges: list[Edge]
    """The edge of each mention, with the acts instead of what their cues alone say."""


def find_amendments(
    words: WordIndex,
    quotations: Quotations,
    begin: int,
    mentions: Sequence[Cited],
    loose: Sequence[list[ProvisionGroup]],
    own_type: str | None,
) -> Acts:
    """Return the acts of a text, with offsets of the normal text.

    Parameters
    ----------
    words, quotations
        The text in normal form with its words, and what is quoted in it.
    begin
        Where the letterhead and title end.
    mentions
        The mentions of documents, in the order of the text.
    loose
        Words of provisions that belong to no mention, in the order of the text.
    own_type
        Type code of the document itself; None if it is not known.
    """
    # Every act is on a mention.
    verbs = find_verbs(words) if mentions else []
    if not verbs:
        return Acts([], [mention.edge for mention in mentions])
    act_text = ActText(quotations, begin, mentions, loose)
    record = Record(act_text)
    if own_type != PRESS_ARTICLE:
        Instructions(act_text, record, own_type, _target_of_title(act_text), verbs).read()
    _tell(act_text, record)
    acts = (act for act in record.amendments if id(act) not in record.led and act.target is not None)
    touched = {*record.owners, *record.agents, *record.relations, *record.planned}
    edges = [
        _settled(act_text, record, index) if index in touched or mention.edge.relation in _TOLD else mention.edge
        for index, mention in enumerate(mentions)
    ]
    return Acts(sorted(acts, key=lambda act: act.span), edges)


def in_source(normal: Normalized, act: AmendmentMention, mentions: Sequence[Mention]) -> AmendmentMention:
    """Return an act with offsets of the source, and the number of its document."""
    part = act.target_provision
    span = normal.source(Span(part.start, part.end)) if part else None
    return replace(
        act,
        span=normal.source(act.span),
        sentence=normal.source(act.sentence),
        target_number=mentions[act.target].number if act.target is not None else None,
        target_provision=replace(part, start=span.start, end=span.end) if part and span else None,
        new_text=normal.source(act.new_text) if act.new_text else None,
    )


def _tell(text: ActText, record: Record) -> None:
    """Add the acts that the titles of other documents tell: "Nghị định A … sửa đổi, bổ sung Nghị định B"."""
    for index, mention in enumerate(text.mentions):
        edge = mention.edge
        if edge.owner is None or edge.cue is None or edge.relation not in _TOLD or index in record.agents:
            continue
        owner = text.mentions[edge.owner]
        lead = text.text[owner.span.end : edge.cue.start]
        if is_planned(lead):
            record.planned.add(index)
        elif owner.type in ACTING and not owner.is_self and text.quotations.around(mention.span.start) is None:
            verb = _TOLD[edge.relation]
            in_part = bool(mention.provisions) or not is_whole(text.text[edge.cue.end : mention.span.start])
            record.relations.setdefault(index, (relation_of(verb, in_part=in_part), edge.cue))
            told = Span(owner.span.start, mention.span.end)
            record.tell(
                verb, index, edge.owner, told, told, mention.provisions, in_part=in_part or edge.relation == "amends"
            )


def _settled(text: ActText, record: Record, index: int) -> Edge:
    """Return the edge of a mention with what the acts make of it."""
    edge = text.mentions[index].edge
    if index in record.owners:
        edge = edge._replace(owner=record.owners[index])
        if index in record.agents:
            return edge._replace(relation="mentions", cue=None)
    elif index in record.agents:
        return edge._replace(relation="mentions", cue=None) if edge.relation in _TOLD else edge
    elif index not in record.relations and (edge.relation in _TOLD or index in record.planned):
        return _without_act(text, record, index)
    if index in record.relations:
        relation, cue = record.relations[index]
        edge = edge._replace(relation=relation, cue=cue)
    return edge


def _without_act(text: ActText, record: Record, index: int) -> Edge:
    """Return the edge of a mention whose cue is the verb of an act although nothing acts on it."""
    edge = text.mentions[index].edge
    if edge.owner is not None and index not in record.planned:
        return edge
    start = text.text.rfind("\n", 0, text.starts[index]) + 1
    cue = edge.cue.start if edge.cue else text.starts[index]
    lead = text.text[max(start, cue - _LONGEST_LEAD) : cue]
    is_ground = lead.lstrip().lower().startswith(_GROUNDS)
    own_title = (text.starts[index] < text.begin and not is_ground) or _ISSUES_ITSELF.search(lead)
    if index not in record.planned and own_title:
        return edge
    if index in record.planned or is_planned(lead):
        return edge._replace(relation="proposes_amendment")
    return edge._replace(relation="mentions", cue=None)


def _target_of_title(text: ActText) -> int | None:
    """Return the document that the title says is amended."""
    for index, mention in enumerate(text.mentions):
        if mention.span.start >= text.begin:
            return None
        if mention.edge.relation in _TOLD and mention.edge.owner is None:
            return index
    return None
