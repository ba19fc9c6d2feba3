"""Three made-up articles with every kind of fact; as a script it prints their graph, for tests in another process."""

from __future__ import annotations

import sys
from typing import NamedTuple

from kg.model import (
    Assessment,
    Document,
    Event,
    Evidence,
    Organization,
    Participation,
    Person,
    Reading,
    Span,
    Statement,
    Tenure,
    Territory,
)
from kg.synthesis import Article, Synthesis
from kg.worker import lines_of, record_of


class Row(NamedTuple):
    code: str
    kind: str
    name: str
    full: str
    parent: str
    iso: str = ""


TERRITORIES = {
    row.code: row
    for row in (
        Row("61", "provinsi", "Kalimantan Barat", "Provinsi Kalimantan Barat", "", "ID-KB"),
        Row("61.71", "kota", "Pontianak", "Kota Pontianak", "61"),
        Row("35", "provinsi", "Jawa Timur", "Provinsi Jawa Timur", "", "ID-JI"),
        Row("35.07", "kabupaten", "Malang", "Kabupaten Malang", "35"),
        Row("35.73", "kota", "Malang", "Kota Malang", "35"),
    )
}

FIRST = """Gubernur Lantik Kepala Dinas

Gubernur Kalbar Sutarmidji melantik Ratna Kusumawardani sebagai Kepala Dinas Kesehatan di Aula Garuda, Pontianak, Kamis.
"Tingkatkan \\ pelayanan,\tjangan ditunda," kata Sutarmidji. Ombudsman RI memberi nilai D. OPD Kalbar mendapat rapor merah.
Hadir Pj Wali Kota Pontianak Bagus Harimurti dan Ikatan Bidan Kalbar.
"""

SECOND = """Kunjungan ke Malang
Gubernur Kalimantan Barat H. Sutarmidji mengunjungi Polres Malang. Mantan Kepala Dinas Kesehatan, Ratna Kusumawardani,
ikut. “Kami belajar,” ujar Joko. Kota Malang menempati peringkat dua nasional.
"""

THIRD = "Rapat\nJoko memimpin rapat. Menteri Surya Atmaja hadir.\n"


