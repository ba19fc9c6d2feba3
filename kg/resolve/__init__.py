"""Identities over articles: which names stand for the same person or body."""
