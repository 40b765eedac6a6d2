"""`check --fix` and `--diff` on real files: what is written, what is refused, what is told."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pytest

from auditor.cli import main
from auditor.errors import WriteError
from auditor.reading import Source, read, with_text
from auditor.saving import save

RULE = """\
id: slip-of-pen
title: {zh: 笔误, en: A slip of the pen}
severity: error
why: {zh: 写错了字, en: A wrong character}
source: 测试
check:
  kind: pattern
  cases:
    - {pattern: 报告告, suggestion: 报告}
    - {pattern: 共12件, suggestion: 共13件}
    - {pattern: 甲乙, suggestion: 乙甲}
    - {pattern: 乙甲, suggestion: 甲乙}
message: {zh: "“{quote}”有误", en: "{quote} is wrong"}
examples:
  - text: 报告告
    find: [报告告]
  - text: 报告
"""
WRONG = "年度报告告\r\n共12件，见报告告"
RIGHT = "年度报告\r\n共12件，见报告"
ENCODINGS = {
    "utf-8": (b"", "utf-8"),
    "utf-8-sig": (b"\xef\xbb\xbf", "utf-8"),
    "utf-16-le": (b"\xff\xfe", "utf-16-le"),
    "utf-16-be": (b"\xfe\xff", "utf-16-be"),
    "gb18030": (b"", "gb18030"),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one rule and one report to correct."""
    (tmp_path / "规则" / "slip").mkdir(parents=True)
    (tmp_path / "规则" / "slip" / "slip-of-pen.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.auditor]\nrules = ["规则"]\nselect = ["slip-of-pen"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / ".cache"))
    Path("差.txt").write_bytes(WRONG.encode())
    return tmp_path


def leftovers() -> list[str]:
    return [name for name in os.listdir() if name.startswith(".") and name != ".cache"]


@pytest.mark.parametrize("name", list(ENCODINGS))
def test_only_the_wrong_words_change(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    bom, codec = ENCODINGS[name]
    Path("差.txt").write_bytes(bom + WRONG.encode(codec))
    Path("差.txt").chmod(0o640)
    assert main(["check", "差.txt", "--fix", "--quiet"]) == 1
    assert Path("差.txt").read_bytes() == bom + RIGHT.encode(codec)
    assert os.name == "nt" or Path("差.txt").stat().st_mode & 0o777 == 0o640
    assert leftovers() == []
    out, err = capsys.readouterr()
    assert (out.count("slip-of-pen"), out.splitlines()[0], err) == (1, "差.txt:2:1: error slip-of-pen: “共12件”有误", "")


def test_fixing_twice_is_fixing_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "差.txt", "--fix"])
    assert capsys.readouterr().err == "已改 2 处，涉及 1 个文件\n"
    stamp = Path("差.txt").stat().st_mtime_ns
    main(["check", "差.txt", "--fix", "--lang", "en"])
    assert capsys.readouterr().err == "changed: 0 places in 0 files\n"
    assert (Path("差.txt").read_bytes(), Path("差.txt").stat().st_mtime_ns) == (RIGHT.encode(), stamp)


def test_status_is_that_of_what_is_left() -> None:
    Path("差.txt").write_text("报告告", encoding="utf-8")
    assert main(["check", "差.txt", "--diff"]) == 1
    assert main(["check", "差.txt", "--fix"]) == 0


