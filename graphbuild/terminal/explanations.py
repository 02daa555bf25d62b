"""Shows how the citations of one file were read and resolved: for people as text, for programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from graphbuild.builds.explanation import ExplainedDocument, Explanation, WeighedDocument
from graphbuild.messages import _, language
from graphbuild.model import Citation, Document, Evidence, Finding, PlaceEvidence
from graphbuild.vocabulary.labels import detail_text, label

if TYPE_CHECKING:
    from rich.text import Text

_MOST_OTHERS = 5
"""Maximum number of documents shown that have the same number but other issuers."""


def show(explained: Sequence[ExplainedDocument], file: IO[str]) -> None:
    """Write explanations for people, in their language."""
    from rich.text import Text

    from graphbuild.terminal.styled import console_on, styled

    console = console_on(file)
    for number, own in enumerate(explained):
        if number:
            console.print()
        console.print(styled(_("The document itself"), "bold underline"))
        for line in _own_lines(own.document):
            console.print(styled(f"  {line}"))
        for one in own.citations:
            citation = one.citation
            console.print()
            where = f"{citation.source}:{citation.start}–{citation.end}"
            said = " ".join(citation.text.split())
            console.print(Text.assemble(styled(where, "dim"), "  ", styled(said, "bold cyan")))
            console.print(_sentence(citation))
            console.print(styled("  " + _("Read as: {reading}").format(reading=_read(one))))
            for line, style in _verdict(one):
                console.print(styled(f"  {line}", style))


def write_json(explained: Sequence[ExplainedDocument], file: IO[str]) -> None:
    """Write explanations for programs, as a JSON list of the documents of the file with their citations."""
    content = [
        {"document": asdict(own.document), "citations": [_as_object(one) for one in own.citations]} for own in explained
    ]
    json.dump(content, file, ensure_ascii=False, indent=1)
    file.write("\n")


def _as_object(one: Explanation) -> dict[str, Any]:
    return {
        **asdict(one.citation),
        "weighed": [
            {"document": weighed.document.id, "score": weighed.score}
            for weighed in ([one.meant] if one.meant else []) + list(one.others)
        ],
        "same_number_of_other_issuers": [row.id for row in one.not_weighed],
    }


def _own_lines(own: Document) -> list[str]:
    lines = [_name(own)]
    if own.place:
        sure = _("as printed") if own.place_confidence is None else _number(own.place_confidence)
        lines.append(_("Place: {place} ({evidence})").format(place=own.place, evidence=sure))
    else:
        lines.append(_("Place: not known; corpus.toml can state it"))
    lines += [f"  {_weight(told.weight)}  {_place_evidence(told)}" for told in own.place_evidence]
    return lines + [_("Warning: {warning}").format(warning=_warning(warning)) for warning in own.warnings]


def _place_evidence(evidence: PlaceEvidence) -> str:
    told = f"{label('place-evidence', evidence.code)}: {evidence.detail}"
    return f"{told} ({evidence.source})" if evidence.source else told


def _warning(warning: Finding) -> str:
    told = [detail_text(warning.detail), f"({warning.source})"] if warning.detail else [warning.source]
    return f"{label('finding', warning.code)}: {' '.join(told)}"


def _sentence(citation: Citation) -> Text:
    from rich.text import Text

    from graphbuild.terminal.styled import styled

    start, end = citation.start - citation.sentence_start, citation.end - citation.sentence_start
    sentence = citation.sentence.replace("\n", " ")
    before, said, after = sentence[:start], sentence[start:end], sentence[end:]
    return Text.assemble("  ", styled(before, "dim"), styled(said, "bold"), styled(after, "dim"))


def _read(one: Explanation) -> str:
    citation = one.citation
    relation = label("relation", citation.relation)
    stated = [
        label("kind", citation.kind),
        citation.type,
        citation.number,
        citation.date,
        citation.issuer_name,
        f"{relation} (“{' '.join(citation.cue.split())}”)" if citation.cue else relation,
        _("in the title of {document}").format(document=one.owner.label) if one.owner else None,
        *(place.label for place in citation.provisions),
    ]
    return " · ".join(part for part in stated if part)


def _verdict(one: Explanation) -> list[tuple[str, str]]:
    """Return the lines with the decision and its reasons, and their styles."""
    citation = one.citation
    lines: list[tuple[str, str]] = []
    if citation.kind == "self":
        lines.append((_("Refers to the document itself"), "green"))
    elif one.meant is not None:
        lines.append((_("Refers to: {document}").format(document=_scored(one.meant)), "green"))
        lines += [(f"  {_piece(piece)}", "") for piece in one.meant.evidence]
    else:
        why = ", ".join(label("ground", code) for code in citation.reasons)
        lines.append((_("Left open: {reason}").format(reason=why), "yellow"))
    for other in one.others:
        lines.append((_("Also considered: {document}").format(document=_scored(other)), "dim"))
        lines += [(f"  {_piece(piece)}", "dim") for piece in other.evidence]
    for row in one.not_weighed[:_MOST_OTHERS]:
        lines.append((_("Same number, different issuer: {document}").format(document=_name(row)), "dim"))
    if len(one.not_weighed) > _MOST_OTHERS:
        lines.append((_("… and {count} more").format(count=len(one.not_weighed) - _MOST_OTHERS), "dim"))
    return lines


def _name(row: Document) -> str:
    """Return what distinguishes a document from others with its number."""
    parts = [row.type, row.label, row.date, row.issuer_name, row.term, row.source or label("resolution", row.presence)]
    return " · ".join(part for part in parts if part)


def _scored(weighed: WeighedDocument) -> str:
    return f"{_name(weighed.document)} = {_number(weighed.score)}"


def _piece(piece: Evidence) -> str:
    return f"{_weight(piece.weight)}  {label('ground', piece.code)}"


def _weight(weight: float) -> str:
    return f"{'+' if weight >= 0 else '−'}{_number(abs(weight))}"


def _number(value: float) -> str:
    text = f"{value:.2f}"
    return text if language() == "en" else text.replace(".", ",")
