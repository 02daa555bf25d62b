"""What a label says about a task: before a colon under it ("Đơn vị chủ trì: …"), or at the head of a column."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, get_args

from graphbuild.vocabulary.wordings import wordings

Attribute = Literal["time", "lead", "support", "product", "task", "report"]
LONGEST_LABEL = 45
"""Maximum length of a label in characters."""
TASK_WORDS = tuple(dict.fromkeys(word.split()[0] for word in wordings("task_labels")["task"]))
"""First words of the labels of tasks: every header of a table of tasks has one of them."""
_MARKS = " *_:()-–"


@lru_cache(maxsize=1 << 12)
def attribute_of(label: str) -> Attribute | None:
    """Return what a label says about a task, None if it is none.

    Examples
    --------
    >>> attribute_of("**Đơn vị chủ trì**"), attribute_of("Cơ quan, đơn vị phối hợp thực hiện")
    ('lead', 'support')
    >>> attribute_of("Thời gian hoàn thành"), attribute_of("Sản phẩm dự kiến"), attribute_of("Ghi chú")
    ('time', 'product', None)
    """
    plain = " ".join(label.strip(_MARKS).lower().split())
    if len(plain) > LONGEST_LABEL:
        return None
    found = _label().fullmatch(plain)
    return next(attribute for attribute in get_args(Attribute) if attribute == found.lastgroup) if found else None


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of a label; the group that matched last names the attribute."""
    words = wordings("task_labels")
    join = r"(?:,? |/| ?[-–] ?| và )"
    role = words.any_of("leads", "supports")
    who = rf"{words.any_of('who')}(?:{join}{words.any_of('who')})*"
    forms = {
        "support": rf"(?:{who} )?{words.any_of('supports')}(?:{join}{role})*|{words.any_of('supports_alone')}",
        "lead": rf"{who} {words.any_of('leads')}(?:{join}{role})*(?: chính)?|{words.any_of('leads_alone')}"
        rf"|{words.any_of('leads')}(?:{join}{role})+",
        "time": rf"(?:dự kiến )?{words.any_of('when')}(?:{join}{words.any_of('when_more')})+"
        rf"|{words.any_of('when_alone')}",
        "product": rf"(?:dự kiến )?{words.any_of('product')}(?:{join}{words.any_of('product', 'product_more')})+"
        rf"|(?:dự kiến )?{words.any_of('product_alone')}",
        "task": rf"{words.any_of('task')}(?:{join}{words.any_of('task', 'task_more')})+|{words.any_of('task_alone')}"
        r"|tên nhiệm vụ",
        "report": words.any_of("report"),
    }
    return re.compile("|".join(f"(?P<{name}>{form})" for name, form in forms.items()))
