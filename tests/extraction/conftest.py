"""Reading a small text with the shipped lexicon."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.extraction import extract
from auditor.lexicon import Lexicon
from auditor.model import Document, Mention
from auditor.rulebook import load_rulebook

Read = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_rulebook().lexicon


@pytest.fixture(scope="session")
def read(lexicon: Lexicon) -> Read:
    """The mentions of a text."""
    return lambda text: extract(Document("text", text, ()), lexicon)
