"""An invented world of Indonesian officials, and the articles that name them, with the truth of who is who.

`world(seed, people, mentions)` gives the claims of the articles and, for each (article, name), the number of the person.
The same arguments give the same bytes. Provinces, kabupaten, kota, kecamatan, OPD and ministries are those of `kg/data/`;
people, their names (`names.py`) and their posts are invented. What is modelled, with the rates that are constants below:

- **Posts**, 2010 to 2025: Gubernur, Bupati, Wali Kota and their deputies in terms of five years, now and then a Pj between
  them; Sekda, Kapolda, Kapolres, Kajari, Ketua DPRD and heads of OPD who succeed each other in one post; Camat, Asisten, Staf
  Ahli and Anggota DPRD, of whom there are many at once; ministers, Dirjen, members of the Ombudsman RI.
- **Careers** (`CAREERS`, `ACTS`): re-election, Wakil to head, Bupati to Gubernur of the province, Kepala Dinas to Sekda, Sekda
  as Pj Bupati while he stays Sekda, police and prosecutors who move between regions; relatives who follow each other (`KIN`).
- **Namesakes**: by chance, as common words meet, and on purpose (`NAMESAKES`); others differ in spelling alone
  (`NEAR_NAMESAKES`). Together about a tenth of the people share their full name with somebody. Never in one post.
- **Articles** of one region, 1 to 8 people (`CROWD`), some with a guest from the province or the capital (`GUEST`). Volume
  grows with the years; around a swearing-in, the day stands in the article. Fame is heavy-tailed: `NEWS` of the post, times
  the luck of region and person.
- **How somebody is named**: `FORMS`, abbreviations, spellings, slips, capitals; other forms in the same article are aliases.
  A quarter of the people have spellings that come again and again, so spelling varies within a post more than across posts.
- **Titles** that fit gender and career, often left out. **Noise in posts**: bodies and territories left out, a Kepala Dinas
  without the dinas, `Pj` forgotten, a wrong role, and names without any post (`BARE`, and `ORDINARY` people).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

from names import Name, abbreviated, initialled, invented, mistyped, namesake, respelled, short

from kg.lexicon import TerritoryRow, territories
from kg.resolve.claims import Body, Claim, Claims, Held

DATA = Path(__file__).parent.parent / "kg" / "data"
FIRST, LAST = date(2010, 1, 1).toordinal(), date(2025, 10, 31).toordinal()
YEAR = 365

# People
PEOPLE_A_REGION = 34
"""Small worlds have fewer regions: about one for so many people."""
ORDINARY = 0.03
"""People without any post, named once or twice: witnesses, villagers, relatives."""
NAMESAKES = 0.012
"""New people who get the full name of somebody else on purpose."""
NEAR_NAMESAKES = 0.006
"""The same in another spelling."""
NAMESAKE_IN_PROVINCE = 0.15
"""Namesakes on purpose who live in one province."""
KIN = 0.10
"""New heads, deputies and Ketua DPRD who are a relative of the last holder and share the last word of the name."""
HAJI = {"male": 0.35, "female": 0.28}
DEGREES = (("Drs", 0.12), ("Dr", 0.12), ("Ir", 0.10), ("SH", 0.12), ("SE", 0.10), ("MSi", 0.2), ("MM", 0.12), ("SSos", 0.06))

# Articles
CROWD = (0.36, 0.26, 0.16, 0.09, 0.055, 0.035, 0.025, 0.015)
"""How many articles name 1, 2, ... 8 people."""
GUEST = {"province": 0.10, "national": 0.04}
"""People of an article who are of a government above the region's."""
UNDATED = 0.05
MONTH_ONLY = 0.03
SWEARING_IN = 0.04
"""Articles on the first days of somebody's term."""
SINCE = 0.6
"""Of the claims within ten days of a term's start, those with the day of the swearing-in."""
GROWTH = 6.0
"""Articles of 2025 for each of 2010."""

