"""The command line as its users meet it: what is written where, and the exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import auditor
from auditor import __version__
from auditor.cli import main

RULE = """\
id: draft-mark
title: {zh: 草稿记号, en: A mark of a draft}
severity: warning
why: {zh: 定稿里不应有, en: A final text has none}
source: 测试
check:
  kind: pattern
  cases:
    - pattern: "XX+"
message: {zh: "“{quote}”是草稿记号", en: "{quote} marks a draft"}
examples:
  - text: 办件XX件。
    find: [XX]
  - text: 办件12件。
"""
BAD = "本季度办件XX件。\n"
FINDING = "差.txt:1:6: warning draft-mark: “XX”是草稿记号\n    本季度办件XX件。\n              ^^\n"


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a rule of its own, the only one that runs, and two reports."""
    rules = tmp_path / "规则" / "draft"
    rules.mkdir(parents=True)
    (rules / "draft-mark.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.auditor]\nrules = ["规则"]\nselect = ["draft-mark"]\n', encoding="utf-8")
    (tmp_path / "差.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "好.txt").write_text("本季度办件12件。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE_DIR", str(tmp_path / ".cache"))
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


def _run(*words: str, **how: object) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own; the environment may be added to with `env`, and `input` be given."""
    environment = os.environ | dict(how.pop("env", {}))  # type: ignore[call-overload]
    return subprocess.run([sys.executable, "-m", "auditor", *words], capture_output=True, env=environment, check=False, **how)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("check 好.txt", 0),
        ("check 差.txt", 0),
        ("check 差.txt --fail-level warning", 1),
        ("check 差.txt --fail-level info", 1),
        ("check 差.txt --fail-level warning --exit-zero", 0),
        ("check 差.txt 好.txt --fail-level=warning --ignore draft", 0),
        ("check 差.txt --fail-level warning --select draft --select hedge", 1),
        ("check 差.txt --fail-level warning --ignore draft --ignore hedge", 0),
        ("--lang en check 差.txt --fail-level warning", 1),
        ("check 无.txt 差.txt --fail-level warning --exit-zero", 2),
        ("relations 差.txt", 0),
        ("relations 无.txt", 2),
        ("facts 差.txt", 0),
        ("facts --unbound 差.txt", 0),
        ("rules list", 0),
        ("rules show draft-mark", 0),
        ("rules schema", 0),
        ("rules new some-rule", 0),
        ("rules test 规则", 0),
        ("--show-config", 0),
        ("check --show-config", 0),
    ],
)
def test_exit_status(words: str, status: int) -> None:
    assert main(words.split()) == status


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "auditor: 缺少命令；例如 auditor check report.txt，用 auditor --help 看全部"),
        ("rules", "auditor rules: 缺少命令；例如 auditor rules list，用 auditor rules --help 看全部"),
        ("chekc a.txt", "auditor: 没有命令 chekc；是不是 check？"),
        ("rules shwo", "auditor rules: 没有命令 shwo；是不是 show？"),
        ("check", "auditor check: 没有给出要检查的文件或文件夹；例如 auditor check 报告.txt，或用 - 读标准输入"),
        ("facts --lang en", "auditor facts: no file or folder is given; try auditor facts report.txt, or - for standard input"),
        ("check --fromat json a.txt", "auditor: 没有选项 --fromat；是不是 --format？"),
        ("check --stat a.txt", "auditor: 没有选项 --stat；是不是 --statistics？"),
        ("check --format xml a.txt", "auditor check: --format: 不能是 xml；可用 json、table、text"),
        ("check --format=csv a.txt --lang=en", "auditor check: --format: cannot be csv; allowed: json, table, text"),
        ("check a.txt --config", "auditor check: --config: 后面缺少一个值"),
        ("check a.txt --config 无.toml", "无.toml: 无法读取（No such file or directory）"),
        ("--lang en chekc a.txt", "auditor: no command chekc; did you mean check?"),
        ("check a.txt --rules=", "auditor check: --rules: 后面缺少一个值"),
        ("check 差.txt --output 差.txt", "auditor check: --output: 差.txt 是要读的文件，写进去就没有了；请换一个文件名"),
        (
            "facts 差.txt --output ../{here}/差.txt --lang en",
            "auditor facts: --output: ../{here}/差.txt is read by this command and would be lost; name another file",
        ),
        ("check . --output 链接.txt", "auditor check: --output: 链接.txt 是要读的文件，写进去就没有了；请换一个文件名"),
        ("check 好.txt --output pyproject.toml", "auditor check: --output: pyproject.toml 是要读的文件，写进去就没有了；请换一个文件名"),
        (
            "check 好.txt --output 规则/draft/draft-mark.yaml",
            "auditor check: --output: 规则/draft/draft-mark.yaml 是要读的文件，写进去就没有了；请换一个文件名",
        ),
        ("check a.txt --ignore 规则名", "--ignore: 没有规则或规则组 规则名；用 auditor rules list 看全部"),
        ("rules show 规则名", "auditor rules show: 没有规则 规则名；用 auditor rules list 看全部"),
        ("check a.txt --select draft-amrk", "--select: 没有规则或规则组 draft-amrk；是不是 draft-mark？"),
        ("check 好.txt --output 无/出.txt", "无/出.txt: 无法写入（No such file or directory）"),
        ("check 无.txt --quiet", "无.txt: 没有这个文件或文件夹；请检查路径"),
        ("rules show", "auditor rules show: 缺少 ID"),
        ("rules test 无", "无: 不存在"),
        ("rules test 无 --lang en", "无: does not exist"),
        ("rules test 差.txt", "差.txt: 是文件，应为规则文件夹"),
        ("rules test 规则 更多", "auditor: 多出 更多"),
        ("check 好.txt --rules 无", "无: 不存在"),
        ("rules new 库存", "库存: 不能作规则名；用小写字母、数字和单个连字符，如 sum-of-parts"),
        ("rules show draft-amrk", "auditor rules show: 没有规则 draft-amrk；是不是 draft-mark？"),
    ],
)
def test_mistakes_are_told_on_one_line(office: Path, words: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "链接.txt").symlink_to("差.txt")
    kept = {file: file.read_bytes() for file in office.rglob("*") if file.is_file()}
    assert main(words.replace("{here}", office.name).split()) == 2
    assert capsys.readouterr() == ("", message.replace("{here}", office.name) + "\n")
    assert {file: file.read_bytes() for file in kept} == kept


def test_an_unknown_name_in_the_configuration_names_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("auditor.toml").write_text('rules = ["规则"]\nignore = ["darft"]\n', encoding="utf-8")
    assert main(["check", "好.txt", "--config", "auditor.toml"]) == 2
    assert capsys.readouterr().err == "auditor.toml: ignore: 没有规则或规则组 darft；是不是 draft？\n"


def test_findings_go_to_standard_output_and_faults_of_files_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("图.txt").write_bytes(b"\0\1\2")
    assert main(["check", "差.txt", "图.txt", "--quiet"]) == 2
    assert capsys.readouterr() == (FINDING, "图.txt: 是二进制文件，不是文本；请另存为 UTF-8 的 .txt 或 .md\n")


def test_summary_counts_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", ".", "--lang", "en"])
    *_, last = capsys.readouterr().out.splitlines()
    assert last.startswith("2 files, 1 quantities read, ")
    assert last.endswith("; errors: 0, warnings: 1, infos: 0")


def test_statistics_count_by_rule(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "差.txt", "--statistics", "--quiet"])
    assert capsys.readouterr().out == FINDING + "     1 draft-mark\n"


def test_json_is_complete_though_a_file_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "无.txt", "差.txt", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [finding["quote"] for finding in told["findings"]] == ["XX"]
    assert told["errors"] == [{"path": "无.txt", "message": "没有这个文件或文件夹；请检查路径"}]
    assert told["version"] == __version__


def test_lang_before_the_command_counts(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "check", "好.txt"])
    assert capsys.readouterr().out.startswith("1 files, ")


def test_output_is_written_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "差.txt", "--output", "出.txt", "--quiet"])
    assert Path("出.txt").read_bytes().decode() == FINDING
    assert capsys.readouterr().out == ""


def test_excluded_files_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with Path("pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('exclude = ["差*"]\n')
    assert main(["check", "."]) == 0
    out, err = capsys.readouterr()
    assert err == "按 exclude 跳过 1 个文件\n"
    assert out.startswith("1 个文件，")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", False),
        ("--format table", False),
        ("--show error --format table", False),
        ("--show info", True),
        ("--show info --format table", True),
        ("--fail-level info", True),
        ("--format json", True),
        ("--format json --show error", True),
    ],
)
def test_what_is_only_worth_a_look_is_shown_to_people_who_ask(office: Path, words: str, shown: bool, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / "规则" / "draft" / "draft-mark.yaml"
    file.write_text(RULE.replace("severity: warning", "severity: info"), encoding="utf-8")
    main(["check", "差.txt", *words.split()])
    out = capsys.readouterr().out
    assert ("draft-mark" in out) is shown
    assert ("提示 1（--show info 显示）" in out) is not shown


def test_show_config_tells_where_each_value_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--show-config", "--preset", "all"]) == 0
    assert capsys.readouterr().out == (
        'select = ["draft-mark"]  # pyproject.toml\n'
        "ignore = []              # 默认\n"
        'fail-level = "error"     # 默认\n'
        'show = "warning"         # 默认\n'
        'lang = "zh"              # 默认\n'
        'rules = ["规则"]         # pyproject.toml\n'
        'preset = "all"           # --preset\n'
        "exclude = []             # 默认\n"
    )


def test_examples_of_rules_are_run(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / "规则" / "draft" / "draft-mark.yaml"
    file.write_text(RULE.replace("find: [XX]", "find: [件]"), encoding="utf-8")
    assert main(["rules", "test", "规则"]) == 1
    assert capsys.readouterr().out == "规则/draft/draft-mark.yaml: examples[1]: 应查出“件”，实查出“XX”\n1 条规则，2 个示例，1 个不符\n"


def test_a_faulty_rule_file_is_the_users_mistake(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "规则" / "draft" / "draft-mark.yaml").write_text(RULE.replace("source:", "sourc:"), encoding="utf-8")
    assert main(["check", "好.txt"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("规则/draft/draft-mark.yaml:")


def test_a_new_rule_passes_its_own_examples(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "new", "fresh-rule"]) == 0
    (office / "新" / "total").mkdir(parents=True)
    (office / "新" / "total" / "fresh-rule.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["rules", "test", "新"]) == 0


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "schema"])
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", ["", "check", "relations", "facts", "rules", "rules show"])
def test_help_speaks_both_languages(words: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*words.split(), "--help", "--lang", lang])
    assert caught.value.code == 0
    assert ("显示这份帮助，然后退出" if lang == "zh" else "show this help and exit") in capsys.readouterr().out


def test_a_bug_exits_3_and_says_what_to_report(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delattr("auditor.reporting.render")
    assert main(["check", "好.txt"]) == 3
    out, err = capsys.readouterr()
    first, *_, last = err.splitlines()
    assert out == ""
    assert first == f"auditor {__version__}：程序内部出错，不是文件的问题"
    assert "AttributeError" in err
    assert last == "请把以上全部内容、所用的命令行和（可以公开时）出错的文件，报告给 auditor 的维护者"


def test_a_bug_in_a_rule_names_rule_and_file_and_costs_no_other_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delattr("auditor.pipeline.with_notes")
    assert main(["check", "差.txt", "好.txt", "--format", "json"]) == 3
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert [file["path"] for file in told["files"]] == ["好.txt"]
    assert told["errors"] == [{"path": "差.txt", "message": "程序内部出错，这个文件没有检查完"}]
    assert "NameError" in err
    assert "\nrule: draft-mark\nfile: 差.txt\n" in err


def test_bugs_in_several_files_are_all_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("也差.txt").write_text(BAD, encoding="utf-8")
    monkeypatch.delattr("auditor.pipeline.with_notes")
    assert main(["check", "."]) == 3
    err = capsys.readouterr().err
    assert "file: 差.txt" in err
    assert "file: 也差.txt" in err


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ("check 好.txt --quiet <&-", 0, ""),
        ("check - <&-", 2, "auditor check: -: 没有标准输入；请写出文件名"),
        ("check 好.txt >&-", 2, "标准输出: 无法写入（Bad file descriptor）"),
        ("check 好.txt >/dev/full", 2, "标准输出: 无法写入（No space left on device）"),
        ("check 无.txt --quiet 2>&-", 2, ""),
        ("check 无.txt --quiet 2>/dev/full", 2, ""),
    ],
)
def test_streams_that_are_missing_or_full_are_no_bug(line: str, status: int, told: str) -> None:
    if "/dev/full" in line and not os.path.exists("/dev/full"):
        pytest.skip("no such device")
    done = subprocess.run(["sh", "-c", f"'{sys.executable}' -m auditor {line}"], capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode().strip()) == (status, told)


def test_a_trigger_may_be_written_in_full_width(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = office / "规则" / "draft" / "draft-mark.yaml"
    file.write_text(RULE.replace("severity:", "trigger: [ＸＸ]\nseverity:"), encoding="utf-8")
    main(["check", "差.txt", "--quiet"])
    assert capsys.readouterr().out == FINDING


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_standard_input_in_any_encoding(codec: str) -> None:
    done = _run("check", "-", "--stdin-filename", "差.txt", "--quiet", input=BAD.encode(codec))
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, FINDING.replace("\n", os.linesep), b"")


def test_a_console_without_chinese_shows_escapes_and_json_stays_utf8() -> None:
    poor = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    text = _run("check", "差.txt", "--quiet", env=poor)
    assert text.stdout.startswith(b"\\u5dee.txt:1:6: warning draft-mark: ")
    assert json.loads(_run("check", "差.txt", "--format", "json", env=poor).stdout.decode("utf-8"))["findings"][0]["path"] == "差.txt"


def test_default_encodings_are_never_relied_on() -> None:
    warned = _run("check", "差.txt", "--no-cache", "--quiet", env={"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "always"})
    ours = str(Path(auditor.__file__).parent)
    assert [line for line in warned.stderr.decode().splitlines() if "EncodingWarning" in line and line.startswith(ours)] == []


def test_a_reader_that_goes_away_is_no_fault() -> None:
    Path("长.txt").write_text("办件12件。\n" * 20000, encoding="utf-8")
    program = subprocess.Popen([sys.executable, "-m", "auditor", "facts", "长.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout
    assert program.stderr
    program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0


def test_an_interrupted_run_exits_130_and_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupting(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(Interrupting(), encoding="utf-8"))
    assert main(["check", "-"]) == 130
    assert capsys.readouterr() == ("", "auditor: 已中断，没有检查完\n")


def test_a_run_with_compiled_rules_imports_nothing_heavy() -> None:
    assert main(["check", "差.txt"]) == 0
    look = (
        "import sys; from auditor.cli import main; main(['check', '差.txt']); "
        "print([m for m in ('pydantic', 'yaml', 'jieba', 'tabulate', 'asyncio', 'difflib') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True)
    assert done.stderr.split(b"\n")[0] == b"[]"


@pytest.mark.parametrize("words", [["check", "好.txt", "--rules", ""], ["rules", "test", ""], ["rules", "list", "--rules", ""]])
def test_an_empty_folder_name_is_no_folder(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.endswith(": 后面缺少一个值\n")


def test_an_expression_that_takes_for_ever_is_the_fault_of_its_rule(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("auditor.checking.pattern._TIMEOUT", 0.1)
    rule = office / "规则" / "draft" / "draft-mark.yaml"
    rule.write_text(RULE.replace("XX+", "(?:X|X|XX)+(?<=X)$"), encoding="utf-8")
    (office / "慢.txt").write_text("X" * 90 + "。\n", encoding="utf-8")
    slow = "规则/draft/draft-mark.yaml: 有一个正则表达式在这份文字上算不完；重复里不要再套重复，如 (a+)+\n"
    assert main(["check", "慢.txt", "差.txt", "--quiet"]) == 2
    assert capsys.readouterr().err.startswith(f"慢.txt: {slow}")
