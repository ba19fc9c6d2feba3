"""Small articles for tests, and what is read from them in words."""

from __future__ import annotations

from kg.model import Block, Document, Reading, Span


def article(*paragraphs: str, published: str = "2022-04-01") -> Document:
    """A body of these paragraphs, each on a line of its own."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(Span(len(text), len(text) + len(paragraph)), "body"))
        text += paragraph + "\n"
    return Document("x", text, tuple(blocks), published=published)


def posts(reading: Reading) -> list[str]:
    """Who holds what, in one line each, sorted."""
    return sorted(
        " | ".join(
            (
                tenure.person.name,
                " ".join(filter(None, ("mantan" if tenure.former else "", tenure.acting, tenure.role))),
                tenure.organization.name if tenure.organization else "",
                tenure.territory,
            )
        )
        for tenure in reading.tenures
    )
