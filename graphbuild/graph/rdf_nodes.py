"""Nodes of the RDF during writing: the lines about one subject in one graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.graph import namespaces as ns
from graphbuild.graph.terms import date, offset, quoted, vietnamese
from graphbuild.model import Citation, Obligation

_QUOTE_CONTEXT = 40
"""Characters of the sentence kept before and after a quotation: enough to find it again if the text has shifted."""


class Node:
    """Collects the lines about one subject in one graph."""

    __slots__ = ("end", "lines", "start")

    def __init__(self, subject: str, graph: str, lines: list[str]) -> None:
        self.start = subject
        self.end = f" {graph} .\n"
        self.lines = lines

    def say(self, predicate: str, value: str) -> None:
        """Add one statement; `value` is a term in its written form."""
        self.lines.append(f"{self.start} <{predicate}> {value}{self.end}")

    def say_text(self, predicate: str, text: str | None) -> None:
        """Add a Vietnamese text, if there is one."""
        if text:
            self.say(predicate, vietnamese(text))

    def say_date(self, predicate: str, day: str | None) -> None:
        """Add a date of any precision, if there is one."""
        if day:
            self.say(predicate, date(day)[0])

    def part(self, name: str) -> Node:
        """Return a node that belongs to this one, named after it instead of being blank."""
        node = Node(f"{self.start[:-1]}/{name}>", "", self.lines)
        node.end = self.end
        return node


@dataclass(frozen=True, slots=True)
class Written:
    """Lines repeated at several offsets of a file, so that each is written once."""

    lines: set[str]

    def new(self, lines: Iterable[str]) -> list[str]:
        """Return the lines that were not written yet, and remember them."""
        found = [line for line in dict.fromkeys(lines) if line not in self.lines]
        self.lines.update(found)
        return found


def tell_place(node: Node, row: Citation | Obligation) -> None:
    """State on which page and in which paragraph of its file a citation or task begins."""
    for predicate, number in ((ns.PAGE, row.page), (ns.PARAGRAPH, row.paragraph)):
        if number is not None:
            node.say(predicate, offset(number))


def point_at(node: Node, file: str, start: int, end: int, text: str, prefix: str = "", suffix: str = "") -> None:
    """Point from `node` to the characters of the file that prove it (offsets in code points, end exclusive)."""
    evidence, position, quote = node.part("evidence"), node.part("position"), node.part("quote")
    node.say(ns.EVIDENCE, evidence.start)
    evidence.say(ns.TYPE, f"<{ns.SPECIFIC_RESOURCE}>")
    evidence.say(ns.HAS_SOURCE, file)
    evidence.say(ns.HAS_SELECTOR, position.start)
    evidence.say(ns.HAS_SELECTOR, quote.start)
    position.say(ns.TYPE, f"<{ns.TEXT_POSITION_SELECTOR}>")
    position.say(ns.SELECTOR_START, offset(start))
    position.say(ns.SELECTOR_END, offset(end))
    quote.say(ns.TYPE, f"<{ns.TEXT_QUOTE_SELECTOR}>")
    quote.say(ns.EXACT, quoted(text))
    if prefix:
        quote.say(ns.PREFIX, quoted(prefix[-_QUOTE_CONTEXT:]))
    if suffix:
        quote.say(ns.SUFFIX, quoted(suffix[:_QUOTE_CONTEXT]))
