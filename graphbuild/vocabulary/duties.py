"""Words by which papers hand out tasks: headings, actors, verbs, modality, and the labels under a task."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from graphbuild.vocabulary import read_records

Use = Literal["assessment", "purpose", "requirement", "task", ""]
"""What a part of a paper is for; "" where no heading tells."""
Attribute = Literal["time", "lead", "support", "product", "task", "report"]


@cache
def _records() -> dict[str, Any]:
    return read_records("duties.toml")


def section_words() -> dict[Use, list[str]]:
    """Return the words of headings by what their part is for."""
    found: dict[Use, list[str]] = _records()["sections"]
    return found


@cache
def actor_heads() -> frozenset[str]:
    """Return the words, in small letters, that begin the names of those who can be given a task."""
    return frozenset(_records()["actors"]["heads"])


@cache
def no_actors() -> frozenset[str]:
    """Return what begins like the name of an actor and is none ("hội nghị")."""
    return frozenset(_records()["actors"]["not_heads"])


@cache
def nouns_with_verbs() -> frozenset[str]:
    """Return the nouns that have a verb in them ("ban xây dựng đảng")."""
    return frozenset(_records()["actors"]["with_verbs"])


@cache
def task_verbs() -> frozenset[str]:
    """Return the verbs, in small letters, with which a task begins."""
    return frozenset(_records()["verbs"]["words"])


@cache
def list_nouns() -> frozenset[str]:
    """Return the nouns, in small letters, that begin a line of a list which names things and no act."""
    return frozenset(_records()["verbs"]["nouns"])


@cache
def words_before_verbs() -> frozenset[str]:
    """Return what may stand before the verb and changes nothing ("tiếp tục")."""
    return frozenset(_records()["verbs"]["before"])


@cache
def modality_words() -> dict[str, tuple[str, ...]]:
    """Return the words that lay an act upon somebody, by modality; "must" are those that make it `require`."""
    return {modality: tuple(words) for modality, words in _records()["modality"].items()}


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
