"""The program: words of the command line to a command, faults to one line each and an exit status.

0 nothing at or above the fail level, 1 findings, 2 the user's mistake, 3 a bug, 130 interrupted. This is the only handler of errors.
"""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from auditor import __version__, console
from auditor.errors import AuditorError, ConfigError
from auditor.rule import Text

INTERRUPTED = 130
_GARBAGE = 500_000
_BUG = Text("auditor {0}：程序内部出错，不是文件的问题", "auditor {0}: a fault of the program, not of the files")
_TELL = Text(
    "请把以上全部内容、所用的命令行和（可以公开时）出错的文件，报告给 auditor 的维护者",
    "please report all of the above, the command line and, where it may be shown, the file, to the maintainers of auditor",
)
_INTERRUPTED = Text("auditor: 已中断，没有检查完", "auditor: interrupted before all was checked")
_NO_COMMAND = Text("缺少命令；例如 {0} {1}，用 {0} --help 看全部", "a command is missing; try {0} {1}, and {0} --help for all")


def program() -> NoReturn:
    """The console script: one command line in a process of its own, which ends with the exit status of `main`."""
    console.leave(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line.

    Args:
        argv: without the name of the program; by default that of the process.

    Returns:
        The exit status. Never raises, but for `SystemExit(0)` after help and version.
    """
    # What a run makes lives as long as the run: looking for garbage at the usual intervals finds none.
    gc.set_threshold(_GARBAGE)
    words = sys.argv[1:] if argv is None else list(argv)
    lang = _lang(words)
    try:
        return _run(words, lang)
    except AuditorError as error:
        console.complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        console.complain(_INTERRUPTED.to(lang))
        return INTERRUPTED
    except Exception:
        return _bug(lang)


def _run(words: Sequence[str], lang: str) -> int:
    from auditor import commands
    from auditor.arguments import parse

    options = parse(words, lang)
    if "show_config" in options:
        return commands.show_config(commands.settings_of(options, lang))
    if options.command is None:
        raise ConfigError("auditor", "", _NO_COMMAND.to(lang).format("auditor", "check report.txt"))
    if options.command == "rules":
        return _rules(options, lang)
    return commands.examine(options, commands.settings_of(options, lang))


def _rules(options: Namespace, lang: str) -> int:
    from auditor import rule_commands

    if options.rules_command is None:
        raise ConfigError("auditor rules", "", _NO_COMMAND.to(lang).format("auditor rules", "list"))
    return rule_commands.run(options, lang)


def _lang(words: Sequence[str]) -> str:
    """The language that the command line asks for, needed before it can be parsed."""
    asked = [after for word, after in pairwise(words) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    return "en" if "en" in asked else "zh"


def _bug(lang: str) -> int:
    import traceback

    console.complain(_BUG.to(lang).format(__version__))
    console.complain(traceback.format_exc().rstrip())
    console.complain(_TELL.to(lang))
    return 3
