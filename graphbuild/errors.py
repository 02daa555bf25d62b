"""One family of errors, each with a code that programs can test and a message that says what to do."""

from __future__ import annotations


class GraphbuildError(Exception):
    """Base of all errors that a user can cause or fix.

    ``code`` names the case for programs and stays the same in every language; ``str(error)`` is for people.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class InputError(GraphbuildError):
    """A folder or file that cannot be read, or contains nothing to read."""


class OutputError(GraphbuildError):
    """A folder that cannot be written, or that another process is writing."""


class QueryError(GraphbuildError):
    """A query that is unknown, lacks a parameter, or has a syntax error."""
