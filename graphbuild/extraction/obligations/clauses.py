"""Determines what a sentence obliges whom to do: "Giao X …", "X có trách nhiệm …", "Công tác … phải …", "Rà soát …".

The outer verb decides (annotation guideline, §4): "Giao X chịu trách nhiệm" assigns. A bare verb counts only in a part
of the document that assigns tasks; past actions and decisions of the meeting oblige nobody.
"""

from __future__ import annotations

import re

from graphbuild.extraction.bodies import BodyFinder
from graphbuild.extraction.obligations.actors import actor_at, after_actor, begins_actor, is_anybody
from graphbuild.extraction.obligations.no_duty import binds_nobody
from graphbuild.extraction.obligations.obligation import Obligation, after_space, has_any
from graphbuild.extraction.obligations.things import COUNTS, HAS_WORDS, duty_about
from graphbuild.extraction.places import place_at
from graphbuild.model import Modality, Span
from graphbuild.text import CAPITAL, SMALL
from graphbuild.vocabulary.obligations import begins_at, modality_words
from graphbuild.vocabulary.wordings import wordings

_WORDS = wordings("obligations")
_any = _WORDS.any_of
_times = wordings("times").any_of
# What may precede the main clause, up to its comma: circumstances, conditions, the subject matter.
_THEN = f"{_any('circumstances.then')} "
_CIRCUMSTANCE = re.compile(
    rf"(?:{_any('circumstances.begin')}|{_times('year')} \d{{4}}(?! {_any('definitions.is')})"
    rf"|\d{{1,2}} {_times('month')})\b[^;:.\n]{{0,300}}?,[ ]+(?:{_THEN})?",
    re.IGNORECASE,
)
# "Định kỳ 6 tháng, hằng năm, các chi bộ …", "Mỗi học kỳ phối hợp …": how often, with or without a comma.
_UNITS = ("day", "week", "month", "quarter", "school_term", "school_year", "year", "period")
_PERIOD = rf"(?:\d{{1,2}} {_times('day', 'week', 'month')}|{_times('every', 'each')} {_times(*_UNITS)})"
_PERIODS = re.compile(
    rf"(?:{_times('regularly')} )?{_PERIOD}(?: {_times('one_time')})?(?:(?:, | {_times('and')} ){_PERIOD})*,? ",
    re.IGNORECASE,
)
_CONDITION = re.compile(rf"{_any('circumstances.conditions')}\b[^;.\n]{{0,200}}?[ ]{_THEN}", re.IGNORECASE)
_OF_THINGS = re.compile(rf"{_any('circumstances.of_things')}\b", re.IGNORECASE)
_TOPIC_WITHIN = 85
_TOPIC = re.compile(r"(?P<topic>[^:;.\n]{3,80}):[ ]+(?=\S)")
_ENDS_IN_ACTOR = tuple(f" {head}, " for head in _WORDS["actors.heads"])
_MUST_WORDS = tuple(f"{word} " for word in _WORDS["norms.must"])
_BEARS = rf"{_any('predicates.bear')}(?: {_any('predicates.wholly')})? {_any('predicates.responsibility')}\b"
_RESPONSIBILITY = _WORDS["predicates.responsibility"]
_IS_RESPONSIBLE = re.compile(_BEARS)
_RESPONSIBLE = re.compile(rf"[^,;:.\n]{{0,60}}?\b{_BEARS}(?! {_any('predicates.of')})")
# Somebody identified by an activity: everything up to the binding word is the name.
_DESCRIBED = re.compile(
    rf"(?i:{_any('predicates.person')}) {_any('predicates.person_who')}[ ][^.;:\n]{{3,200}}?"
    rf"(?=[ ]{_BEARS}|[ ]{_any('norms.must')}\b)"
)
_BY_WORDS = tuple(f" {word} " for word in _WORDS["predicates.by"])
_BEFORE_ACTORS = (*_BY_WORDS, *(f"{word} " for word in _WORDS["circumstances.then"]), ": ")
"""Words inside a sentence after which the actor may follow."""
_BEFORE_SECOND = re.compile(rf"{_any('predicates.by')} ")
_BEFORE_CONSEQUENCE = re.compile(rf" *{_THEN}")
# The result comes first: "kết quả gửi Ban Tổ chức trước 20/12".
_FRONTED = re.compile(rf"{_any('fronted.things')}(?: [^\W\d]+){{0,4}}? {_any('fronted.verbs')}\b", re.I)
_LEADS = _WORDS["lead_ins.ends"]
_IN_ORDER_TO = re.compile(rf"{_any('circumstances.grounds')}\b[^.;\n]*? {_any('circumstances.aim')} ", re.IGNORECASE)
_WILL = re.compile(rf"[^;:.\n]{{0,80}}?\b{_any('predicates.will')} ")
_WILL_WORDS = _WORDS["predicates.will"]
_NAME_LABEL = re.compile(rf"(?P<name>[^\W\d][^:;.,()\n]{{3,80}}): *(?=[{CAPITAL}])")
_IN_CLAUSES = tuple(
    f" {word}" for word in (*_WORDS["predicates.responsibility"], *_WORDS["norms.must"], *_WILL_WORDS, *_LEADS)
)
"""Words of a predicate: what contains one before a colon is no name."""
_IS_WORDS = tuple(f" {word} " for word in _WORDS["definitions.is"])
# After a subject: what is or was, and what does not yet say what is done.
_STATES = re.compile(rf"{_any('predicates.states')}\b")
_ONLY = re.compile(rf"{_any('circumstances.only')} ", re.IGNORECASE)
_HAS = re.compile(rf"{_any('predicates.has')} (?:{_any('predicates.had')}|\d)")
_PROPER = re.compile(rf"[^\W\d_]+ [{CAPITAL}][{SMALL}]")
_HAPPENED = re.compile(rf"[^,;.\n]{{0,60}}? {_any('past.happened')}\b")
_LONGEST = 2000
_HEAD = 100
"""Characters within which a sentence shows that it is about the document itself, a definition or a plan."""
_COMMAS = 3
_CIRCUMSTANCES = 220
"""Characters within which the commas of one circumstance lie."""


