"""Words by which papers hand out tasks: headings, actors, verbs, modality, and the labels under a task."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from graphbuild.vocabulary import read_records
from graphbuild.vocabulary.phrases import Phrases

Use = Literal["assessment", "purpose", "requirement", "task", ""]
"""What a part of a paper is for; "" where no heading tells."""
Attribute = Literal["time", "lead", "support", "product", "task", "report"]


@cache
def _records() -> dict[str, Any]:
    return read_records("obligations.toml")


def section_words() -> dict[Use, list[str]]:
    """Return the words of headings by what their part is for."""
    found: dict[Use, list[str]] = _records()["sections"]
    return found


@cache
def actor_heads() -> Phrases:
    """Return the words, in small letters, that begin the names of those who can be given a task."""
    return Phrases(_records()["actors"]["heads"])


@cache
def no_actors() -> Phrases:
    """Return what begins like the name of an actor and is none ("hội nghị")."""
    return Phrases(_records()["actors"]["not_heads"])


@cache
def names_with_verbs() -> Phrases:
    """Return the names in which a verb is none ("ban xây dựng đảng"), and the heads of several words."""
    actors, verbs = _records()["actors"], set(_records()["verbs"]["words"])
    return Phrases([*actors["with_verbs"], *(head for head in actors["heads"] if " " in head and head not in verbs)])


@cache
def task_verbs() -> Phrases:
    """Return the verbs, in small letters, with which a task begins."""
    return Phrases(_records()["verbs"]["words"])


@cache
def list_nouns() -> Phrases:
    """Return the nouns, in small letters, that begin a line of a list which names things and no act."""
    return Phrases(_records()["verbs"]["nouns"])


@cache
def words_before_verbs() -> Phrases:
    """Return what may stand before the verb and changes nothing ("tiếp tục")."""
    return Phrases(_records()["verbs"]["before"])


@cache
def verbs_and_before() -> Phrases:
    """Return the verbs of tasks and what may stand before them."""
    return task_verbs() | words_before_verbs()


@cache
def order_words() -> Phrases:
    """Return the words that lay an act upon somebody else: "giao", "yêu cầu", "đề nghị"."""
    return modality_words()["assign"] | modality_words()["require"] | modality_words()["request"]


@cache
def decision_words() -> Phrases:
    """Return the verbs by which a meeting decides or judges and binds nobody."""
    return Phrases(_records()["decisions"]["words"])


@cache
def name_ends() -> Phrases:
    """Return the words besides verbs at which an actor's name ends: prepositions of the act, auxiliaries."""
    return Phrases(_records()["actors"]["ends"])


@cache
def words_after_names() -> Phrases:
    """Return all words at which an actor's name ends: `name_ends`, verbs, modal words and decisions."""
    ends = name_ends()
    for words in (*modality_words().values(), decision_words(), verbs_and_before()):
        ends |= words
    return ends


@cache
def modality_words() -> dict[str, Phrases]:
    """Return the words that lay an act upon somebody, by modality; "must" are those that make it `require`."""
    return {modality: Phrases(words) for modality, words in _records()["modality"].items()}


@cache
def lead_words() -> frozenset[str]:
    """Return the syllables of which a lead-in consists that says nothing but that tasks follow."""
    return frozenset(_records()["lead"]["words"].split())


@cache
def attributes_by_label() -> dict[str, Attribute]:
    """Return what a label in small letters says of a task.

    Examples
    --------
    >>> attributes_by_label()["đơn vị chủ trì"]
    'lead'
    """
    labels: dict[Attribute, list[str]] = _records()["attributes"]
    return {label: attribute for attribute, words in labels.items() for label in words}
