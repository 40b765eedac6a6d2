"""What is kept between runs, in the user's own cache folder: a compiled rulebook for each state of the files, and what runs have worked out.

A pickle runs code when it is read, so one that another user could have written is never opened. The cache is an offer: whatever is wrong with it
means a slower run and nothing else.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from auditor import __version__, kept
from auditor.digest import sha256
from auditor.expression import engine
from auditor.kept import pickle
from auditor.rulebook.source import PACKAGE, SUFFIXES, Layer, shown

if TYPE_CHECKING:
    from pathlib import Path

_RESULTS = "results"
_KEPT = 8
"""Rulebooks kept: a few offices' folders and a few versions; older ones are removed."""


def cache_folder() -> str:
    """Where compiled rulebooks lie: `AUDITOR_CACHE_DIR` if it is set, else the user's cache folder."""
    chosen = os.environ.get("AUDITOR_CACHE_DIR")
    if chosen:
        return chosen
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or _at_home("AppData", "Local"), "auditor", "Cache")
    if sys.platform == "darwin":
        return _at_home("Library", "Caches", "auditor")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or _at_home(".cache"), "auditor")


def _at_home(*names: str) -> str:
    home = os.path.expanduser("~")
    if home == "~":
        raise RuntimeError("the user has no home")
    return os.path.join(home, *names)


def cache_key(layers: Sequence[Layer], shipped: str = "") -> str:
    """A digest of everything that a compiled rulebook depends on: the interpreter, the program, the shipped rules, and an office's own byte for byte.

    Args:
        layers: the office's own.
        shipped: the folder of the shipped rules, which like modules are told by name, size and time.
    """
    # The length in front keeps two parts from reading like one.
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in _parts(layers, shipped)))


def fetch(key: str, sort: str = "rules") -> object | None:
    """What was kept under `key`; `None` where there is nothing, or nothing that can be trusted and read. Never raises."""
    try:
        with open(_file(key, sort), "rb") as stream:
            return pickle.load(stream) if _is_ours(os.fstat(stream.fileno())) else None
    except Exception:  # a damaged pickle may raise anything
        return None


def keep(key: str, value: object, sort: str = "rules") -> None:
    """Keeps a value for the next run, whole or not at all; a folder that cannot be written, or a user without one, is no fault. Raises neither."""
    import tempfile
    from pathlib import Path

    with suppress(OSError, RuntimeError):
        target = Path(_file(key, sort))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f"{sort}-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                pickle.dump(value, stream, -1)
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


def _file(key: str, sort: str) -> str:
    return os.path.join(cache_folder(), f"{sort}-{key}.pickle")


def _parts(layers: Sequence[Layer], shipped: str) -> Iterator[bytes]:
    yield f"{__version__} {sys.version}".encode()
    yield from _program()
    if shipped:
        # Rules carry the name that messages have for their file, which depends on the working folder
        yield shown(shipped).encode("utf-8", "surrogateescape")
        yield _states(shipped, SUFFIXES)
    for layer in layers:
        yield f"{layer.label} {layer.group} {len(layer.files)}".encode("utf-8", "surrogateescape")
        for file in layer.files:
            yield file.name.encode("utf-8", "surrogateescape")
            yield file.data


@cache
def _program() -> tuple[bytes, ...]:
    """The state of every module and of the engine of expressions: a parameter class may use any of them."""
    found = engine()
    engine_state = _state(found.origin, os.stat(found.origin)) if found and found.origin else ""
    return _states(PACKAGE, (".py",)), engine_state.encode("utf-8", "surrogateescape")


def _states(folder: str, endings: tuple[str, ...]) -> bytes:
    """Name, size and time of the files of a folder and those in it; reading them all would cost more than a cache saves. Skips what cannot be searched."""
    folders, found = [folder], []
    while folders:
        inside = folders.pop()
        with suppress(OSError), os.scandir(inside) as entries:
            files: list[str] = []
            for entry in entries:
                if entry.name.endswith(endings):
                    files.append(_state(entry.name, entry.stat()))
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
            found.append("\n".join([inside, *sorted(files)]))
    return "\n".join(sorted(found)).encode("utf-8", "surrogateescape")


def _state(name: str, about: os.stat_result) -> str:
    return f"{name} {about.st_size} {about.st_mtime_ns}"


def _is_ours(about: os.stat_result) -> bool:
    """Whether nobody but the current user can have written the file; systems without owners have no such danger to guard against."""
    if not hasattr(os, "getuid"):
        return True
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(folder: Path, sort: str) -> None:
    files = sorted(folder.glob(f"{sort}-*.pickle"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
