"""What a rule author is told, by exact text: every fault of every file at once, with its line and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import regex as re

from auditor.errors import RuleError
from auditor.rulebook.compilation import compile_layers
from auditor.rulebook.source import MAX_BYTES, read_layers

Write = Callable[[Mapping[str, str]], Path]
RuleText = Callable[..., str]


def faults_of(root: Path, lang: str = "en") -> tuple[str, ...]:
    with pytest.raises(RuleError) as caught:
        compile_layers(read_layers([root], lang), lang)
    return caught.value.faults


CHANGES = [
    pytest.param(("severity: warning", "severity: fatal"), ":3: severity: is fatal; allowed: error, warning, info", id="severity"),
    pytest.param(("id: a-b", "id: a-c"), ":1: id: is a-c, but the file is a-b; both must be alike", id="file name"),
    pytest.param(("source: none", "sauce: none\nsource: none"), ":5: sauce: unknown key; did you mean source?", id="unknown key"),
    pytest.param(("words: [错]", "words: [错]\n  wrds: []"), ":9: check.wrds: unknown key; did you mean words?", id="unknown key of a kind"),
    pytest.param(
        ("words: [错]", "words: [错]\n  xyz: []"),
        ":9: check.xyz: unknown key; allowed: either, level, named, spots, strict, words",
        id="unknown key, none near",
    ),
    pytest.param(
        ("words: [错]", "words: [错]\n  named: {x: {where: end, limt: 2}}"),
        ":9: check.named.x.limt: unknown key; did you mean limit?",
        id="unknown key in a mapping of names",
    ),
    pytest.param(
        ("words: [错]", "words: [错]\n  spots:\n  - where: middle"),
        ":10: check.spots[1].where: is middle; allowed: start, end",
        id="literal in a list",
    ),
    pytest.param(
        ("words: [错]", "words: [错]\n  either: {whree: end, where: end}"),
        ":9: check.either.whree: unknown key; did you mean where?",
        id="one member of a union",
    ),
    pytest.param(
        ("words: [错]", "words: [错]\n  either: [x]"),
        ":9: check.either: is a list; must be a mapping (key: value) or is a list; must be a text",
        id="no member of a union",
    ),
    pytest.param(("words: [错]", "words: 错"), ":8: check.words: is a text; must be a list", id="type"),
    pytest.param(("words: [错]", "words: [3]"), ":8: check.words[1]: is a number; must be a text; put it in quotes", id="number for text"),
    pytest.param(("words: [错]", "words: ['']"), ":6: check: an empty word; every word has letters", id="fault that the kind's class raises"),
    pytest.param(("words: [错]", "words: ['(']"), ":8: check.words[1]: no pattern; close the bracket", id="fault that the kind finds"),
    pytest.param(("  words: [错]\n", ""), ":6: check.words: missing; this key is required", id="missing key of a kind"),
    pytest.param(("severity: warning\n", ""), ":1: severity: missing; this key is required", id="missing key"),
    pytest.param(("zh: 试验, ", ""), ":4: why.zh: missing; this key is required", id="missing language"),
    pytest.param(("zh: 试验", "zh: ' '"), ":4: why.zh: is empty; must say something", id="blank text"),
    pytest.param(("kind: word", "kind: wrod"), ":7: check.kind: unknown kind wrod; did you mean word?", id="kind"),
    pytest.param(("有{word}", "有{word"), None, id="brace"),
    pytest.param(("有{word}", "有{word.upper}"), None, id="placeholder"),
    pytest.param(
        ("    find: [错]\n", ""),
        ":10: examples: none that must be found; at least one example has find: with the quotes of its findings",
        id="no example to find",
    ),
    pytest.param(
        ("  - text: 无误。\n", ""),
        ":10: examples: none that must stay clean; at least one example has no find:",
        id="no clean example",
    ),
    pytest.param(
        ("find: [错]", "find: [错处, 误]"),
        ":12: examples[1].find[2]: 误 is not in the text; find: quotes it letter by letter",
        id="quote that is not there",
    ),
    pytest.param(("source: none", "source: none\nsource: x"), ":6: source: is given twice, first in line 5; once is enough", id="duplicate key"),
    pytest.param(("source: none", "source: : x"), ":5: not YAML: mapping values are not allowed in this context", id="syntax"),
    pytest.param(("source: none", "source: !!python/name:os.system x"), None, id="tag"),
    pytest.param(("source: none", "source: " + "[" * 100_000 + "]" * 100_000), None, id="depth"),
    pytest.param(("source: none", "source: *none"), ":5: source: is an alias (*name); write the text out", id="alias"),
    pytest.param(("source: none", "? [a]\n: b"), ":5: has a key that is no word; keys are plain texts", id="key that is a list"),
    pytest.param(("source: none", "source: none\n---\na: b"), ":6: a second document (---); a file holds one", id="second document"),
]

LONGER = {
    "brace": ":9: message.zh: a single brace; a placeholder is a plain name in braces: {stated}, a brace itself is written twice",
    "placeholder": ":9: message.zh: the placeholder {word.upper}; a placeholder is a plain name in braces: {stated}",
    "tag": ":5: source: has the tag tag:yaml.org,2002:python/name:os.system; tags are not allowed",
    "depth": ":5: source[1][1]: nested too deeply; at most 20 levels",
}


@pytest.mark.parametrize(("change", "expected"), CHANGES)
def test_one_fault(change: tuple[str, str], expected: str | None, write: Write, rule_text: RuleText, request: pytest.FixtureRequest) -> None:
    told = expected or LONGER[request.node.callspec.id]
    root = write({"odd/a-b.yaml": rule_text("a-b", change)})
    assert faults_of(root) == (f"office/odd/a-b.yaml{told}",)
    (in_chinese,) = faults_of(root, "zh")
    assert re.search(r"\p{Han}", in_chinese.partition(": ")[2].removeprefix(told.partition(": ")[2].partition(": ")[0]))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("severity: warning", "severity: fatal"), "3: severity: 不能是 fatal；可用 error、warning、info"),
        (("source: none", "sauce: none\nsource: none"), "5: sauce: 没有这个键；是不是 source？"),
        (("words: [错]", "words: 错"), "8: check.words: 是文字，应为列表"),
        (("words: [错]", "words: [3]"), "8: check.words[1]: 是数，应为文字；请加引号"),
        (("words: [错]", "words: ['']"), "6: check: 空词；每个词都要有字"),
        (("  words: [错]\n", ""), "6: check.words: 缺少，这一项必须写"),
        (("kind: word", "kind: wrod"), "7: check.kind: 没有 wrod 这种检查；是不是 word？"),
        (("find: [错]", "find: [错处, 误]"), "12: examples[1].find[2]: 误 不在例文里；find: 要逐字照抄"),
        (("source: none", "source: : x"), "5: 不是有效的 YAML：这里多了一个冒号；文字里有“冒号加空格”的，整段加引号；全角冒号不能作键的冒号"),
        (("source: none", "source: no\u200bne"), "5: source: 含有看不见、或与常用字貌似而不同的字符 U+200B，永远对不上；请删去重新输入"),
        (("有{word}", "有{wrod}"), "9: message.zh: {wrod} 不是总能填出；是不是 word？"),
        (("severity: warning", "severity: warning\ntrigger: [对|错]"), "4: trigger[1]: 对|错 是正则表达式，这里只能写词，一词一项"),
        (
            ("severity: warning", "severity: warning\ntrigger: [对]"),
            "12: examples[1]: 没有 trigger 里的任何一个词，这条规则不会启用；trigger 写的是词，不是正则表达式",
        ),
    ],
)
def test_faults_are_told_in_chinese_first(change: tuple[str, str], told: str, write: Write, rule_text: RuleText) -> None:
    assert faults_of(write({"odd/a-b.yaml": rule_text("a-b", change)}), "zh") == (f"office/odd/a-b.yaml:{told}",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "1: empty; a mapping (key: value) is needed"),
        ("# nothing\n", "1: empty; a mapping (key: value) is needed"),
        ("- a\n", "1: is a list; a mapping (key: value) is needed"),
        ("a: b\n\nc: \x07", "3: not YAML: control characters are not allowed"),
        ("x" * (MAX_BYTES + 1), "1: too large; at most 256 KB"),
    ],
)
def test_a_file_that_is_no_rule_at_all(content: str, told: str, write: Write) -> None:
    assert faults_of(write({"odd/a-b.yaml": content})) == (f"office/odd/a-b.yaml:{told}",)


def test_a_file_in_another_encoding(write: Write, rule_text: RuleText) -> None:
    root = write({"odd/a-b.yaml": ""})
    (root / "odd/a-b.yaml").write_bytes(rule_text("a-b").encode("gb18030"))
    assert faults_of(root) == ("office/odd/a-b.yaml:2: not UTF-8; save the file as UTF-8",)


def test_an_id_that_is_not_kebab_case(write: Write, rule_text: RuleText) -> None:
    told = faults_of(write({"odd/A_b.yaml": rule_text("A_b")}))
    assert told == ("office/odd/A_b.yaml:1: id: is A_b; must be kebab-case (small letters, digits and single hyphens)",)


def test_an_id_given_twice(write: Write, rule_text: RuleText) -> None:
    root = write({"even/a-b.yaml": rule_text("a-b"), "odd/a-b.yaml": rule_text("a-b")})
    assert faults_of(root) == ("office/odd/a-b.yaml:1: id: a-b is taken by office/even/a-b.yaml; an id is given once",)


def test_all_faults_of_all_files_at_once_by_line(write: Write, rule_text: RuleText) -> None:
    many = rule_text("a-b", ("severity: warning", "severity: 3"), ("words: [错]", "word: [错]"), ("无误。", "无误。\n    expect: done"))
    root = write({"odd/a-b.yaml": many, "odd/c-d.yml": rule_text("c-d"), "lexicon/units.yaml": "units:\n- dimension: case\n  unit: {}\n"})
    assert faults_of(root) == (
        "office/lexicon/units.yaml:2: units[1].kind: missing; this key is required",
        "office/lexicon/units.yaml:2: units[1].units: missing; this key is required",
        "office/lexicon/units.yaml:3: units[1].unit: unknown key; did you mean units?",
        "office/odd/a-b.yaml:3: severity: is 3; allowed: error, warning, info",
        "office/odd/a-b.yaml:6: check.words: missing; this key is required",
        "office/odd/a-b.yaml:8: check.word: unknown key; did you mean words?",
        "office/odd/a-b.yaml:14: examples[2].expect: is done; allowed: todo",
        "office/odd/c-d.yml:1: the ending .yml; rename the file to .yaml",
    )


def test_folders_that_cannot_be_read(write: Write) -> None:
    (write({"odd/deeper/a-b.yaml": "", "readme.txt": ""}) / "void").mkdir()
    with pytest.raises(RuleError) as caught:
        read_layers([Path("nowhere"), Path("office/void"), Path("office")], "en")
    assert caught.value.faults[:3] == (
        "nowhere: does not exist",
        "office/void: no rule files; a folder of rules holds <group>/<id>.yaml, <id>.yaml or lexicon/*.yaml",
        "office/odd/deeper: a folder inside a group; rules lie in <group>/<id>.yaml",
    )
