"""``tracker`` writes the task workbook."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from graphbuild.commands.terminal import tell
from graphbuild.messages import _


def tracker_command() -> click.Command:
    """Return ``graphbuild tracker``."""

    @click.command(
        "tracker", help=_("Write the tasks of the build in the folder OUT as a workbook (XLSX), CSV file and calendar.")
    )
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option(
        "--to",
        "target",
        type=click.Path(path_type=Path),
        default="theo-doi-nhiem-vu.xlsx",
        show_default=True,
        help=_("Workbook to write; the CSV and calendar files are written beside it."),
    )
    @click.option("--body", default="", help=_("Only tasks of bodies with these words in their name."))
    @click.option("--document", default="", help=_("Only tasks of the document of this number."))
    @click.option("--since", type=_Day(), default="", help=_("Only tasks due on or after this day (2024-10-01)."))
    @click.option("--until", type=_Day(), default="", help=_("Only tasks due on or before this day (2024-12-31)."))
    @click.option("--by-body", is_flag=True, help=_("Also a sheet for each leading body, with its tasks."))
    @click.option(
        "--merge",
        "earlier",
        type=click.Path(path_type=Path),
        help=_("An earlier workbook that the office has filled in; its entries are kept."),
    )
    def command(
        out: Path,
        target: Path,
        body: str,
        document: str,
        since: str,
        until: str,
        by_body: bool,
        earlier: Path | None,
    ) -> int:
        from graphbuild.knowledge_graph import BuiltGraph
        from graphbuild.pages.site import document_pages
        from graphbuild.tracker.sheet_files import write_sheet
        from graphbuild.tracker.tasks import Filter, chosen, tasks

        every = tasks(BuiltGraph(out).records)
        found = chosen(every, Filter(body, document, since, until))
        pages = document_pages(out / "site")
        written = write_sheet(found, target, earlier=earlier, of_build=every, by_body=by_body, pages=pages)
        if written.changes is not None:
            tell(_("Since the earlier workbook: {new} new, {changed} changed, {gone} gone."), **asdict(written.changes))
        told = _("{count} tasks in {path}, {days} dates in the calendar.")
        tell(told, count=len(found), path=target, days=written.days)
        return 0

    return command


class _Day(click.ParamType[str]):
    """A date in ISO form or as offices write it, converted to ISO."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from graphbuild.user_input.typed_days import typed_day

        day = typed_day(value) if value else ""
        if day is None:
            self.fail(
                _("“{value}” is not a date; write it as 2024-10-01 or 01/10/2024.").format(value=value), param, ctx
            )
        return day
