"""The text of a PDF file or scan page by page, beside the pictures of its pages, with the evidence framed in both."""

from __future__ import annotations

import posixpath
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from graphbuild.model import RECOGNISED, UNCERTAIN, Layout, Run, Span, Text
from graphbuild.page_addresses import page_anchor, page_image
from graphbuild.pages.marked_text import Mark, marked_text
from graphbuild.pages.page_frames import Frame, frames, line_numbers, lines, tags, text_edges

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
    images
        Addresses of the pictures that the site has.
    """
    numbered = {place.anchor: str(number) for number, place in enumerate(places, start=1)}
    # In a citation, of which each word counts, they make it uncertain as a whole.
    doubts = list(_doubts(layout, part, [place.span for place in places if place.kind == "cite"]))
    begins, parts = _pages_in(text, part)
    address = {number: page_image(text.sha256, number) for number in begins}
    shown = {number for number in begins if address[number] in images}
    edges = text_edges(layout, part)
    all_framed = _framed(text, layout, edges, places, doubts, numbered)
    framed = {page: groups for page, groups in all_framed.items() if page in shown}
    named = {group["anchor"] for groups in framed.values() for group in groups if group["id"]}

    def told(mark: Mark) -> Mark:
        """Return a mark with its number, and leading to its frame."""
        address = f"#k-{mark.anchor}" if mark.anchor in named and mark.address else mark.address
        return mark._replace(number=numbered.get(mark.anchor, ""), address=address)

    own_links = _by_page([told(mark) for mark in (*links, *_marks_of(doubts))], parts)
    own_stretches = _by_page([told(mark) for mark in stretches], parts)
    at_line = line_numbers(layout, part)
    pages = []
    for index, number in enumerate(begins):
        own = parts[index]
        inside = [place for place in places if own.start <= place.span.start < own.end]
        unsure = [doubt for doubt in doubts if own.start <= doubt.start < own.end]
        width, height = layout.pages[number - 1]
        pages.append(
            {
                "number": number,
                "anchor": page_anchor(number),
                "next": begins[index + 1] if index + 1 < len(begins) else None,
                "previous": begins[index - 1] if index else None,
                "image": posixpath.join("..", address[number]) if number in shown else None,
                "width": round(width),
                "height": round(height),
                "is_lying": width > height,
                "frames": framed.get(number, []),
                "text": marked_text(
                    text.content,
                    own_links[index],
                    own_stretches[index],
                    is_markdown=text.markup == "markdown",
                    by_line=True,
                    part=own,
                    attributes=lambda offset: f'data-from="{offset}"',
                ),
                "places": [
                    {
                        **place.entry,
                        "anchor": place.anchor,
                        "kind": place.kind,
                        "number": numbered[place.anchor],
                        "lines": _lines_of(layout, place.span, at_line, number),
                        "is_uncertain": place.is_uncertain,
                        "strip": _strip(framed.get(number, []), place.anchor, edges.get(number)),
                    }
                    for place in inside
                ],
                "doubts": [
                    {
                        "anchor": _doubt_anchor(doubt),
                        "words": doubt.of(text.content),
                        "confidence": round(100 * layout.confidence_of(doubt)),
                        "strip": _strip(framed.get(number, []), _doubt_anchor(doubt), edges.get(number)),
                    }
                    for doubt in unsure[:_MOST_DOUBTS]
                ],
                "doubt_count": len(unsure),
            }
        )
    return pages


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


def _strip(
    groups: Sequence[dict[str, Any]], anchor: str, edges: tuple[float, float] | None
) -> tuple[float, ...] | None:
    """Return the stretch of a page that shows what is framed, as wide as its text: for screens of phones."""
    boxes: list[Frame] = [box for group in groups if group["anchor"] == anchor for box in group["boxes"][:3]]
    if not boxes or edges is None:
        return None
    top, bottom = min(box.y for box in boxes), max(box.y + box.height for box in boxes)
    left, right = edges
    return tuple(round(share, 2) for share in (left - 1, top - 0.8, right - left + 2, bottom - top + 1.6))


def _lines_of(layout: Layout, span: Span, numbers: dict[int, int], page: int) -> str:
    """Return the lines of a page on which a place is: "4", "1–2"."""
    found = [numbers[run.start] for run in layout.runs(span) if run.page == page and run.start in numbers]
    if not found:
        return ""
    return str(found[0]) if found[0] == found[-1] else f"{found[0]}–{found[-1]}"
