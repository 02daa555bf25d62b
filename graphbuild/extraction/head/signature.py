"""Reads the foot of a document: the signer, in whose name, and the recipients.

Committees of the Party sign "T/M", heads of bodies "K/T" or "T/L" (36-HD/VPTW of 2018); the state writes "TM.", "KT.",
"TL.", "TUQ.", "Q." (NĐ 30/2020/NĐ-CP). "Nơi nhận" lists bodies, at times with the purpose ("để báo cáo").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Recipient, Span
from graphbuild.text import CAPITAL, SMALL, Normalized
from graphbuild.vocabulary.purposes import purposes
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("head")
_any = _WORDS.any_of
_AUTHORITY = re.compile(
    rf"^(?:[^\w\n]|_)*(?P<authority>{_any('on_behalf', 'in_place_of')}[ ]+"
    rf"[{CAPITAL}][^\n|{SMALL}]*[{CAPITAL}])[ *_|]*$",
    re.MULTILINE,
)
_ROLE = re.compile(rf"(?:{_any('role_prefixes')} )?(?:{_any('role_general')} )?{_any('roles')}[^\n|{SMALL}]*")
_NAME = re.compile(rf"[\W_]*(?P<name>[{CAPITAL}]\w*(?: [{CAPITAL}]\w*){{1,5}})[\W_]*$")
_RECIPIENTS = re.compile(rf"{_any('recipients')}[ ]*:?", re.IGNORECASE)
_ITEM = re.compile(r"[ ]*[-+•][ ]*(?P<item>[^\n]+)")
_PURPOSE = re.compile(r"[ ]*\([ ]*(?P<purpose>[^)\n]*)\)[ ,;.]*$")
_LINES_OF_AN_ENTRY = 2
_KEEPS = re.compile(rf"{_any('keeps')}\b")


@dataclass(frozen=True, slots=True)
class Foot:
    """Signature and recipients, as printed."""

    signing_authority: str | None = None
    signer_role: str | None = None
    signer_name: str | None = None
    recipients: tuple[Recipient, ...] = ()
    start: int | None = None
    """Where it begins, in offsets of the normal text; None if there is none."""


def read_foot(normal: Normalized, words: WordIndex) -> Foot:
    """Return what the foot of a document says; spans in offsets of the normal text."""
    text = normal.lines
    recipients, begin, end = _recipients(text, words.starts(_WORDS["recipients"]))
    authority = _AUTHORITY.search(text, end) or (_AUTHORITY.search(text) if end else None)
    after = authority.end() if authority else end
    role, name = _signer(text[after : after + 600], named=authority is not None)
    starts = [begin] if recipients else []
    starts += [authority.start()] if authority else []
    return Foot(
        " ".join(authority["authority"].split()) if authority else None,
        role,
        name,
        recipients,
        min(starts, default=None),
    )


def _signer(text: str, *, named: bool) -> tuple[str | None, str | None]:
    """Return role and name of the signer, in the lines after the authority (`named`) or after "Nơi nhận"."""
    role = None
    for line in text.split("\n"):
        stripped = line.strip(" |*_")
        if not stripped or stripped.startswith("("):
            continue
        if role is None and _ROLE.fullmatch(stripped):
            role = stripped
            continue
        match = _NAME.fullmatch(stripped)
        if match and not stripped.isupper():
            return (role, match["name"]) if named or role else (None, None)
        if not stripped.isupper():
            break
    return role, None


def _recipients(text: str, starts: list[int]) -> tuple[tuple[Recipient, ...], int, int]:
    """Return the entries of the last "Nơi nhận", and where they begin and end."""
    heading, following = None, -1
    for start in starts:
        match = _RECIPIENTS.match(text, start)
        if match and match.end() > following:
            following = _next_line(text, match.end())
        if match and _ITEM.match(text, following):
            heading = match
    if heading is None:
        return (), 0, 0
    found: list[Recipient] = []
    position = _next_line(text, heading.end())
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        item = _ITEM.match(line)
        if item:
            start = position + item.start("item")
            found.append(_recipient(text, Span(start, end)))
        elif not found or not _continues(text[found[-1].span.start : position], line):
            break
        else:
            found[-1] = _recipient(text, Span(found[-1].span.start, end))
        position = end + 1
    return tuple(found), heading.start(), position


def _continues(item: str, line: str) -> bool:
    """Tell whether a line continues the entry before it: that has no end, and took no more than one line so far."""
    plain = line.strip(" |*_")
    if not plain or line.strip().startswith("|") or plain.isupper():
        return False
    return item.count("\n") <= _LINES_OF_AN_ENTRY and not item.rstrip(" *_\n").endswith((".", ";"))


def _next_line(text: str, position: int) -> int:
    """Return the beginning of the next non-blank line."""
    end = text.find("\n", position)
    while 0 <= end < len(text) and text[end : end + 1] == "\n":
        end += 1
    return len(text) if end < 0 else end


def _recipient(text: str, span: Span) -> Recipient:
    printed = " ".join(span.of(text).split())
    purpose = _PURPOSE.search(printed)
    name = printed[: purpose.start()] if purpose else printed
    stated = purpose["purpose"].strip().lower() if purpose else None
    name = name.rstrip(" ,;.|")
    if stated is None and _KEEPS.match(name):
        stated = _WORDS["kept"][0]
    return Recipient(span, name, purposes().get(stated, stated) if stated else None)
