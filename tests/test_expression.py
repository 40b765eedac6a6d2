"""Patterns are read once by `regex`, and found again by its engine alone."""

from __future__ import annotations

import pytest
import regex

from auditor.expression import compiled, expression


def test_a_pattern_finds_what_that_of_regex_finds() -> None:
    text = r"(?P<name>\p{Han}+)(?=\d)"
    assert compiled(text).findall("受理12件，办结8件") == regex.findall(text, "受理12件，办结8件")
    assert isinstance(compiled(text), regex.Pattern)


def test_a_fault_is_told_when_the_pattern_is_first_used() -> None:
    faulty = expression("(")
    with pytest.raises(regex.error):
        faulty.search("")
