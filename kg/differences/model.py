"""What a change is, and which kinds of changes there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.contradictions.model import Claimed, Side

Which = Literal["old", "new"]

SECTIONS: dict[str, dict[str, str]] = {
    "articles": {
        "article added": "Articles added",
        "article removed": "Articles removed",
        "article changed": "Articles with another text",
    },
    "people": {
        "in office": "New in office",
        "former holder": "New as former holders",
        "over": "No longer in office",
        "not over": "Not over any more",
        "gone": "Not told to be in office any more",
        "former holder gone": "Not told to be former holders any more",
    },
    "posts": {"other holder": "Posts with another holder"},
    "tenures": {"other dates": "Tenures with other dates"},
    "events": {
        "new event": "New events",
        "gone event": "Events that are gone",
        "changed event": "Events that are told otherwise",
    },
    "ratings": {"new rating": "New ratings", "gone rating": "Ratings that are gone", "changed rating": "Changed ratings"},
    "bodies": {"new body": "New bodies", "gone body": "Bodies that are gone", "renamed body": "Bodies with another name"},
    "identities": {
        "merged": "People who are one person now",
        "split": "People who are several now",
        "renamed": "People with another name",
    },
    "decisions": {"decision added": "Decisions added", "decision gone": "Decisions that are not followed any more"},
}
"""The sections in the order they are told, and of each its kinds of changes with their headings."""

HEADINGS = {kind: heading for kinds in SECTIONS.values() for kind, heading in kinds.items()}
SECTION_OF = {kind: section for section, kinds in SECTIONS.items() for kind in kinds}


class Found(NamedTuple):
    """A change before its words are looked up: `about` are IRIs, and `claimed` is what to quote from the graph `graph`.

    `group` is what changes of a kind are counted by: the type of an event.
    """

    kind: str
    text: str
    about: tuple[str, ...]
    was: str = ""
    now: str = ""
    group: str = ""
    graph: Which = "new"
    claimed: Claimed | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: in words, the IRIs it is about, how it was and is as far as that can be said, and the words of an
    article: of the new graph for what came, of the old one for what went.
    """

    section: str
    kind: str
    text: str
    about: tuple[str, ...]
    was: str
    now: str
    group: str
    graph: Which
    evidence: Side | None
