"""Answers of the embedded model, recorded from its engine over loopback.

``make record`` records them anew; everybody else plays them back, without a model and without a
network. A request that differs from the recorded one fails, and says what differs.
"""

from collections.abc import Generator, Iterator
from typing import Any

import pytest
from support.recording import ASKED, VCR_CONFIG, kept_request, kept_response, misfit
from vcr.cassette import Cassette
from vcr.request import Request

from summarizer.local.catalogue import DEFAULT
from summarizer.local.engine import Engine, EngineOptions
from summarizer.local.open import through_endpoint
from summarizer.local.shelf import models_directory, resolve_model
from summarizer.model import Model

DEAD = "http://127.0.0.1:9/v1"
"""Nobody listens there."""
_PASSED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def address(record_mode: str) -> Iterator[tuple[str, str]]:
    """Where to ask, and the key: the engine's while recording, else nobody's."""
    if record_mode == "none":
        yield DEAD, "none"
        return
    engine = Engine.open(resolve_model(DEFAULT.name, models_directory()), EngineOptions())
    yield engine.base_url, engine.api_key
    engine.close()


@pytest.fixture
def model(
    request: pytest.FixtureRequest, address: tuple[str, str], vcr: Cassette, record_mode: str
) -> Iterator[Model]:
    """The embedded model, or its recorded answers; each of them must be asked for."""
    yield through_endpoint(DEFAULT.name, EngineOptions())(*address)
    if record_mode == "none" and request.node.stash.get(_PASSED, False):
        assert vcr.all_played, "the cassette holds more than was asked"


@pytest.fixture
def vcr_config(request: pytest.FixtureRequest) -> dict[str, Any]:
    def kept(asked: Request) -> Request:
        request.node.stash[ASKED] = asked
        return kept_request(asked)

    return {
        **VCR_CONFIG,
        "before_record_request": kept,
        "before_record_response": kept_response,
    }


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under a failure that a missing answer caused, say so."""
    report = yield
    if call.when == "call":
        item.stash[_PASSED] = report.passed
    cassette = item.funcargs.get("vcr")
    if call.when == "call" and report.failed and isinstance(cassette, Cassette):
        reason = misfit(cassette, item.stash.get(ASKED, None))
        if reason:
            report.sections.append(("Not in the cassette", reason))
    return report
