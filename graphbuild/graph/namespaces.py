"""Every IRI that the graph uses, as constants; no other module contains one.

The reused terms come from published ontologies: ELI (http://data.europa.eu/eli/ontology), CiTO
(http://purl.org/spar/cito/), Web Annotation (https://www.w3.org/TR/annotation-vocab/), ORG
(https://www.w3.org/TR/vocab-org/), ODRL (https://www.w3.org/TR/odrl-vocab/), OWL-Time
(https://www.w3.org/TR/owl-time/), SKOS and Dublin Core. Our own are defined in ``ontology/graphbuild.ttl``.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from graphbuild.identifiers import DEFAULT_BASE, corpus_slug

ONTOLOGY_DOCUMENT = "https://w3id.org/graphbuild/ontology"
"""The ontology itself; also the named graph that contains it in a dataset."""
ONTOLOGY = ONTOLOGY_DOCUMENT + "#"
VOCABULARY = "https://w3id.org/graphbuild/vocabulary/"
"""The beginning of the concepts of our closed lists; it does not depend on the base of a build."""
CHAIN = VOCABULARY + "chain"
"""The relations that form the chain from the centre to the commune, as a collection."""

SOFTWARE = "https://w3id.org/graphbuild/software/"
"""The beginning of the program's IRI; its version follows."""

CITO = "http://purl.org/spar/cito/"
DCAT = "http://www.w3.org/ns/dcat#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
FOAF = "http://xmlns.com/foaf/0.1/"
OA = "http://www.w3.org/ns/oa#"
ODRL = "http://www.w3.org/ns/odrl/2/"
ORG = "http://www.w3.org/ns/org#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TIME = "http://www.w3.org/2006/time#"
VANN = "http://purl.org/vocab/vann/"
VOID = "http://rdfs.org/ns/void#"
XSD = "http://www.w3.org/2001/XMLSchema#"

PREFIXES = {
    "cito": CITO,
    "dc": DC,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "eli": ELI,
    "foaf": FOAF,
    "gb": ONTOLOGY,
    "oa": OA,
    "odrl": ODRL,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "time": TIME,
    "vann": VANN,
    "void": VOID,
    "xsd": XSD,
}

# -- reused terms ------------------------------------------------------------------------------------------------------

TYPE = RDF + "type"
LABEL = RDFS + "label"

IS_DEFINED_BY = RDFS + "isDefinedBy"
SEE_ALSO = RDFS + "seeAlso"

ALT_LABEL = SKOS + "altLabel"
COLLECTION = SKOS + "Collection"
CONCEPT = SKOS + "Concept"
CONCEPT_SCHEME = SKOS + "ConceptScheme"
DEFINITION = SKOS + "definition"
IN_SCHEME = SKOS + "inScheme"
MEMBER = SKOS + "member"
NOTATION = SKOS + "notation"
PREF_LABEL = SKOS + "prefLabel"
RELATED_MATCH = SKOS + "relatedMatch"
TOP_CONCEPT_OF = SKOS + "topConceptOf"

DATE = DCTERMS + "date"
DESCRIPTION = DCTERMS + "description"
LANGUAGE = DCTERMS + "language"
MODIFIED = DCTERMS + "modified"
PERIOD_OF_TIME = DCTERMS + "PeriodOfTime"
TEMPORAL = DCTERMS + "temporal"
DCTERMS_SOURCE = DCTERMS + "source"
TITLE = DCTERMS + "title"

LEGAL_RESOURCE = ELI + "LegalResource"
LEGAL_RESOURCE_SUBDIVISION = ELI + "LegalResourceSubdivision"
IS_PART_OF = ELI + "is_part_of"
CITES = ELI + "cites"
DATE_DOCUMENT = ELI + "date_document"
DATE_NO_LONGER_IN_FORCE = ELI + "date_no_longer_in_force"
FIRST_DATE_ENTRY_IN_FORCE = ELI + "first_date_entry_in_force"
ID_LOCAL = ELI + "id_local"
IN_FORCE = ELI + "in_force"
FULLY_IN_FORCE = ELI + "InForce-inForce"
NOT_IN_FORCE = ELI + "InForce-notInForce"
PARTIALLY_IN_FORCE = ELI + "InForce-partiallyInForce"
NUMBER = ELI + "number"
PASSED_BY = ELI + "passed_by"
TYPE_DOCUMENT = ELI + "type_document"

CITATION = CITO + "Citation"
CITO_CITES = CITO + "cites"
HAS_CITATION_CHARACTERIZATION = CITO + "hasCitationCharacterization"
HAS_CITED_ENTITY = CITO + "hasCitedEntity"
HAS_CITING_ENTITY = CITO + "hasCitingEntity"

