"""The states of a task that an office can choose in its workbook; no document states any."""

from __future__ import annotations

from functools import cache

from graphbuild.messages import language
from graphbuild.vocabulary import read_rows


def task_states() -> list[str]:
    """Return the states in the user's language, in the order of a task's life.

    Examples
    --------
    >>> task_states()
    ['Chưa triển khai', 'Đang thực hiện', 'Trình ký', 'Hoàn thành', 'Tạm dừng']
    """
    return [row["label_en" if language() == "en" else "label"] for row in read_rows("task_states.csv")]


@cache
def words_of_done() -> tuple[str, ...]:
    """Return what says in either language that a task is done.

    Examples
    --------
    >>> words_of_done()
    ('Hoàn thành', 'Done', 'Đã hoàn thành', 'Xong', 'Đã xong', 'Completed')
    """
    rows = [row for row in read_rows("task_states.csv") if row["done"]]
    words = (word for row in rows for word in (row["label"], row["label_en"], *row["other_words"].split("|")))
    return tuple(filter(None, words))
