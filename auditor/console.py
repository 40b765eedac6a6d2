"""The three standard streams, any of which may be missing: the only place that touches them."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import BinaryIO, NoReturn

from auditor.errors import ConfigError
from auditor.rule import Text

_NOT_WRITABLE = Text("无法写入（{0}）", "cannot be written ({0})")
_STANDARD = Text("标准输出", "standard output")


def emit(text: str, *, output: str | None = None, utf8: bool = False, lang: str = "zh") -> None:
    """Writes the result to a file, or to standard output; a reader that has gone away is no fault.

    Args:
        text: with its line ends.
        output: the file, written in UTF-8; without it standard output.
        utf8: whether standard output is to be UTF-8 whatever the console is; else characters that it lacks are escaped.
        lang: the language of errors, "zh" or "en".

    Raises:
        ConfigError: the file, or standard output, cannot be written.
    """
    if output is not None:
        try:
            with open(output, "wb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise ConfigError(output, "", _NOT_WRITABLE.to(lang).format(error.strerror)) from error
        return
    if sys.stdout is None:
        raise ConfigError(_STANDARD.to(lang), "", _NOT_WRITABLE.to(lang).format(os.strerror(errno.EBADF)))
    encoded = text.encode("utf-8", "backslashreplace") if utf8 else text.replace("\n", os.linesep).encode(sys.stdout.encoding, "backslashreplace")
    try:
        sys.stdout.buffer.write(encoded)
        sys.stdout.flush()
    except OSError as error:
        # The interpreter flushes once more at its end, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise ConfigError(_STANDARD.to(lang), "", _NOT_WRITABLE.to(lang).format(error.strerror)) from error


def complain(text: str) -> None:
    """Writes a line to standard error; where nobody can hear it, it is lost."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(f"{text}\n")


def standard_input() -> BinaryIO | None:
    """The bytes of standard input; `None` where the process was started without one."""
    return None if sys.stdin is None else sys.stdin.buffer


def leave(status: int) -> NoReturn:
    """Ends the process at once, with all that was said written.

    The interpreter would first take down what the run has built, object by object: a tenth of the time that a page takes, for memory that the
    system takes back whole.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError):
                stream.flush()
    os._exit(status)


def has_colour(output: str | None) -> bool:
    """Whether the result goes to a terminal whose user has not declined colours (https://no-color.org)."""
    return output is None and _is_terminal() and not os.environ.get("NO_COLOR")


def columns(without: int = 100) -> int:
    """The width of the terminal; `without` where there is none."""
    if "COLUMNS" not in os.environ and not _is_terminal():
        return without
    import shutil

    return shutil.get_terminal_size((without, 24)).columns


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
