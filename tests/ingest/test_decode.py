"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.decode import UnreadableError, decode, without_controls

TEXT = "Bupati “Kampar” – café\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings_agree(data: bytes) -> None:
    assert decode(data) == TEXT


def test_declared_charset_is_used_where_utf8_fails() -> None:
    assert decode("Łódź".encode("cp1250"), "windows-1250") == "Łódź"
    assert decode("Łódź".encode(), "windows-1250") == "Łódź"
    assert decode("café".encode("cp1252"), "utf-7") == "café"


def test_damaged_utf8_stays_utf8() -> None:
    assert decode(TEXT.encode() + b"\xe2\x80 akhir") == TEXT + "� akhir"


def test_nothing_is_normalised() -> None:
    text = "e\u0301 \u200b\xa0 ﬁ \x85"
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Joko\x00Widodo", "NUL"),
        ("Bupati".encode("utf-16-le"), "NUL"),
        (b"\xff\xfe\x00\x00" + b"\x00" * 8, "NUL"),
        (b"\x01\x02\x03abc", "control characters"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8b\x08rest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\xfd7zXZ\x00", "xz"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        decode(data)


def test_single_controls_become_spaces() -> None:
    assert decode(b"Bupati\x0bKampar dan \x1bcamat-camatnya") == "Bupati Kampar dan  camat-camatnya"


@given(st.text())
def test_controls_keep_the_length(text: str) -> None:
    clean = without_controls(text)
    assert len(clean) == len(text)
    assert clean.encode("utf-8").decode("utf-8") == clean
    assert without_controls(clean) == clean
