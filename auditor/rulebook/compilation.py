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
from auditor.rulebook.complaint import kind_of_value, nearest, typed
from auditor.rulebook.form import LexiconFile, RuleFile
from auditor.rulebook.source import LEXICON, Layer, SourceFile, shown
from auditor.rulebook.tree import Fault, Key, Tree, read_tree
from auditor.text import fold

# matches sum-of-parts, not Sum_of_parts
KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Located = tuple[Rule, SourceFile, Tree]
Told = tuple[str, int, str]


def compile_layers(layers: Sequence[Layer]) -> tuple[tuple[Rule, ...], Lexicon]:
    """The rules of all layers, sorted by group and id, and the vocabulary.

    Args:
        layers: a rule of a later layer takes the place of the one with its id in an earlier layer; vocabulary is added.

    Raises:
        RuleError: one or more files are at fault.
    """
    faults: list[Told] = []
    lexicon = Lexicon()
    located: dict[str, Located] = {}
    for layer in layers:
        lexicon = _extended(lexicon, layer, faults)
        located |= _rules(layer, located, faults)
    for rule, file, tree in located.values():
        faults += _told(file, _unusable(rule, lexicon, tree))
    if faults:
        raise RuleError([f"{path}:{line}: {text}" for path, line, text in sorted(faults)])
    return tuple(sorted((rule for rule, _, _ in located.values()), key=lambda rule: (rule.group, rule.id))), lexicon


def _told(file: SourceFile, faults: Iterable[Fault]) -> list[Told]:
    return [(shown(file.path), fault.line, ": ".join(part for part in (fault.dotted, fault.reason) if part)) for fault in faults]


def _extended(lexicon: Lexicon, layer: Layer, faults: list[Told]) -> Lexicon:
    """The lexicon with a layer's vocabulary in front, so that its rows win, and with its words added."""
    found = Lexicon()
    for file in (file for file in layer.files if file.folder == LEXICON):
        tree = read_tree(file)
        value, wrong = _checked(file, tree, LexiconFile)
        faults += _told(file, wrong)
        if value is not None:
            found = _joined(found, value)
    return _joined(found, lexicon)


def _joined(first: Lexicon, second: Lexicon | LexiconFile) -> Lexicon:
    words = {name: tuple(dict.fromkeys((*first.words.get(name, ()), *second.words.get(name, ())))) for name in (*first.words, *second.words)}
    return Lexicon(first.units + second.units, first.hedges + second.hedges, first.rates + second.rates, words)


def _rules(layer: Layer, earlier: dict[str, Located], faults: list[Told]) -> dict[str, Located]:
    """The valid rules of one layer by id."""
    found: dict[str, Located] = {}
    for file in (file for file in layer.files if file.folder != LEXICON):
        tree = read_tree(file)
        rule, wrong = _rule(file, tree, layer)
        if rule is not None and rule.id in found:
            wrong = [*wrong, tree.fault(("id",), f"{rule.id} is taken by {shown(found[rule.id][1].path)}; an id is given once")]
        faults += _told(file, wrong)
        if rule is not None and not wrong:
            replaced = earlier.get(rule.id)
            found[rule.id] = (replace(rule, group=replaced[0].group) if replaced and not file.folder else rule, file, tree)
    return found


def _checked(file: SourceFile, tree: Tree, form: type[Any]) -> tuple[Any, list[Fault]]:
    """The file as an instance of its form, and the faults of YAML and of form."""
    faults = list(tree.faults)
    if not file.name.endswith(".yaml"):
        faults.append(Fault(1, (), "the ending .yml; rename the file to .yaml"))
    if isinstance(tree.value, dict):
        value, wrong = typed(form, tree)
        return value, faults + wrong
    if not tree.faults:
        faults.append(tree.fault((), f"is {kind_of_value(tree.value)}; a mapping (key: value) is needed"))
    return None, faults


def _rule(file: SourceFile, tree: Tree, layer: Layer) -> tuple[Rule | None, list[Fault]]:
    said, faults = _checked(file, tree, RuleFile)
    params, wrong = _params(tree)
    faults += wrong
    if said is None:
        return None, faults
    faults += [tree.fault(key, reason) for test in _TESTS for key, reason in test(said, file)]
    shared = {item.name: getattr(said, item.name) for item in fields(RuleFile) if item.name != "check"}
    shared["trigger"] = tuple(map(fold, said.trigger))
    path = f"{layer.label}/{file.name}"
    return Rule(**shared, group=file.folder or layer.group, kind=str(said.check.get("kind")), params=params, path=path), faults


def _params(tree: Tree) -> tuple[Any, list[Fault]]:
    """The parameters of the check, as its kind declares them."""
    check = tree.value.get("check") if isinstance(tree.value, dict) else None
    if not isinstance(check, dict):
        return None, []
    name = check.get("kind")
    if name is None:
        return None, [tree.fault(("check", "kind"), f"missing; allowed: {', '.join(kind_names())}")]
    if name not in kind_names():
        return None, [tree.fault(("check", "kind"), f"unknown kind {name}; {nearest(str(name), kind_names())}")]
    return typed(kind(name).Params, tree, ("check",), {key: value for key, value in check.items() if key != "kind"})


def _unusable(rule: Rule, lexicon: Lexicon, tree: Tree) -> Iterator[Fault]:
    """Faults that only the kind can see, such as a pattern that does not compile: a kind may have `faults(rule, lexicon)` for them."""
    faults: Callable[[Rule, Lexicon], Iterable[tuple[Key, str]]] | None = getattr(kind(rule.kind), "faults", None)
    if faults is not None:
        yield from (tree.fault(key, reason) for key, reason in faults(rule, lexicon))


def _name_faults(said: RuleFile, file: SourceFile) -> Iterator[tuple[Key, str]]:
    if not KEBAB.fullmatch(said.id):
        yield ("id",), f"is {said.id}; must be kebab-case (small letters, digits and single hyphens)"
    if said.id != file.stem:
        yield ("id",), f"is {said.id}, but the file is {file.stem}; both must be alike"


def _blank_faults(said: RuleFile, _: SourceFile) -> Iterator[tuple[Key, str]]:
    texts: dict[Key, str] = {("source",): said.source}
    for name in ("title", "why", "message"):
        text: Text = getattr(said, name)
        texts |= {(name, "zh"): text.zh, (name, "en"): text.en}
    yield from ((key, "is empty; must say something") for key, text in texts.items() if not text.strip())


def _message_faults(said: RuleFile, _: SourceFile) -> Iterator[tuple[Key, str]]:
    for lang in ("zh", "en"):
        try:
            for _text, name, form, conversion in Formatter().parse(said.message.to(lang)):
                if name is not None and (not name.isidentifier() or form or conversion):
                    yield ("message", lang), f"the placeholder {{{name}}}; a placeholder is a plain name in braces: {{stated}}"
        except ValueError:
            yield ("message", lang), "a single brace; a placeholder is a plain name in braces: {stated}, a brace itself is written twice"


def _example_faults(said: RuleFile, _: SourceFile) -> Iterator[tuple[Key, str]]:
    if not any(example.find or example.expect for example in said.examples):
        yield ("examples",), "none that must be found; at least one example has find: with the quotes of its findings"
    if not any(not example.find and not example.expect for example in said.examples):
        yield ("examples",), "none that must stay clean; at least one example has no find:"
    for position, example in enumerate(said.examples):
        for place, quote in enumerate(example.find):
            if quote not in example.text:
                yield ("examples", position, "find", place), f"{quote} is not in the text; find: quotes it letter by letter"


_TESTS = (_name_faults, _blank_faults, _message_faults, _example_faults)
