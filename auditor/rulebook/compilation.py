"""From files to rules: each file is read and validated, layers are laid over one another, and all faults are told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from string import Formatter
from typing import Any

from auditor.checking import kind, kind_names
from auditor.errors import RuleError
from auditor.lexicon import Lexicon
from auditor.rule import Rule, Text
from auditor.rulebook.complaint import kind_of_value, typed
from auditor.rulebook.form import LexiconFile, RuleFile
from auditor.rulebook.source import LEXICON, Layer, SourceFile, shown
from auditor.rulebook.tree import Fault, Key, Tree, read_tree
from auditor.rulebook.vocabulary import misshapen, repeated, unused
from auditor.text import fold
from auditor.wording import CHOICES, advice

# matches sum-of-parts, not Sum_of_parts
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Located = tuple[Rule, SourceFile, Tree]
Told = tuple[str, int, Text]
Wrong = Iterator[tuple[Key, Text]]

_ENDING = Text("扩展名是 .yml，请改为 .yaml", "the ending .yml; rename the file to .yaml")
_NO_MAPPING = Text("是{0}，应为键值对（键: 值）", "is {0}; a mapping (key: value) is needed")
_TAKEN = Text("{0} 已用于 {1}，规则名不能重复", "{0} is taken by {1}; an id is given once")
_NO_KIND = Text("缺少，这一项必须写", "missing")
_UNKNOWN_KIND = Text("没有 {0} 这种检查", "unknown kind {0}")
_NOT_KEBAB = Text("是 {0}，应为小写字母、数字和单个连字符", "is {0}; must be kebab-case (small letters, digits and single hyphens)")
_OTHER_NAME = Text("是 {0}，而文件名是 {1}，两者应相同", "is {0}, but the file is {1}; both must be alike")
_BLANK = Text("是空的，应写出文字", "is empty; must say something")
_PLACEHOLDER = Text("{0} 不能填入；大括号里只写一个名称，如 {{stated}}", "the placeholder {0}; a placeholder is a plain name in braces: {{stated}}")
_BRACE = Text(
    "大括号没有成对；要填入的写作 {{stated}}，大括号本身写两遍",
    "a single brace; a placeholder is a plain name in braces: {{stated}}, a brace itself is written twice",
)
_NOT_GIVEN = Text("{0} 不是总能填出", "{0} is not always given")
_NONE_FOUND = Text(
    "没有应查出的例子；至少一个例子写 find:，照抄应查出的字",
    "none that must be found; at least one example has find: with the quotes of its findings",
)
_NONE_CLEAN = Text("没有不该查出的例子；至少一个例子不写 find:", "none that must stay clean; at least one example has no find:")
_NOT_QUOTED = Text("{0} 不在例文里；find: 要逐字照抄", "{0} is not in the text; find: quotes it letter by letter")
_ASLEEP = Text(
    "没有 trigger 里的任何一个词，这条规则不会启用；trigger 写的是词，不是正则表达式",
    "has none of the words of trigger, so that the rule never wakes; they are words, not regular expressions",
)


def compile_layers(layers: Sequence[Layer], lang: str = "zh") -> tuple[tuple[Rule, ...], Lexicon]:
    """The rules of all layers, sorted by group and id, and the vocabulary.

    Args:
        layers: a rule of a later layer takes the place of the one with its id in an earlier layer; vocabulary is added.
        lang: the language of faults, "zh" or "en".

    Raises:
        RuleError: one or more files are at fault.
    """
    faults: list[Told] = []
    lexicon = Lexicon()
    located: dict[str, Located] = {}
    vocabulary: list[tuple[LexiconFile, SourceFile, Tree, Lexicon]] = []
    for layer in layers:
        lexicon = _extended(lexicon, layer, vocabulary, faults)
        # Where a file of vocabulary could not be read, nobody knows what it has
        located |= _rules(layer, located, None if faults else lexicon, faults)
    if not faults:
        for rule, file, tree in located.values():
            faults += _told(file, tree, _unusable(rule, lexicon))
        rules = [rule for rule, _, _ in located.values()]
        for said, file, tree, before in vocabulary:
            faults += _told(file, tree, unused(said, before, rules))
    if faults:
        faults.sort(key=lambda fault: (*fault[:2], fault[2].en))
        raise RuleError([f"{path}:{line}: {text.to(lang)}" for path, line, text in faults])
    return tuple(sorted((rule for rule, _, _ in located.values()), key=lambda rule: (rule.group, rule.id))), lexicon


def _told(file: SourceFile, tree: Tree, faults: Iterable[Fault | tuple[Key, Text]]) -> Iterator[Told]:
    for wrong in faults:
        fault = wrong if isinstance(wrong, Fault) else tree.fault(*wrong)
        yield shown(file.path), fault.line, Text(f"{fault.dotted}: ", f"{fault.dotted}: ") + fault.reason if fault.key else fault.reason


def _extended(lexicon: Lexicon, layer: Layer, vocabulary: list[tuple[LexiconFile, SourceFile, Tree, Lexicon]], faults: list[Told]) -> Lexicon:
    """The lexicon with a layer's vocabulary in front, so that its rows win, and with its words added."""
    found = Lexicon()
    seen: dict[tuple[str, str], str] = {}
    for file in (file for file in layer.files if file.folder == LEXICON):
        tree = read_tree(file)
        value, wrong = _checked(file, tree, LexiconFile)
        faults += _told(file, tree, wrong)
        if value is not None:
            faults += _told(file, tree, [*misshapen(value), *repeated(value, shown(file.path), seen)])
            vocabulary.append((value, file, tree, lexicon))
            found = _joined(found, value)
    return _joined(found, lexicon)


