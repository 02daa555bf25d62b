"""Determines what a sentence about a thing obliges: "Công tác … phải …", "… do X quản lý", "… được thực hiện …"."""

from __future__ import annotations

import re

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import actor_at, after_actor, begins_actor
from graphbuild.extraction.obligations.obligation import Obligation, after_space, has_any
from graphbuild.vocabulary.obligations import begins_at
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("obligations")
_any = _WORDS.any_of
_MUST_WORDS = tuple(f"{word} " for word in _WORDS["norms.must"])
_BY_WORDS = tuple(f" {word} " for word in _WORDS["predicates.by"])
_LEADS = _WORDS["lead_ins.ends"]
_IS_WORDS = tuple(f" {word} " for word in _WORDS["definitions.is"])
# Figures of existing things: "toàn phường có 27 mô hình được công nhận".
HAS_WORDS = tuple(f" {word} " for word in _WORDS["predicates.has"])
COUNTS = re.compile(rf"[^;.\n]{{0,60}}? {_any('predicates.has')} \d")
_MUST = re.compile(
    rf"(?:^|(?<!{_any('norms.not')})[ ])(?P<must>{_any('norms.must')})[ ](?!{_any('norms.no_must_before')})"
)
_MUST_WITHIN = 220
# "Những nơi đã xảy ra thiếu nước phải …": a description of the subject, not the past.
_WHERE = re.compile(rf"{_any('norms.where')}\b[^,]*", re.IGNORECASE)
# After a subject: when the obligation applies ("Cán bộ khi soạn thảo văn bản mật phải …").
_WHENEVER = tuple(f" {word} " for word in _WORDS["circumstances.whenever"])
_BY = re.compile(rf" {_any('predicates.by')} ")
_BY_WITHIN = 90
"""Characters within which the subject ends: what stands farther off belongs to another noun."""
_NO_SUBJECT = re.compile(rf"[,;:(]| {_any('predicates.no_subject')} ")
_CONSEQUENCE = re.compile(rf" {_any('circumstances.then')} ")
_PASSIVE_WORDS = tuple(f" {word} " for word in _WORDS["norms.passive"])
_BINDS = "".join(rf"(?<! {word})" for word in _WORDS["norms.can"])
_PASSIVE = re.compile(rf"{_BINDS}[ ]{_any('norms.passive')}[ ](?!{_any('norms.no_act')})")
_AS_RULED = tuple(
    f" {done} {according} " for done in _WORDS["norms.carried_out"] for according in _WORDS["norms.according_to"]
)
_NORM_WORDS = (*_PASSIVE_WORDS, *_BY_WORDS, *_MUST_WORDS, *_AS_RULED)
"""Every sentence about a thing that obliges somebody has one of these."""
_LEADS_WITHIN = 20
_IS = re.compile(rf"^[^,;]{{0,80}}?[ ]{_any('definitions.is')}[ ]")
_PAST = tuple(f" {word} " for word in _WORDS["past.signs"])


def duty_about(text: str, start: int, end: int, bodies: BodyFinder) -> Obligation | None:
    """Return the obligation that a sentence about a thing states, None if it obliges nobody."""
    sentence = text[start:end]
    if not has_any(sentence, _NORM_WORDS):
        return None
    begin = sentence[:_MUST_WITHIN].lower()
    if (has_any(begin, _IS_WORDS) and _IS.match(begin)) or (has_any(begin, HAS_WORDS) and COUNTS.match(begin)):
        return None
    must = _MUST.search(text, start, min(end, start + _MUST_WITHIN)) if has_any(begin, _MUST_WORDS) else None
    subject = text[start : must.start()] if must else ""
    if must and ";" not in subject and (_WHERE.fullmatch(subject) or not _is_past(begin[: len(subject)])):
        thens = [then.end() for then in _CONSEQUENCE.finditer(text, start, must.start())]
        actors = actor_at(text, max(thens, default=start), must.start(), bodies)
        if actors is not None and not thens and not text.startswith(_WHENEVER, actors.end):
            actors = None
        return Obligation("require", actors, is_norm=actors is None)
    if _is_past(begin):
        return None
    by = _BY.search(sentence, 0, _BY_WITHIN) if has_any(sentence, _BY_WORDS) else None
    if by and (begins_actor(text, start, bodies) or _NO_SUBJECT.search(sentence, 0, by.start())):
        # "… quyết định phương án do cơ quan khác chuyển giao": the clause only says which one.
        by = None
    actors = actor_at(text, start + by.end(), end, bodies) if by else None
    if actors is not None and begins_at(text, after_space(text, after_actor(text, actors.end, end))).verb:
        return Obligation("direct", actors)
    if sentence[-_LEADS_WITHIN:].rstrip(" :").endswith(_LEADS):
        return None
    if has_any(sentence, _PASSIVE_WORDS) and not begins_actor(text, start, bodies):
        passive = _PASSIVE.search(text, start, end)
        if passive and begins_at(text, passive.end()).verb:
            return Obligation("direct", is_norm=True)
    return Obligation("direct", is_norm=True) if has_any(sentence, _AS_RULED) else None


def _is_past(begin: str) -> bool:
    return has_any(f" {begin} ", _PAST)
