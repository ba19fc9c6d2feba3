from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve.copies import signature, sources

RELEASE = """
Bupati Sukamaju Hartono Wibisono meresmikan jembatan gantung yang menghubungkan Desa Air Jernih dan Desa Batu Licin, Senin
(12/5/2025). Jembatan sepanjang delapan puluh meter itu dibangun dengan dana desa dan bantuan pemerintah provinsi. Selama
bertahun-tahun warga kedua desa menyeberang dengan rakit bambu, dan setiap musim hujan anak-anak tidak dapat berangkat ke
sekolah. "Kami berterima kasih atas gotong royong warga yang mengangkat sendiri pasir dan batu dari tepi sungai," kata Hartono
dalam sambutannya. Kepala Dinas Pekerjaan Umum Retno Palupi menjelaskan, pekerjaan selesai tiga pekan lebih cepat daripada
rencana. Menurut dia, perawatan tahun pertama masih menjadi tanggung jawab pelaksana, setelah itu diserahkan kepada kedua desa.
Camat Hulu Jaya menambahkan bahwa jalan tanah menuju jembatan akan dikeraskan pada anggaran perubahan. Ia meminta warga tidak
melintas dengan mobil barang, sebab jembatan hanya dirancang untuk pejalan kaki dan sepeda motor. Seusai pengguntingan pita,
rombongan berjalan ke balai desa untuk makan siang bersama para tukang.
"""
OTHER_WORDS = """
Warga dua desa di Kecamatan Hulu Jaya kini tidak perlu lagi naik rakit. Jembatan gantung baru di atas Sungai Jernih dibuka oleh
Bupati Sukamaju Hartono Wibisono pada Senin pagi. Menurut pantauan di lapangan, ratusan orang sudah menunggu sejak pukul tujuh.
Siti Aminah, ibu tiga anak, bercerita bahwa rakit pernah terbalik dua tahun lalu. "Sekarang saya tenang melepas anak ke
sekolah," ujarnya. Retno Palupi dari Dinas Pekerjaan Umum menyebut biaya pembangunan satu miliar rupiah, sebagian besar dari
dana desa. Jalan masuk yang masih berlumpur dijanjikan diperbaiki tahun ini juga. Mobil dilarang lewat karena kekuatan jembatan
terbatas. Acara ditutup dengan makan bersama di balai desa Air Jernih.
"""
UNLIKE = """
Dewan kota menyetujui rancangan peraturan tentang pengelolaan sampah rumah tangga setelah pembahasan selama empat bulan. Setiap
kelurahan wajib menyediakan tempat pemilahan, dan pedagang pasar tidak boleh lagi memakai kantong plastik sekali pakai. Ketua
panitia khusus menyatakan denda baru berlaku tahun depan agar pelaku usaha sempat menyesuaikan diri. Perwakilan paguyuban
pedagang meminta pemerintah membagikan kantong kain pada bulan pertama. Wali kota menanggapi permintaan itu dengan menyiapkan
anggaran lima ratus juta rupiah. Data dinas menunjukkan sampah harian naik sepersepuluh dibanding tahun sebelumnya, terutama
dari kawasan perumahan baru di sisi timur. Peraturan juga mengatur jam pengangkutan supaya jalan utama tidak macet pada
pagi hari.
"""
BOILERPLATE = " Ikuti berita terbaru kami di saluran pesan dan dapatkan kabar pilihan dari seluruh daerah setiap hari."


def edited(text: str, every: int) -> str:
    """The text with a word replaced now and then."""
    words = text.split()
    words[::every] = [f"kata{number}" for number in range(len(words[::every]))]
    return " ".join(words)


def shortened(text: str, share: float) -> str:
    """The beginning of the text."""
    words = text.split()
    return " ".join(words[: int(len(words) * share)])


def are_copies(one: str, other: str) -> bool:
    return len(set(sources({"a": signature(one), "b": signature(other)}).values())) == 1


@pytest.mark.parametrize(
    "copy",
    [
        RELEASE,
        RELEASE.upper(),
        RELEASE.replace(" ", "\n").replace(",", " ,").replace('"', "“"),
        "SUKAMAJU, KABAR HULU - Warga bersukacita atas jembatan baru di Hulu Jaya.\n" + RELEASE,
        "Akhirnya Tersambung, Begini Wajah Jembatan Gantung Hulu Jaya. " + " ".join(RELEASE.split()[30:]),
        edited(RELEASE, 25),
        shortened(RELEASE, 0.3),
        shortened(edited(RELEASE, 40), 0.6),
        RELEASE + BOILERPLATE,
        "Liputan khusus kami pekan ini. " + UNLIKE + RELEASE + "Demikian dua kabar hari ini.",
    ],
    ids=["same", "capitals", "marks", "dateline", "new opening", "edits", "cut", "cut, edited", "line of a page", "inside"],
)
def test_copies_of_a_release(copy: str) -> None:
    assert are_copies(RELEASE, copy)


