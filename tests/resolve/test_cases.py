"""Who is who, by the labelled pairs of `cases.csv`; `README.md` beside it explains the columns."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from people import shown

from kg.lexicon import territories
from kg.resolve.claims import Body, Claim, Claims, Held
from kg.resolve.identities import resolve

TABLE = Path(__file__).with_name("cases.csv")
ROLES = Path(__file__).parents[2] / "kg" / "data" / "roles.csv"
COLUMNS = ("same", "strength", "one", "one_post", "other", "other_post", "others", "why")
STRENGTHS = ("STRONG", "MEDIUM", "WEAK")
MEDIUM_PASS = 0.9
SAME_ARTICLE = "same article"
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
NAME = re.compile(r"(?:\[(?P<titles>[^\]]+)\] )?(?P<name>[^\[\]=/;]+?)(?P<aliases>(?: = [^\[\]=/;]+)*)")
POST = re.compile(
    r"(?P<former>mantan )?(?:(?P<acting>Plt|Plh|Pjs|Pj) )?(?P<role>[^()@+:/;]+?)(?: \((?P<body>[^()]+)\))?"
    rf"(?: @ (?P<territory>[\d.]+))?(?: since (?P<since>{DATE}))?"
)
GOVERNMENT = ("Gubernur", "Bupati", "Wali Kota", "Sekretaris Daerah", "Staf Ahli", "Asisten")
OFFICES = {
    "Kapolda": "Kepolisian Daerah",
    "Kapolres": "Kepolisian Resor",
    "Kapolresta": "Kepolisian Resor Kota",
    "Kepala Kejaksaan Negeri": "Kejaksaan Negeri",
}


class NotationError(Exception):
    """A cell that does not say what it should: the column, and what was expected there."""


class Case(NamedTuple):
    """A row: the articles that it speaks of, and whether two of their names are one person."""

    row: int
    same: bool
    strength: str
    one: tuple[str, str]
    other: tuple[str, str]
    articles: tuple[Claims, ...]
    why: str


@cache
def roles() -> frozenset[str]:
    with ROLES.open(encoding="utf-8", newline="") as file:
        return frozenset(row["role"] for row in csv.DictReader(file))


def cases(text: str, table: str = "cases.csv") -> Iterator[Case]:
    """The cases of a table; a broken row is named."""
    lines = csv.reader(text.splitlines())
    header = tuple(next(lines, ()))
    if header != COLUMNS:
        raise NotationError(f"{table}, row 1: the columns are {','.join(header)}, not {','.join(COLUMNS)}")
    for number, values in enumerate(lines, start=2):
        if len(values) != len(COLUMNS):
            raise NotationError(f"{table}, row {number}: {len(values)} fields, not {len(COLUMNS)}")
        try:
            yield case(number, dict(zip(COLUMNS, values, strict=True)))
        except NotationError as error:
            raise NotationError(f"{table}, row {number}, {error}") from None


def case(number: int, cells: dict[str, str]) -> Case:
    """The case of one row."""
    if cells["same"] not in ("yes", "no"):
        raise NotationError(f"same: {cells['same']!r} is not yes or no")
    if cells["strength"] not in STRENGTHS:
        raise NotationError(f"strength: {cells['strength']!r} is not one of {', '.join(STRENGTHS)}")
    if not cells["why"].strip():
        raise NotationError("why: the reason is missing")
    articles: dict[str, list[Claim]] = defaultdict(list)
    published: dict[str, str] = {}
    one, published["one"] = claim("one", "one", cells["one"], cells["one_post"], "one_post")
    articles["one"].append(one)
    where = "one" if cells["other_post"].endswith(f": {SAME_ARTICLE}") else "other"
    other, date = claim(where, "other", cells["other"], cells["other_post"], "other_post")
    if where == "other":
        published["other"] = date
    articles[where].append(other)
    for place, (context, date) in context_claims(cells["others"]):
        articles[place].append(context)
        published.setdefault(place, date)
    for place, named in articles.items():
        if len({person.name for person in named}) < len(named):
            raise NotationError(f"other: one name twice in the article {place!r}")
    told = tuple(Claims(place, published[place], tuple(sorted(named)), bodies(named)) for place, named in articles.items())
    pair = (one.article, one.name), (other.article, other.name)
    return Case(number, cells["same"] == "yes", cells["strength"], *pair, told, cells["why"])


def bodies(named: list[Claim]) -> tuple[Body, ...]:
    """The bodies of the posts."""
    return tuple(sorted({Body(held.organization, "", held.seat) for one in named for held in one.posts if held.organization}))


def context_claims(cell: str) -> Iterator[tuple[str, tuple[Claim, str]]]:
    """The claims of the column `others`, each with the article that it is in."""
    for number, part in enumerate(filter(None, cell.split("; ")), start=1):
        place, written = f"context {number}", part
        for side in ("one", "other"):
            if part.startswith(f"in {side}: "):
                place, written = side, part.removeprefix(f"in {side}: ")
        name, slash, posts = written.partition(" /")
        if not slash:
            raise NotationError(f"others: {written!r} is not NAME / POSTS")
        yield place, claim(place, "others", name, posts.strip(), "others")


def claim(article: str, column: str, name: str, posts: str, post_column: str) -> tuple[Claim, str]:
    """What the cells of a name and its posts say, and the date of the article."""
    read = NAME.fullmatch(seen(name))
    if read is None or name != name.strip():
        raise NotationError(f"{column}: {name!r} is not like [TITLE, TITLE] NAME = ALIAS")
    titles = tuple(sorted((read["titles"] or "").split(", "))) if read["titles"] else ()
    aliases = tuple(sorted(read["aliases"].split(" = ")[1:]))
    told, colon, date = f" {posts}".partition(" : ") if " : " in f" {posts}" else (posts, "", "")
    if colon and date != SAME_ARTICLE and not re.fullmatch(DATE, date):
        raise NotationError(f"{post_column}: {date!r} is not a date (2023, 2023-05 or 2023-05-01) or {SAME_ARTICLE!r}")
    held = tuple(sorted(post(part.strip(), post_column) for part in told.split(" + ") if part.strip()))
    return Claim(article, read["name"], aliases, titles, held), "" if date == SAME_ARTICLE else date


def seen(text: str) -> str:
    r"""The text with `\u200b` and the like as the characters they stand for."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def post(text: str, column: str) -> Held:
    """The post that one notation stands for."""
    read = POST.fullmatch(text)
    if read is None:
        raise NotationError(f"{column}: {text!r} is not like mantan Pj ROLE (BODY) @ 61.12 since 2023-05-01")
    role, body = role_and_body(read["role"], read["body"], column)
    code = read["territory"] or ""
    if code and code not in territories():
        raise NotationError(f"{column}: {code!r} is not a code of territories.csv")
    organization = located(body, code, full=role not in OFFICES and role != "Camat" and not body.startswith("Distrik"))
    if not organization and read["body"] is None:
        organization = usual_body(role, code)
    seat = code if organization else ""
    return Held(role, organization, seat, code, read["acting"] or "", bool(read["former"]), read["since"] or "")


