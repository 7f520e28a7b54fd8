"""The buttons below a summary: details, post, copy as Markdown, feedback.

Who presses one must be able to read what it shows, now: a summary of a conversation is shown
and posted only for somebody who may read that conversation, and posted only there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from summarizer.slack import blocks, errors
from summarizer.slack.access import require_reader
from summarizer.slack.blocks import Reply, Shown, View
from summarizer.slack.deliver import direct_channel, post, respond, upload
from summarizer.slack.errors import NotAllowed, SlackError
from summarizer.slack.listeners.desk import Body, Desk
from summarizer.slack.store import Kept


class NoLongerKept(SlackError):
    """The summary is forgotten, as the setting says."""

    short = "S-FORGOTTEN"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that somebody pressed."""

    body: Body
    """What Slack sent."""
    context: BoltContext
    """Who and where."""
    client: WebClient
    """Of the workspace."""

    @property
    def value(self) -> str:
        """What the button carries."""
        return str(self.body["actions"][0].get("value") or "")

    @property
    def user(self) -> str:
        """Who pressed it."""
        return self.context.user_id or ""

    def tell(self, reply: Reply) -> None:
        """Say a line to that person alone.

        Raises:
            SlackError: Slack refused or failed.
        """
        if url := self.body.get("response_url"):
            respond(str(url), reply)
        else:  # pressed in a modal, which belongs to no conversation
            post(self.client, direct_channel(self.client, self.user), "", reply)


Do = Callable[[Pressed, Desk], None]


def register(app: App, desk: Desk) -> None:
    """Answer to the buttons.

    Args:
        app: The Bolt app.
        desk: What the listeners share.
    """
    for action_id, do in (
        (blocks.SUMMARY_DETAILS, _details),
        (blocks.SUMMARY_POST, _post),
        (blocks.SUMMARY_MARKDOWN, _markdown),
        (blocks.SUMMARY_FEEDBACK, _feedback),
    ):
        _register(app, desk, action_id, do)


def _register(app: App, desk: Desk, action_id: str, do: Do) -> None:
    @app.block_action(action_id, middleware=[desk.once()])
    def press(ack: Ack, body: Body, context: BoltContext, client: WebClient) -> None:
        ack()
        pressed = Pressed(body, context, client)
        with desk.guarded(pressed.tell):
            do(pressed, desk)


def _details(pressed: Pressed, desk: Desk) -> None:
    request, page = blocks.page_of(pressed.value)
    shown = _shown(_readable(pressed, desk, request))
    _show(pressed, blocks.details(shown, page))


def _markdown(pressed: Pressed, desk: Desk) -> None:
    shown = _shown(_readable(pressed, desk, pressed.value))
    view = blocks.markdown_modal(shown)
    if view:
        _show(pressed, view)
        return
    channel = direct_channel(pressed.client, pressed.user)
    upload(pressed.client, channel, "", blocks.markdown(shown))
    pressed.tell(blocks.notice("It is long: the file is in your direct messages with me."))


def _post(pressed: Pressed, desk: Desk) -> None:
    kept = _readable(pressed, desk, pressed.value)
    if not kept.channel:
        raise NotAllowed("this summary comes from no conversation", hint="Copy it instead.")
    root = _root_of(pressed.client, kept)
    if not desk.intake.first_time(f"posted {kept.team} {kept.channel} {root} {kept.request_key}"):
        pressed.tell(blocks.notice("It was posted in the thread already."))
        return
    for reply in blocks.answer(_shown(kept), can_post=False):
        post(pressed.client, kept.channel, root, reply)
    pressed.tell(blocks.notice("It is posted in the thread that it is about."))


def _feedback(pressed: Pressed, desk: Desk) -> None:
    opinion, request = blocks.feedback_of(pressed.value)
    kept = _readable(pressed, desk, request)
    desk.store.add_feedback(kept.request_key, kept.team, pressed.user, good=opinion == "good")
    pressed.tell(blocks.notice("Thank you: that helps to make the summaries better."))


def _readable(pressed: Pressed, desk: Desk, request: str) -> Kept:
    """The summary, for somebody who may read what it is about."""
    kept = desk.shelf.get(request)
    if kept is None or kept.team != pressed.context.team_id:
        raise NoLongerKept("this summary is no longer kept", hint="Ask for it again.")
    if kept.channel:
        require_reader(pressed.client, pressed.user, kept.channel)
    return kept


def _shown(kept: Kept) -> Shown:
    return Shown(kept.summary, kept.coverage, kept.request_key)


def _show(pressed: Pressed, view: View) -> None:
    """In the modal in which the button was pressed, else in a new one."""
    with errors.told():
        if inside := pressed.body.get("view"):
            pressed.client.views_update(view_id=inside["id"], view=view)
        else:
            pressed.client.views_open(trigger_id=pressed.body["trigger_id"], view=view)


def _root_of(client: WebClient, kept: Kept) -> str:
    """The first message of the thread: a link may have named one of its replies."""
    with errors.told():
        found = client.conversations_replies(channel=kept.channel, ts=kept.thread_ts, limit=1)
    first = (found.get("messages") or [{}])[0]
    return str(first.get("thread_ts") or kept.thread_ts)
