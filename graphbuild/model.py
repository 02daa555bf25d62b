"""The records that pass between the stages: plain frozen data, no behaviour beyond a few derived values.

Offsets are code points of ``Text.content``, start inclusive, end exclusive. Dates are ISO strings (``2024-06-05``,
``2025-11`` where the day is left blank), as printed or inferred; ``None`` where nothing says them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["numbered", "named", "self", "anaphor"]
Resolution = Literal["in_corpus", "known", "cited_only", "ambiguous", "unresolved"]
Presence = Literal["in_corpus", "known", "cited_only"]


class Span(NamedTuple):
    """A stretch of a text; the record made most often, and a tuple is made four times as fast as a frozen dataclass.

    Examples
    --------
    >>> Span(3, 9).of("xã Lương Minh")
    'Lương '
    """

    start: int
    end: int

    def of(self, content: str) -> str:
        """Return the characters of `content` that the span covers."""
        return content[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Text:
    r"""What a reader made of one file.

    ``content`` is the text to which every offset refers: the decoded file itself for plain text and Markdown (line
    ends as ``\n``), the extracted text (one paragraph a line) for the other formats.
    """

    content: str
    source: str
    """Path relative to the corpus, with ``/``; ``-`` for standard input."""
    format: Literal["plain", "markdown", "html"] = "plain"
    encoding: str = "utf-8"
    sha256: str = ""
    """Of the file's bytes."""


# -- what extraction finds in one text -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a text names it, before anybody knows which one it is.

    ``organ`` is the part of the committee that acts ("Ban Thường vụ"), ``seat`` the committee, council or office
    itself ("Huyện ủy"), ``level`` one of central, province, district, commune, grassroots or "" (not told), ``place``
    the place named with it ("Vĩnh Bảo") or "".
    """

    seat: str
    organ: str = ""
    level: str = ""
    place: str = ""
    term: str = ""
    """The congress term named with it, as a Roman number ("XIII"), or ""."""
    meeting: str = ""
    """The meeting by which it is named ("Hội nghị Trung ương 4"), or ""."""


class BodyMention(NamedTuple):
    """A body named in a text."""

    span: Span
    name: BodyName


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A province or district named in a text."""

    span: Span
    name: str
    """As the gazetteer spells it."""
    level: str
    """province, district, or "" where the name alone leaves it open."""


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """The place inside a document, another or its own, that a text means."""

    path: str
    """From the widest part to the narrowest: "dieu-5/khoan-2/diem-a"; đ is "dd", a range keeps its ends. "" where
    "này" points at a part whose number the text does not tell."""
    label: str
    """As the papers say it: "điểm a khoản 2 Điều 5"."""
    start: int
    end: int
    """Offsets of the words that say it, in the source's text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation as found in one text, before anybody knows which document it means."""

    span: Span
    sentence: Span
    kind: Kind
    type: str
    """Code of the document type ("NQ"); see vocabulary/document_types.csv."""
    number: str | None = None
    """Normal form of the number ("28-NQ/TU"); of a bare number just the digits ("05")."""
    date: str | None = None
    issuer: BodyName | None = None
    name: str = ""
    """What a document is called besides its number: a law's name, "Đại hội XIII"; canonical, without the type word."""
    year: str = ""
    """The year that stands with a name ("Luật Bầu cử năm 2015"), or ""."""
    title: str = ""
    """What follows "về …" after the mention, as evidence when two documents share a number."""
    relation: str = "mentions"
    cue: Span | None = None
    owner: int | None = None
    """Index in the reading's mentions of the document in whose title this mention stands; None: the file's own."""
    provisions: tuple[CitedProvision, ...] = ()
    antecedent: int | None = None
    """Of an anaphor: index of the mention whose document it means, where the text itself tells."""


