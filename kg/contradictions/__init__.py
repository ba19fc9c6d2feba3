"""Contradictions between articles, each with the words on both sides.

`tenures` has those of who held which post when, `ratings` those of values, `find` all of them, `report` how they are shown.
"""
