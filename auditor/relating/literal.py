"""What a text must hold for a template to match it, read off the template without compiling it.

Compiling a regular expression costs milliseconds, looking for a word microseconds: a rule whose words are nowhere in a report is never compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from auditor.text import fold

Needs = tuple[frozenset[str], ...]
"""Each set needs one of its words in the text."""
Slot = Callable[[str], frozenset[str]]

_META = frozenset("[]{}*+?^$.|\\()")
_OPTIONAL = ("?", "*", "{0,", "{,")


def needs(pattern: str, slot: Slot) -> Needs:
    """What every text that matches holds.

    Args:
        pattern: a regular expression or a template.
        slot: the words of which a slot `{name}` needs one; empty where it needs none.

    Returns:
        Sets of words; empty where nothing can be said. Never raises: what is not understood asks for nothing.
    """
    return _alternatives(_split(pattern), slot)


def met(wanted: Needs, text: str) -> bool:
    """Whether the text holds one word of each set."""
    for words in wanted:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


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
        optional = part.startswith(_OPTIONAL, end)
        literal = fold(atom[-1]) if len(atom) == 1 or (len(atom) == 2 and atom[0] == "\\" and not atom[1].isalnum()) else ""
        if literal and not optional and not (len(atom) == 1 and atom in _META):
            run += literal
        else:
            found += [frozenset({run})] if run else []
            run = ""
            found += [] if optional else _inner(atom, slot)
        at = _quantifier_end(part, end)
        if literal and at > end and run:
            found.append(frozenset({run}))
            run = ""
    return tuple(found + ([frozenset({run})] if run else []))


def _atom(part: str, at: int) -> tuple[str, int]:
    """The next character, escape, class, group or slot, and where it ends."""
    character = part[at]
    if character == "\\":
        end = part.find("}", at) + 1 if part[at + 1 : at + 3] in ("p{", "P{", "g<") else at + 2
    elif character == "[":
        end = _class_end(part, at)
    elif character == "(":
        end = _group_end(part, at)
    elif character == "{":
        end = part.find("}", at) + 1
    else:
        end = at + 1
    return part[at : max(end, at + 1)], max(end, at + 1)


def _inner(atom: str, slot: Slot) -> list[frozenset[str]]:
    if atom.startswith("{") and atom.endswith("}"):
        words = slot(atom[1:-1])
        return [words] if words else []
    if not atom.startswith("(") or atom.startswith(("(?!", "(?<!", "(?=", "(?<=", "(?P=", "(?i", "(?m", "(?s")):
        return []
    body = atom[1:-1]
    if body.startswith("?P<"):
        body = body[body.index(">") + 1 :]
    elif body.startswith("?"):
        body = body[2:]
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


def _quantifier_end(part: str, at: int) -> int:
    """Where a quantifier at `at` ends, `at` itself where there is none: `{2,3}?` is one, `{role}` is not."""
    if part.startswith(("*", "+", "?"), at):
        at += 1
    elif part.startswith("{", at) and (part[at + 1 : at + 2].isdigit() or part.startswith("{,", at)):
        at = part.find("}", at) + 1
    else:
        return at
    return at + 1 if part.startswith(("?", "+"), at) else at
