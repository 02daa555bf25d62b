"""The command line: thin, in the user's language, data on standard output and everything else on standard error.

Exit codes: 0 fine, 1 findings (a file or line that could not be used, builds that differ), 2 wrong use or input, 3 a
fault of the program, 130 interrupted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from graphbuild.errors import GraphbuildError, InputError
from graphbuild.messages import _, translate_libraries
from graphbuild.row_formats import FORMATS

FINDINGS, WRONG_USE, FAULT, INTERRUPTED = 1, 2, 3, 130

# More digits are no place in a file but a part of its name.
_FILE_AND_OFFSET = re.compile(r"(?P<file>.+):(?P<offset>[0-9]{1,12})", re.DOTALL)

# A bar for work that takes no longer than this would only flicker.
_FILES_WORTH_A_BAR = 20


def main() -> None:
    """Run the command line and end the process with its exit code."""
    translate_libraries()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes a message, none a traceback but a fault of ours."""
    try:
        code = commands().main(arguments, prog_name="graphbuild", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except GraphbuildError as error:
        click.echo(_("Error: {message}").format(message=error), err=True)
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("Interrupted. Earlier outputs are unchanged."), err=True)
        return INTERRUPTED
    except Exception:
        import traceback

        click.echo(traceback.format_exc(), err=True)
        click.echo(_("This is a fault of graphbuild. Please report it with the lines above."), err=True)
        return FAULT
    return code if isinstance(code, int) else 0


def commands() -> click.Group:
    """Return the commands; made when they are run, so that their help is in the user's language."""
    group = click.Group(
        "graphbuild", help=_("A knowledge graph of Party and state documents, every edge with its evidence.")
    )
    version = click.version_option(package_name="graphbuild", message="%(prog)s %(version)s")
    for command in (
        _build_command(),
        _authority_commands(),
        _query_command(),
        _explain_command(),
        _extract_command(),
        _render_command(),
        _diff_command(),
        _tracker_command(),
    ):
        group.add_command(command)
    return version(group)


def _build_command() -> click.Command:
    @click.command("build", help=_("Build the graph of the documents in the folder CORPUS."))
    @click.argument("corpus", type=click.Path(path_type=Path))
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default="outputs",
        show_default=True,
        help=_("Folder for the outputs."),
    )
    @click.option("--base", help=_("What the IRIs of documents and bodies begin with, if not the standard address."))
    def command(corpus: Path, out: Path, base: str | None) -> int:
        from graphbuild.builder import GRAPH_PAGE, build
        from graphbuild.resolve.identifiers import DEFAULT_BASE

        report = build(corpus, out, base=base or DEFAULT_BASE, progress=_bar)
        _tell(_("Read {files} files: {documents} documents, {bodies} bodies, {citations} citations."), **report.counts)
        _tell(
            _(
                "Of the citations, {in_corpus} mean a document of the folder, {known} a known one, {cited_only} one "
                "that is missing here; {ambiguous} are ambiguous, {unresolved} unresolved."
            ),
            **report.counts,
        )
        for failure in report.failures:
            _tell(_("Not read: {reason}"), reason=failure.message)
        if report.findings:
            _tell(_("{count} warnings stand in {path}"), count=len(report.findings), path=out / "build.json")
        _tell(_("Open this page in a browser: {path}"), path=(out / GRAPH_PAGE).resolve())
        return FINDINGS if report.failures else 0

    return command


def _authority_commands() -> click.Group:
    group = click.Group("authority", help=_("Your office's own registers of documents, which every later build knows."))

    @group.command("add", help=_("Keep the register FILE: a CSV with number, date, issuer and title of each document."))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--issuer", default="", help=_("Who issued all that stands in it, if no column tells."))
    @click.option(
        "--place",
        default="",
        help=_("Where the issuers are whose names do not tell: “huyện Nông Cống, tỉnh Thanh Hóa”."),
    )
    @click.option("--name", help=_("Name under which it is kept, if not that of the file."))
    def add(file: Path, issuer: str, place: str, name: str | None) -> int:
        from graphbuild.registers import add_register

        added = add_register(file, name=name, issuer=issuer, place=place)
        for problem in added.problems:
            _tell(_("Left out: line {line}: {reason}"), line=problem.line, reason=problem.reason)
        kept = added.register
        _tell(_("The register {name} is kept, with {count} documents."), name=kept.name, count=len(kept.documents))
        if added.replaced:
            _tell(_("It replaces the register of the same name; to keep both, give this one another with --name."))
        if added.without_place:
            _tell(
                _(
                    "Of {count} of them it is not known of which place the issuer is: no mention will be linked to "
                    "them. Tell it with --place, or in a column “Địa phương”."
                ),
                count=added.without_place,
            )
        return FINDINGS if added.problems or added.without_place else 0

    @group.command("list", help=_("List the registers that are kept."))
    def list_registers() -> int:
        from graphbuild.registers import home, load_register, register_names
        from graphbuild.row_formats import write_rows

        rows, failures = [], []
        for name in register_names():
            try:
                rows.append((name, str(len(load_register(name).documents))))
            except InputError as error:
                rows.append((name, "–"))
                failures.append(error)
        headings = {"name": _("Name"), "documents": _("Documents")}
        write_rows(("name", "documents"), rows, "table", sys.stdout, headings=headings)
        _tell(_("They are kept in {path}"), path=home())
        for failure in failures:
            _tell(_("Cannot be used: {reason}"), reason=failure)
        return FINDINGS if failures else 0

    @group.command("remove", help=_("Forget the register NAME."))
    @click.argument("name")
    def remove(name: str) -> int:
        from graphbuild.registers import remove_register

        remove_register(name)
        _tell(_("The register {name} is forgotten."), name=name)
        return 0

    return group


