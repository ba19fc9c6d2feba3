"""A graph in the formats that other programs read. `formats.py` lists them, `source.py` opens the graph."""
