"""What readers and extraction find in one text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

from graphbuild.model.layout import Layout
from graphbuild.model.span import Span

Kind = Literal["numbered", "named", "self", "anaphor"]
Markup = Literal["none", "markdown"]
"""How to interpret markup in a text: not at all, or tables, headings and emphasis as in Markdown."""


RECOGNISED = "recognised_text"
"""Code of the note that tells the pages whose text was recognised from their pictures."""


class Note(NamedTuple):
    """What a reader tells of a file besides its text."""

    code: str
    """A code of the scheme ``finding``."""
    detail: str = ""
    """The words or the number that it is about, in the language of documents; "" if the code tells all."""


@dataclass(frozen=True, slots=True)
class Text:
    r"""What a reader made of one file.

    ``content`` is the text to which every offset refers: the decoded file itself for plain text and Markdown (line ends
    as ``\n``), the extracted text (one paragraph per line) for the other formats.
    """

    content: str
    source: str
    """Path relative to the corpus, with ``/``; ``-`` for standard input."""
    format: str = "plain"
    """Name of the reader (see `graphbuild.readers.formats`)."""
    encoding: str = "utf-8"
    sha256: str = ""
    """SHA-256 of the file's bytes."""
    size: int = 0
    """Size of the file in bytes."""
    own_offsets: bool = True
    """Whether offsets are those of the decoded file itself."""
    markup: Markup = "none"
    pages: tuple[int, ...] = ()
    """Offset at which each page begins; empty if the format has no pages."""
    layout: Layout | None = None
    """Where its words are on the pages; None if the format has no pages, or does not tell."""
    notes: tuple[Note, ...] = ()
    """What the reader left out or changed, and what a person should know of the file."""

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page of an offset, from 1; None if the format has no pages."""
        return max(bisect_right(self.pages, offset), 1) if self.pages else None

    @property
    def is_recognised(self) -> bool:
        """Whether any of it was recognised from a picture."""
        return any(note.code == RECOGNISED for note in self.notes)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a text names it, before it is resolved.

    ``organ`` is the part of the committee that acts ("Ban Thường vụ"), ``seat`` the committee, council or office itself
    ("Huyện ủy"), ``level`` one of central, province, district, commune, grassroots or "" (unknown), ``place`` the place
    named with it ("Vĩnh Bảo") or "".
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


class PlaceMention(NamedTuple):
    """A province or district named in a text."""

    span: Span
    name: str
    """The spelling of the gazetteer."""
    level: str
    """province, district, or "" where the name alone is ambiguous."""


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """The part of a document, this or another, that a text refers to."""

    path: str
    """From the widest part to the narrowest: "dieu-5/khoan-2/diem-a"; đ is "dd", a range keeps both ends. "" where
    "này" refers to a part whose number is unknown."""
    label: str
    """As documents write it: "điểm a khoản 2 Điều 5"."""
    start: int
    end: int
    """Offsets of its words in the source's text."""


class Mention(NamedTuple):
    """A citation as found in one text, before it is resolved to a document."""

    span: Span
    sentence: Span
    kind: Kind
    type: str
    """Code of the document type ("NQ"); see vocabulary/document_types.csv."""
    number: str | None = None
    """Normal form of the number ("28-NQ/TU"); for a bare number just the digits ("05")."""
    date: str | None = None
    issuer: BodyName | None = None
    name: str = ""
    """The name of a document apart from its number: a law's name, "Đại hội XIII"; canonical, without the type word."""
    year: str = ""
    """The year printed with a name ("Luật Bầu cử năm 2015"), or ""."""
    title: str = ""
    """What follows "về …" after the mention, as evidence when two documents share a number."""
    relation: str = "mentions"
    cue: Span | None = None
    owner: int | None = None
    """Index in the reading's mentions of the document whose title contains this mention; None: the file's own."""
    provisions: tuple[CitedProvision, ...] = ()
    misspelled: bool = False
    """Whether the number is printed with other letters or separators than in its normal form; `text.has_look_alikes`
    tells letters of other scripts."""
    antecedent: int | None = None
    """For an anaphor: index of the mention whose document it refers to, if the text itself determines it."""


