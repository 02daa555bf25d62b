"""What is told of a file that could not be read."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.messages import _

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or folder of the corpus that is in no table, and why."""

    source: str
    """Path relative to the corpus, with ``/``."""
    code: str
    message: str
    """The problem, and what to do about it."""
    location: str | None = None
    """Where in our code it failed, if it is a bug in the program: for a bug report."""

    @classmethod
    def of(cls, source: str, error: Exception) -> Failure:
        """Return the failure for an exception, either reported by a reader or a bug of ours.

        Parameters
        ----------
        source
            The file being read.
        error
            The exception.
        """
        if isinstance(error, InputError):
            return cls(source, error.code, str(error))
        message = _(
            "{file}: could not be read because of a bug in graphbuild ({error}); the other files were read. "
            "Please report it with the entry for this file in build.json."
        )
        told = type(error).__name__
        return cls(source, "fault", message.format(file=source, error=told), _location(error))


def _location(error: Exception) -> str:
    """Return our module and line in which an exception was raised: "extraction/reading.py:163 (KeyError: 'i')"."""
    ours = "-"
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            ours = f"{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    told = "".join(traceback.format_exception_only(error)).strip()
    return f"{ours} ({told[:300]})"
