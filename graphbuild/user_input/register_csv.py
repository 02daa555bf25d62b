"""The rows of a register in a CSV file, of which each spreadsheet program writes another kind."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from graphbuild.messages import _
from graphbuild.user_input.register_rows import Row

_DELIMITERS = (",", ";", "\t")
_LONGEST_ROW = 50
"""Maximum lines of one row (titles may have line breaks); an unclosed quotation mark would take in the rest."""


def tables_of(content: bytes) -> Iterator[Iterator[Row]]:
    r"""Yield the rows of a file as they are with each of the usual delimiters: commas, semicolons, tabs.

    Parameters
    ----------
    content
        Its bytes: UTF-8, or UTF-16 with a byte order mark, as Excel writes "Unicode text".

    Raises
    ------
    UnicodeDecodeError
        They are neither.

    Examples
    --------
    >>> [next(rows).cells for rows in tables_of("Số;Ngày".encode())]
    [('Số;Ngày',), ('Số', 'Ngày'), ('Số;Ngày',)]
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    lines = list(io.StringIO(content.decode("utf-16" if wide else "utf-8-sig"), newline=""))
    for delimiter in _DELIMITERS:
        yield _rows(lines, delimiter)


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    """Yield the rows; one with unbalanced quotation marks is dropped at its first line, the next ones are read."""
    at = 0
    while at < len(lines):
        reader = csv.reader(lines[at : at + _LONGEST_ROW], delimiter=delimiter, strict=True)
        try:
            yield Row(at + 1, tuple(next(reader)))
            at += reader.line_num
        except csv.Error:
            yield Row(at + 1, (), _not_parted(lines[at]))
            at += 1


def _not_parted(line: str) -> str:
    if len(line) > csv.field_size_limit():
        return _("the line is too long for a row of a table")
    return _('unbalanced quotation marks; inside a quoted cell write "" for each')
