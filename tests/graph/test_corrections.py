from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import show
from kg.errors import InputError
from kg.graph.correctable import CORRECTABLE
from kg.graph.correcting import apply
from kg.graph.corrections import Corrections, corrections, for_article, mentioned
from kg.graph.decided import decision_quads, unfollowed
from kg.graph.iris import Iris, segment
from kg.graph.merges import merge_quads
from kg.graph.reference import Mentioned, mentioned_in, reference_quads
from kg.graph.store import open_store
from kg.graph.triples import quads
from kg.resolve.claims import claims
from kg.resolve.decisions import Decision, checked
from kg.resolve.follow import Followed, follow

BASE = "https://w3id.org/simpul/"
IRIS = Iris(BASE)
S, SK = rdflib.Namespace("https://w3id.org/simpul/ontology#"), rdflib.SKOS


class Built(NamedTuple):
    """A graph that was built with decisions: its lines by article, those of the end, and what could not be followed."""

    articles: dict[str, list[str]]
    shared: list[str]
    reports: list[str]
    followed: Followed

    @property
    def lines(self) -> list[str]:
        return sorted({line for lines in (*self.articles.values(), self.shared) for line in lines})

    def graph(self) -> rdflib.Graph:
        """The union."""
        return union(self.lines)


def union(lines: Iterable[str]) -> rdflib.Graph:
    """The triples of N-Quads lines."""
    return rdflib.Graph().parse(data="\n".join(f"{line[: line.rindex(' <')]} ." for line in lines), format="nt")


def build(sample: ModuleType, decisions: Sequence[Decision] = ()) -> Built:
    """What a build does with decisions."""
    readings = sample.readings()
    followed = follow(map(claims, readings), decisions, segment)
    wanted = corrections(decisions, IRIS, followed)
    found, articles = dict[str, str](), dict[str, list[str]]()
    for reading in readings:
        people = followed.identities.people[reading.document.id]
        own = for_article(wanted, claims(reading), people, sample.TERRITORIES, IRIS)
        written = quads(reading, followed.identities, sample.TERRITORIES, IRIS)
        applied = apply(written, Corrections.of(own.record()))
        assert applied == apply(written, wanted)
        found |= applied.found
        articles[reading.document.id] = applied.lines
    named = Mentioned.all([*map(mentioned_in, readings), mentioned(wanted, found)])
    reference = apply(reference_quads(named, sample.TERRITORIES, IRIS), wanted)
    found |= reference.found
    shared = [*reference.lines, *decision_quads(wanted, found, IRIS), *merge_quads(followed.identities, IRIS)]
    reports = [str(each) for each in (*followed.unfollowed, *unfollowed(wanted, found))]
    return Built(articles, shared, reports, followed)


def undescribed(graph: rdflib.Graph) -> set[str]:
    """What of ours something leads to, but nothing is said about."""
    return {
        str(value)
        for value in graph.objects(unique=True)
        if isinstance(value, rdflib.URIRef) and str(value).startswith(BASE) and "ontology" not in value
        if (value, None, None) not in graph
    }


def facts(built: Built) -> dict[str, list[str]]:
    """The paths of the facts of each kind, and of people, bodies, territories and posts."""
    kinds = (*CORRECTABLE, "person", "organization", "territory", "post")
    subjects = {line.split(" ", 1)[0][1 + len(BASE) : -1] for lines in built.articles.values() for line in lines}
    return {kind: sorted(subject for subject in subjects if subject.startswith(f"{kind}/")) for kind in kinds}


def one(built: Built, pattern: str) -> str:
    """The path of the subject whose lines have the pattern."""
    (found,) = {line[1 + len(BASE) :].split(">", 1)[0] for line in built.lines if re.search(pattern, line)}
    return found


def test_without_decisions_nothing_changes_but_the_merges(sample: ModuleType) -> None:
    built = build(sample)
    plain = {line for chunk in sample.chunks(sample.readings()) for line in chunk}
    told = f"<{IRIS.resolution}> ."
    assert {line for line in plain if not line.endswith(told)} == {line for line in built.lines if not line.endswith(told)}
    assert undescribed(built.graph()) == set()


