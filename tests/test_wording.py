"""What the program says of its own accord: every reason and note that a check names is there, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import auditor
from auditor.wording import NOTES, REASONS, role_name

SOURCES = [file.read_text(encoding="utf-8") for file in Path(auditor.__file__).parent.rglob("*.py")]


def test_every_reason_that_a_check_names_is_worded_and_no_other() -> None:
    # Matches reason="open-list"; does not match reason=rule.reason
    assert {name for source in SOURCES for name in re.findall(r'reason="([^"]+)"', source)} == set(REASONS)


@pytest.mark.parametrize("note", NOTES)
def test_every_note_is_made_somewhere(note: str) -> None:
    assert sum(f'"{note}' in source for source in SOURCES) > 1


@pytest.mark.parametrize(("role", "lang", "name"), [("part", "zh", "部分"), ("part", "en", "part"), ("我们的", "zh", "我们的")])
def test_roles_have_a_name_in_chinese(role: str, lang: str, name: str) -> None:
    assert role_name(role, lang) == name
