"""The visible text of a web page, one block element a line, and which of these lines are the article.

Limits are checked before a page is parsed, for the parser's time grows faster than the page. trafilatura says which paragraphs
are the article; paragraphs it passes over in the midst of the article are kept, and where it finds nothing, what reads like
prose and is no link is the article.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

import re2

from kg.ingest.decode import UnreadableError
from kg.ingest.lines import LONGEST_HEADLINE, is_paragraph, is_sentence, key
from kg.ingest.metadata import Metadata
from kg.ingest.page_metadata import page_metadata

LONGEST_TAG = 64_000
MOST_TAGS = 100_000
DEEPEST_NESTING = 2_000
SHINGLE = 5
TAG = re2.compile(rb"""<!--|<(/?[a-zA-Z][^\s/>]*|[!?])(?:[^>=]|=\s*"[^"]*"|=\s*'[^']*'|=)*(?:>|\z)""")
CHARSET = re2.compile(
    rb"""(?i)<meta[^>]{1,300}?charset\s*=\s*["']?([a-z0-9_:.-]{2,40})|<\?xml[^>]{1,100}encoding=["']([a-z0-9_-]{2,40})"""
)
RAW_TEXT = {b"script", b"style", b"textarea", b"title", b"noscript", b"iframe", b"xmp", b"noframes", b"noembed"}
ALWAYS_VISIBLE = {"html", "body", "main", "article"}
ASIDES = {"nav", "aside", "footer", "form", "button", "menu"}
ASIDE_ROLES = {"navigation", "search", "contentinfo", "complementary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = HEADINGS | {"p", "li", "blockquote", "dd", "dt", "pre", "tr", "figcaption"}
BOXES = {"html", "body", "main", "article", "section", "div", "header", "nav", "aside", "footer", "form", "fieldset", "menu"}
LISTS = {"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "caption", "details", "summary", "figure", "address"}
BLOCKS = PARAGRAPHS | BOXES | LISTS | {"br", "hr", "center", "legend"}
HIDDEN_TEXT = {"script", "style", "noscript", "template", "head", "textarea", "select", "option", "datalist", "dialog"}
MEDIA = {"iframe", "svg", "math", "object", "embed", "canvas", "video", "audio", "map", "frameset", "noframes"}
INVISIBLE = HIDDEN_TEXT | MEDIA

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


class PageLine(NamedTuple):
    """A line of visible text: how many of its characters are links, whether it stands in a menu, footer or form, and its box.

    Paragraphs, headings and list items side by side share the number of their box.
    """

    text: str
    linked: int
    aside: bool
    box: int

    def is_prose(self) -> bool:
        """True for a paragraph that is neither links nor part of a menu."""
        return not self.aside and self.linked * 3 < len(self.text) and is_paragraph(self.text)


class Page(NamedTuple):
    """The text of a page, the offsets of the lines that are no part of the article, and the page's metadata."""

    text: str
    navigation: frozenset[int]
    metadata: Metadata


def declared_charset(data: bytes) -> str:
    """The charset that the head of the page names, or nothing."""
    match = CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else ""


def read_page(html: str) -> Page:
    """The page's text with its navigation marked; a title that is not part of it becomes its first line."""
    check_limits(html)
    root = _tree(html)
    lines = list(visible_lines(root))
    metadata = page_metadata(root, [line.text for line in lines])
    article = _article_lines(lines, root, metadata.title)
    title_key = key(metadata.title)
    shown = any(key(line.text) == title_key for line in lines if len(line.text) <= 2 * len(metadata.title))
    head = f"{metadata.title}\n\n" if metadata.title and not shown else ""
    navigation = []
    start = len(head)
    for number, line in enumerate(lines):
        if number not in article and key(line.text[:LONGEST_HEADLINE]) != title_key:
            navigation.append(start)
        start += len(line.text) + 1
    return Page(head + "\n".join(line.text for line in lines), frozenset(navigation), metadata)


def check_limits(html: str) -> None:
    """Refuses a page with a tag or a number of tags that would keep the parser busy."""
    data = html.encode("utf-8", "replace")
    lowered = data.lower()
    at = tags = 0
    while match := TAG.search(data, at):
        at = match.end()
        if match[0] == b"<!--":
            at = _behind(lowered, b"-->", at)
            continue
        tags += 1
        if at - match.start() > LONGEST_TAG:
            raise UnreadableError(f"a tag is longer than {LONGEST_TAG:,} bytes")
        if tags > MOST_TAGS:
            raise UnreadableError(f"the page has more than {MOST_TAGS:,} tags")
        name = match[1].lower()
        if name in RAW_TEXT:
            at = max(_behind(lowered, b"</" + name, at) - len(name) - 2, at)


def _behind(data: bytes, mark: bytes, start: int) -> int:
    found = data.find(mark, start)
    return found + len(mark) if found >= 0 else len(data)


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise UnreadableError("the page holds no text") from error
    if _depth(root) > DEEPEST_NESTING:
        raise UnreadableError(f"its tags are nested more than {DEEPEST_NESTING:,} deep")
    return root


def _depth(root: Any) -> int:
    deepest = 0
    stack = [(root, 1)]
    while stack:
        element, depth = stack.pop()
        deepest = max(deepest, depth)
        stack.extend((child, depth + 1) for child in element)
    return deepest


# --- visible text


class _Writer:
    """Collects the text of one line until a block element begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def add(self, text: str, in_link: bool) -> None:
        self.pieces.append(text)
        if in_link:
            self.linked += len(text)

    def line(self, aside: bool, box: int) -> Iterator[PageLine]:
        text = " ".join("".join(self.pieces).split())
        if text:
            yield PageLine(text, self.linked, aside, box)
        self.pieces, self.linked = [], 0


def visible_lines(root: Any) -> Iterator[PageLine]:
    """The lines that a reader sees, in the order of the document."""
    writer = _Writer()
    asides = links = 0
    boxes = [0]
    numbers = count(1)
    for event, element in _walk(root):
        if event == "text":
            writer.add(element, links > 0)
            continue
        step = 1 if event == "open" else -1
        if element.tag in BLOCKS:
            yield from writer.line(asides > 0, boxes[-1])
            if step > 0:
                boxes.append(boxes[-1] if element.tag in PARAGRAPHS else next(numbers))
            else:
                boxes.pop()
        elif element.tag in {"td", "th"}:
            writer.add(" ", False)
        asides += step if _is_aside(element) else 0
        links += step if element.tag == "a" else 0
    yield from writer.line(asides > 0, boxes[-1])


def _walk(root: Any) -> Iterator[tuple[str, Any]]:
    """The events of a depth-first walk: `open` and `close` with an element, `text` with a string."""
    stack = [("open", root)]
    while stack:
        event, element = stack.pop()
        if event == "open" and isinstance(element.tag, str) and not _is_hidden(element):
            yield event, element
            if element.text:
                yield "text", element.text
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))
            continue
        if event == "close":
            yield event, element
        if element.tail and element is not root:
            yield "text", element.tail


def _is_hidden(element: Any) -> bool:
    if element.tag in INVISIBLE:
        return True
    if element.tag in ALWAYS_VISIBLE:
        return False
    style = element.get("style", "")
    return element.get("hidden") is not None or ("none" in style and "display:none" in style.lower().replace(" ", ""))


def _is_aside(element: Any) -> bool:
    if element.tag == "header":
        return not any(above.tag in {"article", "main"} for above in element.iterancestors())
    return element.tag in ASIDES or element.get("role") in ASIDE_ROLES


# --- which lines are the article


def _article_lines(lines: Sequence[PageLine], root: Any, title: str) -> Collection[int]:
    """The numbers of the lines that are the article; refuses a page without one."""
    prose = {number for number, line in enumerate(lines) if line.is_prose()}
    chosen = _chosen(lines, _main_paragraphs(root))
    if _length(lines, prose) > 2 * _length(lines, chosen):
        chosen |= prose
    chosen = _with_neighbours(lines, chosen, prose)
    if not any(is_sentence(lines[number].text) and key(lines[number].text) != key(title) for number in chosen):
        raise UnreadableError("no article found in the page")
    return chosen


def _length(lines: Sequence[PageLine], numbers: Collection[int]) -> int:
    return sum(len(lines[number].text) for number in numbers)


def _main_paragraphs(root: Any) -> list[str]:
    """The paragraphs that trafilatura takes for the article; none where it fails, whatever the failure."""
    import trafilatura

    try:
        text = trafilatura.extract(root, include_comments=False, include_tables=True, output_format="txt")
    except Exception:  # a page must not stop the reading because a third-party extractor stumbles over it
        return []
    return (text or "").splitlines()


def _chosen(lines: Sequence[PageLine], paragraphs: Sequence[str]) -> set[int]:
    """The lines most of whose words, five in a row, stand in the paragraphs."""
    whole: set[str] = set()
    shingles: set[str] = set()
    for paragraph in paragraphs:
        words = _words(paragraph)
        whole.add(" ".join(words))
        shingles.update(_shingles(words))
    return {number for number, line in enumerate(lines) if _is_chosen(_words(line.text), whole, shingles)}


def _is_chosen(words: Sequence[str], whole: Collection[str], shingles: Collection[str]) -> bool:
    if len(words) < SHINGLE:
        return bool(words) and " ".join(words) in whole
    return 2 * sum(1 for shingle in _shingles(words) if shingle in shingles) >= len(words) - SHINGLE + 1


def _words(text: str) -> list[str]:
    return [word for word in (key(word) for word in text.split()) if word]


def _shingles(words: Sequence[str]) -> Iterator[str]:
    return (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))


def _with_neighbours(lines: Sequence[PageLine], chosen: set[int], prose: set[int]) -> set[int]:
    """The chosen lines with what was passed over among them: prose between them, and their unlinked siblings."""
    if not chosen:
        return prose
    first, last = min(chosen), max(chosen)
    boxes = {lines[number].box for number in chosen if lines[number].is_prose()}
    siblings = {number for number, line in enumerate(lines) if line.box in boxes and not line.aside}
    between = {
        number
        for number in range(first, last)
        if number in prose or (number in siblings and lines[number].linked * 2 < len(lines[number].text))
    }
    return chosen | between | (siblings & prose)
