"""An invented graph for map and timeline: officials in Jakarta and Papua Selatan, many events, some with odd dates."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.vocabulary import FOAF, ORG, RDF, SCHEMA, SEM, SIMPUL, SKOS

BASE = "https://w3id.org/simpul/"
AREAS = {
    "31": "Provinsi DKI Jakarta",
    "93": "Provinsi Papua Selatan",
    "93.01": "Kabupaten Merauke",
    "51": "Provinsi Bali",
}
OFFICIALS = {"Ani Jayakarta": "31", "Budi Jayakarta": "31", "Cahya Merauke": "93.01"}
MONTHS = [f"{2019 + month // 12}-{month % 12 + 1:02}" for month in range(40)]
"""January 2019 to April 2022."""
EVENTS = 210
"""So many events in Merauke, one after the other in each month; every seventieth with an official."""
ODD_DATES = {"kongres lama": "1945-08-17", "acara kapan-kapan": "", "acara <b>kemarin</b>": "<b>kemarin</b>"}


def node(name: str) -> NamedNode:
    return NamedNode(BASE + name)


def places_store() -> Store:
    """The graph as a store."""
    store = Store()
    for code, name in AREAS.items():
        say(store, f"territory/{code}", RDF.type, NamedNode(SIMPUL.Territory))
        say(store, f"territory/{code}", SKOS.prefLabel, Literal(name))
        say(store, f"territory/{code}", SKOS.notation, Literal(code))
    say(store, "territory/93.01", SCHEMA.containedInPlace, node("territory/93"))
    for number, (name, code) in enumerate(OFFICIALS.items()):
        add_official(store, number, name, code)
    for number in range(EVENTS):
        kind = "rapat" if number % 2 else "kunjungan"
        add_event(store, number, f"{kind} {number:03}", kind, MONTHS[number % len(MONTHS)], "93.01")
        if number % 70 == 0:
            say(store, f"event/{number:03}", SIMPUL.attendee, node("person/2"))
    for number, (name, date) in enumerate(ODD_DATES.items(), EVENTS):
        add_event(store, number, name, "upacara", date, "31")
    return store


def say(store: Store, subject: str, predicate: str, value: NamedNode | Literal) -> None:
    store.add(Quad(node(subject), NamedNode(predicate), value, node("graph/test")))


def add_official(store: Store, number: int, name: str, code: str) -> None:
    say(store, f"person/{number}", RDF.type, NamedNode(FOAF.Person))
    say(store, f"person/{number}", SKOS.prefLabel, Literal(name))
    say(store, f"tenure/{number}", RDF.type, NamedNode(ORG.Membership))
    say(store, f"tenure/{number}", ORG.member, node(f"person/{number}"))
    say(store, f"tenure/{number}", SIMPUL.post, node(f"post/{number}"))
    say(store, f"post/{number}", SIMPUL.jurisdiction, node(f"territory/{code}"))


def add_event(store: Store, number: int, name: str, kind: str, date: str, code: str) -> None:
    event = f"event/{number:03}"
    say(store, event, RDF.type, NamedNode(SEM.Event))
    say(store, event, SKOS.prefLabel, Literal(name))
    say(store, event, SEM.eventType, node(f"concept/{kind}"))
    say(store, f"concept/{kind}", SKOS.prefLabel, Literal(kind))
    say(store, event, SEM.hasPlace, node(f"territory/{code}"))
    if date:
        say(store, event, SEM.hasTimeStamp, Literal(date))
