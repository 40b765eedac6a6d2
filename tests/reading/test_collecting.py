"""Paths of the command line: what they stand for, in which order, and what is said of those that stand for nothing."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from auditor import reading
from auditor.errors import ReadError
from auditor.reading import Source


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder with reports and with what is none."""
    for name in ("b.txt", "a.md", "年报/一.TXT", "年报/二.text", "年报/.隐.txt", ".git/c.txt", "年报/图.png", "空/x.png", "log"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("办件12件。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _paths(*named: str) -> list[str]:
    found, errors = reading.collect(named)
    assert errors == []
    return [source.path for source in found]


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (["b.txt", "a.md"], ["a.md", "b.txt"]),
        (["./b.txt", "b.txt", "*.txt", "."], ["a.md", "b.txt", "年报/一.TXT", "年报/二.text"]),
        (["年报"], ["年报/一.TXT", "年报/二.text"]),
        (["年报/"], ["年报/一.TXT", "年报/二.text"]),
        (["**/*.text"], ["年报/二.text"]),
        (["*"], ["a.md", "b.txt", "log", "年报/一.TXT", "年报/二.text"]),
        ([".git"], [".git/c.txt"]),
        (["log"], ["log"]),
    ],
)
def test_paths_stand_for_files_in_order_and_once(named: list[str], found: list[str]) -> None:
    assert _paths(*named) == found


def test_a_file_whose_name_looks_like_a_glob_is_that_file() -> None:
    Path("[初稿].txt").write_text("办件。", encoding="utf-8")
    assert _paths("[初稿].txt") == ["[初稿].txt"]


@pytest.mark.parametrize(
    ("named", "zh", "en"),
    [
        ("c.txt", "没有这个文件或文件夹；请检查路径", "no such file or folder; check the path"),
        ("*.doc", "没有文件与这个通配符相符；请检查写法", "no file matches this pattern; check its spelling"),
        (
            "空",
            "文件夹里没有可读的报告（.markdown .md .text .txt）；别的扩展名请写出文件名",
            "no reports in this folder (.markdown .md .text .txt); name files of other kinds one by one",
        ),
    ],
)
def test_a_path_that_stands_for_nothing_is_one_error_and_stops_no_other(named: str, zh: str, en: str) -> None:
    for lang, reason in (("zh", zh), ("en", en)):
        found, errors = reading.collect([named, "b.txt"], lang=lang)
        assert [source.path for source in found] == ["b.txt"]
        assert [(error.path, error.reason) for error in errors] == [(named, reason)]


@pytest.mark.parametrize(("name", "path", "blocks"), [(None, "<stdin>", 3), ("稿.md", "稿.md", 0)])
def test_standard_input_is_read_once_and_goes_by_its_name(name: str | None, path: str, blocks: int) -> None:
    found, errors = reading.collect(["-", "-"], io.BytesIO(b"```\n12\n```\n"), name)
    assert errors == []
    document = reading.read(*found)
    assert (document.path, len(document.blocks)) == (path, blocks)


def test_an_unknown_ending_is_read_as_text() -> None:
    document = reading.read(Source("log"))
    assert (document.text, document.encoding, len(document.blocks)) == ("办件12件。\n", "utf-8", 1)


def test_a_byte_order_mark_is_no_column() -> None:
    Path("bom.txt").write_bytes(b"\xef\xbb\xbf12")
    document = reading.read(Source("bom.txt"))
    assert (document.text, document.encoding, document.blocks[0].start) == ("12", "utf-8-sig", 0)


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "是二进制文件，不是文本；请另存为 UTF-8 的 .txt 或 .md"),
        ("x.docx", b"PK\x03\x04", "是二进制文件 (docx/xlsx/zip)，不是文本；请另存为 UTF-8 的 .txt 或 .md"),
        ("x.txt", "办件\n坏".encode()[:-1], "第 2 行有不是 UTF-8 的字节（0xE5），文件可能损坏；请用 UTF-8 重新保存"),
        ("x.txt", b"caf\xe9 ", "认不出编码（UTF-8、UTF-16、GB18030 都不是）；请另存为 UTF-8"),
        ("x.txt", b"1" * (64 * 1024 * 1024 + 1), "大于 64 MB，不像一份报告；请拆分后再检查"),
    ],
)
def test_a_file_that_is_no_report_is_refused(path: str, data: bytes, reason: str) -> None:
    Path(path).write_bytes(data)
    with pytest.raises(ReadError) as caught:
        reading.read(Source(path))
    assert (caught.value.path, caught.value.reason) == (path, reason)


def test_a_file_that_cannot_be_opened_is_refused() -> None:
    os.symlink("nowhere", "断.txt")
    found, _ = reading.collect(["断.txt"])
    with pytest.raises(ReadError, match=r"^断\.txt: 是符号链接，它所指的文件不存在；请删去，或重新建立$"):
        reading.read(*found)