def _joined(first: Lexicon, second: Lexicon | LexiconFile) -> Lexicon:
    words = {name: tuple(dict.fromkeys((*first.words.get(name, ()), *second.words.get(name, ())))) for name in (*first.words, *second.words)}
    return Lexicon(first.units + second.units, first.hedges + second.hedges, first.rates + second.rates, words)


def _rules(layer: Layer, earlier: dict[str, Located], lexicon: Lexicon | None, faults: list[Told]) -> dict[str, Located]:
    """The valid rules of one layer by id."""
    found: dict[str, Located] = {}
    for file in (file for file in layer.files if file.folder != LEXICON):
        tree = read_tree(file)
        rule, wrong = _rule(file, tree, layer, lexicon)
        if rule is not None and rule.id in found:
            wrong = [*wrong, tree.fault(("id",), _TAKEN.filled(rule.id, shown(found[rule.id][1].path)))]
        faults += _told(file, tree, wrong)
        if rule is not None and not wrong:
            replaced = earlier.get(rule.id)
            found[rule.id] = (replace(rule, group=replaced[0].group) if replaced and not file.folder else rule, file, tree)
    return found


def _checked(file: SourceFile, tree: Tree, form: type[Any]) -> tuple[Any, list[Fault]]:
    """The file as an instance of its form, and the faults of YAML and of form."""
    faults = list(tree.faults)
    if not file.name.endswith(".yaml"):
        faults.append(Fault(1, (), _ENDING))
    if isinstance(tree.value, dict):
        value, wrong = typed(form, tree)
        return value, faults + wrong
    if not tree.faults:
        faults.append(tree.fault((), _NO_MAPPING.filled(kind_of_value(tree.value))))
    return None, faults


def _rule(file: SourceFile, tree: Tree, layer: Layer, lexicon: Lexicon | None) -> tuple[Rule | None, list[Fault]]:
    said, faults = _checked(file, tree, RuleFile)
    params, wrong = _params(tree, lexicon)
    faults += wrong
    if said is None:
        return None, faults
    faults += [tree.fault(key, reason) for test in _TESTS for key, reason in test(said, file)]
    if params is not None and not any(fault.key[:1] == ("message",) for fault in faults):
        faults += [tree.fault(key, reason) for key, reason in _field_faults(said, params)]
    shared = {item.name: getattr(said, item.name) for item in fields(RuleFile) if item.name != "check"}
    path = f"{layer.label}/{file.name}"
    return Rule(**shared, group=file.folder or layer.group, kind=str(said.check.get("kind")), params=params, path=path), faults


