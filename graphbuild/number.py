"""The number of a document: reads every spelling seen in documents, prints one normal form.

Party numbers put a hyphen before the type and a slash before the issuer and carry no year (``28-NQ/TU``); those of the
state put slashes first and hyphens later (``30/2020/NĐ-CP``, ``16/KH-MTTQ-BTT``, ``85/2015/QH13``, ``3861/UBND-NC``).
Writers swap the two, so the issuer's code decides. Sources: 36-HD/VPTW (2018), NĐ 30/2020/NĐ-CP, NĐ 78/2025/NĐ-CP.

Codes that differ from a known one only by case or by a missing stroke are that code (``ND-CP``, ``CT-TTG``), never one
that has a meaning of its own: TƯ is not TU, DA is not ĐA. Underscores, points and blanks may stand for the separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graphbuild.text import normalize
from graphbuild.vocabulary.bodies import organs_by_code, seats_by_code
from graphbuild.vocabulary.document_types import types_by_symbol
from graphbuild.vocabulary.wordings import wordings

_any = wordings("numbers").any_of
_YEAR = r"(?:19|20)\d\d"
# A serial begins where it does not continue a number, decimal or path, or right after "số" without a space. A point is
# of the Government's resolutions of 2025 (66.2/2025/NQ-CP), or separates thousands (1.224/QĐ-UBND).
_AFTER_WORD = "|".join(f"(?<={form}.)" for word in wordings("numbers")["before"] for form in (word, word.capitalize()))
_AFTER_FIRST_DIGIT = (
    rf"(?:(?<!(?:[^\W_]|[.,/-]).)|{_AFTER_WORD})\d{{0,4}}+"
    rf"(?:\.(?:\d{{1,2}}(?=[ ]?/[ ]?{_YEAR})|\d{{3}}(?=[ ]?[/-]))|[a-zA-Z](?![^\W\d_])|[ ][a-e](?=[ ]?[/-]))?"
)
# What can follow a serial at all: most digits of a text end here.
_SYMBOL_FOLLOWS = rf"(?=[ ]?[/_-][ ]?(?:[a-zđA-ZĐƯ]|{_YEAR})|[ ]?[A-ZĐƯ]|[.][a-zđA-ZĐ]|[ ]{_YEAR}[-/_ ])"
MAY_BEGIN = _AFTER_FIRST_DIGIT + _SYMBOL_FOLLOWS
"""The pattern that can match after the first digit of a number with a symbol, and after few other digits."""
_GAP = r"[ ]?[/_-][ ]?"
_STROKES = str.maketrans({"Đ": "D", "Ư": "U"})

# Issuers whose documents use the Party's form. MTTW is the Front's, and uses the state's.
_PARTY = re.compile(rf"(?:[A-ZĐ]*{_any('party_committees')}|{_any('party_bodies')})(?:-.*|\d*)")
_FRONT = re.compile(_any("front"))
_JOINT = re.compile(r"([-/_]+| )")


@cache
def number_pattern() -> re.Pattern[str]:
    """Return the pattern that finds numbers with a symbol in text in normal form (see `text.normalize`).

    Groups: serial, before_year, year, gap, type, separator, issuer (with a type), unit or office (without:
    ``143 TCTK/PPCĐ``, ``QH13``, ``UBND-NC``).
    """
    symbols = f"(?:(?i:{_in_any_case(code for code in types_by_symbol() if len(code) > 1)})|L)"
    known = rf"(?i:{_in_any_case(_issuer_codes())})\d{{0,3}}(?![^\W_])"
    # Capitals, with single lower-case letters or "&" between and after them (ThU, BGD&ĐT, TTg), a known code in any
    # case, and the assembly's with a space (QH 13). Atomic: nothing in it is read twice.
    code = (
        rf"(?>(?:{_any('assembly')}[ ](?=\d\d(?!\d))|[A-ZĐƯ]+(?:[a-zđ&]{{1,2}}[A-ZĐƯ]+)*[a-zđ]{{0,2}})"
        rf"\d{{0,3}}(?:(?![^\W_])|(?={_any('after')}))|{known})"
    )
    return re.compile(
        rf"""(?P<serial>\d{_AFTER_FIRST_DIGIT}){_SYMBOL_FOLLOWS}
             (?:-{_any("assembly_types")}(?=/{_YEAR}/{_any("assembly")}))?   # 30-NQ/2026/QH16 is 30/2026/QH16
             (?:(?P<before_year>{_GAP}|[ ](?={_YEAR}(?:{_GAP}|[ ]){symbols}[-/_. ]))(?P<year>{_YEAR})(?!\d))?
             (?:
                 # "06 HD/TW" and "81 TB TW" lost separators, "31/2025QĐ-UBND" too.
                 (?P<gap>{_GAP}|[ ](?={symbols}(?:{_GAP}|[ ]{known}))|\.(?={symbols}[-/.])|(?<=[/-]{_YEAR}))
                 (?P<type>{symbols})(?P<separator>{_GAP}|\.|[ ](?={known}))
                 (?P<issuer>{code}(?:(?:[-/_]|-[ ](?={known})|[ ]-(?={known})){code})*)
             |
                 (?:{_GAP}|[ ]|(?<=\d))(?P<unit>{code}(?:(?:[/_]|-[ ]?){code})+)  # 143 TCTK/PPCĐ, 1357TC/QĐ-TCT: old
             |
                 {_GAP}(?P<office>{code}(?:-[ ]?{code})*)
             )""",
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
    DocumentNumber(serial=30, letter='', year=2020, symbol='NĐ', issuer='CP', separator='-', misspelled=False)
    >>> str(DocumentNumber.parse("12-KH/UBND")), str(DocumentNumber.parse("5/2015/QH13"))
    ('12/KH-UBND', '05/2015/QH13')
    >>> str(DocumentNumber.parse("66.2/2025/NQ-CP")), str(DocumentNumber.parse("7/ct_ubnd"))
    ('66.2/2025/NQ-CP', '07/CT-UBND')
    >>> DocumentNumber.parse("320/2025/ND-CP") == DocumentNumber.parse("320/2025/NĐ-CP")
    True
    >>> DocumentNumber.parse("19/3/2020") is None
    True
    """

    serial: int
    letter: str
    """What belongs to the serial: a letter (30a), a point and a number (66.2), or nothing."""
    year: int | None
    symbol: str
    """The code of the type ("NQ", "CTr"); empty where the number has none (QH13, công văn)."""
    issuer: str
    """The code of the issuer and its unit: "TU", "MTTQ-BTT", "BTCTW-BTGTW"."""
    separator: str = field(default="-", compare=False)
    """The separator between type and issuer in numbers of the state: both 162/2004/TTLT/BQP-BTC and TTLT-BQP occur."""
    misspelled: bool = field(default=False, compare=False)
    """Whether it was read from another spelling than offices use: of letters, case or separators."""
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
    before_year: str | None,
    year: str | None,
    gap: str | None,
    symbol: str | None,
    separator: str | None,
    issuer: str | None,
    unit: str | None,
    office: str | None,
) -> DocumentNumber:
    """Return a number from the groups of `number_pattern`, in their order."""
    digits, letter = _serial(serial)
    printed = issuer or unit or office or ""
    codes = _codes(printed)
    odd = any(joint is not None and joint.strip() not in ("-", "/") for joint in (before_year, gap, separator))
    # "1.224" separates thousands.
    odd |= "_" in printed or " " in serial or ("." in serial and not letter)
    if symbol:
        type_code = _normal(symbol, types_by_symbol(), _symbols_by_capitals(), _symbols_by_plain_letters())
        odd |= type_code != symbol
    else:
        type_code, codes = _hidden_type(codes)
        odd |= bool(type_code)
    # Both styles of separators: "162/2004/TTLT/BQP-BTC" and, of several issuers, "505/QCPH/SGDĐT-CATP".
    slashes = "/" in (separator or "") and (year is not None or ("/" in (gap or "") and "-" in codes))
    return DocumentNumber(
        serial=digits,
        letter=letter,
        year=int(year) if year else None,
        symbol=type_code,
        issuer=codes,
        separator="/" if slashes else "-",
        misspelled=odd or (not unit and codes != printed.replace(" ", "")),
    )


