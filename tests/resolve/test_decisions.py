from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.resolve import why
from kg.resolve.claims import Claim, Claims, Held
from kg.resolve.decision_file import COLUMNS, append, read_decisions, remove
from kg.resolve.decisions import Decision, Standing, check_together, checked, path_of
from kg.resolve.follow import Followed, follow

BASE = "https://w3id.org/simpul/"
HEADER = ",".join(COLUMNS)
A, B, C = "person/a-1", "person/b-2", "person/c-3"
FULL = Decision("same", A, B, "", "Rina", "2026-11-22", "same photo")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(*lines: str, end: str = "\n", start: str = "", coding: str = "utf-8") -> Path:
        path = tmp_path / "decisions.csv"
        path.write_bytes((start + "".join(line + end for line in lines)).encode(coding))
        return path

    return written


@pytest.mark.parametrize(
    ("line", "decision"),
    [
        (f"same,{A},,{B},Rina,2026-11-22,same photo", FULL),
        (f"same,{BASE}{A},,{BASE}{B},Rina,22/11/2026,same photo", FULL),
        ("same,person:a-1,,person:b-2,Rina,2026-11-22,same photo", FULL),
        (f" same , {A} ,, {B} , Rina ,2026-11-22, same photo ", FULL),
        (f'same,{A},,{B},"Rina, ""R""",2026,"two\nlines"', Decision("same", A, B, "", 'Rina, "R"', "2026", "two\nlines")),
        (f"same,{A},,{B}", Decision("same", A, B)),
        (f"unsure,{A},,{B}", Decision("unsure", A, B)),
        (f"different,{A},,{B}", Decision("different", A, B)),
        (f"different,{A},,article/000_22fa", Decision("different", A, "article/000_22fa")),
        (f"different,{A},,000 22fa?", Decision("different", A, "000 22fa?")),
        (f"rename,{A},,  Rudy   Mas’ud ", Decision("rename", A, "Rudy Mas’ud")),
        ("rename,organization/polres-a@35.07,,Polres A", Decision("rename", "organization/polres-a@35.07", "Polres A")),
        ("drop,event/a-b~1f/rapat-10-1", Decision("drop", "event/a-b~1f/rapat-10-1")),
        ("drop,event/a/rapat-1,sem:hasTimeStamp", Decision("drop", "event/a/rapat-1", "", "sem:hasTimeStamp")),
        ("correct,assessment/a/1-0,dcterms:date,2020", Decision("correct", "assessment/a/1-0", "2020", "dcterms:date")),
        ("correct,assessment/a/1-0,ratingValue,=1+1", Decision("correct", "assessment/a/1-0", "=1+1", "ratingValue")),
        ("correct,assessment/a/1-0,ratingValue,'=1+1", Decision("correct", "assessment/a/1-0", "=1+1", "ratingValue")),
        (f"correct,statement/a/1,schema:creator,{BASE}{A}", Decision("correct", "statement/a/1", A, "schema:creator")),
        (f"link,{A},,https://www.wikidata.org/entity/Q1", Decision("link", A, "https://www.wikidata.org/entity/Q1")),
        ("link,territory/61,skos:exactMatch,http://a.id/", Decision("link", "territory/61", "http://a.id/", "skos:exactMatch")),
    ],
)  # fmt: skip
def test_lines(write: Callable[..., Path], line: str, decision: Decision) -> None:
    (found,) = read_decisions(write(HEADER, line), BASE)
    assert found == decision
    assert found.place.endswith("decisions.csv:2")


