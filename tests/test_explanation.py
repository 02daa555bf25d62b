"""Why a mention means a document, or why nobody can tell: every candidate with what spoke for and against it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from graphbuild.builds.explanation import explain, find_source
from graphbuild.errors import InputError
from graphbuild.graph.tables import read_records
from graphbuild.terminal.explanations import show, write_json

PRESS = "bao-chi/nong-cong-lam-diem.txt"
CELL = "chua-ro-noi/bao-cao-chi-bo.txt"


@pytest.fixture(scope="module")
def tables(sample_build: Path) -> Path:
    return sample_build / "tables"


def told(tables: Path, source: str, offset: int | None = None) -> str:
    file = io.StringIO()
    show(explain(tables, source, offset), file)
    return file.getvalue()


def test_the_weights_of_the_winner_add_up_to_the_confidence(tables: Path) -> None:
    for citation in read_records(tables).citations:
        own = sum(piece.weight for piece in citation.evidence if piece.document == citation.target)
        assert citation.confidence == pytest.approx(max(own, 0), abs=0.011)
        for candidate in citation.candidates:
            weights = [piece.weight for piece in citation.evidence if piece.document == candidate.document]
            assert candidate.score == pytest.approx(sum(weights), abs=0.011)


def test_why_the_winner_won_and_the_others_lost(tables: Path) -> None:
    (own,) = explain(tables, PRESS)
    (one,) = [found for found in own.citations if found.citation.text.startswith("NQ 32")]
    assert one.meant is not None
    assert one.meant.document.date == "2024-11-12"
    assert [(other.document.date, [piece.code for piece in other.evidence]) for other in one.others] == [
        ("2026-06-18", ["later"])
    ]
    assert [row.place for row in one.not_weighed] == ["tỉnh Cà Mau"]


def test_what_people_read(tables: Path) -> None:
    text = told(tables, PRESS)
    for words in (
        "Cách làm ấy bắt đầu từ",
        "ban hành sau văn bản viện dẫn",
        "+0,98",
        "−1,00",
        "+0,60  tên cơ quan nêu",
    ):
        assert words in text


def test_an_open_mention_has_its_candidates_and_the_reason(tables: Path) -> None:
    text = told(tables, CELL, 100)
    assert text.count("32-NQ/TU · 20") == 3
    assert "chưa rõ địa phương" in text
    assert "corpus.toml" in text


def test_an_offset_picks_the_mentions_that_cover_it(tables: Path) -> None:
    (all_of_it,) = explain(tables, CELL)
    second = all_of_it.citations[1].citation
    (picked,) = explain(tables, CELL, second.end - 1)
    assert [one.citation.id for one in picked.citations] == [second.id]
    assert [own.citations for own in explain(tables, CELL, 0)] == [()]


def test_for_programs(tables: Path) -> None:
    file = io.StringIO()
    write_json(explain(tables, PRESS), file)
    (content,) = json.loads(file.getvalue())
    assert content["document"]["source"] == PRESS
    (one,) = [found for found in content["citations"] if found["text"].startswith("NQ 32")]
    assert [weighed["score"] for weighed in one["weighed"]] == [0.85, 0.0]
    assert len(one["same_number_of_other_issuers"]) == 1


@pytest.mark.parametrize(
    "name", [PRESS, "nong-cong-lam-diem.txt", f"samples/{PRESS}", f"/anywhere/samples/{PRESS}", Path(PRESS).as_posix()]
)
def test_a_file_is_found_by_its_path_or_its_name(tables: Path, name: str) -> None:
    assert find_source(tables, name) == PRESS


def test_a_file_that_the_build_does_not_have(tables: Path) -> None:
    with pytest.raises(InputError, match=r"nong-cong-lam-diem\.txt"):
        find_source(tables, "bao-chi/nong-cong-lam-dien.txt")
    with pytest.raises(InputError) as error:
        find_source(tables, "hoàn toàn khác")
    assert error.value.code == "no-source"
