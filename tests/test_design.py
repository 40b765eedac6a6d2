"""The design itself: layers, sizes, docstrings, rules, and who may print."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.checking import kind, kind_names

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "auditor"
MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}
RULES = {path.stem: path for path in sorted((PROJECT / "rules").rglob("*.yaml")) if path.parent.name != "lexicon"}

LONGEST_MODULE = 400
LONG_MODULE = 250
REASONS: dict[str, str] = {}
"""Why a module has more lines than `LONG_MODULE`, by its path in the package."""

LONGEST_FUNCTION = 60
USUAL_FUNCTION = 10
"""The median; and 30 for nine of ten."""

BAD_EXAMPLES = 2
CLEAN_EXAMPLES = 3
"""What each rule has at least; raised, never lowered."""

HALF_WIDTH, FULL_WIDTH = re.compile(r"[,:;()%0-9]"), re.compile(r"[，：；（）％０-９．]")
"""Marks and digits: "增长3%,降2%" is written in the first throughout, "增长３％，降２％" in the second; "增长3%，" in neither."""

PRINTING = {"console.py", "cli.py"}
"""The modules that write to the streams of the process."""


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def public(node: ast.Module | ast.ClassDef, name: str) -> Iterator[tuple[str, ast.AST]]:
    """What others may use: the node itself, and below it classes and functions whose names do not start with an underscore."""
    yield name, node
    for below in node.body:
        if isinstance(below, ast.ClassDef) and not below.name.startswith("_"):
            yield from public(below, f"{name}.{below.name}")
        elif isinstance(below, ast.FunctionDef) and not below.name.startswith("_"):
            yield f"{name}.{below.name}", below


def body_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    documented = ast.get_docstring(node) is not None
    first = node.body[0]
    taken = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - taken


def written(name: str) -> Any:
    return yaml.safe_load(RULES[name].read_text(encoding="utf-8"))


def test_no_stage_calls_backwards() -> None:
    """The import contracts of pyproject.toml."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", list(MODULES))
def test_module_is_short_or_has_a_reason(name: str) -> None:
    lines = length(MODULES[name])
    assert lines <= LONGEST_MODULE
    assert lines <= LONG_MODULE or name in REASONS


def test_reasons_are_given_only_where_they_are_needed() -> None:
    assert {name for name in REASONS if name not in MODULES or length(MODULES[name]) <= LONG_MODULE} == set()


def test_functions_are_short() -> None:
    lengths = sorted(body_length(node) for path in MODULES.values() for node in functions(path))
    assert statistics.median(lengths) <= USUAL_FUNCTION
    assert lengths[len(lengths) * 9 // 10] <= USUAL_FUNCTION * 3
    assert lengths[-1] <= LONGEST_FUNCTION


@pytest.mark.parametrize("name", list(MODULES))
def test_everything_public_says_what_it_is(name: str) -> None:
    silent = [shown for shown, node in public(tree(MODULES[name]), name) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert silent == []


@pytest.mark.parametrize("name", [name for name in MODULES if name not in PRINTING])
def test_nothing_else_prints(name: str) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(tree(MODULES[name])) if isinstance(node, ast.Call)}
    assert not [call for call in called if call == "print" or call.startswith(("sys.stdout.", "sys.stderr."))]


@pytest.mark.parametrize("name", kind_names())
def test_kind_starts_with_its_formula(name: str) -> None:
    """The first line of a kind's module: the formula, a colon or a stop, and what it is about."""
    first = (ast.get_docstring(tree(PACKAGE / "checking" / f"{name.replace('-', '_')}.py")) or "").splitlines()[0]
    # matches "rate = part ÷ whole: a named rate", not "Checks rates."
    assert re.match(r"[^:.]*(?:[=≤≥∌]|\bfollows\b|\bgives\b|\bhas\b|, one ).*", first), first
    assert kind(name).Params.__doc__


@pytest.mark.parametrize("name", list(RULES))
def test_rule_has_examples_of_both_sorts(name: str) -> None:
    examples = [example for example in written(name)["examples"] if "expect" not in example]
    assert sum("find" in example for example in examples) >= BAD_EXAMPLES
    assert sum("find" not in example for example in examples) >= CLEAN_EXAMPLES


@pytest.mark.parametrize("name", list(RULES))
def test_rule_has_examples_in_both_widths(name: str) -> None:
    """Reports come in either form and in a mixture, and a rule must read both."""
    texts = [example["text"] for example in written(name)["examples"]]
    half = any(HALF_WIDTH.search(text) and not FULL_WIDTH.search(text) for text in texts)
    full = any(FULL_WIDTH.search(text) and not HALF_WIDTH.search(text) for text in texts)
    assert half, "write one example in half-width marks and digits throughout: 增长3%,降2%"
    assert full, "write one example in full-width marks and digits throughout: 增长３％，降２％"


@pytest.mark.parametrize("name", list(RULES))
def test_rule_says_nothing_twice(name: str) -> None:
    """A merge that keeps both versions of a line leaves a pattern with one formula, or an example, standing twice."""
    rule = written(name)
    patterns = [
        (pattern, *(case.get(key) for key in ("formula", "given", "severity", "suggestion")))
        for case in rule["check"].get("cases", ())
        for pattern in case.get("patterns", [case.get("pattern")])
    ]
    texts = [(example["text"], example.get("expect"), str(example.get("with"))) for example in rule["examples"]]
    twice = [one for said in (patterns, texts) for one in said if said.count(one) > 1]
    assert not twice


@pytest.mark.parametrize("name", list(RULES))
def test_rule_is_of_a_kind_that_exists(name: str) -> None:
    assert written(name)["check"]["kind"] in kind_names()


def test_no_check_kind_is_without_a_rule() -> None:
    assert {written(name)["check"]["kind"] for name in RULES} == set(kind_names())