@pytest.mark.parametrize("kind", CORRECTABLE)
def test_a_dropped_fact_leaves_nothing_behind(sample: ModuleType, kind: str) -> None:
    for path in facts(build(sample))[kind]:
        built = build(sample, [Decision("drop", path, who="Rina", why="wrong")])
        assert built.reports == []
        assert not any(f"{path}>" in line for line in built.lines)
        graph = built.graph()
        assert undescribed(graph) == set()
        orphans = {
            str(node)
            for type_, lead in (("SpecificResource", "hasTarget"), ("TextPositionSelector", "hasSelector"))
            for node in graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"http://www.w3.org/ns/oa#{type_}"))
            if (None, rdflib.URIRef(f"http://www.w3.org/ns/oa#{lead}"), node) not in graph
        }
        assert orphans == set()
        assert all((None, S.post, post) in graph for post in graph.subjects(rdflib.RDF.type, rdflib.ORG.Post))


def test_everything_dropped_at_once_leaves_people_bodies_and_territories(sample: ModuleType) -> None:
    before = build(sample)
    every = [Decision("drop", path) for kind in CORRECTABLE for path in facts(before)[kind]]
    after = build(sample, every)
    kept = facts(after)
    assert [kept[kind] for kind in (*CORRECTABLE, "post")] == [[], [], [], [], []]
    assert [kept[kind] for kind in ("person", "organization")] == [facts(before)[kind] for kind in ("person", "organization")]
    assert undescribed(after.graph()) == set()
    assert set(after.articles["a-001"]) < set(before.articles["a-001"])


def test_what_others_of_the_article_use_stays(sample: ModuleType) -> None:
    """A post that two tenures name, and words that stand for two things."""
    before = build(sample)
    tenures = facts(before)["tenure"]
    for path in tenures:
        graph = build(sample, [Decision("drop", path)]).graph()
        posts = {str(post) for post in graph.objects(None, S.post)}
        assert posts == {str(post) for post in graph.subjects(rdflib.RDF.type, rdflib.ORG.Post)}
        assert len(set(graph.subjects(rdflib.RDF.type, rdflib.ORG.Membership))) == len(tenures) - 1


