"""Tasks as CSV and as a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

from graphbuild.safe_text import no_formula
from graphbuild.tracker.tasks import Task, columns, where_heading

_LONGEST_SUMMARY = 120


def csv_of(tasks: Sequence[Task]) -> bytes:
    """Return the tasks as CSV in UTF-8 with BOM, as Excel requires."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    # Without what a spreadsheet counts and gathers.
    headings = {name: heading for name, heading in columns().items() if name not in ("number", "left", "more")}
    headings["where"] = where_heading()
    writer.writerow(headings.values())
    writer.writerows([no_formula(task.cells[name]) for name in headings] for task in tasks)
    return file.getvalue().encode("utf-8-sig")


def calendar_of(tasks: Sequence[Task]) -> tuple[bytes, int]:
    """Return the last days of the deadlines as all-day events of a calendar file, and their number."""
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
            # The same from build to build, so that a calendar recognises the event.
            event.add("dtstamp", datetime.fromisoformat(f"{limit.to}T00:00:00+00:00"))
            calendar.add_component(event)
            count += 1
    return bytes(calendar.to_ical()), count
