"""Collects the acts of a text and what they make of its mentions."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from graphbuild.extraction.amendments.act_text import ActText
from graphbuild.extraction.amendments.items import Item
from graphbuild.extraction.amendments.objects import WordChange, paired
from graphbuild.extraction.amendments.verbs import ActVerb
from graphbuild.extraction.citations.provisions import Provision
from graphbuild.extraction.citations.words_before import WordsBefore
from graphbuild.model import AmendmentMention, AmendmentVerb, CitedProvision, Span

_TRAILING = ' \n;,.:"“«|#'
_JOINS = WordsBefore(["và", "đồng thời"])
RELATIONS: dict[AmendmentVerb, str] = {
    "amends": "amends",
    "adds": "amends",
    "replaces": "replaces",
    "repeals": "repeals",
    "suspends": "suspends",
    "extends": "amends",
    "corrects": "corrects",
    "replaces_words": "amends",
}
"""The relation of a document to the one on which it acts as a whole."""
WHOLE_ONLY = ("replaces", "repeals")
"""Relations to documents as a whole: to do so to a part is to amend."""


class Record:
    """The acts found so far; mentions by their indices."""

    def __init__(self, text: ActText) -> None:
        self._text = text
        self.amendments: list[AmendmentMention] = []
        self.relations: dict[int, tuple[str, Span]] = {}
        """Relation to each document acted on, and the verb that says so."""
        self.owners: dict[int, int] = {}
        """For mentions in new wording and in histories: the mention of the document to which they belong."""
        self.agents: set[int] = set()
        """Documents of which a text tells that they amended another."""
        self.planned: set[int] = set()
        """Documents whose amendment is only planned or asked for."""
        self.led: set[int] = set()
        """Acts of headings, by identity, whose items say what they do."""

    def say(
        self,
        item: Item,
        verb: ActVerb,
        code: AmendmentVerb,
        zone: Span,
        target: int | None,
        parts: tuple[Provision, ...],
        changes: list[WordChange],
        wording: Span | None,
        *,
        in_part: bool,
    ) -> list[AmendmentMention]:
        """Record an act on each part and each change of words, and return them."""
        start, end = (min(verb.start, zone.start) if verb.start >= item.line else zone.start), zone.end
        if wording is not None:
            end = min(end, wording.start - 1)
        end = _without_trail(self._text.text, start, end)
        sentence = self._text.sentence(start, end)
        found = AmendmentMention(
            span=Span(start, end),
            sentence=sentence,
            verb=code,
            target=target,
            in_part=in_part,
            provision=item.provision,
            new_text=wording,
            effective_on=self._text.effective_on(sentence),
        )
        acts = [
            replace(
                found,
                target_provision=_as_cited(part) if part else None,
                old_words=change.old if change else None,
                new_words=change.new if change else None,
            )
            for part, change in paired(parts, changes)
        ]
        self.amendments += acts
        if wording is not None and target is not None:
            for index in range(
                bisect_left(self._text.starts, wording.start), bisect_left(self._text.starts, wording.end)
            ):
                owner = self._text.mentions[index].edge.owner
                if not self._text.mentions[index].is_self and (
                    owner is None or self._text.starts[owner] < wording.start
                ):
                    self.owners[index] = target
        return acts

    def tell(
        self,
        code: AmendmentVerb,
        target: int,
        actor: int,
        span: Span,
        sentence: Span,
        parts: tuple[Provision, ...] = (),
        *,
        in_part: bool,
    ) -> None:
        """Record what another document, the actor, did to a document or to each part of it."""
        # "Điều 5 Nghị định A bị bãi bỏ bởi Nghị định B" begins with its part.
        span = Span(min([span.start, *(part.span.start for part in parts)]), span.end)
        told = AmendmentMention(span, sentence, code, target, actor, in_part=in_part or bool(parts))
        self.amendments += [replace(told, target_provision=_as_cited(part)) for part in parts] or [told]

    def relate(self, index: int, code: AmendmentVerb, verb: ActVerb, *, in_part: bool) -> None:
        """Give a mention the relation of the document to the one acted on."""
        relation = relation_of(code, in_part=in_part)
        if index not in self.relations or self.relations[index][0] == "amends":
            self.relations[index] = relation, Span(verb.start, verb.end)

    def name_targets_backwards(self, first: int) -> None:
        """Give acts without a document the one that a later act of the line names: "bãi bỏ …; … Điều 7 Nghị định …"."""
        target: int | None = None
        acts = self.amendments
        for number in range(len(acts) - 1, first - 1, -1):
            if acts[number].target is not None:
                target = acts[number].target
            elif target is not None:
                acts[number] = replace(acts[number], target=target)


def relation_of(code: AmendmentVerb, *, in_part: bool) -> str:
    """Return the relation to a document of which the whole or a part is acted on.

    Examples
    --------
    >>> relation_of("repeals", in_part=False), relation_of("repeals", in_part=True)
    ('repeals', 'amends')
    """
    return "amends" if in_part and code in WHOLE_ONLY else RELATIONS[code]


def _without_trail(text: str, start: int, end: int) -> int:
    """Return where the words of an act end, without marks and joining words behind them."""
    while True:
        end = start + len(text[start:end].rstrip(_TRAILING))
        joint = _JOINS.longest(text, end, start)
        if not joint:
            return end
        end -= len(joint)


def _as_cited(part: Provision) -> CitedProvision:
    return CitedProvision(part.slug, part.label, part.span.start, part.span.end)
