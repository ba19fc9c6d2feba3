"""Pattern text to an expression over a row of symbols.

A sentence is written as a row of single characters, one for each mention, word or mark (`kg.rules.match.encode`), and a
pattern becomes a regular expression over such characters:

    {role} {body:organization|territory}? ,? {person}
    {officiant:person} .. 4 <melantik> {subject:person}

| element | matches |
| --- | --- |
| `{kind}`, `{field:kind}`, `{field:a\\|b}` | a mention of that kind, kept under the field's name |
| `<group>` | a word of a named list; `<field:group>` keeps it |
| `word` | that word, in any case |
| `,` `:` `;` `-` `/` `"` `.` | that mark |
| `OPEN`, `CLOSE` | a round bracket of the text |
| `NUMBER`, `CAPITAL`, `WORD` | any number, any capitalised unknown word, any lower-case unknown word |
| `( a b \\| c )` | either sequence: brackets and bar stand alone between spaces |
| `.. 4` | at most four items of any kind, but no `.` or `;` |
| `.~ 4` | the same, with nobody, no body and no word of the list `saying` in between |
| `x?` | x or nothing |

There is no unbounded repetition, so the time of a match is linear in the sentence whatever the article holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NUMBER, CAPITAL, WORD, MARK = "\ue000", "\ue001", "\ue002", "\ue003"
_CLASSES = {"NUMBER": NUMBER, "CAPITAL": CAPITAL, "WORD": WORD, "OPEN": "(", "CLOSE": ")"}
_MARKS = set(',():;-/".')
_STOPS = ".;"
_AGENTS = ("official", "person", "office", "organization")
_FIRST = 0xE010
_LONGEST_GAP = 30
_ELEMENT = re.compile(r"\{(?P<slot>[^{}]+)\}|<(?P<group>[^<>]+)>|(?P<word>[^\s{}<>]+)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which element and why."""


@dataclass(slots=True)
class Alphabet:
    """The symbols of a rule set: one character for each kind of mention and each word that some pattern names."""

    groups: Mapping[str, Iterable[str]]
    kinds: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def kind(self, kind: str) -> str:
        """The character of a kind of mention, the same one for each call."""
        return self.kinds.setdefault(kind, self._next())

    def word(self, word: str) -> str:
        """The character of a word that a pattern names."""
        return self.words.setdefault(word.lower(), self._next())

    def _next(self) -> str:
        return chr(_FIRST + len(self.kinds) + len(self.words))

    def group(self, name: str) -> str:
        """The characters of all words of a named list."""
        if name not in self.groups:
            raise PatternError(f"no word list named <{name}>")
        return "".join(self.word(word) for word in self.groups[name])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its expression, the fields it keeps, and for each required element the symbols that satisfy it."""

    expression: re.Pattern[str]
    fields: tuple[str, ...]
    needs: tuple[frozenset[str], ...]

    def finds_its_needs(self, present: frozenset[str]) -> bool:
        """True where some symbol for each required element is among those of a row."""
        return not any(map(present.isdisjoint, self.needs))


def class_of(text: str) -> str:
    """The symbol of a word, number or mark that no pattern names."""
    if text in _MARKS:
        return text
    if text[0].isdigit():
        return NUMBER
    return CAPITAL if text[0].isupper() else WORD if text[0].isalpha() else MARK


def compile_pattern(text: str, alphabet: Alphabet) -> Pattern:
    """The expression of a pattern; `PatternError` says what is wrong with one that cannot be read."""
    parts, fields, needs, depth = [], [], [], 0
    elements = text.split()
    position = 0
    while position < len(elements):
        element = elements[position]
        position += 1
        if element in ("..", ".~"):
            barred = _barred(alphabet) if element == ".~" else ""
            parts.append(_gap(elements[position] if position < len(elements) else "", barred))
            position += 1
        elif element in ("(", "|", ")", ")?"):
            depth += {"(": 1, "|": 0}.get(element, -1)
            parts.append({"(": "(?:", "|": "|", ")": ")", ")?": ")?"}[element])
        else:
            expression, name, symbols, optional = _element(element, alphabet)
            parts.append(expression)
            fields += [name] if name else []
            if not optional and not depth:
                needs.append(frozenset(symbols))
    if depth:
        raise PatternError("unbalanced brackets")
    try:
        return Pattern(re.compile("".join(parts)), tuple(dict.fromkeys(fields)), tuple(needs))
    except re.error as error:
        raise PatternError(str(error)) from None


def _barred(alphabet: Alphabet) -> str:
    """What a strict gap does not step over: people, bodies, and the words of the list `saying`."""
    agents = "".join(alphabet.kind(kind) for kind in _AGENTS)
    return agents + (alphabet.group("saying") if "saying" in alphabet.groups else "")


def _gap(size: str, barred: str) -> str:
    if not size.isdigit() or not 0 < int(size) <= _LONGEST_GAP:
        raise PatternError(f"a gap `..` wants a number from 1 to {_LONGEST_GAP}, not {size!r}")
    return f"[^{_STOPS}{barred}]{{0,{size}}}?"


def _element(element: str, alphabet: Alphabet) -> tuple[str, str, str, bool]:
    """The expression of one element, the field it fills, the symbols it takes, and whether it may be missing."""
    optional = element.endswith("?") and len(element) > 1
    body = element[:-1] if optional else element
    found = _ELEMENT.fullmatch(body)
    if not found:
        raise PatternError(f"cannot read {element!r}")
    name, symbols = _symbols(found, alphabet)
    one = f"[{re.escape(symbols)}]"
    expression = f"(?P<{name}>{one})" if name else one
    return expression + ("?" if optional else ""), name, symbols, optional


def _symbols(found: re.Match[str], alphabet: Alphabet) -> tuple[str, str]:
    if slot := found["slot"]:
        name, _, kinds = slot.rpartition(":")
        symbols = "".join(alphabet.kind(kind) for kind in kinds.split("|"))
        return name or kinds.split("|")[0], symbols
    if group := found["group"]:
        name, _, which = group.rpartition(":")
        return name, "".join(alphabet.group(part) for part in which.split("|"))
    word = found["word"]
    if word in _CLASSES:
        return "", _CLASSES[word]
    return "", word if word in _MARKS else alphabet.word(word)
