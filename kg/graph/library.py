"""The query files that come with the package, and those in `./queries`, which go before them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kg.errors import DataError, InputError
from kg.graph.heading import Parameter, heading


class Query(NamedTuple):
    """A query file: the name to call it by, and what its heading says."""

    name: str
    title: str
    description: str
    columns: tuple[str, ...]
    path: Path
    group: str = ""
    parameters: tuple[Parameter, ...] = ()
    explained: tuple[tuple[str, str], ...] = ()


def library(folder: Path | None = None) -> list[Query]:
    """The queries of `./queries` and of the package, or those of one folder, by name."""
    found: dict[str, Path] = {}
    for place in [folder] if folder else reversed(_places()):
        found.update((path.stem, path) for path in sorted(place.glob("*.rq")))
    return [read_heading(path) for _, path in sorted(found.items())]


def find_query(name: str) -> Path:
    """The file of a query given by its path, or by its name with or without `.rq`."""
    path = Path(name)
    if path.is_file():
        return path
    bare = path.name.removesuffix(".rq")
    if name in (bare, f"{bare}.rq"):
        for place in _places():
            if (place / f"{bare}.rq").is_file():
                return place / f"{bare}.rq"
    raise InputError(f"{name}: no such query file; `kg queries` lists the ones there are")


def own_query(name: str) -> Path:
    """The file of a packaged query as it came with the package, whatever is in `./queries`."""
    return next(place / f"{name}.rq" for place in _own_places() if (place / f"{name}.rq").is_file())


def read_heading(path: Path) -> Query:
    """A query file's name, path, and what its heading says; a file of somebody else's may have none."""
    try:
        said = heading(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as a query in UTF-8") from error
    name = path.stem
    return Query(name, said.title or name, said.description, said.columns, path, said.group, said.parameters, said.explained)


def _places() -> list[Path]:
    """Where queries are looked for: the working folder, and where the package has them."""
    return [place for place in (Path("queries"), *_own_places()) if place.is_dir()]


def _own_places() -> list[Path]:
    """The package, and beside the package in a source tree."""
    package = Path(str(files("kg")))
    return [package / "queries", package.parent / "queries"]
