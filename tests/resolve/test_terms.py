"""Small worlds: what articles say on which day, and the time of the terms that follows."""

from __future__ import annotations

import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.calendar import first_day, last_day, surely_before
from kg.resolve.claims import Claim, Claims, Held
from kg.resolve.identities import Identities, PersonId
from kg.resolve.terms import Term, terms

POSTS = {
    "Gub": Held("Gubernur", "Pemerintah Provinsi Riau", "14", "14"),
    "Gub-": Held("Gubernur", territory="14"),
    "Wagub": Held("Wakil Gubernur", "Pemerintah Provinsi Riau", "14", "14"),
    "Sekda": Held("Sekretaris Daerah", "Pemerintah Provinsi Riau", "14", "14"),
    "Kadis": Held("Kepala Dinas", "Dinas Kesehatan"),
    "Asisten": Held("Asisten", "Pemerintah Provinsi Riau", "14", "14"),
}
_OBSERVED = re.compile(
    r"(?P<former>mantan )?(?:(?P<acting>P\w+) )?(?P<post>[\w-]+) (?P<who>\w+)(?: \(sworn (?P<since>[\d-]+)\))?"
)


def world(*lines: str) -> list[Claims]:
    """Articles from lines such as `2018-09-06: Gub A (sworn 2018-09-05), mantan Sekda B`; `?` is an unknown date."""
    return [_article(f"a{number:02}", line) for number, line in enumerate(lines)]


def _article(identifier: str, line: str) -> Claims:
    date, _, told = line.partition(": ")
    posts: dict[str, set[Held]] = {}
    for part in told.split(", "):
        found = _OBSERVED.fullmatch(part)
        assert found, part
        held = POSTS[found["post"]]._replace(
            acting=found["acting"] or "", former=bool(found["former"]), since=found["since"] or ""
        )
        posts.setdefault(found["who"], set()).add(held)
    people = tuple(Claim(identifier, who, posts=tuple(sorted(helds))) for who, helds in sorted(posts.items()))
    return Claims(identifier, "" if date == "?" else date, people)


def everybody(articles: list[Claims]) -> Identities:
    """Everybody is who the name says."""
    named = {
        article.article: {claim.name: PersonId(claim.name, claim.name) for claim in article.people} for article in articles
    }
    return Identities(named, {})


def told(term: Term) -> str:
    """A term in one line: `Pj Gub A: seen 2018 to 2019, sworn 2018, end 2019, over 2019-02; 3`."""
    posts = term.current.posts or term.former.posts
    short = next(name for name, held in POSTS.items() if held.role == posts[0].role)
    who = " ".join(filter(None, (term.acting, short, term.person)))
    parts = [
        f"seen {term.first} to {term.last}" if term.first else "",
        f"sworn {' '.join(term.starts)}" if term.starts else "",
        f"end {term.end}" if term.end else "",
        f"over {term.over_by}" if term.over_by else "",
    ]
    return f"{who}: {', '.join(filter(None, parts))}".strip()


def lines(*articles: str) -> list[str]:
    found = world(*articles)
    return sorted(told(term) for term in terms(found, everybody(found)))


