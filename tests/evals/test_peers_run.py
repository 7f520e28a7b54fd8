"""A run over several systems: turns, resuming, the command and what it keeps."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support.openai_server import OpenAIServer, Request, Says
from support.peers import trial
from support.runs import CASES

from evals.cases import Case
from evals.peers import run
from evals.peers.__main__ import main
from evals.peers.run import Plan
from evals.peers.served import Served
from evals.peers.trials import TRIALS, Limits, Reading, Spent, add_trial, read_trials, tidy
from evals.runs.errors import Unusable
from summarizer.endpoint import Endpoint
from summarizer.schema import Summary


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer().running() as running:
        yield running


class Fake:
    """A system that notes what it is asked."""

    versions: dict[str, str] = {}  # noqa: RUF012  # the protocol's type

    def __init__(self, name: str, asked: list[tuple[str, str]]) -> None:
        self.name = name
        self._asked = asked

    def read(self, case: Case, limits: Limits) -> Reading:
        if limits.output_tokens > 16:
            self._asked.append((self.name, case.slug))
        return Reading({"extractions": []}, "", Spent(calls=1), 1.0)


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def plan(asked: list[tuple[str, str]]) -> Callable[..., Plan]:
    def make(*names: str, again: bool = False) -> Plan:
        systems = [Fake(name, asked) for name in names or ("one", "two")]
        return Plan(CASES[:2], systems, Limits(), again)

    return make


ENDPOINT = Served("http://127.0.0.1:9/v1", "none", Endpoint("m", base_url="", api_key="none"))


def test_systems_take_turns_on_each_case_and_none_is_always_first(
    plan: Callable[..., Plan], asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    told: list[str] = []
    run.run(plan(), ENDPOINT, tmp_path, lambda trial: told.append(trial.system))
    assert asked == [("one", "avon"), ("two", "avon"), ("two", "blyth"), ("one", "blyth")]
    assert told == ["one", "two", "two", "one"]


class Slot:
    """Notes what is asked of an engine's slot."""

    def __init__(self, *, saves: bool = True) -> None:
        self.native = self
        self.done: list[str] = []
        self._saves = saves

    def save(self, filename: str) -> int:
        self.done.append(f"save {filename}")
        return int(self._saves)

    def restore(self, filename: str) -> bool:
        self.done.append(f"restore {filename}")
        return True


def test_each_system_finds_the_engine_as_it_left_it() -> None:
    slot: Any = Slot()
    served = Served("", "", ENDPOINT.model, slot)
    for system in ("one", "two", "one"):
        with served.turn_of(system):
            slot.done.append(system)
    one, two = "peers-one.slot", "peers-two.slot"
    assert slot.done == [
        "one", f"save {one}", "two", f"save {two}", f"restore {one}", "one", f"save {one}",
    ]  # fmt: skip


def test_a_state_that_could_not_be_put_aside_is_not_asked_for() -> None:
    slot: Any = Slot(saves=False)
    served = Served("", "", ENDPOINT.model, slot)
    for _ in range(2):
        with served.turn_of("one"):
            pass
    assert slot.done == ["save peers-one.slot"] * 2


def test_a_run_that_was_killed_is_taken_up(
    plan: Callable[..., Plan], asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    run.run(plan(), ENDPOINT, tmp_path, lambda _: None)
    path = tmp_path / TRIALS
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    asked.clear()
    tidy(tmp_path, read_trials(tmp_path).values())
    run.run(plan(), ENDPOINT, tmp_path, lambda _: None)
    assert asked == [("two", "blyth"), ("one", "blyth")]
    assert len(read_trials(tmp_path)) == 4


def test_one_system_can_be_asked_again_and_its_newest_answer_counts(
    plan: Callable[..., Plan], asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    run.run(plan(), ENDPOINT, tmp_path, lambda _: None)
    before = read_trials(tmp_path)
    asked.clear()
    run.run(plan("one"), ENDPOINT, tmp_path, lambda _: None)
    assert asked == []
    run.run(plan("one", again=True), ENDPOINT, tmp_path, lambda _: None)
    assert asked == [("one", "avon"), ("one", "blyth")]
    after = read_trials(tmp_path)
    assert after["one", "avon"].asked > before["one", "avon"].asked
    assert after["two", "avon"] == before["two", "avon"]


def test_a_broken_row_is_named(tmp_path: Path) -> None:
    add_trial(tmp_path, trial("instructor", CASES[0], None))
    path = tmp_path / TRIALS
    path.write_text(path.read_text() + '{"system": 7}\n')
    with pytest.raises(Unusable, match=r"trials\.jsonl, line 2"):
        read_trials(tmp_path)


@pytest.fixture
def peers(server: OpenAIServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run ``python -m evals.peers`` against the scripted endpoint."""
    monkeypatch.setenv("SUMMARIZER_PROFILE", "large")
    monkeypatch.setenv("SUMMARIZER_CONFIG", "")

    def call(*words: str) -> Result:
        given = ["--base-url", server.url, "--model", "m", "-o", str(tmp_path), *words]
        return CliRunner().invoke(main, given)

    return call


def _either(request: Request) -> Says:
    """What either form of the schema takes: nothing at all."""
    return Says('{"actors": [], "title": "A title"}' if request.body["messages"] else "")


def test_the_command_keeps_trials_and_summaries_and_prints_the_tables(
    server: OpenAIServer, peers: Callable[..., Result], tmp_path: Path
) -> None:
    server.script(_either)
    words = ["--case", "adv-dates", "--system", "instructor", "--system", "summarizer"]
    done = peers(*words)
    assert done.exit_code == 0, done.output
    assert "| summarizer |" in done.stdout
    assert "adv-dates: instructor: answered, 1 calls, 100 in, 10 out" in done.stderr
    kept = tmp_path / "instructor" / "adv-dates.json"
    assert Summary.model_validate_json(kept.read_bytes()).title == "A title"
    calls = len(server.requests)
    assert peers(*words).stdout == done.stdout
    assert peers("--offline").stdout == done.stdout
    assert len(server.requests) == calls


def test_langextract_that_is_not_here_is_told_before_anything_is_asked(
    server: OpenAIServer, peers: Callable[..., Result]
) -> None:
    done = peers("--case", "adv-dates", "--langextract", "no/such/python")
    assert done.exit_code == 2
    assert "there is no no/such/python" in done.stderr
    assert not server.requests


def test_a_failure_leaves_no_summary_of_an_earlier_run(
    server: OpenAIServer, peers: Callable[..., Result], tmp_path: Path
) -> None:
    words = ["--case", "adv-dates", "--system", "instructor"]
    server.script(_either)
    peers(*words)
    server.script(Says("{", finish="length"))
    done = peers(*words, "--again")
    assert "IncompleteOutputException" in done.stderr
    assert not (tmp_path / "instructor" / "adv-dates.json").exists()
