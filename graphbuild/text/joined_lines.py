"""Joins the lines of one paragraph: those that ended only because the page or the column did."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import accumulate, pairwise

# A new item begins with a bullet, number, letter, article, table bar or heading: not "272/2025/NĐ-CP", "điều của".
_ITEM = re.compile(
    r"\s*(?:[-+•*▪‣·]\s|#|\||\(?\d{1,3}[.)/](?!\d|[A-ZĐ&]{1,9}[-/])|\d{1,2}(?:\.\d{1,2})+\.?\s|[a-zđ]\)|\(?[IVXLC]+[.)-]\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+(?:\d|[IVXLC]+\b)|Nơi nhận|Căn cứ)",
    re.IGNORECASE,
)
# The first letters of the words and Roman numerals among them.
_MAY_BEGIN_ITEM = frozenset("ivxlcIVXLCđĐmMpPnN")
# A document number continued on the next line: "05-" and "CT/TW", "05-CT/" and "TW"; "05/2025" and "/NĐ-CP".
_CUT_NUMBER = re.compile(r"\d(?:[-/_][A-ZĐƯa-zđ&\d]{1,15}){0,5}[-/_]$")
_BEGUN_NUMBER = re.compile(r"\d(?:[-/_][A-ZĐƯa-zđ&\d]{1,15}){0,5}[ ]?$")
_NUMBER_GOES_ON = re.compile(r"[ ]?(?:[/_][ ]?[A-ZĐ\d]|-[ ]?[A-ZĐƯ]{2,}(?:[-/_]|\b(?![ ][^\W\d_])))")
# No line ends with these words; what follows them is a number, a day or a name.
_UNFINISHED = (" số", " ngày", " của")
_DAY_OR_NUMBER = re.compile(r"\d{1,5}(?:[ ]?[-/.][ ]?[\dA-ZĐ]|[ ]tháng\b)")
_CUTS = frozenset("-/_")
_BLANKS = " \r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""The blanks that the normal form keeps."""
_ENDS_UNFINISHED = frozenset(word[-1] for word in _UNFINISHED)
_ENDS_DAY_WORD = frozenset("yg ")
_MAY_END_CUT = _CUTS | _ENDS_UNFINISHED | _ENDS_DAY_WORD
_MAY_BEGIN_CUT = _CUTS | frozenset(_BLANKS)
# Each word of a day on a line of its own: the number of the day or month is no page number.
_WANTS_DAY = re.compile(r"\b(?:ngày|tháng)[ ]?$")
_DAY_OR_MONTH = re.compile(r"[ ]?\d{1,2}[ ]?$")
_STOPS = frozenset(".;:!?…|")
# Quotation marks, emphasis and blanks.
_AFTER_STOP = f'"”’»)*_{_BLANKS}'
# "… hoàn thành trong quý", "II. Hằng tuần …" is not a heading: the preceding line needs the numeral.
# "2. Sửa đổi khoản" is none either, however short.
_WANTS_NUMBER = re.compile(r"(?:.{30}\b(?:quý|ngày|tháng|năm|khóa|thứ|lần)|\b(?:số|điều|khoản|điểm))$", re.IGNORECASE)
_WANTS_WITHIN = 40
"""Number of characters at the end of a line that tell whether it wants a number."""
_NUMBER = re.compile(r"(?:\d|[IVXLC]+\b|[a-zđ]\b)")
_LONGEST_PAGE_NUMBER = 12
_PAGE_FOOTER = re.compile(r"\b(?:trang|page)[ ]*\d{1,4}(?:[ ]*(?:/|of|trên)[ ]*\d{1,4})?[ ]*$", re.IGNORECASE)
_LONGEST_PAGE_FOOTER = 100
_ENDS_PAGE_NUMBER = frozenset("0123456789 -")
_PAGE_WORDS = ("rang", "age", "RANG", "AGE")
_ENDS = (".", ";", ":", "|", "!", "?", "…")
_FULL = 0.85
"""Share of the width from which a line counts as wrapped for lack of room: letters differ in width."""
_SHORTEST_WRAPPED = 30
"""Minimum length of a line that can have been wrapped."""
_MARKED_HEADING = re.compile(r"\s*#|\s*\|")


