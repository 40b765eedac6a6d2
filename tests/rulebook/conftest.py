"""A check kind of the tests' own, so that what is tested is the loading of rules and no particular rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import auditor.checking

KIND = '''\
"""Finds a word.

More than its first sentence nobody needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from auditor.model import Outcome, Severity, Verdict
from auditor.relating import Context
from auditor.rule import STRICT, Rule, Text

FIELDS = frozenset({"word"})
"""What a message may name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to look at."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    where: Literal["start", "end"]
    """Which end."""
    limit: Decimal = Decimal("1")
    """How far."""


@dataclass(frozen=True, slots=True)
class Params:
    """What a rule of this kind may say."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    words: tuple[str, ...]
    """The words."""
    spots: tuple[Spot, ...] = ()
    """The places."""
    named: Mapping[str, Spot] = field(default_factory=dict)
    """Places with names."""
    either: Spot | str = ""
    """A place or its name."""
    strict: bool = False
    """A switch."""
    level: Severity | None = None
    """A level."""

    def __post_init__(self) -> None:
        if "" in self.words:
            raise ValueError(Text("空词；每个词都要有字", "an empty word; every word has letters"))


def check(context: Context, rule: Rule) -> Iterator[Outcome]:
    text = context.document.text
    for word in rule.params.words:
        at = text.find(word)
        while at >= 0:
            yield Outcome(Verdict.VIOLATED, at, at + len(word), fields={"word": word}, in_ledger=False)
            at = text.find(word, at + 1)


def faults(rule: Rule, lexicon: object) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    for position, word in enumerate(rule.params.words):
        if word == "(":
            yield ("check", "words", position), Text("不是模式；缺右括号", "no pattern; close the bracket")
'''

RULE = """\
id: {id}
title: {{zh: 词语, en: a word}}
severity: warning
why: {{zh: 试验, en: a trial}}
source: none
check:
  kind: word
  words: [错]
message: {{zh: "有{{word}}", en: "has {{word}}"}}
examples:
  - text: 有错处。
    find: [错]
  - text: 无误。
"""


@pytest.fixture(autouse=True)
def _word_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The kind `word`, for the time of a test."""
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "word.py").write_text(KIND, encoding="utf-8")
    auditor.checking.__path__.append(str(folder))
    auditor.checking.kind_names.cache_clear()
    yield
    auditor.checking.__path__.remove(str(folder))
    auditor.checking.kind_names.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and in it a place for the cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def write(folder: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes files into the folder `office` and gives it back, relative to the working folder."""

    def files(contents: Mapping[str, str]) -> Path:
        for name, content in contents.items():
            path = folder / "office" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return Path("office")

    return files


@pytest.fixture
def rule_text() -> Callable[..., str]:
    """The text of a valid rule of that id, with replacements."""

    def text(rule_id: str, *changes: tuple[str, str]) -> str:
        said = RULE.format(id=rule_id)
        for old, new in changes:
            assert old in said
            said = said.replace(old, new)
        return said

    return text