def role_and_body(written: str, body: str | None, column: str) -> tuple[str, str]:
    """The role as the table of roles has it, and its body without the territory: `Kepala Dinas Sosial` holds both."""
    if written in roles():
        return written, "" if body in (None, "-") else body or ""
    head = re.fullmatch(r"Kepala ((?:Dinas|Badan) .+)", written)
    if head and body is None:
        return f"Kepala {head[1].split()[0]}", head[1]
    raise NotationError(f"{column}: {written!r} is not a role of roles.csv")


def located(body: str, code: str, full: bool) -> str:
    """The body with the name of its territory, unless it bears a name of its own."""
    if not body or not code or not full:
        return body
    return f"{body} {territories()[code].full}"


def usual_body(role: str, code: str) -> str:
    """The body that the role has in a territory; "" where it has none of its own."""
    if not code:
        return ""
    if role in OFFICES:
        return f"{OFFICES[role]} {territories()[code].name}"
    return f"Pemerintah {territories()[code].full}" if role.removeprefix("Wakil ") in GOVERNMENT else ""


@cache
def table() -> tuple[Case, ...]:
    return tuple(cases(TABLE.read_text(encoding="utf-8")))


def of(strength: str) -> list[object]:
    found = [found for found in table() if found.strength == strength]
    return [pytest.param(case, id=f"{case.row}-{case.one[1]}-{case.other[1]}") for case in found]


def passes(case: Case) -> bool:
    """True where resolution says of the two what the row says."""
    found = resolve(case.articles)
    return (found.person(*case.one) == found.person(*case.other)) == case.same


def told(case: Case) -> str:
    """The row in words, for a report."""
    lines = [shown(claim, article.published) for article in case.articles for claim in article.people]
    return "\n    ".join((f"cases.csv, row {case.row}: {'one person' if case.same else 'two people'}: {case.why}", *lines))


@pytest.mark.parametrize("case", of("STRONG"))
def test_strong(case: Case) -> None:
    if not passes(case):
        pytest.fail(told(case), pytrace=False)


def test_medium() -> None:
    medium = [case for case in table() if case.strength == "MEDIUM"]
    wrong = [told(case) for case in medium if not passes(case)]
    if 1 - len(wrong) / len(medium) < MEDIUM_PASS:
        pytest.fail("\n".join((f"{len(wrong)} of {len(medium)} MEDIUM rows fail:", *wrong)), pytrace=False)


@pytest.mark.parametrize("case", of("WEAK"))
def test_weak(case: Case) -> None:
    if not passes(case):
        pytest.xfail(told(case))


@pytest.mark.parametrize("case", of("STRONG") + of("MEDIUM"))
def test_the_order_of_articles_makes_no_difference(case: Case) -> None:
    assert passes(case) == passes(case._replace(articles=case.articles[::-1]))


def test_the_table_is_large_and_mixed() -> None:
    assert len(table()) >= 120
    for strength in STRENGTHS:
        answers = [case.same for case in table() if case.strength == strength]
        assert 0.25 < sum(answers) / len(answers) < 0.75


