"""One small question to put to an endpoint, with a canary in everything that is secret."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from summarizer.endpoint import Endpoint
from summarizer.model import Answer, Budget, Message, OnProgress, Prompt, ignore_progress

KEY = "sk-CANARY-key"
DOCUMENT = "CANARY-document {{ 7*7 }} {% raw %} \u2028 {braces}"


class Weather(BaseModel):
    """A small answer."""

    model_config = ConfigDict(frozen=True)

    sky: str
    degrees: int


GOOD = '{"sky": "blue", "degrees": 7}'
PROMPT = Prompt(
    id="weather@1",
    messages=(Message("system", "Tell the weather."), Message("user", DOCUMENT)),
    static=1,
    max_output_tokens=50,
)


class Asker:
    """Asks an endpoint one question and keeps what was seen on the way."""

    def __init__(self, endpoint: Endpoint, slept: list[float]) -> None:
        self.endpoint = endpoint
        self.slept = slept
        self.budget = Budget()

    def __call__(
        self, response_type: type[Any] = Weather, on_progress: OnProgress = ignore_progress
    ) -> Answer[Any]:
        return self.endpoint.ask(PROMPT, response_type, budget=self.budget, on_progress=on_progress)
