"""Explains how the citations of one file were read and resolved: what was weighed, and why one document won or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from graphbuild.errors import InputError
from graphbuild.graph.tables import read_rows
from graphbuild.messages import _, language
from graphbuild.model import Citation, Document, Evidence
from graphbuild.vocabulary.labels import evidence_label, label

if TYPE_CHECKING:
    from rich.text import Text

_MOST_OTHERS = 5
"""Documents of other issuers with the same number that are shown."""


@dataclass(frozen=True, slots=True)
class WeighedDocument:
    """A document that a mention could mean, and what speaks for and against it."""

    document: Document
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """How well it fits, 0 to 1."""
        return round(min(max(sum(piece.weight for piece in self.evidence), 0.0), 1.0), 2)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One citation with all that was weighed."""

    citation: Citation
    owner: Document | None
    """The document in whose title the mention stands; None where the file's own document cites."""
    meant: WeighedDocument | None
    others: tuple[WeighedDocument, ...]
    """The candidates, or those that lost, the best first."""
    not_weighed: tuple[Document, ...]
    """Documents with the same number in the runs of other issuers: never a question."""


def explain(folder: Path, source: str, offset: int | None = None) -> tuple[Document, list[Explanation]]:
    """Return a file's own document and the explanation of its citations.

    Parameters
    ----------
    folder
        The folder ``tables`` of a build.
    source
        The file as the tables name it.
    offset
        Of the file's text: only the citations that cover it, in code points; None for all.
    """
    documents = {row.id: row for row in read_rows(folder, "documents")}
    own = next(row for row in documents.values() if source in (row.source, *row.copies))
    by_number: dict[tuple[str, str], list[Document]] = {}
    for row in documents.values():
        if row.number:
            by_number.setdefault((row.type, row.number), []).append(row)
    citations = [
        row for row in read_rows(folder, "citations", source=source) if offset is None or row.start <= offset < row.end
    ]
    return own, [_explanation(row, documents, by_number) for row in citations]


def _explanation(
    citation: Citation, documents: dict[str, Document], by_number: dict[tuple[str, str], list[Document]]
) -> Explanation:
    pieces: dict[str, list[Evidence]] = {}
    for piece in citation.evidence:
        pieces.setdefault(piece.document, []).append(piece)
    weighed = {key: WeighedDocument(documents[key], tuple(found)) for key, found in pieces.items()}
    others = sorted((one for key, one in weighed.items() if key != citation.target), key=lambda one: -one.score)
    same_number = by_number.get((citation.type, citation.number or ""), [])
    return Explanation(
        citation=citation,
        owner=documents[citation.citing] if citation.citing != citation.document else None,
        meant=weighed.get(citation.target or ""),
        others=tuple(others),
        not_weighed=tuple(row for row in same_number if row.id not in weighed and row.id != citation.target),
    )


