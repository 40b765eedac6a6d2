"""Paths of the command line to files: what is named, what lies in folders, what globs match; each file once, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from auditor.reading._faults import UnreadableError
from auditor.record import record

LARGEST = 64 * 1024 * 1024
STDIN = "-"


@record(frozen=True)
class Source:
    """A file to read: its path as reports show it, with forward slashes, and the stream where it is no file on disk."""

    path: str
    stream: BinaryIO | None = None

    def data(self) -> bytes:
        """All bytes.

        Raises:
            UnreadableError: the file cannot be opened, is a link to none, or is larger than `LARGEST`.
        """
        try:
            if self.stream is not None:
                data = self.stream.read(LARGEST + 1)
            else:
                with open(self.path, "rb") as file:
                    data = file.read(LARGEST + 1)
        except OSError as error:
            dead = isinstance(error, FileNotFoundError) and os.path.islink(self.path)
            raise UnreadableError("dead-link" if dead else "unreadable", detail=error.strerror) from error
        if len(data) > LARGEST:
            raise UnreadableError("too-large", limit=LARGEST // (1024 * 1024))
        return data


def sources(path: str, suffixes: Sequence[str], refused: list[UnreadableError]) -> Iterator[Source]:
    """The files that one path of the command line stands for.

    Args:
        path: a file, a folder or a glob.
        suffixes: the endings of the files to take from folders, lower case.
        refused: gets a fault for each folder that cannot be searched, and one where the path stands for no file.
    """
    before = len(refused)
    found = list(_files(path, suffixes, refused))
    if not found and len(refused) == before:
        refused.append(_nothing(path, suffixes))
    yield from (Source(_plain(file)) for file in found)


def _plain(path: str) -> str:
    """A path with forward slashes, without steps to where one is; the rest, .. above all, is as the user said it."""
    drive, rest = os.path.splitdrive(path)
    steps = [step for step in rest.replace(os.sep, "/").split("/") if step not in ("", ".")]
    return drive.replace(os.sep, "/") + "/" * os.path.isabs(path) + "/".join(steps)


def _files(path: str, suffixes: Sequence[str], refused: list[UnreadableError]) -> Iterator[str]:
    if os.path.isdir(path):
        yield from _in_folder(path, suffixes, refused)
    elif os.path.lexists(path):
        yield path
    elif _is_glob(path):
        import glob

        for hit in glob.glob(path, recursive=True):
            yield from _files(hit, suffixes, refused)


def _nothing(path: str, suffixes: Sequence[str]) -> UnreadableError:
    if os.path.isdir(path):
        return UnreadableError("no-reports", suffixes=" ".join(suffixes))
    return UnreadableError("no-match" if _is_glob(path) else "missing")


def _is_glob(path: str) -> bool:
    import glob

    return glob.has_magic(path)


def _in_folder(folder: str, suffixes: Sequence[str], refused: list[UnreadableError]) -> Iterator[str]:
    """The files in a folder and below whose ending is known; what is hidden is passed over, links to folders are not followed."""

    def refuse(error: OSError) -> None:
        refused.append(UnreadableError("unreadable", detail=f"{error.filename}: {error.strerror}"))

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(tuple(suffixes)):
                yield os.path.join(parent, name)
