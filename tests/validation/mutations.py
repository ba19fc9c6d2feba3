"""Changes that make a thing wrong: for each constraint of a shape one that this shape must notice.

A mutant is a twin of a valid thing under another base, so that all mutants stand in one graph and are validated at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import rdflib
from rdflib import RDF, SH
from rdflib.collection import Collection
from whole import BASE, Triples

XSD = "http://www.w3.org/2001/XMLSchema#"
TYPE = f"<{RDF.type}>"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
WRONG_DAY = f'"2024-02-31"^^<{XSD}date>'
NOT_CONSTRAINTS = {SH.path, SH.property, SH.message, SH.name, SH.ignoredProperties, RDF.type, SH.qualifiedMinCount} | {
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
}


class Constraint(NamedTuple):
    """One constraint of a shape: its predicate by local name, and its value."""

    shape: str
    name: str
    value: str

    @property
    def component(self) -> str:
        """What a result calls it."""
        return self.name[0].upper() + self.name[1:]

    def __str__(self) -> str:
        return f"{self.shape.rpartition('#')[2]}:{self.name}" + (f":{short(self.value)}" if self.name == "class" else "")


class Place(NamedTuple):
    """A valid thing, with the property of the shape: `back` where the shape looks at what leads to the thing."""

    thing: str
    predicate: str = ""
    back: bool = False


class Mutant(NamedTuple):
    """A twin that is wrong: its triples, and the thing at which that must be seen."""

    triples: Triples
    thing: str


def constraints(shapes: rdflib.Graph) -> list[Constraint]:
    """Every constraint of every shape that says what it is about, or is one of a property of such a shape."""
    owners = {shape for kind in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf) for shape in shapes.subjects(kind)}
    checked = owners | {inner for owner in owners for inner in shapes.objects(owner, SH.property)}
    found = {
        Constraint(str(shape), short(str(predicate)), str(value))
        for shape in checked
        for predicate, value in shapes.predicate_objects(shape)
        if predicate not in NOT_CONSTRAINTS
    }
    return sorted(found)


def place(shapes: rdflib.Graph, shape: str, triples: Triples) -> Place | None:
    """The first valid thing that a shape says something of."""
    node = rdflib.URIRef(shape)
    path = shapes.value(node, SH.path)
    owner = next(shapes.subjects(SH.property, node), node)
    things = sorted(_things(shapes, owner, triples))
    if path is None:
        return Place(things[0]) if things else None
    inverse = shapes.value(path, SH.inversePath)
    several = shapes.value(path, SH.alternativePath) or path
    first = Collection(shapes, several)[0] if (several, RDF.first, None) in shapes else inverse or path
    predicate = f"<{first}>"
    ends = {triple[2 if inverse else 0] for triple in triples if triple[1] == predicate}
    return next((Place(thing, predicate, inverse is not None) for thing in things if thing in ends), None)


def _things(shapes: rdflib.Graph, owner: rdflib.term.Node, triples: Triples) -> Iterator[str]:
    classes = {f"<{value}>" for value in shapes.objects(owner, SH.targetClass)}
    subjects = {f"<{value}>" for value in shapes.objects(owner, SH.targetSubjectsOf)}
    objects = {f"<{value}>" for value in shapes.objects(owner, SH.targetObjectsOf)}
    for subject, predicate, value in triples:
        if (predicate == TYPE and value in classes) or (not classes and predicate in subjects):
            yield subject
        if predicate in objects:
            yield value


def short(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def twin(where: Place, triples: Triples, number: int) -> tuple[Triples, Place]:
    """Another thing of which the same is said, and that the same lead to where a shape looks at that."""
    base = f"https://twin{number}.example/"
    name = where.thing.replace(BASE, base)
    said = {(name, predicate, value) for subject, predicate, value in triples if subject == where.thing}
    said |= {
        (subject, predicate, name) for subject, predicate, value in triples if value == where.thing and predicate in LOOKED_BACK
    }
    return said, where._replace(thing=name)


def mutant(constraint: Constraint, where: Place, triples: Triples, number: int) -> Mutant:
    """A twin that breaks the constraint."""
    said, here = twin(where, triples, number)
    special = SPECIAL.get(str(constraint))
    changed = (special or CHANGES[constraint.name, bool(here.predicate)])(said, here, constraint, triples)
    return changed if isinstance(changed, Mutant) else Mutant(changed, here.thing)


LOOKED_BACK = {
    "<http://purl.org/dc/terms/rights>",
    "<http://rdfs.org/ns/void#classPartition>",
    "<http://www.w3.org/ns/oa#hasBody>",
    "<http://www.w3.org/ns/oa#hasTarget>",
    "<http://www.w3.org/ns/oa#hasSelector>",
    "<http://www.w3.org/2004/02/skos/core#hasTopConcept>",
    "<http://www.w3.org/2004/02/skos/core#narrower>",
    "<http://www.w3.org/ns/org#holds>",
    "<http://www.w3.org/ns/org#memberOf>",
    "<http://www.w3.org/ns/prov#hadMember>",
    "<https://schema.org/mentions>",
    "<https://w3id.org/simpul/ontology#post>",
}

Change = Callable[[Triples, Place, Constraint, Triples], "Triples | Mutant"]


def values(said: Triples, here: Place) -> set[str]:
    """The values of the property."""
    if here.back:
        return {subject for subject, predicate, value in said if (predicate, value) == (here.predicate, here.thing)}
    return {value for subject, predicate, value in said if (subject, predicate) == (here.thing, here.predicate)}


def without(said: Triples, here: Place, predicate: str = "") -> Triples:
    """The twin without the property."""
    wanted = predicate or here.predicate
    return {triple for triple in said if not (triple[1] == wanted and triple[2 if here.back else 0] == here.thing)}


def instead(said: Triples, here: Place, *given: str, predicate: str = "") -> Triples:
    """The twin with other values of the property."""
    return without(said, here, predicate) | {(here.thing, predicate or here.predicate, value) for value in given}


def another(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
    """The twin with one more value, such as other things have."""
    if here.back:
        others = {subject for subject, predicate, _ in triples if predicate == here.predicate} - values(said, here)
        return said | {(min(others), here.predicate, here.thing)}
    own = values(said, here)
    others = {value for _, predicate, value in triples if predicate == here.predicate and _alike(value, own)} - own
    return said | {(here.thing, here.predicate, min(others, default=_further(min(own))))}


def _alike(value: str, own: set[str]) -> bool:
    return any(value.rpartition("^^")[2][:60] == one.rpartition("^^")[2][:60] or value[0] == one[0] == "<" for one in own)


def _further(value: str) -> str:
    """Another value of the same kind."""
    if value.startswith("<"):
        return f"{value[:-1]}2>"
    text, mark, datatype = value.rpartition('"')
    return (
        f"{text}{'1' if text[1:].isdigit() else ' lain'}{mark}{datatype}"
        if datatype == ""
        else f"{_number(text)}{mark}{datatype}"
    )


def _number(text: str) -> str:
    return f"{text[:-1]}{(int(text[-1]) + 1) % 10}"


def kind(thing: str, triples: Triples) -> str:
    """What a thing is, by its first type."""
    return min((short(value[1:-1]) for subject, name, value in triples if (subject, name) == (thing, TYPE)), default="none")


def typeless(said: Triples, here: Place) -> Triples:
    """The twin without any type."""
    return {triple for triple in said if not (triple[0] == here.thing and triple[1] == TYPE)}


def nowhere(value: str) -> str:
    """An IRI like that of something, of which nothing is said."""
    return value.replace(BASE, "https://nowhere.example/")


def dangling(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
    """The twin with values that the graph does not describe."""
    return instead(said, here, *map(nowhere, values(said, here)))


def retyped(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
    """The twin with values of another type, or in a language."""
    value = min(values(said, here))
    text = value[: value.rindex('"') + 1]
    return instead(said, here, f"{text}@en" if value == text else text)


def untyped(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
    """The twin without the type."""
    return said - {(here.thing, f"<{RDF.type}>", f"<{constraint.value}>")}


def renamed(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Mutant:
    """The twin with an IRI that is like no other."""
    name = here.thing.replace("https://", "urn:wrong:")
    return Mutant({tuple(name if term == here.thing else term for term in triple) for triple in said}, name)  # type: ignore[misc]


def misspelt(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
    """The twin with a property that nobody knows."""
    return said | {(here.thing, "<http://www.w3.org/2004/02/skos/core#prefLabell>", '"x"')}


def fixed(*given: str) -> Change:
    """Gives the property other values."""
    return lambda said, here, constraint, triples: instead(said, here, *given)


def copied(other: str) -> Change:
    """Gives the property the values of another one, or another one its values."""

    def change(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
        theirs = {value for subject, predicate, value in said if (subject, predicate) == (here.thing, f"<{other}>")}
        return instead(said, here, *theirs) if theirs else instead(said, here, *values(said, here), predicate=f"<{other}>")

    return change


def with_values(**given: str) -> Change:
    """Gives some properties other values; of an empty one there are none."""

    def change(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Triples:
        for name, value in given.items():
            predicate = f"<{PROPERTIES[name]}>"
            said = instead(said, here, *filter(None, [value]), predicate=predicate)
        return said

    return change


PROPERTIES = {
    name: f"{space}{name}"
    for space, names in (
        ("https://w3id.org/simpul/ontology#", "assesses assessedName firstSeen lastSeen"),
        ("https://schema.org/", "startDate endDate containedInPlace"),
        ("http://www.w3.org/ns/org#", "role organization subOrganizationOf Role"),
        ("http://www.w3.org/ns/prov#", "wasDerivedFrom wasGeneratedBy"),
        ("http://www.w3.org/2000/01/rdf-schema#", "label"),
        ("http://www.w3.org/2004/02/skos/core#", "notation broader topConceptOf"),
        ("http://rdfs.org/ns/void#", "triples"),
    )
    for name in names.split()
}


def chained(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Mutant:
    """An id that leads to one that leads on."""
    predicate = "<http://purl.org/dc/terms/isReplacedBy>"
    old = "<https://twin.example/person/lama-000000000000>"
    (now,) = sorted(value for subject, name, value in said if (subject, name) == (here.thing, predicate))[:1]
    return Mutant(said | {(old, predicate, here.thing), (old, predicate, now)}, old)


def undescribed(said: Triples, here: Place, constraint: Constraint, triples: Triples) -> Mutant:
    """Something of which nothing is said but that others lead to it."""
    return Mutant({triple for triple in said if triple[0] != here.thing}, here.thing)


def date(text: str) -> str:
    """A day as the graph writes it."""
    return f'"{text}"^^<{XSD}date>'


CHANGES: dict[tuple[str, bool], Change] = {
    ("minCount", True): lambda said, here, constraint, triples: without(said, here),
    ("maxCount", True): another,
    ("class", True): dangling,
    ("class", False): untyped,
    ("datatype", True): retyped,
    ("nodeKind", True): fixed('"x"'),
    ("pattern", False): renamed,
    ("pattern", True): fixed("<urn:wrong>"),
    ("minLength", True): fixed('""'),
    ("minInclusive", True): fixed(f'"-1"^^<{XSD}integer>'),
    ("maxInclusive", True): fixed(f'"1.01"^^<{XSD}decimal>'),
    ("in", True): fixed('"?"'),
    ("node", True): fixed(WRONG_DAY),
    ("or", True): dangling,
    ("disjoint", True): copied(LABEL[1:-1]),
    ("equals", True): lambda said, here, constraint, triples: without(said, here),
    ("languageIn", True): fixed('"a"@fr', '"b"@en'),
    ("uniqueLang", True): fixed('"a"@en', '"b"@en'),
    ("lessThan", True): fixed(f'"999999"^^<{XSD}integer>'),
    ("lessThanOrEquals", True): fixed(f'"999999"^^<{XSD}integer>'),
    ("closed", False): misspelt,
}
SPECIAL: dict[str, Change] = {
    "Article-issuedFrom:in": fixed('"telepon"'),
    "Assessment:or": with_values(assesses="", assessedName=""),
    "Dataset-uriSpace:pattern": fixed('"simpul"'),
    "Described-type:minCount": undescribed,
    "EndsAfterSeen:or": with_values(lastSeen=date("2025-01-01"), firstSeen=date("2020-01-01")),
    "EndsAfterStart:or": with_values(startDate=date("2024-12-31")),
    "InProvince:or": with_values(containedInPlace="", notation='"61.71"'),
    "Concept-broader:disjoint": copied("http://www.w3.org/2004/02/skos/core#narrower"),
    "Distribution-byteSize:or": fixed('"9"'),
    "InOrder:xone": with_values(broader="", topConceptOf=""),
    "Labelled:or": with_values(label='"lain"'),
    "MadeByBuild:or": with_values(triples="", wasGeneratedBy="<https://nowhere.example/build/000000000000>"),
    "MadeFromArticles:or": with_values(triples="", wasDerivedFrom=""),
    "PeriodInOrder:or": lambda said, here, constraint, triples: instead(
        said, here, date("2022-04-01"), predicate="<http://www.w3.org/ns/dcat#startDate>"
    ),
    "Province-notation:pattern": fixed('"61.71"'),
    "Reviewed-itemReviewed:equals": dangling,
    "Role:xone": lambda said, here, constraint, triples: said | {(here.thing, TYPE, f"<{PROPERTIES['Role']}>")},
    "Replaced:or": chained,
    "SeenInOrder:or": with_values(firstSeen=date("2024-03-01"), lastSeen=date("2024-02-29")),
    "Tenure-former:in": fixed(f'"false"^^<{XSD}boolean>'),
    "Tenure-post-postIn:equals": with_values(organization=f"<{BASE}organization/polres-malang@35.07>"),
    "Tenure-post-role:equals": with_values(role=f"<{BASE}role/menteri>"),
    "Territory-notation:pattern": fixed('"6171"'),
    "UnderOne:or": with_values(subOrganizationOf=f"<{BASE}organization/polres-malang@35.07>"),
}
