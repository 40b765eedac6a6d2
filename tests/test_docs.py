"""The documents are true: what they show is run, what they list exists, what they link to is there.

Blocks of a document that a line `<!-- … -->` announces:
    <!-- file: PATH -->       the block is the content of a file that the commands of the document may use
    <!-- output: COMMAND -->  the block is what the command prints; a line … stands for lines left out; `pytest --update-golden` writes it anew
    <!-- command: NAME -->    the block is a command that .ci/run takes from here
    <!-- list: NAME -->       the first cells of the table name everything of that sort
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.checking import kind_names
from auditor.reading import readers
from auditor.reporting import formats

PROJECT = Path(__file__).resolve().parent.parent
DOCUMENTS = {str(path.relative_to(PROJECT)): path for path in (*sorted(PROJECT.glob("*.md")), *sorted((PROJECT / "docs").glob("*.md")))}
LEFT_OUT = "…"
# "<!-- output: auditor check a.txt -->\n\n```text\nlines\n```", not a block without a marker
BLOCK = re.compile(r"<!-- (?P<sort>file|output|command): (?P<name>.+?) -->\n\n```\w*\n(?P<content>.*?)```\n", re.DOTALL)
# "<!-- list: kinds -->" with the table below it, not the text behind the table
TABLE = re.compile(r"<!-- list: (?P<name>\w+) -->\n\n(?P<rows>(?:\|.*\n)+)")
# "[rules](docs/rules.md#keys)", not "[CI](https://example.org)"
LINK = re.compile(r"\]\((?![a-z]+:)(?P<path>[^)#]*)(?:#[^)]*)?\)")
CODE = re.compile(r"`([^`]+)`")

LISTED = {
    "kinds": {(kind,) for kind in kind_names()},
    "formats": {(command, *formats(command)) for command in ("check", "relations", "facts")},
    "packages": {(path.parent.name,) for path in PROJECT.glob("auditor/*/__init__.py")},
    "suffixes": {(suffix,) for suffix in readers()},
}
"""What exists, for each list that a document may give."""


def blocks(name: str, sort: str) -> dict[str, str]:
    return {match["name"]: match["content"] for match in BLOCK.finditer(DOCUMENTS[name].read_text(encoding="utf-8")) if match["sort"] == sort}


OUTPUTS = [(name, command) for name in DOCUMENTS for command in blocks(name, "output")]
LISTS = [(name, match["name"], match["rows"]) for name, path in DOCUMENTS.items() for match in TABLE.finditer(path.read_text(encoding="utf-8"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the seeds, where the commands of documents are run."""
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command of a document, in a folder that is no terminal."""
    words = shlex.split(command)
    assert words[0] == "auditor"
    environment = {**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def write_files(name: str, folder: Path) -> None:
    for path, content in blocks(name, "file").items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")


def cut(printed: str, shown: str) -> str:
    """What was printed, with the lines left out that the document leaves out."""
    lines, kept = printed.splitlines(), shown.splitlines()
    if LEFT_OUT not in kept:
        return printed
    before = kept.index(LEFT_OUT)
    after = len(kept) - before - 1
    return "".join(f"{line}\n" for line in [*lines[:before], LEFT_OUT, *lines[len(lines) - after :]])


@pytest.mark.parametrize(("name", "command"), OUTPUTS)
def test_output_is_what_the_command_prints(name: str, command: str, folder: Path, request: pytest.FixtureRequest) -> None:
    write_files(name, folder)
    done = run(command, folder)
    assert done.returncode in (0, 1), done.stderr
    shown = blocks(name, "output")[command]
    printed = cut(done.stdout, shown)
    if request.config.getoption("--update-golden"):
        text = DOCUMENTS[name].read_text(encoding="utf-8")
        head = f"<!-- output: {command} -->\n\n```text\n"
        DOCUMENTS[name].write_text(text.replace(f"{head}{shown}```", f"{head}{printed}```"), encoding="utf-8")
    assert printed == blocks(name, "output")[command], "pytest --update-golden, then read the difference"


def test_first_screen_of_the_readme_shows_the_first_command() -> None:
    text = DOCUMENTS["README.md"].read_text(encoding="utf-8")
    assert text.index("<!-- command: check -->") < text.index("<!-- output: auditor check seeds/ -->") < text.index("\n## ")
    assert blocks("README.md", "command")["check"].endswith("auditor check seeds/\n")


def test_commands_of_the_readme_are_one_line_each() -> None:
    commands = blocks("README.md", "command")
    assert list(commands) == ["check", "test"]
    assert [command.count("\n") for command in commands.values()] == [1, 1]


def test_chinese_readme_has_the_first_command_too() -> None:
    assert blocks("README.md", "command")["check"] in DOCUMENTS["README.zh-CN.md"].read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "heading"), [("README.md", "\n## Use\n"), ("README.zh-CN.md", "\n## 怎么用\n")])
def test_readers_are_told_how_the_command_is_found_before_they_use_it(name: str, heading: str) -> None:
    """What the first command installs is on no path until the environment is activated."""
    text = DOCUMENTS[name].read_text(encoding="utf-8")
    assert (
        text.index("## Install" if name == "README.md" else "## 安装")
        < text.index(". .venv/bin/activate")
        < text.index("auditor check", text.index(heading))
    )


def test_rule_of_contributing_is_added_in_yaml_alone(folder: Path) -> None:
    """Step by step, as the reader does it: the examples pass, the wrong report is refused, the right one is not."""
    write_files("CONTRIBUTING.md", folder)
    (rule,) = [path for path in blocks("CONTRIBUTING.md", "file") if path.endswith(".yaml")]
    assert {path.split("/")[0] for path in blocks("CONTRIBUTING.md", "file")} == {"our-rules", "bulletin-wrong.txt", "bulletin-right.txt"}
    assert run("auditor rules test our-rules", folder).returncode == 0
    assert run("auditor check bulletin-wrong.txt", folder).returncode == 0
    wrong = run("auditor check --rules our-rules bulletin-wrong.txt", folder)
    assert (wrong.returncode, wrong.stdout.count(f"error {Path(rule).stem}:")) == (1, 1)
    right = run("auditor check --rules our-rules --fail-level info bulletin-right.txt", folder)
    assert right.returncode == 0, right.stdout


@pytest.mark.parametrize(("name", "listed", "rows"), LISTS)
def test_list_names_what_exists(name: str, listed: str, rows: str) -> None:
    cells = [row.split("|")[1:-1] for row in rows.splitlines()[2:]]
    if listed == "formats":
        named = {(*CODE.findall(row[0]), *sorted(CODE.findall(row[1]))) for row in cells}
    else:
        named = {(code,) for row in cells for code in CODE.findall(row[0])}
    assert named == LISTED[listed]


def test_every_sort_of_thing_is_listed_somewhere() -> None:
    assert {listed for _, listed, _ in LISTS} == set(LISTED)


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_links_lead_somewhere(name: str) -> None:
    text = DOCUMENTS[name].read_text(encoding="utf-8")
    broken = [match["path"] for match in LINK.finditer(text) if match["path"] and not (DOCUMENTS[name].parent / match["path"]).exists()]
    assert broken == []


def test_licence_is_the_whole_apache_licence() -> None:
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
