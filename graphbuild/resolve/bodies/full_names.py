"""Gives those whom a paper names their full names, as its issuer reads them: recipients, and who gets a task.

A line names one body or several, shortens them as the office does ("TT HĐND, UBND xã") and leaves out what its reader
knows: the place, and the committee whose organ it is. Both come from the document itself; what it does not tell stays
as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import Body, BodyMention, BodyName, Reading
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction
from graphbuild.resolve.bodies.recipient_lines import (
    BARE_UNIT,
    PARTY_BOARDS,
    QUALIFIER,
    ROLE,
    split_line,
    with_borrowed,
)
from graphbuild.resolve.bodies.registry import BodyRegistry, told_name
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.abbreviations import Keeper, expand, keepers
from graphbuild.vocabulary.bodies import UNITS, VILLAGES, organs_by_name, seats_by_name
from graphbuild.vocabulary.recipients import any_of, clerks, youth_levels

_SELF_EVIDENT = re.compile(rf"{any_of('as_above')}\b")
# No office writes a longer line; what is longer is text that only looks like a list, and is not taken apart.
_LONGEST = 500
_KEPT = re.compile(rf"{any_of('kept')}\b[ :.]*")
_KEEPERS_BREAK = re.compile(r" *[,;] *|(?<=\bVT) ?- ?")
_FILE = re.compile(any_of("file_of_the_matter"), re.IGNORECASE)
_PURPOSE = re.compile(rf" *\( *(?:{any_of('purposes')}\b[^)]*|\d+ ?(?:b|bản)?) *\)", re.IGNORECASE)
_PART_OF_COMMUNE = re.compile(rf"\b(?:{'|'.join(VILLAGES)}|{any_of('parts_of_a_commune')})$", re.IGNORECASE)
_VILLAGE_ROLE = re.compile(rf"(?:các )?{any_of('offices_in_villages')}\b", re.IGNORECASE)
_VILLAGES = re.compile(rf"(?:trưởng )?các (?:{'|'.join(VILLAGES)})", re.IGNORECASE)
_OWN_UNIT = re.compile(
    rf"văn phòng$|(?:(?:Phó )?Trưởng )?(?P<unit>{any_of('own_units')}) (?!các\b|.* - Bộ)\w", re.IGNORECASE
)
_ENDS_SHORT = re.compile(rf" (?P<word>{any_of('short_for_the_issuer')})$")
_PROVINCIAL = re.compile(rf"(?:(?:Phó )?Giám đốc )?{any_of('provincial')} \w")
_MEMBERS = re.compile(rf"\b{any_of('members')}$", re.IGNORECASE)
_NOT_THE_BODY = re.compile(r" (?:viên|các|cấp)\b| và (?:Hội đồng|Ủy ban) nhân dân|, các đoàn thể")
_SMALL_HEAD = re.compile(rf"{any_of('written_small')}\b")
_COMMON = re.compile(
    rf"(?!.*{any_of('common_heads', 'but_not')})(?P<head>{any_of('common_heads')}\b[^,]*?)"
    rf" các (?={any_of('common_heads', 'before')})"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """What the recipients of one line lend each other: a qualifier at the end of a line belongs to all."""

    parts: list[str]
    position: int

    @property
    def following(self) -> list[str]:
        return self.parts[self.position + 1 :]


class Office:
    """The issuer's point of view, from which its short names are read."""

    def __init__(self, reading: Reading, jurisdiction: Jurisdiction, own: BodyName | None) -> None:
        self._day = reading.letterhead.date
        self._source = reading.text.source
        self._where = jurisdiction
        self._own = own
        self._registry = BodyRegistry("")

    def names(self, printed: str) -> list[str]:
        """Return the full names of the recipients in one printed line."""
        if _SELF_EVIDENT.match(printed) or len(printed) > _LONGEST:
            return [printed]
        line = _PURPOSE.sub("", printed).strip(" ,;.")
        kept = _KEPT.match(line)
        if kept:
            return [name for part in _KEEPERS_BREAK.split(line[kept.end() :]) if (name := self._keeper(part))]
        parts = split_line(self._expanded(line))
        return [self._full(_Line(parts, position)) for position in range(len(parts))]

    # -- who keeps the copy --------------------------------------------------------------------------------------

    def _keeper(self, part: str) -> str:
        """Return the full name of who keeps the copy: an office as printed, or a unit of the issuer by its code."""
        code = part.strip(" .")
        # The file is no recipient.
        if _FILE.fullmatch(code):
            return ""
        known = keepers().get(code)
        if known is None:
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
        if self._own is None:
            return known.name
        if known.kind == "keeper":
            return f"{known.name} {self.clerks}"
        if self._governs:
            if known.kind == "department" and self._own.level in ("district", "commune"):
                return f"Phòng {known.name} {self.own_place}".strip()
            return f"bộ phận {known.name} Văn phòng {self.clerks}"
        ministry = self._kind == "ministry" or self.clerks == "Văn phòng Chính phủ"
        return f"{'Vụ' if ministry else 'bộ phận'} {known.name} {self.clerks}"

    def _is_own(self, name: str) -> bool:
        return bool(name) and self._own is not None and name in self._own.seat

    # -- the issuer ------------------------------------------------------------------------------------------------

    @property
    def _kind(self) -> str:
        seat = seats_by_name().get(self._own.seat) if self._own else None
        return seat.kind if seat else ""

    @property
    def _governs(self) -> bool:
        return self._own is not None and self._own.seat == "Ủy ban nhân dân"

    @property
    def _own_name(self) -> str:
        """Full name of the issuer; of a committee's organ that signs for the whole of it, the committee."""
        if self._own is None:
            return ""
        organ = organs_by_name().get(self._own.organ)
        whole = organ is None or organ.series or organ.name == "Ban Thường trực"
        return self._named(replace(self._own, organ="" if whole else self._own.organ, term=""))

    @property
    def clerks(self) -> str:
        """Full name of the office that does the issuer's clerical work: its own, or that of the centre it sits in."""
        return clerks().get(self._own.seat, self._own_name) if self._own else ""

    @property
    def own_place(self) -> str:
        """Kind and name of the place that the document is of ("huyện Nông Cống"), "" where it is not known."""
        return self._place_of(self._where.level)

    def _place_of(self, level: str, unit: str = "") -> str:
        """Return kind and name of a place of the document ("huyện Nông Cống"), "" where it is not known."""
        place = self._where.at(level)
        if place is not None and place.kind.startswith(unit):
            return f"{place.kind} {place.name}"
        if level == "commune" and self._where.commune_name:
            return f"{unit or self._where.commune_kind} {self._where.commune_name}".strip()
        return ""

    @property
    def party(self) -> str:
        """Full name of the Party committee of the document's own level, "" where there is none to name."""
        if self._own is not None and self._kind == "committee":
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
                if seat.kind == "committee"
                and seat.unit
                and seat.unit == kind
                and (level != "commune" or seat.level == level)
            ),
            "",
        )

    def _named(self, name: BodyName) -> str:
        """Return the full name of a body; without a place where the document does not tell it."""
        return told_name(self._body(name))

    def _body(self, name: BodyName) -> Body:
        return self._registry.resolve(name, self._where, self._source, self._own, self._day).body

    # -- one recipient ---------------------------------------------------------------------------------------------

    def _expanded(self, line: str) -> str:
        text = re.sub(r" ?- ?(?=(?:Hội đồng|Ủy ban) nhân dân)", " và ", expand(line))
        if self._where.province is not None and self._where.province.kind == "thành phố":
            for short in ("TU", "TTTU", "BTVTU", "VPTU"):
                if re.search(rf"\b{short}\b", line):
                    text = text.replace("Tỉnh ủy", "Thành ủy")
        return re.sub(r"(Mặt trận Tổ quốc Việt Nam) Việt Nam", r"\1", text)

    def _full(self, line: _Line) -> str:
        text = with_borrowed(line.parts, line.position)
        text = "Mặt trận Tổ quốc Việt Nam" if text == "Mặt trận" else text
        # Departments are completed by the words of their names, also those that the vocabulary does not list.
        mentions = [found for found in BodyFinder(text).mentions if not _is_department(found.name)]
        text = self._with_bodies(text, mentions)
        text = self._with_own(text, line, named=any(mention.name.seat for mention in mentions))
        text = self._with_place(text)
        common = _COMMON.match(text)
        if common:
            return common["head"].lower() + text[common.end("head") :]
        return text[0].lower() + text[1:] if _SMALL_HEAD.match(text) else text

    def _with_bodies(self, text: str, mentions: list[BodyMention]) -> str:
        for mention in reversed(mentions):
            start, end = mention.span.start, mention.span.end
            # "Tỉnh ủy viên" is a person, "Đảng ủy các xã" many bodies; of "HĐND và UBND xã" the last says where;
            # "Đảng ủy Công an" has a name of its own.
            if not mention.name.seat or _NOT_THE_BODY.match(text, end):
                continue
            if mention.name.seat == "Đảng ủy" and re.match(rf" [{CAPITAL}]", text[end:]):
                continue
            name = self._completed(mention, text[start:end])
            seat = seats_by_name()[name.seat]
            if seat.kind in ("central", "ministry"):
                # The canonical name stands for the body itself; in the office of a person the printed one stays.
                full = seat.name if (start, end) == (0, len(text)) and not name.organ else text[start:end]
            elif re.search(r"\bcác $", text[:start], re.IGNORECASE) and not name.place:
                if not name.organ or seat.name not in text[start:end]:
                    continue
                start += text[start:end].index(seat.name)
                full = self._local(replace(name, organ=""), text[start:end])
            else:
                full = self._local(name, text[start:end])
            text = text[:start] + full + text[end:]
        return text

    def _local(self, name: BodyName, printed: str) -> str:
        """Return the full name of a body below the centre, as printed where its place is not known."""
        seat, body = seats_by_name()[name.seat], self._body(name)
        wrong_kind = printed.endswith(" thành phố") and not (body.place or "").startswith("thành phố")
        unit = BARE_UNIT.search(printed)
        if unit and body.level == "commune" and self._where.commune is None and self._where.commune_name:
            # Of a place that the gazetteer does not know only the paper tells whether it is a xã or a phường.
            return f"{printed} {self._where.commune_name}"
        if told_name(body) == body.name and not wrong_kind:
            return body.name
        # A huyện or tỉnh that the document does not tell: the word of its kind still says which level is meant.
        return printed if seat.kind == "council" else told_name(body)

    def _completed(self, mention: BodyMention, printed: str) -> BodyName:
        """Return the name with the level that the document gives to it."""
        name = mention.name
        seat = seats_by_name()[name.seat]
        province, district = self._where.province, self._where.district
        within = province is not None and province.kind == "tỉnh"
        if seat.kind == "council" and not name.level:
            return replace(name, level=self._where.level)
        if seat.kind == "council" and printed.endswith(" thành phố") and within and district is not None:
            return replace(name, level="district")
        if name.seat == "Đảng ủy" and not name.place and not (self._own and self._own.seat.startswith("Đảng ủy")):
            committee = self._committee_at("commune")
            return replace(name, seat=committee, level="commune") if committee else name
        # The Thành ủy of a city inside a tỉnh is not the province's.
        if name.seat == "Thành ủy" and not name.place and within and district is not None:
            return replace(name, level="district")
        return name

    def _with_own(self, text: str, line: _Line, *, named: bool) -> str:
        """Complete what is the issuer's own: its units, members, organs and what stands directly under it."""
        own, party = self._own_name, self.party
        if re.fullmatch(r"Mặt trận Tổ quốc Việt Nam\b.*", text):
            return f"Ủy ban {text}"
        if _MEMBERS.search(text):
            return f"{text} {party}".strip()
        if re.search(r"\bthuộc$", text):
            return f"{text} {own}".strip()
        short = _ENDS_SHORT.search(text)
        if short and f"{short['word']} " in own and not PARTY_BOARDS.match(text):
            return text[: short.start("word")] + own[own.index(f"{short['word']} ") :]
        if PARTY_BOARDS.match(text) or self._is_organ_alone(text):
            return f"{text} {self._committee_of(line) or (party if self._is_party(text) else self.clerks)}".strip()
        if re.search(r"Ban (?:Chấp hành|Thường vụ) Đảng bộ$", text):
            return (
                f"{text} {party.removeprefix('Đảng ủy ') if party.startswith('Đảng ủy ') else self.own_place}".strip()
            )
        role = ROLE.fullmatch(text)
        if role and not role["rest"]:
            return f"{text} {party if 'bí thư' in text.lower() else own}".strip()
        unit = _OWN_UNIT.match(text)
        if unit and not named and not QUALIFIER.search(text) and not BARE_UNIT.search(text):
            kind = (unit["unit"] or "").lower()
            if kind in ("vụ", "cục") and self._where.level != "central":
                return text
            of_government = kind == "phòng" and (self._governs or own == party)
            return f"{text} {self.own_place if of_government else self.clerks}".strip()
        if _PROVINCIAL.match(text) and not BARE_UNIT.search(text) and " các " not in text:
            return f"{text} {self._place_of('province')}".strip()
        return text

    def _is_organ_alone(self, text: str) -> bool:
        mentions = BodyFinder(text).mentions
        return bool(mentions) and not mentions[-1].name.seat and mentions[-1].span.end == len(text)

    def _is_party(self, text: str) -> bool:
        """Tell whether an organ named alone is one of the Party committee, and not of the issuer as such."""
        organs = [mention.name.organ for mention in BodyFinder(text).mentions if mention.span.end == len(text)]
        own = ("Văn phòng",) if self._kind == "committee" else ("Văn phòng", "Thường trực", "Ban Thường trực")
        if organs:
            return organs[-1] not in own
        return "đảng" in text.lower() or self._kind == "committee"

    def _committee_of(self, line: _Line) -> str:
        """Return the committee that another recipient of the line names, those after this one first."""
        for part in [*line.following, *reversed(line.parts[: line.position])]:
            for mention in BodyFinder(part).mentions:
                seat = seats_by_name().get(mention.name.seat)
                if seat is not None and seat.kind == "committee":
                    return self._named(replace(self._completed(mention, mention.span.of(part)), organ=""))
        return ""

    def _with_place(self, text: str) -> str:
        """Complete a word of kind at the end ("Công an huyện"), and roles in villages with the commune they are of."""
        unit = BARE_UNIT.search(text)
        if unit:
            word = unit["unit"].lower()
            levels = ("province", "district") if word == "thành phố" else (UNITS[word],)
            named = next((place for level in levels if (place := self._place_of(level, word))), "")
            return text[: unit.start()] + named if named else text
        village = _VILLAGE_ROLE.match(text) and _PART_OF_COMMUNE.search(text)
        if village and self._where.level == "commune":
            text = text if text.startswith("Ban ") else text[0].lower() + text[1:]
            text = text if " các " in text else f"{text[: village.start()]}các {village.group().lower()}"
            return f"{text} {self.own_place}".strip()
        if text.endswith(" trên địa bàn") or (_VILLAGES.fullmatch(text) and self._where.level == "commune"):
            return f"{text} {self.own_place}".strip()
        youth = self._where.at(youth_levels().get(text.lower(), ""))
        return f"{text} {youth.name}" if youth else text


def _is_department(name: BodyName) -> bool:
    seat = seats_by_name().get(name.seat)
    return seat is not None and seat.kind == "department"
