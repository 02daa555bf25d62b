"""Names of codes, laws and ordinances: only a list can tell where a name ends."""

from __future__ import annotations

import re
from functools import cache

from graphbuild.text import plain_name
from graphbuild.vocabulary import read_records, read_rows
from graphbuild.vocabulary.laws import laws, short_names
from graphbuild.vocabulary.wordings import wordings

_TOKEN = re.compile(r"[^\W_]+|[,()/]")
# Joints between the parts of a name, which vary between documents: "Phí, lệ phí", "Khiếu nại tố cáo".
_JOINING = frozenset([",", *wordings("citations")["and"]])
_JOINT = "+"

_Trie = dict[str, "_Trie | str"]
_END = ""


def law_name_at(text: str, position: int) -> tuple[str, int] | None:
    r"""Return the known name of a law that begins at `position` of a text in normal form, and where it ends.

    The longest name wins; case, office abbreviations and the joints between the parts of a name are ignored. A name may
    go on after a line end where what precedes it is no name by itself.

    Examples
    --------
    >>> law_name_at("Luật Phòng , chống ma túy và", 5)
    ('Phòng, chống ma túy', 25)
    >>> law_name_at("Pháp lệnh Phí , lệ phí và", 10)
    ('Phí và lệ phí', 22)
    >>> law_name_at("Luật Tổ chức HĐND và UBND ngày", 5)
    ('Tổ chức Hội đồng nhân dân và Ủy ban nhân dân', 25)
    >>> law_name_at("Luật Tổ chức\nChính phủ", 5), law_name_at("Luật Đầu tư\nCông an xã", 5)
    (('Tổ chức Chính phủ', 22), ('Đầu tư', 11))
    """
    node, joined = _trie(), False
    found: tuple[str, int] | None = None
    before = position
    for token in _TOKEN.finditer(text, position, position + 300):
        gap = text[before : token.start()]
        if gap.strip(" \n-") or ("\n" in gap and found and found[1] == before):
            break
        before = token.end()
        word = token.group().casefold()
        if word in _JOINING:
            # A joint may consist of two (", và"), but is read only where the name has one.
            following = _child(node, _JOINT) or (node if joined else None)
        else:
            following = _child(node, word) or _child(_child(node, _JOINT), word)
        joined = word in _JOINING
        if following is None:
            break
        node = following
        name = node.get(_END)
        if isinstance(name, str):
            found = name, token.end()
    return found


def _child(node: _Trie | None, word: str) -> _Trie | None:
    child = node.get(word) if node else None
    return child if isinstance(child, dict) else None


@cache
def _trie() -> _Trie:
    root: _Trie = {}
    shortened = {row["long"]: row["short"] for row in read_records("citations.toml")["shortened"]}
    names = [row["name"] for row in read_rows("law_names.csv")]
    names += [law.name for law in laws() if law.type != "HP"] + list(short_names())
    for name in dict.fromkeys(names):
        for written in _spellings(plain_name(name), shortened):
            node = root
            for token in _TOKEN.findall(written):
                token = _JOINT if token in _JOINING else token
                child = node.setdefault(token, {})
                assert isinstance(child, dict)
                node = child
            node.setdefault(_END, name)
    return root


def _spellings(name: str, shortened: dict[str, str]) -> set[str]:
    found = {name}
    for long, short in shortened.items():
        found |= {spelling.replace(long, short) for spelling in found}
    return found
