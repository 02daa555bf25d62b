"""Words by which texts tell times."""

from __future__ import annotations

from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("times")

TIME_WORDS = tuple(
    word for group in ("day", "week", "month", "hour", "from_an_event", "quarter", "year") for word in _WORDS[group]
)
"""One of these, or a date in digits, stands in every time."""
HABIT_WORDS = tuple(word for group in ("every", "each", "one", "regularly", "constantly") for word in _WORDS[group])
"""One of these, or a slash before a unit ("01 lần/quý"), stands in all that comes again and again."""
