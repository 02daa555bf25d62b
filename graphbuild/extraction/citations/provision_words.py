"""Reads the words that name places inside a document, as they stand: "khoản 1, 2" and what joins it to "Điều 5".

What they mean together, and of which document they are, is told by `provisions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graphbuild.model import Span

THIS = "này"
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,4}[a-zđA-ZĐ]?(?![\w%])(?!\.\d)(?!/\d)"
# "điểm a và y tế": a letter that is a word.
_LETTER = r"[a-zđA-ZĐ](?:\.?\d{1,2})?(?![\w/])(?!(?<=[yY])[ ](?:tế|học|đức|sĩ|tá|cụ|dược|bác)\b)"
_ROMAN = r"[IVXLC]{1,6}[a-zđA-D]?(?:[.-]\d{1,2})?(?![\w/])"
_CAPITAL_LETTER = r"[A-ZĐ](?![\w/])"
_COUNT = r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười(?:[ ](?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|\d{1,2})"
_ORDINAL = rf"(?i:thứ[ ]{_COUNT})(?!\w)"
_LOOSE_ORDINAL = rf"(?i:(?:thứ[ ])?{_COUNT}|đầu|cuối)(?![\w/.-])"
_CODE = r"(?=[\w/.-]{0,20}\d)[\dA-ZĐ][\w/.-]{0,24}(?<![./-])(?!\w)"
_STEPS = r"\d{1,3}(?:\.\d{1,2}){0,3}(?:[ ]?/[ ]?(?:\d{1,3}|[IVXLC]{1,6}))*(?!\w)"


@dataclass(frozen=True, slots=True)
class ProvisionKind:
    """A kind of provision: its word in a label, its rank (the wider the higher) and the shape of its numbers."""

    word: str
    rank: int
    shape: str
    not_after: tuple[str, ...] = ()
    """Words before it that make another word of it: "địa điểm", "danh mục"."""


KINDS = {
    "gach-dau-dong": ProvisionKind("gạch đầu dòng", 0, _LOOSE_ORDINAL),
    "doan": ProvisionKind("đoạn", 1, _LOOSE_ORDINAL, ("giai", "công", "phân", "quãng")),
    "tiet": ProvisionKind("tiết", 2, f"{_NUMBER}|{_LETTER}", ("chi", "thời")),
    "diem": ProvisionKind(
        "điểm",
        3,
        f"{_NUMBER}|{_LETTER}",
        tuple("thang địa thời quan trọng đặc ưu nhược khuyết thí giao cao tổng tâm luận chấm trừ cộng thấp".split()),
    ),
    "khoan": ProvisionKind("khoản", 4, f"{_NUMBER}|{_LETTER}", ("tài", "điều", "tiền")),
    "dieu": ProvisionKind("Điều", 5, _NUMBER),
    "tieu-muc": ProvisionKind("tiểu mục", 6, _STEPS),
    "muc": ProvisionKind("Mục", 7, f"{_ROMAN}|{_NUMBER}|{_LETTER}", ("danh", "hạng", "chuyên", "đề", "khoản", "đầu")),
    "chuong": ProvisionKind("Chương", 8, f"{_ROMAN}|{_NUMBER}|{_ORDINAL}", ("huân", "huy")),
    "phan": ProvisionKind(
        "Phần", 9, f"{_ROMAN}|{_NUMBER}|{_CAPITAL_LETTER}|{_ORDINAL}", ("cổ", "thành", "học", "bộ", "góp")
    ),
    "bieu": ProvisionKind("Biểu số", 10, _CODE),
    "mau": ProvisionKind("Mẫu số", 10, _CODE),
    "phu-luc": ProvisionKind("Phụ lục", 11, f"{_ROMAN}|{_NUMBER}|{_CAPITAL_LETTER}"),
}
ANNEX = ("bieu", "mau", "phu-luc")
NEVER_ALONE = ("gach-dau-dong", "doan", "tiet")
_SMALL_LETTERS = ("tiet", "diem", "khoan", "dieu")

KIND_OF_WORD = {
    **{kind.word.lower(): slug for slug, kind in KINDS.items() if slug != "mau"},
    "mẫu": "mau",
    "biểu mẫu": "mau",
    "phụ biểu": "bieu",
}
"""Kinds by their words in small letters."""
_SPELLINGS = sorted({form for word in KIND_OF_WORD for form in (word, word.capitalize(), word.upper())}, reverse=True)
WORD = re.compile(
    r"(?:" + "|".join(_SPELLINGS) + r")[ ]{1,2}"
    r"(?=\d|[A-ZĐ]|[a-zđ](?![^\W\d_])|(?i:thứ|số|này|từ|nhất|hai|ba|tư|bốn|năm|đầu|cuối)\b)"
)
"""A word of `KIND_OF_WORD` in small letters, capitalized or in capitals, before what can be a label."""
_BEFORE_LABEL = r"(?:(?i:số)[ ]?:?[ ]?|(?i:từ)[ ])?"
_TO = r"(?:[ ]?-[ ]?|[ ](?i:đến|tới)[ ](?:hết[ ])?)"
_COUNTED = (
    r"(?![ ](?:ngày|tháng|năm|tuần|giờ|người|lần|đồng|triệu|tỷ|trường hợp|nội dung|nhiệm vụ|đơn vị|xã|huyện|tỉnh)\b)"
)
# "điểm a), b)" keeps its brackets, "(Điều 8), 9" does not.
_CLOSED = r"(?<=[ ,][a-zđA-ZĐ])\)"
_NEXT_LABEL = rf"(?:{_CLOSED})?(?:[ ]?,[ ]?(?:(?i:và|hoặc)[ ])?|[ ](?:(?i:và|hoặc|hay)|&)[ ])(?:(?i:số)[ ])?"
_CLOSED_LETTER = re.compile(rf"{_CLOSED}(?=[ ]?,|[ ](?i:và|hoặc|khoản|điều|mục)\b)")
_LONGEST_SEPARATOR = 40
_SEPARATOR = re.compile(
    r"[ ]?(?P<comma>[,/-])?[ ]{0,2}(?:(?P<also>và|hoặc|hay|&),?[ ])?"
    r"(?:(?:(?:được[ ])?(?:ban hành|quy định)[ ])?(?:kèm theo|của|tại|thuộc|trong|ở)[ ])?(?:các[ ]|từ[ ]){0,2}",
    re.IGNORECASE,
)
_TO_WORD = re.compile(_TO)


@dataclass(frozen=True, slots=True)
class ProvisionGroup:
    """A word with its labels ("khoản 1, 2"); each label with the offsets that it covers."""

    kind: str
    start: int
    members: tuple[tuple[str, int, int], ...]
    end: int
    joined: str = ""
    """How the group before it is joined to it: "inside" ("khoản 2 Điều 5"), "comma", "also"; "" where none is."""

    @property
    def is_this(self) -> bool:
        """Whether it points at the place where it stands: "Điều này"."""
        return self.members[-1][0] == THIS


def chains(text: str, words: Iterable[re.Match[str]], taken: Sequence[Span]) -> Iterator[list[ProvisionGroup]]:
    """Yield the groups that only separators part, outside the disjoint spans of `taken`; "này" ends a chain.

    `words` are the matches of `WORD` in the text.
    """
    chain: list[ProvisionGroup] = []
    ahead = 0
    for match in words:
        while ahead < len(taken) and taken[ahead].end <= match.start():
            ahead += 1
        limit = taken[ahead].start if ahead < len(taken) else len(text)
        group = _read_group(text, match, limit) if match.start() < limit else None
        if group is None:
            continue
        joined = separator(text, chain[-1].end, group.start) if chain and not chain[-1].is_this else None
        if joined is None:
            if chain:
                yield chain
            chain = [group]
        elif joined == "range" and _is_range(chain[-1], group):
            chain[-1] = _range(chain[-1], group)
        else:
            # "từ khoản 1 Điều 5 đến khoản 2 Điều 7" is no range of one kind: its two ends are read.
            joined = "also" if joined == "range" else joined
            chain.append(ProvisionGroup(group.kind, group.start, group.members, group.end, joined))
    if chain:
        yield chain


def _read_group(text: str, match: re.Match[str], limit: int) -> ProvisionGroup | None:
    """Read the labels after a word, up to `limit`."""
    kind = KIND_OF_WORD[match.group().rstrip().lower()]
    if text[match.start() - 1 : match.start()].isalnum() or _is_another_word(text, match.start(), kind):
        return None
    first, more, until = _labels(kind)
    label = first.match(text, match.end(), limit)
    if label is None:
        return None
    members: list[tuple[str, int, int]] = []
    begin = match.start()
    end = label.end()
    while label is not None:
        value, end = _plain_label(kind, label["label"]), label.end()
        last = until.match(text, end, limit) if value != THIS and "-" not in value else None
        if last:
            value, end = f"{value}-{_plain_label(kind, last['label'])}", last.end()
        members.append((value, begin, end))
        label = more.match(text, end, limit) if value != THIS else None
        begin = label.start("label") if label else begin
    closed = _CLOSED_LETTER.match(text, end, limit)
    return ProvisionGroup(kind, match.start(), tuple(members), closed.end() if closed else end)


def _is_another_word(text: str, start: int, kind: str) -> bool:
    before = text[max(0, start - 8) : start].lower().split(" ")
    return len(before) > 1 and before[-1] == "" and before[-2] in KINDS[kind].not_after


@cache
def _labels(kind: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a kind's first label, of a further one and of the one that ends a range."""
    label = rf"(?P<label>{KINDS[kind].shape})"
    this = "" if kind in ANNEX[:2] or kind in NEVER_ALONE else rf"|(?i:{THIS})\b"
    # "khoản 5 tỷ đồng"; but "theo Điều 5 xã có trách nhiệm".
    counted = "" if kind == "dieu" else _COUNTED
    first = re.compile(rf"{_BEFORE_LABEL}(?P<label>{KINDS[kind].shape}{this}){counted}")
    return first, re.compile(_NEXT_LABEL + label + _COUNTED), re.compile(_TO + label + _COUNTED)


