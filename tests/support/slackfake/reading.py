"""Answers of the methods that read: auth, users, bots, conversations."""

from typing import Any

from support.slackfake.asked import Asked
from support.slackfake.refusals import Refusal, rule
from support.slackfake.world import Channel, Record


def auth_test(asked: Asked) -> Record:
    team = asked.workspace
    return {
        "url": team.url,
        "team": team.name,
        "user": "summarizer",
        "team_id": team.team,
        "user_id": team.bot_user,
        "bot_id": team.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(asked: Asked) -> Record:
    test = asked.yes("test")
    asked.workspace.revoked = not test
    return {"revoked": not test}


def oauth_access(asked: Asked) -> Record:
    slack = asked.slack
    given = (asked.get("client_id"), asked.get("client_secret"))
    if given != (slack.client_id, slack.client_secret):
        raise Refusal("invalid_client_id" if given[0] != slack.client_id else "bad_client_secret")
    team = slack.codes.pop(str(asked.get("code")), None)
    if team is None:
        raise Refusal("invalid_code")
    place = slack.workspaces[team]
    return {
        "access_token": place.token,
        "token_type": "bot",
        "scope": ",".join(sorted(place.scopes)),
        "bot_user_id": place.bot_user,
        "app_id": place.app_id,
        "team": {"id": place.team, "name": place.name},
        "enterprise": None,
        "authed_user": {"id": "UINSTALLER"},
        "is_enterprise_install": False,
    }


def users_info(asked: Asked) -> Record:
    found = asked.workspace.users.get(str(asked.get("user")))
    if found is None:
        raise Refusal("user_not_found")
    return {"user": found}


def users_list(asked: Asked) -> Record:
    here = [one for one in asked.workspace.users.values() if not one.get("is_stranger")]
    members, rest = asked.page(here)
    return {"members": members, "cache_ts": int(asked.slack.now()), **rest}


def bots_info(asked: Asked) -> Record:
    user = asked.workspace.bot_of(str(asked.get("bot")))
    if user is None:
        raise Refusal("bot_not_found")
    name = user["real_name"]
    return {
        "bot": {
            "id": asked.get("bot"),
            "deleted": user["deleted"],
            "name": name,
            "user_id": user["id"],
            "app_id": asked.workspace.app_id,
        }
    }


def usergroups_list(asked: Asked) -> Record:
    return {"usergroups": asked.workspace.groups}


def conversations_info(asked: Asked) -> Record:
    channel = asked.channel()
    asked.need_for(channel, "read")
    found = described(asked, channel)
    if asked.yes("include_num_members"):
        found["num_members"] = len(channel.members)
    return {"channel": found}


def described(asked: Asked, channel: Channel) -> Record:
    """A channel as Slack writes it."""
    direct = channel.kind in ("im", "mpim")
    found: Record = {
        "id": channel.id,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_archived": channel.archived,
        "is_ext_shared": channel.ext_shared,
        "is_shared": channel.ext_shared,
        "is_org_shared": False,
        "context_team_id": asked.workspace.team,
    }
    if channel.kind == "im":
        others = channel.members - {asked.workspace.bot_user}
        return found | {"user": min(others, default="")}
    found |= {"name": channel.name, "name_normalized": channel.name}
    return found if direct else found | {"is_member": asked.workspace.bot_user in channel.members}


def conversations_members(asked: Asked) -> Record:
    channel = asked.channel()
    asked.need_for(channel, "read")
    members, rest = asked.page(sorted(channel.members))
    return {"members": members, **rest}


def conversations_history(asked: Asked) -> Record:
    channel = asked.joined()
    asked.need_for(channel, "history")
    roots = [one for one in channel.messages if _in_history(one)]
    messages, rest = asked.page(list(reversed(asked.within(roots))))
    return _messages(messages, rest)


def _in_history(message: Record) -> bool:
    root = message.get("thread_ts", message["ts"])
    return root == message["ts"] or message.get("subtype") == "thread_broadcast"


def conversations_replies(asked: Asked) -> Record:
    channel = asked.joined()
    asked.need_for(channel, "history")
    ts = str(asked.get("ts"))
    message = channel.find(ts)
    if message is None:
        raise Refusal("thread_not_found")
    # Slack gives the whole thread for its root, and only the message for a reply.
    whole = channel.thread(ts) if message.get("thread_ts", ts) == ts else [message]
    replies, rest = asked.page(asked.within(whole[1:]))
    return _messages([whole[0], *replies], rest)  # the root comes again on every page


def _messages(messages: list[Any], rest: Record) -> Record:
    more = bool(rest["response_metadata"]["next_cursor"])
    return {"messages": messages, "has_more": more, **(rest if more else {})}


def conversations_open(asked: Asked) -> Record:
    if "channel" in asked.params:
        return {"channel": {"id": asked.joined().id}}
    users = [user for user in str(asked.get("users")).split(",") if user]
    rule(0 < len(users) <= 8, "users_list_not_supplied", "one to eight users")
    asked.need("im:write" if len(users) == 1 else "mpim:write")
    return {"channel": {"id": opened(asked, users).id}}


def opened(asked: Asked, users: list[str]) -> Channel:
    """The direct conversation with people who can be written to."""
    people = asked.workspace.users
    for user in users:
        if user not in people:
            raise Refusal("user_not_found")
        if people[user]["deleted"]:
            raise Refusal("user_disabled")
    return asked.workspace.direct(users)
