"""Whose quotation it is: the words to look for the speaker in stand between angle brackets, `<` and `>`."""

from time import process_time

import pytest

from kg.annotate.quotes import find
from kg.annotate.sentences import split
from kg.annotate.speech import NOTHING, attribution
from kg.annotate.verbs import positions
from kg.model import Block, Document, Span

CASES = [
    ('"Kami siap," kata <Gubernur Riau, Amir Hamid, usai rapat.> Ia pulang.', 0, "after"),
    ('"Kami siap", papar <Sekda.>', 0, "after"),
    ('"Kami siap." Ujar <Bupati>', 0, "after"),
    ("“Kami siap”. kata <Bupati>", 0, "after"),
    ('"Kami siap,"ujar <H. Amir Hamid di aula.> Lalu pulang.', 0, "after"),
    ('"Kami siap," demikian disampaikan <Bupati.>', 0, "after"),
    ('"Kami siap." Demikian kata <Bupati.>', 0, "after"),
    ('"Kami siap," <katanya>, Senin.', 0, "nya"),
    ('"Kami siap" <ujar nya> di aula.', 0, "nya"),
    ("“Kami siap”. <Ucapnya>", 0, "nya"),
    ('"Kami siap," <tegas>.', 0, "nya"),
    ('"Kami siap," kata <Budi>, "dan mulai."', 0, "after"),
    ('"Kami siap," kata <Budi>, "dan mulai."', 1, "after"),
    ('<Bupati Amir Hamid> mengatakan, "Kami siap."', 0, "before"),
    ('Rapat usai. <Bupati> juga menegaskan bahwa "kami siap".'.replace("<Bupati> juga", "<Bupati juga>"), 0, "before"),
    ('Menurut <Bupati Amir>, "kami siap bekerja".', 0, "after"),
    ('Sementara itu, kata <Bupati Amir>, "kami siap bekerja".', 0, "after"),
    ('<Bupati Amir>: "Kami siap."', 0, "before"),
    ('"Kami siap," <Bupati Amir> menambahkan.', 0, "before"),
    ('"Kami siap," kata <Budi.> "Kami mulai sekarang."', 1, "continued"),
    ('"Kami siap," <katanya>. "Kami mulai sekarang."', 1, "continued"),
]
NONE = [
    'Bupati mengatakan hal itu penting. "Kami siap."',
    '"Kami siap." Bupati lalu pulang.',
    '"Kami siap." Menurut warga, jalan itu rampung.',
    'Harga kunci "Inggris" naik.',
    'Bupati Amir Hamid dan rombongan tiba di aula kantor desa itu bersama: "Kami siap."',
]


def read(text: str) -> Document:
    return Document("a", text, (Block(Span(0, len(text)), "body"),))


@pytest.mark.parametrize(("drawn", "index", "position"), CASES)
def test_finds_the_words_that_name_the_speaker(drawn: str, index: int, position: str) -> None:
    text = drawn.replace("<", "").replace(">", "")
    document = read(text)
    found = attribution(find(document, split(document))[index], text, document.blocks[0].span)
    assert found.span is not None
    assert found.position == position
    assert text[: found.span.start] + "<" + found.span.of(text) + ">" + text[found.span.end :] == drawn


@pytest.mark.parametrize("text", NONE)
def test_says_so_where_nothing_names_a_speaker(text: str) -> None:
    document = read(text)
    assert attribution(find(document, split(document))[0], text, document.blocks[0].span) == NOTHING


def test_the_paragraph_is_not_left() -> None:
    document = read('Budi mengatakan, "Kami siap," kata Amir.')
    quote = find(document, split(document))[0]
    assert attribution(quote, document.text, quote.outer) == NOTHING


def test_every_verb_with_nya_has_its_verb_and_verbs_are_in_small_letters() -> None:
    table = positions()
    for form, position in table.items():
        assert form == form.lower()
        if position == "nya":
            assert table.get(form.removesuffix("nya")) == "after", form


@pytest.mark.parametrize("pattern", ['"a," kata Budi, ', '"a" ', "''a,'' kata B. ", '"a. " kata b '])
def test_time_grows_with_the_number_of_quotations_and_no_faster(pattern: str) -> None:
    def seconds(size: int) -> float:
        document = read(pattern * (size // len(pattern)))
        quotes = find(document, [])
        start = process_time()
        for quote in quotes:
            attribution(quote, document.text, document.blocks[0].span)
        return process_time() - start

    seconds(100)
    assert min(seconds(20_000) for _ in range(2)) < 50 * max(min(seconds(2_000) for _ in range(2)), 0.001)
