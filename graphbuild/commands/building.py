"""``build`` writes the outputs, ``render`` redraws the graph page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from graphbuild.commands.terminal import FINDINGS, bar, convert_legacy_option, tell
from graphbuild.errors import InputError
from graphbuild.messages import _

_MOST_TOLD = 50
"""Maximum number of unreadable files named in the closing lines."""


def build_command() -> click.Command:
    """Return ``graphbuild build``."""

    @click.command("build", help=_("Build the graph of the documents in the folder CORPUS."))
    @click.argument("corpus", type=click.Path(path_type=Path))
    @click.option(
        "--out",
        type=click.Path(path_type=Path),
        default="outputs",
        show_default=True,
        help=_("Folder for the outputs."),
    )
    @click.option("--base", help=_("Beginning of the IRIs of documents and bodies, instead of the standard address."))
    @click.option(
        "--corpus-name",
        help=_(
            "Name that distinguishes this corpus from others published to the same server; default: the name of its "
            "folder."
        ),
    )
    @click.option(
        "--as-of", help=_("Day for which the force of the documents is told, such as 01/7/2025; default: today.")
    )
    @convert_legacy_option
    @click.option(
        "--jobs",
        type=click.IntRange(min=1),
        help=_("Number of scanned pages that are recognised at a time; default: the number of processors."),
    )
    @click.option(
        "--page-images",
        type=click.Choice(["all", "evidence", "none"]),
        default="evidence",
        show_default=True,
        help=_(
            "Pages of PDF files and scans that the site shows as pictures: all, those with a citation, a task or "
            "uncertain words and each first one, or none."
        ),
    )
    def command(corpus: Path, out: Path, **options: Any) -> int:
        return build_and_tell(corpus, out, **options)

    return command


def build_and_tell(corpus: Path, out: Path, **options: Any) -> int:
    """Build, report the result with the page to open last, and return the exit code.

    `options` are those of `graphbuild.builds.making.build`.
    """
    from graphbuild.builds.making import build

    report = build(corpus, out, **options, progress=bar)
    tell(_("Read {files} files: {documents} documents, {bodies} bodies, {citations} citations."), **report.counts)
    tell(
        _(
            "Of the citations, {in_corpus} refer to a document in the folder, {known} to a known document, "
            "{cited_only} to one that is missing here; {ambiguous} are ambiguous, {unresolved} unresolved."
        ),
        **report.counts,
    )
    for failure in report.failures[:_MOST_TOLD]:
        tell(_("Not read: {reason}"), reason=failure.message)
    if len(report.failures) > _MOST_TOLD:
        left = len(report.failures) - _MOST_TOLD
        tell(_("{count} more files were not read; build.json and the page list them all."), count=left)
    for entry in report.left_out[:_MOST_TOLD]:
        tell(_("Skipped: {file} ({reason})"), file=entry.source, reason=entry.reason)
    if count := len(report.findings) + len(report.notes):
        tell(_("{count} warnings; see {path}"), count=count, path=out / "build.json")
    tell(_("Open this page in a browser: {path}"), path=front_page(out))
    return FINDINGS if report.failures else 0


def front_page(out: Path) -> Path:
    """Return the page of a build to open first."""
    from graphbuild.builds.layout import FRONT_PAGE

    return (out / FRONT_PAGE).resolve()


def render_command() -> click.Command:
    """Return ``graphbuild render``."""

    @click.command("render", help=_("Redraw the interactive graph page of the build in the folder OUT."))
    @click.argument("out", type=click.Path(path_type=Path), default="outputs")
    @click.option(
        "--limit",
        type=click.IntRange(1, 1000),
        default=150,
        show_default=True,
        help=_("Maximum number of documents drawn."),
    )
    @click.option(
        "--to", "target", type=click.Path(path_type=Path), help=_("File to write instead of the page of the build.")
    )
    @click.option(
        "--layout",
        type=click.Choice(["rank", "force"]),
        default="rank",
        show_default=True,
        help=_(
            "Layout of the documents: by rank of their issuer and date, or force-directed by their citations; "
            "force-directed positions are kept in OUT/positions.json."
        ),
    )
    def command(out: Path, limit: int, target: Path | None, layout: str) -> int:
        from graphbuild.builds.layout import GRAPH_PAGE, SITE
        from graphbuild.knowledge_graph import BuiltGraph
        from graphbuild.pages.graph.extract_of_corpus import is_graph_page, write_graph_page
        from graphbuild.pages.graph.stored_positions import FILE_NAME
        from graphbuild.pages.site import document_pages

        page = target or out / GRAPH_PAGE
        # A link is followed when the page is written.
        written = Path(os.path.realpath(page))
        if any(path.suffix.lower() != ".html" for path in (page, written)):
            message = _("{path}: the graph page is a web page; its name must end with .html")
            raise InputError("page-name", message.format(path=page if page.suffix.lower() != ".html" else written))
        if written.exists() and not is_graph_page(written):
            message = _(
                "{path} already exists and is not a graph page written by graphbuild; choose another file with --to"
            )
            raise InputError("page-exists", message.format(path=page))
        graph = BuiltGraph(out)
        site = {} if target else document_pages(out / SITE)
        write_graph_page(
            graph.records,
            page,
            built=graph.build.started,
            limit=limit,
            positions=out / FILE_NAME if layout == "force" else None,
            pages={iri: path.relative_to(out / SITE).as_posix() for iri, path in site.items()} or None,
        )
        tell(_("Open this page in a browser: {path}"), path=page.resolve())
        return 0

    return command
