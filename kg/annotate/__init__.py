"""Reading an article's words: sentences, and mentions of territories, bodies, offices, people, dates, titles."""

from kg.annotate.reading import Annotated, annotate

__all__ = ["Annotated", "annotate"]
