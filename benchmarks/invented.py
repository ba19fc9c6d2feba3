"""An invented network of a given size, as `kg.graph.network.build` yields it: real territories, invented people.

Provinces and regencies are Indonesia's, bodies have the names that offices have, people and venues have names made of
syllables, sentences are made of common words around the names. The same size gives the same network, whatever the hash seed.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx
from invented_articles import Newsroom

from kg.graph.iris import DEFAULT_BASE, named
from kg.graph.network import EDGES, KINDS, Edge, Post, Quote
from kg.graph.network import _relation_words as relation_words
from kg.graph.passages import by_date

if TYPE_CHECKING:
    from kg.graph.network import Network

OFFICES = {
    "Dinas Kesehatan": "Dinkes",
    "Dinas Pendidikan dan Kebudayaan": "Disdikbud",
    "Dinas Pekerjaan Umum dan Penataan Ruang": "Dinas PUPR",
    "Badan Perencanaan Pembangunan Daerah": "Bappeda",
    "Dinas Sosial": "Dinsos",
    "Dinas Perhubungan": "Dishub",
    "Dinas Komunikasi dan Informatika": "Diskominfo",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia": "BKPSDM",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu": "DPMPTSP",
    "Inspektorat": "",
    "Dewan Perwakilan Rakyat Daerah": "DPRD",
    "Badan Penanggulangan Bencana Daerah": "BPBD",
    "Dinas Lingkungan Hidup": "DLH",
    "Dinas Pertanian": "Distan",
    "Satuan Polisi Pamong Praja": "Satpol PP",
    "Dinas Kependudukan dan Pencatatan Sipil": "Disdukcapil",
    "Dinas Perpustakaan dan Kearsipan": "",
    "Dinas Pemuda dan Olahraga": "Dispora",
    "Badan Pendapatan Daerah": "Bapenda",
    "Sekretariat Daerah": "Setda",
}
NATIONAL = (
    "Ombudsman Republik Indonesia",
    "Badan Pemeriksa Keuangan",
    "Kementerian Dalam Negeri",
    "Komisi Pemberantasan Korupsi",
    "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
)
HEADS = {"provinsi": "Gubernur", "kabupaten": "Bupati", "kota": "Wali Kota"}
SHORT = {"provinsi": "Pemprov", "kabupaten": "Pemkab", "kota": "Pemkot"}
POSTS = ("Kepala", "Sekretaris", "Kepala Bidang Perencanaan", "Kepala Subbagian Umum", "Kepala Bidang Pembinaan", "Anggota")
EVENTS = {
    "pelantikan": "Kepala {body}",
    "kunjungan": "kerja ke {body}",
    "peresmian": "gedung {body}",
    "rapat": "koordinasi {body}",
    "penghargaan": "kepada {body}",
    "penyerahan": "bantuan {body}",
    "peringatan": "hari jadi {place}",
    "penandatanganan": "kerja sama {body}",
}
MEASURES = (
    "Nilai SAKIP",
    "Indeks Reformasi Birokrasi",
    "Opini laporan keuangan",
    "Indeks Pelayanan Publik",
    "Survei Penilaian Integritas",
)
VALUES = ("A", "BB", "B", "CC", "C", "WTP", "WDP", "78,4", "81,2", "64,9")
_SHARES = {"territory": 0.12, "organization": 0.14, "event": 0.27, "assessment": 0.09}


class Place(NamedTuple):
    """A province, kabupaten or kota."""

    code: str
    kind: str
    name: str
    full: str
    parent: str

    @property
    def iri(self) -> str:
        return f"{DEFAULT_BASE}territory/{self.code}"


class Invention:
    """The network of so many nodes, two edges a node, grown place by place."""

    def __init__(self, nodes: int, seed: int = 1) -> None:
        self.pick = Random(seed)
        self.size = nodes
        self.news = Newsroom(self.pick)
        self.verbs = relation_words()
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[tuple[str, str, str], Edge] = {}
        self.places = places(self.pick, min(552, max(6, int(nodes * _SHARES["territory"]))))
        self.weights = [1 / (rank + 3) ** 0.6 for rank in range(len(self.places))]
        self.bodies: dict[str, list[str]] = {place.code: [] for place in self.places}
        self.people: dict[str, list[str]] = {place.code: [] for place in self.places}

    def grown(self) -> Network:
        self._add_places()
        self._add_bodies(int(self.size * _SHARES["organization"]))
        rest = self.size - len(self.nodes) - sum(int(self.size * _SHARES[kind]) for kind in ("event", "assessment"))
        for _ in range(rest):
            self._add_person()
        for _ in range(int(self.size * _SHARES["assessment"])):
            self._add_assessment()
        for _ in range(self.size - len(self.nodes)):
            self._add_event()
        self._fill_up()
        return self._network()

    def _add_node(self, iri: str, kind: str, label: str, aliases: tuple[str, ...] = (), **details: str) -> str:
        self.nodes[iri] = {"kind": kind, "label": label, "aliases": aliases, "details": details}
        return iri

    def _label(self, iri: str) -> str:
        return str(self.nodes[iri]["label"])

    def _join(self, relation: str, source: str, target: str, label: str = "", label_en: str = "") -> Edge:
        if not label:
            happening = target if EDGES[relation].reversed else source
            kind = self.nodes[happening]["details"].get("type", "")
            label, label_en = self.verbs.get((relation, kind)) or self.verbs[relation, ""]
        edge = Edge("", source, target, relation, label, label_en or label)
        return self.edges.setdefault((source, target, f"{relation}: {label}"), edge)

    def _add_places(self) -> None:
        for place in self.places:
            self._add_node(place.iri, "territory", place.full, (place.name,), code=place.code)
        for place in self.places:
            if place.parent:
                self._join("province", place.iri, f"{DEFAULT_BASE}territory/{place.parent}")

    def _add_bodies(self, count: int) -> None:
        for name in NATIONAL:
            self._add_node(f"{DEFAULT_BASE}organization/{named(name)}", "organization", name)
        wanted = [(place, office) for office in ("Pemerintah", *OFFICES) for place in self.places]
        for place, office in wanted[: count - len(NATIONAL)]:
            name, short = f"{office} {place.full}", OFFICES.get(office, SHORT[place.kind])
            iri = f"{DEFAULT_BASE}organization/{named(name)}"
            self._add_node(iri, "organization", name, (f"{short} {place.name}",) if short else ())
            self.bodies[place.code].append(iri)
            self._join("jurisdiction", iri, place.iri)

    def _add_person(self) -> None:
        place, name = self._place(), self.news.person()
        iri, people = f"{DEFAULT_BASE}person/{named(name)}", self.people[place.code]
        self._add_node(iri, "person", name, (name.split()[0],) if self.pick.random() < 0.5 else ())
        body = self._body(place) if people else (self.bodies[place.code] or [place.iri])[0]
        former = self.pick.choice(("", "", "", "", "Plt ", "mantan "))
        self._join("tenure", iri, body, former + (self.pick.choice(POSTS) if people else HEADS[place.kind]))
        people.append(iri)

    def _add_event(self) -> None:
        place, kind = self._place(), self.pick.choice(list(EVENTS))
        body = self._body(place)
        label = f"{kind} {EVENTS[kind].format(body=self._label(body), place=place.full)}"
        article = self.news.article(label)
        iri = f"{DEFAULT_BASE}event/{article.id}"
        self._add_node(iri, "event", label, type=kind, date=article.date, venue=f"Aula {self.news.word()}")
        edges = [self._join("place", iri, place.iri), self._join("organizer", body, iri)]
        guests = zip(("officiant", "subject", "attendee")[: self.pick.randint(1, 3)], self._guests(place), strict=False)
        self.news.report(article, iri, [*edges, *(self._join(role, person, iri) for role, person in guests)])

    def _add_assessment(self) -> None:
        body = self._body(self._place())
        measure, value = self.pick.choice(MEASURES), self.pick.choice(VALUES)
        article = self.news.article(f"{measure} {self._label(body)} {value}")
        iri = f"{DEFAULT_BASE}assessment/{article.id}"
        self._add_node(iri, "assessment", f"{measure}: {value}", measure=measure, value=value, rated=article.date[:4])
        assessor = f"{DEFAULT_BASE}organization/{named(self.pick.choice(NATIONAL))}"
        edges = [self._join("assessor", assessor, iri, f"menilai {value}", f"rates {value}"), self._join("assesses", iri, body)]
        self.news.report(article, iri, edges)

    def _fill_up(self) -> None:
        """More guests of events, most of them from there, until there are two edges a node."""
        homes = {edge.source: edge.target for edge in self.edges.values() if edge.relation == "place"}
        events, by_iri = list(homes), {place.iri: place for place in self.places}
        while len(self.edges) < 2 * self.size:
            event = self.pick.choice(events)
            guests = self._guests(by_iri[homes[event]] if self.pick.random() < 0.85 else self._place())
            for person in guests[: 2 * self.size - len(self.edges)]:
                self.news.add(event, self._join("attendee", person, event))

    def _place(self) -> Place:
        return self.pick.choices(self.places, self.weights)[0]

    def _body(self, place: Place) -> str:
        return self.pick.choice(self.bodies[place.code] or [place.iri])

    def _guests(self, place: Place) -> list[str]:
        """Up to three people of the place, those who came first oftener."""
        people = self.people[place.code]
        return list(dict.fromkeys(people[int(len(people) * self.pick.random() ** 2)] for _ in range(3))) if people else []

    def _network(self) -> Network:
        """Nodes by kind and IRI and edges by relation, as `kg.graph.network.build` orders them."""
        of_facts = [edge for edge in self.edges.values() if edge.relation in ("tenure", "jurisdiction")]
        told = self.news.written(self.nodes, of_facts)
        network: Network = networkx.MultiDiGraph(
            articles=sorted(self.news.articles, key=lambda article: (article.date, article))
        )
        for iri, data in sorted(self.nodes.items(), key=lambda item: (list(KINDS).index(item[1]["kind"]), item[0])):
            passages = tuple(sorted(told.nodes.get(iri, ()), key=by_date))
            extra: dict[str, Any] = {"posts": (), "quotes": ()} if data["kind"] == "person" else {}
            if extra and passages and self.pick.random() < 0.2:
                words = passages[0].sentence[:90]
                extra = {"posts": (Post("pejabat", passages[:1]),), "quotes": (Quote(words, passages[:1]),)}
            network.add_node(iri, **data, passages=passages, **extra)
        order = ["tenure", *EDGES]
        for key, edge in sorted(self.edges.items(), key=lambda item: (order.index(item[1].relation), item[0])):
            passages = tuple(sorted(told.edges.get(key, ()), key=by_date))
            sure = f"0.{self.pick.randint(55, 98)}" if passages else ""
            words = {"label": edge.label, "label_en": edge.label_en, "confidence": sure}
            network.add_edge(edge.source, edge.target, key[2], relation=edge.relation, passages=passages, **words)
        return network


def places(pick: Random, count: int) -> list[Place]:
    """So many territories, whole provinces one after another."""
    with files("kg").joinpath("data/territories.csv").open(encoding="utf-8") as lines:
        rows = [Place(*(row[name] for name in Place._fields)) for row in csv.DictReader(lines)]
    rows = [row for row in rows if row.kind in HEADS]
    provinces = [row.code for row in rows if not row.parent]
    pick.shuffle(provinces)
    return sorted(rows, key=lambda row: (provinces.index(row.parent or row.code), row.code))[:count]


def network(nodes: int, seed: int = 1) -> Network:
    """The invented network of so many nodes."""
    return Invention(nodes, seed).grown()
