"""``check`` validates a graph against its rules."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.commands.terminal import FINDINGS, answers, tell
from graphbuild.messages import _
from graphbuild.terminal.rows import FORMATS


def check_command() -> click.Command:
    """Return ``graphbuild check``."""

    @click.command(
        "check",
        help=_(
            "Check the graph of the build in the folder OUT against its rules (SHACL): every citation and task "
            "has its evidence inside its file, no document occurs twice, dates are in order. Exits with 1 if a "
            "rule is violated."
        ),
    )
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help=_("Output format."),
    )
    def command(out: Path, form: str) -> int:
        from graphbuild.knowledge_graph import BuiltGraph
        from graphbuild.sparql.validation import check
        from graphbuild.terminal.rows import write_rows

        problems = check(BuiltGraph(out).folder / "graph.nq")
        if not problems:
            tell(_("The graph in {path} is consistent: no rule is violated."), path=out)
            return 0
        headings = {
            "source": _("File"),
            "start": _("Offset"),
            "text": _("Sentence or name"),
            "message": _("Problem"),
            "value": _("Value"),
            "node": "IRI",
        }
        rows = [[getattr(problem, name) for name in headings] for problem in problems]
        write_rows(tuple(headings), rows, form, answers(form), headings=headings)
        tell(_("{count} violations of rules."), count=len(problems))
        return FINDINGS

    return command
