"""The page on the ontology: diagrams of the classes, own terms, and how the graph uses standard ones, from kg/data/*.ttl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import split_uri

DATA = Path(__file__).resolve().parent.parent / "kg" / "data"
OWN = "https://w3id.org/simpul/ontology#"
SCHEMA = "https://schema.org/"
FILES = ("ontology", "alignment", "profile")
DOMAINS = (RDFS.domain, URIRef(f"{SCHEMA}domainIncludes"))
RANGES = (URIRef(f"{SCHEMA}rangeIncludes"), RDFS.range)
RELATIONS = {
    RDFS.subClassOf: "below",
    RDFS.subPropertyOf: "below",
    SKOS.closeMatch: "close to",
    SKOS.relatedMatch: "has to do with",
    RDFS.seeAlso: "see",
}
DIAGRAMS = {
    "Who holds which post": "TB foaf:Person org:Membership org:Post org:Organization org:OrganizationalUnit simpul:Territory",
    "What happens, what is assessed and what is said": "LR sem:Event schema:Rating schema:Quotation",
    "What facts rest on": "TB schema:NewsArticle oa:Annotation oa:SpecificResource "
    "oa:TextPositionSelector oa:TextQuoteSelector",
    "Concepts and decisions": "TB skos:Concept skos:ConceptScheme simpul:Decision simpul:Judgement",
    "The data set and how it was made": "LR dcat:Dataset void:Dataset dcat:Distribution dcterms:PeriodOfTime "
    "dcterms:RightsStatement prov:Activity prov:Collection prov:SoftwareAgent",
}
"""The direction and the classes of each diagram; those that they lead to are drawn without what they have themselves."""
UNDRAWN = {"simpul:about", "oa:hasBody", "dcterms:isReplacedBy", "prov:wasDerivedFrom"}
"""Properties that lead from or to nearly everything; their lines would hide the others."""
HEAD = "---\nconfig:\n  class:\n    hideEmptyMembersBox: true\n---\nclassDiagram\ndirection"


class Page:
    """The ontology and the profile together, and what the page says of them."""

    def __init__(self, folder: Path = DATA) -> None:
        self.ontology = Graph().parse(folder / "ontology.ttl")
        self.profile = Graph().parse(folder / "profile.ttl")
        self.graph = self.ontology + self.profile
        self.prefixes = {str(iri): prefix for graph in (self.ontology, self.profile) for prefix, iri in graph.namespaces()}

    def text(self) -> str:
        """The whole page."""
        own = [term for term in self.subjects(OWL.Class) if term.startswith(OWN)]
        diagrams = chain.from_iterable(self.diagram(*each) for each in DIAGRAMS.items())
        parts = [INTRODUCTION, *self.files(), MORE, "## Diagrams\n", DRAWN, *diagrams]
        parts += ["## Own classes\n", *map(self.own, own)]
        parts += ["## Own properties\n", OF, *map(self.own, self.own_properties())]
        parts += ["## Profile: what each class has\n", PROFILE, *map(self.of_class, self.classes())]
        return "\n".join(parts)

    def files(self) -> Iterator[str]:
        """A table of the files that hold the model."""
        yield "| file | IRI | what is in it |\n| --- | --- | --- |"
        for name in FILES:
            graph = Graph().parse(DATA / f"{name}.ttl")
            node = next(graph.subjects(RDF.type, OWL.Ontology))
            titles = {text.language: text for text in graph.objects(node, DCTERMS.title)}
            yield f"| `kg/data/{name}.ttl` | `{node}` | {titles['en']} *{titles['id']}* |"

    def subjects(self, type_: URIRef) -> list[URIRef]:
        return sorted(set(self.graph.subjects(RDF.type, type_)), key=self.name)

    def own_properties(self) -> list[URIRef]:
        return [term for term in self.properties() if term.startswith(OWN)]

    def properties(self) -> list[URIRef]:
        """Every property that the graph uses, own ones first."""
        found = {term for relation in DOMAINS for term in self.graph.subjects(relation)}
        return sorted(found, key=lambda term: (not term.startswith(OWN), self.name(term)))

    def classes(self) -> list[URIRef]:
        """Every class that the graph uses, in the order of the diagrams."""
        names = " ".join(DIAGRAMS.values()).split()
        found = {term for relation in DOMAINS for term in self.graph.objects(None, relation)}
        return sorted(found, key=lambda term: names.index(self.name(term)))

    def name(self, term: URIRef) -> str:
        """A term with its prefix."""
        start, local = split_uri(term)
        return f"{self.prefixes[start]}:{local}"

    def named(self, subject: URIRef, relations: Iterable[URIRef]) -> list[str]:
        return sorted({self.name(term) for relation in relations for term in self.graph.objects(subject, relation)})

    def domains(self, term: URIRef) -> list[str]:
        return self.named(term, DOMAINS)

    def ranges(self, term: URIRef) -> list[str]:
        """The classes or datatypes that values have: what the profile names goes before what the ontology says."""
        return self.named(term, RANGES[:1]) or self.named(term, RANGES[1:])

    def said(self, term: URIRef, relation: URIRef, language: str) -> str:
        """What is said of a term in a language."""
        return next((str(text) for text in self.graph.objects(term, relation) if text.language == language), "")

    def own(self, term: URIRef) -> str:
        """The section of a term of ours."""
        label = f"### {self.name(term)}\n\n*{self.said(term, RDFS.label, 'en')}* · *{self.said(term, RDFS.label, 'id')}*\n"
        lines = [f"- {self.said(term, RDFS.comment, language)}" for language in ("en", "id")]
        values = (("of", self.domains(term)), ("values", self.ranges(term)))
        lines += [f"- {word}: {listed(names)}" for word, names in values if names]
        for relation, words in RELATIONS.items():
            names = sorted(self.name(each) for each in self.ontology.objects(term, relation))
            lines += [f"- {words}: {listed(names)}"] if names else []
        return "\n".join([label, *lines, ""])

    def of_class(self, term: URIRef) -> str:
        """The section of a class: what it is used for, and its properties."""
        notes = SKOS.scopeNote if self.said(term, SKOS.scopeNote, "en") else RDFS.comment
        rows = [f"| `{self.name(each)}` | {self.shown(each)} | {self.note(each)} |" for each in self.of(term)]
        table = "\n".join(["| property | values | |", "| --- | --- | --- |", *rows])
        return f"### {self.name(term)}\n\n{self.said(term, notes, 'en')}\n*{self.said(term, notes, 'id')}*\n\n{table}\n"

    def of(self, term: URIRef) -> Iterator[URIRef]:
        """The properties of a class."""
        return (each for each in self.properties() if self.name(term) in self.domains(each))

    def shown(self, term: URIRef) -> str:
        """What values a property has, for a table."""
        return listed(self.ranges(term)) or "an IRI"

    def note(self, term: URIRef) -> str:
        notes = SKOS.scopeNote if self.said(term, SKOS.scopeNote, "en") else RDFS.comment
        return " ".join(f"{mark}{self.said(term, notes, language)}{mark}" for language, mark in (("en", ""), ("id", "*")))

    def diagram(self, title: str, names: str) -> Iterator[str]:
        """A diagram of some classes: boxes with what has a value, and lines to other classes."""
        direction, *drawn = names.split()
        yield f"### {title}\n\n```mermaid\n{HEAD} {direction}"
        lines = [line for name in drawn for line in self.lines(name)]
        reached = {word for line in lines for word in line.split() if word.startswith("c_")} | {key(name) for name in drawn}
        for name in sorted({self.name(term) for term in self.classes()}.difference(drawn), key=key):
            if key(name) in reached:
                yield f'class {key(name)}["{name}"]'
        for name in drawn:
            values = [f"  {property_} {kind}" for property_, kind in self.values(name)]
            yield "\n".join([f'class {key(name)}["{name}"] {{', *values, "}"]) if values else f'class {key(name)}["{name}"]'
        yield "\n".join([*lines, "```\n"])

    def values(self, name: str) -> Iterator[tuple[str, str]]:
        """The properties of a class that have no class as value, with the kind of their value."""
        for term in self.of(self.term(name)):
            kinds = [kind.rpartition(":")[2] for kind in self.ranges(term) if kind.startswith(("xsd:", "rdf:", "rdfs:"))]
            if kinds or not self.ranges(term):
                yield self.name(term), "date" if len(kinds) > 1 else (kinds or ["IRI"])[0]

    def lines(self, name: str) -> Iterator[str]:
        """The lines that go out from a class; properties between the same two classes share one."""
        for parent in self.named(self.term(name), [RDFS.subClassOf]):
            if self.term(parent) in set(self.classes()):
                yield f"{key(parent)} <|-- {key(name)}"
        leading: dict[str, list[str]] = {}
        for term in self.of(self.term(name)):
            for value in self.ranges(term):
                if self.name(term) not in UNDRAWN and not value.startswith(("xsd:", "rdf:", "rdfs:")):
                    leading.setdefault(value, []).append(self.name(term).partition(":")[2])
        for value, properties in sorted(leading.items()):
            yield f"{key(name)} --> {key(value)} : {', '.join(properties)}"

    def term(self, name: str) -> URIRef:
        """The term with this name."""
        prefix, _, local = name.partition(":")
        return URIRef(next(iri for iri, known in self.prefixes.items() if known == prefix) + local)


def key(name: str) -> str:
    """A name that Mermaid takes for a box."""
    return f"c_{name.replace(':', '_')}"


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


INTRODUCTION = """\
The model of the graph in one place. It stands in three files of the package, all in OWL 2 RL (a test checks), with labels
and comments in English and Indonesian.
"""
MORE = """
What [follows](reasoning.md) from a graph by the first two is published by `kg build --reason`; from the third nothing follows.
[graph.md](graph.md) tells what the IRIs of things look like, and what stands in which named graph.
"""
DRAWN = """\
A box is a class with the properties that have a value; a line is a property that leads to another thing. Not drawn, because
they lead from or to nearly everything: `prov:wasDerivedFrom` (every tenure, event, assessment and statement to its articles),
`oa:hasBody` (a mention to what it stands for), `simpul:about` (a decision to what it is about) and `dcterms:isReplacedBy`. What
an `org:Organization` has, an `org:OrganizationalUnit` can have too.
"""
OF = """\
*of* are the classes that have the property, *values* the classes or datatypes of its values. *below* names a standard term
of which everything holds as well; *close to* and *has to do with* name terms from which nothing follows.
"""
PROFILE = """Standard terms and own ones, with the values that the graph gives them. A property of two classes stands at both.
"""
