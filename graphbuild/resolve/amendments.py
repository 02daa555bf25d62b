"""Makes the rows of what documents do to others: each act with the document that its mention resolved to."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.identifiers import SaidIris
from graphbuild.model import Amendment, AmendmentMention, Citation, Reading


def amendment_rows(reading: Reading, document: str, citations: Sequence[Citation], iris: SaidIris) -> list[Amendment]:
    """Return the acts of a document in the order of the text.

    Parameters
    ----------
    reading, document
        The reading of the document, and its IRI.
    citations
        The rows of its mentions, one per mention in their order.
    iris
        IRIs of the build.
    """
    told: set[tuple[str, str | None, str, str | None]] = set()
    rows = []
    for found in reading.amendments:
        row = _amendment(found, reading, document, citations, iris)
        if found.actor is not None:
            # The history of a document is repeated wherever it is cited.
            key = (row.document, row.target, row.verb, row.target_path)
            if key in told or citations[found.actor].target is None or row.target is None:
                continue
            told.add(key)
        rows.append(row)
    return rows


def _amendment(
    found: AmendmentMention, reading: Reading, document: str, citations: Sequence[Citation], iris: SaidIris
) -> Amendment:
    content = reading.text.content
    target = citations[found.target] if found.target is not None else None
    actor = citations[found.actor].target if found.actor is not None else document
    part = found.target_provision
    words, sentence = found.span.of(content), found.sentence.of(content)
    return Amendment(
        id=iris.iri("amendment", document, words, part.label if part else "", target.text if target else ""),
        source=reading.text.source,
        document=actor or document,
        provision=found.provision,
        verb=found.verb,
        target=target.target if target else None,
        target_number=found.target_number,
        target_provision=part.label if part else None,
        target_path=(part.path or None) if part else None,
        in_part=found.in_part,
        new_text_start=found.new_text.start if found.new_text else None,
        new_text_end=found.new_text.end if found.new_text else None,
        old_words=found.old_words,
        new_words=found.new_words,
        effective_on=found.effective_on,
        start=found.span.start,
        end=found.span.end,
        text=words,
        sentence=sentence,
        sentence_start=found.sentence.start,
        confidence=target.confidence if target and target.target else 0.0,
    )
