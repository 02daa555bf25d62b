"""Recognises sentences that oblige nobody whatever verbs they use: about the document itself, the past, an amount."""

from __future__ import annotations

import re

from graphbuild.extraction.obligations.obligation import has_any
from graphbuild.vocabulary.obligations import begins_at
from graphbuild.vocabulary.provisions import THIS
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("obligations")
_any = _WORDS.any_of
_IS_WORDS = tuple(f" {word} " for word in _WORDS["definitions.is"])
_HEAD = 100
"""Characters within which a sentence shows that it is about the document itself, a definition or an amount."""
# Statements about the document itself ("Hướng dẫn này thay thế …"), and mere lead-ins to a list.
_ON_ITSELF = re.compile(
    rf"{_any('itself.issues')}\b|{_any('itself.types')} {_any('itself.in_force')}"
    rf"|[^.;\n]{{0,60}}\b{THIS} {_any('itself.does')}"
)
# A definition: "đơn vị tự bảo đảm chi thường xuyên (sau đây gọi là đơn vị nhóm 2)".
_NAMES_ITSELF = re.compile(rf"\({_any('definitions.hereafter')}[^()]*\)$")
# "Thuê dịch vụ tin nhắn: 50.000.000 đồng/năm": an amount, not an act.
_AMOUNT = re.compile(r": *[\d.,]+ *(?:%|[^\W\d]+(?:/[^\W\d]+)*)$")
# "Ít nhất 80% người hưởng trợ cấp được cấp thẻ": a target.
_MEASURED = re.compile(rf"(?:{_any('targets.bounds')} )?\d[\d.,]*(?:/\d+)? ?%", re.IGNORECASE)
_NOT_WRITTEN = "".join(rf"(?<!{word} )" for word in _WORDS["itself.in_writing"])
_CLOSES = re.compile(
    rf"\b{_NOT_WRITTEN}{_any('itself.announces')} [^.;\n]*?\b{_any('itself.to_know')}(?:,| và|$)[^.;\n]{{0,40}}$"
)
_GRANTED = tuple(f"{word.capitalize()} " for word in _WORDS["norms.passive"])
_TO_KNOW = _WORDS["itself.to_know"]
_IN_ITSELF = (f"{THIS} ", *(f" {word}" for word in _WORDS["itself.in_force"]))
_BEGINS_ITSELF = _WORDS["itself.begins"]
_DEFINES = re.compile(rf"[^,;:.\n]{{3,80}} {_any('definitions.is')} {_any('definitions.genus')}\b")
# How it begins: with the past, or with what the meeting agrees on.
_LOOKS_BACK_OR_AGREES = re.compile(
    rf"(?:{_any('past.until_now')}|{_any('past.through')} \d)\b"
    rf"|(?:{_any('agreement.basically')} )?{_any('agreement.verbs')}\b"
    rf"(?! (?:{_any('agreement.in')} )?{_any('agreement.unity')})",
    re.IGNORECASE,
)


def binds_nobody(text: str, start: int, end: int) -> bool:
    """Recognise a sentence about the document itself or the past, one of agreement, and a definition."""
    begins, ending = begins_at(text, start), max(start, end - _HEAD)
    if begins.past_or_agreement and _LOOKS_BACK_OR_AGREES.match(text, start, end):
        return True
    if text[start] == "(" and text[end - 1] == ")":
        # A remark.
        return True
    if text.startswith(_GRANTED, start):
        # A right: "Được miễn phí sử dụng dịch vụ do Ủy ban nhân dân quản lý".
        return True
    if has_any(text[ending:end], _TO_KNOW) and _CLOSES.search(text, ending, end):
        # "Văn phòng thông báo để các cơ quan biết, thực hiện".
        return True
    if (text[start].isdigit() or begins.bound) and _MEASURED.match(text, start, end):
        return True
    if text[end - 1].isalnum() and _AMOUNT.search(text, ending, end):
        return True
    if text.startswith(")", end - 1) and not begins.act and _NAMES_ITSELF.search(text, ending, end):
        return True
    begin = text[start : start + _HEAD]
    if begin.startswith(_BEGINS_ITSELF) or has_any(begin, _IN_ITSELF):
        return _ON_ITSELF.match(text, start, end) is not None
    return has_any(begin, _IS_WORDS) and _DEFINES.match(text, start, end) is not None
