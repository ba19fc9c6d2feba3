"""Each shape notices what it is there for, and nothing else does."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import mutations
import pytest
from rdflib import SH
from whole import Triples, assert_conforms, inferred, triples, whole, write

from kg.graph.vocabulary import NAMESPACES, RDF, SIMPUL, XSD
from kg.validation.core import packaged
from kg.validation.find import validate_here

SHAPES = packaged()
CONSTRAINTS = mutations.constraints(SHAPES)
Found = dict[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def valid() -> Triples:
    """Everything that a build can write, but for what follows."""
    return triples(whole())


@pytest.fixture(scope="module")
def reasoned(valid: Triples) -> Triples:
    """The same with what follows."""
    lines = whole()
    return triples(lines | inferred(lines))


@pytest.fixture(scope="module", autouse=True)
def no_log_of_wrong_dates() -> Iterator[None]:
    """rdflib tells of every date that is none."""
    logging.getLogger("rdflib.term").disabled = True
    yield
    logging.getLogger("rdflib.term").disabled = False


@pytest.fixture(scope="module")
def mutants(valid: Triples, reasoned: Triples) -> dict[mutations.Constraint, mutations.Mutant]:
    """A mutant for each constraint, of what stands in every graph if it is there, or else of what follows."""
    made = {}
    for number, constraint in enumerate(CONSTRAINTS):
        for graph in (valid, reasoned):
            where = mutations.place(SHAPES, constraint.shape, graph)
            if where and constraint not in made:
                made[constraint] = mutations.mutant(constraint, where, graph, number)
    return made


def found_in(path: Path) -> Found:
    """The shapes and constraints that fail, by the thing."""
    found: Found = defaultdict(set)
    for failure in validate_here(path).failures:
        found[failure.thing].add((failure.shape, failure.constraint))
    return found


@pytest.fixture(scope="module")
def noticed(
    reasoned: Triples, mutants: dict[mutations.Constraint, mutations.Mutant], tmp_path_factory: pytest.TempPathFactory
) -> Found:
    """What is found in the valid graph with all mutants."""
    everything = reasoned.union(*(mutant.triples for mutant in mutants.values()))
    return found_in(write(tmp_path_factory.mktemp("mutants") / "graph.nt", everything))


def test_the_valid_graph_conforms(valid: Triples, reasoned: Triples, tmp_path: Path) -> None:
    for graph in (valid, reasoned):
        assert_conforms(write(tmp_path / "graph.nt", graph))


@pytest.mark.parametrize("constraint", CONSTRAINTS, ids=str)
def test_each_constraint_notices_its_mutant(
    constraint: mutations.Constraint, mutants: dict[mutations.Constraint, mutations.Mutant], noticed: Found
) -> None:
    assert constraint in mutants, "the valid graph has nothing that the shape is about"
    found = noticed[mutants[constraint].thing]
    assert (constraint.shape, constraint.component) in found
    own, others = mutations.short(constraint.shape), {mutations.short(shape) for shape, _ in found}
    assert others == {own} | ALSO.get(str(constraint), set())


PAIRS = (
    ("Build-endedAtTime:datatype", "Build-startedAtTime"),
    ("Concept-broader:class:Concept", "Concept-above InOrder"),
    ("Concept-broader:maxCount", "Concept-above"),
    ("Concept-inScheme:class:ConceptScheme Concept-inScheme:maxCount", "InOrder"),
    ("Concept-topConceptOf:class:ConceptScheme Concept-topConceptOf:maxCount", "Concept-onTop InOrder"),
    ("Dataset:pattern", "Generated"),
    ("Generated:pattern", "Dataset"),
    ("InOrder:xone", "Concept-onTop"),
    ("Organization-hasMember:class:Person", "Organization-memberOf"),
    ("Post-heldBy:class:Person", "Post-holds"),
    ("Province-notation:pattern", "InProvince"),
    ("Organization-isReplacedBy:class:Organization", "Replaced-isReplacedBy"),
    ("Replaced-isReplacedBy:or", "Organization-isReplacedBy"),
    ("Selector-end:datatype Selector-end:maxCount", "Selector-start"),
    ("Tenure-articles:datatype Tenure-articles:maxCount Tenure-articles:minInclusive", "Tenure-sources"),
    ("Tenure-organization:class:Organization Tenure-organization:maxCount", "Tenure-post-postIn"),
    ("Tenure-post:class:Post Tenure-post:maxCount Tenure-post:minCount", "Tenure-post-postIn Tenure-post-role"),
    ("Tenure-role:class:Role Tenure-role:maxCount Tenure-role:minCount Tenure-role:pattern", "Tenure-post-role"),
    ("Assessment:class:Rating Event:class:Event Person:class:Person Statement:class:Quotation", "Described-type"),
    ("Tenure:class:Membership Territory:class:Territory", "Described-type"),
)
"""Where a mistake is two: the other shapes that notice the same mutant. Most see that what others lead to has no type, or
that a tenure is not like its post, or that the two ends of a relation do not agree.
"""
ALSO = {name: set(others.split()) for names, others in PAIRS for name in names.split()}


def test_what_can_go_missing_unnoticed_is_what_need_not_be_there(valid: Triples, tmp_path: Path) -> None:
    kinds = {subject: mutations.kind(subject, valid) for subject, _, _ in valid}
    first: dict[tuple[str, str], str] = {}
    for subject, predicate, _ in sorted(valid):
        first.setdefault((kinds[subject], predicate), subject)
    made = {}
    for number, ((kind, predicate), thing) in enumerate(sorted(first.items())):
        said, here = mutations.twin(mutations.Place(thing, predicate), valid, number)
        lost = mutations.without(said, here) if predicate != mutations.TYPE else mutations.typeless(said, here)
        made[f"{kind} {mutations.short(predicate[1:-1])}"] = mutations.Mutant(lost, here.thing)
    found = found_in(write(tmp_path / "graph.nt", valid.union(*(mutant.triples for mutant in made.values()))))
    silent: dict[str, set[str]] = defaultdict(set)
    for name, mutant in made.items():
        if not found[mutant.thing]:
            silent[name.split()[0]].add(name.split()[1])
    assert {kind: " ".join(sorted(names)) for kind, names in silent.items()} == OPTIONAL


OPTIONAL = {
    "Activity": "endedAtTime minConfidence startedAtTime",
    "Annotation": "confidence rule",
    "Collection": "hadMember",
    "Concept": "altLabel definition narrower position",
    "Dataset": "classPartition dataDump distribution entities license rights source temporal triples wasDerivedFrom",
    "Decision": "about date decidedBy reason",
    "Distribution": "license",
    "Event": "attendee confidence hasPlace hasTimeStamp officiant organizer prefLabel signatory sources subject venue",
    "Membership": "acting confidence endDate endOf firstSeen former lastSeen overBy startDate",
    "NewsArticle": "copyOf issued issuedFrom mentions publisher title url",
    "Organization": "altLabel classification exactMatch isReplacedBy jurisdiction sameAs subOrganizationOf",
    "Person": "altLabel exactMatch sameAs",
    "Post": "altLabel jurisdiction postIn",
    "Quotation": "confidence sources",
    "Rating": "author confidence date ratingValue reviewAspect sources",
    "RightsStatement": "license source",
    "SoftwareAgent": "softwareVersion",
    "Territory": "altLabel bpsCode exactMatch formerName isoCode sameAs",
    "none": "isReplacedBy",
}
"""What an article need not tell, and what not every build knows, by the kind of thing. Tenures tell of a post without its body,
people of an article that does not mention them, and concepts below another of one that does not say so. Of the data set the
graph says one part, and the file beside it another.
"""


def test_no_kind_of_thing_is_a_blank_node(valid: Triples, tmp_path: Path) -> None:
    shapes = sorted(map(str, set(SHAPES.subjects(SH.targetClass)) & set(SHAPES.subjects(SH.pattern))))
    everything = set(valid)
    for number, shape in enumerate(shapes):
        where = mutations.place(SHAPES, shape, valid)
        assert where
        said, here = mutations.twin(where, valid, number)
        everything |= {tuple(f"_:b{number}" if term == here.thing else term for term in triple) for triple in said}  # type: ignore[misc]
    found = found_in(write(tmp_path / "graph.nt", everything))
    refused = [shape for name, noticed in found.items() if name.startswith("_:") for shape, why in noticed if why == "Pattern"]
    assert sorted(shape for shape in refused if shape in shapes) == shapes


def test_messages_are_in_both_languages() -> None:
    shapes = {SHAPES.value(predicate=SH.property, object=path) and path for path in SHAPES.objects(None, SH.property)}
    owners = set(SHAPES.subjects(SH.targetClass)) | set(SHAPES.subjects(SH.targetSubjectsOf))
    named = [(shape, SH.message) for shape in shapes | owners] + [(shape, SH.name) for shape in owners]
    for shape, predicate in named:
        assert sorted(str(text.language) for text in SHAPES.objects(shape, predicate)) == ["en", "id"], shape


def test_every_term_of_the_vocabulary_has_a_shape() -> None:
    used = {str(term) for triple in SHAPES for term in triple}
    elsewhere = {RDF.type, *XSD, str(SIMPUL).rstrip("#")}
    assert {term for namespace in NAMESPACES for term in namespace} - used - elsewhere == set()