def read_obligation(
    text: str, span: Span, bodies: BodyFinder, *, in_tasks: bool, sure: bool = False
) -> Obligation | None:
    """Return who is obliged to do what by the sentence, None if it obliges nobody.

    Parameters
    ----------
    text, span
        The text in normal form and a sentence, or a part of one between semicolons.
    bodies
        Bodies of the text.
    in_tasks
        Whether it is where tasks are assigned: there a bare verb is enough.
    sure
        Whether it is an item of a list of tasks: there, anything that does not begin with a noun is an act.
    """
    start, end = span.start, min(span.end, span.start + _LONGEST)
    opens = _may_open(text, start)
    aim = _IN_ORDER_TO.match(text, start, end) if opens and in_tasks else None
    if aim and begins_at(text, aim.end()).verb:
        found: Obligation | None = Obligation("direct")
    else:
        main = _main_clause(text, start, end, bodies) if opens else start
        found = _of_clause(text, main, end, bodies, in_tasks=in_tasks)
        if found is None and sure:
            found = _act(text, main, end, bodies)
    # Most sentences oblige to nothing, whatever they are about.
    return None if found is None or binds_nobody(text, start, end) else found


def _of_clause(text: str, start: int, end: int, bodies: BodyFinder, *, in_tasks: bool) -> Obligation | None:
    """Return the obligation of a main clause: by an order, an actor or a verb at its begin, or about a thing."""
    begins = begins_at(text, start)
    if begins.before_verb and not begins.order:
        # "Đồng thời, các xã phải …", "Trước mắt các chi bộ …", "Đồng thời, giao Công an xã …".
        after = after_space(
            text, start + len(begins.before_verb) + text.startswith(",", start + len(begins.before_verb))
        )
        if _begins_clause(text, after, bodies):
            start, begins = after, begins_at(text, after)
    return (
        (_performed(text, start, end, bodies) if begins.order else None)
        or (_of_actor(text, start, end, bodies, in_tasks=in_tasks) if begins.actor or bodies.at(start) else None)
        or (_bare(text, start, end, in_tasks=in_tasks) if begins.act or begins.fronted else None)
        or ((_of_topic(text, start, end, bodies) or duty_about(text, start, end, bodies)) if in_tasks else None)
    )


def may_name_actor(text: str, span: Span, bodies: BodyFinder) -> bool:
    """Tell whether a part of a sentence can name an actor: a cheap test that most parts fail."""
    start, end = span
    return _begins_clause(text, start, bodies) or _may_open(text, start) or has_any(text[start:end], _BEFORE_ACTORS)


def _may_open(text: str, position: int) -> bool:
    """Tell whether something that may precede a main clause can begin at `position`."""
    return begins_at(text, position).circumstance != "" or text[position : position + 1].isdigit()


def _main_clause(text: str, start: int, end: int, bodies: BodyFinder) -> int:
    """Return where the main clause begins, after the circumstances."""
    only = _ONLY.match(text, start, end)
    if only and begins_actor(text, only.end(), bodies):
        start = only.end()
    periods = _PERIODS.match(text, start, end)
    if periods and (begins_actor(text, periods.end(), bodies) or begins_at(text, periods.end()).verb):
        return periods.end()
    for _round in range(3):
        match = _CONDITION.match(text, start, end) or _CIRCUMSTANCE.match(text, start, end)
        # "Thực hiện Chỉ thị 05, Huyện ủy yêu cầu …" is a circumstance; "Thực hiện tốt Chỉ thị 05, kịp thời …" the act.
        if not match or (begins_at(text, start).verb and not _begins_clause(text, match.end(), bodies)):
            break
        start = _clause_after(text, match.end(), end, bodies, lists=_OF_THINGS.match(text, start, end) is not None)
    return start


