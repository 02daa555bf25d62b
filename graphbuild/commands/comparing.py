"""``diff`` shows how two builds differ."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.commands.terminal import FINDINGS, answers, tell
from graphbuild.messages import _


def diff_command() -> click.Command:
    """Return ``graphbuild diff``."""

    @click.command(
        "diff",
        help=_(
            "Show how the build in the folder NEW differs from the one in OLD: the citations gained, lost and "
            "changed, with their sentences; then documents and bodies. Exits with 1 if there is a difference."
        ),
    )
    @click.argument("old", type=click.Path(path_type=Path))
    @click.argument("new", type=click.Path(path_type=Path))
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "csv")),
        default="text",
        show_default=True,
        help=_("Output format; csv has only the citations."),
    )
    def command(old: Path, new: Path, form: str) -> int:
        from graphbuild.builds.comparison import compare, read_build
        from graphbuild.terminal.comparisons import show, write_json, write_table

        comparison = compare(read_build(old), read_build(new))
        {"text": show, "json": write_json, "csv": write_table}[form](comparison, answers(form))
        if not comparison.differs:
            tell(_("The two builds do not differ."))
            return 0
        tell(
            _("Citations: {gained} gained, {lost} lost, {changed} changed ({resolved} of these resolved differently)."),
            **comparison.counts,
        )
        return FINDINGS

    return command
