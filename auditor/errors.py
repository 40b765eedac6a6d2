"""What can go wrong by the user's hand: fields, one format, one exit code each."""

from __future__ import annotations

from collections.abc import Sequence


class AuditorError(Exception):
    """A fault that the user can mend; `cli.main` prints it on one line a fault and exits with `exit_code`."""

    exit_code = 2


class NumberError(AuditorError):
    """A text that is no number, or an operation without a result."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text}: {reason}")
        self.text = text
        self.reason = reason


class ReadError(AuditorError):
    """A file that cannot be read as a report."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class WriteError(AuditorError):
    """A report whose corrections cannot be written; the file is as it was."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ConfigError(AuditorError):
    """A fault of the configuration or of the command line."""

    def __init__(self, path: str, key: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (path, key, reason) if part))
        self.path = path
        self.key = key
        self.reason = reason


class RuleError(AuditorError):
    """All the faults of one or more rule files, one line each: `path:line: key: what is wrong; what is allowed`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)
