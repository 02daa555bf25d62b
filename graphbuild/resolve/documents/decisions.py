"""Decisions of a person: which of several documents the citations of a file mean (``cites`` in ``corpus.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping

from graphbuild.resolve.documents.claimed_document import Found, Outcome, Weighed
from graphbuild.resolve.documents.claims import Claim, FileClaims
from graphbuild.vocabulary.evidence import grounds

_STATED = "stated"


def decide(
    files: Iterable[FileClaims], outcomes: MutableMapping[Claim, Outcome], names: Mapping[Found, str]
) -> list[tuple[str, str]]:
    """Resolve open citations to the document that their file's hint lists, and return the entries without effect.

    Only an open citation is decided; if several of its candidates are listed, the last one applies, as with everything
    stated. The IRIs of documents do not depend on decisions, so copied entries stay valid.

    Parameters
    ----------
    files
        The claims of all files, with what the user states about them.
    outcomes
        The outcome of each claim; changed where a person decided.
    names
        IRI of each document.

    Returns
    -------
    list of tuple
        For each entry that decided no citation: the first file for which it is listed, and the IRI.
    """
    used: set[str] = set()
    sources: dict[str, str] = {}
    for file in files:
        listed = {iri: index for index, iri in enumerate(file.reading.hint.cites)}
        for iri in listed:
            sources.setdefault(iri, file.own.source or "")
        for claim in file.cited if listed else ():
            outcome = outcomes[claim]
            meant = [one.document for one in outcome.candidates if names.get(one.document) in listed]
            if meant:
                document = max(meant, key=lambda one: listed[names[one]])
                used.add(names[document])
                outcomes[claim] = _stated(document, outcome)
    return [(source, iri) for iri, source in sources.items() if iri not in used]


def _stated(document: Found, outcome: Outcome) -> Outcome:
    ground = Weighed(document, ((_STATED, grounds()[_STATED].weight),))
    others = [weighed for weighed in outcome.weighed if weighed.document is not document]
    return Outcome(document, (_STATED,), (ground, *others))
