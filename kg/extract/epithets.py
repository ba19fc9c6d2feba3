"""Posts by which the text calls somebody it has named before: `ujar mantan Bupati Kampar itu`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate import Annotated, lists
from kg.annotate.offices import OfficeValue
from kg.extract.corefer import Coreference
from kg.extract.home import Home
from kg.extract.officials import Holding
from kg.extract.posts import post
from kg.model import Evidence, Mention, Sentence

_THIS = lists.cues("again")
_TERMS = lists.cues("terms")
_CALLS = lists.cues("calls")
_RULE = "official.epithet"


def find(annotated: Annotated, home: Home, people: Coreference, holdings: Sequence[Holding]) -> Iterator[Holding]:
    """The holdings of such posts that nobody else in the article is said to hold."""
    held = {(holding.post.role, holding.post.territory) for holding in holdings}
    for sentence in annotated.sentences:
        if sentence.place != "title":
            for mention in _offices(annotated, sentence):
                holding = _read(annotated, home, people, sentence, mention)
                if holding is not None and (holding.post.role, holding.post.territory) not in held:
                    yield holding


def _offices(annotated: Annotated, sentence: Sentence) -> Iterator[Mention]:
    owner, tokens = annotated.labels.owner, annotated.tokens
    for at in range(tokens.at(sentence.span.start), tokens.at(sentence.span.end)):
        mention = owner.get(at)
        if mention is not None and mention.kind == "office" and mention.span.start == tokens.starts[at]:
            yield mention


def _read(annotated: Annotated, home: Home, people: Coreference, sentence: Sentence, mention: Mention) -> Holding | None:
    value, words, of = mention.value, annotated.tokens.lower, annotated.labels.of
    if not isinstance(value, OfficeValue) or value.office.decoy or not (value.body or value.territory):
        return None
    first, after = annotated.tokens.at(mention.span.start), annotated.tokens.at(mention.span.end)
    former = first > 0 and of[first - 1] == "former"
    if not former and not (first > 0 and _calls(words[first - 1])):
        return None
    while after < len(words) and words[after] in _TERMS:
        after += 1
    if after >= len(words) or words[after] not in _THIS:
        return None
    person = people.topic(mention.span.start)
    if person is None:
        return None
    held = post(value, home)
    return Holding(person, held, held.acting, former, Evidence(mention.span, sentence.span, _RULE))


def _calls(word: str) -> bool:
    """True for what, in small letters, leads to such a name: a verb of saying, `juga`, `menjabat`."""
    return word in _CALLS or word in lists.speech_verbs("after")
