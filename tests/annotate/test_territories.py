"""Which territory a name in the text stands for. Names of people and the sentences are invented."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.scan import Automaton, Case, Form, lowered
from kg.annotate.sightings import NameHit
from kg.annotate.territories import DECISIONS, resolve
from kg.lexicon import territories, territory_names
from kg.model import Mention, Span

MARKED = re.compile(r"\[([^\]|]+)\|([0-9.]+)\]")


@cache
def automaton() -> Automaton[tuple[tuple[str, ...], bool]]:
    return Automaton(
        Form(row.name, Case.EXACT if row.name.isupper() else Case.CAPITAL, (row.codes, row.needs_context))
        for row in territory_names()
    )


def find(text: str) -> list[Mention]:
    return resolve([NameHit(Span(hit.start, hit.end), *hit.value) for hit in automaton().hits(text, lowered(text))], text)


def marked(text: str) -> str:
    """The text with every mention written as `[words|code]`."""
    for mention in reversed(find(text)):
        start, end = mention.span
        text = f"{text[:start]}[{text[start:end]}|{mention.value}]{text[end:]}"
    return text


CASES = {
    "the word before it": [
        "[Kabupaten Bandung|32.04] dan [Kota Bandung|32.73]",
        "[Kab. Solok|13.02], [Kab.Agam|13.06] dan [Prov. Sumbar|13]",
        "warga se-[Kabupaten Blitar|35.05] dan se-[Kota Blitar|35.72]",
        "[Provinsi Gorontalo|75], [Kabupaten Gorontalo|75.01], [Kota Gorontalo|75.71]",
        "[Kota Administrasi Jakarta Timur|31.75]",
        "[KOTA BEKASI|32.75] - Senin",
        "di [kota Malang|35.73] dan [kabupaten Malang|35.07]",
    ],
    "the office or body before it": [
        "Bupati [Bandung|32.04] menjamu Wali Kota [Bandung|32.73]",
        "Pemkab [Kediri|35.06] dan Pemkot [Kediri|35.71]",
        "Pemerintah Kabupaten (Pemkab) [Serang|36.04]",
        "Gubernur [Jambi|15] dan Wakil Wali Kota [Jambi|15.71]",
        "Polda [Bengkulu|17] dan Polresta [Bengkulu|17.71]",
        "Polres [Malang|35.07] dan Polresta [Malang|35.73] Kota",
        "Polrestabes [Semarang|33.74] dan Polres [Semarang|33.22]",
        "Polres Metro [Bekasi|32.16] dan Polres Metro [Bekasi|32.75] Kota",
        "Kejari [Jambi|15.71] dan Kejati [Jambi|15]",
    ],
    "the two at once": [
        "[Kabupaten|35.07] dan [Kota Malang|35.73] berbatasan.",
        "[Kabupaten|35.05]/[Kota Blitar|35.72] ikut.",
        "[Kota|33.71] dan [Kabupaten Magelang|33.08] ikut.",
        "kabupaten/kota di [Jawa Barat|32]",
    ],
    "the list it stands on": [
        "[Kabupaten Garut|32.05], [Tasikmalaya|32.06] dan [Bandung|32.04] hadir.",
        "tiga kabupaten, yakni [Sragen|33.14], [Tegal|33.28] dan [Semarang|33.22]",
        "dua kota, yaitu [Tegal|33.76] dan [Pekalongan|33.75]",
        "Wali Kota [Bogor|32.71] dan [Bekasi|32.75]",
        "Banjir melanda [Demak|33.21], [Kudus|33.19], dan [Pati|33.18].",
    ],
    "the province behind it": [
        "Warga [Banjar|32.79], [Jawa Barat|32], senang.",
        "Warga [Banjar|63.03] ([Kalsel|63]) senang.",
        "[Kabupaten Mura|62.12], [Kalteng|62]",
        "[Kabupaten Mura|16.05], [Sumsel|16]",
    ],
    "the rest of the article": [
        "Bupati [Bandung|32.04] hadir. Warga [Bandung|32.04] gembira.",
        "Bupati [Bandung|32.04] dan Wali Kota [Bandung|32.73] hadir. Warga [Bandung|32.73] gembira.",
        "Pemerintah [Kota Jambi|15.71] hadir. Warga [Jambi|15.71] gembira.",
        "Lomba di [Kota Jambi|15.71]. Kontingen [Jambi|15] menang.",
        "Bupati [Mura|62.12] datang ke [Palangka Raya|62.71].",
        "Bupati Mura datang.",
    ],
    "what the bare name usually means": [
        "di [Bandung|32.73]",
        "Universitas Brawijaya [Malang|35.73]",
        "di [Jambi|15] dan [Gorontalo|75]",
        "[JAMBI|15] bukan baris tanggal",
        "[JAMBI|15.71], Kabar Warga – Sidang digelar.",
        "di [Yogyakarta|34], [Jogja|34] dan [DIY|34]",
        "di [Yogyakarta|34.71], [DIY|34]",
        "Pemkot [Yogya|34.71]",
    ],
    "abbreviations and other spellings": [
        "[Kalbar|61], [Kaltara|65], [NTT|53], [DKI Jakarta|31]",
        "daerah [OKU|16.01], [OKU Timur|16.08] dan [OKI|16.02]",
        "[Tanbu|63.10], [Tanjabtim|15.07], [Tanjungpinang|21.72], [Batang Hari|15.04]",
        "[Solo|33.72] dan [Ujung Pandang|73.71]",
        "[Pontianak|61.71] dan [Kabupaten Pontianak|61.02]",
        "Wali Kota [PONTIANAK|61.71]",
        "Oki dan Pali datang.",
    ],
    "names of something else": [
        "Jalan Bandung, Jl. Surabaya, Jl.Medan, Jalan Raya Bogor",
        "Sungai Kapuas, Selat Bali, Laut Natuna, Danau Toba, Pulau Bangka",
        "Kecamatan Bantaeng, Desa Karo, Kelurahan Ternate, Distrik Nabire",
        "detikJabar, Tribun Jabar, Riau Pos, Bogor.com, @Bandung",
        "Padang Luar, Solo Baru, Polda Metro Jaya, dari Sabang sampai Merauke",
        "Rusunawa Batamindo",
    ],
    "everyday words": [
        "Batu besar menimpa rumah.",
        "Batang pohon menimpa Siti Samosir dan Agam.",
        "Pati Polri dan Karo Umum hadir.",
        "di Benteng Kuto Besak, [Palembang|16.71]",
        "jalan Muara Dua-Kota Batu-Batas Desa",
        "[Kota Batu|35.79] ramai. Batu besar menimpa rumah.",
        "Wali Kota [Batu|35.79]; warga sampai ke [Batu|35.79].",
        "Dinas Perhubungan [Batu|35.79] bekerja.",
        "Kecamatan Ampek Angkek, [Agam|13.06]",
        "di Puncak, [Bogor|32.71]",
        "Bupati [Puncak|94.05] di [Nabire|94.01]",
        "di Kuningan, [Jakarta Selatan|31.74], lalu ke [Jawa Barat|32]",
        "pasar di [Kota Kudus|33.19]",
        "Kapolda Metro hadir di [Lampung|18].",
        "Wali Kota Bima Sentosa dari [Bogor|32.71]",
        "Kapolres Metro [Bekasi|32.16] hadir.",
        "[BATU|35.79] – Sidang digelar.",
        "enam kabupaten, termasuk [Kudus|33.19]",
    ],
}


@pytest.mark.parametrize("expected", [case for cases in CASES.values() for case in cases])
def test_names_are_read_as_a_reader_does(expected: str) -> None:
    assert marked(MARKED.sub(r"\1", expected)) == expected


def test_each_decision_is_the_source_of_some_mention() -> None:
    texts = [MARKED.sub(r"\1", case) for cases in CASES.values() for case in cases]
    sources = {mention.source for text in texts for mention in find(text)}
    assert sources == {"both_named", *(decision.__name__ for decision in DECISIONS)}


def test_every_name_of_one_territory_is_found_behind_its_kind() -> None:
    rows = [(row.name, *row.codes) for row in territory_names() if len(row.codes) == 1]
    assert [(name, code) for name, code in rows if codes_in(f"Rapat di {kind(code)} {name}.") != [code]] == []


def codes_in(text: str) -> list[object]:
    return [mention.value for mention in find(text)]


def kind(code: str) -> str:
    return territories()[code].kind.title()


BESIDE = "Kota Kabupaten Kab. Provinsi Bupati Gubernur Polres di dari Jalan dan yakni , ( ) - – / @ .com"
NAMES = "Bandung Jambi Batu Mura Solo Baru Banjar Jawa Barat Kalsel Sabang sampai Merauke Malang Yogyakarta"
WORDS = st.sampled_from([*BESIDE.split(), *NAMES.split(), "\n"])


@given(st.lists(WORDS, max_size=30), st.sampled_from(["", " "]))
def test_mentions_lie_in_order_without_overlap_around_a_name(words: list[str], gap: str) -> None:
    text = gap.join(words)
    mentions = find(text)
    assert all(m.kind == "territory" and m.value in territories() for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert all(m.span.start < m.span.end <= len(text) and "\n" not in m.span.of(text) for m in mentions)


@given(st.text(alphabet="Batu MalngKo.,-\n@", max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert find(text) == find(text)


def test_a_long_run_of_names_takes_linear_time() -> None:
    assert codes_in("Kota " + "Batu " * 20_000) == ["35.79"]


def test_no_names_no_mentions() -> None:
    assert find("Rapat digelar hari ini.") == []
