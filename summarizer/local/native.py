"""What does the engine answer besides the OpenAI interface?

llama.cpp's own endpoints: tokens, the chat template, and the state of a slot. One slot is used
(number 0); callers take turns.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from summarizer.errors import ServerFailed
from summarizer.model import Message, OnProgress, Progress, ignore_progress

if TYPE_CHECKING:
    import httpx2

READ_SECONDS = 120.0
"""How long an answer may pause; the engine sends a sign of life more often than that."""
_DATA = "data: "


def loopback_client(
    read_seconds: float, *, base_url: str = "", headers: Mapping[str, str] | None = None
) -> "httpx2.Client":
    """An HTTP client for an engine in this process.

    It goes past the user's proxies, and takes a new connection for each request: the engine
    closes idle ones after seconds, which a request that meets it reports as a broken line.

    Args:
        read_seconds: How long an answer may pause.
        base_url: The engine's address, put before every path.
        headers: Sent with every request.
    """
    import httpx2  # noqa: PLC0415  # slow import: only when used

    return httpx2.Client(
        base_url=base_url,
        headers=headers,
        timeout=read_seconds,
        trust_env=False,
        limits=httpx2.Limits(max_keepalive_connections=0),
    )


class NativeAPI:
    """A client of one engine's own endpoints.

    Args:
        address: The engine's address, such as ``http://127.0.0.1:8080``.
        api_key: Its key.
    """

    def __init__(self, address: str, api_key: str) -> None:
        headers = {"Authorization": f"Bearer {api_key}"}
        self._client = loopback_client(READ_SECONDS, base_url=address, headers=headers)

    def count_tokens(self, text: str) -> int:
        """How many tokens the text is for this model."""
        return len(self._post("/tokenize", {"content": text})["tokens"])

    def render(self, messages: Sequence[Message]) -> str:
        """The messages as the model's chat template writes them."""
        turns = [{"role": message.role, "content": message.content} for message in messages]
        return str(self._post("/apply-template", {"messages": turns})["prompt"])

    def evaluate(self, text: str, on_progress: OnProgress = ignore_progress) -> int:
        """Have the slot hold exactly this text.

        Args:
            text: A rendered prompt, or the beginning of one.
            on_progress: Told the tokens evaluated (stage ``read``).

        Returns:
            The text's length in tokens; 0 if it does not fit into the window.
        """
        body = {
            "prompt": text,
            "n_predict": 0,
            "id_slot": 0,
            "cache_prompt": True,
            # Streamed, since the engine cannot be closed while an unstreamed request is open.
            "stream": True,
            "return_progress": True,
        }
        tokens = 0
        for event in self._events("/completion", body):
            tokens = int(event.get("tokens_evaluated", tokens))
            if progress := event.get("prompt_progress"):
                on_progress(Progress("read", int(progress["processed"]), int(progress["total"])))
        return tokens

    def save(self, filename: str) -> int:
        """Write the slot's state to a file in the engine's state directory.

        Returns:
            How many tokens it holds; 0 if the file could not be written.
        """
        return self._slot("save", filename).get("n_saved", 0)

    def restore(self, filename: str) -> bool:
        """Read the slot's state from such a file; say whether the slot now holds it.

        The engine aborts the whole process on a truncated file: verify it first.
        """
        return self._slot("restore", filename).get("n_restored", 0) > 0

    def _slot(self, action: str, filename: str) -> dict[str, int]:
        response = self._send(f"/slots/0?action={action}", {"filename": filename})
        result: dict[str, int] = response.json() if response.is_success else {}
        return result

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        response = self._send(path, body)
        if not response.is_success:
            raise ServerFailed(f"the embedded engine answered {response.status_code} to {path}")
        result: dict[str, Any] = response.json()
        return result

    def _send(self, path: str, body: dict[str, Any]) -> "httpx2.Response":
        import httpx2  # noqa: PLC0415  # slow import: only when used

        try:
            return self._client.post(path, json=body)
        except httpx2.HTTPError as error:
            raise _broken(error) from None

    def _events(self, path: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        import httpx2  # noqa: PLC0415  # slow import: only when used

        try:
            with self._client.stream("POST", path, json=body) as response:
                if not response.is_success:
                    return
                for line in response.iter_lines():
                    if line.startswith(_DATA):
                        yield json.loads(line.removeprefix(_DATA))
        except httpx2.HTTPError as error:
            raise _broken(error) from None


def _broken(error: Exception) -> ServerFailed:
    return ServerFailed(f"the embedded engine does not answer ({type(error).__name__})")
