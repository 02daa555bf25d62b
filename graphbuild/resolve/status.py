"""Tells which documents another one of the corpus says it replaces or repeals entirely."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.model import Amendment, Citation, Mention, Span
from graphbuild.resolve.documents.claims import FileClaims

_BEFORE_CUE = 80
_COORDINATED = 200
"""Maximum number of characters from the cue across the other members of a list ("thay thế A và B")."""
# The document refers to itself ("Quy định này thay thế …") or orders it ("Điều 2. Bãi bỏ …"); no plan, no condition.
_ITSELF = re.compile(
    r"\bnày(?:(?!\b(?:không|chưa|sẽ|cần|đề nghị|đề xuất|dự kiến)\b)[^.;\n]){0,60}$"
    r"|(?:^|\n|[.][ ])[ ]*(?:[-+*][ ]*|\d+[.)][ ]*|Điều \d+[.:][ ]*)?(?:Nay[ ])?$"
)
# "thay cho nội dung về … trong Kế hoạch …", "bãi bỏ Điều 5 …": only a part of it.
_PARTLY = re.compile(r"\b(?:nội dung|một phần|một số|điều|khoản|điểm|mục|chương|phụ lục|cụm từ)\b", re.IGNORECASE)


def whole_acts(citations: list[Citation], files: list[FileClaims]) -> Iterator[Amendment]:
    """Yield the acts of documents that say they replace or repeal another one entirely, now and themselves."""
    by_source = {file.own.source: file for file in files}
    mentions = {(file.own.source, mention.span): mention for file in files for mention in file.reading.mentions}
    for citation in citations:
        if citation.relation not in ("replaces", "repeals") or citation.target in (None, citation.citing):
            continue
        mention = mentions[citation.source, Span(citation.start, citation.end)]
        content = by_source[citation.source].reading.text.content
        if citation.citing == citation.document and _ends_it(content, mention):
            yield Amendment(
                id=citation.id,
                source=citation.source,
                document=citation.document,
                provision=None,
                verb="replaces" if citation.relation == "replaces" else "repeals",
                target=citation.target,
                target_number=citation.number,
                target_provision=None,
                target_path=None,
                in_part=False,
                new_text_start=None,
                new_text_end=None,
                old_words=None,
                new_words=None,
                effective_on=None,
                start=citation.start,
                end=citation.end,
                text=citation.text,
                sentence=citation.sentence,
                sentence_start=citation.sentence_start,
                confidence=citation.confidence,
            )


def _ends_it(content: str, mention: Mention) -> bool:
    """Tell whether the words say that the document ends the cited one: "Quy định này thay thế …", "Bãi bỏ …"."""
    if mention.cue is None:
        return False
    before = content[max(0, mention.cue.start - _BEFORE_CUE) : mention.cue.start]
    between = content[mention.cue.end : mention.span.start]
    return bool(_ITSELF.search(before)) and not _PARTLY.search(between) and len(between) <= _COORDINATED
