"""Makes the IRIs of bodies, documents and citations: readable, ASCII, stable across builds."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import lru_cache
from urllib.parse import quote

from graphbuild.number import DocumentNumber
from graphbuild.text import ascii_slug, plain_name
from graphbuild.vocabulary.document_types import document_types

DEFAULT_BASE = "https://w3id.org/graphbuild/"
"""The beginning of all instance IRIs, unless a build sets its own."""

_LONGEST_SLUG = 60
# Of the bytes of UTF-8: ten times as fast as by characters, and a text is read as a whole.
_BLANKS_AND_MARKS = bytes(byte for byte in range(128) if not chr(byte).isalnum())


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
        Key of the committee or issuer whose number series it belongs to ("thanh-uy.hai-phong").
    kind
        Type code; the IRI contains its slug, because ĐA and DA are the same without diacritics.
    number
        Normal form of the number, or the title of a document without one.
    when
        What distinguishes it from the same number of another time: "khoa-xiii", "2024", or "".

    Examples
    --------
    >>> document_iri(DEFAULT_BASE, "trung-uong", "CT", "05-CT/TW", "khoa-xii")
    'https://w3id.org/graphbuild/document/trung-uong/chi-thi/5/khoa-xii'
    >>> document_iri(DEFAULT_BASE, "chinh-phu", "NĐ", "30/2020/NĐ-CP", "")
    'https://w3id.org/graphbuild/document/chinh-phu/nghi-dinh/30-2020'
    """
    slug = document_types()[kind].slug if kind in document_types() else "van-ban"
    return base + "document/" + "/".join(part for part in (series, slug, _local(number), when) if part)


class SaidIris:
    """Makes the IRIs of what documents say, each identified by its document and its words.

    The IRI, and every link to it, stays valid when a file is renamed or lines are inserted before the words. It does
    not depend on what a citation resolves to, so resolving it differently changes no link either.
    """

    def __init__(self, base: str) -> None:
        """Prepare to name the statements of one build; `base` is the base of all instances."""
        self._base = base
        self._said: Counter[str] = Counter()

    def iri(self, kind: str, document: str, *words: str) -> str:
        """Return the IRI of a statement; statements with equal words are numbered in their order.

        Parameters
        ----------
        kind
            ``citation``, ``obligation`` or ``reference``.
        document
            IRI of the document that contains it.
        words
            The sentence and the part of it that is meant.

        Examples
        --------
        >>> iris = SaidIris(DEFAULT_BASE)
        >>> first = iris.iri("citation", DEFAULT_BASE + "document/a", "Thực hiện  05-CT/TW", "05-CT/TW")
        >>> first == iris.iri("citation", DEFAULT_BASE + "document/a", "Thực hiện 05-CT/TW", "05-CT/TW")
        False
        >>> first == SaidIris("x:").iri("citation", "x:document/a", "Thực hiện 05-CT/TW", "05-CT/TW").replace(
        ...     "x:", DEFAULT_BASE
        ... )
        True
        """
        said = digest("\0".join((document.removeprefix(self._base), *(" ".join(part.split()) for part in words))))
        self._said[said] += 1
        count = self._said[said]
        return f"{self._base}{kind}/{said}" + (f"-{count}" if count > 1 else "")


def digest(text: str) -> str:
    """Return a short hash for what has no readable key (12 hexadecimal digits)."""
    return _digest(text.encode("utf-8", "surrogatepass"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


@lru_cache(maxsize=1 << 16)
def short_slug(text: str) -> str:
    """Return a slug of bounded length, with a hash where something was cut or nothing readable remained."""
    slug = ascii_slug(text)
    if slug and len(slug) <= _LONGEST_SLUG:
        return slug
    return f"{slug[:_LONGEST_SLUG].rsplit('-', 1)[0]}-{digest(text)}".lstrip("-")


def exact_slug(text: str) -> str:
    """Return a slug that no other name shares: "Thanh Hà" and "Thành Hạ" differ, and so do "a b" and "a-b".

    Examples
    --------
    >>> exact_slug("Thanh Hà") == exact_slug("Thành Hạ")
    False
    """
    return f"{short_slug(text)}-{digest(plain_name(text))[:6]}"


def corpus_slug(name: str) -> str:
    """Return the name of a corpus as used in IRIs; different names give different results.

    Examples
    --------
    >>> corpus_slug("van-ban-den")
    'van-ban-den'
    >>> corpus_slug("Văn bản đến") == corpus_slug("Vạn bản đen")
    False
    """
    slug = short_slug(name)
    return slug if slug == name else exact_slug(name)


def text_key(text: str) -> str:
    r"""Return the key of a text: the same for the same letters and digits, whatever their case, blanks and markup.

    Examples
    --------
    >>> text_key("# Quyết định\n\nĐiều 1.") == text_key("QUYẾT ĐỊNHĐiều 1")
    True
    """
    letters = text.lower().encode("utf-8", "surrogatepass").translate(None, _BLANKS_AND_MARKS)
    return _digest(letters) if letters else digest(text)


def _local(number: str) -> str:
    """Return the part of a number that its series and type do not contain: serial, year and unit."""
    parsed = DocumentNumber.parse(number)
    if parsed is None:
        return short_slug(number)
    unit = re.split(r"[-/]", parsed.issuer, maxsplit=1)[1:]
    parts = [f"{parsed.serial}{parsed.letter}", str(parsed.year or ""), *unit]
    return "-".join(ascii_slug(part) for part in parts if part)
