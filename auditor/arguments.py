"""The command line: what can be said, and the help that says so, in both languages."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from auditor import __version__, console
from auditor.config import LANGS, LEVELS, PRESETS
from auditor.errors import ConfigError
from auditor.reporting import formats
from auditor.rule import Text
from auditor.wording import advice

_COMMANDS = {
    "check": Text("检查报告里的数字", "check the figures of reports"),
    "relations": Text("列出复算过的每一条数量关系", "list every relation that was recomputed"),
    "facts": Text("列出读到的每一个数", "list every number that was read"),
    "rules": Text("查看、检验、新建规则", "look at, test and start rules"),
}
_RULE_COMMANDS = {
    "list": Text("列出全部规则", "list all rules"),
    "show": Text("显示一条规则的说明", "show the page of a rule"),
    "test": Text("运行规则文件里的示例", "run the examples of rule files"),
    "schema": Text("输出规则文件的 JSON Schema", "print the JSON Schema of a rule file"),
    "new": Text("输出一个新规则文件的样子", "print the beginnings of a rule file"),
}
_HELP = {
    "paths": Text("文件、文件夹、通配符，或 - 表示标准输入", "files, folders, globs, or - for standard input"),
    "--format": Text("输出格式：{0}", "format of the output: {0}"),
    "--output": Text("写入文件（UTF-8）而不是标准输出", "write to a file, in UTF-8, in place of standard output"),
    "--stdin-filename": Text("标准输入所代表的文件名", "the name that standard input goes by"),
    "--lang": Text("信息的语言：{0}", "language of messages: {0}"),
    "--rules": Text("另加一个规则文件夹，可重复", "a folder of more rules; repeatable"),
    "--config": Text("用这个配置文件，不找 pyproject.toml", "use this configuration, look for no pyproject.toml"),
    "--no-cache": Text("不使用编译好的规则缓存", "do without the cache of compiled rules"),
    "--quiet": Text("不输出末尾的小结", "leave out the summary"),
    "--show-config": Text("显示生效的设置及其来源，然后退出", "show the settings in force and where they come from, and exit"),
    "--select": Text(
        "只运行这些规则或规则组（逗号分隔，可重复），不看 --preset",
        "run these rules or groups only, comma-separated, repeatable, whatever their preset",
    ),
    "--ignore": Text("不运行这些规则或规则组（逗号分隔，可重复）", "do not run these rules or groups, comma-separated, repeatable"),
    "--preset": Text("运行哪一套规则：{0}（默认 figures）", "which set of rules runs: {0} (default figures)"),
    "--fail-level": Text("达到哪一级就以 1 退出：{0}（默认 error）", "the severity from which the exit status is 1: {0} (default error)"),
    "--show": Text(
        "文字和表格显示到哪一级：{0}（默认 warning；JSON 总是全部）",
        "the least severity that text and table show: {0} (default warning; JSON has all)",
    ),
    "--statistics": Text("加上每条规则的条数", "add the number of findings of each rule"),
    "--exit-zero": Text("有发现也以 0 退出", "exit 0 even with findings"),
    "--fix": Text("把有把握的建议改进文件，从不改数字", "write suggestions into the files; a figure is never changed"),
    "--diff": Text(
        "显示这些改动（统一差异格式）而不是报告；不写文件，除非同时有 --fix",
        "show these changes as a unified diff in place of the report; write nothing unless with --fix",
    ),
    "--unbound": Text("只列未参与任何已判定关系的数量", "only quantities in no relation that was decided"),
    "--version": Text("显示版本，然后退出", "show the version and exit"),
    "--help": Text("显示这份帮助，然后退出", "show this help and exit"),
    "ID": Text("规则的名字", "the name of a rule"),
    "DIR": Text("规则文件夹；不写则检验自带的规则", "a folder of rules; without it the shipped ones"),
}
_ABOUT = Text("中文报告的数字检查工具：把句子里说的数重新算一遍", "a linter for the figures of Chinese reports: it recomputes what the sentences say")
_NOT_ALLOWED = Text("不能是 {0}", "cannot be {0}")
_NO_COMMAND = Text("没有命令 {0}", "no command {0}")
_NO_OPTION = Text("没有选项 {0}", "no option {0}")
_TOO_MANY = Text("多出 {0}", "{0} is one too many")
_NO_VALUE = Text("后面缺少一个值", "a value is missing behind it")
_MISSING = Text("缺少 {0}", "{0} is missing")


class _Help(argparse.HelpFormatter):
    """The layout of the help; argparse makes one for every option, so that asking each time how wide the terminal is takes long."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=console.columns(80) - 2)


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are ours to word; abbreviations of options are refused, so that a new option breaks no script."""

    lang = "zh"

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, formatter_class=_Help, add_help=False, allow_abbrev=False)

    def print_help(self, file: object = None) -> None:
        """Prints the help on a console that may lack its characters."""
        console.emit(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Words the fault in the user's language; a fault that is not foreseen here keeps argparse's own words."""
        raise ConfigError(self.prog, "", self._worded(message))

    def _worded(self, message: str) -> str:
        # "argument COMMAND: invalid choice: 'chekc' (choose from ...)", which is not "argument --format: cannot be xml"
        if wrong := re.search(r"invalid choice: '([^']*)'", message):
            return _NO_COMMAND.to(self.lang).format(wrong[1]) + advice(wrong[1], self._commands()).to(self.lang)
        # "unrecognized arguments: --fromat json"; the arguments that are missing are "required"
        if wrong := re.match(r"unrecognized arguments: (\S+)", message):
            if not wrong[1].startswith("-"):
                return _TOO_MANY.to(self.lang).format(wrong[1])
            return _NO_OPTION.to(self.lang).format(wrong[1]) + advice(wrong[1].partition("=")[0], self._options()).to(self.lang)
        # "argument --config: expected one argument"
        if wrong := re.match(r"argument (\S+): expected one argument", message):
            return f"{wrong[1]}: {_NO_VALUE.to(self.lang)}"
        # "the following arguments are required: ID"
        if wrong := re.match(r"the following arguments are required: (.+)", message):
            return _MISSING.to(self.lang).format(wrong[1])
        return message.removeprefix("argument ")

    def _commands(self) -> list[str]:
        return [name for action in self._actions if isinstance(action, argparse._SubParsersAction) for name in action.choices]

    def _options(self) -> set[str]:
        """The options of this parser and of those below it."""
        below = [p for action in self._actions if isinstance(action, argparse._SubParsersAction) for p in action.choices.values()]
        return {option for action in self._actions for option in action.option_strings} | {option for p in below for option in p._options()}


