r"""RDF terms in N-Quads syntax, checked before they are written.

Grammar: RDF 1.1 N-Quads (https://www.w3.org/TR/n-quads/#sec-grammar). All control characters are escaped although the
grammar requires it only for line ends: some parsers read a file line by line and treat more characters as line ends.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

import pyoxigraph

from graphbuild.errors import OutputError
from graphbuild.graph import namespaces as ns
from graphbuild.messages import _

_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=1 << 16)
def iri(address: str) -> str:
    """Return an IRI in angle brackets.

    Raises
    ------
    OutputError
        If it is not an absolute ASCII IRI (code ``iri``).

    Examples
    --------
    >>> iri("https://w3id.org/graphbuild/document/28-NQ-TU")
    '<https://w3id.org/graphbuild/document/28-NQ-TU>'
    """
    if address.isascii():
        try:
            return str(pyoxigraph.NamedNode(address))
        except ValueError:
            pass  # the refusal below serves both cases
    raise OutputError("iri", _("This is not a valid ASCII IRI: {iri}").format(iri=ascii(address)))


@lru_cache(maxsize=1 << 12)
def concept(scheme: str, code: str) -> str:
    """Return the IRI of one concept of a closed list, in angle brackets; see `namespaces.concept`."""
    return iri(ns.concept(scheme, code))


def quoted(text: str) -> str:
    r"""Return a plain string literal.

    Examples
    --------
    >>> print(quoted('Về "một cửa"'))
    "Về \"một cửa\""
    """
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def vietnamese(text: str) -> str:
    """Return a literal in Vietnamese."""
    return quoted(text) + "@vi"


def label(text: str) -> str:
    """Return a Vietnamese literal on one line, as labels are."""
    return vietnamese(" ".join(text.split()))


def real(value: float) -> str:
    """Return a number between 0 and 1, as used for confidences and scores.

    Examples
    --------
    >>> print(real(0.25))
    "0.25"^^<http://www.w3.org/2001/XMLSchema#double>
    """
    return typed(repr(value), ns.XSD_DOUBLE)


def typed(text: str, datatype: str) -> str:
    """Return a literal of a datatype; the text already has that type's form.

    Examples
    --------
    >>> print(typed("3", ns.XSD_INTEGER))
    "3"^^<http://www.w3.org/2001/XMLSchema#integer>
    """
    return f'"{text}"^^<{datatype}>'


def true() -> str:
    """Return the literal true if it holds; otherwise nothing is stated.

    Examples
    --------
    >>> print(true())
    "true"^^<http://www.w3.org/2001/XMLSchema#boolean>
    """
    return typed("true", ns.XSD_BOOLEAN)


def offset(value: int) -> str:
    """Return an offset in code points."""
    return typed(str(value), ns.XSD_NON_NEGATIVE_INTEGER)


@lru_cache(maxsize=1 << 14)
def date(text: str) -> tuple[str, bool]:
    """Return the literal of an ISO date of any precision, and whether it is a complete, existing date.

    A date that does not exist ("2021-02-30", as printed) stays a plain string.

    Examples
    --------
    >>> print(*date("2025-11"))
    "2025-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> False
    >>> print(*date("2021-02-30"))
    "2021-02-30" False
    """
    first_day = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        valid = datetime.date.fromisoformat(first_day).isoformat() == first_day
    except ValueError:
        valid = False
    if not valid:
        return quoted(text), False
    datatype = {4: ns.XSD_YEAR, 7: ns.XSD_YEAR_MONTH}.get(len(text), ns.XSD_DATE)
    return f'"{text}"^^<{datatype}>', datatype == ns.XSD_DATE


def _escaped(character: re.Match[str]) -> str:
    return _ESCAPES.get(character[0]) or f"\\u{ord(character[0]):04X}"
