"""Whether a graph is as docs/graph.md says, by the SHACL shapes of kg/data/shapes.ttl.

`core` reads shapes, `plan` makes them ready, `parts` cuts the graph, `check` checks each part in a process of its own, `places`
finds the articles of what fails, `report` tells it in words.
"""