VALUES = [
    ("tenure", "simpul:acting", "Plt", '"Plt"'),
    ("tenure", "former", "true", '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
    ("event", "sem:eventType", "rapat", f"<{BASE}event-type/rapat>"),
    ("event", "skos:prefLabel", 'Rapat "besar" <x>', '"Rapat \\"besar\\" <x>"'),
    ("event", "sem:hasTimeStamp", "2018-06", '"2018-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
    ("event", "hasPlace", "territory/35.73", f"<{BASE}territory/35.73>"),
    ("event", "sem:hasPlace", "35.73", f"<{BASE}territory/35.73>"),
    ("event", "simpul:venue", "Aula\nLama", '"Aula\\nLama"'),
    ("assessment", "schema:ratingValue", "=1+1", '"=1+1"'),
    ("assessment", "https://schema.org/reviewAspect", "opini", '"opini"'),
    ("assessment", "dcterms:date", "2020", '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
    ("assessment", "simpul:assessedName", "OPD", '"OPD"'),
    ("assessment", "simpul:assesses", "territory/61", f"<{BASE}territory/61>"),
    ("assessment", "schema:author", "organization/ikatan-bidan-kalbar", f"<{BASE}organization/ikatan-bidan-kalbar>"),
]


@pytest.mark.parametrize(("kind", "term", "value", "written"), VALUES, ids=lambda value: str(value)[:20])
def test_a_corrected_value_is_a_persons_and_no_longer_the_articles(
    sample: ModuleType, kind: str, term: str, value: str, written: str
) -> None:
    for path in facts(build(sample))[kind]:
        decision = checked(Decision("correct", path, value, term, "Rina", "2026-11-22", "seen in the decree"), BASE)
        built = build(sample, [decision])
        assert built.reports == []
        local = re.split(r"[:/]", term)[-1]
        lines = [line for line in built.lines if line.startswith(f"<{BASE}{path}> ") and re.search(rf"[/#]{local}> ", line)]
        assert [line.split(" ", 2)[2] for line in lines] == [f"{written} <{IRIS.decisions}> ."]
        graph = built.graph()
        assert undescribed(graph) == set()
        (node,) = graph.subjects(rdflib.RDF.type, S.Decision)
        assert graph.value(node, S.about) == rdflib.URIRef(BASE + path)
        told = [str(graph.value(node, term)) for term in (S.decidedBy, rdflib.DCTERMS.date, S.reason)]
        assert told == ["Rina", "2026-11-22", "seen in the decree"]


def test_another_speaker(sample: ModuleType) -> None:
    before = build(sample)
    path, person = facts(before)["statement"][0], one(before, 'prefLabel> "Bagus Harimurti"')
    built = build(sample, [Decision("correct", path, person, "schema:creator")])
    graph = built.graph()
    assert list(graph.objects(rdflib.URIRef(BASE + path), rdflib.SDO.creator)) == [rdflib.URIRef(BASE + person)]
    assert (built.reports, undescribed(graph)) == ([], set())


@pytest.mark.parametrize("kind", ["person", "organization", "post"])
def test_a_new_name_is_the_one_label_and_the_old_one_is_kept(sample: ModuleType, kind: str) -> None:
    for path in facts(build(sample))[kind]:
        node = rdflib.URIRef(BASE + path)
        old = build(sample).graph().value(node, SK.prefLabel)
        built = build(sample, [Decision("rename", path, "Nama Baru")])
        graph = built.graph()
        assert [str(label) for label in graph.objects(node, SK.prefLabel)] == ["Nama Baru"]
        assert old in {*graph.objects(node, SK.altLabel), *graph.objects(node, rdflib.FOAF.name)}
        assert "Nama Baru" not in {str(name) for name in graph.objects(node, SK.altLabel)}
        assert built.reports == []


def test_an_alternative_name_as_the_label(sample: ModuleType) -> None:
    built = build(sample, [Decision("rename", "organization/ombudsman-republik-indonesia", "Ombudsman RI")])
    graph, node = built.graph(), rdflib.URIRef(f"{BASE}organization/ombudsman-republik-indonesia")
    assert [str(label) for label in graph.objects(node, SK.prefLabel)] == ["Ombudsman RI"]
    assert "Ombudsman RI" not in {str(name) for name in graph.objects(node, SK.altLabel)}


@pytest.mark.parametrize(
    ("path", "term", "property_"),
    [
        ("organization/ombudsman-republik-indonesia", "", rdflib.OWL.sameAs),
        ("territory/61", "owl:sameAs", rdflib.OWL.sameAs),
        ("territory/61", "skos:exactMatch", SK.exactMatch),
    ],
)
def test_links(sample: ModuleType, path: str, term: str, property_: rdflib.URIRef) -> None:
    built = build(sample, [Decision("link", path, "https://www.wikidata.org/entity/Q1", term)])
    assert built.reports == []
    linked = set(built.graph().objects(rdflib.URIRef(BASE + path), property_))
    known = set(build(sample).graph().objects(rdflib.URIRef(BASE + path), property_))
    assert linked - known == {rdflib.URIRef("https://www.wikidata.org/entity/Q1")} and linked >= known


def test_a_link_that_the_tables_have_too_is_there_once(sample: ModuleType) -> None:
    geonames = "https://sws.geonames.org/1641900/"
    built = build(sample, [Decision("link", "territory/61", geonames, "owl:sameAs")])
    assert built.reports == []
    assert list(built.graph().objects(rdflib.URIRef(BASE + "territory/61"), rdflib.OWL.sameAs)) == [rdflib.URIRef(geonames)]


def test_an_article_has_only_the_corrections_that_touch_it(sample: ModuleType) -> None:
    built = build(sample)
    every = [Decision("drop", path) for kind in CORRECTABLE for path in facts(built)[kind]]
    wanted = corrections(every, IRIS, built.followed)
    counts = []
    for reading in sample.readings():
        people = built.followed.identities.people[reading.document.id]
        counts.append(len(for_article(wanted, claims(reading), people, sample.TERRITORIES, IRIS).changes))
    in_two_articles = 1
    assert sum(counts) == len(every) + in_two_articles and min(counts) > 0
    assert Corrections().record() == "" and Corrections.of("") == Corrections()


def test_a_decision_on_an_old_id_reaches_the_person(sample: ModuleType) -> None:
    jokos = sorted(person.id for person in build(sample).followed.identities.persons if person.label == "Joko")
    joined = Decision("same", *(f"person/{each}" for each in jokos))
    (person,) = (person for person in build(sample, [joined]).followed.identities.persons if person.label == "Joko")
    old, node = f"person/{person.others[0]}", rdflib.URIRef(f"{BASE}person/{person.id}")
    others = [Decision("link", old, "https://www.wikidata.org/entity/Q1"), Decision("rename", old, "Nama Baru")]
    built = build(sample, [joined, *others])
    assert built.reports == []
    assert len(list(built.graph().objects(node, rdflib.OWL.sameAs))) == 1
    assert [str(label) for label in built.graph().objects(node, SK.prefLabel)] == ["Nama Baru"]


def test_a_tenure_is_dropped_also_after_its_holder_got_another_id(sample: ModuleType) -> None:
    """The IRI of a tenure has that of the person in it: who is joined with somebody else later must not bring it back."""
    before = build(sample)
    jokos = sorted(person.id for person in before.followed.identities.persons if person.label == "Joko")
    head = next(person for person in before.followed.identities.persons if person.label == "Bagus Harimurti")
    (path,) = {
        line[1 + len(BASE) :].split(">", 1)[0]
        for line in before.lines
        if "/tenure/" in line.split(" ")[0] and f"member> <{BASE}person/{head.id}>" in line
    }
    for other in jokos:
        joined = Decision("same", f"person/{head.id}", f"person/{other}")
        assert one(build(sample, [joined]), 'acting> "Pj"')
        built = build(sample, [joined, Decision("drop", path), Decision("drop", "tenure/000000000000")])
        assert not any('acting> "Pj"' in line for line in built.lines)
        assert built.reports == ["nothing in the graph has the IRI tenure/000000000000"]
        assert undescribed(built.graph()) == set()


@pytest.mark.parametrize(
    ("decision", "report"),
    [
        (Decision("drop", "event/no/such-1", place="d.csv:2"), "d.csv:2: nothing in the graph has the IRI event/no/such-1"),
        (Decision("link", "person/no-1", "https://a.id/x"), "nobody in the graph has the id person/no-1"),
        (Decision("rename", "person/no-1", "X"), "nobody in the graph has the id person/no-1"),
        (Decision("rename", "organization/no", "X"), "nothing in the graph has the IRI organization/no"),
        (
            Decision("correct", "statement/a-001/192", "person/no-1", "schema:creator"),
            "nobody and nothing in the graph is person/no-1",
        ),
        (Decision("drop", "statement/a-001/192", "", "schema:creator"), ""),
    ],
)
def test_what_finds_no_subject_is_reported_and_not_in_the_graph(sample: ModuleType, decision: Decision, report: str) -> None:
    path = facts(build(sample))["statement"][0]
    subject = decision.subject.replace("statement/a-001/192", path)
    built = build(sample, [Decision(decision.kind, subject, decision.value, decision.term, place=decision.place)])
    assert set(built.reports) == ({report} if report else set())
    assert any("ontology#Decision>" in line for line in built.lines) == (not report)
    assert undescribed(built.graph()) == set()


def test_a_value_that_is_not_there_cannot_be_taken_away(sample: ModuleType) -> None:
    events = facts(build(sample))["event"]
    reports = [build(sample, [Decision("drop", path, "", "simpul:venue")]).reports for path in events]
    assert sorted(reports) == sorted([[] if "a-001" in path else [f"{path} has no simpul:venue"] for path in events])


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (
            ("correct", "event/a/b-1", "x", "schema:ratingValue"),
            "expected one of sem:eventType, skos:prefLabel, sem:hasTimeSta",
        ),
        (("correct", "statement/a/1", "x", "schema:text"), "property 'schema:text': expected one of schema:creator"),
        (("correct", "event/a/b-1", "yesterday", "sem:hasTimeStamp"), "expected a date, like 2018, 2018-06 or 2018-06-28"),
        (("correct", "event/a/b-1", "pesta", "sem:eventType"), "expected one of pelantikan, rapat"),
        (("correct", "event/a/b-1", "99.99", "sem:hasPlace"), "expected a territory, like territory/61.71"),
        (("correct", "tenure/a", "no", "simpul:former"), "expected true"),
        (("correct", "tenure/a", "Wakil", "simpul:acting"), "expected Plt or Plh or Pj or Pjs"),
        (("correct", "statement/a/1", "organization/x", "schema:creator"), "expected a person"),
        (("correct", "assessment/a/1-0", "organization/x> <http://e/", "schema:author"), "expected a body"),
        (("link", "person/a-1", "https://a.id/x", "rdf:type"), "expected one of owl:sameAs, skos:exactMatch"),
    ],
)
def test_what_cannot_be_corrected_is_an_error(decision: tuple[str, ...], message: str) -> None:
    kind, subject, value, term = decision
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        corrections([Decision(kind, subject, value, term, place="d.csv:7")], IRIS)
    assert str(caught.value).startswith("d.csv:7: ")


def test_every_property_that_can_be_corrected_is_one_that_facts_have(sample: ModuleType) -> None:
    lines = build(sample).lines
    for kind, allowed in CORRECTABLE.items():
        for term in allowed:
            assert any(line.startswith(f"<{BASE}{kind}/") and f" <{term}> " in line for line in lines), term


HOSTILE = st.text(st.characters(codec=None), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_of_a_decision_breaks_a_line(value: str, who: str, why: str) -> None:
    decisions = [
        Decision("correct", "assessment/a/1-0", value, "schema:ratingValue", who, "", why),
        Decision("rename", "person/a-1", value, who=who, why=why),
    ]
    wanted = corrections(decisions, IRIS)
    lines = decision_quads(wanted, {change.subject: change.subject for change in wanted.changes}, IRIS)
    graph = union(lines)
    assert len(graph) == len(lines) == len(set(lines))
    assert all("\n" not in line for line in lines)


def test_the_same_decisions_give_the_same_lines(sample: ModuleType) -> None:
    path = facts(build(sample))["assessment"][0]
    decisions = [
        Decision("correct", path, "A", "schema:ratingValue"),
        Decision("rename", "organization/ikatan-bidan-kalbar", "I"),
    ]
    assert build(sample, decisions).lines == build(sample, decisions[::-1]).lines
    assert build(sample, [*decisions, *decisions]).lines == build(sample, decisions).lines


def merged(lines: Iterable[str]) -> list[str]:
    return [line for line in lines if line.endswith(f"<{IRIS.resolution}> .")]


def test_merges_tell_their_reasons_and_where_older_ids_lead(sample: ModuleType) -> None:
    before = build(sample)
    one_, other = sorted(person.id for person in before.followed.identities.persons if person.label == "Joko")
    built = build(sample, [Decision("same", f"person/{one_}", f"person/{other}", who="Rina", why="one man")])
    graph = built.graph()
    judgement = rdflib.URIRef(IRIS.judgement(one_, other))
    assert {str(each) for each in graph.objects(judgement, S.joins)} == {f"{BASE}person/{one_}", f"{BASE}person/{other}"}
    assert [str(each) for each in graph.objects(judgement, S.reason)] == ["decision +100.0: decided by Rina: one man"]
    assert str(graph.value(judgement, S.score)) == "100"
    left = set(graph.subjects(rdflib.RDF.type, rdflib.FOAF.Person))
    replaced = dict(graph.subject_objects(rdflib.DCTERMS.isReplacedBy))
    assert {rdflib.URIRef(f"{BASE}person/{each}") for each in (one_, other)} <= left | replaced.keys()
    assert set(replaced.values()) <= left and not replaced.keys() & left
    assert undescribed(graph) == set()
    assert merged(built.lines) == sorted(set(merged(built.lines)))


def test_merges_and_older_ids_are_shown(sample: ModuleType, tmp_path: Path) -> None:
    one_, other = sorted(person.id for person in build(sample).followed.identities.persons if person.label == "Joko")
    built = build(sample, [Decision("same", f"person/{one_}", f"person/{other}", who="Rina", why="one man")])
    (tmp_path / "g.nq").write_text("\n".join(built.lines) + "\n", encoding="utf-8")
    store = open_store(tmp_path / "g.nq")
    (joko,) = show.find(store, "Joko")
    assert {tuple(show.find(store, f"{BASE}person/{each}")) for each in (one_, other)} == {(joko,)}
    (merge,) = show.joined_of(store, joko)
    assert (merge.score, merge.reasons) == (100.0, ("decision +100.0: decided by Rina: one man",))
    told = show.text(joko, show.describe(store, joko), [merge])
    assert f"one person (+100.0 bits): {one_} and {other}\n    decision +100.0: decided by Rina: one man" in told
    assert json.loads(json.dumps(show.record(joko, [], [merge])))["merges"][0]["score"] == 100.0