def join_lines(text: str) -> str:
    r"""Return a text with the ends of lines inside its paragraphs as blanks; every character keeps its offset.

    Page numbers and footers inside a sentence become blanks too.

    Examples
    --------
    >>> join_lines("các cấp ủy tiếp tục\nthực hiện.\nHai là")
    'các cấp ủy tiếp tục thực hiện.\nHai là'
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    filled = [number for number, line in enumerate(lines) if line and not line.isspace()]
    # The characters beside a line end tell most pairs of lines that neither a word nor a number goes on.
    goes_on = {
        number
        for number, following in pairwise(filled)
        if ((first := lines[following][0]).islower() or first in _MAY_BEGIN_CUT or lines[number][-1] in _MAY_END_CUT)
        and _goes_on(lines[number], lines[following], 0)
    }
    width = _width(lines, goes_on)
    # Number of characters before each line, without the line ends.
    lengths = [0, *accumulate(map(len, lines))]
    pieces: list[str] = []
    done = previous = 0
    for above, number in pairwise([0, *filled]):
        line = lines[number]
        if not number or (line[-1] in _ENDS_PAGE_NUMBER and _is_page_number(lines, number, previous)):
            continue
        before = lines[previous]
        gap = number - previous
        joins = previous in goes_on if above == previous else _goes_on(before, line, 0)
        if gap == 1 and not joins:
            joins = (width > 0 and _goes_on(before, line, width)) or ("(" in before and _in_brackets(before, line))
        # Blank lines that contain spaces keep their length, or every later offset would be wrong.
        blanks = lengths[number] - lengths[previous + 1] if gap > 1 else 0
        if joins or blanks:
            pieces += [text[done : lengths[previous + 1] + previous], (" " if joins else "\n") * gap, " " * blanks]
            done = lengths[number] + number
        previous = number
    blanks = lengths[-1] - lengths[previous + 1]
    if blanks:
        tail = len(lines) - 1 - previous
        pieces += [text[done : lengths[previous + 1] + previous], "\n" * tail, " " * blanks]
        done = len(text)
    return "".join([*pieces, text[done:]])


def _is_page_number(lines: list[str], number: int, previous: int) -> bool:
    """Tell whether a line is a page number or footer inside a sentence: "… và báo", "3", "cáo Tỉnh ủy …"."""
    line = lines[number]
    if not _can_be_page_number(line):
        return False
    following = next((line for line in lines[number + 1 : number + 4] if line.strip()), "")
    if _DAY_OR_MONTH.match(line) and _WANTS_DAY.search(lines[previous]) and not following[:1].isdigit():
        return False
    in_number = _goes_on_in_number(lines[previous], following)
    return in_number or (following[:1].islower() and _goes_on(lines[previous], following, 0))


def _can_be_page_number(line: str) -> bool:
    if len(line) <= _LONGEST_PAGE_NUMBER and line.strip(" -").isdigit():
        return True
    if not line[-1:].isdigit() or len(line) > _LONGEST_PAGE_FOOTER:
        return False
    return any(word in line for word in _PAGE_WORDS) and _PAGE_FOOTER.search(line) is not None


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a line continues on the next; `width` is that of the file's wrapped lines, 0 if it has none."""
    # One character tells most pairs of lines that no number is cut.
    if (line[-1:] in _MAY_END_CUT or following[:1] in _MAY_BEGIN_CUT) and _goes_on_in_number(line, following):
        return True
    if not width and not following.lstrip()[0].islower():
        return False
    if line.rstrip(_AFTER_STOP)[-1:] in _STOPS:
        return False
    if width and _NUMBER.match(following) and _WANTS_NUMBER.search(line, max(0, len(line) - _WANTS_WITHIN)):
        return True
    # The cheap test that most pairs of lines fail comes first.
    if not following.lstrip()[0].islower() and not (width and _is_full(line, following, width)):
        return False
    return bool(line.strip()) and not (_is_item(following) or _MARKED_HEADING.match(line))


