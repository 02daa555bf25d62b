"""Tells whether a verb is an act of the text's own document, a plan, or what is told of another document."""

from __future__ import annotations

import re
from typing import Literal

from graphbuild.vocabulary.wordings import wordings

Stance = Literal["acts", "plans", ""]

_any = wordings("acts").any_of
_SINCE = rf"{_any('since')}[^.;\n]{{0,120}}?,?[ ]*"
_BARE = re.compile(rf"(?:{_any('now')}[ ]+)*(?:{_SINCE})?(?:{_any('now')}[ ,]+)*[\s,:]*", re.IGNORECASE)
# "Quyết định này", "Quyết định này có hiệu lực từ ngày ký và".
_THIS = re.compile(
    rf"(?:[^\W\d]+ ){{1,4}}{_any('this')}[ ]*"
    rf"(?:(?:{_any('takes_effect')}\b[^;\n]{{0,250}}?)?(?:,|\b{_any('joined')})[ ]*(?:{_any('joined')}[ ]*)?)?",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    rf"(?:{_any('now')}[ ]+)?{_any('takes_effect')}\b[^;\n]{{0,250}}?(?:,|\b{_any('joined')})[ ]*", re.IGNORECASE
)
_NOW = tuple(f"{word} " for word in wordings("acts")["now_only"])
_PASSIVE = re.compile(rf"\b{_any('passive')}[ ]$", re.IGNORECASE)
_ALREADY = re.compile(rf"\b{_any('already')}[ ]$", re.IGNORECASE)
_PLANNED = re.compile(rf"\b{_any('planned')}\b")
_CONDITION = re.compile(rf"\b{_any('conditions')}\b", re.IGNORECASE)
_JOINED = re.compile(rf"(?:,|\b{_any('joined')})[ ]*$", re.IGNORECASE)


def is_passive(clause: str) -> bool:
    """Tell whether the words before a verb make it a passive: "được", "bị"."""
    return bool(_PASSIVE.search(clause[-12:]))


def is_told_as_done(clause: str) -> bool:
    """Tell whether the words before a verb tell what has happened, or has not: "đã hết hiệu lực"."""
    return bool(_ALREADY.search(clause[-16:]))


def is_condition(clause: str) -> bool:
    """Tell whether a clause states a case or a time instead of an act: "trường hợp … được thay thế"."""
    return bool(_CONDITION.search(clause))


def is_planned(clause: str) -> bool:
    """Tell whether a clause plans, proposes or asks for what its verb says."""
    return bool(_PLANNED.search(clause[:1].lower() + clause[1:]))


def is_joined(clause: str) -> bool:
    """Tell whether a verb continues the one before it: ", bãi bỏ …", "và thay thế …"."""
    return bool(_JOINED.search(clause[-16:]))


def stance(clause: str) -> tuple[Stance, bool]:
    """Return how a verb is meant by the words of its clause before it, and whether they say that it acts here and now.

    Examples
    --------
    >>> stance(""), stance("Quyết định này có hiệu lực từ ngày ký và ")
    (('acts', False), ('acts', True))
    >>> stance("Giao Sở Tư pháp nghiên cứu, "), stance("Giấy phép ")
    (('plans', False), ('', False))
    """
    if _BARE.fullmatch(clause) or _EFFECT.fullmatch(clause):
        return "acts", clause[:4].lower() in _NOW
    if _THIS.fullmatch(clause):
        return "acts", True
    return ("plans" if is_planned(clause) else ""), False
