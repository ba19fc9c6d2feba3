"""Patterns over a row of items: what each element matches, and how a wrong pattern is refused."""

import time

import pytest

from kg.model import Mention, Span
from kg.rules.load import Rule, RuleSet
from kg.rules.match import Item, encode, matches, settle
from kg.rules.pattern import Alphabet, PatternError, compile_pattern

GROUPS = {"verb": ["melantik", "meninjau"], "also": ["juga"]}


def rule(pattern: str, alphabet: Alphabet, name: str = "x") -> Rule:
    compiled = compile_pattern(pattern, alphabet)
    return Rule(name, "says", "Tenure", pattern, compiled, frozenset({"body"}), {}, "", (), (), "stable")


def row_of(text: str) -> list[Item]:
    """Items of a sentence in which `[kind:word]` is a mention."""
    items = []
    for number, word in enumerate(text.split()):
        span = Span(number, number + 1)
        if word.startswith("["):
            kind, _, value = word.strip("[]").partition(":")
            items.append(Item(*span, value, Mention(kind, span, value)))
        else:
            items.append(Item(*span, word, None))
    return items


def fits(pattern: str, text: str) -> list[dict[str, str]]:
    alphabet = Alphabet(GROUPS)
    rules = RuleSet((rule(pattern, alphabet),), alphabet.kinds, alphabet.words, GROUPS)
    row = encode(row_of(text), rules)
    return [{name: item.text for name, item in m.fields.items()} for m in matches(row, rules, "body")]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{office} {person}", "[office:Bupati] [person:Budi] hadir", [{"office": "Bupati", "person": "Budi"}]),
        ("{office} {person}", "[office:Bupati] dan [person:Budi]", []),
        ("{office} ,? {person}", "[office:Bupati] , [person:Budi]", [{"office": "Bupati", "person": "Budi"}]),
        ("{who:person|office} .. 3 <verb>", "[office:Bupati] kemarin sore melantik", [{"who": "Bupati"}]),
        ("{who:person|office} .. 1 <verb>", "[office:Bupati] kemarin sore melantik", []),
        ("{who:person} .. 3 <verb>", "[person:Budi] . Ia melantik", []),
        ("{who:person} .. 3 <verb>", "[person:Budi] dan [person:Sari] melantik", [{"who": "Budi"}]),
        ("{who:person} .~ 3 <verb>", "[person:Budi] dan [person:Sari] melantik", [{"who": "Sari"}]),
        ("{person} ( <also> | dan ) {office}", "[person:Budi] juga [office:Camat]", [{"person": "Budi", "office": "Camat"}]),
        ("{person} ( <also> | dan )? {office}", "[person:Budi] [office:Camat]", [{"person": "Budi", "office": "Camat"}]),
        ("{person} OPEN {office} CLOSE", "[person:Budi] ( [office:Camat] )", [{"person": "Budi", "office": "Camat"}]),
        ("<how:verb> {person}", "MELANTIK [person:Budi]", [{"how": "MELANTIK", "person": "Budi"}]),
        ("NUMBER CAPITAL WORD", "12 Rumah sakit", [{}]),
        ("{person} , {person2:person}", "[person:Budi] , [person:Sari]", [{"person": "Budi", "person2": "Sari"}]),
    ],
)
def test_a_pattern_matches(pattern: str, text: str, expected: list[dict[str, str]]) -> None:
    assert fits(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("{office} .. {person}", "gap"),
        ("{office} .. 99 {person}", "gap"),
        ("<nothing>", "no word list named <nothing>"),
        ("( {office}", "unbalanced"),
        ("{office {person}", "cannot read"),
    ],
)
def test_a_wrong_pattern_is_refused(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        compile_pattern(pattern, Alphabet(GROUPS))


def test_the_longest_match_wins_then_file_order() -> None:
    alphabet = Alphabet(GROUPS)
    short, long = rule("{office} {person}", alphabet, "short"), rule("{office} {person} juga", alphabet, "long")
    twin = rule("{office} {person}", alphabet, "twin")
    rules = RuleSet((short, twin, long), alphabet.kinds, alphabet.words, GROUPS)
    row = encode(row_of("[office:Bupati] [person:Budi] juga [office:Camat] [person:Sari]"), rules)
    won, lost = settle(matches(row, rules, "body"))
    assert [m.rule.id for m in won] == ["long", "short"]
    assert sorted(m.rule.id for m in lost) == ["short", "twin", "twin"]


def test_a_rule_fires_only_in_its_places() -> None:
    alphabet = Alphabet(GROUPS)
    rules = RuleSet((rule("{office}", alphabet),), alphabet.kinds, alphabet.words, GROUPS)
    row = encode(row_of("[office:Bupati]"), rules)
    assert not list(matches(row, rules, "title"))


def test_time_grows_with_the_sentence_and_no_faster() -> None:
    alphabet = Alphabet(GROUPS)
    rules = RuleSet((rule("{person} .. 30 {person2:person} .. 30 <verb>", alphabet),), alphabet.kinds, alphabet.words, GROUPS)
    row = encode(row_of("[person:A] " * 100_000), rules)
    start = time.process_time()
    assert not list(matches(row, rules, "body"))
    assert time.process_time() - start < 5
