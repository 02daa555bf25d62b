"""The pages of a scan recognised in parallel, for PDF files and pictures alike, and what is told of them."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

from PIL import Image

from graphbuild.model import Note, PageSize
from graphbuild.readers.ocr.page_cache import PageCache
from graphbuild.readers.ocr.recognition import Recognised, recognised
from graphbuild.readers.ocr.repairs import repaired
from graphbuild.readers.ocr.tesseract import Seen, Tesseract, UnreadError, installed
from graphbuild.readers.pages.page import Page
from graphbuild.readers.pages.ranges import ranges
from graphbuild.readers.pages.words import Rule, Word
from graphbuild.readers.reader import Settings

_UNCERTAIN = 0.885
"""Mean certainty of the words of a page below which a person should compare them with the page: those of
scans at 200 and 300 dpi have .89 to .96, those at 100 dpi .88 to .92."""


class PageToRead(NamedTuple):
    """A page that is to be recognised, if it has not been before."""

    number: int
    """From 1."""
    size: PageSize
    picture: Callable[[], Image.Image]
    """Makes its picture, in RGB or shades of grey, at about 300 dpi; raises ``OSError`` or ``ValueError`` if it is
    broken. Called in the thread that asks for the pages, and only for pages that are not in the cache."""


@dataclass(slots=True)
class RecognisedPage:
    """A page that was recognised."""

    number: int
    page: Page
    """Without words if it could not be read."""
    is_read: bool
    repaired: int
    """Number of words that were repaired."""

    @property
    def is_uncertain(self) -> bool:
        """Whether its words are recognised poorly."""
        words = self.page.words
        letters = sum(len(word.text) for word in words)
        return bool(words) and sum(len(word.text) * word.confidence for word in words) < _UNCERTAIN * letters


def recognised_pages(
    pages: Iterable[PageToRead], data: bytes, source: str, settings: Settings
) -> Iterator[RecognisedPage]:
    """Yield the given pages of a file in their order, each with its words.

    Parameters
    ----------
    pages
        The pages; no more of them are rendered than are being recognised.
    data
        The whole file: it tells its pages from those of others in the cache.
    source
        Its name in messages.
    settings
        How many pages are recognised at a time, and where they are kept; `Settings.step` is called after each.

    Raises
    ------
    InputError
        ``no-ocr``: Tesseract, or its data for Vietnamese, is not installed.
    """
    tesseract = installed(source)
    kept = PageCache(settings.cache, hashlib.sha256(data).hexdigest(), tesseract)
    waiting: deque[tuple[PageToRead, Future[Recognised | None]]] = deque()
    with ThreadPoolExecutor(settings.jobs) as threads:
        try:
            for page in pages:
                waiting.append((page, _begun(page, kept, tesseract, threads)))
                while len(waiting) > settings.jobs:
                    yield _finished(*waiting.popleft(), settings)
            while waiting:
                yield _finished(*waiting.popleft(), settings)
        finally:
            threads.shutdown(cancel_futures=True)


def notes_of(pages: Iterable[RecognisedPage]) -> list[Note]:
    """Return what is to be told of recognised pages."""
    pages = list(pages)
    repaired_words = sum(page.repaired for page in pages)
    told = (
        ("recognised_text", ranges([page.number for page in pages if page.is_read])),
        ("repaired_text", str(repaired_words) if repaired_words else ""),
        ("uncertain_text", ranges([page.number for page in pages if page.is_uncertain])),
        ("unread_pages", ranges([page.number for page in pages if not page.is_read])),
    )
    return [Note(code, detail) for code, detail in told if detail]


def _begun(
    page: PageToRead, kept: PageCache, tesseract: Tesseract, threads: ThreadPoolExecutor
) -> Future[Recognised | None]:
    found = kept.get(page.number)
    if found is None:
        try:
            image = page.picture()
        except (OSError, ValueError):
            image = None
        if image is not None:
            return threads.submit(_read, page, image, kept, tesseract)
    done: Future[Recognised | None] = Future()
    done.set_result(found)
    return done


def _read(page: PageToRead, image: Image.Image, kept: PageCache, tesseract: Tesseract) -> Recognised | None:
    """Return what is on a page in points, and keep it; None if it cannot be read."""
    try:
        words, rules, turns = recognised(image, tesseract)
    except UnreadError:
        return None
    x, y = page.size.width / image.width, page.size.height / image.height
    if turns % 2:
        x, y = y, x
    found = Recognised(
        [Seen(text, sure, x0 * x, y0 * y, x1 * x, y1 * y) for text, sure, x0, y0, x1, y1 in words],
        [Rule(x0 * x, y0 * y, x1 * x, y1 * y) for x0, y0, x1, y1 in rules],
        turns,
    )
    kept.put(page.number, found)
    return found


def _finished(page: PageToRead, result: Future[Recognised | None], settings: Settings) -> RecognisedPage:
    found = result.result()
    settings.step()
    if found is None:
        return RecognisedPage(page.number, Page(page.size), is_read=False, repaired=0)
    words, count = repaired([Word(word.text, *word[2:], confidence=word.confidence) for word in found.words])
    return RecognisedPage(page.number, Page(page.size, words, found.rules, found.turns), is_read=True, repaired=count)
