"""The command line as tests call it: in this process, where all is loaded already, or as a process of its own.

What a command says, writes and ends with is the same either way. A process of its own is for what only one can show:
signals, files in the place of its streams, and how it starts and ends.
"""

from __future__ import annotations

import gettext
import io
import os
import pty
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pytest

from graphbuild.cli import run
from graphbuild.messages import translate_libraries


@dataclass(frozen=True, slots=True)
class Called:
    """What came of a call: its exit code and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def graphbuild(
    *arguments: str | Path, stdin: bytes = b"", language: str | None = None, cwd: Path | None = None
) -> Called:
    """Call the command line in this process, as somebody whose messages are in a language, standing in a folder."""
    streams = [io.TextIOWrapper(io.BytesIO(given), "utf-8", "backslashreplace", "\n") for given in (stdin, b"", b"")]
    code = _run(arguments, streams, {"GRAPHBUILD_LANG": language or ""}, cwd)
    for stream in streams[1:]:
        stream.seek(0)
    return Called(code, *(stream.read() for stream in streams[1:]))


def shown_on_terminal(*arguments: str | Path, cwd: Path) -> str:
    """Return what a command shows on a terminal, standard error included."""
    ours, its = pty.openpty()
    with ThreadPoolExecutor(1) as beside:
        shown = beside.submit(_read_to_the_end, ours)
        with open(its, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as terminal:  # noqa: PTH123
            _run(arguments, [terminal] * 3, {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}, cwd)
        return shown.result().decode("utf-8")


def command(*arguments: str | Path) -> list[str]:
    """Return the command line of a process of its own."""
    return [sys.executable, "-c", "from graphbuild.cli import main; main()", *map(str, arguments)]


def _run(
    arguments: tuple[str | Path, ...], streams: Sequence[TextIO], environment: dict[str, str], cwd: Path | None
) -> int:
    domain = gettext.textdomain()
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        for name, value in {"LANGUAGE": "", **environment}.items():
            patch.setenv(name, value)
        if cwd:
            patch.chdir(cwd)
        try:
            translate_libraries()
            return run([str(argument) for argument in arguments])
        finally:
            gettext.textdomain(domain)


def _read_to_the_end(terminal: int) -> bytes:
    read = bytearray()
    try:
        while piece := os.read(terminal, 1 << 16):
            read += piece
    except OSError:  # so Linux tells that nobody has the terminal open any more
        pass
    finally:
        os.close(terminal)
    return bytes(read)
