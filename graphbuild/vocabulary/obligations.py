"""Words by which documents assign tasks: headings, actors, verbs, modality, and the labels under a task."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from graphbuild.vocabulary.phrases import Phrases
from graphbuild.vocabulary.wordings import wordings

Use = Literal["assessment", "purpose", "requirement", "task", ""]
"""The purpose of a part of a document; "" if no heading states it."""
Attribute = Literal["time", "lead", "support", "product", "task", "report"]

_MODALITIES = ("assign", "require", "request", "responsible", "must")
_WORDS = wordings("obligations")


def section_words() -> dict[Use, tuple[str, ...]]:
    """Return the words of headings by the purpose of their part."""
    uses: tuple[Use, ...] = get_args(Use)
    return {use: _WORDS[f"sections.{use}"] for use in uses if use}


@cache
def actor_heads() -> Phrases:
    """Return the words, in lower case, that begin the names of possible bearers."""
    return Phrases(_WORDS["actors.heads"])


@cache
def no_actors() -> Phrases:
    """Return phrases that begin like an actor's name but are not one ("hội nghị")."""
    return Phrases(_WORDS["actors.not_heads"])


@cache
def names_with_verbs() -> Phrases:
    """Return the names that contain a verb ("ban xây dựng đảng"), and the heads that consist of several words."""
    heads = (head for head in _WORDS["actors.heads"] if " " in head and head not in task_verbs())
    return Phrases([*_WORDS["actors.with_verbs"], *heads])


@cache
def task_verbs() -> Phrases:
    """Return the verbs, in lower case, with which a task begins."""
    return Phrases(_WORDS["verbs.tasks"])


@cache
def list_nouns() -> Phrases:
    """Return the nouns, in lower case, that begin a line of a list of things rather than actions."""
    return Phrases(_WORDS["verbs.nouns"])


@cache
def words_before_verbs() -> Phrases:
    """Return what may precede the verb without changing the meaning ("tiếp tục")."""
    return Phrases(_WORDS["verbs.before"])


@cache
def verbs_and_before() -> Phrases:
    """Return the verbs of tasks and what may precede them."""
    return task_verbs() | words_before_verbs()


@cache
def order_words() -> Phrases:
    """Return the words that assign an action to somebody else: "giao", "yêu cầu", "đề nghị"."""
    return modality_words()["assign"] | modality_words()["require"] | modality_words()["request"]


@cache
def decision_words() -> Phrases:
    """Return the verbs by which a meeting decides or judges without obliging anybody."""
    return Phrases(_WORDS["decisions"])


@cache
def name_ends() -> Phrases:
    """Return the words, apart from verbs, at which an actor's name ends: prepositions, auxiliaries."""
    return Phrases(_WORDS["actors.ends"])


@cache
def words_after_names() -> Phrases:
    """Return all words at which an actor's name ends: `name_ends`, verbs, modal words and decisions."""
    ends = name_ends()
    for words in (*modality_words().values(), decision_words(), verbs_and_before()):
        ends |= words
    return ends


@cache
def modality_words() -> dict[str, Phrases]:
    """Return the words that oblige somebody, by modality; "must" are those that make it `require`."""
    return {modality: Phrases(_WORDS[f"modality.{modality}"]) for modality in _MODALITIES}


@cache
def lead_words() -> frozenset[str]:
    """Return the syllables that make up a lead-in which only announces that tasks follow."""
    return frozenset(_WORDS["lead_ins.syllables"])


@cache
def attributes_by_label() -> dict[str, Attribute]:
    """Return what a label, in lower case, says about a task.

    Examples
    --------
    >>> attributes_by_label()["đơn vị chủ trì"]
    'lead'
    """
    attributes: tuple[Attribute, ...] = get_args(Attribute)
    return {label: attribute for attribute in attributes for label in _WORDS[f"attributes.{attribute}"]}
