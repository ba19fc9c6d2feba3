"""Text in XML, which cannot hold every character."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def possible(text: str) -> str:
    """The text with U+FFFD for each character that XML 1.0 has no way to write: most control characters, U+FFFE, U+FFFF."""
    return _NOT_XML.sub("\ufffd", text)


def content(text: str) -> str:
    """The text between two tags; a carriage return is written so that readers keep it.

    >>> content("a\\r<b> ]]>\\0")
    'a&#13;&lt;b&gt; ]]&gt;\ufffd'
    """
    return escape(possible(text), {"\r": "&#13;"})


def attribute(text: str) -> str:
    """The text between quotation marks.

    >>> attribute('a"b&c')
    'a&quot;b&amp;c'
    """
    return escape(possible(text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"})