# Posts in a claim
BARE = 0.08
TWO_POSTS = 0.30
"""Of the claims of somebody with two posts at once, those that give both; others give the one that makes the news."""
FORMERLY = 0.06
"""Claims that also give an earlier post."""
RETIRED_NEWS = 0.03
"""News of people who hold no post any more, of what they had."""
NO_BODY = 0.07
NO_TERRITORY = 0.06
ACTING_FORGOTTEN = 0.08
WRONG_ROLE = 0.005

# Names in a claim
FORMS = {"full": 0.81, "short": 0.10, "dropped": 0.045, "initials": 0.045}
"""`short` and `dropped` come seldom where there is no post (`SHORT_WITHOUT_POST` of their rate)."""
SHORT_WITHOUT_POST = 0.5
ABBREVIATE = 0.35
"""Full forms with Muhammad, Abdul and the like that are cut short."""
RESPELL = 0.20
"""Claims on somebody who has other spellings that use one."""
STRAY_SPELLING = 0.006
TYPO = 0.01
CAPITALS = 0.02
ALIAS = 0.45
TITLED = 0.30
"""Claims with titles; each title of the person is then given half of the time."""
POLITE = 0.03
"""Claims with Pak, Bapak, Bu or Ibu."""

NEWS = {
    "governor": 90.0, "deputy governor": 14.0, "head": 9.0, "deputy": 3.5, "sekda": 2.5, "kapolda": 7.0, "kapolres": 1.8,
    "kajari": 0.9, "council": 1.8, "opd": 0.9, "camat": 0.22, "member": 0.25, "asisten": 0.35, "adviser": 0.2, "minister": 25.0,
    "dirjen": 2.5, "ombudsman": 3.0, "none": 0.02,
}  # fmt: skip
"""How often a holder of such a post is in the news."""
LUCK = 1.05
"""Sigma of the log-normal luck of a region and of a person in the news."""
YEARS = {
    "sekda": (2.0, 5.0), "kapolda": (1.0, 2.2), "kapolres": (1.0, 2.2), "kajari": (1.3, 2.6), "opd": (1.8, 5.0),
    "camat": (1.5, 4.0), "asisten": (1.5, 4.0), "adviser": (1.5, 3.0), "dirjen": (2.0, 4.5),
}  # fmt: skip
"""How long one stays."""
SAME, BELOW, ANYWHERE = "same", "below", "anywhere"
CAREERS = {
    "governor": (("governor", SAME, 0.35), ("deputy governor", SAME, 0.2), ("head", BELOW, 0.3)),
    "deputy governor": (("head", BELOW, 0.3), ("sekda", SAME, 0.1)),
    "head": (("head", SAME, 0.4), ("deputy", SAME, 0.3), ("sekda", SAME, 0.08), ("council", SAME, 0.06)),
    "deputy": (("deputy", SAME, 0.1), ("council", SAME, 0.12), ("opd", SAME, 0.1)),
    "sekda": (("opd", SAME, 0.65), ("sekda", BELOW, 0.1)),
    "opd": (("opd", SAME, 0.65),),
    "kapolda": (("kapolda", ANYWHERE, 0.4),),
    "kapolres": (("kapolres", ANYWHERE, 0.75),),
    "kajari": (("kajari", ANYWHERE, 0.7),),
    "council": (("council", SAME, 0.4), ("deputy", SAME, 0.06)),
    "minister": (("minister", SAME, 0.3),),
    "dirjen": (("dirjen", SAME, 0.45),),
}
"""Where the holder of a post comes from: the former post, the region of it, and how many come so. Others are new."""
LONGEST_CAREER = 6
"""Posts of one person."""
ACTS = {"head": ("sekda", "opd"), "governor": ("sekda", "dirjen"), "sekda": ("opd",)}
"""Whose holders stand in for a post while they keep their own."""
DELEGATED = 0.75
RANKS = {"kapolda": ("Irjen", "Brigjen"), "kapolres": ("AKBP",), "kapolresta": ("Kombes",)}
MALE_POLITE, FEMALE_POLITE = ("Pak", "Bapak"), ("Bu", "Ibu")
OPD = [
    "Dinas Kesehatan",
    "Badan Perencanaan Pembangunan Daerah",
    "Dinas Pendidikan",
    "Dinas Pekerjaan Umum dan Penataan Ruang",
    "Dinas Sosial",
    "Dinas Perhubungan",
    "Dinas Lingkungan Hidup",
    "Badan Penanggulangan Bencana Daerah",
    "Badan Pendapatan Daerah",
    "Dinas Pertanian",
    "Dinas Komunikasi dan Informatika",
    "Badan Kepegawaian Daerah",
    "Dinas Perdagangan",
    "Dinas Pariwisata",
    "Dinas Perikanan",
    "Badan Kesatuan Bangsa dan Politik",
    "Dinas Tenaga Kerja dan Transmigrasi",
    "Dinas Perpustakaan dan Kearsipan",
    "Dinas Kependudukan dan Pencatatan Sipil",
    "Dinas Pemuda dan Olahraga",
    "Badan Pengelolaan Keuangan dan Aset Daerah",
]
CORE_OPD = 2


