"""``extract`` shows what is read in single files, without a build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild.commands.terminal import FINDINGS, answers, convert_legacy_option, tell
from graphbuild.messages import _

if TYPE_CHECKING:
    from graphbuild.model import Text
    from graphbuild.readers.failure import Failure
    from graphbuild.readers.files import Files


def extract_command() -> click.Command:
    """Return ``graphbuild extract``."""

    @click.command("extract", help=_("Show the citations in FILES without building a graph; - reads standard input."))
    @click.argument("files", nargs=-1, required=True)
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "jsonl")),
        default="text",
        show_default=True,
        help=_("Output format."),
    )
    @convert_legacy_option
    def command(files: tuple[str, ...], form: str, convert_legacy: bool) -> int:
        from graphbuild.extraction.reading import read
        from graphbuild.readers.failure import Failure
        from graphbuild.readers.files import Files
        from graphbuild.readers.reader import Settings
        from graphbuild.terminal.readings import show, write_json, write_json_lines
        from graphbuild.vocabulary.labels import note_text

        readings, failed = [], False
        with Files(Settings.usual(convert_legacy=convert_legacy)) as opened:
            for text in chain.from_iterable(_texts(opened, name) for name in files):
                if isinstance(text, Failure):
                    tell(_("Not read: {reason}"), reason=text.message)
                    failed = True
                    continue
                first = read(text)
                for reading in (first, *first.further):
                    readings.append(reading)
                    if form == "text":
                        show(reading, answers(form))
                    elif form == "jsonl":
                        write_json_lines(reading, answers(form))
                for note in text.notes if form == "text" else ():
                    tell(_("Note: {note}"), note=note_text(note))
        if form == "json":
            write_json(readings, answers(form))
        return FINDINGS if failed else 0

    return command


def _texts(opened: Files, name: str) -> Iterator[Text | Failure]:
    return opened.texts(Path(name), name) if name != "-" else opened.texts_of(sys.stdin.buffer.read(), name)
