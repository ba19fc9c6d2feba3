from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.lexicon import read_table
from kg.model import Document, Evidence, Organization, Person, Reading, Span, Tenure
from kg.resolve.bearers import Names
from kg.resolve.claims import Body, Claim, Claims, Held, claims
from kg.resolve.cluster import cluster
from kg.resolve.compare import SAME, compare
from kg.resolve.identities import Identities, Wishes, resolve
from kg.resolve.keys import is_full_name, name_key
from kg.resolve.names import compare_names
from kg.resolve.posts import post_of
from kg.resolve.profiles import profiles

GOVERNOR, DEPUTY = Held("Gubernur", territory="61"), Held("Wakil Gubernur", territory="61")
REGENT, HEAD = Held("Bupati", territory="14.01"), Held("Kepala Dinas", "Dinas Kesehatan", "61", "61")


def article(identifier: str, *people: tuple[str, set[Held]], published: str = "") -> Claims:
    named = (Claim(identifier, name, posts=tuple(sorted(posts))) for name, posts in people)
    return Claims(identifier, published, tuple(named))


def persons(identities: Identities, *mentions: tuple[str, str]) -> int:
    """How many people these names in articles are."""
    return len({identities.person(*mention) for mention in mentions})


def test_a_name_without_a_post_joins_nobody_where_two_people_bear_it() -> None:
    people = [
        article("1", ("Ria Norsan", {GOVERNOR}), published="2019-01-02"),
        article("2", ("Ria Norsan", {REGENT}), published="2019-01-05"),
        article("3", ("Ria Norsan", set())),
    ]
    assert persons(resolve(people), *((number, "Ria Norsan") for number in "123")) == 3


def test_posts_held_by_one_person_in_one_article_join_the_others() -> None:
    both = article("1", ("Ria Norsan", {GOVERNOR, REGENT}))
    identities = resolve([both, article("2", ("Ria Norsan", {GOVERNOR})), article("3", ("Ria Norsan", {REGENT}))])
    assert persons(identities, *((number, "Ria Norsan") for number in "123")) == 1


@pytest.mark.parametrize("name", ["Sutarmidji", "A. L.", "M. Said"])
def test_a_short_name_never_joins_on_likeness_alone(name: str) -> None:
    identities = resolve([article("1", (name, {GOVERNOR}), published="2019"), article("2", (name, set()), published="2019")])
    assert persons(identities, ("1", name), ("2", name)) == 2


def test_there_are_no_chains() -> None:
    """Each of the two full names could be shortened so, but they are not one."""
    posts = {Held("Anggota", "Dewan Perwakilan Rakyat Daerah Kota Pontianak", "61.71", "61.71")}
    names = ("Ahmad Sundarta", "Ahmad Wirasena", "Ahmad")
    identities = resolve([article(str(number), (name, posts), published="2020") for number, name in enumerate(names)])
    assert persons(identities, *((str(number), name) for number, name in enumerate(names))) == 3
    assert {pairing.state for pairing in identities.doubtful} <= {"unsure", "ambiguous", "against"}


POSTS = st.sets(
    st.builds(
        Held,
        st.sampled_from(["Gubernur", "Bupati", "Kepala Dinas", "Anggota"]),
        st.sampled_from(["", "Dinas Kesehatan", "Kementerian Dalam Negeri"]),
        st.just(""),
        st.sampled_from(["", "14", "61", "61.71"]),
        st.sampled_from(["", "Plt"]),
        st.booleans(),
    ),
    max_size=2,
)
NAMES = st.sampled_from(
    [
        "Ria Norsan",
        "RIA NORSAN",
        "Norsan",
        "Ria N. Putra",
        "Ria Norsan Putra",
        "Riya Norsan",
        "Joko",
        "A. B. Joko",
        "Djoko",
        "Rian",
    ]
)
PEOPLE = st.dictionaries(NAMES, POSTS, max_size=3)
DATES = st.sampled_from(["", "2018", "2018-03-04", "2018-04", "2024-01-02"])
ARTICLES = st.lists(st.tuples(PEOPLE, DATES), min_size=1, max_size=5)


def listed(articles: list[tuple[dict[str, set[Held]], str]]) -> list[Claims]:
    return [article(str(number), *people.items(), published=date) for number, (people, date) in enumerate(articles)]


