"""A message as the tree of its parts (RFC 2045, 2046), split without recursion into its content.

The parser of the standard library compares every line with the boundaries of all parts around it and recurses into
them: a message with 900 nested parts costs it minutes, one with 100,000 ends in a `RecursionError`. Here each level is
one search for its own boundary, and the depth and the number of parts are limited. The fields of a part's head are read
by the standard library.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.readers.mail.fields import characters, parameter

DEEPEST = 32
"""Depth of parts within parts that is read; mail programs reach six."""
MOST_PARTS = 10_000
"""Largest number of parts of one message, as of members of a package."""
_LONGEST_HEAD = 1_000_000
"""Bytes of the head of a part that are read; the longest, with many recipients and servers, reach 100,000."""

_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(frozen=True, slots=True)
class Entity:
    """A message or a part of one."""

    head: Message
    parts: tuple[Entity, ...]
    """Its own parts; empty unless its type is ``multipart/…``."""
    is_too_deep: bool
    """Whether it has parts that are not read, as they are deeper than `DEEPEST`."""
    _data: bytes
    _start: int
    _end: int

    @property
    def type(self) -> str:
        """Its content type in lower case, without parameters; "text/plain" if none is told, or none of its parts."""
        told = self.head.get_content_type()
        return "text/plain" if told.startswith("multipart/") and not (self.parts or self.is_too_deep) else told

    def content(self) -> bytes:
        """Return its bytes, decoded as its Content-Transfer-Encoding says."""
        body = self._data[self._start : self._end]
        coding = str(self.head.get("content-transfer-encoding", "")).strip().lower()
        if coding == "base64":
            return _from_base64(body)
        return binascii.a2b_qp(body) if coding == "quoted-printable" else body


def entity_of(data: bytes, source: str) -> Entity:
    r"""Return a message with its parts.

    Parameters
    ----------
    data
        Bytes of the file.
    source
        Its name in messages.

    Raises
    ------
    InputError
        ``bomb``: it has more than `MOST_PARTS` parts.

    Examples
    --------
    >>> message = entity_of(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nA\n--b\n\nB\n--b--\n", "thu.eml")
    >>> [(part.type, part.content()) for part in message.parts]
    [('text/plain', b'A'), ('text/plain', b'B')]
    """
    return _Splitter(data, source).entity(len(codecs.BOM_UTF8) * data.startswith(codecs.BOM_UTF8), len(data), 0)


class _Splitter:
    """Splits one message."""

    def __init__(self, data: bytes, source: str) -> None:
        self._data = data
        self._source = source
        self._parts = 0

    def entity(self, start: int, end: int, depth: int) -> Entity:
        """Return the part that lies from `start` to `end` in the message."""
        head, start = self._head(start, end)
        boundary = parameter(head, "content-type", "boundary").rstrip().encode()
        is_whole = head.get_content_maintype() != "multipart" or not boundary
        parts: tuple[Entity, ...] = ()
        if not is_whole and depth < DEEPEST:
            parts = tuple(self.entity(*span, depth + 1) for span in self._spans(boundary, start, end))
        return Entity(head, parts, not is_whole and depth == DEEPEST, self._data, start, end)

    def _head(self, start: int, end: int) -> tuple[Message, int]:
        """Return the head of a part, and the offset at which its body begins."""
        if not _FIELD.match(self._data, start, end):
            body = start
            for line_end in (b"\r\n", b"\n"):
                if self._data.startswith(line_end, start, end):
                    body = start + len(line_end)
                    break
            return Message(), body
        blank = _BLANK_LINE.search(self._data, start, end)
        written = self._data[start : min(blank.start() if blank else end, start + _LONGEST_HEAD)]
        head = HeaderParser().parsestr(characters(written, self._source))
        return head, blank.end() if blank else end

    def _spans(self, boundary: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of the parts between the lines of a boundary; the last one may lack its end."""
        delimiter = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
        begun = None
        for line in delimiter.finditer(self._data, max(start - 1, 0), end):
            if begun is not None:
                self._count()
                yield begun, max(begun, line.start() - self._data.startswith(b"\r", line.start() - 1))
            if line[1]:
                return
            begun = min(end, line.end() + (2 if self._data.startswith(b"\r", line.end()) else 1))
        if begun is not None:
            self._count()
            yield begun, end

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            message = _("{file}: the message has more than {limit} parts, more than are read from one file.")
            raise InputError("bomb", message.format(file=self._source, limit=MOST_PARTS))


def _from_base64(body: bytes) -> bytes:
    """Decode Base64 (RFC 2045, 6.8), where anything else is passed over; of a damaged end what is whole."""
    letters = _NOT_BASE64.sub(b"", body)
    whole = len(letters) - (len(letters) % 4 == 1)
    return binascii.a2b_base64(letters[:whole] + b"=" * (-whole % 4))
