"""Reads what a text tells of the acts of others: "Luật A được sửa đổi bởi Luật B", "Nghị định A thay thế B"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graphbuild.extraction.amendments.act_text import ActText
from graphbuild.extraction.amendments.objects import is_whole
from graphbuild.extraction.amendments.record import WHOLE_ONLY, Record, relation_of
from graphbuild.extraction.amendments.verbs import ActVerb
from graphbuild.model import Span
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("acts")
_any = _WORDS.any_of
ACTING = frozenset(_WORDS["acting_types"])
"""Type codes of documents that act on others."""
_AGENT = re.compile(rf"[ ]*(?:một số điều[ ])?{_any('agent')}[ ](?:[^.;\n“”\"]{{0,80}}?)", re.IGNORECASE)
NEXT_MEMBER = re.compile(r"[ ]?(?:,|và|[ ])[ ]?(?:và[ ])?", re.IGNORECASE)
_BY = re.compile(rf"[ ]*(?:một số điều[ ])?{_any('told_by')}\b", re.IGNORECASE)
# A law amends codes, a circular joint circulars.
_ALIKE = {"Luật": ("BL", "HP"), "BL": ("Luật",), "TT": ("TTLT",), "NQ": ("HP", "NQLT")}


class Histories:
    """Finds the documents that acted on others, in one text."""

    def __init__(self, text: ActText, record: Record) -> None:
        self._text = text
        self._record = record

    def agents_after(self, verb: ActVerb) -> Iterator[int]:
        """Yield the documents by which something is done: "được sửa đổi bởi Nghị định A, Nghị định B"."""
        done = verb.end
        for index in range(bisect_left(self._text.starts, verb.end), len(self._text.mentions)):
            mention = self._text.mentions[index]
            begin = min([mention.span.start, *(part.span.start for part in mention.provisions)])
            between = self._text.text[done : max(begin, done)]
            pattern = _AGENT if done == verb.end else NEXT_MEMBER
            if done > verb.end and (mention.edge.owner is not None or begin < done):
                # In the title of the one before it.
                done = max(done, mention.span.end)
                continue
            if not pattern.fullmatch(between) or not (mention.is_self or mention.type in ACTING):
                return
            yield index
            done = mention.span.end

    def is_history(self, verb: ActVerb, clause: str) -> bool:
        """Tell whether a verb is a passive without its "được": "Nghị định A (sửa đổi, bổ sung tại Nghị định B)"."""
        before = self._text.text[max(0, verb.start - 2) : verb.start]
        if "(" not in before and self._text.subject(verb) is None:
            return False
        return bool(_BY.match(self._text.text, verb.end)) and next(self.agents_after(verb), None) is not None

    def told(
        self, verb: ActVerb, agents: list[int], subjects: list[int], inherited: int | None, sentence: Span
    ) -> None:
        """Record the history of a document: what others did to it; `inherited` is that of a heading."""
        self._record.agents.update(agents)
        kind = self._text.mentions[agents[0]].type
        alike = [index for index in subjects if self._text.mentions[index].type in (kind, *_ALIKE.get(kind, ()))]
        target = alike[-1] if alike else subjects[-1] if subjects else inherited
        for agent in agents:
            if target is None or self._text.mentions[agent].is_self:
                continue
            lead = self._text.text[sentence.start : self._text.starts[agent]]
            in_brackets = lead.count("(") > lead.count(")")
            if in_brackets:
                # Outside brackets both are cited alike.
                self._record.owners[agent] = target
            if self._text.mentions[agent].type in ACTING and subjects:
                mention = self._text.mentions[target]
                whole = verb.code in WHOLE_ONLY
                self._record.tell(
                    verb.code,
                    target,
                    agent,
                    Span(mention.span.start, self._text.mentions[agent].span.end),
                    sentence,
                    # "Điều 5 Nghị định A (được thay thế bởi Nghị định B)" tells of the decree.
                    mention.provisions if whole and not in_brackets else (),
                    in_part=not whole or "một số" in self._text.text[verb.end : verb.end + 12],
                )

    def tell_of(self, verb: ActVerb, subject: int, sentence: Span) -> None:
        """Record what another document does: "Quy định A thay thế Quy định B"."""
        for index, between in self._text.objects(Span(verb.end, sentence.end)):
            parts = self._text.mentions[index].provisions
            in_part = bool(parts) or not is_whole(between)
            self._record.owners[index] = subject
            self._record.relations[index] = relation_of(verb.code, in_part=in_part), Span(verb.start, verb.end)
            if self._text.mentions[subject].type in ACTING:
                span = Span(self._text.mentions[subject].span.start, self._text.mentions[index].span.end)
                self._record.tell(verb.code, index, subject, span, sentence, parts, in_part=in_part)
            return
