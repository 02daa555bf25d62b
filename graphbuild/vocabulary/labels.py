"""Labels for the codes of our tables, in the user's language: what every command displays."""

from __future__ import annotations

from graphbuild.messages import language
from graphbuild.model import Note
from graphbuild.vocabulary.schemes import both_labels


def label(scheme: str, code: str) -> str:
    """Return the label of a code of a closed list in the user's language; an unknown code is returned unchanged.

    Examples
    --------
    >>> label("ground", "later"), label("relation", "replaces"), label("kind", "?")
    ('ban hành sau văn bản viện dẫn', 'thay thế', '?')
    """
    vietnamese, english = both_labels(scheme, code)
    return english if language() == "en" else vietnamese


def day_text(day: str | None) -> str:
    """Return a date, month or year as offices write it: zeros before days, and before the months 1 and 2 only.

    Examples
    --------
    >>> day_text("2024-06-05"), day_text("2024-02-12"), day_text("2024-11"), day_text("2011"), day_text(None)
    ('05/6/2024', '12/02/2024', '11/2024', '2011', '')
    """
    if not day:
        return ""
    year, _dash, rest = day.partition("-")
    month, _dash, date = rest.partition("-")
    if not month:
        return year
    month = month if int(month) < 3 else str(int(month))
    return f"{date}/{month}/{year}" if date else f"{month}/{year}"


def detail_text(detail: str) -> str:
    """Return the detail of a finding as it is shown: a date as offices write it, words as they are.

    Examples
    --------
    >>> detail_text("2024-06-05"), detail_text("Nghị định 98/2020/ND-CP")
    ('05/6/2024', 'Nghị định 98/2020/ND-CP')
    """
    return day_text(detail) if detail[:4].isdigit() and detail.replace("-", "").isdigit() else detail


def note_text(note: Note) -> str:
    """Return in the user's language what a reader tells of a file.

    Examples
    --------
    >>> note_text(Note("recognised_text", "1–3")), note_text(Note("macros"))
    ('chữ do máy nhận dạng: 1–3', 'tệp có macro; không chạy')
    """
    return ": ".join(filter(None, (label("finding", note.code), note.detail)))


def count_text(count: int) -> str:
    """Return a number with its digits grouped as in the user's language.

    Examples
    --------
    >>> count_text(1234567)
    '1.234.567'
    """
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if language() == "vi" else grouped
