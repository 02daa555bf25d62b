"""Gives the recipients of a document their full names: who is meant by each line of "Nơi nhận".

A line names one body or several, shortens them as the office does ("TT HĐND, UBND xã") and leaves out what its reader
knows: the place, and the committee whose organ it is. Both come from the document itself; what it does not tell stays
as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import BodyMention, BodyName, Reading
from graphbuild.resolve.bodies import BodyRegister
from graphbuild.resolve.jurisdiction import Jurisdiction
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.abbreviations import Keeper, expand, keepers
from graphbuild.vocabulary.bodies import UNITS, organs_by_name, seats_by_name

_SELF_EVIDENT = re.compile(r"Như (?:trên|kính gửi|Điều|điều)\b|Như phần")
_KEPT = re.compile(r"Lưu\b[ :.]*")
_PURPOSE = re.compile(
    r" *\( *(?:(?:để|đề|b/c|báo cáo|thực hiện|phối hợp|theo dõi|chỉ đạo|biết|t/h|p/h)\b[^)]*|\d+ ?(?:b|bản)?) *\)",
    re.IGNORECASE,
)
_BREAK = re.compile(r" *[,;] *(?![^(]*\))| và (?=các |Ủy ban |Hội đồng |Thường trực |Văn phòng )")
_ONE_OFFICE = re.compile(r"Văn phòng (?:Đoàn đại biểu Quốc hội|Hội đồng nhân dân)\b[^,;]*$")
_UNIT_WORDS = "|".join(sorted(UNITS, key=len, reverse=True))
_BARE_UNIT = re.compile(rf"(?<!\bcác )(?<!\bcấp )\b(?P<unit>{_UNIT_WORDS})$", re.IGNORECASE)
_COUNCIL = re.compile(
    r"(?P<council>Hội đồng nhân dân|Ủy ban nhân dân|(?:Ủy ban )?Mặt trận Tổ quốc Việt Nam)(?P<rest>.*)$"
)
_ROLE = re.compile(
    r"(?:các )?(?:đồng chí )?(?:quyền |Phó |phó )?(?:Chủ tịch|Thủ tướng|Bí thư|Giám đốc|Trưởng ban|Chánh Văn phòng"
    r"|Chủ nhiệm|Bộ trưởng|Viện trưởng|Chánh án)(?: thường trực| Thường trực)?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r" (?:(?:trực )?thuộc|ở|cấp|của) .+$")
_LEVEL_NOUN = re.compile(r"\b(?:thôn|bản|ấp|buôn|làng|khóm|khu phố|tổ dân phố|khu dân cư|chi bộ)\b", re.IGNORECASE)
_VILLAGE_ROLE = re.compile(r"(?:các )?(?:Bí thư|Trưởng|Tổ trưởng|Ban Công tác Mặt trận|Ban công tác Mặt trận)\b", re.I)
_PARTY_BOARDS = re.compile(r"(?:các )?(?:cơ quan|ban) (?:đảng|xây dựng đảng|tham mưu[^,]*)$|các ban$", re.IGNORECASE)
_OWN_UNIT = re.compile(r"(?:các )?(?:Văn phòng|Vụ|Cục|Phòng|Thanh tra)\b(?! các\b)")
_MEMBERS = re.compile(r"\b(?P<committee>Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy viên$", re.IGNORECASE)
_UNTOLD = re.compile(r" \(chưa rõ [^)]*\)$")
_SMALL_HEAD = re.compile(r"(?:Các|Đồng chí|Lãnh đạo)\b|[^ ,]+(?: [^ ,]+){0,6}? các ")

# Nouns that one "các" can govern together. "Các ban, bộ, ngành" are agencies, "các ban đảng" boards of the committee;
# "các huyện, thị, thành ủy" shortens its first members, which therefore are of both kinds.
_KINDS = {
    "committee": r"tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|cấp ủy|tỉnh|huyện|quận|thị|thành",
    "party organisation": r"chi bộ|đảng bộ|tổ chức cơ sở đảng|tổ chức đảng",
    "party group": r"ban cán sự đảng|đảng đoàn",
    "board": r"ban đảng|ban xây dựng đảng",
    "agency": r"sở|ban|bộ|ngành|ban ngành|phòng|cơ quan|đơn vị|đoàn thể|tổ chức|vụ|cục|viện|hội|địa phương|doanh nghiệp"
    r"|trung tâm|tổng công ty|tập đoàn|công ty|trường|chi cục|công chức|cán bộ",
    "place": r"tỉnh|thành phố|huyện|quận|thị xã|thị|xã|phường|thị trấn|đặc khu|thôn|bản|ấp|khu phố|tổ dân phố|buôn|làng",
}
_NOUNS = {
    kind: re.compile(rf"(?:các )?(?:{'|'.join(sorted(words.split('|'), key=len, reverse=True))})\b", re.IGNORECASE)
    for kind, words in _KINDS.items()
}
_LONGER = re.compile(r"(?:các )?(?:ban (?:cán sự |xây dựng )?đảng|tổ chức (?:cơ sở )?đảng|hội đồng|thị ủy)", re.IGNORECASE)
# A further part of a name that has commas in it ("Sở Văn hóa, Thể thao và Du lịch") ends it with "và".
_HEADS = re.compile(
    r"(?:các|lãnh đạo|đồng chí|thường trực|ban|bộ|sở|phòng|vụ|cục|chi cục|ủy ban|hội|đoàn|văn phòng|tòa án|viện|công an"
    r"|trung tâm|trường|báo|đài|cổng|thanh tra|kho bạc|bí thư|phó|chủ tịch|trưởng|đảng ủy|liên đoàn|mặt trận|bảo hiểm"
    r"|ngân hàng|huyện ủy|tỉnh ủy|thành ủy|quận ủy|thị ủy|quân ủy|chi bộ|đảng bộ)\b",
    re.IGNORECASE,
)
_NAMED_PART = re.compile(r"(?:Sở|Bộ|Phòng|Ban|Vụ|Cục|Ủy ban|Trung tâm|Hội)\b")


def recipients(reading: Reading, jurisdiction: Jurisdiction, own: BodyName | None) -> tuple[str, ...]:
    """Return the full names of the recipients, each once, in the order of "Nơi nhận".

    Parameters
    ----------
    reading
        The document; its letterhead has the lines as printed.
    jurisdiction
        Of the document: gives the place of a relative name.
    own
        The issuer, whose organs and units a line names without it ("Văn phòng").
    """
    office = _Office(reading, jurisdiction, own)
    found: list[str] = []
    for entry in reading.letterhead.recipients:
        found += office.names(entry.name)
    return tuple(dict.fromkeys(name for name in found if name))


def split_line(line: str) -> list[str]:
    """Return the recipients that one line names, abbreviations already written out.

    Examples
    --------
    >>> split_line("Các ban đảng, đảng ủy trực thuộc Trung ương")
    ['Các ban đảng', 'các đảng ủy trực thuộc Trung ương']
    >>> split_line("Sở Văn hóa, Thể thao và Du lịch")
    ['Sở Văn hóa, Thể thao và Du lịch']
    """
    parts: list[str] = []
    position = 0
    breaks = [(match.start(), match.end(), match.group()) for match in _BREAK.finditer(line)]
    for start, end, mark in [*breaks, (len(line), len(line), "")]:
        part = line[position:start].strip()
        if part and parts and _continues(parts[-1], part, before):
            parts[-1] = _joined(parts[-1], part, before)
        elif part:
            parts.append(_with_plural(parts, part))
        position, before = end, mark
    return parts


def _continues(group: str, part: str, mark: str) -> bool:
    """Tell whether `part` belongs to the recipient `group` before it and is not one of its own."""
    # The office of a council and its government is one ("Văn phòng HĐND, UBND xã"), their leaders are two.
    if _ONE_OFFICE.match(group) and re.match(r"(?:Hội đồng|Ủy ban) nhân dân\b", part):
        return True
    if "và" in mark:
        return False
    if _NAMED_PART.match(group) and not _HEADS.match(part) and (" và " in part or part[0].islower()):
        return True
    if re.match(r"các\b", part, re.IGNORECASE) or _is_named(part):
        return False
    governed = re.split(r"\bcác ", group, flags=re.IGNORECASE)[-1]
    kinds = _kinds(governed)
    for member in re.split(r", ", governed)[1:]:
        kinds &= _kinds(member) or kinds
    return bool(kinds & _kinds(part)) or (not _HEADS.match(part) and part[0].islower())


def _joined(group: str, part: str, mark: str) -> str:
    if _ONE_OFFICE.match(group) and "nhân dân" in part:
        return f"{group} và {part}"
    return f"{group}{mark.strip()} {part}"


def _with_plural(parts: list[str], part: str) -> str:
    """Return a common noun with the "các" that an earlier recipient of the line has and that governs it too."""
    plural = parts and re.match(r"các\b", parts[0], re.IGNORECASE) and part[0].islower() and _kinds(part)
    return f"các {part}" if plural and not part.startswith("các ") else part


def _kinds(noun: str) -> set[str]:
    longer = _LONGER.match(noun)
    found = set()
    for kind, pattern in _NOUNS.items():
        match = pattern.match(noun)
        if match and (not longer or match.end() >= longer.end()):
            found.add(kind)
    return found


def _is_named(part: str) -> bool:
    """Tell whether a noun is followed by a name of its own ("Thành ủy Cà Mau", "Sở Nội vụ")."""
    ends = [match.end() for pattern in _NOUNS.values() if (match := pattern.match(part))]
    return bool(ends) and re.match(rf" (?!Đảng|Trung ương|Nhà nước)[{CAPITAL}]", part[max(ends) :]) is not None


@dataclass(frozen=True, slots=True)
class _Line:
    """What the recipients of one line lend each other: a qualifier at the end of a line belongs to all."""

    parts: list[str]
    position: int

    @property
    def following(self) -> list[str]:
        return self.parts[self.position + 1 :]


class _Office:
    """The issuer's point of view, from which its short names are read."""

    def __init__(self, reading: Reading, jurisdiction: Jurisdiction, own: BodyName | None) -> None:
        self._day = reading.letterhead.date
        self._source = reading.text.source
        self._where = jurisdiction
        self._own = own
        self._register = BodyRegister("")

    def names(self, printed: str) -> list[str]:
        """Return the full names of the recipients in one printed line."""
        if _SELF_EVIDENT.match(printed):
            return [printed]
        line = _PURPOSE.sub("", printed).strip(" ,;.")
        kept = _KEPT.match(line)
        if kept:
            return [name for part in re.split(r" *[,;] *", line[kept.end() :]) if (name := self._keeper(part))]
        parts = split_line(self._expanded(line))
        return [self._full(_Line(parts, position)) for position in range(len(parts))]

    # -- who keeps the copy --------------------------------------------------------------------------------------

    def _keeper(self, part: str) -> str:
        """Return the full name of who keeps the copy: an office as printed, or a unit of the issuer by its code."""
        code = part.strip(" .")
        known = keepers().get(code)
        if known is None and code not in keepers():
            units = [keepers()[piece].name for piece in code.split("-") if piece in keepers()]
            if len(units) > 1 and len(units) == len(code.split("-")):
                known = Keeper(" - ".join(units), "section")
        # "VTMT": the clerk's code and a shortened name of the issuer, written together.
        if known is None and code[:2] in keepers() and self._is_own(expand(code[2:])):
            known = keepers()[code[:2]]
        if known is not None:
            return self._unit(known)
        text = self._expanded(code)
        return self._full(_Line([text], 0)) if text else ""

    def _unit(self, known: Keeper) -> str:
        own = self._own_name
        if not own:
            return known.name
        if known.kind == "keeper":
            return f"{known.name} {own}"
        if self._own is not None and self._own.seat == "Ủy ban nhân dân":
            place = self._own_place
            if known.kind == "department" and self._own.level in ("district", "commune"):
                return f"Phòng {known.name} {place}".strip()
            return f"bộ phận {known.name} Văn phòng {own}"
        return f"bộ phận {known.name} {own}"

    def _is_own(self, name: str) -> bool:
        return bool(name) and self._own is not None and name in self._own.seat

    # -- the issuer ------------------------------------------------------------------------------------------------

    @property
    def _own_name(self) -> str:
        """Full name of the issuer; of a committee's organ that signs for the whole of it, the committee."""
        if self._own is None:
            return ""
        organ = organs_by_name().get(self._own.organ)
        whole = organ is None or organ.series or organ.name == "Ban Thường trực"
        return self._named(replace(self._own, organ="" if whole else self._own.organ, term=""))

    @property
    def _own_place(self) -> str:
        return self._place_of(self._where.level)

    def _place_of(self, level: str, unit: str = "") -> str:
        """Return kind and name of a place of the document ("huyện Nông Cống"), "" where it is not known."""
        place = self._where.at(level)
        if place is not None and place.kind.startswith(unit):
            return f"{place.kind} {place.name}"
        if level == "commune" and self._where.commune_name:
            return f"{unit} {self._where.commune_name}".strip()
        return ""

    @property
    def _party(self) -> str:
        """Full name of the Party committee of the document's own level, "" where there is none to name."""
        seat = seats_by_name().get(self._own.seat) if self._own else None
        if self._own is not None and seat is not None and seat.kind == "committee":
            return self._named(BodyName(self._own.seat, level=self._own.level, place=self._own.place))
        if self._where.level == "central":
            return "Trung ương"
        name = self._committee_at(self._where.level)
        return self._named(BodyName(name, level=self._where.level)) if name else ""

    def _committee_at(self, level: str) -> str:
        """Return the name of the Party committee that leads a place of the document."""
        place = self._where.at(level)
        kind = place.kind if place else ""
        return next(
            (
                seat.name
                for seat in seats_by_name().values()
                if seat.kind == "committee" and seat.unit and seat.unit == kind and (level != "commune" or seat.level == level)
            ),
            "",
        )

    def _named(self, name: BodyName) -> str:
        """Return the full name of a body; without a place where the document does not tell it."""
        body = self._register.resolve(name, self._where, self._source, self._own, self._day).body
        return _UNTOLD.sub("", body.name)

    # -- one recipient ---------------------------------------------------------------------------------------------

    def _expanded(self, line: str) -> str:
        text = re.sub(r" ?- ?(?=(?:Hội đồng|Ủy ban) nhân dân)", " và ", expand(line))
        if self._where.province is not None and self._where.province.kind == "thành phố":
            for short in ("TU", "TTTU", "BTVTU", "VPTU"):
                if re.search(rf"\b{short}\b", line):
                    text = text.replace("Tỉnh ủy", "Thành ủy")
        return re.sub(r"(Mặt trận Tổ quốc Việt Nam) Việt Nam", r"\1", text)

    def _full(self, line: _Line) -> str:
        text = self._with_borrowed(line)
        finder = BodyFinder(text)
        text = self._with_bodies(text, finder)
        text = self._with_own(text, bool(finder.mentions), line)
        text = self._with_place(text)
        head = _SMALL_HEAD.match(text)
        return text[0].lower() + text[1:] if head and not text.startswith("Như") else text

    def _with_borrowed(self, line: _Line) -> str:
        """Complete a recipient with what those after it say for all: "Thường trực HĐND, UBND xã"."""
        text = line.parts[line.position]
        council = _COUNCIL.search(text)
        role = _ROLE.match(text)
        for later in line.following:
            other = _COUNCIL.search(later)
            if council and not council["rest"] and other:
                return text + other["rest"]
            same = _ROLE.match(later)
            if role and not role["rest"] and same and same["rest"]:
                return text + same["rest"]
        qualifier = next((match for later in line.following if (match := _QUALIFIER.search(later))), None)
        common = re.match(r"các ", text, re.IGNORECASE) and any(_kinds(later) for later in line.following)
        if qualifier and common and not _QUALIFIER.search(text):
            if _PARTY_BOARDS.match(text):
                return text + re.sub(r"^ (?:(?:trực )?thuộc|ở) ", " ", qualifier.group())
            return text + qualifier.group()
        return text

    def _with_bodies(self, text: str, finder: BodyFinder) -> str:
        for mention in reversed(finder.mentions):
            start, end = mention.span.start, mention.span.end
            if not mention.name.seat or re.match(r" (?:viên|các)\b", text[end:]):
                continue
            name = self._completed(mention)
            seat = seats_by_name()[name.seat]
            if seat.kind in ("central", "ministry"):
                # The canonical name stands for the body itself; in the office of a person the printed one stays.
                full = seat.name if (start, end) == (0, len(text)) and not name.organ else text[start:end]
            elif re.search(r"\bcác $", text[:start], re.IGNORECASE) and not name.place:
                continue
            else:
                full = self._local(name, text[start:end])
            text = text[:start] + full + text[end:]
        return text

    def _local(self, name: BodyName, printed: str) -> str:
        """Return the full name of a body below the centre; the front itself is its committee there."""
        seat = seats_by_name()[name.seat]
        body = self._register.resolve(name, self._where, self._source, self._own, self._day).body
        if not _UNTOLD.search(body.name):
            return body.name
        # A huyện or tỉnh that the document does not tell: the word of its kind still says which level is meant.
        return printed if seat.kind == "council" else _UNTOLD.sub("", body.name)

    def _completed(self, mention: BodyMention) -> BodyName:
        """Return the name with the level that the document gives to it."""
        name = mention.name
        seat = seats_by_name()[name.seat]
        if seat.kind == "council" and not name.level:
            return replace(name, level=self._where.level)
        party = self._own is not None and seats_by_name().get(self._own.seat, seat).kind == "committee"
        if name.seat == "Đảng ủy" and not name.place and not (party and self._own and "Đảng ủy" in self._own.seat):
            committee = self._committee_at("commune")
            return replace(name, seat=committee, level="commune") if committee else name
        # The Thành ủy of a city inside a tỉnh is not the province's.
        province, district = self._where.province, self._where.district
        if name.seat == "Thành ủy" and not name.place and province is not None and province.kind == "tỉnh":
            return replace(name, level="district") if district is not None else name
        return name

    def _with_own(self, text: str, names_a_body: bool, line: _Line) -> str:
        """Complete what is the issuer's own: its units, members, organs and what stands directly under it."""
        own, party = self._own_name, self._party
        members = _MEMBERS.search(text)
        if members:
            return f"{text} {party}" if party else text
        if re.search(r"\b(?:trực thuộc|thuộc)$", text):
            return f"{text} {own}" if own else text
        if re.fullmatch(r"Mặt trận Tổ quốc Việt Nam\b.*", text):
            return f"Ủy ban {text}"
        if _PARTY_BOARDS.match(text) or (names_a_body and self._is_organ_alone(text)):
            return f"{text} {self._committee_of(line) or (party if self._is_party(text) else own)}".strip()
        if self._own is None:
            return text
        last = text.rsplit(" ", 1)[-1]
        if last in ("Ban", "Khối", "Bộ", "Sở", "Văn phòng", "Ủy ban") and f"{last} " in own and " " in text:
            return f"{text[: -len(last)]}{own[own.index(f'{last} ') :]}"
        if not names_a_body and _OWN_UNIT.match(text) and not _QUALIFIER.search(text) and not _BARE_UNIT.search(text):
            place = self._own_place if self._own.seat == "Ủy ban nhân dân" else own
            return f"{text} {place}".strip()
        if re.match(r"Sở [^,]+", text) and not _BARE_UNIT.search(text):
            return f"{text} {self._place_of('province')}".strip()
        return text

    def _is_organ_alone(self, text: str) -> bool:
        mentions = BodyFinder(text).mentions
        return bool(mentions) and not mentions[-1].name.seat and mentions[-1].span.end == len(text)

    def _is_party(self, text: str) -> bool:
        """Tell whether an organ named alone is one of a Party committee, whatever the issuer is."""
        organ = BodyFinder(text).mentions
        shared = ("Văn phòng", "Thường trực", "Ban Thường trực", "Ban Chỉ đạo")
        return not organ or organ[-1].name.organ not in shared

    def _committee_of(self, line: _Line) -> str:
        """Return the committee that another recipient of the line names, those after this one first."""
        for part in [*line.following, *reversed(line.parts[: line.position])]:
            for mention in BodyFinder(part).mentions:
                seat = seats_by_name().get(mention.name.seat)
                if seat is not None and seat.kind == "committee":
                    return self._named(replace(self._completed(mention), organ=""))
        return ""

    def _with_place(self, text: str) -> str:
        """Complete a word of kind at the end ("Công an huyện"), and roles in villages with the commune they are of."""
        unit = _BARE_UNIT.search(text)
        if unit:
            word = unit["unit"].lower()
            levels = ("province", "district") if word == "thành phố" else (UNITS[word],)
            named = next((place for level in levels if (place := self._place_of(level, word))), "")
            return text[: unit.start()] + named if named else text
        village = _VILLAGE_ROLE.match(text) and _LEVEL_NOUN.search(text)
        if village and self._where.level == "commune" and village.end() == len(text):
            return f"{text} {self._own_place}".strip()
        return text
