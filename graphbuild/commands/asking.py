"""``query`` queries the graph, ``explain`` shows why a citation was resolved as it was."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphbuild.commands.terminal import FINDINGS, answers, tell
from graphbuild.messages import _, language
from graphbuild.terminal.rows import FORMATS

if TYPE_CHECKING:
    from graphbuild.sparql.shipped import Query

# More digits are not an offset but part of the file name.
_FILE_AND_OFFSET = re.compile(r"(?P<file>.+):(?P<offset>[0-9]{1,12})", re.DOTALL)


def query_command() -> click.Command:
    """Return ``graphbuild query``."""

    @click.command("query", help=_("Query the graph. QUERY is the name of a shipped query, a .rq file, or SPARQL."))
    @click.argument("query", required=False)
    @click.option(
        "--out", type=click.Path(path_type=Path), default="outputs", show_default=True, help=_("Folder of the build.")
    )
    @click.option(
        "--set", "settings", multiple=True, metavar="NAME=VALUE", help=_("A parameter of the query; repeatable.")
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help=_("Output format."),
    )
    @click.option("--list", "listing", is_flag=True, help=_("List the shipped queries and their parameters."))
    def command(query: str | None, out: Path, settings: tuple[str, ...], form: str, listing: bool) -> int:
        from graphbuild.knowledge_graph import BuiltGraph
        from graphbuild.sparql.shipped import find_query
        from graphbuild.terminal.rows import write_rows
        from graphbuild.terminal.styled import console_on, styled

        if listing:
            _list_queries(form)
            return 0
        if query is None:
            raise click.UsageError(_("Give the name of a query; to list them all: graphbuild query --list"))
        found = find_query(query)
        values = dict(_setting(setting) for setting in settings)
        terms = found.bind(values)
        store = BuiltGraph(out).store
        result = store.query(found.sparql, terms)
        if form == "table" and found.title:
            console_on(sys.stdout).print(styled(_title(found), "bold"))
        headings = {row.name: row.heading_en if language() == "en" else row.heading for row in found.columns}
        write_rows(result.columns, result.rows, form, answers(form), headings=headings)
        if form == "table":
            tell(_("{count} rows"), count=len(result.rows))
        if not result.rows:
            for value in found.unknown(store, values):
                tell(_("Nothing in the graph is called “{value}”."), value=value)
        return 0

    return command


def explain_command() -> click.Command:
    """Return ``graphbuild explain``."""

    @click.command(
        "explain",
        help=_(
            "Explain how the citations in a file of the build were read and resolved. PLACE is FILE or FILE:OFFSET."
        ),
    )
    @click.argument("place")
    @click.option(
        "--out", type=click.Path(path_type=Path), default="outputs", show_default=True, help=_("Folder of the build.")
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help=_("Output format."),
    )
    def command(place: str, out: Path, form: str) -> int:
        from graphbuild.builds.explanation import explain, find_source
        from graphbuild.knowledge_graph import BuiltGraph
        from graphbuild.terminal.explanations import show, write_json

        tables = BuiltGraph(out).folder / "tables"
        at = _FILE_AND_OFFSET.fullmatch(place)
        offset = int(at["offset"]) if at else None
        explained = explain(tables, find_source(tables, at["file"] if at else place), offset)
        (show if form == "text" else write_json)(explained, answers(form))
        found = any(one.citations for one in explained)
        if not found:
            tell(_("No citation was found at this position."))
        return 0 if found else FINDINGS

    return command


def _setting(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(_("--set expects NAME=VALUE, not “{setting}”").format(setting=setting))
    return name.strip(), value


def _title(query: Query) -> str:
    return query.title_en if language() == "en" else query.title


def _list_queries(form: str) -> None:
    from graphbuild.sparql.shipped import load_queries
    from graphbuild.terminal.rows import write_rows

    rows = [
        (
            query.name,
            _title(query),
            ", ".join(f"{parameter.name}={parameter.example or '…'}" for parameter in query.parameters),
        )
        for query in load_queries().values()
    ]
    headings = {"name": _("Name"), "title": _("Question"), "parameters": _("Parameters")}
    write_rows(("name", "title", "parameters"), rows, form, answers(form), headings=headings)