class Words:
    """Finds spans by their words."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def evidence(self, words: str, rule: str) -> Evidence:
        span = self.span(words)
        start = max(self.text.rfind("\n", 0, span.start), self.text.rfind(". ", 0, span.start) + 1) + 1
        end = self.text.find(".", span.end)
        return Evidence(span, Span(start, end + 1), rule)


def first() -> Reading:
    words = Words(FIRST)
    province = Organization(
        "Pemerintah Provinsi Kalimantan Barat", "pemerintah provinsi", "61", ("Pemprov Kalbar", "Kalbar"), ()
    )
    office = Organization("Dinas Kesehatan Provinsi Kalimantan Barat", "dinas", "61", ("Dinas Kesehatan",))
    city = Organization("Pemerintah Kota Pontianak", "pemerintah kota", "61.71")
    ombudsman = Organization(
        "Ombudsman Republik Indonesia", "lembaga negara", "", ("Ombudsman RI",), (words.span("Ombudsman RI"),), 0.85
    )
    midwives = Organization("Ikatan Bidan Kalbar", "", "", (), (words.span("Ikatan Bidan Kalbar"),))
    governor = Person("Sutarmidji", (), (words.span("Sutarmidji"),))
    head = Person("Ratna Kusumawardani", ("Ratna",), (words.span("Ratna Kusumawardani"),))
    mayor = Person("Bagus Harimurti")
    swearing_in = words.evidence("melantik Ratna Kusumawardani", "event.swearing-in")
    return Reading(
        Document(
            "a-001", FIRST, (), "Gubernur Lantik Kepala Dinas", "https://contoh.id/a?b=1", "Contoh", "2024-03-05", "metadata"
        ),
        people=(governor, head, mayor),
        organizations=(province, office, city, ombudsman, midwives),
        territories=(Territory("61", (words.span("Kalbar"),), 0.99), Territory("61.71", (words.span("Pontianak"),))),
        tenures=(
            Tenure(
                governor,
                "Gubernur",
                "",
                False,
                province,
                "61",
                (words.evidence("Gubernur Kalbar Sutarmidji", "official.a"),),
                0.91,
            ),
            Tenure(head, "Kepala Dinas", "", False, office, "61", (words.evidence("Kepala Dinas Kesehatan", "official.b"),)),
            Tenure(
                mayor, "Wali Kota", "Pj", False, city, "61.71", (words.evidence("Pj Wali Kota Pontianak Bagus", "official.a"),)
            ),
        ),
        events=(
            Event(
                "pelantikan",
                "pelantikan Kepala Dinas",
                "2024-03",
                "61.71",
                "Aula Garuda",
                (
                    Participation(governor, "officiant", swearing_in),
                    Participation(head, "subject", swearing_in),
                    Participation(mayor, "attendee", words.evidence("Bagus Harimurti", "event.guest")),
                    Participation(midwives, "organizer", words.evidence("Ikatan Bidan", "event.guest"), 0.55),
                ),
                (swearing_in,),
                0.8,
            ),
        ),
        assessments=(
            Assessment(
                ombudsman, province, "pelayanan publik", "D", "2023", (words.evidence("nilai D", "assessment.grade"),), 0.45
            ),
            Assessment(
                ombudsman, "OPD Kalimantan Barat", "", "rapor merah", "", (words.evidence("rapor merah", "assessment.report"),)
            ),
        ),
        statements=(
            Statement(
                governor,
                "Tingkatkan \\ pelayanan,\tjangan ditunda,",
                (words.evidence('"Tingkatkan', "statement.before"),),
                0.95,
            ),
        ),
    )


def second() -> Reading:
    words = Words(SECOND)
    province = Organization("Pemerintah Provinsi Kalimantan Barat", "pemerintah provinsi", "61", ("Pemprov",))
    office = Organization("Dinas Kesehatan Provinsi Kalimantan Barat", "dinas", "61")
    police = Organization("Polres Malang", "kepolisian", "35.07")
    governor = Person("Sutarmidji", ("H. Sutarmidji",))
    head = Person("Ratna Kusumawardani")
    speaker = Person("Joko", (), (words.span("Joko"),))
    visit = words.evidence("mengunjungi Polres Malang", "event.visit")
    return Reading(
        Document("a 002/é", SECOND, (), "Kunjungan ke Malang", "javascript:alert(1)", "", "2024-04", "date line"),
        people=(governor, head, speaker),
        organizations=(province, office, police),
        territories=(Territory("61"), Territory("35.07"), Territory("35.73", (words.span("Kota Malang"),))),
        tenures=(
            Tenure(
                governor,
                "Gubernur",
                "",
                False,
                province,
                "61",
                (words.evidence("Gubernur Kalimantan Barat", "official.a"),),
                0.9,
            ),
            Tenure(head, "Kepala Dinas", "", True, office, "61", (words.evidence("Mantan Kepala Dinas", "official.former"),)),
        ),
        events=(
            Event(
                "kunjungan",
                "",
                "2024-04-02",
                "35.07",
                "",
                (Participation(governor, "officiant", visit), Participation(police, "subject", visit)),
                (visit,),
            ),
            Event("kunjungan", "kunjungan kedua", "", "", "", (), (visit,)),
        ),
        assessments=(
            Assessment(
                None,
                Territory("35.73"),
                "peringkat",
                "peringkat dua",
                "",
                (words.evidence("peringkat dua", "assessment.rank"),),
            ),
        ),
        statements=(Statement(speaker, "Kami belajar,", (words.evidence("“Kami belajar,”", "statement.before"),)),),
    )


def third() -> Reading:
    words = Words(THIRD)
    chair, minister = Person("Joko"), Person("Surya Atmaja")
    meeting = words.evidence("memimpin rapat", "event.meeting")
    return Reading(
        Document("a-003", THIRD, (), "Rapat", published="2024"),
        people=(chair, minister),
        tenures=(Tenure(minister, "Menteri", "", False, None, "", (words.evidence("Menteri Surya Atmaja", "official.a"),)),),
        events=(
            Event(
                "rapat",
                "rapat",
                "",
                "",
                "",
                (Participation(chair, "officiant", meeting), Participation(minister, "signatory", meeting)),
                (meeting,),
            ),
        ),
    )


def readings() -> list[Reading]:
    return [first(), second(), third()]


def chunks(articles: list[Reading], base: str = "https://w3id.org/simpul/") -> list[list[str]]:
    """The lines of each article, and at the end those that no single article says."""
    told = [Article.of(record_of(reading), "") for reading in articles]
    synthesis = Synthesis(told, (), base)
    lines = [lines_of(reading, synthesis.known(one), base).lines for reading, one in zip(articles, told, strict=True)]
    return [*lines, synthesis.shared({}).lines]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    order = readings()[:: int(sys.argv[1]) if len(sys.argv) > 1 else 1]
    sys.stdout.write("\n".join(sorted({line for chunk in chunks(order) for line in chunk})))
