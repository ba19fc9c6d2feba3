"""Bytes to text: one decision about the encoding, and a clear reason where the bytes are no text."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

LARGEST_ARTICLE = 4_000_000
LARGEST_FILE = 2_000_000_000
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")
UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"\x1f\x8b", "gzip data"),
    (b"PK\x03\x04", "a zip archive (or an office document)"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"BZh", "bzip2 data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
DECLARED = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{name: name for name in ("iso-8859-2", "iso-8859-9", "iso-8859-15", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")},
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


class UnreadableError(InputError):
    """The bytes are no article; the message is the reason for a `Refusal`, which names the input."""


def decode(data: bytes, declared: str = "") -> str:
    r"""The text of the bytes, without byte order mark; control characters become spaces, and nothing else is changed.

    A byte order mark decides; else UTF-8 where it is valid, or damaged in few places; else the declared charset; else cp1252.

    >>> decode(b"\xef\xbb\xbfBupati\x0bKampar\r\n"), decode(b"Wali\x96Kota")
    ('Bupati Kampar\r\n', 'Wali–Kota')
    >>> decode("caf\u00e9 \u201cSekda\u201d".encode() + b"\xe2\x80")
    'café “Sekda”�'
    >>> decode(b"PK\x03\x04...")
    Traceback (most recent call last):
    ...
    kg.ingest.decode.UnreadableError: a zip archive (or an office document); expected text
    """
    refuse_other_formats(data)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _narrow(data[len(mark) :], "") if encoding == "utf-8" else _wide(data, encoding)
    return _narrow(data, declared)


def decode_line(data: bytes) -> str:
    """The text of one line of a larger file."""
    return _narrow(data.removeprefix(codecs.BOM_UTF8), "")


def refuse_other_formats(data: bytes) -> None:
    """Refuses the first bytes of a compressed file, an office document or an image."""
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{what}; expected text")


def _wide(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    if "\x00" in text:
        raise UnreadableError("binary: it holds NUL characters; expected text")
    return without_controls(text)


def _narrow(data: bytes, declared: str) -> str:
    controls = len(data) - len(data.translate(None, CONTROLS))
    if controls:
        if b"\x00" in data:
            raise UnreadableError("binary: it holds NUL bytes; expected text in UTF-8, or UTF-16 with a byte order mark")
        if controls * 10 > len(data):
            raise UnreadableError("binary: over a tenth of it are control characters; expected text")
    text = _utf8_or_else(data, declared)
    return without_controls(text) if controls else text


def _utf8_or_else(data: bytes, declared: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", "replace")
    valid = sum(1 for letter in repaired if letter > "\x7f" and letter != "\ufffd")
    if valid > repaired.count("\ufffd"):
        return repaired
    return data.decode(DECLARED.get(declared.lower(), "cp1252"), "replace")


def without_controls(text: str) -> str:
    r"""The text with spaces for C0 controls other than tab and line ends, and U+FFFD for lone surrogates; its length stays.

    >>> without_controls("a\x00b\ud800")
    'a b�'
    """
    return UNWANTED.sub(lambda match: " " if match[0] < " " else "\ufffd", text) if UNWANTED.search(text) else text
