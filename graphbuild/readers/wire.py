"""What passes between this process and the one that reads foreign files: frames of JSON with the bytes behind it."""

from __future__ import annotations

import json
import struct
from array import array
from dataclasses import asdict
from typing import IO, Any, NamedTuple

from graphbuild.model import Layout, Note, PageSize, Text
from graphbuild.readers.failure import Failure

_SIZES = struct.Struct(">QQ")
_LARGEST = 4_000_000_000
"""Size limit of a frame in bytes: more than any file and its layout."""
_COLUMNS = (("starts", "q"), ("ends", "q"), ("numbers", "i"), ("boxes", "f"), ("confidences", "f"))


class Frame(NamedTuple):
    """One message."""

    said: dict[str, Any]
    """Plain values."""
    data: bytes = b""


def send(stream: IO[bytes], frame: Frame) -> None:
    """Write a frame and flush.

    Raises
    ------
    OSError
        The other side is gone.
    """
    head = json.dumps(frame.said).encode()
    stream.write(_SIZES.pack(len(head), len(frame.data)))
    stream.write(head)
    stream.write(frame.data)
    stream.flush()


def receive(stream: IO[bytes]) -> Frame | None:
    """Return the next frame; None if the other side is gone, or sends what is none.

    Examples
    --------
    >>> from io import BytesIO
    >>> send(pipe := BytesIO(), Frame({"do": "read"}, b"%PDF"))
    >>> _ = pipe.seek(0)
    >>> receive(pipe), receive(pipe)
    (Frame(said={'do': 'read'}, data=b'%PDF'), None)
    """
    sizes = stream.read(_SIZES.size)
    if len(sizes) < _SIZES.size:
        return None
    length, size = _SIZES.unpack(sizes)
    if length + size > _LARGEST:
        return None
    head, data = stream.read(length), stream.read(size)
    if len(head) < length or len(data) < size:
        return None
    try:
        said = json.loads(head)
    except ValueError:
        return None
    return Frame(said, data) if isinstance(said, dict) else None


def frame_of(result: Text | Failure) -> Frame:
    """Return the frame that tells a text or a failure."""
    if isinstance(result, Failure):
        return Frame({"failure": asdict(result)})
    said = {
        name: getattr(result, name)
        for name in ("source", "format", "encoding", "sha256", "size", "own_offsets", "markup", "pages", "notes")
    }
    content = result.content.encode("utf-8", "surrogatepass")
    parts = [content]
    if result.layout is not None:
        columns = [getattr(result.layout, name).tobytes() for name, _code in _COLUMNS]
        said["layout"] = [result.layout.pages, [len(column) for column in columns]]
        parts += columns
    return Frame({"text": said, "length": len(content)}, b"".join(parts))


def result_of(frame: Frame) -> Text | Failure:
    """Return the text or failure that a frame tells."""
    if "failure" in frame.said:
        return Failure(**frame.said["failure"])
    said, length = frame.said["text"], frame.said["length"]
    layout = said.pop("layout", None)
    return Text(
        frame.data[:length].decode("utf-8", "surrogatepass"),
        **said
        | {
            "pages": tuple(said["pages"]),
            "notes": tuple(Note(*note) for note in said["notes"]),
            "layout": None if layout is None else _layout(layout, frame.data, length),
        },
    )


def _layout(said: list[Any], data: bytes, at: int) -> Layout:
    pages, sizes = said
    columns: dict[str, Any] = {}
    for (name, code), size in zip(_COLUMNS, sizes, strict=True):
        column = array(code)
        column.frombytes(data[at : at + size])
        columns[name] = column
        at += size
    return Layout(tuple(PageSize(*page) for page in pages), **columns)
