"""Answers of the methods for views and files."""

from typing import Any

from support.slackfake.asked import Asked
from support.slackfake.blocks import check_view
from support.slackfake.refusals import Refusal, rule
from support.slackfake.world import Record
from support.slackfake.writing import post

_TRIGGER_SECONDS = 3.0


def _view(asked: Asked, kind: str) -> Record:
    view = dict(check_view(asked.get("view")))
    rule(view["type"] == kind, "invalid_arguments", f"this takes a view of type {kind}")
    key = asked.slack.new_id("V")
    team = asked.workspace
    defaults = {"private_metadata": "", "callback_id": "", "state": {"values": {}}}
    return {**defaults, **view, "id": key, "hash": f"h-{key}", "team_id": team.team}


def views_open(asked: Asked) -> Record:
    rule(asked.get("trigger_id"), "invalid_arguments", "trigger_id is needed")
    trigger = asked.slack.triggers.get(asked.get("trigger_id"))
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if asked.slack.now() - trigger["at"] > _TRIGGER_SECONDS:
        raise Refusal("expired_trigger_id")
    if trigger["used"]:
        raise Refusal("exchanged_trigger_id")
    view = _view(asked, "modal")
    trigger["used"] = True
    asked.slack.views.append({**view, "user": trigger["user"]})
    return {"view": view}


def views_update(asked: Asked) -> Record:
    for kept in asked.slack.views:
        if kept["id"] == asked.get("view_id"):
            if asked.get("hash") not in ("", kept["hash"]):
                raise Refusal("hash_conflict")
            view = _view(asked, "modal") | {"id": kept["id"]}
            user = kept["user"]
            kept.clear()
            kept.update(view, user=user)
            return {"view": view}
    raise Refusal("not_found")


def views_publish(asked: Asked) -> Record:
    user = str(asked.get("user_id"))
    if user not in asked.workspace.users:
        raise Refusal("user_not_found")
    view = _view(asked, "home")
    views = asked.slack.views
    views[:] = [one for one in views if (one["type"], one["user"]) != ("home", user)]
    views.append({**view, "user": user})
    return {"view": view}


def files_info(asked: Asked) -> Record:
    found = asked.workspace.files.get(str(asked.get("file")))
    if found is None:
        raise Refusal("file_not_found")
    return {"file": {name: value for name, value in found.items() if name != "content"}}


def get_upload_url(asked: Asked) -> Record:
    size = asked.whole("length", 0)
    rule(size > 0, "invalid_arguments", "length is over 0")
    name = str(asked.get("filename"))
    file_id = asked.slack.new_id("FUP")
    record = {"id": file_id, "name": name, "length": size, "content": None, "shared": False}
    asked.slack.uploads[file_id] = record
    return {"upload_url": f"{asked.slack.root}/upload/{file_id}", "file_id": file_id}


def complete_upload(asked: Asked) -> Record:
    given = asked.get("files")
    rule(isinstance(given, list) and given, "invalid_arguments", "files is a list")
    ready = [_uploaded(asked, one) for one in given]
    if asked.get("channel_id"):
        channel = asked.joined("channel_id")
        words: Record = {"text": asked.get("initial_comment"), "files": []}
        words["files"] = [{"id": one["id"], "name": one["name"]} for one in ready]
        if asked.get("thread_ts"):
            words["thread_ts"] = asked.get("thread_ts")
        message = post(asked.workspace, channel, words, asked.workspace.next_ts(asked.slack.now()))
        asked.slack.note_posted(channel.id, message, asked.params)
    for one in ready:
        one["shared"] = True
        shown = {"channel": asked.get("channel_id"), "thread_ts": asked.get("thread_ts")}
        asked.slack.files.append({**one, **shown})
    return {"files": [{"id": one["id"], "title": one["title"]} for one in ready]}


def _uploaded(asked: Asked, given: Any) -> Record:
    fits = isinstance(given, dict) and given.keys() <= {"id", "title", "highlight_type"}
    rule(fits, "invalid_arguments", "a file has an id and a title")
    record = asked.slack.uploads.get(given["id"])
    if record is None or record["shared"]:
        raise Refusal("file_not_found")
    sent = record["content"]
    whole = sent is not None and len(sent) == record["length"]
    rule(whole, "file_update_failed", "the upload is missing or not of the announced length")
    record["title"] = given.get("title", record["name"])
    return record
