"""How good a graph is on articles that somebody has annotated: what it found, what it missed, what it made up."""
