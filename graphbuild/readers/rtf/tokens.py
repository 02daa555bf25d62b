r"""The words of RTF: groups, control words, characters, in time linear in the length of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_TOKEN = re.compile(
    r"""\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?   # a blank after a control word belongs to it
      | (?P<bytes>(?:\\'[0-9a-fA-F]{2})+)
      | \\(?P<symbol>[^a-zA-Z])
      | (?P<brace>[{}])
      | (?P<text>[^\\{}\r\n]+)""",
    re.VERBOSE | re.DOTALL,
)
_BINARY = "bin"


class Kind(Enum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    SYMBOL = 3
    BYTES = 4
    TEXT = 5


class Token(NamedTuple):
    """One token."""

    kind: Kind
    text: str = ""
    """The control word or symbol, or the characters, each a byte."""
    number: int | None = None
    r"""The number of a control word: 1 of ``\uc1``."""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens_of(written: str) -> Iterator[Token]:
    r"""Yield the tokens of a file whose bytes were decoded as Latin-1; binary data and line ends are left out.

    Examples
    --------
    >>> [token.text or token.kind.name for token in tokens_of(r"{\b S\'e8 5\~\bin3 }}}.}")]
    ['OPEN', 'b', 'S', 'è', ' 5', '~', '.', 'CLOSE']
    """
    at = 0
    while match := _TOKEN.search(written, at):
        at = match.end()
        match match.lastgroup:
            case "brace":
                yield _OPEN if match["brace"] == "{" else _CLOSE
            case "text":
                yield Token(Kind.TEXT, match["text"])
            case "bytes":
                yield Token(Kind.BYTES, bytes.fromhex(match["bytes"].replace("\\'", "")).decode("latin-1"))
            case "symbol":
                yield Token(Kind.SYMBOL, match["symbol"])
            case _:
                number = match["number"]
                if match["word"] == _BINARY:
                    at += max(int(number or 0), 0)
                else:
                    yield Token(Kind.WORD, match["word"], None if number is None else int(number))
