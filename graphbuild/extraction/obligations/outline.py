"""Reads the outline of a document: which line is below which, and the purpose of each part.

Documents number Phần and Chương, then I, 1, 1.1, a), (1), and mark lists by "-", "+" and "*" (36-HD/VPTW of 2018, NĐ
30/2020/NĐ-CP). The heading states the purpose of a part: an assessment obliges nobody, "NHIỆM VỤ, GIẢI PHÁP" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from graphbuild.model import Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.obligations import Use, section_words, task_verbs
from graphbuild.vocabulary.provisions import provision_kinds
from graphbuild.vocabulary.wordings import any_word, wordings


def _written(*kinds: str) -> str:
    """Return the pattern of the words for provisions in headings."""
    words = [word for kind in kinds for word in provision_kinds()[kind].words]
    return any_word(form for word in words for form in (word.capitalize(), word.upper()))


_ORDINAL = any_word(form for word in wordings("provisions")["ordinal"] for form in (word, word.upper()))
# Each mark with its rank, the widest part first. A paragraph without a mark is below the headings and above the lists.
_MARKS: list[tuple[int, re.Pattern[str]]] = [
    (0, re.compile(rf"{_written('phan', 'chuong')}[ ](?:{_ORDINAL}[ ]\w+|[IVX]+|\d+)\b[.:]?[ ]*")),
    (1, re.compile(r"[IVX]{1,5}[./)-][ ]*(?=\D)(?!(?<=V/)v)")),
    (2, re.compile(rf"[A-HK-U](?:[./)][ ]+(?=[{CAPITAL}])|[-–][ ]*(?=[{CAPITAL}]{{2}}))")),
    (2, re.compile(rf"{_written('dieu')}[ ]\d{{1,3}}[a-zđ]?[.:][ ]*")),
    (5, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?[ ]+(?=\D)")),
    (4, re.compile(r"\d{1,2}\.\d{1,2}\.?[ ]+(?=\D)")),
    (3, re.compile(r"\d{1,3}[.)/-][ ]*(?=[^\d\s])")),
    (7, re.compile(r"\(\d{1,3}\)[ ]*")),
    (7, re.compile(r"\(?[a-zđ]\)[ ]+")),
    (8, re.compile(r"[*•▪][ ]*(?=\S)")),
    (9, re.compile(r"[-–][ ]*(?=\S)")),
    (10, re.compile(r"[+‣·o][ ]+(?=\S)")),
]
_ANY_MARK = re.compile("|".join(f"(?P<_{number}>{pattern.pattern})" for number, (_rank, pattern) in enumerate(_MARKS)))
PARAGRAPH = 6
"""Rank of a paragraph without a mark."""
_SAYS = re.compile(r"[^\W_]")
_ORNAMENT = re.compile(r"[\s#>|_]*")
_LABEL = re.compile(r"[*_]*(?P<label>[^:\n*_]{3,30})[*_]*:")
_LABEL_WITHIN = 40
_LONGEST_HEADING = 250
_ABOUT = tuple(f"{word} " for word in wordings("obligations")["headings.about"])


@dataclass(slots=True, eq=False)
class Block:
    """A line of the document: a heading, an item or a paragraph."""

    span: Span
    """Its span without the mark, in offsets of the normal text."""
    rank: float
    text: str
    parent: Block | None = None
    children: tuple[Block, ...] = ()
    place: int = 0
    """Its index among the children of its parent."""
    is_marked: bool = False
    """Whether its mark is the number of a part or item, not a dash."""
    leads: bool = False
    """Whether it introduces what is below it: it ends with a colon."""
    is_heading: bool = False
    """Whether it is a heading rather than a sentence."""
    use: Use = ""
    """Purpose of the part that contains it, including its own heading."""

    def ancestors(self) -> Iterator[Block]:
        """Yield its ancestors, the nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent


@dataclass(slots=True)
class _Open:
    """A block that may get further children."""

    block: Block
    children: list[Block] = field(default_factory=list)
    ranks: set[float] = field(default_factory=set)
    """Rank of the children."""

    def close(self) -> None:
        """Give the block its children; most have none."""
        self.block.children = tuple(self.children)


