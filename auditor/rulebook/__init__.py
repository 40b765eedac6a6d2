"""The rulebook: every rule and the lexicon, read from YAML, validated, and kept compiled between runs.

Owns what a rule *file* may look like and where rules come from; what a rule means is the business of its check kind. YAML and pydantic are
imported by `compilation` alone, on a cache miss, so that an ordinary run pays for neither.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from auditor.lexicon import Lexicon
from auditor.record import record, replace
from auditor.rule import Rule
from auditor.rulebook import cache as compiled
from auditor.rulebook.cache import keep_learnt
from auditor.rulebook.source import read_layers, shipped_folder

__all__ = ["Rulebook", "keep_learnt", "load_rulebook"]


@record(frozen=True)
class Rulebook:
    """All rules, sorted by group and id, each id once; and the vocabulary that they share."""

    rules: tuple[Rule, ...]
    lexicon: Lexicon


def load_rulebook(extra: Sequence[str | PathLike[str]] = (), *, cache: bool = True, examples: bool = True, lang: str = "zh") -> Rulebook:
    """The shipped rules, with an office's own beside or in place of them.

    Args:
        extra: folders laid out like the shipped one; a later folder wins over an earlier one, all win over the shipped rules.
        cache: whether a compiled rulebook of the same files may be used, and kept for the next run.
        examples: whether the rules come with their examples, which a check has no use for and which are half of what the cache holds.
        lang: the language of faults, "zh" or "en".

    Returns:
        A rulebook whose rules are all valid.

    Raises:
        RuleError: a folder is missing or empty, or a file is at fault; every fault of every file is named.
    """
    if cache:
        compiled.recall()
    own = read_layers(extra, lang)
    key = compiled.cache_key(own, shipped_folder()) if cache else ""
    sort = "rules" if examples else "checks"
    if cache and isinstance(kept := compiled.fetch(key, sort), Rulebook):
        return kept
    from auditor.rulebook.compilation import compile_layers

    rulebook = Rulebook(*compile_layers((*read_layers([shipped_folder()], lang), *own), lang))
    if not examples:
        rulebook = Rulebook(tuple(replace(rule, examples=()) for rule in rulebook.rules), rulebook.lexicon)
    if cache:
        compiled.keep(key, rulebook, sort)
    return rulebook
