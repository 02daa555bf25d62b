"""Types of documents: the words that name them and their codes in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_rows

CONSOLIDATED = "VBHN"
"""Type code of a consolidated text: its words are those of the act that it consolidates."""
PRESS_ARTICLE = "BAO"
"""Type code of what no office issued."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type; quyết định and quy định of the Party are one, because they share code and series."""

    code: str
    words: tuple[str, ...]
    words_en: tuple[str, ...]
    """The words for it on English pages ("Decree")."""
    name_en: str
    slug: str
    """ASCII name in IRIs; a column of its own because ĐA (đề án) and DA (dự án) must stay distinct."""
    symbols: tuple[str, ...]
    """Its code in a number: "NQ" in 28-NQ/TU."""
    bare: bool
    """Whether the word and a bare number name a document ("Chỉ thị 05") without "số"."""
    only_issuer: str
    """The code of the only issuer of such documents ("CP"), "" if there are several."""
    directs: bool
    """Whether its parts assign tasks unless their headings say otherwise."""

    @property
    def name(self) -> str:
        """Vietnamese name: "Nghị quyết"; "Quyết định / Quy định" for the type with two names."""
        return " / ".join(self.words) if self.code == "QĐ" else self.words[-1]


@cache
def document_types() -> dict[str, DocumentType]:
    """Return the types by code.

    Examples
    --------
    >>> document_types()["NQ"].name
    'Nghị quyết'
    """
    return {
        row["code"]: DocumentType(
            code=row["code"],
            words=tuple(row["words"].split("|")),
            words_en=tuple(filter(None, row["words_en"].split("|"))),
            name_en=row["name_en"],
            slug=row["slug"],
            symbols=tuple(filter(None, row["symbols"].split("|"))),
            bare=row["bare"] == "yes",
            only_issuer=row["only_issuer"],
            directs=row["directs"] == "yes",
        )
        for row in read_rows("document_types.csv")
    }


@cache
def types_by_word() -> dict[str, DocumentType]:
    """Return the types by their words in lower case ("quy định" → QĐ)."""
    return {word.lower(): kind for kind in document_types().values() for word in kind.words}


@cache
def types_by_english_word() -> dict[str, DocumentType]:
    """Return the types by their English words in lower case ("decree" → NĐ)."""
    return {word.lower(): kind for kind in document_types().values() for word in kind.words_en}


@cache
def types_by_symbol() -> dict[str, tuple[DocumentType, ...]]:
    """Return the types that a symbol can stand for: "TT" is thông tri of the Party, thông tư of the state."""
    found: dict[str, tuple[DocumentType, ...]] = {}
    for kind in document_types().values():
        for symbol in kind.symbols:
            found[symbol] = (*found.get(symbol, ()), kind)
    return found
