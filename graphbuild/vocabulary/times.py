"""Words by which texts express times."""

from __future__ import annotations

from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("times")


def _of(*groups: str) -> tuple[str, ...]:
    return tuple(word for group in groups for word in _WORDS[group])


TIME_WORDS = _of("day", "week", "month", "hour", "from_an_event", "quarter", "year")
"""Every time contains one of these, or a date in digits."""
_OFTEN = {
    "every": ("day", "week", "month", "quarter", "year"),
    "each": ("week", "month", "quarter", "school_term", "year"),
    "one": ("time", "week", "month", "quarter", "year"),
}
HABIT_WORDS = (
    # With the unit: "một" and "mỗi" alone are among the most frequent words.
    *(f"{word} {unit}" for group, units in _OFTEN.items() for word in _WORDS[group] for unit in _of(*units)),
    *_of("regularly", "constantly"),
)
"""Every recurring time contains one of these, or a slash before a unit ("01 lần/quý")."""