@pytest.mark.parametrize(
    "text",
    [
        OTHER_WORDS,
        UNLIKE,
        edited(RELEASE, 4),
        shortened(RELEASE, 0.35) + OTHER_WORDS,
        "Pejabat " + shortened(RELEASE, 0.15) + UNLIKE,
        shortened(RELEASE, 0.15),
        "",
    ],
    ids=["other words", "other event", "rewritten", "opening shared", "quoted", "too short", "empty"],
)
def test_what_is_no_copy_of_a_release(text: str) -> None:
    assert not are_copies(RELEASE, text)


def test_what_every_page_has_makes_no_copies() -> None:
    assert not are_copies(OTHER_WORDS + 2 * BOILERPLATE, UNLIKE + 2 * BOILERPLATE)


def test_a_round_up_of_two_releases_does_not_make_them_one() -> None:
    texts = {"a": RELEASE, "b": UNLIKE, "c": RELEASE + UNLIKE, "d": shortened(UNLIKE, 0.7), "e": shortened(RELEASE, 0.7)}
    found = sources({name: signature(text) for name, text in texts.items()})
    assert found["a"] != found["b"]
    assert (found["d"], found["e"]) == (found["b"], found["a"])


def test_a_chain_of_copies_does_not_join_what_has_little_in_common() -> None:
    words = [f"kata{number}" for number in range(600)]
    links = {f"{start:03}": " ".join(words[start : start + 200]) for start in range(0, 400, 50)}
    found = sources({name: signature(text) for name, text in links.items()})
    for one, other in found.items():
        assert abs(int(one) - int(other)) <= 100


def test_the_least_id_stands_for_a_group_and_every_article_has_one() -> None:
    texts = {"9": RELEASE, "7": shortened(RELEASE, 0.7), "8": edited(RELEASE, 30), "1": UNLIKE, "2": "", "3": ""}
    assert sources({name: signature(text) for name, text in texts.items()}) == {
        "1": "1",
        "2": "2",
        "3": "3",
        "7": "7",
        "8": "7",
        "9": "7",
    }
    assert sources({}) == {}


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Texts that share parts of one another."""
    parts = [" ".join(f"{name}{number}" for number in range(45)) for name in "klmnop"]
    chosen = draw(st.lists(st.lists(st.sampled_from(parts), min_size=1, max_size=4), min_size=1, max_size=9))
    return {str(number): " ".join(texts) for number, texts in enumerate(chosen)}


@settings(deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_makes_no_difference(texts: dict[str, str], chance: random.Random) -> None:
    signatures = {name: signature(text) for name, text in texts.items()}
    shuffled = list(signatures.items())
    chance.shuffle(shuffled)
    assert list(sources(dict(shuffled)).items()) == list(sources(signatures).items())


@settings(deadline=None)
@given(corpora())
def test_a_group_is_named_by_its_least_member(texts: dict[str, str]) -> None:
    found = sources({name: signature(text) for name, text in texts.items()})
    assert found.keys() == texts.keys()
    for name, source in found.items():
        assert found[source] == source <= name


@settings(deadline=None)
@given(corpora())
def test_a_shorter_article_moves_nobody(texts: dict[str, str]) -> None:
    signatures = {name: signature(text) for name, text in texts.items()}
    before = sources(signatures)
    short = " ".join(next(iter(texts.values())).split()[:40])
    after = sources(signatures | {"z": signature(short)})
    assert {name: source for name, source in after.items() if name != "z"} == before


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_signature_that_json_can_hold(text: str) -> None:
    signed = signature(text * 20)
    assert json.loads(json.dumps(signed)) == signed
    assert signed.isascii() and len(signed) <= 1400


def test_a_lone_surrogate_does_no_harm() -> None:
    assert signature(RELEASE + "\ud800abc")


def test_a_signature_is_the_same_in_any_process() -> None:
    program = "import sys; from kg.resolve.copies import signature; print(signature(sys.stdin.read()))"
    given = subprocess.run([sys.executable, "-c", program], input=RELEASE, capture_output=True, text=True, check=True)
    assert given.stdout.strip() == signature(RELEASE)
    assert signature(RELEASE)[:16] == "AAAAlQJgPrcClrVr"