def _query_command() -> click.Command:
    @click.command("query", help=_("Ask the graph. QUERY is the name of a shipped query, a .rq file, or SPARQL."))
    @click.argument("query", required=False)
    @click.option(
        "--out", type=click.Path(path_type=Path), default="outputs", show_default=True, help=_("Folder of the build.")
    )
    @click.option(
        "--set", "settings", multiple=True, metavar="NAME=VALUE", help=_("A parameter of the query; may be repeated.")
    )
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help=_("Form of the answer."),
    )
    @click.option("--list", "listing", is_flag=True, help=_("List the shipped queries and their parameters."))
    def command(query: str | None, out: Path, settings: tuple[str, ...], form: str, listing: bool) -> int:
        from graphbuild.knowledge_graph import KnowledgeGraph
        from graphbuild.queries import find_query
        from graphbuild.row_formats import write_rows

        if listing:
            _list_queries(form)
            return 0
        if query is None:
            raise click.UsageError(_("Name a query, or see them all with: graphbuild query --list"))
        found = find_query(query)
        terms = found.bind(dict(_setting(setting) for setting in settings))
        result = KnowledgeGraph(out).store.query(found.sparql, terms)
        if form == "table" and found.title:
            click.secho(found.title, bold=True)
        headings = {column.name: column.heading for column in found.columns}
        write_rows(result.columns, result.rows, form, sys.stdout, headings=headings)
        if form == "table":
            _tell(_("{count} rows"), count=len(result.rows))
        return 0

    return command


def _explain_command() -> click.Command:
    @click.command(
        "explain",
        help=_(
            "Explain how the citations of a file of the build were read and resolved. PLACE is FILE or FILE:OFFSET."
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
        help=_("Form of the answer."),
    )
    def command(place: str, out: Path, form: str) -> int:
        from graphbuild.explanation import explain, find_source, show, write_json
        from graphbuild.knowledge_graph import KnowledgeGraph

        tables = KnowledgeGraph(out).folder / "tables"
        at = _FILE_AND_OFFSET.fullmatch(place)
        offset = int(at["offset"]) if at else None
        own, explanations = explain(tables, find_source(tables, at["file"] if at else place), offset)
        (show if form == "text" else write_json)(own, explanations, sys.stdout)
        if not explanations:
            _tell(_("No citation was found there."))
        return 0 if explanations else FINDINGS

    return command


def _extract_command() -> click.Command:
    @click.command("extract", help=_("Show the citations in FILES without building; - reads standard input."))
    @click.argument("files", nargs=-1, required=True)
    @click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json", "jsonl")),
        default="text",
        show_default=True,
        help=_("Form of the answer."),
    )
    def command(files: tuple[str, ...], form: str) -> int:
        from graphbuild.extraction.reading import read
        from graphbuild.readers import read_bytes, read_file
        from graphbuild.reading_output import show, write_json, write_json_lines

        readings, failed = [], False
        for name in files:
            try:
                text = read_bytes(sys.stdin.buffer.read(), "-") if name == "-" else read_file(Path(name), name)
            except InputError as error:
                _tell(_("Not read: {reason}"), reason=error)
                failed = True
                continue
            readings.append(read(text))
            if form == "text":
                show(readings[-1], sys.stdout)
            elif form == "jsonl":
                write_json_lines(readings[-1], sys.stdout)
        if form == "json":
            write_json(readings, sys.stdout)
        return FINDINGS if failed else 0

    return command


def _render_command() -> click.Command:
    @click.command("render", help=_("Draw the interactive page of the graph anew from the build in the folder OUT."))
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option(
        "--limit", type=click.IntRange(1, 1000), default=150, show_default=True, help=_("The most documents drawn.")
    )
    @click.option(
        "--to", "target", type=click.Path(path_type=Path), help=_("File to write instead of the build's own page.")
    )
    def command(out: Path, limit: int, target: Path | None) -> int:
        import json

        from graphbuild.builder import GRAPH_PAGE, write_graph_page
        from graphbuild.knowledge_graph import KnowledgeGraph

        graph = KnowledgeGraph(out)
        started = json.loads((out / "build.json").read_text(encoding="utf-8"))["started"]
        page = target or out / GRAPH_PAGE
        write_graph_page(graph.records, page, built=started, limit=limit)
        _tell(_("Open this page in a browser: {path}"), path=page.resolve())
        return 0

    return command


