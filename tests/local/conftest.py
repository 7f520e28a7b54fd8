"""What the tests of the embedded model share: the failing web server and the real model file."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from failing_web import Web, serving

from summarizer.local import shelf
from summarizer.local.catalogue import QWEN


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "embedded: runs the real engine; skipped where its model file is not"
    )


@pytest.fixture(scope="session")
def gguf() -> Path:
    """The default model's file: in the cache, or where SUMMARIZER_TEST_MODEL says."""
    named = os.environ.get("SUMMARIZER_TEST_MODEL")
    path = Path(named) if named else shelf.path_of(QWEN, shelf.models_directory())
    if not path.is_file():
        pytest.skip("the model file is not on this machine")
    return path


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web
