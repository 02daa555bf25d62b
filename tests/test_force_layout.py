"""The layout by forces: legible, the same from run to run, and still when documents come and go."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from browser.made_up import BASE, citation, document, large, small
from cost import units

from graphbuild.errors import InputError
from graphbuild.model import Records
from graphbuild.pages.graph.by_forces import Position, force_layout
from graphbuild.pages.graph.by_level_and_date import CELL_HEIGHT, CELL_WIDTH, Arrangement
from graphbuild.pages.graph.stored_positions import read_positions, stored_layout


def links(records: Records) -> list[tuple[str, str]]:
    return [(row.citing, row.target) for row in records.citations if row.target is not None]


def placed(records: Records, kept: dict[str, Position] | None = None) -> dict[str, Position]:
    return force_layout([row.id for row in records.documents], links(records), kept or {})


def touching(positions: dict[str, Position]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for (one, (x, y)), (other, (other_x, other_y)) in itertools.combinations(positions.items(), 2)
        if abs(x - other_x) < CELL_WIDTH and abs(y - other_y) < CELL_HEIGHT
    ]


@pytest.mark.parametrize("number", [0, 1, 2, 60, 300])
def test_every_document_has_a_position_and_no_two_boxes_touch(number: int) -> None:
    records = large(number)
    positions = placed(records)
    assert positions.keys() == {row.id for row in records.documents}
    assert touching(positions) == []


def test_what_cites_each_other_stands_closer_than_what_does_not() -> None:
    records = large(200)
    positions = placed(records)
    linked = {frozenset(pair) for pair in links(records)}

    def mean(pairs: list[tuple[str, str]]) -> float:
        spans = [abs(positions[a][0] - positions[b][0]) + abs(positions[a][1] - positions[b][1]) for a, b in pairs]
        return sum(spans) / len(spans)

    every = list(itertools.combinations(positions, 2))
    together = [pair for pair in every if frozenset(pair) in linked]
    assert mean(together) < mean(every) / 3


def test_two_runs_give_the_same_whatever_the_order() -> None:
    records = large(150)
    turned = replace(records, documents=records.documents[::-1], citations=records.citations[::-1])
    assert placed(records) == placed(turned)


@pytest.mark.cost
def test_a_thousand_documents_take_a_few_seconds() -> None:
    records = large(1000)
    positions: dict[str, Position] = {}
    assert units(lambda: positions.update(placed(records))) < 250
    assert touching(positions) == []


def test_a_new_document_moves_none_and_stands_beside_what_it_cites() -> None:
    before = large(120)
    positions = placed(before)
    cited = max(before.documents, key=lambda row: sum(target == row.id for _citing, target in links(before)))
    new = document("moi", "99-KH/HU", "2025-06-01", None, presence="in_corpus", source="moi.txt")
    lone = document("le", "98-KH/HU", "2025-06-01", None, presence="in_corpus", source="le.txt")
    after = Records(
        documents=[*before.documents, new, lone],
        citations=[*before.citations, citation(new, cited, "mentions", "Theo văn bản.", "văn bản")],
    )
    again = placed(after, positions)
    assert {iri: again[iri] for iri in positions} == positions
    assert touching(again) == []
    far = max(abs(again[new.id][0] - positions[cited.id][0]), abs(again[new.id][1] - positions[cited.id][1]))
    assert far < 4 * CELL_WIDTH
    assert again[lone.id][1] >= max(y for _x, y in positions.values())


def test_a_new_part_stands_below_and_a_chain_grows_from_what_stands() -> None:
    positions = force_layout(["a", "b"], [("a", "b")], {})
    again = force_layout("abcdxy", [("a", "b"), ("b", "c"), ("c", "d"), ("x", "y")], positions)
    assert {it: again[it] for it in "ab"} == positions
    assert touching(again) == []
    assert min(again["x"][1], again["y"][1]) >= max(again[it][1] for it in "ab") + CELL_HEIGHT


def test_the_position_of_what_is_not_drawn_now_stays_free() -> None:
    kept = placed(small())
    few = [iri for iri in kept if iri != BASE + "dieu-le"]
    again = force_layout([*few, "new"], [("new", few[0])], kept)
    assert touching({**kept, **again}) == []


# -- stored ------------------------------------------------------------------------------------------------------------


def arranged(path: Path, records: Records, shown: int | None = None) -> Arrangement:
    layout = stored_layout(path, [row.id for row in records.documents])
    drawn = records.documents[:shown]
    ids = {row.id for row in drawn}
    return layout(drawn, {}, [pair for pair in links(records) if ids.issuperset(pair)])


def test_positions_are_stored_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "positions.json"
    records = large(80)
    first = arranged(path, records)
    assert first.rows == first.columns == []
    assert read_positions(path) == first.positions
    stored = path.read_bytes()
    fewer = arranged(path, records, shown=30)
    assert fewer.positions.items() <= first.positions.items()
    assert path.read_bytes() == stored
    assert arranged(path, records).positions == first.positions


def test_documents_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "positions.json"
    arranged(path, small())
    rest = replace(small(), documents=small().documents[1:])
    arranged(path, replace(rest, citations=[]))
    assert read_positions(path).keys() == {row.id for row in rest.documents}


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": [1]}', '{"a": ["x", 2]}', "{", "\xff"])
def test_a_file_that_is_none_of_ours_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "positions.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InputError, match=r"positions\.json") as caught:
        arranged(path, small())
    assert caught.value.code == "positions"
    assert "do graphbuild ghi" in str(caught.value) or "hai số nguyên" in str(caught.value)
    assert path.read_bytes() == content.encode("latin-1")


def test_hostile_names_are_stored_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "positions.json"
    names = ['x"</script>', "a\u2028\\n", "\u202etrái"]
    layout = stored_layout(path, names)
    rows = [document(name, None, None, None) for name in names]
    drawn = [replace(row, id=name) for row, name in zip(rows, names, strict=True)]
    assert read_positions(path) == {}
    assert layout(drawn, {}, []).positions == read_positions(path)
    assert json.loads(path.read_text(encoding="utf-8")).keys() == set(names)