@pytest.mark.parametrize(
    ("start", "end", "mark"),
    [("", "\n", ","), ("\ufeff", "\r\n", ","), ("\ufeff", "\r\n", ";"), ("", "\r", ","), ("\n\n", "\n", ",")],
)
def test_the_ways_in_which_programs_save_it(write: Callable[..., Path], start: str, end: str, mark: str) -> None:
    lines = [
        line.replace(",", mark) for line in (HEADER, f"same,{A},,{B},,,", ",,,,,,", "", f"different,{A},,{C},,,", ",,,", "")
    ]
    path = write(*lines, end=end, start=start)
    before = path.read_bytes()
    found = read_decisions(path)
    assert [str(each) for each in found] == [f"same {A} {B}", f"different {A} {C}"]
    written = append(path, Decision("drop", "event/a/rapat-1", why=f"wrong{mark} so"))
    assert path.read_bytes().startswith(before)
    assert read_decisions(path) == [*found, written]
    assert remove(path, written)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            [HEADER, "join,person/a-1,,person/b-2"],
            ":2: unknown decision 'join': expected one of same, different, unsure, rename",
        ),
        ([HEADER, "", "same,a-1,,person/b-2"], ":3: subject 'a-1': expected person/…, as in an IRI of the graph"),
        ([HEADER, "same,https://x.id/person/a,,person/b"], ":2: subject 'https://x.id/person/a': expected person/…"),
        ([HEADER, f"same,{A},,event/a/b-1"], ":2: value 'event/a/b-1': expected person/…"),
        ([HEADER, f"same,{A},,{A}"], f":2: {A} is given twice: expected two people"),
        ([HEADER, f"same,{A},,"], ":2: value '': expected person/…"),
        ([HEADER, f"same,{A},x,{B}"], ":2: property 'x': a decision 'same' has none"),
        ([HEADER, f"different,{A},,"], ":2: value '': expected person/… or article/…"),
        ([HEADER, f"rename,{A},,"], ":2: value '': expected the new name"),
        ([HEADER, f"rename,{A},,x\x1b[2J"], ":2: value 'x\\x1b[2J': expected the new name"),
        ([HEADER, f"rename,{A},,x\u202ey"], ":2: value 'x\\u202ey': expected the new name"),
        ([HEADER, "rename,territory/61,,X"], ":2: subject 'territory/61': expected person/… or organization/… or post/…"),
        ([HEADER, f"drop,{A}"], f":2: subject '{A}': expected tenure/… or event/… or assessment/… or statement/…"),
        ([HEADER, "drop,event/a/b-1,,x"], ":2: value 'x': a decision 'drop' has none"),
        ([HEADER, "correct,event/a/b-1,,x"], ":2: a decision 'correct' needs a property"),
        ([HEADER, "correct,event/a/b-1,venue,"], ":2: a decision 'correct' needs a value; 'drop' with the property"),
        ([HEADER, f"link,{A},,javascript:alert(1)"], ":2: value 'javascript:alert(1)': expected an address"),
        ([HEADER, f"link,{A},,https://a.id/x y"], ":2: value 'https://a.id/x y': expected an address"),
        ([HEADER, f"link,{A},,{BASE}{B}"], ": expected one outside the graph; 'same' joins two people"),
        ([HEADER, f"same,{A}> <x,,{B}"], f":2: subject '{A}> <x': expected person/…"),
        ([HEADER, f"same,{A},,{B},,yesterday"], ":2: when 'yesterday': expected a date, like 2026-11-22"),
        ([HEADER, f"same,{A},,{B},,13/13/2026"], ":2: when '13/13/2026': expected a date"),
        ([HEADER, f"same,{A},,{B},a,2026,b,c"], ":2: 8 cells: expected 7; text with ',' needs quotes"),
        ([HEADER, f",{A},,{B}"], ":2: expected a decision and a subject"),
        ([HEADER, f'same,{A},,{B},"a'], ":2: broken CSV"),
        ([HEADER, f'same,{A},,{B},"a"b'], ":2: broken CSV"),
        (["decision,subject,colour"], ":1: unknown column 'colour': expected decision, subject, property"),
        (["decision,value"], ":1: there is no column 'subject'"),
        (["decision,subject,subject"], ":1: column 'subject' is given twice"),
        ([HEADER, f"same,{A},,{B}", f"different,{B},,{A}"], f":3: (different {B} {A}) contradicts FILE:2 (same {A} {B})"),
        (
            [HEADER, f"different,{A},,{C}", f"same,{A},,{B}", f"same,{B},,{C}"],
            f":2: (different {A} {C}) contradicts FILE:3 (same {A} {B}); FILE:4 (same {B} {C})",
        ),
        (
            [HEADER, f"rename,{A},,X", f"rename,{A},,Y"],
            f":3: (rename {A} Y) contradicts FILE:2 (rename {A} X); a later line does",
        ),
        (
            [HEADER, "correct,event/a/b-1,venue,X", "correct,event/a/b-1,venue,Y"],
            ":3: (correct event/a/b-1 venue Y) contradicts FILE:2 (correct event/a/b-1 venue X)",
        ),
        ([HEADER, "correct,event/a/b-1,venue,X", "drop,event/a/b-1"], ":2: (correct event/a/b-1 venue X) contradicts FILE:3"),
        ([HEADER, "correct,event/a/b-1,venue,X", "drop,event/a/b-1,venue"], ":3: (drop event/a/b-1 venue) contradicts FILE:2"),
    ],
)
def test_every_mistake_is_one_clear_error(write: Callable[..., Path], lines: list[str], message: str) -> None:
    path = write(*lines)
    with pytest.raises(InputError) as caught:
        read_decisions(path, BASE)
    said = str(caught.value)
    assert said.startswith(f"{path}:")
    assert message.replace("FILE", str(path)) in said
    assert "\n" not in said


