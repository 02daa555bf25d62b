"""Finds type and title of a document in the lines of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.head.lines import HeadLine, joined
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.wordings import wordings

_any = wordings("head").any_of
_BODY_BEGINS = re.compile(
    rf"[\W_]*(?:{_any('body_begins')}\b|{_any('body_begins_numbered')}[ ]\d|(?:[IVX]+|\d+)[.)-]|[A-Z][.][ ])|[-+][ ]",
)
_BEGINS_UNDER_TITLE = re.compile(rf"[\W_]*{_any('body_begins_under_title')}\b")
_ENACTS = re.compile(rf"[\W_]*(?:{_any('enacting_grounds')}\b|{_any('addressee')}|{_any('article')}[ ]1\b)")
_SUBJECT = re.compile(rf"[\W_]*{_any('subject')}\b")
_ADDRESSEE = re.compile(rf"[\W_]*{_any('addressee')}")
# What a letter begins with, or a body that is none.
_OF_LETTER = re.compile(
    rf"[\W_]*(?:{_any('subject')}\b|{_any('addressee')}|{_any('enacting_grounds')}\b|{_any('article')}[ ]1\b)"
)
_ATTACHED = re.compile(rf"[\W_]*\([^()]*{_any('attached')}", re.IGNORECASE)
_NUMBERED = re.compile(rf"[\W_]*(?:\w+[ ]){{0,3}}{_any('number')}[ ]*:")
_DATED = re.compile(rf"[^\n]*,[ ]*{wordings('times').any_of('day')}[ ]", re.IGNORECASE)
_OFFICE = re.compile(rf"(?:{_any('role_prefixes')} )?(?:{_any('role_general')} )?{_any('roles')}\b")
# "… chuyển đổi số. Các chi bộ …": a sentence ends inside.
_SENTENCES = re.compile(r"\w{2}[.;][ ]+[^\W\d_]")
_TITLE_LINES = 20
_LINES_BELOW = 3
_LONGEST_LINE = 300
_LONGEST_TITLE = 1200
_GOES_ON = re.compile(rf"{_any('title_goes_on')}$", re.IGNORECASE)


class Title(NamedTuple):
    """The type line of a head, with the title below it."""

    line: HeadLine
    type: str
    """Code of the type."""
    lines: int
    """Number of lines the type takes: crawlers break "NGHỊ QUYẾT"."""
    enacting: bool
    """Whether it is only the formula before the articles ("QUYẾT ĐỊNH:")."""


def find_type(lines: Sequence[HeadLine]) -> Title | None:
    """Return the line in capitals that is, or begins with, a type; the formula before the articles if there is none.

    What stands below the first words of the body is no type line.
    """
    formula: Title | None = None
    for position, line in enumerate(lines):
        is_capital = line.text.isupper() and not (":" in line.text and _NUMBERED.match(line.text))
        found = _type_at(lines, position) if is_capital else None
        if found is None:
            continue
        if not found.enacting and not any(_ENACTS.match(above.text) for above in lines[: position + 1]):
            return found
        formula = formula or (found if found.enacting else None)
    return formula


def _type_at(lines: Sequence[HeadLine], position: int) -> Title | None:
    line = lines[position]
    both = joined(lines, position).lower()
    if not both.startswith(_words_by_length()):
        return None
    alone = len(line.plain)
    for word in _words_by_length():
        # A crawler can lose the break after the type: "LUẬTCÁN BỘ, CÔNG CHỨC".
        if both.startswith(word) and not both[len(word) : len(word) + 1].isdigit():
            count = 2 if len(word) > alone else 1
            enacting = ":" in line.plain and line.plain.lower().rstrip(": ") == word
            return Title(line, types_by_word()[word].code, count, enacting)
    return None


def read_title(text: str, lines: Sequence[HeadLine], found: Title) -> tuple[str, int]:
    """Return type and title, and where they end: the block of lines under the type.

    Parameters
    ----------
    text, lines
        The text in normal form with its lines, and those of the head.
    found
        The type line.
    """
    position = lines.index(found.line)
    last = position + found.lines - 1
    parts = [line.plain for line in lines[position : last + 1]]
    first = parts[0].lower()
    is_type = first.startswith(_words_by_length())
    words = _words_by_length() if is_type else ()
    glued = next((word for word in words if first.startswith(word) and first[len(word) : len(word) + 1].isalpha()), "")
    if glued:
        parts = [parts[0][: len(glued)], parts[0][len(glued) :]]
    end = lines[last].end
    if found.enacting:
        return parts[0].rstrip(": "), end
    for number in range(last + 1, min(len(lines), last + _TITLE_LINES)):
        before, line = lines[number - 1], lines[number]
        blank = text.count("\n", before.end, line.start) > 1
        below = number > last + 1
        if _ends_title(line) or (blank and below and not _GOES_ON.search(parts[-1])):
            break
        if not line.follows and _is_body(lines, number):
            break
        if below and (_BEGINS_UNDER_TITLE.match(line.text) or (line.text.isupper() and _is_issuer(line, parts))):
            break
        # Sites print the title twice.
        if line.plain != parts[-1]:
            parts.append(line.plain)
        end = line.end
    return " ".join(parts), end


def read_untitled(text: str, lines: Sequence[HeadLine], number: HeadLine) -> tuple[str | None, int]:
    """Return the paragraph between number and body, the title of a copy that lost its type line, and where it ends.

    Parameters
    ----------
    text, lines
        The text in normal form with its lines, and those of the head.
    number
        The line of the number.
    """
    title: list[HeadLine] = []
    for line in lines:
        if line.start < number.end:
            continue
        blank = bool(title) and text.count("\n", title[-1].end, line.start) > 1
        if blank or _ends_title(line) or (not title and _is_body(lines, lines.index(line))):
            break
        title.append(line)
    return (" ".join(line.plain for line in title) or None), title[-1].end if title else number.end


def lines_below(lines: Sequence[HeadLine], end: int) -> list[str]:
    """Return the lines in capitals between title and body, where copies without letterhead name the issuer."""
    found: list[str] = []
    for line in lines:
        if line.start < end:
            continue
        if _ENACTS.match(line.text) or len(found) == _LINES_BELOW:
            break
        if line.text.isupper():
            found.append(line.text)
    return found


class Letter(NamedTuple):
    """What a letter prints instead of a title."""

    line: HeadLine | None = None
    """Its first line: the subject or the addressee; None if it has neither."""
    subject: str | None = None
    end: int = 0
    """Where the subject ends."""
    addressed: bool = False
    """Whether it names an addressee."""


def find_letter(lines: Sequence[HeadLine]) -> Letter:
    """Return subject ("V/v …") and addressee ("Kính gửi: …") of a letter."""
    first: HeadLine | None = None
    subject: list[str] = []
    end = 0
    for number, line in enumerate(lines):
        if not subject and not _OF_LETTER.match(line.text):
            continue
        if _ADDRESSEE.match(line.text):
            return Letter(first or line, " ".join(subject) or None, end, addressed=True)
        goes_on = bool(subject) and line.follows and lines[number - 1].end == end and not _DATED.match(line.text)
        if (not subject and _SUBJECT.match(line.text)) or (goes_on and not _ends_title(line)):
            first = first or line
            subject.append(line.plain.strip("()"))
            end = line.end
        elif _ENACTS.match(line.text):
            break
    return Letter(first, " ".join(subject) or None, end)


def _ends_title(line: HeadLine) -> bool:
    text = line.text
    return (
        len(text) > _LONGEST_LINE
        or text.rstrip().endswith(":")
        or _BODY_BEGINS.match(text) is not None
        or _ATTACHED.match(text) is not None
        or _NUMBERED.match(text) is not None
        or _DATED.match(text) is not None
    )


def _is_body(lines: Sequence[HeadLine], number: int) -> bool:
    """Tell whether a paragraph is running text: several sentences, or one that ends, in lower case."""
    paragraph = [lines[number].plain]
    for line in lines[number + 1 :]:
        if not line.follows or len(" ".join(paragraph)) > _LONGEST_TITLE:
            break
        paragraph.append(line.plain)
    whole = " ".join(paragraph)
    if whole.isupper():
        return False
    return bool(_SENTENCES.search(whole)) or (whole.endswith((".", ";", "./.")) and len(paragraph) > 1)


def _is_issuer(line: HeadLine, parts: Sequence[str]) -> bool:
    """Tell whether a line in capitals under the title names who issues: an office, or a body."""
    if _GOES_ON.search(parts[-1]):
        return False
    if _OFFICE.match(line.plain):
        return True
    body = BodyFinder(line.plain).at(0)
    return body is not None and not parts[-1].isupper()


@cache
def _words_by_length() -> tuple[str, ...]:
    return tuple(sorted(types_by_word(), key=len, reverse=True))
