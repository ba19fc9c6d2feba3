from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document, Evidence, Organization, Person, Reading, Span, Tenure
from kg.resolve.identities import Claim, Claims, claims, resolve
from kg.resolve.keys import is_full_name, name_key

Post = tuple[str, str]


def article(identifier: str, *people: tuple[str, set[Post]]) -> Claims:
    return Claims(tuple(Claim(identifier, name, frozenset(posts)) for name, posts in people), ())


GOVERNOR, DEPUTY, HEAD = ("gubernur", "61"), ("wakil gubernur", "61"), ("bupati", "14.01")
AGENCY = ("kepala dinas", "dinas kesehatan")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Ria Norsan", {GOVERNOR}), ("Ria Norsan", {GOVERNOR}), True),
        (("Ria Norsan", {GOVERNOR}), ("RIA NORSAN", {DEPUTY}), True),
        (("Ria Norsan", {GOVERNOR}), ("Ria Norsan", {HEAD}), False),
        (("Ria Norsan", {GOVERNOR}), ("Ria Norsan", set()), True),
        (("Ria Norsan", set()), ("Ria Norsan", set()), True),
        (("Ria Norsan", {GOVERNOR, AGENCY}), ("Ria Norsan", {AGENCY}), True),
        (("Sutarmidji", {GOVERNOR}), ("Sutarmidji", {GOVERNOR}), True),
        (("Sutarmidji", {GOVERNOR}), ("Sutarmidji", {DEPUTY}), False),
        (("Sutarmidji", {GOVERNOR}), ("Sutarmidji", set()), False),
        (("Sutarmidji", set()), ("Sutarmidji", set()), False),
        (("AL Leysandri", {GOVERNOR}), ("A.L. Leysandri", {GOVERNOR}), True),
        (("AL Leysandri", {GOVERNOR}), ("AL Leysandri", set()), False),
        (("Rudy Mas'ud", {GOVERNOR}), ("Rudy Mas’ud", {GOVERNOR}), True),
        (("Jo\u200bko Wi\u00addodo", {GOVERNOR}), ("Joko Widodo", {GOVERNOR}), True),
        (("Joko Widodo", {GOVERNOR}), ("J\u043eko Widodo", {GOVERNOR}), False),
        (("Ria Norsan", {GOVERNOR}), ("Ria Norsan Putra", {GOVERNOR}), False),
    ],
)
def test_who_is_who(one: tuple[str, set[Post]], other: tuple[str, set[Post]], same: bool) -> None:
    identities = resolve([article("1", one), article("2", other)])
    first, second = identities.person("1", one[0]), identities.person("2", other[0])
    assert (first == second) == same
    assert (first.key == second.key) == same


def test_a_name_without_a_post_joins_nobody_where_two_people_bear_it() -> None:
    people = [
        article("1", ("Ria Norsan", {GOVERNOR})),
        article("2", ("Ria Norsan", {HEAD})),
        article("3", ("Ria Norsan", set())),
    ]
    identities = resolve(people)
    assert len({identities.person(number, "Ria Norsan").key for number in "123"}) == 3


def test_posts_held_by_one_person_in_one_article_join_the_others() -> None:
    both = article("1", ("Ria Norsan", {GOVERNOR, HEAD}))
    identities = resolve([both, article("2", ("Ria Norsan", {GOVERNOR})), article("3", ("Ria Norsan", {HEAD}))])
    assert len({identities.person(number, "Ria Norsan") for number in "123"}) == 1


POSTS = st.sets(st.tuples(st.sampled_from(["gubernur", "bupati"]), st.sampled_from(["14", "61", "dinas a"])), max_size=2)
PEOPLE = st.lists(st.tuples(st.sampled_from(["Ria Norsan", "ria norsan", "Joko", "A. B. Joko"]), POSTS), max_size=3)


@given(st.lists(PEOPLE, min_size=1, max_size=5))
def test_the_order_of_articles_makes_no_difference(articles: list[list[tuple[str, set[Post]]]]) -> None:
    listed = [article(str(number), *dict(people).items()) for number, people in enumerate(articles)]
    answers = [
        {number: dict(named) for number, named in resolve(order).people.items()} for order in list(permutations(listed))[:8]
    ]
    assert all(answer == answers[0] for answer in answers)


@given(PEOPLE, st.lists(st.sampled_from(["Surya Atmaja", "Bagus Harimurti"]), max_size=3))
def test_articles_about_others_never_rename(people: list[tuple[str, set[Post]]], others: list[str]) -> None:
    mine = article("1", *dict(people).items())
    more = [article(f"x{number}", (name, {GOVERNOR})) for number, name in enumerate(others)]
    alone, among = resolve([mine]), resolve([*more, mine])
    assert alone.people.get("1", {}) == among.people.get("1", {})


def test_more_articles_on_the_same_post_never_rename() -> None:
    one = resolve([article("1", ("Ria Norsan", {GOVERNOR}))])
    many = resolve([article(str(number), ("Ria Norsan", {GOVERNOR})) for number in range(5)])
    assert one.person("1", "Ria Norsan") == many.person("1", "Ria Norsan")


def test_the_label_is_the_spelling_used_most() -> None:
    names = ["RIA NORSAN", "Ria Norsan", "Ria Norsan", "Ria  Norsan"]
    identities = resolve([article(str(number), (name, {GOVERNOR})) for number, name in enumerate(names)])
    assert identities.person("0", "RIA NORSAN").label == "Ria Norsan"


def test_claims_are_the_posts_of_a_reading() -> None:
    person, body = Person("Ria Norsan"), Organization("Dinas A")
    evidence = (Evidence(Span(0, 1), Span(0, 1), "r"),)
    reading = Reading(
        Document("1", "x", ()), people=(person,), tenures=(Tenure(person, "Kepala Dinas", "", False, body, "61", evidence),)
    )
    found = claims(reading)
    assert found.people == (Claim("1", "Ria Norsan", frozenset({("kepala dinas", "61"), ("kepala dinas", "dinas a")})),)
    assert found.organizations == ("Dinas A",)
    assert resolve([found]).organization("DINAS A") == "Dinas A"


def test_many_articles_on_one_person_are_fast() -> None:
    listed = [article(str(number), ("Ria Norsan", {GOVERNOR})) for number in range(20_000)]
    identities = resolve(listed)
    assert len({person["Ria Norsan"] for person in identities.people.values()}) == 1


@given(st.text(max_size=50))
def test_keys_are_stable(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert name_key(f" {text}. ") == name_key(text)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ria Norsan", True),
        ("Sutarmidji", False),
        ("AL Leysandri", False),
        ("Al Haris", False),
        ("Seno Aji", True),
        ("", False),
    ],
)
def test_full_names(name: str, full: bool) -> None:
    assert is_full_name(name_key(name)) == full
