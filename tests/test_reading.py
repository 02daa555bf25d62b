"""Reading a text whole, whatever stands in it: true spans, one result, cost in proportion to length."""

from __future__ import annotations

import gc
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Literal

import pytest
from cost import assert_in_proportion, assert_within
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extraction.reading import read
from graphbuild.model import Mention, Reading, Span, Text

# -- true spans ----------------------------------------------------------------------------------------------------

FRAGMENTS = [
    "Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo Bác",
    "Căn cứ Quy định số 179, 180-QĐ/TW của Ban Bí thư",
    "theo Nghị quyết số 28–NQ/TU của Ban Thường vụ Thành ủy Hải Phòng",
    "Luật Lưu trữ số 33/2024/QH15",
    "khoản 1, 2 và điểm a khoản 3 Điều 5 Nghị định 30/2020/NĐ-CP",
    "Kế hoạch này",
    "trên đây là Kế hoạch",
    "Chỉ thị 05 của Bộ Chính trị",
    "NQ 32",
    "Huyện uỷ Kiến Thuỵ",
    "Ban Chấp hành Đảng bộ huyện khoá XXVI",
    "Hội nghị Trung ương 4 (khóa XIII)",
    "Số 87-KH/HU",
    "Vĩnh Bảo, ngày 05 tháng 6 năm 2024",
    "KẾ HOẠCH",
    "HUYỆN ỦY VĨNH BẢO",
    "T/M BAN THƯỜNG VỤ",
    "BÍ THƯ",
    "Nguyễn Văn An",
    "Nơi nhận:",
    "- Tỉnh ủy (để báo cáo),",
    "- Lưu Văn phòng Huyện ủy.",
    "1. Nhiệm vụ",
    "đạt 07/19 chỉ tiêu, bằng 103,6%",
    "cơn bão số 3",
    "Quyết định kết nạp Đảng cho 154 quần chúng",
    "08:15 26/07/2021",
]
JOINTS = [" ", ", ", "; ", ". ", ".\n", "\n", "\n\n", ": ", " (", ") ", " “", "” ", " và ", "\r\n", "\t", " | "]
TEXTS = st.lists(st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(JOINTS)), max_size=12).map(
    lambda parts: "".join(fragment + joint for fragment, joint in parts)
)
FORMS = st.sampled_from(["NFC", "NFD"])
MARKS = ["\u200b", "\u00ad", "\ufeff", "**", "*", "\u2060"]


def spans(reading: Reading) -> Iterator[Span]:
    for mention in reading.mentions:
        yield from (mention.span, mention.sentence)
        if mention.cue:
            yield mention.cue
        yield from (Span(provision.start, provision.end) for provision in mention.provisions)
    yield from (body.span for body in reading.bodies)
    yield from (place.span for place in reading.places)
    yield from (entry.span for entry in reading.letterhead.recipients)


@given(TEXTS, FORMS, st.data())
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_and_hold_what_they_say(
    content: str, form: Literal["NFC", "NFD"], data: st.DataObject
) -> None:
    content = unicodedata.normalize(form, content)
    for _mark in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content)))
        content = content[:at] + data.draw(st.sampled_from(MARKS)) + content[at:]
    reading = read(Text(content, "a.txt"))
    assert all(0 <= span.start < span.end <= len(content) for span in spans(reading))
    for mention in reading.mentions:
        assert mention.sentence.covers(mention.span)
        if mention.kind == "numbered" and mention.number:
            digits = [
                int(run) for run in re.findall(r"\d+", re.sub(f"[{''.join(MARKS)}]", "", mention.span.of(content)))
            ]
            assert int(re.match(r"\d+", mention.number).group()) in digits  # type: ignore[union-attr]
    ordered = sorted(mention.span.start for mention in reading.mentions)
    assert ordered == [mention.span.start for mention in reading.mentions]


NUMBERED = ["05-CT/TW", "30/2020/NĐ-CP", "154-KH/HU", "65/2024/QĐ-UBND", "94-KH/BTGDVTW", "33/2024/QH15"]


@given(st.sampled_from(NUMBERED), FORMS, st.lists(st.tuples(st.integers(0, 30), st.sampled_from(MARKS)), max_size=4))
@settings(max_examples=150, deadline=None)
def test_marks_inside_a_number_do_not_hide_it(
    number: str, form: Literal["NFC", "NFD"], marks: list[tuple[int, str]]
) -> None:
    printed = unicodedata.normalize(form, number)
    for at, mark in marks:
        at %= len(printed) + 1
        while at < len(printed) and unicodedata.combining(printed[at]):
            at += 1
        printed = printed[:at] + mark + printed[at:]
    content = unicodedata.normalize(form, "Các chi bộ đã học Nghị quyết ") + printed + " từ lâu."
    (mention,) = read(Text(content, "a.txt")).mentions
    assert mention.number == number
    assert re.sub(f"[{''.join(MARKS)}]", "", mention.span.of(content)).endswith(unicodedata.normalize(form, number))


