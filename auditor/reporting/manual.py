"""Rules for people to read: the manual page of one, the list of all, and the skeleton that a new one starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from auditor.number import decimal_text
from auditor.rule import Example, Rule

_WORDS: tuple[Mapping[str, str], Mapping[str, str]] = (
    {
        "id": "规则",
        "group": "分组",
        "severity": "级别",
        "preset": "预设",
        "title": "名称",
        "source": "依据",
        "why": "说明",
        "check": "检查",
        "trigger": "触发词",
        "message": "提示",
        "examples": "示例",
        "finds": "应查出",
        "clean": "不应查出",
        "todo": "已知缺口",
    },
    {
        "id": "rule",
        "group": "group",
        "severity": "severity",
        "preset": "preset",
        "title": "title",
        "source": "source",
        "why": "why",
        "check": "check",
        "trigger": "trigger",
        "message": "message",
        "examples": "examples",
        "finds": "finds",
        "clean": "stays clean",
        "todo": "known gap",
    },
)


def render_rule(rule: Rule, lang: str = "zh") -> str:
    """The manual page of a rule: what it says, why, how it checks, and its examples with what is found in them; ends with a line break."""
    words = _WORDS[lang == "en"]
    about = {"group": rule.group, "severity": rule.severity, "preset": rule.preset, "source": rule.source, "trigger": "、".join(rule.trigger)}
    lines = [f"{rule.id}  {rule.title.to(lang)}", "", *(f"{words[name]}: {value}" for name, value in about.items() if value)]
    for name, text in (("why", rule.why.to(lang)), ("check", _check(rule)), ("message", rule.message.to(lang))):
        lines += ["", f"{words[name]}:", *_indented(text)]
    lines += ["", f"{words['examples']}:"]
    for example in rule.examples:
        lines += _example(example, words)
    return "\n".join(lines) + "\n"


def render_rule_list(rules: Sequence[Rule], lang: str = "zh") -> str:
    """A table of rules in the order given, a heading and one line each; ends with a line break."""
    import tabulate

    words = _WORDS[lang == "en"]
    rows = [(r.id, r.group, str(r.severity), r.preset, r.title.to(lang), r.source) for r in rules]
    heads = [words[name] for name in ("id", "group", "severity", "preset", "title", "source")]
    return tabulate.tabulate(rows, heads, tablefmt="simple", disable_numparse=True) + "\n"


def _example(example: Example, words: Mapping[str, str]) -> Iterator[str]:
    """The text of an example, behind it what the rule finds there."""
    quotes = "、".join(f"“{quote}”" for quote in example.find)
    told = f"{words['finds']}: {quotes}" if quotes else words["clean"]
    if example.expect == "todo":
        told = f"{words['todo']}: {told}"
    yield ""
    yield from _indented(example.text)
    yield f"    → {told}" + (f"  # {example.note}" if example.note else "")


def _indented(text: str) -> Iterator[str]:
    return (f"  {line}".rstrip() for line in text.rstrip("\n").split("\n"))


def _check(rule: Rule) -> str:
    """The kind and the parameters that differ from their defaults, as the rule file would say them."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes exact numbers plainly, where YAML's own types know only floats."""

    def number(dumper: yaml.SafeDumper, value: Fraction) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:float", decimal_text(value))

    Dumper.add_representer(Fraction, number)
    return yaml.dump({"kind": rule.kind, **_said(rule.params)}, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=150)


def _said(params: Any) -> dict[str, Any]:
    said = ((item, getattr(params, item.name)) for item in fields(params))
    return {item.name: _plain(value) for item, value in said if value != _default(item)}


def _default(item: Any) -> Any:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def _plain(value: Any) -> Any:
    """A parameter as YAML has it."""
    if is_dataclass(value):
        return _said(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal | Fraction):
        exact = Fraction(value)
        return int(exact) if exact.denominator == 1 else exact
    return value