def show(own: Document, explanations: Sequence[Explanation], file: IO[str]) -> None:
    """Write explanations for people, in their language."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, highlight=False, soft_wrap=True)
    console.print(Text(_("The document itself"), style="bold underline"))
    for line in _own_lines(own):
        console.print(Text(f"  {line}"))
    for one in explanations:
        citation = one.citation
        console.print()
        where = f"{citation.source}:{citation.start}–{citation.end}"
        console.print(Text.assemble((where, "dim"), "  ", (" ".join(citation.text.split()), "bold cyan")))
        console.print(_sentence(citation))
        console.print(Text("  " + _("Read as: {reading}").format(reading=_read(one))))
        for line, style in _verdict(one):
            console.print(Text(f"  {line}", style=style))


def write_json(own: Document, explanations: Sequence[Explanation], file: IO[str]) -> None:
    """Write explanations for programs, as one JSON object."""
    import json

    content = {"document": asdict(own), "citations": [_as_object(one) for one in explanations]}
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


def find_source(folder: Path, name: str) -> str:
    """Return the file that a name means: as the tables have it, a path that ends so, or its last part alone.

    Raises
    ------
    InputError
        No file of the build, or more than one, is meant (code ``no-source``).
    """
    from difflib import get_close_matches

    rows = read_rows(folder, "documents")
    sources: list[str] = [source for row in rows if row.source for source in (row.source, *row.copies)]
    given = Path(name).as_posix()
    for meant in (
        [source for source in sources if source == given],
        [source for source in sources if given.endswith(f"/{source}")],
        [source for source in sources if source.endswith(f"/{given}")],
    ):
        if len(meant) == 1:
            return meant[0]
        if meant:
            message = _("{name} could be: {sources}").format(name=name, sources=", ".join(sorted(meant)[:5]))
            raise InputError("no-source", message)
    message = _("The build has no file {name}").format(name=name)
    close = get_close_matches(given, sources, n=3, cutoff=0.4)
    if close:
        message += ". " + _("Did you mean: {names}?").format(names=", ".join(close))
    raise InputError("no-source", message)


# -- the words ---------------------------------------------------------------------------------------------------------


def _own_lines(own: Document) -> list[str]:
    lines = [_name(own)]
    if own.place:
        evidence = evidence_label(own.place_evidence) if own.place_evidence else _("as printed")
        sure = "" if own.place_confidence is None else f", {_number(own.place_confidence)}"
        lines.append(_("Place: {place} ({evidence})").format(place=own.place, evidence=f"{evidence}{sure}"))
    else:
        lines.append(_("Place: not known; corpus.toml can state it"))
    return lines + [_("Warning: {warning}").format(warning=warning) for warning in own.warnings]


def _sentence(citation: Citation) -> Text:
    from rich.text import Text

    begin = citation.start - citation.sentence_start
    shown = Text("  " + citation.sentence.replace("\n", " "), style="dim")
    shown.stylize("not dim bold", begin + 2, begin + 2 + citation.end - citation.start)
    return shown


def _read(one: Explanation) -> str:
    citation = one.citation
    relation = label(citation.relation)
    stated = [
        label(citation.kind),
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
    """Return the lines that say what was decided and why, with their styles."""
    citation = one.citation
    lines: list[tuple[str, str]] = []
    if citation.kind == "self":
        lines.append((_("Means the document itself"), "green"))
    elif one.meant is not None:
        lines.append((_("Means: {document}").format(document=_scored(one.meant)), "green"))
        lines += [(f"  {_piece(piece)}", "") for piece in one.meant.evidence]
    else:
        why = ", ".join(label(code) for code in citation.reasons)
        lines.append((_("Left open: {reason}").format(reason=why), "yellow"))
    for other in one.others:
        lines.append((_("Weighed too: {document}").format(document=_scored(other)), "dim"))
        lines += [(f"  {_piece(piece)}", "dim") for piece in other.evidence]
    for row in one.not_weighed[:_MOST_OTHERS]:
        lines.append((_("Same number, another issuer: {document}").format(document=_name(row)), "dim"))
    if len(one.not_weighed) > _MOST_OTHERS:
        lines.append((_("… and {count} more").format(count=len(one.not_weighed) - _MOST_OTHERS), "dim"))
    return lines


def _name(row: Document) -> str:
    """Return what tells a document from others of its number."""
    parts = [row.type, row.label, row.date, row.issuer_name, row.term, row.source or label(row.presence)]
    return " · ".join(part for part in parts if part)


def _scored(weighed: WeighedDocument) -> str:
    return f"{_name(weighed.document)} = {_number(weighed.score)}"


def _piece(piece: Evidence) -> str:
    return f"{'+' if piece.weight >= 0 else '−'}{_number(abs(piece.weight))}  {label(piece.code)}"


def _number(value: float) -> str:
    text = f"{value:.2f}"
    return text if language() == "en" else text.replace(".", ",")