def _params(tree: Tree, lexicon: Lexicon | None) -> tuple[Any, list[Fault]]:
    """The parameters of the check, as its kind declares them."""
    check = tree.value.get("check") if isinstance(tree.value, dict) else None
    if not isinstance(check, dict):
        return None, []
    name = check.get("kind")
    if name is None:
        return None, [tree.fault(("check", "kind"), _NO_KIND + CHOICES.filled(Text("、".join(kind_names()), ", ".join(kind_names()))))]
    if name not in kind_names():
        return None, [tree.fault(("check", "kind"), _UNKNOWN_KIND.filled(name) + advice(str(name), kind_names()))]
    return typed(kind(name).Params, tree, ("check",), {key: value for key, value in check.items() if key != "kind"}, lexicon)


def _unusable(rule: Rule, lexicon: Lexicon) -> Wrong:
    """Faults that only the kind can see: how its parameters agree with one another; a kind may have `faults(rule, lexicon)` for them."""
    faults: Callable[[Rule, Lexicon], Wrong] | None = getattr(kind(rule.kind), "faults", None)
    if faults is not None:
        yield from faults(rule, lexicon)


def _field_faults(said: RuleFile, params: Any) -> Wrong:
    """What a message wants filled in and the kind does not give; a kind whose templates name roles has `bound(params)` for them."""
    its = kind(str(said.check["kind"]))
    bound: Callable[[Any], Iterable[str]] = getattr(its, "bound", lambda _: ())
    given = {"quote", "stated", *its.FIELDS, *bound(params)}
    for lang in ("zh", "en"):
        for _text, name, _form, _conversion in Formatter().parse(said.message.to(lang)):
            if name is not None and name not in given:
                yield ("message", lang), _NOT_GIVEN.filled(f"{{{name}}}") + advice(name, given)


def _name_faults(said: RuleFile, file: SourceFile) -> Wrong:
    if not KEBAB.fullmatch(said.id):
        yield ("id",), _NOT_KEBAB.filled(said.id)
    if said.id != file.stem:
        yield ("id",), _OTHER_NAME.filled(said.id, file.stem)


def _blank_faults(said: RuleFile, _: SourceFile) -> Wrong:
    texts: dict[Key, str] = {("source",): said.source}
    for name in ("title", "why", "message"):
        text: Text = getattr(said, name)
        texts |= {(name, "zh"): text.zh, (name, "en"): text.en}
    texts |= {("examples", position, "text"): example.text for position, example in enumerate(said.examples)}
    yield from ((key, _BLANK) for key, text in texts.items() if not text.strip())


def _message_faults(said: RuleFile, _: SourceFile) -> Wrong:
    for lang in ("zh", "en"):
        try:
            for _text, name, form, conversion in Formatter().parse(said.message.to(lang)):
                if name is not None and (not name.isidentifier() or form or conversion):
                    yield ("message", lang), _PLACEHOLDER.filled(f"{{{name}}}")
        except ValueError:
            yield ("message", lang), _BRACE.filled()


def _example_faults(said: RuleFile, _: SourceFile) -> Wrong:
    if not any(example.find or example.expect for example in said.examples):
        yield ("examples",), _NONE_FOUND
    if not any(not example.find and not example.expect for example in said.examples):
        yield ("examples",), _NONE_CLEAN
    for position, example in enumerate(said.examples):
        if example.find and said.trigger and not any(word in fold(example.text) for word in said.trigger):
            yield ("examples", position), _ASLEEP
        for place, quote in enumerate(example.find):
            if not quote or quote not in example.text:
                yield ("examples", position, "find", place), _NOT_QUOTED.filled(quote or '""')


_TESTS = (_name_faults, _blank_faults, _message_faults, _example_faults)
