"""Finds citations of particular documents that have no number: by their name, congress, plenum or year.

Shapes read (annotation guideline §3, domain table of forms):

- laws, codes, ordinances and the constitution: "Luật Lưu trữ", "Bộ luật Dân sự năm 2015", "Luật sửa đổi, bổ sung một số
  điều của Luật Bầu cử … ngày 24/6/2025" (the law inside is a citation of its own);
- statutes: "Điều lệ Đảng", "Điều lệ Mặt trận Tổ quốc Việt Nam";
- congress and plenum: "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX, nhiệm kỳ 2025 - 2030", "Nghị quyết Trung ương 4 khóa
  XII", "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XI";
- programme, rules and resolution of a stated body or year: "Chương trình công tác năm 2025", "Quy chế làm việc của Ban
  Chấp hành Đảng bộ tỉnh khóa XIX", "Nghị quyết của Ban Chấp hành Đảng bộ huyện khóa XXVI";
- a text that a decision issues: "ban hành Quy chế quản lý …", and its later mentions under the same name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.dates import STATED_DAY, read_day
from graphbuild.extraction.word_index import ISSUES, RESOLUTION_CODE, WordIndex
from graphbuild.model import BodyName, Span
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.document_types import types_by_word
from graphbuild.vocabulary.law_names import law_name_at
from graphbuild.vocabulary.terms import to_roman

_LAW = re.compile(r"\b(?<!pháp )(?P<word>Bộ [lL]uật|Luật|Pháp [lL]ệnh|BỘ LUẬT|LUẬT|PHÁP LỆNH)[ ]")
_LAW_WORDS = ("luật", "bộ luật", "pháp lệnh")
_AMENDING = re.compile(r"(?:sửa đổi|bổ sung)(?:[ ]?,[ ]bổ sung)?(?:[ ]một số điều)?[ ]của[ ](?:các[ ])?", re.IGNORECASE)
# A law of many amends others by their subject only.
_AMENDED_BY_SUBJECT = re.compile(
    r"luật liên quan đến[ ](?:(?![,;.(\n]|ngày\b|năm\b|số\b)[^\n]){3,120}?(?=[ ]?[,;.(\n]|[ ](?:ngày|năm|số)\b)"
)
_NEXT_AMENDED = re.compile(r"(?:[ ]?,[ ]|[ ]và[ ]|[ ]?,[ ]và[ ])(?=(?:Bộ luật|Luật|Pháp lệnh)[ ])")
# Words that begin no name, and words at which an unlisted name ends.
_NO_NAME = re.compile(
    r"(?:sư|gia|pháp|lệ|định|này|nói|nêu|trên|số|của|và|về|hiện|quy định|được|đã|có|do|tại|khi|là|cho|các|đó|khác)\b"
)
_UNLISTED = re.compile(
    r"(?!(?:số|ngày|năm|được|đã|quy định|có hiệu lực|về|của|do|tại|khi|thì|này|trong|theo|để|là|cho|bởi|hiện|phải|như"
    r"|với|từ|và|hoặc|nhằm|cũng|còn|trên|đang|sẽ|không|nêu|gồm|thi hành|hướng dẫn|ban hành|sau đây"
    r"|Luật|Bộ|Pháp lệnh|Nghị|Thông|Quyết|Chỉ thị|Căn cứ)\b)[^\W\d_]+"
)
_LONGEST_UNLISTED = 10
# The day after an unlisted name tells where it ends: "Luật Tổ chức Hội đồng Bộ trưởng ngày 4 tháng 7 năm 1981". Between
# them stand neither words for what happened on that day, nor another document, nor who did it after a comma.
_UP_TO_DAY = re.compile(
    r"(?:(?!(?:số|ngày|năm|được|đã|có|là|thì|khi|nếu|phải|sẽ|do|tại|từ|kể|trước|sau|đến|này|nói|nêu|trên|theo|để|cho|bởi"
    r"|như|hoặc|nhằm|cũng|còn|đang|không|gồm|những|văn bản|quy định|hiệu lực|thông qua|ban hành|công bố|hướng dẫn|họp"
    r"|tổ chức (?:họp|hội nghị)|của (?:Quốc hội|Ủy ban Thường vụ)|[Ll]uật|Bộ [lL]uật|Pháp [lL]ệnh|Hiến pháp|Nghị"
    rf"|Thông tư|Quyết|Chỉ thị|Căn cứ)\b)[^\W\d_]+(?:[ ]?,(?![ ][{CAPITAL}]))?[ ]){{2,25}}"
    r"(?=ngày[ ]*\d{1,2}[ ]*(?:[/.-]|tháng))"
)
_YEAR = re.compile(r"(?:[ ]năm)?[ ](?P<year>(?:19|20)\d\d)\b(?![/-])")
_OF_ASSEMBLY = re.compile(r"[ ]của[ ]")
_DRAFT = re.compile(r"\b(?:dự thảo|dự án|Dự thảo|Dự án|các|một số|những)[ ]$")

_CONSTITUTION = re.compile(
    r"\bHiến pháp(?:[ ]nước Cộng hòa xã hội chủ nghĩa Việt Nam)?(?:[ ]năm[ ](?P<year>(?:19|20)\d\d))?(?![ ]này)\b"
)
_STATUTES = re.compile(
    r"\bĐiều lệ (?P<of>Đảng Cộng sản Việt Nam|Đảng|Mặt trận Tổ quốc Việt Nam|MTTQ Việt Nam|Công đoàn Việt Nam"
    r"|Đoàn Thanh niên Cộng sản Hồ Chí Minh|Đoàn TNCS Hồ Chí Minh|Hội Liên hiệp Phụ nữ Việt Nam|Hội Nông dân Việt Nam"
    r"|Hội Cựu chiến binh Việt Nam)\b(?! bộ)"
)
_ORDINAL = r"(?:lần thứ[ ])?(?P<term>[IVXL]+|\d{1,2}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\b"
_CONGRESS = re.compile(
    r"\b[Nn]ghị quyết (?:của )?Đại hội(?: đại biểu)?"
    r"(?P<of>(?: Đảng)? toàn quốc| Đảng| Đảng bộ (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|Khối)"
    rf"(?: (?:các cơ quan |doanh nghiệp )?(?:[{CAPITAL}]\w*|tỉnh)(?: [{CAPITAL}]\w*){{0,4}}?)?)? {_ORDINAL}"
    r"(?: của Đảng(?: Cộng sản Việt Nam)?| Đảng)?(?:,? nhiệm kỳ (?P<years>\d{4} ?- ?\d{4}))?"
)
_PLENUM = re.compile(
    r"\b(?P<word>Nghị quyết|Kết luận|NQ)(?: của)? (?:Hội nghị )?(?:lần thứ (?P<words>\w+(?: \w+)?)"
    r" Ban Chấp hành Trung ương(?: Đảng)?|(?:Trung ương|TW|TƯ|T\.Ư) ?(?:lần thứ )?(?P<number>\d{1,2}|\w+))"
    r",? \(?khóa (?P<term>[IVXL]+|\d{1,2})\)?"
)
_PROGRAMME = re.compile(
    r"\bChương trình (?P<what>công tác(?: toàn khóa)?|làm việc|kiểm tra, giám sát) năm (?P<year>\d{4})\b"
)
_RULES = re.compile(r"\b(?P<word>Quy chế) (?P<what>làm việc|hoạt động)(?= của )")
_OF_TERM = re.compile(r"\b(?P<word>Nghị quyết)(?= của )")
_TERM_YEARS = re.compile(r",? nhiệm kỳ \d{4} ?- ?\d{4}")
_ISSUED = re.compile(
    r"\b(?i:ban hành)(?: kèm theo (?:Quyết định|Quy định|Kế hoạch) này)? "
    r"(?P<word>Quy chế|Quy định|Điều lệ|Đề án|Chương trình hành động|Chiến lược|Bộ tiêu chí) "
    r"(?P<name>(?:(?!,[ ]?(?:Ban|Bộ|Ủy|[A-ZĐ]))[^;.:\n(])+?)(?=,?\n|[;.:(]|,[ ][A-ZĐ]|$)"
)
_ISSUED_WORDS = range(3, 26)
_OWN_COMMITTEE = BodyName(seat="")
"""Of a programme that names no body: that of the committee which speaks."""


@dataclass(frozen=True, slots=True)
class NamedCitation:
    """A mention by name, in offsets of the normal text."""

    span: Span
    type: str
    name: str
    """Canonical name without the type word ("Lưu trữ", "Đại hội XIII"): with issuer and type it identifies."""
    date: str | None = None
    year: str = ""
    issuer: BodyName | None = None


def find_named(words: WordIndex, bodies: BodyFinder, taken: list[Span]) -> list[NamedCitation]:
    """Return the citations by name in a text in normal form, in the order of the text.

    Parameters
    ----------
    words, bodies
        The text in normal form with its words, and the bodies found in it.
    taken
        Spans of the citations with a number, in which names belong to these.
    """
    found: list[NamedCitation] = []
    for finder in (_laws, _fixed, _congresses, _plenums, _of_bodies, _issued):
        found += finder(words, bodies)
    starts = [span.start for span in taken]
    free = [citation for citation in found if not _inside(citation.span, taken, starts)]
    return sorted(free, key=lambda citation: (citation.span.start, -citation.span.end))


def _inside(span: Span, taken: list[Span], starts: list[int]) -> bool:
    number = bisect_right(starts, span.start) - 1
    return number >= 0 and span.start < taken[number].end


def _laws(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    assembly = BodyName("Quốc hội", level="central")
    outer = 0
    for match in words.matches(_LAW, _LAW_WORDS):
        if _DRAFT.search(text, max(0, match.start() - 9), match.start()):
            continue
        kind = types_by_word()[match["word"].lower()].code
        issuer = BodyName("Ủy ban Thường vụ Quốc hội", level="central") if kind == "PL" else assembly
        amending = _AMENDING.match(text, match.end())
        if amending:
            end = _end_of_amended(text, amending.end())
            name = "sửa đổi, bổ sung " + text[amending.end() : end] if end else ""
        else:
            name, end = _law_name(text, match.end())
        if not name:
            continue
        law = NamedCitation(Span(match.start(), end), kind, name, issuer=issuer)
        # Inside the name of a law that amends it, a law has no day of its own.
        law = law if end <= outer else _with_tail(text, bodies, law)
        outer = max(outer, end)
        yield law


def _law_name(text: str, position: int) -> tuple[str, int]:
    """Return the name of a law and where it ends; of an unlisted one up to the first word that is in no name."""
    about = position + 3 if text.startswith("về ", position) else position
    known = law_name_at(text, about)
    if known:
        return known
    if _NO_NAME.match(text, about):
        return "", position
    dated = _UP_TO_DAY.match(text, about)
    if dated:
        name = dated.group().rstrip(" ,")
        return name, about + len(name)
    if about > position:
        return "", position
    end = position
    for _word in range(_LONGEST_UNLISTED):
        word = _UNLISTED.match(text, end)
        if not word:
            break
        end = word.end()
        if text[end : end + 1] != " ":
            break
        end += 1
    name = text[position:end].rstrip()
    return name, position + len(name)


def _end_of_amended(text: str, position: int) -> int:
    """Return where the list of amended laws ends, 0 if none is named."""
    subject = _AMENDED_BY_SUBJECT.match(text, position)
    end = subject.end() if subject else 0
    while not subject:
        match = _LAW.match(text, position)
        name, after = _law_name(text, match.end()) if match else ("", position)
        if not name:
            return end
        end = after
        following = _NEXT_AMENDED.match(text, end)
        if not following:
            return end
        position = following.end()
    return end


def _with_tail(text: str, bodies: BodyFinder, citation: NamedCitation) -> NamedCitation:
    """Return the citation with the year, day and issuer that follow its name."""
    end, date, year = citation.span.end, None, ""
    stated = _YEAR.match(text, end)
    if stated:
        end, year = stated.end(), stated["year"]
    day = STATED_DAY.match(text, end)
    if day:
        end, date = day.end(), read_day(day)
    of = _OF_ASSEMBLY.match(text, end)
    body = bodies.at(of.end()) if of else None
    if body and body.name.seat in ("Quốc hội", "Ủy ban Thường vụ Quốc hội"):
        end = body.span.end
    return NamedCitation(
        Span(citation.span.start, end), citation.type, citation.name, date, year or (date or "")[:4], citation.issuer
    )


def _fixed(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_STATUTES, ["điều lệ"]):
        of = match["of"].replace("MTTQ", "Mặt trận Tổ quốc")
        party = of.startswith("Đảng")
        issuer = BodyName("Đảng Cộng sản Việt Nam" if party else of, level="central")
        yield NamedCitation(Span(*match.span()), "ĐL", "Đảng" if party else of, issuer=issuer)
    for match in words.matches(_CONSTITUTION, ["hiến pháp"]):
        if not _DRAFT.search(words.text, max(0, match.start() - 9), match.start()):
            issuer = BodyName("Quốc hội", level="central")
            yield NamedCitation(Span(*match.span()), "HP", "Hiến pháp", year=match["year"] or "", issuer=issuer)


def _congresses(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_CONGRESS, ["nghị quyết"]):
        of = (match["of"] or "").strip()
        term = _roman(match["term"])
        if not term or (not of and "của Đảng" not in match.group() and " Đảng" not in match.group()):
            continue
        local = of.startswith("Đảng bộ")
        mention = BodyFinder(f"Ban Chấp hành {of}").at(0) if local else None
        issuer = mention.name if mention else BodyName("Đại hội đại biểu toàn quốc", level="central")
        if local and mention is None:
            continue
        yield NamedCitation(Span(*match.span()), "NQ", f"Đại hội {term}", issuer=issuer)


def _plenums(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    for match in words.matches(_PLENUM, ["nghị quyết", "kết luận", RESOLUTION_CODE]):
        session, term = match["number"] or match["words"], to_roman(match["term"])
        issuer = BodyName("Ban Chấp hành Trung ương", level="central", term=term)
        kind = "KL" if match["word"] == "Kết luận" else "NQ"
        name = f"Hội nghị Trung ương {_ORDINALS.get(session, session)} khóa {term}"
        yield NamedCitation(Span(*match.span()), kind, name, issuer=issuer)


_ORDINALS = dict(
    zip(
        ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai", "mười ba"],
        map(str, range(1, 14)),
        strict=True,
    )
)


def _roman(ordinal: str) -> str:
    try:
        return to_roman(_ORDINALS.get(ordinal, ordinal))
    except ValueError:
        return ""


def _of_bodies(words: WordIndex, bodies: BodyFinder) -> Iterator[NamedCitation]:
    text = words.text
    for match in words.matches(_PROGRAMME, ["chương trình"]):
        issuer, end = _issuer_after(text, bodies, match.end())
        name = f"{match['what']} năm {match['year']}"
        yield NamedCitation(Span(match.start(), end), "CTr", name, issuer=issuer or _OWN_COMMITTEE)
    for pattern, word in ((_RULES, "quy chế"), (_OF_TERM, "nghị quyết")):
        for match in words.matches(pattern, [word]):
            issuer, end = _issuer_after(text, bodies, match.end())
            if issuer is None or (pattern is _OF_TERM and not issuer.term):
                continue
            years = _TERM_YEARS.match(text, end)
            what = match.groupdict().get("what") or "chung"
            kind = types_by_word()[match["word"].lower()].code
            name = f"{what} khóa {issuer.term}" if issuer.term else what
            yield NamedCitation(Span(match.start(), years.end() if years else end), kind, name, issuer=issuer)


def _issuer_after(text: str, bodies: BodyFinder, position: int) -> tuple[BodyName | None, int]:
    body = bodies.at(position + 5) if text.startswith(" của ", position) else None
    return (body.name, body.span.end) if body else (None, position)


def _issued(words: WordIndex, _bodies: BodyFinder) -> Iterator[NamedCitation]:
    """Yield the texts that a decision issues, at that place and wherever the whole name stands again, longest first."""
    issued: dict[str, NamedCitation] = {}
    written: set[str] = set()
    for match in words.matches(_ISSUED, [ISSUES]):
        name = match["name"].strip()
        kind = types_by_word().get(match["word"].lower())
        if kind is None or len(name.split()) not in _ISSUED_WORDS:
            continue
        written.add(match["word"].lower())
        issued[f"{match['word']} {name}"] = NamedCitation(Span(0, 0), kind.code, name)
    if not issued:
        return
    lengths = sorted({len(full) for full in issued}, reverse=True)
    for start in words.starts(written):
        end = next((start + length for length in lengths if words.text[start : start + length] in issued), None)
        if end is not None:
            yield replace(issued[words.text[start:end]], span=Span(start, end))