def _serial(printed: str) -> tuple[int, str]:
    """Return a serial's number, and the letter or the point and number behind it."""
    head, point, behind = printed.partition(".")
    if point and len(behind) == 3:
        return int(head + behind), ""
    digits = re.match(r"\d+", printed)
    assert digits is not None  # the pattern begins with a digit
    return int(digits.group()), printed[digits.end() :].strip()


def _codes(printed: str) -> str:
    """Return the codes of issuers and units in their known spelling: "ubnd_VX" is UBND-VX, "QH 13" is QH13."""
    parts = _JOINT.split(printed)
    kept = [
        ("" if part == " " else "/" if "/" in part else "-") if at % 2 else _normal_issuer(part)
        for at, part in enumerate(parts)
    ]
    return "".join(kept).replace("--", "-")


def _hidden_type(codes: str) -> tuple[str, str]:
    """Return the type that lost its separator, and the issuer: "QĐUBND" is QĐ-UBND, "07CT-UBND" is 07/CT-UBND."""
    first, joint, rest = codes.partition("-")
    issuers = _issuer_codes()
    if joint and first in types_by_symbol() and re.split(r"[-/\d]", rest)[0] in issuers:
        return first, rest
    for symbol in types_by_symbol():
        issuer = first.removeprefix(symbol)
        if len(issuer) > 1 and issuer != first and first not in issuers and issuer in issuers:
            return symbol, issuer + joint + rest
    return "", codes


