"""Types of documents: the words that name them and the codes that stand for them in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graphbuild.vocabulary import read_rows

PRESS_ARTICLE = "BAO"
"""Code of the type of what no office issued."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type; quyết định and quy định of the Party are one, because they share code and run."""

    code: str
    words: tuple[str, ...]
    name_en: str
    slug: str
    """ASCII name in IRIs; of its own because ĐA (đề án) and DA (dự án) must stay apart."""
    symbols: tuple[str, ...]
    """What stands for it in a number: "NQ" in 28-NQ/TU."""
    bare: bool
    """Whether the word and a bare number name a document ("Chỉ thị 05") even without "số"."""
    directs: bool
    """Whether its parts hand out tasks unless their headings say otherwise."""

    @property
    def name(self) -> str:
        """Vietnamese name: "Nghị quyết"; "Quyết định / Quy định" for the type of two names."""
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
            name_en=row["name_en"],
            slug=row["slug"],
            symbols=tuple(filter(None, row["symbols"].split("|"))),
            bare=row["bare"] == "yes",
            directs=row["directs"] == "yes",
        )
        for row in read_rows("document_types.csv")
    }


@cache
def types_by_word() -> dict[str, DocumentType]:
    """Return the types by their words in lower case ("quy định" → QĐ)."""
    return {word.lower(): kind for kind in document_types().values() for word in kind.words}


@cache
def types_by_symbol() -> dict[str, tuple[DocumentType, ...]]:
    """Return the types that a symbol can stand for: "TT" is thông tri with the Party, thông tư with the state."""
    found: dict[str, tuple[DocumentType, ...]] = {}
    for kind in document_types().values():
        for symbol in kind.symbols:
            found[symbol] = (*found.get(symbol, ()), kind)
    return found
