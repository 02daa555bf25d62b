"""Guards against acts that cannot be: on a higher rank, on the Constitution, on a younger document, on itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graphbuild.model import Amendment, Citation, Document, Finding
from graphbuild.vocabulary.document_types import PRESS_ARTICLE
from graphbuild.vocabulary.ranks import rank_of
from graphbuild.vocabulary.relations import acting_relations

IMPOSSIBLE = "impossible_act"
_CONSTITUTION = "HP"
_OF_THE_ASSEMBLY = 2
"""Rank of the laws and resolutions of the National Assembly."""


def is_possible(actor: Document, target: Document) -> bool:
    """Tell whether a document can act on another, as far as their types, numbers and dates say.

    Examples
    --------
    >>> law = Document("a", "Luật", "known", number="64/2025/QH15", date="2025-02-19")
    >>> decree = Document("b", "NĐ", "known", number="78/2025/NĐ-CP", date="2025-04-01")
    >>> is_possible(decree, law), is_possible(law, replace(decree, date="2016-01-01")), is_possible(law, decree)
    (False, True, False)
    """
    if actor.id == target.id or actor.type == PRESS_ARTICLE:
        return False
    if actor.date and target.date and target.date[: len(actor.date)] > actor.date[: len(target.date)]:
        return False
    own, other = rank_of(actor.type, actor.number), rank_of(target.type, target.number)
    if target.type == _CONSTITUTION:
        return own is not None and own.order == "state" and own.rank <= _OF_THE_ASSEMBLY
    return own is None or other is None or (own.order == other.order and own.rank <= other.rank)


def without_impossible_acts(
    citations: Sequence[Citation], amendments: Sequence[Amendment], documents: Mapping[str, Document]
) -> tuple[list[Citation], list[Amendment], dict[str, list[Finding]]]:
    """Make what cannot be an act a mention, and return the warnings about the documents that say so, by IRI.

    Parameters
    ----------
    citations, amendments
        The rows as read.
    documents
        The rows of the documents by IRI.
    """
    kept: list[Citation] = []
    warnings: dict[str, list[Finding]] = defaultdict(list)
    for row in citations:
        if (
            row.relation in acting_relations()
            and row.target
            and not is_possible(documents[row.citing], documents[row.target])
        ):
            # What a text tells of others is no statement of its own that somebody could check.
            if row.citing == row.document:
                warnings[row.citing].append(_warning(row.source, documents[row.citing], documents[row.target]))
            row = replace(row, relation="mentions", cue=None)
        kept.append(row)
    possible: list[Amendment] = []
    for act in amendments:
        if not act.target or is_possible(documents[act.document], documents[act.target]):
            possible.append(act)
        elif documents[act.document].source == act.source:
            warnings[act.document].append(_warning(act.source, documents[act.document], documents[act.target]))
    return kept, possible, {document: list(dict.fromkeys(told)) for document, told in warnings.items()}


def _warning(source: str, actor: Document, target: Document) -> Finding:
    return Finding(IMPOSSIBLE, source, f"{actor.label} → {target.label}")
