"""Words by which documents assign tasks: headings, actors, verbs, modality.

`begins_at` looks at an offset of a text once for all kinds: nearly every rule asks what its sentence begins with.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from graphbuild.vocabulary.phrases import Phrases
from graphbuild.vocabulary.wordings import wordings

Use = Literal["assessment", "purpose", "requirement", "nothing", "matter", "task", ""]
"""The purpose of a part of a document; "" if no heading states it."""

_MODALITIES = ("assign", "require", "request", "prohibit", "responsible", "must")
_ORDERS = ("assign", "require", "request")
_BEFORE_CLAUSES = ("circumstances.begin", "circumstances.conditions", "circumstances.grounds", "circumstances.only")
_PAST_OR_AGREEMENT = ("past.until_now", "past.through", "agreement.basically", "agreement.verbs")
_WORDS = wordings("obligations")
# Every phrase that names supporting bodies, receivers of a report, targets or the past has one of these.
TOGETHER_WORDS = _WORDS["together.verb"]
REPORT_WORDS = tuple(word for verb in ("verb", "submits", "sends", "proposes") for word in _WORDS[f"reports.{verb}"])
TARGET_WORDS = ("%", *_WORDS["targets.bounds"])
PAST_WORDS = _WORDS["past.of_directives"]


def section_words() -> dict[Use, tuple[str, ...]]:
    """Return the words of headings by the purpose of their part."""
    uses: tuple[Use, ...] = get_args(Use)
    return {use: _WORDS[f"sections.{use}"] for use in uses if use}


class Begins(NamedTuple):
    """What begins at an offset of a text: of each kind the longest phrase, in lower case, "" if there is none."""

    actor: str = ""
    """The first word of the name of a possible bearer."""
    no_actor: str = ""
    """What begins like an actor's name but is not one ("hội nghị")."""
    plural: str = ""
    """A noun that names those who can act only in the plural: "các cấp", "các bên"."""
    name: str = ""
    """A name that contains a verb ("ban xây dựng đảng"), or a first word of a name that consists of several."""
    name_end: str = ""
    """A word at which an actor's name ends: a preposition, an auxiliary, a verb, a modal word, a decision."""
    verb: str = ""
    """A verb with which a task begins."""
    before_verb: str = ""
    """What may precede the verb without changing the meaning ("tiếp tục")."""
    act: str = ""
    """The verb of a task or what may precede it."""
    act_of_subject: str = ""
    """A verb that expresses an act only after a subject."""
    noun: str = ""
    """A noun that begins a line of a list of things rather than actions."""
    decision: str = ""
    """A verb by which a meeting decides or judges without obliging anybody."""
    order: str = ""
    """A word that assigns an action to somebody else: "giao", "yêu cầu", "đề nghị"."""
    circumstance: str = ""
    """The first word of what may precede the main clause: a condition, a purpose, a period, "riêng X"."""
    fronted: str = ""
    """A thing that may precede its verb: "kết quả gửi …"."""
    bound: str = ""
    """What precedes the figure of a target: "ít nhất"."""
    past_or_agreement: str = ""
    """A word of sentences about the past, and of what a meeting agrees on."""


_NOTHING = Begins()


@lru_cache(maxsize=16)
def begins_at(text: str, position: int) -> Begins:
    """Return what begins at `position`; cached, because several questions are asked of one offset.

    Examples
    --------
    >>> begins_at("Tổ chức đảng rà soát", 0).actor, begins_at("Tổ chức hội nghị", 0).verb
    ('tổ chức đảng', 'tổ chức')
    """
    phrases, begins = _begins()
    longest = phrases.at(text, position)
    return begins[longest] if longest else _NOTHING


@cache
def _begins() -> tuple[Phrases, dict[str, Begins]]:
    """Return all these phrases, and for each what begins where it is the longest of them."""
    kinds = _kinds()
    everything = Phrases(phrase for phrases in kinds.values() for phrase in phrases)
    # A shorter phrase that begins at the same offset also begins the longest one.
    return everything, {
        phrase: Begins(**{kind: phrases.at(phrase, 0) for kind, phrases in kinds.items()}) for phrase in everything
    }


def _kinds() -> dict[str, Phrases]:
    """Return the phrases of each kind, by the names in `Begins`."""
    verbs, before, decisions = _phrases("verbs.tasks"), _phrases("verbs.before"), _phrases("decisions")
    heads = (head for head in _WORDS["actors.heads"] if " " in head and head not in verbs)
    modal = (word for words in modality_words().values() for word in words)
    times = (word for unit in ("year", "each", "every", "regularly") for word in wordings("times")[unit])
    before_clauses = (*(word for group in _BEFORE_CLAUSES for word in _WORDS[group]), *times)
    return {
        "actor": _phrases("actors.heads"),
        "no_actor": _phrases("actors.not_heads"),
        "plural": _phrases("actors.plurals"),
        "name": Phrases([*_WORDS["actors.with_verbs"], *heads]),
        "name_end": Phrases([*_WORDS["actors.ends"], *modal]) | decisions | verbs | before,
        "verb": verbs,
        "before_verb": before,
        "act": verbs | before,
        "act_of_subject": _phrases("predicates.also_acts"),
        "noun": _phrases("verbs.nouns"),
        "decision": decisions,
        "order": _phrases(*(f"modality.{order}" for order in _ORDERS)),
        "circumstance": Phrases(words.split()[0] for words in before_clauses),
        "fronted": _phrases("fronted.things"),
        "bound": _phrases("targets.bounds"),
        "past_or_agreement": _phrases(*_PAST_OR_AGREEMENT),
    }


def _phrases(*groups: str) -> Phrases:
    return Phrases(word for group in groups for word in _WORDS[group])


@cache
def name_ends() -> frozenset[str]:
    """Return the words, apart from verbs, at which an actor's name ends: prepositions, auxiliaries."""
    return frozenset(_WORDS["actors.ends"])


@cache
def modality_words() -> dict[str, frozenset[str]]:
    """Return the words that oblige somebody, by modality; "must" are those that make it `require`."""
    return {modality: frozenset(_WORDS[f"modality.{modality}"]) for modality in _MODALITIES}


@cache
def lead_words() -> frozenset[str]:
    """Return the syllables that make up a lead-in which only announces that tasks follow."""
    return frozenset(_WORDS["lead_ins.syllables"])