def _plain_label(kind: str, printed: str) -> str:
    plain = printed.replace(" ", "") if kind == "tieu-muc" else printed
    return plain.lower() if kind in _SMALL_LETTERS or " " in plain or plain.lower() == THIS else plain


def separator(text: str, end: int, start: int) -> str | None:
    """Return how two groups are joined ("range", "inside", "comma", "also"); None where they are not."""
    if start - end > _LONGEST_SEPARATOR:
        return None
    if _TO_WORD.fullmatch(text, end, start):
        return "range"
    match = _SEPARATOR.fullmatch(text, end, start)
    if match is None:
        return None
    return "also" if match["also"] else "comma" if match["comma"] else "inside"


def _is_range(first: ProvisionGroup, last: ProvisionGroup) -> bool:
    """Tell whether one label for both is clear: of one kind, none a range already, no code with a dash of its own."""
    labels = (first.members[-1][0], last.members[0][0])
    return first.kind == last.kind and THIS not in labels and not any("-" in label for label in labels)


def _range(first: ProvisionGroup, last: ProvisionGroup) -> ProvisionGroup:
    """Join "Điều 21" and "Điều 28" to one member, the lists around them kept: "Điều 5, 21 đến Điều 28, 30"."""
    (low, start, _low_end), (high, _high_start, end) = first.members[-1], last.members[0]
    joined = (f"{low}-{high}", start, end)
    return ProvisionGroup(
        first.kind, first.start, (*first.members[:-1], joined, *last.members[1:]), last.end, first.joined
    )
