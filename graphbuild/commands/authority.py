"""``authority`` manages the office's own registers of documents."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.commands.terminal import FINDINGS, Commands, answers, tell
from graphbuild.errors import InputError
from graphbuild.messages import _


def authority_commands() -> click.Group:
    """Return ``graphbuild authority`` and its subcommands."""
    group = Commands("authority", help=_("Your office's own registers of documents, used by all later builds."))

    @group.command(
        "add",
        help=_(
            "Add the register FILE: an Excel workbook (.xlsx) or a CSV file with the number, date, issuer and title "
            "of each document."
        ),
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--issuer", default="", help=_("Issuer of all documents in the register, if it has no column for it.")
    )
    @click.option(
        "--place",
        default="",
        help=_("Place of the issuers whose names do not state it: “huyện Nông Cống, tỉnh Thanh Hóa”."),
    )
    @click.option("--name", help=_("Name of the register; default: that of the file."))
    def add(file: Path, issuer: str, place: str, name: str | None) -> int:
        from graphbuild.user_input.registers import add_register

        added = add_register(file, name=name, issuer=issuer, place=place)
        for problem in added.problems:
            tell(_("Skipped: line {line}: {reason}"), line=problem.line, reason=problem.reason)
        kept = added.register
        tell(
            _("The register {name} has been added, with {count} documents."), name=kept.name, count=len(kept.documents)
        )
        if added.unread_sheets:
            tell(
                _("It is the sheet {sheet}. Not read: {others}. Save each of them as a file of its own to add it."),
                sheet=added.sheet,
                others=", ".join(added.unread_sheets),
            )
        if added.replaced:
            tell(_("It replaces the register of the same name; to keep both, give this one another name with --name."))
        if added.without_place:
            tell(
                _(
                    "For {count} of them the place of the issuer is unknown, so no mention will be linked to "
                    "them. Give it with --place or in a column “Địa phương”."
                ),
                count=added.without_place,
            )
        return FINDINGS if added.problems or added.without_place or added.unread_sheets else 0

    @group.command("list", help=_("List the registers."))
    def list_registers() -> int:
        from graphbuild.terminal.rows import write_rows
        from graphbuild.user_input.registers import home, load_register, register_names

        rows, failures = [], []
        for name in register_names():
            try:
                rows.append((name, str(len(load_register(name).documents))))
            except InputError as error:
                rows.append((name, "–"))
                failures.append(error)
        headings = {"name": _("Name"), "documents": _("Documents")}
        write_rows(("name", "documents"), rows, "table", answers("table"), headings=headings)
        tell(_("They are stored in {path}"), path=home())
        for failure in failures:
            tell(_("Cannot be used: {reason}"), reason=failure)
        return FINDINGS if failures else 0

    @group.command("remove", help=_("Remove the register NAME."))
    @click.argument("name")
    def remove(name: str) -> int:
        from graphbuild.user_input.registers import remove_register

        remove_register(name)
        tell(_("The register {name} has been removed."), name=name)
        return 0

    return group