def read_outline(text: str, begin: int, end: int) -> list[Block]:
    r"""Return the blocks of a text in normal form between two offsets, in order.

    Examples
    --------
    >>> text = "II. NHIỆM VỤ\nCác chi bộ làm mấy việc sau:\n- Sửa nhà.\n- Trồng cây.\nHết."
    >>> blocks = read_outline(text, 0, len(text))
    >>> [(block.text, block.parent.text if block.parent else "", block.use) for block in blocks][2]
    ('Sửa nhà.', 'Các chi bộ làm mấy việc sau:', 'task')
    """
    blocks: list[Block] = []
    open_blocks: list[_Open] = []
    lines = [(start, stop, *_mark(text, start, stop)) for start, stop in _lines(text, begin, end)]
    for number, (_start, stop, rank, first) in enumerate(lines):
        if blocks and blocks[-1].leads and rank == PARAGRAPH and text[first].islower():
            # "Mỗi đảng ủy:" and "chọn cử 05 người" on the next line are one.
            blocks[-1].span = Span(blocks[-1].span.start, stop)
            blocks[-1].text = text[blocks[-1].span.start : stop]
            blocks[-1].leads = _leads(blocks[-1].text)
            blocks[-1].is_heading = _is_heading(blocks[-1].text, blocks[-1].is_marked)
            continue
        following = lines[number + 1][2] if number + 1 < len(lines) else PARAGRAPH
        if rank == PARAGRAPH and following < PARAGRAPH and text[stop - 1] == ":":
            # "… yêu cầu các cấp ủy thực hiện mấy việc sau:" governs the numbers that follow it.
            rank = following - 0.5
        says = text[first:stop]
        is_marked = lines[number][2] < PARAGRAPH
        block = Block(Span(first, stop), rank, says, is_marked=is_marked, leads=_leads(says))
        block.is_heading = _is_heading(says, is_marked)
        while open_blocks and open_blocks[-1].block.rank >= rank:
            open_blocks.pop().close()
        _leave_inner_list(open_blocks, rank)
        if open_blocks:
            over = open_blocks[-1]
            block.parent = over.block
            block.place = len(over.children)
            over.children.append(block)
            over.ranks.add(rank)
        block.use = _use(block) or (block.parent.use if block.parent else "")
        open_blocks.append(_Open(block))
        blocks.append(block)
    for over in open_blocks:
        over.close()
    return blocks


def _leads(says: str) -> bool:
    return says.rstrip(" *_").endswith(":")


def _is_heading(says: str, is_marked: bool) -> bool:
    plain = says.strip(" *_")
    if not is_marked:
        return plain.isupper() and len(plain) < _LONGEST_HEADING
    return plain.isupper() or (not plain.endswith((".", ";", "./.")) and len(plain) < _LONGEST_HEADING)


def _leave_inner_list(open_blocks: list[_Open], rank: float) -> None:
    """Close a list in brackets when the mark used around it returns: "- a", "(1) b", "(2) c", "- d"."""
    inner = open_blocks[-1] if open_blocks else None
    if inner is None or inner.block.rank <= PARAGRAPH or rank in inner.ranks:
        return
    outer = next((over for over in reversed(open_blocks[:-1]) if rank in over.ranks), None)
    while outer is not None and open_blocks[-1] is not outer:
        open_blocks.pop().close()


def _lines(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the non-empty lines, without surrounding spaces and ornaments."""
    position = begin
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        plain = text[position : position + 1].isalnum()
        ornament = None if plain else _ORNAMENT.match(text, position, stop)
        start = ornament.end() if ornament else position
        last = stop
        while last > start and text[last - 1] in " |":
            last -= 1
        if start < last and (plain or _SAYS.search(text, start, last)):
            yield start, last
        position = stop + 1


def _mark(text: str, start: int, stop: int) -> tuple[float, int]:
    """Return the rank of a line and where its text begins after the mark."""
    match = _ANY_MARK.match(text, start, stop)
    if match is None or match.end() == stop or match.lastgroup is None:
        return PARAGRAPH, start
    return _MARKS[int(match.lastgroup[1:])][0], match.end()


def _use(block: Block) -> Use:
    """Return the purpose stated by a heading: by its first word, "" for a sentence."""
    label = _LABEL.match(block.text) if ":" in block.text[:_LABEL_WITHIN] else None
    if label is not None and label["label"].lower() in _aims():
        return _aims()[label["label"].lower()]
    if not block.is_heading and not (block.leads and block.is_marked):
        return ""
    plain = block.text.strip(" *_").lower()
    found = [(match.start(), use) for use, pattern in _patterns() if (match := pattern.search(plain))]
    first: Use = min(found)[1] if found else ""
    if first == "assessment" and min(found)[0] > 0 and (task_verbs().at(plain, 0) or plain.startswith(_ABOUT)):
        # "1. Nắm tình hình Nhân dân" is an action; "1. Về kết quả kiểm tra" names a subject treated below.
        return ""
    # "MỤC ĐÍCH, YÊU CẦU" and "MỤC TIÊU, NHIỆM VỤ" in one part make demands.
    asks = [use for _at, use in sorted(found) if use in ("requirement", "task")]
    return asks[0] if first == "purpose" and asks else first


@cache
def _aims() -> dict[str, Use]:
    """Return the labels of a line that states a document's purpose ("Mục đích: …") and its demands ("Yêu cầu: …")."""
    return {word: use for use, words in section_words().items() if use in ("purpose", "requirement") for word in words}


@cache
def _patterns() -> tuple[tuple[Use, re.Pattern[str]], ...]:
    return tuple((use, re.compile(rf"\b{any_word(words)}\b")) for use, words in section_words().items())
