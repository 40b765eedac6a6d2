"""The property of the kind: what a text calls its own place is that of its title, at the same level; what it tells of partners is theirs."""

from __future__ import annotations

import pytest

from auditor.reading import document_from_text
from auditor.relating.locality import claimed, home


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("石桥县水利局2024年工作总结", "石桥县"),
        ("关于石桥县2024年财政决算的报告", "石桥县"),
        ("湖南省澧阳市石桥县2024年统计公报", "石桥县"),
        ("全县2024年工作总结", None),
        ("经济开发区2024年工作总结", None),
        ("各乡镇2024年工作总结", None),
    ],
)
def test_the_place_of_a_title(title: str, place: str | None) -> None:
    found = home(document_from_text("report.txt", f"{title}\n全年工作平稳。"))
    assert (found and found.name) == place


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("在柳河县委的坚强领导下，工作平稳。", ["柳河县"]),
        ("结合柳河县实际，修订规程。", ["柳河县"]),
        ("赴柳河县学习，在柳河县委领导下的做法值得借鉴。", []),
        ("在县委、县政府的领导下，结合全县实际。", []),
    ],
)
def test_what_a_text_calls_its_own(text: str, places: list[str]) -> None:
    assert [place.name for place in claimed(document_from_text("report.txt", text))] == places
