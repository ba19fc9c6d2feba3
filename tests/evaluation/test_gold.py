"""Gold files: what is read from them, and how a mistake in one is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluation.gold import read_gold

SAMPLE = Path(__file__).parents[2] / "docs" / "sample" / "gold.jsonl"


def written(folder: Path, *lines: object) -> Path:
    """A gold file with these lines; what is no text is written as JSON."""
    path = folder / "gold.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_the_sample_of_the_documentation() -> None:
    first, second = read_gold([SAMPLE])
    assert (first.id, second.id, second.line) == ("kampar-1", "kampar-2", 2)
    assert first.facts["organizations"][1] == {"organization": "Ombudsman Republik Indonesia", "territory": ""}
    assert second.facts["officials"][1]["former"] == "true"
    assert second.facts["participants"] == [
        {"agent": "Rina Marlina", "role": "officiant", "type": "penyerahan", "label": "penyerahan bantuan beras"}
    ]


def test_a_list_that_is_left_out_was_not_annotated(tmp_path: Path) -> None:
    (article,) = read_gold([written(tmp_path, {"id": "a", "territories": []})])
    assert article.facts == {"territories": []}


def test_a_byte_order_mark_and_empty_lines_make_no_difference(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeff{"id": "a", "statements": []}\r', "", {"id": "b", "statements": []}, "")
    assert [(article.id, article.line) for article in read_gold([path])] == [("a", 1), ("b", 3)]


MISTAKES = [
    ("", ": no annotated articles: expected a JSON object a line"),
    ('{"id": "a"', ", line 1, column 11: expected JSON: Expecting ',' delimiter"),
    ("[" * 100_000, ", line 1: expected the JSON of an article, found something very deep or long"),
    ([], ", line 1: expected an object in braces, found a list"),
    ({"territories": []}, ", line 1, id: expected this field"),
    ({"id": 7, "territories": []}, ", line 1, id: expected text in quotation marks, found a number"),
    ({"id": " ", "territories": []}, ", line 1, id: expected text that is not empty"),
    ({"id": "a"}, ", line 1: expected at least one of officials, organizations, territories, events, assessments, statements"),
    ({"id": "a", "official": []}, ", line 1: expected one of the fields id, officials,"),
    ({"id": "a", "officials": {}}, ", line 1, officials: expected a list, found an object"),
    ({"id": "a", "officials": [{"person": "Sari"}]}, ", line 1, officials 1, role: expected this field"),
    (
        {"id": "a", "officials": [{"person": "Sari", "role": "Bupati", "former": "ya"}]},
        "former: expected true or false, found text",
    ),
    (
        {"id": "a", "officials": [{"person": "Sari", "role": "Bupati", "acting": "PLT"}]},
        "acting: expected one of nothing, Plt,",
    ),
    ({"id": "a", "officials": [{"nama": "Sari", "role": "Bupati"}]}, "expected one of the fields person, role, acting,"),
    ({"id": "a", "territories": ["14", "1471"]}, "territories 2, territory: expected the Kemendagri code"),
    ({"id": "a", "events": [{"type": "meeting"}]}, "events 1, type: expected one of pelantikan, rapat,"),
    (
        {"id": "a", "events": [{"type": "rapat", "date": "2025-02-30"}]},
        "date: expected a date like 2025-10-20, 2025-10 or 2025",
    ),
    ({"id": "a", "events": [{"type": "rapat", "participants": "Sari"}]}, "events 1, participants: expected a list, found text"),
    (
        {"id": "a", "events": [{"type": "rapat"}, {"type": "rapat", "participants": [{"agent": "Sari", "role": "tamu"}]}]},
        "line 1, events 2, participants 1, role: expected one of nothing, officiant,",
    ),
    ({"id": "a", "statements": [{"speaker": "Sari", "starts": ""}]}, "statements 1, starts: expected text that is not empty"),
]


@pytest.mark.parametrize(("line", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_a_mistake_is_told_in_one_line_with_its_place(tmp_path: Path, line: object, message: str) -> None:
    path = written(tmp_path, line)
    with pytest.raises(InputError) as caught:
        read_gold([path])
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing: cannot be read: No such file"):
        read_gold([tmp_path / "nothing"])
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "a", "statements": []}\n{"id": "\xff"}')
    with pytest.raises(InputError, match="line 2: expected text in UTF-8"):
        read_gold([path])


def test_an_article_stands_in_one_place_only(tmp_path: Path) -> None:
    path = written(tmp_path, {"id": "a", "statements": []})
    with pytest.raises(InputError, match=r"line 1, id: expected each article once, but 'a' is also in .*gold.jsonl, line 1"):
        read_gold([path, path])
