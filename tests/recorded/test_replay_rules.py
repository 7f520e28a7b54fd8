"""Cassettes belong to tests, tell nothing of a machine, and answer only what was asked."""

import ast
import re
from pathlib import Path

import pytest
from support.recording import ASKED, HOW_TO_RECORD, kept_request, kept_response, misfit
from vcr.cassette import Cassette
from vcr.request import Request

from summarizer import Document
from summarizer.draft import Draft
from summarizer.endpoint import Endpoint, EndpointOptions
from summarizer.errors import ConnectionFailed
from summarizer.model import Budget, Session
from summarizer.reading import question

HERE = Path(__file__).parent
WHOLE = HERE / "cassettes" / "test_recorded_whole" / "test_a_short_text_is_read_whole.yaml"
TELLING = {
    "a key": r"sk-[\w-]{8,}|AKIA\w{8,}|xox[abp]-|hf_\w{20,}|ghp_\w{20,}|eyJ[\w-]{20,}",
    "a header": r"(?i)\b(?:authorization|bearer|api-key|cookie|user-agent|x-stainless)\b",
    "a local path": r"(?:/(?:root|home|Users|tmp|var|work|opt|mnt)/|[A-Z]:\\\\)",
    "a port": r"127\.0\.0\.1:\d",
}  # fmt: skip


def cassettes() -> list[Path]:
    return sorted((HERE / "cassettes").rglob("*.*"))


def expected() -> list[Path]:
    """One cassette for each test of a module that says it is recorded."""
    return sorted(
        HERE / "cassettes" / module.stem / f"{function.name}.yaml"
        for module in HERE.glob("test_*.py")
        if re.search(r"^pytestmark = pytest\.mark\.vcr$", module.read_text(), re.MULTILINE)
        for function in ast.walk(ast.parse(module.read_text()))
        if isinstance(function, ast.FunctionDef) and function.name.startswith("test_")
    )


def test_every_cassette_has_its_test_and_every_test_its_cassette() -> None:
    assert expected()
    assert expected() == cassettes()


@pytest.mark.parametrize("what", TELLING)
def test_a_cassette_tells_nothing_of_a_machine_or_its_user(what: str) -> None:
    telling = [path.stem for path in cassettes() if re.search(TELLING[what], path.read_text())]

    assert telling == []


def test_what_is_kept_of_an_exchange() -> None:
    headers = {"Authorization": "Bearer x", "Content-Type": "application/json", "X-Os": "y"}
    request = kept_request(Request("POST", "http://127.0.0.1:4012/v1/x", b"{}", headers))
    body = (
        b'data: {"choices":[],"created":17,"id":"chatcmpl-x","model":"/home/me/m.gguf","n":1}\n\n'
        b'data: {"n":2,"model":"/home/me/m.gguf","timings":{"a":1,"b":2.5}}'
    )
    response = kept_response({"headers": {"Date": ["z"]}, "body": {"string": body}})

    assert request.uri == "http://127.0.0.1/v1/x"
    assert dict(request.headers) == {"Content-Type": "application/json"}
    assert response["headers"] == {}
    assert response["body"]["string"] == (
        b'data: {"choices":[],"model":"m.gguf","n":1}\n\ndata: {"n":2,"model":"m.gguf"}'
    )


@pytest.fixture
def once() -> Session:
    """Asks nobody, and only once: what is not in the cassette is refused by it."""
    options = EndpointOptions(max_tries=1)
    endpoint = Endpoint("m", base_url="http://127.0.0.1:9/v1", api_key="x", options=options)
    return Session(endpoint, Budget())


@pytest.mark.vcr(str(WHOLE), record_mode="none")
def test_a_changed_prompt_is_not_answered_and_it_is_said_what_changed(
    request: pytest.FixtureRequest, vcr: Cassette, once: Session
) -> None:
    with pytest.raises(ConnectionFailed):
        once.ask(question(Document.from_text("Another text."), "summary@1"), Draft)

    reason = misfit(vcr, request.node.stash[ASKED])
    assert reason.startswith(f"{HOW_TO_RECORD}\nbody: ")
    assert "[1] Another text." in reason


@pytest.mark.vcr(str(WHOLE), record_mode="none")
def test_an_answered_question_is_no_misfit(vcr: Cassette) -> None:
    assert vcr.requests
    assert [misfit(vcr, asked) for asked in (None, *vcr.requests) if misfit(vcr, asked)] == []