class Post(NamedTuple):
    """What can be held: its kind (of `NEWS`), its region ("" is the nation), and the words of a claim."""

    kind: str
    region: str
    role: str
    organization: str = ""
    seat: str = ""


@dataclass(slots=True)
class Someone:
    """A person of the world."""

    number: int
    name: Name
    titles: tuple[str, ...]
    luck: float
    terms: list[Term] = field(default_factory=list)


@dataclass(slots=True)
class Term:
    """Somebody in a post, from one day to another."""

    who: Someone
    post: Post
    start: int
    end: int
    acting: str = ""


class Opening(NamedTuple):
    """A term that wants a holder."""

    start: int
    end: int
    post: Post
    acting: str = ""


def world(seed: int, people: int, mentions: int) -> tuple[list[Claims], dict[tuple[str, str], int]]:
    """Articles in no order, and the person of each (article, name): exactly so many people and mentions."""
    if not 0 < people <= mentions:
        raise ValueError(f"{mentions} mentions of {people} people: at least one person, and a mention for each, are needed")
    country = Country(Random(f"people {seed}"), people)
    return Press(Random(f"articles {seed}"), country, mentions).articles()


@cache
def _ministries() -> tuple[str, ...]:
    with (DATA / "organizations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return tuple(row[0] for row in rows[1:] if row[2] == "ministry" and row[0].startswith("Kementerian"))[:40]


@cache
def _districts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with (DATA / "districts.csv").open(encoding="utf-8", newline="") as file:
        for code, name in list(csv.reader(file))[1:]:
            found[code[:5]].append(name)
    return found


class Country:
    """Regions, posts and the careers of exactly `size` people."""

    def __init__(self, random: Random, size: int) -> None:
        self.random, self.size = random, size
        self.people: list[Someone] = []
        self.held: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self.by_kind: dict[str, list[Term]] = defaultdict(list)
        self.in_province: dict[str, list[Someone]] = defaultdict(list)
        self.regions = self._regions()
        self.below: dict[str, list[str]] = defaultdict(list)
        for code in self.regions:
            self.below[code[:2] if len(code) > 2 else ""].append(code)
        self.luck = {code: random.lognormvariate(0, LUCK) for code in [*self.regions, ""]}
        for opening in sorted(self._openings()):
            self._fill(opening)
        self._fill_up()

    def _regions(self) -> dict[str, TerritoryRow]:
        """Provinces with all that is in them, until there are enough."""
        every = territories()
        wanted = max(3, self.size // PEOPLE_A_REGION)
        provinces = [code for code, row in every.items() if row.kind == "provinsi"]
        self.random.shuffle(provinces)
        codes = [code for province in provinces for code in every if code[:2] == province]
        return {code: every[code] for code in codes[:wanted]}

    def _openings(self) -> Iterator[Opening]:
        """The terms of the posts that are always held, without their holders."""
        for code, row in self.regions.items():
            yield from self._heads(code, row)
            top = row.kind == "provinsi"
            government = Post("sekda", code, "Sekretaris Daerah", f"Pemerintah {row.full}", code)
            yield from self._one_after_another(government, pj=0.3)
            yield from self._one_after_another(_police(row))
            if not top:
                prosecutor = Post("kajari", code, "Kepala Kejaksaan Negeri", f"Kejaksaan Negeri {row.name}", code)
                yield from self._one_after_another(prosecutor)
            for body in OPD[:CORE_OPD]:
                yield from self._one_after_another(_opd(body, row), pj=0.1)
            council = Post("council", code, "Ketua", f"Dewan Perwakilan Rakyat Daerah {row.full}", code)
            for year in (2009, 2014, 2019, 2024):
                start = date(year, 10, self.random.randint(1, 28)).toordinal()
                yield Opening(start, start + 5 * YEAR, council)
        ministries = _ministries()[: max(1, round(40 * min(1.0, self.size / 20_000)))]
        for body in ministries:
            for year in (2009, 2014, 2019, 2024):
                start, leaves = date(year, 10, 22).toordinal(), self.random.random() < 0.3
                middle = start + self.random.randint(300, 1500)
                minister = Post("minister", "", "Menteri", body)
                yield Opening(start, middle if leaves else start + 5 * YEAR, minister)
                if leaves:
                    yield Opening(middle, start + 5 * YEAR, minister)
            for _ in range(3):
                yield from self._one_after_another(Post("dirjen", "", "Direktur Jenderal", body))
        for year in (2011, 2016, 2021):
            start = date(year, 2, 18).toordinal()
            for _ in range(max(1, round(9 * min(1.0, self.size / 20_000)))):
                yield Opening(start, start + 5 * YEAR, Post("ombudsman", "", "Anggota", "Ombudsman Republik Indonesia"))

    def _heads(self, code: str, row: TerritoryRow) -> Iterator[Opening]:
        role = {"provinsi": "Gubernur", "kabupaten": "Bupati", "kota": "Wali Kota"}[row.kind]
        kinds = ("governor", "deputy governor") if row.kind == "provinsi" else ("head", "deputy")
        body = f"Pemerintah {row.full}"
        head, deputy = Post(kinds[0], code, role, body, code), Post(kinds[1], code, f"Wakil {role}", body, code)
        start = date(2008, 1, 1).toordinal() + self.random.randint(0, 4 * YEAR)
        last = date(2025, 2, 20).toordinal()
        while start < last:
            end = min(start + 5 * YEAR, last)
            yield Opening(start, end, head)
            yield Opening(start, end, deputy)
            gap = self.random.randint(120, 500) if self.random.random() < 0.4 else 0
            after = last if last - end < 2 * YEAR else end + gap
            if after > end:
                yield Opening(end, after, head, "Pj")
            start = after
        yield Opening(last, last + 5 * YEAR, head)
        yield Opening(last, last + 5 * YEAR, deputy)

    def _one_after_another(self, post: Post, pj: float = 0.0) -> Iterator[Opening]:
        """Terms that follow each other, now and then with a gap that somebody fills."""
        day = FIRST - self.random.randint(0, 2 * YEAR)
        while day < LAST:
            years = self.random.uniform(*YEARS[post.kind])
            yield Opening(day, day + int(years * YEAR), post)
            day += int(years * YEAR)
            if self.random.random() < pj:
                gap = self.random.randint(40, 250)
                yield Opening(day, day + gap, post, self.random.choice(("Plt", "Pj", "Plh")))
                day += gap

    def _fill(self, opening: Opening) -> None:
        """Gives a term to somebody."""
        if opening.end < FIRST or opening.start >= LAST:
            return
        who = self._deputized(opening) if opening.acting else None
        who = who or self._promoted(opening) or self._new(opening.post.kind, opening.post.region)
        self._hold(who, opening)

    def _hold(self, who: Someone, opening: Opening) -> None:
        term = Term(who, opening.post, opening.start, opening.end, opening.acting)
        who.terms.append(term)
        self.held[opening.post.kind, opening.post.region].append(term)
        self.by_kind[opening.post.kind].append(term)

    def _deputized(self, opening: Opening) -> Someone | None:
        """Who stands in and keeps the own post."""
        kind, region = opening.post.kind, opening.post.region
        for source in ACTS.get(kind, ()):
            where = "" if source == "dirjen" else region[:2] if source == "opd" and kind == "head" else region
            active = [t.who for t in self.held[source, where] if t.start <= opening.start < t.end and not t.acting]
            free = [who for who in active if not any(t.acting and t.end > opening.start for t in who.terms)]
            if free and self.random.random() < DELEGATED:
                return self.random.choice(free)
        return None

    def _promoted(self, opening: Opening) -> Someone | None:
        """Who comes from an earlier post; what is left of it falls to nobody."""
        for source, where, rate in CAREERS.get(opening.post.kind, ()):
            if self.random.random() >= rate:
                continue
            found = [term for term in self._earlier(source, where, opening) if self._may_move(term, opening)]
            if found:
                term = self.random.choice(found)
                term.end = min(term.end, opening.start)
                return term.who
        return None

    def _earlier(self, source: str, where: str, opening: Opening) -> list[Term]:
        region = opening.post.region
        if where == SAME:
            return self.held[source, region][-12:]
        if where == BELOW:
            return [term for code in self.below[region] for term in self.held[source, code][-2:]]
        recent = self.by_kind[source][-900:]
        return self.random.sample(recent, min(30, len(recent)))

    def _may_move(self, term: Term, opening: Opening) -> bool:
        """True for one whose term ends about then, or has lasted a year and is a lower post; nobody is head thrice."""
        if (
            term.acting
            or len(term.who.terms) >= LONGEST_CAREER
            or term.start >= opening.start - 200
            or term.end < opening.start - 2 * YEAR
        ):
            return False
        if any(t.end > opening.start for t in term.who.terms if t is not term):
            return False
        same = [t for t in term.who.terms if t.post == opening.post]
        if len(same) > 1 and opening.post.kind in ("head", "governor"):
            return False
        lower = term.post.kind != opening.post.kind
        return term.end <= opening.start + 100 or (lower and term.start < opening.start - YEAR)

    def _new(self, kind: str, region: str) -> Someone:
        """Somebody nobody heard of; where there may be no more people, somebody of the region or anybody."""
        if len(self.people) >= self.size:
            terms = self.held[kind, region]
            return self.random.choice(terms).who if terms else self.random.choice(self.people)
        who = Someone(len(self.people), self._new_name(kind, region), (), self.random.lognormvariate(0, LUCK))
        who.titles = self._titles(who.name)
        self.people.append(who)
        self.in_province[region[:2]].append(who)
        return who

    def _new_name(self, kind: str, region: str) -> Name:
        """A name that no holder of the post had: even the press could not tell the two apart."""
        taken = {term.who.name.full for term in self.held[kind, region]}
        name = self._name(kind, region)
        for _ in range(10):
            if name.full not in taken:
                break
            name = self._name(kind, region)
        return name

    def _name(self, kind: str, region: str) -> Name:
        random, province = self.random, region[:2]
        roll = random.random()
        if roll < NAMESAKES + NEAR_NAMESAKES and self.people:
            near = self.in_province[province] if random.random() < NAMESAKE_IN_PROVINCE else self.people
            return namesake(random, random.choice(near or self.people).name, roll >= NAMESAKES)
        relatives = self.held["governor" if "governor" in kind else "head", region]
        kin = kind in ("governor", "deputy governor", "head", "deputy", "council") and random.random() < KIN and relatives
        comes_from_afar = kind in ("kapolres", "kapolda", "kajari") or not province
        home = random.choice(self.below[""])[:2] if comes_from_afar else province
        return invented(random, home, relatives[-1].who.name if kin else None)

    def _titles(self, name: Name) -> tuple[str, ...]:
        haji = ["H" if name.gender == "male" else "Hj"] if name.muslim and self.random.random() < HAJI[name.gender] else []
        degrees = [title for title, rate in DEGREES if self.random.random() < rate]
        return (*haji, *("Dra" if title == "Drs" and name.gender == "female" else title for title in degrees))

    def _fill_up(self) -> None:
        """Gives posts with many holders, and OPD of lesser news, to new people until there are enough."""
        until: dict[Post, int] = {}
        regions = list(self.regions)
        while len(self.people) < self.size:
            region = self.random.choice(regions)
            if self.random.random() < ORDINARY * 3:
                self._hold(self._new("none", region), Opening(FIRST, LAST, Post("none", region, "")))
                continue
            post = self._lesser(self.regions[region])
            single = post.kind in ("opd", "camat")
            first = self.random.randint(FIRST - 400, LAST - 200)
            if single:
                first = until.get(post, FIRST - 600 + self.random.randint(0, 900))
            if first > LAST - 200:
                continue
            who = self._new(post.kind, region)
            end = first + self._stay(post)
            self._hold(who, Opening(first, end, post))
            until[post] = end
            if self.random.random() < 0.25 and end < LAST - 200:
                later = self._lesser(self.regions[region])
                start = max(end, until.get(later, end))
                if start < LAST - 200:
                    until[later] = start + self._stay(later)
                    self._hold(who, Opening(start, until[later], later))

    def _stay(self, post: Post) -> int:
        return int(self.random.uniform(*YEARS.get(post.kind, (3.0, 5.0))) * YEAR)

    def _lesser(self, row: TerritoryRow) -> Post:
        """A post of the many in a government."""
        code, council = row.code, f"Dewan Perwakilan Rakyat Daerah {row.full}"
        kind = self.random.choices(("opd", "camat", "member", "asisten", "adviser"), (0.36, 0.24, 0.24, 0.1, 0.06))[0]
        districts = _districts().get(code)
        if kind == "camat" and districts:
            return Post("camat", code, "Camat", f"Kecamatan {self.random.choice(districts)}", code)
        if kind == "member":
            return Post("member", code, "Anggota", council, code)
        if kind == "asisten":
            return Post("asisten", code, "Asisten", f"Sekretariat Daerah {row.full}", code)
        if kind == "adviser":
            return Post("adviser", code, "Staf Ahli", f"Pemerintah {row.full}", code)
        return _opd(self.random.choice(OPD[CORE_OPD:]), row)


def _opd(body: str, row: TerritoryRow) -> Post:
    return Post("opd", row.code, f"Kepala {body.split()[0]}", f"{body} {row.full}", row.code)


def _police(row: TerritoryRow) -> Post:
    if row.kind == "provinsi":
        return Post("kapolda", row.code, "Kapolda", f"Kepolisian Daerah {row.name}", row.code)
    if row.kind == "kota" and row.code[-1] in "12":
        return Post("kapolres", row.code, "Kapolresta", f"Kepolisian Resor Kota {row.name}", row.code)
    return Post("kapolres", row.code, "Kapolres", f"Kepolisian Resor {row.name}", row.code)


Pool = tuple[list[Term], list[float]]


class Press:
    """What the articles say of a country."""

    def __init__(self, random: Random, country: Country, mentions: int) -> None:
        self.random, self.country, self.mentions = random, country, mentions
        self.terms: dict[str, list[tuple[Term, float]]] = defaultdict(list)
        for who in country.people:
            for term in who.terms:
                region = term.post.region
                self.terms[region].append((term, NEWS[term.post.kind] * who.luck))
        self.pool = lru_cache(maxsize=4096)(self._pool)
        self.truth: dict[tuple[str, str], int] = {}
        self.found: list[Claims] = []
        years = [1 + (GROWTH - 1) * (day - FIRST) / (LAST - FIRST) for day in range(FIRST, LAST + 1)]
        self.days = list(accumulate(years))
        self.numbers = iter(random.sample(range(1_000_000, 10_000_000), mentions))

    def articles(self) -> tuple[list[Claims], dict[tuple[str, str], int]]:
        """Everybody is named once, with others; then the news goes where the fame is."""
        unnamed = dict.fromkeys(range(len(self.country.people)))
        for who in self.country.people:
            if who.number in unnamed:
                del unnamed[who.number]
                term = self.random.choice(who.terms)
                day = self._day_in(term)
                self._write(term.post.region, day, self.mentions - len(self.truth) - len(unnamed), term)
                for claim in self.found[-1].people:
                    unnamed.pop(self.truth[claim.article, claim.name], None)
        regions = list(self.terms)
        news_of = [
            sum(news * (term.end - term.start) for term, news in self.terms[code]) * self.country.luck[code] for code in regions
        ]
        fame = list(accumulate(news_of))
        while len(self.truth) < self.mentions:
            count = max(1, (self.mentions - len(self.truth)) // 3)
            codes = self.random.choices(regions, cum_weights=fame, k=count)
            for code, day in sorted((code, self._day()) for code in codes):
                room = self.mentions - len(self.truth)
                if room:
                    self._write(code, day, room)
        self.random.shuffle(self.found)
        return self.found, self.truth

    def _day(self) -> int:
        return FIRST + self.random.choices(range(len(self.days)), cum_weights=self.days)[0]

    def _day_in(self, term: Term) -> int:
        start, end = max(FIRST, term.start), min(LAST, term.end)
        if self.random.random() < SWEARING_IN:
            return start
        return self.random.randint(start, max(start, end - 1))

    def _pool(self, region: str, month: int) -> Pool:
        """Whom the news of a region may name in a month, and the running sum of how likely."""
        day = month * 30
        active = [
            (term, news if day < term.end else news * RETIRED_NEWS)
            for term, news in self.terms[region]
            if term.start <= day + 30 and day < term.end + 3 * YEAR
        ]
        return [term for term, _ in active], list(accumulate(news for _, news in active))

    def _write(self, region: str, day: int, room: int, first: Term | None = None) -> None:
        """One article of a region and a day, of no more people than there is room for."""
        random = self.random
        if first is None and random.random() < SWEARING_IN:
            first, day = self._sworn_in(region, day)
        size = min(room, random.choices(range(1, 9), CROWD)[0])
        chosen: dict[int, Term] = {first.who.number: first} if first else {}
        for _ in range(size * 2):
            if len(chosen) >= size:
                break
            term = self._somebody(region, day)
            if term and term.start <= day:
                chosen.setdefault(term.who.number, term)
        if chosen:
            self._print(day, list(chosen.values()))

    def _sworn_in(self, region: str, day: int) -> tuple[Term | None, int]:
        """A term that began in the year of this day, and a day just after."""
        begun = [
            term for term, _ in self.terms[region] if 0 <= day - term.start < YEAR and term.start >= FIRST and term.post.role
        ]
        if not begun:
            return None, day
        term = self.random.choice(begun)
        return term, min(LAST, term.start + self.random.randint(0, min(3, max(0, term.end - term.start - 1))))

    def _somebody(self, region: str, day: int) -> Term | None:
        roll = self.random.random()
        if len(region) > 2 and roll < GUEST["province"] and region[:2] in self.terms:
            region = region[:2]
        elif roll > 1 - GUEST["national"]:
            region = ""
        terms, sums = self.pool(region, day // 30)
        return self.random.choices(terms, cum_weights=sums)[0] if terms else None

    def _print(self, day: int, terms: list[Term]) -> None:
        article = f"a{next(self.numbers)}"
        claims: dict[str, Claim] = {}
        for term in terms:
            claim = self._claim(article, term, day)
            if claim.name not in claims:
                claims[claim.name] = claim
                self.truth[article, claim.name] = term.who.number
        bodies = dict.fromkeys(
            Body(h.organization, "", h.seat) for claim in claims.values() for h in claim.posts if h.organization
        )
        people = tuple(claims[name] for name in sorted(claims))
        self.found.append(Claims(article, self._published(day), people, tuple(sorted(bodies))))

    def _published(self, day: int) -> str:
        roll, iso = self.random.random(), _iso(day)
        return "" if roll < UNDATED else iso[:7] if roll < UNDATED + MONTH_ONLY else iso

    def _claim(self, article: str, term: Term, day: int) -> Claim:
        random, who = self.random, term.who
        posts = () if random.random() < BARE else self._posts(term, day)
        name, aliases = self._named(who.name, bool(posts))
        return Claim(article, name, aliases, self._titles(who, term), posts)

    def _posts(self, term: Term, day: int) -> tuple[Held, ...]:
        """The post that makes the news, and at times another."""
        random = self.random
        if not term.post.role:
            return ()
        told = [self._held(term, day)]
        at_once = [t for t in term.who.terms if t is not term and t.start <= day < t.end]
        earlier = [t for t in term.who.terms if t is not term and t.end <= day and t.end < term.end and t.post.role]
        if at_once and random.random() < TWO_POSTS:
            told.append(self._held(random.choice(at_once), day))
        elif earlier and random.random() < FORMERLY:
            told.append(self._held(earlier[-1], day))
        return tuple(sorted(dict.fromkeys(told)))

    def _held(self, term: Term, day: int) -> Held:
        random, post = self.random, term.post
        role, organization, seat = post.role, post.organization, post.seat
        if random.random() < WRONG_ROLE:
            role = random.choice(
                ("Bupati", "Wali Kota", "Sekretaris Daerah", "Ketua", "Wakil Bupati", "Kepala Dinas", "Kapolres")
            )
        territory = seat
        if random.random() < NO_BODY:
            organization, seat = "", ""
        elif seat and random.random() < NO_TERRITORY:
            organization, seat, territory = _without_territory(organization, post.region), "", ""
        acting = "" if random.random() < ACTING_FORGOTTEN else term.acting
        since = _iso(term.start) if 0 <= day - term.start <= 10 and random.random() < SINCE else ""
        if since and random.random() < 0.1:
            since = since[:7]
        former = day >= term.end
        return _same(Held(role, organization, seat, territory, acting, former, "" if former else since))

    def _named(self, name: Name, posted: bool) -> tuple[str, tuple[str, ...]]:
        """The fullest form in the article, and its other forms."""
        random = self.random
        words = name.full
        if name.variants and random.random() < RESPELL:
            words = random.choice(name.variants)
        elif random.random() < STRAY_SPELLING:
            words = respelled(random, words)
        written = self._form(name, words, posted)
        if random.random() < TYPO:
            written = mistyped(random, written)
        other = ""
        if len(written.split()) > 1 and random.random() < ALIAS:
            other = short(random, name)
        if random.random() < CAPITALS:
            written = written.upper()
        return written, ((other,) if other and other.lower() != written.lower() else ())

    def _form(self, name: Name, words: str, posted: bool) -> str:
        random, parts = self.random, words.split()
        form = random.choices(list(FORMS), list(FORMS.values()))[0]
        if form in ("short", "dropped") and not posted and random.random() > SHORT_WITHOUT_POST:
            form = "full"
        if form == "short":
            return short(random, name)
        if form == "initials":
            return initialled(random, parts) or words
        if form == "dropped" and len(parts) > 2 and "bin" not in parts and "binti" not in parts:
            drop = random.randrange(0 if parts[0] in ("I", "Ni") else 1, len(parts))
            return " ".join(parts[:drop] + parts[drop + 1 :])
        cut = abbreviated(random, parts) if random.random() < ABBREVIATE else ""
        return cut or words

    def _titles(self, who: Someone, term: Term) -> tuple[str, ...]:
        random = self.random
        told = [title for title in who.titles if random.random() < 0.5] if random.random() < TITLED else []
        if term.post.kind in ("kapolres", "kapolda") and random.random() < 0.5:
            ranks = RANKS["kapolresta" if term.post.role == "Kapolresta" else term.post.kind]
            told.append(ranks[who.number % len(ranks)])
        if random.random() < POLITE:
            told.append(random.choice(MALE_POLITE if who.name.gender == "male" else FEMALE_POLITE))
        return tuple(sorted(told))


@cache
def _iso(day: int) -> str:
    return (date(1, 1, 1) + timedelta(days=day - 1)).isoformat()


@cache
def _same(held: Held) -> Held:
    """One value for equal posts: they come again and again."""
    return held


@cache
def _without_territory(body: str, code: str) -> str:
    row = territories().get(code)
    bare = body.removesuffix(row.full).removesuffix(row.name).strip() if row else body
    return "" if bare == "Pemerintah" else bare