def test_no_case_stands_twice() -> None:
    seen_before: dict[object, int] = {}
    for case in table():
        first = seen_before.setdefault(case.articles, case.row)
        assert first == case.row, f"cases.csv: rows {first} and {case.row} are the same"


def test_a_row_is_read() -> None:
    posts = "mantan Sekretaris Daerah @ 61.12 + Pj Bupati @ 61.12 since 2023-05-01 : 2023-05"
    others = "in one: Ria Norsan / Kepala Dinas Sosial @ 61; Budi / "
    text = f'{",".join(COLUMNS)}\nyes,STRONG,"[H, Drs] Sutarmidji = Midji",{posts},Mid\\u200bji,: 2023,{others},because'
    (read,) = cases(text)
    kubu_raya = "Pemerintah Kabupaten Kubu Raya"
    one, other, context = read.articles
    assert (read.same, read.strength, read.why, read.row) == (True, "STRONG", "because", 2)
    assert (one.published, other.published, context.published) == ("2023-05", "2023", "")
    assert one.people == (
        Claim("one", "Ria Norsan", posts=(Held("Kepala Dinas", "Dinas Sosial Provinsi Kalimantan Barat", "61", "61"),)),
        Claim(
            "one",
            "Sutarmidji",
            ("Midji",),
            ("Drs", "H"),
            (
                Held("Bupati", kubu_raya, "61.12", "61.12", "Pj", False, "2023-05-01"),
                Held("Sekretaris Daerah", kubu_raya, "61.12", "61.12", "", True),
            ),
        ),
    )
    assert other.people == (Claim("other", "Mid\u200bji"),)
    assert context.people == (Claim("context 2", "Budi"),)
    assert (read.one, read.other) == (("one", "Sutarmidji"), ("other", "Mid\u200bji"))


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Wakil Bupati", Held("Wakil Bupati")),
        ("Kapolres @ 61.12", Held("Kapolres", "Kepolisian Resor Kubu Raya", "61.12", "61.12")),
        ("Kepala Dinas @ 61.12", Held("Kepala Dinas", "", "", "61.12")),
        ("Bupati (-) @ 61.12", Held("Bupati", "", "", "61.12")),
        ("Menteri (Kementerian Pertanian)", Held("Menteri", "Kementerian Pertanian")),
        ("Camat (Kecamatan Waru) @ 35.15", Held("Camat", "Kecamatan Waru", "35.15", "35.15")),
        ("Plt Wali Kota @ 61.71", Held("Wali Kota", "Pemerintah Kota Pontianak", "61.71", "61.71", "Plt")),
        (
            "Anggota (Dewan Perwakilan Rakyat Daerah) @ 61.12",
            Held("Anggota", "Dewan Perwakilan Rakyat Daerah Kabupaten Kubu Raya", "61.12", "61.12"),
        ),
    ],
)
def test_a_post_is_read(written: str, held: Held) -> None:
    assert post(written, "one_post") == held


def test_two_names_of_one_article() -> None:
    (read,) = cases(",".join(COLUMNS) + "\nno,WEAK,A,Bupati : 2020,B,Wakil Bupati : same article,,because")
    assert [person.name for person in read.articles[0].people] == ["A", "B"]
    assert (len(read.articles), read.articles[0].published) == (1, "2020")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("maybe,STRONG,A,,B,,,because", "row 2, same: 'maybe' is not yes or no"),
        ("yes,STRONGER,A,,B,,,because", "row 2, strength: 'STRONGER' is not one of STRONG, MEDIUM, WEAK"),
        ("yes,STRONG,,,B,,,because", "row 2, one: '' is not like"),
        ("yes,STRONG,A,,[H B,,,because", r"row 2, other: '\[H B' is not like"),
        ("yes,STRONG,A,Bupatti @ 61.12,B,,,because", "row 2, one_post: 'Bupatti' is not a role"),
        ("yes,STRONG,A,,B,Bupati @ 61.99,,because", "row 2, other_post: '61.99' is not a code"),
        ("yes,STRONG,A,,B,Bupati : May 2020,,because", "row 2, other_post: 'May 2020' is not a date"),
        ("yes,STRONG,A,,B,Bupati : 2020-13,,because", "row 2, other_post: '2020-13' is not a date"),
        ("yes,STRONG,A,Bupati @,B,,,because", "row 2, one_post: 'Bupati @' is not like"),
        ("yes,STRONG,A,,B,,C,because", "row 2, others: 'C' is not NAME / POSTS"),
        ("yes,STRONG,A,,B,,in one: A /,because", "row 2, other: one name twice"),
        ("yes,STRONG,A,,B,,,", "row 2, why: the reason is missing"),
        ("yes,STRONG,A,,B", "row 2: 5 fields, not 8"),
    ],
)
def test_a_broken_row_is_named(row: str, expected: str) -> None:
    with pytest.raises(NotationError, match=f"^cases.csv, {expected}"):
        list(cases(",".join(COLUMNS) + "\n" + row))


def test_a_broken_header_is_named() -> None:
    with pytest.raises(NotationError, match="row 1: the columns are same"):
        list(cases("same,one\n"))
