"""The words for the codes of our tables, in the user's language: what every command shows to people."""

from __future__ import annotations

from functools import cache

from graphbuild.messages import _, language
from graphbuild.vocabulary.evidence import grounds
from graphbuild.vocabulary.relations import relations
from graphbuild.vocabulary.schemes import concepts


def label(code: str) -> str:
    """Return the words for a code of a closed list, a relation or a ground, for another word that word itself.

    Examples
    --------
    >>> label("later"), label("replaces")
    ('ban hành sau văn bản viện dẫn', 'thay thế')
    """
    if code in grounds():
        ground = grounds()[code]
        return ground.label_en if language() == "en" else ground.label
    if code in relations():
        relation = relations()[code]
        return relation.label_en if language() == "en" else relation.label
    for scheme in ("finding", "place-evidence"):
        if code in concepts(scheme):
            concept = concepts(scheme)[code]
            return concept.label_en if language() == "en" else concept.label
    return _others(language()).get(code, code)


def day_text(day: str | None) -> str:
    """Return a day, month or year as offices write it: a zero before the day and before January and February only.

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


def count_text(count: int) -> str:
    """Return a count with its digits grouped as the user's language groups them.

    Examples
    --------
    >>> count_text(1234567)
    '1.234.567'
    """
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if language() == "vi" else grouped


@cache
def _others(_language: str) -> dict[str, str]:
    return {
        "in_corpus": _("in the corpus"),
        "known": _("a known document"),
        "cited_only": _("only cited"),
        "ambiguous": _("ambiguous"),
        "unresolved": _("unresolved"),
        "replaced": _("replaced"),
        "repealed": _("repealed"),
        "numbered": _("by number"),
        "named": _("by name"),
        "anaphor": _("a later, shortened mention"),
        "central": _("central"),
        "province": _("province"),
        "district": _("district"),
        "commune": _("commune"),
        "grassroots": _("grassroots"),
    }
