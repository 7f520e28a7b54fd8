"""An embedded model starts when it is asked, lets threads take turns, and ends cleanly."""

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pydantic import BaseModel

from summarizer.errors import ModelFileError, ServerFailed
from summarizer.local.embedded import Embedded
from summarizer.local.engine import EngineOptions
from summarizer.local.open import open_embedded, through_endpoint
from summarizer.model import (
    Answer,
    Budget,
    Message,
    Model,
    OnProgress,
    Progress,
    Prompt,
    Usage,
    ignore_progress,
)

T = TypeVar("T", bound=BaseModel)
PROMPT = Prompt("test@1", (Message("system", "Do."), Message("user", "text")), 1, 10)


class Reply(BaseModel):
    text: str = "yes"


class FakeNative:
    def __init__(self, log: list[str]) -> None:
        self.log = log

    def render(self, messages: Sequence[Message]) -> str:
        return "".join(message.content for message in messages)

    def evaluate(self, text: str, _: OnProgress) -> int:
        self.log.append(f"prefix {text}")
        return len(text)

    def restore(self, _: str) -> bool:
        return False

    def save(self, _: str) -> int:
        return 0


class FakeEngine:
    base_url = "http://127.0.0.1:1/v1"
    api_key = "key"
    version = "1"

    def __init__(self, log: list[str]) -> None:
        self.log = log
        self.native = FakeNative(log)

    def close(self) -> None:
        self.log.append("close")


class FakeInner:
    """The model that speaks to the engine; notices when two ask at once."""

    name = "inner"
    profile = "large"
    context_tokens = 1

    def __init__(self, log: list[str]) -> None:
        self.log = log
        self.alone = threading.Lock()
        self.error: Exception | None = None

    def price(self, _: Usage) -> float | None:
        return None

    def ask(
        self,
        prompt: Prompt,
        response_type: type[T],
        *,
        budget: Budget,
        on_progress: OnProgress = ignore_progress,
    ) -> Answer[T]:
        assert self.alone.acquire(blocking=False), "two questions at once"
        self.log.append(f"ask {prompt.id}")
        time.sleep(0.005)  # Time for another thread to come in, if nothing keeps it out.
        on_progress(Progress("write", 1, 1))
        budget.spend(Usage(calls=1))
        self.alone.release()
        if self.error:
            raise self.error
        return Answer(response_type())


class Rig:
    """An embedded model over fakes, and what happened to them."""

    def __init__(self, tmp_path: Path, **options: Any) -> None:
        self.log: list[str] = []
        self.inner = FakeInner(self.log)
        self.path = tmp_path / "tiny.gguf"
        self.path.write_bytes(b"GGUF")
        self.model = Embedded(
            self.path,
            self.connect,
            options=EngineOptions(**options),
            open_engine=self.open,
        )

    def connect(self, base_url: str, api_key: str) -> Model:
        self.log.append(f"connect {base_url} {api_key}")
        return self.inner  # type: ignore[return-value]

    def open(self, path: Path, _: EngineOptions) -> Any:
        self.log.append(f"open {path.name}")
        return FakeEngine(self.log)

    def ask(
        self, on_progress: OnProgress = ignore_progress, budget: Budget | None = None
    ) -> Answer[Reply]:
        return self.model.ask(PROMPT, Reply, budget=budget or Budget(), on_progress=on_progress)


def test_nothing_is_loaded_before_the_first_question(tmp_path: Path) -> None:
    rig = Rig(tmp_path, context_tokens=4096)

    assert (rig.model.name, rig.model.profile) == ("tiny", "small")
    assert rig.model.context_tokens == 4096
    assert rig.model.price(Usage(output_tokens=9)) == 0.0
    rig.model.close()
    assert rig.log == []


def test_the_engine_is_started_once_and_asked_through_the_endpoint(tmp_path: Path) -> None:
    rig = Rig(tmp_path)

    assert [rig.ask().value, rig.ask().value] == [Reply(), Reply()]
    assert rig.log == [
        "open tiny.gguf",
        "connect http://127.0.0.1:1/v1 key",
        "ask test@1",
        "ask test@1",
    ]


def test_the_static_prefix_goes_in_before_the_question(tmp_path: Path) -> None:
    rig = Rig(tmp_path, state_directory=tmp_path / "prefixes")

    rig.ask()

    assert rig.log[2:] == ["prefix Do.", "ask test@1"]
    assert (tmp_path / "prefixes").is_dir()


def test_the_tokens_of_a_static_prefix_are_charged_when_they_are_evaluated(tmp_path: Path) -> None:
    rig = Rig(tmp_path, state_directory=tmp_path / "prefixes")
    first, second = Budget(), Budget()

    rig.ask(budget=first)
    rig.ask(budget=second)

    assert (first.spent, second.spent) == (Usage(calls=1, input_tokens=len("Do.")), Usage(calls=1))


def test_progress_tells_of_loading_and_then_of_the_question(tmp_path: Path) -> None:
    told: list[Progress] = []

    Rig(tmp_path).ask(told.append)

    assert told == [Progress("load", 0, 1), Progress("load", 1, 1), Progress("write", 1, 1)]


def test_threads_take_turns_and_share_one_engine(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    answers: list[Answer[Reply]] = []
    threads = [threading.Thread(target=lambda: answers.append(rig.ask())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 8
    assert sum(entry.startswith("open") for entry in rig.log) == 1


def test_an_error_of_the_question_passes_and_the_next_is_asked(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    rig.inner.error = ServerFailed("down")
    with pytest.raises(ServerFailed):
        rig.ask()
    rig.inner.error = None

    assert rig.ask().value == Reply()


def test_closing_twice_is_no_error_and_the_next_question_starts_again(tmp_path: Path) -> None:
    rig = Rig(tmp_path)
    with rig.model:
        rig.ask()
    rig.model.close()
    assert rig.log.count("close") == 1

    rig.ask()

    assert rig.log.count("open tiny.gguf") == 2


def test_a_state_directory_that_cannot_be_made_costs_no_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    rig = Rig(tmp_path, state_directory=tmp_path / "file" / "in")
    rig.ask()
    assert rig.log == ["open tiny.gguf", "connect http://127.0.0.1:1/v1 key", "ask test@1"]


def test_a_models_name_must_lead_to_a_file(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="not on this machine"):
        open_embedded("qwen2.5-coder-1.5b", directory=tmp_path)


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF")

    model = open_embedded(str(path), directory=tmp_path / "models")

    assert model.name == "own"


def test_the_engine_is_asked_as_a_small_model_with_its_window() -> None:
    inner = through_endpoint("own", EngineOptions(context_tokens=2048))(
        "http://127.0.0.1:1/v1", "k"
    )

    assert (inner.name, inner.profile, inner.context_tokens) == ("own", "small", 2048)
