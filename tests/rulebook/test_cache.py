"""The cache is never wrong and never in the way: same files same rulebook, anything odd means compiling again."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from auditor.record import replace
from auditor.rulebook import Rulebook, load_rulebook
from auditor.rulebook import cache as compiled
from auditor.rulebook.source import read_layers

Write = Callable[[Mapping[str, str]], Path]
RuleText = Callable[..., str]

HEAVY = (
    "pydantic",
    "pydantic_core",
    "yaml",
    "_yaml",
    "jieba",
    "tabulate",
    "dataclasses",
    "inspect",
    "tempfile",
    "datetime",
    "calendar",
    "json",
    "tomllib",
    "ast",
    "pathlib",
    "glob",
    "regex",
    "_hashlib",
)
WARM = f"""
import sys
from auditor.cli import main
main(["check", "a.txt"])
print(*sorted({set(HEAVY)} & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def office(write: Write, rule_text: RuleText) -> Path:
    return write({"odd/a-b.yaml": rule_text("a-b")})


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "cache").glob("*"))


def titles(rulebook: Rulebook) -> dict[str, str]:
    return {rule.id: rule.title.zh for rule in rulebook.rules}


def test_a_kept_rulebook_equals_the_compiled_one(folder: Path, office: Path) -> None:
    compiled_one = load_rulebook([office])
    assert len(kept(folder)) == 1
    assert load_rulebook([office]) == compiled_one == load_rulebook([office], cache=False)
    assert len(kept(folder)) == 1


def test_the_cache_is_used(folder: Path, office: Path) -> None:
    """Shown by what no file says: a rulebook put into the cache by hand."""
    compiled_one = load_rulebook([office])
    kept(folder)[0].write_bytes(pickle.dumps(Rulebook((), compiled_one.lexicon)))
    assert load_rulebook([office]).rules == ()
    assert load_rulebook([office], cache=False) == compiled_one


def test_nothing_is_kept_where_no_cache_is_wanted(folder: Path, office: Path) -> None:
    load_rulebook([office], cache=False)
    assert kept(folder) == []


def test_a_changed_file_is_compiled_again(office: Path, rule_text: RuleText) -> None:
    load_rulebook([office])
    (office / "odd/a-b.yaml").write_text(rule_text("a-b", ("词语", "字句")), encoding="utf-8")
    assert titles(load_rulebook([office]))["a-b"] == "字句"
    (office / "odd/a-b.yaml").rename(office / "a-b.yaml")
    assert next(rule for rule in load_rulebook([office]).rules if rule.id == "a-b").group == "office"


@pytest.mark.parametrize("damage", [b"", b"no pickle", pickle.dumps({"another": "thing"}), b"\x80\x05\x8c\x03os\x8c\x04nope\x93."])
def test_a_damaged_cache_is_mended(damage: bytes, folder: Path, office: Path) -> None:
    whole = load_rulebook([office])
    kept(folder)[0].write_bytes(damage)
    assert load_rulebook([office]) == whole
    assert pickle.loads(kept(folder)[0].read_bytes()) == whole


def test_a_cache_that_cannot_be_written_is_no_fault(folder: Path, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(folder / "file" / "below"))
    assert "a-b" in titles(load_rulebook([office]))


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="owners and modes are POSIX")
def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(compiled, "cache_folder", homeless)
    compiled.keep("k", 1)
    assert compiled.fetch("k") is None


def test_a_file_that_others_could_have_written_is_not_opened(folder: Path, office: Path) -> None:
    load_rulebook([office])
    assert (folder / "cache").stat().st_mode & 0o777 == 0o700
    assert kept(folder)[0].stat().st_mode & 0o777 == 0o600
    kept(folder)[0].write_bytes(pickle.dumps(Rulebook((), load_rulebook([office]).lexicon)))
    kept(folder)[0].chmod(0o666)
    assert "a-b" in titles(load_rulebook([office]))


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_not_opened(folder: Path, office: Path) -> None:
    load_rulebook([office])
    kept(folder)[0].write_bytes(pickle.dumps(Rulebook((), load_rulebook([office]).lexicon)))
    os.chown(kept(folder)[0], os.getuid() + 1, -1)
    assert "a-b" in titles(load_rulebook([office]))


def test_old_rulebooks_are_removed(folder: Path) -> None:
    for number in range(12):
        compiled.keep(f"{number:02}", number)
        os.utime(folder / "cache" / f"rules-{number:02}.pickle", ns=(number, number))
    compiled.keep("new", "new")
    assert [path.name for path in kept(folder)] == [f"rules-{number:02}.pickle" for number in range(5, 12)] + ["rules-new.pickle"]


def test_the_key_depends_on_names_contents_and_order(write: Write) -> None:
    """Two layers that hold the same bytes cut differently have different keys."""

    def keys() -> Iterator[str]:
        for contents in ({"a.yaml": "x", "b.yaml": "y"}, {"a.yaml": "xb.yaml", "b.yaml": ""}, {"a.yaml": "x", "b.yaml": "z"}):
            yield compiled.cache_key(read_layers([write(contents)]))
        yield compiled.cache_key(read_layers([Path("office"), Path("office")]))
        yield compiled.cache_key(read_layers([Path("../") / Path.cwd().name / "office"]))

    assert len(set(keys())) == 5


def test_the_key_depends_on_the_state_of_the_shipped_rules(write: Write) -> None:
    folder = write({"odd/a.yaml": "x"})
    before = compiled.cache_key((), str(folder))
    os.utime(folder / "odd/a.yaml", ns=(1, 1))
    assert len({before, compiled.cache_key((), str(folder)), compiled.cache_key(())}) == 3


def test_a_check_needs_no_examples(folder: Path, office: Path) -> None:
    whole, bare = load_rulebook([office]), load_rulebook([office], examples=False)
    assert load_rulebook([office], examples=False) == bare
    assert len(kept(folder)) == 2
    assert all(rule.examples for rule in whole.rules)
    assert [replace(rule, examples=()) for rule in whole.rules] == list(bare.rules)


def test_a_warm_check_imports_nothing_heavy(folder: Path) -> None:
    environment = os.environ | {"AUDITOR_CACHE_DIR": str(folder / "cache")}
    (folder / "a.txt").write_text("受理20件，办结18件，办结率95%。", encoding="utf-8")
    cold, warm = (
        subprocess.run([sys.executable, "-c", WARM], env=environment, cwd=folder, capture_output=True, text=True, check=True).stderr.split()
        for _ in range(2)
    )
    assert {"pydantic", "yaml"} <= set(cold)
    assert warm == []
