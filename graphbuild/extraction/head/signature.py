"""Reads the foot of a document: the signer, in whose name, and the recipients.

Committees of the Party sign "T/M", heads of bodies "K/T" or "T/L" (36-HD/VPTW of 2018); the state writes "TM.", "KT.",
"TL.", "TUQ.", "Q." (NĐ 30/2020/NĐ-CP). "Nơi nhận" lists bodies, at times with the purpose ("để báo cáo").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from graphbuild.extraction.word_index import WordIndex
from graphbuild.model import Recipient, Span
from graphbuild.text import CAPITAL, SMALL, Normalized
from graphbuild.vocabulary.purposes import purposes
from graphbuild.vocabulary.wordings import any_word, wordings

_WORDS = wordings("head")
_any = _WORDS.any_of
_MARKS = (*_WORDS["on_behalf"], *_WORDS["in_place_of"])
_AFTER_MARK = r"[ ]*(?:(?<=[.])|(?<=[ ]))"
_MARK = rf"{any_word(_MARKS)}{_AFTER_MARK}"
_AUTHORITY = re.compile(
    rf"(?:^(?:[^\w\n]|_)*+|(?<=[|])[ ]*+|(?<=[ ]{{3}}))"
    rf"(?P<authority>{_MARK}[{CAPITAL}][^\n|{SMALL}]*[{CAPITAL},])[ *_|]*+(?=$|[ ]{{3}}|\()",
    re.MULTILINE,
)
_ANY_MARK = re.compile(rf"{_MARK}[{CAPITAL}]")
# The same by its first letter: one pattern for all takes three times as long to search for.
_MARKS_BY_LETTER = [
    re.compile(rf"{any_word(mark for mark in _MARKS if mark.startswith(letter))}{_AFTER_MARK}[{CAPITAL}]")
    for letter in sorted({mark[0] for mark in _MARKS})
]
# Breaks that a crawler lost: "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)".
_GLUED = re.compile(
    rf"(?<=[{CAPITAL}])(?={_any('marks_inside')}[ ]*[{CAPITAL}]|(?:{_any('role_prefixes')} )?{_any('roles')}\b)"
)
_REMARK = re.compile(r"^[(\[][^()\[\]\n]*[)\]][ ]*")
_IN_PLACE = re.compile(rf"{_any('in_place_of')}")
_ROLE = re.compile(rf"(?:{_any('role_prefixes')} )?(?:{_any('role_general')} )?{_any('roles')}\b[^\n|{SMALL}]*")
# Begins with the end of the line before, which is found quickly.
_ROLE_LINE = re.compile(rf"\n(?:[^\w\n]|_)*+(?P<role>{_ROLE.pattern})$", re.MULTILINE)
_DEPUTY = re.compile(rf"{_any('deputies')}\b")
_NAME = re.compile(rf"[\W_]*(?:{_any('ranks')}[ ]*)*(?P<name>[{CAPITAL}][\w']*(?: [{CAPITAL}][\w']*){{1,5}})[\W_]*$")
_NAME_IN_CAPITALS = re.compile(rf"{_any('family_names')}(?: [{CAPITAL}]+){{1,4}}$")
_SIGNED_WITHIN = 600
"""Number of characters of a signature."""
_LINES_OF_SIGNATURE = 16
_MOST_ROLES = 40
"""Number of lines with an office that are tried for a signature."""
_RECIPIENTS = re.compile(rf"{_any('recipients')}[ ]*:?", re.IGNORECASE)
# "giữa nơi nhận phiếu và …" is no heading.
_BEGINS_CELL = re.compile(r"(?:^|[\n|]|[ ]{3})(?:[^\w\n]|_)*$")
# Recognition takes a dash for "~".
_ITEM = re.compile(r"[ ]*[-+•~][ ]*(?P<item>[^\n ]+(?:[ ]{1,2}[^\n ]+)*)")
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
    starts = [begin] if recipients else []
    authority = _authority(text, begin, end) if recipients else _first_authority(text)
    if authority is not None:
        signed = _signed(authority["authority"], text[authority.end() : authority.end() + _SIGNED_WITHIN])
        starts.append(authority.start())
    else:
        signed = _signed("", text[end : end + _SIGNED_WITHIN]) if recipients else _Signed("", None, None)
        if signed.name is None:
            signed = _own_name(text) or _Signed("", None, None)
    return Foot(signed.authority or None, signed.role, signed.name, recipients, min(starts, default=None))


def _authority(text: str, begin: int, end: int) -> re.Match[str] | None:
    """Return the authority beside, below or above the recipients; forms below have some of their own."""
    beside = _AUTHORITY.search(text, begin, end + _SIGNED_WITHIN)
    return beside or _AUTHORITY.search(text, max(0, begin - _SIGNED_WITHIN), begin)


def _first_authority(text: str) -> re.Match[str] | None:
    """Return the first authority of a text, from its mark, which is rare; blanks and ornaments precede it."""
    for mark in sorted(mark.start() for marks in _MARKS_BY_LETTER for mark in marks.finditer(text)):
        begin = mark
        while begin and text[begin - 1] != "\n" and not text[begin - 1].isalnum():
            begin -= 1
        for start in range(begin, mark + 1):
            authority = _AUTHORITY.match(text, start)
            if authority is not None:
                return authority
    return None


class _Signed(NamedTuple):
    authority: str
    role: str | None
    name: str | None


def _own_name(text: str) -> _Signed | None:
    """Return the signature of the head of a body who signs in his own name: office and name on two lines."""
    for line in islice(_ROLE_LINE.finditer(text), _MOST_ROLES):
        begin = line.start() + 1
        signed = _signed("", text[begin : begin + _SIGNED_WITHIN])
        if signed.name is not None:
            return signed
    return None


def _signed(authority: str, text: str) -> _Signed:
    """Return authority, role and name of the signer, from the lines after the authority ("" for none).

    Each can go on in the next line: "TM. ỦY BAN NHÂN" and "DÂN", "KT. BỘ TRƯỞNG," and "CHỦ NHIỆM".
    """
    authorities: list[str] = []
    role: str | None = None
    broken = ""
    glued = _GLUED.sub("\n", authority)
    for line in _right_cells(f"{glued}\n{text}" if authority else text):
        if authority and not authorities:
            authorities.append(line)
            continue
        last = role or (authorities[-1] if authorities else "")
        name = _signer_name(line, role)
        if name is not None:
            if not authorities and role is None:
                break
            return _Signed(", ".join(authorities), role, name)
        if not line.isupper():
            break
        if _ANY_MARK.match(line) and role is None:
            authorities.append(line)
        elif role is None and _ROLE.fullmatch(line) and not _goes_on(last, line):
            role = line
        elif role is not None and _is_second_office(authorities, role, line):
            authorities[-1] += f", {role}"
            role = line
        elif role is not None:
            role += f", {line}" if _ROLE.fullmatch(line) else f" {line}"
        elif authorities:
            authorities[-1] += f" {line}"
        elif not broken:
            broken = line
        elif _ROLE.fullmatch(f"{broken} {line}"):
            role = f"{broken} {line}"
        else:
            break
    return _Signed(", ".join(authorities), role, None)


def _goes_on(authority: str, line: str) -> bool:
    """Tell whether a line in capitals continues the authority: after a comma, or inside "BỘ TRƯỞNG"."""
    if authority.endswith((",", "-")):
        return True
    whole = f"{authority.rpartition(' ')[2]} {line}"
    return whole in _WORDS["roles"]


def _is_second_office(authorities: list[str], role: str, line: str) -> bool:
    """Tell whether a role is that of the head, who has two: "KT. BỘ TRƯỞNG", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"."""
    in_place = bool(authorities) and _IN_PLACE.match(authorities[-1]) is not None
    return in_place and not _DEPUTY.match(role) and _DEPUTY.match(line) is not None


