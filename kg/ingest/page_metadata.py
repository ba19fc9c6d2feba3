"""Title, date, publisher and address of a web page: meta tags, JSON-LD, the `time` element, the first heading."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.ingest import published
from kg.ingest.lines import key
from kg.ingest.metadata import LONGEST_PUBLISHER, LONGEST_TITLE, Metadata, address

LONGEST_JSON = 256_000
MOST_NODES = 10_000
FIRST_DATES = ("article:published_time", "og:article:published_time", "og:published_time")
OTHER_DATES = (
    "datepublished",
    "publishdate",
    "pubdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "content_publisheddate",
    "dtk:publishdate",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "dc.date.created",
    "article.published",
    "date",
)
TITLES = ("og:title", "twitter:title", "dc.title", "title")
PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher")


def page_metadata(root: Any, lines: Sequence[str]) -> Metadata:
    """What the page says about itself; `lines` is its visible text, by which the title is trimmed."""
    tags = _meta_tags(root)
    linked = _linked_data(root)
    titles = [linked.get("headline", ""), *(tags.get(name, "") for name in TITLES), *_texts(root, "h1"), *_texts(root, "title")]
    date = _date(root, tags, linked)
    publishers = (tags.get(PUBLISHERS[0], ""), linked.get("publisher", ""), *(tags.get(name, "") for name in PUBLISHERS[1:]))
    return Metadata(
        title=_title([title for title in titles if title], [*_texts(root, "h1"), *lines]),
        published=date,
        published_from="metadata" if date else "",
        publisher=next((name[:LONGEST_PUBLISHER] for name in publishers if name), ""),
        url=_address(root, tags),
    )


def _meta_tags(root: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "")[:2000].split())
        if name and content:
            tags.setdefault(name.strip().lower(), content)
    return tags


def _texts(root: Any, tag: str) -> list[str]:
    texts = (" ".join("".join(element.itertext()).split()) for element in root.iter(tag))
    return [text for text in texts if text and len(text) <= LONGEST_TITLE]


def _title(titles: Sequence[str], lines: Sequence[str]) -> str:
    """The first title of the page, as a visible line has it: without the name of the site behind it."""
    for title in titles:
        words = key(title)
        for line in lines:
            if len(title) <= 2 * len(line) <= 2 * len(title) and words and words.startswith(key(line)):
                return line
    return titles[0][:LONGEST_TITLE] if titles else ""


def _linked_data(root: Any) -> dict[str, str]:
    """Headline, date and publisher of the first JSON-LD node that has a date of publication."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _nodes(script.text or ""):
            if isinstance(node.get("datePublished"), str):
                return {
                    "published": node["datePublished"],
                    "headline": _words(node.get("headline")),
                    "publisher": _words(node.get("publisher")),
                }
    return {}


def _nodes(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON text, outer ones first; none where it is no JSON."""
    if len(text) > LONGEST_JSON:
        return
    try:
        waiting = deque([json.loads(text, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _words(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return " ".join(value[:LONGEST_TITLE].split()) if isinstance(value, str) else ""


def _date(root: Any, tags: Mapping[str, str], linked: Mapping[str, str]) -> str:
    fields = [tags.get(name, "") for name in FIRST_DATES]
    fields.append(linked.get("published", ""))
    fields.extend(tags.get(name, "") for name in OTHER_DATES)
    return next((date for field in fields if field and (date := published.written(field))), "") or _date_of_element(root)


def _date_of_element(root: Any) -> str:
    """The date of an element marked as such, else of the first `time` element, those of the article first."""
    marked = root.xpath("//*[@itemprop='datePublished' or @pubdate]")
    times = [*marked, *root.xpath("//article//time | //main//time"), *root.iter("time")]
    for element in times:
        field = element.get("datetime") or element.get("content") or "".join(element.itertext())[:100]
        if date := published.written(field):
            return date
    return ""


def _address(root: Any, tags: Mapping[str, str]) -> str:
    links = (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    return next((url for field in (*links, tags.get("og:url", "")) if (url := address(field))), "")
