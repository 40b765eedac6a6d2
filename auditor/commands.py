"""What the commands do: `check`, `relations` and `facts` read, audit and report; `rules` looks after the rules. Each returns its exit status."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from auditor import __version__, config, console, reading, reporting
from auditor.config import Settings
from auditor.errors import ConfigError, ReadError
from auditor.model import Run, Severity
from auditor.reading import Source
from auditor.rule import Text
from auditor.rulebook import Rulebook, keep_learnt, load_rulebook
from auditor.selection import selected

_NO_PATH = Text(
    "没有给出要检查的文件或文件夹；例如 {0} 报告.txt，或用 - 读标准输入",
    "no file or folder is given; try {0} report.txt, or - for standard input",
)
_EXCLUDED = Text("按 exclude 跳过 {0} 个文件", "{0} files passed over by exclude")


def settings_of(options: Namespace, lang: str) -> Settings:
    """The settings in force for this command line."""
    said = vars(options)
    given = {key: said.get(key.replace("-", "_")) for key in ("select", "ignore", "fail-level", "lang", "rules", "preset")}
    return config.load(given, said.get("config"), lang=lang)


def show_config(settings: Settings) -> int:
    """`--show-config`: the settings in force, and where each comes from."""
    console.emit(settings.describe())
    return 0


def rulebook_of(options: Namespace, settings: Settings) -> Rulebook:
    """All rules, the office's own among them, before any is left out."""
    return load_rulebook([Path(folder) for folder in settings.names("rules")], cache=not options.no_cache)


def examine(options: Namespace, settings: Settings) -> int:
    """`check`, `relations` and `facts`: 2 where a file could not be read, 1 for findings at the fail level of `check` or above, else 0."""
    if not options.paths:
        command = f"auditor {options.command}"
        raise ConfigError(command, "", _NO_PATH.to(settings.lang).format(command))
    rulebook = _rules_to_run(options, settings)
    sources, errors = reading.collect(options.paths, sys.stdin.buffer, options.stdin_filename, lang=settings.lang)
    kept = [source for source in sources if not settings.excludes(source.path)]
    if len(kept) < len(sources) and not options.quiet:
        console.complain(_EXCLUDED.to(settings.lang).format(len(sources) - len(kept)))
    runs = tuple(_runs(kept, rulebook, settings.lang, errors))
    report = _report(options, settings, runs, errors)
    utf8 = options.format in ("json", "csv")
    console.emit(reporting.render(options.command, options.format, report), output=options.output, utf8=utf8, lang=settings.lang)
    for error in report.errors:
        console.complain(str(error))
    if not options.no_cache:
        keep_learnt()
    return 2 if report.errors else _verdict(options, settings, runs)


def _rules_to_run(options: Namespace, settings: Settings) -> Rulebook:
    rulebook = rulebook_of(options, settings)
    if options.command == "facts" and not options.unbound:
        return Rulebook((), rulebook.lexicon)
    return selected(rulebook, settings)


def _runs(sources: Iterable[Source], rulebook: Rulebook, lang: str, errors: list[ReadError]) -> Iterable[Run]:
    """A run for each source that can be read; an error for each other."""
    from auditor.pipeline import audit

    for source in sources:
        try:
            yield audit(reading.read(source, lang=lang), rulebook, lang)
        except ReadError as error:
            errors.append(error)
        except Exception as bug:
            bug.add_note(source.path)
            raise


def _report(options: Namespace, settings: Settings, runs: tuple[Run, ...], errors: Iterable[ReadError]) -> reporting.Report:
    return reporting.Report(
        runs,
        tuple(sorted(errors, key=lambda error: error.path)),
        lang=settings.lang,
        version=__version__,
        colour=console.has_colour(options.output),
        columns=console.columns(),
        statistics=getattr(options, "statistics", False),
        summary=not options.quiet,
        unbound=getattr(options, "unbound", False),
    )


def _verdict(options: Namespace, settings: Settings, runs: Iterable[Run]) -> int:
    if options.command != "check" or options.exit_zero:
        return 0
    limit = Severity(settings.values["fail-level"]).rank
    return int(any(finding.severity.rank <= limit for run in runs for finding in run.findings))
