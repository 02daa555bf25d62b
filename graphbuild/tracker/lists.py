"""Writes tasks as CSV and as a calendar: without an earlier one's content, complete or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from graphbuild.errors import OutputError
from graphbuild.messages import _
from graphbuild.terminal.rows import no_formula
from graphbuild.tracker.tasks import Task, columns

_LONGEST_SUMMARY = 120


def write_csv(tasks: Sequence[Task], path: Path) -> None:
    """Write the tasks as CSV in UTF-8 with BOM, as Excel wants it.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns().values())
    writer.writerows([no_formula(task.cells[name]) for name in columns()] for task in tasks)
    put(path, file.getvalue().encode("utf-8-sig"))


def write_calendar(tasks: Sequence[Task], path: Path) -> int:
    """Write the last days of the time limits as all-day events of a calendar file, and return how many there are.

    Raises
    ------
    OutputError
        The file cannot be written (code ``unwritable``).
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//graphbuild//tasks//VI")
    calendar.add("version", "2.0")
    count = 0
    for task in tasks:
        for number, limit in enumerate(task.obligation.deadlines, start=1):
            if not limit.to:
                continue
            event = Event()
            event.add("uid", f"{task.code}-{number}@graphbuild")
            event.add("summary", f"{task.cells['basis']}: {task.cells['task'][:_LONGEST_SUMMARY]}")
            event.add("description", "\n".join(filter(None, (task.cells["lead"], task.cells["task"], limit.text))))
            event.add("dtstart", date.fromisoformat(limit.to))
            # The same from build to build, so that a calendar takes the event for the one it has.
            event.add("dtstamp", datetime.fromisoformat(f"{limit.to}T00:00:00+00:00"))
            calendar.add_component(event)
            count += 1
    put(path, calendar.to_ical())
    return count


def put(path: Path, content: bytes) -> None:
    """Write a file, complete or not at all.

    Raises
    ------
    OutputError
        It cannot be written (code ``unwritable``).
    """
    unfinished = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        message = _("Cannot write {path}: {reason}").format(path=path, reason=error.strerror or error)
        raise OutputError("unwritable", message) from error
    finally:
        unfinished.unlink(missing_ok=True)