def _normal_issuer(code: str) -> str:
    letters = code.rstrip("0123456789")
    known = _normal(letters, _issuer_codes(), _issuers_by_capitals(), _issuers_by_plain_letters())
    return known + code[len(letters) :]


def _normal(code: str, known: Iterable[str], capitals: dict[str, str], plain: dict[str, str]) -> str:
    """Return the known code that a code is apart from case and, where only one is, apart from strokes; else itself."""
    if code in known:
        return code
    upper = code.upper()
    return capitals.get(upper) or plain.get(upper) or code


@cache
def _issuer_codes() -> frozenset[str]:
    numbers = wordings("numbers")
    listed = (numbers[group] for group in ("party_committees", "party_bodies", "assembly"))
    return frozenset([*seats_by_code(), *organs_by_code(), *(code for codes in listed for code in codes)])


@cache
def _issuers_by_capitals() -> dict[str, str]:
    return {code.upper(): code for code in _issuer_codes()}


@cache
def _issuers_by_plain_letters() -> dict[str, str]:
    return _without_strokes(_issuer_codes())


@cache
def _symbols_by_capitals() -> dict[str, str]:
    return {code.upper(): code for code in types_by_symbol()}


@cache
def _symbols_by_plain_letters() -> dict[str, str]:
    return _without_strokes(types_by_symbol())


def _without_strokes(codes: Iterable[str]) -> dict[str, str]:
    """Return the codes by their letters without strokes; none where two share them (TU and TƯ, DA and ĐA)."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(code.upper().translate(_STROKES), []).append(code)
    return {plain: shared[0] for plain, shared in found.items() if len(shared) == 1}


def _in_any_case(codes: Iterable[str]) -> str:
    """Return the pattern of some codes, with and without their strokes; the longest first."""
    longest_first = sorted(codes, key=lambda code: (-len(code), code))
    return "|".join(re.escape(code).replace("Đ", "[ĐD]").replace("Ư", "[ƯU]") for code in longest_first)


@lru_cache(maxsize=1 << 16)
def _parse(text: str) -> DocumentNumber | None:
    match = number_pattern().fullmatch(normalize(text).text.strip())
    return DocumentNumber.from_match(match) if match else None


@lru_cache(maxsize=1 << 12)
def _is_party_code(issuer: str) -> bool:
    return bool(_PARTY.fullmatch(issuer)) and not _FRONT.match(issuer)
