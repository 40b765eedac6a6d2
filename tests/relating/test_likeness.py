"""What two figures are called, however the two places word it: the words that they share, and those that part them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.relating import Context
from auditor.relating.likeness import parted, shared


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("全县共有注册护林员2164人。对2614名注册护林员进行培训。", "注册护林员"),
        ("新收涉渔纠纷372件。接到的327件涉渔纠纷主要在夏季。", "涉渔纠纷"),
        ("规模以上茶企361家。规上茶企达316家。", "规上茶企"),
        ("项目开工361个。竣工316个项目。", ""),
    ],
)
def test_shared_words(context: Callable[[str], Context], text: str, both: str) -> None:
    found = context(text)
    one, other = (m for m in found.mentions if m.is_quantity)
    assert shared(found.words(one), found.words(other)) == both


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("受理纠纷372件。办结纠纷327件。", True),
        ("城区书屋46个。农村书屋64个。", True),
        ("新收纠纷372件。接到327件纠纷。", False),
    ],
)
def test_sides_of_one_thing(context: Callable[[str], Context], text: str, *, apart: bool) -> None:
    found = context(text)
    one, other = (m for m in found.mentions if m.is_quantity)
    assert parted(found.words(one), found.words(other), found.lexicon) is apart
