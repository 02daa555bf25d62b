"""The rows of a register in an Excel workbook (.xlsx, ECMA-376)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, cast

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.readers.packages.package import Package, damaged
from graphbuild.readers.packages.xml import declares_entities
from graphbuild.user_input.register_rows import Row

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

_WORKBOOK = "xl/workbook.xml"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
"""Namespace of the usual workbooks; "Strict Open XML" has another one, which openpyxl passes over."""
_MOST_ROWS = 1_048_576
"""Number of rows of a sheet in Excel; a file may claim any other."""
_MOST_COLUMNS = 100
"""Number of columns that are read; registers have up to twenty."""


def sheets_of(content: bytes, source: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the sheets of a workbook in their order, each with its name and its rows.

    Hidden sheets are left out, as nobody who looks at the workbook knows of them; rows hidden by a filter are read.
    Numbers and dates are those stored, whatever their format shows; of a formula it is the value that Excel last
    computed. Nothing is computed, and nothing that the workbook refers to is opened.

    Parameters
    ----------
    content
        Bytes of the workbook.
    source
        Its name in messages.

    Raises
    ------
    InputError
        ``register``: it is another kind of package; ``damaged``: it is broken; ``bomb`` or ``encrypted``, as in
        `graphbuild.readers.packages.package.Package`.
    """
    from openpyxl import load_workbook

    package = Package(content, source)
    if _WORKBOOK not in package or _TRANSITIONAL not in package.read(_WORKBOOK):
        message = _("{path} is not an Excel workbook; save it as “Excel Workbook (*.xlsx)” or “CSV UTF-8”")
        raise InputError("register", message.format(path=source))
    if any(declares_entities(package.read(name)) for name in package.names):
        raise damaged(source)
    # It warns of styles and extensions that it does not know, which are no part of a register.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        # openpyxl checks little of what it reads, and fails where it first makes no sense, with any error.
        raise damaged(source) from error
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title, _rows(sheet, source)


def _rows(sheet: Worksheet, source: str) -> Iterator[Row]:
    # A sheet may claim a size that it has not; openpyxl would fill it with empty cells.
    cast("ReadOnlyWorksheet", sheet).reset_dimensions()
    rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    try:
        for line, cells in enumerate(rows, 1):
            yield Row(line, tuple(map(_text, cells)) if cells.count(None) < len(cells) else ())
    except Exception as error:
        raise damaged(source) from error


def _text(value: object) -> str:
    """Return a value as it would be typed into a CSV file; a day as ISO date."""
    from openpyxl.utils.escape import unescape

    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape(value) if isinstance(value, str) else str(value)
