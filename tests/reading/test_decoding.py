"""Bytes of every encoding that reports come in, and bytes that are no report."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.reading._decoding import decode
from auditor.reading._faults import UnreadableError

SENTENCES = "一季度办件1520件，同比增长3.4％。\r\n二季度办件１６００件。\n"


@pytest.mark.parametrize(
    ("before", "codec", "encoding"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (b"", "gb18030", "gb18030"),
        (b"", "gbk", "gb18030"),
    ],
)
def test_text_comes_back_as_it_was(before: bytes, codec: str, encoding: str) -> None:
    assert decode(before + SENTENCES.encode(codec)) == (SENTENCES, encoding)


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty_file_is_an_empty_text(data: bytes) -> None:
    assert decode(data)[0] == ""


@pytest.mark.parametrize("text", ["𠮷林", "办件12件", "\u3000\u3000联通", "a\tb\x0cc", "plain ascii"])
def test_short_utf8_is_never_taken_for_anything_else(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_all_utf8_is_utf8(text: str) -> None:
    assert decode(("件" + text).encode()) == ("件" + text, "utf-8")


@pytest.mark.parametrize(
    ("data", "name", "fields"),
    [
        (b"%PDF-1.7\n", "binary", {"form": " (PDF)"}),
        (b"PK\x03\x04\x14\x00", "binary", {"form": " (docx/xlsx/zip)"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "binary", {"form": " (doc/xls)"}),
        (b"{\\rtf1\\ansi", "binary", {"form": " (RTF)"}),
        ("办件".encode("utf-16-le") + b"1\x00", "binary", {"form": ""}),
        (b"\x01\x02\x03\x04text", "binary", {"form": ""}),
        (SENTENCES.encode()[:-1] + b"\xff\n", "damaged", {"line": 2, "byte": 0xFF, "encoding": "UTF-8"}),
        (SENTENCES.encode()[:-3], "damaged", {"line": 2, "byte": 0xE3, "encoding": "UTF-8"}),
        (codecs.BOM_UTF8 + b"ab\xff", "damaged", {"line": 1, "byte": 0xFF, "encoding": "UTF-8"}),
        (codecs.BOM_UTF16_LE + "办件".encode("utf-16-le")[:-1], "damaged", {"line": 1, "byte": 0xF6, "encoding": "UTF-16"}),
        ("Marché 2024".encode("latin-1"), "undecodable", {}),
        ("\ue000\ue001\ue002".encode("gb18030"), "undecodable", {}),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, name: str, fields: dict[str, object]) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert (caught.value.name, caught.value.fields) == (name, fields)
    assert caught.value.to("zh") != caught.value.to("en")


def test_one_private_character_among_many_is_a_bullet_from_a_word_processor() -> None:
    text = SENTENCES * 5 + "\ue5e5"
    assert decode(text.encode("gb18030")) == (text, "gb18030")