Modality = Literal["assign", "require", "direct", "responsible", "request", "plan"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit inside an obligation, with the days between which it must be done."""

    text: str
    start: int
    end: int
    from_: str | None
    to: str | None
    kind: Literal["by", "within", "periodic"]


class ActorMention(NamedTuple):
    """Somebody named with an obligation: who must act, who helps, or to whom it is reported."""

    span: Span
    """May name several, with what joins them."""
    inherited: bool = False
    """Whether it stands outside the obligation's own words: in a heading, a lead-in, or a line under the task."""


class ObligationMention(NamedTuple):
    """What a text binds, assigns or asks somebody to do, before anybody knows which body that is."""

    span: Span
    modality: Modality
    bearers: tuple[ActorMention, ...] = ()
    supporting: tuple[ActorMention, ...] = ()
    report_to: tuple[ActorMention, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    """Offsets of the source, like all others."""
    targets: tuple[Span, ...] = ()
    products: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of "Nơi nhận"."""

    span: Span
    name: str
    """As printed, abbreviations of the office kept."""
    purpose: str | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a document says of itself at its head and foot."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    date_source: Literal["printed", "meeting", "article", "hint"] | None = None
    issuer: BodyName | None = None
    place: str | None = None
    """The place name of the date line or letterhead ("Lương Minh"), as printed."""
    title: str | None = None
    meeting: str | None = None
    signer_name: str | None = None
    signer_role: str | None = None
    signing_authority: str | None = None
    recipients: tuple[Recipient, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """What the user states of a file (see `graphbuild.user_input.corpus_file`); it goes before what the text says."""

    issuer: BodyName | None = None
    place: tuple[str, ...] = ()
    """Keys of the gazetteer: the states of one place before and after a merger."""
    date: str | None = None
    number: str | None = None
    cites: tuple[str, ...] = ()
    """IRIs of documents: of a citation that could mean several, the one that is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that extraction found in one text."""

    text: Text
    letterhead: Letterhead
    mentions: tuple[Mention, ...] = ()
    own_provisions: tuple[CitedProvision, ...] = ()
    """Where the text speaks of its own parts: "khoản 2 Điều này"."""
    obligations: tuple[ObligationMention, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    hint: Hint = Hint()
    overruled: tuple[str, ...] = ()
    """What the head says otherwise than the hint: "number 12-KH/HU"."""


# -- what the graph is made of ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """A body that issues documents or owes tasks: one row of the table ``bodies``."""

    id: str
    name: str
    """Full Vietnamese name with its place: "Ban Thường vụ Huyện ủy Vĩnh Bảo"."""
    organ: str | None = None
    level: str | None = None
    place: str | None = None
    """ "huyện Vĩnh Bảo, thành phố Hải Phòng"; None where the place is not known."""
    parent: str | None = None
    """IRI of the committee or office under which it stands."""
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()
    """IRIs of the bodies that took its place when it ended."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document, in the corpus or only cited: one row of the table ``documents``."""

    id: str
    type: str
    presence: Presence
    source: str | None = None
    copies: tuple[str, ...] = ()
    number: str | None = None
    date: str | None = None
    date_source: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    place: str | None = None
    place_evidence: str | None = None
    place_confidence: float | None = None
    title: str | None = None
    term: str | None = None
    meeting: str | None = None
    signer_name: str | None = None
    signer_role: str | None = None
    signing_authority: str | None = None
    recipients: tuple[str, ...] = ()
    status: Literal["replaced", "repealed"] | None = None
    """Only what a document of the corpus says; never inferred from age."""
    warnings: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Short name for lists and graph nodes: "28-NQ/TU", or the title of a document without a number."""
        return self.number or self.title or self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a mention could mean, and how well it fits (0 to 1)."""

    document: str
    score: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for or against a mention meaning a document."""

    document: str
    code: str
    """See vocabulary/evidence.toml."""
    weight: float
    """Above 0 for it; -1 rules the document out. The weights of the document meant add up to the confidence."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of one document in one file: one row of the table ``citations``."""

    id: str
    source: str
    document: str
    """IRI of the file's own document."""
    citing: str
    """IRI of the document that owns the edge: the file's own, or the one in whose title the mention stands."""
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
    reasons: tuple[str, ...] = ()
    """Codes of what decided, or of what left the mention open; see vocabulary/evidence.toml."""
    evidence: tuple[Evidence, ...] = ()
    """What spoke for and against each document that was weighed, the one meant first."""
    provisions: tuple[CitedProvision, ...] = ()
    """The places inside the cited document that are meant; none where it is cited whole."""


@dataclass(frozen=True, slots=True)
class InternalReference:
    """A place where a document speaks of a part of itself: one row of the table ``internal_references``.

    No citation: those run from one document to another, or name the document whole.
    """

    id: str
    source: str
    document: str
    start: int
    end: int
    text: str
    path: str | None
    """As in `CitedProvision`; None where the text does not tell the number."""
    label: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who must do what by when, in the words of the document: one row of the table ``obligations``."""

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
    """The documents that it cites, as printed."""
    rests_on: tuple[str, ...] = ()
    """IRIs of those documents, where they could be told."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus that was read: one row of the table ``files``."""

    source: str
    document: str
    """IRI of the document that it is."""
    format: str
    encoding: str
    sha256: str
    """Of the file's bytes."""
    characters: int
    """Code points of the text to which every offset refers."""


@dataclass(frozen=True, slots=True)
class Records:
    """The whole graph as rows: what tables, RDF, NetworkX and pages are made from."""

    documents: list[Document] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    internal_references: list[InternalReference] = field(default_factory=list)
    files: list[SourceFile] = field(default_factory=list)