def test_diff_alone_writes_nothing(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", "差.txt", "--diff"]) == 1
    out, err = capfdbinary.readouterr()
    no_end = "\\ No newline at end of file\n"
    assert out.decode() == (
        "--- 差.txt\n+++ 差.txt\n@@ -1,2 +1,2 @@\n-年度报告告\r\n-共12件，见报告告\n" + no_end + "+年度报告\r\n+共12件，见报告\n" + no_end
    )
    assert err.decode() == "可改 2 处，涉及 1 个文件；没有写入\n"
    assert Path("差.txt").read_bytes() == WRONG.encode()


def test_diff_of_what_is_written_can_be_taken_back() -> None:
    assert main(["check", "差.txt", "--fix", "--diff", "--output", "改动.diff"]) == 1
    assert Path("差.txt").read_bytes() == RIGHT.encode()
    subprocess.run(["git", "apply", "-R", "-p0", "--whitespace=nowarn", "改动.diff"], check=True)
    assert Path("差.txt").read_bytes() == WRONG.encode()


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_and_files_that_are_read_only_are_left_alone_and_others_are_not(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "别处").mkdir()
    (folder / "别处" / "原件").write_bytes(WRONG.encode())
    Path("链接.txt").symlink_to(folder / "别处" / "原件")
    Path("只读.txt").write_bytes(WRONG.encode())
    Path("只读.txt").chmod(0o444)
    assert main(["check", ".", "--fix", "--quiet"]) == 2
    assert capsys.readouterr().err == ("只读.txt: 是只读文件，没有改动；请先允许写入\n链接.txt: 是符号链接，没有改动；请写出它所指的文件\n")
    assert Path("差.txt").read_bytes() == RIGHT.encode()
    assert Path("只读.txt").read_bytes() == (folder / "别处" / "原件").read_bytes() == WRONG.encode()
    assert Path("链接.txt").is_symlink()


def test_a_file_that_is_named_beside_a_link_to_it_is_corrected() -> None:
    Path("链接.txt").symlink_to("差.txt")
    assert main(["check", "链接.txt", "差.txt", "--fix", "--quiet"]) == 1
    assert Path("差.txt").read_bytes() == RIGHT.encode()


@pytest.mark.skipif(os.name == "nt", reason="files have no such owner there")
def test_the_owner_stays_and_a_file_of_two_names_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    os.link("差.txt", "又名.txt")
    assert main(["check", "差.txt", "--fix", "--quiet"]) == 2
    assert capsys.readouterr().err == "差.txt: 还有别的名字（硬链接），没有改动；请先复制成单独的文件\n"
    assert Path("差.txt").read_bytes() == Path("又名.txt").read_bytes() == WRONG.encode()
    Path("又名.txt").unlink()
    owner = (12345, 12345) if os.getuid() == 0 else (os.getuid(), os.getgid())
    os.chown("差.txt", *owner)
    assert main(["check", "差.txt", "--fix", "--quiet"]) == 1
    assert (Path("差.txt").stat().st_uid, Path("差.txt").stat().st_gid) == owner


def test_suggestions_that_undo_each_other_leave_the_file_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("差.txt").write_text("甲乙，报告告", encoding="utf-8")
    assert main(["check", "差.txt", "--fix", "--quiet"]) == 2
    assert capsys.readouterr().err == "差.txt: 这些规则的建议互相抵消，没有改动：slip-of-pen\n"
    assert Path("差.txt").read_text(encoding="utf-8") == "甲乙，报告告"


def test_a_file_that_changed_meanwhile_is_left_alone() -> None:
    before = read(Source("差.txt"))
    Path("差.txt").write_text("新稿", encoding="utf-8")
    with pytest.raises(WriteError, match="run again"):
        save(before, with_text(before, RIGHT), lang="en")
    assert Path("差.txt").read_text(encoding="utf-8") == "新稿"
    assert leftovers() == []


def test_a_file_that_has_gone_is_told() -> None:
    before = read(Source("差.txt"))
    Path("差.txt").unlink()
    with pytest.raises(WriteError, match="无法写入"):
        save(before, with_text(before, RIGHT))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("check - 差.txt --fix", "auditor check: --fix: 标准输入不能改写；请写出文件名，或只用 --diff 看改动"),
        ("check 差.txt --diff --format json", "auditor check: --diff: 不能与 --format json 同用"),
        ("relations 差.txt --fix", "auditor: 没有选项 --fix"),
    ],
)
def test_what_cannot_be_asked_for(words: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert Path("差.txt").read_bytes() == WRONG.encode()


def test_diff_of_standard_input(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("报告告\n".encode("gb18030")), encoding="utf-8"))
    assert main(["check", "-", "--stdin-filename", "稿.txt", "--diff", "--quiet"]) == 1
    assert capfdbinary.readouterr().out.decode() == "--- 稿.txt\n+++ 稿.txt\n@@ -1 +1 @@\n-报告告\n+报告\n"
