"""Finds the verbs of acts: "sửa đổi, bổ sung", "bãi bỏ", "hết hiệu lực"; several joined ones are one act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graphbuild.model import AmendmentVerb
from graphbuild.text.word_finder import WordFinder
from graphbuild.vocabulary import read_records

_JOINED = re.compile(r"[ ]?,[ ]?|[ ](?:và|hoặc)[ ]|[ ]?/[ ]?")
_LONGEST_JOINT = 8


@dataclass(frozen=True, slots=True)
class ActVerb:
    """A verb of an act in a text."""

    start: int
    end: int
    code: AmendmentVerb
    ends: bool
    """Whether the document acted on stands before it without a passive: "hết hiệu lực"."""
    of_words: bool = False
    """Whether it is an act only before words in quotation marks: "thay cụm từ “…”"."""


def find_verbs(lowered: str) -> list[ActVerb]:
    """Return the verbs of a text in lower case, in order.

    Examples
    --------
    >>> [(verb.code, verb.start) for verb in find_verbs("sửa đổi, bãi bỏ một số điều; thay thế phụ lục")]
    [('amends', 0), ('replaces', 29)]
    """
    found: list[ActVerb] = []
    for start, end, (code, ends, of_words) in _words().longest(lowered):
        # "Luật Đất đai (sửa đổi)" is a name.
        if (
            (start and lowered[start - 1].isalnum())
            or lowered[end : end + 1].isalnum()
            or lowered[end : end + 1] == ")"
        ):
            continue
        verb = ActVerb(start, end, code, ends, of_words)
        if found and not ends and not found[-1].ends and _is_joined(lowered, found[-1], verb):
            found[-1] = ActVerb(found[-1].start, end, _together(found[-1].code, code), ends=False)
        else:
            found.append(verb)
    return found


def _is_joined(lowered: str, first: ActVerb, second: ActVerb) -> bool:
    return second.start - first.end <= _LONGEST_JOINT and bool(_JOINED.fullmatch(lowered, first.end, second.start))


def _together(first: AmendmentVerb, second: AmendmentVerb) -> AmendmentVerb:
    """Return what two joined verbs do: to "sửa đổi, bổ sung, bãi bỏ" a document is to amend it."""
    return first if first == second or first == "amends" else "amends" if second in ("amends", "adds") else first


@cache
def _words() -> WordFinder[tuple[AmendmentVerb, bool, bool]]:
    found: dict[str, tuple[AmendmentVerb, bool, bool]] = {}
    for record in read_records("acts.toml")["verb"]:
        entry = (record["code"], record.get("ends", False), record.get("of_words", False))
        found |= dict.fromkeys(record["words"], entry)
    return WordFinder(found)
