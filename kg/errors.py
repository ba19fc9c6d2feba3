"""What can go wrong, and what the command line does with it.

KgError                 one clear line for the user, exit code 1
├── InputError          an article or a file that cannot be read; it names the file and the place
├── DataError           a list or rule of the package is broken; it names file, row or rule, and field
├── GraphError          a published graph is missing, damaged or of another version
├── QueryError          a query that is refused, wrong, or over its limits
└── EndpointError       a triple store that cannot be reached, refuses, or answers what nobody can read
"""


def json_kind(value: object) -> str:
    """What a message calls a value of JSON: an object, a list, text, true or false, null, a number."""
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")


class KgError(Exception):
    """Anything the user can be told in one line."""


class InputError(KgError):
    """An input that cannot be read: the message names it and says what was expected."""


class DataError(KgError):
    """A table or rule file of the package that breaks its own format."""


class GraphError(KgError):
    """A graph folder or file that is missing, damaged, or written by another version."""


class QueryError(KgError):
    """A query that is refused, has a syntax error, or went over its limits."""


class EndpointError(KgError):
    """A triple store that cannot be reached, that refuses, or whose answer cannot be read: the message names its address."""
