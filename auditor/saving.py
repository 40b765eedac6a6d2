"""Corrected reports to their files: all or nothing, in the bytes that the rest of the file has always had."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from auditor import reading
from auditor.errors import WriteError
from auditor.model import Document
from auditor.reading import UnreadableError
from auditor.rule import Text

_LINK = Text("是符号链接，没有改动；请写出它所指的文件", "is a symbolic link and was left alone; name the file that it points to")
_LINKED = Text(
    "还有别的名字（硬链接），没有改动；请先复制成单独的文件", "has other names (hard links) and was left alone; make it a file of its own first"
)
_READ_ONLY = Text("是只读文件，没有改动；请先允许写入", "is read-only and was left alone; allow writing first")
_CHANGED = Text("与读到的内容不一致，没有改动；请再运行一次", "is not as it was read and was left alone; run again")
_REFUSED = Text("无法写入（{0}），没有改动", "cannot be written ({0}) and was left alone")


def save(before: Document, after: Document, *, lang: str = "zh") -> None:
    """Replaces the content of a file in one step, keeping its mode and its owner.

    Args:
        before: as it was read.
        after: the same file with its text corrected.
        lang: the language of errors, "zh" or "en".

    Raises:
        WriteError: it is a link, one of several names, read-only, not what was read, or the folder takes no new file of its owner; nothing has been written then.
    """
    path = Path(before.path)
    try:
        if refusal := _refusal(path, before):
            raise WriteError(before.path, refusal.to(lang))
        _replace(path, reading.encoded(after))
    except OSError as error:
        raise WriteError(before.path, _REFUSED.to(lang).format(error.strerror)) from error
    except UnreadableError as fault:
        raise WriteError(before.path, fault.to(lang)) from fault


def _refusal(path: Path, before: Document) -> Text | None:
    if path.is_symlink():
        return _LINK
    if path.stat().st_nlink > 1:
        return _LINKED
    # The superuser may write what is marked as not to be written; the mark counts all the same.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        return _READ_ONLY
    return None if path.read_bytes() == reading.encoded(before) else _CHANGED


def _replace(path: Path, data: bytes) -> None:
    from tempfile import mkstemp

    handle, name = mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        about = path.stat()
        if hasattr(os, "chown"):
            os.chown(name, about.st_uid, about.st_gid)
        os.chmod(name, stat.S_IMODE(about.st_mode))
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
