"""Rules as data: TOML files of patterns over mentions, and the small engine that matches them."""

from kg.rules.load import Rule, RuleSet, load, read_rules
from kg.rules.match import Item, Match, Row, encode, matches

__all__ = ["Item", "Match", "Row", "Rule", "RuleSet", "encode", "load", "matches", "read_rules"]
