"""Which rules run for which settings."""

from __future__ import annotations

from typing import get_args

import pytest

from auditor.config import PRESETS, load
from auditor.errors import ConfigError
from auditor.lexicon import Lexicon
from auditor.model import Severity
from auditor.rule import Preset, Rule, Text
from auditor.rulebook import Rulebook
from auditor.selection import selected


def _rule(group: str, name: str, preset: Preset) -> Rule:
    words = Text("", "")
    return Rule(name, group, words, Severity.ERROR, words, "", "ratio", None, words, (), preset)


RULEBOOK = Rulebook((_rule("ratio", "rate", "figures"), _rule("ratio", "share", "official"), _rule("marks", "quotes", "all")), Lexicon())


@pytest.mark.parametrize(
    ("given", "runs"),
    [
        ({}, "rate"),
        ({"preset": "official"}, "rate share"),
        ({"preset": "all"}, "rate share quotes"),
        ({"select": ["quotes"]}, "quotes"),
        ({"select": ["ratio"]}, "rate share"),
        ({"select": ["ratio"], "ignore": ["rate"]}, "share"),
        ({"preset": "all", "ignore": ["ratio"]}, "quotes"),
    ],
)
def test_selection(given: dict[str, object], runs: str) -> None:
    assert [rule.id for rule in selected(RULEBOOK, load(given)).rules] == runs.split()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"select": ["ratios"]}, "--select: 没有规则或规则组 ratios；是不是 ratio？"),
        ({"ignore": ["zz"], "lang": "en"}, "--ignore: no rule or group zz; auditor rules list prints all of them"),
    ],
)
def test_a_name_that_nothing_has_is_refused(given: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        selected(RULEBOOK, load(given))
    assert str(caught.value) == message


def test_presets_are_those_that_rules_can_name() -> None:
    assert get_args(Preset) == PRESETS
