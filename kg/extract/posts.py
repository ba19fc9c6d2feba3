"""Posts: what an office mention means, with the body and the region in which it is held."""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate import lists
from kg.annotate.bodies import BodyValue, with_region
from kg.annotate.offices import OfficeValue
from kg.extract.home import Home
from kg.lexicon import AREA_KINDS

_LED = lists.cues("led")
_SECRETARIAL = ("Biro ", "Bagian ")
_BELOW = frozenset({"kecamatan", "kelurahan", "desa"})
_LED_BY_TWO_WORDS = lists.cues("led-by-two-words")


class Post(NamedTuple):
    """An office in its body: the role in full, the body (or None) and the code of the jurisdiction (or empty)."""

    role: str
    acting: str
    body: BodyValue | None
    territory: str


def post(value: OfficeValue, home: Home) -> Post:
    """The post an office mention means; what the words leave out comes from the article's home."""
    office = value.office
    body = _unit(value, home.complete(value.body)) if value.body is not None else _body(value, home)
    territory = body.territory if body is not None and body.territory else value.territory
    if not territory and office.level in AREA_KINDS:
        territory = home.region(office.level)
    if not territory and office.level in _BELOW:
        territory = home.around()
    return Post(_role(office.role, body), office.acting, body, territory)


def _unit(value: OfficeValue, body: BodyValue) -> BodyValue:
    """The unit that the office heads inside the secretariat written to it: Karo Hukum Setda Riau."""
    head = lists.head(value.office.organization) if value.office.organization else None
    if head is None or not head.full.startswith(_SECRETARIAL) or not body.stem.startswith("Sekretariat Daerah"):
        return body
    return body._replace(name=f"{head.full} {body.name}", stem=f"{head.full} {body.stem}")


def _role(role: str, body: BodyValue | None) -> str:
    """`Kepala` with what it is the head of: Kepala Badan, Kepala Sekolah.

    >>> _role("Kepala", BodyValue("Badan Gizi Nasional", "Badan Gizi Nasional", "agency", "", "none"))
    'Kepala Badan'
    """
    if role != "Kepala" or body is None:
        return role
    first, *rest = body.stem.split()
    if f"{first} {' '.join(rest[:1])}" in _LED_BY_TWO_WORDS:
        return f"Kepala {first} {rest[0]}"
    return f"Kepala {first}" if first in _LED else role


def _body(value: OfficeValue, home: Home) -> BodyValue | None:
    """The body that the office implies."""
    template = value.office.organization
    if template.startswith("~"):
        return home.only(template[1:])
    if template.startswith("="):
        return BodyValue(template[1:], template[1:], "agency", "", "none")
    if not template or value.office.level in _BELOW:
        return None
    code = value.territory or home.region(value.office.level)
    if template == "government":
        return _government(code) if code else None
    head = lists.head(template)
    body = BodyValue(template, template, head.kind if head else "office", "", "open")
    return with_region(body, code) if code else body


def _government(code: str) -> BodyValue:
    """The government of a region."""
    return with_region(BodyValue("", "Pemerintah", "government", "", "open"), code)
