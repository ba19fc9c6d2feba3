"""Which runs name the same person: spelling variants, short names, initials and nicknames inside one article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio

from kg.annotate import lists
from kg.annotate.forms import is_initial
from kg.annotate.runs import Run, form_of
from kg.annotate.tokens import Tokens

_SAME_SPELLING = 85
_MOST = 100
"""So many people of an article are looked at for another form of a name: who names more gives a list, each of them once."""


@dataclass(slots=True)
class Group:
    """The forms of one person's name, each a tuple of words, with how often it stands."""

    forms: Counter[tuple[str, ...]]
    nicknames: set[tuple[str, ...]] = field(default_factory=set)
    name: str = ""
    aliases: tuple[str, ...] = ()


def group(tokens: Tokens, runs: Sequence[Run], fuller: Sequence[Run]) -> list[Group]:
    """The people whom the runs name; `fuller` are runs that may give a one-word name in full."""
    forms: Counter[tuple[str, ...]] = Counter()
    for run in runs:
        forms[form_of(tokens, run)] += 1
    roles: dict[tuple[str, ...], set[str]] = {}
    for run in runs:
        roles.setdefault(form_of(tokens, run), set()).add(run.role)
    groups: list[Group] = []
    for form in sorted(forms, key=lambda f: (-len(f), -sum(map(len, f)), f)):
        home = next((group for group in groups[:_MOST] if any(_same(form, other) for other in group.forms)), None)
        home = home or _nicknamed(form, roles, groups[:_MOST])
        if home is None and len(form) == 1 and _initials(form[0]):
            continue
        if home is None:
            groups.append(Group(Counter({form: forms[form]})))
        else:
            home.forms[form] = forms[form]
    initialled = _initialled(groups)
    for run in fuller:
        form = form_of(tokens, run)
        if not _write_out(initialled.get((len(form), form[-1].lower()), ()), form):
            _complete(groups[:_MOST], form)
    for run in runs:
        if run.for_name:
            _rename(groups, form_of(tokens, run), run.for_name)
    groups = [group for group in groups if group.forms]
    for group in groups:
        _settle(group)
    return groups


def _initialled(groups: Sequence[Group]) -> Mapping[tuple[int, str], list[Group]]:
    """The people whose names have initials, by the number of words and the last of them."""
    found: dict[tuple[int, str], list[Group]] = {}
    for group in groups:
        for form in group.forms:
            if len(form) > 1 and any(len(word) == 1 for word in form[:-1]):
                found.setdefault((len(form), form[-1].lower()), []).append(group)
    return found


def _write_out(groups: Sequence[Group], form: tuple[str, ...]) -> bool:
    """Gives a name with initials the form that writes them out; true where there is one."""
    home = next(
        (group for group in groups if any(_within(other, [form]) for other in group.forms if len(other) == len(form))), None
    )
    if home is not None:
        home.forms[form] += 1
    return home is not None


def _complete(groups: Sequence[Group], form: tuple[str, ...]) -> None:
    """Gives a one-word name the fuller form that begins with it: `Wali Kota Weny`, later `Weny Gaib`."""
    homes = [group for group in groups if all(len(other) == 1 for other in group.forms) and (form[0],) in group.forms]
    if len(homes) == 1 and not any(word.lower() in lists.field_words() for word in form):
        homes[0].forms[form] += 1


def _rename(groups: Sequence[Group], nickname: tuple[str, ...], name: tuple[str, ...]) -> None:
    """Moves a nickname to the person it is given for; it is an alias there, however long."""
    known = next((group for group in groups if nickname in group.forms), None)
    home = next((group for group in groups if name in group.forms), None)
    if known is None or home is None or known is home:
        return
    home.nicknames |= set(known.forms)
    known.forms.clear()


def _nicknamed(form: tuple[str, ...], roles: Mapping[tuple[str, ...], set[str]], groups: Sequence[Group]) -> Group | None:
    """Whom a single word behind an office means where one person alone is named as its holder: `Gubernur Harum`."""
    if len(form) > 1 or len(roles[form]) > 1 or not (role := next(iter(roles[form]))):
        return None
    holders = [group for group in groups if any(len(other) > 1 and role in roles[other] for other in group.forms)]
    return holders[0] if len(holders) == 1 else None


def _settle(group: Group) -> None:
    longest = max(len(form) for form in group.forms)
    full = [form for form in group.forms if len(form) == longest]
    best = min(full, key=lambda form: (_within(form, full), -group.forms[form], -sum(map(len, form)), form))
    group.name = _written(best)
    group.aliases = tuple(sorted({_written(form) for form in (*group.forms, *group.nicknames)} - {group.name}))


def _within(form: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    """True for a name of which another gives more: `Midji` beside `Sutarmidji`, `M Anwar` beside `Muhammad Anwar`."""
    return any(form != other and all(_part(a, b) for a, b in zip(form, other, strict=True)) for other in others)


def _part(word: str, other: str) -> bool:
    a, b = word.lower(), other.lower()
    return a == b or (len(a) < len(b) and (b.endswith(a) if len(a) > 1 else b.startswith(a)))


def _written(form: Sequence[str]) -> str:
    """The name as it is written: `M. Anwar`, `I Wayan Sudarta`, `Paku Alam X`, and `Budi Santoso` for `BUDI SANTOSO`."""
    words = [word.title() if word.isupper() and len(word) > 3 else word for word in form]
    return " ".join(word + "." if is_initial(words, at) else word for at, word in enumerate(words))


def _same(short: Sequence[str], full: Sequence[str]) -> bool:
    """True where one form of a name can stand for the other: each of its words is one of the other's, or a variant."""
    if len(short) == len(full) and ratio(" ".join(short).lower(), " ".join(full).lower(), score_cutoff=_SAME_SPELLING):
        return True
    if len(short) == len(full) > 1:
        return all(_word(a, b) for a, b in zip(short, full, strict=True))
    return (len(short) < len(full) and all(any(_word(a, b) for b in full) for a in short)) or _nick(short, full)


def _word(a: str, b: str) -> bool:
    x, y = a.lower(), b.lower()
    if x == y or (len(x) == 1 and y.startswith(x)) or (len(y) == 1 and x.startswith(y)):
        return True
    return len(x) > 4 and len(y) > 4 and ratio(x, y) >= _SAME_SPELLING


def _nick(short: Sequence[str], full: Sequence[str]) -> bool:
    """True for the end of a one-word name, the beginning of a first name or of a longer one, and initials: `Midji` of
    `Sutarmidji`, `Mirza` of `Mirzani`, `HD`."""
    if len(short) != 1:
        return False
    word = short[0]
    if _initials(word):
        return len(full) > 1 and word == "".join(part[0] for part in full)
    one, short_name = full[0].lower(), word.lower()
    if len(full) == 1:
        return len(word) > 3 and one.endswith(short_name)
    return (len(word) > 3 and one.startswith(short_name)) or (
        len(word) > 4 and any(p.lower().startswith(short_name) for p in full)
    )


def _initials(word: str) -> bool:
    return 1 < len(word) < 5 and word.isupper()
