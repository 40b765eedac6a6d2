"""Bytes to text: UTF-8, UTF-16 or GB18030, in an order that never takes UTF-8 for anything else.

GB18030 gives a reading to almost any bytes, so it comes last, and only where the result looks like text and the bytes do not look like UTF-8 with
a fault in it. Line ends stay as they are, for every offset is one of the text that the file holds.
"""

from __future__ import annotations

import codecs
import unicodedata

from auditor.reading._faults import UnreadableError
from auditor.text import LineIndex

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FORMS = ((b"%PDF-", "PDF"), (b"PK\x03\x04", "docx/xlsx/zip"), (b"\xd0\xcf\x11\xe0", "doc/xls"), (b"{\\rtf", "RTF"))
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1a")
_SAMPLE = 1_000_000


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file.

    Args:
        data: all its bytes.

    Returns:
        The text, without a byte order mark and with its line ends as they are, and the name of its encoding.

    Raises:
        UnreadableError: the bytes are not text, or of no known encoding.
    """
    _refuse_known_form(data)
    text, encoding = _decoded(data)
    _refuse_control_characters(text)
    return text, encoding


def encode(text: str, encoding: str) -> bytes:
    """The bytes that `decode` would give `text` and `encoding` for, with the byte order mark that belongs to the encoding.

    Raises:
        UnreadableError: other text or another encoding would be read back from them.
    """
    bom = next((bom for bom, name in _BOMS if name == encoding), b"")
    data = bom + text.encode(encoding.removesuffix("-sig"), "surrogatepass")
    if decode(data) != (text, encoding):
        raise UnreadableError("not-restorable", encoding=_name(encoding))
    return data


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding.removesuffix("-sig")), encoding
    if b"\0" in data:
        raise UnreadableError("binary", form="")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _chinese(data, error), "gb18030"


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, error) from error


def _chinese(data: bytes, not_utf8: UnicodeDecodeError) -> str:
    """The bytes as GB18030, where that is what they are."""
    if _mostly_utf8(data):
        raise _damaged(data, not_utf8) from not_utf8
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise UnreadableError("undecodable") from error
    odd = sum(unicodedata.category(c) in ("Co", "Cn") for c in text[:_SAMPLE])
    if odd * 50 > min(len(text), _SAMPLE):
        raise UnreadableError("undecodable")
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with a few faults: read so, they give more Chinese characters than gaps, which GB18030 never does."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    return sum("\u4e00" <= c <= "\u9fff" for c in text) > text.count("\ufffd")


def _damaged(data: bytes, error: UnicodeDecodeError) -> UnreadableError:
    before = data[: error.start].decode(error.encoding, "replace")
    line, _ = LineIndex(before).place(len(before))
    return UnreadableError("damaged", line=line, byte=data[error.start], encoding=_name(error.encoding))


def _name(encoding: str) -> str:
    return "UTF-16" if encoding.startswith("utf-16") else encoding.upper()


def _refuse_known_form(data: bytes) -> None:
    for start, form in _FORMS:
        if data.startswith(start):
            raise UnreadableError("binary", form=f" ({form})")


def _refuse_control_characters(text: str) -> None:
    """Refuses text of which more than one character in fifty controls something other than the layout."""
    sample = text[:_SAMPLE]
    controls = sum(map(sample.count, _CONTROLS))
    if controls * 50 > len(sample):
        raise UnreadableError("binary", form="")
