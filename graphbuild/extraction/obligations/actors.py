"""Finds the actors that a text names: "các chi bộ, đảng bộ trực thuộc", "đồng chí Bí thư Huyện ủy".

An actor's name begins with a word for somebody who can act and extends to the verb; known bodies are taken as a whole.
A capitalised word inside the name is not a verb ("Ban Tổ chức"), nor are the verbs that belong to some nouns ("ban xây
dựng Đảng").
"""

from __future__ import annotations

import re

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.regimes import is_class, names_office
from graphbuild.model import Span
from graphbuild.text import CAPITAL, plain_name
from graphbuild.vocabulary.bodies import UNITS
from graphbuild.vocabulary.obligations import begins_at, name_ends
from graphbuild.vocabulary.phrases import Phrases
from graphbuild.vocabulary.wordings import wordings

_WORD = re.compile(r"[đĐ]/[cC]\b|[^\W_]+(?:[-&][^\W_]+)*")
_LONGEST = 400
"""Maximum length of a list of actors in characters."""
_LONGEST_MEMBER = 80
"""Maximum length in characters of one name in a list."""
_WORDS = wordings("obligations")
_any = _WORDS.any_of
_INNER = re.compile(_any("actors.inner"))
# After the name, before the verb: a qualification of the actor, and who helps it.
_RELATIVE = re.compile(
    rf"[ ]?(?:\([^()\n]{{0,200}}\))?(?:, [^(),;:.\n]{{3,80}} \({_any('actors.helps')}\))*[ ]?"
    rf"(?:{_any('actors.chosen_by')}[ ]{_any('actors.chosen')}(?:[ ]{_any('actors.in_charge')})?[ ])?"
    rf"(?:{_any('actors.by')}[ ]{_any('actors.fields')}(?:(?:,| và)[ ]{_any('actors.fields')})*"
    rf"(?:[^.;:\n]{{0,60}}?{_any('actors.assigned')})?,?[ ])?"
    rf"(?:{_any('actors.by')}[ ][^.;:\n]{{3,120}}?[ ](?={_any('norms.must', 'modality.responsible')}[ ]))?"
    rf"(?:{_any('actors.described')}[ ][^.;:\n]{{3,240}}?[ ](?={_any('norms.must', 'modality.responsible')}[ ]))?"
    rf"(?:{_any('predicates.by')}[ ][^.;:\n]{{3,80}}?[ ]{_any('actors.appoints')}\b[^.;:\n]{{0,120}}?[ ]"
    rf"(?={_any('norms.must', 'modality.responsible')}[ ]))?"
)
# What continues the name after a body's own: which of them, where, of what kind.
_CONTINUES = re.compile(rf"[{CAPITAL}(]|{_any('actors.goes_on')}\b")
# Verbs inside names: after what they go on with it, and what is no part of one.
_ACTS_IN_NAMES = Phrases(_WORDS["actors.acts_in_names"])
_BEFORE_ACTS = tuple(f" {word} " for word in _WORDS["actors.before_acts"])
_PRODUCTS = Phrases(_WORDS["actors.products"])
_THEMES = Phrases(_WORDS["actors.themes"])
_BOARDS = frozenset(_WORDS["actors.boards"])
_IN_CHARGE = re.compile(
    rf"\((?P<leads>{_any('actors.leads')}: )?(?P<who>[^();]{{3,80}}?)"
    rf"(?P<charged> {_any('actors.charged')}(?:[,;][^()]*)?)?\)?$"
)
_QUANTIFIERS = frozenset(_WORDS["actors.quantifiers"])
_IN_ROLE = re.compile(
    rf"(?P<who>[^\W\d][^();:\n]{{2,80}}?) \((?:(?P<leads>{_any('actors.leads')})|{_any('actors.helps')})\)(?:, | và )?"
)
_BEFORE_NAMES = frozenset(_WORDS["actors.before_names"])
_AND = tuple(f" {word} " for word in _WORDS["actors.and"])
_JOINTS = frozenset((", ", "; ", ",", *_AND))
_ESPECIALLY = _any("actors.especially")
_BETWEEN = re.compile(rf" ?\(|, {_ESPECIALLY} |, ?|; |: (?=[{CAPITAL}])| {_any('actors.and')} | - | ")
_IS_ESPECIALLY = re.compile(rf", {_ESPECIALLY} ")
# "các Bộ: Quốc phòng, Công an": the head that the names after the colon share.
_UNITS = rf"(?:{'|'.join(UNITS)})"
_SHARED = re.compile(
    rf"(?:^|(?<=[,; ]))(?i:{_any('actors.several')}) "
    rf"(?P<head>{_UNITS}(?:(?:, | {_any('actors.and')} ){_UNITS})+|[^\W\d][^,;:.\n]{{1,40}})$"
)