SPECIFIC_RESOURCE = OA + "SpecificResource"
TEXT_POSITION_SELECTOR = OA + "TextPositionSelector"
TEXT_QUOTE_SELECTOR = OA + "TextQuoteSelector"
HAS_SELECTOR = OA + "hasSelector"
HAS_SOURCE = OA + "hasSource"
SELECTOR_START = OA + "start"
SELECTOR_END = OA + "end"
EXACT = OA + "exact"
PREFIX = OA + "prefix"
SUFFIX = OA + "suffix"

FORMAL_ORGANIZATION = ORG + "FormalOrganization"
ORGANIZATIONAL_UNIT = ORG + "OrganizationalUnit"
CLASSIFICATION = ORG + "classification"
SUB_ORGANIZATION_OF = ORG + "subOrganizationOf"
UNIT_OF = ORG + "unitOf"
CHANGE_EVENT = ORG + "ChangeEvent"
ORIGINAL_ORGANIZATION = ORG + "originalOrganization"
RESULTING_ORGANIZATION = ORG + "resultingOrganization"

ACTION = ODRL + "action"
ASSIGNEE = ODRL + "assignee"
ASSIGNER = ODRL + "assigner"

DCAT_DATASET = DCAT + "Dataset"
DCAT_DISTRIBUTION = DCAT + "Distribution"
DISTRIBUTION = DCAT + "distribution"
END_DATE = DCAT + "endDate"
MEDIA_TYPE = DCAT + "mediaType"
START_DATE = DCAT + "startDate"

ACTIVITY = PROV + "Activity"
SOFTWARE_AGENT = PROV + "SoftwareAgent"
STARTED_AT = PROV + "startedAtTime"
USED = PROV + "used"
WAS_ASSOCIATED_WITH = PROV + "wasAssociatedWith"
WAS_DERIVED_FROM = PROV + "wasDerivedFrom"
WAS_GENERATED_BY = PROV + "wasGeneratedBy"

HAS_BEGINNING = TIME + "hasBeginning"
HAS_END = TIME + "hasEnd"
IN_XSD_DATE = TIME + "inXSDDate"
INSTANT = TIME + "Instant"

VOID_CLASS = VOID + "class"
VOID_CLASS_PARTITION = VOID + "classPartition"
VOID_DATASET = VOID + "Dataset"
VOID_ENTITIES = VOID + "entities"
VOID_TRIPLES = VOID + "triples"
VOID_URI_SPACE = VOID + "uriSpace"
VOID_VOCABULARY = VOID + "vocabulary"

XSD_BOOLEAN = XSD + "boolean"
XSD_DATE = XSD + "date"
XSD_DATE_TIME = XSD + "dateTime"
XSD_INTEGER = XSD + "integer"
XSD_DOUBLE = XSD + "double"
XSD_NON_NEGATIVE_INTEGER = XSD + "nonNegativeInteger"
XSD_YEAR = XSD + "gYear"
XSD_YEAR_MONTH = XSD + "gYearMonth"

# -- our own terms -----------------------------------------------------------------------------------------------------

AMENDMENT = ONTOLOGY + "Amendment"
CANDIDATE_CLASS = ONTOLOGY + "Candidate"
DOCUMENT_CLASS = ONTOLOGY + "Document"
DEADLINE_CLASS = ONTOLOGY + "Deadline"
FULFILMENT = ONTOLOGY + "Fulfilment"
PLACE_EVIDENCE_CLASS = ONTOLOGY + "PlaceEvidence"
WARNING_CLASS = ONTOLOGY + "Warning"
OBLIGATION_CLASS = ONTOLOGY + "Obligation"
INTERNAL_REFERENCE = ONTOLOGY + "InternalReference"
NAMED_AGENT = ONTOLOGY + "NamedAgent"
PRESS_ARTICLE = ONTOLOGY + "PressArticle"
SOURCE_FILE = ONTOLOGY + "SourceFile"

