"""What took the place of bodies that ended: by mergers of places, of organs and of ministries."""

from __future__ import annotations

from pathlib import Path

import pytest

import graphbuild as gb
from graphbuild.resolve.bodies.registry import BodyRegistry
from graphbuild.resolve.bodies.successors import link_successors
from graphbuild.vocabulary.bodies import body_successors, organs_by_name, seats_by_name
from graphbuild.vocabulary.places import places


def names_after(seat: str, organ: str, place: str) -> list[str]:
    """Return the names of what came right after a body of a place ("" for the centre)."""
    registry = BodyRegistry("b/")
    known = seats_by_name()[seat]
    body = registry.local(known, organ, places()[place]) if place else registry.central(known)
    names = {row.id: row.name for row in registry.bodies}
    successors = link_successors(registry, [body]).get(body, ())
    names |= {row.id: row.name for row in registry.bodies}
    return sorted(names[iri] for iri in successors)


@pytest.mark.parametrize(
    ("seat", "organ", "place", "expected"),
    [
        ("Tỉnh ủy", "", "hai-duong", ["Thành ủy Hải Phòng"]),
        ("Thành ủy", "Ban Tổ chức", "hai-phong", ["Ban Tổ chức Thành ủy Hải Phòng"]),
        ("Tỉnh ủy", "Ban Dân vận", "thanh-hoa", ["Ban Tuyên giáo và Dân vận Tỉnh ủy Thanh Hóa"]),
        ("Huyện ủy", "Ban Dân vận", "vinh-bao.hai-phong", ["Ban Tuyên giáo và Dân vận Huyện ủy Vĩnh Bảo"]),
        ("Ủy ban nhân dân", "", "hai-duong", ["Ủy ban nhân dân thành phố Hải Phòng"]),
        ("Tỉnh ủy", "", "thanh-hoa", []),
        ("Sở Nội vụ", "", "hai-duong", ["Sở Nội vụ thành phố Hải Phòng"]),
        ("Công an", "", "vinh-bao.hai-phong", []),
        ("Đảng ủy Khối các cơ quan tỉnh", "", "thanh-hoa",
         ["Đảng ủy các cơ quan Đảng tỉnh Thanh Hóa", "Đảng ủy Ủy ban nhân dân tỉnh Thanh Hóa"]),
        ("Bộ Giao thông vận tải", "", "", ["Bộ Xây dựng"]),
        ("Ủy ban Dân tộc", "", "", ["Bộ Dân tộc và Tôn giáo"]),
        ("Ban Đối ngoại Trung ương", "", "", ["Bộ Ngoại giao"]),
        ("Hội đồng Chính phủ", "", "", ["Hội đồng Bộ trưởng"]),
        ("Sở Kế hoạch và Đầu tư", "", "thanh-hoa", ["Sở Tài chính tỉnh Thanh Hóa"]),
        ("Sở Giao thông vận tải", "", "hai-duong", ["Sở Xây dựng tỉnh Hải Dương"]),
        ("Sở Tài nguyên và Môi trường", "", "thanh-hoa", ["Sở Nông nghiệp và Môi trường tỉnh Thanh Hóa"]),
        ("Sở Nông nghiệp và Phát triển nông thôn", "", "thanh-hoa", ["Sở Nông nghiệp và Môi trường tỉnh Thanh Hóa"]),
        ("Sở Thông tin và Truyền thông", "", "thanh-hoa", ["Sở Khoa học và Công nghệ tỉnh Thanh Hóa"]),
        ("Sở Lao động - Thương binh và Xã hội", "", "thanh-hoa", ["Sở Nội vụ tỉnh Thanh Hóa"]),
        ("Bộ Công an", "", "", []),
    ],
)  # fmt: skip
def test_what_came_after(seat: str, organ: str, place: str, expected: list[str]) -> None:
    assert names_after(seat, organ, place) == sorted(expected)


