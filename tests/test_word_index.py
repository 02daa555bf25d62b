"""Words found in one pass: wherever a search of the whole text finds the patterns that begin with them."""

from __future__ import annotations

import re

import pytest

from graphbuild.extraction.word_index import WordIndex

TEXT = "Kế hoạch phối hợp, KẾ HOẠCH và kế hoạch; Bộ Luật Dân sự, tái kế hoạch, siêukế hoạch, Kế Hoạch"


@pytest.mark.parametrize(
    ("words", "starts"),
    [(["kế hoạch"], [0, 19, 31, 61, 75, 85]), (["bộ luật"], [41]), (["luật", "bộ luật"], [41, 44]), (["chỉ thị"], [])],
)
def test_words_stand_where_they_are_written_in_any_case(words: list[str], starts: list[int]) -> None:
    assert WordIndex(TEXT).starts(words) == starts


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:Kế hoạch phối hợp|[Kk]ế hoạch)\b", ["kế hoạch", "kế hoạch phối hợp"]),
        (r"\b(?:Bộ Luật|Luật)", ["luật", "bộ luật"]),
        (r"(?i:kế hoạch)(?:, siêukế hoạch)?", ["kế hoạch"]),
    ],
)
def test_a_pattern_matches_as_it_does_in_a_search(pattern: str, words: list[str]) -> None:
    compiled = re.compile(pattern)
    found = [match.span() for match in WordIndex(TEXT).matches(compiled, words)]
    assert found == [match.span() for match in compiled.finditer(TEXT)]
    assert found


def test_of_overlapping_words_the_first_and_longest_counts() -> None:
    text = "HẾT HIỆU LỰC THI HÀNH; Bãi Bỏ, sửa đổi bổ sung"
    verbs = ["hết hiệu lực", "hết hiệu lực thi hành", "bãi bỏ", "bỏ", "sửa đổi bổ sung", "bổ sung"]
    assert list(WordIndex(text).longest(verbs)) == [
        (0, "hết hiệu lực thi hành"),
        (23, "bãi bỏ"),
        (31, "sửa đổi bổ sung"),
    ]
