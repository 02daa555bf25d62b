"""What a person decided: which of several documents the citations of a file mean (``cites`` in ``corpus.toml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping

from graphbuild.resolve.claims import FileClaims
from graphbuild.resolve.found import Found, Outcome, Weighed
from graphbuild.vocabulary.evidence import grounds

_STATED = "stated"


def decide(
    files: Iterable[FileClaims], outcomes: MutableMapping[int, Outcome], names: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Give open citations the document that their file's hint lists, and return what decided nothing.

    Only a citation that was left open is decided, and only where exactly one of its candidates is listed. The
    documents keep their IRIs, whatever is decided: what was copied into ``corpus.toml`` stays true.

    Parameters
    ----------
    files
        The claims of all files, with what the user states of them.
    outcomes
        What each claim was found to mean, by the claim's ``id``; changed where a person decided.
    names
        IRI of each document that is kept, by its ``id``.

    Returns
    -------
    list of tuple
        File and IRI of each decision that no citation of the file asked for.
    """
    unused = []
    for file in files:
        listed = dict.fromkeys(file.reading.hint.cites)
        used = set()
        for claim in file.cited if listed else ():
            outcome = outcomes[id(claim)]
            meant = [one.document for one in outcome.candidates if names.get(id(one.document)) in listed]
            if len(meant) == 1:
                used.add(names[id(meant[0])])
                outcomes[id(claim)] = _stated(meant[0], outcome)
        unused += [(file.own.source or "", iri) for iri in listed if iri not in used]
    return unused


def _stated(document: Found, outcome: Outcome) -> Outcome:
    ground = Weighed(document, ((_STATED, grounds()[_STATED].weight),))
    others = [weighed for weighed in outcome.weighed if weighed.document is not document]
    return Outcome(document, (_STATED,), (ground, *others))
