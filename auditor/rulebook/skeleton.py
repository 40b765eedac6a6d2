"""The file that a new rule starts from: valid as it stands, with a comment at each place that its author will change."""

from __future__ import annotations

from auditor.checking import kind_names
from auditor.errors import ConfigError
from auditor.rule import Text
from auditor.rulebook.compilation import KEBAB

_SKELETON = """\
# Save as <group>/{id}.yaml, then: auditor rules test DIR
id: {id}  # names the fault, not the cure; equals the file name
title:
  zh: 期末数与期初、新增之和不符
  en: closing figure differs from opening plus added
severity: warning  # error: arithmetic that nobody can dispute; warning: very likely wrong; info: worth a look
preset: figures  # figures: run by default; official: for reports of authorities; all: on request
why:
  zh: 原有加新增应等于现有，三个数必有一个有误。
  en: Opening plus added is closing; one of the three figures is wrong.
source: identity  # the standard, identity or observation behind the rule
check:
  kind: equation  # one of: {kinds}
  cases:
    - patterns: ["原有{{-}}{{opening}},{{-}}新增{{-}}{{added}},{{-}}现有{{-}}{{closing}}"]  # {{-}}: a gap inside a clause
      formula: closing = opening + added
message:
  zh: 现有 {{stated}} 与原有加新增 {{computed}} 不符
  en: "{{stated}} is not opening plus added, {{computed}}"
examples:  # at least one that must be found, and one that must stay clean: the near miss that tempts
  - text: 全县原有养老机构12家，年内新增3家，现有16家。
    find: [16家]
  - text: 全县原有养老机构12家，年内新增3家，现有15家。
"""


_NO_ID = Text("不能作规则名；用小写字母、数字和单个连字符，如 sum-of-parts", "no id of a rule; kebab-case is needed, such as sum-of-parts")


def new_rule(rule_id: str, lang: str = "zh") -> str:
    """The YAML of a new rule of that id: it can be loaded and passes its own examples; faults in `lang`.

    Raises:
        ConfigError: the id is not kebab-case.
    """
    if not KEBAB.fullmatch(rule_id):
        raise ConfigError("", rule_id, _NO_ID.to(lang))
    return _SKELETON.format(id=rule_id, kinds=", ".join(kind_names()))
