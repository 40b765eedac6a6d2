"""Regular expressions: compiled when they are first used, and kept compiled from one run to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, cast

import regex

from auditor.kept import kept


def expression(text: str, flags: int = 0) -> regex.Pattern[str]:
    """A pattern for the constant of a module: nothing is compiled before one of its methods is asked for; `regex.error` comes then."""
    return cast("regex.Pattern[str]", _Expression(text, flags))


def compiled(text: str, flags: int = 0, **words: Sequence[str]) -> regex.Pattern[str]:
    r"""A pattern, compiled now or in an earlier run.

    Args:
        text: the regular expression.
        flags: as of `regex`.
        words: the lists that it names, `\L<name>`.

    Raises:
        regex.error: `text` is no regular expression.
    """
    key = f"regex {flags} {digest(words)} {text}" if flags or words else text
    return cast("regex.Pattern[str]", kept(key, lambda: regex.compile(text, flags, **cast("Any", words))))


def digest(words: Mapping[str, Sequence[str]]) -> str:
    """A short name for lists of words."""
    return hashlib.sha256(repr(sorted((name, list(members)) for name, members in words.items())).encode()).hexdigest()


class _Expression:
    """Stands for a pattern; each of its methods is looked up once and is then this object's own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(compiled(self._text, self._flags), name)
        setattr(self, name, value)
        return value
