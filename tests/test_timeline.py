"""Where the timeline puts documents: by day across, by level down, none upon another, and in linear time."""

from __future__ import annotations

from functools import partial

import pytest
from cost import assert_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.model import Document
from graphbuild.pages.timeline_page import along_time

LEVELS = ("central", "province", "district", "commune", "grassroots", "")
days = st.one_of(
    st.dates().map(str), st.integers(1930, 2026).map(str), st.just("2024-12-31"), st.just("2024-11"), st.just("2024")
)


def placed(told: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    documents = [Document(f"d{number}", "NQ", "in_corpus", date=day) for number, (day, _level) in enumerate(told)]
    return along_time(documents, {f"d{number}": level for number, (_day, level) in enumerate(told)}).positions


@given(st.lists(st.tuples(days, st.sampled_from(LEVELS)), max_size=60))
def test_later_is_never_left_of_earlier_and_nothing_touches(told: list[tuple[str, str]]) -> None:
    positions = placed(told)
    assert len(set(positions.values())) == len(told)
    for level in LEVELS:
        own = sorted((day, positions[f"d{number}"][0]) for number, (day, of) in enumerate(told) if of == level)
        across = [x for _day, x in own]
        years = {day[:4] for day, _x in own}
        assert all(
            max(x for day, x in own if day[:4] == year) < min([x for day, x in own if day[:4] > year] or [10**9])
            for year in years
        )
        assert across == sorted(across)


@pytest.mark.cost
def test_many_documents_of_one_day_take_linear_time() -> None:
    assert_in_proportion(lambda count: partial(placed, [("2024-12-31", "commune")] * count), 2000, 16000)
