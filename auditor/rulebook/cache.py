"""Compiled rulebooks between runs: one pickle for each state of the files, in the user's own cache folder.

A pickle runs code when it is read, so one that another user could have written is never opened. The cache is an offer: whatever is wrong with it
means a slower run and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.rulebook.source import Layer

_PACKAGE = Path(__file__).resolve().parent.parent
_KEPT = 8
"""Rulebooks kept: a few offices' folders and a few versions; older ones are removed."""


def cache_folder() -> Path:
    """Where compiled rulebooks lie: `AUDITOR_CACHE_DIR` if it is set, else the user's cache folder."""
    chosen = os.environ.get("AUDITOR_CACHE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("auditor")


def cache_key(layers: Sequence[Layer]) -> str:
    """A digest of everything that a compiled rulebook depends on: the files byte for byte, the program, and the interpreter."""
    digest = hashlib.sha256()
    for part in _parts(layers):
        # The length in front keeps two parts from reading like one.
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()


def fetch(key: str) -> object | None:
    """What was kept under `key`; `None` where there is nothing, or nothing that can be trusted and read. Never raises."""
    try:
        with _file(key).open("rb") as stream:
            return pickle.load(stream) if _is_ours(os.fstat(stream.fileno())) else None
    except Exception:  # a damaged pickle may raise anything
        return None


def keep(key: str, value: object) -> None:
    """Keeps a value for the next run, whole or not at all; a folder that cannot be written is no fault. Never raises an `OSError`."""
    import tempfile

    with suppress(OSError):
        target = _file(key)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix="rules-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                _Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(value)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
        _prune(target.parent)


class _Pickler(pickle.Pickler):
    """Writes frozen dataclasses so that they are read back three times as fast as by their own protocol, which looks up their fields each time."""

    def reducer_override(self, obj: Any) -> Any:
        """How an object is made again; called by `pickle`."""
        if not is_dataclass(obj) or isinstance(obj, type):
            return NotImplemented
        names = _field_names(type(obj))
        return _revived, (type(obj), names, tuple(getattr(obj, name) for name in names))


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    # The same tuple each time: a pickle holds one object once.
    return tuple(item.name for item in fields(kind))


def _revived(kind: type[Any], names: Sequence[str], values: Sequence[Any]) -> Any:
    new = object.__new__(kind)
    for name, value in zip(names, values, strict=True):
        object.__setattr__(new, name, value)
    return new


def _file(key: str) -> Path:
    return cache_folder() / f"rules-{key}.pickle"


def _parts(layers: Sequence[Layer]) -> Iterator[bytes]:
    yield f"{__version__} {sys.version}".encode()
    yield from _program()
    for layer in layers:
        yield f"{layer.label} {layer.group} {len(layer.files)}".encode("utf-8", "surrogateescape")
        for file in layer.files:
            yield file.name.encode("utf-8", "surrogateescape")
            yield file.data


def _program() -> Iterator[bytes]:
    """Name, size and time of every module: a parameter class may use any of them, and reading them all would cost more than compiling saves."""
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))
                elif entry.name.endswith(".py"):
                    about = entry.stat()
                    yield f"{entry.path} {about.st_size} {about.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _is_ours(about: os.stat_result) -> bool:
    """Whether nobody but the current user can have written the file; systems without owners have no such danger to guard against."""
    if not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(folder: Path) -> None:
    files = sorted(folder.glob("rules-*.pickle"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
