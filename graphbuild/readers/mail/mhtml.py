"""Web pages saved as one file (MHTML, RFC 2557), by browsers, or by Word under any name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.model import Markup
from graphbuild.readers.encoding.damage import sound_text
from graphbuild.readers.html.reader import decoded_page, page_text
from graphbuild.readers.mail.entity import Entity, entity_of
from graphbuild.readers.mail.fields import parameter
from graphbuild.readers.mail.roles import root_of
from graphbuild.readers.packages.package import damaged
from graphbuild.readers.reader import Content, Settings
from graphbuild.readers.signatures import is_saved_page

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class MhtmlReader:
    """Reads the page itself; its images, styles and frames are left out."""

    format: str = "mhtml"
    suffixes: tuple[str, ...] = (".mht", ".mhtml")
    markup: Markup = "markdown"
    own_offsets: bool = False

    def recognises(self, data: bytes) -> bool:
        """Tell whether the file begins with the head of a saved page."""
        return is_saved_page(data)

    def read(self, data: bytes, source: str, settings: Settings) -> Content:
        r"""Return the text of a page.

        Raises
        ------
        InputError
            ``damaged``: there is no page in it; ``bomb``: it has too many parts; ``charset`` or ``encoding``, as in
            `graphbuild.readers.formats.read_bytes`.

        Examples
        --------
        >>> saved = b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>\xc4\x90 <b>A"
        >>> MhtmlReader().read(saved, "a.mht", Settings()).text
        'Đ A'
        """
        page = next(_pages(entity_of(data, source)), None)
        if page is None:
            raise damaged(source)
        decoded = decoded_page(page.content(), source, parameter(page.head, "content-type", "charset"))
        text, notes = sound_text(page_text(decoded.content), source, convert=settings.convert_legacy)
        return Content(text, decoded.encoding, notes=notes)


def _pages(entity: Entity) -> Iterator[Entity]:
    """Yield the pages in a message, the root before the others."""
    if entity.type in _PAGES:
        yield entity
    root = root_of(entity) if entity.parts else None
    for part in sorted(entity.parts, key=lambda part: part is not root):
        yield from _pages(part)
