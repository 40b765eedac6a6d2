"""Sentences of invented texts, with the shipped vocabulary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor import reading
from auditor.extraction import extract
from auditor.relating import Context, relate
from auditor.rulebook import load_rulebook


@pytest.fixture(scope="session")
def context() -> Callable[[str], Context]:
    lexicon = load_rulebook().lexicon

    def of(text: str) -> Context:
        document = reading.document_from_text("test.txt", text)
        return relate(document, extract(document, lexicon), lexicon)

    return of
