"""What a call costs, told so that it means the same on any machine and beside any other work.

Never by the clock: by CPU seconds of this process and of those that it started and waited for. Two questions have an
answer that holds anywhere: how the cost grows with the size, and how often a fixed piece of work would have fitted in.
"""

from __future__ import annotations

import gc
import re
import resource
from collections.abc import Callable

PROPORTION = 2.0
"""Times in proportion that a cost may grow; other work on the machine makes some of it, a square makes far more."""
TRIES = 5
"""Measurements before it is believed that a call costs too much: other work makes it only dearer."""
MEASURABLE = 0.05
"""CPU seconds below which a call is made again and again until they have come together."""

_WORK = "Thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị về học tập và làm theo Bác. " * 120
_WORD = re.compile(r"\w+(?:[-/]\w+)*")


def cpu() -> float:
    """Return the CPU seconds of this process so far, and of the processes that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def seconds(call: Callable[[], object]) -> float:
    """Return the CPU seconds of one call; what other tests have left in memory is not searched for cycles meanwhile."""
    gc.freeze()
    begin = cpu()
    try:
        call()
        return cpu() - begin
    finally:
        gc.unfreeze()


def unit() -> float:
    """Return the CPU seconds of a fixed piece of work of the kind that graphbuild does, here and now."""

    def quarter() -> None:
        for _round in range(5):
            counted: dict[str, int] = {}
            for found in _WORD.finditer(_WORK):
                word = found.group().casefold()
                counted[word] = counted.get(word, 0) + 1

    return 4 * seconds(quarter)


def units(call: Callable[[], object]) -> float:
    """Return how often the fixed piece of work would have fitted into one call."""
    before = unit()
    taken = seconds(call)
    return taken / max(before, unit())


def assert_within(call: Callable[[], object], most: float) -> None:
    """Fail when a call costs more than so many units (see `units`)."""
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=most) >= most:
        taken.append(units(call))
    assert min(taken) < most, f"{min(taken):.1f} units, of which {most:.1f} are too many"


def growth(ready: Callable[[int], Callable[[], object]], small: int, large: int) -> float:
    """Return how many times in proportion the cost grows from one size to another: 1 is in proportion.

    Parameters
    ----------
    ready
        Makes all that is needed at a size and returns the call whose cost counts.
    small, large
        The two sizes; a square grows ``large / small`` times in proportion.
    """
    return _mean(ready(large)) / _mean(ready(small)) * small / large


def assert_in_proportion(ready: Callable[[int], Callable[[], object]], small: int, large: int) -> None:
    """Fail when the cost of what `ready` makes grows faster than the size (see `growth`)."""
    ready(small)()  # what is loaded once is no cost of a size
    grown: list[float] = []
    while len(grown) < TRIES and min(grown, default=PROPORTION) >= PROPORTION:
        grown.append(growth(ready, small, large))
    assert min(grown) < PROPORTION, f"from {small} to {large} the cost grew {min(grown):.1f} times in proportion"


def _mean(call: Callable[[], object]) -> float:
    calls, taken = 0, 0.0
    while taken < MEASURABLE:
        taken += seconds(call)
        calls += 1
    return taken / calls