@pytest.mark.parametrize(
    ("seat", "organ", "after"),
    [
        ("Huyện ủy", "", "Đảng ủy xã Vĩnh Am"),
        ("Huyện ủy", "Ban Thường vụ", "Ban Thường vụ Đảng ủy xã Vĩnh Am"),
        ("Huyện ủy", "Ban Tổ chức", "Ban Xây dựng Đảng Đảng ủy xã Vĩnh Am"),
        ("Huyện ủy", "Ban Nội chính", "Đảng ủy xã Vĩnh Am"),
        ("Phòng Nội vụ", "", "Ủy ban nhân dân xã Vĩnh Am"),
        ("Ủy ban nhân dân", "Chủ tịch", "Chủ tịch Ủy ban nhân dân xã Vĩnh Am"),
    ],
)
def test_the_tasks_of_a_district_went_to_its_seven_communes(seat: str, organ: str, after: str) -> None:
    names = names_after(seat, organ, "vinh-bao.hai-phong")
    assert len(names) == 7
    assert after in names


def test_a_chain_is_followed_to_its_end() -> None:
    registry = BodyRegistry("b/")
    first = registry.local(seats_by_name()["Tỉnh ủy"], "Ban Tuyên giáo", places()["hai-duong"])
    links = link_successors(registry, [first])
    (second,) = links[first]
    assert links[second] == ("b/body/thanh-uy.hai-phong.2025/ban-tuyen-giao-va-dan-van",)


def test_a_name_used_after_its_end_has_no_end_before_its_beginning() -> None:
    registry = BodyRegistry("b/")
    body = registry.local(seats_by_name()["Thành ủy"], "Ban Dân vận", places()["hai-phong.2025"])
    (row,) = [row for row in registry.bodies if row.id == body]
    assert (row.valid_from, row.valid_to) == ("2025-07-01", None)


def test_the_vocabulary_names_bodies_that_there_are() -> None:
    known = set(organs_by_name()) | set(seats_by_name())
    for old, successors in body_successors().items():
        assert old in known
        assert {name for name, _level in successors} <= known


def test_the_ended_bodies_of_which_no_source_tells_a_successor() -> None:
    ended = {seat.name for seat in seats_by_name().values() if seat.valid_to}
    ended |= {organ.name for organ in organs_by_name().values() if organ.valid_to}
    assert ended - set(body_successors()) == {
        # Organs that few provinces had; where their tasks went, each province decided.
        "Ban Kinh tế",
        "Ban Đối ngoại",
    }


def test_in_tables_and_graph(tmp_path: Path) -> None:
    paper = (
        "HUYỆN ỦY VĨNH BẢO\nSố 12-KH/HU\nVĩnh Bảo, ngày 5 tháng 6 năm 2024\n\nKẾ HOẠCH\nsửa nhà\n\nCác chi bộ làm.\n"
    )
    (tmp_path / "a.txt").write_text(paper, encoding="utf-8")
    gb.build(tmp_path, tmp_path / "out")
    kg = gb.open(tmp_path / "out")
    row = kg.bodies[kg.bodies.name == "Huyện ủy Vĩnh Bảo"].iloc[0]
    assert len(row.successors) == 7
    assert set(row.successors) <= set(kg.bodies.id)
    answer = kg.query(
        "PREFIX org: <http://www.w3.org/ns/org#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        "SELECT ?name WHERE { ?change a org:ChangeEvent ; org:originalOrganization/rdfs:label 'Huyện ủy Vĩnh Bảo'@vi ;"
        " org:resultingOrganization/rdfs:label ?name }"
    )
    assert "Đảng ủy xã Vĩnh Bảo" in answer.name.tolist()


def test_what_stands_above_a_named_organ_has_successors_too(tmp_path: Path) -> None:
    head = "BAN TỔ CHỨC HUYỆN ỦY VĨNH BẢO\nSố 12-KH/BTC\nVĩnh Bảo, ngày 5 tháng 6 năm 2024\n\n"
    paper = f"{head}KẾ HOẠCH\nsửa nhà\n\nCác chi bộ làm.\n"
    (tmp_path / "a.txt").write_text(paper, encoding="utf-8")
    gb.build(tmp_path, tmp_path / "out")
    bodies = gb.open(tmp_path / "out").bodies.set_index("name")
    assert len(bodies.loc["Ban Tổ chức Huyện ủy Vĩnh Bảo"].successors) == 7
    assert len(bodies.loc["Huyện ủy Vĩnh Bảo"].successors) == 7
    assert {"Đảng ủy xã Vĩnh Bảo", "Ban Xây dựng Đảng Đảng ủy xã Vĩnh Bảo"} <= set(bodies.index)
