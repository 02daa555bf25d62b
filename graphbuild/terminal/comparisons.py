"""Shows how two builds differ: for people as text with the mentions highlighted, for programs as JSON and CSV."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any

from rich.console import Console
from rich.text import Text

from graphbuild.builds.comparison import Comparison, Difference, Row
from graphbuild.graph.tables import table_rows
from graphbuild.messages import _
from graphbuild.model import Citation, Records
from graphbuild.terminal.readings import STYLES
from graphbuild.terminal.rows import short, write_rows
from graphbuild.terminal.styled import console_on, styled
from graphbuild.vocabulary.labels import label

_SIGNS = {"gained": "+", "lost": "−", "changed": "~"}
_COLOURS = {"gained": "green", "lost": "red", "changed": "yellow"}

_IRIS = {"id", "target", "citing", "issuer", "parent", "ended_by"}
_SCHEMES = {"presence": "resolution"} | {name: name for name in ("resolution", "relation", "kind", "status", "level")}
"""The closed lists of the fields that hold codes."""

_COLUMNS = ("change", "source", "start", "end", "text", "field", "old", "new", "sentence")


def show(comparison: Comparison, file: IO[str]) -> None:
    """Write the differences for people: files, citations with their sentences, then documents and bodies.

    Parameters
    ----------
    comparison
        The differences; if there are none, nothing is written.
    file
        Output; coloured only on a terminal.
    """
    if comparison.differs:
        old, new = comparison.old, comparison.new
        console = console_on(file)
        words = _words(comparison)
        _show_files(comparison, console)
        _show_citations(comparison, words, console)
        documents = _("Documents: {old} → {new}").format(old=len(old.documents), new=len(new.documents))
        _show_rows(documents, comparison.documents, words, console)
        bodies = _("Bodies: {old} → {new}").format(old=len(old.bodies), new=len(new.bodies))
        _show_rows(bodies, comparison.bodies, words, console)


def write_json(comparison: Comparison, file: IO[str]) -> None:
    """Write the differences as one JSON object; each citation, document and body with its old row and its new one."""
    content = {
        "sources": {
            "added": comparison.added,
            "gone": comparison.gone,
            "moved": [{"old": old, "new": new} for old, new in comparison.moved],
            "edited": comparison.edited,
        },
        "citations": _objects(comparison.citations),
        "documents": _objects(comparison.documents),
        "bodies": _objects(comparison.bodies),
    }
    json.dump(content, file, ensure_ascii=False, indent=1)
    file.write("\n")


def write_table(comparison: Comparison, file: IO[str]) -> None:
    """Write the citations as CSV, one row per changed field; for those gained and lost, the document they refer to."""
    rows = []
    for found in comparison.citations:
        row = found.row
        for field in found.fields or ("target",):
            values = [None if side is None else _cell(getattr(side, field)) for side in (found.old, found.new)]
            rows.append((found.change, row.source, row.start, row.end, row.text, field, *values, row.sentence))
    write_rows(_COLUMNS, rows, "csv", file)


def _objects(differences: Sequence[Difference[Row]]) -> list[dict[str, Any]]:
    return [
        {
            "change": found.change,
            "fields": found.fields,
            "old": table_rows([found.old])[0] if found.old is not None else None,
            "new": table_rows([found.new])[0] if found.new is not None else None,
        }
        for found in differences
    ]


def _cell(value: Any) -> Any:
    """Return a value for a spreadsheet: for lists, the fields that identify their members."""
    if isinstance(value, tuple):
        return "; ".join(getattr(item, "document", None) or item.label for item in value)
    return value


# -- for people --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """Readable labels for field names, codes and IRIs."""

    headings: Mapping[str, str]
    old: Mapping[str, str]
    """Names of documents and bodies by IRI, as in the old build."""
    new: Mapping[str, str]

    def line(self, field: str, old: Any, new: Any) -> str:
        """Return the change of a field: "Loại: NQ → CT"."""
        return f"{self.headings[field]}: {self._said(field, old, self.old)} → {self._said(field, new, self.new)}"

    def mean(self, found: Difference[Citation]) -> str:
        """Return the document that a citation refers to, or why there is none."""
        row = found.row
        return _named(row.target, self.old if found.new is None else self.new) or label("resolution", row.resolution)

    def _said(self, field: str, row: Any, names: Mapping[str, str]) -> str:
        value = getattr(row, field)
        if field == "candidates":
            said = "; ".join(_named(found.document, names) for found in value)
        elif field == "provisions":
            said = "; ".join(place.label for place in value)
        elif field == "reasons":
            said = "; ".join(label("ground", code) for code in value)
        elif field in _IRIS:
            said = _named(value, names)
        else:
            said = label(_SCHEMES[field], value) if value and field in _SCHEMES else value
        return " ".join(said.split()) if said else "–"


def _words(comparison: Comparison) -> _Words:
    headings = {
        "id": _("Identity"),
        "text": _("Mention"),
        "target": _("Cited document"),
        "resolution": _("Resolution"),
        "candidates": _("Candidates"),
        "reasons": _("Reasons"),
        "relation": _("Relation"),
        "cue": _("Cue"),
        "citing": _("Citing document"),
        "kind": _("Kind of citation"),
        "type": _("Type"),
        "number": _("Number"),
        "date": _("Date"),
        "issuer": _("Issuer"),
        "provisions": _("Provisions"),
        "presence": _("Presence"),
        "source": _("File"),
        "title": _("Title"),
        "term": _("Term"),
        "status": _("Status"),
        "in_force_from": _("In force from"),
        "ended_on": _("Ended on"),
        "ended_by": _("Ended by"),
        "name": _("Name"),
        "level": _("Level"),
        "place": _("Place"),
        "parent": _("Subordinate to"),
        "valid_from": _("Since"),
        "valid_to": _("Until"),
    }
    return _Words(headings, _names(comparison.old), _names(comparison.new))


def _names(records: Records) -> dict[str, str]:
    return {row.id: row.label for row in records.documents} | {row.id: row.name for row in records.bodies}


def _named(iri: str | None, names: Mapping[str, str]) -> str:
    """Return a document or body by name and key, because two may have the same name; "" if there is none."""
    return f"{names[iri]} ({short(iri)})" if iri else ""


def _show_files(comparison: Comparison, console: Console) -> None:
    """Write which files are in one build only: they cause most other differences."""
    before = Counter(citation.source for citation in comparison.old.citations)
    after = Counter(citation.source for citation in comparison.new.citations)
    told = _("{file} ({count} citations)")
    added = [told.format(file=source, count=after[source]) for source in comparison.added]
    gone = [told.format(file=source, count=before[source]) for source in comparison.gone]
    moved = [f"{old} → {new}" for old, new in comparison.moved]
    for heading, change, files in (
        (_("Files only in the new build: {count}"), "gained", added),
        (_("Files only in the old build: {count}"), "lost", gone),
        (_("Files renamed or moved: {count}"), "changed", moved),
        (_("Files whose text changed: {count}"), "changed", comparison.edited),
    ):
        if files:
            console.print(styled(heading.format(count=len(files)), "bold"))
            for file in files:
                console.print(styled(f"{_SIGNS[change]} {file}", _COLOURS[change]))
            console.print()


def _show_citations(comparison: Comparison, words: _Words, console: Console) -> None:
    names = dict(comparison.moved)

    def file(found: Difference[Citation]) -> str:
        return names.get(found.row.source, found.row.source)

    for source, citations in groupby(comparison.citations, key=file):
        console.print(styled(source, "bold underline"))
        for found in citations:
            _show_citation(found, words, console)
        console.print()


def _show_citation(found: Difference[Citation], words: _Words, console: Console) -> None:
    row = found.row
    parts = [f"{row.start}–{row.end}", row.number, " ".join(row.text.split())]
    if not found.fields:
        parts += [label("relation", row.relation), words.mean(found)]
    head = " | ".join(part for part in parts if part)
    console.print(styled(f"{_SIGNS[found.change]} {head}", _COLOURS[found.change]))
    old, new = found.old, found.new
    if old is not None and new is not None:
        fields = [field for field in found.fields if field != "sentence"]
        if found.resolved_anew and old.reasons != new.reasons:
            fields.append("reasons")
        for field in fields:
            console.print(styled(f"    {words.line(field, old, new)}"))
        if "sentence" in found.fields:
            console.print(Text.assemble(f"    {_SIGNS['lost']} ", _marked(old)))
            console.print(Text.assemble(f"    {_SIGNS['gained']} ", _marked(new)))
            return
    console.print(Text.assemble("    ", _marked(row)))


def _marked(citation: Citation) -> Text:
    """Return the sentence of a citation on one line, with the mention in the colour of its kind."""
    start, end = citation.start - citation.sentence_start, citation.end - citation.sentence_start
    before, said, after = (
        re.sub(r"\s+", " ", part)
        for part in (citation.sentence[:start], citation.sentence[start:end], citation.sentence[end:])
    )
    return Text.assemble(styled(before, "dim"), styled(said, STYLES[citation.kind]), styled(after, "dim"))


def _show_rows(heading: str, differences: Sequence[Difference[Row]], words: _Words, console: Console) -> None:
    """Write documents or bodies: a line for each, and one for each field that changed."""
    console.print(styled(heading, "bold"))
    for found in differences:
        names = words.old if found.new is None else words.new
        console.print(styled(f"{_SIGNS[found.change]} {_named(found.row.id, names)}", _COLOURS[found.change]))
        for field in found.fields:
            console.print(styled(f"    {words.line(field, found.old, found.new)}"))