@given(ARTICLES)
@settings(deadline=None)
def test_the_order_of_articles_makes_no_difference(articles: list[tuple[dict[str, set[Held]], str]]) -> None:
    answers = [resolve(order) for order in list(permutations(listed(articles)))[:6]]
    assert all(answer.people == answers[0].people and answer.doubtful == answers[0].doubtful for answer in answers)


@given(ARTICLES)
@settings(deadline=None)
def test_everybody_is_one_person_and_nothing_is_lost(articles: list[tuple[dict[str, set[Held]], str]]) -> None:
    claimed = listed(articles)
    identities = resolve(claimed)
    found = [claim for person in identities.persons for profile in person.profiles for claim in profile.claims]
    assert sorted(found) == sorted(claim for one in claimed for claim in one.people)
    ids = [person.id for person in identities.persons]
    assert len(ids) == len(set(ids))
    for person in identities.persons:
        assert person.id not in person.others
        assert len(person.joined) == len(person.profiles) - 1


@given(ARTICLES, st.integers(0, 4))
@settings(deadline=None)
def test_more_articles_lose_no_id(articles: list[tuple[dict[str, set[Held]], str]], fewer: int) -> None:
    """An id of fewer articles is that of a person of all, or leads to one."""
    claimed = listed(articles)
    before, after = resolve(claimed[:fewer]), resolve(claimed)
    known = {one for person in after.persons for one in (person.id, *person.others)}
    assert {one for person in before.persons for one in (person.id, *person.others)} <= known


@given(PEOPLE, st.lists(st.sampled_from(["Surya Atmaja", "Bagus Harimurti"]), max_size=3))
@settings(deadline=None)
def test_articles_about_others_never_rename(people: dict[str, set[Held]], others: list[str]) -> None:
    mine = article("1", *people.items())
    more = [article(f"x{number}", (name, {HEAD})) for number, name in enumerate(others)]
    alone, among = resolve([mine]), resolve([*more, mine])
    assert alone.people.get("1", {}) == among.people.get("1", {})


def test_later_articles_never_rename() -> None:
    one = resolve([article("1", ("Ria Norsan", {DEPUTY}), published="2019-01-01")])
    dates = ("2019-01-01", "2020-02-02", "2025-03-03")
    later = [article(str(n), ("Ria Norsan", {GOVERNOR if n else DEPUTY}), published=date) for n, date in enumerate(dates)]
    many = resolve([*later, article("1", ("Ria Norsan", {DEPUTY}), published="2019-01-01")])
    assert one.person("1", "Ria Norsan") == many.person("1", "Ria Norsan")


def test_the_label_is_the_spelling_used_most() -> None:
    names = ["RIA NORSAN", "Ria Norsan", "Ria Norsan", "Ria  Norsan"]
    identities = resolve([article(str(number), (name, {GOVERNOR})) for number, name in enumerate(names)])
    assert identities.person("0", "RIA NORSAN").label == "Ria Norsan"


def test_a_full_name_is_the_label_though_a_short_one_is_used_more() -> None:
    names = ["Sutarmidji", "Midji", "Midji", "Ria Norsan", "Norsan", "Norsan"]
    posts = [GOVERNOR] * 3 + [DEPUTY] * 3
    told = [article(str(n), (name, {post}), published="2020") for n, (name, post) in enumerate(zip(names, posts, strict=True))]
    identities = resolve(told)
    assert [identities.person(str(n), name).label for n, name in enumerate(names)][3:] == ["Ria Norsan"] * 3


def test_people_are_obeyed() -> None:
    told = [article("1", ("Ria Norsan", {GOVERNOR})), article("2", ("Ria Norsan", {DEPUTY})), article("3", ("Joko", {REGENT}))]
    ids = [resolve(told).persons, sorted(profile.atoms[0] for profile in profiles(told))]
    _, (joko, *norsan) = ids
    kept = resolve(told, Wishes(different={(norsan[0], norsan[1]): "two men"}))
    assert persons(kept, ("1", "Ria Norsan"), ("2", "Ria Norsan")) == 2
    assert not kept.doubtful
    one = resolve(told, Wishes(same={(joko, norsan[0]): "his nickname"}, labels={joko: "Joko Norsan"}))
    assert {one.person(*mention).label for mention in (("1", "Ria Norsan"), ("2", "Ria Norsan"), ("3", "Joko"))} == {
        "Joko Norsan"
    }
    gone = resolve(told, Wishes(same={(joko, "nobody-123"): ""}))
    assert gone.ignored == {(joko, "nobody-123"): "nobody has the id nobody-123"}


