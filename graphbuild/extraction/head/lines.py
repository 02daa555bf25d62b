r"""The lines of a head, as they were printed: cells of their own, without the motto and the rules.

The motto ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM") stands beside the issuer; crawlers break both
over lines and write each cell of the table between lone bars. Menus of a site can stand above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphbuild.model import Span
from graphbuild.text.word_finder import starts_of
from graphbuild.vocabulary.wordings import wordings

HEAD_CHARACTERS = 8000
"""Number of characters of a text that can contain its head."""
_HEAD_LINES = 60
_FURNITURE = 20_000
"""Number of characters of a site's menus that can stand above a head."""
_LINES_ABOVE_MOTTO = 16
"""Number of lines of a letterhead that can stand above the motto; if there are more, some are menus."""

_WORDS = wordings("head")
_any, _times = _WORDS.any_of, wordings("times").any_of


def _over_lines(*groups: str) -> str:
    """Return the pattern of any of some words, in either case, broken over lines or not."""
    words = [word for group in groups for word in _WORDS[group]]
    spaced = [r"\s++".join(map(re.escape, written.split())) for word in words for written in (word, word.upper())]
    return f"(?:{'|'.join(sorted(set(spaced), key=len, reverse=True))})"


# The words with which a motto can begin: the whole is looked for where one of them stands.
_BEGINS_MOTTO = {
    form
    for group in ("motto", "motto_below", "motto_of_party")
    for words in _WORDS[group]
    for word in words.split()[:1]
    for form in (word, word.upper())
}
# "CHỦ TỊCH NƯỚC CỘNG HÒA …" is an office, "PHÔNG LƯU TRỮ ĐẢNG CỘNG SẢN VIỆT NAM" a title.
_MOTTO = re.compile(
    rf"(?<!{_any('state')} ){_over_lines('motto', 'motto_below')}"
    rf"|(?:(?<![^\n|])|(?<=[ _*|-]{{2}}))[ ]*+{_over_lines('motto_of_party')}(?=[ ]*+[\n|]|[ ]*+$|[ ]{{2}}|[_*-])"
)
_RULES = re.compile(r"[_=~*-]{3}[_=~*-]*+|[_]{2}")
# One of these stands in every rule.
_SIGNS_OF_RULES = ("_", "=", "~", "*", "---")
_RULE = re.compile(r"[\W_]*$")
_CELL = re.compile(r"[^|\s](?:[^|\n](?![ ]{3}))*[^|\s]?|[^|\s]")
_BODY = re.compile(
    rf"^(?:[^\w\n]|_)*+(?:{_any('enacting_grounds')}|{_any('addressee')}|{_any('article')}[ ]1\b)", re.MULTILINE
)


# The lines of a letterhead that are not in capitals: the number, place and day.
_OF_LETTERHEAD = re.compile(
    rf"[\W_]*(?:{_any('subject')}|(?:\w+[ ]){{0,3}}{_any('number', 'small_number')}\b|[^\n]*\b{_times('day')}\b)",
    re.IGNORECASE,
)


class HeadLine(NamedTuple):
    """A line, or a cell of one."""

    start: int
    """Offset in the text."""
    text: str
    follows: bool
    """Whether it goes on in the cell of the line before: neither a blank line nor a bar between them."""

    @property
    def end(self) -> int:
        """Offset at which it ends."""
        return self.start + len(self.text)

    @property
    def plain(self) -> str:
        """Its text without the marks of headings."""
        return self.text.strip("#_ *>")


class HeadStart(NamedTuple):
    """Where a head begins, and the first motto of the text."""

    start: int
    motto: Span | None
    """None if none stands where a head can be; a head that has one begins above it."""


