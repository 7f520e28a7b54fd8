"""For all tests; being here puts this folder on the path, so that they can import `support`."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.openai_server import OpenAIServer

from summarizer.document import Document
from summarizer.propose import parsing
from summarizer.propose.parsing import Parser

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that starts the tests in the background has it ignored, and so would their children.
    signal.signal(signal.SIGINT, signal.default_int_handler)

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The real parser; `make test` fetches its 15 MB first."""
    if not parsing.is_installed():
        pytest.skip("the parser is not here: summarizer model pull en-core-web-sm")
    return parsing.load(parsing.folder())


@pytest.fixture(scope="session")
def seed() -> Document:
    """The news text that the project began with; its source is noted beside it."""
    path = SEEDS / "peskov-istanbul-talks-2025-05-30.txt"
    return Document.from_text(path.read_text(), source=path.name)


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    """A local endpoint that can fail on purpose."""
    with OpenAIServer().running() as running:
        yield running