def _signer_name(line: str, role: str | None) -> str | None:
    if role is not None and _NAME_IN_CAPITALS.fullmatch(line):
        return line.title()
    match = _NAME.fullmatch(line)
    return match["name"] if match and not line.isupper() else None


def _right_cells(text: str) -> Iterator[str]:
    """Yield the last cell of each line of a signature, without blanks and remarks in brackets."""
    name = ""
    for line in text.split("\n", _LINES_OF_SIGNATURE)[:_LINES_OF_SIGNATURE]:
        cell = line.rstrip(" |*_").rpartition("|")[2].rpartition("   ")[2].strip(" |*_")
        cell = " ".join((_REMARK.sub("", cell) if cell.startswith(("(", "[")) else cell).split())
        if name and cell and not cell.isupper() and _NAME.fullmatch(f"{name} {cell}"):
            # A name goes on in the next line: "Phan" and "Thị Thắng", "Đại" and "tướng Nguyễn …".
            cell = f"{name} {cell}"
        elif name:
            yield name
        name = "" if cell.isupper() else cell
        if cell.startswith(("(", "[", "-", "+")):
            name = ""
        elif cell.isupper():
            yield cell
    if name:
        yield name


def _recipients(text: str, starts: list[int]) -> tuple[tuple[Recipient, ...], int, int]:
    """Return the entries of the first "Nơi nhận", and where they begin and end; forms below can have one too."""
    following = -1
    for start in starts:
        match = _RECIPIENTS.match(text, start) if _BEGINS_CELL.search(text, max(0, start - 20), start) else None
        if match and match.end() > following:
            following = _next_line(text, match.end())
        if match and _ITEM.match(text, following):
            return _entries(text, match)
    return (), 0, 0


def _entries(text: str, heading: re.Match[str]) -> tuple[tuple[Recipient, ...], int, int]:
    """Return the entries below a heading "Nơi nhận", and where they begin and end."""
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
    if not plain or line.strip().startswith("|") or (plain.isupper() and not plain.endswith(";")):
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
    purpose = _PURPOSE.search(printed) if "(" in printed else None
    name = printed[: purpose.start()] if purpose else printed
    stated = purpose["purpose"].strip().lower() if purpose else None
    name = name.rstrip(" ,;.|")
    if stated is None and _KEEPS.match(name):
        stated = _WORDS["kept"][0]
    return Recipient(span, name, purposes().get(stated, stated) if stated else None)
