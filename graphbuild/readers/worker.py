"""The process that reads foreign files: it answers one request after the other until the other side is gone.

Started by `graphbuild.readers.isolation` as ``python -m graphbuild.readers.worker``. It is given bytes and returns
texts; what a hostile file does to it, up to its death, is the failure of that file.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Lock

from graphbuild.readers.contents import Contents
from graphbuild.readers.failure import Failure
from graphbuild.readers.formats import reader_of
from graphbuild.readers.reader import Settings
from graphbuild.readers.wire import Frame, frame_of, receive, send

_PASTED = {"docx": "graphbuild.readers.docx.page_pictures", "odt": "graphbuild.readers.odt.page_pictures"}
"""The modules that find the pages in documents of formats that have none but scans pasted into them."""


def main() -> None:
    """Answer the requests on standard input."""
    # Ctrl-C in a terminal reaches all processes; the one that started this one decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Libraries may print: what they print must not get between the frames.
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lock = Lock()

    def answer(frame: Frame) -> None:
        """Send a frame, from whichever thread."""
        with lock:
            send(answers, frame)

    while request := receive(requests):
        os.environ["GRAPHBUILD_LANG"] = request.said["language"]
        (_show if "numbers" in request.said else _read)(request, answer)
        answer(Frame({"done": True}))


def _show(request: Frame, answer: Callable[[Frame], None]) -> None:
    from graphbuild.readers.pages.pictures import pictures

    said = request.said
    try:
        data = Contents(Settings()).data_of(request.data, said["source"], said["wanted"])
        for file, numbers in _pages(data, said["wanted"], said["numbers"]):
            for picture in pictures(file, numbers):
                answer(Frame({"picture": True}, picture))
    except Exception as error:
        answer(frame_of(Failure.of(said["wanted"], error)))


def _pages(data: bytes, source: str, numbers: list[int]) -> Iterator[tuple[bytes, list[int]]]:
    """Yield the files that show some pages of a file, each with the numbers of the pages in it."""
    reader = reader_of(data, source)
    if reader.format not in _PASTED:
        yield data, numbers
        return
    for page in import_module(_PASTED[reader.format]).pasted_pages(data, source, numbers):
        yield page, [1]


def _read(request: Frame, answer: Callable[[Frame], None]) -> None:
    said = request.said
    settings = Settings(
        convert_legacy=said["convert_legacy"],
        jobs=said["jobs"],
        cache=Path(said["cache"]) if said["cache"] else None,
        step=lambda: answer(Frame({"step": True})),
    )
    contents = Contents(settings, frozenset(said["skip"]), lambda source: answer(Frame({"begin": source})))
    for result in contents.texts(request.data, said["source"]):
        answer(frame_of(result))


if __name__ == "__main__":
    main()
