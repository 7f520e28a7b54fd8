"""One question and its requests: instructor calls `Exchange.create` for every try."""

import json
from typing import TYPE_CHECKING, Any

from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from summarizer import tokens
from summarizer.control import broken_up
from summarizer.endpoint.faults import Fault, RequestFailed, fault_of, said
from summarizer.endpoint.ladder import Dialect, next_dialect
from summarizer.endpoint.mend import mend
from summarizer.endpoint.reply import Reply, bounded, read_reply
from summarizer.endpoint.request import request
from summarizer.errors import (
    ContentFiltered,
    EmptyAnswer,
    ProviderTimeout,
    Refused,
    Truncated,
)
from summarizer.model import Budget, Message, OnProgress, Prompt, Usage

if TYPE_CHECKING:
    from summarizer.endpoint.client import Client


class Exchange:
    """What happens between a prompt and its answer; made anew for every question."""

    def __init__(
        self,
        client: "Client",
        prompt: Prompt,
        response_type: type[BaseModel],
        budget: Budget,
        on_progress: OnProgress,
    ) -> None:
        self._client = client
        self._prompt = prompt
        self._response_type = response_type
        self._budget = budget
        self._on_progress = on_progress
        self.content = ""
        """The JSON text of the last answer."""
        self.truncated = False
        """The last answer was cut off."""
        self.mended = False
        """The last answer was near-JSON."""

    def create(self, *, messages: list[dict[str, Any]], **_: object) -> ChatCompletion:
        """Send the turns and return the answer as the SDK's type, its text made JSON.

        instructor's other arguments are replaced by what the endpoint's dialect asks for.

        Raises:
            RequestFailed: With the fault and whether another try may help.
            SummarizerError: The budget is spent, or the answer cannot be used.
        """
        reply = self._probe(self._turns(messages))
        self._use(reply)
        return _completion(self.content)

    def _turns(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The turns; those of a re-ask repeat what a model wrote, which is made harmless."""
        own = len(self._prompt.messages)
        reasks = [
            {**turn, "content": broken_up(str(turn.get("content") or ""))}
            for turn in messages[own:]
        ]
        return [*messages[:own], *reasks]

    def _probe(self, turns: list[dict[str, Any]]) -> Reply:
        """Ask in the best dialect known; go down where the endpoint does not understand."""
        dialect = self._client.dialect
        first_unclear = True
        while True:
            outcome = self._request(turns, dialect)
            if isinstance(outcome, Reply):
                self._client.learn(dialect)
                return outcome
            complaint = outcome.complaint
            easier = complaint and next_dialect(dialect, complaint, first_unclear=first_unclear)
            if not complaint or not easier:
                raise RequestFailed(outcome)
            first_unclear = first_unclear and not complaint.unclear
            dialect = easier

    def _request(self, turns: list[dict[str, Any]], dialect: Dialect) -> Reply | Fault:
        """One HTTP request, charged to the budget whatever comes of it."""
        self._budget.check()
        self._budget.spend(Usage(calls=1))
        reply = Reply()
        fault: Fault | None = None
        try:
            self._send(turns, dialect, reply)
        except RequestFailed as error:
            fault = error.fault
        except Exception as error:
            fault = self._fault(error)
            if fault is None:
                raise
        finally:
            self._charge(turns, reply)
        if fault and isinstance(fault.error, ProviderTimeout):
            self._budget.check()
        return fault or reply

    def _fault(self, error: Exception) -> Fault | None:
        """None for what is not of the layers below, such as an error of `on_progress`."""
        try:
            return fault_of(error)
        except LookupError:
            return None

    def _send(self, turns: list[dict[str, Any]], dialect: Dialect, reply: Reply) -> None:
        options, budget = self._client.options, self._budget
        limit = self._prompt.max_output_tokens
        seconds = min(options.timeout, budget.seconds_left)
        deadline = budget.clock() + seconds

        def check() -> None:
            if budget.clock() > deadline:
                raise RequestFailed(Fault(said(ProviderTimeout), transient=True))

        arguments = request(turns, self._response_type, dialect, options, limit)
        create = self._client.sdk.chat.completions.with_streaming_response.create
        with create(model=self._client.model, timeout=seconds, **arguments) as response:
            chunks = bounded(response.iter_bytes(), check)
            kind = response.headers.get("content-type", "")
            read_reply(chunks, kind, reply, self._on_progress, limit)

    def _charge(self, turns: list[dict[str, Any]], reply: Reply) -> None:
        """Charge what the endpoint counted; an estimate where it tells nothing.

        A request that brought no text at all is charged as a call without tokens.
        """
        usage = reply.usage
        if usage is None and reply.has_choice:
            sent = (Message(turn["role"], turn["content"]) for turn in turns)
            usage = Usage(
                input_tokens=tokens.of_messages(sent),
                output_tokens=tokens.estimate(reply.content),
            )
        self._budget.spend(usage or Usage())

    def _use(self, reply: Reply) -> None:
        """Take the answer's text, mended where it is near-JSON.

        Raises:
            OutputError: There is nothing in it that can be used.
        """
        _look_at_the_end(reply)
        cut = reply.finish_reason == "length"
        result = mend(reply.content, cut=cut)
        value = result.value if result else None
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        self.truncated = cut or bool(result and result.incomplete)
        self.mended = bool(result and (result.changed or value is not result.value))
        self.content = reply.content if value is None else json.dumps(value)
        if self.truncated and not self._fits(value):
            raise said(Truncated)

    def _fits(self, value: object) -> bool:
        """Whether a cut answer holds something complete and is of the asked shape."""
        if not isinstance(value, dict) or not any(value.values()):
            return False
        try:
            self._response_type.model_validate_json(self.content)
        except ValidationError:
            return False
        return True


def _look_at_the_end(reply: Reply) -> None:
    if reply.refusal:
        raise Refused("the model declined to answer", hint="Try another model.")
    if reply.finish_reason == "content_filter":
        raise said(ContentFiltered)
    if reply.content.strip():
        return
    if reply.finish_reason == "length":
        raise said(Truncated)
    raise EmptyAnswer("the answer is empty", hint="Try again, or try another model.")


def _completion(content: str) -> ChatCompletion:
    """An answer as the SDK would give it, without streaming."""
    return ChatCompletion.model_validate(
        {
            "id": "",
            "created": 0,
            "model": "",
            "object": "chat.completion",
            # The budget counts; without any, instructor looks for another provider's SDK.
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": content},
                }
            ],
        }
    )
