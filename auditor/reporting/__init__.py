"""Runs to text: what `check`, `relations` and `facts` print.

There is a package for each command, and in it a module for each format, found by discovery: `check/json.py` is `auditor check --format json`. It has
one function, `render(report) -> str`, which neither prints nor looks at a clock, and keeps the order of the runs.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import cast

from auditor.discovery import public_modules
from auditor.errors import ReadError
from auditor.model import Coverage, Finding, Run, Severity
from auditor.record import record


@record(frozen=True)
class Report:
    """What a command has to tell: the runs and the files that could not be read, both by path, and how to tell it.

    `lang` is "zh" or "en"; `columns` the width of the terminal; `statistics` adds counts by rule; without `summary` the last line is left out;
    `unbound` keeps of the facts only the quantities that no relation has verified or contradicted. `show` is the least grave severity that people
    are shown, as text or as a table; it takes nothing out of JSON.
    """

    runs: tuple[Run, ...]
    errors: tuple[ReadError, ...] = ()
    lang: str = "zh"
    version: str = ""
    colour: bool = False
    columns: int = 80
    statistics: bool = False
    summary: bool = True
    unbound: bool = False
    show: Severity = Severity.INFO

    @property
    def coverage(self) -> Coverage:
        """What was read and recomputed in all files together."""
        return sum((run.coverage for run in self.runs), Coverage())

    def shown(self, run: Run) -> list[Finding]:
        """The findings that people are shown, in their order."""
        return [finding for finding in run.findings if finding.severity.rank <= self.show.rank]


@cache
def formats(command: str) -> tuple[str, ...]:
    """The formats of a command, sorted; no format is imported for it."""
    package = importlib.import_module(f"{__name__}.{command}")
    return tuple(public_modules(package.__path__))


def render(command: str, form: str, report: Report) -> str:
    """The text that a command prints, with the line end of its last line; empty where there is nothing to say.

    Raises:
        KeyError: the command has no such format.
    """
    if form not in formats(command):
        raise KeyError(form)
    module = importlib.import_module(f"{__name__}.{command}.{form}")
    return cast("Callable[[Report], str]", module.render)(report)
