"""``build`` makes the outputs, ``render`` draws the page of the graph anew."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.commands.terminal import FINDINGS, bar, tell
from graphbuild.messages import _


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
    @click.option("--base", help=_("What the IRIs of documents and bodies begin with, if not the standard address."))
    def command(corpus: Path, out: Path, base: str | None) -> int:
        from graphbuild.builder import SITE, build
        from graphbuild.resolve.identifiers import DEFAULT_BASE

        report = build(corpus, out, base=base or DEFAULT_BASE, progress=bar)
        tell(_("Read {files} files: {documents} documents, {bodies} bodies, {citations} citations."), **report.counts)
        tell(
            _(
                "Of the citations, {in_corpus} mean a document of the folder, {known} a known one, {cited_only} one "
                "that is missing here; {ambiguous} are ambiguous, {unresolved} unresolved."
            ),
            **report.counts,
        )
        for failure in report.failures:
            tell(_("Not read: {reason}"), reason=failure.message)
        if report.findings:
            tell(_("{count} warnings stand in {path}"), count=len(report.findings), path=out / "build.json")
        tell(_("Open this page in a browser: {path}"), path=(out / SITE / "index.html").resolve())
        return FINDINGS if report.failures else 0

    return command


def render_command() -> click.Command:
    """Return ``graphbuild render``."""

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
        from graphbuild.knowledge_graph import BuiltGraph

        graph = BuiltGraph(out)
        started = json.loads((out / "build.json").read_text(encoding="utf-8"))["started"]
        page = target or out / GRAPH_PAGE
        write_graph_page(graph.records, page, built=started, limit=limit)
        tell(_("Open this page in a browser: {path}"), path=page.resolve())
        return 0

    return command