ACTING_DOCUMENT = ONTOLOGY + "actingDocument"
AMENDMENT_VERB = ONTOLOGY + "amendmentVerb"
AS_OF = ONTOLOGY + "asOf"
BEARER_NAME = ONTOLOGY + "bearerName"
CANDIDATE = ONTOLOGY + "candidate"
CANDIDATE_DOCUMENT = ONTOLOGY + "candidateDocument"
CARRY_OUT = ONTOLOGY + "carryOut"
CITED_PROVISION = ONTOLOGY + "citedProvision"
CONFIDENCE = ONTOLOGY + "confidence"
CONTENT_HASH = ONTOLOGY + "contentHash"
CORPUS_ID = ONTOLOGY + "corpusId"
COORDINATOR_NAME = ONTOLOGY + "coordinatorName"
COPY = ONTOLOGY + "copy"
CUE = ONTOLOGY + "cue"
GENRE = ONTOLOGY + "genre"
GENRE_EVIDENCE = ONTOLOGY + "genreEvidence"
DATE_SOURCE = ONTOLOGY + "dateSource"
DEADLINE = ONTOLOGY + "deadline"
DETAIL = ONTOLOGY + "detail"
DEADLINE_KIND = ONTOLOGY + "deadlineKind"
EFFECTIVE_ON = ONTOLOGY + "effectiveOn"
ENCODING = ONTOLOGY + "encoding"
ENDED_BY = ONTOLOGY + "endedBy"
END_STATEMENT = ONTOLOGY + "endStatement"
EVIDENCE = ONTOLOGY + "evidence"
FINDING_KIND = ONTOLOGY + "findingKind"
FORCE = ONTOLOGY + "force"
FORCE_STATEMENT = ONTOLOGY + "ForceStatement"
FORMAT = ONTOLOGY + "format"
FOUND_IN = ONTOLOGY + "foundIn"
FROM = ONTOLOGY + "from"
FULFILLED_BY = ONTOLOGY + "fulfilledBy"
FULFILLING_DOCUMENT = ONTOLOGY + "fulfillingDocument"
FULFILMENT_KIND = ONTOLOGY + "fulfilmentKind"
FULFILS = ONTOLOGY + "fulfils"
HANDLE = ONTOLOGY + "handle"
IN_PART = ONTOLOGY + "inPart"
IN_FORCE_STATEMENT = ONTOLOGY + "inForceStatement"
INVERSE_LABEL = ONTOLOGY + "inverseLabel"
ISSUER_NAME = ONTOLOGY + "issuerName"
KIND = ONTOLOGY + "kind"
LEGAL_BASIS = ONTOLOGY + "legalBasis"
LENGTH = ONTOLOGY + "length"
MEASURABLE_TARGET = ONTOLOGY + "measurableTarget"
NEW_TEXT = ONTOLOGY + "newText"
NEW_WORDS = ONTOLOGY + "newWords"
NO_BEARER_NAMED = ONTOLOGY + "noBearerNamed"
PRODUCT = ONTOLOGY + "product"
PROVING_CITATION = ONTOLOGY + "provingCitation"
RESTS_ON = ONTOLOGY + "restsOn"
MEETING = ONTOLOGY + "meeting"
MODALITY = ONTOLOGY + "modality"
OLD_WORDS = ONTOLOGY + "oldWords"
ORGAN = ONTOLOGY + "organ"
OWN_PROVISION = ONTOLOGY + "ownProvision"
PATH = ONTOLOGY + "path"
PAGE = ONTOLOGY + "page"
PARAGRAPH = ONTOLOGY + "paragraph"
PLACE = ONTOLOGY + "place"
PLACE_CONFIDENCE = ONTOLOGY + "placeConfidence"
PLACE_EVIDENCE = ONTOLOGY + "placeEvidence"
PRESENCE = ONTOLOGY + "presence"
REASON = ONTOLOGY + "reason"
RECIPIENT = ONTOLOGY + "recipient"
RELATES_TO = ONTOLOGY + "relatesTo"
REPORT_TO_NAME = ONTOLOGY + "reportToName"
RESOLUTION = ONTOLOGY + "resolution"
SCORE = ONTOLOGY + "score"
SENTENCE = ONTOLOGY + "sentence"
SHA256 = ONTOLOGY + "sha256"
SIGNER_NAME = ONTOLOGY + "signerName"
SIGNER_ROLE = ONTOLOGY + "signerRole"
SIGNING_AUTHORITY = ONTOLOGY + "signingAuthority"
SOURCE = ONTOLOGY + "source"
SPAN = ONTOLOGY + "span"
STATED_DATE = ONTOLOGY + "statedDate"
STATED_IN = ONTOLOGY + "statedIn"
STATED_ISSUER = ONTOLOGY + "statedIssuer"
STATED_ISSUER_NAME = ONTOLOGY + "statedIssuerName"
STATED_NUMBER = ONTOLOGY + "statedNumber"
STATED_TYPE = ONTOLOGY + "statedType"
STATUS = ONTOLOGY + "status"
STEMS_FROM = ONTOLOGY + "stemsFrom"
TARGET = ONTOLOGY + "target"
TERM = ONTOLOGY + "term"
TO = ONTOLOGY + "to"
VALID_FROM = ONTOLOGY + "validFrom"
VALID_TO = ONTOLOGY + "validTo"
WARNING = ONTOLOGY + "warning"
WEIGHT = ONTOLOGY + "weight"

