"""The page: the network in one HTML file that asks nothing of any server, with the sentence of every fact."""

from kg.view.page import write

__all__ = ["write"]
