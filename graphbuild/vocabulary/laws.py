"""Laws, codes, ordinances and constitutions: each version of a name, with its number, day and entry into force."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from graphbuild.text import plain_name
from graphbuild.vocabulary import read_rows
from graphbuild.vocabulary.wordings import wordings

LAW_TYPES = frozenset(["HP", "BL", "Luật", "PL"])
"""Types of the acts that are cited by name."""

_WORDS = wordings("citations")
# What varies between two prints of one name: joints, "một số điều của", the country at the end.
_VARYING = re.compile(rf"\b{_WORDS.any_of('some_articles', 'of', 'plural', 'and', 'laws')}\b")
_AMENDS = re.compile(rf"{_WORDS.any_of('amend')}\b", re.IGNORECASE)
_COUNTRY = re.compile(rf" {_WORDS.any_of('country')}$")


@dataclass(frozen=True, slots=True)
class Law:
    """One version of a law."""

    type: str
    name: str
    """Its name without the type word: "Đất đai"."""
    number: str
    """"" for a constitution."""
    date: str
    """ISO date; "" where no source tells it: the number has the year."""
    in_force_from: str
    """ISO date, or ""."""
    replaced_by: str
    """Number of the act that replaces it, or ""."""
    replaced_from: str


@cache
def laws() -> tuple[Law, ...]:
    """Return all versions of all laws, of one name in the order of their days."""
    return tuple(Law(**{name: row[name] for name in Law.__dataclass_fields__}) for row in read_rows("laws.csv"))


def law_key(kind: str, name: str) -> str:
    """Return the key by which two prints of a law's name are compared; an ordinance is no law, a code is one.

    Examples
    --------
    >>> law_key("Luật", "Phí, lệ phí") == law_key("Luật", "Phí và lệ phí") != law_key("PL", "Phí và lệ phí")
    True
    >>> law_key("BL", "Hàng hải Việt Nam") == law_key("Luật", "hàng hải")
    True
    >>> law_key("Luật", "sửa đổi Luật Xây dựng") == law_key("Luật", "sửa đổi một số điều của Luật Xây dựng")
    True
    >>> law_key("Luật", "Ngân sách") == law_key("Luật", "Ngân sách nhà nước")
    True
    """
    key = _plain_key(kind, name)
    return _short_keys().get(key, key)


@cache
def short_names() -> dict[str, str]:
    """Return the short names by which documents cite laws, with the names that they mean.

    Examples
    --------
    >>> short_names()["Ngân sách"]
    'Ngân sách nhà nước'
    """
    return {row["name"]: row["means"] for row in read_rows("law_short_names.csv")}


@cache
def _short_keys() -> dict[str, str]:
    return {_plain_key("Luật", short): _plain_key("Luật", name) for short, name in short_names().items()}


@lru_cache(maxsize=1 << 12)
def _plain_key(kind: str, name: str) -> str:
    words = " ".join(re.findall(r"\w+", _VARYING.sub(" ", plain_name(name))))
    return f"{'Luật' if kind == 'BL' else kind} {_COUNTRY.sub('', words) or words}"


def is_amending(name: str) -> bool:
    """Tell whether a name is that of a law that amends others: several such laws are in force at a time.

    Examples
    --------
    >>> is_amending("sửa đổi, bổ sung một số điều của Luật Xây dựng"), is_amending("Xây dựng")
    (True, False)
    """
    return _AMENDS.match(name) is not None


@cache
def laws_by_key() -> dict[str, tuple[Law, ...]]:
    """Return the versions of each law by the key of its name, the earliest first.

    Examples
    --------
    >>> [law.number for law in laws_by_key()[law_key("Luật", "Đất đai")]]
    ['13/2003/QH11', '45/2013/QH13', '31/2024/QH15']
    """
    found: dict[str, list[Law]] = defaultdict(list)
    for law in laws():
        found[law_key(law.type, law.name)].append(law)
    return {key: tuple(versions) for key, versions in found.items()}
