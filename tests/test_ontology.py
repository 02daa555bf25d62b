"""Our terms are all defined, in both languages, and the terms that we borrow really exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from linked_records import RECORDS
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib import namespace as known

from graphbuild.folders import ontology_folder
from graphbuild.graph import namespaces as ns
from graphbuild.graph.concepts import write_vocabulary
from graphbuild.graph.rdf import write_nquads
from graphbuild.vocabulary.relations import relations

# rdflib knows the terms of these namespaces.
NAMES = "RDF RDFS OWL DC DCAT DCTERMS FOAF ODRL2 ORG PROV SKOS TIME VANN VOID XSD".split()
CLOSED = {str(getattr(known, name)._NS): getattr(known, name) for name in NAMES}
# It does not know these; read off the published term lists of ELI (http://data.europa.eu/eli/ontology), CiTO
# (http://purl.org/spar/cito), the Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/) and schema.org.
CHECKED = {
    ns.ELI: """LegalResource LegalResourceSubdivision is_part_of
        InForce-inForce InForce-notInForce InForce-partiallyInForce amends based_on cites consolidates corrects
        date_document date_no_longer_in_force first_date_entry_in_force
        ensures_implementation_of id_local in_force number passed_by repeals type_document""",
    ns.CITO: "Citation cites hasCitationCharacterization hasCitedEntity hasCitingEntity",
    ns.SCHEMA: "NewsArticle",
    ns.OA: """SpecificResource TextPositionSelector TextQuoteSelector end exact hasSelector hasSource prefix start
        suffix""",
}
CHECKED_TERMS = {namespace + name for namespace, names in CHECKED.items() for name in names.split()}


OURS = "https://w3id.org/graphbuild/"


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph().parse(ontology_folder() / "graphbuild.ttl")
    return graph.parse(ontology_folder() / "vocabulary.ttl")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path: Path = tmp_path_factory.mktemp("ontology") / "graph.nq"
    write_nquads(RECORDS, path)
    dataset = Dataset(default_union=True)
    dataset.parse(path, format="nquads")
    return dataset


@pytest.fixture(scope="module")
def own_terms(ontology: Graph) -> set[URIRef]:
    return {term for term in ontology.subjects() if isinstance(term, URIRef) and term.startswith(OURS)}


def exists(term: str) -> bool:
    if term in CHECKED_TERMS:
        return True
    return any(term.startswith(start) and term in namespace for start, namespace in CLOSED.items())


def languages(ontology: Graph, term: URIRef, *predicates: URIRef) -> set[str | None]:
    return {
        value.language
        for predicate in predicates
        for value in ontology.objects(term, predicate)
        if isinstance(value, Literal) and value.strip()
    }


def test_every_term_has_label_and_meaning_in_both_languages(ontology: Graph, own_terms: set[URIRef]) -> None:
    assert len(own_terms) > 80
    for term in own_terms:
        assert languages(ontology, term, known.RDFS.label) == {"vi", "en"}, term
        assert languages(ontology, term, known.RDFS.comment, known.SKOS.definition) == {"vi", "en"}, term


def test_every_reused_term_that_the_graph_has_is_named_in_both_languages(ontology: Graph, dataset: Dataset) -> None:
    instances = dataset.graph(URIRef(ns.GraphNames().shared))
    files = [graph for graph in dataset.graphs() if "/file/" in str(graph.identifier)]
    used = {
        str(term)
        for graph in (instances, *files)
        for term in (*graph.predicates(), *graph.objects(None, known.RDF.type))
    }
    for term in {term for term in used if not term.startswith(OURS)}:
        assert languages(ontology, URIRef(term), known.RDFS.label) == {"vi", "en"}, term


def test_no_two_terms_share_a_meaning(ontology: Graph, own_terms: set[URIRef]) -> None:
    meanings = [
        str(value)
        for term in own_terms
        for kind in (known.RDFS.comment, known.SKOS.definition)
        for value in ontology.objects(term, kind)
    ]
    assert len(meanings) == len(set(meanings))


def test_the_file_of_the_vocabulary_is_in_step_with_its_tables(tmp_path: Path) -> None:
    write_vocabulary(tmp_path / "vocabulary.ttl")
    committed = ontology_folder() / "vocabulary.ttl"
    assert (tmp_path / "vocabulary.ttl").read_text("utf-8") == committed.read_text("utf-8"), "run tools/vocabulary.py"


def test_every_code_in_use_is_a_concept_of_its_scheme(ontology: Graph, dataset: Dataset) -> None:
    used = {term for term in dataset.objects() if isinstance(term, URIRef) and term.startswith(ns.VOCABULARY)}
    assert used
    for term in used - set(ontology.subjects(known.RDF.type, known.SKOS.ConceptScheme)):
        assert (term, known.RDF.type, known.SKOS.Concept) in ontology, term


def test_each_term_has_one_preferred_name_in_each_language(ontology: Graph) -> None:
    for concept in ontology.subjects(known.RDF.type, known.SKOS.Concept):
        names = [
            value.language for value in ontology.objects(concept, known.SKOS.prefLabel) if isinstance(value, Literal)
        ]
        assert sorted(map(str, names)) == ["en", "vi"], concept


def test_there_are_no_blank_nodes(ontology: Graph) -> None:
    assert all(isinstance(node, URIRef) for node in ontology.subjects())
    assert all(isinstance(node, URIRef | Literal) for node in ontology.objects())


def test_the_header_tells_version_licence_and_creator(ontology: Graph) -> None:
    header = URIRef(ns.ONTOLOGY_DOCUMENT)
    assert (header, known.RDF.type, known.OWL.Ontology) in ontology
    assert ontology.value(header, known.OWL.versionInfo) == Literal("0.1.0")
    assert ontology.value(header, known.DCTERMS.license) == URIRef("https://spdx.org/licenses/MIT")
    assert ontology.value(header, known.DC.creator) == Literal("The graphbuild authors")
    assert str(ontology.value(header, known.VANN.preferredNamespacePrefix)) == "gb"
    assert str(ontology.value(header, known.VANN.preferredNamespaceUri)) == ns.ONTOLOGY


def test_every_property_and_class_in_use_is_defined_or_exists(dataset: Dataset, own_terms: set[URIRef]) -> None:
    used = {str(predicate) for _s, predicate, _o, _g in dataset.quads()}
    used |= {str(kind) for kind in dataset.objects(None, known.RDF.type)}
    assert {term for term in used if URIRef(term) not in own_terms and not exists(term)} == set()


def test_every_term_that_the_ontology_leans_on_exists(ontology: Graph, own_terms: set[URIRef]) -> None:
    leaning = (known.RDFS.subClassOf, known.RDFS.subPropertyOf, known.RDFS.domain, known.RDFS.range, known.RDF.type)
    targets = {target for predicate in leaning for target in ontology.objects(None, predicate)}
    assert {target for target in targets if target not in own_terms and not exists(str(target))} == set()


def test_every_constant_is_a_term_that_exists(own_terms: set[URIRef]) -> None:
    constants = {value for name, value in vars(ns).items() if name.isupper() and isinstance(value, str)}
    terms = {value for value in constants if not value.endswith(("#", "/")) and value != ns.ONTOLOGY_DOCUMENT}
    assert {term for term in terms if URIRef(term) not in own_terms and not exists(term)} == set()


def test_every_own_property_can_be_written(own_terms: set[URIRef]) -> None:
    constants = {value for value in vars(ns).values() if isinstance(value, str)} | set(ns.RELATION_PROPERTIES.values())
    defined = {str(term) for term in own_terms if term.startswith(ns.ONTOLOGY)}
    assert defined - constants == set()


def test_every_relation_has_a_property_but_the_mention_and_the_document_itself() -> None:
    assert set(relations()) - set(ns.RELATION_PROPERTIES) == {"mentions", "self"}
    assert set(ns.RELATION_PROPERTIES) < set(relations())


def test_our_relations_are_kinds_of_citation(ontology: Graph) -> None:
    for code, relation in ns.RELATION_PROPERTIES.items():
        if relation.startswith(ns.ONTOLOGY):
            wider = set(ontology.transitive_objects(URIRef(relation), known.RDFS.subPropertyOf))
            assert {URIRef(ns.RELATES_TO), URIRef(ns.CITES)} < wider
            assert (URIRef(ns.STEMS_FROM) in wider) == relations()[code].stems_from


def test_literals_are_of_the_range_of_their_property(ontology: Graph, dataset: Dataset) -> None:
    for _subject, predicate, value, _graph in dataset.quads():
        expected = ontology.value(predicate, known.RDFS.range)
        if not isinstance(value, Literal):
            assert (predicate, known.RDF.type, known.OWL.DatatypeProperty) not in ontology, predicate
        elif expected not in (None, known.RDFS.Literal):
            datatype = known.RDF.langString if value.language else (value.datatype or known.XSD.string)
            assert datatype == expected, predicate