def test_a_file_in_another_coding_is_an_error(write: Callable[..., Path]) -> None:
    with pytest.raises(InputError, match=r"decisions\.csv:2: not UTF-8"):
        read_decisions(write(HEADER, f"rename,{A},,Réka", coding="latin-1"))


def test_no_file_and_an_empty_one_hold_nothing(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none.csv") == []
    (tmp_path / "empty.csv").touch()
    assert read_decisions(tmp_path / "empty.csv") == []
    with pytest.raises(InputError, match="expected a file of decisions"):
        read_decisions(tmp_path)


def test_what_is_said_twice_is_no_contradiction(write: Callable[..., Path]) -> None:
    lines = [f"same,{A},,{B},Rina", f"same,{B},,{A},Budi", f"rename,{A},,X", f"rename,{A},,X", f"link,{A},,https://a.id/1"]
    assert len(read_decisions(write(HEADER, *lines, f"link,{A},,https://a.id/2"))) == 6


def test_a_decision_that_contradicts_the_file_is_not_written(write: Callable[..., Path]) -> None:
    path = write(HEADER, f"same,{A},,{B}")
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"contradicts .*decisions\.csv:2"):
        append(path, Decision("different", A, B))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["decisions.csv"]


def test_a_file_keeps_its_columns_its_mode_and_being_a_link(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write("why,value,subject,decision", f"because,{B},{A},same")
    path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    with pytest.raises(InputError, match="there is no column 'who', which this decision needs"):
        append(link, Decision("same", A, C, who="Rina"))
    append(link, Decision("same", A, C, why="so"))
    assert path.read_text(encoding="utf-8").splitlines()[-1] == f"so,{C},{A},same"
    assert (link.is_symlink(), path.stat().st_mode & 0o777) == (True, 0o640)


def test_a_broken_off_last_line_is_ended_first(write: Callable[..., Path]) -> None:
    path = write(HEADER + "\n" + f"same,{A},,{B}", end="")
    append(path, Decision("same", A, C))
    assert path.read_text(encoding="utf-8").splitlines() == [HEADER, f"same,{A},,{B}", f"same,{A},,{C},,,"]


def test_many_who_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    script = (
        "import sys; from pathlib import Path; from kg.resolve.decision_file import append, remove\n"
        "from kg.resolve.decisions import Decision\n"
        "for n in range(12):\n"
        "    d = append(Path(sys.argv[1]), Decision('unsure', f'person/a-{n}', f'person/b-{sys.argv[2]}', who=sys.argv[2]))\n"
        "    if n % 3 == 0: assert remove(Path(sys.argv[1]), d)\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(path), str(n)], env={**os.environ}) for n in range(4)]
    assert [process.wait(60) for process in started] == [0] * 4
    found = read_decisions(path)
    assert sorted((each.subject, each.who) for each in found) == sorted(
        (f"person/a-{n}", str(who)) for n in range(12) for who in range(4) if n % 3
    )
    assert [each.name for each in tmp_path.iterdir()] == ["d.csv"]


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["=1+1", "'=1", "''@x", "-5", "+3", "@a", '"', ",;", "a\nb", "a\r\nb", "\ufeff", "'", "\t=", "\x00"]
)
DECISIONS = st.builds(
    lambda one, other, who, why: Decision("unsure", f"person/a-{one}", f"person/b-{other}", "", who, "", why),
    st.integers(0, 9), st.integers(0, 9), TEXTS, TEXTS,
) | st.builds(
    lambda number, value, why: Decision("correct", f"assessment/{number}/1-0", value, "ratingValue", "", "2026", why),
    st.uuids(), TEXTS.filter(lambda text: bool(text.strip())), TEXTS,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(DECISIONS, max_size=6), st.sampled_from([HEADER, HEADER.replace(",", ";"), "\ufeff" + HEADER, ""]))
def test_what_is_written_is_read_again_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision], header: str
) -> None:
    path = tmp_path_factory.mktemp("d") / "decisions.csv"
    path.write_text(header + "\n" if header else "", encoding="utf-8", newline="")
    states, written = [path.read_bytes()], list[Decision]()
    for decision in decisions:
        written.append(append(path, decision))
        states.append(path.read_bytes())
        assert written[-1] == checked(decision)
    assert read_decisions(path) == written
    for state, decision in zip(reversed(states[:-1]), reversed(written), strict=True):
        assert remove(path, decision)
        assert path.read_bytes() == state or not state
    assert read_decisions(path) == []
    assert not remove(path, FULL)


