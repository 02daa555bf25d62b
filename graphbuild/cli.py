"""The command line: thin, in the user's language; data on standard output, everything else on standard error.

Exit codes: 0 success, 1 findings (a file or line that could not be used, builds that differ), 2 wrong usage or input, 3
a bug in graphbuild, 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

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
from graphbuild.commands.terminal import FAULT, INTERRUPTED, WRONG_USE, Commands, say
from graphbuild.commands.tracking import tracker_command
from graphbuild.errors import GraphbuildError
from graphbuild.interrupting import keep_interrupts
from graphbuild.messages import _, translate_libraries, why


def main() -> None:
    """Run the command line and end the process with its exit code."""
    translate_libraries()
    keep_interrupts()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would give files and pipes its code page, which lacks some Vietnamese letters. Text that no
            # encoding can represent, such as the bytes of a file name that is not UTF-8, must not cause a failure.
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    code = run(sys.argv[1:])
    if code in (WRONG_USE, INTERRUPTED):
        # Exit at once: do not retry writing what a full disk refused, and do not wait for an engine that is still
        # computing.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes a message, only our own bugs show a traceback."""
    try:
        code = commands().main(arguments, prog_name="graphbuild", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        told = io.StringIO()
        error.show(told)
        say(told.getvalue().rstrip())
        return WRONG_USE
    except GraphbuildError as error:
        say(_("Error: {message}").format(message=error))
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort) as error:
        say(_("Interrupted.") + "".join(f" {remark}" for remark in (error.__cause__ or error).args))
        return INTERRUPTED
    except OSError as error:
        where = "" if error.filename is None else f"{error.filename}: "
        say(_("Error: {message}").format(message=where + why(error)))
        return WRONG_USE
    except Exception:
        import traceback

        say(traceback.format_exc())
        say(_("This is a bug in graphbuild. Please report it with the lines above."))
        return FAULT
    return code if isinstance(code, int) else 0


def commands() -> click.Group:
    """Return the commands; created on each run, so that their help is in the user's language."""
    group = Commands(
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
