"""The lists of words in cues.toml and in the files of rules: all are explained, asked for, and say a word once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from kg.annotate import lists
from kg.extract import events

PACKAGE = Path(__file__).parent.parent / "kg"
TEXT = (PACKAGE / "data" / "cues.toml").read_text(encoding="utf-8")
CUES: dict[str, list[str]] = tomllib.loads(TEXT)
RULES = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in (PACKAGE / "data" / "rules").glob("*.toml")}
_ASKED = re.compile(r"\blists\.(?:cues|any_cue)\(([^()]+)\)")


def asked(path: Path) -> list[str]:
    """The lists for which a module asks."""
    calls = _ASKED.findall(path.read_text(encoding="utf-8"))
    return [name for call in calls for name in re.findall(r"""["']([a-z-]+)["']""", call)]


def test_every_list_is_asked_for_and_no_other() -> None:
    names = {name for path in PACKAGE.rglob("*.py") for name in asked(path)}
    assert names == set(CUES)


def test_a_list_says_a_word_once() -> None:
    assert [(name, word) for name, words in CUES.items() for word, count in Counter(words).items() if count > 1] == []


def test_no_two_lists_say_the_same() -> None:
    count = Counter(frozenset(words) for words in CUES.values())
    assert [sorted(words) for words, times in count.items() if times > 1] == []


def test_a_comment_stands_above_each_list() -> None:
    lines = TEXT.splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(r"[a-z-]+ = \[", line)]
    assert len(starts) == len(CUES)
    assert [lines[at] for at in starts if not lines[at - 1].startswith("# ")] == []


def test_the_lines_are_short() -> None:
    assert [line for line in TEXT.splitlines() if len(line) > 128] == []


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_word_list_of_a_file_of_rules_is_used(name: str) -> None:
    entries = [*RULES[name].get("rule", ()), *RULES[name].get("rating", ())]
    used = {group for entry in entries for group in re.findall(r"<([a-z-]+)>", entry["pattern"])}
    used |= {entry["needs"] for entry in entries if isinstance(entry.get("needs"), str)}
    assert set(RULES[name].get("words", ())) - used == set()


def test_the_lists_of_sentences_without_a_happening_are_among_the_rules() -> None:
    assert set(events._LISTS) <= set(events.rules().groups)


def test_alternatives_are_escaped_and_the_longest_comes_first() -> None:
    words = lists.any_cue("until").split("|")
    assert sorted(words, key=len, reverse=True)[0] == words[0]
    assert r"s\.d" in words
