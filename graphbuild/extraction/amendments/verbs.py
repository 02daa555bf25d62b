"""Finds the verbs of acts: "sửa đổi, bổ sung", "bãi bỏ", "hết hiệu lực"; several joined ones are one act."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import AmendmentVerb
from graphbuild.vocabulary.act_verbs import act_verbs

_JOINED = re.compile(r"[ ]?,[ ]?|[ ](?:và|hoặc)[ ]|[ ]?/[ ]?", re.IGNORECASE)
_LONGEST_JOINT = 8


class ActVerb(NamedTuple):
    """A verb of an act in a text, or several joined ones, with what is known of it (`VerbMeaning`)."""

    start: int
    end: int
    code: AmendmentVerb
    ends: bool
    of_words: bool


def find_verbs(words: WordIndex) -> list[ActVerb]:
    """Return the verbs of a text in normal form, in order.

    Examples
    --------
    >>> words = WordIndex("Sửa đổi, bãi bỏ một số điều; thay thế phụ lục")
    >>> [(verb.code, verb.start) for verb in find_verbs(words)]
    [('amends', 0), ('replaces', 29)]
    """
    text, meanings = words.text, act_verbs()
    found: list[ActVerb] = []
    for start, word in words.longest(meanings):
        end = start + len(word)
        # "Luật Đất đai (sửa đổi)" is a name.
        if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum() or text.startswith(")", end):
            continue
        code, ends, of_words = meanings[word]
        verb = ActVerb(start, end, code, ends, of_words)
        if found and start - found[-1].end <= _LONGEST_JOINT and _is_joined(text, found[-1], verb):
            found[-1] = ActVerb(found[-1].start, end, _together(found[-1].code, code), ends=False, of_words=False)
        else:
            found.append(verb)
    return found


def _is_joined(text: str, first: ActVerb, second: ActVerb) -> bool:
    return not (first.ends or second.ends) and bool(_JOINED.fullmatch(text, first.end, second.start))


def _together(first: AmendmentVerb, second: AmendmentVerb) -> AmendmentVerb:
    """Return what two joined verbs do: to "sửa đổi, bổ sung, bãi bỏ" a document is to amend it."""
    return first if first == second or first == "amends" else "amends" if second in ("amends", "adds") else first