def without_spans(mentions: tuple[Mention, ...]) -> list[Mention]:
    nowhere = Span(0, 0)
    return [
        mention._replace(
            span=nowhere,
            sentence=nowhere,
            cue=None,
            provisions=tuple(replace(provision, start=0, end=0) for provision in mention.provisions),
        )
        for mention in mentions
    ]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_composed_and_decomposed_text_read_alike(content: str) -> None:
    composed = read(Text(unicodedata.normalize("NFC", content), "a.txt"))
    decomposed = read(Text(unicodedata.normalize("NFD", content), "a.txt"))
    assert without_spans(composed.mentions) == without_spans(decomposed.mentions)
    assert [body.name for body in composed.bodies] == [body.name for body in decomposed.bodies]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same(content: str) -> None:
    assert read(Text(content, "a.txt")) == read(Text(content, "a.txt"))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(content: str) -> None:
    reading = read(Text(content, "a.txt"))
    assert all(0 <= span.start < span.end <= len(content) for span in spans(reading))


# -- cost in proportion to length ------------------------------------------------------------------------------------


def repeated(piece: str) -> Callable[[int], str]:
    return lambda length: piece * (length // len(piece))


def genre(length: int) -> str:
    """Return a text of the genre with every form and joint in it, the same each time."""
    chance = random.Random(2024)
    pieces: list[str] = []
    size = 0
    while size < length:
        pieces.append(chance.choice(FRAGMENTS) + chance.choice(JOINTS))
        size += len(pieces[-1])
    return "".join(pieces)


def short_names(length: int) -> str:
    """Return documents that are each given a short name."""
    pieces = (f"Quy định số {n}-QĐ/TW (sau đây gọi là Quy định chợ {n}). " for n in range(1, length // 55 + 1))
    return "".join(pieces)[:length]


PLAN = (
    "HUYỆN ỦY NÔNG CỐNG\nSố 12-KH/HU\nNông Cống, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà văn hóa\n\nII. NHIỆM VỤ\n"
)
"""Head of a paper that hands out tasks."""


def in_plan(piece: str) -> Callable[[int], str]:
    return lambda length: PLAN + repeated(piece)(length)


HOSTILE: dict[str, Callable[[int], str]] = {
    "the genre itself": genre,
    "one line without stops": repeated("thực hiện nhiệm vụ được giao "),
    "many numbers": repeated("theo Nghị quyết số 12-NQ/TU ngày 05/6/2024 của Tỉnh ủy, thực hiện các việc sau đó; "),
    "one list of a great many members": lambda length: "Quy định số " + "12, " * (length // 4) + "13-QĐ/TW",
    "lists within lists": repeated("Quy định số 1, 2, 3 và 4, "),
    "thousands of Luật": repeated("Luật "),
    "số số số": repeated("số "),
    "one run of digits": repeated("1"),
    "short names of their own": short_names,
    "unclosed brackets": repeated("("),
    "unclosed quotation marks": repeated("“"),
}
"""Read at 50 kB and at 500 kB."""

WORSE: dict[str, Callable[[int], str]] = {
    "numbers and nothing else": repeated("12-NQ/TU "),
    "digits one by one": repeated("1 "),
    "bare numbers": repeated("Chỉ thị 05 của "),
    "issuers never named": repeated("Chỉ thị 05 của Sở a b c d e f g h i j k l m "),
    "titles in titles": repeated("Kế hoạch 05-KH/TU về thực hiện "),
    "laws never numbered": repeated("Luật A số 12 "),
    "laws amending laws": repeated("Luật sửa đổi, bổ sung một số điều của " * 6 + "Luật A số 12/2020/QH14 "),
    "capitals": repeated("A"),
    "capitals one by one": repeated("A "),
    "codes without end": lambda length: "12-NQ/" + "TU-" * (length // 3) + "é",
    "codes of mixed case": lambda length: "12-NQ/" + "AbA" * (length // 3) + "é",
    "slashes": repeated("1/"),
    "stars": repeated("*"),
    "stars one by one": repeated("* "),
    "backslashes": repeated("\\"),
    "underscores": repeated("_"),
    "underscores in lines": repeated("_" * 3000 + "x\n"),
    "bars": repeated("|"),
    "bars and spaces": repeated("| a | b |\n"),
    "stops": repeated(". "),
    "spaces": repeated(" "),
    "spaces in lines": repeated("a" + " " * 500 + "\n"),
    "tabs": repeated("\t"),
    "carriage returns": repeated("\r"),
    "blank lines": repeated("\n"),
    "blank lines with spaces": repeated("a \n \n"),
    "short lines": repeated("a\n"),
    "bullets": repeated("- a\n"),
    "wrapped lines": repeated("thực hiện nhiệm vụ được giao của các cấp ủy\n"),
    "combining marks": lambda length: "e" + "\u0301" * length,
    "invisible characters": repeated("a\u200b"),
    "decomposed letters": repeated(unicodedata.normalize("NFD", "Huyện ủy thực hiện Chỉ thị 05-CT/TW. ")),
    "signatures": repeated("TM. A\n"),
    "signatures in one line": repeated("TM. " + "A" * 500 + "a\n"),
    "Nơi nhận": repeated("Nơi nhận:\n"),
    "Nơi nhận with entries": repeated("Nơi nhận:\n- a\n"),
    "organs without committees": repeated("Ban Thường vụ "),
    "plenums": repeated("Hội nghị Trung ương 4 "),
    "own type words": lambda length: "KẾ HOẠCH\n" + "ban hành kế hoạch " * (length // 18),
    "own type words in lines": lambda length: "KẾ HOẠCH\n" + "theo Kế hoạch này\n" * (length // 18),
    "a title without end": lambda length: "KẾ HOẠCH\n" + "A\n" * (length // 2),
    "bodies that speak": repeated("Bộ Chính trị kết luận "),
    "date lines": repeated("Hà Nội, ngày "),
    "a day of many dots": repeated("Hà Nội, ngày tháng" + ". " * 1000),
    "days": repeated("ngày 05/6/2024, "),
    "columns": repeated("A   "),
    "columns of one line": lambda length: "a" + " " * length + "b",
    "items of a plan": in_plan("- a\n"),
    "points of a plan": in_plan("a)\n"),
    "lists in lists of a plan": in_plan("- a:\n+ b:\n"),
    "tasks and nothing else": in_plan("- Giao chi bộ làm.\n"),
    "tasks with lines": in_plan("1.1 Làm đường\n- Thời gian: tháng 6\n- Chủ trì: Ban X\n"),
    "tasks without lines before one with": lambda length: (
        PLAN + "1.1 Làm đường\n" * (length // 14) + "Chủ trì: Ban X\n"
    ),
    "inspections in detail": in_plan("- kiểm tra. Cụ thể:\n"),
    "bodies after semicolons": in_plan("các chi bộ; "),
    "orders without end": in_plan("Giao các chi bộ, "),
    "conditions without end": in_plan("nếu "),
    "times after semicolons": in_plan("trước ngày 15/6/2025; "),
    "times without end": in_plan("từ ngày "),
    "habits without end": in_plan("hằng tháng "),
    "rows of tasks": in_plan("STT | Nhiệm vụ | Chủ trì | Thời hạn\n1 | Rà soát | Ban | 6/2025\n"),
    "annexes": in_plan("Phụ lục\n"),
    "forms and papers": in_plan("\nMẫu 1\nSố 5-KH/HU\n"),
}
"""Read at 2, 20 and 100 kB."""

UNITS_A_CHARACTER = 6e-4
UNITS_AT_LEAST = 7


@pytest.fixture(scope="module", autouse=True)
def vocabulary_is_loaded() -> None:
    read(Text("UBND huyện Vĩnh Bảo, UBND xã Trí Phải thực hiện Chỉ thị 05-CT/TW.", "a.txt"))


def assert_within_bounds(made: Callable[[int], str], lengths: tuple[int, ...]) -> None:
    """Read ever longer texts, and stop at the first that costs more a character than any text may."""
    for length in lengths:
        text = Text(made(length), "a.txt")
        assert_within(partial(read, text), UNITS_AT_LEAST + UNITS_A_CHARACTER * len(text.content))


@pytest.mark.parametrize("enabled", [True, False])
def test_the_search_for_cycles_goes_on_as_before(enabled: bool) -> None:
    assert gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        read(Text("Chỉ thị 05-CT/TW", "a.txt"))
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


@pytest.mark.parametrize("content", [genre(20_000), PLAN + "1. Các chi bộ:\n- Rà soát quy hoạch.\n- Sửa nhà.\n"])
def test_a_reading_makes_no_cycles(content: str) -> None:
    text = Text(content, "a.txt")
    kept = [read(text)]
    gc.collect()
    gc.disable()
    try:
        kept.append(read(text))
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.cost
@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_costs_ten_times_as_much_as_a_tenth_of_it(name: str) -> None:
    assert_in_proportion(lambda length: partial(read, Text(HOSTILE[name](length), "a.txt")), 50_000, 500_000)


@pytest.mark.cost
@pytest.mark.parametrize("name", WORSE)
def test_no_text_costs_more_than_its_length(name: str) -> None:
    assert_within_bounds(WORSE[name], (2_000, 20_000, 100_000))


@pytest.mark.cost
def test_a_day_left_blank_over_a_wide_space_costs_no_more() -> None:
    assert_within_bounds(repeated("Hà Nội, ngày" + " " * 100), (500, 1_000, 2_000, 4_000))
