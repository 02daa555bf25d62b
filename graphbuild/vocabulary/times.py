"""Words by which texts express times."""

from __future__ import annotations

from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("times")

TIME_WORDS = tuple(
    word for group in ("day", "week", "month", "hour", "from_an_event", "quarter", "year") for word in _WORDS[group]
)
"""Every time contains one of these, or a date in digits."""
HABIT_WORDS = tuple(word for group in ("every", "each", "one", "regularly", "constantly") for word in _WORDS[group])
"""Every recurring time contains one of these, or a slash before a unit ("01 lần/quý")."""
