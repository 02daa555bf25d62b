"""Parts what a task says of its bearers into phrases of one body or collective each, in the words of office lines.

"các Đảng ủy: Chính phủ; Quốc hội" shares its head, "cấp ủy, chính quyền các cấp" its end; "Đảng ủy xã A và Đảng ủy
xã B" are two (annotation guideline, §4 and §5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.resolve.bodies.recipient_lines import noun_kinds
from graphbuild.resolve.bodies.unit_lists import parted_at_lists, unit_list
from graphbuild.text import CAPITAL
from graphbuild.vocabulary.bodies import UNITS
from graphbuild.vocabulary.obligations import begins_at
from graphbuild.vocabulary.recipients import any_of

# A person's Party office before the one in which they act: "Ủy viên Ban Thường vụ Đảng ủy, Chủ tịch Ủy ban …".
_PARTY_OFFICE = re.compile(r"(?:[Đđ]ồng chí |[Đđ]/c )?Ủy viên [^,]*, (?=(?:Phó )?(?:Chủ tịch|Bí thư|Giám đốc|Trưởng))")
_COMRADE = re.compile(r"^(?:[Đđ]ồng chí|[Đđ]/c) (?=Phó|Chủ tịch|Bí thư|Giám đốc|Trưởng|Chánh|Thường trực)")
_ESPECIALLY = re.compile(r"(?:,| và) (?:nhất là|đặc biệt là|trước hết là|trong đó có) ")
_OFFICES = r"(?:Phó |Quyền )?(?:Trưởng|Chủ tịch|Bí thư|Giám đốc|Chánh|Ủy viên|Thành viên|Thường trực)\b"
_OFFICE = re.compile(rf"(?:[Đđ]ồng chí |[Đđ]/c |Ông |Bà )?{_OFFICES}")
# "Phó Trưởng phòng Văn hóa - Xã hội - Phó Trưởng Tiểu ban": the hyphen of a name parts nothing.
_NEXT_OFFICE = re.compile(rf" - (?={_OFFICES})")
_MEMBER = re.compile(r"(?:Ủy viên|Thành viên)\b")
# "các cơ quan có liên quan đến công tác …": to what does not tell who.
_RELATED_TO = re.compile(r"(?<=liên quan) (?:đến|tới)\b.*$| nơi$")
_EACH = re.compile(r"^(?:[Mm]ỗi|[Tt]ừng) ")
_AUTHORITIES = re.compile(
    r"(?:^|(?<=, )|(?<=; )|(?<= và ))(?P<party>(?:[Cc]ác )?cấp ủy(?:(?:,| và) (?:các )?tổ chức đảng)?)"
    r"(?:,| và) (?:các )?(?P<state>chính quyền)(?:(?:,| và) (?:các )?(?P<mass>đoàn thể))?"
    r"(?P<level> địa phương các cấp| các cấp| cơ sở)?",
    re.IGNORECASE,
)
_DEPARTMENTS = re.compile(
    r"(?P<first>(?:các )?sở, (?:ban, ngành|ngành|ban)(?: của)?(?: cấp)?(?: tỉnh| thành phố)?)(?:,| và) "
    r"(?P<second>(?:các )?(?:tổ chức chính trị|đoàn thể|cơ quan|đơn vị|địa phương|hội)\b)",
    re.IGNORECASE,
)
# "các Đảng ủy: Chính phủ; Quốc hội", "Giám đốc các Sở: Y tế, Xây dựng".
_SHARED = re.compile(
    rf"(?:^|(?<=[,;] )|(?<= và ))(?P<over>[^,;:]{{2,40}}? )?[Cc]ác (?P<head>[^,;:]{{1,40}}): (?P<names>[{CAPITAL}].*)$"
)
_COLLECTIVE_AFTER = re.compile(r"(?:,|;| và) (?=các (?!đoàn thể Trung ương))")
_AND_PERSON = re.compile(r",? và (?=(?:lãnh đạo|thủ trưởng|người đứng đầu|chủ tịch|giám đốc) )", re.IGNORECASE)
_UNIT = rf"(?:{'|'.join(UNITS)})"
# "Công an tỉnh và doanh nghiệp viễn thông": after a name, what is written small is another.
_AND_OTHERS = re.compile(
    rf"(?P<named>(?:^|.*[,;] )(?!(?:\w+ )*{any_of('others', 'but_not')})[{CAPITAL}](?:(?!các )[^,;])*) và "
    rf"(?P<other>{any_of('others')}\b.*)"
)
# "Ủy ban nhân dân các xã, phường và cơ quan, tổ chức liên quan": "các" goes on for those after the places.
_PLACES_AND_OTHERS = re.compile(
    rf"(?P<named>(?:[{CAPITAL}].*|[Cc]ác )\b{_UNIT}(?:, {_UNIT})*(?: trực thuộc [Tt]rung ương)?) và "
    rf"(?P<other>{any_of('others')}\b.*)"
)
_SEPARATOR = re.compile(r"(,? và |[,;] )")
_SEMICOLON = re.compile(r"(; ?)")
_MOST_PIECES = 7
"""Maximum number of pieces and separators of one name: "Văn hóa", ", ", "Thể thao", " và ", "Du lịch"."""


def actor_phrases(printed: str) -> list[str]:
    """Return the separate phrases of a list of bearers, in the wording of the office's own lines.

    Examples
    --------
    >>> actor_phrases("Mỗi tỉnh ủy, thành ủy"), actor_phrases("các cấp ủy, chính quyền")
    (['các tỉnh ủy, thành ủy'], ['các cấp ủy', 'chính quyền các cấp'])
    >>> actor_phrases("Văn phòng Quốc hội; các Đảng ủy: Chính phủ; Quốc hội và các cấp ủy")
    ['Văn phòng Quốc hội', 'Đảng ủy Chính phủ', 'Đảng ủy Quốc hội', 'các cấp ủy']
    >>> actor_phrases("Các Bộ: Y tế, Văn hóa, Thể thao và Du lịch")
    ['Bộ Y tế', 'Bộ Văn hóa, Thể thao và Du lịch']
    """
    said = _EACH.sub("các ", _RELATED_TO.sub("", _in_last_office(printed)))
    plain = _COMRADE.sub("", _PARTY_OFFICE.sub("", said))
    general, *special = _ESPECIALLY.split(plain)
    # "…, nhất là thành phố Hà Nội và các đô thị lớn": places only say where.
    named = [part for part in special if BodyFinder(part).mentions or _SHARED.search(part)]
    return [phrase for part in (general, *named) for piece in parted_at_lists(part) for phrase in _phrases(piece)]


def _phrases(piece: str) -> list[str]:
    """Return the phrases of a list without places, or the whole list of places ("Ủy ban nhân dân các xã: A, B")."""
    if unit_list(piece) is not None:
        return [piece]
    return [phrase for whole in _unshared(piece) for phrase in _parted(whole)]


def _in_last_office(printed: str) -> str:
    """Return a person with only the office in which they act: "Phó Trưởng phòng Y tế - Phó Trưởng Tiểu ban"."""
    offices = _NEXT_OFFICE.split(printed)
    if len(offices) < 2 or not _OFFICE.match(offices[0]):
        return printed
    return offices[0] if _MEMBER.match(offices[-1]) else offices[-1]


def _unshared(plain: str) -> Iterator[str]:
    """Yield the parts of a list, those that share a head each with it: "các Đảng ủy: Chính phủ; Quốc hội"."""
    shared = _SHARED.search(plain)
    if shared is None:
        yield plain
        return
    before = plain[: shared.start()].rstrip(" ,;").removesuffix(" và")
    if before:
        yield before
    after = _COLLECTIVE_AFTER.search(shared["names"])
    names = shared["names"][: after.start()] if after else shared["names"]
    head, over = shared["head"], shared["over"] or ""
    if not over or noun_kinds(head):
        head = head[0].upper() + head[1:]
    yield from _named_under(over, head, names)
    if after:
        yield from _unshared(shared["names"][after.end() :])


def _named_under(over: str, head: str, names: str) -> Iterator[str]:
    """Yield the bodies whose names without the head are a list, also those with commas in them.

    `over` is what stands before the head of each: "Giám đốc các Sở: Y tế, Xây dựng".
    """
    pieces = (_SEMICOLON if ";" in names and not over else _SEPARATOR).split(names)
    start = 0
    while start < len(pieces):
        # The longest run of pieces, with what stands between them, that is the name of one body.
        name, end, found = pieces[start], start + 1, False
        for last in range(min(len(pieces), start + _MOST_PIECES), start, -2):
            whole = f"{head} {''.join(pieces[start:last])}"
            known = BodyFinder(whole).at(0)
            if known is not None and known.span.end == len(whole):
                name, end, found = "".join(pieces[start:last]), last, True
                break
        if start and not found and begins_at(name, 0).actor and "committee" not in noun_kinds(head):
            # "…; Chủ tịch Ủy ban nhân dân các xã" is not under the head; every body can have a committee.
            yield from _unshared("".join(pieces[start:]))
            return
        yield f"{over}{head} {name}"
        start = end + 1


def _parted(phrase: str) -> list[str]:
    """Return a phrase in two or three if it names the Party and the authorities, or departments and others."""
    departments = _DEPARTMENTS.search(phrase)
    if departments is not None:
        second = departments["second"]
        second = second if second.startswith("các ") else f"các {second}"
        rest = f"{second}{phrase[departments.end() :]}"
        return [*_parted(phrase[: departments.end("first")]), *_parted(rest)]
    authorities = _AUTHORITIES.search(phrase)
    if authorities is None:
        return ["chính quyền các cấp"] if phrase == "chính quyền" else _two_bodies(phrase)
    # In "Các cấp ủy, chính quyền các cấp" each has "các"; in "cấp ủy, chính quyền các cấp" the end applies to both.
    level, party = authorities["level"] or "", authorities["party"]
    all_levels = party[:3].lower() == "các" and level in ("", " các cấp")
    of_party = "" if all_levels or party.endswith("tổ chức đảng") else level
    state = f"chính quyền{level or ' các cấp'}"
    mass = [f"đoàn thể{level or ' các cấp'}"] if authorities["mass"] else []
    before = phrase[: authorities.start()].rstrip(" ,;").removesuffix(" và")
    after = phrase[authorities.end() :].lstrip(" ,;").removeprefix("và ")
    return [*([before] if before else []), f"{party}{of_party}", state, *mass, *([after] if after else [])]


def _two_bodies(phrase: str) -> list[str]:
    """Return the sides of an "và" before a post, or between two bodies with their places ("Đảng ủy xã A và …")."""
    person = _AND_PERSON.search(phrase)
    if person is not None:
        return [*_two_bodies(phrase[: person.start()]), *_two_bodies(phrase[person.end() :])]
    mentions = BodyFinder(phrase).mentions
    other = _AND_OTHERS.fullmatch(phrase)
    if other is not None and not any(mention.span.of(phrase).endswith(other["other"]) for mention in mentions):
        return [*_two_bodies(other["named"]), other["other"]]
    other = _PLACES_AND_OTHERS.fullmatch(phrase)
    if other is not None:
        plural = "các " if "các " in other["named"].lower() else ""
        return [*_two_bodies(other["named"]), f"{plural}{other['other']}"]
    for first, second in pairwise(mentions):
        if phrase[first.span.end : second.span.start] == " và " and first.name.place and second.name.place:
            return [phrase[: first.span.end], *_two_bodies(phrase[second.span.start :])]
    return [phrase]
