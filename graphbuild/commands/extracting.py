"""``extract`` shows what is read in single files, without a build."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphbuild.commands.terminal import FINDINGS, answers, tell
from graphbuild.errors import InputError
from graphbuild.messages import _


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
    def command(files: tuple[str, ...], form: str) -> int:
        from graphbuild.extraction.reading import read
        from graphbuild.readers import read_bytes, read_file
        from graphbuild.terminal.readings import show, write_json, write_json_lines

        readings, failed = [], False
        for name in files:
            try:
                text = read_bytes(sys.stdin.buffer.read(), "-") if name == "-" else read_file(Path(name), name)
            except InputError as error:
                tell(_("Not read: {reason}"), reason=error)
                failed = True
                continue
            first = read(text)
            for reading in (first, *first.further):
                readings.append(reading)
                if form == "text":
                    show(reading, answers(form))
                elif form == "jsonl":
                    write_json_lines(reading, answers(form))
        if form == "json":
            write_json(readings, answers(form))
        return FINDINGS if failed else 0

    return command
