"""What files become: exact values, and one layer laid over another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from auditor.errors import RuleError
from auditor.rulebook.compilation import compile_layers
from auditor.rulebook.source import SourceFile, read_layers
from auditor.rulebook.tree import read_tree

Write = Callable[[Mapping[str, str]], Path]
RuleText = Callable[..., str]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0.10", Decimal("0.10")),
        ("666.6666667", Decimal("666.6666667")),
        ("007", "007"),
        ("'12'", "12"),
        ("no", "no"),
        ("12:30", "12:30"),
        ("2024-01-02", "2024-01-02"),
        ("1_000", "1_000"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("~", None),
        ("", None),
        ("元", "元"),
    ],
)
def test_scalars_mean_what_they_look_like(said: str, value: object) -> None:
    """The YAML 1.2 core schema, decimals exact: of YAML 1.1 a person from an office has never heard."""
    read = read_tree(SourceFile("x.yaml", "x.yaml", f"key: {said}".encode()))
    assert (read.value, read.faults) == ({"key": value}, [])
    assert type(read.value["key"]) is type(value)


def test_a_decimal_reaches_the_check_exactly(write: Write, rule_text: RuleText) -> None:
    said = rule_text("a-b", ("words: [错]", "words: [错]\n  spots: [{where: end, limit: 0.10}]"))
    rules, _ = compile_layers(read_layers([write({"odd/a-b.yaml": said})]))
    assert str(rules[0].params.spots[0].limit) == "0.10"


def test_a_byte_order_mark_is_no_fault(write: Write, rule_text: RuleText) -> None:
    rules, _ = compile_layers(read_layers([write({"odd/a-b.yaml": "\ufeff" + rule_text("a-b")})]))
    assert [(rule.id, rule.path) for rule in rules] == [("a-b", "office/odd/a-b.yaml")]


def test_rules_are_sorted_by_group_and_id(write: Write, rule_text: RuleText) -> None:
    root = write({name: rule_text(Path(name).stem) for name in ("odd/z.yaml", "odd/a.yaml", "even/q.yaml", "direct.yaml")})
    rules, _ = compile_layers(read_layers([root]))
    assert [(rule.group, rule.id) for rule in rules] == [("even", "q"), ("odd", "a"), ("odd", "z"), ("office", "direct")]


def test_a_later_layer_replaces_by_id(folder: Path, write: Write, rule_text: RuleText) -> None:
    """A file directly in the folder keeps the group of the rule that it replaces; one in a folder has that folder's."""
    write({name: rule_text(Path(name).stem) for name in ("odd/a.yaml", "odd/b.yaml", "odd/c.yaml")})
    own = folder / "own"
    (own / "even").mkdir(parents=True)
    (own / "a.yaml").write_text(rule_text("a", ("severity: warning", "severity: info")), encoding="utf-8")
    (own / "even" / "b.yaml").write_text(rule_text("b", ("severity: warning", "severity: error")), encoding="utf-8")
    (own / "d.yaml").write_text(rule_text("d"), encoding="utf-8")
    rules, _ = compile_layers(read_layers([Path("office"), Path("own")]))
    assert {rule.id: (rule.group, rule.severity.value, rule.path) for rule in rules} == {
        "a": ("odd", "info", "own/a.yaml"),
        "b": ("even", "error", "own/even/b.yaml"),
        "c": ("odd", "warning", "office/odd/c.yaml"),
        "d": ("own", "warning", "own/d.yaml"),
    }


def test_a_later_lexicon_extends(folder: Path, write: Write) -> None:
    """Its rows come first, so that they win; its words are added."""
    write(
        {
            "lexicon/rates.yaml": "rates:\n- {name: 出勤率, part: [出勤]}\n- {name: 完成率, may_exceed: true}\n",
            "lexicon/words.yaml": "words:\n  rise: [增长, 上升]\n  fall: [下降]\n",
            "lexicon/units.yaml": "units:\n- {dimension: area, kind: measure, units: {平方米: 1, 亩: 666.6666667}}\n",
        }
    )
    own = folder / "own" / "lexicon"
    own.mkdir(parents=True)
    (own / "all.yaml").write_text("rates:\n- {name: 出勤率, part: [到岗]}\nwords:\n  rise: [攀升, 上升]\n  new: [新增]\n", encoding="utf-8")
    _, lexicon = compile_layers(read_layers([Path("office"), Path("own")]))
    assert [(family.name, family.part, family.may_exceed) for family in lexicon.rates] == [
        ("出勤率", ("到岗",), False),
        ("出勤率", ("出勤",), False),
        ("完成率", (), True),
    ]
    assert {name: set(words) for name, words in lexicon.words.items()} == {"rise": {"增长", "上升", "攀升"}, "fall": {"下降"}, "new": {"新增"}}
    assert lexicon.units[0].units == {"平方米": Decimal(1), "亩": Decimal("666.6666667")}


def test_a_lexicon_of_no_known_section(write: Write) -> None:
    with pytest.raises(RuleError, match=r"office/lexicon/x.yaml:1: unites: unknown key; did you mean units\?"):
        compile_layers(read_layers([write({"lexicon/x.yaml": "unites: []\n"})]), "en")
