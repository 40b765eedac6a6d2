"""The relations of the kind are between two places: a figure that stands once has none."""

from __future__ import annotations

import pytest

from auditor.checking import same
from auditor.extraction import extract
from auditor.model import Severity
from auditor.reading import document_from_text
from auditor.relating import relate
from auditor.rule import Rule, Text
from auditor.rulebook import load_rulebook

LEXICON = load_rulebook().lexicon


@pytest.mark.parametrize("by", ["words", "digits"])
@pytest.mark.parametrize(
    ("text", "relations"),
    [("公司共收寄包裹1.86亿件，人均5件。", 0), ("港口吞吐货物1.86亿吨。\n综上，港口吞吐货物1.86亿吨。", 1)],
)
def test_relations_between_two_places(by: str, text: str, relations: int) -> None:
    document = document_from_text("report.txt", text)
    said = Text("", "")
    rule = Rule("r", "text", said, Severity.WARNING, said, "", "same", same.Params(by=by), said, ())  # type: ignore[arg-type]
    outcomes = list(same.check(relate(document, extract(document, LEXICON), LEXICON), rule))
    assert len(outcomes) == relations
    assert all(len({member.start for member in outcome.members}) == 2 for outcome in outcomes)
