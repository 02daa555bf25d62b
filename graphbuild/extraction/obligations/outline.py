"""Reads the outline of a document: which line is below which, and the purpose of each part.

Documents number Phần, Chương and Mục, then I, 1, 1.1, a), (1), and mark lists by "-", "+" and "*" (36-HD/VPTW of 2018,
NĐ 30/2020/NĐ-CP). The heading states the purpose of a part: an assessment obliges nobody, "NHIỆM VỤ, GIẢI PHÁP" does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graphbuild.model import Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.obligations import Use, begins_at, section_words
from graphbuild.vocabulary.provisions import provision_kinds
from graphbuild.vocabulary.wordings import any_word, wordings

_any = wordings("obligations").any_of


def _forms(*kinds: str) -> list[str]:
    """Return the words for provisions as they begin headings."""
    words = [word for kind in kinds for word in provision_kinds()[kind].words]
    return [form for word in words for form in (word.capitalize(), word.upper())]


_ORDINAL = any_word(form for word in wordings("provisions")["ordinal"] for form in (word, word.upper()))
# Each mark with its rank, the widest part first. A paragraph without a mark is below the headings and above the lists.
_MARKS: list[tuple[int, re.Pattern[str]]] = [
    (0, re.compile(rf"{any_word(_forms('phan', 'chuong'))}[ ](?:{_ORDINAL}[ ]\w+|[IVX]+|\d+)\b[.:]?[ ]*")),
    (1, re.compile(rf"{any_word(_forms('muc'))}[ ](?:[IVX]+|\d{{1,2}})(?:[.:][ ]*|$)")),
    (1, re.compile(r"[IVX]{1,5}[./)-][ ]*(?=\D)(?!(?<=V/)v)")),
    (2, re.compile(rf"[A-HK-U](?:[./)][ ]+(?=[{CAPITAL}])|[-–][ ]*(?=[{CAPITAL}]{{2}}))")),
    (2, re.compile(rf"{any_word(_forms('dieu'))}[ ]\d{{1,3}}[a-zđ]?[.:][ ]*")),
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
_NAMES = tuple(_forms("phan", "chuong", "muc", "dieu"))
PARAGRAPH = 6
"""Rank of a paragraph without a mark."""
_DASHES = 8
"""Rank of the widest mark that does not count."""
_SENTENCE_ENDS = (".", ";")
_SAYS = re.compile(r"[^\W_]")
# Spaces, and signs of Markdown and of tables, before the words of a line.
_ORNAMENT = " #>|_\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_LABEL = re.compile(r"[*_]*(?P<label>[^:\n*_]{3,30})[*_]*:")
_LONGEST_MARK = 10
"""Maximum number of characters of a line with only a mark."""
_LABEL_WITHIN = 40
_EMPHASIS = " *_"
_ENDING = 60
"""Number of characters at the end of a lead-in that tell what its list is of."""
# "… không được thực hiện các hành vi sau đây:", "… đạt các tiêu chuẩn sau:", "Ban Chỉ đạo gồm các thành viên:".
_LEADS_ELSEWHERE = re.compile(
    rf"\b{_any('lead_ins.of_others')}(?: [^\W\d]+){{0,3}}?(?: {_any('lead_ins.consists')})?"
    rf"(?: {_any('lead_ins.ends')})? ?:$"
)
# "… thuộc Chi cục gồm:" names parts; "… các nhiệm vụ gồm:" does not.
_LISTS_PARTS = re.compile(rf" {_any('lead_ins.consists')} ?:$")
_OF_TASKS = wordings("obligations")["lead_ins.of_tasks"]
_PERFORMS = re.compile(rf"{_any('lead_ins.performs')}\b", re.IGNORECASE)
# Uses of which the first word tells: "Kiểm tra việc hiệp thương về thành phần" is an act.
_AT_THE_BEGINNING: tuple[Use, ...] = ("nothing", "matter")
_LONGEST_HEADING = 250
_ABOUT = tuple(f"{word} " for word in wordings("obligations")["headings.about"])


@dataclass(slots=True, eq=False)
class Block:
    """A line of the document: a heading, an item or a paragraph."""

    span: Span
    """Its span without the mark, in offsets of the normal text."""
    rank: float
    text: str
    is_marked: bool
    """Whether its mark is the number of a part or item, not a dash."""
    leads: bool
    """Whether it introduces what is below it: it ends with a colon."""
    is_heading: bool
    """Whether it is a heading rather than a sentence."""
    use: Use = ""
    """Purpose of the part that contains it, including its own heading."""
    goes_on: bool = False
    """Whether it is a paragraph between two items of one list, which goes on with the first."""
    parent: Block | None = None
    place: int = 0
    """Its index among the children of its parent."""
    children: list[Block] = field(default_factory=list)

    def ancestors(self) -> Iterator[Block]:
        """Yield its ancestors, the nearest first."""
        block = self.parent
        while block is not None:
            yield block
            block = block.parent


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
    open_blocks: list[Block] = []
    ranks_below: dict[Block, set[float]] = defaultdict(set)
    last: Block | None = None
    lines = _lines(text, begin, end)
    following = [*(rank for _start, _says, rank in lines[1:]), PARAGRAPH]
    for (start, says, rank), following_rank in zip(lines, following, strict=False):
        if rank == PARAGRAPH and last is not None and last.leads and says[0].islower():
            # "Mỗi đảng ủy:" and "chọn cử 05 người" on the next line are one.
            last.span = Span(last.span.start, start + len(says))
            last.text = text[last.span.start : last.span.end]
            plain = last.text.strip(_EMPHASIS)
            last.leads, last.is_heading = plain.endswith(":"), _is_heading(plain, last.is_marked)
            continue
        is_marked = rank < PARAGRAPH
        goes_on = rank == PARAGRAPH and last is not None and last.rank == following_rank > PARAGRAPH
        if rank == PARAGRAPH and following_rank < PARAGRAPH and says.endswith(":"):
            # "… yêu cầu các cấp ủy thực hiện mấy việc sau:" governs the numbers that follow it.
            rank = following_rank - 0.5
        elif rank == PARAGRAPH and open_blocks and (over := _leading(open_blocks)) is not None:
            # "c) Sở Nội vụ:" governs the paragraphs that follow it.
            rank = over.rank + 0.5
        elif rank == PARAGRAPH and following_rank >= _DASHES and says.endswith(_SENTENCE_ENDS):
            # A paragraph between two dashes goes on with the first.
            rank = next((over.rank + 0.5 for over in open_blocks if over.rank == following_rank), rank)
        plain = says.strip(_EMPHASIS)
        leads, is_heading = plain.endswith(":"), _is_heading(plain, is_marked)
        use = _aim(says) if ":" in says[:_LABEL_WITHIN] else ""
        if not use and (is_heading or (leads and is_marked)):
            use = _use(plain)
        if leads and _leads_elsewhere(plain.lower()):
            use = "matter"
        block = last = Block(Span(start, start + len(says)), rank, says, is_marked, leads, is_heading, use, goes_on)
        while open_blocks and open_blocks[-1].rank >= rank:
            open_blocks.pop()
        if open_blocks and open_blocks[-1].rank > PARAGRAPH and rank not in ranks_below.get(open_blocks[-1], ()):
            _leave_inner_list(open_blocks, ranks_below, rank)
        if open_blocks:
            over = block.parent = open_blocks[-1]
            block.place = len(over.children)
            over.children.append(block)
            ranks_below[over].add(rank)
            block.use = use or over.use
        open_blocks.append(block)
        blocks.append(block)
    return blocks


def _leading(open_blocks: Sequence[Block]) -> Block | None:
    """Return the item with a colon that was the last line, or to which the paragraph before belongs."""
    last = open_blocks[-1]
    item = last if last.leads else last.parent
    if item is None or not item.leads or item.rank <= PARAGRAPH:
        return None
    return item if last is item or last.rank == item.rank + 0.5 else None


def _leads_elsewhere(plain: str) -> bool:
    """Tell whether the list under a lead-in, given in lower case, hands out nothing."""
    end = max(0, len(plain) - _ENDING)
    parts = _LISTS_PARTS.search(plain, end)
    if parts is not None and not plain.endswith(_OF_TASKS, 0, parts.start()):
        return True
    return bool(_PERFORMS.match(plain) or _LEADS_ELSEWHERE.search(plain, end))


def _is_heading(plain: str, is_marked: bool) -> bool:
    """Tell whether a line, given without emphasis, is a heading."""
    if not is_marked:
        return plain.isupper() and len(plain) < _LONGEST_HEADING
    return plain.isupper() or (len(plain) < _LONGEST_HEADING and not plain.endswith((".", ";")))


def _leave_inner_list(open_blocks: list[Block], ranks_below: Mapping[Block, set[float]], rank: float) -> None:
    """Close a list in brackets when the mark used around it returns: "- a", "(1) b", "(2) c", "- d"."""
    outer = next((over for over in reversed(open_blocks[:-1]) if rank in ranks_below.get(over, ())), None)
    while outer is not None and open_blocks[-1] is not outer:
        open_blocks.pop()


def _lines(text: str, begin: int, end: int) -> list[tuple[int, str, float]]:
    """Return of each line that says something where its words after the mark begin, these words, and its rank.

    It is without the spaces and ornaments around it.
    """
    lines: list[tuple[int, str, float]] = []
    position = begin
    alone: float | None = None
    for line in text[begin:end].split("\n"):
        following = line.lstrip(_ORNAMENT)
        says = following.rstrip(" |")
        if says and len(says) <= _LONGEST_MARK and (rank := _rank_alone(says)) is not None:
            # "1." on a line of its own belongs to what follows.
            alone = rank
        elif says and (says[0].isalnum() or _SAYS.search(says)):
            rank, mark = _mark(says)
            if alone is not None and rank == PARAGRAPH:
                rank = alone
            lines.append((position + len(line) - len(following) + mark, says[mark:], rank))
            alone = None
        position += len(line) + 1
    return lines


def _rank_alone(says: str) -> float | None:
    """Return the rank of a mark that is all of a line, None if it is none."""
    plain = says.strip(_EMPHASIS)
    match = _ANY_MARK.match(f"{plain} X") if plain and not plain[-1].isalnum() else None
    if match is None or match.end() != len(plain) + 1 or match.lastgroup is None:
        return None
    return _MARKS[int(match.lastgroup[1:])][0]


def _mark(says: str) -> tuple[float, int]:
    """Return the rank of a line and where its words begin after the mark."""
    # Most lines begin with a word, which is no mark unless it is that for a part.
    if says[0].isalpha() and says[1:2].islower() and not says.startswith(_NAMES):
        return PARAGRAPH, 0
    match = _ANY_MARK.match(says)
    if match is None or match.end() == len(says) or match.lastgroup is None:
        return PARAGRAPH, 0
    return _MARKS[int(match.lastgroup[1:])][0], match.end()


def _aim(says: str) -> Use:
    """Return the purpose that the label of a line states, "" if there is none."""
    label = _LABEL.match(says)
    return _aims().get(label["label"].lower(), "") if label else ""


def _use(heading: str) -> Use:
    """Return the purpose stated by a heading or lead-in without emphasis: by its first word, "" if there is none."""
    plain = heading.lower()
    uses = _uses()
    found: list[Use] = []
    begin = 0
    for word in _purposes().finditer(plain):
        use = uses[word.group()]
        if word.start() == 0 or use not in _AT_THE_BEGINNING:
            begin = begin if found else word.start()
            found.append(use)
    if not found:
        return ""
    first = found[0]
    if first in ("assessment", "purpose") and begin > 0 and begins_at(plain, 0).verb:
        # "1. Nắm tình hình Nhân dân" and "1. Hoàn thành mục tiêu 300 nhà ở" are actions.
        return ""
    if first == "assessment" and begin > 0 and plain.startswith(_ABOUT):
        # "1. Về kết quả kiểm tra" names a subject treated below.
        return ""
    # "MỤC ĐÍCH, YÊU CẦU" and "MỤC TIÊU, NHIỆM VỤ" in one part make demands.
    asks = [use for use in found if use in ("requirement", "task")]
    return asks[0] if first == "purpose" and asks else first


@cache
def _aims() -> dict[str, Use]:
    """Return the labels of a line that states a document's purpose ("Mục đích: …") and its demands ("Yêu cầu: …")."""
    return {word: use for use, words in section_words().items() if use in ("purpose", "requirement") for word in words}


@cache
def _uses() -> dict[str, Use]:
    """Return the words of headings with the purpose that each states."""
    return {word: use for use, words in section_words().items() for word in words}


@cache
def _purposes() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(_uses())}\b")