def _in_brackets(line: str, following: str) -> bool:
    """Tell whether a bracket that a line opens is closed on the next: "Sở Nội vụ (Ban" and "Thi đua) tiến hành họp"."""
    opened = line.rfind("(")
    if opened < 0 or opened < line.rfind(")") or "|" in line or "|" in following:
        return False
    closed = following.find(")")
    return closed > 0 and "(" not in following[:closed] and not _is_item(following)


def _is_item(line: str) -> bool:
    """Tell whether a line begins a new item; most lines begin with letters that no item begins with."""
    if line[:1].isalpha() and line[1:2].isalpha() and line[0] not in _MAY_BEGIN_ITEM:
        return False
    return _ITEM.match(line) is not None


def _goes_on_in_number(line: str, following: str) -> bool:
    """Tell whether a number, a day or the issuer after it is cut: "05-" and "CT/TW", "… ngày" and "22/12/2024"."""
    last, first = line[-1:], following[:1]
    if last in _CUTS:
        return first.isalnum() and not first.islower() and _CUT_NUMBER.search(line) is not None
    if first in _CUTS or first == " ":
        return _NUMBER_GOES_ON.match(following) is not None and _BEGUN_NUMBER.search(line) is not None
    if first.isdigit() and last in _ENDS_DAY_WORD and _DAY_OR_MONTH.match(following) and _WANTS_DAY.search(line):
        return True
    if last not in _ENDS_UNFINISHED or not line.endswith(_UNFINISHED):
        return False
    return line.endswith(_UNFINISHED[-1]) if first.isupper() else _DAY_OR_NUMBER.match(following) is not None


def _is_full(line: str, following: str, width: int) -> bool:
    """Tell whether a line was wrapped because the next word, a name or in capitals like the line, did not fit."""
    if "|" in following or (line.isupper() != following.isupper() and not _is_number_alone(following)):
        return False
    return line.isupper() or len(line) + len(following.partition(" ")[0]) >= width * _FULL


def _is_number_alone(line: str) -> bool:
    """Tell whether a line is only the end of a citation: "272/2025/NĐ-CP;" has capitals, but is no heading."""
    return line[0].isdigit() and " " not in line.rstrip()


def _width(lines: list[str], goes_on: Set[int]) -> int:
    """Return the width at which the file wraps its paragraphs, 0 if it does not.

    It wraps them if many lines continue in lower case on the next; `goes_on` are the indices of those that do, also
    over blank lines.
    """
    pairs = len(
        [
            line
            for line, following in pairwise(lines)
            if len(line) >= _SHORTEST_WRAPPED and following and not following.isspace()
        ]
    )
    broken = sorted(
        length
        for number in goes_on
        if (length := len(lines[number])) >= _SHORTEST_WRAPPED and lines[number + 1] and not lines[number + 1].isspace()
    )
    if pairs < 3 or len(broken) < pairs * 0.25:
        return 0
    width = broken[len(broken) * 9 // 10]
    ended = [following for line, following in pairwise(lines[:-1]) if line.endswith((".", ";"))]
    # The items of a list need no blank line between them.
    after = [line for line in ended if not _is_item(line)] if _wraps_short(lines, width) else ended
    parted_by_blanks = bool(after) and sum(not following.strip() for following in after) >= len(after) * 0.7
    # Where blank lines separate the paragraphs, lines without one between them belong together, however short.
    return 1 if parted_by_blanks else width


def _wraps_short(lines: list[str], width: int) -> bool:
    """Tell whether most short lines go on; elsewhere a short line above a capital is a heading of its paragraph."""
    goes_on = headings = 0
    full = width * _FULL
    for line, following in pairwise(lines):
        if len(line) >= full or not line or not following or following.isspace():
            continue
        if not line.rstrip(_AFTER_STOP).endswith(_ENDS):
            if following.lstrip(" *_")[:1].islower():
                goes_on += 1
            elif not (line.isupper() or following.isupper() or _is_item(following)):
                headings += 1
    return goes_on > headings