WORLDS: dict[str, tuple[list[str], list[str]]] = {
    "one sighting": (["2019-02: Gub A"], ["Gub A: seen 2019-02 to 2019-02"]),
    "no date": (["?: Gub A"], ["Gub A:"]),
    "absence ends nothing": (["2001: Gub A", "2002: Sekda B"], ["Gub A: seen 2001 to 2001", "Sekda B: seen 2002 to 2002"]),
    "partial dates span all they can mean": (
        ["2019: Gub A", "2019-03-01: Gub A", "2018-12: Gub A"],
        ["Gub A: seen 2018-12 to 2019"],
    ),
    "two ways to name a post": (["2019-02: Gub A", "2020-02: Gub- A"], ["Gub A: seen 2019-02 to 2020-02"]),
    "a successor who was sworn in": (
        ["2018-01-01: Gub A", "2018-09-06: Gub B (sworn 2018-09-05)"],
        [
            "Gub A: seen 2018-01-01 to 2018-01-01, end 2018-09-05, over 2018-09-06",
            "Gub B: seen 2018-09-06 to 2018-09-06, sworn 2018-09-05",
        ],
    ),
    "a single sighting of somebody else may be a slip": (
        ["2018-01: Gub A", "2018-10: Gub B"],
        ["Gub A: seen 2018-01 to 2018-01", "Gub B: seen 2018-10 to 2018-10"],
    ),
    "two sightings are a successor": (
        ["2018-01: Gub A", "2018-10: Gub B", "2019-01: Gub B"],
        ["Gub A: seen 2018-01 to 2018-01, over 2018-10", "Gub B: seen 2018-10 to 2019-01"],
    ),
    "nobody is succeeded who is seen afterwards": (
        ["2018-01: Gub A", "2018-10: Gub B", "2019-01: Gub B", "2019-03: Gub A"],
        ["Gub A: seen 2018-01 to 2019-03", "Gub B: seen 2018-10 to 2019-01"],
    ),
    "seen after the successor was sworn in: no end, but over later": (
        ["2018-10: Gub A", "2018-09-06: Gub B (sworn 2018-09-05)", "2019-01: Gub B", "2019-02: Gub B"],
        ["Gub A: seen 2018-10 to 2018-10, over 2019-01", "Gub B: seen 2018-09-06 to 2019-02, sworn 2018-09-05"],
    ),
    "there and back": (
        ["2010: Gub A", "2012: Gub A", "2014: Gub B", "2017: Gub B", "2019: Gub A", "2020: Gub A"],
        ["Gub A: seen 2010 to 2020", "Gub B: seen 2014 to 2017, over 2019"],
    ),
    "mantan": (
        ["2018-01: Gub A", "2019-05-03: mantan Gub A", "2020: mantan Gub A"],
        ["Gub A: seen 2018-01 to 2018-01, over 2019-05-03"],
    ),
    "only mantan": (["2019-05-03: mantan Gub A", "?: mantan Gub A"], ["Gub A: over 2019-05-03"]),
    "mantan on an unknown day ends nothing": (["2018: Gub A", "?: mantan Gub A"], ["Gub A: seen 2018 to 2018"]),
    "mantan of an earlier term": (
        ["2012: Gub A", "2014: mantan Gub A", "2019-03-02: Gub A (sworn 2019-03-01)"],
        ["Gub A: seen 2012 to 2019-03-02, sworn 2019-03-01"],
    ),
    "mantan and in office again without a word is kept": (
        ["2012: Gub A", "2014: mantan Gub A", "2016: Gub A"],
        ["Gub A: seen 2012 to 2016, over 2014"],
    ),
    "two days of one swearing-in": (
        ["2018-09-06: Gub A (sworn 2018-09-05)", "2018-09-07: Gub A (sworn 2018-09-06)"],
        ["Gub A: seen 2018-09-06 to 2018-09-07, sworn 2018-09-05 2018-09-06"],
    ),
    "a Plh of some days ends nothing": (
        ["2018-01: Gub A", "2018-03-01: Plh Gub B", "2018-03-03: Plh Gub B", "2018-05: Gub A", "2018-06: Gub A"],
        ["Gub A: seen 2018-01 to 2018-06", "Plh Gub B: seen 2018-03-01 to 2018-03-03, over 2018-05"],
    ),
    "a Plt and a Pjs during campaign leave end nothing": (
        ["2018-01: Gub A, Wagub B", "2018-03: Plt Gub B", "2018-04: Plt Gub B", "2018-05: Pjs Gub C (sworn 2018-05-01)"],
        [
            "Gub A: seen 2018-01 to 2018-01",
            "Pjs Gub C: seen 2018-05 to 2018-05, sworn 2018-05-01",
            "Plt Gub B: seen 2018-03 to 2018-04",
            "Wagub B: seen 2018-01 to 2018-01",
        ],
    ),
    "a Pj is named once the post is vacant, and is over with the next one": (
        ["2023-08: Gub A", "2023-09-06: Pj Gub B (sworn 2023-09-05)", "2025-02-21: Gub C (sworn 2025-02-20)"],
        [
            "Gub A: seen 2023-08 to 2023-08, end 2023-09-05, over 2023-09-06",
            "Gub C: seen 2025-02-21 to 2025-02-21, sworn 2025-02-20",
            "Pj Gub B: seen 2023-09-06 to 2023-09-06, sworn 2023-09-05, end 2025-02-20, over 2025-02-21",
        ],
    ),
    "a Pj Sekda stands in": (
        ["2023-08: Sekda A", "2023-09-06: Pj Sekda B (sworn 2023-09-05)"],
        ["Pj Sekda B: seen 2023-09-06 to 2023-09-06, sworn 2023-09-05", "Sekda A: seen 2023-08 to 2023-08"],
    ),
    "the swearing-in of the next one is no end where somebody was between": (
        ["2018-01: Gub A", "2018-03: Pj Gub B", "2018-04: Pj Gub B", "2018-09-06: Gub C (sworn 2018-09-05)"],
        [
            "Gub A: seen 2018-01 to 2018-01, over 2018-03",
            "Gub C: seen 2018-09-06 to 2018-09-06, sworn 2018-09-05",
            "Pj Gub B: seen 2018-03 to 2018-04, end 2018-09-05, over 2018-09-06",
        ],
    ),
    "nor where he was called mantan before": (
        ["2018-01: Gub A", "2018-03: mantan Gub A", "2018-09-06: Gub C (sworn 2018-09-05)"],
        ["Gub A: seen 2018-01 to 2018-01, over 2018-03", "Gub C: seen 2018-09-06 to 2018-09-06, sworn 2018-09-05"],
    ),
    "nor after a whole term out of sight": (
        ["2010-01: Gub A", "2018-09-06: Gub C (sworn 2018-09-05)"],
        ["Gub A: seen 2010-01 to 2010-01, over 2018-09-06", "Gub C: seen 2018-09-06 to 2018-09-06, sworn 2018-09-05"],
    ),
    "one who was acting is sworn in himself": (
        ["2021-01: Plt Gub A", "2021-06-02: Gub A (sworn 2021-06-01)"],
        [
            "Gub A: seen 2021-06-02 to 2021-06-02, sworn 2021-06-01",
            "Plt Gub A: seen 2021-01 to 2021-01, end 2021-06-01, over 2021-06-02",
        ],
    ),
    "a holder of long ago is no successor": (
        ["2018-02: Gub A", "2019: Gub B (sworn 2003-01-01)"],
        ["Gub A: seen 2018-02 to 2018-02", "Gub B: seen 2019 to 2019, sworn 2003-01-01"],
    ),
    "many hold such a post": (
        ["2018-01: Asisten A", "2018-10-02: Asisten B (sworn 2018-10-01)", "2019: Asisten B"],
        ["Asisten A: seen 2018-01 to 2018-01", "Asisten B: seen 2018-10-02 to 2019, sworn 2018-10-01"],
    ),
    "nobody knows of which Dinas": (
        ["2018-01: Kadis A", "2018-10-02: Kadis B (sworn 2018-10-01)"],
        ["Kadis A: seen 2018-01 to 2018-01", "Kadis B: seen 2018-10-02 to 2018-10-02, sworn 2018-10-01"],
    ),
    "a partial end": (
        ["2018-01-05: Gub A", "2018: Gub B (sworn 2018)", "2019: Gub B"],
        ["Gub A: seen 2018-01-05 to 2018-01-05, end 2018, over 2019", "Gub B: seen 2018 to 2019, sworn 2018"],
    ),
}