def head_start(text: str) -> HeadStart:
    r"""Return where the head begins: a few lines above the motto, if menus stand there.

    Parameters
    ----------
    text
        The lines of a text in normal form.

    Examples
    --------
    >>> menu = "Trang chủ\nGiới thiệu\nTin tức\nVăn bản\nLiên hệ\nTìm kiếm\n" * 3
    >>> text = menu + "UBND TỈNH CÀ MAU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    >>> text[head_start(text).start:].split("\n")[0]
    'UBND TỈNH CÀ MAU'
    """
    motto = next(_mottos(text, 0, _FURNITURE), None)
    if motto is None or text.count("\n", 0, motto.start) < _LINES_ABOVE_MOTTO or _BODY.search(text, 0, motto.start):
        return HeadStart(0, motto)
    start = text.rfind("\n", 0, motto.start) + 1
    for _line in range(_LINES_ABOVE_MOTTO):
        above = text.rfind("\n", 0, max(0, start - 1)) + 1
        line = text[above:start].strip(" \n|*_#-")
        if start == 0 or (any(map(str.islower, line)) and not _OF_LETTERHEAD.match(line)):
            break
        start = above
    return HeadStart(start, motto)


def head_lines(text: str, start: int, end: int | None = None) -> list[HeadLine]:
    """Return the first non-empty lines from an offset on; columns separated by wide space are lines of their own.

    They end at the second offset, or where no head goes on.
    """
    found: list[HeadLine] = []
    position, last = start, -2
    head = text[start : start + HEAD_CHARACTERS if end is None else end]
    has_columns = "|" in head or "   " in head
    for number, line in enumerate(head.split("\n")):
        begin = position
        position += len(line) + 1
        cell = line.strip()
        if not cell or cell == "|":
            continue
        if has_columns and ("|" in line or "   " in cell):
            cells = [(match.start(), match.group().rstrip()) for match in _CELL.finditer(line)]
            alone = len(cells) == 1 and "|" not in line
            for offset, cell in cells:
                if cell[0].isalnum() or not _RULE.fullmatch(cell):
                    found.append(HeadLine(begin + offset, cell, alone and last == number - 1))
                    last = number if alone else -2
        elif cell[0].isalnum() or not _RULE.fullmatch(cell):
            found.append(HeadLine(begin + line.index(cell[0]), cell, last == number - 1))
            last = number
        if len(found) >= _HEAD_LINES:
            break
    return found


def without_motto(text: str, head_begins: HeadStart, end: int) -> str:
    """Return the text with spaces instead of the mottos and rules between the beginning of the head and an offset."""
    start, first = head_begins
    head = text[start:end]
    for motto in _mottos(head, first.start - start, len(head)) if first else ():
        blank = "\n".join(" " * len(line) for line in motto.of(head).split("\n"))
        head = f"{head[: motto.start]}{blank}{head[motto.end :]}"
    if any(map(head.__contains__, _SIGNS_OF_RULES)):
        head = _RULES.sub(lambda rule: " " * len(rule.group()), head)
    return f"{text[:start]}{head}{text[end : start + HEAD_CHARACTERS]}"


def _mottos(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the mottos that stand in a stretch of a text, in order."""
    end, done = min(end, len(text)), start
    for at in sorted(at for word in _BEGINS_MOTTO for at in starts_of(word, text, start, end)):
        if at < done:
            continue
        # The blanks before the motto of the Party are part of what is found, except the two that set it apart.
        first = done + len(text[done:at].rstrip(" "))
        for begin in sorted({first, min(first + 1, at), min(first + 2, at), at}):
            motto = _MOTTO.match(text, begin, end)
            if motto:
                done = motto.end()
                yield Span(*motto.span())
                break
        else:
            done = at + 1


def joined(lines: Sequence[HeadLine], position: int, *, even_apart: bool = False) -> str:
    """Return a line together with the next one if that goes on in the same cell, or even if it stands apart."""
    following = lines[position + 1] if position + 1 < len(lines) else None
    line = lines[position].plain
    return f"{line} {following.plain}" if following is not None and (even_apart or following.follows) else line
