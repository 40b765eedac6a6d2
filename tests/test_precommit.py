"""A repository of reports that uses this one with the real pre-commit: a bad report is refused, a corrected one is taken.

The hook is installed from the package index; where there is none, AUDITOR_TESTS_OFFLINE=1 skips the test, and nothing else does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
BAD = "本季度全区共受理来信200件，办结150件，全区排名第，办理质量稳步提高。\n"
GOOD = BAD.replace("排名第，", "排名第二，")


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git and pre-commit as on a fresh machine: nobody's configuration, a cache of its own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    settings = {"user.name": "测试", "user.email": "test@example.invalid", "protocol.file.allow": "always", "core.autocrlf": "false"}
    for number, (key, value) in enumerate(settings.items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(len(settings)))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PYTHONUTF8", "1")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def _done(folder: Path, *words: str) -> str:
    done = _git(folder, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _published(folder: Path) -> str:
    """A repository with the working tree of this project in one commit, and the id of it; pre-commit sees only what is committed."""
    folder.mkdir()
    for name in _done(PROJECT, "ls-files", "-coz", "--exclude-standard").split("\0"):
        if name and (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PROJECT / name, folder / name)
    _done(folder, "init", "--quiet")
    _done(folder, "add", "--all")
    _done(folder, "commit", "--quiet", "--message", "snapshot")
    return _done(folder, "rev-parse", "HEAD").strip()


@pytest.mark.skipif(
    os.environ.get("AUDITOR_TESTS_OFFLINE") == "1", reason="AUDITOR_TESTS_OFFLINE=1: the hook cannot be installed without a package index"
)
@pytest.mark.usefixtures("environment")
def test_a_bad_report_is_refused_until_it_is_corrected(tmp_path: Path) -> None:
    revision = _published(tmp_path / "auditor")
    reports = tmp_path / "reports"
    reports.mkdir()
    _done(reports, "init", "--quiet")
    hooks = f"repos:\n  - repo: {(tmp_path / 'auditor').as_posix()}\n    rev: {revision}\n    hooks:\n      - id: auditor\n"
    (reports / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=reports, capture_output=True, check=True)

    (reports / "季报.txt").write_text(BAD, encoding="utf-8")
    _done(reports, "add", "--all")
    refused = _git(reports, "commit", "--message", "季报")
    assert refused.returncode == 1, refused.stderr
    assert "季报.txt:1:25: error rank-without-number: “排名第”后缺少名次\n" in refused.stdout + refused.stderr
    assert _git(reports, "rev-parse", "HEAD").returncode != 0

    (reports / "季报.txt").write_text(GOOD, encoding="utf-8")
    _done(reports, "add", "--all")
    taken = _git(reports, "commit", "--message", "季报")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert _done(reports, "ls-tree", "--name-only", "-z", "HEAD").split("\0")[:-1] == [".pre-commit-config.yaml", "季报.txt"]
