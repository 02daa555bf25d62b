"""Gives those whom a document names (recipients and bearers) their full names, as the issuer understands them.

A line names one body or several, abbreviates them as the office does ("TT HĐND, UBND xã") and omits what its reader
knows: the place, and the committee that an organ belongs to. Both are taken from the document itself; what it does not
say stays as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.model import BodyMention, BodyName, Reading
from graphbuild.resolve.bodies.issuer import Issuer
from graphbuild.resolve.bodies.jurisdiction import Jurisdiction
from graphbuild.resolve.bodies.recipient_lines import (
    BARE_UNIT,
    PARTY_BOARDS,
    QUALIFIER,
    ROLE,
    split_line,
    with_borrowed,
    with_branches,
)
from graphbuild.resolve.bodies.registry import told_name
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.abbreviations import Keeper, branches, expand, keepers
from graphbuild.vocabulary.bodies import UNITS, VILLAGES, seats_by_name
from graphbuild.vocabulary.recipients import any_of, clerks, youth_levels

_SELF_EVIDENT = re.compile(rf"{any_of('as_above')}\b")
# No office writes a longer line; longer text only looks like a list, and is not split.
_LONGEST = 500
_KEPT = re.compile(rf"{any_of('kept')}\b[ :.]*")
# "KGVX. Thg", "NN (2) Tuynh", "HCC3", "VT (TC04/10).KT14/11": a unit's code with what the office notes for itself.
_MARKED_CODE = re.compile(rf"(?:P[. ] ?)?(?P<code>[{CAPITAL}](?:&?[{CAPITAL}])+)(?:\d*|\d* ?\(.*|[ .].*)")
_TYPIST = re.compile(rf"(?:[{CAPITAL}]\. ?)*[{CAPITAL}]?[^\W\d_{CAPITAL}]+|[{CAPITAL}](?:\.[{CAPITAL}]?\d.*)?|\d+ ?b?|")
# "PCVP/ĐT": the field of a deputy.
_FIELD_OF_DEPUTY = re.compile(rf"(?<=VP)/[{CAPITAL}&]+")
_BEFORE_COUNCIL = re.compile(r" ?- ?(?=(?:Hội đồng|Ủy ban) nhân dân)")
_BOARD = re.compile(r"(?:Các |các )?Ban [^-,;]*-")
_SMALL_COMMITTEE = re.compile(r"(?<=Thường trực )(?:tỉnh|thành|huyện|quận|thị) ủy\b")
_PART_OF_PAPER = re.compile(r"(?:mục|phần|điều) [IVX\d.]+", re.IGNORECASE)
_KEEPERS_BREAK = re.compile(r" *[,;] *(?![^(]*\))|(?<=\bVT) ?- ?")
# A slip of scanning and typing: "Bộ Chỉ huy quân sự tinh".
_TYPED_UNIT = re.compile(r"\btinh$")
_FILE = re.compile(any_of("file_of_the_matter"), re.IGNORECASE)
_PURPOSE = re.compile(rf" *[(“\"] *(?:{any_of('purposes')}\b[^)”\"]*|\d+ ?(?:b|bản)?) *[)”\"]", re.IGNORECASE)
# "PCVP (NC) UBND tỉnh": the field of a deputy.
_FIELD_IN_BRACKETS = re.compile(rf" ?\([{CAPITAL}&]{{1,6}}\)")
_PART_OF_COMMUNE = re.compile(rf"\b(?:{'|'.join(VILLAGES)}|{any_of('parts_of_a_commune')})$", re.IGNORECASE)
_VILLAGE_ROLE = re.compile(rf"(?:các )?{any_of('offices_in_villages')}\b", re.IGNORECASE)
_VILLAGES = re.compile(rf"(?:trưởng )?các (?:{'|'.join(VILLAGES)})", re.IGNORECASE)
_OWN_UNIT = re.compile(
    rf"văn phòng$|(?:(?:Phó )?Trưởng )?(?P<unit>{any_of('own_units')}) (?!các\b|.* - Bộ)\w", re.IGNORECASE
)
_ENDS_SHORT = re.compile(rf"(?<! ngang) (?P<word>{any_of('short_for_the_issuer')})(?P<standing> [Tt]hường trực)?$")
_PROVINCIAL = re.compile(rf"(?:(?:Phó )?Giám đốc )?{any_of('provincial')} \w")
_PARTY_GROUPS = re.compile(r"các (?:ban cán sự đảng|đảng đoàn)(?:, (?:ban cán sự đảng|đảng đoàn))?", re.IGNORECASE)
_MEMBERS = re.compile(rf"\b{any_of('members')}$", re.IGNORECASE)
_NOT_THE_BODY = re.compile(r" (?:viên|các|cấp)\b| và (?:Hội đồng|Ủy ban) nhân dân|, các đoàn thể")
_SMALL_HEAD = re.compile(rf"{any_of('written_small')}\b")
_COMMON = re.compile(
    rf"(?!.*{any_of('common_heads', 'but_not')})(?P<head>{any_of('common_heads')}\b[^,]*?)"
    rf" các (?={any_of('common_heads', 'before')})"
)


@dataclass(frozen=True, slots=True)
class FullName:
    """The full name of a recipient or bearer, and the body that it names."""

    words: str
    body: BodyName | None = None
    """None if the words name several bodies, or people."""


def recipients(reading: Reading, jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return the full names of a document's recipients, each once, in the order of "Nơi nhận".

    Parameters
    ----------
    reading
        The document; its letterhead has the lines as printed, and the issuer, whose organs and units a line names
        without it ("Văn phòng").
    jurisdiction
        Jurisdiction of the document: the place of a relative name.
    """
    office = Office(Issuer(reading, jurisdiction))
    printed = (entry.name for entry in reading.letterhead.recipients)
    return tuple(dict.fromkeys(name.words for line in printed for name in office.names(line) if name.words))