def _clause_after(text: str, position: int, end: int, bodies: BodyFinder, *, lists: bool) -> int:
    """Return where a clause begins: at `position`, or after a later comma ("nếu có khó khăn, vướng mắc, các xã …").

    What the circumstance `lists` can look like an act: "đối với các khiếu nại, kiến nghị …, Văn phòng phải …".
    """
    acts = listed = -1
    place = position
    last = min(end, position + _CIRCUMSTANCES)
    semicolon = text.find(";", position, last)
    last = semicolon if semicolon >= 0 else last
    for comma_number in range(_COMMAS + 1):
        if _begins_clause(text, place, bodies) and (comma_number == 0 or _acts(text, place, end, bodies)):
            if text[place].isupper() or not text.endswith(_ENDS_IN_ACTOR, 0, place):
                return place
            # "về việc cơ quan, đơn vị giải quyết, …, Văn phòng phải …": the second of a list goes on with the first.
            listed = place if listed < 0 else listed
        if acts < 0 and listed < 0 and comma_number < _COMMAS and begins_at(text, place).act:
            if not lists:
                return place
            acts = place
        comma = text.find(", ", place, last)
        if comma < 0:
            break
        place = comma + 2
    return listed if listed >= 0 else acts if acts >= 0 else position


def _acts(text: str, position: int, end: int, bodies: BodyFinder) -> bool:
    """Tell whether an order or an actor with its predicate begins at `position`, not one more of a list of things."""
    if begins_at(text, position).order:
        return True
    actors = actor_at(text, position, end, bodies)
    if actors is None:
        return False
    predicate = after_space(text, after_actor(text, actors.end, end))
    begins = begins_at(text, predicate)
    return bool(begins.act or begins.order or _IS_RESPONSIBLE.match(text, predicate, end))


def _begins_clause(text: str, position: int, bodies: BodyFinder) -> bool:
    return begins_at(text, position).order != "" or begins_actor(text, position, bodies)


def _performed(text: str, start: int, end: int, bodies: BodyFinder) -> Obligation | None:
    """Return the obligation of an order: "Giao X …", "Yêu cầu X …"; if nobody is named, only "Yêu cầu" is an order."""
    word = begins_at(text, start).order
    if not word:
        return None
    orders: tuple[Modality, ...] = ("assign", "require", "request")
    modality = next(order for order in orders if word in modality_words()[order])
    actors = actor_at(text, start + len(word) + 1, end, bodies)
    if actors is not None:
        return Obligation(modality, actors)
    return Obligation(modality) if modality == "require" and text[start].isupper() else None


def _of_actor(text: str, start: int, end: int, bodies: BodyFinder, *, in_tasks: bool) -> Obligation | None:
    """Return the obligation of a sentence's subject: "X có trách nhiệm …", "X chủ trì …", "X: chọn cử …"."""
    actors = actor_at(text, start, end, bodies)
    if actors is None:
        return None
    actors = _before_colon(text, actors, end) or actors
    described = _DESCRIBED.match(text, start, end)
    if described and described.end() > actors.end:
        actors = Span(start, described.end())
    position = after_actor(text, actors.end, end)
    # "Báo cáo viên do X quản lý", "Đảng viên vi phạm thì chi bộ phải xem xét": the actor comes second.
    for before in (_BEFORE_SECOND, _BEFORE_CONSEQUENCE):
        second = before.match(text, position, end)
        if second:
            actors = actor_at(text, second.end(), end, bodies) or actors
            position = after_actor(text, actors.end, end)
    if text.startswith(":", position):
        position += 1
    while position < end and text[position] in " ,":
        position += 1
    circumstance = _CIRCUMSTANCE.match(text, position, end) if _may_open(text, position) else None
    if circumstance and begins_at(text, circumstance.end()).verb:
        position = circumstance.end()
    order = _performed(text, position, end, bodies)
    if order is not None and order.modality == "assign":
        # "Trạm y tế phân công cán bộ trực dịch": an actor that issues no documents does not assign tasks, it acts; nor
        # does one that leaves open to whom ("Ủy ban nhân dân xã phân công cán bộ").
        whom = order.actors
        if bodies.at(actors.start) is None or (whom is not None and is_anybody(text, whom, bodies)):
            return Obligation("direct", actors)
    if order is not None and order.actors is not None:
        return order
    begin = text[position : position + _HEAD]
    if has_any(begin, _WILL_WORDS) and _WILL.match(text, position, end) and not begins_at(text, position).decision:
        return Obligation("plan", actors)
    return _predicate(text, position, end, actors, in_tasks=in_tasks)


