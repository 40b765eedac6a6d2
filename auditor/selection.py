"""Which rules run: those of the preset, or those that are selected, less those that are ignored."""

from __future__ import annotations

from auditor.config import PRESETS, Settings
from auditor.errors import ConfigError
from auditor.rule import Rule, Text
from auditor.rulebook import Rulebook
from auditor.wording import advice

_UNKNOWN = Text("没有规则或规则组 {0}", "no rule or group {0}")


def selected(rulebook: Rulebook, settings: Settings) -> Rulebook:
    """The rulebook with the rules that run.

    What `select` names runs whatever its preset; without `select`, the rules of the preset and of those before it in `PRESETS` run.

    Raises:
        ConfigError: `select` or `ignore` names neither a rule nor a group.
    """
    known = {name for rule in rulebook.rules for name in (rule.id, rule.group)}
    for key in ("select", "ignore"):
        for name in settings.names(key):
            if name not in known:
                reason = _UNKNOWN.to(settings.lang).format(name) + advice(name, known, "auditor rules list").to(settings.lang)
                raise ConfigError(settings.origins[key], "" if settings.origins[key] == f"--{key}" else key, reason)
    return Rulebook(tuple(rule for rule in rulebook.rules if _runs(rule, settings)), rulebook.lexicon)


def _runs(rule: Rule, settings: Settings) -> bool:
    names = {rule.id, rule.group}
    select = settings.names("select")
    wanted = not names.isdisjoint(select) if select else PRESETS.index(rule.preset) <= PRESETS.index(settings.values["preset"])
    return wanted and names.isdisjoint(settings.names("ignore"))
