"""Plain text: every line that holds something is a block."""

from __future__ import annotations

from auditor.model import Document
from auditor.reading._decoding import decode
from auditor.reading._lines import block, lines

SUFFIXES = (".txt", ".text")


def read(path: str, data: bytes) -> Document:
    """The document in a text file.

    Raises:
        UnreadableError: `data` is not text.
    """
    text, encoding = decode(data)
    return Document(path, text, tuple(block(text, start, end) for start, end in lines(text)), encoding)
