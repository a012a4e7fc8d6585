"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def reports_in_english() -> Iterator[None]:
    """Reports speak English whatever the machine's locale, also in the processes that tests start; a test of another language asks for it."""
    before = os.environ.get("VERBALE_UI")
    os.environ["VERBALE_UI"] = "en"
    yield
    if before is None:
        del os.environ["VERBALE_UI"]
    else:
        os.environ["VERBALE_UI"] = before


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return Path(__file__).resolve().parents[1]
