"""What the commands do: `check`, `relations` and `facts` read, audit and report; `rules` looks after the rules. Each returns its exit status."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from auditor import __version__, config, console, reading, reporting
from auditor.config import Settings
from auditor.errors import AuditorError, ConfigError, ReadError, RuleError, WriteError
from auditor.model import Document, Run, Severity
from auditor.reading import STDIN, Source
from auditor.record import record
from auditor.rule import Text
from auditor.rulebook import Rulebook, keep_learnt, load_rulebook
from auditor.selection import selected

_NO_PATH = Text(
    "没有给出要检查的文件或文件夹；例如 {0} 报告.txt，或用 - 读标准输入",
    "no file or folder is given; try {0} report.txt, or - for standard input",
)
_STDIN = Text(
    "标准输入不能改写；请写出文件名，或只用 --diff 看改动", "standard input cannot be rewritten; name a file, or look at the changes with --diff"
)
_NO_STDIN = Text("没有标准输入；请写出文件名", "there is no standard input; name a file")
_ONE_OUTPUT = Text("不能与 --format {0} 同用", "cannot be combined with --format {0}")
_READ = Text("{0} 是要读的文件，写进去就没有了；请换一个文件名", "{0} is read by this command and would be lost; name another file")
_UNSETTLED = Text("这些规则的建议互相抵消，没有改动：{0}", "left alone, for the suggestions of these rules undo each other: {0}")
_FIXED = Text("已改 {0} 处，涉及 {1} 个文件", "changed: {0} places in {1} files")
_FIXABLE = Text("可改 {0} 处，涉及 {1} 个文件；没有写入", "could be changed: {0} places in {1} files; nothing was written")
_BUG = Text("程序内部出错，这个文件没有检查完", "a fault of the program; this file was not checked to the end")
_EXCLUDED = Text("按 exclude 跳过 {0} 个文件", "{0} files passed over by exclude")


def settings_of(options: Namespace, lang: str) -> Settings:
    """The settings in force for this command line."""
    said = vars(options)
    given = {key: said.get(key.replace("-", "_")) for key in ("select", "ignore", "fail-level", "show", "lang", "rules", "preset")}
    return config.load(given, said.get("config"), lang=lang)


def show_config(settings: Settings) -> int:
    """`--show-config`: the settings in force, and where each comes from."""
    console.emit(settings.describe())
    return 0


def rulebook_of(options: Namespace, settings: Settings, *, examples: bool = True) -> Rulebook:
    """All rules, the office's own among them, before any is left out."""
    return load_rulebook(settings.names("rules"), cache=not options.no_cache, examples=examples, lang=settings.lang)


@record(frozen=True)
class _Examined:
    """One file: its run as it now is, what `--fix` or `--diff` would change in it or has changed, and why it could not."""

    run: Run
    places: int = 0
    diff: str = ""
    fault: AuditorError | None = None


def examine(options: Namespace, settings: Settings) -> int:
    """`check`, `relations` and `facts`: 2 where a file could not be read or written, 1 for findings at the fail level of `check` or above, else 0."""
    _refuse(options, settings.lang)
    rulebook = _rules_to_run(options, settings)
    sources, errors = reading.collect(options.paths, console.standard_input(), options.stdin_filename, lang=settings.lang)
    _refuse_output(options, settings, sources)
    kept = [source for source in sources if not settings.excludes(source.path)]
    if len(kept) < len(sources) and not options.quiet:
        console.complain(_EXCLUDED.to(settings.lang).format(len(sources) - len(kept)))
    bugs: list[Exception] = []
    examined = tuple(_examine_all(kept, rulebook, options, settings.lang, errors, bugs))
    report = _report(options, settings, tuple(one.run for one in examined), errors)
    _tell(options, report, examined)
    if not options.no_cache:
        keep_learnt()
    if bugs:
        raise bugs[0] if len(bugs) == 1 else ExceptionGroup("", bugs)
    return 2 if report.errors or any(one.fault for one in examined) else _verdict(options, settings, report.runs)


