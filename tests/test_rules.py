"""Every example of every shipped rule: what must be found is found, what must stay clean stays clean."""

from __future__ import annotations

import pytest

from auditor.proving import run_examples
from auditor.rule import Rule
from auditor.rulebook import load_rulebook

RULEBOOK = load_rulebook()


@pytest.mark.parametrize("rule", RULEBOOK.rules, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_are_true(rule: Rule) -> None:
    assert [failure.describe("en") for failure in run_examples(RULEBOOK, [rule])] == []
