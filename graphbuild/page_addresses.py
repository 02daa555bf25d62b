"""The address of each document's and body's page in the site: readable, stable, and valid on every file system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from graphbuild.identifiers import digest
from graphbuild.model import Body, Document

DOCUMENTS, BODIES = "van-ban", "co-quan"
"""Folders of the site."""
PAGE_IMAGES = "trang"
"""Folder of the pictures of the pages of PDF files and scans."""

_LONGEST = 100
"""Maximum length of a file's name before its suffix; Windows opens no path longer than 260 characters."""
_UNSAFE = re.compile(r"[^a-z0-9._-]+")


class Addresses:
    """The pages of a site by the IRIs of their subjects; addresses are relative to the site's folder."""

    def __init__(self, documents: Sequence[Document], bodies: Sequence[Body], base: str) -> None:
        """Assign a page to every document and body; `base` is the beginning of their IRIs."""
        self._pages = {
            **_named(DOCUMENTS, (row.id for row in documents), f"{base}document/"),
            **_named(BODIES, (row.id for row in bodies), f"{base}body/"),
        }

    def __getitem__(self, iri: str) -> str:
        """Return the address of a page: ``van-ban/trung-uong_chi-thi_5_khoa-xii.html``."""
        return self._pages[iri]

    def items(self) -> Iterable[tuple[str, str]]:
        """Return all IRIs with their pages."""
        return self._pages.items()

    def get(self, iri: str | None) -> str | None:
        """Return the address of a page, None if the IRI has none."""
        return self._pages.get(iri or "")


def anchor(iri: str) -> str:
    """Return the anchor of a citation or task on a page, from its IRI.

    Examples
    --------
    >>> anchor("https://w3id.org/graphbuild/citation/0a1b2c3d4e5f-2"), anchor("x:/obligation/0a1b2c3d4e5f")
    ('vd-0a1b2c3d4e5f-2', 'nv-0a1b2c3d4e5f')
    """
    kind, name = iri.split("/")[-2:]
    return f"{'nv' if kind == 'obligation' else 'vd'}-{name}"


def line_anchor(number: int) -> str:
    """Return the anchor of a line of a text on its page, from its number."""
    return f"doan-{number}"


def page_anchor(number: int) -> str:
    """Return the anchor of a page of a PDF file or scan, from its number."""
    return f"trang-{number}"


def page_image(sha256: str, number: int) -> str:
    """Return the address of the picture of a page of a file, given the SHA-256 of its bytes; files alike share it.

    Examples
    --------
    >>> page_image("0a1b2c3d4e5f60718293a4b5c6d7e8f9", 3)
    'trang/0a1b2c3d4e5f6071-3.webp'
    """
    return f"{PAGE_IMAGES}/{sha256[:16]}-{number}.webp"


def page_words(sha256: str) -> str:
    """Return the address of the script that says where the words of a file are on its pages."""
    return f"{PAGE_IMAGES}/{sha256[:16]}.js"


def _named(folder: str, iris: Iterable[str], beginning: str) -> dict[str, str]:
    """Return the page of each IRI; an address that two of them would share is given to neither."""
    names = {iri: _name(iri.removeprefix(beginning)) for iri in iris}
    taken: dict[str, int] = {}
    for name in names.values():
        taken[name] = taken.get(name, 0) + 1
    unlike = {iri: name if taken[name] == 1 else f"{name[:80]}-{digest(iri)}" for iri, name in names.items()}
    return {iri: f"{folder}/{name}.html" for iri, name in unlike.items()}


def _name(local: str) -> str:
    name = _UNSAFE.sub("-", local.replace("/", "_").lower()).strip(".-") or "khong-ten"
    return name if len(name) <= _LONGEST else f"{name[:80].rstrip('.-')}-{digest(local)}"