@given(st.text(max_size=40))
def test_no_text_becomes_a_path_that_breaks_an_iri(text: str) -> None:
    assert not re.search(
        r"[\x00-\x20<>\"{}|\\^`]", path_of(text, BASE) + path_of(f"person/{text}") + path_of(f"{BASE}event/{text}")
    )


def test_standing_decisions_settle_pairs_through_others() -> None:
    standing = Standing(
        {"a-1": "a-0"}, [Decision("same", A, B), Decision("different", "person/a-0", C), Decision("unsure", B, "person/d-4")]
    )
    assert standing.settled("a-0", "b-2") and standing.settled("b-2", "c-3") and not standing.settled("c-3", "d-4")
    assert standing.unsure("a-1", "d-4") and not standing.unsure("c-3", "d-4")


GOVERNOR = Held("Gubernur", "Pemerintah Provinsi Kalimantan Barat", "61", "61")
DEPUTY = Held("Wakil Gubernur", "Pemerintah Provinsi Kalimantan Barat", "61", "61")


def article(identifier: str, *people: tuple[str, tuple[Held, ...]]) -> Claims:
    return Claims(identifier, "2022-01-01", tuple(Claim(identifier, name, (), (), posts) for name, posts in people))


ARTICLES = [
    article("1", ("Rudy Masud", (GOVERNOR,))),
    article("2", ("Rudy Masud", (GOVERNOR,))),
    article("3", ("Rudy Masud", (DEPUTY,))),
    article("4 a", ("Rudy Masud", ())),
    article("5", ("Bang Harum Perkasa", (DEPUTY,))),
]


def groups(followed: Followed) -> list[str]:
    """The articles of each person."""
    return sorted(
        "+".join(sorted({claim.article for profile in person.profiles for claim in profile.claims}))
        for person in followed.identities.persons
    )


def person(number: str) -> str:
    """The id that whoever an article names has by itself."""
    alone = follow([each for each in ARTICLES if each.article == number], []).identities
    return f"person/{next(iter(alone.people[number].values())).id}"


def everybody(*decisions: tuple[str, str, str]) -> Followed:
    return follow(ARTICLES, [Decision(*decision, who="Rina", why="so") for decision in decisions])


def test_without_decisions() -> None:
    assert groups(everybody()) == ["1+2+3+4 a", "5"]


def test_two_are_one_by_decision_and_nobody_else_is_lost_by_it() -> None:
    followed = everybody(("same", person("5"), person("1")))
    assert (groups(followed), followed.unfollowed) == (["1+2+3+4 a+5"], ())


def test_two_are_kept_apart() -> None:
    followed = everybody(("different", person("1"), person("3")))
    assert followed.unfollowed == ()
    assert not any("1" in group and "3" in group for group in groups(followed))


