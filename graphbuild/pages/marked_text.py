"""A document's text as HTML: every citation, body and task marked at its exact characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from graphbuild.model import Span
from graphbuild.page_addresses import line_anchor
from graphbuild.text.line_numbers import line_number, line_starts

_GAP = re.compile(r"\n[^\S\n]*\n\s*")
# Rows of a table stay together.
_GAP_OF_LINES = re.compile(r"(?<!\|)\n\s*|\n\s*(?![|\s])")

# Markup for bold, for a heading, and an escape of the next character.
_MARKDOWN = re.compile(r"\*\*|^#{1,6}[ ]+|\\(?=[*_#\[\]().+|>-])", re.MULTILINE)
_BOLD = re.compile(r"\*\*[^*]+\*\*")


class Mark(NamedTuple):
    """A marked stretch of the text."""

    start: int
    end: int
    """Offsets in code points, end exclusive."""
    kind: str
    """Class of the element."""
    anchor: str = ""
    """Anchor that links to it use."""
    address: str | None = None
    """Target of its link; None if it has none."""
    about: str = ""
    """Anchor of its explanation."""
    number: str = ""
    """Number that is shown before it."""

    def inside(self, part: Span) -> Mark:
        """Return as much of the mark as a part of the text has, at offsets of that part; only its beginning is named.

        Examples
        --------
        >>> Mark(5, 20, "duty", "nv-1").inside(Span(10, 30))
        Mark(start=0, end=10, kind='duty', anchor='', address=None, about='', number='')
        """
        start, end = max(self.start, part.start), min(self.end, part.end)
        whole = self if start == self.start else self._replace(anchor="", number="")
        return whole.moved(-part.start)._replace(start=start - part.start, end=end - part.start)

    def moved(self, distance: int) -> Mark:
        """Return the mark at other offsets."""
        return self._replace(start=self.start + distance, end=self.end + distance)


def marked_text(
    content: str,
    links: Sequence[Mark],
    stretches: Sequence[Mark],
    *,
    is_markdown: bool = False,
    by_line: bool = False,
    part: Span | None = None,
    attributes: Callable[[int], str] | None = None,
) -> Markup:
    r"""Return a text as HTML paragraphs; a blank line begins a new one.

    Parameters
    ----------
    content
        The text.
    links
        Citations and bodies; of overlapping ones the first given is marked, of the others only the beginning.
    stretches
        Tasks, around links; of one that overlaps an earlier one only the beginning is marked.
    is_markdown
        Whether the text has Markdown markup. It is kept in its position but hidden; headings and tables are set apart.
    by_line
        Whether each line is a paragraph; only the rows of a table stay together.
    part
        The part of the text to return, with the marks inside it; None for all of it.
    attributes
        Returns the attributes of the paragraph that begins at an offset of the text.

    Examples
    --------
    >>> links = [Mark(10, 18, "cite", "vd-1", "a.html")]
    >>> print(marked_text("Thực hiện 05-CT/TW.\n\n<b>", links, [Mark(0, 19, "duty", "nv-1")]))
    <p><span class="duty" id="nv-1">Thực hiện <a class="cite" id="vd-1" href="a.html">05-CT/TW</a>.</span></p>
    <p>&lt;b&gt;</p>
    """
    begin = 0
    if part is not None and part != (0, len(content)):
        content, begin = part.of(content), part.start
        links, stretches = ([mark.inside(part) for mark in marks] for marks in (links, stretches))
    inner = _apart(links)
    ordered = sorted(stretches, key=lambda mark: (mark.start, -mark.end))
    outer = _apart(ordered)
    kept = set(outer)
    kept.update(inner)
    beginning: dict[int, list[Mark]] = defaultdict(list)
    for mark in (*ordered, *links):
        if mark not in kept and mark.anchor:
            beginning[mark.start].append(mark)
    gaps = [match.span() for match in (_GAP_OF_LINES if by_line else _GAP).finditer(content)]
    hidden = [match.span() for match in _MARKDOWN.finditer(content)] if is_markdown else []
    cuts = {0, len(content), *(offset for gap in gaps for offset in gap), *beginning}
    cuts.update(offset for span in hidden for offset in span)
    cuts.update(offset for mark in (*inner, *outer) for offset in (mark.start, mark.end))
    writer = _Writer()
    of_gap, of_outer, of_inner, of_hidden = _Cursor(gaps), _Cursor(outer), _Cursor(inner), _Cursor(hidden)
    ends = iter([*(gap[0] for gap in gaps), len(content)])
    for start, end in pairwise(sorted(cuts)):
        for mark in beginning.get(start, ()):
            writer.place(mark)
        if of_gap.at(start) is not None:
            writer.end_paragraph()
            continue
        if not writer.is_open:
            paragraph = content[start : next((end for end in ends if end > start), None)]
            writer.begin_paragraph(
                _kind(paragraph) if is_markdown else "", attributes(begin + start) if attributes else ""
            )
        writer.mark(of_outer.at(start), of_inner.at(start))
        words = escape(content[start:end])
        writer.out.append(Markup("<i>{}</i>").format(words) if of_hidden.at(start) else words)
    writer.end_paragraph()
    return Markup("".join(writer.out).rstrip())


def paragraph_anchor(content: str, offset: int) -> str:
    """Return the attribute of the paragraph that begins at an offset of a text without pages."""
    return f'id="{line_anchor(line_number(content, offset))}"'


def line_anchors(content: str, part: Span, *, by_line: bool) -> list[Mark]:
    r"""Return the anchors of the lines in a part of a text that begin no paragraph; `by_line` as in `marked_text`.

    Examples
    --------
    >>> [(mark.anchor, mark.start) for mark in line_anchors("a\n b\n\nc\nd", Span(0, 9), by_line=False)]
    [('doan-2', 3), ('doan-5', 8)]
    """
    gaps = (_GAP_OF_LINES if by_line else _GAP).finditer(part.of(content))
    named = {line_number(content, offset) for offset in (part.start, *(part.start + gap.end() for gap in gaps))}
    marks = []
    for number, (start, end) in enumerate(pairwise([*line_starts(content), len(content) + 1]), start=1):
        if number in named or not part.start <= start < part.end:
            continue
        line = content[start : end - 1]
        first = start + len(line) - len(line.lstrip())
        if first < min(end - 1, part.end):
            marks.append(Mark(first, first, "", line_anchor(number)))
    return marks


class _Cursor:
    """Walks along non-overlapping stretches and returns the one that covers an offset; offsets must increase."""

    def __init__(self, stretches: Sequence[Any]) -> None:
        self._left = iter(stretches)
        self._next = next(self._left, None)

    def at(self, offset: int) -> Any:
        while self._next is not None and self._next[1] <= offset:
            self._next = next(self._left, None)
        return self._next if self._next is not None and self._next[0] <= offset else None


class _Writer:
    """Opens and closes elements so that they are always properly nested."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._paragraph = False
        self._outer: Mark | None = None
        self._inner: Mark | None = None
        self._named: set[str] = set()

    @property
    def is_open(self) -> bool:
        """Whether a paragraph has begun."""
        return self._paragraph

    def begin_paragraph(self, kind: str, attributes: str) -> None:
        """Begin a paragraph; `kind` is its class, "" for none."""
        told = ("p", f'class="{kind}"' if kind else "", attributes)
        self.out.append(f"<{' '.join(filter(None, told))}>")
        self._paragraph = True

    def mark(self, outer: Mark | None, inner: Mark | None) -> None:
        """Put the following text into these marks."""
        if outer != self._outer or inner != self._inner:
            self._end_inner()
        if outer != self._outer:
            self._end_outer()
            if outer is not None:
                self.out.append(f'<span class="{outer.kind}"{self._id(outer)}>')
                self._outer = outer
        if inner is not None and self._inner is None:
            about = f' data-about="{escape(inner.about)}"' if inner.about else ""
            address = f' href="{escape(inner.address)}"' if inner.address else ""
            self.out.append(f'<{_tag(inner)} class="{inner.kind}"{self._id(inner)}{address}{about}>')
            self._inner = inner

    def place(self, mark: Mark) -> None:
        """Add an anchor: the mark itself is not shown, because another one overlaps it."""
        self.out.append(f"<span{self._id(mark)}></span>")

    def end_paragraph(self) -> None:
        """Close all open elements."""
        self._end_inner()
        self._end_outer()
        if self._paragraph:
            self.out.append("</p>\n")
            self._paragraph = False

    def _end_inner(self) -> None:
        if self._inner is not None:
            self.out.append(f"</{_tag(self._inner)}>")
            self._inner = None

    def _end_outer(self) -> None:
        if self._outer is not None:
            self.out.append("</span>")
            self._outer = None

    def _id(self, mark: Mark) -> str:
        """Return the id of a mark, once: a mark across two paragraphs has two elements."""
        if not mark.anchor or mark.anchor in self._named:
            return ""
        self._named.add(mark.anchor)
        number = f' data-number="{escape(mark.number)}"' if mark.number else ""
        return f' id="{escape(mark.anchor)}"{number}'


def _kind(paragraph: str) -> str:
    """Return the class of a Markdown paragraph: a heading, a table, or "" for any other."""
    lines = paragraph.strip().splitlines()
    if lines and all(line.lstrip().startswith("|") for line in lines):
        return "rows"
    is_heading = all(line.startswith("#") or _BOLD.fullmatch(line.strip()) for line in lines)
    return "head" if lines and is_heading else ""


def _tag(mark: Mark) -> str:
    return "a" if mark.address else "span"


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return non-overlapping marks in the order of the text; of overlapping ones the first given is kept."""
    taken: list[Mark] = []
    covered: set[int] = set()
    for mark in marks:
        offsets = range(mark.start, mark.end)
        if offsets and covered.isdisjoint(offsets):
            covered.update(offsets)
            taken.append(mark)
    return sorted(taken)
