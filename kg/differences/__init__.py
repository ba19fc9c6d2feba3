"""What changed between two graphs, in words: `find` compares, `report` tells it.

`world` reads what is compared, `people` finds who of the one graph is who of the other, and `tenures`, `names`, `facts` and
`plain` find what changed of one thing each.
"""
