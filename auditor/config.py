"""What the user has chosen: `[tool.auditor]` of the nearest `pyproject.toml`, what the command line says over it, and where each value comes from.

No file in the home folder counts, and no two files are merged. All faults of a file are told at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.errors import ConfigError
from auditor.record import record
from auditor.rule import Text
from auditor.text import width
from auditor.wording import CHOICES, advice

LEVELS = ("error", "warning", "info")
LANGS = ("zh", "en")
PRESETS = ("figures", "official", "all")
_FILE = "pyproject.toml"
_DEFAULTS: Mapping[str, Any] = {
    "select": (),
    "ignore": (),
    "fail-level": "error",
    "show": "warning",
    "lang": "zh",
    "rules": (),
    "preset": "figures",
    "exclude": (),
}
_ALLOWED = {"fail-level": LEVELS, "show": LEVELS, "lang": LANGS, "preset": PRESETS}

# Somewhere in a file with a table of ours: "[tool.auditor]", "tool . 'auditor' =", "[tool]" — not "name = 'auditor'"; all others are not parsed
_OURS = re.compile(rb"""tool["']?\s*(?:\.\s*["']?auditor|\]|=)""")

_UNKNOWN_KEY = Text("没有这个设置", "no such setting")
_NOT_TEXTS = Text('应为文字的列表，如 ["a", "b"]', 'must be a list of texts, such as ["a", "b"]')
_NOT_TABLE = Text("应为一个表", "must be a table")
_NOT_ALLOWED = Text("不能是 {0}", "cannot be {0}")
_UNREADABLE = Text("无法读取（{0}）", "cannot be read ({0})")
_NOT_TOML = Text("不是有效的 TOML（{0}）", "is not valid TOML ({0})")
_HERE = Text("当前文件夹", "the working folder")
_DEFAULT = Text("默认", "default")


@record(frozen=True)
class Settings:
    """The values in force, by the names of the configuration, and the origin of each; `file` is the configuration, which need not be there."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    file: str

    @property
    def lang(self) -> str:
        """The language of messages, "zh" or "en"."""
        return str(self.values["lang"])

    def names(self, key: str) -> tuple[str, ...]:
        """The value of a setting that is a list."""
        return tuple(self.values[key])

    def excludes(self, path: str) -> bool:
        """Whether a glob of `exclude` matches a file: its path from the folder of the configuration, a folder above it, or its bare name."""
        globs = self.names("exclude")
        if not globs:
            return False
        from fnmatch import fnmatchcase
        from pathlib import Path

        whole, folder = Path(path).absolute(), Path(self.file).parent.absolute()
        within = whole.relative_to(folder) if whole.is_relative_to(folder) else whole
        return any(fnmatchcase(form, glob) for form in (*map(Path.as_posix, (within, *within.parents)), whole.name) for glob in globs)

    def describe(self) -> str:
        """The values as TOML, each with its origin in a comment."""
        lines = [f"{key} = {_toml(value)}" for key, value in self.values.items()]
        widest = max(map(width, lines))
        return "".join(f"{line}{' ' * (widest - width(line))}  # {self.origins[key]}\n" for key, line in zip(self.values, lines, strict=True))


def load(given: Mapping[str, Any], file: str | None = None, *, lang: str = "zh") -> Settings:
    """The settings in force.

    Args:
        given: what the command line says, by the names of the configuration; `None` where it says nothing.
        file: the configuration to use in place of the nearest `pyproject.toml`; its settings stand under `[tool.auditor]`, or, in a file
            called `auditor.toml`, at the top.
        lang: the language of errors, "zh" or "en".

    Raises:
        ConfigError: the file or the working folder cannot be read, or a key or value of it is not allowed; every fault is named.
    """
    try:
        here = os.getcwd()
    except OSError as error:
        raise ConfigError(_HERE.to(lang), "", _UNREADABLE.to(lang).format(error.strerror)) from error
    found, table = (file, _table(file, _read(file, lang), lang)) if file else _nearest(here, lang)
    written = _checked(found, table, lang)
    if "rules" in written:
        written["rules"] = [_relative(os.path.join(here, os.path.dirname(found), name)) for name in written["rules"]]
    said = {key: value for key, value in given.items() if value is not None}
    origins = (
        dict.fromkeys(_DEFAULTS, _DEFAULT.to(lang))
        | (dict.fromkeys(written, _relative(found)) if written else {})
        | {key: f"--{key}" for key in said}
    )
    return Settings({**_DEFAULTS, **written, **said}, origins, found)


def _relative(file: str) -> str:
    """The path as messages name it: from the working folder where it lies there."""
    from pathlib import Path

    path, here = Path(file), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _toml(value: object) -> str:
    import json

    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False, default=str)


def _nearest(folder: str, lang: str) -> tuple[str, Mapping[str, Any]]:
    """The `pyproject.toml` in this folder or the nearest above with a table of ours, and that table; most files are passed over unparsed."""
    for parent in _upwards(folder):
        file = os.path.join(parent, _FILE)
        if _OURS.search(data := _read(file, lang, missing=b"")) and (table := _table(file, data, lang)) is not None:
            return file, table
    return os.path.join(folder, _FILE), {}


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        folder = above
        yield folder


def _read(file: str, lang: str, *, missing: bytes | None = None) -> bytes:
    """The bytes of a file, or `missing` where there is none."""
    try:
        if missing is not None and not os.path.isfile(file):
            return missing
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise ConfigError(_relative(file), "", _UNREADABLE.to(lang).format(error.strerror)) from error


def _table(file: str, data: bytes, lang: str) -> Mapping[str, Any] | None:
    """The settings in a file, not yet checked; `None` where it has no table of ours."""
    import tomllib

    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise ConfigError(_relative(file), "", _NOT_TOML.to(lang).format(error)) from error
    tool = content.get("tool", {})
    table = content if os.path.basename(file) == "auditor.toml" else tool.get("auditor") if isinstance(tool, dict) else tool
    if not isinstance(table, dict | None):
        raise ConfigError(_relative(file), "tool.auditor", _NOT_TABLE.to(lang))
    return table


def _checked(file: str, table: Mapping[str, Any] | None, lang: str) -> dict[str, Any]:
    """The settings in a table, as given.

    Raises:
        ConfigError: a key or a value is not allowed; all are named.
    """
    table = table or {}
    under = "" if os.path.basename(file) == "auditor.toml" else "tool.auditor."
    faults = [f"{_relative(file)}: {under}{key}: {fault}" for key, value in table.items() if (fault := _fault(key, value, lang))]
    if faults:
        raise ConfigError("", "", "\n".join(faults))
    return dict(table)


def _fault(key: str, value: object, lang: str) -> str | None:
    """What is wrong with one setting, if anything is."""
    if key not in _DEFAULTS:
        return _UNKNOWN_KEY.to(lang) + advice(key, _DEFAULTS).to(lang)
    if key in _ALLOWED:
        return None if value in _ALLOWED[key] else _NOT_ALLOWED.to(lang).format(_toml(value)) + CHOICES.to(lang).format(" ".join(_ALLOWED[key]))
    return None if isinstance(value, list) and all(isinstance(item, str) for item in value) else _NOT_TEXTS.to(lang)
