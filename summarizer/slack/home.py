"""What does the App Home tell? How to use the bot, one switch, and what is stored."""

from typing import Any

from summarizer.slack import mrkdwn, rich_blocks
from summarizer.slack.rich_blocks import Line, Piece, say
from summarizer.slack.shown import HOME_SWITCH, Block, HomeState, View


def home(state: HomeState) -> View:
    """The App Home of one person."""
    return {
        "type": "home",
        "callback_id": "summarizer_home",
        "blocks": [
            _header("Summaries with a link for every claim"),
            rich_blocks.block([rich_blocks.section(say(_WHAT))]),
            _list("How to ask", _ways(state.command)),
            {"type": "divider"},
            _header("Your setting"),
            _switch(on=state.private_first),
            {"type": "divider"},
            _list("Privacy", _stored(state.keep_days)),
            *([rich_blocks.small(f"🤖 Read by {model}")] if (model := _model(state)) else []),
        ],
    }


_WHAT = (
    "Who takes part, what each wants, on what conditions, and what happens next. "
    "The arrow ↗ behind an item opens the message that says it."
)


def _ways(command: str) -> list[Line]:
    command = mrkdwn.shorten(mrkdwn.plain(command), 60)
    code = "code"
    return [
        _line(("In a thread: ", "bold"), "mention me, and I answer there."),
        _line(("On any message: ", "bold"), "More actions ⋮ → Summarize thread. Only you see it."),
        _line(("Anywhere: ", "bold"), (f"{command} [message link | web address | text]", code)),
        _line(("In a direct message: ", "bold"), "paste a message link, a web address or a text."),
    ]


def _stored(days: int) -> list[Line]:
    kept = "1 day" if days == 1 else f"{days} days"
    return [
        _line(("Messages: ", "bold"), "not stored. They are read when you ask, and forgotten."),
        _line(("Summaries and feedback: ", "bold"), f"kept for {kept}, then deleted."),
        _line(("Reading rights: ", "bold"), "I summarize for you only what you can read yourself."),
    ]


def _line(*parts: str | tuple[str, str]) -> Line:
    return Line(tuple(Piece(one) if isinstance(one, str) else Piece(*one) for one in parts))


def _list(title: str, lines: list[Line]) -> Block:
    heading = rich_blocks.section((*say(title, "bold"), *say("\n")))
    return rich_blocks.block([heading, *rich_blocks.bullets(lines)])


def _header(text: str) -> Block:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def _switch(*, on: bool) -> Block:
    option = {
        "text": {"type": "plain_text", "text": "Show summaries to me first"},
        "description": {"type": "plain_text", "text": "Then I decide whether to post them."},
        "value": "private_first",
    }
    element: dict[str, Any] = {
        "type": "checkboxes",
        "action_id": HOME_SWITCH,
        "options": [option],
        **({"initial_options": [option]} if on else {}),
    }
    return {"type": "actions", "elements": [element]}


def _model(state: HomeState) -> str:
    return mrkdwn.shorten(mrkdwn.plain(state.model), 100)
