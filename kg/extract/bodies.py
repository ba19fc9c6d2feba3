"""The organizations of an article: every body it names, and every body that an office in it implies."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from kg.annotate import Annotated, lists
from kg.annotate.bodies import BodyValue
from kg.annotate.offices import OfficeValue
from kg.extract.home import Home
from kg.extract.posts import post
from kg.model import Mention, Organization, Span

_LONGEST_ALIAS = 80
_PLURAL = lists.cues("several")
_NAMED_BY_REGION = lists.cues("named-by-region")
_BETWEEN = frozenset({",", ".", "(", "-", "–", "sebagai", "selaku", "menjadi", "menjabat", "yang", "juga"})
_STYLES = frozenset({"rank", "honorific", "degree", "acting", "former"})


class Bodies:
    """The organizations of an article by their full names, in the order of their first mention."""

    def __init__(self, annotated: Annotated, home: Home) -> None:
        self.home = home
        text = annotated.document.text
        spans: dict[str, list[Span]] = {}
        aliases: dict[str, Counter[str]] = {}
        values: dict[str, BodyValue] = {}
        for mention, value, named in _said(annotated, home):
            values.setdefault(value.name, value)
            spans.setdefault(value.name, []).append(mention.span)
            words = " ".join(mention.span.of(text).split())
            if named and words != value.name and len(words) <= _LONGEST_ALIAS:
                aliases.setdefault(value.name, Counter())[words] += 1
            if named and value.alias and value.alias != value.name:
                aliases.setdefault(value.name, Counter())[value.alias] += 1
        names = sorted(values)
        for name in [n for n, v in values.items() if v.region == "none" and v.head]:
            _join(name, names, values, spans, aliases)
        self.by_name = {
            name: Organization(
                name, value.kind, value.territory, tuple(sorted(aliases.get(name, ()))), tuple(sorted(set(spans[name])))
            )
            for name, value in values.items()
        }

    def of(self, value: BodyValue | None) -> Organization | None:
        """The organization that a body value stands for in this article; None where its region stays open."""
        return self.by_name.get(self.home.complete(value).name) if value is not None else None


def _join(
    name: str,
    names: Sequence[str],
    values: dict[str, BodyValue],
    spans: dict[str, list[Span]],
    aliases: dict[str, Counter[str]],
) -> None:
    """Gives the mentions of a bare name (`Komisi I`) to the one body of the article whose name goes on from it; `names` are
    those of all bodies, sorted."""
    prefix = name + " "
    following = (names[at] for at in range(bisect_left(names, prefix), len(names)))
    going_on = takewhile(lambda other: other.startswith(prefix), following)
    longer = list(islice((other for other in going_on if other in values), 2))
    if len(longer) == 1:
        del values[name]
        spans[longer[0]] += spans.pop(name)
        aliases.setdefault(longer[0], Counter()).update(aliases.pop(name, Counter()))


def _said(annotated: Annotated, home: Home) -> Iterator[tuple[Mention, BodyValue, bool]]:
    """Each body with the mention that names it (True) or, as an office, implies it (False)."""
    for mention in annotated.mentions:
        value = mention.value
        if isinstance(value, BodyValue):
            whole = home.complete(value)
            names = {whole.name} if value.region == "known" and whole.stem in _NAMED_BY_REGION else {whole.name, whole.stem}
            if whole.region != "open" and not lists.generic_bodies() & names:
                yield mention, whole, True
        elif isinstance(value, OfficeValue) and not value.office.decoy:
            implied = post(value, home).body
            own = value.body is None or value.body.region in ("small", "unit") or _inner(implied, value.body, home)
            if implied is not None and implied.region != "open" and own and _held(value, annotated, mention):
                yield mention, implied, False


def _inner(implied: BodyValue | None, written: BodyValue, home: Home) -> bool:
    """True for a unit that only its head's title names, inside the body written there."""
    return implied is not None and implied.name != home.complete(written).name


def _held(value: OfficeValue, annotated: Annotated, mention: Mention) -> bool:
    """True where the office names its body: by its region or a fixed name; or, of the article's region, by a name beside it."""
    office = value.office
    if value.territory or value.body:
        return True
    if office.organization.startswith("="):
        return not _several(annotated, mention)
    own = office.organization not in ("", "government")
    return bool(office.level or own) and _beside_name(annotated, mention)


def _several(annotated: Annotated, mention: Mention) -> bool:
    """True for an office of which the text speaks in the plural: para Menteri Keuangan."""
    return annotated.tokens.before(mention.span.start) in _PLURAL


def _beside_name(annotated: Annotated, mention: Mention) -> bool:
    """True where somebody's name stands beside the office, with titles and marks in between."""
    of, words = annotated.labels.of, annotated.tokens.words
    first, last = annotated.tokens.at(mention.span.start), annotated.tokens.at(mention.span.end)
    for step, at in ((-1, first - 1), (1, last)):
        while 0 <= at < len(of) and (of[at] in _STYLES or words[at] in _BETWEEN):
            at += step
        if 0 <= at < len(of) and of[at] == "person":
            return True
    return False