Modality = Literal["assign", "require", "direct", "responsible", "request", "plan", "prohibit"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit inside an obligation, with its first and last day."""

    text: str
    start: int
    end: int
    from_: str | None
    to: str | None
    kind: Literal["by", "within", "periodic"]


class ActorMention(NamedTuple):
    """A body or person named in an obligation: the bearer, a supporting body, or who is reported to."""

    span: Span
    """May contain several names, with the words that join them."""
    inherited: bool = False
    """Whether it comes from outside the obligation's own words: a heading, a lead-in, or a line under the task."""


class ObligationMention(NamedTuple):
    """What a text obliges, assigns or asks somebody to do, before the bodies are resolved."""

    span: Span
    modality: Modality
    bearers: tuple[ActorMention, ...] = ()
    supporting: tuple[ActorMention, ...] = ()
    report_to: tuple[ActorMention, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    """Offsets of the source, like all others."""
    targets: tuple[Span, ...] = ()
    products: tuple[Span, ...] = ()
    is_norm: bool = False
    """Whether it is a standing norm or prohibition rather than a task that somebody named is given."""


AmendmentVerb = Literal["amends", "adds", "replaces", "repeals", "suspends", "extends", "corrects", "replaces_words"]


@dataclass(frozen=True, slots=True)
class AmendmentMention:
    """What a text does to another document, or to one part of it, before the document is resolved."""

    span: Span
    """The instruction, from its verb, or from what it is about, to its end without the new wording."""
    sentence: Span
    verb: AmendmentVerb
    target: int | None = None
    """Index in the reading's mentions of the document acted on; None if the text does not name it."""
    actor: int | None = None
    """Index of the mention of the document that acts, where the text only tells of it ("Luật A đã được sửa đổi bởi
    Luật B"); None: the text's own document."""
    target_number: str | None = None
    """Number of that document in normal form, as far as the text gives one."""
    target_provision: CitedProvision | None = None
    """The part acted on; None for the document as a whole."""
    in_part: bool = False
    """Whether only a part is meant, also where its number is not told ("một số điều")."""
    provision: str | None = None
    """The part of the acting document that contains the act: "khoản 2 Điều 1"."""
    new_text: Span | None = None
    """The new wording between its quotation marks."""
    old_words: str | None = None
    new_words: str | None = None
    effective_on: str | None = None
    """ISO date from which it has effect, if it is stated with the act; otherwise it is that of the document."""


@dataclass(frozen=True, slots=True)
class ForceStatement:
    """What a text says of the day on which a document, itself or another, enters into force or ends."""

    span: Span
    """The words: "có hiệu lực kể từ ngày ký"."""
    sentence: Span
    kind: Literal["start", "end"]
    mention: int | None
    """Index in the reading's mentions of the document it is about; None: the text's own."""
    basis: Literal["stated", "issue", "entry", "unclear"]
    """How the day is told: itself; counted from the day of issue or adoption; as that on which a document enters into
    force; or in words that no day follows from ("kể từ ngày đăng Công báo")."""
    day: str | None = None
    """The stated ISO date: of a start the first day in force, of an end the first day no longer in force."""
    days: int = 0
    """Days after that of issue."""
    reference: int | None = None
    """Index of the mention of the document with whose entry into force it happens; None: the text's own."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One entry of "Nơi nhận"."""

    span: Span
    name: str
    """As printed, with the office's abbreviations."""
    purpose: str | None = None


Genre = Literal["paper", "page", "list", "other"]
ABOUT_DOCUMENTS: frozenset[Genre] = frozenset(["page", "list"])
"""Genres of what tells of documents and is none: it acts on nothing."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a document states about itself in its letterhead and signature block."""

    genre: Genre = "other"
    """What the file is; only papers, and files of which nothing tells what they are, act on other documents."""
    genre_evidence: Span | None = None
    """The words that decided it."""
    identity: tuple[Span, ...] = ()
    """The number and the day in its head, as far as it prints them."""
    quotes: bool = False
    """Whether it is a page that quotes a whole document, which asks what it asks."""
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
    """What the user states of a file (see `graphbuild.user_input.corpus_file`); it takes precedence over the text."""

    issuer: BodyName | None = None
    place: tuple[str, ...] = ()
    """Gazetteer keys: the states of one place before and after a merger."""
    date: str | None = None
    number: str | None = None
    cites: tuple[str, ...] = ()
    """IRIs of documents: the right ones for citations that could mean several documents."""


class Overruled(NamedTuple):
    """A statement of the letterhead that the user overrides."""

    field: str
    """Field of the letterhead: number or date."""
    printed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that extraction found in one text."""

    text: Text
    letterhead: Letterhead
    key: str = ""
    """The same for texts of the same words (see `graphbuild.identifiers.text_key`): its places and documents are known
    by it where nothing else tells them apart."""
    part: Span | None = None
    """Where this document is in the text; None if it is all of it."""
    mentions: tuple[Mention, ...] = ()
    own_provisions: tuple[CitedProvision, ...] = ()
    """References of the text to its own parts: "khoản 2 Điều này"."""
    obligations: tuple[ObligationMention, ...] = ()
    norms: tuple[ObligationMention, ...] = ()
    """What it lays down for nobody in particular, and what it prohibits."""
    amendments: tuple[AmendmentMention, ...] = ()
    force: tuple[ForceStatement, ...] = ()
    bodies: tuple[BodyMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    hint: Hint = Hint()
    overruled: tuple[Overruled, ...] = ()
    """Where the letterhead contradicts the hint."""
    further: tuple[Reading, ...] = ()
    """The readings of the documents that follow this one in the same text."""

    @property
    def id(self) -> tuple[str, int]:
        """The file, and the offset in its text at which the document begins: no other reading has both."""
        return self.text.source, self.part.start if self.part else 0

    @property
    def content(self) -> str:
        """The text of the document, without the other documents of its file."""
        return self.part.of(self.text.content) if self.part else self.text.content
