"""Cells of CSV that no spreadsheet runs, and how to get back the text that stood there."""

from __future__ import annotations

import re

_FORMULA = "=+\\-@\t\r\0＝＋－＠"
_RISKY = re.compile(f"'*[{_FORMULA}]")
_GUARDED = re.compile(f"'+[{_FORMULA}]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]{0,40}([eE][+-]?[0-9]{1,4})?%?")


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> csv_cell('=HYPERLINK("x")'), csv_cell("-5"), csv_cell("+3,2"), csv_cell("-1+2"), csv_cell("Riau")
    ('\\'=HYPERLINK("x")', '-5', '+3,2', "'-1+2", 'Riau')
    """
    return f"'{text}" if _RISKY.match(text) and not _NUMBER.fullmatch(text) else text


def csv_text(cell: str) -> str:
    """The text that a cell was made of: one apostrophe goes where apostrophes stand before a sign of formulas.

    >>> [csv_text(csv_cell(text)) for text in ("=A1", "'=A1", "-5", "'Aisyiyah")]
    ['=A1', "'=A1", '-5', "'Aisyiyah"]
    """
    return cell[1:] if _GUARDED.match(cell) else cell
