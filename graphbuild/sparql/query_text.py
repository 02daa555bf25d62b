"""Inspects the text of a query without parsing it: forbidden parts, and values substituted for variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphbuild.messages import _

_IRI = r"""<(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_COMMENT_OR_STRING = r"""\#[^\n\r]*
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'"""

# -- what a query may not do -------------------------------------------------------------------------------------------

# The engine executes SERVICE (measured with pyoxigraph 0.5.13: it connects to whatever host the query names) and this
# cannot be switched off. Only its parser knows where a keyword can occur: "SERVICEe:a.b{" and "-1SERVICE<" are service
# calls. So no positions are searched for: every occurrence of the word is written with an escape, which is equivalent
# in strings, IRIs and comments and a syntax error everywhere else. Variables and local names that end with it are left
# unchanged: both extend as far as their letters do.
_SERVICE = re.compile(
    r"(?P<name>(?:[?$][A-Za-z0-9_]*|:(?:[A-Za-z0-9_][A-Za-z0-9_-]*)?)service)|s(?=ervice)", re.IGNORECASE
)
_ESCAPED = len("\\u0073") - 1
"""Number of characters by which each occurrence lengthens the text."""
_REFUSED = re.compile(
    r"(?<![\w?$:-])(?:(?P<call>service)|(?<!\.)(?P<update>insert|delete|load|clear|drop|create|move|copy|add)\b(?!:))",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<![\w?$:.-])from(?![\w:-])", re.IGNORECASE)
_INERT = re.compile(rf"{_IRI} | {_COMMENT_OR_STRING}", re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def without_calls(sparql: str) -> str:
    r"""Return an equivalent query that cannot call another server, or does not parse if it would.

    Examples
    --------
    >>> print(without_calls("SELECT ?service { ?service :service 'a service' SERVICE ?x { } }"))
    SELECT ?service { ?service :service 'a \u0073ervice' \u0053ERVICE ?x { } }
    """
    if "service" not in sparql.lower():
        return sparql
    return _SERVICE.sub(lambda word: word["name"] or f"\\u{ord(word[0]):04x}", sparql)


def column_in_query(sparql: str, line: int, column: int) -> int:
    """Return the position in a query of one in the result of `without_calls`; lines and columns count from 1."""
    for word in _SERVICE.finditer(sparql.split("\n")[line - 1]):
        if word["name"] is None and column - 1 > word.start():
            column = max(column - _ESCAPED, word.start() + 1)
    return column


def why_refused(sparql: str) -> str | None:
    r"""Return the forbidden operation that an invalid query asks for, None if it only has a syntax error.

    Examples
    --------
    >>> why_refused("SELECT * { SER\\u0056ICE <http://127.0.0.1/> { ?s ?p ?o } }") is None
    False
    >>> why_refused("SELECT * { ?s ?p 'INSERT' ")
    """
    text = _INERT.sub(" ", _ESCAPE.sub(_decoded, sparql))
    found = _REFUSED.search(text)
    if found is None:
        return None
    if found["call"]:
        return _("SERVICE is not allowed: a query may only read this store, not call another server")
    return _("{word} is not allowed: the store is read-only").format(word=found["update"].upper())


def names_graphs(sparql: str) -> bool:
    """Tell whether a query selects its graphs with FROM.

    Examples
    --------
    >>> names_graphs("SELECT * FROM <http://x/g> { ?s ?p ?o }"), names_graphs("SELECT * { ?from ?p x:a.from } # FROM")
    (True, False)
    """
    return "from" in sparql.lower() and _FROM.search(_INERT.sub(" ", sparql)) is not None


def _decoded(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


# -- of what form it is ----------------------------------------------------------------------------------------------

_FORM = re.compile(r"(?<![\w?$:.-])(select|ask|construct|describe)\b(?!:)", re.IGNORECASE)


def gives_a_graph(sparql: str) -> bool:
    """Tell whether the answer of a query is RDF (CONSTRUCT, DESCRIBE) rather than a table.

    Examples
    --------
    >>> gives_a_graph("PREFIX ask: <http://x/ask#> # SELECT"), gives_a_graph("DESCRIBE <http://x/>")
    (False, True)
    """
    form = _FORM.search(_INERT.sub(" ", sparql))
    return form is not None and form[1].lower() in ("construct", "describe")


# -- values in the place of variables ----------------------------------------------------------------------------------

_TOKEN = re.compile(
    rf"""{_IRI} | {_COMMENT_OR_STRING}
    | [?$](?P<variable>\w+)
    | (?<![\w:?$@])(?P<word>select|where|group\s+by|having|order\s+by|limit|offset|values)(?![\w:-])
    | (?P<mark>[{{}}()])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def with_values(sparql: str, values: Mapping[str, Any]) -> str:
    """Return a query with RDF terms substituted for variables, as an engine with parameters would evaluate it.

    Where a variable only names a column (after SELECT and GROUP BY) it is removed.

    Parameters
    ----------
    sparql
        A syntactically valid query.
    values
        Terms by variable; ``str(term)`` must be valid SPARQL, as for every pyoxigraph term.

    Examples
    --------
    >>> print(with_values("SELECT ?s ?n WHERE { ?s ?p ?n FILTER(?n != '?n') } # ?n", {"n": 5}))
    SELECT ?s  WHERE { ?s ?p 5 FILTER(5 != '?n') } # ?n
    """
    names_columns, depth = False, 0

    def written(token: re.Match[str]) -> str:
        nonlocal names_columns, depth
        if token["word"]:
            names_columns, depth = token["word"].lower().startswith(("select", "group")), 0
        elif token["mark"]:
            depth += {"(": 1, ")": -1}.get(token["mark"], 0)
            names_columns = names_columns and token["mark"] in "()"
        elif token["variable"] in values:
            return "" if names_columns and depth == 0 else str(values[token["variable"]])
        return token[0]

    return _TOKEN.sub(written, sparql)
