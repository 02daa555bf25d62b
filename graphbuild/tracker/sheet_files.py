"""The workbook of tasks with its CSV and calendar: three files that are written together.

The target paths are checked first. A CSV or calendar file that somebody else wrote, or changed since, is never
replaced: the workbook stores the digests of those that were written with it. It is written first and also stores the
digests of those that are about to be replaced: if one of the three cannot be written, the next run recognises the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.errors import InputError
from graphbuild.messages import _
from graphbuild.tracker.lists import calendar_of, csv_of
from graphbuild.tracker.merging import Changes, bring_up_to_date
from graphbuild.tracker.tasks import Task
from graphbuild.tracker.workbook import new_book, open_book, save
from graphbuild.writing import write_file


@dataclass(frozen=True, slots=True)
class Written:
    """The result of writing a sheet."""

    days: int
    """Number of events in the calendar."""
    changes: Changes | None
    """Changes since the earlier sheet, if there was one."""


def write_sheet(
    tasks: Sequence[Task],
    path: Path,
    *,
    earlier: Path | None = None,
    of_build: Sequence[Task] = (),
    by_body: bool = False,
    pages: Mapping[str, Path] | None = None,
) -> Written:
    """Write the workbook, and beside it the CSV and the calendar.

    Parameters
    ----------
    tasks
        The selected tasks.
    path
        The workbook; its name ends with ``.xlsx``.
    earlier
        A workbook that graphbuild wrote and an office filled in, to be updated; may be `path` itself.
    of_build
        All tasks of the build: one that is among them but not selected is not gone from the earlier sheet.
    by_body
        Whether each leading body has a sheet of its own too.
    pages
        The page of each document by its IRI: each task links to its position there.

    Raises
    ------
    InputError
        `path` has another suffix (code ``sheet-name``), a file there or beside it would be lost (``sheet-exists``), or
        `earlier` cannot be used (see `graphbuild.tracker.workbook.open_book`).
    OutputError
        A file cannot be written (code ``unwritable``).
    """
    if path.suffix.lower() != ".xlsx":
        message = _(
            "{path}: the output is an Excel workbook, so its name must end with .xlsx; the CSV and calendar files are "
            "written beside it"
        )
        raise InputError("sheet-name", message.format(path=path))
    if path.exists() and (earlier is None or earlier.resolve() != path.resolve()):
        message = _("{path} already exists; keep its entries with --merge {path}, or choose another file with --to")
        raise InputError("sheet-exists", message.format(path=path))
    calendar, days = calendar_of(tasks)
    beside = {path.with_suffix(".csv"): csv_of(tasks), path.with_suffix(".ics"): calendar}
    taskbook = new_book(tasks, path, by_body=by_body, pages=pages) if earlier is None else open_book(earlier)
    _refuse_others(beside, frozenset(taskbook.beside))
    changes = (
        None
        if earlier is None
        else bring_up_to_date(taskbook, tasks, path, of_build=of_build, by_body=by_body, pages=pages)
    )
    replaced = [file.read_bytes() for file in beside if file.exists()]
    taskbook.beside = tuple(sorted({_digest(content) for content in (*beside.values(), *replaced)}))
    save(taskbook, path)
    for file, content in beside.items():
        write_file(file, content)
    return Written(days, changes)


def _refuse_others(beside: Mapping[Path, bytes], known: frozenset[str]) -> None:
    """Refuse to overwrite a file that contains neither what is to be written nor what was written with the workbook."""
    others = [path for path, content in beside.items() if path.exists() and not _is_ours(path, content, known)]
    if others:
        message = _(
            "{names} already exist and are not as graphbuild wrote them with this workbook. Move them away, or "
            "choose another name for the workbook with --to"
        )
        raise InputError("sheet-exists", message.format(names=", ".join(map(str, others))))


def _is_ours(path: Path, content: bytes, known: frozenset[str]) -> bool:
    if not path.is_file():
        return False
    there = path.read_bytes()
    return there == content or _digest(there) in known


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
