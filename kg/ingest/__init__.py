"""Reading articles: `read` for all of them, `sources` and `read_source` for a pool of workers, `reread` to find one again."""

from kg.ingest.reader import read, read_source, reread, unique
from kg.ingest.sources import Source, sources

__all__ = ["Source", "read", "read_source", "reread", "sources", "unique"]
