"""Makes the IRIs of bodies, documents and citations: readable, ASCII, the same from build to build."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

from graphbuild.number import DocumentNumber
from graphbuild.text import ascii_slug, plain_name
from graphbuild.vocabulary.document_types import document_types

DEFAULT_BASE = "https://w3id.org/graphbuild/"
"""What the IRIs of all instances begin with, unless a build sets its own."""

_LONGEST_SLUG = 60


def body_iri(base: str, *parts: str) -> str:
    """Return the IRI of a body from its committee, place and organ, the widest first.

    Examples
    --------
    >>> body_iri(DEFAULT_BASE, "huyen-uy.vinh-bao.hai-phong", "ban-thuong-vu")
    'https://w3id.org/graphbuild/body/huyen-uy.vinh-bao.hai-phong/ban-thuong-vu'
    """
    return base + "body/" + "/".join(quote(part, safe=".~-") for part in parts if part)


def document_iri(base: str, series: str, kind: str, number: str, when: str) -> str:
    """Return the IRI of a document.

    Parameters
    ----------
    base
        Base of all instances.
    series
        Key of the committee or issuer whose run of numbers it is ("thanh-uy.hai-phong").
    kind
        Type code; its slug stands in the IRI, because ĐA and DA are one without their marks.
    number
        Normal form of the number, or the title of a document without one.
    when
        What sets it apart from the same number of another time: "khoa-xiii", "2024", or "".

    Examples
    --------
    >>> document_iri(DEFAULT_BASE, "trung-uong", "CT", "05-CT/TW", "khoa-xii")
    'https://w3id.org/graphbuild/document/trung-uong/chi-thi/5/khoa-xii'
    >>> document_iri(DEFAULT_BASE, "chinh-phu", "NĐ", "30/2020/NĐ-CP", "")
    'https://w3id.org/graphbuild/document/chinh-phu/nghi-dinh/30-2020'
    """
    slug = document_types()[kind].slug if kind in document_types() else "van-ban"
    return base + "document/" + "/".join(part for part in (series, slug, _local(number), when) if part)


def citation_iri(base: str, source: str, start: int, end: int) -> str:
    """Return the IRI of a citation: the file and the characters are its identity, whatever it turns out to mean."""
    return f"{base}citation/{digest(f'{source} {start} {end}')}"


def obligation_iri(base: str, source: str, start: int, end: int) -> str:
    """Return the IRI of an obligation: the file and the characters are its identity."""
    return f"{base}obligation/{digest(f'{source} {start} {end}')}"


def digest(text: str) -> str:
    """Return a short hash for what has no readable key (12 hexadecimal digits)."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]


@lru_cache(maxsize=1 << 16)
def short_slug(text: str) -> str:
    """Return a slug of bounded length, with a hash where something was cut or nothing readable remained."""
    slug = ascii_slug(text)
    if slug and len(slug) <= _LONGEST_SLUG:
        return slug
    return f"{slug[:_LONGEST_SLUG].rsplit('-', 1)[0]}-{digest(text)}".lstrip("-")


def exact_slug(text: str) -> str:
    """Return a slug that no other name shares: "Thanh Hà" and "Thành Hạ" are two, as are "a b" and "a-b".

    Examples
    --------
    >>> exact_slug("Thanh Hà") == exact_slug("Thành Hạ")
    False
    """
    return f"{short_slug(text)}-{digest(plain_name(text))[:6]}"


def file_key(source: str) -> str:
    """Return the key that sets the unknown places of one file apart from those of all others."""
    return f"{short_slug(source)}-{digest(source)[:6]}"


def _local(number: str) -> str:
    """Return the part of a number that its series and type do not say: serial, year and unit."""
    parsed = DocumentNumber.parse(number)
    if parsed is None:
        return short_slug(number)
    unit = re.split(r"[-/]", parsed.issuer, maxsplit=1)[1:]
    parts = [f"{parsed.serial}{parsed.letter}", str(parsed.year or ""), *unit]
    return "-".join(ascii_slug(part) for part in parts if part)
