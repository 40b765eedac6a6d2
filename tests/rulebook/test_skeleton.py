"""What `rules new` prints is a rule that can be loaded and that does what its examples say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from auditor.errors import ConfigError
from auditor.proving import run_examples
from auditor.rulebook import Rulebook, load_rulebook
from auditor.rulebook.compilation import compile_layers
from auditor.rulebook.skeleton import new_rule
from auditor.rulebook.source import read_layers


def test_a_new_rule_is_a_rule(write: Callable[[Mapping[str, str]], Path]) -> None:
    root = write({"stock-differs.yaml": new_rule("stock-differs")})
    rules, _ = compile_layers(read_layers([root]))
    assert [(rule.id, rule.group) for rule in rules] == [("stock-differs", "office")]


def test_a_new_rule_passes_its_examples(write: Callable[[Mapping[str, str]], Path]) -> None:
    rulebook: Rulebook = load_rulebook([write({"stock-differs.yaml": new_rule("stock-differs")})])
    rules = [rule for rule in rulebook.rules if rule.id == "stock-differs"]
    assert [failure.describe("en") for failure in run_examples(rulebook, rules)] == []


@pytest.mark.parametrize("rule_id", ["", "Stock", "stock_differs", "-stock", "库存"])
def test_an_id_that_is_no_id(rule_id: str) -> None:
    with pytest.raises(ConfigError, match="kebab-case is needed"):
        new_rule(rule_id, "en")
