"""The text of a PDF file or scan page by page, beside the pictures of its pages, with the evidence framed in both."""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple, TypeVar

from graphbuild.model import RECOGNISED, UNCERTAIN, Layout, Run, Span, Text
from graphbuild.page_addresses import page_anchor, page_image
from graphbuild.pages.marked_text import Mark, marked_text
from graphbuild.pages.page_frames import Frame, frames, line_numbers, lines, tags, text_edges

Row = TypeVar("Row")

_MOST_DOUBTS = 12
"""Maximum number of uncertain places listed for one page; all of them are framed."""


class Place(NamedTuple):
    """A citation or task in the text."""

    span: Span
    anchor: str
    """Anchor of its words."""
    kind: str
    """Class of its frames."""
    entry: dict[str, Any]
    """What the list says of it."""
    is_uncertain: bool
    """Whether its words were recognised without certainty."""


def facts_of(text: Text, pages: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what kind of file with pages a text is from, which of them were recognised, and what is on `pages`."""
    count = len(text.layout.pages) if text.layout else 0
    recognised = next((note.detail for note in text.notes if note.code == RECOGNISED), None)
    is_whole = recognised == ("1" if count == 1 else f"1-{count}")
    return {
        "count": count,
        "is_scan": recognised is not None and is_whole,
        "recognised": recognised if not is_whole else None,
        "form": text.format.upper(),
        "citations": sum(place["kind"] == "cite" for page in pages for place in page["places"]),
        "doubts": sum(page["doubt_count"] + sum(one["is_uncertain"] for one in page["places"]) for page in pages),
    }


def pages_of(
    text: Text,
    layout: Layout,
    part: Span,
    links: Sequence[Mark],
    stretches: Sequence[Mark],
    places: Sequence[Place],
    heads: Sequence[Span],
    images: Collection[str],
) -> list[dict[str, Any]]:
    """Return the pages of a document for the template ``document_pages.html``.

    Parameters
    ----------
    text, layout
        The text of the file, and where its words are.
    part
        Where the document is in it.
    links, stretches
        The marks of `marked_text`.
    places
        The citations and tasks in the order of the text.
    heads
        Where the number or the day of the document is that nobody can be certain of.
    images
        Addresses of the pictures that the site has.
    """
    # In a citation, of which each word counts, they make it uncertain as a whole.
    doubts = list(_doubts(layout, part, [place.span for place in places if place.kind == "cite"]))
    numbers, parts = _pages_in(text, part)
    shown = {number: address for number in numbers if (address := page_image(text.sha256, number)) in images}
    evidence = _Evidence(text, layout, part, places, doubts, heads, shown)
    own_links = _by_page([evidence.told(mark) for mark in (*links, *_marks_of(doubts))], parts)
    own_stretches = _by_page([evidence.told(mark) for mark in stretches], parts)
    pages = []
    for index, (number, own) in enumerate(zip(numbers, parts, strict=True)):
        written = marked_text(
            text.content,
            own_links[index],
            own_stretches[index],
            is_markdown=text.markup == "markdown",
            by_line=True,
            part=own,
            attributes=lambda offset: f'data-from="{offset}"',
        )
        beside = {
            "previous": number - 1 if number - 1 in numbers else None,
            "next": number + 1 if number + 1 in numbers else None,
        }
        pages.append({**evidence.page(number, own), **beside, "text": written})
    return pages


class _Evidence:
    """What is framed on the pages of a document, and listed beside them."""

    def __init__(
        self,
        text: Text,
        layout: Layout,
        part: Span,
        places: Sequence[Place],
        doubts: Sequence[Span],
        heads: Sequence[Span],
        images: Mapping[int, str],
    ) -> None:
        self._text, self._layout, self._images = text, layout, images
        self._places, self._doubts, self._heads = places, doubts, heads
        self._numbers = {place.anchor: str(number) for number, place in enumerate(places, start=1)}
        self._edges = text_edges(layout, part)
        self._lines = line_numbers(layout, part)
        framed = _framed(text, layout, self._edges, places, doubts, self._numbers)
        self._framed = {page: groups for page, groups in framed.items() if page in images}
        self._named = {group["anchor"] for groups in self._framed.values() for group in groups if group["id"]}

    def told(self, mark: Mark) -> Mark:
        """Return a mark with its number, and leading to its frame."""
        address = f"#k-{mark.anchor}" if mark.anchor in self._named and mark.address else mark.address
        return mark._replace(number=self._numbers.get(mark.anchor, ""), address=address)

    def page(self, number: int, part: Span) -> dict[str, Any]:
        """Return one page: its picture with the frames, and the list of what is on it."""
        width, height = self._layout.pages[number - 1]
        places = _starting_in(part, self._places, key=lambda place: place.span.start)
        doubts = _starting_in(part, self._doubts, key=lambda doubt: doubt.start)
        return {
            "number": number,
            "anchor": page_anchor(number),
            "image": posixpath.join("..", self._images[number]) if number in self._images else None,
            "width": round(width),
            "height": round(height),
            "is_lying": width > height,
            "frames": self._framed.get(number, []),
            "places": [self._listed(place, number) for place in places],
            "doubts": [self._doubt(doubt, number) for doubt in doubts[:_MOST_DOUBTS]],
            "doubt_count": len(doubts),
        }

    def _listed(self, place: Place, number: int) -> dict[str, Any]:
        return {
            **place.entry,
            "anchor": place.anchor,
            "kind": place.kind,
            "number": self._numbers[place.anchor],
            "lines": _lines_of(self._layout, place.span, self._lines, number),
            "is_uncertain": place.is_uncertain,
            "strip": self._strip(place.anchor, number),
        }

    def _doubt(self, doubt: Span, number: int) -> dict[str, Any]:
        return {
            "anchor": _doubt_anchor(doubt),
            "words": doubt.of(self._text.content),
            "confidence": round(100 * self._layout.confidence_of(doubt)),
            "is_head": any(head.covers(doubt) for head in self._heads),
            "strip": self._strip(_doubt_anchor(doubt), number),
        }

    def _strip(self, anchor: str, number: int) -> tuple[float, ...] | None:
        """Return the stretch of a page that shows what is framed, as wide as its text: for screens of phones."""
        groups = [group for group in self._framed.get(number, ()) if group["anchor"] == anchor]
        boxes: list[Frame] = [box for group in groups for box in group["boxes"][:3]]
        if not boxes:
            return None
        top, bottom = min(box.y for box in boxes), max(box.y + box.height for box in boxes)
        left, right = self._edges[number]
        return tuple(round(share, 2) for share in (left - 1, top - 0.8, right - left + 2, bottom - top + 1.6))


def _pages_in(text: Text, part: Span) -> tuple[range, list[Span]]:
    """Return the numbers of the pages of a document, and the part of the text on each: empty for one without words."""
    pages = text.pages or (0,)
    first = bisect_left(pages, part.start)
    if first == len(pages) or pages[first] > part.start:
        first -= 1
    after = len(pages) if part.end == len(text.content) else bisect_left(pages, part.end)
    edges = [part.start, *pages[first + 1 : after], part.end]
    return range(first + 1, after + 1), [Span(start, end) for start, end in pairwise(edges)]


def _doubts(layout: Layout, part: Span, told: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches of one line whose recognition is uncertain, except those in what is framed anyway."""
    starts = [span.start for span in told]
    furthest = 0
    ends = [furthest := max(furthest, span.end) for span in told]
    for line in lines(layout.runs(part)):
        for is_doubtful, runs in groupby(line, key=lambda run: _is_doubtful(run, starts, ends)):
            if is_doubtful:
                stretch = list(runs)
                yield Span(stretch[0].start, stretch[-1].end)


def _is_doubtful(run: Run, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Tell whether a run is uncertain and outside the spans that start and, up to each, end at these offsets."""
    before = bisect_right(starts, run.start)
    return run.confidence < UNCERTAIN and (not before or ends[before - 1] <= run.start)


def _marks_of(doubts: Sequence[Span]) -> Iterator[Mark]:
    for doubt in doubts:
        yield Mark(doubt.start, doubt.end, "doubt", _doubt_anchor(doubt))


def _doubt_anchor(doubt: Span) -> str:
    return f"cc-{doubt.start}"


def _by_page(marks: Sequence[Mark], parts: Sequence[Span]) -> list[list[Mark]]:
    """Return the marks in each part of the text, a mark over several in each of them."""
    found: list[list[Mark]] = [[] for _part in parts]
    starts = [part.start for part in parts]
    for mark in marks:
        first = max(bisect_right(starts, mark.start) - 1, 0)
        for index in range(first, len(parts)):
            if index > first and parts[index].start >= mark.end:
                break
            found[index].append(mark)
    return found


def _framed(
    text: Text,
    layout: Layout,
    edges: dict[int, tuple[float, float]],
    places: Sequence[Place],
    doubts: Sequence[Span],
    numbers: dict[str, str],
) -> dict[int, list[dict[str, Any]]]:
    """Return the groups of frames on each page, with where their numbers stand."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    named: set[str] = set()
    told = [
        (place.span, place.anchor, f"{place.kind}{' uncertain' if place.is_uncertain else ''}", numbers[place.anchor])
        for place in places
    ]
    told += [(doubt, _doubt_anchor(doubt), "doubt", "?") for doubt in doubts]
    for span, anchor, kind, number in told:
        for page, boxes in frames(layout, text.content, span).items():
            # What goes on over the page has one group on each.
            found[page].append(
                {
                    "id": None if anchor in named else f"k-{anchor}",
                    "anchor": anchor,
                    "kind": kind,
                    "number": number,
                    "words": text.content[span.start : span.end],
                    "boxes": boxes,
                    "tag": None,
                }
            )
            named.add(anchor)
    for page, groups in found.items():
        numbered = [group for group in groups if group["number"] != "?"]
        places_of_tags = tags([group["boxes"][0] for group in numbered], edges[page][1])
        for group, tag in zip(numbered, places_of_tags, strict=True):
            group["tag"] = tag
    return found


def _starting_in(part: Span, ordered: Sequence[Row], key: Callable[[Row], int]) -> Sequence[Row]:
    """Return what starts in a part of the text, of things in the order of the text."""
    return ordered[bisect_left(ordered, part.start, key=key) : bisect_left(ordered, part.end, key=key)]


def _lines_of(layout: Layout, span: Span, numbers: dict[int, int], page: int) -> str:
    """Return the lines of a page on which a place is: "4", "1–2"."""
    found = [numbers[run.start] for run in layout.runs(span) if run.page == page and run.start in numbers]
    if not found:
        return ""
    return str(found[0]) if found[0] == found[-1] else f"{found[0]}–{found[-1]}"
