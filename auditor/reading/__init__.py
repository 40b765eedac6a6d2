"""Files to documents: the only stage that touches the file system.

A format is one module of this package, found by discovery: it has `SUFFIXES`, the endings of its files in lower case, and `read(path, data)`, which
turns bytes into a `Document` whose blocks leave out what is not the report's text, and carry a `location` where a line number would mean nothing to
a reader. A module whose name starts with an underscore is shared by formats and is none.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, cast

from auditor.discovery import public_modules
from auditor.errors import ReadError
from auditor.model import Document
from auditor.reading._decoding import encode
from auditor.reading._faults import UnreadableError
from auditor.reading._gathering import STDIN, Source, sources

__all__ = ["STDIN", "Source", "UnreadableError", "collect", "document_from_text", "encoded", "read", "readers", "with_text"]

_ANY_TEXT = ".txt"


if TYPE_CHECKING:
    from typing import Protocol

    class Reader(Protocol):
        """What a module of this package offers."""

        SUFFIXES: tuple[str, ...]
        read: Callable[[str, bytes], Document]


@cache
def readers() -> Mapping[str, Reader]:
    """The readers by the endings of their files, sorted by ending."""
    modules = [cast("Reader", importlib.import_module(f"{__name__}.{name}")) for name in public_modules(__path__)]
    return dict(sorted((suffix, module) for module in modules for suffix in module.SUFFIXES))


def collect(
    paths: Sequence[str], stdin: BinaryIO | None = None, stdin_filename: str | None = None, *, lang: str = "zh"
) -> tuple[list[Source], list[ReadError]]:
    """The files that the paths of a command line stand for.

    Args:
        paths: files, folders (searched whole, for the endings that some reader knows), globs, and `-` for standard input.
        stdin: what `-` reads.
        stdin_filename: the name that standard input goes by; its ending chooses the reader.
        lang: the language of the errors, "zh" or "en".

    Returns:
        The sources sorted by path, each file once however often it is named, by its own name if that is among them, and one error for each path that stands for no file.
    """
    found: dict[str, Source] = {}
    errors: list[ReadError] = []
    for path in paths:
        refused: list[UnreadableError] = []
        if path == STDIN:
            found.setdefault(STDIN, Source(stdin_filename or "<stdin>", stdin))
        else:
            for source in sources(path, tuple(readers()), refused):
                real = os.path.realpath(source.path)
                if real not in found or (os.path.islink(found[real].path) and not os.path.islink(source.path)):
                    found[real] = source
        errors.extend(ReadError(path, fault.to(lang)) for fault in refused)
    return sorted(found.values(), key=lambda source: source.path), errors


def encoded(document: Document) -> bytes:
    """The bytes of the file that a document is read from: its encoding, its byte order mark, its line ends.

    Raises:
        UnreadableError: its text would not be read back from them.
    """
    return encode(document.text, document.encoding)


def with_text(document: Document, text: str, *, lang: str = "zh") -> Document:
    """The document that its file would be with another text, in the encoding that it has.

    Raises:
        ReadError: the encoding does not bring this text back.
    """
    try:
        return _reader(document.path).read(document.path, encode(text, document.encoding))
    except UnreadableError as fault:
        raise ReadError(document.path, fault.to(lang)) from fault


def read(source: Source, *, lang: str = "zh") -> Document:
    """The document in a source; one with an ending that no reader knows is read as plain text, if it is text.

    Raises:
        ReadError: it cannot be opened, or is no text in a known encoding; the reason is in `lang`.
    """
    try:
        return _reader(source.path).read(source.path, source.data())
    except UnreadableError as fault:
        raise ReadError(source.path, fault.to(lang)) from fault


def document_from_text(path: str, text: str) -> Document:
    """The document that a file `path` with `text` in it would be; never raises for text without control characters."""
    return _reader(path).read(path, text.encode("utf-8"))


def _reader(path: str) -> Reader:
    return readers().get(os.path.splitext(path)[1].lower(), readers()[_ANY_TEXT])
