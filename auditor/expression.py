"""Regular expressions: compiled when they are first used, and kept compiled from one run to the next.

The package `regex` is two things: an engine in C, and the reader of expressions in Python. Importing the reader takes a fifth of the time that a page
may take, and expressions that were read in an earlier run need the engine alone: modules import the package for its types only.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import module_from_spec
from typing import TYPE_CHECKING, Any, cast

from auditor.digest import sha256
from auditor.kept import kept

if TYPE_CHECKING:
    import regex

_ENGINE = "regex._regex"
_PATIENCE = 5.0
_patterns: dict[str, Any] = {}


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
    return kept_pattern(key, lambda: (text, flags, words))


def says(pattern: str, text: str) -> bool:
    """Whether a text has what a pattern of a rule asks for.

    Raises:
        TimeoutError: the pattern is one that takes for ever.
    """
    return compiled(pattern).search(text, None, None, False, False, _PATIENCE) is not None


def kept_pattern(key: str, write: Callable[[], tuple[str, int, Mapping[str, Sequence[str]]]]) -> regex.Pattern[str]:
    """The pattern that has this key.

    Args:
        key: names everything that the expression depends on.
        write: gives the expression, its flags and its lists of words, if no earlier run has read it.

    Raises:
        regex.error: what `write` gives is no regular expression.
    """
    if key not in _patterns:
        _patterns[key] = _engine().compile(*kept(key, lambda: _code(*write())))
    return cast("regex.Pattern[str]", _patterns[key])


def _code(text: str, flags: int, words: Mapping[str, Sequence[str]]) -> tuple[Any, ...]:
    """What the engine is given for an expression: what `regex` itself pickles of a pattern."""
    import copyreg

    import regex

    _, code = cast("Any", copyreg).dispatch_table[regex.Pattern](regex.compile(text, flags, **cast("Any", words)))
    return cast("tuple[Any, ...]", code)


@cache
def engine() -> ModuleSpec | None:
    """Where the engine is; `None` where it cannot be imported without its package."""
    package = PathFinder.find_spec("regex")
    return PathFinder.find_spec(_ENGINE, package.submodule_search_locations) if package else None


@cache
def _engine() -> Any:
    spec = engine()
    if spec is None or spec.loader is None or "regex" in sys.modules:
        from importlib import import_module

        return import_module(_ENGINE)
    module = sys.modules[_ENGINE] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(words: Mapping[str, Sequence[str]]) -> str:
    """A short name for lists of words."""
    return sha256(repr(sorted((name, list(members)) for name, members in words.items())).encode())


class _Expression:
    """Stands for a pattern; each of its methods is looked up once and is then this object's own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(compiled(self._text, self._flags), name)
        if name in ("search", "match", "fullmatch"):
            value = _holding(value)
        setattr(self, name, value)
        return value


def _holding(find: Callable[..., Any]) -> Callable[..., Any]:
    """The method of a pattern, keeping the lock of the interpreter: the engine gives it up for every match, which takes as long as most matches do."""

    def held(text: str, start: int | None = None, end: int | None = None) -> Any:
        return find(text, start, end, False)

    return held
