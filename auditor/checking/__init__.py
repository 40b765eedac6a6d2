"""Check kinds: one module each, found by discovery.

A kind is a module of this package whose name is the kind's (`at_most.py` is `at-most`). It has a frozen dataclass `Params`, what a rule of this
kind may say in YAML, a function `check(context, rule)` that yields one `Outcome` for each relation or place that it judged, and `FIELDS`, what its
outcomes give a message to name besides {quote} and {stated}.

What a value of `Params` must be its type says, by the markers of `auditor.meaning`. A kind may also have `faults(rule, lexicon)`, for parameters that
do not agree with one another, and `bound(params)`, for fields that the author names. A module whose name starts with an underscore is shared by kinds
and is none.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from auditor.discovery import public_modules
from auditor.model import Outcome
from auditor.relating import Context
from auditor.rule import Rule

if TYPE_CHECKING:
    from typing import Protocol

    class Kind(Protocol):
        """What a module of this package offers."""

        Params: type[Any]
        FIELDS: frozenset[str]
        check: Callable[[Context, Rule], Iterator[Outcome]]


@cache
def kind_names() -> tuple[str, ...]:
    """The names of all kinds, sorted; no kind is imported for it."""
    return tuple(sorted(name.replace("_", "-") for name in public_modules(__path__)))


@cache
def kind(name: str) -> Kind:
    """The kind of that name, imported on first use.

    Raises:
        KeyError: there is no such kind.
    """
    if name not in kind_names():
        raise KeyError(name)
    return cast("Kind", importlib.import_module(f"{__name__}.{name.replace('-', '_')}"))
