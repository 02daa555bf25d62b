"""The number of a document: reads every spelling seen in documents, prints one normal form.

Party numbers put a hyphen before the type and a slash before the issuer and carry no year (``28-NQ/TU``); those of the
state put slashes first and hyphens later (``30/2020/NĐ-CP``, ``16/KH-MTTQ-BTT``, ``85/2015/QH13``, ``3861/UBND-NC``).
Writers swap the two, so the issuer's code decides. Sources: 36-HD/VPTW (2018), NĐ 30/2020/NĐ-CP, NĐ 78/2025/NĐ-CP.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graphbuild.text import normalize
from graphbuild.vocabulary.document_types import types_by_symbol
from graphbuild.vocabulary.wordings import wordings

# Capitals, with single lower-case letters or "&" between them (ThU, BGD&ĐT), TTg, and the assembly's with a space (QH
# 13).
_any = wordings("numbers").any_of
_CODE = rf"(?:{_any('mixed_codes')}|{_any('assembly')}[ ](?=\d\d(?!\d))|[A-ZĐƯ]+(?:[a-zđ&][A-ZĐƯ]+)*)\d{{0,2}}"
# A serial begins where it does not continue a number, decimal or path, or right after "số" without a space.
_AFTER_WORD = "|".join(f"(?<={form}.)" for word in wordings("numbers")["before"] for form in (word, word.capitalize()))
_SERIAL = rf"\d(?:(?<![\w.,/-].)|{_AFTER_WORD})\d{{0,4}}[a-zA-Z]?"
_GAP = r"[ ]?[/-][ ]?"

# Issuers whose documents use the Party's form. MTTW is the Front's, and uses the state's.
_PARTY = re.compile(rf"(?:[A-ZĐ]*{_any('party_committees')}|{_any('party_bodies')})(?:-.*|\d*)")
_FRONT = re.compile(_any("front"))


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the pattern that finds numbers with a symbol in text in normal form (see `text.normalize`).

    Groups: serial, year, type, issuer (with a type), office (without: ``QH13``, ``UBND-NC``).
    """
    symbols = "|".join(sorted(types_by_symbol(), key=len, reverse=True))
    return re.compile(
        rf"""(?P<serial>{_SERIAL})
             (?:-{_any("assembly_types")}(?=/(?:19|20)\d\d/{_any("assembly")}))?   # 30-NQ/2026/QH16 is 30/2026/QH16
             (?:{_GAP}(?P<year>(?:19|20)\d\d)(?!\d))?
             (?:
                 (?:{_GAP}|[ ](?=(?:{symbols})[ ]?/))      # "06 HD/TW" lost its hyphen
                 (?P<type>{symbols})(?P<separator>{_GAP})
                 (?P<issuer>{_CODE}(?:[-/]{_CODE})*)
             |
                 (?:{_GAP}|[ ]|(?<=\d))(?P<unit>{_CODE}(?:[/-]{_CODE})+)     # 143 TCTK/PPCĐ, 1357TC/QĐ-TCT: before 1997
             |
                 {_GAP}(?P<office>{_CODE}(?:-{_CODE})*)
             )(?:(?!\w)|(?={_any("after")}))""",
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number with a symbol, split into its parts.

    Examples
    --------
    >>> str(DocumentNumber.parse("28 – NQ/TU")), str(DocumentNumber.parse("46/NQ-TW"))
    ('28-NQ/TU', '46-NQ/TW')
    >>> DocumentNumber.parse("30/2020/NĐ-CP")
    DocumentNumber(serial=30, letter='', year=2020, symbol='NĐ', issuer='CP', separator='-')
    >>> str(DocumentNumber.parse("12-KH/UBND")), str(DocumentNumber.parse("5/2015/QH13"))
    ('12/KH-UBND', '05/2015/QH13')
    >>> DocumentNumber.parse("19/3/2020") is None
    True
    """

    serial: int
    letter: str
    year: int | None
    symbol: str
    """The code of the type as printed ("NQ", "CTr"); empty where the number has none (QH13, công văn)."""
    issuer: str
    """The code of the issuer and its unit: "TU", "MTTQ-BTT", "BTCTW-BTGTW"."""
    separator: str = field(default="-", compare=False)
    """The separator between type and issuer in numbers of the state: both 162/2004/TTLT/BQP-BTC and TTLT-BQP occur."""
    _printed: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_printed", f"{self.serial:02d}{self.letter}{self.series}")

    @classmethod
    def parse(cls, text: str) -> DocumentNumber | None:
        """Return `text` as a number, in any spelling; None if it is not one."""
        return _parse(text)

    @classmethod
    def from_match(cls, match: re.Match[str]) -> DocumentNumber:
        """Return the number that a match of `number_pattern` found."""
        return _taken_apart(*match.groups())

    @property
    def of_party(self) -> bool:
        """Whether the number has the Party's form."""
        return bool(self.symbol) and _is_party_code(self.issuer)

    @property
    def series(self) -> str:
        """What follows the serial, the same for every document of one series: "-NQ/TU"."""
        if self.of_party:
            return f"-{self.symbol}/{self.issuer}"
        parts = [str(self.year)] if self.year else []
        return "/" + "/".join([*parts, f"{self.symbol}{self.separator}{self.issuer}" if self.symbol else self.issuer])

    def __str__(self) -> str:
        return self._printed


@lru_cache(maxsize=1 << 14)
def _taken_apart(
    serial: str,
    year: str | None,
    symbol: str | None,
    separator: str | None,
    issuer: str | None,
    unit: str | None,
    office: str | None,
) -> DocumentNumber:
    """Return a number from the groups of `number_pattern`, in their order."""
    letter = serial[-1] if serial[-1].isalpha() else ""
    return DocumentNumber(
        serial=int(serial.removesuffix(letter)),
        letter=letter,
        year=int(year) if year else None,
        symbol=symbol or "",
        issuer=(issuer or unit or office or "").replace(" ", ""),
        separator="/" if year and "/" in (separator or "") else "-",
    )


@lru_cache(maxsize=1 << 16)
def _parse(text: str) -> DocumentNumber | None:
    match = number_pattern().fullmatch(normalize(text).text.strip())
    return DocumentNumber.from_match(match) if match else None


@lru_cache(maxsize=1 << 12)
def _is_party_code(issuer: str) -> bool:
    return bool(_PARTY.fullmatch(issuer)) and not _FRONT.match(issuer)
