"""The lines of a text and what they look like: a headline, a sentence, a mere separator."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Span

LONGEST_HEADLINE = 160
SHORTEST_HEADLINE = 12
SENTENCE_MARKS = ".!?"
CLOSING_MARKS = "”\"’')] "
QUOTE_MARKS = "\"“”„«'‘’"
OPENING_QUOTES = ('"', "“", "”", "„", "‘", "''", "’’", "``")
SEPARATORS = (("\\r\\n", "\n   "), ("\r", "\n"), ("\u2028", "\n"))


class Line(NamedTuple):
    """A line without the white space at its ends: its offsets in the article and its words."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def lines_of(text: str) -> list[Line]:
    r"""The lines that hold text, in order; `\n`, `\r\n`, `\r`, U+2028 and a written-out backslash-r-backslash-n end a line.

    >>> [line.text for line in lines_of("Satu.\r\n\n  Dua.\\r\\n\\r\\nTiga.\n")]
    ['Satu.', 'Dua.', 'Tiga.']
    >>> lines_of("  Dua. ")
    [Line(start=2, end=6, text='Dua.')]
    """
    for separator, same_length in SEPARATORS:
        text = text.replace(separator, same_length)
    lines = []
    start = 0
    for piece in text.split("\n"):
        stripped = piece.strip()
        if stripped:
            at = start + (0 if len(stripped) == len(piece) else len(piece) - len(piece.lstrip()))
            lines.append(Line(at, at + len(stripped), stripped))
        start += len(piece) + 1
    return lines


def key(text: str) -> str:
    """The letters and digits alone, in lower case: equal for two spellings of one headline.

    >>> key("Bupati  Lantik “Sekda”, Baru!")
    'bupatilantiksekdabaru'
    """
    return "".join(filter(str.isalnum, text.lower()))


def in_title_case(text: str) -> bool:
    """True where most of the words of four letters and more begin with a capital or a digit.

    >>> in_title_case("Bupati Resmikan Pasar Baru di Kecamatan Tua"), in_title_case("Acara dihadiri para camat")
    (True, False)
    """
    words = [word.lstrip(QUOTE_MARKS + "([") for word in text.split()]
    long = [word for word in words if len(word) > 3]
    capital = sum(1 for word in long if not word[0].islower())
    return bool(long) and capital * 10 >= len(long) * 6


def is_headline(text: str) -> bool:
    """True for what could be the title of an article: some words in Title Case that do not end like a sentence.

    >>> is_headline("Wali Kota Buka Pekan Olahraga Pelajar")
    True
    >>> is_headline("“Saya minta semua hadir,” perintah Wali Kota."), is_headline("Pemerintahan")
    (False, False)
    """
    return (
        SHORTEST_HEADLINE <= len(text) <= LONGEST_HEADLINE
        and text[-1] not in ".,;:"
        and not text.startswith(OPENING_QUOTES)
        and text.count(" ") >= 2
        and in_title_case(text)
    )


def is_sentence(text: str, words: int = 4) -> bool:
    """True for running text: at least that many words, and an end like a sentence's that is no headline's.

    >>> is_sentence("Rapat itu dihadiri para camat."), is_sentence("Bupati Lantik Camat"), is_sentence("Baca lagi yang lain...")
    (True, False, False)
    """
    if len(text) > 2 * LONGEST_HEADLINE:
        return True
    if text.count(" ") < words - 1 or text.endswith(("...", "…")):
        return False
    last = text.rstrip(CLOSING_MARKS)[-1:]
    return last == "." or ((last in SENTENCE_MARKS or text[-1] in CLOSING_MARKS) and not in_title_case(text))


def is_paragraph(text: str) -> bool:
    """True for a paragraph of an article: as long as one, or one whole sentence.

    >>> is_paragraph("Kegiatan itu dibuka oleh Sekda dan dihadiri para kepala dinas.")
    True
    """
    return len(text) > LONGEST_HEADLINE or is_sentence(text, words=7)
