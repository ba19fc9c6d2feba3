"""Title, date, publisher and address of an article, from its front lines, its fields, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.ingest import published
from kg.ingest.lines import Line, is_paragraph
from kg.model import Block

FRONT_KEYS = {
    "title": "title",
    "judul": "title",
    "published": "published",
    "date": "published",
    "tanggal": "published",
    "source": "source",
    "sumber": "source",
    "publisher": "publisher",
    "penerbit": "publisher",
    "url": "url",
    "link": "url",
}
FRONT_LINE = re.compile(r"(\w{3,9})[ \xa0]?:\s*(.*)", re.DOTALL)
LONGEST_FRONT_LINE = 2000
LONGEST_TITLE = 300
LONGEST_PUBLISHER = 80
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]{1,2000}", re.I)
COPYRIGHT_WORDS = re.compile(
    r"copyright|hak cipta|all rights? reserved|dilindungi undang-undang|\(c\)|©|\d{4}(?:\s*[-–]\s*\d{4})?", re.I
)


class Metadata(NamedTuple):
    """What is known about an article beside its text; empty where nothing is known."""

    title: str = ""
    published: str = ""
    published_from: str = ""
    publisher: str = ""
    url: str = ""

    def or_else(self, other: Metadata) -> Metadata:
        """This metadata, with its gaps filled from the other; date and origin of the date go together.

        >>> Metadata(title="A").or_else(Metadata(title="B", publisher="C")).publisher
        'C'
        """
        dated = self if self.published else other
        return Metadata(
            self.title or other.title,
            dated.published,
            dated.published_from,
            self.publisher or other.publisher,
            self.url or other.url,
        )


class FrontMatter(NamedTuple):
    """What the front lines say, and for the number of each line the offset at which its value begins."""

    metadata: Metadata
    values: Mapping[int, int]
    title_line: int = -1


def front_matter(lines: Sequence[Line]) -> FrontMatter:
    """The lines `Title: Published: Source: Publisher: Url:` at the top, below a title line or without one.

    >>> from kg.ingest.lines import lines_of
    >>> front_matter(lines_of("Pasar Dibuka\\n\\nPublished: 10/20/2025 21:36\\n\\nPasar itu ...")).metadata.published
    '2025-10-20'
    """
    fields: dict[str, str] = {}
    values: dict[int, int] = {}
    title_line = -1
    for number, line in enumerate(lines):
        match = FRONT_LINE.fullmatch(line.text[:LONGEST_FRONT_LINE]) if ":" in line.text[:11] else None
        field = FRONT_KEYS.get(match[1].lower(), "") if match else ""
        if match and field and field not in fields:
            fields[field] = _unquoted(match[2])
            values[number] = line.start + match.start(2)
            title_line = number if field == "title" else title_line
        elif number > 0:
            break
    if values and 0 not in values and "title" not in fields and _may_be_title_line(lines[0].text):
        fields["title"] = lines[0].text
    return FrontMatter(_of_front(fields) if values else Metadata(), values, title_line)


def _unquoted(value: str) -> str:
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] == '"' else value.strip()


def _may_be_title_line(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and any(map(str.isalnum, text))


def _of_front(fields: Mapping[str, str]) -> Metadata:
    source = fields.get("source", "")
    url = address(fields.get("url", "")) or address(source)
    date = published.in_front_matter(fields.get("published", ""))
    publisher = fields.get("publisher", "") or ("" if address(source) else source)
    return Metadata(fields.get("title", ""), date, "front matter" if date else "", publisher[:LONGEST_PUBLISHER], url)


def of_record(fields: Mapping[str, str]) -> Metadata:
    """What the fields of a record say."""
    date = published.written(fields.get("published", ""))
    title = " ".join(fields.get("title", "").split())
    publisher = " ".join(fields.get("publisher", "").split())
    return Metadata(title, date, "metadata" if date else "", publisher, address(fields.get("url", "")))


def of_text(text: str, blocks: Sequence[Block], known: Metadata) -> Metadata:
    """The metadata with its gaps filled by the text itself: its date line, dateline, copyright and source lines."""
    copyright_lines = [block.span.of(text) for block in blocks if block.reason == "copyright"]
    source_lines = [block.span.of(text) for block in blocks if block.reason == "source line"]
    date, date_from = ("", "") if known.published else _date_of_text(text, blocks, copyright_lines)
    publisher = next((name for line in copyright_lines if (name := _copyright_holder(line))), "")
    url = next((url for line in source_lines if (url := address(line))), "")
    return known.or_else(Metadata("", date, date_from, publisher, url))


def _date_of_text(text: str, blocks: Sequence[Block], copyright_lines: Sequence[str]) -> tuple[str, str]:
    lead = next((number for number, block in enumerate(blocks) if block.place == "lead"), 0)
    above = [block.span.of(text) for block in blocks[:lead] if block.reason == "date line"]
    found = [line for words in above if (line := published.on_line(words))]
    if found:
        return max(enumerate(found), key=lambda pair: (pair[1].indonesian, pair[0]))[1].date, "date line"
    prose = [block.span.of(text) for block in blocks[lead : lead + 12] if block.place in {"lead", "body"}]
    date = published.in_prose([words for words in prose if is_paragraph(words)][: published.PARAGRAPHS_READ])
    date = date or next((year for line in copyright_lines if (year := published.behind_copyright(line))), "")
    return date, "text" if date else ""


def _copyright_holder(line: str) -> str:
    """The name in a copyright line, or nothing.

    >>> _copyright_holder("COPYRIGHT © ANTARA News Kalimantan Barat 2019")
    'ANTARA News Kalimantan Barat'
    >>> _copyright_holder("© 2024. All rights reserved.")
    ''
    """
    words = COPYRIGHT_WORDS.sub(" ", line[: LONGEST_PUBLISHER * 2]).split()
    name = " ".join(words).strip(" .,-–|:")
    return name if 3 <= len(name) <= LONGEST_PUBLISHER and any(map(str.isalpha, name)) and not address(name) else ""


def address(text: str) -> str:
    """The first http or https address in the words, with a host, or nothing.

    >>> address("sumber: https://example.id/a?b=1"), address("javascript:alert(1)"), address("https://")
    ('https://example.id/a?b=1', '', '')
    """
    match = WEB_ADDRESS.search(text[:LONGEST_FRONT_LINE]) if "://" in text else None
    return match[0] if match and host(match[0]) else ""


def host(url: str) -> str:
    """The host of an address, without `www.` and `m.`.

    >>> host("https://www.example.id:8080/berita")
    'example.id'
    """
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.").removeprefix("m.")