def _before_colon(text: str, actors: Span, end: int) -> Span | None:
    """Return a name with verbs in it that heads a sentence: "Văn phòng đăng ký đất đai: Thống kê …"."""
    label = _NAME_LABEL.match(text, actors.start, end)
    if label is None or label.end("name") <= actors.end or has_any(label.group(), _IN_CLAUSES):
        return None
    if actors.end + 1 + len(begins_at(text, actors.end + 1).verb) == label.end("name"):
        # "Sở Y tế thực hiện: Thu hồi …"
        return None
    return Span(actors.start, label.end("name")) if begins_at(text, label.end()).act else None


def _predicate(text: str, position: int, end: int, actors: Span | None, *, in_tasks: bool) -> Obligation | None:
    """Return the obligation that a predicate places on its subject."""
    modality: Modality = "direct"
    begins = begins_at(text, position)
    decides = begins.decision
    while word := begins.before_verb:
        if len(begins.verb) > len(word):
            break
        if word in _WILL_WORDS:
            modality = "plan"
        elif word in modality_words()["must"]:
            place = place_at(text, position, "province")
            if place is not None and place.listed and place.end > position + len(word):
                # "Cần" in the name of a place is not "cần".
                return None
            modality = "require"
        elif begins.verb == word and not begins_at(text, position + len(word) + 1).act:
            break
        # "Đồng thời, thường xuyên kiểm tra …".
        position = after_space(text, position + len(word) + text.startswith(",", position + len(word)))
        begins = begins_at(text, position)
    if modality == "plan":
        return Obligation(modality, actors)
    if has_any(text[position:end], _RESPONSIBILITY) and _RESPONSIBLE.match(text, position, end):
        return Obligation("responsible", actors)
    if modality != "direct":
        return Obligation(modality, actors)
    if begins.verb in modality_words()["prohibit"]:
        return Obligation("prohibit", actors)
    acts = begins.verb or begins.act_of_subject
    if not acts or not in_tasks or (decides and actors is not None) or _HAS.match(text, position, end):
        return None
    return Obligation("direct", actors)


def _bare(text: str, start: int, end: int, *, in_tasks: bool) -> Obligation | None:
    """Return the obligation of a sentence that begins with its verb: "Tiếp tục rà soát …"."""
    begins = begins_at(text, start)
    if in_tasks and begins.fronted and _FRONTED.match(text, start, end):
        return Obligation("direct")
    if not begins.act:
        return None
    obligation = _predicate(text, start, end, None, in_tasks=in_tasks)
    return obligation if in_tasks or (obligation is not None and obligation.modality != "direct") else None


def _act(text: str, start: int, end: int, bodies: BodyFinder) -> Obligation | None:
    """Return the obligation of an item with an unlisted verb, after its subject or without one."""
    actors = actor_at(text, start, end, bodies)
    if actors is None:
        # "Lợn: vắc xin dịch tả" lists things; actions on a subject matter were found before.
        begin = text[start : min(end, start + _HEAD)]
        begins = begins_at(text, start)
        # A small letter goes on with a broken line; a second capital is that of a symbol ("EC, COD").
        is_word = begin[:1].isupper() and begin[1:2].islower()
        is_thing = len(begins.noun) > len(begins.verb) or (":" in begin and _TOPIC.match(begin))
        if not is_word or is_thing or _STATES.match(begin.lower()) or _PROPER.match(text, start):
            return None
        return None if has_any(begin, HAS_WORDS) and COUNTS.match(begin) else Obligation("direct")
    predicate = after_actor(text, actors.end, end)
    predicate = after_space(text, predicate + text.startswith(":", predicate))
    if begins_at(text, predicate).decision or _STATES.match(text, predicate, end):
        return None
    acts = text[predicate : predicate + 1].islower() and not _HAPPENED.match(text, predicate, end)
    return Obligation("direct", actors) if acts else None


def _of_topic(text: str, start: int, end: int, bodies: BodyFinder) -> Obligation | None:
    """Return the obligation that follows a short subject matter: "Nguyên tắc xử lý: Bảo đảm …"."""
    if text.find(": ", start, min(end, start + _TOPIC_WITHIN)) < 0:
        return None
    topic = _TOPIC.match(text, start, end)
    if not topic:
        return None
    of_actor = _of_actor(text, topic.end(), end, bodies, in_tasks=True)
    if of_actor is not None or topic["topic"].lower() in _WORDS["topics.nothing"]:
        return of_actor
    return _bare(text, topic.end(), end, in_tasks=True)
