"""The sentence around a mention: what people read as evidence."""

from __future__ import annotations

import pytest

from graphbuild.extraction.reading import read
from graphbuild.extraction.sentences import LONGEST, Sentences
from graphbuild.model import Span, Text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Đã làm. Nay theo 05-CT/TW. Xong.", "Nay theo 05-CT/TW."),
        ("Đã làm! Nay theo 05-CT/TW? Xong.", "Nay theo 05-CT/TW?"),
        ("Đã làm… Nay theo 05-CT/TW.", "Nay theo 05-CT/TW."),
        ("Đã làm. “Nay theo 05-CT/TW.", "“Nay theo 05-CT/TW."),
        ("Tiêu đề\nNay theo 05-CT/TW\nXong.", "Nay theo 05-CT/TW"),
        ("Đã làm; nay theo 05-CT/TW; xong.", "Đã làm; nay theo 05-CT/TW; xong."),
        # a stop that ends no sentence
        ("Nay giao TP. Huế theo 05-CT/TW.", "Nay giao TP. Huế theo 05-CT/TW."),
        ("Nay giao ông Lê V. Tám theo 05-CT/TW.", "Nay giao ông Lê V. Tám theo 05-CT/TW."),
        ("Nay thu 16.308.990 đồng theo 05-CT/TW.", "Nay thu 16.308.990 đồng theo 05-CT/TW."),
        ("Nay ngày 15.5.2016 theo 05-CT/TW.", "Nay ngày 15.5.2016 theo 05-CT/TW."),
        ("Nay GS. Tám và PGS. Chín theo 05-CT/TW.", "Nay GS. Tám và PGS. Chín theo 05-CT/TW."),
        ("Xong.\n1. Nay theo 05-CT/TW.", "1. Nay theo 05-CT/TW."),
        ("Xong.\nII. Nay theo 05-CT/TW.", "II. Nay theo 05-CT/TW."),
        ("  05-CT/TW  ", "05-CT/TW"),
    ],
)
def test_the_sentence_around_a_mention(text: str, sentence: str) -> None:
    start = text.index("05-CT/TW")
    assert Sentences(text).around(Span(start, start + 8)).of(text) == sentence


def test_a_sentence_over_a_page_break_is_whole() -> None:
    text = "Đã làm.\nNay các chi bộ tiếp tục\n\nthực hiện Chỉ thị 05-CT/TW cho tốt.\nXong."
    (mention,) = read(Text(text, "a.txt")).mentions
    assert mention.sentence.of(text) == "Nay các chi bộ tiếp tục\n\nthực hiện Chỉ thị 05-CT/TW cho tốt."


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "dài " * 3000 + "05-CT/TW" + " ngắn" * 3000
    sentence = Sentences(text).around(Span(12000, 12008)).of(text)
    assert set(sentence.split()) == {"dài", "05-CT/TW", "ngắn"}
    assert sentence == sentence.strip()


def test_a_sentence_is_never_less_than_the_mention_nor_endless() -> None:
    text = "a " * 5000 + "05-CT/TW" + " b" * 5000
    span = Span(10000, 10008)
    sentence = Sentences(text).around(span)
    assert sentence.covers(span)
    assert sentence.end - sentence.start <= LONGEST
    long = Span(100, 100 + 2 * LONGEST)
    assert Sentences(text).around(long).covers(long)
