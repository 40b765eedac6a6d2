"""What all tests share: golden files, kept with `pytest --update-golden`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes on a busy machine says nothing of the code.
settings.register_profile("auditor", deadline=None)
settings.load_profile("auditor")

Golden = Callable[[Path, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is rendered now into the golden files")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a file, or writes the file."""

    def compare(file: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            file.write_bytes(text.encode())
        assert text == file.read_bytes().decode(), f"{file.name}: pytest --update-golden, then read the difference"

    return compare
