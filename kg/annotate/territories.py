"""Names of territories to their codes, by what stands beside them and by the rest of the article.

Many names are shared: Bandung is a kabupaten and a kota, Jambi a province and a kota, and Batu is more often a stone. So a
hit must first stand for a territory (`stand`); then the functions of `DECISIONS` are asked in order which one, and the name
of the first with an opinion is the `source` of the mention.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kg.annotate import sightings as look_at
from kg.annotate.sightings import Codes, NameHit, Sighting, of_kinds
from kg.lexicon import territories
from kg.model import Mention, Span


class Scene(NamedTuple):
    """What the whole article says about its territories."""

    text: str
    sightings: tuple[Sighting, ...]
    """The hits in order, without those that belong to the name of something else."""
    settled: Mapping[Codes, AbstractSet[str]]
    """For each set of candidates, the codes which the words beside them decide somewhere in the article."""
    provinces: Mapping[str, int]
    """How often each province is named, itself or by what lies in it."""


def resolve(hits: Sequence[NameHit], text: str) -> list[Mention]:
    """A mention with its code for every hit that is a territory; `hits` are in order of position and do not overlap."""
    scene = survey(hits, text)
    return [mention for sighting in stand(scene) for mention in _mentions(sighting, scene)]


def _mentions(sighting: Sighting, scene: Scene) -> Iterator[Mention]:
    whole = Span(sighting.start, sighting.hit.span.end)
    pair = _pair(sighting)
    if pair:
        for span, code in zip(both_words(scene.text, whole), pair, strict=True):
            yield Mention("territory", span, code, "both_named")
    else:
        decided = decide(sighting, scene)
        if decided:
            yield Mention("territory", whole, *decided)


def _pair(sighting: Sighting) -> Codes:
    """The kabupaten and the kota of `Kabupaten dan Kota Malang`, in the order named; nothing for another name."""
    if sighting.cue is None or sighting.cue.meaning != "both":
        return ()
    codes = tuple(of_kinds(sighting.hit.codes, (kind,)) for kind in sighting.cue.kinds)
    return codes if all(codes) else ()


def both_words(text: str, whole: Span) -> tuple[Span, Span]:
    """The first word of two kinds named at once, and the rest from the second kind on.

    >>> [span.of("Kabupaten dan Kota Malang") for span in both_words("Kabupaten dan Kota Malang", Span(0, 25))]
    ['Kabupaten', 'Kota Malang']
    """
    words = whole.of(text).lower()
    length = next(number for number, letter in enumerate(words) if not letter.isalpha())
    return Span(whole.start, whole.start + length), Span(whole.start + words.find("k", length), whole.end)


def survey(hits: Sequence[NameHit], text: str) -> Scene:
    """The article as its names show it, before anything is decided."""
    sightings = tuple(sighting for sighting in look_at.look(hits, text) if not look_at.taken(sighting, text))
    provinces: defaultdict[str, int] = defaultdict(int)
    settled: defaultdict[Codes, set[str]] = defaultdict(set)
    for sighting in sightings:
        codes = sighting.hit.codes
        if not sighting.hit.needs_context:
            provinces[codes[0][:2]] += 1
        if len(codes) > 1:
            settled[codes].update(_pair(sighting) or filter(None, [_settling(sighting)]))
    return Scene(text, sightings, settled, provinces)


def _settling(sighting: Sighting) -> str:
    """The code that the name has elsewhere too. Who writes `di Kota Jambi` may mean the province by the bare name; who
    writes `Pemerintah Kota Jambi` speaks of the kota.
    """
    of_government = any(cue and cue.meaning == "body" for cue in (sighting.cue, sighting.outer))
    shared_with_province = territories()[sighting.hit.codes[0]].kind == "provinsi"
    return _beside(sighting) if of_government or not shared_with_province else ""


def _beside(sighting: Sighting) -> str:
    """The code which the words before or behind the name decide, or nothing."""
    after = look_at.cue_after(sighting)
    code = of_kinds(sighting.hit.codes, after.kinds) if after and after.meaning == "name" else ""
    if sighting.cue and (sighting.kind == "name" or (sighting.kind == "body" and not code)):
        return of_kinds(sighting.hit.codes, sighting.cue.kinds) or code
    return code


# Whether it is a territory


def stand(scene: Scene) -> list[Sighting]:
    """The sightings that are territories: by themselves, on a list with such, or in an article that has shown it elsewhere."""
    firm = [not sighting.hit.needs_context or shown(sighting, scene) for sighting in scene.sightings]
    if all(firm):
        return list(scene.sightings)
    certain = [sighting for sighting, sure in zip(scene.sightings, firm, strict=True) if sure]
    lists = {(sighting.run, code[:2]) for sighting in certain for code in sighting.hit.codes}
    known = {sighting.hit.codes for sighting in certain}
    return [
        sighting
        for sighting, sure in zip(scene.sightings, firm, strict=True)
        if sure
        or any((sighting.run, code[:2]) in lists for code in sighting.hit.codes)
        or (sighting.hit.codes in known and look_at.follows_small_word(sighting, scene.text))
    ]


def shown(sighting: Sighting, scene: Scene) -> bool:
    """True where its surroundings show an everyday word to be a territory: Wali Kota Batu, Batu (Jawa Timur), di Batu."""
    if look_at.glued(sighting, scene.text):
        return False
    if sighting.province or look_at.opens_date_line(sighting, scene.text):
        return True
    cue, outer = sighting.cue, sighting.outer
    doubts = look_at.continues(sighting) + (sighting.elsewhere or far_from_home(sighting, scene))
    if cue is None:
        return not doubts and _in_longer_name(sighting, scene.text)
    if cue.meaning == "list":
        return outer is not None and outer.meaning in ("name", "both")
    if cue.meaning == "body":
        return doubts < 2 and (not cue.kinds or any(territories()[code].kind in cue.kinds for code in sighting.hit.codes))
    return cue.meaning in ("name", "both") or not doubts


def far_from_home(sighting: Sighting, scene: Scene) -> bool:
    """True where the article names territories, but none in a province that has such a candidate."""
    return bool(scene.provinces) and not any(code[:2] in scene.provinces for code in sighting.hit.codes)


def _in_longer_name(sighting: Sighting, text: str) -> bool:
    return look_at.in_name_of_office(sighting, text) or look_at.in_address(sighting, text)


# Which one it is


def decide(sighting: Sighting, scene: Scene) -> tuple[str, str] | None:
    """The code and the name of the function that decided it; nothing where the article leaves it open (`Bupati Mura`)."""
    for decision in DECISIONS:
        code = decision(sighting, scene)
        if code:
            return code, decision.__name__
    return None


def only_one_of_the_name(sighting: Sighting, _: Scene) -> str:
    """The one candidate there is."""
    codes = sighting.hit.codes
    return codes[0] if len(codes) == 1 else ""


def words_beside(sighting: Sighting, _: Scene) -> str:
    """What Kabupaten, Wali Kota or Polres before the name decide, or Kota behind it."""
    return _beside(sighting)


def list_before(sighting: Sighting, _: Scene) -> str:
    """What the words before the list decide: `Kabupaten Garut, Tasikmalaya`."""
    return of_kinds(sighting.hit.codes, sighting.kin.kinds) if sighting.kin else ""


def province_behind(sighting: Sighting, _: Scene) -> str:
    """The one candidate in the province named behind it: `Banjar, Jawa Barat`."""
    return _only(code for code in sighting.hit.codes if sighting.province == code[:2] != code)


def date_line_city(sighting: Sighting, scene: Scene) -> str:
    """The kota in a date line, where a province bears the name too: `JAMBI - `."""
    if territories()[sighting.hit.codes[0]].kind != "provinsi" or not look_at.opens_date_line(sighting, scene.text):
        return ""
    return of_kinds(sighting.hit.codes, ("kota",))


def same_name_elsewhere(sighting: Sighting, scene: Scene) -> str:
    """The one candidate which the article means where it says more: bare `Bandung` beside `Bupati Bandung`."""
    return _only(scene.settled.get(sighting.hit.codes, ()))


def province_of_article(sighting: Sighting, scene: Scene) -> str:
    """The one candidate in the province that the article names most."""
    most = max(scene.provinces.get(code[:2], 0) for code in sighting.hit.codes)
    return _only(code for code in sighting.hit.codes if most and scene.provinces.get(code[:2]) == most)


def province_then_kota(sighting: Sighting, _: Scene) -> str:
    """The province of the name, or else the kota: what the bare name usually means."""
    return of_kinds(sighting.hit.codes, ("provinsi", "kota"))


def _only(codes: Iterable[str]) -> str:
    found = tuple(codes)
    return found[0] if len(found) == 1 else ""


DECISIONS: tuple[Callable[[Sighting, Scene], str], ...] = (
    only_one_of_the_name,
    words_beside,
    list_before,
    province_behind,
    date_line_city,
    same_name_elsewhere,
    province_of_article,
    province_then_kota,
)
"""From the surest to the mere likelihood; "" is no opinion."""
