"""What the tests of cost believe: a square is told from a proportion, also behind one, and too much from enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cost import assert_in_proportion, assert_within, units

pytestmark = pytest.mark.cost


def steps(count: int) -> Callable[[], object]:
    """Return a call that takes so many steps."""
    return lambda: sum(range(count))


@pytest.mark.parametrize(
    "taken",
    [
        lambda size: 2_000 * size,
        lambda size: 2_000 * size + 500_000,
        lambda size: 100 * size * size.bit_length(),
        lambda size: 2_000 * size + size**2 // 10,
    ],
    ids=["in proportion", "at least something", "as sorting", "with a square too small to see"],
)
def test_what_costs_in_proportion_passes(taken: Callable[[int], int]) -> None:
    assert_in_proportion(lambda size: steps(taken(size)), 200, 2_000)


@pytest.mark.parametrize(
    "taken",
    [lambda size: size**2, lambda size: 1_000 * size + 2 * size**2],
    ids=["a square", "a square behind a proportion"],
)
def test_a_square_fails(taken: Callable[[int], int]) -> None:
    with pytest.raises(AssertionError, match="the cost grew"):
        assert_in_proportion(lambda size: steps(taken(size)), 200, 2_000)


def test_too_much_is_told_from_enough() -> None:
    most = units(steps(2_000_000))
    assert_within(steps(500_000), most)
    with pytest.raises(AssertionError, match="units"):
        assert_within(steps(8_000_000), most)
