#!/usr/bin/env python3
"""How well and how fast people are told apart: `python benchmarks/people.py [--mentions N] [--people N] [--errors N]`.

A world of invented officials and the articles that name them (`officials.py` says what is modelled) goes through
`kg.resolve.identities.resolve`, and its answer is compared with the truth. Two peers see the same claims in the same run:

- same name: one person for each `name_key`, which is about the least work there is;
- same name and province: the same, apart by the province of the first post.

Each runs in a process of its own. Seconds are those of the grouping on this processor, without reading the claims; memory is
the peak of that process, which holds the claims as well (`claims` is what they alone take). Pairs: of all pairs of mentions put
together, how many belong together (precision), and of all that belong together, how many were put there (recall). B-cubed: the
same for each mention and its group, averaged over mentions, so that the few who are named thousands of times do not drown the
rest.

`--errors N` shows N wrongly merged and N wrongly split pairs with their claims, and B-cubed by kind of mention. `--seed` makes
another world; `--of` shows the errors of a peer.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeVar

from kg.resolve.claims import Claim, Claims
from kg.resolve.keys import name_key

sys.path.insert(0, str(Path(__file__).parent))  # also where Python is told not to (-P)

from officials import world

Mention = tuple[str, str]
"""An article and a name in it."""
Key = TypeVar("Key", bound=Hashable)
Who = Callable[[str, str], Hashable]
"""What tells who a name of an article is."""

__all__ = ["Scores", "by_kind", "merged", "scores", "split", "world"]


class Measure(NamedTuple):
    """Precision and recall, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0


class Scores(NamedTuple):
    """How far an answer agrees with the truth."""

    pairs: Measure
    bcubed: Measure


class Counts(NamedTuple):
    """How many mentions are in each group of the answer, in each person of the truth, and in both at once."""

    groups: Counter[Hashable]
    people: Counter[Hashable]
    both: Counter[tuple[Hashable, Hashable]]


def counted(predicted: Mapping[Key, Hashable], truth: Mapping[Key, Hashable]) -> Counts:
    """The contingency of an answer and the truth, which must be about the same mentions."""
    if predicted.keys() != truth.keys():
        raise ValueError(f"{len(predicted.keys() ^ truth.keys())} mentions are in only one of answer and truth")
    both = Counter((predicted[mention], truth[mention]) for mention in truth)
    return Counts(Counter(predicted.values()), Counter(truth.values()), both)


def scores(predicted: Mapping[Key, Hashable], truth: Mapping[Key, Hashable]) -> Scores:
    """How far the groups of mentions are the people of the truth.

    >>> perfect = scores({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "x", "c": "y"})
    >>> perfect.pairs.f1, perfect.bcubed.f1
    (1.0, 1.0)
    """
    groups, people, both = counted(predicted, truth)
    hits = _pairs(both.values())
    return Scores(
        Measure(_share(hits, _pairs(groups.values())), _share(hits, _pairs(people.values()))),
        Measure(
            _share(sum(n * n / groups[group] for (group, _), n in both.items()), len(truth)),
            _share(sum(n * n / people[person] for (_, person), n in both.items()), len(truth)),
        ),
    )


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: float, whole: float) -> float:
    """The part of a whole; all of it where there is nothing to find."""
    return part / whole if whole else 1.0


def kind(claim: Claim) -> str:
    """What a mention gives to go by: `full name, post`, `one word, bare`."""
    words = [word for word in claim.name.replace(".", ". ").split() if len(word.strip(".")) > 2]
    form = "full name" if len(words) > 1 else "initials" if len(claim.name.replace(".", ". ").split()) > 1 else "one word"
    return f"{form}, {'post' if claim.posts else 'bare'}"


def by_kind(
    articles: Sequence[Claims], predicted: Mapping[Mention, Hashable], truth: Mapping[Mention, Hashable]
) -> dict[str, tuple[int, Measure]]:
    """How many mentions there are of each kind, and B-cubed over them alone."""
    groups, people, both = counted(predicted, truth)
    found: dict[str, list[float]] = defaultdict(lambda: [0, 0.0, 0.0])
    for claim in (claim for article in articles for claim in article.people):
        mention = (claim.article, claim.name)
        group, person = predicted[mention], truth[mention]
        sums = found[kind(claim)]
        sums[0] += 1
        sums[1] += both[group, person] / groups[group]
        sums[2] += both[group, person] / people[person]
    return {
        name: (int(count), Measure(right / count, all_of / count)) for name, (count, right, all_of) in sorted(found.items())
    }