@dataclass(frozen=True, slots=True)
class _Line:
    """What the recipients of one line share: a qualifier at the end of a line belongs to all."""

    parts: list[str]
    position: int

    @property
    def following(self) -> list[str]:
        return self.parts[self.position + 1 :]


class Office:
    """Reads short names from the issuer's point of view."""

    def __init__(self, issuer: Issuer) -> None:
        self._issuer = issuer
        self._where = issuer.jurisdiction

    def names(self, printed: str) -> list[FullName]:
        """Return the full names of the recipients in one printed line."""
        if _SELF_EVIDENT.match(printed) or len(printed) > _LONGEST:
            return [FullName(printed)]
        if _PART_OF_PAPER.fullmatch(printed):
            return [FullName(f"các cơ quan nêu tại {printed}")]
        line = _PURPOSE.sub("", printed).strip(" ,;.:")
        kept = _KEPT.match(line)
        if kept:
            parts = _KEEPERS_BREAK.split(line[kept.end() :])
            return [FullName(name) for part in parts if (name := self._keeper(part))]
        line = _TYPED_UNIT.sub("tỉnh", _FIELD_IN_BRACKETS.sub("", line))
        parts = split_line(self._expanded(with_branches(line)))
        return [self._full(_Line(parts, position)) for position in range(len(parts))]

    # -- who keeps the copy --------------------------------------------------------------------------------------

    def _keeper(self, part: str) -> str:
        """Return the full name of the holder of the copy: an office as printed, or a unit of the issuer by its code."""
        code = part.strip(" .")
        # The file is no recipient; nor are the typist and the copies after the code of a unit.
        if _FILE.fullmatch(code) or _TYPIST.fullmatch(code):
            return ""
        marked = _MARKED_CODE.fullmatch(code)
        code = marked["code"] if marked else code
        known = keepers().get(code)
        if known is None and code in branches("Phòng"):
            known = Keeper(branches("Phòng")[code], "section")
        if known is None:
            units = [keepers()[piece].name for piece in code.split("-") if piece in keepers()]
            if len(units) > 1 and len(units) == len(code.split("-")):
                known = Keeper(" - ".join(units), "section")
        # "VTMT": the clerk's code and an abbreviated name of the issuer, written together.
        if known is None and code[:2] in keepers() and self._is_own(expand(code[2:])):
            known = keepers()[code[:2]]
        if known is not None:
            return self._unit(known)
        text = self._expanded(with_branches(code))
        return self._full(_Line([text], 0)).words if text else ""

    def _unit(self, known: Keeper) -> str:
        if self._issuer.own is None:
            return known.name
        if known.kind == "keeper":
            return f"{known.name} {self._issuer.records_office}"
        if self._issuer.governs and self._where.level == "province":
            return f"Phòng {known.name} {self._issuer.records_office}"
        if self._issuer.governs:
            if known.kind == "department" and self._where.level in ("district", "commune"):
                return f"Phòng {known.name} {self._issuer.place}".strip()
            return f"bộ phận {known.name} Văn phòng {self._issuer.clerks}"
        ministry = self._issuer.kind == "ministry" or self._issuer.clerks == "Văn phòng Chính phủ"
        return f"{'Vụ' if ministry else 'bộ phận'} {known.name} {self._issuer.clerks}"

    def _is_own(self, name: str) -> bool:
        return bool(name) and self._issuer.own is not None and name in self._issuer.own.seat

    # -- one recipient ---------------------------------------------------------------------------------------------

    def _expanded(self, line: str) -> str:
        text = expand(_FIELD_OF_DEPUTY.sub("", line))
        # "Đảng ủy - HĐND xã" are two, "Ban Pháp chế - HĐND tỉnh" is a board of the second.
        text = _BEFORE_COUNCIL.sub(" " if _BOARD.match(text) else " và ", text)
        text = _SMALL_COMMITTEE.sub(lambda match: match.group().capitalize(), text.replace(" & ", " và "))
        if self._where.province is not None and self._where.province.kind == "thành phố":
            for short in ("TU", "TTTU", "BTVTU", "VPTU"):
                if re.search(rf"\b{short}\b", line):
                    text = text.replace("Tỉnh ủy", "Thành ủy")
        return re.sub(r"(Mặt trận Tổ quốc Việt Nam) Việt Nam", r"\1", text)

    def _full(self, line: _Line) -> FullName:
        text = with_borrowed(line.parts, line.position)
        text = "Mặt trận Tổ quốc Việt Nam" if text == "Mặt trận" else text
        found = BodyFinder(text).mentions
        whole = next((mention for mention in found if mention.span == (0, len(text))), None)
        body = self._parts(whole, text) if whole is not None else None
        last = found[-1].name if found and found[-1].span.end == len(text) else None
        organ = last.organ if last is not None and not last.seat else ""
        placed = last is not None and bool(last.place)
        # Departments are completed by the words of their names, including those that the vocabulary does not list.
        mentions = [mention for mention in found if not _is_department(mention.name)]
        text = self._with_bodies(text, mentions)
        named = any(mention.name.seat for mention in mentions)
        name = self._with_own(FullName(text, body), line, organ, named=named, placed=placed)
        text = self._with_place(name.words)
        common = _COMMON.match(text)
        if common:
            return FullName(common["head"].lower() + text[common.end("head") :])
        return FullName(text[0].lower() + text[1:] if _SMALL_HEAD.match(text) else text, name.body)

    def _with_bodies(self, text: str, mentions: list[BodyMention]) -> str:
        for mention in reversed(mentions):
            start, end = mention.span.start, mention.span.end
            # "Tỉnh ủy viên" is a person, "Đảng ủy các xã" several bodies; in "HĐND và UBND xã" the last one gives the
            # place; "Đảng ủy Công an" has a name of its own.
            if not mention.name.seat or _NOT_THE_BODY.match(text, end):
                continue
            if mention.name.seat == "Đảng ủy" and re.match(rf" [{CAPITAL}]", text[end:]):
                continue
            name = self._completed(mention, text[start:end])
            seat = seats_by_name()[name.seat]
            if seat.kind in ("central", "ministry"):
                # The canonical name stands for the body itself; inside a person's office the printed one is kept.
                whole = (start, end) == (0, len(text)) and not name.organ
                # The state writes "Ban Bí thư Trung ương Đảng", the Party "Ban Bí thư".
                longer = text[start:end].startswith(f"{seat.name} ") and not self._issuer.party_body
                full = seat.name if whole and not longer else text[start:end]
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
        """Return the full name of a body below the centre, as printed if its place is unknown."""
        seat, body = seats_by_name()[name.seat], self._issuer.meant(name)
        wrong_kind = printed.endswith(" thành phố") and not (body.place or "").startswith("thành phố")
        unit = BARE_UNIT.search(printed)
        if unit and body.level == "commune" and self._where.commune is None and self._where.commune_name:
            # For a place that is not in the gazetteer only the document tells whether it is a xã or a phường.
            return f"{printed} {self._where.commune_name}"
        if told_name(body) == body.name and not wrong_kind:
            return body.name
        # A huyện or tỉnh that the document does not name: the word for its type still gives the level.
        return printed if seat.kind == "council" else told_name(body)

    def _parts(self, mention: BodyMention, printed: str) -> BodyName:
        """Return the parts of a name; if it states no level, it gets one for which the place is known too."""
        name = self._completed(mention, printed)
        return name if name.place or self._issuer.place_at(name.level) else mention.name

    def _completed(self, mention: BodyMention, printed: str) -> BodyName:
        """Return the name with the level that follows from the document."""
        name = mention.name
        if not name.seat:
            return name
        seat = seats_by_name()[name.seat]
        province, district = self._where.province, self._where.district
        within = province is not None and province.kind == "tỉnh"
        if seat.kind == "council" and not name.level:
            return replace(name, level=self._where.level)
        if seat.kind == "council" and printed.endswith(" thành phố") and within and district is not None:
            return replace(name, level="district")
        if (
            name.seat == "Đảng ủy"
            and not name.place
            and not (self._issuer.own and self._issuer.own.seat.startswith("Đảng ủy"))
        ):
            committee = self._issuer.committee_at("commune")
            return replace(name, seat=committee, level="commune") if committee else name
        # The Thành ủy of a city inside a tỉnh is not that of the province.
        if name.seat == "Thành ủy" and not name.place and within and district is not None:
            return replace(name, level="district")
        return name

    def _with_own(self, name: FullName, line: _Line, organ: str, *, named: bool, placed: bool) -> FullName:
        """Complete what belongs to the issuer: its units, members, organs and its direct subordinates.

        `organ` is the one that ends the name, "" if its committee is named too; `named` tells whether a body is, and
        `placed` whether the name ends with that of its place.
        """
        text, own, party = name.words, self._issuer.name, self._issuer.party
        if text.lower() == "văn phòng" and self._issuer.own is not None and self._issuer.own.seat in clerks():
            return FullName(self._issuer.clerks, self._issuer.clerical_office)
        if self._issuer.of_the_front and text.startswith("Mặt trận Tổ quốc Việt Nam"):
            return FullName(f"Ủy ban {text}", name.body)
        if _MEMBERS.search(text):
            return FullName(f"{text} {party}".strip())
        if re.search(r"\bthuộc$", text):
            return FullName(f"{text} {own}".strip())
        short = _ENDS_SHORT.search(text)
        if short and f"{short['word']} " in own and not PARTY_BOARDS.match(text):
            # "Phó Trưởng Tiểu ban Thường trực" keeps its own words before the issuer's name.
            before = f"{text} " if short["standing"] else text[: short.start("word")]
            return FullName(before + own[own.index(f"{short['word']} ") :], name.body)
        if organ or (PARTY_BOARDS.match(text) and not named):
            return self._of_committee(name, line, organ)
        if re.search(r"Ban (?:Chấp hành|Thường vụ) Đảng bộ$", text):
            where = party.removeprefix("Đảng ủy ") if party.startswith("Đảng ủy ") else self._issuer.place
            return FullName(f"{text} {where}".strip(), name.body)
        if self._issuer.kind == "committee" and _PARTY_GROUPS.fullmatch(text):
            return FullName(f"{text} trực thuộc {party}".strip())
        role = ROLE.fullmatch(text)
        if role and not role["rest"] and role["noun"].lower() == "thủ tướng":
            return FullName(f"{text} Chính phủ")
        if role and not role["rest"] and role["noun"].lower() == "giám đốc" and self._issuer.governs:
            # An administration has none: it is that of the office that the document speaks of.
            return FullName(text)
        of_others = self._issuer.kind != "ministry" or text.lower().startswith("các ")
        if role and not role["rest"] and role["noun"].lower() == "bộ trưởng" and of_others:
            return FullName(text)
        if role and not role["rest"]:
            return FullName(f"{text} {party if 'bí thư' in text.lower() else own}".strip())
        return self._with_unit(name, named=named, placed=placed)

    def _of_committee(self, name: FullName, line: _Line, organ: str) -> FullName:
        """Complete an organ by the committee that another recipient of the line names, else by the issuer's own."""
        committee = self._committee_of(line)
        above = self._issuer.full_name(committee)
        if not above and self._is_party(name.words, organ):
            committee, above = self._issuer.committee, self._issuer.party
        elif not above:
            committee, above = self._issuer.clerical_office, self._issuer.clerks
        words = f"{name.words} {above}".strip()
        if name.body is None or not above:
            return FullName(words, name.body)
        if committee is None:
            return FullName(words, BodyName(words, level="central"))
        # An office that the vocabulary does not list has no organs; this is a further body, identified by its name.
        return FullName(words, replace(committee, organ=name.body.organ) if committee.seat in seats_by_name() else None)

    def _with_unit(self, name: FullName, *, named: bool, placed: bool) -> FullName:
        """Complete a unit of the issuer, or a department of the province."""
        text = name.words
        unit = _OWN_UNIT.match(text)
        if unit and not named and not QUALIFIER.search(text) and not BARE_UNIT.search(text):
            kind = (unit["unit"] or "").lower()
            if kind in ("vụ", "cục") and self._where.level != "central":
                return name
            if kind == "phòng" and self._issuer.governs and self._where.level == "province":
                return FullName(f"{text} {self._issuer.records_office}", name.body)
            of_government = kind == "phòng" and (self._issuer.governs or self._issuer.name == self._issuer.party)
            return FullName(f"{text} {self._issuer.place if of_government else self._issuer.clerks}".strip(), name.body)
        if _PROVINCIAL.match(text) and not placed and not BARE_UNIT.search(text) and " các " not in text:
            return FullName(f"{text} {self._issuer.place_at('province')}".strip(), name.body)
        return name

    def _is_party(self, text: str, organ: str) -> bool:
        """Tell whether an organ or boards named alone belong to the Party committee, not to the issuer as such."""
        own = ("Văn phòng",) if self._issuer.kind == "committee" else ("Văn phòng", "Thường trực", "Ban Thường trực")
        if organ:
            return organ not in own
        return "đảng" in text.lower() or self._issuer.kind == "committee"

    def _committee_of(self, line: _Line) -> BodyName | None:
        """Return the committee that another recipient of the line names, preferring those after this one."""
        for part in [*line.following, *reversed(line.parts[: line.position])]:
            for mention in BodyFinder(part).mentions:
                seat = seats_by_name().get(mention.name.seat)
                if seat is not None and seat.kind == "committee":
                    return replace(self._completed(mention, mention.span.of(part)), organ="")
        return None

    def _with_place(self, text: str) -> str:
        """Complete a word for a type of place at the end ("Công an huyện"), and village roles with their commune."""
        unit = BARE_UNIT.search(text)
        if unit:
            word = unit["unit"].lower()
            levels = ("province", "district") if word == "thành phố" else (UNITS[word],)
            named = next((place for level in levels if (place := self._issuer.place_at(level, word))), "")
            return text[: unit.start()] + named if named else text
        village = _VILLAGE_ROLE.match(text) and _PART_OF_COMMUNE.search(text)
        if village and self._where.level == "commune":
            text = text if text.startswith("Ban ") else text[0].lower() + text[1:]
            text = text if " các " in text else f"{text[: village.start()]}các {village.group().lower()}"
            return f"{text} {self._issuer.place}".strip()
        if text.endswith(" trên địa bàn") or (_VILLAGES.fullmatch(text) and self._where.level == "commune"):
            return f"{text} {self._issuer.place}".strip()
        youth = self._where.at(youth_levels().get(text.lower(), ""))
        return f"{text} {youth.name}" if youth else text


def _is_department(name: BodyName) -> bool:
    seat = seats_by_name().get(name.seat)
    return seat is not None and seat.kind == "department"
