"""Shows what was found in one text: for people with the citations highlighted, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import IO, Any

from graphbuild.messages import _
from graphbuild.model import AmendmentMention, Letterhead, Mention, Reading, Span
from graphbuild.safe_text import for_terminal
from graphbuild.vocabulary.labels import label

STYLES = {"numbered": "bold cyan", "named": "bold green", "self": "magenta", "anaphor": "yellow"}
"""Terminal style of each kind of citation."""


def show(reading: Reading, file: IO[str]) -> None:
    """Write the text of a document with its citations highlighted, then the list of them.

    Parameters
    ----------
    reading
        The reading to show.
    file
        Output; coloured only on a terminal.
    """
    from rich.text import Text

    from graphbuild.terminal.styled import console_on, styled

    console = console_on(file)
    head = reading.letterhead
    content = reading.text.content
    shown = Text()
    part = reading.part or Span(0, len(content))
    cuts = sorted({*part, *(offset for mention in reading.mentions for offset in mention.span)})
    offsets = {part.start: 0}
    for start, end in pairwise(cuts):
        shown.append(for_terminal(content[start:end]))
        offsets[end] = len(shown)
    for mention in reading.mentions:
        shown.stylize(STYLES[mention.kind], offsets[mention.span.start], offsets[mention.span.end])
    known = [head.type, head.number, head.date, head.title]
    where = f":{part.start}–{part.end}" if reading.part else ""
    console.print(styled(f"{reading.text.source}{where}", "bold underline"))
    console.print(styled(" · ".join(part for part in known if part) or _("(no letterhead found)"), "dim"))
    console.print(shown)
    console.print(styled(_("{count} citations").format(count=len(reading.mentions)), "bold"))
    for mention in reading.mentions:
        console.print(styled(_line(mention, content), STYLES[mention.kind]))
    console.print()


def _line(mention: Mention, content: str) -> str:
    said = " ".join(mention.span.of(content).split())
    parts = [f"{mention.span.start}–{mention.span.end}", said, label("relation", mention.relation)]
    if mention.number:
        parts.insert(1, mention.number)
    if mention.date:
        parts.append(mention.date)
    return "  " + " | ".join(parts)


def write_json(readings: Sequence[Reading], file: IO[str]) -> None:
    """Write readings as one JSON list: for each document its source, letterhead, citations and acts with offsets."""
    texts = [
        {
            "source": reading.text.source,
            "part": reading.part._asdict() if reading.part else None,
            "letterhead": _letterhead(reading.letterhead),
            "citations": [_as_object(mention, reading) for mention in reading.mentions],
            "amendments": [_act(act, reading) for act in reading.amendments],
        }
        for reading in readings
    ]
    json.dump(texts, file, ensure_ascii=False, indent=1)
    file.write("\n")


def _letterhead(head: Letterhead) -> dict[str, Any]:
    recipients = [{**asdict(entry), "span": entry.span._asdict()} for entry in head.recipients]
    return {**asdict(head), "recipients": recipients}


def _act(act: AmendmentMention, reading: Reading) -> dict[str, Any]:
    content = reading.text.content
    return {
        **asdict(act),
        "span": act.span._asdict(),
        "text": act.span.of(content),
        "sentence": act.sentence.of(content),
        "target_provision": act.target_provision.label if act.target_provision else None,
        "new_text": act.new_text.of(content) if act.new_text else None,
        "new_text_span": act.new_text._asdict() if act.new_text else None,
    }


def write_json_lines(reading: Reading, file: IO[str]) -> None:
    """Write the citations of a reading as JSON, one per line."""
    for mention in reading.mentions:
        file.write(json.dumps(_as_object(mention, reading), ensure_ascii=False) + "\n")


def _as_object(mention: Mention, reading: Reading) -> dict[str, Any]:
    content = reading.text.content
    return {
        "source": reading.text.source,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(content),
        "kind": mention.kind,
        "type": mention.type,
        "number": mention.number,
        "date": mention.date,
        "issuer": asdict(mention.issuer) if mention.issuer else None,
        "relation": mention.relation,
        "cue": mention.cue.of(content) if mention.cue else None,
        "owner": mention.owner,
        "provisions": [asdict(place) for place in mention.provisions],
        "sentence": mention.sentence.of(content),
    }
