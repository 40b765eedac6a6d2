"""The configuration: where it is found, what wins, what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.config import load
from auditor.errors import ConfigError

TABLE = '[tool.auditor]\nselect = ["ratio"]\nfail-level = "warning"\nrules = ["我们的规则"]\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder two levels below the one with the configuration."""
    below = tmp_path / "2024" / "一季度"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    return tmp_path


def test_without_a_file_all_is_as_shipped() -> None:
    settings = load({})
    assert dict(settings.values) == {
        "select": (),
        "ignore": (),
        "fail-level": "error",
        "show": "warning",
        "lang": "zh",
        "rules": (),
        "preset": "figures",
        "exclude": (),
    }
    assert set(settings.origins.values()) == {"默认"}


def test_the_nearest_file_that_speaks_of_auditor_counts_alone(here: Path) -> None:
    (here / "pyproject.toml").write_text(TABLE, encoding="utf-8")
    (here / "2024" / "pyproject.toml").write_text("[tool.other]\nname = 'not auditor'\n", encoding="utf-8")
    settings = load({})
    assert settings.names("select") == ("ratio",)
    assert settings.names("rules") == ((here / "我们的规则").as_posix(),)
    (here / "2024" / "pyproject.toml").write_text("[tool.auditor]\n", encoding="utf-8")
    assert load({}).names("select") == ()


def test_the_command_line_wins_and_every_value_tells_its_origin(here: Path) -> None:
    file = here / "2024" / "一季度" / "pyproject.toml"
    file.write_text(TABLE, encoding="utf-8")
    settings = load({"fail-level": "info", "select": None, "ignore": ("total", "甲")})
    assert settings.describe() == (
        'select = ["ratio"]        # pyproject.toml\n'
        'ignore = ["total", "甲"]  # --ignore\n'
        'fail-level = "info"       # --fail-level\n'
        'show = "warning"          # 默认\n'
        'lang = "zh"               # 默认\n'
        'rules = ["我们的规则"]    # pyproject.toml\n'
        'preset = "figures"        # 默认\n'
        "exclude = []              # 默认\n"
    )


@pytest.mark.parametrize(("name", "text"), [("auditor.toml", 'lang = "en"\n'), ("other.toml", '[tool.auditor]\nlang = "en"\n')])
def test_a_file_can_be_named(name: str, text: str) -> None:
    Path("pyproject.toml").write_text(TABLE, encoding="utf-8")
    Path(name).write_text(text, encoding="utf-8")
    settings = load({}, name)
    assert (settings.lang, settings.origins["lang"], settings.names("select")) == ("en", name, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.auditor]\nselct = []\n", "pyproject.toml: tool.auditor.selct: 没有这个设置；是不是 select？"),
        (
            "[tool.auditor]\nzzz = 1\n",
            "pyproject.toml: tool.auditor.zzz: 没有这个设置；可用 exclude、fail-level、ignore、lang、preset、rules、select、show",
        ),
        ('[tool.auditor]\nlang = "de"\n', 'pyproject.toml: tool.auditor.lang: 不能是 "de"；可用 zh en'),
        ("[tool.auditor]\nfail-level = 3\n", "pyproject.toml: tool.auditor.fail-level: 不能是 3；可用 error warning info"),
        ("[tool.auditor]\nselect = 'a'\n", 'pyproject.toml: tool.auditor.select: 应为文字的列表，如 ["a", "b"]'),
        ("[tool.auditor]\nexclude = [1]\n", 'pyproject.toml: tool.auditor.exclude: 应为文字的列表，如 ["a", "b"]'),
        ("[tool]\nauditor = 1\n", "pyproject.toml: tool.auditor: 应为一个表"),
        (
            "[tool.auditor]\nselct = []\nlang = 1\n",
            "pyproject.toml: tool.auditor.selct: 没有这个设置；是不是 select？\npyproject.toml: tool.auditor.lang: 不能是 1；可用 zh en",
        ),
    ],
)
def test_every_fault_is_told_at_once(text: str, message: str) -> None:
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load({})
    assert str(caught.value) == message


def test_a_named_file_that_is_missing_is_a_fault() -> None:
    with pytest.raises(ConfigError, match=r"^no\.toml: cannot be read \(No such file or directory\)$"):
        load({}, "no.toml", lang="en")


def test_a_file_that_is_no_toml_is_a_fault() -> None:
    Path("pyproject.toml").write_text("[tool.auditor]\nlang = \n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: 不是有效的 TOML（Invalid value \(at line 2, column 8\)）$"):
        load({})


@pytest.mark.parametrize(
    ("glob", "excluded"),
    [
        ("*.md", ["a.md", "旧/b.md"]),
        ("旧", ["旧/b.md", "旧/2020/c.txt"]),
        ("旧/*.txt", ["旧/2020/c.txt"]),
        ("c.txt", ["旧/2020/c.txt"]),
        ("2020", []),
        ("d.txt", ["d.txt"]),
    ],
)
def test_exclude(glob: str, excluded: list[str]) -> None:
    Path("pyproject.toml").write_text(f'[tool.auditor]\nexclude = ["{glob}"]\n', encoding="utf-8")
    settings = load({})
    assert [path for path in ("a.md", "旧/b.md", "旧/2020/c.txt", "d.txt", "../d.txt") if settings.excludes(path)] == excluded + (
        ["../d.txt"] if glob == "d.txt" else []
    )


def test_a_file_that_cannot_be_read_is_the_users_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text(TABLE, encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("auditor.config.open", refuse, raising=False)
    with pytest.raises(ConfigError, match=r"^pyproject\.toml: 无法读取（Permission denied）$"):
        load({})


@pytest.mark.skipif(os.name == "nt", reason="a folder in use cannot be removed there")
def test_a_working_folder_that_is_gone_is_the_users_fault(here: Path) -> None:
    (here / "2024" / "一季度").rmdir()
    with pytest.raises(ConfigError, match=r"^当前文件夹: 无法读取（No such file or directory）$"):
        load({})