@pytest.mark.parametrize("name", WORLDS)
def test_small_worlds(name: str) -> None:
    articles, expected = WORLDS[name]
    assert lines(*articles) == sorted(expected)


def test_copies_of_one_text_are_one_source() -> None:
    found = world("2018-01: Gub A", "2018-10: Gub B", "2018-10: Gub B")
    copied = {"a01": "a01", "a02": "a01"}
    governor, other = terms(found, everybody(found), copied)
    assert (governor.over_by, other.current.articles, other.current.sources) == ("", 2, 1)
    governor, other = terms(found, everybody(found))
    assert (governor.over_by, other.current.articles, other.current.sources) == ("2018-10", 2, 2)


DATES = st.sampled_from(["2018", "2018-03", "2018-03-05", "2018-09", "2019-01-01", "2019", "2020-06", "2024-02-01", "?"])
OBSERVED = st.builds(
    lambda former, acting, post, who, since: (
        f"{former}{acting}{post} {who}{f' (sworn {since})' if since and not former else ''}"
    ),
    st.sampled_from(["", "", "", "mantan "]),
    st.sampled_from(["", "", "Pj ", "Plt "]),
    st.sampled_from(["Gub", "Gub", "Gub-", "Sekda"]),
    st.sampled_from("ABC"),
    st.sampled_from(["", "", "2018-03-01", "2018", "2019-02-02", "2024-01-31"]),
)
ARTICLES = st.lists(
    st.builds(lambda date, parts: f"{date}: {', '.join(parts)}", DATES, st.lists(OBSERVED, min_size=1, max_size=3)), max_size=7
)


@given(ARTICLES)
def test_the_order_of_articles_makes_no_difference(articles: list[str]) -> None:
    found = world(*articles)
    answers = [terms(list(order), everybody(found)) for order in list(permutations(found))[:10]]
    assert all(answer == answers[0] for answer in answers)


@given(ARTICLES.filter(bool))
def test_an_article_never_makes_a_term_shorter(articles: list[str]) -> None:
    found = world(*articles)
    after = {term.person + term.acting + str(term.post): term for term in terms(found, everybody(found))}
    for term in terms(found[:-1], everybody(found)):
        longer = after[term.person + term.acting + str(term.post)]
        assert not term.first or (first_day(longer.first) or 0) <= (first_day(term.first) or 0)
        assert not term.last or (last_day(longer.last) or 0) >= (last_day(term.last) or 0)
        assert set(term.starts) <= set(longer.starts)


@given(ARTICLES)
def test_no_term_ends_before_it_starts_or_while_it_is_seen(articles: list[str]) -> None:
    found = world(*articles)
    for term in terms(found, everybody(found)):
        assert not any(surely_before(term.end, start) for start in (*term.starts, term.first, term.last))
        assert not term.end or term.current.articles


def test_a_hundred_governors_in_an_article_and_ten_thousand_in_as_many_cost_little() -> None:
    crowd = [f"20{year}: " + ", ".join(f"Gub P{number}" for number in range(100)) for year in range(10, 30)]
    single = [f"20{10 + number % 15}-0{1 + number % 9}: Gub Q{number}" for number in range(5_000)]
    found = world(*crowd, *single)
    assert len(terms(found, everybody(found))) == 5_100
