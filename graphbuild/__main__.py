"""Runs the command line: ``python -m graphbuild`` and the script ``graphbuild``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; an interrupt while its modules are still being imported ends it like any other."""
    try:
        from graphbuild.cli import main as run_command_line

        run_command_line()
    except KeyboardInterrupt:
        from graphbuild.messages import _

        print(_("Interrupted."), file=sys.stderr, flush=True)
        os._exit(130)


if __name__ == "__main__":
    main()
