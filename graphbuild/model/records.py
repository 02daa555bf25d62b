"""What the graph is made of: the rows of its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from graphbuild.model.reading import AmendmentVerb, CitedProvision, Deadline, Kind

Resolution = Literal["in_corpus", "known", "cited_only", "ambiguous", "unresolved"]
Presence = Literal["in_corpus", "known", "cited_only"]
Force = Literal["in_force", "partly_ended", "suspended", "ended", "not_yet", "unknown"]
"""Whether a document has force on a day; unknown where nothing is told of it."""
FulfilmentKind = Literal["taken_up", "reported", "delivered"]


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues documents or bears obligations: one row of the table ``bodies``."""

    id: str
    name: str
    """Full Vietnamese name with its place: "Ban Thường vụ Huyện ủy Vĩnh Bảo"."""
    organ: str | None = None
    level: str | None = None
    place: str | None = None
    """ "huyện Vĩnh Bảo, thành phố Hải Phòng"; None where the place is unknown."""
    parent: str | None = None
    """IRI of the committee or office it is subordinate to."""
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()
    """IRIs of its successors if it was dissolved."""


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """A piece of evidence for the place of a document, or against it."""

    code: str
    """See the places in vocabulary/evidence.toml."""
    detail: str
    """The name of the place as printed, or what the document shares with one of a known place."""
    source: str | None = None
    """The other file that shares it; None if the evidence is the document's own text or the user."""
    weight: float = 1.0
    """Its part of the sum that decides; negative if against the place."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that a person should check."""

    code: str
    """See the scheme ``finding`` of vocabulary/schemes.toml."""
    source: str
    """The file where it was found."""
    detail: str = ""
    """Details: the date in this file, the citation as printed in it, or what else the code requires."""


@dataclass(frozen=True, slots=True)
class ForceEvidence:
    """The words from which it follows when a document's force begins or ends."""

    source: str
    """The file that contains them."""
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document, in the corpus or only cited: one row of the table ``documents``."""

    id: str
    type: str
    presence: Presence
    source: str | None = None
    start: int | None = None
    end: int | None = None
    """Offsets of the document in the text of its file; None if it is all of it."""
    copies: tuple[str, ...] = ()
    genre: str | None = None
    """What its file is, a code of the scheme ``genre``; None for a document without file."""
    genre_evidence: str | None = None
    """The words of the file that decided it."""
    number: str | None = None
    date: str | None = None
    date_source: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    place: str | None = None
    place_evidence: tuple[PlaceEvidence, ...] = ()
    """All that was weighed for the place, the weightiest first."""
    place_confidence: float | None = None
    """The sum of the weights, at most 1."""
    title: str | None = None
    term: str | None = None
    meeting: str | None = None
    signer_name: str | None = None
    signer_role: str | None = None
    signing_authority: str | None = None
    recipients: tuple[str, ...] = ()
    status: Literal["replaced", "repealed"] | None = None
    """What another document is said or known to do to it as a whole, now or later; never inferred from age."""
    in_force_from: str | None = None
    """ISO date of its first day in force, only if a text or the known documents tell it."""
    in_force_evidence: ForceEvidence | None = None
    """The words for it, also where no day follows from them; None where the known documents tell it."""
    ended_on: str | None = None
    """ISO date of the first day on which it is no longer in force."""
    ended_by: str | None = None
    """IRI of the document that ends it, its own where it tells its last day itself."""
    ended_evidence: ForceEvidence | None = None
    force: Force = "unknown"
    """On the day for which the graph was built."""
    warnings: tuple[Finding, ...] = ()

    def shows(self, source: str, offset: int) -> bool:
        """Tell whether an offset of a file is in the text that stands for the document, and in no further copy."""
        return source == self.source and (self.start or 0) <= offset and (self.end is None or offset < self.end)

    @property
    def label(self) -> str:
        """Short name for lists and graph nodes: "28-NQ/TU", or the title of a document without a number."""
        return self.number or self.title or self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a mention could refer to, and how well it fits (0 to 1)."""

    document: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence for or against a mention referring to a document."""

    document: str
    code: str
    """See vocabulary/evidence.toml."""
    weight: float
    """Positive if for it; -1 rules the document out. The weights of the chosen document add up to the confidence."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of one document in one file: one row of the table ``citations``."""

    id: str
    source: str
    document: str
    """IRI of the file's own document."""
    citing: str
    """IRI of the document that owns the edge: the file's own, or the one whose title contains the mention."""
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    """Offset of the sentence in the source's text, so that the mention can be marked in it."""
    kind: Kind
    type: str
    number: str | None
    date: str | None
    """As stated in this mention."""
    issuer: str | None
    issuer_name: str | None
    relation: str
    cue: str | None
    target: str | None
    resolution: Resolution
    candidates: tuple[Candidate, ...] = ()
    confidence: float = 0.0
    """How certain the resolution is, and no more than the least certain of its words, where these were recognised."""
    reasons: tuple[str, ...] = ()
    """Codes of what decided the resolution, or left the mention open; see vocabulary/evidence.toml."""
    evidence: tuple[Evidence, ...] = ()
    """The evidence for and against each document considered, the chosen one first."""
    provisions: tuple[CitedProvision, ...] = ()
    """The cited parts of the document; empty where it is cited as a whole."""
    page: int | None = None
    """Number of the page on which it begins, from 1; None if the file has no pages."""
    paragraph: int | None = None
    """Number of the line of the text on which it begins, from 1: of most formats, of its paragraph."""


