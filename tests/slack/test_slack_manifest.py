"""The manifests are what Slack takes, and ask for what the code needs and for nothing else."""

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App
from slack_sdk import WebClient
from support.manifest_rules import faults
from support.slackfake import catalogue
from support.slackfake.world import EVERY_SCOPE

import summarizer.slack
from summarizer.slack import scopes
from summarizer.slack.errors import BadSlackConfig
from summarizer.slack.manifest import LONGEST_URL, text
from summarizer.slack.scopes import Variant

ROOT = Path(__file__).parents[2]
FILES: dict[Variant, str] = {
    "full": "slack-manifest.yaml",
    "minimal": "slack-manifest.minimal.yaml",
}
VARIANTS: list[Variant] = ["full", "minimal"]
URL = "https://bot.example.com"
PACKAGE = Path(summarizer.slack.__file__).parent
CODE = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
}


def parsed(variant: Variant, url: str = "") -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(text(variant, mode="http" if url else "socket", url=url))
    return found


def bot_scopes(variant: Variant) -> set[str]:
    return set(parsed(variant)["oauth_config"]["scopes"]["bot"])


def events(variant: Variant) -> set[str]:
    return set(parsed(variant)["settings"]["event_subscriptions"]["bot_events"])


def called() -> dict[str, list[str]]:
    """Each method of the Web API that the code names, and in which files.

    A name counts as an attribute (`client.chat_update`) of anything, called or passed on.
    """
    found: dict[str, list[str]] = {}
    for file, tree in CODE.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                for method in _methods_behind(node.attr):
                    found.setdefault(method, []).append(file)
            if isinstance(node, ast.Call) and _name(node.func) == "api_call":
                assert isinstance(node.args[0], ast.Constant), f"{file}: a method named at run time"
                found.setdefault(str(node.args[0].value), []).append(file)
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else ""


def _methods_behind(name: str) -> set[str]:
    """The API's methods that a method of the SDK's client calls."""
    several = {
        "files_upload_v2": {"files.getUploadURLExternal", "files.completeUploadExternal"},
        "chat_stream": {"chat.startStream", "chat.appendStream", "chat.stopStream"},
        "set_status": {"assistant.threads.setStatus"},
        "set_suggested_prompts": {"assistant.threads.setSuggestedPrompts"},
        "set_title": {"assistant.threads.setTitle"},
        "say_stream": {"chat.startStream", "chat.appendStream", "chat.stopStream"},
    }
    if name in several:
        return several[name]
    method = getattr(WebClient, name, None)
    if "_" not in name.strip("_") or not inspect.isfunction(method):
        return set()
    return set(re.findall(r'self\.api_call\(\s*"([\w.]+)"', inspect.getsource(method)))


# What Bolt calls on its own: to check the token, and to install the app.
BY_BOLT = {"auth.test", "oauth.v2.access", "apps.connections.open"}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("url", ["", URL])
def test_a_manifest_is_what_slack_takes(variant: Variant, url: str) -> None:
    assert list(faults(parsed(variant, url))) == []


def test_the_rules_notice_what_slack_refuses() -> None:
    wrong = parsed("full")
    wrong["display_information"]["name"] = "x" * 36
    wrong["features"]["agent_view"]["agent_description"] = "x" * 301
    wrong["features"]["shortcuts"][0]["name"] = "x" * 25
    wrong["settings"]["colour"] = "red"
    del wrong["features"]["bot_user"]
    assert len(list(faults(wrong))) == 5


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_files_at_the_top_are_what_the_command_writes(variant: Variant) -> None:
    written = (ROOT / FILES[variant]).read_text(encoding="utf-8")
    assert written == text(variant, mode="socket"), "run: summarizer slack manifest > the file"


