from __future__ import annotations

import re
from types import ModuleType

from kg.graph.history import history_quads
from kg.graph.iris import Iris
from kg.graph.vocabulary import RDF
from kg.resolve.claims import Claim, Claims, Held, claims
from kg.resolve.identities import Identities, PersonId, resolve
from kg.resolve.terms import terms

IRIS = Iris("https://contoh.id/")


def shortened(lines: list[str]) -> list[str]:
    """The lines as `node property value`, nodes by a letter in the order in which they come."""
    letters: dict[str, str] = {}
    told = []
    for line in lines:
        assert line.endswith(" <https://contoh.id/graph/resolution> .")
        subject, predicate, value = line.removesuffix(" <https://contoh.id/graph/resolution> .").split(" ", 2)
        node = letters.setdefault(subject, "abcdef"[len(letters)])
        value = letters.get(value, re.sub(r'^"(.*)"\^\^.*#(\w+)>$', r"\1 \2", value))
        told.append(f"{node} {predicate.strip('<>').rpartition('#')[2].rpartition('/')[2]} {value}")
    return told


def history(*told: tuple[str, Held]) -> list[str]:
    articles = [Claims(f"a{n}", date, (Claim(f"a{n}", "A", posts=(held,)),)) for n, (date, held) in enumerate(told)]
    identities = Identities({article.article: {"A": PersonId("a", "A")} for article in articles}, {})
    return shortened(history_quads(terms(articles, identities), {}, IRIS))


GOVERNOR = Held("Gubernur", territory="61")


def test_the_time_stands_at_the_node_that_articles_saw_in_office() -> None:
    lines = history(("2018-09", GOVERNOR._replace(since="2018-09-05")), ("2024", GOVERNOR._replace(former=True)))
    said = {line[2:] for line in lines}
    assert {
        "firstSeen 2018-09 gYearMonth",
        "lastSeen 2018-09 gYearMonth",
        "startDate 2018-09-05 date",
        "overBy 2024 gYear",
    } <= said
    assert sum("overBy" in line for line in lines) == sum("endOf" in line for line in lines) == 1


def test_a_tenure_that_nobody_saw_has_only_the_day_by_which_it_was_over() -> None:
    assert history(("2024", GOVERNOR._replace(former=True))) == [
        "a articles 1 integer",
        "a overBy 2024 gYear",
        "a sources 1 integer",
    ]


def test_every_way_to_name_a_post_has_the_time_of_the_term() -> None:
    lines = history(("2018", GOVERNOR), ("2020", Held("Gubernur", "Pemerintah Provinsi Riau", "61", "61")))
    assert [line for line in lines if "Seen" in line] == [
        f"{node} {which}" for node in "ab" for which in ("firstSeen 2018 gYear", "lastSeen 2020 gYear")
    ]


def test_the_nodes_are_the_tenures_of_the_articles(sample: ModuleType) -> None:
    readings = sample.readings()
    *articles, _ = sample.chunks(readings)
    member = "<http://www.w3.org/ns/org#Membership>"
    tenures = {line.split()[0] for lines in articles for line in lines if f"<{RDF.type}> {member}" in line}
    claimed = [claims(reading) for reading in readings]
    times = history_quads(terms(claimed, resolve(claimed)), sample.TERRITORIES, Iris())
    assert {line.split()[0] for line in times} == tenures
    again = history_quads(terms(claimed[::-1], resolve(claimed)), sample.TERRITORIES, Iris())
    assert again == times == sorted(times)
