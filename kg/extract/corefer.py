"""Whom a bare `Gubernur`, `dia` or `katanya` means: the only candidate, or the nearest one before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from kg.annotate import Annotated, lists
from kg.annotate.offices import OfficeValue
from kg.extract.home import Home
from kg.extract.officials import Holding, Official, holders
from kg.extract.posts import post
from kg.model import Mention, Person, Sentence, Span

PRONOUNS = lists.cues("pronouns")
_BACKGROUND = lists.cues("background")
_BESIDE = lists.cues("beside")
_SUBJECT = 3
"""A pronoun among so many first words is what the sentence is about."""


class Coreference:
    """The people of an article by what the text calls them."""

    def __init__(
        self,
        annotated: Annotated,
        home: Home,
        holdings: Sequence[Holding],
        joined: Mapping[int, Mention],
        quoted: Sequence[Span],
    ) -> None:
        self.annotated, self.home, self.joined = annotated, home, joined
        self.by_role = holders(holdings)
        self.quoted = sorted(quoted)
        self.quote_starts = [span.start for span in self.quoted]
        self._known: dict[OfficeValue, Sequence[Holding]] = {}
        self._topics: list[tuple[int, Person]] | None = None
        self._mentions = annotated.labels.owner | self._joined_by_token(joined)
        self._places = sorted(self._mentions)

    def person(self, mention: Mention) -> Person | None:
        """Whom a mention means: a person, an office with its holder, or a bare office that one person holds."""
        value = mention.value
        if isinstance(value, Person):
            return value
        if isinstance(value, Official):
            return value.person
        return self.holder(value, mention.span.start) if isinstance(value, OfficeValue) else None

    def holder(self, value: OfficeValue, offset: int) -> Person | None:
        """The holder of an office named without its holder, or None where nobody or several could be meant."""
        holders = self._holders(value)
        if len(holders) == 1:
            return holders[0].person
        before = bisect_left(holders, offset, key=lambda holding: holding.evidence.span.start)
        return holders[before - 1].person if before and value.territory == "" and value.body is None else None

    def _holders(self, value: OfficeValue) -> Sequence[Holding]:
        """Who holds an office now, else who held it, in text order; the same person only once, where there is but one."""
        if value not in self._known:
            known = self._fitting(value)
            current = sorted([h for h in known if not h.former] or known, key=lambda h: h.evidence.span.start)
            self._known[value] = current[:1] if len({h.person.name for h in current}) == 1 else current
        return self._known[value]

    def _fitting(self, value: OfficeValue) -> list[Holding]:
        held = self.by_role.get(value.office.role, ())
        if value.body is None and not value.territory and not value.field:
            return list(held)
        meant = post(value, self.home)
        if value.body is None:
            return [h for h in held if not value.territory or h.post.territory == meant.territory]
        if meant.body is None:
            return []
        return [h for h in held if h.post.body is not None and h.post.body.name == meant.body.name]

    def _joined_by_token(self, joined: Mapping[int, Mention]) -> dict[int, Mention]:
        tokens = self.annotated.tokens
        placed = [(tokens.at(start), start) for start in joined]
        return {at: joined[start] for at, start in placed if tokens.starts[at : at + 1] == [start]}

    def mention_at(self, at: int) -> Mention | None:
        """The mention that begins with this token, an office with its holder being one."""
        return self._mentions.get(at)

    def _next_mention(self, at: int, last: int) -> int:
        """The first token from `at` on that belongs to a mention, or `last`."""
        index = bisect_left(self._places, at)
        return min(self._places[index], last) if index < len(self._places) else last

    def first(self, span: Span, within: int = 1000) -> tuple[Mention, Person] | None:
        """The first mention of somebody in a span that can be told, looking at so many tokens; a pronoun is the topic."""
        tokens = self.annotated.tokens
        at, last = tokens.at(span.start), tokens.at(span.end)
        last = min(last, at + within)
        while at < last:
            mention = self.mention_at(at)
            if mention is not None and (person := self.person(mention)):
                return mention, person
            if mention is None and tokens.lower[at] in PRONOUNS and (topic := self.topic(span.start)):
                return Mention("pronoun", Span(tokens.starts[at], tokens.ends[at])), topic
            at = self._past(at, mention, last)
        return None

    def _past(self, at: int, mention: Mention | None, last: int) -> int:
        at += 1
        while mention is not None and at < last and self.annotated.tokens.starts[at] < mention.span.end:
            at += 1
        return at

    def topic(self, offset: int, since: int = 0) -> Person | None:
        """Of whom the text speaks just before `offset`: who opens the last sentence that names somebody, from `since` on."""
        if self._topics is None:
            self._topics = self._find_topics()
        index = bisect_left(self._topics, offset, key=lambda topic: topic[0]) - 1
        return self._topics[index][1] if index >= 0 and self._topics[index][0] >= since else None

    def in_quote(self, offset: int) -> bool:
        """True inside quotation marks."""
        index = bisect_right(self.quote_starts, offset) - 1
        return index >= 0 and offset < self.quoted[index].end

    def _find_topics(self) -> list[tuple[int, Person]]:
        topics = []
        for sentence in self.annotated.sentences:
            if sentence.place != "title" and (found := self._opens(sentence)):
                topics.append(found)
        return topics

    def opening(self, sentence: Sentence) -> Mention | None:
        """The first mention of somebody outside quotation marks in a sentence; None where it is about `dia`."""
        found = self._opens(sentence)
        return self.mention_at(self.annotated.tokens.at(found[0])) if found else None

    def _opens(self, sentence: Sentence) -> tuple[int, Person] | None:
        """The first person outside quotation marks in a sentence; a sentence about `dia` goes on about the one before."""
        tokens = self.annotated.tokens
        at, last = self.annotated.ranges[sentence.span.start]
        opening = tokens.lower[at : min(at + _SUBJECT, last)]
        if not PRONOUNS.isdisjoint(opening) or not _BACKGROUND.isdisjoint(opening):
            return None
        while (at := self._next_mention(at, last)) < last:
            mention = self.mention_at(at)
            client = mention is not None and isinstance(mention.value, OfficeValue) and mention.value.office.decoy
            if client and mention is not None:
                at = self._past_client(self._past(at, mention, last), last)
                continue
            apart = self.in_quote(tokens.starts[at]) or self._beside(at)
            if mention is not None and not apart and (person := self.person(mention)):
                return tokens.starts[at], person
            at = self._past(at, mention, last)
        return None

    def _beside(self, at: int) -> bool:
        """True for whom the sentence only names beside its subject: `Kepada Bupati, Gubernur meminta ...`."""
        return at > 0 and self.annotated.tokens.lower[at - 1] in _BESIDE

    def _past_client(self, at: int, last: int) -> int:
        """Past the client in `Pengacara Budi, Amir Hasan, berkomentar`: the one behind the comma speaks."""
        mention = self.mention_at(at) if at < last else None
        if mention is None or mention.kind != "person":
            return at
        end = self._past(at, mention, last)
        beyond = self.mention_at(end + 1) if end + 1 < last and self.annotated.tokens.words[end] == "," else None
        return end if beyond is not None and beyond.kind == "person" else at
