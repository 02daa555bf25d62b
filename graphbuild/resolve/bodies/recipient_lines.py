"""Splits a line of "Nơi nhận" into recipients, and determines what a common noun in it means.

Nouns of one kind that share one "các" are one recipient ("các chi bộ, đảng bộ trực thuộc"), bodies of different kinds
are several ("Các ban đảng, Văn phòng Tỉnh ủy"). A comma inside a name ("Sở Văn hóa, Thể thao và Du lịch") does not
split it.
"""

from __future__ import annotations

import re
from functools import cache

from graphbuild.text import CAPITAL
from graphbuild.vocabulary.abbreviations import branches, expand
from graphbuild.vocabulary.bodies import UNITS
from graphbuild.vocabulary.recipients import any_of, noun_patterns

_DEPUTIES = "Đoàn đại biểu Quốc hội"
# One office serves the deputies of a province and its council: "Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh".
_BREAK = re.compile(rf" *[,;] *(?![^(]*\))|(?<!{_DEPUTIES}) và (?={any_of('after_and')} )")
_TWO_OF_ELECTED = re.compile(rf"(?P<first>{_DEPUTIES}) và (?P<second>Hội đồng nhân dân\b.*)", re.IGNORECASE)
_ONE_OFFICE = re.compile(rf"(?:(?:Phó )?Chánh )?{any_of('joint_offices')}\b[^,;]*$")
_FRONT_COMMITTEE = re.compile(rf"{any_of('committees_of_the_front')}\b")
_MEMBERS_OF = re.compile(
    rf"ủy viên {any_of('counted_together')}(?: Trung ương(?: Đảng)?| Đảng bộ\b.*)?$",
    re.IGNORECASE,
)
_SHARED_HEAD = re.compile(r"(?P<head>[^:,;()]+): *(?P<parts>.+)$")
# "Các Sở: TC, CT" or "Sở TC": abbreviated branches after the noun that they share.
_BRANCHES = re.compile(
    rf"(?:^|(?<=[,;:] )|(?<=[,;:])|(?<=và ))(?P<many>[Cc]ác )?(?P<noun>{any_of('with_branches')})\b(?P<mark>: ?| )",
    re.IGNORECASE,
)
_UNIT_OF = re.compile(rf"{any_of('units_of_ministries')}\b")
_MINISTRY = re.compile(rf"{any_of('over_units')}\b[^,]*$")
_OFFICE_AND_CHIEF = re.compile(r"^(?P<role>.*\b(?:Chánh|Phó) )Văn phòng$")
_LONGER = re.compile(rf"(?:các )?{any_of('longer_nouns')}", re.IGNORECASE)
# A further part of a name that contains commas ("Sở Văn hóa, Thể thao và Du lịch") ends it with "và".
_HEADS = re.compile(rf"(?!{any_of('heads', 'but_not')}\b){any_of('heads')}\b", re.IGNORECASE)
_NAMED_PART = re.compile(rf"{any_of('names_with_commas')}\b")
_STAFF = re.compile(any_of("staff"))
_OTHERS = re.compile(rf"{any_of('others')}\b")
_NAMED = re.compile(rf"^(?!.*\b[Cc]ác )[{CAPITAL}].* [{CAPITAL}]")
_OVER_NOUNS = re.compile(rf"{any_of('over_nouns')} ", re.IGNORECASE)
_UNIT_WORDS = "|".join(sorted(UNITS, key=len, reverse=True))
BARE_UNIT = re.compile(rf"(?<!\bcác )(?<!\bcấp )(?<!\bVăn )\b(?P<unit>{_UNIT_WORDS})$", re.IGNORECASE)
_OWN_NAME = re.compile(rf" (?!Đảng|Trung ương|Nhà nước|(?i:{_UNIT_WORDS})\b)[{CAPITAL}]")
_BROADCASTER = re.compile(rf"\b{any_of('broadcasters')}\b.*\bphát thanh$", re.IGNORECASE)
_COUNCIL = re.compile(rf"{any_of('councils')}(?P<rest>.*)$")
ROLE = re.compile(
    rf"(?:các )?(?:đồng chí )?(?:quyền |phó )?(?P<noun>{any_of('offices')})(?: thường trực)?\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_CHIEF_ALONE = ("Chánh", "Các Chánh")
_CHIEF_OF_OFFICE = re.compile(r"\bChánh Văn phòng\b")
# "UBND, Sở Nội vụ các tỉnh, thành phố": of each of them.
_OF_SEVERAL_PLACES = re.compile(rf" các (?:{_UNIT_WORDS})\b.*$")
_KINDS_OF_PLACE = re.compile(rf"\b[Cc]ác (?:{_UNIT_WORDS})(?:, (?:{_UNIT_WORDS}))*$", re.IGNORECASE)
_PLACE = re.compile(rf"(?:{_UNIT_WORDS}) [{CAPITAL}]")
QUALIFIER = re.compile(rf" {any_of('belonging')} .+$")
PARTY_BOARDS = re.compile(
    rf"(?:các )?(?:{any_of('party_boards')}|{any_of('advising_bodies')}[^,]*)$|các ban$", re.IGNORECASE
)
_PEOPLE = re.compile(rf"{any_of('people')}\b", re.IGNORECASE)
_HEADS_OF_OTHERS = re.compile(rf"(?:các )?{any_of('never_under_a_head')}\b")
_OVER = re.compile(rf"\b{any_of('over_units')}\b")
_KINDS_OF_MINISTRY = ("Bộ", "Sở")
_SERVES_SEVERAL = re.compile(rf"{any_of('serve_several')}\b")
_IN_FULL = re.compile(r"[^\W\d][^,;:()]*(?:, [^\W\d][^,;:()]* và [^,;:()]+)?")
_AND_NEXT = re.compile(r" *[,;] *| và ")
_AT_EVERY_LEVEL = re.compile(rf"(?!{any_of('at_every_level', 'but_not')}){any_of('at_every_level')}\b")


def split_line(line: str) -> list[str]:
    """Return the recipients that one line names; abbreviations are already expanded.

    Examples
    --------
    >>> split_line("Các ban đảng, đảng ủy trực thuộc Trung ương")
    ['Các ban đảng', 'các đảng ủy trực thuộc Trung ương']
    >>> split_line("Sở Văn hóa, Thể thao và Du lịch")
    ['Sở Văn hóa, Thể thao và Du lịch']
    """
    shared = _SHARED_HEAD.match(line)
    if shared:
        head = shared["head"].removeprefix("Các ").removeprefix("các ")
        head = head.capitalize() if head.capitalize() in _KINDS_OF_MINISTRY else head
        parts = _pieces(shared["parts"])
        if not _SERVES_SEVERAL.match(head):
            parts = [name for part in parts for name in _elected(part)]
        return [_under(head, part) for part in parts]
    return [name for part in _pieces(line) for name in _elected(part)]


def _under(head: str, part: str) -> str:
    """Return a recipient after a head that several share.

    "Thường trực: Đảng ủy, HĐND" shares its first words; people and units after the name of a body belong to that body
    ("VPUB: CVP, các PCVP", "Bộ Tư pháp: Bộ trưởng, các Thứ trưởng").
    """
    if (
        head.removeprefix("Văn phòng ") in part
        or _HEADS_OF_OTHERS.match(part)
        or (head in _KINDS_OF_MINISTRY and _HEADS.match(part) and part not in branches(head).values())
    ):
        return part
    office = _OFFICE_AND_CHIEF.match(part)
    if head.startswith("Văn phòng ") and (office or part in branches("Phòng")):
        section = "Vụ" if head == "Văn phòng Chính phủ" else "Phòng"
        return f"{office['role']}{head}" if office else f"{section} {branches('Phòng')[part]} {head}"
    if ROLE.match(part) and head.startswith("Thường trực "):
        return f"{part} {head.removeprefix('Thường trực ')}"
    if head.count(" ") > 2 or ROLE.match(part) or _PEOPLE.match(part):
        # "Bộ Tư pháp: các đơn vị thuộc Bộ": the body's own short name is not repeated.
        return f"{part.removesuffix(' ' + head.split(' ')[0])} {head}"
    return f"{head} {part}"


def _elected(part: str) -> list[str]:
    both = _TWO_OF_ELECTED.fullmatch(part)
    return [both["first"], both["second"]] if both else [part]


def with_branches(line: str) -> str:
    """Return a line of recipients with the branches of ministries and departments written out.

    Examples
    --------
    >>> with_branches("Các Sở: TC, VH,TT&DL; UBND tỉnh")
    'Sở Tài chính; Sở Văn hóa, Thể thao và Du lịch; UBND tỉnh'
    >>> with_branches("Bộ NN&MT, Sở, ban, ngành TP")
    'Bộ Nông nghiệp và Môi trường, Sở, ban, ngành TP'
    """
    done, found = 0, []
    for match in _BRANCHES.finditer(line):
        noun = match["noun"][0].upper() + match["noun"][1:]
        if match.start() < done:
            continue
        several = ":" in match["mark"]
        names, end = _branches_at(line, match.end(), noun, several=several)
        if names:
            written = noun if several else match["noun"]
            listed = "; ".join(f"{written} {name}" for name in names)
            found += [line[done : match.start("noun") if not several else match.start()], listed]
            done = end
    return "".join([*found, line[done:]])


def _branches_at(line: str, start: int, noun: str, *, several: bool) -> tuple[list[str], int]:
    """Return the branches of a list, written out, and where it ends; those in full words stay as they are."""
    names: list[str] = []
    known, end, abbreviated = branches(noun), start, False
    while True:
        code = next(
            (one for one in _longest_first(noun) if line.startswith(one, start) and _ends(line, start + len(one))), ""
        )
        word = _IN_FULL.match(line, start) if several and not code else None
        if not code and (word is None or _HEADS.match(word.group()) or expand(word.group()) != word.group()):
            break
        names.append(known[code] if code else word.group() if word else "")
        abbreviated = abbreviated or bool(code)
        end = start + len(code) if code else word.end() if word else start
        following = _AND_NEXT.match(line, end)
        if not several or following is None:
            break
        start = following.end()
    return (names, end) if abbreviated else ([], end)


def _ends(line: str, position: int) -> bool:
    return not line[position : position + 1].isalnum() and line[position : position + 1] not in ("&", "-")


@cache
def _longest_first(noun: str) -> tuple[str, ...]:
    return tuple(sorted(branches(noun), key=len, reverse=True))


def _pieces(line: str) -> list[str]:
    """Return the parts of a line that are recipients of their own."""
    parts: list[str] = []
    # The separators are between the pieces: the one before a piece tells how it is joined.
    pieces = re.split(f"({_BREAK.pattern})", line)
    for before, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        part = piece.strip()
        if part and parts and _continues(parts[-1], part, before):
            parts[-1] = _joined(parts[-1], part, before)
        elif part:
            parts.append(_with_plural(parts, part))
    return parts


def _continues(group: str, part: str, mark: str) -> bool:
    """Tell whether `part` belongs to the preceding recipient `group` and is not a recipient of its own."""
    # The office of a council and its government is one body ("Văn phòng HĐND, UBND xã"), their leaders are two.
    if _ONE_OFFICE.match(group) and re.match(r"(?:Hội đồng|Ủy ban) nhân dân\b", part):
        return True
    # "Đảng ủy Mặt trận Tổ quốc, các đoàn thể tỉnh" is the name of one committee.
    if _FRONT_COMMITTEE.match(group) and part.startswith("các đoàn thể"):
        return True
    # "Báo và phát thanh, truyền hình tỉnh": the press and the broadcaster of a province, one since 2025.
    if _BROADCASTER.search(group) and part.lower().startswith("truyền hình"):
        return True
    if "và" in mark or (";" in mark and QUALIFIER.search(group)):
        # "cơ quan thuộc Ủy ban nhân dân tỉnh; ban ngành tỉnh"
        return False
    # "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ" is one person; "Cục Kiểm tra văn bản, Bộ Tư pháp" one office.
    if group == "Bộ trưởng" and part.startswith("Chủ nhiệm "):
        return True
    if "," in mark and _UNIT_OF.match(group) and not _OVER.search(group) and _MINISTRY.match(part):
        return True
    # People listed together: "Ủy viên Bộ Chính trị, Ban Bí thư", "lãnh đạo, chuyên viên".
    if _MEMBERS_OF.search(group) and _MEMBERS_OF.search(f"ủy viên {part}"):
        return True
    if group.lower() in ("lãnh đạo", "các đồng chí lãnh đạo") and _STAFF.match(part):
        return True
    if _NAMED.search(group) and _OTHERS.match(part):
        # "Sở Y tế, cá nhân, tổ chức có liên quan"
        return False
    if _NAMED_PART.match(group) and not _HEADS.match(part) and (" và " in part or part[0].islower()):
        return True
    if "," in mark and _KINDS_OF_PLACE.search(group) and _PLACE.match(part):
        # "Ủy ban nhân dân các xã, phường, đặc khu Lý Sơn"
        return True
    if re.match(r"các\b", part, re.IGNORECASE) or _is_named(part):
        return False
    governed = _OVER_NOUNS.sub("", re.split(r"\bcác ", group, flags=re.IGNORECASE)[-1])
    kinds = noun_kinds(governed) if not _is_named(governed) else set()
    for member in re.split(r", ", governed)[1:]:
        kinds &= noun_kinds(member) or kinds
    return bool(kinds & noun_kinds(part)) or (not _HEADS.match(part) and part[0].islower())


def _joined(group: str, part: str, mark: str) -> str:
    if _ONE_OFFICE.match(group) and "nhân dân" in part:
        return f"{group} và {part}"
    if _UNIT_OF.match(group) and _MINISTRY.match(part):
        return f"{group} {part}"
    return f"{group}{mark.strip()} {part}"


def _with_plural(parts: list[str], part: str) -> str:
    """Return a common noun with the "các" that an earlier recipient of the line has and that it shares."""
    plural = parts and re.match(r"các\b", parts[0], re.IGNORECASE) and part[0].islower() and noun_kinds(part)
    return f"các {part}" if plural and not part.startswith("các ") else part


def noun_kinds(noun: str) -> set[str]:
    """Return the kinds of the common noun with which a text begins, none if it begins with something else.

    Examples
    --------
    >>> noun_kinds("chi bộ trực thuộc")
    {'party organisation'}
    >>> noun_kinds("Văn phòng Huyện ủy")
    set()
    """
    longer = _LONGER.match(noun)
    found = set()
    for kind, pattern in noun_patterns().items():
        match = pattern.match(noun)
        if match and (not longer or match.end() >= longer.end()):
            found.add(kind)
    return found


def _is_named(part: str) -> bool:
    """Tell whether a noun is followed by a name of its own ("Thành ủy Cà Mau", "Sở Nội vụ")."""
    ends = [match.end() for pattern in noun_patterns().values() if (match := pattern.match(part))]
    return bool(ends) and _OWN_NAME.match(part, max(ends)) is not None


def with_borrowed(parts: list[str], position: int) -> str:
    """Return a recipient of a line with the qualifiers that later ones give for all.

    Examples
    --------
    >>> with_borrowed(["Chủ tịch", "các Phó Chủ tịch Ủy ban nhân dân tỉnh"], 0)
    'Chủ tịch Ủy ban nhân dân tỉnh'
    """
    text, following = parts[position], parts[position + 1 :]
    if text in _CHIEF_ALONE and any(_CHIEF_OF_OFFICE.search(later) for later in following):
        # "Chánh, các Phó Chánh Văn phòng UBND tỉnh".
        text = f"{text} Văn phòng"
    council = _COUNCIL.search(text)
    role = ROLE.match(text)
    for later in following:
        other = _COUNCIL.search(later)
        if council and not council["rest"] and other:
            return text + other["rest"]
        several = _OF_SEVERAL_PLACES.search(later)
        if council and not council["rest"] and several:
            return text + several.group()
        same = ROLE.match(later)
        if role and not role["rest"] and same and same["noun"].lower() == role["noun"].lower():
            return text + same["rest"]
    if _AT_EVERY_LEVEL.match(text) and not BARE_UNIT.search(text):
        unit = next((match for later in following if (match := BARE_UNIT.search(later))), None)
        return f"{text} {unit['unit']}" if unit else text
    qualifier = next((match for later in following if (match := QUALIFIER.search(later))), None)
    common = (
        re.match(r"các ", text, re.IGNORECASE) and noun_kinds(text) and any(noun_kinds(later) for later in following)
    )
    if qualifier is None or not common or QUALIFIER.search(text):
        return text
    # The boards are parts of the committee, other bodies are subordinate to it: "các ban đảng Trung ương".
    boards = PARTY_BOARDS.match(text)
    return text + (re.sub(r"^ (?:(?:trực )?thuộc|ở) ", " ", qualifier.group()) if boards else qualifier.group())
