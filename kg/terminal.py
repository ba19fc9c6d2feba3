"""Text for a terminal: what comes out of articles or files must not steer it."""

from __future__ import annotations

import unicodedata


def safe_text(text: str) -> str:
    r"""The text in one line: each control character is a space, and characters that turn or hide text are gone.

    >>> safe_text("Ahmad\x1b[2J\nRiza\u202e")
    'Ahmad [2J Riza'
    """
    return text if text.isprintable() else "".join(map(_safe, text))


def _safe(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category in ("Cf", "Cs") else character
