"""Letters of no Vietnamese word: those whose small or capital form is longer, and those beyond the basic plane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import graphbuild as gb
from graphbuild.model import Reading, Span
from graphbuild.text import normalize, plain_name

ODD = [
    *"İıßẞſŉǰΐΰևẖẗẘẙẚŒœǅǲΣςﬀﬁﬃﬅﬓ",
    *("\u212a", "\u212b", "I\u0307", "i\u0307", "\u0345"),
    *("𐐀", "𐐨", "𝐍", "𝟝", "𞤀", "🏛", "٣", "³", "Ⅻ"),
]
"""Longer in small letters, in capitals or casefolded; of one case only; astral; digits of other scripts."""

HALVES = ["\ud800", "\udcff"]
"""Of an astral letter: no file contains them, but a text from elsewhere can."""

TEXTS = [
    "NGHỊ QUYẾT\nİban hành nghị quyết như sau:",
    "HUYỆN ỦY İ\nSố 12-KH/HU\nX, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa {odd}nhà\n\nI. NHIỆM VỤ\n"
    "{odd} Giao các chi bộ {odd}rà soát, {odd}báo cáo trước ngày 15/6/2025; phối hợp với {odd}Ban Tổ chức.",
    "{odd}thực hiện Chỉ thị số 05-CT/TW của {odd}Bộ Chính trị; {odd}căn cứ Luật {odd}Đất đai {odd}và khoản 1 Điều này",
    "Nghị quyết {odd}Trung ương 4 khóa {odd}XII, ngày {odd}05/6/2024; Quy định {odd}số {odd}179, 180-QĐ/TW",
    "TT | {odd}Nhiệm vụ | Chủ trì | Thời hạn\n1 | Sửa {odd}nhà | {odd}Văn phòng | Quý {odd}I",
    "Nơi nhận:\n- {odd}Tỉnh ủy ({odd}để báo cáo),\n- Lưu {odd}VT.\nT/M {odd}BAN THƯỜNG VỤ\nBÍ THƯ {odd}\n{odd}Lê An",
    "{odd}",
]

PHRASES = [
    *("NGHỊ QUYẾT\n", "ban hành", "nghị quyết", "như sau:", "Thực hiện ", "Chỉ thị số 05-CT/TW", "của Bộ Chính trị"),
    *("HUYỆN ỦY VĨNH BẢO\n", "Số 12-KH/HU\n", "KẾ HOẠCH\n", "II. NHIỆM VỤ\n", "- Giao ", "các chi bộ", " rà soát "),
    *("trước ngày 15/6/2025", "quý IV/2025", "hằng tháng", "Điều 5", "khoản 2 Điều này", "Luật Đất đai", "Quy chế này"),
    *("Hội nghị Trung ương 4 (khóa XIII)", "Nơi nhận:\n- ", "T/M BAN THƯỜNG VỤ\n", "thị xã", "TT | Việc | Chủ trì\n"),
    *(" ", ", ", "; ", ". ", "\n", ": ", "(", ")", "“", "”", " và ", "|", "   ", "\u0301", "\u200b", "**"),
]


def spans(reading: Reading) -> Iterator[Span]:
    for mention in reading.mentions:
        yield from (mention.span, mention.sentence)
        yield from (Span(provision.start, provision.end) for provision in mention.provisions)
    yield from (body.span for body in reading.bodies)
    yield from (place.span for place in reading.places)
    yield from (entry.span for entry in reading.letterhead.recipients)
    yield from (obligation.span for obligation in reading.obligations)


def assert_true_to(content: str) -> None:
    """Assert that a text is read, with spans inside it and time limits in its own words."""
    reading = gb.extract(content)
    assert all(0 <= span.start < span.end <= len(content) for span in spans(reading))
    for limit in (limit for obligation in reading.obligations for limit in obligation.deadlines):
        assert limit.text == content[limit.start : limit.end]


@pytest.mark.parametrize("odd", [*ODD, *HALVES])
def test_a_text_with_an_odd_letter_is_read(odd: str) -> None:
    for text in TEXTS:
        assert_true_to(text.replace("{odd}", odd))


PARTS = st.one_of(st.sampled_from(PHRASES), st.sampled_from([*ODD, *HALVES]), st.characters())


@given(st.lists(PARTS, max_size=30))
@settings(max_examples=200, deadline=None)
@example(["NGHỊ QUYẾT\n", "İ", "ban hành", " nghị quyết ", "như sau:"])
def test_any_text_is_read(parts: list[str]) -> None:
    assert_true_to("".join(parts))


@pytest.mark.parametrize("odd", [*ODD, *HALVES])
def test_what_stands_after_an_odd_letter_is_found_at_its_place(odd: str) -> None:
    content = (
        f"{odd} Số 12-KH/HU\nVĨNH {odd} BẢO\nKẾ HOẠCH\nI. NHIỆM VỤ {odd}\n{odd * 3} Căn cứ {odd} "
        f"thực hiện Chỉ thị số 05-CT/TW. {odd}\n1. Các chi bộ hoàn thành việc {odd} trước ngày 15/6/2025."
    )
    reading = gb.extract(content)
    (cited,) = [mention for mention in reading.mentions if mention.number == "05-CT/TW"]
    assert cited.span.of(content) == "Chỉ thị số 05-CT/TW"
    assert cited.relation == "implements"
    assert cited.cue is not None
    assert cited.cue.of(content) == "thực hiện"
    (limit,) = [limit for task in reading.obligations for limit in task.deadlines]
    assert limit.text == "trước ngày 15/6/2025"


@pytest.mark.parametrize("odd", ODD)
def test_small_letters_stand_where_the_letters_of_the_normal_form_stand(odd: str) -> None:
    text = normalize(f"a{odd}b{odd}").text
    assert len(text.lower()) == len(text)


def test_the_capital_i_with_a_dot_is_an_i() -> None:
    assert normalize("İzmir, I\u0307zmir").text == "Izmir, Izmir"
    assert plain_name("İZMİR") == plain_name("Izmir") == "izmir"


def test_a_corpus_of_odd_letters_is_built(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, text in enumerate(TEXTS):
        for letter, odd in enumerate(ODD[number :: len(TEXTS)]):
            content = f"Văn bản {number}.{letter}\n" + text.replace("{odd}", odd)
            (corpus / f"{number}-{letter}.txt").write_text(content, encoding="utf-8")
    report = gb.build(corpus, tmp_path / "out")
    assert report.failures == []
    assert report.counts["files"] == len(ODD)
