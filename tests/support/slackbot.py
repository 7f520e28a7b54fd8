"""The bot as it runs, against a fake Slack: real Bolt app, real SDK, real server, real database."""

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx2
from pydantic import BaseModel
from support.scripted import Reply, ScriptedModel
from support.slackfake import Delivery, FakeSlack

from summarizer.model import Model, Prompt
from summarizer.slack.app import build
from summarizer.slack.run import Socket
from summarizer.slack.settings import Mode, load
from summarizer.slack.store import Store
from summarizer.slack.summaries import BotOptions, Summaries
from summarizer.slack.web import WebServer, application

KEY = "CnIOFQXq6ZJvQmmCIzL1sEcYqIRlx7rYyzoB0fC1zSU="
"""A Fernet key, invented."""
TALK = (
    ("U1", "The Northport Dockworkers' Union will ballot its 4,200 members on 16 March 2023."),
    ("U2", "Lena Ortiz said the union will not return unless the night-shift plan is withdrawn."),
    ("U3", "Harbour Terminals declines to comment on its pay offer."),
)
"""A thread: who says what."""


def people(slack: FakeSlack, channel: str = "C100", **kind: Any) -> str:
    """Three people, a channel with them, and the thread in it; the thread's time stamp."""
    for user, name in (("U1", "Ann Lee"), ("U2", "Bo Kim"), ("U3", "Cy Roe"), ("U9", "Di Out")):
        slack.add_user(user, name.partition(" ")[0].lower(), real_name=name)
    slack.add_channel(channel, "harbour", members=("U1", "U2", "U3"), **kind)
    return thread(slack, channel)


def thread(slack: FakeSlack, channel: str = "C100", talk: Any = TALK) -> str:
    """The talk as a thread of a channel; its time stamp."""
    root = ""
    for user, words in talk:
        ts = slack.add_message(channel, user, words, thread_ts=root or None)
        root = root or ts
    return root


def link(channel: str, ts: str) -> str:
    """The permalink of a message."""
    return f"<https://acme.slack.com/archives/{channel}/p{ts.replace('.', '')}>"


def read_talk(prompt: Prompt, _: type[BaseModel]) -> Reply:
    """What a good model writes of the talk, wherever its segments stand."""
    lines = dict(re.findall(r"\[(\d+)\] (.*)", prompt.messages[-1].content))

    def at(words: str) -> list[int]:
        return [int(number) for number, line in lines.items() if words in line][:1]

    union = {"at": at("ballot"), "name": "Northport Dockworkers' Union", "kind": "organisation"}
    terminals = {"at": at("declines"), "name": "Harbour Terminals", "kind": "organisation"}
    return {
        "actors": [union | {"role": "", "aliases": []}, terminals | {"role": "", "aliases": []}],
        "positions": [
            {
                "at": at("declines"), "holder": "Harbour Terminals", "reported_by": "",
                "stance": "declines",
                "statement": "Harbour Terminals does not comment on its pay offer.",
            }
        ],
        "conditions": [],
        "next_steps": [
            {
                "at": at("ballot"), "actors": ["Northport Dockworkers' Union"],
                "action": "ballots its 4,200 members", "when": "on 16 March 2023",
                "certainty": "scheduled",
            }
        ],
        "title": "Dockworkers to vote",
        "gist": "The union will ballot its 4,200 members.",
    }  # fmt: skip


@dataclass
class Gate:
    """A script that waits until it is opened, as a slow model does."""

    script: Callable[[Prompt, type[BaseModel]], Reply] = read_talk
    opened: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def __call__(self, prompt: Prompt, response_type: type[BaseModel]) -> Reply:
        self.reached.set()
        assert self.opened.wait(60), "the gate was never opened"
        return self.script(prompt, response_type)


class Bot:
    """The running bot; a context manager. Requests reach it over HTTP or over a websocket."""

    def __init__(
        self,
        slack: FakeSlack,
        folder: Path,
        *,
        model: Model | None = None,
        options: BotOptions | None = None,
        mode: Mode = "http",
        env: Mapping[str, str] | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        self.slack = slack
        self.model = model or ScriptedModel(read_talk)
        self.settings = load(settings_of(slack, folder) | dict(env or {}))
        clocks = {"clock": clock} if clock else {}
        store = Store.open(self.settings.database, **clocks)
        self.summaries = Summaries(
            store=store, model=self.model, options=options or BotOptions(pulse=0.2)
        )
        self.app = build(self.settings, self.summaries, mode=mode)
        self.connection = (
            WebServer(application(self.app), "127.0.0.1", 0)
            if mode == "http"
            else Socket(self.app, self.settings)
        )
        self._http = httpx2.Client(timeout=20, verify=False)  # it asks 127.0.0.1
        self.left = 0
        """Summaries that were not finished when it was closed."""

    def __enter__(self) -> Self:
        self.summaries.start()
        self.connection.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close(10.0)

    def close(self, seconds: float) -> None:
        """Stop, as `run` does; once."""
        if self._http.is_closed:
            return
        self._http.close()
        self.connection.close()
        self.app.listener_runner.listener_executor.shutdown()
        self.left = self.summaries.close(seconds)

    def send(self, delivery: Delivery, *, retry: int = 0) -> httpx2.Response:
        """Deliver over HTTP, signed."""
        return self.post(delivery.body, delivery.headers(self.slack.secret, retry=retry))

    def post(self, body: str | bytes, headers: Mapping[str, str | bytes]) -> httpx2.Response:
        """Send anything to the address for Slack."""
        assert isinstance(self.connection, WebServer)
        url = f"http://127.0.0.1:{self.connection.port}/slack/events"
        return self._http.post(url, content=body, headers=_encoded(headers))


def _encoded(headers: Mapping[str, str | bytes]) -> dict[bytes, bytes]:
    return {
        name.encode(): value if isinstance(value, bytes) else value.encode()
        for name, value in headers.items()
    }


def settings_of(slack: FakeSlack, folder: Path) -> dict[str, str]:
    """The environment of a bot in one workspace."""
    return {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.secret,
        "SLACK_API_URL": slack.url,
        "SUMMARIZER_SLACK_DATABASE": f"sqlite:///{folder / 'bot.db'}",
    }


def several_workspaces(slack: FakeSlack) -> dict[str, str]:
    """The environment of a bot that workspaces install themselves."""
    return {
        "SLACK_BOT_TOKEN": "",
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
        "SUMMARIZER_SLACK_KEY": KEY,
    }


def words_of(record: Mapping[str, Any]) -> str:
    """Everything that a message shows, as one string."""
    return f"{record.get('text', '')} {record.get('blocks', '')}"


def button(message: Mapping[str, Any], action_id: str) -> str:
    """What a button of a message carries."""
    elements = [one for block in message["blocks"] for one in block.get("elements", [])]
    return next(str(one["value"]) for one in elements if one.get("action_id") == action_id)


__all__ = [
    "KEY",
    "TALK",
    "Bot",
    "Gate",
    "button",
    "link",
    "people",
    "read_talk",
    "several_workspaces",
    "thread",
    "words_of",
]
