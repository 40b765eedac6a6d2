"""What a rule file says, once it has been read: plain frozen data, validated by `rulebook` at the border.

The classes are ordinary dataclasses, so that a run whose rules come from the cache imports no pydantic; pydantic validates YAML against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from auditor.record import record

if TYPE_CHECKING:
    from auditor.model import Severity

STRICT: dict[str, Any] = {"extra": "forbid", "use_attribute_docstrings": True}
"""Configuration of every dataclass that YAML is validated against: unknown keys are faults, attribute docstrings go into the JSON Schema."""

Preset = Literal["figures", "official", "all"]


@record(frozen=True)
class Text:
    """A text for users, in both languages."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    zh: str
    """Chinese."""
    en: str
    """English."""

    def to(self, lang: str) -> str:
        """The text in `lang`, "zh" or "en"."""
        return self.en if lang == "en" else self.zh

    def __add__(self, more: Text) -> Text:
        return Text(self.zh + more.zh, self.en + more.en)

    def filled(self, *values: object) -> Text:
        """The text with its `{0}` `{1}` filled in; of a value that is a `Text` itself each language takes its own."""
        return Text(*(self.to(lang).format(*(value.to(lang) if isinstance(value, Text) else value for value in values)) for lang in ("zh", "en")))


@record(frozen=True)
class Example:
    """A text and what the rule must find in it: documentation, test and manual at once."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    text: str
    """The text of a small report."""
    find: tuple[str, ...] = ()
    """The quotes of the findings expected, in order of place; empty where the text must stay clean."""
    expect: Literal["todo"] | None = None
    """`todo`: a known gap; the test fails on the day it starts to pass."""
    note: str = ""
    """Why this example is here, where that is not plain."""


@record(frozen=True)
class Rule:
    """One rule: its documentation, its check and its examples.

    `group` is the folder of the file; `kind` the name of the check kind; `params` an instance of that kind's `Params`.
    """

    id: str
    group: str
    title: Text
    severity: Severity
    why: Text
    source: str
    kind: str
    params: Any
    message: Text
    examples: tuple[Example, ...]
    preset: Preset = "figures"
    trigger: tuple[str, ...] = ()
    path: str = ""
