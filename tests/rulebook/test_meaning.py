"""What could never work is refused when it is loaded, in rules of every kind and in the vocabulary: each with its line, its key and what is allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from auditor.checking import kind, kind_names
from auditor.errors import RuleError
from auditor.extraction import extract
from auditor.lexicon import HedgeWord, RateFamily, UnitFamily
from auditor.model import Verdict
from auditor.reading import document_from_text
from auditor.record import replace
from auditor.relating import relate
from auditor.rulebook import load_rulebook
from auditor.rulebook.compilation import compile_layers
from auditor.rulebook.source import LEXICON, read_layers, shipped_folder

Write = Callable[[Mapping[str, str]], Path]

(SHIPPED,) = read_layers([shipped_folder()])
VOCABULARY = replace(SHIPPED, files=tuple(file for file in SHIPPED.files if file.folder == LEXICON))

RULE = """\
id: a-b
title: {{zh: 题, en: title}}
severity: warning
why: {{zh: 因, en: why}}
source: none
message: {{zh: "{{quote}}", en: "{message}"}}
examples:
  - {{text: 有错处。, find: [错]}}
  - {{text: 无误。}}
check:
  {check}
"""
EQUATION = "kind: equation\n  roles: {{{roles}}}\n  cases:\n  - {{{case}}}"
FIRST = "'{after}比{before}'"


def equation(case: str = f"patterns: [{FIRST}], formula: after = before", roles: str = "") -> str:
    return EQUATION.format(roles=roles, case=case)


def pattern(case: str, more: str = "") -> str:
    return f"kind: pattern\n  cases: [{{{case}}}]\n  {more}"


def told(root: Path, lang: str = "en") -> list[str]:
    with pytest.raises(RuleError) as caught:
        compile_layers([VOCABULARY, *read_layers([root], lang)], lang)
    return [fault.partition(":")[2] for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("check", "faults"),
    [
        # regular expressions and words
        ("{kind: structure, label: '('}", ["11: check.label: no regular expression: missing )"]),
        ("{kind: structure, label: 'a*'}", ["11: check.label: fits where there is nothing, and so everywhere; let it ask for one character"]),
        (
            "{kind: structure, label: '{@rise}'}",
            ["11: check.label: what is {@rise}? braces hold a number of times here, such as {2,3}; a brace itself is written \\{"],
        ),
        (f"{{kind: structure, label: '{'(' * 3000}甲{')' * 3000}'}}", ["11: check.label: brackets too deep inside one another"]),
        ("{kind: cumulative, words: ['累计|合计']}", ["11: check.words[1]: 累计|合计 is an expression; words stand here, each by itself"]),
        ("{kind: cumulative, words: [' ']}", ["11: check.words[1]: is empty; must say something"]),
        ("{kind: listing, units: []}", ["11: check.units: is empty; at least one is needed"]),
        ("{kind: listing, units: [项], opposites: [对内]}", ["11: check.opposites[1]: 对内 must be words with a stroke between them: 对内/对外"]),
        ("{kind: listing, units: [项], opposites: [/]}", ["11: check.opposites[1]: / has nothing on one side of its stroke"]),
        ("{kind: listing, units: [项], most: -1}", ["11: check.most: is -1; must be from 0 to 100000"]),
        ("{kind: pair, marks: ['(']}", ["11: check.marks[1]: ( must be two marks that differ, the opening one first"]),
        ("{kind: hedge, pairs: [[almost, fewmore]]}", ["11: check.pairs[1][2]: is fewmore; allowed: about, above, below, at-least, at-most, few-more, almost"]),
        # what the lexicon does not have
        ("{kind: lookalike, confusable: confusible}", ["11: check.confusable: no word list confusible; did you mean confusable?"]),
        (
            "{kind: bounds, metrics: [{label: 损失, low: 5, high: 1, per: [persn]}]}",
            ["11: check.metrics[1].per[1]: no unit is of the sort persn; did you mean person?"],
        ),
        ("{kind: bounds, metrics: [{label: 损失, low: 5, high: 1}]}", ["11: check.metrics[1]: low is 5, above high, 1"]),
        # templates, roles and formulas
        (equation(f"patterns: [{FIRST}, '{{after}}'], formula: after = before"), ["14: check.cases[1].patterns[2]: lacks {before}, which is needed"]),
        (equation(f"patterns: [{FIRST}], formula: after = befor"), ["14: check.cases[1].formula: no template here has befor; did you mean before?"]),
        (equation(f"patterns: [{FIRST}], formula: after = before, closing: aftr"), ["14: check.cases[1].closing: no template here has aftr; did you mean after?"]),
        (equation(roles="after: {like: befor}, afetr: {}"), ["12: check.roles.afetr: no template has {afetr}; did you mean after?", "12: check.roles.after.like: no template has {befor}; did you mean before?"]),
        (equation(roles="after: {not_sense: [abov]}"), ["12: check.roles.after.not_sense[1]: is abov; allowed: about, above, below, at-least, at-most, few-more, almost"]),
        (equation("patterns: ['{after}{@rsie}{before}'], formula: after = before"), ["14: check.cases[1].patterns[1]: no word list rsie; did you mean rise?"]),
        (
            equation("patterns: ['{after}{率}{before}'], formula: after = before"),
            ["14: check.cases[1].patterns[1]: what is {率}? a role is written {rate}, a word list {@rise}, a gap {-} {~} {...}, in small letters; a brace itself is \\{"],
        ),
        (equation(f"patterns: [{FIRST}], formula: after = sum(3)"), ["14: check.cases[1].formula: sum(3) is not allowed; use + - * /, whole numbers, roles, percent(x), sum(role), least(role), most(role), count(role), growth(after, before), compound(before, rate, years)"]),
        (equation(f"patterns: [{FIRST}], formula: after = before, given: befor > 0"), ["14: check.cases[1].given: no template here has befor; did you mean before?"]),
        (equation(f"patterns: [{FIRST}], formula: after = before / 0"), ["14: check.cases[1].formula: divides by 0"]),
        (equation(f"patterns: [{FIRST}], formula: after 等于 before"), ["14: check.cases[1].formula: no formula; write e.g. rate = percent(part / whole)"]),
        (equation(f"patterns: [{FIRST}], formula: after = before, notes: [overlapp]"), ["14: check.cases[1].notes[1]: no note overlapp; did you mean overlap?"]),
        ("{kind: granularity, of: share, patterns: ['{count}']}", ["11: check.patterns[1]: lacks {rate}, which is needed"]),
        # patterns by their scope, and suggestions
        (pattern("pattern: '{rate}'"), ["12: check.cases[1].pattern: {rate}: only a pattern of scope: sentence has roles"]),
        (pattern("pattern: '错*'"), ["12: check.cases[1].pattern: fits where there is nothing, and so everywhere; let it ask for one character"]),
        (pattern("pattern: 错", "longer_than: 5"), ["13: check.longer_than: counts in scope: block only"]),
        (pattern("pattern: '(?P<a>错)(处)', suggestion: '\\g<b>'"), ["12: check.cases[1].suggestion: cannot be used: unknown group; \\g<name> takes a group of the pattern"]),
        # markers
        ("{kind: sequence, forms: [甲、]}", ["11: check.forms[1]: 甲、 is read as no marker; write 一、 （一） 1. （1） ① 一是 第一，"]),
        ("{kind: sequence, bare: true}", ["11: check.bare: needs forms"]),
        ("{kind: sequence, captions: [表格]}", ["11: check.captions[1]: is 表格; allowed: 表, 图, 附件, 附表, 附图, 条"]),
        ("{kind: sequence, forms: [一、], severities: {二、: info}}", ["11: check.severities.二、: 二、 is not among forms"]),
    ],
)  # fmt: skip
def test_parameters_that_could_never_work(check: str, faults: list[str], write: Write) -> None:
    root = write({"odd/a-b.yaml": RULE.format(check=check, message="").replace('en: ""', "en: found")})
    assert told(root) == faults
    assert len(told(root, "zh")) == len(faults)


@pytest.mark.parametrize(
    ("check", "message", "allowed"),
    [
        ("{kind: ratio}", "{rate} {part_label} {arithmetic}", True),
        ("{kind: ratio}", "{share}", False),
        (equation(), "{before} {after_label}", True),
        (equation("patterns: ['{after}比{before}{rate}', '{after}高于{before}'], formula: after = before"), "{rate}", False),
        (pattern("pattern: 错"), "{rate}", False),
    ],
)
def test_a_message_names_what_its_kind_always_gives(check: str, message: str, allowed: bool, write: Write) -> None:
    root = write({"odd/a-b.yaml": RULE.format(check=check, message=message)})
    if allowed:
        compile_layers([VOCABULARY, *read_layers([root])])
    else:
        assert [fault.partition("; ")[0] for fault in told(root)] == [f"6: message.en: {message} is not always given"]


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ("units: [{dimension: a, kind: count, units: {箱子: 0}}]", ["1: units[1].units.箱子: is 0; must be above 0"]),
        ("units: [{dimension: a, kind: count, units: {}}]", ["1: units[1].units: is empty; at least one is needed"]),
        ("units: [{dimension: a, kind: count, units: {3箱: 1}}]", ["1: units[1].units.3箱: 3箱 begins with a numeral or a mark and is no unit"]),
        ("units:\n- {dimension: a, kind: count, units: {箱子: 1}}\n- {dimension: b, kind: count, units: {箱子: 1}}", ["3: units[2].units.箱子: 箱子 is given twice, first at office/lexicon/own.yaml; once is enough"]),
        ("hedges: [{sense: about}]", ["1: hedges[1]: has no word; give prefix, inner or suffix"]),
        ("hedges: [{sense: about, inner: [来多]}]", ["1: hedges[1]: a word of inner is one character, 来多 is not"]),
        ("rates: [{name: '', part: [甲]}]", ["1: rates[1].name: is empty; must say something"]),
        ("words: {rise: [飙升, 飙升]}", ["1: words.rise[2]: 飙升 is given twice, first at office/lexicon/own.yaml; once is enough"]),
        ("words: {riise: [飙升]}", ["1: words.riise: no rule uses the word list riise; did you mean rise?"]),
        ("words: {涨: [飙升]}", ["1: words.涨: no word list can be called 涨; use small letters, digits and single hyphens"]),
        ("words: {complements: [甲]}", ["1: words.complements[1]: 甲 must have 2 members, with strokes between them"]),
        ("words: {rest-pairs: [甲/乙/(]}", ["1: words.rest-pairs[1]: no regular expression: missing )"]),
        ("words: {rise: [飙升|上扬]}", ["1: words.rise[1]: 飙升|上扬 is an expression; words stand here, each by itself"]),
        ("words: {rise: 飙升}", ["1: words.rise: is a text; must be a list"]),
        ("words: {rise: [⼤涨]}", ["1: words.rise[1]: has U+2F24: invisible, or only like a usual character, and so never found; delete it and type it anew"]),
    ],
)  # fmt: skip
def test_vocabulary_that_could_never_work(said: str, faults: list[str], write: Write) -> None:
    root = write({"lexicon/own.yaml": said})
    assert told(root) == faults


def test_a_faulty_lexicon_does_not_make_the_rules_faulty(write: Write) -> None:
    """Its lists are there, though they cannot be read."""
    check = equation("patterns: ['{after}{@ours}{before}'], formula: after = before")
    root = write({"lexicon/own.yaml": "words: {ours: ['']}", "odd/a-b.yaml": RULE.format(check=check, message="found")})
    assert told(root) == ["1: words.ours[1]: is empty; must say something"]


def test_words_and_patterns_may_be_written_in_full_width(write: Write) -> None:
    root = write({"odd/a-b.yaml": RULE.format(check="{kind: cumulative, words: [（累计）], unless: 利润（净）}", message="found")})
    ((rule,), _) = compile_layers([VOCABULARY, *read_layers([root])])
    assert (rule.params.words, rule.params.unless) == (("(累计)",), r"利润\(净\)")


@pytest.mark.parametrize("name", kind_names())
def test_every_text_of_a_kind_says_what_it_stands_for(name: str) -> None:
    """By a marker of `auditor.meaning`; what is read as a template, or depends on one, is checked by the kind."""
    assert set(_bare(kind(name).Params)) <= {"like", "alike", "otherwise", "unit", "closing", "given", "suggestion", "usual", "followed_by"}


@pytest.mark.parametrize("row", [UnitFamily, HedgeWord, RateFamily])
def test_every_text_of_the_lexicon_says_what_it_stands_for(row: type[Any]) -> None:
    assert set(_bare(row)) <= {"base"}


def _bare(form: Any) -> Iterator[str]:
    """The fields of a form, and of the forms in it, that hold texts without a meaning."""
    for name, hint in get_type_hints(form, include_extras=True).items():
        if name in {item.name for item in fields(form)}:
            for part in _parts(hint):
                if is_dataclass(part):
                    yield from _bare(part)
                elif part is str:
                    yield name


def _parts(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated and get_args(hint)[0] is str:
        return
    origin = get_origin(hint)
    yield hint
    # The key of a mapping is the name of a role
    for part in get_args(hint)[isinstance(origin, type) and issubclass(origin, Mapping) :]:
        if part is not Ellipsis and not isinstance(part, str):
            yield from _parts(part)


def test_kinds_give_the_fields_that_they_say() -> None:
    """Shown by the examples of all rules: no field is given that is not said, and none is said that is never given."""
    rulebook = load_rulebook()
    given: dict[str, set[str]] = {rule.kind: set() for rule in rulebook.rules}
    said = {name: {*kind(name).FIELDS} for name in given}
    for rule in rulebook.rules:
        said[rule.kind] |= getattr(kind(rule.kind), "bound", lambda _: frozenset())(rule.params)
        for example in rule.examples:
            document = document_from_text("a.txt", example.text)
            context = relate(document, extract(document, rulebook.lexicon), rulebook.lexicon)
            for outcome in kind(rule.kind).check(context, rule):
                if outcome.verdict is Verdict.VIOLATED:
                    given[rule.kind] |= {*outcome.fields} | ({"computed"} if outcome.computed else set())
            # A role that not every outcome has is given and not said
            given[rule.kind] = given[rule.kind] & said[rule.kind] if hasattr(kind(rule.kind), "bound") else given[rule.kind] - {"stated"}
    # Its roles are what its author calls them
    del given["equation"], said["equation"]
    assert given == said
