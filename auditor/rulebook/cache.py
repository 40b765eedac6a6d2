"""What is kept between runs, in the user's own cache folder: a compiled rulebook for each state of the files, and what runs have worked out.

A pickle runs code when it is read, so one that another user could have written is never opened. The cache is an offer: whatever is wrong with it
means a slower run and nothing else.
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from auditor import __version__, kept
from auditor.digest import sha256
from auditor.expression import engine
from auditor.rulebook.source import Layer

_PACKAGE = Path(__file__).resolve().parent.parent
_RESULTS = "results"
_KEPT = 8
"""Rulebooks kept: a few offices' folders and a few versions; older ones are removed."""


def cache_folder() -> Path:
    """Where compiled rulebooks lie: `AUDITOR_CACHE_DIR` if it is set, else the user's cache folder."""
    chosen = os.environ.get("AUDITOR_CACHE_DIR")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "auditor" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "auditor"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "auditor"


def cache_key(layers: Sequence[Layer]) -> str:
    """A digest of everything that a compiled rulebook depends on: the files byte for byte, the program, and the interpreter."""
    # The length in front keeps two parts from reading like one.
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in _parts(layers)))


def fetch(key: str, sort: str = "rules") -> object | None:
    """What was kept under `key`; `None` where there is nothing, or nothing that can be trusted and read. Never raises."""
    try:
        with _file(key, sort).open("rb") as stream:
            return pickle.load(stream) if _is_ours(os.fstat(stream.fileno())) else None
    except Exception:  # a damaged pickle may raise anything
        return None


def keep(key: str, value: object, sort: str = "rules") -> None:
    """Keeps a value for the next run, whole or not at all; a folder that cannot be written, or a user without one, is no fault. Raises neither."""
    import tempfile

    with suppress(OSError, RuntimeError):
        target = _file(key, sort)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f"{sort}-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
        _prune(target.parent, sort)


def recall() -> None:
    """Takes over what earlier runs have worked out, expressions above all; it depends on no rule file."""
    stored = fetch(cache_key(()), _RESULTS)
    if isinstance(stored, dict):
        kept.recall(stored)


def keep_learnt() -> None:
    """Keeps what this run had to work out; where that is nothing, nothing is written."""
    learnt = kept.learnt()
    if learnt:
        keep(cache_key(()), learnt, _RESULTS)


def _file(key: str, sort: str) -> Path:
    return cache_folder() / f"{sort}-{key}.pickle"


def _parts(layers: Sequence[Layer]) -> Iterator[bytes]:
    yield f"{__version__} {sys.version}".encode()
    yield from _program()
    for layer in layers:
        yield f"{layer.label} {layer.group} {len(layer.files)}".encode("utf-8", "surrogateescape")
        for file in layer.files:
            yield file.name.encode("utf-8", "surrogateescape")
            yield file.data


@cache
def _program() -> tuple[bytes, ...]:
    return tuple(_modules())


def _modules() -> Iterator[bytes]:
    """Name, size and time of every module and of the engine of expressions: a parameter class may use any of them, and reading them all would cost more than compiling saves."""
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name.endswith(".py"):
                    yield _state(entry.path, entry.stat())
    if (spec := engine()) and spec.origin:
        yield _state(spec.origin, os.stat(spec.origin))


def _state(path: str, about: os.stat_result) -> bytes:
    return f"{path} {about.st_size} {about.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _is_ours(about: os.stat_result) -> bool:
    """Whether nobody but the current user can have written the file; systems without owners have no such danger to guard against."""
    if not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(folder: Path, sort: str) -> None:
    files = sorted(folder.glob(f"{sort}-*.pickle"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