@pytest.mark.parametrize(
    ("one", "other", "likeness", "left_out"),
    [
        ("ria norsan", "ria norsan", "same", 0),
        ("muh iqbal", "muhammad iqbal", "spelling", 0),
        ("ahmad luthfi", "achmad lutfi", "spelling", 0),
        ("soekarno", "sukarno", "spelling", 0),
        ("wahyumi", "wahyuni", "slip", 0),
        ("m iqbal", "muhammad iqbal", "initial", 0),
        ("al leysandri", "amperawan lingga leysandri", "initial", 0),
        ("norsan", "ria norsan", "same", 1),
        ("midji", "sutarmidji", "clipped", 0),
        ("ahmad yani", "ahmad zaki", None, 0),
        ("ria", "rian", None, 0),
        ("m", "muhammad", None, 0),
        ("norsan ria", "ria norsan", None, 0),
        ("j\u043eko widodo", "joko widodo", None, 0),
    ],
)
def test_two_forms_of_a_name(one: str, other: str, likeness: str | None, left_out: int) -> None:
    match = compare_names(one, other)
    assert match == compare_names(other, one)
    assert (match and match.likeness, match.left_out if match else 0) == (likeness, left_out)


@given(st.text("ajmn .'h", max_size=20), st.text("ajmn .'h", max_size=20))
def test_names_are_compared_alike_both_ways(one: str, other: str) -> None:
    first, second = name_key(one), name_key(other)
    assert compare_names(first, second) == compare_names(second, first)


@given(ARTICLES)
@settings(deadline=None)
def test_every_reason_is_told_and_the_score_is_their_sum(articles: list[tuple[dict[str, set[Held]], str]]) -> None:
    found = profiles(listed(articles))
    names = Names.of(profile.name for profile in found)
    for one in found:
        for other in found:
            comparison, back = compare(one, other, names), compare(other, one, names)
            assert comparison.score == back.score == round(sum(reason.strength for reason in comparison.reasons), 2)
            assert all(reason.text and reason.strength for reason in comparison.reasons if reason.feature != "name")


def test_what_is_joined_reaches_the_threshold() -> None:
    told = [article(str(n), ("Ria Norsan", {post}), published="2020") for n, post in enumerate((GOVERNOR, DEPUTY, HEAD))]
    clusters = cluster(profiles(told))
    assert all(judgement.comparison.score >= SAME for judgement in clusters.judgements if judgement.state == "joined")


def test_roles_of_one_holder_are_roles_of_the_table() -> None:
    roles = {row.fields["role"] for row in read_table("roles.csv", ("form", "role", "acting", "organization", "level", "note"))}
    assert {row.fields["role"] for row in read_table("single_posts.csv", ("role", "in"))} <= roles


@pytest.mark.parametrize(
    ("held", "single", "placed"),
    [
        (GOVERNOR, True, True),
        (Held("Gubernur"), False, False),
        (Held("Presiden"), True, True),
        (Held("Menteri", "Kementerian Dalam Negeri"), True, True),
        (Held("Kepala Dinas", "Dinas Kesehatan"), False, False),
        (Held("Kepala Dinas", "Dinas Kesehatan Kota Malang"), True, True),
        (Held("Anggota", "Dewan Perwakilan Rakyat Daerah Kota Malang"), False, True),
    ],
)
def test_where_posts_are_held(held: Held, single: bool, placed: bool) -> None:
    assert (post_of(held).single, post_of(held).placed) == (single, placed)


def test_claims_are_the_posts_of_a_reading() -> None:
    person, body = Person("Ria Norsan", titles=("Drs",)), Organization("Dinas A")
    evidence = (Evidence(Span(0, 1), Span(0, 1), "r"),)
    tenure = Tenure(person, "Kepala Dinas", "", False, body, "61", evidence)
    found = claims(Reading(Document("1", "x", ()), people=(person,), tenures=(tenure,)))
    assert found.people == (Claim("1", "Ria Norsan", (), ("Drs",), (Held("Kepala Dinas", "Dinas A", "", "61"),)),)
    assert found.bodies == (Body("Dinas A"),)
    assert resolve([found]).organization("DINAS A") == "Dinas A"


def test_many_articles_on_one_person() -> None:
    identities = resolve([article(str(number), ("Ria Norsan", {GOVERNOR})) for number in range(20_000)])
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