def _refuse(options: Namespace, lang: str) -> None:
    command = f"auditor {options.command}"
    if not options.paths:
        raise ConfigError(command, "", _NO_PATH.to(lang).format(command))
    if STDIN in options.paths and console.standard_input() is None:
        raise ConfigError(command, STDIN, _NO_STDIN.to(lang))
    if _wants(options, "fix") and STDIN in options.paths:
        raise ConfigError(command, "--fix", _STDIN.to(lang))
    if _wants(options, "diff") and options.format != "text":
        raise ConfigError(command, "--diff", _ONE_OUTPUT.to(lang).format(options.format))


def _refuse_output(options: Namespace, settings: Settings, sources: Iterable[Source]) -> None:
    """The output must be none of the files that are read: a report, a rule, the configuration, by whatever name they go."""
    if not options.output or not os.path.exists(options.output):
        return
    from pathlib import Path

    rules = (file for folder in settings.names("rules") for file in Path(folder).rglob("*"))
    for file in (*(source.path for source in sources if source.stream is None), settings.file, *map(str, rules)):
        if os.path.exists(file) and os.path.samefile(file, options.output):
            raise ConfigError(f"auditor {options.command}", "--output", _READ.to(settings.lang).format(options.output))


def _wants(options: Namespace, name: str) -> bool:
    """Whether a flag is set that only `check` knows."""
    return bool(getattr(options, name, False))


def _rules_to_run(options: Namespace, settings: Settings) -> Rulebook:
    rulebook = rulebook_of(options, settings, examples=False)
    if options.command == "facts" and not options.unbound:
        return Rulebook((), rulebook.lexicon)
    return selected(rulebook, settings)


def _examine_all(
    sources: Iterable[Source], rulebook: Rulebook, options: Namespace, lang: str, errors: list[ReadError], bugs: list[Exception]
) -> Iterator[_Examined]:
    """What comes of each source that can be read; an error for each other, so that one file never costs the findings of the rest."""
    from auditor.pipeline import audit

    for source in sources:
        try:
            yield _examine_one(source, partial(audit, rulebook=rulebook, lang=lang), options, lang)
        except ReadError as error:
            errors.append(error)
        except RuleError as slow:
            errors.append(ReadError(source.path, str(slow)))
        except Exception as bug:
            bug.add_note(f"file: {source.path}")
            bugs.append(bug)
            errors.append(ReadError(source.path, _BUG.to(lang)))


def _examine_one(source: Source, audit: Callable[[Document], Run], options: Namespace, lang: str) -> _Examined:
    run = audit(reading.read(source, lang=lang))
    if not _wants(options, "fix") and not _wants(options, "diff"):
        return _Examined(run)
    from auditor import fixing, saving

    before = run.document
    try:
        settled = fixing.settle(run, lambda text: audit(reading.with_text(before, text, lang=lang)))
        if options.fix and settled.places:
            saving.save(before, settled.run.document, lang=lang)
    except (ReadError, WriteError) as fault:
        return _Examined(run, fault=fault)
    except fixing.UnsettledError as fault:
        return _Examined(run, fault=WriteError(source.path, _UNSETTLED.to(lang).format("、".join(fault.rules))))
    return _Examined(settled.run if options.fix else run, settled.places, fixing.diff(before, settled.run.document) if options.diff else "")


def _tell(options: Namespace, report: reporting.Report, examined: Iterable[_Examined]) -> None:
    """Writes the report, or the changes, and on standard error what went wrong with which file and how much was changed."""
    if _wants(options, "diff"):
        console.emit("".join(one.diff for one in examined), output=options.output, utf8=True, lang=report.lang)
    else:
        utf8 = options.format in ("json", "csv")
        console.emit(reporting.render(options.command, options.format, report), output=options.output, utf8=utf8, lang=report.lang)
    for error in [*report.errors, *(one.fault for one in examined if one.fault)]:
        console.complain(str(error))
    if (_wants(options, "fix") or _wants(options, "diff")) and not options.quiet:
        counted = _FIXED if options.fix else _FIXABLE
        console.complain(counted.to(report.lang).format(sum(one.places for one in examined), sum(one.places > 0 for one in examined)))


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
        show=max(Severity(settings.values["show"]), Severity(settings.values["fail-level"]), key=lambda severity: severity.rank),
    )


def _verdict(options: Namespace, settings: Settings, runs: Iterable[Run]) -> int:
    if options.command != "check" or options.exit_zero:
        return 0
    limit = Severity(settings.values["fail-level"]).rank
    return int(any(finding.severity.rank <= limit for run in runs for finding in run.findings))