def begins_actor(text: str, position: int, bodies: BodyFinder) -> bool:
    """Tell whether the name of a possible actor begins at `position`."""
    if bodies.at(position) is not None:
        return True
    begins = begins_at(text, position)
    head = begins.actor
    if not head:
        return False
    if head in _BEFORE_NAMES and _is_capital_name(text, position, head):
        return True
    # A longer word that begins there is not a name: "tổ chức thực hiện", "hội nghị".
    if max(len(begins.no_actor), len(begins.verb)) >= len(head):
        return False
    return head not in _QUANTIFIERS or _is_plural(text, position + len(head) + 1, bodies)


def _is_plural(text: str, position: int, bodies: BodyFinder) -> bool:
    """Tell whether what follows "các", "mỗi" can act: "các khu vực nuôi" cannot."""
    if bodies.at(position) is not None or text[position : position + 1].isupper():
        return True
    begins = begins_at(text, position)
    if begins.actor in _QUANTIFIERS:
        # "tất cả các chi bộ"; more of them are no name.
        position += len(begins.actor) + 1
        begins = begins_at(text, position)
    return begins.plural != "" or (begins.actor not in _QUANTIFIERS and begins_actor(text, position, bodies))


def _is_capital_name(text: str, position: int, head: str) -> bool:
    following = text[position + len(head) + 1 : position + len(head) + 3]
    return following[:1].isupper() and not following.isupper()


def actor_at(text: str, position: int, limit: int, bodies: BodyFinder) -> Span | None:
    """Return the actors named from `position` on, several of them with the joining words, None if there is none.

    Examples
    --------
    >>> text = "Các đồng chí bí thư cấp ủy tập trung lãnh đạo, chỉ đạo."
    >>> actor_at(text, 0, len(text), BodyFinder(text)).of(text)
    'Các đồng chí bí thư cấp ủy'
    """
    if not begins_actor(text, position, bodies):
        return None
    limit = min(limit, position + _LONGEST)
    end = place = member = before = position
    whole = False
    head = ""
    while place < limit:
        body = bodies.at(place)
        if body is not None and place + len(begins_at(text, place).name) > body.span.end:
            # "Văn phòng đăng ký đất đai" is not the "Văn phòng".
            body = None
        known = _end_under(head, text, place) if head and place == member else 0
        if known:
            whole, step = True, known
        elif body is not None:
            whole, step = True, body.span.end
        else:
            begins = begins_at(text, place)
            step = place + len(begins.name)
            if step == place and begins.plural and text[before:place].rstrip().lower() in _QUANTIFIERS:
                # "các tổ chức cung cấp dịch vụ": after "các" it is a noun.
                step = place + len(begins.plural)
            if step == place:
                word = _WORD.match(text, place, limit)
                inner = _INNER.match(text, place, limit) if place > member and begins.name_end else None
                ends = place > member and begins.name_end and not inner and text[place].islower()
                act = _in_name(text, before, place, whole=whole) if ends else ""
                if not word or (ends and not act and not _is_second_syllable(text, member, place, begins.name_end)):
                    break
                if whole and begins.verb and not act:
                    # "MTTQ Phối hợp với": after a body's full name the verb may be capitalised.
                    break
                act = act or (_capital_verb(text, place, begins.verb) if place > position else "")
                step = inner.end() if inner else max(word.end(), place + len(act))
        before = place
        end = place = step
        between = _BETWEEN.match(text, place)
        joint = between.group() if between else ""
        place += len(joint)
        if joint in _JOINTS or _IS_ESPECIALLY.fullmatch(joint):
            if not _goes_on(text, place, bodies) and not _is_joined(text, member, place):
                break
            whole, member = False, place
        elif joint == ": ":
            head = _shared_head(text, position, place)
            if not head:
                break
            whole, member = False, place
        elif joint == " - ":
            # "Trưởng ban Xây dựng Đảng - Trưởng Tiểu ban": another office of the same person.
            member = place
        elif not (joint == " " and (body is None or _CONTINUES.match(text, place) or _in_name(text, before, place))):
            break
    return Span(position, end) if end > position and text[position:end].lower() not in _QUANTIFIERS else None


