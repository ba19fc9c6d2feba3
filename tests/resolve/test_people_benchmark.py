"""The measuring stick itself: that its worlds are what they promise, and that its figures are right."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import officials
import people
import pytest
from hypothesis import given
from hypothesis import strategies as st
from names import clipped, initialled, mistyped, respelled

from kg.resolve.claims import Claim, Claims, Held

SIZE, MENTIONS = 3_000, 30_000
EVERY_ROLE = {
    *("Gubernur", "Wakil Gubernur", "Bupati", "Wakil Bupati", "Wali Kota", "Wakil Wali Kota", "Sekretaris Daerah", "Kapolda"),
    *("Kapolres", "Ketua", "Camat", "Kepala Kejaksaan Negeri", "Kepala Dinas", "Kepala Badan", "Anggota", "Asisten"),
    *("Staf Ahli", "Menteri", "Direktur Jenderal"),
}
DIGEST = """
import hashlib, json
from officials import world
articles, truth = world(3, 120, 900)
print(hashlib.sha256(json.dumps([[a.record() for a in articles], list(truth.values())]).encode()).hexdigest())
"""


@cache
def small() -> tuple[list[Claims], dict[tuple[str, str], int]]:
    return officials.world(1, SIZE, MENTIONS)


def claims() -> list[Claim]:
    return [claim for article in small()[0] for claim in article.people]


def test_a_world_is_the_same_under_any_hash_seed() -> None:
    folder = Path(people.__file__).parent
    paths = os.pathsep.join((str(folder), str(folder.parent)))
    digests = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        digests.add(subprocess.run([sys.executable, "-c", DIGEST], env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


def test_another_seed_is_another_world() -> None:
    assert officials.world(1, 50, 200) != officials.world(2, 50, 200)


@pytest.mark.parametrize(("size", "mentions"), [(1, 1), (1, 5), (40, 40), (60, 100), (SIZE, MENTIONS)])
def test_a_world_has_so_many_people_and_mentions(size: int, mentions: int) -> None:
    articles, truth = small() if size == SIZE else officials.world(1, size, mentions)
    assert {(claim.article, claim.name) for article in articles for claim in article.people} == truth.keys()
    assert (len(truth), len(set(truth.values()))) == (mentions, size)
    assert sum(len(article.people) for article in articles) == mentions


def test_more_people_than_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="a mention for each"):
        officials.world(1, 10, 9)


def test_claims_are_what_the_reader_gives() -> None:
    articles, _ = small()
    assert len({article.article for article in articles}) == len(articles)
    for article in articles[:2_000]:
        assert Claims.of(json.loads(json.dumps(article.record()))) == article
        assert 1 <= len(article.people) <= 8
        assert len({claim.name for claim in article.people}) == len(article.people)
        for claim in article.people:
            assert claim.article == article.article
            assert claim.name not in claim.aliases
            assert claim.name == " ".join(claim.name.split())
            assert list(claim.titles) == sorted(claim.titles)


def share(part: int, whole: int) -> float:
    return part / whole


def test_rates_are_kept() -> None:
    articles, truth = small()
    named = claims()
    posts = [held for claim in named for held in claim.posts]
    assert share(sum(not a.published for a in articles), len(articles)) == pytest.approx(officials.UNDATED, abs=0.01)
    assert share(sum(len(a.published) == 7 for a in articles), len(articles)) == pytest.approx(officials.MONTH_ONLY, abs=0.01)
    assert 0.07 < share(sum(not claim.posts for claim in named), len(named)) < 0.12
    assert share(sum(claim.name.isupper() for claim in named), len(named)) == pytest.approx(officials.CAPITALS, abs=0.01)
    assert 0.15 < share(sum(bool(claim.titles) for claim in named), len(named)) < 0.35
    assert 0.25 < share(sum(bool(claim.aliases) for claim in named), len(named)) < 0.5
    assert 0.01 < share(sum(len(claim.posts) > 1 for claim in named), len(named)) < 0.08
    assert 0.003 < share(sum(bool(held.since) for held in posts), len(posts)) < 0.05
    assert 0.03 < share(sum(held.former for held in posts), len(posts)) < 0.12
    assert 0.05 < share(sum(not held.organization for held in posts), len(posts)) < 0.15
    assert max(held.since for held in posts) < "2025-12" > max(a.published for a in articles)
    assert len(set(truth.values())) == SIZE


def test_fame_is_heavy_tailed() -> None:
    counts = sorted(Counter(small()[1].values()).values(), reverse=True)
    assert share(sum(count <= 2 for count in counts), SIZE) > 0.25
    assert sum(counts[: SIZE // 100]) > MENTIONS / 5


def test_every_kind_of_post_is_there() -> None:
    roles = Counter(held.role for claim in claims() for held in claim.posts)
    assert roles.keys() >= EVERY_ROLE


def test_people_have_namesakes_but_not_in_their_posts() -> None:
    country = officials.Country(Random("people 1"), SIZE)
    bearers = Counter(who.name.full for who in country.people)
    assert 0.02 < share(sum(count for count in bearers.values() if count > 1), SIZE) < 0.15
    assert 0.06 < share(sum(len(who.name.words) == 1 for who in country.people), SIZE) < 0.12
    shared = 0
    for (kind, _), terms in country.held.items():
        if kind in ("head", "governor", "sekda", "kapolres"):
            holders = {term.who.number: term.who.name.full for term in terms}
            shared += len(holders) - len(set(holders.values()))
    assert shared <= 3


def test_one_holds_a_post_at_a_time() -> None:
    country = officials.Country(Random("people 1"), SIZE)
    for (kind, _), terms in country.held.items():
        if kind in ("head", "governor", "sekda", "kapolres", "kajari", "kapolda"):
            in_turn = sorted(terms, key=lambda term: term.start)
            assert all(one.end <= other.start for one, other in pairwise(in_turn))


@pytest.mark.parametrize(
    ("predicted", "truth", "pairs", "bcubed"),
    [
        ("aabb", "xxyy", (1, 1), (1, 1)),
        ("aaaa", "xxyy", (2 / 6, 1), (0.5, 1)),
        ("abcd", "xxyy", (1, 0), (1, 0.5)),
        ("aaab", "xxyy", (1 / 3, 1 / 2), ((4 / 3 + 1 / 3 + 1) / 4, (2 + 0.5 + 0.5) / 4)),
        ("a", "x", (1, 1), (1, 1)),
        ("", "", (1, 1), (1, 1)),
    ],
)
def test_scores(predicted: str, truth: str, pairs: tuple[float, float], bcubed: tuple[float, float]) -> None:
    found = people.scores(dict(enumerate(predicted)), dict(enumerate(truth)))
    assert tuple(found.pairs) == pytest.approx(pairs)
    assert tuple(found.bcubed) == pytest.approx(bcubed)


def test_nothing_right_is_zero() -> None:
    assert people.Measure(0.0, 0.0).f1 == 0.0
    assert people.Measure(0.5, 1.0).f1 == pytest.approx(2 / 3)


def test_other_mentions_than_those_of_the_truth_are_refused() -> None:
    with pytest.raises(ValueError, match="only one of"):
        people.scores({1: 1}, {2: 1})


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_scores_are_those_of_counting_one_by_one(both: list[tuple[int, int]]) -> None:
    predicted, truth = ({number: pair[side] for number, pair in enumerate(both)} for side in (0, 1))
    found = people.scores(predicted, truth)
    every = [(i, j) for i in truth for j in truth if i < j]
    put = [(i, j) for i, j in every if predicted[i] == predicted[j]]
    belong = [(i, j) for i, j in every if truth[i] == truth[j]]
    hits = len(set(put) & set(belong))
    assert found.pairs.precision == pytest.approx(hits / len(put) if put else 1)
    assert found.pairs.recall == pytest.approx(hits / len(belong) if belong else 1)
    group = {i: {j for j in truth if predicted[i] == predicted[j]} for i in truth}
    person = {i: {j for j in truth if truth[i] == truth[j]} for i in truth}
    assert found.bcubed.precision == pytest.approx(sum(len(group[i] & person[i]) / len(group[i]) for i in truth) / len(truth))
    assert found.bcubed.recall == pytest.approx(sum(len(group[i] & person[i]) / len(person[i]) for i in truth) / len(truth))


def test_examples_are_errors_and_count_the_pairs() -> None:
    truth = {("1", "a"): 1, ("2", "a"): 1, ("3", "b"): 2, ("4", "c"): 3}
    predicted = {("1", "a"): "x", ("2", "a"): "y", ("3", "b"): "y", ("4", "c"): "z"}
    merged, split = people.merged(predicted, truth, 4), people.split(predicted, truth, 4)
    assert [(wrong.one[0], wrong.other[0], wrong.pairs) for wrong in merged] == [("2", "3", 1)]
    assert [(wrong.one[0], wrong.other[0], wrong.pairs) for wrong in split] == [("1", "2", 1)]
    assert people.merged(truth, truth, 4) == people.split(truth, truth, 4) == []


def test_by_kind_adds_up() -> None:
    articles, truth = small()
    told = people.by_kind(articles, truth, truth)
    assert sum(count for count, _ in told.values()) == MENTIONS
    assert all(measure == (pytest.approx(1), pytest.approx(1)) for _, measure in told.values())


@pytest.mark.parametrize(
    ("name", "posts", "kind"),
    [
        ("Ria Norsan", False, "full name, bare"),
        ("Sutarmidji", True, "one word, post"),
        ("A.L. Leysandri", True, "initials, post"),
        ("AL Leysandri", False, "initials, bare"),
    ],
)
def test_kind(name: str, posts: bool, kind: str) -> None:
    assert people.kind(Claim("1", name, posts=(Held("Bupati"),) if posts else ())) == kind


def test_a_claim_in_one_line() -> None:
    claim = Claim("7", "Ria Norsan", ("Norsan",), ("H",), (Held("Bupati", "", "", "61.02", "Pj", True),))
    assert people.shown(claim, "2020-01-01") == "2020-01-01  7         Ria Norsan = Norsan [H]: mantan Pj Bupati @ 61.02"


@given(st.integers(), st.sampled_from(["Muhammad Darwan", "I Wayan Sunita", "Ta'anto", "Umar bin Saleh", "A"]))
def test_forms_of_a_name_are_names(seed: int, name: str) -> None:
    random = Random(seed)
    for form in (respelled(random, name), mistyped(random, name), initialled(random, name.split()) or name):
        assert form
        assert form == " ".join(form.split())


@pytest.mark.parametrize(("word", "nickname"), [("Sutarmidji", "Midji"), ("Hariyanto", "Yanto"), ("Agus", ""), ("Sri", "")])
def test_clipped(word: str, nickname: str) -> None:
    assert clipped(word) == nickname


def test_the_table_tells_of_a_way_that_fails() -> None:
    truth = {("1", "a"): 1}
    ran = {"resolve": "KeyError: 'x'", "same name (peer)": people.Ran(1.0, 10, 20, {("1", "a"): 0})}
    lines = list(people.report(ran, truth))
    assert "failed: KeyError" in lines[1]
    assert "1.0000" in lines[2]