class Wrong(NamedTuple):
    """Two mentions that an answer gets wrong, and how many pairs it gets wrong in the same way."""

    one: Mention
    other: Mention
    pairs: int


def merged(predicted: Mapping[Mention, Hashable], truth: Mapping[Mention, Hashable], count: int) -> list[Wrong]:
    """Examples of two people in one group: half of them the worst, half at random."""
    return _examples(predicted, truth, count)


def split(predicted: Mapping[Mention, Hashable], truth: Mapping[Mention, Hashable], count: int) -> list[Wrong]:
    """Examples of one person in two groups: half of them the worst, half at random."""
    return _examples(truth, predicted, count)


def _examples(together: Mapping[Mention, Hashable], apart: Mapping[Mention, Hashable], count: int) -> list[Wrong]:
    """Pairs of mentions that one clustering puts together and the other apart."""
    parts: dict[Hashable, dict[Hashable, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention, whole in together.items():
        parts[whole][apart[mention]].append(mention)
    random = Random(0)
    found = []
    for divided in parts.values():
        if len(divided) > 1:
            one, *others = sorted(divided.values(), key=len, reverse=True)
            found += [Wrong(random.choice(one), random.choice(other), len(one) * len(other)) for other in others]
    worst = sorted(found, key=lambda wrong: (-wrong.pairs, wrong.one, wrong.other))[: count - count // 2]
    rest = [wrong for wrong in found if wrong not in worst]
    return worst + random.sample(rest, min(count // 2, len(rest)))


def shown(claim: Claim, published: str) -> str:
    """A claim in one line."""
    posts = "; ".join(
        " ".join(filter(None, ("mantan" if held.former else "", held.acting, held.role)))
        + (f" ({held.organization})" if held.organization else "")
        + (f" @ {held.territory}" if held.territory else "")
        + (f" since {held.since}" if held.since else "")
        for held in claim.posts
    )
    aliases = f" = {', '.join(claim.aliases)}" if claim.aliases else ""
    titles = f" [{', '.join(claim.titles)}]" if claim.titles else ""
    return f"{published or 'undated':<11} {claim.article:<9} {claim.name}{aliases}{titles}: {posts or 'no post'}"


def _resolved(articles: list[Claims]) -> Who:
    from kg.resolve.identities import resolve

    identities = resolve(iter(articles))
    return lambda article, name: identities.person(article, name)


def _by_name(articles: list[Claims]) -> Who:
    found = {(claim.article, claim.name): name_key(claim.name) for article in articles for claim in article.people}
    return lambda article, name: found[article, name]


def _by_name_and_province(articles: list[Claims]) -> Who:
    found = {
        (claim.article, claim.name): (name_key(claim.name), claim.posts[0].territory[:2] if claim.posts else "")
        for article in articles
        for claim in article.people
    }
    return lambda article, name: found[article, name]


WAYS = {"resolve": _resolved, "same name (peer)": _by_name, "same name and province (peer)": _by_name_and_province}


def work(way: str, path: Path) -> None:
    """What the process of its own does: groups the claims of a file, and prints what it cost and the number of each group."""
    with path.open(encoding="utf-8") as lines:
        articles = [Claims.of(json.loads(line)) for line in lines]
    gc.collect()
    gc.freeze()
    claims = _megabytes()
    started = time.process_time()
    who = WAYS[way](articles)
    seconds = time.process_time() - started
    peak = _megabytes()
    numbers: dict[Hashable, int] = {}
    groups = [
        numbers.setdefault(who(claim.article, claim.name), len(numbers)) for article in articles for claim in article.people
    ]
    print(json.dumps({"seconds": seconds, "claims": claims, "peak": peak, "groups": groups}))


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Ran(NamedTuple):
    """What a way of grouping cost, and its answer."""

    seconds: float
    claims: int
    peak: int
    predicted: dict[Mention, int]


def run(way: str, path: Path, mentions: Sequence[Mention]) -> Ran | str:
    """The way in a process of its own; where it fails, the last line of what it complains."""
    ran = subprocess.run([sys.executable, __file__, "--work", way, str(path)], text=True, capture_output=True)
    if ran.returncode:
        return (ran.stderr.strip().splitlines() or ["no message"])[-1]
    told = json.loads(ran.stdout)
    return Ran(told["seconds"], told["claims"], told["peak"], dict(zip(mentions, told["groups"], strict=True)))


def _row(measure: Measure) -> str:
    return f"{measure.precision:>11.4f}{measure.recall:>8.4f}{measure.f1:>8.4f}"


HEADING = f"{'B3: P':>11}{'R':>8}{'F1':>8}"


def report(ran: Mapping[str, Ran | str], truth: Mapping[Mention, int]) -> Iterator[str]:
    """The table."""
    peer = ran["same name (peer)"]
    yield f"{'':<30}{'seconds':>9}{'x peer':>8}{'MB':>6}{'claims':>8}{'people':>9}{HEADING.replace('B3', 'pairs')}{HEADING}"
    for way, told in ran.items():
        if isinstance(told, str):
            yield f"{way:<30}failed: {told}"
            continue
        pairs, bcubed = scores(told.predicted, truth)
        ratio = f"{told.seconds / peer.seconds:.1f}" if isinstance(peer, Ran) else ""
        yield (
            f"{way:<30}{told.seconds:>9.2f}{ratio:>8}{told.peak:>6,}{told.claims:>8,}{len(set(told.predicted.values())):>9,}"
            f"{_row(pairs)}{_row(bcubed)}"
        )


def errors(
    articles: Sequence[Claims], predicted: Mapping[Mention, int], truth: Mapping[Mention, int], count: int
) -> Iterator[str]:
    """B-cubed by kind of mention, and examples of what went wrong."""
    yield f"\n{'kind of mention':<24}{'mentions':>10}{HEADING}"
    for name, (number, measure) in by_kind(articles, predicted, truth).items():
        yield f"{name:<24}{number:>10,}{_row(measure)}"
    lines = {(claim.article, claim.name): shown(claim, article.published) for article in articles for claim in article.people}
    for heading, found in (
        ("wrongly merged", merged(predicted, truth, count)),
        ("wrongly split", split(predicted, truth, count)),
    ):
        yield f"\n{heading} (how many pairs of mentions go wrong in the same way)"
        for wrong in found:
            yield f"{wrong.pairs:>9,}  {lines[wrong.one]}   (person {truth[wrong.one]})"
            yield f"{'':>9}  {lines[wrong.other]}   (person {truth[wrong.other]})"


def main() -> None:
    """Make the world, measure and print."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--mentions", type=int, default=200_000, help="how many (default 200,000)")
    ask.add_argument("--people", type=int, default=20_000, help="how many (default 20,000)")
    ask.add_argument("--seed", type=int, default=1, help="another world (default 1)")
    ask.add_argument("--errors", type=int, default=0, metavar="N", help="show N wrongly merged and N wrongly split pairs")
    ask.add_argument("--of", choices=list(WAYS), default="resolve", help="whose errors (default resolve)")
    ask.add_argument("--work", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.work:
        work(given.work[0], Path(given.work[1]))
        return
    if not 0 < given.people <= given.mentions:
        ask.error("there must be a mention for each person")
    started = time.process_time()
    articles, truth = world(given.seed, given.people, given.mentions)
    took = time.process_time() - started
    mentions = [(claim.article, claim.name) for article in articles for claim in article.people]
    print(
        f"{len(truth):,} mentions of {len(set(truth.values())):,} people in {len(articles):,} articles (made in {took:.0f} s)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(article.record(), ensure_ascii=False) + "\n" for article in articles)
        ran = {way: run(way, path, mentions) for way in WAYS}
    for line in report(ran, truth):
        print(line)
    told = ran[given.of]
    if given.errors and isinstance(told, Ran):
        for line in errors(articles, told.predicted, truth, given.errors):
            print(line)
    if isinstance(ran["resolve"], str):
        sys.exit(1)


if __name__ == "__main__":
    main()