def actor_in_brackets(text: str, span: Span, bodies: BodyFinder) -> Span | None:
    """Return who is named in charge at the end of a task: "(Ban Tổ chức Huyện ủy chủ trì, phối hợp với …)"."""
    charged = _IN_CHARGE.search(text, span.start, span.end)
    if charged is None or not begins_actor(text, charged.start("who"), bodies):
        return None
    who = Span(*charged.span("who"))
    if is_class(who.of(text)):
        return None
    if not (charged["leads"] or charged["charged"]) and (
        begins_actor(text, span.start, bodies)
        or not names_office(text, who, bodies)
        or begins_at(text, who.start).actor in UNITS
    ):
        # "Ban Chỉ huy cập nhật danh bạ (Trưởng ban, thủ trưởng đơn vị)", "một trường hợp (tập thể hoặc cá nhân)".
        return None
    named = actor_at(text, who.start, who.end, bodies)
    # "(Phòng Kinh tế tham mưu, hoàn thành trong …)"
    acts = named is not None and begins_at(text, named.end + 1).verb
    return named if acts else who


def is_anybody(text: str, actors: Span, bodies: BodyFinder) -> bool:
    """Tell whether somebody is named neither as an office nor as all of a kind: "giáo viên dạy môn tin học"."""
    return begins_at(text, actors.start).actor not in _QUANTIFIERS and not names_office(text, actors, bodies)


def is_only_object(text: str, span: Span, bodies: BodyFinder) -> bool:
    """Tell whether a stretch is a verb and those to whom it applies: "Hướng dẫn các sở, ban, ngành"."""
    verb = begins_at(text, span.start).verb
    actors = actor_at(text, span.start + len(verb) + 1, span.end, bodies) if verb else None
    return actors is not None and actors.end == span.end


def actors_by_role(text: str, span: Span, bodies: BodyFinder) -> tuple[list[Span], list[Span]]:
    """Return who leads and who helps at the beginning of a task: "Sở Y tế (chủ trì), Công an tỉnh (phối hợp): …"."""
    leading: list[Span] = []
    helping: list[Span] = []
    position = span.start
    while role := _IN_ROLE.match(text, position, span.end):
        actors = actor_at(text, role.start("who"), role.end("who"), bodies)
        if actors is None:
            break
        (leading if role["leads"] else helping).append(Span(*role.span("who")))
        position = role.end()
    return (leading, helping) if leading else ([], [])


def after_actor(text: str, end: int, limit: int) -> int:
    """Return where the predicate begins after a name that ends at `end`, skipping brackets and relative clauses."""
    match = _RELATIVE.match(text, end, limit)
    return match.end() if match else end


