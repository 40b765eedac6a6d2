"""A template read: the regular expression that it stands for, and what a text must hold for it to match.

Compiling a regular expression costs milliseconds, looking for a word microseconds: a rule whose words are nowhere in a report is never compiled.
Both are worked out once and kept, so that most runs do not import this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.relating.known import Needs
from auditor.relating.sentence import QUANTITY_SIGNS
from auditor.relating.template import SLOT
from auditor.text import fold, fold_pattern

if TYPE_CHECKING:
    import regex

_BRACKETED = r"\([^()]*+\)"
_GAPS = {
    "-": rf"(?:[^,;:。{QUANTITY_SIGNS}()]|{_BRACKETED}){{0,24}}?",
    "~": rf"(?:[^;。{QUANTITY_SIGNS}()]|{_BRACKETED}){{0,40}}?",
    "...": "[^。]{0,160}?",
    "^": rf"(?=[{QUANTITY_SIGNS}])(?<![{QUANTITY_SIGNS}](?:\p{{Han}}{{0,3}}[、和与及])?)",
}
Slot = Callable[[str], frozenset[str]]

_META = frozenset("[]{}*+?^$.|\\()")
# Escapes that stand for a character or none, of which nothing can be said: \d, \b — not \u, \x and others that take more of the pattern
_ESCAPES = frozenset("dDwWsSbBAZnrtfvaXhRKGmM0123456789")
_LONG_ESCAPES = {"p": "}", "P": "}", "L": ">"}
# A class of few characters needs one of them: "[（(]" "[—~]" — not "[，,]", of which nearly every text has one, nor "[^—]" and "[a-z]"
_NOT_LISTED = frozenset("\\-[]^&|,，。;；、：:")
_MOST_LISTED = 4
# What may stand between braces: slots, quantifiers — not "e<=1", which lets letters differ
_BRACED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_~.,@#^")


class _UnusualError(Exception):
    """A construct of which this module cannot tell how much text it takes."""


def _literal(text: str) -> str:
    """A piece of a template for folded text; what a negated class leaves open is never a number."""
    return fold_pattern(text).replace("[^", "[^\ue000-\ue0ff")


def written(template: str, signs: Mapping[str, str], words: Mapping[str, Sequence[str]]) -> tuple[str, int, Mapping[str, Sequence[str]]]:
    """The template as a regular expression, with its flags and its lists of words."""

    def slot(match: regex.Match[str]) -> str:
        if match["gap"]:
            return _GAPS[match["gap"]]
        if match["words"]:
            return rf"\L<{match['words'].replace('-', '_')}>"
        if match["number"]:
            return f"(?P<{match['number']}>[0-9]{{1,4}})"
        return f"(?P<{match['role']}>[{signs[match['role']]}])"

    pieces: list[str] = []
    at = 0
    for match in SLOT.finditer(template):
        pieces += [_literal(template[at : match.start()]), slot(match)]
        at = match.end()
    pieces.append(_literal(template[at:]))
    return "".join(pieces), 0, {name.replace("-", "_"): members for name, members in words.items()}


def needs(pattern: str, slot: Slot) -> Needs:
    """What every text that matches holds.

    Args:
        pattern: a regular expression or a template.
        slot: the words of which a slot `{name}` needs one; empty where it needs none.

    Returns:
        Sets of words; empty where nothing can be said. Never raises: what is not understood asks for nothing.
    """
    try:
        return () if _changes_letters(pattern) else _alternatives(_split(pattern), slot)
    except (_UnusualError, RecursionError):
        return ()


def _changes_letters(pattern: str) -> bool:
    """Whether there are comments or flags anywhere but (?m), (?r) and (?s): "(?i)" and "(?x)" hold for all of a pattern, wherever they stand."""
    at = pattern.find("(?")
    while at >= 0:
        first, second = (fold(pattern[at + n : at + n + 1]) for n in (2, 3))
        plain = first in "mrs" and second in "):"
        if first == "#" or (first.isascii() and first.isalpha() and first != "P" and not plain):
            return True
        at = pattern.find("(?", at + 2)
    return False


@lru_cache(maxsize=4096)
def _split(pattern: str) -> tuple[str, ...]:
    """The alternatives of a pattern at its own level."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif character == "[":
            at = _class_end(pattern, at) - 1
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and not depth:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return (*parts, pattern[start:])


def _alternatives(parts: Sequence[str], slot: Slot) -> Needs:
    """Needs of one alternative as they are; of several, one set with the rarest-looking word of each, if each has one."""
    each = [_sequence(part, slot) for part in parts]
    if len(each) == 1:
        return each[0]
    if not all(each):
        return ()
    return (frozenset().union(*(max(wanted, key=lambda words: min(map(len, words))) for wanted in each)),)


def _sequence(part: str, slot: Slot) -> Needs:
    found: list[frozenset[str]] = []
    run, at = "", 0
    while at < len(part):
        atom, end = _atom(part, at)
        at, least = _quantified(part, end)
        literal = fold(atom[-1]) if len(atom) == 1 or (len(atom) == 2 and atom[0] == "\\" and not atom[1].isalnum()) else ""
        if literal and least and not (len(atom) == 1 and atom in _META):
            run += literal
        else:
            found += [frozenset({run})] if run else []
            run = ""
            found += _inner(atom, slot) if least else []
        if literal and at > end and run:
            found.append(frozenset({run}))
            run = ""
    return tuple(found + ([frozenset({run})] if run else []))


def _atom(part: str, at: int) -> tuple[str, int]:
    """The next character, escape, class, group or slot, and where it ends."""
    character = part[at]
    if character == "\\":
        end = _escape_end(part, at)
    elif character == "[":
        end = _class_end(part, at)
    elif character == "(":
        end = _group_end(part, at)
    elif character == "{":
        end = part.find("}", at) + 1
        if not _BRACED.issuperset(part[at + 1 : end - 1]):
            raise _UnusualError
    else:
        end = at + 1
    return part[at : max(end, at + 1)], max(end, at + 1)


def _escape_end(part: str, at: int) -> int:
    r"""Where an escape ends: `\d`, `\。`, `\p{Han}`, `\L<name>`, `\12`."""
    letter = fold(part[at + 1 : at + 2])
    if letter in _LONG_ESCAPES and part[at + 2 : at + 3] in ("{", "<"):
        return part.find(_LONG_ESCAPES[letter], at) + 1
    if letter.isascii() and letter.isalnum() and letter not in _ESCAPES:
        raise _UnusualError
    end = at + 2
    while letter.isdigit() and part[end : end + 1].isdigit():
        end += 1
    return end


def _inner(atom: str, slot: Slot) -> list[frozenset[str]]:
    """What a slot or a group needs; nothing for what looks about, refers back, decides or calls."""
    if atom.startswith("{") and atom.endswith("}"):
        words = slot(atom[1:-1])
        return [words] if words else []
    if atom.startswith("[") and atom.endswith("]"):
        return [frozenset(map(fold, atom[1:-1]))] if 0 < len(atom) - len("[]") <= _MOST_LISTED and _NOT_LISTED.isdisjoint(atom[1:-1]) else []
    if not atom.startswith("(") or not atom.endswith(")"):
        return []
    body = atom[1:-1]
    if body.startswith(("?P<", "?<")) and not body.startswith(("?<=", "?<!")):
        body = body.partition(">")[2]
    elif body.startswith(("?:", "?>")):
        body = body[2:]
    elif body.startswith(("?", "*")):
        return []
    return list(_alternatives(_split(body), slot))


def _class_end(text: str, at: int) -> int:
    end = at + 2 if text.startswith("[^", at) else at + 1
    end += text.startswith("]", end)
    while end < len(text) and text[end] != "]":
        end += 2 if text[end] == "\\" else 1
    return end + 1


def _group_end(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "[":
            at = _class_end(text, at) - 1
        elif text[at] in "()":
            depth += 1 if text[at] == "(" else -1
            if not depth:
                return at + 1
        at += 1
    return len(text)


def _quantified(part: str, at: int) -> tuple[int, bool]:
    """Where a quantifier at `at` ends, `at` itself where there is none, and whether it asks for one at least: `{2,3}?` is one, `{role}` is not."""
    least = True
    if part.startswith(("*", "+", "?"), at):
        least = part[at] == "+"
        at += 1
    elif part.startswith("{", at) and (part[at + 1 : at + 2].isdigit() or part.startswith("{,", at)):
        end = part.find("}", at) + 1
        low = fold(part[at + 1 : end - 1].partition(",")[0])
        if not end or not (low + "0").isdecimal():
            raise _UnusualError
        least = bool(low.strip("0"))
        at = end
    else:
        return at, True
    return (at + 1 if part.startswith(("?", "+"), at) else at), least
