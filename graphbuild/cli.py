"""The command line: thin, in the user's language, data on standard output and everything else on standard error.

Exit codes: 0 fine, 1 findings (a file or line that could not be used, builds that differ), 2 wrong use or input, 3 a
fault of the program, 130 interrupted.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from graphbuild.commands.asking import explain_command, query_command
from graphbuild.commands.authority import authority_commands
from graphbuild.commands.building import build_command, render_command
from graphbuild.commands.checking import check_command
from graphbuild.commands.comparing import diff_command
from graphbuild.commands.demo import demo_command
from graphbuild.commands.extracting import extract_command
from graphbuild.commands.publishing import publish_command
from graphbuild.commands.serving import serve_command
from graphbuild.commands.terminal import FAULT, INTERRUPTED, WRONG_USE
from graphbuild.commands.tracking import tracker_command
from graphbuild.errors import GraphbuildError
from graphbuild.messages import _, translate_libraries


def main() -> None:
    """Run the command line and end the process with its exit code."""
    translate_libraries()
    for stream in (sys.stdout, sys.stderr):
        # Windows would give files and pipes its code page, which has not all letters of Vietnamese.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")
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
        build_command(),
        demo_command(),
        authority_commands(),
        query_command(),
        explain_command(),
        extract_command(),
        render_command(),
        diff_command(),
        tracker_command(),
        check_command(),
        serve_command(),
        publish_command(),
    ):
        group.add_command(command)
    return version(group)