@pytest.mark.parametrize("variant", VARIANTS)
def test_socket_mode_has_no_address_and_http_has_one_everywhere(variant: Variant) -> None:
    assert "https://bot" not in text(variant, mode="socket")
    assert parsed(variant)["settings"]["socket_mode_enabled"] is True
    over_http = parsed(variant, f"{URL}/")
    assert over_http["settings"]["socket_mode_enabled"] is False
    to = f"{URL}/slack/events"
    assert over_http["settings"]["event_subscriptions"]["request_url"] == to
    assert over_http["settings"]["interactivity"]["request_url"] == to
    assert [one["url"] for one in over_http["features"]["slash_commands"]] == [to]
    assert over_http["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "bot.example.com",
        "http://bot.example.com",
        "https://",
        "https://u:p@bot.example.com",
        "https://bot.example.com/slack/events",
        "https://bot.example.com?x=1",
        "https://bot.example.com#x",
        'https://bot.example.com"\n  evil: true',
        "https://" + "x" * LONGEST_URL,
        "ftp://bot.example.com",
    ],
)
def test_a_wrong_address_is_refused(url: str) -> None:
    with pytest.raises(BadSlackConfig, match="address"):
        text("full", mode="http", url=url)


def test_an_address_with_socket_mode_is_refused() -> None:
    with pytest.raises(BadSlackConfig, match="Socket Mode"):
        text("full", mode="socket", url=URL)


def test_every_method_that_the_code_calls_is_in_the_table() -> None:
    assert called().keys() - scopes.METHODS.keys() - BY_BOLT == set()


def test_the_table_is_slacks() -> None:
    """Two tables, written for two ends, say the same."""
    by_kind = {"conversations.history", "conversations.replies"}
    by_kind |= {"conversations.info", "conversations.members", "conversations.open"}
    for method, needed in scopes.METHODS.items():
        if method not in by_kind:
            assert needed == catalogue.METHODS[method].scopes, method


def test_every_scope_is_needed_by_something_that_the_code_does() -> None:
    """Least privilege: nothing is asked for in advance."""
    by_methods = {scope for method in called() for scope in scopes.METHODS.get(method, ())}
    by_events = {scope for needed in scopes.EVENTS.values() for scope in needed}
    assert bot_scopes("full") == by_methods | by_events | {"commands"}


def test_every_method_has_its_scope_in_the_full_manifest() -> None:
    granted = bot_scopes("full")
    for method in called():
        needed = scopes.METHODS.get(method, frozenset())
        assert not needed or needed & granted, method
    for needed in scopes.EVENTS.values():
        assert needed <= granted


def test_the_stand_in_grants_what_the_full_manifest_asks_for() -> None:
    """So that what passes end to end has the scopes of a real installation, and no others."""
    assert bot_scopes("full") == EVERY_SCOPE


def test_what_the_minimal_manifest_leaves_out_is_told() -> None:
    assert bot_scopes("full") - bot_scopes("minimal") == scopes.EXTRA.keys()
    assert not {one for one in bot_scopes("minimal") if one.startswith(("groups", "im", "mpim"))}


class Ears:
    """Takes down what a Bolt app is told to listen to."""

    def __init__(self) -> None:
        self.heard: dict[str, set[str]] = {}

    def note(self, kind: str, name: Any) -> None:
        self.heard.setdefault(kind, set()).add(str(name))


def listened() -> Ears:
    """The names in ``@app.event(…)`` and its like, all over the code."""
    ears = Ears()
    for tree in CODE.values():
        constants = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                given = node.args[0]
                name = constants.get(given.id) if isinstance(given, ast.Name) else None
                name = given.value if isinstance(given, ast.Constant) else name
                if hasattr(App, node.func.attr) and isinstance(name, str):
                    ears.note(node.func.attr, name)
    return ears


def test_every_event_is_listened_to_and_every_listener_has_its_event() -> None:
    heard = listened().heard["event"]
    wanted = {event.partition(".")[0] for event in events("full")}
    assert wanted <= heard
    assert heard - wanted <= set(), "a listener for an event that is not subscribed to"


def test_the_shortcut_and_the_command_are_those_that_are_listened_to() -> None:
    features = parsed("full")["features"]
    heard = listened().heard
    shortcuts = heard.get("message_shortcut", set()) | heard.get("shortcut", set())
    assert {one["callback_id"] for one in features["shortcuts"]} == shortcuts
    assert {one["command"] for one in features["slash_commands"]} == heard["command"]
    assert parsed("full")["settings"]["interactivity"]["is_enabled"] is True


def test_events_that_multiply_are_not_subscribed_to() -> None:
    for variant in VARIANTS:
        assert not {one for one in events(variant) if one.startswith("message.c")}
        assert not events(variant) & {"message.groups", "message.mpim"}
    assert "message.im" not in events("minimal")