@pytest.mark.parametrize("name", ["4 a", "article/4 a", "2", "article/2"])
def test_in_an_article_somebody_else_is_meant(name: str) -> None:
    for subject in (person("1"), person("3")):
        followed = everybody(("different", subject, name))
        assert followed.unfollowed == ()
        assert name.removeprefix("article/") in groups(followed)


@pytest.mark.parametrize(
    ("decision", "report"),
    [
        (("same", A, B), f"nobody in the graph has the id {A}"),
        (("different", "{1}", B), f"nobody in the graph has the id {B}"),
        (("different", "{1}", "article/9"), "no article of the graph has the id 9"),
        (("different", "{1}", "5"), "the article 5 does not mean {1} anyway"),
        (("different", "{5}", "5"), "{5} is named in the article 5 only"),
        (("rename", A, "X"), f"nobody in the graph has the id {A}"),
    ],
)
def test_what_finds_nobody_is_reported(decision: tuple[str, str, str], report: str) -> None:
    kind, subject, value = (part.replace("{1}", person("1")).replace("{5}", person("5")) for part in decision)
    (unfollowed,) = follow(ARTICLES, [Decision(kind, subject, value, place="decisions.csv:12")]).unfollowed
    assert str(unfollowed) == "decisions.csv:12: " + report.replace("{1}", person("1")).replace("{5}", person("5"))


def test_two_names_for_one_person_are_reported() -> None:
    followed = everybody(("rename", person("1"), "Rudy A"), ("rename", person("3"), "Rudy B"))
    assert [str(each) for each in followed.unfollowed] == ["another decision calls the same person 'Rudy A'"]
    assert {each.label for each in followed.identities.persons} == {"Rudy A", "Bang Harum Perkasa"}


def test_a_contradiction_is_found_whatever_the_order() -> None:
    decisions = [Decision("same", A, B), Decision("same", B, C), Decision("different", A, C)]
    for order in (decisions, decisions[::-1]):
        with pytest.raises(InputError, match="contradicts"):
            check_together(order)


def explained(one: str, other: str, *decisions: tuple[str, str, str]) -> why.Explanation:
    followed = everybody(*decisions)
    given_ = [Decision(*decision, who="Rina", why="so") for decision in decisions]
    found = [why.find_people(followed.identities, each)[0] for each in (one, other)]
    return why.explain(followed.identities, found[0], found[1], given_)


def test_why_two_are_one() -> None:
    explanation = explained(person("1"), person("3"))
    assert (explanation.answer, len(explanation.steps)) == ("same", 1)
    assert "are one person: joined at +" in explanation.sentence
    assert "name" in [reason.feature for reason in explanation.steps[0].pairing.reasons]
    assert "person/" in why.text(explanation) and ": same name: rudy masud" in why.text(explanation)


def test_why_two_are_one_through_others() -> None:
    explanation = explained(person("3"), person("5"), ("same", person("1"), person("5")))
    assert [step.pairing.reasons[0].feature == "decision" for step in explanation.steps] == [False, True]
    assert "joined through others in 2 steps" in explanation.sentence


def test_why_by_decision() -> None:
    same = explained(person("1"), person("5"), ("same", person("1"), person("5")))
    assert same.sentence.endswith("are one person: decided by Rina: so.")
    different = explained(person("1"), person("3"), ("different", person("3"), person("1")))
    assert different.answer == "different"
    assert different.sentence.endswith("two people: decided by Rina: so.")
    assert [str(each)[:9] for each in different.decisions] == ["different"]


def test_why_two_who_were_never_compared_are_two() -> None:
    explanation = explained("rudy masud", "Bang Harum Perkasa")
    assert explanation.answer == "different"
    assert [reason.text for reason in explanation.steps[0].pairing.reasons if reason.strength <= -100]
    record = explanation.record()
    assert record["answer"] == "different" and record["steps"]


def test_the_merges_of_a_person_are_told() -> None:
    (rudy,) = (each for each in everybody().identities.persons if each.label == "Rudy Masud")
    told = why.merges(rudy)
    assert told.count(", joined") == len(rudy.joined) == 2
    assert told.count("    name +") == 2
    (harum,) = (each for each in everybody().identities.persons if each.label != "Rudy Masud")
    assert why.merges(harum) == ""
