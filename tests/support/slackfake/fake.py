"""A strict local fake of Slack's web side, driven from a test as a plain Python object.

It answers the Web API, downloads and uploads, response URLs and Socket Mode, and refuses what
Slack refuses: unknown methods and parameters, missing scopes, blocks over a limit, wrong tokens,
expired triggers. What no correct sender does is also noted in `refused`.
"""

from __future__ import annotations

import itertools
import threading
import time
from typing import TYPE_CHECKING, Any, Self

from support.slackfake.answers import ANSWERS
from support.slackfake.blocks import live_texts
from support.slackfake.calls import Call, Fault
from support.slackfake.catalogue import METHODS
from support.slackfake.places import Places
from support.slackfake.refusals import Refusal
from support.slackfake.responses import Responses
from support.slackfake.server import Server
from support.slackfake.sockets import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from support.slackfake.world import Record, Workspace

_CONTROLS = ("<!", "<@", "<#")


class FakeSlack(Places):
    """Slack, as far as a bot sees it; a context manager."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.RLock()
        self.answers: Mapping[str, Callable[..., Record]] = ANSWERS
        self.secret = "signing-secret"
        self.client_id = "client-id"
        self.client_secret = "client-secret"
        self.app_token = "xapp-1"
        self.app_scopes = {"connections:write"}
        self.page_size = 200
        """The most items on a page, whatever a caller asks for."""
        self.calls: list[Call] = []
        self.refused: list[str] = []
        """Rules broken that no correct sender breaks."""
        self.ephemeral: list[Record] = []
        """What one person sees: channel, user, text, blocks."""
        self.views: list[Record] = []
        """Modals and home tabs as they now stand, with their `user`."""
        self.statuses: list[Record] = []
        self.titles: list[Record] = []
        self.prompts: list[Record] = []
        self.files: list[Record] = []
        """Files that the bot shared: name, content, title, channel, thread_ts."""
        self.downloads: list[tuple[str, str]] = []
        """Which file was asked for with which token."""
        self.pings: list[str] = []
        """Texts sent with a live control sequence in them: `<!channel>`, `<@U1>`, `<#C1>`."""
        self.unfurls: list[Record] = []
        """Parameters of messages that let Slack open the links in them."""
        self.chaos: Callable[[Call], Fault | None] = lambda _: None
        """Decides a fault for each call; for many random ones."""
        self.triggers: dict[str, Record] = {}
        self.uploads: dict[str, Record] = {}
        self.codes: dict[str, str] = {}
        self._faults: dict[str, list[Fault]] = {}
        self.responses = Responses(self)
        self.line = Line()
        self._ids = itertools.count(1)
        self._ahead = 0.0
        self._server = Server(self)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    @property
    def root(self) -> str:
        """The address of everything."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def url(self) -> str:
        """The Web API's address: a WebClient's base_url, and SLACK_API_URL."""
        return f"{self.root}/api/"

    def now(self) -> float:
        """Seconds since 1970, as Slack sees them."""
        return time.time() + self._ahead

    def later(self, seconds: float) -> None:
        """Let so much time pass for Slack: triggers and response URLs expire."""
        self._ahead += seconds

    def new_id(self, prefix: str) -> str:
        """An id that was not given before."""
        return f"{prefix}{next(self._ids):06d}"

    # What was seen

    def calls_of(self, method: str) -> list[Call]:
        """The calls of a method, in their order; ``response_url`` for those."""
        with self.lock:
            return [call for call in self.calls if call.method == method]

    @property
    def posted(self) -> list[Record]:
        """The bot's messages that people see now, in every workspace; each with its channel."""
        with self.lock:
            return [
                {**message, "channel": channel.id, "team": team.team}
                for team in self.workspaces.values()
                for channel in team.channels.values()
                for message in channel.messages
                if message.get("bot_id") == team.bot_id
            ]

    def wait_for(self, what: Callable[[], Any], seconds: float = 30.0) -> Any:
        """What a question gives as soon as it gives something.

        Raises:
            AssertionError: It did not, in so many seconds.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = what()
            if found:
                return found
            time.sleep(0.01)
        raise AssertionError("what was waited for did not come")

    # Faults

    def fail(
        self,
        method: str,
        *,
        status: int = 200,
        error: str = "",
        retry_after: int | None = None,
        times: int = 1,
        delay: float = 0.0,
    ) -> None:
        """Answer the next calls so; ``*`` for any method, `error` for ok: false, or slowly."""
        fault = Fault(status, error, retry_after, delay, times)
        with self.lock:
            self._faults.setdefault(method, []).append(fault)

    def fault_for(self, call: Call) -> Fault | None:
        """The fault that a call meets, if one is left for it."""
        with self.lock:
            for name in (call.method, "*"):
                waiting = self._faults.get(name, [])
                if waiting:
                    waiting[0].times -= 1
                    return waiting[0] if waiting[0].times else waiting.pop(0)
            return self.chaos(call)

    # Tokens

    def install_code(self, team: str) -> str:
        """A code that oauth.v2.access takes once for a workspace's token."""
        code = self.new_id("code-")
        self.codes[code] = team
        return code

    def revoke(self, team: str = "T1") -> None:
        """The app was removed: its token is dead."""
        self.workspaces[team].revoked = True

    def granted(self, token: str) -> set[str]:
        """The scopes that a token carries."""
        if token == self.app_token:
            return self.app_scopes
        return next((set(t.scopes) for t in self.workspaces.values() if t.token == token), set())

    def allowed(self, call: Call) -> Workspace:
        """The workspace that a token opens.

        Raises:
            Refusal: None, or not for this method.
        """
        kind = METHODS[call.method].token
        if kind == "none":
            return self.workspaces["T1"]
        if kind == "app":
            return self._app_token(call)
        if not call.token:
            raise Refusal("not_authed")
        team = next((one for one in self.workspaces.values() if one.token == call.token), None)
        if call.token == self.app_token and call.method != "auth.test":
            raise Refusal("not_allowed_token_type")
        if team is None:
            raise Refusal("invalid_auth")
        if team.revoked:
            raise Refusal("token_revoked")
        return team

    def _app_token(self, call: Call) -> Workspace:
        if call.token.startswith("xoxb-"):
            raise Refusal("not_allowed_token_type")
        if call.token != self.app_token:
            raise Refusal("invalid_auth")
        if not self.app_scopes & METHODS[call.method].scopes:
            raise Refusal("missing_scope", needed="connections:write")
        return self.workspaces["T1"]

    # What the answers note

    def record(self, call: Call) -> None:
        with self.lock:
            self.calls.append(call)

    def note_words(self, words: Mapping[str, Any]) -> None:
        """Look for live control sequences in what is sent."""
        shown = [str(words.get("text", "")), str(words.get("markdown_text", ""))]
        shown = [text for text in shown if any(mark in text for mark in _CONTROLS)]
        live = live_texts(words.get("blocks"))
        marks = (*_CONTROLS, "'type': ")  # a live rich element is written as a dict
        self.pings += shown + [text for text in live if any(mark in text for mark in marks)]

    def note_posted(self, channel: str, message: Record, params: Mapping[str, Any]) -> None:
        """Look for pings and links that would be opened."""
        self.note_words(params)
        words = str(message.get("text", "")) + str(message.get("blocks", ""))
        closed = all(params.get(name) in (False, "0") for name in ("unfurl_links", "unfurl_media"))
        if "://" in words and not closed:
            self.unfurls.append({"channel": channel, **params})

    def note_ephemeral(self, shown: Record, params: Mapping[str, Any]) -> None:
        self.note_words(params)
        self.ephemeral.append(shown)

    # What an app may answer to

    def response_url(self, user: str, channel: str = "", *, team: str = "T1") -> str:
        """A URL that takes five answers in 30 minutes."""
        return f"{self.root}/respond/{self.responses.new(user, channel, team)}"

    def trigger(self, user: str) -> str:
        """A trigger_id; it opens one modal within three seconds."""
        key = self.new_id("trigger.")
        self.triggers[key] = {"user": user, "at": self.now(), "used": False}
        return key

    # Socket Mode

    def socket_url(self) -> str:
        """The address of one Socket Mode connection."""
        ticket = self.new_id("ticket-")
        self.line.give_ticket(ticket)
        return f"ws://127.0.0.1:{self._server.port}/ws?ticket={ticket}"

    @property
    def connections(self) -> int:
        """How many Socket Mode connections stand."""
        return self._server.sockets

    def socket_send(self, delivery: Any, *, seconds: float = 30.0) -> Record:
        """Send an envelope over Socket Mode; the app's acknowledgement of it.

        Args:
            delivery: A `Delivery`, or an envelope as a dict.
            seconds: The most to wait for a connection, and then for the answer.

        Raises:
            AssertionError: No connection, or no answer in time.
        """
        envelope = delivery if isinstance(delivery, dict) else delivery.envelope()
        self.wait_for(lambda: self.connections, seconds)
        self._server.run(self._server.send(envelope))
        return self.line.ack_of(envelope["envelope_id"], seconds)

    def socket_disconnect(self) -> None:
        """Ask the app to connect anew, as Slack does every few hours."""
        self._server.run(self._server.disconnect())
