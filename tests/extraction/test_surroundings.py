"""What is around a number: label, tail, governing period, quotation."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.extraction import extract
from auditor.lexicon import Lexicon
from auditor.model import Document
from tests.extraction.conftest import Read


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("调解成功率达99.3%", "调解成功率"),
        ("共受理纠纷808件", "共受理纠纷"),
        ("化解率为97%", "化解率"),
        ("共12件", "共"),
        ("累计达40人次", "累计"),
        ("参与200人次", "参与"),
        ("专家设计的15个方案", "专家设计"),
        ("受理案件:500件", "受理案件"),
        ("受理案件500件(其中涉企30件)", "受理案件"),
        ("年末存款约为3亿元", "存款"),
        ("调解、仲裁30件", "仲裁"),
        ("动员近400余名志愿者", "动员"),
    ],
)
def test_label_is_what_is_counted(read: Read, text: str, label: str) -> None:
    assert next(mention for mention in read(text) if mention.is_quantity).label == label


def test_the_label_ends_at_the_mention_before(read: Read) -> None:
    assert [m.label for m in read("审查合同34份涉及金额5万元")] == ["审查合同", "涉及金额"]


@pytest.mark.parametrize(
    ("text", "tail"),
    [("走访30家企业,解难", "企业"), ("聘请8名专职律师担任12家", "专职律师担任"), ("3件", ""), ("5次以上排查。", "排查")],
)
def test_tail_ends_at_punctuation_or_mention(read: Read, text: str, tail: str) -> None:
    assert read(text)[0].tail == tail


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023年受理500件", "2023年"),
        ("2023年受理500件。办结400件", "2023年"),
        ("2023年工作\n办结400件", None),
        ("2023年受理500件,比2022年增长11%", "2023年"),
        ("2023年受理500件,比2022年的450件", "2022年"),
        ("1-8月受理500件", "1-8月"),
        ("09:40到场500人", None),
    ],
)
def test_period_governs_the_last_figure(read: Read, text: str, period: str | None) -> None:
    assert [mention for mention in read(text) if mention.is_quantity][-1].period == period


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("“三项制度”", True), ("《促进发展九条》", True), ("落实三项制度", False), ("“甲”三项", False), ("“甲\n三项", False)],
)
def test_quotation(read: Read, text: str, quoted: bool) -> None:
    assert read(text)[0].quoted is quoted


ALPHABET = "0123456789０１２９.,，．:：%％‰-—~～/+·  \n()（）〔〕[]“”《》、。；;第一二两三十百千万亿半零廿〇负约近超余多几来左右以上以内不足年月日时季度今去上同期元万件人次个百分点成倍翻番分之是要位名号AaGk①"


@given(text=st.text(st.sampled_from(ALPHABET), max_size=40))
def test_any_text_is_read_in_order_and_without_overlap(lexicon: Lexicon, text: str) -> None:
    check_spans(lexicon, text)


@given(text=st.text(max_size=60))
def test_even_no_text_at_all_raises_nothing(lexicon: Lexicon, text: str) -> None:
    check_spans(lexicon, text)


def check_spans(lexicon: Lexicon, text: str) -> None:
    mentions = extract(Document("text", text, ()), lexicon)
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert mention.outer_start <= mention.digits_start or not mention.digits_end
        assert mention.outer_end <= len(text)
        end = mention.end


@example(number=400_000_000, places=0, unit="件")
@given(number=st.integers(1, 10**9), places=st.integers(0, 3), unit=st.sampled_from(["件", "万元", "%", "人次", "亿千瓦时"]))
def test_the_number_that_was_printed_is_one_of_its_values(lexicon: Lexicon, number: int, places: int, unit: str) -> None:
    digits = f"{number}.{'5' * places}" if places else str(number)
    (mention,) = extract(Document("text", f"完成{digits}{unit}", ()), lexicon)
    assert mention.digits == digits
    assert mention.printed.meets(mention.value)