def parse(argv: Sequence[str], lang: str) -> argparse.Namespace:
    """What the command line says.

    Args:
        argv: without the name of the program.
        lang: the language of help and of errors, "zh" or "en".

    Raises:
        ConfigError: it says what cannot be said.
        SystemExit: help or version was asked for and printed.
    """
    parser = _prepared(_Parser(prog="auditor", description=_ABOUT.to(lang)), lang)
    parser.add_argument("--version", action="version", version=f"auditor {__version__}", help=_HELP["--version"].to(lang))
    _flag(parser, "--show-config", default=argparse.SUPPRESS)
    _language(parser)
    commands = _commands_of(parser, "command", _COMMANDS)
    # A command that is not named cannot be reached, and describing the options of all takes longer than parsing those of one
    for name in [name for name in commands if name in argv] or commands:
        _describe(commands[name], name)
    return parser.parse_args(argv)


def _describe(parser: _Parser, command: str) -> None:
    """Adds what one command can be told."""
    if command == "rules":
        _rules(_commands_of(parser, "rules_command", _RULE_COMMANDS))
        return
    _examination(parser, command)
    if command == "check":
        _checking(parser)
    elif command == "relations":
        _choosing(parser)
    else:
        _flag(parser, "--unbound")


def _prepared(parser: _Parser, lang: str) -> _Parser:
    parser.lang = lang
    parser.add_argument("-h", "--help", action="help", help=_HELP["--help"].to(lang))
    return parser


def _commands_of(parser: _Parser, dest: str, commands: dict[str, Text]) -> dict[str, _Parser]:
    below = parser.add_subparsers(dest=dest, metavar="COMMAND", prog=parser.prog)
    lang = parser.lang
    return {name: _prepared(below.add_parser(name, description=about.to(lang), help=about.to(lang)), lang) for name, about in commands.items()}


def _option(parser: _Parser, name: str, **how: Any) -> None:
    parser.add_argument(name, help=_HELP[name].to(parser.lang), **how)


def _flag(parser: _Parser, name: str, **how: Any) -> None:
    _option(parser, name, action="store_true", **how)


def _choice(parser: _Parser, name: str, allowed: Sequence[str], default: str | None = None) -> None:
    """An option with few values; our own check, for argparse words its refusals in English alone."""

    def one(value: str) -> str:
        if value not in allowed:
            raise argparse.ArgumentTypeError(_NOT_ALLOWED.to(parser.lang).format(value) + advice(value, allowed).to(parser.lang))
        return value

    about = _HELP[name].to(parser.lang).format(" ".join(allowed))
    parser.add_argument(name, metavar=name[2:].upper(), type=one, default=default, help=about)


def _listed(value: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[,，\s]+", value) if name)


def _language(parser: _Parser) -> None:
    """The one option that may stand before the command and behind it; where it is not given, neither place speaks for the other."""
    _choice(parser, "--lang", LANGS, argparse.SUPPRESS)


def _value(parser: _Parser, name: str, metavar: str | None, **how: Any) -> None:
    """An option with a value of the user's own; an empty one (an unset variable of a script) is none."""

    def some(value: str) -> str:
        if not value:
            raise argparse.ArgumentTypeError(_NO_VALUE.to(parser.lang))
        return value

    _option(parser, name, metavar=metavar, type=some, **how)


def _surroundings(parser: _Parser) -> None:
    _language(parser)
    _value(parser, "--rules", "DIR", action="append")
    _value(parser, "--config", "FILE")
    _flag(parser, "--no-cache")


def _examination(parser: _Parser, command: str) -> None:
    """What `check`, `relations` and `facts` have in common."""
    _option(parser, "paths", metavar="PATH", nargs="*")
    _choice(parser, "--format", formats(command), "text")
    _value(parser, "--output", "FILE")
    _value(parser, "--stdin-filename", "NAME")
    _flag(parser, "--quiet")
    _flag(parser, "--show-config", default=argparse.SUPPRESS)
    _surroundings(parser)


def _choosing(parser: _Parser) -> None:
    _option(parser, "--select", metavar="ID,…", type=_listed, action="extend")
    _option(parser, "--ignore", metavar="ID,…", type=_listed, action="extend")
    _choice(parser, "--preset", PRESETS)


def _checking(parser: _Parser) -> None:
    _choosing(parser)
    _choice(parser, "--fail-level", LEVELS)
    _choice(parser, "--show", LEVELS)
    for name in ("--statistics", "--exit-zero", "--fix", "--diff"):
        _flag(parser, name)


def _rules(commands: dict[str, _Parser]) -> None:
    for name in ("show", "new"):
        _option(commands[name], "ID")
    _value(commands["test"], "DIR", None, nargs="?")
    for name in ("list", "show", "test"):
        _surroundings(commands[name])
    for name in ("schema", "new"):
        _language(commands[name])
