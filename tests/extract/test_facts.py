"""Whole articles to facts: posts, coreference, statements, events, assessments."""

import pytest
from articles import article, posts

from kg.extract.facts import read
from kg.model import Document, Organization, Reading, Territory


def statements(reading: Reading) -> list[tuple[str, str]]:
    return [(s.speaker.name, s.text) for s in reading.statements]


def test_a_bare_office_takes_the_region_the_article_is_about() -> None:
    reading = read(article("PONTIANAK - Gubernur Kalbar Sutarmidji dan Sekda Harisson hadir di kantor Gubernur Kalbar."))
    assert set(posts(reading)) == {
        "Sutarmidji | Gubernur | Pemerintah Provinsi Kalimantan Barat | 61",
        "Harisson | Sekretaris Daerah | Pemerintah Provinsi Kalimantan Barat | 61",
    }


def test_a_bupati_without_his_region_tells_the_rank_of_the_region_the_article_is_about() -> None:
    reading = read(
        article(
            "Gubernur Riau Amir Syah dan Kepala BPK Perwakilan Provinsi Riau, Budi Hartono, memuji Pemprov Riau.",
            "Laporan Pemkab Kampar dari Kabupaten Kampar diterima Bupati bersama Inspektur, Sari Wulandari.",
        )
    )
    assert "Sari Wulandari | Inspektur | Inspektorat Kabupaten Kampar | 14.01" in posts(reading)


def test_a_deputy_without_a_body_is_in_the_body_of_the_head_before_him() -> None:
    reading = read(article("Rapat dipimpin Ketua DPRD Kampar, Budi Hartono, didampingi Wakil Ketua I, Sari Wulandari."))
    assert "Sari Wulandari | Wakil Ketua | Dewan Perwakilan Rakyat Daerah Kabupaten Kampar | 14.01" in posts(reading)


def test_a_lawyer_holds_no_post() -> None:
    assert posts(read(article("Kuasa Hukum warga, Budi Hartono, hadir."))) == []


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['"Kami siap," kata Gubernur Kalbar, Sutarmidji.'], [("Sutarmidji", "Kami siap,")]),
        (["Gubernur Kalbar Sutarmidji hadir.", '"Kami siap bekerja," kata Gubernur.'], [("Sutarmidji", "Kami siap bekerja,")]),
        (["Gubernur Kalbar Sutarmidji hadir.", '"Kami siap bekerja," katanya.'], [("Sutarmidji", "Kami siap bekerja,")]),
        (["Gubernur Kalbar Sutarmidji hadir.", '"Kami siap bekerja," ujar dia.'], [("Sutarmidji", "Kami siap bekerja,")]),
        (['Sekda Kalbar AL Leysandri mengatakan, "Kami siap bekerja."'], [("AL Leysandri", "Kami siap bekerja.")]),
        (['"Kami siap bekerja," ujar seorang warga.'], []),
        (
            ["Gubernur Kalbar Sutarmidji hadir.", "Dia memuji Sekda Kalbar AL Leysandri.", '"Kami siap bekerja," tuturnya.'],
            [("Sutarmidji", "Kami siap bekerja,")],
        ),
        (
            ['"Kami siap," kata Gubernur Kalbar, Sutarmidji. "Besok mulai bekerja."'],
            [("Sutarmidji", "Kami siap,"), ("Sutarmidji", "Besok mulai bekerja.")],
        ),
    ],
)
def test_statements(paragraphs: list[str], expected: list[tuple[str, str]]) -> None:
    assert statements(read(article(*paragraphs))) == expected


def test_one_happening_told_twice_is_one_event() -> None:
    reading = read(
        article(
            "Gubernur Kalbar Sutarmidji melantik Sekda Kalbar AL Leysandri di Pontianak, Kamis (31/3/2022).",
            "Pelantikan tersebut dihadiri Wakil Gubernur Kalbar, Ria Norsan.",
        )
    )
    (event,) = reading.events
    assert (event.type, event.date, event.place) == ("pelantikan", "2022-03-31", "61.71")
    assert {(p.agent.name, p.role) for p in event.participants} == {
        ("Sutarmidji", "officiant"),
        ("AL Leysandri", "subject"),
        ("Ria Norsan", "attendee"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Gubernur Kalbar Sutarmidji menilai rapat itu penting.",
        "Program pelatihan akan terus berjalan.",
        "Harga cabai ditahan pada Kamis (31/3/2022).",
    ],
)
def test_no_event(text: str) -> None:
    assert read(article(text)).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "Polres Kampar menangkap warga bernama Sdr. Budi Hartono di Bangkinang, Kamis (31/3/2022).",
        "Korban kecelakaan di Kampar, Kamis (31/3/2022), ialah Sdr. Budi Hartono, kata Polres Kampar.",
    ],
)
def test_victims_and_suspects_are_in_no_event(text: str) -> None:
    reading = read(article(text))
    (event,) = reading.events
    assert reading.people == ()
    assert "Budi" not in event.label
    assert "Budi Hartono" not in {p.agent.name for p in event.participants}


def test_a_venue_with_its_place() -> None:
    reading = read(
        article("Sutarmidji, Gubernur Kalbar, membuka rapat koordinasi di Hotel Melati Pontianak, Kamis (31/3/2022).")
    )
    assert [(e.venue, e.place) for e in reading.events] == [("Hotel Melati Pontianak", "61.71")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Penilaian Provinsi Kalimantan Barat melalui aplikasi MCP oleh KPK RI mencapai 89,97.",
            ("Komisi Pemberantasan Korupsi", "61", "MCP", "89,97"),
        ),
        (
            "Pemkot Malang meraih opini WTP dari BPK.",
            ("Badan Pemeriksa Keuangan", "Pemerintah Kota Malang", "opini", "WTP"),
        ),
        (
            "Pemprov Kalbar mendapat peringkat dua nasional yang dinilai oleh Ombudsman RI.",
            ("Ombudsman Republik Indonesia", "Pemerintah Provinsi Kalimantan Barat", "", "peringkat dua nasional"),
        ),
    ],
)
def test_assessments(text: str, expected: tuple[str, ...]) -> None:
    (made,) = read(article(text)).assessments
    subject = made.subject
    name = subject.code if isinstance(subject, Territory) else subject.name if isinstance(subject, Organization) else subject
    assert (made.assessor.name if made.assessor else "", name, made.measure, made.value) == expected


def test_every_piece_of_evidence_lies_in_its_sentence_and_in_the_text() -> None:
    document = article(
        "Gubernur Kalbar Sutarmidji melantik Sekda Kalbar AL Leysandri di Pontianak, Kamis (31/3/2022).",
        '"Kami siap," kata Sutarmidji. Penilaian Ombudsman RI atas Pemprov Kalbar masih di posisi D.',
    )
    reading = read(document)
    facts = [*reading.tenures, *reading.events, *reading.assessments, *reading.statements]
    assert len(facts) >= 5
    for fact in facts:
        for evidence in fact.evidence:
            assert evidence.sentence.covers(evidence.span)
            assert evidence.span.of(document.text).strip()


def test_an_article_without_a_word_of_government_has_no_facts() -> None:
    reading = read(article("Hujan turun sejak pagi.", "Jalan licin dan macet."))
    assert (reading.people, reading.tenures, reading.events, reading.assessments, reading.statements) == ((), (), (), (), ())


def test_an_empty_article_has_no_facts() -> None:
    assert read(Document("x", "", ())).territories == ()
