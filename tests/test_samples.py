"""The story that the sample corpus tells, as a user reads it from the graph (facts of tests/gold/README.md)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import graphbuild as gb
from graphbuild.knowledge_graph import KnowledgeGraph

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def kg(sample_build: Path) -> KnowledgeGraph:
    return gb.open(sample_build)


def document(kg: KnowledgeGraph, file: str) -> pd.Series:
    """Return the row of a file's document."""
    of_file = [file in (row["source"], *row["copies"]) for _index, row in kg.documents.iterrows()]
    assert sum(of_file) == 1
    return kg.documents[of_file].iloc[0]


def as_text(table: pd.DataFrame) -> str:
    """Return a table as lines, to look for a number in."""
    return table.to_csv(index=False)


def cited_by(kg: KnowledgeGraph, file: str) -> set[str]:
    """Return the IRIs that the citations of a file mean."""
    return set(kg.citations[kg.citations.source == file].target.dropna())


def test_one_number_is_three_documents(kg: KnowledgeGraph) -> None:
    files = (
        "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2024.txt",
        "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2026.txt",
        "ca-mau/tinh-uy/nghi-quyet-32-nq-tu.txt",
    )
    rows = [document(kg, file) for file in files]
    assert {row.number for row in rows} == {"32-NQ/TU"}
    assert len({row.id for row in rows}) == 3
    assert as_text(kg.query("trung-so")).count("32-NQ/TU") >= 3


def test_each_mention_of_the_number_means_the_right_one(kg: KnowledgeGraph) -> None:
    of_2024 = document(kg, "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2024.txt").id
    of_2026 = document(kg, "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2026.txt").id
    of_ca_mau = document(kg, "ca-mau/tinh-uy/nghi-quyet-32-nq-tu.txt").id
    assert of_2024 in cited_by(kg, "thanh-hoa/nong-cong/ke-hoach-118-kh-hu.txt")
    assert of_ca_mau in cited_by(kg, "ca-mau/tinh-uy/ket-luan-745-kl-tu.txt")
    assert of_2024 in cited_by(kg, "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2026.txt")
    assert of_2026 not in cited_by(kg, "thanh-hoa/nong-cong/ke-hoach-118-kh-hu.txt")


def test_a_text_without_place_and_date_leaves_the_number_open(kg: KnowledgeGraph) -> None:
    open_ones = kg.citations[(kg.citations.source == "chua-ro-noi/bao-cao-chi-bo.txt") & kg.citations.target.isna()]
    of_number = open_ones[open_ones.number == "32-NQ/TU"]
    assert len(of_number) == 3
    for candidates in of_number.candidates:
        assert len(candidates) == 3
    assert len(kg.query("mo-ho")) >= 9


def test_the_chain_leads_from_the_directive_down_to_a_commune(kg: KnowledgeGraph) -> None:
    down = as_text(kg.query("chuoi-xuong", document="97-CT/TW"))
    for number in ("32-NQ/TU", "118-KH/HU", "96-KH/HU", "27-KH/ĐU", "11-NQ/ĐU"):
        assert number in down
    assert "97-CT/TW" in as_text(kg.query("chuoi-len", document="27-KH/ĐU"))


def test_a_commune_before_and_after_the_merger_are_two_bodies(kg: KnowledgeGraph) -> None:
    before = document(kg, "ca-mau/xa-tri-phai/nghi-quyet-11-nq-du.txt")
    after = document(kg, "ca-mau/xa-tri-phai-moi/ke-hoach-41-kh-du.txt")
    assert before.place == "xã Trí Phải, huyện Thới Bình, tỉnh Cà Mau"
    assert after.place == "xã Trí Phải, tỉnh Cà Mau"
    bodies = kg.bodies.set_index("id")
    assert bodies.loc[before.issuer].valid_to == "2025-06-30"
    assert bodies.loc[after.issuer].valid_from == "2025-07-01"


def test_a_replaced_document_is_marked_and_its_late_citation_found(kg: KnowledgeGraph) -> None:
    old = document(kg, "trung-uong/huong-dan-88-hd-vptw.txt")
    assert old.status == "replaced"
    late = as_text(kg.query("het-hieu-luc-van-vien-dan"))
    assert "88-HD/VPTW" in late
    assert "41-KH/ĐU" in late


def test_what_does_not_replace_is_not_marked(kg: KnowledgeGraph) -> None:
    assert pd.isna(document(kg, "thanh-hoa/tinh-uy/nghi-quyet-32-nq-tu-2024.txt").status)


def test_two_files_of_one_document_are_one(kg: KnowledgeGraph) -> None:
    letter = kg.documents[kg.documents.number == "187/UBND-VX"]
    assert len(letter) == 1
    assert len(letter.iloc[0].copies) == 1


def test_what_is_cited_but_missing_is_listed(kg: KnowledgeGraph) -> None:
    missing = kg.query("con-thieu")
    assert len(missing) > 10
    assert "97-CT/TW" not in set(missing.label)
