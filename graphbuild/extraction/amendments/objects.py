"""What an act is about: the documents after its verb, their parts, and the words that it replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from graphbuild.extraction.citations.provisions import Provision
from graphbuild.extraction.quotations import Quotations
from graphbuild.model import Span
from graphbuild.vocabulary.wordings import wordings

_any = wordings("acts").any_of
_WHOLE = re.compile(rf"(?:[\s,;:&\d.)(]|\b(?:{_any('as_a_whole')}|và|hoặc|đồng thời|số|ngày)\b)*", re.IGNORECASE)
_ISSUED_TEXT = re.compile(
    rf"[\s,;:]*(?:(?:toàn bộ|các|và)[ ])*{_any('issued_texts')}\b[^;\n]{{0,300}}?{_any('issued_with')}[ ]*(?:các[ ])?$",
    re.IGNORECASE,
)
# "giấy phép đã cấp theo Nghị định …": the document is not what is acted on.
_NOT_ITS_OBJECT = re.compile(
    rf"(?<!kèm )\b{_any('not_its_object')}[ ](?:các[ ])?$",
    re.IGNORECASE,
)
_SOME_WORDS = re.compile(rf"[ ]*(?:(?:một số|các)[ ])?{_any('some_words')}[ ]*(?:[\"“«]|$)", re.IGNORECASE)
_BY = re.compile(
    rf"[ ]*(?:(?:được|bị)?[ ]*(?:thay thế |sửa đổi |thay )?{_any('by_words')})[ ]+(?:{_any('some_words')})?[ ]*"
)
_AS_FOLLOWS = re.compile(rf"(?:\b{_any('as_follows')}[ ]*:?|:)[\s|#>_]*$", re.IGNORECASE)
_AND_FOLLOWS = re.compile(r"[\s|#>_]*")
_BEFORE_WORDING = 30


class WordChange(NamedTuple):
    """Words that are replaced, deleted (`new` is None) or added (`old` is None)."""

    old: str | None
    new: str | None
    end: int
    """Where its last words end."""


def is_whole(between: str) -> bool:
    """Tell whether the words between a verb and a document mean the document as a whole.

    Examples
    --------
    >>> is_whole(" toàn bộ các văn bản sau đây: "), is_whole(" một số điều của "), is_whole(" Phụ lục kèm theo ")
    (True, False, False)
    """
    return bool(_WHOLE.fullmatch(between) or _ISSUED_TEXT.fullmatch(between))


def is_object(between: str) -> bool:
    """Tell whether the document after these words can be what the verb before them acts on."""
    return not _NOT_ITS_OBJECT.search(between[-40:])


def changes_words(after: str) -> bool:
    """Tell whether a verb is about words: "cụm từ “…”"."""
    return bool(_SOME_WORDS.match(after))


def word_changes(text: str, quotations: Quotations, zone: Span, *, added: bool) -> list[WordChange]:
    """Return the words in quotation marks that an act replaces, deletes or adds, in order."""
    quoted = quotations.within(zone.start, zone.end)
    found: list[WordChange] = []
    index = 0
    while index < len(quoted):
        first = _inside(text, quoted[index])
        following = quoted[index + 1] if index + 1 < len(quoted) else None
        if added:
            # "bổ sung cụm từ “A” vào sau cụm từ “B”": only the first is new.
            return [WordChange(None, first, quoted[index].end)]
        if following is not None and _BY.fullmatch(text, quoted[index].end, following.start):
            found.append(WordChange(first, _inside(text, following), following.end))
            index += 1
        else:
            found.append(WordChange(first, None, quoted[index].end))
        index += 1
    if any(change.new for change in found):
        # In "“A”, “B” thành “C”" both become C.
        new: str | None = None
        for position in range(len(found) - 1, -1, -1):
            new = found[position].new or new
            found[position] = found[position]._replace(new=new)
    return found


def paired(
    parts: Sequence[Provision], changes: Sequence[WordChange]
) -> Iterator[tuple[Provision | None, WordChange | None]]:
    """Yield each part with each change of words in it: the words stand before their parts, or all below a heading."""
    if not parts or not changes:
        yield from product(parts or (None,), changes or (None,))
        return
    first = min(change.end for change in changes)
    general = [part for part in parts if part.span.start < first]
    waiting: list[WordChange] = []
    for change in sorted(changes, key=lambda change: change.end):
        following = min((other.end for other in changes if other.end > change.end), default=None)
        waiting.append(change)
        own = [
            part
            for part in parts
            if part.span.start >= change.end and (following is None or part.span.start < following)
        ]
        if own:
            yield from product(own, waiting)
            waiting = []
    yield from product(general or (None,), waiting)


def new_wording(text: str, quotations: Quotations, zone: Span) -> Span | None:
    """Return the wording in quotation marks that an instruction gives, in it or after it ("… như sau: “…”")."""
    candidates = quotations.within(zone.start, zone.end)
    following = quotations.after(zone.end)
    if following is not None and _AND_FOLLOWS.fullmatch(text, zone.end, following.start):
        candidates.append(following)
    for quoted in candidates:
        if _AS_FOLLOWS.search(text, max(zone.start, quoted.start - _BEFORE_WORDING), quoted.start):
            return Span(quoted.start + 1, quoted.end - 1)
    return None


def _inside(text: str, quoted: Span) -> str:
    return " ".join(text[quoted.start + 1 : quoted.end - 1].split())
