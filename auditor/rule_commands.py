"""What `auditor rules` does: list, show and test rules, print their schema, and print the beginnings of a new one."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from auditor import commands, console
from auditor.config import Settings
from auditor.errors import ConfigError
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook
from auditor.wording import advice

_UNKNOWN = Text("没有规则 {0}", "no rule {0}")
_PROVED = Text("{0} 条规则，{1} 个示例，{2} 个不符", "{0} rules, {1} examples, {2} failed")


def run(options: Namespace, lang: str) -> int:
    """Runs the command below `rules` that was given: 1 where an example fails, else 0."""
    if options.rules_command in ("schema", "new"):
        return _print_schema() if options.rules_command == "schema" else _print_new(options.ID, lang)
    settings = commands.settings_of(options, lang)
    return {"list": _list, "show": _show, "test": _test}[options.rules_command](options, settings)


def _list(options: Namespace, settings: Settings) -> int:
    from auditor.reporting.manual import render_rule_list

    console.emit(render_rule_list(commands.rulebook_of(options, settings).rules, settings.lang))
    return 0


def _show(options: Namespace, settings: Settings) -> int:
    from auditor.reporting.manual import render_rule

    rules = {rule.id: rule for rule in commands.rulebook_of(options, settings).rules}
    if options.ID not in rules:
        known = advice(options.ID, rules, "auditor rules list").to(settings.lang)
        raise ConfigError("auditor rules show", "", _UNKNOWN.to(settings.lang).format(options.ID) + known)
    console.emit(render_rule(rules[options.ID], settings.lang))
    return 0


def _test(options: Namespace, settings: Settings) -> int:
    """Proves the rules of one folder, or all, by their examples."""
    from auditor.proving import run_examples

    folders = dict.fromkeys(Path(folder) for folder in (*settings.names("rules"), *filter(None, [options.DIR])))
    rulebook = load_rulebook(tuple(folders), cache=not options.no_cache, lang=settings.lang)
    rules = rulebook.rules if options.DIR is None else _within(rulebook.rules, Path(options.DIR))
    failures = run_examples(rulebook, rules)
    lines = [failure.describe(settings.lang) for failure in failures]
    lines.append(_PROVED.to(settings.lang).format(len(rules), sum(len(rule.examples) for rule in rules), len(failures)))
    console.emit("".join(f"{line}\n" for line in lines))
    return int(bool(failures))


def _within(rules: Sequence[Rule], folder: Path) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if Path(rule.path).is_relative_to(folder))


def _print_schema() -> int:
    from auditor.rulebook.schema import rule_schema

    console.emit(json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n", utf8=True)
    return 0


def _print_new(rule_id: str, lang: str) -> int:
    from auditor.rulebook.skeleton import new_rule

    console.emit(new_rule(rule_id, lang), utf8=True)
    return 0
