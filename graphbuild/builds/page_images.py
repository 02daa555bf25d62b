"""Pictures of the pages of PDF files and scans in the site: evidence is the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from graphbuild.model import UNCERTAIN, Citation, Obligation, Records, Span, Text
from graphbuild.page_addresses import PAGE_IMAGES, page_image

PageImages = Literal["all", "evidence", "none"]
"""Which pages the site shows as pictures: all, those with a citation, a task or uncertain words and each first one, or
none."""

Pictures = Callable[[str, Sequence[int]], Iterable[bytes]]
"""Returns the pictures of pages of a file of the corpus, given its path there and their numbers."""


def write_page_images(
    records: Records, texts: Mapping[str, Text], site: Path, which: PageImages, pictures: Pictures
) -> dict[str, object]:
    """Write the pictures of pages into a site, and return what the report tells of them.

    A file whose pages cannot be shown is told there; its text is on its page all the same.

    Parameters
    ----------
    records
        The graph: its citations and tasks are the evidence.
    texts
        The text of each file, by its path in the corpus.
    site
        Folder of the site.
    which
        Which pages.
    pictures
        Returns the pictures.
    """
    wanted = _wanted(records, texts, which)
    if wanted:
        (site / PAGE_IMAGES).mkdir(parents=True, exist_ok=True)
    count, size, failed = 0, 0, []
    for source, numbers in sorted(wanted.items()):
        try:
            for number, picture in zip(numbers, pictures(source, numbers), strict=True):
                (site / page_image(texts[source].sha256, number)).write_bytes(picture)
                count, size = count + 1, size + len(picture)
        except Exception:  # whatever a library makes of a file that was read before
            failed.append(source)
    return {"pages": count, "bytes": size, "failed": failed}


def _wanted(records: Records, texts: Mapping[str, Text], which: PageImages) -> dict[str, list[int]]:
    """Return the numbers of the pages to show of each file, in order."""
    shown = {row.id: row for row in records.documents if row.source and which != "none"}
    numbers: dict[str, set[int]] = defaultdict(set)
    for row in shown.values():
        text = texts[row.source or ""]
        if text.layout is not None and which == "all":
            numbers[text.source].update(range(1, len(text.layout.pages) + 1))
        elif text.layout is not None:
            whole = Span(row.start or 0, len(text.content) if row.end is None else row.end)
            runs = text.layout.runs(whole)
            numbers[text.source].update(run.page for run in runs[:1])
            # Whoever reads words that may be wrong needs the page.
            numbers[text.source].update(run.page for run in runs if run.confidence < UNCERTAIN)
    evidence: list[Citation | Obligation] = [*records.citations, *records.obligations]
    for one in evidence:
        layout = texts[one.source].layout
        is_shown = one.document in shown and shown[one.document].shows(one.source, one.start)
        if layout is not None and is_shown and not (isinstance(one, Citation) and one.kind == "self"):
            numbers[one.source].update(run.page for run in layout.runs(Span(one.start, one.end)))
    return {source: sorted(pages) for source, pages in numbers.items()}