def _tracker_command() -> click.Command:
    @click.command(
        "tracker", help=_("Write the tasks of the build in the folder OUT as a sheet (XLSX, CSV) and calendar.")
    )
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option(
        "--to",
        "target",
        type=click.Path(path_type=Path),
        default="theo-doi-nhiem-vu.xlsx",
        show_default=True,
        help=_("The sheet to write; the CSV and the calendar stand beside it."),
    )
    @click.option("--body", default="", help=_("Only tasks of bodies with these words in their name."))
    @click.option("--document", default="", help=_("Only tasks of the document of this number."))
    @click.option("--since", type=_Day(), default="", help=_("Only tasks due on or after this day (2024-10-01)."))
    @click.option("--until", type=_Day(), default="", help=_("Only tasks due on or before this day (2024-12-31)."))
    @click.option(
        "--merge",
        "earlier",
        type=click.Path(path_type=Path),
        help=_("An earlier sheet that the office has filled in; what stands in it is kept."),
    )
    def command(out: Path, target: Path, body: str, document: str, since: str, until: str, earlier: Path | None) -> int:
        from graphbuild.builder import GRAPH_PAGE
        from graphbuild.knowledge_graph import KnowledgeGraph
        from graphbuild.tracker.lists import write_calendar, write_csv
        from graphbuild.tracker.merging import merge_workbook
        from graphbuild.tracker.tasks import Filter, chosen, tasks
        from graphbuild.tracker.workbook import write_workbook

        if target.exists() and (earlier is None or earlier.resolve() != target.resolve()):
            message = _(
                "{path} is there already; keep what stands in it with --merge {path}, or name another with --to"
            )
            raise InputError("sheet-exists", message.format(path=target))
        every = tasks(KnowledgeGraph(out).records)
        found = chosen(every, Filter(body, document, since, until))
        if earlier is None:
            write_workbook(found, target, page=out / GRAPH_PAGE)
        else:
            changes = merge_workbook(found, target, earlier, of_build=every, page=out / GRAPH_PAGE)
            _tell(_("Since the earlier sheet: {new} new, {changed} changed, {gone} gone."), **asdict(changes))
        write_csv(found, target.with_suffix(".csv"))
        days = write_calendar(found, target.with_suffix(".ics"))
        _tell(_("{count} tasks in {path}, {days} days in the calendar."), count=len(found), path=target, days=days)
        return 0

    return command


class _Day(click.ParamType[str]):
    """A day as ISO or as offices write it, given on as ISO."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from datetime import datetime

        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            with suppress(ValueError):
                return datetime.strptime(value, form).date().isoformat()
        if value:
            self.fail(_("“{value}” is no day; write it as 2024-10-01 or 01/10/2024.").format(value=value), param, ctx)
        return ""


def _diff_command() -> click.Command:
    @click.command(
        "diff",
        help=_(
            "Tell how the build in the folder NEW differs from the one in OLD: the citations gained, lost and changed, "
            "with their sentences; then documents and bodies. Ends with 1 when there is a difference."
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
        help=_("Form of the answer; csv has the citations only."),
    )
    def command(old: Path, new: Path, form: str) -> int:
        from graphbuild.comparison import compare, read_build
        from graphbuild.comparison_output import show, write_json, write_table

        comparison = compare(read_build(old), read_build(new))
        {"text": show, "json": write_json, "csv": write_table}[form](comparison, sys.stdout)
        if not comparison.differs:
            _tell(_("The two builds do not differ."))
            return 0
        _tell(
            _("Citations: {gained} gained, {lost} lost, {changed} changed, {resolved} of these resolved anew."),
            **comparison.counts,
        )
        return FINDINGS

    return command


def _setting(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(_("--set wants NAME=VALUE, not “{setting}”").format(setting=setting))
    return name.strip(), value


def _list_queries(form: str) -> None:
    from graphbuild.queries import load_queries
    from graphbuild.row_formats import write_rows

    rows = [
        (
            query.name,
            query.title,
            ", ".join(f"{parameter.name}={parameter.example or '…'}" for parameter in query.parameters),
        )
        for query in load_queries().values()
    ]
    headings = {"name": _("Name"), "title": _("What it answers"), "parameters": _("Parameters")}
    write_rows(("name", "title", "parameters"), rows, form, sys.stdout, headings=headings)


def _tell(message: str, /, **values: Any) -> None:
    """Tell the user something that is not the answer itself: on standard error."""
    click.echo(message.format(**values), err=True)


def _bar(items: Iterable[Any], *, total: int, label: str) -> Iterable[Any]:
    """Show a progress bar on standard error, if that is a terminal and the work is long enough."""
    if total < _FILES_WORTH_A_BAR or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, description=label, total=total, console=Console(stderr=True), transient=True)
