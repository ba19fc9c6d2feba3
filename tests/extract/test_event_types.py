"""The types of event that are read in a way of their own are types of the graph."""

from kg.extract import event_types
from kg.graph.vocabulary import EVENT_TYPES


def test_all_types_are_those_of_the_graph() -> None:
    named = {value for name, value in vars(event_types).items() if name.isupper() and isinstance(value, str)}
    sorts = [value for value in vars(event_types).values() if isinstance(value, frozenset)]
    assert named.union(*sorts) <= set(EVENT_TYPES)