def _in_name(text: str, before: int, place: int, *, whole: bool = True) -> str:
    """Return the verb at `place` that goes on with a name, "" if its predicate begins there.

    Parameters
    ----------
    text, before, place
        The text, and where the last word of the name and the verb begin.
    whole
        Whether the name is that of a known body: then only what a board is set up for belongs to it.
    """
    last = text[before:place].rstrip()
    if last.lower() in _BOARDS:
        return _THEMES.at(text, place)
    act = _ACTS_IN_NAMES.at(text, place)
    if whole or not act or _PRODUCTS.at(text, place + len(act) + 1):
        return ""
    goes_on = _capital_verb(text, before, begins_at(text, before).verb) == last or text.endswith(_BEFORE_ACTS, 0, place)
    return act if goes_on else ""


def _capital_verb(text: str, place: int, verb: str) -> str:
    """Return the first two syllables of a verb that a name writes with a capital, "" if it is written small."""
    return text[place : place + len(" ".join(verb.split()[:2]))] if verb and text[place : place + 1].isupper() else ""


def _is_joined(text: str, member: int, place: int) -> bool:
    """Tell whether a word after "và" or a comma is part of a name: "Quỹ Bảo tồn và phát triển …", "Quản lý, Bảo vệ"."""
    begins = begins_at(text, place)
    if text[place : place + 1].isupper():
        return begins.act != "" and text[place - 2] == ","
    if not text.endswith(_AND, 0, place) or not any(map(str.isupper, text[member + 1 : place])):
        return False
    return not begins.name_end or _ACTS_IN_NAMES.at(text, place) != ""


def _is_second_syllable(text: str, member: int, place: int, word: str) -> bool:
    """Tell whether a verb of one syllable only goes on with a name: "Cục Xuất nhập khẩu", "Trung tâm Trợ giúp …"."""
    if " " in word or word in name_ends() or begins_at(text, place).before_verb:
        return False
    before = text[member:place].split()
    if len(before) < 2 or not before[-1][0].isupper() or before[-1].isupper():
        return False
    # Two capitals are the name of a place: "Trạm Y tế xã Tân Thọ tiêm …".
    return before[-2][0].islower() or begins_at(text, member).actor == before[-2].lower()


def _shared_head(text: str, start: int, position: int) -> str:
    """Return the head that the names after a colon share, "" if they do not: "các Bộ: Xây dựng, Công an"."""
    shared = _SHARED.search(text[max(start, position - _LONGEST_MEMBER) : position - 2])
    if shared is None:
        return ""
    head = f"{shared['head'][0].upper()}{shared['head'][1:]} "
    if not (begins_at(head, 0).actor or BodyFinder(head).at(0)):
        # "Các thông số: Thuốc bảo vệ thực vật" are no actors.
        return ""
    begins = begins_at(text, position)
    return head if _end_under(head, text, position) or not (begins.act or begins.circumstance or begins.order) else ""


def _end_under(head: str, text: str, position: int) -> int:
    """Return where the rest of the name of a body ends that begins with a head given before; 0 if there is none."""
    named = BodyFinder(f"{head}{text[position : position + _LONGEST_MEMBER]}").at(0)
    return position + named.span.end - len(head) if named is not None and named.span.end > len(head) else 0


def _goes_on(text: str, position: int, bodies: BodyFinder) -> bool:
    """Tell whether a comma is followed by another name rather than the verb."""
    if begins_actor(text, position, bodies):
        return True
    begins = begins_at(text, position)
    if begins.actor and begins.actor == begins.verb:
        # "… và lãnh đạo các bộ": in a list of names it is one.
        return begins_actor(text, position + len(begins.actor) + 1, bodies)
    word = _WORD.match(text, position)
    if not word:
        return False
    if text.endswith(_AND, 0, position) and word.group()[0].isupper():
        # "Phòng Nông nghiệp và Phát triển nông thôn"
        return True
    if begins_at(text, position).act:
        return False
    # "Thường vụ, Thường trực"; "các ban, bộ, ngành": lower-case nouns of one list.
    return word.group()[0].isupper() and plain_name(word.group()) not in name_ends()
