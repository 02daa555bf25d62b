"""Looks at the text of a query without parsing it: what it may not do, and values put in the place of variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graphbuild.errors import QueryError
from graphbuild.messages import _

_IRI = r"""<(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_COMMENT_OR_STRING = r"""\#[^\n\r]*
    | \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'"""

# -- what a query may not do -------------------------------------------------------------------------------------------

# Where a word is only a word: comments, strings, IRIs, variables, language tags, local names. The part of a local name
# after a dot is left to be looked at: parsers differ on where such a name ends.
_INERT = re.compile(
    rf"""(?P<iri>{_IRI}) | {_COMMENT_OR_STRING}
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*
    | (?P<local>:(?:[\w:-]|%[0-9A-Fa-f]{{2}}|\\[^\w\s])*)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# A prefix may be called "service", but "SERVICE:x {" is a call.
_SERVICE = re.compile(r"service(?![\w-]*:(?!\s*\{))", re.IGNORECASE)
_UPDATE = re.compile(r"\b(insert|delete|load|clear|drop|create|move|copy|add)\b(?!:)", re.IGNORECASE)

_SUSPICIOUS = ("service", "from", "insert", "delete", "load", "clear", "drop", "create", "move", "copy", "add")


def refuse_unsafe(sparql: str) -> str:
    r"""Refuse a query that would reach the network or change the store; return its text without strings and names.

    A query that has none of the words in question, FROM among them, comes back as it is.

    The engine runs ``SERVICE`` (measured with pyoxigraph 0.5.13: it connects to whatever host the query names) and
    cannot be told not to. ``FROM`` with an address only selects a graph of the store.

    Raises
    ------
    QueryError
        With the code ``refused``.

    Examples
    --------
    >>> refuse_unsafe("SELECT ?service { ?service ?p 'SERVICE' } # SERVICE")
    'SELECT   {       }  '
    >>> refuse_unsafe("SELECT * { SER\\u0056ICE <http://127.0.0.1/> { ?s ?p ?o } }")
    Traceback (most recent call last):
        ...
    graphbuild.errors.QueryError: ...
    """
    lowered = sparql.lower()
    if "\\" not in sparql and not any(word in lowered for word in _SUSPICIOUS):
        # Most queries: not one of the words that are looked for stands anywhere in them.
        return sparql
    text = _without_inert(sparql)
    # The standard decodes escapes before it parses, pyoxigraph only inside strings and IRIs: neither may find a call.
    for reading in (text, _without_inert(_ESCAPE.sub(_decoded, sparql))):
        if _SERVICE.search(reading):
            message = _("SERVICE is refused: a query may only read this store, not call another server")
            raise QueryError("refused", message)
        if update := _UPDATE.search(reading):
            message = _("{word} is refused: the store is only read").format(word=update[0].upper())
            raise QueryError("refused", message)
    return text


def _without_inert(sparql: str) -> str:
    def blank(match: re.Match[str]) -> str:
        iri = match["iri"]
        # "<" may also be "less than". What follows it can then end the expression and call SERVICE only behind a ")",
        # and hide the ")" only behind a "#"; no expression has "//".
        if iri and ("#" in iri or ")" in iri) and not re.match(r"<\w[\w+.-]*://", iri) and may_call:
            return "service"
        return ":" if match["local"] else " "

    may_call = "service" in sparql.lower()
    return _INERT.sub(blank, sparql)


def _decoded(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


# -- of what form it is ----------------------------------------------------------------------------------------------

_FORM = re.compile(r"\b(select|ask|construct|describe)\b(?!:)", re.IGNORECASE)


def gives_a_graph(sparql: str) -> bool:
    """Tell a query whose answer is RDF (CONSTRUCT, DESCRIBE) from one whose answer is a table.

    Examples
    --------
    >>> gives_a_graph("PREFIX ask: <http://x/ask#> # SELECT"), gives_a_graph("DESCRIBE <http://x/>")
    (False, True)
    """
    form = _FORM.search(_without_inert(sparql))
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
    """Return a query with RDF terms in the place of variables, as an engine that knows parameters would read it.

    Where a variable only names a column (after SELECT and GROUP BY) it is left out.

    Parameters
    ----------
    sparql
        A query that parses.
    values
        Terms by variable; ``str(term)`` is how SPARQL writes them, as that of every pyoxigraph term is.

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
