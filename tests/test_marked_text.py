"""A text as HTML: nothing is lost or added, whatever is marked in it, and Markdown's own signs are out of sight."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from graphbuild.pages.marked_text import Mark, marked_text

texts = st.text(alphabet="ab đ*#|\\\n<&_", max_size=60)
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


def marks(places: list[tuple[int, int]], length: int, kind: str) -> list[Mark]:
    ordered = [(min(a, b, length), min(max(a, b), length)) for a, b in places]
    return [Mark(start, end, kind, f"{kind}-{number}") for number, (start, end) in enumerate(ordered) if start < end]


@given(texts, spans, spans, st.booleans())
def test_the_text_is_whole(content: str, links: list[tuple[int, int]], tasks: list[tuple[int, int]], md: bool) -> None:
    page = marked_text(content, marks(links, len(content), "cite"), marks(tasks, len(content), "duty"), is_markdown=md)
    shown = "".join(html.fromstring(f"<div>{page}</div>").itertext())
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", content)


@given(texts, spans, spans)
def test_every_mark_can_be_led_to(content: str, links: list[tuple[int, int]], tasks: list[tuple[int, int]]) -> None:
    inner, outer = marks(links, len(content), "cite"), marks(tasks, len(content), "duty")
    page = html.fromstring(f"<div>{marked_text(content, inner, outer)}</div>")
    assert sorted(page.xpath("//@id")) == sorted(mark.anchor for mark in (*inner, *outer))


@pytest.mark.parametrize(
    ("content", "shown", "kind"),
    [
        ("# KẾ HOẠCH", "KẾ HOẠCH", "head"),
        ("**NGHỊ QUYẾT**", "NGHỊ QUYẾT", "head"),
        ("Giao **Ban Tổ chức** báo cáo", "Giao Ban Tổ chức báo cáo", None),
        ("\\* Ghi chú", "* Ghi chú", None),
        ("| TT | Việc |\n|---|---|\n| 1 | Họp |", "| TT | Việc |\n|---|---|\n| 1 | Họp |", "rows"),
        ("2 * 3 và #5", "2 * 3 và #5", None),
    ],
)
def test_signs_of_markdown_are_out_of_sight(content: str, shown: str, kind: str | None) -> None:
    (paragraph,) = html.fragments_fromstring(marked_text(content, [], [], is_markdown=True))
    for sign in paragraph.xpath("//i"):
        sign.text = ""
    assert paragraph.text_content() == shown
    assert paragraph.get("class") == kind


def test_a_plain_text_keeps_its_stars() -> None:
    assert "<i>" not in marked_text("**a**", [], [])