@dataclass(frozen=True, slots=True)
class InternalReference:
    """A document's reference to a part of itself: one row of the table ``internal_references``.

    Not a citation: those lead from one document to another, or name the document as a whole.
    """

    id: str
    source: str
    document: str
    start: int
    end: int
    text: str
    path: str | None
    """As in `CitedProvision`; None where the number is unknown."""
    label: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who must do what by when, in the words of the document: one row of the table ``obligations``, or ``norms``."""

    id: str
    source: str
    document: str
    start: int
    end: int
    text: str
    modality: str
    bearers: tuple[str, ...] = ()
    bearer_names: tuple[str, ...] = ()
    supporting_names: tuple[str, ...] = ()
    report_to_names: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    """The documents it cites, as printed."""
    rests_on: tuple[str, ...] = ()
    """IRIs of those documents, as far as they were resolved."""
    confidence: float = 1.0
    """How certain its words are on average, where they were recognised: a slip in one does not change who must act."""
    page: int | None = None
    """Number of the page on which it begins, from 1; None if the file has no pages."""
    paragraph: int | None = None
    """Number of the line of the text on which it begins, from 1: of most formats, of its paragraph."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a document does to another, or to one part of it: one row of the table ``amendments``."""

    id: str
    source: str
    document: str
    """IRI of the acting document."""
    provision: str | None
    """The part of it that contains the act: "khoản 2 Điều 1"."""
    verb: AmendmentVerb
    target: str | None
    """IRI of the document acted on; None where it stays open."""
    target_number: str | None
    target_provision: str | None
    """The part acted on: "khoản 1 Điều 3"; None for the document as a whole, or where the text gives no number."""
    target_path: str | None
    """The same as in `CitedProvision`: "dieu-3/khoan-1"."""
    in_part: bool
    """Whether only a part of the document is meant, also where its number is not told ("một số điều")."""
    new_text_start: int | None
    new_text_end: int | None
    """Offsets of the new wording between its quotation marks."""
    old_words: str | None
    new_words: str | None
    effective_on: str | None
    """ISO date from which it has effect, if it is stated with the act; otherwise it is that of the document."""
    start: int
    end: int
    text: str
    sentence: str
    sentence_start: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What a later document does to a task, with the sentence that says so: one row of the table ``fulfilments``.

    A task and a document have one row together, with the strongest sentence.
    """

    id: str
    source: str
    document: str
    """IRI of the document that says it; its issuer is a bearer of the task."""
    obligation: str
    """IRI of the task, in a document that it cites."""
    kind: FulfilmentKind
    citation: str
    """IRI of the citation of the document that assigns the task."""
    start: int
    end: int
    text: str
    """The sentence."""
    confidence: float
    reasons: tuple[str, ...]
    """Codes of what decided it; see the fulfilments in vocabulary/evidence.toml."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A document in a file of the corpus: one row of the table ``files``, mostly the only one of its file."""

    source: str
    document: str
    """IRI of its document."""
    format: str
    encoding: str
    sha256: str
    """SHA-256 of the file's bytes."""
    characters: int
    """Length of the text to which every offset refers, in code points."""
    start: int | None = None
    end: int | None = None
    """Offsets of the document in that text; None if it is all of it."""

    def covers(self, offset: int) -> bool:
        """Tell whether an offset of the text is in the document."""
        return (self.start or 0) <= offset and (self.end is None or offset < self.end)


@dataclass(frozen=True, slots=True)
class Records:
    """The whole graph as rows: what tables, RDF, NetworkX and pages are made from."""

    documents: list[Document] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    norms: list[Obligation] = field(default_factory=list)
    """Standing norms and prohibitions, which are nobody's task: rows of the table ``norms``."""
    amendments: list[Amendment] = field(default_factory=list)
    fulfilments: list[Fulfilment] = field(default_factory=list)
    internal_references: list[InternalReference] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
