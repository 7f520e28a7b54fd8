"""Response URLs: what an app may answer to a command or a click without the Web API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.slackfake.refusals import Refusal, rule
from support.slackfake.writing import check_words, post

if TYPE_CHECKING:
    from support.slackfake.calls import Call
    from support.slackfake.fake import FakeSlack
    from support.slackfake.world import Record

_USES = 5
_SECONDS = 30 * 60
_KNOWN = frozenset(
    {
        "attachments",
        "blocks",
        "delete_original",
        "metadata",
        "mrkdwn",
        "replace_original",
        "response_type",
        "text",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
    }
)


class Responses:
    """The response URLs that were given out."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._given: dict[str, Record] = {}

    def new(self, user: str, channel: str, team: str) -> str:
        """The id of a new one."""
        key = self._slack.new_id("R")
        place = {"user": user, "channel": channel, "team": team}
        self._given[key] = {**place, "uses": 0, "at": self._slack.now(), "last": None}
        return key

    def take(self, call: Call) -> None:
        """Show what was posted to one.

        Raises:
            Refusal: It is unknown, spent or too old, or the words break a rule.
        """
        place = self._given.get(call.token)
        if place is None or self._slack.now() - place["at"] > _SECONDS:
            raise Refusal("expired_url")
        if place["uses"] >= _USES:
            raise Refusal("used_url")
        place["uses"] += 1
        given = dict(call.params)
        unknown = sorted(given.keys() - _KNOWN)
        rule(not unknown, "invalid_arguments", f"unknown parameters {unknown}")
        if given.get("replace_original") or given.get("delete_original"):
            self._take_away(place)
        if given.get("delete_original"):
            return
        words = check_words(given)
        if given.get("response_type") == "in_channel":
            self._show_all(place, words, given)
        else:
            self._show_one(place, words, given)

    def _take_away(self, place: Record) -> None:
        if place["last"] in self._slack.ephemeral:
            self._slack.ephemeral.remove(place["last"])

    def _show_all(self, place: Record, words: Record, given: Record) -> None:
        team = self._slack.workspaces[place["team"]]
        channel = team.channels[place["channel"]]
        if given.get("thread_ts"):
            words["thread_ts"] = given["thread_ts"]
        message = post(team, channel, words, team.next_ts(self._slack.now()))
        self._slack.note_posted(channel.id, message, given)

    def _show_one(self, place: Record, words: Record, given: Record) -> None:
        shown = {"channel": place["channel"], "user": place["user"], "via": "response_url", **words}
        place["last"] = shown
        self._slack.note_ephemeral(shown, given)
