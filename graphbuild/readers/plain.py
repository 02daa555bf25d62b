"""Plain text: the decoded file as it is, offsets and all."""

from __future__ import annotations

from graphbuild.readers.encoding.charset import Decoded, decode, refuse_damaged


def read(data: bytes, source: str) -> Decoded:
    r"""Return the file's text with its line ends as ``\n``; a byte order mark of UTF-8 stays as U+FEFF.

    For a UTF-8 file this is what ``open(path, encoding="utf8").read()`` gives.

    Raises
    ------
    InputError
        ``charset`` or ``encoding``, as in `graphbuild.readers.read_bytes`.
    """
    decoded = decode(data, source)
    refuse_damaged(decoded.content, source)
    return Decoded(decoded.content.replace("\r\n", "\n").replace("\r", "\n"), decoded.encoding)