RELATION_PROPERTIES = {
    "based_on": ELI + "based_on",
    "implements": ELI + "ensures_implementation_of",
    "disseminates": ONTOLOGY + "disseminates",
    "elaborates": ONTOLOGY + "elaborates",
    "guides": ONTOLOGY + "guides",
    "reviews": ONTOLOGY + "reviews",
    "monitors": ONTOLOGY + "monitors",
    "amends": ELI + "amends",
    "replaces": ONTOLOGY + "replaces",
    "repeals": ELI + "repeals",
    "suspends": ONTOLOGY + "suspends",
    "proposes_amendment": ONTOLOGY + "proposesAmendment",
    "consolidates": ELI + "consolidates",
    "corrects": ELI + "corrects",
    "approves": ONTOLOGY + "approves",
    "issues": ONTOLOGY + "issues",
    "submits": ONTOLOGY + "submits",
}
"""The direct property of each relation that is more specific than ``eli:cites``; `mentions` and `self` have none."""

ELI_FORCE = {
    "in_force": FULLY_IN_FORCE,
    "partly_ended": PARTIALLY_IN_FORCE,
    "suspended": NOT_IN_FORCE,
    "ended": NOT_IN_FORCE,
    "not_yet": NOT_IN_FORCE,
}
"""The value of ``eli:in_force`` for each code of the scheme ``force``; nothing is said of one that is unknown."""


def concept(scheme: str, code: str) -> str:
    """Return the IRI of one concept of a closed list.

    Parameters
    ----------
    scheme : str
        Name of the list: ``document-type``, ``relation``, ``resolution``, ``kind``, ``status``, ``level``,
        ``modality``, ``amendment-verb``, ``fulfilment-kind`` or ``deadline-kind``.
    code : str
        The code as in the records.

    Examples
    --------
    >>> concept("document-type", "QĐ")
    'https://w3id.org/graphbuild/vocabulary/document-type/Q%C4%90'
    """
    return f"{VOCABULARY}{scheme}/{quote(code, safe='')}"


def compact(iri: str) -> str:
    """Return an IRI with its usual prefix, or unchanged if it has none.

    Examples
    --------
    >>> compact("http://purl.org/dc/terms/title"), compact("https://example.org/a")
    ('dcterms:title', 'https://example.org/a')
    """
    return next((f"{name}:{iri[len(start) :]}" for name, start in PREFIXES.items() if iri.startswith(start)), iri)


@dataclass(frozen=True, slots=True)
class GraphNames:
    """The names of one corpus's graphs, distinct from those of every other corpus in the same store.

    Documents and bodies are not affected: two corpora use one IRI for the same document.

    Examples
    --------
    >>> names = GraphNames(corpus="van-ban-den")
    >>> names.file("huyện/05-NQ HU.md")
    'https://w3id.org/graphbuild/file/van-ban-den/huy%E1%BB%87n/05-NQ%20HU.md'
    >>> names.shared, names.dataset
    ('https://w3id.org/graphbuild/shared/van-ban-den', 'https://w3id.org/graphbuild/dataset/van-ban-den')
    """

    base: str = DEFAULT_BASE
    """The beginning of the build's IRIs."""
    corpus: str = "corpus"
    """The corpus's name as used in IRIs (see `graphbuild.identifiers.corpus_slug`)."""

    @classmethod
    def of_corpus(cls, name: str, base: str = DEFAULT_BASE) -> GraphNames:
        """Return the names for a corpus, given the name of its folder or any other name."""
        return cls(base, corpus_slug(name))

    def file(self, source: str) -> str:
        """Return the IRI of a source file, which also names the graph of that file's statements.

        `source` is its path relative to the corpus, with ``/``.
        """
        return f"{self.base}file/{self.corpus}/{quote(source, safe='/', errors='surrogateescape')}"

    @property
    def shared(self) -> str:
        """Name of the graph for what belongs to no single file: bodies, documents only cited, known documents."""
        return f"{self.base}shared/{self.corpus}"

    @property
    def dataset(self) -> str:
        """IRI of the dataset, which also names the graph of its own description."""
        return f"{self.base}dataset/{self.corpus}"

    @property
    def published(self) -> str:
        """Name of the graph in which a server records what was published of this corpus."""
        return f"{self.base}published/{self.corpus}"

    def run(self, started: str) -> str:
        """Return the IRI of the run that started at an ISO time."""
        return f"{self.base}run/{self.corpus}/{started.replace('+00:00', 'Z').replace(':', '').replace('-', '')}"
